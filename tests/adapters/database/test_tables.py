"""The tables hold what the model holds, and a message stays a message."""

from __future__ import annotations

import dataclasses
from datetime import UTC, datetime, timedelta, timezone

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import Table
from sqlalchemy.dialects import sqlite

from coach import model
from coach.adapters.database import tables as t
from coach.messages import Message, msg
from tests.practice.promises.history import judged

DIALECT = sqlite.dialect()
SIMPLE = (
    st.none()
    | st.booleans()
    | st.integers(-(2**53), 2**53)
    | st.floats(allow_nan=False, allow_infinity=False)
    | st.text()
)


def messages() -> st.SearchStrategy[Message]:
    keys = st.text(min_size=1)
    flat = st.builds(Message, keys, st.dictionaries(keys, SIMPLE, max_size=3))
    return st.recursive(
        flat, lambda inner: st.builds(Message, keys, st.dictionaries(keys, SIMPLE | inner, max_size=3)), max_leaves=4
    )


def there_and_back(kind: object, value: object) -> object:
    column = t.Json(kind)
    return column.process_result_value(column.process_bind_param(value, DIALECT), DIALECT)


@given(message=messages())
def test_a_message_comes_back_with_the_messages_inside_it(message: Message) -> None:
    assert there_and_back(Message, message) == message


def test_a_report_comes_back_with_the_messages_inside_it() -> None:
    report = judged()
    assert there_and_back(model.Report, report) == report
    bare = dataclasses.replace(report, strength=None, next_step=msg("x", inner=msg("y", n=1)))
    assert there_and_back(model.Report, bare) == bare


def test_other_values_become_numbers_or_text() -> None:
    came = there_and_back(Message, msg("x", a=np.float32(0.5), b=np.int64(3), c=np.float64(1.5), d=1 + 2j))
    assert came == msg("x", a=0.5, b=3, c=1.5, d="(1+2j)")


def test_nothing_stays_nothing() -> None:
    assert there_and_back(Message, None) is None
    assert t.Utc().process_bind_param(None, DIALECT) is None
    assert t.Utc().process_result_value(None, DIALECT) is None


@given(
    times=st.lists(
        st.datetimes(
            datetime(1990, 1, 1),
            datetime(2100, 1, 1),
            timezones=st.integers(-14, 14).map(lambda hours: timezone(timedelta(hours=hours))),
        ),
        min_size=2,
        max_size=5,
    )
)
def test_times_come_back_and_their_text_sorts_like_them(times: list[datetime]) -> None:
    texts = {moment: t.Utc().process_bind_param(moment, DIALECT) or "" for moment in times}
    assert [t.Utc().process_result_value(text, DIALECT) for text in texts.values()] == list(texts)
    assert sorted(times) == sorted(times, key=lambda moment: texts[moment])


def test_a_time_without_a_zone_is_local() -> None:
    naive = datetime(2026, 3, 9, 12, 0)
    text = t.Utc().process_bind_param(naive, DIALECT)
    assert t.Utc().process_result_value(text, DIALECT) == naive.astimezone(UTC)


@pytest.mark.parametrize(
    ("noun", "table", "other"),
    [
        (model.Session, t.session, set()),
        (model.Story, t.story, set()),
        (model.Recording, t.recording, set()),
        (model.Word, t.word, set()),
        (model.Transcript, t.transcript, {"words", "frames"}),
        (model.Moment, t.moment, set()),
        (model.Measure, t.measure, set()),
        (model.Finding, t.finding, set()),
        (model.TermUse, t.key_term, set()),
        (model.Report, t.report, {"measures", "moments", "anchors", "structure", "key_terms"}),
        (model.Correction, t.correction, set()),
        (model.Note, t.note, set()),
        (model.Bookmark, t.bookmark, set()),
        (model.Attempt, t.attempt, {"recording", "reviews", "corrections", "notes", "bookmarks"}),
    ],
)
def test_every_word_of_the_model_has_its_column(noun: type, table: Table, other: set[str]) -> None:
    fields = {field.name for field in dataclasses.fields(noun)}
    assert fields - set(table.c.keys()) == other
