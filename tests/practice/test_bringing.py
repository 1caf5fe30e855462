"""Recordings come in from files: each becomes a take, or leaves nothing behind."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Generator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from coach.errors import Cancelled, CoachError, FileError, HistoryError
from coach.messages import Message, msg
from coach.model import Attempt, Recording
from coach.practice.bringing import Bringing, Brought, Far, find_sounds, may_be_sound
from coach.practice.ports import Controls, Heard
from tests.fakes.history import FakeHistory
from tests.practice.promises.history import ASKED, judged, said


@dataclass(frozen=True)
class Bit:
    seconds: float
    total: float


@dataclass(frozen=True)
class Read:
    recording: Recording
    warning: Message | None = None


class Desk:
    """Decode by copying; `reading` and `writing` happen in the middle of the two."""

    def __init__(self, folder: Path) -> None:
        self.history = FakeHistory(folder)
        self.reading: Callable[[], None] = lambda: None
        self.writing: Callable[[], None] = lambda: None
        self.judging: Callable[[], None] = lambda: None
        self.warning: Message | None = None
        self.total = 2.0
        self.controls = Controls()
        self.bringing = Bringing(self._decode, self._review, self.history, folder)

    def _decode(self, path: Path, target: Path, controls: Controls) -> Generator[Bit, None, Read]:
        if not path.exists():
            raise FileError(msg("sound.file.missing", file=path.name), path)
        yield Bit(1.0, self.total)
        self.reading()
        shutil.copyfile(path, target)
        return Read(Recording(target, 2.0, 16000), self.warning)

    def _review(
        self, attempt: Attempt, complete: Callable[[], bool], controls: Controls
    ) -> Generator[Heard, None, Attempt]:
        assert complete()
        yield Heard((), 1.5, 2.0)
        self.writing()
        if controls.cancel.is_set():
            raise Cancelled
        review = self.history.transcribed(attempt.id, said("um it was slow")).review
        assert review is not None
        self.judging()
        return self.history.reviewed(attempt.id, review.id, judged())

    def bring(self, path: Path) -> tuple[list[Far], Brought]:
        job = self.bringing.bring(path, ASKED, self.controls)
        told = []
        try:
            while True:
                told.append(next(job))
        except StopIteration as end:
            return told, end.value

    @property
    def nothing(self) -> bool:
        return not self.history.rows() and not list(self.history._folder.glob("*.wav"))


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    folder = tmp_path / "recordings"
    folder.mkdir()
    return Desk(folder)


@pytest.fixture
def sound(tmp_path: Path) -> Path:
    path = tmp_path / "answer.m4a"
    path.write_bytes(bytes(44 + 64000))
    os.utime(path, (1_700_000_000, 1_700_000_000))
    return path


def test_a_file_becomes_a_take_of_its_own_time(desk: Desk, sound: Path) -> None:
    told, brought = desk.bring(sound)

    attempt = desk.history.attempt(brought.attempt.id)
    assert attempt.state == "reviewed"
    assert (attempt.question, attempt.title) == (ASKED, "")
    assert attempt.started_at == datetime.fromtimestamp(1_700_000_000, UTC)
    assert attempt.recording is not None
    assert (attempt.recording.seconds, attempt.recording.sample_rate) == (2.0, 16000)
    assert not brought.here
    assert told == [
        Far("reading", 0.0),
        Far("reading", 0.5),
        Far("transcribing", 0.0),
        Far("transcribing", 0.75),
    ]


@pytest.mark.parametrize("stem", ["voice memo 12", "a" * 200])
def test_without_a_question_the_name_of_the_file_is_the_title(desk: Desk, sound: Path, stem: str) -> None:
    named = sound.rename(sound.with_name(f"{stem}.m4a"))
    for _ in desk.bringing.bring(named, None, desk.controls):
        pass

    assert [row.title for row in desk.history.rows()] == [stem[:120]]


def test_a_file_that_does_not_say_how_long_it_is(desk: Desk, sound: Path) -> None:
    desk.total = 0.0

    assert Far("reading", None) in desk.bring(sound)[0]


def test_a_time_that_is_yet_to_come_is_none(desk: Desk, sound: Path) -> None:
    tomorrow = (datetime.now(UTC) + timedelta(days=1)).timestamp()
    os.utime(sound, (tomorrow, tomorrow))

    started = desk.bring(sound)[1].attempt.started_at

    assert abs(datetime.now(UTC) - started) < timedelta(minutes=1)


def test_what_was_wrong_with_the_file_is_passed_on(desk: Desk, sound: Path) -> None:
    desk.warning = msg("sound.file.damaged", file="answer.m4a")

    assert desk.bring(sound)[1].warning == desk.warning


def test_the_same_sound_under_another_name_is_here_already(desk: Desk, sound: Path, tmp_path: Path) -> None:
    first = desk.bring(sound)[1]
    copy = shutil.copyfile(sound, tmp_path / "copy.wav")

    again = desk.bring(copy)[1]

    assert again == Brought(desk.history.attempt(first.attempt.id), here=True)
    assert len(desk.history.rows()) == 1


def test_another_sound_of_the_same_length_is_another_take(desk: Desk, sound: Path) -> None:
    desk.bring(sound)
    sound.write_bytes(bytes(44 + 63999) + b"\x01")

    assert not desk.bring(sound)[1].here
    assert len(desk.history.rows()) == 2


def test_sound_that_no_finished_take_has_is_no_twin(desk: Desk, sound: Path) -> None:
    folder = desk.history._folder
    shutil.copyfile(sound, folder / "nobody.wav")
    other = desk.history.begin(None)
    assert other.recording is not None
    shutil.copyfile(sound, other.recording.path)

    assert not desk.bring(sound)[1].here


def test_sound_that_is_deleted_meanwhile_is_no_twin(desk: Desk, sound: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def gone(*_: object, **__: object) -> bool:
        raise FileNotFoundError

    desk.bring(sound)
    monkeypatch.setattr("filecmp.cmp", gone)

    assert not desk.bring(sound)[1].here


def test_a_file_that_cannot_be_read_leaves_nothing(desk: Desk, tmp_path: Path) -> None:
    with pytest.raises(FileError):
        desk.bring(tmp_path / "missing.wav")
    assert desk.nothing


@pytest.mark.parametrize("stage", ["reading", "writing"])
@pytest.mark.parametrize("error", [HistoryError(msg("history.full")), Cancelled(), ZeroDivisionError()])
def test_what_breaks_off_leaves_nothing(desk: Desk, sound: Path, stage: str, error: BaseException) -> None:
    def break_off() -> None:
        raise error

    setattr(desk, stage, break_off)

    with pytest.raises(type(error)):
        desk.bring(sound)
    assert desk.nothing


def test_a_cancelled_file_leaves_nothing(desk: Desk, sound: Path) -> None:
    desk.writing = desk.controls.cancel.set

    with pytest.raises(Cancelled):
        desk.bring(sound)
    assert desk.nothing


@pytest.mark.parametrize("steps", [1, 2, 4])
def test_leaving_half_way_leaves_nothing(desk: Desk, sound: Path, steps: int) -> None:
    job = desk.bringing.bring(sound, None, desk.controls)
    for _ in range(steps):
        next(job)
    job.close()

    assert desk.nothing


def test_words_that_were_saved_before_a_bug_stay(desk: Desk, sound: Path) -> None:
    def bug() -> None:
        raise ZeroDivisionError

    desk.judging = bug

    with pytest.raises(ZeroDivisionError):
        desk.bring(sound)
    assert [row.state for row in desk.history.rows()] == ["transcribed"]


def test_a_history_that_cannot_be_used_says_so(desk: Desk, sound: Path) -> None:
    desk.history.error = HistoryError(msg("history.full"))

    with pytest.raises(CoachError):
        desk.bring(sound)


def test_folders_are_walked_one_level(tmp_path: Path) -> None:
    for name in ("b.wav", "a.MP3", "notes.txt", ".hidden.wav", "deeper/c.wav"):
        path = tmp_path / "phone" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.touch()
    folder = tmp_path / "phone"

    found = find_sounds([folder, folder / "b.wav", tmp_path / "photo.jpg"])

    assert found.sounds == (folder / "a.MP3", folder / "b.wav")
    assert found.others == (folder / "notes.txt", tmp_path / "photo.jpg")


def test_a_folder_that_cannot_be_looked_into_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(_: Path) -> None:
        raise PermissionError

    (tmp_path / "locked").mkdir()
    monkeypatch.setattr(Path, "iterdir", refuse)

    assert find_sounds([tmp_path / "locked"]).sounds == (tmp_path / "locked",)


@pytest.mark.parametrize(
    ("name", "may"),
    [("a.wav", True), ("a.OPUS", True), ("memo", True), ("film.mp4", True), ("a.txt", False), ("a.png", False)],
)
def test_a_name_tells_whether_there_can_be_sound(name: str, may: bool) -> None:
    assert may_be_sound(Path(name)) is may
