"""The history on disk lists takes as every history does."""

from __future__ import annotations

from tests.practice.promises.takes.listing import ListPromises


class TestSqlLists(ListPromises):
    pass
