from __future__ import annotations

from pathlib import Path

from coach.adapters.backup.storing import KINDS, sources, stored
from tests.adapters.backup.desk import Desk


def test_every_kind_says_where_it_is_and_how_much(desk: Desk, tmp_path: Path) -> None:
    (desk.places.data / "history.broken-1.db").write_bytes(b"12345")
    home = tmp_path / "home"

    found = {one.kind: one for one in stored(desk.places)}

    assert tuple(found) == KINDS
    assert found["database"].path == home / "data" / "history.db"
    assert (found["database"].files, found["database"].bytes) == (4, 104 + 4 + 4 + 5)
    assert (found["recordings"].files, found["recordings"].bytes) == (2, 36000)
    assert (found["models"].files, found["models"].bytes) == (1, 5)
    assert found["packs"].files == 2
    assert found["voice"].path == home / "cache"
    assert (found["settings"].files, found["settings"].bytes) == (1, 4)
    assert found["log"].path == home / "log"


def test_a_fresh_program_has_nothing_stored(tmp_path: Path) -> None:
    assert {(one.files, one.bytes) for one in stored(Desk(tmp_path / "fresh").places)} == {(0, 0)}


def test_a_link_that_leads_nowhere_is_left_out(desk: Desk, tmp_path: Path) -> None:
    (desk.places.data / "recordings" / "lost.wav").symlink_to(tmp_path / "nowhere")

    assert "recordings/lost.wav" not in [source.name for source in sources(desk.places)]
