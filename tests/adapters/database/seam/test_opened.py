"""The history is opened by what needs it, closed, opened again, and can move."""

from __future__ import annotations

from pathlib import Path

import pytest

from coach.adapters.database.takes import SqlHistory
from coach.errors import HistoryError
from tests.practice.promises.history import kept


def test_nothing_is_opened_before_the_first_call(history: SqlHistory, folder: Path) -> None:
    assert not folder.exists()
    assert history.problem is None
    assert history.rows() == []
    assert (folder / "history.db").is_file()


def test_a_closed_history_opens_again(history: SqlHistory) -> None:
    attempt = kept(history)
    history.close()
    history.close()
    assert history.attempt(attempt.id) == attempt


def test_the_folder_can_move(history: SqlHistory, folder: Path, tmp_path: Path) -> None:
    attempt = kept(history)
    history.close()
    moved = SqlHistory(folder.rename(tmp_path / "elsewhere"), lambda path: (0.0, 0))
    try:
        found = moved.attempt(attempt.id).recording
    finally:
        moved.close()
    assert found is not None
    assert found.path.is_file()
    assert found.path.is_relative_to(tmp_path / "elsewhere")


def test_a_take_that_is_gone_is_named_by_every_change(history: SqlHistory) -> None:
    with history._writing() as connection:
        for look in (history._check, history._load, history._set):
            with pytest.raises(HistoryError) as failure:
                look(connection, "gone", **({"title": "x"} if look == history._set else {}))
            assert failure.value.message.values == {"id": "gone"}
