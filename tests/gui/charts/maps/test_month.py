from datetime import date
from pathlib import Path
from xml.etree import ElementTree

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from coach.gui.charts.maps.month import FILLS, MonthChart, contrast, readable
from coach.gui.theme import NAMES, resized
from tests.tools import samples

TODAY = date(2026, 3, 19)
DAYS = {date(2025, 12, 31): 1, date(2026, 2, 3): 2, date(2026, 3, 2): 1, date(2026, 3, 9): 7, date(2026, 3, 19): 2}


@pytest.fixture
def chart(qtbot: QtBot) -> MonthChart:
    made = MonthChart(samples.texts(), samples.theme(), lambda: TODAY)
    qtbot.addWidget(made)
    made.set_days(DAYS)
    made.resize(800, 620)
    made.show()
    return made


def test_this_month_is_shown_and_said(chart: MonthChart) -> None:
    assert chart.heading.text() == "March 2026"
    assert chart.card.sentence.text() == "Practised on 3 days this month."
    assert len(chart.board.room.boxes) == 31


def test_keys_walk_over_days_and_choose(qtbot: QtBot, chart: MonthChart) -> None:
    keys = Qt.Key
    qtbot.keyClick(chart.board, keys.Key_Right)
    assert chart.card.readout.text() == "Sunday 1 March: no takes"
    chart.board.point_at(1)
    assert chart.card.readout.text() == "Monday 2 March: 1 take"
    qtbot.keyClick(chart.board, keys.Key_Down)
    assert chart.card.readout.text() == "Monday 9 March: 7 takes"

    with qtbot.waitSignal(chart.chosen) as chosen:
        qtbot.keyClick(chart.board, keys.Key_Return)

    assert chosen.args == [date(2026, 3, 9)]


def test_a_click_chooses_a_day(qtbot: QtBot, chart: MonthChart) -> None:
    with qtbot.waitSignal(chart.chosen) as chosen:
        place = chart.board.room.boxes[8].center().toPoint()
        qtbot.mouseClick(chart.board, Qt.MouseButton.LeftButton, pos=place)

    assert chosen.args == [date(2026, 3, 9)]


def test_months_turn_by_click_and_by_key_as_far_as_there_are_takes(qtbot: QtBot, chart: MonthChart) -> None:
    assert not chart.later.isEnabled()
    qtbot.mouseClick(chart.earlier, Qt.MouseButton.LeftButton)
    assert chart.heading.text() == "February 2026"
    assert chart.card.sentence.text() == "Practised on 1 day in February 2026."
    assert len(chart.board.room.boxes) == 28

    chart.activateWindow()
    chart.board.setFocus()
    qtbot.waitUntil(chart.board.hasFocus)
    qtbot.keyClick(chart.board, Qt.Key.Key_PageUp)
    assert chart.card.sentence.text() == "No takes in January 2026."
    qtbot.keyClick(chart.board, Qt.Key.Key_PageUp)
    assert chart.heading.text() == "December 2025"
    assert not chart.earlier.isEnabled()
    qtbot.keyClick(chart.board, Qt.Key.Key_PageUp)
    assert chart.heading.text() == "December 2025"
    for _ in range(5):
        qtbot.keyClick(chart.board, Qt.Key.Key_PageDown)
    assert chart.heading.text() == "March 2026"


def test_a_month_stands_below_its_weekdays(chart: MonthChart) -> None:
    boxes = chart.board.room.boxes
    assert boxes[0].left() == boxes[7].left()
    mondays = [boxes[day - 1].left() for day in (2, 9, 16, 23, 30)]
    assert len(set(mondays)) == 1


def test_the_table_has_the_days_with_takes_newest_first(qtbot: QtBot, chart: MonthChart) -> None:
    chart.card.toggle.click()
    items = [chart.card.table.item(row, 0) for row in range(chart.card.table.rowCount())]
    assert [item.text() for item in items if item] == ["Thursday 19 March", "Monday 9 March", "Monday 2 March"]
    chart.card.table.setCurrentCell(2, 0)

    with qtbot.waitSignal(chart.chosen) as chosen:
        qtbot.keyClick(chart.card.table, Qt.Key.Key_Return)

    assert chosen.args == [date(2026, 3, 2)]


@pytest.mark.parametrize("name", NAMES)
def test_every_number_can_be_read(qapp: QApplication, name: str) -> None:
    theme = samples.theme(name)
    for share in FILLS:
        ground = theme.blend("surface", "accent", share)
        assert contrast(ground, readable(ground, theme.colour("text"), theme.colour("surface"))) >= 4.5


def test_today_is_outlined(chart: MonthChart) -> None:
    ink = samples.theme().colour("text")
    box = chart.board.room.boxes[18]

    def outlined() -> bool:
        image = chart.board.grab().toImage()
        return image.pixelColor(round(box.center().x()), round(box.top()) - 1) == ink

    assert outlined()
    chart._today = lambda: date(2026, 3, 20)
    chart.board.refresh()
    assert not outlined()


def test_large_text_in_a_narrow_page_has_room(chart: MonthChart) -> None:
    chart.set_theme(resized(samples.theme(), 200))
    chart.resize(480, 900)
    chart.grab()

    assert all(box.right() <= chart.board.width() for box in chart.board.room.boxes)
    assert all(box.width() >= 30 for box in chart.board.room.boxes)


def test_a_picture_names_its_month(chart: MonthChart, tmp_path: Path) -> None:
    chart.card.choose_file = lambda *_: tmp_path / "days.svg"
    chart.card.save.click()

    texts = [text.text for text in ElementTree.parse(tmp_path / "days.svg").iter("{http://www.w3.org/2000/svg}text")]
    assert "March 2026. Practised on 3 days this month." in texts
    assert "7" in texts
