from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from coach.analysis.trends import own_range
from coach.gui.charts.trend import FINE, PERCENT, SHADE, TrendChart, TrendValues
from coach.gui.theme import NAMES
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


@pytest.mark.parametrize("name", NAMES)
def test_many_takes_are_columns_with_their_middle_in_front(qtbot: QtBot, name: str) -> None:
    theme = samples.theme(name)
    chart = TrendChart(samples.texts(), theme)
    qtbot.addWidget(chart)
    chart.resize(800, 420)
    chart.show()
    chart.set_values(values(10_000))
    assert chart.is_squeezed
    assert "the shade goes from" in chart.card.readout.text()

    image = chart.plot.grab().toImage()
    shade, line = theme.blend("accent", "surface", SHADE).rgb(), theme.colour("accent").rgb()
    pixels = [image.pixel(x, y) for x in range(60, image.width() - 10) for y in range(10, image.height() - 40)]
    assert pixels.count(line) > 100
    assert pixels.count(shade) > 1000


def test_the_pointer_finds_the_true_take_among_ten_thousand(qtbot: QtBot) -> None:
    chart = TrendChart(samples.texts(), samples.theme())
    qtbot.addWidget(chart)
    chart.resize(800, 420)
    chart.show()
    many = values(10_000)
    chart.set_values(many)
    chart.plot.point_at(4321.0)
    assert f"{many.points[4321].value:.0f} words a minute" in chart.card.readout.text()
    qtbot.keyClick(chart.plot, Qt.Key.Key_Right)
    assert f"{many.points[4322].value:.0f} words a minute" in chart.card.readout.text()

    with qtbot.waitSignal(chart.chosen) as chosen:
        qtbot.keyClick(chart.plot, Qt.Key.Key_Return)

    assert chosen.args == ["take-4322"]
    chart.plot.zoom(40, 4321.0)
    chart.plot.point_at(None)
    assert not FINE * chart.plot.scale_now().per_px > 1
    assert "the shade" not in chart.card.readout.text()


def test_a_long_time_is_named_by_months_and_years_a_short_one_by_days(chart: TrendChart) -> None:
    assert all(not name[-4:].isdigit() for _, name in chart._ticks(chart.plot.scale_now()))

    chart.set_values(values(400))

    ticks = chart._ticks(chart.plot.scale_now())
    assert all(name[-4:].isdigit() for _, name in ticks)
    assert all(one[1] != other[1] for one, other in pairwise(ticks))


def test_takes_of_one_day_stand_under_one_date(chart: TrendChart) -> None:
    points = tuple(TrendPoint(str(place), samples.NOON, float(place)) for place in range(30))
    chart.set_values(TrendValues("pause_time", "s", points))

    assert len(chart._ticks(chart.plot.scale_now())) == 1


def test_a_share_is_told_in_per_cent(chart: TrendChart) -> None:
    points = (TrendPoint("1", samples.NOON, 75.0),)
    chart.set_values(TrendValues("anchors", PERCENT, points))
    chart.plot.point_at(0.0)

    assert chart.card.readout.text().endswith("75 %")
    chart.card.toggle.click()
    assert list(chart._rows()[0:1]) == [chart._rows()[0]]
