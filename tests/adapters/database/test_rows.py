"""Whatever the model can hold comes back from the tables as it was."""

from __future__ import annotations

from typing import get_args

import numpy as np
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from coach.adapters.database.takes import SqlHistory
from coach.messages import Message, msg
from coach.model import (
    ANCHORS,
    CATEGORIES,
    Certainty,
    Finding,
    FoundState,
    Frames,
    Measure,
    Moment,
    MomentKind,
    Question,
    Report,
    Sureness,
    TermState,
    TermUse,
    Transcript,
    Word,
)
from tests.practice.promises.history import kept

TEXT = st.text(st.characters(codec="utf-8"), max_size=20)
NUMBER = st.floats(-1e6, 1e6).map(lambda number: round(number, 6))
SECONDS = st.floats(0, 10_000).map(lambda seconds: round(seconds, 6))
MAYBE = st.none() | SECONDS


def one_of(kind: object) -> st.SearchStrategy[str]:
    return st.sampled_from(get_args(kind))


def several(strategy: st.SearchStrategy[object]) -> st.SearchStrategy[tuple[object, ...]]:
    return st.lists(strategy, max_size=4).map(tuple)


FLAT = st.builds(Message, TEXT, st.dictionaries(TEXT, TEXT | NUMBER | st.booleans(), max_size=2))
MESSAGE = st.builds(Message, TEXT, st.dictionaries(TEXT, TEXT | NUMBER | FLAT, max_size=2))
WORD = st.builds(Word, TEXT, SECONDS, SECONDS, st.floats(0, 1))
FRAMES = st.builds(Frames, st.floats(0.001, 1), *[st.binary(max_size=20) for _ in range(3)])
TRANSCRIPT = st.builds(Transcript, TEXT, several(WORD), TEXT, TEXT, TEXT, st.booleans(), st.none() | FRAMES)
MOMENT = st.builds(Moment, one_of(MomentKind), TEXT, MAYBE, MAYBE, TEXT, one_of(Certainty), MESSAGE)
MEASURE = st.builds(Measure, TEXT, st.none() | NUMBER, TEXT, MESSAGE, one_of(Sureness), MAYBE, MAYBE)
FINDING = st.builds(Finding, TEXT, one_of(FoundState), MAYBE, TEXT)
TERM = st.builds(TermUse, TEXT, one_of(TermState), MAYBE)
REPORT = st.builds(
    Report,
    several(MEASURE),
    several(MOMENT),
    several(FINDING),
    several(FINDING),
    several(TERM),
    st.none() | MESSAGE,
    st.none() | MESSAGE,
    st.integers(1, 9),
)
QUESTION = st.builds(
    Question,
    TEXT,
    st.sampled_from(CATEGORIES),
    TEXT,
    several(TEXT),
    SECONDS,
    several(st.sampled_from(ANCHORS)),
    several(TEXT),
    several(TEXT),
    several(TEXT),
    several(TEXT),
    TEXT,
)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(question=QUESTION, transcript=TRANSCRIPT, report=REPORT)
def test_a_whole_take_comes_back(
    history: SqlHistory, question: Question, transcript: Transcript, report: Report
) -> None:
    attempt = history.transcribed(kept(history, question).id, transcript)
    assert attempt.review is not None
    history.reviewed(attempt.id, attempt.review.id, report)
    found = history.attempt(attempt.id)
    assert found.question == question
    assert found.review is not None
    assert found.review.transcript == transcript
    assert found.review.report == report
    assert history.rows(limit=1)[0].moments == report.moments


def test_numbers_of_numpy_become_numbers(history: SqlHistory) -> None:
    half = np.float32(0.5)
    word = Word("x", half, half, half)  # type: ignore[arg-type]
    why = msg("why", at=half, n=np.int64(3))
    report = Report(
        (Measure("m", half, "", why, "heard", half, half),),  # type: ignore[arg-type]
        (Moment("pause", "p", half, half, "", "heard", why),),  # type: ignore[arg-type]
        (Finding("problem", "found", half),),  # type: ignore[arg-type]
        key_terms=(TermUse("t", "used", half),),  # type: ignore[arg-type]
    )
    attempt = history.transcribed(kept(history).id, Transcript.of_words((word,)))
    assert attempt.review is not None
    attempt = history.reviewed(attempt.id, attempt.review.id, report)
    assert attempt.review is not None
    assert attempt.review.transcript.words == (Word("x", 0.5, 0.5, 0.5),)
    assert attempt.review.report == report
    assert [point.value for point in history.trend("m")] == [0.5]
    assert history.rows(limit=9)[0].moments[0].why == msg("why", at=0.5, n=3)
