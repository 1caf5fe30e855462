"""Recognise speech with Whisper (faster-whisper on CTranslate2), following a sound file while it grows.

Sound is cut where the person pauses. A window, at most as long as the model hears at once, is recognised as soon as
the pause after it is there, so that when the person stops only the last one is left. The next window is as long as
what has gathered meanwhile: a slow model takes fewer, longer windows and still keeps up.
"""

from __future__ import annotations

import logging
import os
from collections.abc import Callable, Generator, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from coach.errors import Cancelled, EngineError, ModelMissing
from coach.messages import msg
from coach.model import Transcript, Word
from coach.practice.ports import Controls, Heard

if TYPE_CHECKING:
    from faster_whisper import WhisperModel

log = logging.getLogger("coach.whisper")

Samples = NDArray[np.float32]
Read = Callable[[Path, Callable[[], bool]], Iterator[tuple[Samples, int]]]
"""Follow a file: blocks of 16 kHz float32 mono with their rate, an empty one while nothing is new."""

ENGINE = "whisper"
LANGUAGE = "en"
RATE = 16_000
THREADS = 2
FILES = ("config.json", "model.bin", "tokenizer.json")

PAUSE_SECONDS = 0.6
"""Silence that ends a phrase: longer than the pauses within clauses (Campione & Veronis 2002)."""
PAD_SECONDS = 0.25
"""Sound kept on each side of a phrase, so that soft beginnings and trailing fillers are heard."""
SPEECH = 0.35
"""Speech probability above which sound counts; Silero's own 0.5 loses soft fillers."""
SHORTEST_WINDOW = 6.0
"""Seconds of speech to gather before recognising while the person still speaks: each window costs a whole one."""
MARGIN_SECONDS = 2.0
"""Part of the model's window left free, for the last word and for padding."""
QUIET_SECONDS = 2.0
"""A silence in which even a short window is recognised: the person thinks, and the machine has nothing else to do."""
SPARSE_SECONDS = 120.0
"""Most sound to hold back for a fuller window."""
LOOK_SECONDS = 0.5
"""New sound after which the pauses are looked for again."""
HINT = "Um, uh, hmm, er, ah."
"""Makes Whisper write fillers down; a longer hint costs sentences. As hotwords it reaches every window."""


def load(model: str, read: Read) -> Whisper:
    """Open a model by its folder, or by its name where faster-whisper knows it; raise ModelMissing, EngineError.

    Nothing is ever fetched: the hub's client is told that it is offline before it is imported.
    """
    os.environ.update(HF_HUB_OFFLINE="1", HF_HUB_DISABLE_TELEMETRY="1")
    try:
        from faster_whisper import WhisperModel
    except ImportError as error:
        raise EngineError(msg("whisper.absent"), msg("whisper.absent.advice"), str(error.name)) from error
    folder = _find(model)
    try:
        engine = WhisperModel(
            str(folder), device="cpu", compute_type="int8", cpu_threads=THREADS, local_files_only=True
        )
    except Exception as error:
        # CTranslate2 and tokenizers raise plain RuntimeError, ValueError and Exception for a damaged file.
        raise _broken(folder, type(error).__name__) from error
    return Whisper(engine, model, read)


def _find(model: str) -> Path:
    """Return the folder of a model with all the files it needs: without the tokenizer, the hub would be asked."""
    folder = Path(model).expanduser()
    if not folder.is_dir():
        from faster_whisper.utils import download_model

        try:
            folder = Path(download_model(model, local_files_only=True))
        except Exception as error:
            # An unknown name is a ValueError, an absent one an error of the hub's client: it is not here either way.
            raise ModelMissing(
                msg("whisper.missing", name=model), msg("whisper.missing.advice"), type(error).__name__
            ) from error
    absent = [name for name in FILES if not (folder / name).is_file()]
    if absent:
        raise _broken(folder, "no " + ", ".join(absent))
    return folder


def _broken(folder: Path, detail: str) -> EngineError:
    return EngineError(msg("whisper.broken", name=str(folder)), msg("whisper.broken.advice"), detail)


class Whisper:
    """Turn growing sound files into words, one at a time."""

    def __init__(self, engine: WhisperModel, model: str, read: Read) -> None:
        self._engine = engine
        self._name = Path(model).name if os.sep in model else model
        self._read = read
        self._longest = float(engine.feature_extractor.chunk_length) - MARGIN_SECONDS

    def transcribe(
        self, path: Path, complete: Callable[[], bool], controls: Controls
    ) -> Generator[Heard, None, Transcript]:
        """Follow the file until `complete()`; raise EngineError, Cancelled on cancel."""
        words: tuple[Word, ...] = ()
        waiting = Waiting()
        for block, _ in self._read(path, complete):
            if controls.cancel.is_set():
                raise Cancelled
            waiting.add(block)
            while window := waiting.next_window(self._longest, caught_up=not block.size):
                words = self._hear(window, words, controls)
                yield Heard(words, window.until, waiting.seconds)
        waiting.finish()
        while window := waiting.next_window(self._longest, caught_up=True):
            words = self._hear(window, words, controls)
            yield Heard(words, window.until, waiting.seconds)
        yield Heard(words, waiting.seconds, waiting.seconds)
        return Transcript.of_words(words, language=LANGUAGE, engine=ENGINE, model=self._name)

    def _hear(self, window: Window, before: tuple[Word, ...], controls: Controls) -> tuple[Word, ...]:
        """Recognise one window and put its words behind those before it."""
        fresh: list[Word] = []
        try:
            segments, _ = self._engine.transcribe(
                window.samples,
                language=LANGUAGE,
                word_timestamps=True,
                condition_on_previous_text=False,
                hotwords=HINT,
                # A second try where the first repeats itself; more would make a person wait.
                temperature=(0.0, 0.4),
                # A segment is dropped only where both say so: no speech, and improbable words.
                no_speech_threshold=0.6,
                log_prob_threshold=-1.0,
            )
            for segment in segments:
                if controls.cancel.is_set():
                    raise Cancelled
                fresh += join_pieces(
                    Word(word.word, *window.place(float(word.start), float(word.end)), float(word.probability))
                    for word in segment.words or ()
                )
        except (RuntimeError, ValueError, MemoryError) as error:
            log.warning("recognition failed: %s", type(error).__name__)
            raise EngineError(msg("whisper.failed"), msg("whisper.failed.advice"), type(error).__name__) from error
        return rising(before, fresh)


def join_pieces(words: Iterable[Word]) -> list[Word]:
    """Put together what Whisper writes without a space between ("trade" and "-off"), and strip the spaces."""
    joined: list[Word] = []
    for word in words:
        text = word.text.strip()
        if not text:
            continue
        if joined and not word.text[0].isspace():
            last = joined[-1]
            sureness = min(last.probability, word.probability)
            joined[-1] = Word(last.text + text, last.start, max(last.end, word.end), sureness)
        else:
            joined.append(Word(text, word.start, word.end, word.probability))
    return joined


def rising(before: tuple[Word, ...], fresh: Iterable[Word]) -> tuple[Word, ...]:
    """Put fresh words behind those before, each beginning after the one before it ends; times in milliseconds."""
    words = list(before)
    for word in fresh:
        start = round(max(word.start, words[-1].end if words else 0.0), 3)
        end = round(max(word.end, start + 0.01), 3)
        words.append(Word(word.text, start, end, min(1.0, max(0.0, word.probability))))
    return tuple(words)


@dataclass(frozen=True, slots=True)
class Phrase:
    """Say where a phrase lies in the file, and from where to where somebody speaks in it; seconds."""

    begin: float
    first: float
    last: float
    end: float

    def voiced(self, start: float, end: float) -> float:
        """Return how much of a span, in seconds, is speech of this phrase."""
        return max(0.0, min(end, self.last) - max(start, self.first))


@dataclass(frozen=True, slots=True)
class Window:
    """Hold phrases put close together at 16 kHz, and where each came from."""

    samples: Samples
    phrases: tuple[Phrase, ...]

    @property
    def until(self) -> float:
        """Return the position in the file, in seconds, at which the last phrase ends."""
        return self.phrases[-1].end

    def place(self, start: float, end: float) -> tuple[float, float]:
        """Turn a span in the window into one in the file, inside the phrase that holds most of it.

        Whisper's words begin where the one before them ended, and the first where its sound begins, so a word after a
        pause holds the pause as well. What counts is the speech in it, and it begins where the voice does.
        """
        best, most, passed = self.phrases[0], -1.0, 0.0
        shift = best.begin
        for phrase in self.phrases:
            offset = phrase.begin - passed
            length = phrase.end - phrase.begin
            voiced = phrase.voiced(start + offset, end + offset)
            # A span without speech belongs where its middle is.
            if voiced > most or (most == 0.0 and passed <= (start + end) / 2):
                best, most, shift = phrase, voiced, offset
            passed += length
        end = min(max(end + shift, best.begin), best.end)
        start = min(max(start + shift, best.begin), end)
        return (best.first if start < best.first < end else start), end


class Waiting:
    """Hold the sound that has not been recognised yet, at 16 kHz."""

    def __init__(self) -> None:
        self._samples: Samples = np.zeros(0, dtype=np.float32)
        self._begin = 0
        self._looked = 0
        self._finished = False

    @property
    def seconds(self) -> float:
        """Return how much sound has come."""
        return (self._begin + len(self._samples)) / RATE

    def add(self, block: Samples) -> None:
        """Take new sound."""
        if block.size:
            self._samples = np.concatenate([self._samples, block])

    def finish(self) -> None:
        """Note that no more comes."""
        self._finished = True

    def next_window(self, longest: float, caught_up: bool) -> Window | None:
        """Return the next phrases to recognise, at most `longest` seconds; None where it is better to wait.

        `caught_up` says that nothing more is there for now, so that waiting for a fuller window costs time.
        """
        fresh = len(self._samples) - self._looked
        if not self._finished and fresh < (LOOK_SECONDS if caught_up else longest) * RATE:
            return None
        self._looked = len(self._samples)
        phrases = find_phrases(self._samples, longest)
        ready = phrases if self._finished else [one for one in phrases if one[1] < len(self._samples)]
        taken: list[tuple[int, int]] = []
        total = 0
        for begin, end in ready:
            if taken and total + end - begin > longest * RATE:
                break
            taken.append((begin, end))
            total += end - begin
        if taken and self._is_worth(taken, total, len(taken) < len(ready), caught_up):
            return self._take(taken)
        if not phrases:
            self._drop(max(0, len(self._samples) - RATE))
        return None

    def _is_worth(self, taken: list[tuple[int, int]], total: int, full: bool, caught_up: bool) -> bool:
        if full or self._finished or len(self._samples) > SPARSE_SECONDS * RATE:
            return True
        quiet = len(self._samples) - taken[-1][1]
        return caught_up and (total >= SHORTEST_WINDOW * RATE or quiet >= QUIET_SECONDS * RATE)

    def _take(self, taken: list[tuple[int, int]]) -> Window:
        samples = np.concatenate([self._samples[begin:end] for begin, end in taken])
        pad = round(PAD_SECONDS * RATE)
        phrases = []
        after = 0
        for begin, end in taken:
            # A phrase that begins where the one before it ends was cut while somebody spoke.
            first = begin if begin == after else begin + pad
            places = (begin, first, max(first, end - pad), end)
            phrases.append(Phrase(*((self._begin + place) / RATE for place in places)))
            after = end
        self._drop(taken[-1][1])
        self._looked = 0
        return Window(samples, tuple(phrases))

    def _drop(self, count: int) -> None:
        self._samples = self._samples[count:].copy()
        self._begin += count
        self._looked = max(0, self._looked - count)


def find_phrases(samples: Samples, longest: float) -> list[tuple[int, int]]:
    """Find stretches of speech between pauses, as (first, last) sample; one that is still spoken reaches the end."""
    from faster_whisper.vad import VadOptions, get_speech_timestamps

    if not samples.size:
        return []
    options = VadOptions(
        threshold=SPEECH,
        max_speech_duration_s=longest,
        min_silence_duration_ms=round(PAUSE_SECONDS * 1000),
        speech_pad_ms=round(PAD_SECONDS * 1000),
    )
    return [(int(one["start"]), int(one["end"])) for one in get_speech_timestamps(samples, options)]
