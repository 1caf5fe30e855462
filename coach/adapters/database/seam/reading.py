"""Read lists and charts of the takes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from coach.adapters.database.lists import counts, page
from coach.adapters.database.seam.opened import OpenHistory
from coach.practice.history import EVERYTHING, AnchorCount, AttemptRow, Choices, StoryCount, TrendPoint, Wanted


class SqlLists(OpenHistory):
    """List and count takes. Each call sees one state of the database; all raise HistoryError."""

    def rows(self, wanted: Wanted = EVERYTHING, *, start: int = 0, limit: int | None = None) -> Sequence[AttemptRow]:
        """List takes in the wanted order: `limit` of them from the one numbered `start` on."""
        with self._reading() as connection:
            return page.rows(connection, wanted, start, limit)

    def count(self, wanted: Wanted = EVERYTHING) -> int:
        """Count the takes that `rows` would list."""
        with self._reading() as connection:
            return page.count(connection, wanted)

    def choices(self) -> Choices:
        """List what the takes that are not in the bin can be filtered by."""
        with self._reading() as connection:
            return counts.choices(connection)

    def trend(self, measure: str) -> Sequence[TrendPoint]:
        """List one measure over all takes that are not in the bin, oldest first."""
        with self._reading() as connection:
            return counts.trend(connection, measure)

    def practised(self) -> Mapping[str, int]:
        """Count the takes per question key, without those in the bin."""
        with self._reading() as connection:
            return counts.practised(connection)

    def balance(self) -> Mapping[str, int]:
        """Count the takes per category, without those in the bin; takes without a question are under ""."""
        with self._reading() as connection:
            return counts.balance(connection)

    def anchors_covered(self) -> Sequence[AnchorCount]:
        """Count what the newest reports say of each anchor, per category."""
        with self._reading() as connection:
            return counts.anchors_covered(connection)

    def stories_told(self) -> Sequence[StoryCount]:
        """Count the takes per story and category."""
        with self._reading() as connection:
            return counts.stories_told(connection)

    def days(self) -> Mapping[date, int]:
        """Count the takes per day of this computer's clock, oldest first."""
        with self._reading() as connection:
            return counts.days(connection)
