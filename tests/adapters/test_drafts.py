import stat
import sys
from pathlib import Path

import pytest

from coach.adapters.drafts import DraftFile
from coach.errors import FileError


def test_what_is_kept_is_there_at_the_next_start(tmp_path: Path) -> None:
    path = tmp_path / "drafts.json"
    DraftFile(path).keep({"take-1": "So the “cache”\nwas slow."})

    assert DraftFile(path).read() == {"take-1": "So the “cache”\nwas slow."}
    assert [file.name for file in tmp_path.iterdir()] == ["drafts.json"]


@pytest.mark.skipif(sys.platform == "win32", reason="Windows knows other rights")
def test_only_the_person_can_read_it(tmp_path: Path) -> None:
    path = tmp_path / "drafts.json"
    DraftFile(path).keep({"take-1": "mine"})

    assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_without_drafts_there_is_no_file(tmp_path: Path) -> None:
    drafts = DraftFile(tmp_path / "drafts.json")
    assert drafts.read() == {}
    drafts.keep({"take-1": "mine"})
    drafts.keep({})

    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("broken", [b"{", b'{"take-1": 5}', b"\xff"])
def test_a_broken_file_is_set_aside_each_time(tmp_path: Path, broken: bytes) -> None:
    path = tmp_path / "drafts.json"
    for _ in range(2):
        path.write_bytes(broken)
        assert DraftFile(path).read() == {}

    assert {file.name: file.read_bytes() for file in tmp_path.iterdir()} == {
        "drafts.broken-1.json": broken,
        "drafts.broken-2.json": broken,
    }


def test_a_file_that_stays_in_the_way_is_as_none(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "drafts.json"
    path.write_bytes(b"{")

    def refuse(*_: object) -> None:
        raise PermissionError

    monkeypatch.setattr(Path, "replace", refuse)

    assert DraftFile(path).read() == {}


def test_where_it_cannot_be_written_that_is_said(tmp_path: Path) -> None:
    path = tmp_path / "gone" / "drafts.json"

    with pytest.raises(FileError) as failure:
        DraftFile(path).keep({"take-1": "mine"})

    assert failure.value.path == path
    assert "mine" not in failure.value.detail
