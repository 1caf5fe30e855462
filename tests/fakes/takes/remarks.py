"""What a person says of a take, in memory."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from typing import Literal
from uuid import uuid4

from coach.errors import HistoryError
from coach.messages import msg
from coach.model import Attempt, Bookmark, Feeling, Note
from coach.practice.history import tidy
from tests.fakes.takes.shelf import FakeShelving


class FakeRemarks(FakeShelving):
    def feel(self, attempt_id: str, feeling: Feeling | Literal[""]) -> Attempt:
        self._check()
        return self._keep(replace(self.attempt(attempt_id), feeling=feeling))

    def note(self, attempt_id: str, text: str, note_id: str = "") -> Attempt:
        self._check()
        attempt = self.attempt(attempt_id)
        if not note_id:
            fresh = (Note(uuid4().hex, datetime.now(UTC), tidy(text)),) if tidy(text) else ()
            return self._keep(replace(attempt, notes=(*attempt.notes, *fresh)))
        if all(one.id != note_id for one in attempt.notes):
            raise HistoryError(msg("history.no_note"))
        notes = tuple(replace(one, text=tidy(text)) if one.id == note_id else one for one in attempt.notes)
        return self._keep(replace(attempt, notes=tuple(one for one in notes if one.text)))

    def bookmark(self, attempt_id: str, at: float, label: str = "", bookmark_id: str = "") -> Attempt:
        self._check()
        attempt = self.attempt(attempt_id)
        if bookmark_id and all(one.id != bookmark_id for one in attempt.bookmarks):
            raise HistoryError(msg("history.no_bookmark"))
        fresh = Bookmark(bookmark_id or uuid4().hex, at, tidy(label))
        others = [one for one in attempt.bookmarks if one.id != bookmark_id]
        return self._keep(replace(attempt, bookmarks=tuple(sorted([*others, fresh], key=lambda one: (one.at, one.id)))))

    def unmark(self, attempt_id: str, bookmark_id: str) -> Attempt:
        self._check()
        attempt = self.attempt(attempt_id)
        kept = tuple(one for one in attempt.bookmarks if one.id != bookmark_id)
        if len(kept) == len(attempt.bookmarks):
            raise HistoryError(msg("history.no_bookmark"))
        return self._keep(replace(attempt, bookmarks=kept))

    def rename(self, attempt_id: str, title: str) -> Attempt:
        self._check()
        return self._keep(replace(self.attempt(attempt_id), title=tidy(title)))

    def star(self, starred: bool, *attempt_ids: str) -> None:
        self._change(attempt_ids, starred=starred)
