"""A history on disk for each test."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from coach.adapters.database.takes import SqlHistory
from coach.adapters.wav import wav_seconds


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "data"


@pytest.fixture
def open_history(folder: Path) -> Iterator[Callable[[], SqlHistory]]:
    """Open programs of their own on the same folder, and close them after the test."""
    opened: list[SqlHistory] = []

    def open_one() -> SqlHistory:
        opened.append(SqlHistory(folder, wav_seconds))
        return opened[-1]

    yield open_one
    for history in opened:
        history.close()


@pytest.fixture
def history(open_history: Callable[[], SqlHistory]) -> SqlHistory:
    return open_history()
