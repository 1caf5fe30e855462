"""A whole program of fakes, for tests of the window and for pictures of it."""

from __future__ import annotations

import shutil
import threading
from collections.abc import Callable, Generator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from pytestqt.qtbot import QtBot

from coach.adapters.wav import read_samples, wav_seconds
from coach.analysis.live import Spotted
from coach.errors import Cancelled, CoachError, VoiceError
from coach.gui.bridge import WORKERS, Bridge
from coach.gui.charts.envelope import Columns
from coach.gui.taking import Attempts, Taking
from coach.messages import Message, Texts, load_texts, msg
from coach.model import Finding, Measure, Moment, Pack, Question, Recording, Report, Story, Transcript, Word
from coach.practice.again import Again
from coach.practice.bringing import Bringing
from coach.practice.edits import Edits
from coach.practice.export.exports import Exports
from coach.practice.export.printing import Printing
from coach.practice.ports import Controls, Heard, ModelInfo
from coach.practice.run import Practice
from coach.settings import Folders, Settings, find_resources
from coach.wiring.exports import make_exports
from tests.adapters.backup.desk import Desk
from tests.fakes.history import FakeHistory, FakeStories
from tests.fakes.models import FakeModels
from tests.fakes.packs import FakeOwnPacks
from tests.fakes.sound import FakeDevices, FakePlayer, FakeRecorder
from tests.fakes.voice import FakeVoice

RESOURCES = find_resources()
TEXTS = load_texts(RESOURCES / "assets" / "messages")

SPIKE = Question(
    key="metrics/retention-spike",
    category="metrics",
    text="A retention chart jumps overnight. How do you tell whether it is real?",
    parts=("What you check first", "What you rule out", "What you do then"),
    aim_seconds=90,
    anchors=("problem", "decision", "tradeoff", "outcome"),
    structure=("north_star", "primary_kpi", "guardrails", "diagnosis", "validation"),
    follow_ups=("Which logs showed it?", "What surprised you?"),
    key_terms=("cohort", "event tracking"),
)
CHANGED_MIND = Question(
    key="behavioural/changed-mind",
    category="behavioural",
    text="Tell me about a time when you changed your mind about something important. What made you?",
    parts=("What you believed", "What changed it"),
    anchors=("problem", "decision", "outcome", "lesson"),
    structure=("problem", "action", "result", "lesson"),
)
CACHE = Question(
    key="technical/cache",
    category="technical",
    text="What is a cache, and when does it hurt?",
    aim_seconds=60,
    anchors=("problem", "tradeoff"),
)
QUESTIONS = (SPIKE, CHANGED_MIND, CACHE)

SAID = (
    "Retention went up nine points overnight so um I decided to hold the number back until we knew. "
    "The board was upset because we had promised it. In the end the real change was half a point."
)


HEARD_AGAIN = (
    "Retention went up nine points overnight so I decided to hold the number back until we knew. "
    "Uh the board was upset because we had promised it. In the end the real change was half appoint."
)
"""The same answer as another engine hears it: one filler left out, one more, a word written otherwise."""


def words(text: str = SAID, pace: float = 0.32) -> tuple[Word, ...]:
    """Spread the words of a text evenly."""
    return tuple(Word(word, n * pace, n * pace + 0.28, 0.9) for n, word in enumerate(text.split()))


class FakeTranscriber:
    """Hear the same words whatever is said, once the sound is complete; `wait` holds the end back."""

    def __init__(self, text: str = SAID, error: CoachError | None = None, model: str = "fake") -> None:
        self.text = text
        self.model = model
        self.error = error
        self.wait = threading.Event()
        self.wait.set()

    def transcribe(
        self, path: Path, complete: Callable[[], bool], controls: Controls
    ) -> Generator[Heard, None, Transcript]:
        heard = words(self.text)
        while not (complete() and self.wait.is_set()):
            if controls.cancel.wait(0.005):
                raise Cancelled
            yield Heard(heard[:3], 4.0, 10.0)
        if self.error is not None:
            raise self.error
        yield Heard(heard, 10.0, 10.0)
        engine = "fake" if self.model == "fake" else "whisper"
        return Transcript.of_words(heard, engine=engine, model=self.model)


def judge(
    transcript: Transcript,
    recording: object,
    question: Question | None,
    category: str | None,
    story: Story | None = None,
) -> Report:
    """Say the same about every answer, in the words of this catalogue."""
    why = msg("practice.step.read")
    return Report(
        measures=(Measure("speech_rate", 128.0, "words/min", why, "heard", 110, 170),),
        moments=(
            Moment("filler", "um", 2.56, 2.84, "um", "heard", why),
            Moment("pause", "long", 4.0, 5.6, "", "heard", why),
            Moment("anchor", "decision", 3.2, 6.4, "I decided to hold the number back", "heard", why),
        ),
        anchors=(
            Finding("problem", "found", 0.0, "Retention went up nine points"),
            Finding("decision", "found", 3.2, "I decided to hold the number back"),
            Finding("tradeoff", "weak", 7.0, "The board was upset"),
            Finding("outcome", "missing"),
        ),
        strength=msg("practice.line.recording"),
        next_step=msg("practice.line.ready"),
    )


class SampleHistory(FakeHistory):
    """A history in memory that was found in order, unless a test says otherwise."""

    problem: CoachError | None = None


class FakeRecogniser:
    """Note that it was warmed and closed."""

    def __init__(self) -> None:
        self.warmed = 0
        self.closed = 0

    def warm(self) -> None:
        self.warmed += 1

    def close(self) -> None:
        self.closed += 1


class WhisperShelf(FakeModels):
    """Models in memory that say whose they are."""

    def _info(self, name: str) -> ModelInfo:
        info = super()._info(name)
        return ModelInfo("whisper", info.name, info.bytes, info.path, info.removable)


@dataclass(frozen=True, slots=True)
class Copied:
    """Hold a sound file that was copied as it is."""

    recording: Recording
    warning: Message | None = None


@dataclass(frozen=True, slots=True)
class Copying:
    """Tell how far copying has come."""

    seconds: float
    total: float


def copied(path: Path, target: Path, _: Controls) -> Generator[Copying, None, Copied]:
    """Take a WAV file as it is."""
    yield Copying(1.0, 2.0)
    shutil.copyfile(path, target)
    return Copied(Recording(target, *wav_seconds(path)))


class SampleParts:
    """The program's parts, every one a fake; `kept` are the settings as they were saved."""

    def __init__(
        self,
        folder: Path,
        *,
        settings: Settings | None = None,
        questions: Sequence[Question] = QUESTIONS,
        voice_error: VoiceError | None = None,
        recorder: FakeRecorder | None = None,
    ) -> None:
        self.settings = settings or Settings()
        self.problem: CoachError | None = None
        self.folders = Folders(folder / "config", folder / "data", folder / "cache", folder / "log")
        self.data_folder = folder / "data"
        self.data_folder.mkdir(parents=True, exist_ok=True)
        self.resources = RESOURCES
        self.texts: Texts = TEXTS
        self.packs = FakeOwnPacks([Pack("sample", "Sample", "en", "MIT", tuple(questions))], folder / "questions")
        self.history = SampleHistory(self.data_folder)
        self.stories = FakeStories(self.history.shelf)
        self.player = FakePlayer(pace=0.02)
        self.recorder = recorder or FakeRecorder(tone(), pace=0.2)
        self.devices = FakeDevices()
        self.voice = FakeVoice(folder / "cache" / "voice", voice_error)
        self.models = WhisperShelf({"tiny.en": 75_000_000, "base.en": 145_000_000})
        self.recogniser = FakeRecogniser()
        self.transcriber = FakeTranscriber()
        self.ready = 0
        self.filler_figures: Mapping[str, tuple[float, float]] = {"surer": (0.94, 0.81), "all": (0.86, 0.9)}
        self.practice: Attempts = Practice(self.voice, self.recorder, self.transcriber, judge, self.history)
        self.second = FakeTranscriber(HEARD_AGAIN, model="tiny.en")
        self.hired: list[tuple[str, str]] = []
        self.again = Again(self._hire, judge, self.history)
        self.edits = Edits(judge, self.history)
        self.desk = Desk(folder / "kept")
        self.keeping = self.desk.keeping
        self.bringing = Bringing(copied, self.practice.review, self.history, self.data_folder)
        self.kept: list[Settings] = []
        self.applied: list[Settings] = []

    def get_ready(self) -> None:
        """Count who wants to be ready."""
        self.ready += 1

    def spot_anchors(self, before: Spotted, words: Sequence[Word], story: Story | None = None) -> Spotted:
        """Hear a decision in "decided" and an outcome in "end"."""
        names = {"decided": "decision", "end": "outcome"}
        heard = {names[word.text] for word in words if word.text in names}
        return Spotted(before.names | heard, len(words))  # type: ignore[operator]

    def _hire(self, engine: str, model: str) -> FakeTranscriber:
        self.hired.append((engine, model))
        return self.second

    def read_sound(self, path: Path) -> tuple[np.ndarray[Any, Any], int]:
        """Read a sound file."""
        return read_samples(path)

    def keep_waveform(self, path: Path, make: Callable[[], Columns]) -> Columns:
        """Keep no waveform."""
        return make()

    def exports(self, printing: Printing) -> Exports:
        """Return what writes takes as files, for real."""
        return make_exports(self.history.attempt, self.texts, RESOURCES, printing)

    def steps(self) -> Mapping[str, Sequence[str]]:
        """Return the steps of two categories."""
        return {question.category: question.structure for question in (SPIKE, CHANGED_MIND)}

    def engines(self) -> Sequence[str]:
        """Name the engines."""
        return ("moonshine", "whisper")

    def save_settings(self, settings: Settings) -> None:
        """Keep the choices."""
        self.kept.append(settings)

    def apply(self, settings: Settings) -> None:
        """Follow the choices."""
        self.settings = settings
        self.applied.append(settings)


def tone(seconds: float = 30.0, rate: int = 16000) -> np.ndarray[Any, np.dtype[np.int16]]:
    """Make a sound that is as loud as speech, in syllables."""
    t = np.arange(int(seconds * rate)) / rate
    syllables = np.clip(np.sin(2 * np.pi * 3.1 * t) + 0.3, 0, 1)
    return (8000 * syllables * np.sin(2 * np.pi * 180 * t)).astype(np.int16)


def sample_history(parts: SampleParts, controls: Controls) -> None:
    """Put a reviewed take with its sound into the history."""
    attempt = parts.history.begin(SPIKE)
    assert attempt.recording is not None
    sound = FakeRecorder(tone(14.0), ends=True).record(attempt.recording.path, controls)
    try:
        while True:
            next(sound)
    except StopIteration as end:
        parts.history.recorded(attempt.id, end.value)
    transcript = Transcript.of_words(words(), engine="fake", model="fake")
    review = parts.history.transcribed(attempt.id, transcript).review
    assert review is not None
    parts.history.reviewed(attempt.id, review.id, judge(transcript, None, SPIKE, None))


def come_to_rest(qtbot: QtBot, bridge: Bridge, taking: Taking) -> None:
    """End what a test left running before pytest-qt deletes its window."""
    if taking.state == "paused":
        taking.pause()
    if taking.live:
        qtbot.waitUntil(lambda: taking.state not in ("opening",))
        taking.go_on()
    taking.stop_review()
    for review in taking.reviews.left_behind:
        review.controls.cancel.set()
    taking.leave()
    for worker in WORKERS:
        qtbot.waitUntil(lambda worker=worker: not bridge.busy(worker))  # type: ignore[misc]
    qtbot.wait(10)
