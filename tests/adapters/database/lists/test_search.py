"""Whatever a person types is a search, never a syntax error."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coach.adapters.database.lists.search import index_all, match_expression
from coach.adapters.database.takes import SqlHistory
from coach.practice.history import Wanted
from tests.practice.promises.history import ASKED, kept, said
from tests.practice.promises.takes.searching import SearchPromises

ANYTHING = st.text(st.characters(blacklist_categories=()), max_size=40)


@pytest.fixture(scope="module")
def index() -> Iterator[sqlite3.Connection]:
    connection = sqlite3.connect(":memory:")
    options = """tokenize = "unicode61 remove_diacritics 2 tokenchars '+#'\""""
    connection.execute(f"CREATE VIRTUAL TABLE search USING fts5(text, question, title, {options})")
    yield connection
    connection.close()


def find(connection: sqlite3.Connection, text: str, wanted: str) -> bool:
    connection.execute("DELETE FROM search")
    connection.execute("INSERT INTO search (rowid, text) VALUES (1, ?)", (text,))
    found = connection.execute("SELECT rowid FROM search WHERE search MATCH ?", (match_expression(wanted),))
    return found.fetchall() == [(1,)]


@given(wanted=ANYTHING)
def test_no_text_is_an_error(index: sqlite3.Connection, wanted: str) -> None:
    find(index, "some words", f"x {wanted}")
    find(index, "some words", wanted)


@given(words=st.lists(st.text("abcdeéüñ+#", min_size=1, max_size=8), min_size=1, max_size=6), data=st.data())
def test_words_that_were_said_are_found_and_the_last_may_be_a_beginning(
    index: sqlite3.Connection, words: list[str], data: st.DataObject
) -> None:
    words = [f"w{word}" for word in words]
    wanted = data.draw(st.lists(st.sampled_from(words), min_size=1, max_size=3))
    beginning = wanted[-1][: data.draw(st.integers(1, len(wanted[-1])))]
    assert find(index, " ".join(words), " ".join([*wanted[:-1], beginning]))
    assert not find(index, " ".join(words), " ".join(["never", *wanted]))


@pytest.mark.parametrize(
    ("wanted", "expression"),
    [
        ("c++", '"c++"*'),
        ("trade-off cost", '"trade-off" "cost"*'),
        ('say "no', '"say" """no"*'),
        ("trade - off", '"trade" "off"*'),
        ("🙂", '"🙂"*'),
        ("a\0b", '"a" "b"*'),
        ("\0", '""*'),
        ("half \ud83d", '"half"*'),
    ],
)
def test_every_word_is_quoted(wanted: str, expression: str) -> None:
    assert match_expression(wanted) == expression


@given(wanted=ANYTHING)
def test_no_text_stops_the_list(wanted: str) -> None:
    # A half of a surrogate pair, as a terminal may hand over, must not reach SQLite.
    match_expression(wanted).encode("utf-8")


@pytest.mark.parametrize(
    "wanted", ["c++", "trade-off", '"', '"""', "*", "NOT", "a AND", "col:x", "🙂", "\ud83d", "^x", "\0"]
)
def test_hostile_searches_list_what_they_find(history: SqlHistory, wanted: str) -> None:
    kept(history, text="c++ is a trade-off")
    assert len(history.rows(Wanted(search=wanted))) == (wanted in ("c++", "trade-off"))


def test_c_is_not_c_plus_plus(history: SqlHistory) -> None:
    kept(history, text="we wrote it in c++ and then in c#")
    assert history.rows(Wanted(search="c# wrote"))
    assert not history.rows(Wanted(search="c wrote"))


def test_the_whole_index_can_be_written_anew(history: SqlHistory) -> None:
    attempt = kept(history, text="first words")
    history.transcribed(attempt.id, said("second words"))
    with history._writing() as connection:
        connection.exec_driver_sql("DELETE FROM search")
        index_all(connection)
    assert history.rows(Wanted(search="second caches"))
    assert not history.rows(Wanted(search="first"))


def test_a_title_can_be_searched(history: SqlHistory) -> None:
    attempt = kept(history, ASKED)
    with history._writing() as connection:
        connection.exec_driver_sql("UPDATE attempt SET title = 'Rehearsal on Monday' WHERE id = ?", (attempt.id,))
        index_all(connection)
    assert [row.title for row in history.rows(Wanted(search="monday"))] == ["Rehearsal on Monday"]


class TestSqlSearch(SearchPromises):
    pass
