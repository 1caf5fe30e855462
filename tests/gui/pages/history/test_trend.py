from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from threading import Event

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from coach.analysis.analyse import MEASURES
from coach.errors import Cancelled
from coach.gui.bridge import Bridge
from coach.gui.pages.history import trend
from coach.gui.pages.history.trend import ANCHORS, LENGTH, Reading, TrendSection, points_of, trend_values
from coach.gui.theme import style_sheet
from coach.practice.history import AttemptRow, TrendPoint, Wanted
from coach.practice.ports import Controls
from tests.fakes.history import FakeHistory, Shelf
from tests.gui.inspect import fits, nameless
from tests.tools import samples

PITCH = "pitch_movement"


@pytest.fixture
def history(tmp_path: Path) -> FakeHistory:
    return FakeHistory(tmp_path, shelf=Shelf({take.id: take for take in samples.attempts(9, tmp_path)}))


@pytest.fixture
def pitch() -> list[bool]:
    return [False]


@pytest.fixture
def section(qtbot: QtBot, bridge: Bridge, history: FakeHistory, pitch: list[bool]) -> TrendSection:
    made = TrendSection(samples.texts(), samples.theme(), bridge, history, lambda: pitch[0])
    qtbot.addWidget(made)
    made.setStyleSheet(style_sheet(samples.theme()))
    made.resize(1000, 700)
    made.show()
    made.refresh()
    qtbot.waitUntil(lambda: len(made.chart.values.points) == 6)
    return made


def names(section: TrendSection) -> list[str]:
    return [str(section.measure.itemData(place)) for place in range(section.measure.count())]


def test_every_measure_can_be_chosen_and_what_is_told_of_a_take(section: TrendSection) -> None:
    assert names(section) == [*MEASURES, LENGTH, ANCHORS]


def test_a_measure_is_chosen_by_key(qtbot: QtBot, section: TrendSection) -> None:
    qtbot.keyClick(section.measure, Qt.Key.Key_End)

    qtbot.waitUntil(lambda: section.chart.values.measure == ANCHORS)
    assert {point.value for point in section.chart.values.points} == {100.0}
    section.chart.plot.point_at(0.0)
    assert section.chart.card.readout.text().endswith("100 %")

    qtbot.keyClick(section.measure, Qt.Key.Key_Up)
    qtbot.waitUntil(lambda: section.chart.values.measure == LENGTH)
    assert "Answer length" in section.chart.card.sentence.text()
    assert len(section.chart.values.points) == 9


def test_pitch_is_offered_where_it_was_asked_for(qtbot: QtBot, section: TrendSection, pitch: list[bool]) -> None:
    assert PITCH not in names(section)
    pitch[0] = True

    section.refresh()
    section.refresh()

    assert names(section).count(PITCH) == 1
    assert names(section).index(PITCH) == len(MEASURES)
    section.measure.setCurrentIndex(len(MEASURES))
    qtbot.waitUntil(lambda: section.chart.values.measure == PITCH)
    assert section.chart.values.unit == "semitones"
    pitch[0] = False
    section.refresh()
    assert PITCH not in names(section)


def test_a_take_is_opened_from_the_chart(qtbot: QtBot, section: TrendSection) -> None:
    qtbot.keyClick(section.chart.plot, Qt.Key.Key_Down)
    with qtbot.waitSignal(section.opened) as opened:
        qtbot.keyClick(section.chart.plot, Qt.Key.Key_Return)
    with qtbot.waitSignal(section.opened) as clicked:
        place = section.chart.plot.position_of(5.0).toPoint()
        qtbot.mouseMove(section.chart.plot.viewport(), place)
        section.chart.plot.point_at(5.0)
        qtbot.mouseClick(section.chart.plot.viewport(), Qt.MouseButton.LeftButton, pos=place)

    assert (opened.args, clicked.args) == (["take-7"], ["take-0"])


@pytest.mark.parametrize(
    ("name", "percent", "width"), [("light", 100, 1000), ("dark", 200, 700), ("contrast", 100, 640)]
)
def test_nothing_is_cut(section: TrendSection, name: str, percent: int, width: int) -> None:
    theme = samples.theme(name, percent)
    section.setStyleSheet(style_sheet(theme))
    section.set_theme(theme)
    section.resize(width, 560)
    section.grab()

    fits(section, width)
    assert nameless(section) == []


def test_the_own_range_needs_five_takes_and_a_share_ends_at_a_hundred() -> None:
    assert trend_values("speech_rate", samples.trend_points(4)).usual is None
    assert trend_values("speech_rate", samples.trend_points(5)).usual is not None
    whole = [replace(point, value=100.0) for point in samples.trend_points(6)]
    usual = trend_values(ANCHORS, whole).usual
    assert usual is not None
    assert usual.high == 100.0


def finish(reading: Reading) -> tuple[list[int], Sequence[TrendPoint]]:
    news = []
    while True:
        try:
            news.append(next(reading))
        except StopIteration as end:
            return news, end.value


def test_takes_are_read_a_few_at_a_time(history: FakeHistory, monkeypatch: pytest.MonkeyPatch) -> None:
    _, whole = finish(points_of(history, ANCHORS, Controls()))
    monkeypatch.setattr(trend, "AT_ONCE", 4)

    news, points = finish(points_of(history, ANCHORS, Controls()))

    assert news == [4, 8, 9]
    assert points == whole
    assert [point.attempt_id for point in whole] == ["take-7", "take-6", "take-4", "take-3", "take-1", "take-0"]


def test_another_choice_ends_a_long_reading(history: FakeHistory) -> None:
    controls = Controls()
    reading = points_of(history, ANCHORS, controls)
    next(reading)
    controls.cancel.set()

    with pytest.raises(Cancelled):
        next(reading)


def test_the_chart_says_how_far_the_reading_is_and_shows_the_last_choice(
    qtbot: QtBot, section: TrendSection, history: FakeHistory, monkeypatch: pytest.MonkeyPatch
) -> None:
    go = Event()
    rows = history.rows

    def slow(wanted: Wanted, *, start: int = 0, limit: int | None = None) -> Sequence[AttemptRow]:
        if start:
            go.wait(5)
        return rows(wanted, start=start, limit=limit)

    monkeypatch.setattr(history, "rows", slow)
    monkeypatch.setattr(trend, "AT_ONCE", 4)
    section.measure.setCurrentIndex(section.measure.findData(ANCHORS))
    qtbot.waitUntil(lambda: section.chart.card.sentence.text() == "Reading your takes: 4 so far.")

    section.measure.setCurrentIndex(section.measure.findData("filler_rate"))
    go.set()

    qtbot.waitUntil(lambda: section.chart.values.measure == "filler_rate")
    assert "so far" not in section.chart.card.sentence.text()
