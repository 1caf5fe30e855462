import os
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest

from coach.adapters.waveforms import Columns, KeptWaveforms


class Maker:
    """Make columns, and count how often."""

    def __init__(self, size: int = 100) -> None:
        self.made = 0
        self._size = size

    def __call__(self) -> Columns:
        self.made += 1
        return np.full((2, self._size), self.made, dtype=np.int16)


@pytest.fixture
def sound(tmp_path: Path) -> Path:
    path = tmp_path / "take.wav"
    path.write_bytes(b"sound")
    return path


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "cache" / "waveforms"


def test_it_is_made_once_for_a_file_as_it_is(sound: Path, folder: Path) -> None:
    make = Maker()

    first = KeptWaveforms(folder)(sound, make)
    again = KeptWaveforms(folder)(sound, make)

    assert make.made == 1
    assert np.array_equal(first, again)
    assert again.dtype == np.int16
    if os.name == "posix":
        assert folder.stat().st_mode & 0o777 == 0o700


@pytest.mark.parametrize("change", ["size", "time", "place"])
def test_another_file_is_another_waveform(sound: Path, folder: Path, change: str) -> None:
    make = Maker()
    KeptWaveforms(folder)(sound, make)

    if change == "size":
        os.utime(sound, ns=(1, sound.stat().st_mtime_ns))
        when = sound.stat().st_mtime_ns
        sound.write_bytes(b"more sound")
        os.utime(sound, ns=(when, when))
    elif change == "time":
        os.utime(sound, ns=(5, 5))
    else:
        sound = sound.rename(sound.with_name("other.wav"))

    assert KeptWaveforms(folder)(sound, make)[0, 0] == 2


def save(columns: object) -> Callable[[Path], None]:
    def write(file: Path) -> None:
        np.save(file, np.asarray(columns), allow_pickle=True)

    return write


@pytest.mark.parametrize(
    "spoil",
    [
        lambda file: file.write_bytes(b""),
        lambda file: file.write_bytes(file.read_bytes()[:150]),
        lambda file: file.write_bytes(b"PK\x03\x04 no array"),
        save(np.array([{"a": 1}], dtype=object)),
        save(np.zeros((2, 5))),
        save(np.zeros(7, np.int16)),
        save(np.zeros((3, 7), np.int16)),
    ],
)
def test_a_broken_file_is_made_anew(sound: Path, folder: Path, spoil: Callable[[Path], None]) -> None:
    make = Maker()
    keep = KeptWaveforms(folder)
    keep(sound, make)
    (kept,) = folder.iterdir()

    spoil(kept)

    assert keep(sound, make)[0, 0] == 2
    assert keep(sound, make)[0, 0] == 2
    assert list(folder.iterdir()) == [kept]


def test_the_folder_stays_small_and_keeps_what_was_used_last(tmp_path: Path, folder: Path) -> None:
    keep, make = KeptWaveforms(folder, 2500), Maker(200)
    for number in range(4):
        path = tmp_path / f"{number}.wav"
        path.write_bytes(b"sound")
        keep(path, make)
        (newest,) = (file for file in folder.iterdir() if file.stat().st_mtime > 100)
        os.utime(newest, (number, number))
    assert make.made == 4

    assert sum(file.stat().st_size for file in folder.iterdir()) <= 2500
    keep(tmp_path / "3.wav", make)
    assert make.made == 4
    keep(tmp_path / "0.wav", make)
    assert make.made == 5


def test_where_nothing_can_be_kept_it_is_made_each_time(sound: Path, tmp_path: Path) -> None:
    make = Maker()
    (tmp_path / "file").write_bytes(b"in the way")
    keep = KeptWaveforms(tmp_path / "file" / "folder")

    assert [keep(sound, make)[0, 0], keep(sound, make)[0, 0]] == [1, 2]


def test_of_a_file_that_is_gone_it_is_made_as_it_can(tmp_path: Path, folder: Path) -> None:
    def fail() -> Columns:
        raise RuntimeError("no such sound")

    with pytest.raises(RuntimeError):
        KeptWaveforms(folder)(tmp_path / "none.wav", fail)
    assert KeptWaveforms(folder)(tmp_path / "none.wav", Maker())[0, 0] == 1
    assert not folder.exists()
