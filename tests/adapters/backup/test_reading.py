"""What is no sound backup changes nothing, whatever was done to it."""

from __future__ import annotations

import hashlib
import json
import stat
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from coach.adapters.backup.reading import Pace, look_at, read_manifest, read_through
from coach.errors import Cancelled, FileError
from coach.practice.ports import Controls
from tests.adapters.backup.desk import APPLICATION, SCHEMA, Desk, database, files, rewrite, run

Inside = dict[str, bytes]


def refused(desk: Desk, source: Path) -> FileError:
    """Restore, which must not change a thing."""
    before = files(desk.places.data)
    with pytest.raises(FileError) as caught:
        run(desk.keeping.unpack(source, Controls()))
    assert files(desk.places.data) == before
    assert desk.leftovers() == []
    return caught.value


def listed(inside: Inside, change: Callable[[dict[str, Any]], None]) -> None:
    manifest = json.loads(inside["manifest.json"])
    change(manifest)
    inside["manifest.json"] = json.dumps(manifest).encode()


def add(inside: Inside, name: str, data: bytes) -> None:
    inside[name] = data
    entry = {"name": name, "bytes": len(data), "sha256": hashlib.sha256(data).hexdigest()}
    listed(inside, lambda manifest: manifest["files"].append(entry))


def put(inside: Inside, name: str, data: bytes) -> None:
    """Replace a file and what the manifest says of it."""
    del inside[name]
    listed(inside, lambda manifest: manifest.update(files=[e for e in manifest["files"] if e["name"] != name]))
    add(inside, name, data)


@pytest.mark.parametrize("data", [b"", b"hello", b"PK\x03\x04 but no more", b"SQLite format 3\x00" * 90])
def test_another_kind_of_file(desk: Desk, tmp_path: Path, data: bytes) -> None:
    path = tmp_path / "letter.zip"
    path.write_bytes(data)

    error = refused(desk, path)

    assert error.message.key == "keeping.no_backup"
    assert error.message.values == {"file": "letter.zip"}


def test_another_archive(desk: Desk, tmp_path: Path) -> None:
    path = tmp_path / "photos.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("manifest.txt", "hello")

    assert refused(desk, path).message.key == "keeping.no_backup"


@pytest.mark.parametrize(
    ("change", "key"),
    [
        ({"program": "another"}, "keeping.no_backup"),
        ({"format": "x"}, "keeping.no_backup"),
        ({"files": [{"name": "history.db"}]}, "keeping.no_backup"),
        ({"format": 2, "files": 7}, "keeping.newer"),
        ({"schema": SCHEMA + 1}, "keeping.newer"),
        ({"files": []}, "keeping.damaged"),
    ],
)
def test_a_manifest_that_cannot_be_used(
    desk: Desk, backup: Path, tmp_path: Path, change: dict[str, Any], key: str
) -> None:
    path = rewrite(backup, tmp_path / "x.zip", lambda inside: listed(inside, lambda found: found.update(change)))

    assert refused(desk, path).message.key == key


def test_a_manifest_that_is_too_long(desk: Desk, backup: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("coach.adapters.backup.manifest.LONGEST", 10)

    assert refused(desk, backup).message.key == "keeping.no_backup"


@pytest.mark.parametrize("name", ["recordings/2026/one.wav", "history.db", "settings.json", "questions/mine.toml"])
def test_a_changed_byte_names_the_file_inside(desk: Desk, backup: Path, tmp_path: Path, name: str) -> None:
    def flip(inside: Inside) -> None:
        inside[name] = inside[name][:-1] + bytes([inside[name][-1] ^ 1])

    error = refused(desk, rewrite(backup, tmp_path / "x.zip", flip))

    assert error.message.values == {"file": "x.zip", "inside": name}


def test_bytes_that_rotted_on_the_disk_name_the_file_inside(desk: Desk, backup: Path, tmp_path: Path) -> None:
    data = bytearray(backup.read_bytes())
    place = data.index(b"theretherethere")
    data[place + 100] ^= 0xFF
    path = tmp_path / "rotten.zip"
    path.write_bytes(data)

    assert refused(desk, path).key == "recordings/2026/one.wav"


@pytest.mark.parametrize("cut", [0.3, 0.7, 0.99])
def test_a_backup_that_was_cut_off(desk: Desk, backup: Path, tmp_path: Path, cut: float) -> None:
    path = tmp_path / "half.zip"
    path.write_bytes(backup.read_bytes()[: int(backup.stat().st_size * cut)])

    assert refused(desk, path).message.key == "keeping.no_backup"


@pytest.mark.parametrize(
    "name",
    [
        "../evil.txt",
        "recordings/../../evil.txt",
        "/etc/evil",
        "C:/evil.txt",
        "recordings/a:b.wav",
        "recordings\\evil.wav",
        "recordings//evil.wav",
        "recordings/./evil.wav",
        "recordings/evil\n.wav",
        "recordings",
        "models/evil.bin",
        "locks/x.lock",
        "restoring.json",
        "HISTORY.db",
    ],
)
def test_a_name_that_leads_elsewhere(desk: Desk, backup: Path, tmp_path: Path, name: str) -> None:
    path = rewrite(backup, tmp_path / "x.zip", lambda inside: add(inside, name, b"evil"))

    assert refused(desk, path).message.key == "keeping.damaged"
    assert not list(tmp_path.rglob("*evil*"))


def test_two_names_that_are_one_on_some_disks(desk: Desk, backup: Path, tmp_path: Path) -> None:
    path = rewrite(backup, tmp_path / "x.zip", lambda inside: add(inside, "recordings/2026/ONE.wav", b""))

    assert refused(desk, path).key == "recordings/2026/ONE.wav"


def test_a_file_that_the_manifest_does_not_know(desk: Desk, backup: Path, tmp_path: Path) -> None:
    path = rewrite(backup, tmp_path / "x.zip", lambda inside: inside.update({"recordings/more.wav": b""}))

    assert refused(desk, path).key == "recordings/more.wav"


def test_a_file_that_is_missing(desk: Desk, backup: Path, tmp_path: Path) -> None:
    def lose(inside: Inside) -> None:
        del inside["questions/mine.toml"]

    path = rewrite(backup, tmp_path / "x.zip", lose)

    assert refused(desk, path).key == "questions/mine.toml"


def test_a_file_of_another_size(desk: Desk, backup: Path, tmp_path: Path) -> None:
    path = rewrite(backup, tmp_path / "x.zip", lambda inside: inside.update({"settings.json": b"longer than it was"}))

    assert refused(desk, path).key == "settings.json"


@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_a_name_twice(desk: Desk, backup: Path) -> None:
    with zipfile.ZipFile(backup, "a") as archive:
        archive.writestr("settings.json", "packed there")

    assert refused(desk, backup).message.key == "keeping.damaged"


def test_a_link_is_no_file(desk: Desk, backup: Path, tmp_path: Path) -> None:
    path = tmp_path / "x.zip"
    with zipfile.ZipFile(backup) as old, zipfile.ZipFile(path, "w") as new:
        for info in old.infolist():
            if info.filename == "settings.json":
                info.external_attr = (stat.S_IFLNK | 0o777) << 16
            new.writestr(info, old.read(info.filename))

    assert refused(desk, path).key == "settings.json"


def test_a_file_that_wants_a_password(desk: Desk, backup: Path, tmp_path: Path) -> None:
    data = bytearray(backup.read_bytes())
    at = data.index(b"PK\x01\x02")  # the first entry of the directory at the end
    data[at + 8] |= 1
    path = tmp_path / "x.zip"
    path.write_bytes(data)

    assert refused(desk, path).message.key == "keeping.damaged"


def test_a_bomb_is_not_let_off(desk: Desk, backup: Path, tmp_path: Path) -> None:
    """Two megabytes of zeros in two kilobytes: honest in everything, and refused before they are unpacked."""
    path = tmp_path / "bomb.zip"
    inside: Inside = {}
    with zipfile.ZipFile(backup) as archive:
        inside.update({name: archive.read(name) for name in archive.namelist()})
    add(inside, "questions/bomb.toml", bytes(2_000_000))
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in inside.items():
            archive.writestr(name, data)

    with pytest.raises(FileError) as caught:
        read_manifest(path, SCHEMA)
    assert caught.value.key == "questions/bomb.toml"
    assert refused(desk, path).key == "questions/bomb.toml"


def test_files_that_share_their_bytes(desk: Desk, backup: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def overlapping(archive: zipfile.ZipFile) -> list[zipfile.ZipInfo]:
        infos = list(archive.filelist)
        for info in infos:
            info.compress_size += 1_000_000
        return infos

    monkeypatch.setattr(zipfile.ZipFile, "infolist", overlapping)

    assert refused(desk, backup).message.key == "keeping.damaged"


def test_silence_that_was_recorded_is_no_bomb(other: Desk, desk: Desk, tmp_path: Path) -> None:
    (other.places.data / "recordings/2026/silence.wav").write_bytes(bytes(3_000_000))

    desk.restore(other.save(tmp_path / "x.zip").path)

    assert (desk.places.data / "recordings/2026/silence.wav").stat().st_size == 3_000_000


@pytest.mark.parametrize(
    ("data", "key"),
    [
        (database("x", application=1), "keeping.damaged"),
        (b"a letter", "keeping.damaged"),
        (database("x", schema=SCHEMA + 1), "keeping.newer"),
    ],
)
def test_a_database_that_is_not_what_the_manifest_says(
    desk: Desk, backup: Path, tmp_path: Path, data: bytes, key: str
) -> None:
    path = rewrite(backup, tmp_path / "x.zip", lambda inside: put(inside, "history.db", data))

    assert refused(desk, path).message.key == key


def test_an_older_database_comes_in(desk: Desk, backup: Path, tmp_path: Path) -> None:
    old = database("old", schema=1)
    path = rewrite(backup, tmp_path / "x.zip", lambda inside: put(inside, "history.db", old))

    desk.restore(path)

    assert desk.places.database.read_bytes() == old


def test_a_file_that_grows_while_it_is_read(backup: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    class Endless:
        def __enter__(self) -> Endless:
            return self

        def __exit__(self, *_: object) -> None: ...

        def read(self, size: int) -> bytes:
            return bytes(size)

    real = zipfile.ZipFile.open

    def endless(archive: zipfile.ZipFile, name: Any, *rest: Any, **more: Any) -> Any:
        return real(archive, name, *rest, **more) if name == "manifest.json" else Endless()

    monkeypatch.setattr(zipfile.ZipFile, "open", endless)

    with pytest.raises(FileError):
        run(read_through(backup, SCHEMA, Controls(), tmp_path / "to", APPLICATION))


def test_news_comes_now_and_then() -> None:
    pace = Pace("writing", 10)

    told = [step for _ in range(5) for step in pace.tell(1)]

    assert [(step.done, step.total) for step in told] == [(1, 10)]


@pytest.mark.parametrize("wish", ["stop", "cancel"])
def test_a_wish_to_end_ends_it(wish: str) -> None:
    controls = Controls()
    look_at(controls)
    getattr(controls, wish).set()

    with pytest.raises(Cancelled):
        look_at(controls)
