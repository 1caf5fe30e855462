"""The review says which story an answer was told with, and which of its cues were heard."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest
from pytestqt.qtbot import QtBot

from coach.gui.theme import Theme, resized
from coach.gui.widgets.stories.told_with import ToldWith
from coach.messages import Message, msg
from coach.model import Attempt, Moment, Report, Review, Transcript
from tests.gui.sample import TEXTS
from tests.gui.widgets.stories.samples import LIST_STORY, SPIKE_STORY

NOW = datetime(2026, 3, 9, tzinfo=UTC)


def moment(name: str, why: Message, at: float | None = 32.4) -> Moment:
    return Moment("anchor", name, at, at, "", "heard", why)


def told(*moments: Moment, judged: bool = True) -> Attempt:
    report = Report((), moments, ()) if judged else None
    return Attempt("a", NOW, "reviewed", story=SPIKE_STORY, reviews=(Review("r", NOW, Transcript("", ()), report),))


@pytest.fixture
def widget(qtbot: QtBot, theme: Theme) -> ToldWith:
    made = ToldWith(TEXTS, theme)
    qtbot.addWidget(made)
    return made


def lines(widget: ToldWith) -> list[str]:
    return [line.plain for line in widget.lines]


def test_each_cue_says_whether_it_was_heard(widget: ToldWith) -> None:
    said = msg("analysis.anchor.why_cue", name="x", cue="y")
    widget.show_attempt(told(moment("problem", said), moment("decision", msg("analysis.anchor.why", name="x"))))
    assert widget.title.plain == "Told with: The retention spike"
    assert lines(widget) == [
        "day-7 +9 points overnight · heard at 0:32",
        "held the number back · heard in other words",
        "ask what moved · I did not hear this one",
    ]
    assert widget.lines[0].accessibleName().startswith("Problem: day-7")


def test_what_was_close_says_so_and_a_typed_answer_has_no_time(widget: ToldWith) -> None:
    close = msg("analysis.anchor.why_cue_weak", name="x", cue="y")
    widget.show_attempt(told(moment("lesson", close, None)))
    assert lines(widget)[2] == "ask what moved · close to it"


def test_before_the_review_the_cues_stand_alone(widget: ToldWith) -> None:
    widget.show_attempt(told(judged=False))
    assert lines(widget) == ["day-7 +9 points overnight", "held the number back", "ask what moved"]


def test_the_story_as_it_was_told_shows_and_without_one_nothing(widget: ToldWith, theme: Theme) -> None:
    widget.show_attempt(replace(told(), story=LIST_STORY, reviews=()))
    assert lines(widget) == ["clerk lost her overview"]
    assert not widget.isHidden()
    widget.set_theme(resized(theme, 200))
    assert lines(widget) == ["clerk lost her overview"]
    widget.show_attempt(replace(told(), story=None))
    assert widget.isHidden()
    assert lines(widget) == []


def test_a_theme_comes_before_any_take(widget: ToldWith, theme: Theme) -> None:
    widget.set_theme(theme)
    assert widget.isHidden()
