"""Recognise speech with Moonshine (moonshine-voice), following a sound file while it grows.

The library's own streams hear a line again at each update, cut in the middle of words after ten seconds, begin the
next line half a second back, keep all sound, and do not tell how sure they are. So `phrases` cuts the sound at pauses,
the library's detector says in which phrases somebody speaks, and `hearing` writes them down with the library's model.
"""

from __future__ import annotations

import ctypes
import socket
from collections.abc import Callable, Generator, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from coach.adapters.moonshine.decoder import Decoder
from coach.adapters.moonshine.hearing import Hearer
from coach.adapters.moonshine.phrases import RATE, Phrase, PhraseCutter, find_lost, joined, split, without_lost
from coach.adapters.moonshine.starter import MODEL, check_built, need_library
from coach.errors import Cancelled, EngineError
from coach.messages import msg
from coach.model import Transcript, Word
from coach.practice.ports import Controls, Heard

Samples = NDArray[np.float32]
Read = Callable[[Path, Callable[[], bool]], Iterator[tuple[Samples, int]]]
"""Follow a file: blocks of 16 kHz float32 mono with their rate, an empty one while nothing is new."""

ENGINE = "moonshine"
STEP = 8000
"""Samples between two looks for speech. Always the same, whatever comes from the file: the result is the same too."""
FRESH = 60 * RATE
"""Samples after which the detector's stream starts anew: it keeps all its sound, and copies it at each look."""
SHORTEST_SPLIT = 2.0
"""Seconds of a phrase that is cut in two when the engine loses itself in it."""
_FORCE = 1

_DETECT = {"skip_transcription": "true", "vad_threshold": "0.4", "vad_max_segment_duration": "30"}


def load(model: str, read: Read) -> Moonshine:
    """Open the model in a folder that `build_starter` made; raise EngineError, ModelMissing."""
    folder = Path(model)
    need_library()
    check_built(folder)
    return Moonshine(folder, read)


class Moonshine:
    """Turn growing sound files into words, one at a time."""

    def __init__(self, folder: Path, read: Read) -> None:
        self._read = read
        self._detector = _Library(folder, _DETECT)
        self._hearer = Hearer(Decoder(folder).hear)

    def transcribe(
        self, path: Path, complete: Callable[[], bool], controls: Controls
    ) -> Generator[Heard, None, Transcript]:
        """Follow the file until `complete()`; raise EngineError, Cancelled on cancel."""
        words: list[Word] = []
        until = 0.0
        listener = _Listener(self._detector)
        try:
            for block, _ in self._read(path, complete):
                if controls.cancel.is_set():
                    raise Cancelled
                for phrase, spoken in listener.feed(block):
                    words += joined(words, self._hear(phrase, spoken=spoken))
                    until = max(until, phrase.end)
                    yield Heard(tuple(words), until, listener.seconds)
                if block.size:
                    until = listener.reached
                    yield Heard(tuple(words), until, listener.seconds)
                if not complete() and (phrase_so_far := listener.resting()) is not None:
                    self._hearer.foresee(phrase_so_far)
            for phrase, spoken in listener.finish():
                words += joined(words, self._hear(phrase, spoken=spoken))
                until = max(until, phrase.end)
                yield Heard(tuple(words), until, listener.seconds)
        finally:
            listener.close()
        yield Heard(tuple(words), listener.seconds, listener.seconds)
        return Transcript.of_words(tuple(words), language="en", engine=ENGINE, model=MODEL)

    def _hear(self, phrase: Phrase, again: int = 2, *, spoken: bool = True) -> list[Word]:
        """Recognise one phrase; where the engine loses itself, the rest is heard anew as a phrase of its own."""
        words = self._hearer.words(phrase, spoken=spoken)
        lost = find_lost(words)
        if lost is None or not again or phrase.end - phrase.start < SHORTEST_SPLIT:
            return without_lost(words)
        at = words[lost].start
        if at - phrase.start < SHORTEST_SPLIT / 2:
            first, second = split(phrase)
            return self._hear(first, again - 1) + self._hear(second, again - 1)
        if phrase.end - at < SHORTEST_SPLIT / 2:
            return without_lost(words)
        return words[:lost] + self._hear(split(phrase, at)[1], again - 1)


class _Listener:
    """Cut sound that comes in blocks into phrases, and tell in which of them the detector has heard somebody speak."""

    def __init__(self, detector: _Library) -> None:
        self._detector = _Detector(detector)
        self._rest = np.zeros(0, dtype=np.float32)
        self._cutter = PhraseCutter()

    @property
    def seconds(self) -> float:
        """Return how much sound has come."""
        return (self._cutter.position + self._rest.size) / RATE

    @property
    def reached(self) -> float:
        """Return how far the sound has been looked at."""
        return self._cutter.position / RATE

    def feed(self, block: Samples) -> Iterator[tuple[Phrase, bool]]:
        """Take the next block; give the phrases that are over."""
        self._rest = np.concatenate([self._rest, block]) if self._rest.size else block
        while self._rest.size >= STEP:
            step, self._rest = self._rest[:STEP], self._rest[STEP:]
            self._detector.feed(step)
            yield from ((phrase, self._detector.heard(phrase)) for phrase in self._cutter.feed(step))

    def resting(self) -> Phrase | None:
        """Return the phrase that is over if nobody goes on speaking."""
        return self._cutter.resting(self._rest)

    def finish(self) -> Iterator[tuple[Phrase, bool]]:
        """Give what is left."""
        step, self._rest = self._rest, np.zeros(0, dtype=np.float32)
        self._detector.feed(np.concatenate([step, np.zeros(STEP, dtype=np.float32)]))
        for phrase in [*self._cutter.feed(step), *self._cutter.finish()]:
            yield phrase, self._detector.heard(phrase)

    def close(self) -> None:
        """Let go of the library's stream."""
        self._detector.close()


class _Detector:
    """Know where the library's detector has heard somebody speak, in samples of the recording.

    It is asked only whether there is speech in a phrase, not where it begins: it remembers the recordings before this
    one (the whole process shares one), and then misses up to a second of a beginning.
    """

    def __init__(self, library: _Library) -> None:
        self._library = library
        self._handle: int | None = None
        self._begun = self._position = 0
        self._before: list[tuple[int, int]] = []
        self._now: list[tuple[int, int]] = []

    def feed(self, samples: Samples) -> None:
        """Listen to the next samples."""
        if self._handle is None:
            self._handle = self._library.call("moonshine_create_stream", 0)
            self._library.call("moonshine_start_stream", self._handle)
            self._begun = self._position
        data, size = _pointer(samples)
        self._library.call("moonshine_transcribe_add_audio_to_stream", self._handle, data, size, RATE, 0)
        out = self._library.no_lines()
        self._library.call("moonshine_transcribe_stream", self._handle, _FORCE, ctypes.byref(out))
        self._now = [
            (self._begun + round(line.start_time * RATE), self._begun + round((line.start_time + line.duration) * RATE))
            for line in _lines(out)
        ]
        self._position += samples.size
        if self._position - self._begun >= FRESH:
            self._before = self._now
            self.close()

    def heard(self, phrase: Phrase) -> bool:
        """Tell whether somebody speaks in a phrase."""
        return any(first < phrase.end * RATE and last > phrase.start * RATE for first, last in self._before + self._now)

    def close(self) -> None:
        """Free the stream with all the sound it kept; calling it again does nothing."""
        if self._handle is not None:
            self._library.call("moonshine_free_stream", self._handle)
            self._handle, self._now = None, []


class _Library:
    """Call the C library with arrays as they are; its Python classes copy every sample into a list.

    Their inner names are stable because the project pins the version.
    """

    def __init__(self, folder: Path, options: dict[str, str]) -> None:
        with _no_probing():
            from moonshine_voice import ModelArch
            from moonshine_voice.errors import MoonshineError
            from moonshine_voice.moonshine_api import TranscriptC
            from moonshine_voice.transcriber import Transcriber

        options = {"return_audio_data": "false", "identify_speakers": "false", **options}
        try:
            self._owner = Transcriber(folder, ModelArch.TINY, options=options)
        except (MoonshineError, OSError) as error:
            raise EngineError(
                msg("engines.moonshine.broken"), msg("engines.moonshine.broken.advice"), type(error).__name__
            ) from error
        self._transcript = TranscriptC

    def no_lines(self) -> Any:
        """Make an empty place for the library's answer."""
        return ctypes.POINTER(self._transcript)()

    def call(self, name: str, *values: Any) -> Any:
        """Call a function on this transcriber; raise EngineError where it reports a failure."""
        code = getattr(self._owner._lib, name)(self._owner._handle, *values)
        if code < 0:
            raise EngineError(msg("engines.moonshine.failed"), msg("engines.moonshine.failed.advice"), f"{name} {code}")
        return code


@contextmanager
def _no_probing() -> Iterator[None]:
    """Keep an HTTP client that the library imports, and never uses here, from opening a socket to try out IPv6."""
    before, socket.has_ipv6 = socket.has_ipv6, False
    try:
        yield
    finally:
        socket.has_ipv6 = before


def _pointer(samples: Samples) -> tuple[Any, int]:
    """Return a pointer to the samples and their number; the pointer keeps them alive."""
    whole = np.ascontiguousarray(samples, dtype=np.float32)
    return whole.ctypes.data_as(ctypes.POINTER(ctypes.c_float)), whole.size


def _lines(out: Any) -> list[Any]:
    return [out.contents.lines[index] for index in range(out.contents.line_count)] if out else []
