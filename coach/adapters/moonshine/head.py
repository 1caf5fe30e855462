"""A head that knows one kind of sound: one logistic unit on the encoder's frames, read from a JSON file."""

from __future__ import annotations

import hashlib
import re
from pathlib import Path

import msgspec
import numpy as np
from numpy.typing import NDArray

from coach.errors import EngineError, FileError
from coach.messages import msg

Floats = NDArray[np.float64]


class RawEncoder(msgspec.Struct, frozen=True):
    """Name the encoder that the head was trained on."""

    file: str
    sha256: str


class RawFrames(msgspec.Struct, frozen=True):
    """Hold what frames are like before anything is heard, and for how many frames that counts."""

    mean: tuple[float, ...]
    deviation: tuple[float, ...]
    weight: float


class RawHead(msgspec.Struct, frozen=True):
    """Hold the head as it stands in its file; the rules there are read elsewhere."""

    encoder: RawEncoder
    frames: RawFrames
    weights: tuple[float, ...]
    bias: float


class Standard:
    """Bring frames to mean 0 and deviation 1, by what speech is like at first and more and more by this recording."""

    def __init__(self, mean: Floats, deviation: Floats, weight: float) -> None:
        self._count = weight
        self._sum = weight * mean
        self._squares = weight * (np.square(deviation) + np.square(mean))

    def take(self, vectors: NDArray[np.float32]) -> Floats:
        """Return the next frames standardised, themselves included in what is known."""
        frames = vectors.astype(np.float64)
        self._count += len(frames)
        self._sum = self._sum + frames.sum(axis=0)
        self._squares = self._squares + np.square(frames).sum(axis=0)
        mean = self._sum / self._count
        return np.asarray((frames - mean) / np.sqrt(np.maximum(self._squares / self._count - np.square(mean), 1e-8)))


class Head:
    """Give each frame of one recording after another the probability that it is what the head knows."""

    def __init__(self, raw: RawHead) -> None:
        self._weights = np.array(raw.weights)
        self._bias = raw.bias
        self._prior = np.array(raw.frames.mean), np.array(raw.frames.deviation), raw.frames.weight
        self.restart()

    def restart(self) -> None:
        """Forget the recording."""
        self._standard = Standard(*self._prior)

    def judge(self, vectors: NDArray[np.float32]) -> Floats:
        """Return the probability of each of the next frames."""
        z = self._standard.take(vectors) @ self._weights + self._bias
        return np.asarray(1 / (1 + np.exp(-np.clip(z, -50, 50))))


def load_head(path: Path, encoder: Path, size: int) -> Head:
    """Read a head for frames of `size` numbers; raise FileError with the key, EngineError for another encoder."""
    data = b""
    try:
        data = path.read_bytes()
        raw = msgspec.json.decode(data, type=RawHead)
    except (OSError, msgspec.DecodeError) as error:
        raise _broken(path, data, _key(str(error))) from None
    for key, values in (("weights", raw.weights), ("mean", raw.frames.mean), ("deviation", raw.frames.deviation)):
        if len(values) != size:
            raise _broken(path, data, key)
    if hashlib.sha256(encoder.read_bytes()).hexdigest() != raw.encoder.sha256:
        raise EngineError(msg("engines.moonshine.other_encoder", file=str(encoder)))
    return Head(raw)


def _key(said: str) -> str:
    missing = re.search(r"field `(\w+)`", said)
    steps: list[str] = re.findall(r"\.(\w+)", said.partition(" - at `$")[2])
    return missing.group(1) if missing else (steps[-1] if steps else "")


def _broken(path: Path, data: bytes, key: str) -> FileError:
    at = max(data.find(f'"{key}"'.encode()), 0)
    line = data.count(b"\n", 0, at) + 1
    message = msg("report.head.broken", file=str(path), line=line, key=key or "-")
    return FileError(message, path, msg("report.lexicon.broken.advice"), line, key)
