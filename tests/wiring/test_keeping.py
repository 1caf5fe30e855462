"""Backup, restore, deleting and bringing in with the real database, packs and settings."""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import sys
import wave
from collections.abc import Callable, Generator, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from coach.errors import HistoryError
from coach.messages import load_texts
from coach.model import Correction, Question, Recording, Story
from coach.practice.history import Wanted
from coach.practice.keeping.backup import SetAside
from coach.practice.ports import Controls
from coach.settings import Folders, Settings, find_resources, load_settings, save_settings
from coach.wiring import Parts
from coach.wiring.keeping import (
    be_alone,
    bringing_of,
    finish_restore,
    keeping_of,
    pack_settings,
    places_of,
    unpack_settings,
)
from tests.practice.promises.history import ASKED, judged, kept, said
from tests.tools.samples import RATE

TEXTS = load_texts(find_resources() / "assets" / "messages")
T = TypeVar("T")


def run(job: Generator[Any, None, T]) -> T:
    try:
        while True:
            next(job)
    except StopIteration as end:
        result: T = end.value
        return result


def program(home: Path) -> Parts:
    folders = Folders(home / "config", home / "data", home / "cache", home / "log")
    save_settings(folders.settings_file, Settings(rate=200, microphone="Headset"))
    return Parts(Settings(rate=200, microphone="Headset"), folders, TEXTS)


@contextmanager
def opened(home: Path) -> Iterator[Parts]:
    made = program(home)
    try:
        yield made
    finally:
        made.close()


@pytest.fixture
def parts(tmp_path: Path) -> Iterator[Parts]:
    with opened(tmp_path / "home") as made:
        yield made


def restore(parts: Parts, source: Path) -> SetAside:
    keeping = keeping_of(parts)
    aside = keeping.take_over(run(keeping.unpack(source, Controls())))
    parts.packs.read_again()
    return aside


def state(parts: Parts) -> dict[str, Any]:
    """Return everything that a person can see of what is kept."""
    history = parts.history
    rows = [*history.rows(), *history.rows(Wanted(binned=True))]
    data = parts.data_folder
    return {
        "takes": [history.attempt(row.id) for row in rows],
        "rows": rows,
        "stories": list(parts.stories.stories()),
        "packs": [pack for pack in parts.packs.packs() if pack.path and pack.path.is_relative_to(data)],
        "unfinished": parts.packs.unfinished(),
        "sounds": {path.relative_to(data): path.read_bytes() for path in sorted((data / "recordings").rglob("*.wav"))},
    }


@dataclass(frozen=True)
class Take:
    """What a person made of one answer."""

    title: str
    note: str
    marks: list[float]
    starred: bool
    binned: bool
    dismissed: bool
    typed: bool
    samples: bytes


WORDS = st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=12)
TAKES = st.builds(
    Take,
    title=WORDS,
    note=WORDS,
    marks=st.lists(st.floats(0, 60, width=32), max_size=3),
    starred=st.booleans(),
    binned=st.booleans(),
    dismissed=st.booleans(),
    typed=st.booleans(),
    samples=st.binary(min_size=3200, max_size=3300).map(lambda data: data[: len(data) // 2 * 2]),
)


def put(parts: Parts, take: Take) -> None:
    history = parts.history
    if take.typed:
        attempt = history.write(ASKED, "We moved the cache.", Story("s1", "The outage"))
    else:
        attempt = history.begin(ASKED)
        assert attempt.recording is not None
        path = attempt.recording.path
        with wave.open(str(path), "wb") as sound:
            sound.setparams((1, 2, RATE, 0, "NONE", ""))
            sound.writeframes(take.samples)
        attempt = history.recorded(attempt.id, Recording(path, len(take.samples) / 2 / RATE, RATE))
        attempt = history.transcribed(attempt.id, said("um it was slow"))
    assert attempt.review is not None
    history.reviewed(attempt.id, attempt.review.id, judged())
    if take.dismissed:
        history.correct(attempt.id, Correction("c1" + attempt.id, "filler", "um", "dismissed", 0.0, 0.25, "um"))
    if take.note.strip():
        history.note(attempt.id, take.note)
    for mark in take.marks:
        history.bookmark(attempt.id, mark, take.title)
    history.rename(attempt.id, take.title)
    history.star(take.starred, attempt.id)
    if take.binned:
        history.bin(attempt.id)


def add_pack(parts: Parts, title: str) -> None:
    """Write a question of one's own."""
    follow_ups = ("Which logs showed it?", "What surprised you?")
    parts.packs.make(
        title,
        Question("", "metrics", f"What jumped, {title}?", ("What first?",), 90.0, ("problem",), follow_ups=follow_ups),
    )


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(TAKES, max_size=3), st.lists(TAKES, min_size=1, max_size=2), st.lists(WORDS, max_size=2))
def test_what_is_backed_up_comes_back_as_it_was(
    tmp_path: Path, takes: list[Take], later: list[Take], titles: list[str]
) -> None:
    shutil.rmtree(tmp_path / "mine", ignore_errors=True)
    shutil.rmtree(tmp_path / "fresh", ignore_errors=True)
    with opened(tmp_path / "mine") as parts, opened(tmp_path / "fresh") as fresh:
        for take in takes:
            put(parts, take)
        for title in titles:
            parts.stories.keep(Story(f"story {title}", title, {"problem": title}))
        if titles:
            add_pack(parts, "Mine")
        before = state(parts)
        target = tmp_path / "mine.zip"
        run(keeping_of(parts).save(target, Controls(), replace=True))
        for take in later:
            put(parts, take)
        add_pack(parts, "Later")
        parts.stories.keep(Story("later", "Later"))
        changed = state(parts)
        assert changed != before

        restore(parts, target)
        assert state(parts) == before
        keeping_of(parts).bring_back()
        parts.packs.read_again()
        assert state(parts) == changed

        restore(fresh, target)
        elsewhere = state(fresh)
        assert elsewhere["rows"] == before["rows"]
        assert elsewhere["stories"] == before["stories"]
        assert elsewhere["sounds"] == before["sounds"]
        assert [pack.questions for pack in elsewhere["packs"]] == [pack.questions for pack in before["packs"]]


def test_settings_come_back_but_folders_and_devices(parts: Parts, tmp_path: Path) -> None:
    kept(parts.history)
    run(keeping_of(parts).save(tmp_path / "x.zip", Controls()))
    with opened(tmp_path / "other") as other:
        other.settings = Settings(rate=100, microphone="Desk", text_percent=150)
        save_settings(other.folders.settings_file, other.settings)
        restore(other, tmp_path / "x.zip")

        assert load_settings(other.folders.settings_file)[0] == Settings(rate=200, microphone="Desk")
        keeping_of(other).bring_back()
        assert load_settings(other.folders.settings_file)[0] == other.settings


def test_a_backup_of_the_first_schema_is_brought_up_to_date(parts: Parts, tmp_path: Path) -> None:
    import hashlib
    import zipfile

    frozen = sorted((find_resources() / "tests" / "data" / "databases").glob("*1*.db"))[0]
    data = frozen.read_bytes()
    manifest = {
        "format": 1,
        "program": "anchor-coach",
        "version": "0.1",
        "schema": 1,
        "made_at": "2026-03-09T12:00:00Z",
        "files": [{"name": "history.db", "bytes": len(data), "sha256": hashlib.sha256(data).hexdigest()}],
    }
    with zipfile.ZipFile(tmp_path / "old.zip", "w") as archive:
        archive.writestr("history.db", data)
        archive.writestr("manifest.json", json.dumps(manifest))

    restore(parts, tmp_path / "old.zip")

    assert parts.history.count() > 0
    assert parts.history.problem is None


HOLDER = """
import sys
from pathlib import Path
from coach.adapters.database.takes import SqlHistory
from coach.adapters.wav import wav_seconds
history = SqlHistory(Path(sys.argv[1]), wav_seconds)
history.rows()
print("open", flush=True)
sys.stdin.readline()
history.close()
"""


@pytest.fixture
def another(parts: Parts) -> Iterator[Callable[[], None]]:
    """Start another program that has the takes open; the function ends it."""
    kept(parts.history)
    words = [sys.executable, "-c", HOLDER, str(parts.data_folder)]
    with subprocess.Popen(words, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "open\n"

        def end() -> None:
            process.communicate("\n", timeout=20)

        yield end
        if process.poll() is None:
            process.send_signal(signal.SIGTERM)


def test_nothing_is_swapped_under_another_program(parts: Parts, another: Callable[[], None], tmp_path: Path) -> None:
    keeping = keeping_of(parts)
    run(keeping.save(tmp_path / "x.zip", Controls()))
    before = state(parts)
    coming = run(keeping.unpack(tmp_path / "x.zip", Controls()))

    with pytest.raises(HistoryError) as caught:
        keeping.take_over(coming)
    assert caught.value.message.key == "keeping.in_use"
    with pytest.raises(HistoryError):
        run(keeping.delete_everything(Controls()))
    assert state(parts) == before

    another()
    keeping.take_over(coming)
    assert state(parts) == before


def test_this_program_goes_on_after_it_was_alone(parts: Parts) -> None:
    be_alone(parts)  # there is no database yet
    attempt = kept(parts.history, text="um")

    be_alone(parts)

    assert parts.history.attempt(attempt.id) == attempt
    assert kept(parts.history, text="ah").review is not None


def test_a_damaged_database_gives_way_to_a_backup(parts: Parts, tmp_path: Path) -> None:
    attempt = kept(parts.history, text="um")
    run(keeping_of(parts).save(tmp_path / "x.zip", Controls()))
    parts.history.close()
    (parts.data_folder / "history.db").write_bytes(b"not a database at all" * 100)

    restore(parts, tmp_path / "x.zip")

    assert parts.history.attempt(attempt.id).review == attempt.review


def test_everything_goes_and_the_program_works_on(parts: Parts) -> None:
    kept(parts.history, text="a secret word")
    parts.stories.keep(Story("s1", "The outage"))
    add_pack(parts, "Mine")

    run(keeping_of(parts).delete_everything(Controls()))

    parts.packs.read_again()
    assert state(parts) | {"unfinished": None} == {
        "takes": [],
        "rows": [],
        "stories": [],
        "packs": [],
        "unfinished": None,
        "sounds": {},
    }
    assert parts.history.adopt() == []
    data = b"".join(path.read_bytes() for path in parts.data_folder.rglob("*") if path.is_file())
    assert b"secret" not in data
    assert kept(parts.history, text="new").review is not None


def test_a_restore_that_was_killed_is_finished_before_anything_opens(parts: Parts, tmp_path: Path) -> None:
    assert not finish_restore(parts.data_folder, parts.folders)
    attempt = kept(parts.history)
    keeping = keeping_of(parts)
    run(keeping.save(tmp_path / "x.zip", Controls()))
    coming = run(keeping.unpack(tmp_path / "x.zip", Controls()))
    later = kept(parts.history)
    parts.history.close()
    journal = {"coming": coming.folder.name, "aside": "backups/before-20260309-120000-000000", "names": ["history.db"]}
    places_of(parts.data_folder, parts.folders).journal.write_text(json.dumps(journal))

    with opened(tmp_path / "home") as started:
        assert not finish_restore(started.data_folder, started.folders)  # starting has done it
        found = {row.id for row in started.history.rows()}

    assert attempt.id in found
    assert later.id not in found


def test_a_restore_that_cannot_be_finished_starts_with_what_was_here(
    parts: Parts, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    attempt = kept(parts.history)
    coming = parts.data_folder / "coming-x"
    coming.mkdir()
    (coming / "history.db").write_bytes(b"")
    parts.history.close()
    journal = {"coming": "coming-x", "aside": "backups/before-20260309-120000-000000", "names": ["history.db"]}
    (parts.data_folder / "restoring.json").write_text(json.dumps(journal))
    real = os.replace

    def refuse(source: Path, target: Path) -> None:
        if source == coming / "history.db":
            raise PermissionError(13, "in use")
        real(source, target)

    with monkeypatch.context() as patch:
        patch.setattr(os, "replace", refuse)
        assert not finish_restore(parts.data_folder, parts.folders)

    assert not finish_restore(parts.data_folder, parts.folders)
    assert [row.id for row in parts.history.rows()] == [attempt.id]


def test_choices_of_another_version_are_taken_as_far_as_they_fit() -> None:
    present = Settings(rate=100, microphone="Desk")
    came = {"rate": 9999, "theme": "dark", "microphone": "Far", "data_folder": "/far", "unheard_of": 1}

    fitted = json.loads(unpack_settings(json.dumps(came).encode(), present))

    assert (fitted["rate"], fitted["theme"], fitted["microphone"], fitted["data_folder"]) == (100, "dark", "Desk", "")
    assert "unheard_of" not in fitted


@pytest.mark.parametrize("data", [b"{", b"[1]", b"\xff"])
def test_choices_that_are_none_change_nothing(data: bytes) -> None:
    present = Settings(rate=100)

    assert json.loads(unpack_settings(data, present))["rate"] == 100


def test_packed_choices_name_no_folder_and_no_device() -> None:
    packed = json.loads(pack_settings(Settings(data_folder="/home/ada", microphone="Ada's headset", rate=99)))

    assert packed["rate"] == 99
    assert not {"data_folder", "microphone", "loudspeaker"} & set(packed)


def test_recordings_come_in_through_the_parts(parts: Parts, tmp_path: Path) -> None:
    sound = tmp_path / "answer.wav"
    with wave.open(str(sound), "wb") as file:
        file.setparams((1, 2, RATE, 0, "NONE", ""))
        file.writeframes(b"\x01\x00" * RATE)

    class Review:
        def review(self, attempt: Any, complete: Any, controls: Any) -> Generator[Any, None, Any]:
            yield from ()
            return parts.history.transcribed(attempt.id, said("um"))

    parts.__dict__["practice"] = Review()

    first = run(bringing_of(parts).bring(sound, ASKED, Controls()))
    again = run(bringing_of(parts).bring(sound, ASKED, Controls()))

    assert (first.here, again.here) == (False, True)
    assert again.attempt.id == first.attempt.id
    assert parts.history.count() == 1
