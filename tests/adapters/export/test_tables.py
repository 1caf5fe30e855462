"""Tables that any program reads back, and that no spreadsheet runs."""

from __future__ import annotations

import csv
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from coach.adapters.export.clean import clean
from coach.adapters.export.tables import FORMULAS, GUARD, MEASURED, TAKE_COLUMNS, moments_table, safe, takes_table
from coach.model import Attempt, Question, Story
from coach.practice.ports import Controls
from tests.adapters.export.cases import STORY, TEXTS, WHEN, full, take, written
from tests.tools.sounds.speech import spoken

TEXT = st.text(st.characters(codec="utf-8"))
HOSTILE = st.one_of(TEXT, st.builds(str.__add__, st.sampled_from((*FORMULAS, " =", ";", ",", '"', "'", "\n")), TEXT))


def read(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file, strict=True))


def test_a_row_holds_all_of_a_take(tmp_path: Path) -> None:
    target = tmp_path / "takes.csv"

    assert list(takes_table()([full(), written()], target, Controls())) == [1, 2]

    first, second = read(target)
    assert tuple(first) == TAKE_COLUMNS
    assert first["text"] == STORY
    assert (first["starred"], first["feeling"], first["story"]) == ("1", "hard", "The night list")
    assert float(first["speech_rate"]) == 150.0
    assert second["speech_rate"] == ""
    assert all(name in first for name in MEASURED)


def test_a_spreadsheet_sees_that_it_is_unicode(tmp_path: Path) -> None:
    list(takes_table()([full()], tmp_path / "takes.csv", Controls()))

    assert (tmp_path / "takes.csv").read_bytes().startswith(b"\xef\xbb\xbfid,")


def test_a_row_holds_a_moment(tmp_path: Path) -> None:
    target = tmp_path / "moments.csv"

    bare = Attempt("bare", WHEN, "recorded")
    list(moments_table(TEXTS)([take(spoken(STORY)), bare], target, Controls()))

    rows = read(target)
    assert len(rows) == len(take(spoken(STORY)).reviews[0].report.moments)  # type: ignore[union-attr]
    um = next(row for row in rows if row["name"] == "um")
    assert (um["take"], um["kind"], um["start"], um["certainty"]) == ("take", "filler", "0.5", "heard")
    assert "filler" in um["why"]


@settings(deadline=None)
@given(asked=HOSTILE, title=HOSTILE, story=HOSTILE)
def test_hostile_texts_come_back_and_are_no_formulas(asked: str, title: str, story: str) -> None:
    made = Attempt("id", WHEN, "recorded", Question("a/b", "design", asked), Story("s", story), title=title)
    with TemporaryDirectory(prefix="coach-tests-") as folder:
        path = Path(folder, "takes.csv")
        list(takes_table()([made, made], path, Controls()))
        rows = read(path)

    assert len(rows) == 2
    for row in rows:
        for name, said in (("question", asked), ("title", title), ("story", story)):
            shown = clean(said)
            assert row[name] in (shown, GUARD + shown)
            assert not row[name].startswith(FORMULAS)
            assert not row[name].lstrip().startswith(FORMULAS)


@pytest.mark.parametrize("cell", [-1.5, 0, None, 3])
def test_numbers_stay_numbers(cell: float | None) -> None:
    assert safe(cell) == cell


def test_an_empty_take_has_a_row_of_its_own(tmp_path: Path) -> None:
    list(takes_table()([replace(Attempt("bare", WHEN, "recorded"))], tmp_path / "t.csv", Controls()))

    assert read(tmp_path / "t.csv")[0]["id"] == "bare"
