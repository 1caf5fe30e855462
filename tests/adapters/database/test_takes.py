"""The history on disk keeps the promises of every history, and some of its own."""

from __future__ import annotations

import os
import stat
import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

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


def test_nothing_is_opened_before_the_first_call(history: SqlHistory, folder: Path) -> None:
    assert not folder.exists()
    assert history.problem is None
    assert history.rows() == []
    assert (folder / "history.db").is_file()


def test_a_closed_history_opens_again(history: SqlHistory) -> None:
    attempt = kept(history)
    history.close()
    history.close()
    assert history.attempt(attempt.id) == attempt


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


def test_the_folder_can_move(history: SqlHistory, folder: Path, tmp_path: Path) -> None:
    attempt = kept(history)
    history.close()
    moved = SqlHistory(folder.rename(tmp_path / "elsewhere"), lambda path: (0.0, 0))
    try:
        found = moved.attempt(attempt.id).recording
    finally:
        moved.close()
    assert found is not None
    assert found.path.is_file()
    assert found.path.is_relative_to(tmp_path / "elsewhere")


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
