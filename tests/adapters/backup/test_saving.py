from __future__ import annotations

import errno
import os
import time
import zipfile
from pathlib import Path

import pytest

from coach.adapters.backup.saving import About, Source, save
from coach.errors import FileError
from coach.practice.ports import Controls
from tests.adapters.backup.desk import Desk, database, files, run

ABOUT = About("1.2", 5)


@pytest.fixture
def source(tmp_path: Path) -> Source:
    path = tmp_path / "from.db"
    path.write_bytes(database("x"))
    return Source("history.db", path)


def test_recordings_are_stored_and_words_deflated(desk: Desk, tmp_path: Path) -> None:
    with zipfile.ZipFile(desk.save(tmp_path / "x.zip").path) as archive:
        ways = {info.filename: info.compress_type for info in archive.infolist()}

    assert ways["recordings/2026/one.wav"] == zipfile.ZIP_STORED
    assert ways["history.db"] == ways["manifest.json"] == zipfile.ZIP_DEFLATED


def test_what_was_deleted_meanwhile_is_left_out(source: Source, tmp_path: Path) -> None:
    gone = Source("recordings/gone.wav", tmp_path / "gone.wav")

    saved = run(save([source, gone], ABOUT, tmp_path / "x.zip", Controls()))

    assert saved.contents.files == 1


def test_a_name_that_could_not_come_back_is_named(source: Source, tmp_path: Path) -> None:
    odd = Source("questions/a:b.toml", source.path)

    with pytest.raises(FileError) as caught:
        run(save([source, odd], ABOUT, tmp_path / "x.zip", Controls()))
    assert caught.value.message.values == {"file": "questions/a:b.toml"}


@pytest.mark.parametrize("when", [0.0, 5e9])
def test_a_file_from_another_age_goes_in(source: Source, tmp_path: Path, when: float) -> None:
    os.utime(source.path, (when, when))

    assert run(save([source], ABOUT, tmp_path / "x.zip", Controls())).contents.files == 1


def test_the_time_of_a_file_is_kept(source: Source, tmp_path: Path) -> None:
    when = time.mktime((2025, 5, 4, 12, 30, 20, 0, 0, -1))
    os.utime(source.path, (when, when))
    run(save([source], ABOUT, tmp_path / "x.zip", Controls()))

    with zipfile.ZipFile(tmp_path / "x.zip") as archive:
        assert archive.getinfo("history.db").date_time == (2025, 5, 4, 12, 30, 20)


def test_what_a_killed_program_left_gives_way(source: Source, tmp_path: Path) -> None:
    (tmp_path / "x.zip.part").write_bytes(b"half")

    run(save([source], ABOUT, tmp_path / "x.zip", Controls()))

    assert not (tmp_path / "x.zip.part").exists()


@pytest.mark.parametrize(
    ("number", "key"),
    [
        (errno.ENOSPC, "keeping.full"),
        (errno.EACCES, "keeping.denied"),
        (errno.EIO, "keeping.failed"),
    ],
)
def test_a_disk_that_refuses_is_a_known_failure(
    source: Source, tmp_path: Path, number: int, key: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> None:
        raise OSError(number, "no")

    folder = tmp_path / "to"
    folder.mkdir()
    monkeypatch.setattr(os, "fsync", refuse)

    with pytest.raises(FileError) as caught:
        run(save([source], ABOUT, folder / "x.zip", Controls()))
    assert caught.value.message.key == key
    assert files(folder) == {}


def test_what_cannot_be_read_back_is_no_backup(source: Source, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A disk that keeps other bytes than it was given is noticed, and the old backup stays."""
    target = tmp_path / "x.zip"
    target.write_bytes(b"the old one")
    real = os.fsync

    def rot(handle: int) -> None:
        os.pwrite(handle, b"\xff\xff", 60)
        real(handle)

    monkeypatch.setattr(os, "fsync", rot)

    with pytest.raises(FileError) as caught:
        run(save([source], ABOUT, target, Controls()))
    assert caught.value.message.key == "keeping.damaged"
    assert target.read_bytes() == b"the old one"
