"""The history on disk counts takes as every history does."""

from __future__ import annotations

from tests.practice.promises.takes.counting import CountPromises, zone

__all__ = ["zone"]


class TestSqlCounts(CountPromises):
    pass
