"""What nobody owns is taken over; what cannot be understood is never deleted."""

from __future__ import annotations

import os
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest

from coach.adapters.database.locks import TakeLocks
from coach.adapters.database.takes import SqlHistory
from coach.adapters.wav import wav_seconds
from tests.practice.promises.history import ASKED, kept, write_sound

Open = Callable[[], SqlHistory]


def left_behind(open_history: Open) -> Path:
    """Begin a take in a program that then dies; return its sound file."""
    history = open_history()
    attempt = history.begin(ASKED)
    history.close()
    assert attempt.recording is not None
    return attempt.recording.path


def test_sound_that_cannot_be_understood_is_kept(open_history: Open) -> None:
    path = left_behind(open_history)
    path.write_bytes(b"RIFF" + os.urandom(4000))
    history = open_history()
    (adopted,) = history.adopt()
    assert adopted.state == "recovered"
    assert adopted.recording is not None
    assert adopted.recording.seconds == 0
    assert path.is_file()
    assert history.adopt() == []


def test_a_header_alone_is_no_sound(open_history: Open) -> None:
    path = left_behind(open_history)
    write_sound(path, 0.0)
    history = open_history()
    assert history.adopt() == []
    assert not path.exists()


def test_sound_that_no_take_knows_becomes_one(history: SqlHistory, folder: Path) -> None:
    history.open()
    year = folder / "recordings" / "2025"
    year.mkdir()
    write_sound(year / "20250203-040506-abcdef.wav", 1.5)
    write_sound(year / "an old one.wav", 2.0)
    os.utime(year / "an old one.wav", (1_700_000_000, 1_700_000_000))
    write_sound(year / "short.wav", 0.05)
    (year / "broken.wav").write_bytes(b"no sound")
    (year / "notes.txt").write_text("x")
    first, second = history.adopt()
    assert first.started_at == datetime(2025, 2, 3, 4, 5, 6, tzinfo=UTC)
    assert second.started_at == datetime.fromtimestamp(1_700_000_000, UTC)
    assert [take.state for take in (first, second)] == ["recovered", "recovered"]
    assert [take.recording.seconds for take in (first, second) if take.recording] == [1.5, 2.0]
    assert len(list(year.iterdir())) == 5
    assert history.adopt() == []
    assert len(history.rows()) == 2
    assert history.begin(None).id not in (first.id, second.id)


def test_sound_of_a_living_program_is_left_alone_even_without_a_row(history: SqlHistory, folder: Path) -> None:
    history.open()
    (folder / "recordings" / "2026").mkdir()
    write_sound(folder / "recordings" / "2026" / "living.wav")
    other = TakeLocks(folder / "locks")
    assert other.take("living")
    assert history.adopt() == []
    other.close()
    assert [take.id for take in history.adopt()] == ["living"]


def test_two_files_of_one_name_are_one_take(history: SqlHistory, folder: Path) -> None:
    history.open()
    for year in ("2025", "2026"):
        (folder / "recordings" / year).mkdir()
        write_sound(folder / "recordings" / year / "same.wav")
    assert len(history.adopt()) == 1
    assert len(list((folder / "recordings").rglob("same.wav"))) == 2


def test_a_take_that_was_finished_while_we_looked_is_left_alone(open_history: Open, folder: Path) -> None:
    path = left_behind(open_history)
    recording = write_sound(path)
    finishing = open_history()

    def measured_late(file: Path) -> tuple[float, int]:
        finishing.recorded(path.stem, recording)
        return wav_seconds(file)

    looking = SqlHistory(folder, measured_late)
    try:
        assert looking.adopt() == []
        assert looking.attempt(path.stem).recording == recording
    finally:
        looking.close()


@pytest.mark.parametrize("seconds", [0.0, 1.0])
def test_finished_takes_are_never_touched(history: SqlHistory, seconds: float) -> None:
    attempt = kept(history)
    assert attempt.recording is not None
    write_sound(attempt.recording.path, seconds)
    assert history.adopt() == []
    assert history.attempt(attempt.id) == attempt
    assert attempt.recording.path.exists()
