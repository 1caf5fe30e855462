"""A swap leaves the old state or the new one, wherever its program dies or the disk refuses."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from coach.adapters.backup.swapping import ABANDONED, set_aside, settle, sweep
from coach.errors import FileError
from coach.practice.ports import Controls
from tests.adapters.backup.desk import Desk, files, run

KILLED = """
import os, signal, sys
from pathlib import Path
from tests.adapters.backup.desk import Desk
home, source, deaths, what = Path(sys.argv[1]), Path(sys.argv[2]), int(sys.argv[3]), sys.argv[4]
left = [deaths]
def dying(real):
    def act(*args, **more):
        if left[0] == 0:
            os.kill(os.getpid(), signal.SIGKILL)
        left[0] -= 1
        return real(*args, **more)
    return act
os.replace, os.mkdir = dying(os.replace), dying(os.mkdir)
desk = Desk(home)
if what == "restore":
    desk.restore(source)
else:
    from coach.practice.ports import Controls
    list(desk.keeping.delete_everything(Controls()))
"""
MOST = 40
"""Renames and new folders of one restore, generously counted."""


def die(desk: Desk, source: Path, deaths: int, what: str = "restore") -> bool:
    """Run a restore in a program that is killed at one of its steps; tell whether it was."""
    words = [sys.executable, "-c", KILLED, str(desk.places.data.parent), str(source), str(deaths), what]
    done = subprocess.run(words, cwd=Path(__file__).parents[3], capture_output=True, timeout=60, check=False)
    assert done.returncode in (0, -signal.SIGKILL), done.stderr.decode()
    return done.returncode != 0


@pytest.mark.skipif(sys.platform == "win32", reason="no SIGKILL")
@pytest.mark.parametrize("part", [0, 1, 2])
def test_a_killed_restore_leaves_the_old_state_or_the_new_one(tmp_path: Path, backup: Path, part: int) -> None:
    """Every third step here, so that several tests share the work."""
    reference = Desk(tmp_path / "reference")
    reference.fill("here")
    old = reference.state()
    reference.restore(backup)
    new = reference.state()
    outcomes = []
    for deaths in range(part, MOST, 3):
        desk = Desk(tmp_path / f"killed-{deaths}")
        desk.fill("here")
        killed = die(desk, backup, deaths)

        settle(desk.places)  # as the next start does

        assert desk.state() in (old, new), deaths
        assert not desk.places.journal.exists()
        outcomes.append(desk.state() == new)
        if not killed:
            break
    assert outcomes[-1]
    assert outcomes == sorted(outcomes), "after the instant of the decision there is no way back"
    assert len(outcomes) > 3
    assert not all(outcomes)


@pytest.mark.skipif(sys.platform == "win32", reason="no SIGKILL")
def test_a_killed_deletion_is_finished_by_the_next_start(tmp_path: Path, backup: Path) -> None:
    outcomes = set()
    for deaths in range(0, MOST, 2):
        desk = Desk(tmp_path / f"killed-{deaths}")
        desk.fill("here")
        old = desk.state()
        killed = die(desk, backup, deaths, "delete")

        settle(desk.places)
        sweep(desk.places)

        state = desk.state()
        assert state in (old, {"settings": b"here"}), deaths
        outcomes.add(state == old)
        assert desk.leftovers() == []
        if not killed:
            break
    assert outcomes == {True, False}


@pytest.mark.parametrize("number", range(1, 9))
def test_a_disk_that_refuses_in_the_middle_leaves_the_old_state(
    desk: Desk, backup: Path, number: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = desk.state()
    coming = run(desk.keeping.unpack(backup, Controls()))
    real, count = os.replace, [0]

    def refuse(source: Path, target: Path) -> None:
        count[0] += 1
        if count[0] == number + 1:  # the first one decides
            raise PermissionError(13, "in use")
        real(source, target)

    monkeypatch.setattr(os, "replace", refuse)
    with pytest.raises(FileError) as caught:
        desk.keeping.take_over(coming)
    desk.keeping.drop(coming)

    assert caught.value.message.key == "keeping.denied"
    assert desk.state() == before
    assert desk.leftovers() == []
    assert desk.keeping.set_aside() is None


def test_without_a_journal_there_is_nothing_to_settle(desk: Desk) -> None:
    before = files(desk.places.data)

    assert not settle(desk.places)
    assert files(desk.places.data) == before


def test_a_journal_that_cannot_be_read_moves_nothing(desk: Desk) -> None:
    desk.places.journal.write_bytes(b"{")
    before = files(desk.places.data)

    assert not settle(desk.places)
    assert files(desk.places.data) == before


def test_sweeping_takes_what_nobody_unpacks_any_more(desk: Desk) -> None:
    for name, age in (("coming-old", ABANDONED + 60), ("coming-new", 0.0), ("deleting-any", 0.0)):
        folder = desk.places.data / name
        folder.mkdir()
        (folder / "x").touch()
        os.utime(folder, (time.time() - age, time.time() - age))

    sweep(desk.places)

    assert desk.leftovers() == ["coming-new"]


def test_a_folder_that_is_called_otherwise_was_not_set_aside(desk: Desk) -> None:
    (desk.places.backups / "before-lunch").mkdir()

    assert set_aside(desk.places) is None


def test_a_swap_stays_on_the_disk_of_the_data(desk: Desk, tmp_path: Path) -> None:
    from coach.adapters.backup.swapping import swap

    with pytest.raises(AssertionError):
        swap(desk.places, tmp_path, desk.places.data / "aside")
