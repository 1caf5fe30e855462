"""Transcribe a kept take again with another engine or model: what was there stays, and the person chooses."""

from __future__ import annotations

from collections.abc import Callable, Generator

from coach.errors import Cancelled
from coach.model import Attempt
from coach.practice.history import History
from coach.practice.ports import Analyse, Controls, Heard, Transcriber


class Again:
    """Write a take down once more; `hire` gives a transcriber for one job, by engine and model."""

    def __init__(self, hire: Callable[[str, str], Transcriber], analyse: Analyse, history: History) -> None:
        self._hire = hire
        self._analyse = analyse
        self._history = history

    def transcribe(
        self, attempt: Attempt, engine: str, model: str, controls: Controls
    ) -> Generator[Heard, None, Attempt]:
        """Transcribe, judge and save as one more review, which counts from then on.

        Cancelled until the moment of saving it leaves the take as it was. Raise EngineError, FileError, Cancelled.
        """
        assert attempt.recording is not None
        transcriber = self._hire(engine, model)
        transcript = yield from transcriber.transcribe(attempt.recording.path, lambda: True, controls)
        try:
            report = self._analyse(transcript, attempt.recording, attempt.question, None, attempt.story)
        except Exception:
            if not controls.cancel.is_set():
                self._history.transcribed(attempt.id, transcript)  # the words are worth keeping without a report
            raise
        # Judged before anything is saved, so that a person may change their mind up to here.
        if controls.cancel.is_set():
            raise Cancelled
        written = self._history.transcribed(attempt.id, transcript).review
        assert written is not None
        return self._history.reviewed(attempt.id, written.id, report)
