from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from coach.analysis.coverage import Heard, Told
from coach.gui.bridge import Bridge
from coach.gui.charts.maps.matrix import MatrixChart
from coach.gui.pages.history.coverage import CoverageSection, anchor_values, heard_mark, told_mark
from coach.gui.theme import style_sheet
from coach.model import ANCHORS, CATEGORIES, THEMES, Story
from coach.practice.history import AnchorCount, Wanted
from tests.fakes.history import FakeHistory, FakeStories, Shelf
from tests.gui.inspect import fits, nameless
from tests.tools import samples

TRACKING = Story("s1", "Retention that was tracking", themes=("ambiguity",), leads=("metrics", "strategy"))
OUTAGE = Story("s2", "", themes=("failure",))


@pytest.fixture
def shelf(tmp_path: Path) -> Shelf:
    takes = {take.id: take for take in samples.attempts(8, tmp_path)}
    takes["take-0"] = replace(takes["take-0"], story=TRACKING)
    return Shelf(takes)


@pytest.fixture
def section(qtbot: QtBot, bridge: Bridge, shelf: Shelf, tmp_path: Path) -> CoverageSection:
    stories = FakeStories(shelf, TRACKING, OUTAGE)
    made = CoverageSection(samples.texts(), samples.theme(), bridge, FakeHistory(tmp_path, shelf=shelf), stories)
    qtbot.addWidget(made)
    made.setStyleSheet(style_sheet(samples.theme()))
    made.resize(1000, 800)
    made.show()
    made.refresh()
    qtbot.waitUntil(lambda: bool(made.themes.values.cells))
    return made


def cell(chart: MatrixChart, row: int, column: int) -> int:
    return row * len(chart.values.across) + column


def press(qtbot: QtBot, chart: MatrixChart, row: int, column: int) -> None:
    chart.board.point_at(cell(chart, row, column))
    qtbot.keyClick(chart.board, Qt.Key.Key_Return)


def click(qtbot: QtBot, chart: MatrixChart, row: int, column: int) -> None:
    place = chart.board.room.boxes[cell(chart, row, column)].center().toPoint()
    qtbot.mouseClick(chart.board, Qt.MouseButton.LeftButton, pos=place)


def test_the_three_maps_show_what_was_practised(section: CoverageSection) -> None:
    metrics = CATEGORIES.index("metrics")
    anchors = section.anchors.values.cells[metrics]
    assert [mark.state for mark in anchors] == ["filled"] * 5
    assert anchors[0].about == "heard in 1 of 1 take"
    assert section.anchors.values.cells[CATEGORIES.index("recruiter")][0].state == "dash"
    assert [mark.state for mark in section.stories.values.cells[metrics]] == ["filled", "dash"]
    assert section.stories.values.cells[CATEGORIES.index("strategy")][0].state == "hollow"
    assert section.themes.values.cells[THEMES.index("ambiguity")][0].about == "told in 1 take"
    assert section.themes.values.cells[THEMES.index("failure")][1].state == "hollow"
    assert section.stories.values.across == ("Retention that was tracking", "A story without a title")
    assert "“Retention that was tracking”, in product strategy" in section.stories.card.sentence.text()
    assert section.themes.card.sentence.text() == "No story stands for conflict yet. Which of yours could?"
    assert section.stories.values.next == (CATEGORIES.index("strategy"), 0)
    assert (section.anchors.values.next, section.themes.values.next) == (None, None)


def test_cells_lead_to_their_takes(qtbot: QtBot, section: CoverageSection) -> None:
    metrics = CATEGORIES.index("metrics")
    wanted: list[Wanted] = []
    section.takes_wanted.connect(wanted.append)

    press(qtbot, section.anchors, metrics, 1)
    click(qtbot, section.anchors, metrics, 2)
    press(qtbot, section.stories, metrics, 0)
    click(qtbot, section.stories, metrics, 0)
    press(qtbot, section.themes, THEMES.index("ambiguity"), 0)

    by_story = Wanted(story="s1", category="metrics")
    assert wanted == [Wanted(category="metrics")] * 2 + [by_story] * 2 + [Wanted(story="s1")]


def test_cells_without_takes_begin_one(qtbot: QtBot, section: CoverageSection) -> None:
    wanted: list[object] = []
    section.practice_wanted.connect(wanted.append)

    press(qtbot, section.anchors, CATEGORIES.index("recruiter"), 0)
    click(qtbot, section.stories, CATEGORIES.index("strategy"), 0)
    press(qtbot, section.themes, THEMES.index("failure"), 1)

    assert wanted == ["recruiter", TRACKING, OUTAGE]


def test_without_stories_their_maps_say_where_they_come_from(
    qtbot: QtBot, bridge: Bridge, shelf: Shelf, tmp_path: Path
) -> None:
    history = FakeHistory(tmp_path, shelf=shelf)
    section = CoverageSection(samples.texts(), samples.theme(), bridge, history, FakeStories(shelf))
    qtbot.addWidget(section)
    section.refresh()
    qtbot.waitUntil(lambda: bool(section.anchors.values.cells))

    assert section.stories.values.cells == ()
    assert "written under Stories" in section.themes.card.sentence.text()


@pytest.mark.parametrize(
    ("name", "percent", "width"), [("light", 100, 1000), ("dark", 200, 700), ("contrast", 100, 640)]
)
def test_nothing_is_cut(section: CoverageSection, name: str, percent: int, width: int) -> None:
    theme = samples.theme(name, percent)
    section.setStyleSheet(style_sheet(theme))
    section.set_theme(theme)
    section.resize(width, 560)
    section.grab()

    fits(section, width)
    assert nameless(section) == []


def test_counts_become_shapes_and_words() -> None:
    texts = samples.texts()
    assert heard_mark(Heard(), texts).state == "dash"
    assert heard_mark(Heard(0, 0, 2), texts).state == "hollow"
    assert heard_mark(Heard(0, 1, 2), texts).state == "half"
    mark = heard_mark(Heard(2, 1, 1), texts)
    assert (mark.state, mark.share, mark.count) == ("filled", 0.5, "2/4")
    assert mark.about == "heard in 2 of 4 takes, probably in 1 more"
    assert told_mark(Told(3), texts).count == "3"
    assert told_mark(Told(0, True), texts).state == "hollow"
    assert told_mark(Told(), texts).state == "dash"


def test_before_the_first_review_the_map_is_there_and_says_what_will_be_in_it() -> None:
    values = anchor_values([], samples.texts())

    assert {mark.state for marks in values.cells for mark in marks} == {"dash"}
    assert (len(values.down), len(values.across)) == (len(CATEGORIES), len(ANCHORS))
    assert "Once a take has been reviewed" in samples.texts()(values.sentence)


def test_the_anchor_worth_trying_next_is_marked_where_its_category_is_known() -> None:
    texts = samples.texts()
    counts = [AnchorCount("design", "outcome", "missing", 3), AnchorCount("design", "problem", "found", 3)]

    assert anchor_values(counts, texts).next == (CATEGORIES.index("design"), ANCHORS.index("outcome"))
    elsewhere = anchor_values([AnchorCount("", "outcome", "missing", 3)], texts)
    assert elsewhere.next is None
    assert "Once a take" in texts(elsewhere.sentence)
