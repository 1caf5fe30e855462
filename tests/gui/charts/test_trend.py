import pytest
from hypothesis import given, settings
from hypothesis import strategies as some
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from coach.analysis.trends import own_range
from coach.gui.charts.trend import TrendChart, TrendValues
from coach.messages import msg
from coach.practice.history import TrendPoint
from tests.tools import samples


def values(count: int = 14) -> TrendValues:
    points = samples.trend_points(count)
    usual = own_range([point.value for point in points])
    return TrendValues("speech_rate", "words/min", points, usual, msg("charts.trend.name"))


@pytest.fixture
def chart(qtbot: QtBot) -> TrendChart:
    made = TrendChart(samples.texts(), samples.theme())
    qtbot.addWidget(made)
    made.set_values(values())
    made.resize(800, 420)
    made.show()
    return made


def test_keys_walk_from_take_to_take_and_enter_opens(qtbot: QtBot, chart: TrendChart) -> None:
    for _ in range(3):
        qtbot.keyClick(chart.plot, Qt.Key.Key_Down)
    assert "words a minute" in chart.card.readout.text()

    with qtbot.waitSignal(chart.chosen) as chosen:
        qtbot.keyClick(chart.plot, Qt.Key.Key_Return)

    assert chosen.args == ["take-2"]


def test_a_click_opens_the_nearest_take(qtbot: QtBot, chart: TrendChart) -> None:
    place = chart.plot.position_of(5.2).toPoint()
    qtbot.mouseMove(chart.plot.viewport(), place)
    chart.plot.point_at(5.2)

    with qtbot.waitSignal(chart.chosen) as chosen:
        qtbot.mouseClick(chart.plot.viewport(), Qt.MouseButton.LeftButton, pos=place)

    assert chosen.args == ["take-5"]


def test_the_table_is_newest_first_and_opens_too(qtbot: QtBot, chart: TrendChart) -> None:
    chart.card.toggle.click()
    chart.card.table.setCurrentCell(0, 0)

    with qtbot.waitSignal(chart.chosen) as chosen:
        qtbot.keyClick(chart.card.table, Qt.Key.Key_Return)

    assert chosen.args == ["take-13"]
    assert chart.card.table.rowCount() == 14


def test_the_own_range_is_painted_once_there_is_one(chart: TrendChart) -> None:
    with_range = chart.plot.grab().toImage()
    shown = chart.values

    chart.set_values(TrendValues(shown.measure, shown.unit, shown.points[:4], None, shown.sentence))

    raised = samples.theme().colour("raised")

    def count(image: object) -> int:
        return sum(
            image.pixelColor(x, y) == raised  # type: ignore[attr-defined]
            for x in range(0, image.width(), 4)  # type: ignore[attr-defined]
            for y in range(0, image.height(), 4)  # type: ignore[attr-defined]
        )

    assert count(with_range) > 10 * count(chart.plot.grab().toImage())


def test_nothing_measured_yet_is_said(qtbot: QtBot) -> None:
    chart = TrendChart(samples.texts(), samples.theme())
    qtbot.addWidget(chart)
    chart.show()

    qtbot.keyClick(chart.plot, Qt.Key.Key_Down)
    qtbot.keyClick(chart.plot, Qt.Key.Key_Return)

    assert chart.card.sentence.text() == "Nothing has been measured yet."
    assert chart.card.readout.text() == ""


@settings(max_examples=25, deadline=None)
@given(numbers=some.lists(some.floats(0, 5000, allow_nan=False), min_size=1, max_size=30))
def test_the_lines_across_are_few_and_inside(qapp: QApplication, numbers: list[float]) -> None:
    chart = TrendChart(samples.texts(), samples.theme())
    points = tuple(TrendPoint(str(place), samples.NOON, value) for place, value in enumerate(numbers))

    chart.set_values(TrendValues("pause_time", "s", points, own_range(numbers)))

    steps = chart.steps()
    assert 1 <= len(steps) <= 7
    assert all(chart.low <= step <= chart.high for step in steps)
    chart.deleteLater()
