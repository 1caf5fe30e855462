"""A report as Markdown is readable, and nothing that was said becomes a mark."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from coach.adapters.export.markdown import MarkdownWriter, as_markdown, escape
from coach.model import Recording
from coach.practice.ports import Controls
from tests.adapters.export.cases import HOSTILE, STORY, TEXTS, WHEN, doubtful, full, hostile, take, written
from tests.tools.sounds.speech import spoken, typed


def test_a_report_is_readable() -> None:
    attempt = replace(take(spoken(STORY)), recording=Recording(Path("answer.wav"), 75.0, 16000))

    text = as_markdown(attempt, TEXTS)

    when = f"{WHEN.astimezone():%Y-%m-%d %H:%M}"
    assert text.startswith(f"# Tell me about a change.\n\nRecorded {when}.\n\nLength 1:15.\n\n**What worked**")
    assert "[Um], nurses" in text
    assert "**◆ Decision** So I decided to drop the print and, [you know], show one live list." in text
    assert "| Pace (words a minute) | 150 words a minute | About 150 words a minute" in text
    assert "- 0:00  “um” as a filler" in text
    assert "Parts of this kind of answer" in text
    assert "- ▲ Not heard yet: the trade-off." in text


def test_what_a_person_added_is_there() -> None:
    text = as_markdown(full(), TEXTS)

    assert "\nTell me about a change.\n" in text
    assert "## Notes\n\n- Slower." in text
    assert "## Bookmarks\n\n- 0:02  " in text


def test_doubtful_words_are_marked_and_the_mark_is_explained() -> None:
    text = as_markdown(take(doubtful(STORY, "Um,", "night", "date.")), TEXTS)

    assert "night(?) list was never up to date(?)." in text
    assert "*(?) behind a word: not sure that it was said (3 words).*" in text


def test_a_report_of_nothing_says_so() -> None:
    text = as_markdown(take(typed(""), None), TEXTS)

    assert text.startswith("# A spoken answer\n")
    assert "No words were heard." in text
    assert "## Moments" not in text


def test_nothing_that_was_said_becomes_a_mark() -> None:
    text = as_markdown(hostile(), TEXTS)

    assert "<script>" not in text
    assert "[link](" not in text
    assert "\\<script\\>" in text
    assert text.splitlines()[0].startswith("# \\<script\\>")


@pytest.mark.parametrize(
    ("said", "shown"),
    [("# no", "\\# no"), ("1. no", "1\\. no"), ("- no", "\\- no"), ("2.5 times", "2.5 times"), ("a - b", "a - b")],
)
def test_a_line_begins_no_list_and_no_heading(said: str, shown: str) -> None:
    assert escape(said) == shown


@settings(deadline=None)
@given(st.text())
def test_a_text_without_its_escapes_is_what_it_was(said: str) -> None:
    shown = escape(said)
    unescaped, place = "", 0
    while place < len(shown):
        place += shown[place] == "\\"
        unescaped += shown[place]
        place += 1
    assert unescaped == said


def test_a_report_is_written(tmp_path: Path) -> None:
    target = tmp_path / "report.md"

    assert list(MarkdownWriter(TEXTS)([written()], target, Controls())) == [1.0]
    assert target.read_text(encoding="utf-8") == as_markdown(written(), TEXTS)
    assert HOSTILE not in target.read_text(encoding="utf-8")
