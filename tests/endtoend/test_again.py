"""A take is written down by the starter engine, then again by Whisper; both transcripts outlive the program."""

from __future__ import annotations

import json
import multiprocessing
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from coach.errors import Cancelled, ModelMissing
from coach.messages import load_texts
from coach.model import Attempt
from coach.practice.ports import Controls, Heard
from coach.settings import Settings, find_folders, find_resources
from coach.wiring import Parts
from tests.endtoend.conftest import Run
from tests.tools.micro_take import MICRO_MODEL, say_take

COLUMNS = ["id", "question", "category", "started_at", "seconds", "state", "engine", "text"]


@pytest.fixture
def parts(home: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Parts]:
    """Return the real parts in that home, in which the micro model lies as one of the person's own."""
    monkeypatch.setenv("COACH_HOME", str(home))
    shutil.copytree(MICRO_MODEL, home / "data" / "models" / "whisper" / "micro-whisper")
    made = open_parts()
    yield made
    made.close()


def open_parts() -> Parts:
    return Parts(Settings(), find_folders(), load_texts(find_resources() / "assets" / "messages"))


def write_again(parts: Parts, attempt: Attempt, model: str, controls: Controls) -> tuple[list[Heard], Attempt]:
    work = parts.again.transcribe(attempt, "whisper", model, controls)
    news: list[Heard] = []
    while True:
        try:
            news.append(next(work))
        except StopIteration as end:
            return news, end.value


def test_a_take_is_written_down_again_and_both_are_kept(coach: Run, parts: Parts, tmp_path: Path) -> None:
    spoken = say_take(tmp_path / "answer.wav")
    assert coach("import", str(spoken.path)).returncode == 0
    (row,) = parts.history.rows()
    before = parts.history.attempt(row.id)
    assert before.review is not None
    assert before.review.transcript.engine == "moonshine"

    (model,) = (one.name for one in parts.models.list() if one.engine == "whisper" and one.path is not None)
    controls = Controls()
    controls.cancel.set()
    with pytest.raises(Cancelled):
        write_again(parts, before, model, controls)
    with pytest.raises(ModelMissing):
        write_again(parts, before, "base.en", Controls())
    assert parts.history.attempt(row.id) == before

    news, attempt = write_again(parts, before, model, Controls())
    assert news[-1].until == pytest.approx(spoken.seconds, abs=1.0)
    assert multiprocessing.active_children() == []
    assert attempt.reviews[0] == before.review
    assert attempt.review is not None
    assert attempt.review.report is not None
    written = attempt.review.transcript
    assert (written.engine, written.model) == ("whisper", "micro-whisper")
    assert tuple(written.text.lower().replace(".", "").split()) == spoken.words

    parts.close()
    later = open_parts()
    assert later.history.attempt(row.id) == attempt
    (listed,) = json.loads(coach("history", "--json").stdout)
    assert list(listed) == COLUMNS
    assert (listed["engine"], listed["state"], listed["text"]) == ("whisper", "reviewed", written.text)

    later.history.prefer(row.id, before.review.id)
    later.close()
    (listed,) = json.loads(coach("history", "--json").stdout)
    assert (listed["engine"], listed["text"]) == ("moonshine", before.review.transcript.text)
