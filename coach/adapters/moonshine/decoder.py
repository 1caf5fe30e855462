"""Write down what is said in a few seconds of sound, a piece of a word at a time, and how sure each piece is.

The library that the model comes with does the same, but keeps the probabilities to itself, and takes three times as
long because word times cost it its memory of earlier pieces.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from coach.adapters.moonshine.runtime import open_session
from coach.adapters.moonshine.starter import DECODER

Samples = NDArray[np.float32]
Floats = NDArray[np.float32]

RATE = 16000
FRAME = 384
"""Samples between two frames of the encoder."""
BEGIN, END = 1, 2
"""Numbers of the pieces that begin and end a text."""
A_SECOND, AT_LEAST = 6.5, 6
"""Pieces that are written at most: the model's makers give 6.5 a second; more are a loop."""
SHORTEST = 1600
"""Samples (0.1 s) that the encoder can make a frame of; fewer hold no word."""
HEADS = 8
WIDTH = 36
"""Heads of the decoder's attention, and the numbers in each."""
LAYERS = ("cross_attentions.4", "cross_attentions.5")
"""Layers whose attention follows the sound. Measured on words with times: these two put 71 % of the beginnings within
0.1 s; layers 3 and 4 put 65 %, layers 2 to 5 put 68 %."""
SPACE = "\N{LOWER ONE EIGHTH BLOCK}"
"""What stands for the space before a word."""


@dataclass(frozen=True, slots=True)
class Said:
    """Hold the pieces of a text, how likely each is, and how much each listens to each frame of the sound.

    `likely` is the probability of a piece in whatever case it is written; `log` is the log-probability of the whole
    text, and of its ending there; `attention` has a row for each piece and one for the end.
    """

    pieces: tuple[bytes, ...]
    likely: tuple[float, ...]
    log: float
    attention: Floats

    @property
    def text(self) -> str:
        """Return the pieces as a text."""
        return written(self.pieces)

    @property
    def mean(self) -> float:
        """Return the log-probability of a piece on average."""
        return self.log / (len(self.pieces) + 1)


class Decoder:
    """Run the two halves of the model, one text after another."""

    def __init__(self, folder: Path) -> None:
        self._encoder = open_session(folder / "encoder_model.ort")
        self._decoder = open_session(folder / DECODER)
        self._pieces = read_pieces((folder / "tokenizer.bin").read_bytes())
        self._case = _same_but_for_case(self._pieces)
        self._memory = [put.name for put in self._decoder.get_inputs() if put.name.startswith("past_key_values")]

    def hear(self, samples: Samples) -> Said:
        """Write down the likeliest text, greedily; raise nothing: any sound gives some text, or none."""
        sound = samples if samples.size >= SHORTEST else np.pad(samples, (0, SHORTEST - samples.size))
        told = {"input_values": sound[None], "attention_mask": np.ones((1, sound.size), dtype=np.int64)}
        frames = self._encoder.run(None, told)[0]
        memory = self._nothing(frames.shape[1])
        most = AT_LEAST + int(A_SECOND * samples.size / RATE)
        piece, log = BEGIN, 0.0
        pieces: list[bytes] = []
        likely: list[float] = []
        attention: list[Floats] = []
        while len(pieces) < most:
            answer = self._step(piece, frames, memory, first=piece == BEGIN)
            attention.append(np.mean([answer[layer][0, :, -1] for layer in LAYERS], axis=(0, 1)))
            logs = _log_softmax(answer["logits"][0, -1])
            piece = int(np.argmax(logs))
            log += float(logs[piece])
            if piece == END:
                break
            pieces.append(self._pieces[piece])
            likely.append(float(np.exp(logs[self._case.get(piece, piece)]).sum()))
        return Said(tuple(pieces), tuple(likely), log, np.stack(attention))

    def _nothing(self, frames: int) -> dict[str, Floats]:
        """Return the memory before the first piece."""
        sizes = {name: 0 if ".decoder." in name else frames for name in self._memory}
        return {name: np.zeros((1, HEADS, size, WIDTH), dtype=np.float32) for name, size in sizes.items()}

    def _step(self, piece: int, frames: Floats, memory: dict[str, Floats], *, first: bool) -> dict[str, Any]:
        """Ask for the next piece; what is to be remembered of this one goes into the memory."""
        told = {
            "encoder_attention_mask": np.ones((1, (frames.shape[1] - 1) * FRAME + 1), dtype=np.int64),
            "input_ids": np.array([[piece]], dtype=np.int64),
            "encoder_hidden_states": frames,
            "use_cache_branch": np.array([not first]),
            **memory,
        }
        # What is remembered of the sound comes once; to ask for it again would cost a copy.
        fresh = {name: name.replace("past_key_values", "present") for name in memory if first or ".decoder." in name}
        wanted = ["logits", *LAYERS, *fresh.values()]
        answer = dict(zip(wanted, self._decoder.run(wanted, told), strict=True))
        memory.update((name, answer[present]) for name, present in fresh.items())
        return answer


def written(pieces: Sequence[bytes]) -> str:
    """Return pieces as a text."""
    return b"".join(pieces).decode("utf-8", "ignore").replace(SPACE, " ").strip()


def read_pieces(data: bytes) -> list[bytes]:
    """Read a tokenizer file: each piece after its length, one byte, or two from 128 on."""
    pieces = []
    at = 0
    while at < len(data):
        size = data[at]
        at += 1
        if size >= 128:
            size = size - 128 + 128 * data[at]
            at += 1
        pieces.append(data[at : at + size])
        at += size
    return pieces


def _same_but_for_case(pieces: list[bytes]) -> dict[int, NDArray[np.int64]]:
    """Map each piece that can be written in another case to the numbers of all its ways of writing."""
    alike: dict[bytes, list[int]] = {}
    for number, piece in enumerate(pieces):
        if re.search(rb"[A-Za-z]", piece):
            alike.setdefault(piece.lower(), []).append(number)
    return {number: np.array(same) for same in alike.values() if len(same) > 1 for number in same}


def _log_softmax(values: Floats) -> Floats:
    below = values - values.max()
    return np.asarray(below - np.float32(np.log(np.exp(below).sum(dtype=np.float64))), dtype=np.float32)
