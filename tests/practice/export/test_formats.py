"""What a take must have to be written in a format."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from coach.messages import msg
from coach.model import Attempt, Transcript
from coach.practice.export.formats import FORMATS, Format, Lack, lacking, left_out_message
from tests.practice.export.cases import NOON, TEXTS, take


@pytest.mark.parametrize(
    ("needs", "attempt", "lack"),
    [
        ("review", take("a"), None),
        ("review", take("a", judged=False), "no_review"),
        ("review", take("a", transcript=None), "no_review"),
        ("review", replace(take("a"), recording=None), None),
        ("words", take("a", judged=False), None),
        ("words", take("a", transcript=Transcript("", ())), "no_words"),
        ("words", take("a", transcript=None), "no_words"),
        ("words", replace(take("a"), recording=None), "typed"),
        ("sound", replace(take("a"), recording=None), "typed"),
        ("sound", take("a"), "no_sound"),
        ("sound", take("a", sound=Path(__file__)), None),
        ("", Attempt("a", NOON, "recorded"), None),
    ],
)
def test_what_a_take_lacks(needs: str, attempt: Attempt, lack: Lack | None) -> None:
    assert lacking(attempt, needs) == lack  # type: ignore[arg-type]


@pytest.mark.parametrize("count", [1, 2])
def test_what_is_left_out_is_said_with_its_number(count: int) -> None:
    lacks: tuple[Lack, ...] = ("typed", "no_review", "no_words", "no_sound")

    said = {TEXTS(left_out_message(lack, count)) for lack in lacks}

    assert len(said) == len(lacks)
    assert all(str(count) in sentence for sentence in said)


def test_every_format_says_what_it_is_for() -> None:
    names = [TEXTS(one.name) for one in FORMATS]

    assert len(set(names)) == len({one.key for one in FORMATS}) == len(FORMATS) == 10
    assert all(TEXTS(one.purpose).endswith(".") for one in FORMATS)
    assert [one.key for one in FORMATS if one.together] == ["csv", "moments", "json"]
    assert Format("x", msg("out.csv"), msg("out.csv.for"), ".x").together is False
