"""The history on disk keeps remarks as every history does."""

from __future__ import annotations

from tests.practice.promises.takes.remarks import RemarkPromises


class TestSqlRemarks(RemarkPromises):
    pass
