"""What fake programs share, and what each of them can do with a take on it."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from coach.errors import HistoryError
from coach.messages import msg
from coach.model import Attempt, Report, Story


@dataclass
class Shelf:
    """What several fake programs share: the takes, who records which, and the stories."""

    attempts: dict[str, Attempt] = field(default_factory=dict)
    owners: dict[str, object] = field(default_factory=dict)
    made: dict[str, Report] = field(default_factory=dict)
    """The reports as analysis made them, by review; for one that a test put there, what it was at first."""
    stories: dict[str, Story] = field(default_factory=dict)
    binned_stories: set[str] = field(default_factory=set)


class FakeShelving:
    """Look up and put back takes; `error` is raised by every call that changes something."""

    def __init__(self, shelf: Shelf | None = None, error: HistoryError | None = None) -> None:
        self.shelf = shelf or Shelf()
        self.error = error

    def attempt(self, attempt_id: str) -> Attempt:
        if attempt_id not in self.shelf.attempts:
            raise HistoryError(msg("history.unknown", id=attempt_id), msg("history.unknown.advice"))
        return self.shelf.attempts[attempt_id]

    def _keep(self, attempt: Attempt) -> Attempt:
        self.shelf.attempts[attempt.id] = attempt
        return attempt

    def _change(self, attempt_ids: tuple[str, ...], **values: object) -> None:
        """Change all of these takes, or none where one is unknown."""
        self._check()
        for attempt in [self.attempt(attempt_id) for attempt_id in attempt_ids]:
            self._keep(replace(attempt, **values))  # type: ignore[arg-type]

    def _check(self) -> None:
        if self.error is not None:
            raise self.error
