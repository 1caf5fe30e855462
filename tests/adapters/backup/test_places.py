from __future__ import annotations

from pathlib import Path

import pytest

from coach.adapters.backup.places import BEFORE, COMING, copy_whole, explained, files_below, need_room
from coach.errors import FileError
from tests.adapters.backup.desk import Desk


def test_each_name_is_fresh_and_the_later_one_comes_later(desk: Desk) -> None:
    names = [desk.places.fresh(BEFORE).name for _ in range(3)]

    assert names == sorted(set(names))
    assert desk.places.fresh(BEFORE).parent == desk.places.backups
    assert desk.places.fresh(COMING).parent == desk.places.data


def test_a_copy_is_whole_and_private(tmp_path: Path) -> None:
    (tmp_path / "a").write_text("x")

    copy_whole(tmp_path / "a", tmp_path / "new" / "b")

    assert (tmp_path / "new" / "b").read_text() == "x"
    assert (tmp_path / "new" / "b").stat().st_mode & 0o777 == 0o600
    assert [path.name for path in (tmp_path / "new").iterdir()] == ["b"]


def test_files_are_listed_in_order_with_their_bytes(tmp_path: Path) -> None:
    for name in ("b/2", "a/1", "3"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(name)

    assert files_below(tmp_path) == [(tmp_path / "3", 1), (tmp_path / "a/1", 3), (tmp_path / "b/2", 3)]
    assert files_below(tmp_path / "3") == [(tmp_path / "3", 1)]
    assert files_below(tmp_path / "none") == []


def test_missing_room_is_said_in_megabytes(tmp_path: Path) -> None:
    need_room(tmp_path, 1)
    with pytest.raises(FileError) as caught:
        need_room(tmp_path, 10**18)
    assert caught.value.message.values["needed"] == 10**12


def test_what_is_explained_already_stays_as_it_is(tmp_path: Path) -> None:
    with pytest.raises(KeyError), explained(tmp_path):
        raise KeyError
