"""Recognise speech with Whisper (faster-whisper on CTranslate2), following a sound file while it grows.

Sound is cut where the person pauses. A window, at most as long as the model hears at once, is recognised as soon as
the pause after it is there, so that when the person stops only the last one is left. The next window is as long as
what has gathered meanwhile: a slow model takes fewer, longer windows and still keeps up.

Each window is heard with a hint, so that fillers are written down. Where words are missing then, `guard` tells by the
sound, and the window is heard once more without it.
"""

from __future__ import annotations

import logging
import os
import threading
from collections.abc import Callable, Generator, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from coach.adapters.whisper.guard import lost_spans, mended
from coach.adapters.whisper.windows import (
    PAD_SECONDS,
    RATE,
    Samples,
    Waiting,
    Window,
    join_pieces,
    rising,
    without_echo,
)
from coach.errors import Cancelled, EngineError, ModelMissing
from coach.messages import msg
from coach.model import Transcript, Word
from coach.practice.ports import Controls, Heard

if TYPE_CHECKING:
    from faster_whisper import WhisperModel

log = logging.getLogger("coach.whisper")

Read = Callable[[Path, Callable[[], bool]], Iterator[tuple[Samples, int]]]
"""Follow a file: blocks of 16 kHz float32 mono with their rate, an empty one while nothing is new."""

ENGINE = "whisper"
LANGUAGE = "en"
THREADS = 2
FILES = ("config.json", "model.bin", "tokenizer.json")

PAUSE_SECONDS = 0.5
"""Silence that ends a phrase; a recording of fluent speech had none of 0.6 s in half a minute."""
SPEECH = 0.35
"""Speech probability above which sound counts; Silero's own 0.5 loses soft fillers."""
SHORTEST_SPEECH = 0.08
"""Anything shorter is a click: it costs a window, and Whisper would make up a word for it."""
SURE_SPEECH, SHORTEST_SURE, SHORTEST_GAP = 0.5, 0.1, 0.1
"""Probability (Silero's own) and seconds of speech that is beyond doubt, and seconds of a gap between two words. A
phrase without any is a beep, a chord or a breath: the words that Whisper would write for it are made up. Of 70 phrases
of real people, two murmured words in a meeting had none."""
MARGIN_SECONDS = 2.0
"""Part of the model's window left free, for the last word and for padding."""
HINT = "Um, uh, hmm, er, ah."
"""Makes Whisper write fillers down; a longer hint costs sentences. As hotwords it reaches every window."""


def load(model: str, read: Read) -> Whisper:
    """Open a model by its folder, or by its name where faster-whisper knows it; raise ModelMissing, EngineError.

    Nothing is ever fetched or reported: the hub's client and onnxruntime are told so before they are imported.
    """
    os.environ.update(HF_HUB_OFFLINE="1", HF_HUB_DISABLE_TELEMETRY="1", ORT_DISABLE_TELEMETRY="1")
    try:
        from faster_whisper import WhisperModel
    except ImportError as error:
        raise EngineError(msg("whisper.absent"), msg("whisper.absent.advice"), str(error.name)) from error
    _calm_tqdm()
    folder = _find(model)
    try:
        engine = WhisperModel(
            str(folder), device="cpu", compute_type="int8", cpu_threads=THREADS, local_files_only=True
        )
    except Exception as error:
        # CTranslate2 and tokenizers raise plain RuntimeError, ValueError and Exception for a damaged file.
        raise _broken(folder, type(error).__name__) from error
    return Whisper(engine, model, read)


def _calm_tqdm() -> None:
    """Keep tqdm, whose bars are made but never shown, from a thread and from a lock between processes.

    This process ends by being killed: such a lock would be reported as leaked when the program ends.
    """
    from faster_whisper.transcribe import tqdm

    tqdm.monitor_interval = 0
    tqdm.set_lock(threading.RLock())


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
        waiting = Waiting(find_phrases)
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
        """Recognise one window and put its words behind those before it; none where nobody surely speaks."""
        try:
            voice = find_voice(window.samples)
            spoken = window.spoken(voice)
            if spoken is None:
                return before
            if spoken is not window:
                voice = find_voice(spoken.samples)
            words = self._listen(spoken, HINT, controls)
            lost = lost_spans(words, voice)
            if lost:
                log.info("heard a window again: words were missing in %d places", len(lost))
                words = mended(words, self._listen(spoken, None, controls), lost)
        except (RuntimeError, ValueError, MemoryError) as error:
            log.warning("recognition failed: %s", type(error).__name__)
            raise EngineError(msg("whisper.failed"), msg("whisper.failed.advice"), type(error).__name__) from error
        placed = (Word(word.text, *spoken.place(word.start, word.end), word.probability) for word in words)
        return rising(before, placed)

    def _listen(self, window: Window, hint: str | None, controls: Controls) -> list[Word]:
        """Return the words of a window, in its own time; raise Cancelled, and what the library raises."""
        segments, _ = self._engine.transcribe(
            window.samples,
            language=LANGUAGE,
            word_timestamps=True,
            condition_on_previous_text=False,
            hotwords=hint,
            # A second try where the first repeats itself; more would make a person wait.
            temperature=(0.0, 0.4),
            # A segment is dropped only where both say so: no speech, and improbable words.
            no_speech_threshold=0.6,
            log_prob_threshold=-1.0,
        )
        words: list[Word] = []
        for segment in segments:
            if controls.cancel.is_set():
                raise Cancelled
            pieces = (
                Word(word.word, float(word.start), float(word.end), float(word.probability))
                for word in segment.words or ()
            )
            words += without_echo(join_pieces(pieces), hint or "")
        return words


def find_phrases(samples: Samples, longest: float) -> list[tuple[int, int]]:
    """Find stretches of speech between pauses, as (first, last) sample; one that is still spoken reaches the end."""
    from faster_whisper.vad import VadOptions, get_speech_timestamps

    if not samples.size:
        return []
    options = VadOptions(
        threshold=SPEECH,
        min_speech_duration_ms=round(SHORTEST_SPEECH * 1000),
        max_speech_duration_s=longest,
        min_silence_duration_ms=round(PAUSE_SECONDS * 1000),
        speech_pad_ms=round(PAD_SECONDS * 1000),
    )
    return [(int(one["start"]), int(one["end"])) for one in get_speech_timestamps(samples, options)]


def find_voice(samples: Samples) -> list[tuple[float, float]]:
    """Find where somebody surely speaks, in seconds, as rising spans without the gaps between words."""
    from faster_whisper.vad import VadOptions, get_speech_timestamps

    options = VadOptions(
        threshold=SURE_SPEECH,
        min_speech_duration_ms=round(SHORTEST_SURE * 1000),
        min_silence_duration_ms=round(SHORTEST_GAP * 1000),
        speech_pad_ms=0,
    )
    return [(one["start"] / RATE, one["end"] / RATE) for one in get_speech_timestamps(samples, options)]
