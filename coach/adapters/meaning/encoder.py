"""Turn sentences into vectors: two that mean much the same point the same way."""

from __future__ import annotations

from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from coach.adapters.meaning.build import TOKENIZER, broken, check_built
from coach.errors import EngineError
from coach.messages import msg

LONGEST = 256
"""Tokens of a sentence that are read, as in the model's own settings; the rest is left out."""
STEP = 8
"""Sentences are filled up to the next multiple of this many tokens, and only equally long ones share a batch.

So what a sentence is multiplied with never depends on its neighbours, and neither does its vector, to the last bit:
other fillings change sums in their last digit, and the rounding to 8 bits makes 0.004 of that. A step of 8 was the
quickest of 1 to 32."""
BATCH = 8
"""Sentences in a batch at most: enough to fill a batch, few enough to keep both threads busy."""
THREADS = 2
"""Batches at the same time, each on one thread; one batch on two threads took twice as long."""

Vectors = NDArray[np.float32]


class Encoder:
    """Keep the model of a folder loaded; raise EngineError where its files are damaged."""

    def __init__(self, folder: Path) -> None:
        check_built(folder)
        try:
            from ctranslate2 import Encoder as Engine
            from tokenizers import Tokenizer
        except ImportError as error:
            raise EngineError(msg("meaning.absent"), msg("meaning.absent.advice"), str(error.name)) from error
        try:
            self._engine = Engine(str(folder), inter_threads=THREADS, intra_threads=1)
            self._tokenizer = Tokenizer.from_file(str(folder / TOKENIZER))
        except Exception as error:
            # Both raise RuntimeError, ValueError and plain Exception for a file that they cannot read.
            raise broken(type(error).__name__) from error
        self._tokenizer.no_padding()
        self._tokenizer.enable_truncation(LONGEST)
        self._width = self._run([[0]]).shape[1]

    def embed(self, sentences: Sequence[str]) -> Vectors:
        """Return one row of length 1 for each sentence, float32, n x 384; the same sentence always has the same row."""
        tokens = [self._tokenizer.encode(sentence).ids for sentence in sentences]
        rows = np.zeros((len(tokens), self._width), np.float32)
        batches = _batches([len(each) for each in tokens])
        if not batches:
            return rows
        with ThreadPoolExecutor(min(THREADS, len(batches)), "coach-meaning") as pool:
            found = pool.map(self._run, [[tokens[number] for number in batch] for batch in batches])
            for batch, vectors in zip(batches, found, strict=True):
                rows[batch] = vectors
        return rows

    def _run(self, tokens: Sequence[Sequence[int]]) -> Vectors:
        """Return the mean over each sentence's tokens, brought to length 1."""
        from ctranslate2 import StorageView

        lengths = np.array([len(each) for each in tokens], np.int32)
        filled = np.zeros((len(tokens), _room(int(lengths.max()))), np.int32)
        for row, each in zip(filled, tokens, strict=True):
            row[: len(each)] = each
        out: Any = self._engine.forward_batch(StorageView.from_array(filled), StorageView.from_array(lengths))
        states = np.asarray(out.last_hidden_state)
        means = np.stack([state[:length].mean(axis=0) for state, length in zip(states, lengths, strict=True)])
        return np.asarray(means / np.linalg.norm(means, axis=1, keepdims=True), np.float32)


def _room(length: int) -> int:
    return -(-length // STEP) * STEP


def _batches(lengths: Sequence[int]) -> list[list[int]]:
    """Gather the numbers of sentences that take the same room, the longest first."""
    rooms: dict[int, list[int]] = {}
    for number, length in enumerate(lengths):
        rooms.setdefault(_room(length), []).append(number)
    return [
        rooms[room][start : start + BATCH]
        for room in sorted(rooms, reverse=True)
        for start in range(0, len(rooms[room]), BATCH)
    ]
