"""One take, one owner."""

from __future__ import annotations

from pathlib import Path

from coach.adapters.database.locks import TakeLocks


def test_a_take_has_one_owner(tmp_path: Path) -> None:
    mine, theirs = TakeLocks(tmp_path), TakeLocks(tmp_path)
    assert mine.take("a")
    assert mine.holds("a")
    assert not mine.take("a")
    assert not theirs.take("a")
    assert not theirs.holds("a")
    assert theirs.take("b")
    mine.release("a")
    assert not mine.holds("a")
    assert theirs.take("a")
    theirs.close()
    assert mine.take("a")
    mine.close()


def test_a_released_lock_leaves_no_file_and_a_lost_one_does(tmp_path: Path) -> None:
    locks = TakeLocks(tmp_path)
    locks.take("a")
    locks.release("a")
    locks.release("a")
    assert list(tmp_path.iterdir()) == []
    locks.take("b")
    locks.close()
    assert [path.name for path in tmp_path.iterdir()] == ["b.lock"]


def test_a_file_that_is_gone_is_no_matter(tmp_path: Path) -> None:
    locks = TakeLocks(tmp_path)
    locks.take("a")
    (tmp_path / "a.lock").unlink()
    locks.release("a")
    assert not locks.holds("a")
