"""A transcriber that hears the words it was given, as soon as the file is long enough for them."""

from __future__ import annotations

import struct
import time
from collections.abc import Callable, Generator
from pathlib import Path

from coach.errors import Cancelled, CoachError, FileError
from coach.messages import msg
from coach.model import Transcript, Word
from coach.practice.ports import Controls, Heard


class FakeTranscriber:
    """Follow 16-bit mono WAV files; raise `error` instead where there is one."""

    def __init__(self, words: tuple[Word, ...] = (), error: CoachError | None = None) -> None:
        self.words = words
        self.error = error
        self.paths: list[Path] = []

    def transcribe(
        self, path: Path, complete: Callable[[], bool], controls: Controls
    ) -> Generator[Heard, None, Transcript]:
        """Hear the words whose end is in the file; when it is complete, those that are left too."""
        self.paths.append(path)
        told = -1.0
        while True:
            if controls.cancel.is_set():
                raise Cancelled
            if self.error is not None:
                raise self.error
            finished = complete()
            seconds = _seconds(path)
            if finished and seconds is None:
                raise FileError(msg("sound.file.missing", file=path.name), path, msg("sound.file.missing.advice"))
            if seconds is not None and seconds > told:
                told = seconds
                yield Heard(tuple(word for word in self.words if word.end <= seconds), seconds, seconds)
            elif finished:
                break
            else:
                time.sleep(0.01)
        yield Heard(self.words, told, told)
        return Transcript.of_words(self.words, engine="fake", model="fake")


def _seconds(path: Path) -> float | None:
    try:
        data = path.read_bytes()
    except FileNotFoundError:
        return None
    if len(data) < 44:
        return None
    rate: int = struct.unpack_from("<I", data, 24)[0]
    return (len(data) - 44) / 2 / rate
