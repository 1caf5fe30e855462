"""Put the text of a take right by hand: what was there stays, and the person's own words count."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Protocol

from coach.analysis.realign import realigned
from coach.analysis.sentences import TOKEN
from coach.errors import CoachError, HistoryError
from coach.messages import msg
from coach.model import Attempt, Recording, Transcript
from coach.practice.history import History
from coach.practice.ports import Analyse


class Drafts(Protocol):
    """Keep texts that are written and not saved, by the ids of their takes, until the program starts again."""

    def read(self) -> Mapping[str, str]:
        """Return what is kept; what cannot be read is set aside and is not there."""
        ...

    def keep(self, drafts: Mapping[str, str]) -> None:
        """Keep these and no others. Raise FileError."""
        ...


class Edits:
    """Keep a take's text as a person wrote it, as one more of its transcripts; without `drafts` none outlives it."""

    def __init__(self, analyse: Analyse, history: History, drafts: Drafts | None = None) -> None:
        self._analyse = analyse
        self._history = history
        self._drafts = drafts

    def rewrite(self, attempt: Attempt, text: str) -> Attempt:
        """Judge and keep another text for the transcript that counts; its words keep their times.

        The same text changes nothing. Judged before anything is saved, so that a failure leaves the take as it was.
        Raise CoachError for a text without a word, and HistoryError.
        """
        assert attempt.review is not None
        before = attempt.review.transcript
        after = edited(before, text, attempt.recording)
        if after.text == before.text:
            return attempt
        if not TOKEN.search(after.text):
            raise CoachError(msg("words.edit.empty"), msg("words.edit.empty.advice"))
        report = self._analyse(after, attempt.recording, attempt.question, None, attempt.story)
        written = self._history.transcribed(attempt.id, after).review
        assert written is not None
        return self._history.reviewed(attempt.id, written.id, report)

    def take_back(self, attempt: Attempt) -> Attempt:
        """Let the transcript count again that counted in this take before it was edited; the edited one is kept."""
        assert attempt.review is not None
        return self._history.prefer(attempt.id, attempt.review.id)

    def read_drafts(self) -> Mapping[str, str]:
        """Return the texts that were written and not saved; those of takes that are gone are forgotten."""
        if self._drafts is None:
            return {}
        kept = self._drafts.read()
        there = {take: text for take, text in kept.items() if self._is_there(take)}
        if there != kept:
            self._drafts.keep(there)
        return there

    def keep_drafts(self, drafts: Mapping[str, str]) -> None:
        """Keep the texts that are written and not saved. Raise FileError."""
        if self._drafts is not None:
            self._drafts.keep(drafts)

    def _is_there(self, attempt_id: str) -> bool:
        try:
            self._history.attempt(attempt_id)
        except HistoryError as error:
            return error.message.key != "history.unknown"  # a history that cannot be read says nothing of a take
        return True


def edited(before: Transcript, text: str, recording: Recording | None = None) -> Transcript:
    """Return the transcript with another text; without words, as in a typed answer, it has no times."""
    seconds = recording.seconds if recording is not None else None
    words = realigned(before.words, text, seconds)
    said = " ".join(text.split()) if before.words else text.strip()
    return replace(before, text=said, words=words, edited=True)
