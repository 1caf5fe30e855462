"""The starter engine's model: taken from the wheel of moonshine-voice, with word times added once.

The wheel's decoder does not tell which part of the sound each word came from, though it works it out: its attention
on the sound. The same decoder is written again with that as further outputs, which the library then asks for.
"""

from __future__ import annotations

import importlib.util
import json
import logging
import os
import re
import shutil
import tempfile
from collections.abc import Generator, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any

from coach.errors import Cancelled, EngineError, ModelMissing
from coach.messages import msg
from coach.practice.ports import Controls, Fetched, ModelInfo

log = logging.getLogger("coach.moonshine")

MODEL = "tiny-en"
VERSION = 1
"""Raise it when the built model changes, and every copy is built again."""
MARKER = "complete.json"
"""Written last: what the model was built from, and the size of each of its files."""
SOURCES = ("decoder_model_merged.ort", "encoder_model.ort", "tokenizer.bin")
DECODER = "decoder_with_attention.ort"
ATTENTION = re.compile(r"/model/decoder/layers\.(\d+)/encoder_attn/Softmax")


def starter_source() -> Path | None:
    """Return the model's folder inside the wheel; None where moonshine-voice is not installed or brings no model."""
    spec = importlib.util.find_spec("moonshine_voice")
    for place in (spec.submodule_search_locations or ()) if spec is not None else ():
        folder = Path(place) / "assets" / MODEL
        if all((folder / name).is_file() for name in SOURCES):
            return folder
    return None


def is_built(folder: Path) -> bool:
    """Tell whether a folder holds the whole model, built from the wheel's as it is now."""
    try:
        told = json.loads((folder / MARKER).read_text(encoding="utf-8"))
        whole = told["version"] == VERSION and all((folder / n).stat().st_size == s for n, s in told["files"].items())
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return False
    source = starter_source()
    return bool(whole and set(told["files"]) >= {*SOURCES, DECODER}) and (
        source is None or told["source"] == _sizes(source)
    )


def build_starter(target: Path, bundled: Path | None = None) -> Path:
    """Make the model with word times, once, and return its folder: `target`, or the ready one that the program brings.

    Whole or not at all, also where two programs do it at the same time. Raise EngineError.
    """
    for folder in (bundled, target):
        if folder is not None and is_built(folder):
            return folder
    source = starter_source()
    if source is None:
        raise absent()
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(prefix=f".{target.name}-", dir=target.parent) as name:
            fresh = Path(name) / "model"
            fresh.mkdir(mode=0o700)
            _build(source, fresh)
            _put(fresh, target)
    except OSError as error:
        raise EngineError(
            msg("engines.moonshine.unwritable", folder=str(target)),
            msg("engines.moonshine.unwritable.advice"),
            str(error.strerror),
        ) from error
    log.info("built the starter model")
    return target


def check_built(folder: Path) -> None:
    """Raise ModelMissing where the folder does not hold the whole model."""
    if not is_built(folder):
        raise ModelMissing(
            msg("engines.moonshine.missing", folder=str(folder)), msg("engines.moonshine.missing.advice")
        )


def need_library() -> None:
    """Raise EngineError where moonshine-voice is not installed."""
    if importlib.util.find_spec("moonshine_voice") is None:
        raise absent()


def absent() -> EngineError:
    """Say that this computer has no starter engine."""
    return EngineError(msg("engines.moonshine.absent"), msg("engines.moonshine.absent.advice"))


def open_runtime() -> Any:
    """Import onnxruntime with its reports to its makers switched off: 1.31 sends them unless told so before.

    Raise ImportError.
    """
    os.environ["ORT_DISABLE_TELEMETRY"] = "1"
    import onnxruntime

    return onnxruntime


class StarterModels:
    """Keep the starter model, one of `coach.practice.ports.Models`; it is built here, never fetched."""

    def __init__(self, target: Path, bundled: Path | None = None) -> None:
        self._target = target
        self._bundled = bundled

    def list(self) -> Sequence[ModelInfo]:
        """List the starter model; nothing on a computer that cannot have it."""
        for folder in (self._bundled, self._target):
            if folder is not None and is_built(folder):
                return [ModelInfo("moonshine", MODEL, _bytes(folder), folder, removable=folder == self._target)]
        source = starter_source()
        return [] if source is None else [ModelInfo("moonshine", MODEL, _bytes(source), None, removable=False)]

    def get(self, name: str, controls: Controls) -> Generator[Fetched, None, ModelInfo]:
        """Build the model where it is not there yet; raise EngineError, Cancelled."""
        if name != MODEL:
            raise ModelMissing(msg("engines.moonshine.unknown", name=name))
        if controls.cancel.is_set():
            raise Cancelled
        folder = build_starter(self._target, self._bundled)
        size = _bytes(folder)
        yield Fetched(size, size)
        return ModelInfo("moonshine", MODEL, size, folder, removable=folder == self._target)

    def remove(self, name: str) -> None:
        """Delete the built model; it is built again when it is needed. Raise EngineError."""
        if name != MODEL:
            raise ModelMissing(msg("engines.moonshine.unknown", name=name))
        if not self._target.exists():
            raise EngineError(msg("engines.moonshine.stays", name=name))
        shutil.rmtree(self._target)


def _sizes(folder: Path) -> dict[str, int]:
    return {name: (folder / name).stat().st_size for name in SOURCES}


def _bytes(folder: Path) -> int:
    return sum(file.stat().st_size for file in folder.iterdir() if file.is_file())


def _build(source: Path, fresh: Path) -> None:
    for name in SOURCES:
        shutil.copyfile(source / name, fresh / name)
    try:
        _add_attention(source / "decoder_model_merged.ort", fresh / DECODER)
    except ImportError as error:
        raise EngineError(
            msg("engines.moonshine.tools", name=error.name or "onnx"), msg("engines.moonshine.tools.advice")
        ) from error
    files = {file.name: file.stat().st_size for file in fresh.iterdir()}
    told = {"version": VERSION, "source": _sizes(source), "files": files}
    (fresh / MARKER).write_text(json.dumps(told, indent=2) + "\n", encoding="utf-8")


def _put(fresh: Path, target: Path) -> None:
    """Move the finished model to its place; what was there and is no whole model makes room."""
    if target.exists() and not is_built(target):
        with suppress(FileNotFoundError):
            target.rename(fresh.with_name("old"))
    try:
        fresh.rename(target)
    except OSError:
        if not is_built(target):  # else another program was quicker
            raise


def _add_attention(decoder: Path, target: Path) -> None:
    """Write the decoder again with each layer's attention on the sound as outputs `cross_attentions.N`."""
    import onnx

    plain = target.with_suffix(".plain.onnx")
    more = target.with_suffix(".more.onnx")
    try:
        _save_as(decoder, plain)
        model = onnx.load(str(plain))
        _name_outputs(onnx, model)
        onnx.save(model, str(more))
        _save_as(more, target, {"session.save_model_format": "ORT"})
    finally:
        plain.unlink(missing_ok=True)
        more.unlink(missing_ok=True)


def _save_as(model: Path, target: Path, settings: dict[str, str] | None = None) -> None:
    """Let onnxruntime write a model in its other format, unchanged; ONNX unless the settings say otherwise."""
    onnxruntime = open_runtime()
    options = onnxruntime.SessionOptions()
    options.graph_optimization_level = onnxruntime.GraphOptimizationLevel.ORT_DISABLE_ALL
    options.optimized_model_filepath = str(target)
    options.log_severity_level = 4
    for name, value in (settings or {}).items():
        options.add_session_config_entry(name, value)
    onnxruntime.InferenceSession(str(model), options, providers=["CPUExecutionProvider"])


def _name_outputs(onnx: Any, model: Any) -> None:
    """Lead the attention of each layer out of both branches (first step, later steps) and out of the model."""
    floats = onnx.TensorProto.FLOAT
    choice = next(node for node in model.graph.node if node.op_type == "If")
    model.graph.name = model.graph.name or "decoder"
    layers: list[int] = []
    for branch in choice.attribute:
        graph = branch.g
        graph.name = graph.name or branch.name
        found = {}
        for node in graph.node:
            match = ATTENTION.fullmatch(node.name)
            if node.op_type == "Softmax" and match:
                found[int(match[1])] = node.output[0]
        layers = sorted(found)
        for layer in layers:
            name = f"{branch.name}.cross_attentions.{layer}"
            graph.node.append(onnx.helper.make_node("Identity", [found[layer]], [name]))
            graph.output.append(onnx.helper.make_tensor_value_info(name, floats, None))
    for layer in layers:
        name = f"cross_attentions.{layer}"
        choice.output.append(name)
        model.graph.output.append(onnx.helper.make_tensor_value_info(name, floats, ["b", "h", "t", "s"]))
