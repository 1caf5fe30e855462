"""TOML: the lines on which values stand, and what is said of a text that is none."""

from __future__ import annotations

from pathlib import Path

import pytest
import tomlkit
from tomlkit.exceptions import ParseError

from coach.adapters.packs.toml import NotTomlError, line_of, read_toml
from tests.adapters.packs.samples import GOOD, packs_of, write


@pytest.mark.parametrize(
    ("text", "line", "what"),
    [
        (GOOD + "\n[[question]\n", 36, "packs.single"),
        ('id = "a"\nid = "b"\n', 2, "packs.slip.key"),
        ("title = \n", 1, "packs.slip.no_value"),
        ("= 3\n", 1, "packs.syntax"),
        ("[a]\nb = 1\n[a]\n", 3, "packs.slip.key"),
        (b'format = 1\ntitle = "caf\xe9"\n', 2, "packs.encoding"),
        (GOOD.encode("utf-16"), 1, "packs.encoding"),
        ("a = " + "[" * 5000 + "]" * 5000, 1, "packs.syntax"),
    ],
)
def test_what_is_no_toml_is_named_with_its_line(tmp_path: Path, text: str | bytes, line: int, what: str) -> None:
    (problem,) = packs_of().check_all(write(tmp_path, text))
    assert (problem.line, problem.key, problem.detail) == (line, "", what)
    assert problem.message.key == "packs.problem_line"
    (left_out,) = packs_of(tmp_path).problems()
    assert (left_out.message, left_out.line) == (problem.message, line)
    assert left_out.advice is not None
    assert left_out.advice.key == "packs.advice"


SLIPS = [
    ('title = "Mine"', 'title = "Mine', 4, "packs.slip.open_text"),
    ('title = "Mine"', "title = \u201cMine\u201d", 4, "packs.slip.curly"),
    ('title = "Mine"', "title = Mine", 4, "packs.slip.no_quotes"),
    ('title = "Mine"', 'title: "Mine"', 4, "packs.slip.colon"),
    ('title = "Mine"', 'title = "C:\\Users"', 4, "packs.slip.backslash"),
    ('["the number", "why"]', '["the number" "why"]', 14, "packs.slip.comma"),
    ('["the number", "why"]', '["the number", "why"', 15, "packs.slip.open_list"),
    ('"What is a cache?"', '"What is a "cache"?"', 22, "packs.slip.comma"),
    ('"What is a cache?"', '"What is\n a cache?"', 22, "packs.slip.open_text"),
    ("clarify_first = true", "clarify_first = True", 34, "packs.slip.yes_no"),
    ("clarify_first = true", "aim_seconds = 70", 34, "packs.slip.key"),
    ("[[question]]\nid", "[question]\nid", 19, "packs.single"),
]


@pytest.mark.parametrize(("good", "bad", "line", "what"), SLIPS)
def test_a_slip_of_the_pen_is_named_with_its_line_and_what_to_do(
    tmp_path: Path, good: str, bad: str, line: int, what: str
) -> None:
    assert GOOD.count(good) == 1
    (problem,) = packs_of().check_all(write(tmp_path, GOOD.replace(good, bad)))
    assert (problem.line, problem.detail) == (line, what)


def test_values_that_only_tomlkit_takes_are_taken(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(_: str) -> None:
        raise ValueError

    monkeypatch.setattr("tomllib.loads", refuse)
    assert read_toml("a = [1]\n") == {"a": [1]}
    with pytest.raises(NotTomlError):
        read_toml("a = [1\n")


def test_where_lines_cannot_be_told_it_is_the_first(monkeypatch: pytest.MonkeyPatch) -> None:
    assert line_of("\na = 1\n", ("a",)) == 2

    def refuse(_: str) -> None:
        raise ParseError(1, 1)

    monkeypatch.setattr(tomlkit, "parse", refuse)
    assert line_of("\na = 1\n", ("a",)) == 1


def test_what_tomlkit_cannot_place_is_on_the_first_line(monkeypatch: pytest.MonkeyPatch) -> None:
    def give_up(_: str) -> None:
        raise RecursionError

    monkeypatch.setattr(tomlkit, "parse", give_up)
    with pytest.raises(NotTomlError) as failure:
        read_toml("a = [1\n")
    assert (failure.value.line, failure.value.what.values) == (1, {"reason": "RecursionError"})
