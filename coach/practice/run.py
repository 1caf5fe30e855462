"""One attempt from the question to the review, top to bottom.

`take` runs on the voice thread and `review` on the review thread, at the same time: the review follows the sound
file while it grows. A typed answer has `write` in the place of both. In every state `controls.stop` means "go on from
here": it ends the reading, starts the recording, ends the recording. It is cleared when a state begins, so a wish from
an earlier state is ignored.
"""

from __future__ import annotations

from collections.abc import Callable, Generator, Sequence
from dataclasses import dataclass
from pathlib import Path
from threading import Event

from coach.errors import CoachError, SoundError, VoiceError
from coach.messages import msg
from coach.model import Attempt, Question, Recording, Story, Transcript, Word
from coach.practice.history import History
from coach.practice.ports import Analyse, Controls, Heard, Level, Recorder, Spoken, Transcriber, Voice

GO_ON_CHECK = 0.05
"""Seconds between two looks at the controls while waiting for a person."""


@dataclass(frozen=True, slots=True)
class Asking:
    """Hold what is asked next, and how."""

    question: Question | None
    story: Story | None = None
    read_aloud: bool = True
    session_id: str | None = None


@dataclass(frozen=True, slots=True)
class Reading:
    """Tell that the question is being shown, and read aloud where a voice is to be had."""

    question: Question | None


@dataclass(frozen=True, slots=True)
class VoiceLost:
    """Tell that reading aloud failed; the practice goes on with text."""

    error: CoachError


@dataclass(frozen=True, slots=True)
class Ready:
    """Tell that the recording starts as soon as the person wants it."""


@dataclass(frozen=True, slots=True)
class Begun:
    """Tell that the first block of sound has arrived; `complete` turns true when the file is finished."""

    attempt: Attempt
    complete: Callable[[], bool]


@dataclass(frozen=True, slots=True)
class Kept:
    """Tell that the recording is finished and in the history."""

    attempt: Attempt


News = Reading | Spoken | VoiceLost | Ready | Begun | Level | Kept


class Practice:
    """Take and review attempts with the parts that `wiring` chose."""

    def __init__(
        self,
        voice: Voice,
        recorder: Recorder,
        transcriber: Transcriber,
        analyse: Analyse,
        history: History,
        look_ahead: Callable[[Sequence[Word]], object] | None = None,
    ) -> None:
        """Take the parts; `look_ahead` is given the words so far while more are to come, so that judging is quicker."""
        self._voice = voice
        self._recorder = recorder
        self._transcriber = transcriber
        self._analyse = analyse
        self._history = history
        self._look_ahead = look_ahead

    def take(self, asking: Asking, controls: Controls) -> Generator[News, None, Attempt | None]:
        """Read the question, wait for the person, record; return the kept take, or None if none was begun."""
        controls.stop.clear()
        yield Reading(asking.question)
        if asking.read_aloud and asking.question is not None:
            try:
                yield from self._voice.say(spoken_text(asking.question), controls)
            except (VoiceError, SoundError) as error:
                yield VoiceLost(error)
        controls.stop.clear()
        yield Ready()
        if not _go_on(controls):
            return None
        controls.stop.clear()
        attempt = self._history.begin(asking.question, asking.story, asking.session_id)
        kept = yield from self._record(attempt, controls)
        if kept is not None:
            yield Kept(kept)
        return kept

    def _record(self, attempt: Attempt, controls: Controls) -> Generator[News, None, Attempt | None]:
        """Record; a take that breaks off is kept as far as it came, and one without a block is forgotten."""
        assert attempt.recording is not None
        path = attempt.recording.path
        finished = Event()
        levels = self._recorder.record(path, controls)
        last: Level | None = None
        try:
            while True:
                level = next(levels)
                first, last = last is None, level
                if first:
                    yield Begun(attempt, finished.is_set)
                yield level
        except StopIteration as end:
            if last is not None:
                return self._history.recorded(attempt.id, end.value)
            self._history.discard(attempt.id)
            if controls.stop.is_set() or controls.cancel.is_set():
                return None
            raise SoundError(msg("errors.sound.nothing"), msg("errors.sound.nothing.advice")) from None
        except BaseException:
            if last is None:
                self._history.discard(attempt.id)
            else:
                # A sample rate of 0 asks the history to measure the file.
                self._history.recorded(attempt.id, Recording(path, last.seconds, 0))
            raise
        finally:
            levels.close()
            finished.set()

    def write(self, asking: Asking, text: str, _controls: Controls) -> Generator[News, None, Attempt]:
        """Keep an answer that was typed, and judge what it says; saved first, as a spoken one is."""
        attempt = self._history.write(asking.question, text, asking.story, asking.session_id)
        yield Kept(attempt)
        return self._judged(attempt)

    def review(
        self, attempt: Attempt, complete: Callable[[], bool], controls: Controls
    ) -> Generator[Heard, None, Attempt]:
        """Transcribe, judge and save; return the reviewed take. Raise EngineError, Cancelled on cancel.

        A typed answer is judged as it stands.
        """
        if attempt.recording is None:
            return self._judged(attempt)
        path = attempt.recording.path
        transcript = yield from self._transcribed(path, complete, controls)
        return self._judged(self._history.transcribed(attempt.id, transcript))

    def _transcribed(
        self, path: Path, complete: Callable[[], bool], controls: Controls
    ) -> Generator[Heard, None, Transcript]:
        hearing = self._transcriber.transcribe(path, complete, controls)
        known = 0
        try:
            while True:
                heard = next(hearing)
                yield heard
                if self._look_ahead is not None and len(heard.words) != known and not complete():
                    known = len(heard.words)
                    self._look_ahead(heard.words)
        except StopIteration as end:
            transcript: Transcript = end.value
            return transcript
        finally:
            hearing.close()

    def _judged(self, attempt: Attempt) -> Attempt:
        assert attempt.review is not None
        transcript = attempt.review.transcript
        report = self._analyse(transcript, attempt.recording, attempt.question, None, attempt.story)
        return self._history.reviewed(attempt.id, attempt.review.id, report)


def spoken_text(question: Question) -> str:
    """Return what the voice reads: the question alone; its parts stay on the screen."""
    return question.text


def _go_on(controls: Controls) -> bool:
    while not controls.cancel.is_set():
        if controls.stop.wait(GO_ON_CHECK):
            return True
    return False
