from __future__ import annotations

from collections.abc import Callable, Generator
from pathlib import Path
from typing import Any

import pytest

from coach.errors import Cancelled, EngineError, HistoryError
from coach.messages import msg
from coach.model import Attempt, Question, Recording, Report, Transcript
from coach.practice.again import Again
from coach.practice.ports import Controls, Heard
from tests.fakes.history import FakeHistory
from tests.practice.promises.history import judged, kept, said


class Scribe:
    """Hear these words; `watch` is called between the news and the end."""

    def __init__(self, text: str, watch: Callable[[], None] = lambda: None, error: Exception | None = None) -> None:
        self.text, self.watch, self.error = text, watch, error
        self.paths: list[Path] = []

    def transcribe(
        self, path: Path, complete: Callable[[], bool], controls: Controls
    ) -> Generator[Heard, None, Transcript]:
        assert complete()
        self.paths.append(path)
        yield Heard((), 0.5, 1.0)
        self.watch()
        if controls.cancel.is_set():
            raise Cancelled
        if self.error is not None:
            raise self.error
        return said(self.text, engine="whisper")


class Desk:
    """A take that has been reviewed once, and what is needed to write it down again."""

    def __init__(self, folder: Path, scribe: Scribe) -> None:
        self.history = FakeHistory(folder)
        first = kept(self.history, text="so the cache was slow")
        assert first.review is not None
        self.attempt = self.history.reviewed(first.id, first.review.id, judged(100.0))
        self.scribe = scribe
        self.hired: list[tuple[str, str]] = []
        self.watch: Callable[[], None] = lambda: None
        self.bug: Exception | None = None
        self.judged: list[tuple[Transcript, Recording | None, Question | None]] = []

    def run(self, controls: Controls | None = None) -> tuple[list[Heard], Attempt]:
        def hire(engine: str, model: str) -> Scribe:
            self.hired.append((engine, model))
            return self.scribe

        def analyse(transcript: Transcript, recording: Any, question: Any, category: Any, story: Any) -> Report:
            self.judged.append((transcript, recording, question))
            self.watch()
            if self.bug is not None:
                raise self.bug
            return judged(150.0)

        work = Again(hire, analyse, self.history).transcribe(self.attempt, "whisper", "tiny", controls or Controls())
        news: list[Heard] = []
        while True:
            try:
                news.append(next(work))
            except StopIteration as end:
                return news, end.value

    @property
    def now(self) -> Attempt:
        return self.history.attempt(self.attempt.id)


def test_both_transcripts_are_kept_and_the_new_one_counts(tmp_path: Path) -> None:
    desk = Desk(tmp_path, Scribe("so um the cache was slow"))
    news, attempt = desk.run()

    assert desk.hired == [("whisper", "tiny")]
    assert desk.attempt.recording is not None
    assert desk.scribe.paths == [desk.attempt.recording.path]
    assert [heard.until for heard in news] == [0.5]
    assert attempt == desk.now
    assert attempt.state == "reviewed"
    assert attempt.reviews[0] == desk.attempt.reviews[0]
    assert attempt.review is not None
    assert attempt.review.transcript.text == "so um the cache was slow"
    assert attempt.review.report == judged(150.0)
    assert desk.judged == [(attempt.review.transcript, attempt.recording, attempt.question)]


def test_cancelled_it_leaves_the_take_as_it_was(tmp_path: Path) -> None:
    controls = Controls()
    desk = Desk(tmp_path, Scribe("other words", watch=controls.cancel.set))
    with pytest.raises(Cancelled):
        desk.run(controls)

    assert desk.now == desk.attempt


def test_cancelled_while_it_is_judged_it_leaves_the_take_as_it_was(tmp_path: Path) -> None:
    controls = Controls()
    desk = Desk(tmp_path, Scribe("other words"))
    desk.watch = controls.cancel.set
    with pytest.raises(Cancelled):
        desk.run(controls)

    assert desk.now == desk.attempt


def test_an_engine_that_fails_leaves_the_take_as_it_was(tmp_path: Path) -> None:
    desk = Desk(tmp_path, Scribe("other words", error=EngineError(msg("errors.engine.died"))))
    with pytest.raises(EngineError):
        desk.run()

    assert desk.now == desk.attempt


def test_a_failure_in_the_judging_keeps_the_words_without_a_report(tmp_path: Path) -> None:
    desk = Desk(tmp_path, Scribe("other words"))
    desk.bug = ZeroDivisionError("a bug")
    with pytest.raises(ZeroDivisionError):
        desk.run()

    assert desk.now.state == "transcribed"
    assert desk.now.reviews[0] == desk.attempt.reviews[0]
    assert desk.now.review is not None
    assert desk.now.review.transcript.text == "other words"
    assert desk.now.review.report is None


def test_a_failure_after_the_wish_to_stop_keeps_nothing(tmp_path: Path) -> None:
    controls = Controls()
    desk = Desk(tmp_path, Scribe("other words"))
    desk.watch, desk.bug = controls.cancel.set, ZeroDivisionError("a bug")
    with pytest.raises(ZeroDivisionError):
        desk.run(controls)

    assert desk.now == desk.attempt


def test_a_take_that_was_deleted_meanwhile_is_named(tmp_path: Path) -> None:
    desk = Desk(tmp_path, Scribe("other words"))

    def delete() -> None:
        desk.history.bin(desk.attempt.id)
        desk.history.delete_binned()

    desk.scribe.watch = delete
    with pytest.raises(HistoryError) as failure:
        desk.run()
    assert failure.value.message.key == "history.unknown"
