"""The person's stories: those of `coach.practice.stories` on SQLite."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, datetime

from sqlalchemy import func, select, update
from sqlalchemy.dialects.sqlite import insert as insert_or

from coach.adapters.database import tables as t
from coach.adapters.database.engine import Database
from coach.adapters.database.rows import story_values
from coach.errors import HistoryError
from coach.messages import msg
from coach.model import Story


class SqlStories:
    """Keep stories in the database of the history, which `share` opens. Any thread may call; all raise HistoryError."""

    def __init__(self, share: Callable[[], Database]) -> None:
        self._share = share

    def stories(self, *, binned: bool = False) -> Sequence[Story]:
        """List the stories in the order in which they were made, or those in the bin."""
        s = t.story.c
        query = (
            select(t.story)
            .where(s.binned_at.is_not(None) if binned else s.binned_at.is_(None))
            .order_by(s.made_at, s.id)
        )
        with self._share().reading() as connection:
            rows = connection.execute(query).all()
        return [Story(row.id, row.title, row.cues, row.moment, row.themes, row.leads) for row in rows]

    def keep(self, story: Story) -> None:
        """Write a story, in the place of what it was before; a take told with it keeps what it was then."""
        written = story_values(story)
        new = insert_or(t.story).values(written | {"id": story.id, "made_at": datetime.now(UTC)})
        with self._share().writing() as connection:
            connection.execute(new.on_conflict_do_update(index_elements=[t.story.c.id], set_=written))

    def bin(self, story_id: str) -> None:
        """Put a story into the bin; raise HistoryError where it is unknown."""
        self._put(story_id, datetime.now(UTC))

    def restore(self, story_id: str) -> None:
        """Take it out of the bin; raise HistoryError where it is unknown."""
        self._put(story_id, None)

    def told(self) -> Mapping[str, int]:
        """Count the takes per story, without those in the bin."""
        a = t.attempt.c
        query = (
            select(a.story_id, func.count())
            .where(a.story_id.is_not(None), a.binned_at.is_(None))
            .group_by(a.story_id)
            .order_by(a.story_id)
        )
        with self._share().reading() as connection:
            return {row[0]: row[1] for row in connection.execute(query)}

    def _put(self, story_id: str, binned_at: datetime | None) -> None:
        with self._share().writing() as connection:
            put = connection.execute(update(t.story).where(t.story.c.id == story_id).values(binned_at=binned_at))
        if put.rowcount == 0:
            raise HistoryError(msg("history.no_story"), msg("history.no_story.advice"))
