"""Names that work everywhere, and files that are whole or not there."""

from __future__ import annotations

import errno
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from coach.errors import FileError
from coach.model import Question
from coach.practice.export.files import file_stem, free, whole
from tests.practice.export.cases import NOON, TEXTS, take

RESERVED = '<>:"/\\|?*'


@settings(deadline=None)
@given(st.text())
def test_a_name_works_on_every_system(asked: str) -> None:
    stem = file_stem(replace(take("one"), title=asked or "?"))

    assert not set(stem) & set(RESERVED)
    assert stem.isprintable()
    assert not stem.endswith((" ", "."))
    assert len(f".{stem} (999).html.part".encode()) <= 255
    assert stem.startswith(f"{NOON.astimezone():%Y-%m-%d}")


@pytest.mark.parametrize(
    ("asked", "name"),
    [
        ("What would you do?", " What would you do"),
        ("API/REST: why?", " API REST why"),
        ("", ""),
        ("🙂‮", ""),
        ("Zoë's café", " Zoë's café"),
        ("one two " * 20, " " + "one two " * 7 + "one"),
        ("x" * 300, " " + "x" * 30),
        ("界" * 90, " " + "界" * 30),
    ],
)
def test_a_name_says_what_was_asked(asked: str, name: str) -> None:
    question = Question("a/b", "design", asked)

    assert file_stem(replace(take("one"), question=question)) == f"{NOON.astimezone():%Y-%m-%d}{name}"
    assert file_stem(replace(take("one"), question=None)) == f"{NOON.astimezone():%Y-%m-%d}"
    assert file_stem(replace(take("one"), question=question, title="Mine")).endswith(" Mine")


def test_a_number_is_added_to_a_name_that_is_taken(tmp_path: Path) -> None:
    for name in ("a.md", "a (2).md", "a (3).md"):
        path = free(tmp_path, "a", ".md")
        assert path.name == name
        path.touch()


def test_a_file_of_its_own_replaces_what_was_there(tmp_path: Path) -> None:
    path = tmp_path / "new" / "report.md"
    for text in ("one", "two"):
        with whole(path) as fresh:
            fresh.write_text(text)
    assert path.read_text() == "two"
    assert list(path.parent.iterdir()) == [path]


@pytest.mark.parametrize(("number", "said"), [(errno.ENOSPC, "no space left"), (errno.EACCES, "Nothing could be")])
def test_what_went_wrong_is_said_and_nothing_is_left(number: int, said: str, tmp_path: Path) -> None:
    def fail() -> None:
        with whole(tmp_path / "report.md") as fresh:
            fresh.write_text("half")
            raise OSError(number, "no")

    with pytest.raises(FileError) as caught:
        fail()

    assert said in TEXTS(caught.value.message)
    assert list(tmp_path.iterdir()) == []
