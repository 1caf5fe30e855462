"""Everything as one file, back from it, and gone; with a database that is only its first page."""

from __future__ import annotations

import json
import shutil
import zipfile
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from coach.errors import Cancelled, FileError, HistoryError
from coach.messages import msg
from coach.practice.ports import Controls
from tests.adapters.backup.desk import Desk, files, news, rewrite, run


def test_a_backup_holds_what_a_person_made_and_nothing_of_this_machine(desk: Desk, tmp_path: Path) -> None:
    saved = desk.save(tmp_path / "mine.zip")

    with zipfile.ZipFile(saved.path) as archive:
        assert sorted(archive.namelist()) == [
            "drafts.json",
            "history.db",
            "manifest.json",
            "questions/deleted/old.toml",
            "questions/mine.toml",
            "recordings/2026/here.wav",
            "recordings/2026/one.wav",
            "reports/one.html",
            "settings.json",
        ]
        assert archive.read("settings.json") == b"packed here"
    assert saved.contents.recordings == 2
    assert saved.bytes == saved.path.stat().st_size
    assert saved.path.stat().st_mode & 0o077 == 0


def test_a_backup_says_what_is_in_it(desk: Desk, tmp_path: Path) -> None:
    contents = desk.keeping.look(desk.save(tmp_path / "mine.zip").path)

    assert (contents.version, contents.schema, contents.files) == ("1.2", 5, 8)
    assert abs(contents.made_at - datetime.now(UTC)) < timedelta(minutes=1)


def test_a_folder_gets_a_file_with_the_date(desk: Desk, tmp_path: Path) -> None:
    assert desk.save(tmp_path).path == tmp_path / f"anchor-coach-{date.today():%Y-%m-%d}.zip"


def test_a_file_that_is_there_stays_unless_it_may_go(desk: Desk, tmp_path: Path) -> None:
    target = tmp_path / "mine.zip"
    target.write_bytes(b"a letter")

    with pytest.raises(FileError) as caught:
        desk.save(target)
    assert caught.value.message.key == "keeping.exists"
    assert target.read_bytes() == b"a letter"

    run(desk.keeping.save(target, Controls(), replace=True))
    assert desk.keeping.look(target).files == 8


def test_a_restore_puts_the_backup_in_the_place_of_what_is_here(desk: Desk, other: Desk, backup: Path) -> None:
    before = desk.state()

    aside = desk.restore(backup)

    there = {name: data for name, data in other.state().items() if not name.endswith("-wal")}
    assert desk.state() == there | {"settings": b"unpacked there"}
    kept = files(aside.folder)
    assert kept.pop("settings.json") == b"here"
    assert kept == {name: data for name, data in before.items() if name != "settings"}
    assert (desk.places.data / "models/whisper/base.bin").read_bytes() == b"model"
    assert desk.leftovers() == []


def test_restoring_ones_own_backup_changes_nothing(desk: Desk, tmp_path: Path) -> None:
    desk.places.database.with_name("history.db-wal").unlink()
    before = desk.state()
    del before["settings"]

    desk.restore(desk.save(tmp_path / "mine.zip").path)

    after = desk.state()
    del after["settings"]
    assert after == before


def test_what_was_here_comes_back_and_goes_again(desk: Desk, backup: Path) -> None:
    before = desk.state()
    aside = desk.restore(backup)
    after = desk.state()
    assert desk.keeping.set_aside() == aside

    again = desk.keeping.bring_back()
    assert desk.state() == before
    assert not aside.folder.exists()
    assert desk.keeping.set_aside() == again

    desk.keeping.bring_back()
    assert desk.state() == after


def test_what_was_set_aside_can_be_removed(desk: Desk, backup: Path) -> None:
    desk.restore(backup)

    desk.keeping.remove_set_aside()

    assert desk.keeping.set_aside() is None
    with pytest.raises(FileError) as caught:
        desk.keeping.bring_back()
    assert caught.value.message.key == "keeping.no_aside"
    desk.keeping.remove_set_aside()


def test_an_empty_program_takes_a_backup_in(tmp_path: Path, other: Desk, backup: Path) -> None:
    fresh = Desk(tmp_path / "fresh")

    fresh.restore(backup)

    assert fresh.state()["history.db"] == other.state()["history.db"]


def test_a_backup_without_settings_leaves_them(desk: Desk, backup: Path, tmp_path: Path) -> None:
    def drop(inside: dict[str, bytes]) -> None:
        manifest = json.loads(inside["manifest.json"])
        manifest["files"] = [each for each in manifest["files"] if each["name"] != "settings.json"]
        inside["manifest.json"] = json.dumps(manifest).encode()
        del inside["settings.json"]

    desk.restore(rewrite(backup, tmp_path / "less.zip", drop))

    assert desk.places.settings.read_text() == "here"


def test_nothing_changes_while_another_program_has_the_takes_open(desk: Desk, backup: Path) -> None:
    desk.busy = HistoryError(msg("keeping.in_use"))
    before = desk.state()
    coming = run(desk.keeping.unpack(backup, Controls()))

    with pytest.raises(HistoryError):
        desk.keeping.take_over(coming)
    with pytest.raises(HistoryError):
        run(desk.keeping.delete_everything(Controls()))
    desk.keeping.drop(coming)

    assert desk.state() == before
    assert desk.leftovers() == []


@pytest.mark.parametrize("after", [0, 1])
def test_a_cancelled_backup_leaves_nothing(
    desk: Desk, tmp_path: Path, after: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("coach.adapters.backup.reading.NEWS_EVERY", 0.0)
    controls = Controls()
    folder = tmp_path / "to"
    folder.mkdir()
    job = desk.keeping.save(folder, controls)
    stages = ["writing", "checking"]
    for step in job:
        if step.stage == stages[after]:
            break
    controls.cancel.set()

    with pytest.raises(Cancelled):
        run(job)
    assert files(folder) == {}


def test_a_cancelled_restore_leaves_nothing(desk: Desk, backup: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("coach.adapters.backup.reading.NEWS_EVERY", 0.0)
    before = files(desk.places.data)
    controls = Controls()
    job = desk.keeping.unpack(backup, controls)
    assert next(job).stage == "unpacking"
    controls.cancel.set()

    with pytest.raises(Cancelled):
        run(job)
    assert files(desk.places.data) == before
    assert desk.leftovers() == []


def test_leaving_a_restore_half_way_leaves_nothing(desk: Desk, backup: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("coach.adapters.backup.reading.NEWS_EVERY", 0.0)
    job = desk.keeping.unpack(backup, Controls())
    next(job)
    job.close()

    assert desk.leftovers() == []


def test_the_disk_must_have_room(desk: Desk, backup: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shutil, "disk_usage", lambda _: _Usage(free=5_000_100))

    for job in (desk.keeping.save(tmp_path / "mine.zip", Controls()), desk.keeping.unpack(backup, Controls())):
        with pytest.raises(FileError) as caught:
            news(job)
        assert caught.value.message.key == "keeping.no_room"
    assert desk.leftovers() == []
    assert not (tmp_path / "mine.zip").exists()


class _Usage:
    def __init__(self, free: int) -> None:
        self.free = free


def test_a_backup_that_is_not_there_is_a_known_failure(desk: Desk, tmp_path: Path) -> None:
    with pytest.raises(FileError) as caught:
        desk.keeping.look(tmp_path / "none.zip")
    assert caught.value.message.key == "keeping.missing"


def test_everything_is_deleted_but_models_settings_and_log(desk: Desk, backup: Path) -> None:
    desk.restore(backup)
    desk.log.clear()
    (desk.places.data / "history.broken-1.db").write_bytes(b"said")
    (desk.places.data / "drafts.broken-1.json").write_bytes(b"said")
    (desk.places.cache / "waveforms").mkdir()
    (desk.places.cache / "waveforms" / "a.npy").write_bytes(b"said")

    deleted = run(desk.keeping.delete_everything(Controls()))

    assert deleted == 21
    assert set(files(desk.places.data)) == {"models/whisper/base.bin", "locks/opening.lock"}
    assert not any(folder.exists() for folder in desk.places.caches)
    assert desk.places.settings.read_bytes() == b"unpacked there"
    assert desk.places.log.joinpath("coach.log").exists()
    assert desk.log == ["alone", "empty", "alone"]
    assert desk.keeping.set_aside() is None
    assert desk.leftovers() == []


def test_models_and_settings_go_where_that_is_wanted(desk: Desk) -> None:
    run(desk.keeping.delete_everything(Controls(), {"models", "settings"}))

    assert set(files(desk.places.data)) == {"locks/opening.lock"}
    assert not desk.places.settings.exists()


def test_deleting_tells_how_far_it_is(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("coach.adapters.backup.reading.NEWS_EVERY", 0.0)

    steps = news(desk.keeping.delete_everything(Controls()))

    assert {step.stage for step in steps} == {"deleting"}
    assert [step.done for step in steps] == list(range(1, len(steps) + 1))
    assert steps[-1].share == 1.0
