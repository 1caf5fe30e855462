"""Engines without a model, for the recogniser's own tests: what each does is its model's name."""

from __future__ import annotations

import os
import signal
import sys
import time
from collections.abc import Callable, Generator, Iterator
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from coach.errors import EngineError, ModelMissing
from coach.messages import msg
from coach.model import Transcript, Word
from coach.practice.ports import Controls, Heard

Read = Callable[[Path, Callable[[], bool]], Iterator[tuple[NDArray[np.float32], int]]]


def load(model: str, read: Read) -> Engine:
    if model == "missing":
        raise ModelMissing(msg("engines.moonshine.missing", folder="x"), msg("engines.moonshine.missing.advice"), "why")
    if model == "slow to load":
        time.sleep(30)
    if model == "loud":
        os.write(2, b"a C library complains\n")
        print("and Python too", file=sys.stderr, flush=True)
        print("on both", flush=True)
    return Engine(model, read)


class Engine:
    def __init__(self, model: str, read: Read) -> None:
        self._model = model
        self._read = read

    def transcribe(
        self, path: Path, complete: Callable[[], bool], controls: Controls
    ) -> Generator[Heard, None, Transcript]:
        yield Heard((Word("begun", 0.0, 0.5),), 0.5, 1.0)
        self._misbehave()
        size = 0
        for samples, rate in self._read(path, complete):
            assert rate == 16000
            assert samples.dtype == np.float32
            size += samples.size
        words = (
            Word("begun", 0.0, 0.5),
            Word(f"{size}", 0.5, 1.0),
            Word("Qt" if any(name in sys.modules for name in ("PySide6", "sqlalchemy")) else "lean", 1.0, 1.5),
            Word("deaf" if signal.getsignal(signal.SIGINT) is signal.SIG_IGN else "alert", 1.5, 2.0),
        )
        return Transcript.of_words(words, engine="test", model=self._model)

    def _misbehave(self) -> None:
        match self._model:
            case "dies":
                os._exit(7)
            case "fails":
                raise EngineError(msg("engines.moonshine.failed"), msg("engines.moonshine.failed.advice"), "why")
            case "bug":
                raise ZeroDivisionError("what the person said")
            case "hangs":
                time.sleep(30)
