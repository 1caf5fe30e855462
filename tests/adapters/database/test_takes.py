"""The history on disk keeps the promises of every history, and some of its own."""

from __future__ import annotations

import os
import stat
import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from coach.adapters.database import engine
from coach.adapters.database.prepared.stories import SqlStories
from coach.adapters.database.takes import SqlHistory
from coach.errors import HistoryError
from coach.model import Question, Story
from coach.practice.history import Wanted
from tests.practice.promises.choosing import ChoicePromises
from tests.practice.promises.corrections import CorrectionPromises, FramesPromises
from tests.practice.promises.history import ASKED, HistoryPromises, judged, kept, said, write_sound
from tests.practice.promises.takes.keeping import KeepingPromises


class TestSqlHistory(HistoryPromises, ChoicePromises, CorrectionPromises, FramesPromises, KeepingPromises):
    pass


@pytest.mark.skipif(os.name != "posix", reason="rights of files as on POSIX")
def test_only_the_owner_may_look(history: SqlHistory, folder: Path) -> None:
    folder.mkdir(mode=0o755)
    before = os.umask(0)
    try:
        attempt = history.begin(ASKED)
        assert attempt.recording is not None
        files = list(folder.rglob("*"))
    finally:
        os.umask(before)
    assert {"history.db", "history.db-wal", "history.db-shm", attempt.recording.path.name} <= {f.name for f in files}
    for path in (folder, *files):
        assert stat.S_IMODE(path.stat().st_mode) == (0o700 if path.is_dir() else 0o600), path


def test_sound_lies_in_a_folder_of_its_year(history: SqlHistory, folder: Path) -> None:
    attempt = history.begin(None)
    assert attempt.recording is not None
    year = f"{attempt.started_at:%Y}"
    assert attempt.recording.path == folder / "recordings" / year / f"{attempt.id}.wav"


def test_a_take_that_cannot_begin_leaves_nothing(history: SqlHistory, folder: Path) -> None:
    history.open()
    (folder / "recordings").rmdir()
    (folder / "recordings").write_text("in the way")
    with pytest.raises(HistoryError) as failure:
        history.begin(ASKED)
    assert failure.value.message.key == "history.folder"
    assert history.rows() == []
    assert [path.name for path in (folder / "locks").iterdir()] == ["opening.lock"]


def test_locks_are_gone_when_takes_are_done(history: SqlHistory, folder: Path) -> None:
    attempt = kept(history)
    history.discard(history.begin(ASKED).id)
    broken_off = history.begin(ASKED)
    assert broken_off.recording is not None
    write_sound(broken_off.recording.path)
    history.transcribed(broken_off.id, said("x"))
    assert history.attempt(attempt.id).state == "recorded"
    assert [path.name for path in (folder / "locks").iterdir()] == ["opening.lock"]


def test_emptying_the_bin_forgets_every_row(history: SqlHistory) -> None:
    attempt = kept(history, text="some words")
    assert attempt.review is not None
    history.reviewed(attempt.id, attempt.review.id, judged())
    history.bin(attempt.id)
    history.delete_binned()
    with history._reading() as connection:
        counts = {
            name: connection.exec_driver_sql(f"SELECT count(*) FROM {name}").scalar_one()
            for name in ("attempt", "recording", "transcript", "word", "report", "moment", "measure", "finding")
        }
        counts["search"] = connection.exec_driver_sql("SELECT count(*) FROM search").scalar_one()
    assert set(counts.values()) == {0}


def test_a_take_keeps_the_story_as_it_was_told(history: SqlHistory) -> None:
    first = history.begin(None, Story("s", "Old title", {"problem": "old"}))
    history.begin(None, Story("s", "New title", {"problem": "new"}))
    found = history.attempt(first.id).story
    assert found is not None
    assert found.title == "Old title"


def test_any_words_can_be_kept(history: SqlHistory) -> None:
    question = Question("p/ü", "design", "Wozu „Größe“? {not} a %s place — \u2028 🙂")
    attempt = history.begin(question)
    assert history.attempt(attempt.id).question == question


@pytest.mark.endtoend
def test_threads_and_programs_write_at_the_same_time(open_history: Callable[[], SqlHistory]) -> None:
    programs = [open_history(), open_history()]
    together = threading.Barrier(4)

    def practise(number: int) -> list[str]:
        history = programs[number % 2]
        together.wait(10)
        done = []
        for _ in range(5):
            attempt = kept(history, text="words of a thread")
            assert attempt.review is not None
            done.append(history.reviewed(attempt.id, attempt.review.id, judged()).id)
            history.rows(Wanted(search="words"))
        return done

    with ThreadPoolExecutor(4) as pool:
        made = [attempt_id for ids in pool.map(practise, range(4)) for attempt_id in ids]
    assert len(set(made)) == 20
    assert {row.id for row in programs[0].rows()} == set(made)
    assert len(programs[1].trend("speech_rate")) == 20


def test_nothing_of_what_was_deleted_is_left_in_the_files(history: SqlHistory, folder: Path) -> None:
    attempt = kept(history, ASKED, "the secret word is xylophone")
    assert attempt.review is not None
    history.reviewed(attempt.id, attempt.review.id, judged())
    history.note(attempt.id, "say zucchini")
    SqlStories(history.share).keep(Story("s1", "The quagmire"))
    for _ in range(3):
        kept(history, text="other words")
    assert history.delete_everything() == 4
    history.close()
    left = b"".join(path.read_bytes() for path in folder.rglob("*") if path.is_file())
    assert left
    assert not any(word in left for word in (b"xylophone", b"zucchini", b"quagmire", b"two caches"))


def test_sound_that_no_take_knows_is_deleted_with_everything(history: SqlHistory, folder: Path) -> None:
    kept(history)
    stray = folder / "recordings" / "2020" / "20200101-000000-abcdef.wav"
    stray.parent.mkdir()
    write_sound(stray)
    assert history.delete_everything() == 2
    assert not list(folder.rglob("*.wav"))
    assert history.adopt() == []


def test_everything_is_deleted_while_another_program_reads(
    open_history: Callable[[], SqlHistory], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(engine, "BUSY_MILLISECONDS", 50)
    mine, other = open_history(), open_history()
    kept(mine, text="some words")
    with other._reading() as connection:
        assert connection.exec_driver_sql("SELECT count(*) FROM attempt").scalar_one() == 1
        assert mine.delete_everything() == 1
    assert other.rows() == []


def test_a_copy_opens_as_a_history(history: SqlHistory, tmp_path: Path) -> None:
    attempt = kept(history, text="some words")
    assert attempt.review is not None
    attempt = history.reviewed(attempt.id, attempt.review.id, judged())
    target = tmp_path / "elsewhere" / "history.db"
    history.snapshot(target)
    copied = SqlHistory(target.parent, lambda path: (0.0, 0))
    try:
        assert copied.open() is None
        assert copied.rows(Wanted(search="words"))[0].id == attempt.id
        assert copied.attempt(attempt.id).reviews == attempt.reviews
    finally:
        copied.close()
