"""Read the trained heads of `assets/heads/anchors.json`: the weights of vectors are bytes, the others plain numbers."""

from __future__ import annotations

import base64
import binascii
from collections.abc import Iterator
from pathlib import Path

import msgspec
import numpy as np

from coach.analysis.content.meaning import Head, Heads, Vector
from coach.errors import FileError
from coach.messages import msg
from coach.model import ANCHORS


class RawVector(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Hold the weights of a vector: signed bytes in base64, each times `step`."""

    step: float
    bytes: str


class RawHead(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Hold a head as it stands in the file; `category` is empty for an anchor, `right` tells how often states are."""

    name: str
    category: str
    bias: float
    weak: float
    found: float
    right: dict[str, float]
    rules: dict[str, float]
    heads: dict[str, float]
    place: dict[str, float]
    words: dict[str, float]
    sentence: RawVector
    before: RawVector | None = None
    after: RawVector | None = None


class RawModel(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Name the model whose vectors the heads weigh; `width` is how long these are."""

    name: str
    sha256: str
    width: int


class RawHeads(msgspec.Struct, frozen=True):
    """Hold the file; where it comes from is for readers."""

    model: RawModel
    heads: tuple[RawHead, ...]


def load_heads(path: Path) -> Heads:
    """Read the heads; raise FileError naming the file for one that cannot be used."""
    try:
        raw = msgspec.json.decode(path.read_bytes(), type=RawHeads)
        made = [(each.category, _head(each, raw.model.width)) for each in raw.heads]
    except (OSError, ValueError, binascii.Error) as error:
        raise _broken(path, str(error)) from error
    own = {head.name: head for category, head in made if not category}
    if set(own) != set(ANCHORS):
        raise _broken(path, "heads")
    anchors = {name: own[name] for name in ANCHORS}
    categories = sorted({category for category, _ in made if category})
    return Heads(anchors, {name: dict(_of_category(name, made)) for name in categories})


def _of_category(name: str, made: list[tuple[str, Head]]) -> Iterator[tuple[str, Head]]:
    return ((head.name, head) for category, head in made if category == name)


def _head(raw: RawHead, width: int) -> Head:
    if not 0.0 < raw.weak <= raw.found < 1.0:
        raise ValueError(raw.name)
    none = np.zeros(width, np.float32)
    sentence, before, after = (
        none if each is None else _vector(each, width) for each in (raw.sentence, raw.before, raw.after)
    )
    return Head(
        raw.name, raw.bias, raw.weak, raw.found, sentence, before, after, raw.rules, raw.heads, raw.place, raw.words
    )


def _vector(raw: RawVector, width: int) -> Vector:
    weights = np.frombuffer(base64.b64decode(raw.bytes, validate=True), np.int8)
    if len(weights) != width:
        raise ValueError(str(len(weights)))
    return weights.astype(np.float32) * np.float32(raw.step)


def _broken(path: Path, detail: str) -> FileError:
    message = msg("report.lexicon.broken", file=str(path), line=1, key=detail[:60])
    return FileError(message, path, msg("report.lexicon.broken.advice"), 1, detail)
