import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from coach.gui.charts.maps.balance import BalanceChart, BalanceValues
from coach.gui.theme import NAMES, resized
from coach.messages import msg
from coach.model import CATEGORIES
from tests.tools import samples

TAKES = {"strategy": 2, "metrics": 10, "design": 0, "": 3}


@pytest.fixture
def chart(qtbot: QtBot) -> BalanceChart:
    made = BalanceChart(samples.texts(), samples.theme())
    qtbot.addWidget(made)
    made.set_values(BalanceValues(TAKES, msg("choose.balance.even", n=2)))
    made.resize(900, 700)
    made.show()
    return made


def filled(chart: BalanceChart, row: int) -> int:
    box = chart.board.room.boxes[row]
    image = chart.board.grab().toImage()
    accent = samples.theme().colour("accent").rgb()
    y = round(box.center().y())
    return sum(image.pixel(x, y) == accent for x in range(round(box.left()), round(box.right())))


def test_bars_stand_in_the_categories_own_order(chart: BalanceChart) -> None:
    assert filled(chart, CATEGORIES.index("metrics")) == pytest.approx(
        5 * filled(chart, CATEGORIES.index("strategy")), rel=0.05
    )
    assert filled(chart, CATEGORIES.index("design")) == 0
    assert chart.card.sentence.text() == "Every category has 2 takes."


def test_keys_walk_and_choose_the_takes_or_the_practice(qtbot: QtBot, chart: BalanceChart) -> None:
    chosen: list[str] = []
    wanted: list[str] = []
    chart.chosen.connect(chosen.append)
    chart.practice_wanted.connect(wanted.append)
    keys = Qt.Key
    for key in (keys.Key_Down, keys.Key_Down, keys.Key_Return):
        qtbot.keyClick(chart.board, key)
    assert chart.card.readout.text() == "Technical implementation and architecture: not yet"
    qtbot.keyClick(chart.board, keys.Key_Right)
    assert chart.card.readout.text() == "Practise Technical implementation and architecture"
    qtbot.keyClick(chart.board, keys.Key_Return)

    assert chosen == ["architecture"]
    assert wanted == ["architecture"]


def test_clicks_choose_too(qtbot: QtBot, chart: BalanceChart) -> None:
    row = CATEGORIES.index("metrics")
    with qtbot.waitSignal(chart.chosen) as chosen:
        place = chart.board.room.boxes[row].center().toPoint()
        qtbot.mouseClick(chart.board, Qt.MouseButton.LeftButton, pos=place)
    assert chart.card.readout.text() == "Metrics and analytics: 10 takes"
    with qtbot.waitSignal(chart.practice_wanted) as wanted:
        place = chart.board.room.boxes[len(CATEGORIES) + row].center().toPoint()
        qtbot.mouseClick(chart.board, Qt.MouseButton.LeftButton, pos=place)

    assert (chosen.args, wanted.args) == (["metrics"], ["metrics"])


def test_the_table_says_the_same_and_opens_too(qtbot: QtBot, chart: BalanceChart) -> None:
    chart.card.toggle.click()
    assert chart.card.table.rowCount() == len(CATEGORIES)
    item = chart.card.table.item(CATEGORIES.index("metrics"), 1)
    assert item is not None
    assert item.text() == "10"

    chart.card.table.setCurrentCell(3, 0)
    with qtbot.waitSignal(chart.chosen) as chosen:
        qtbot.keyClick(chart.card.table, Qt.Key.Key_Return)

    assert chosen.args == ["metrics"]


@pytest.mark.parametrize("name", NAMES)
def test_large_text_in_a_narrow_page_has_room(chart: BalanceChart, name: str) -> None:
    before = chart.board.room.boxes[0].height()

    chart.set_theme(resized(samples.theme(name), 200))
    chart.resize(640, 1200)
    chart.grab()

    boxes = chart.board.room.boxes
    assert boxes[0].height() > before
    assert all(box.height() >= 32 and box.right() <= chart.board.width() for box in boxes)
    assert not any(one.intersects(other) for one in boxes for other in boxes if one is not other)


def test_without_takes_every_bar_is_hollow(chart: BalanceChart) -> None:
    chart.set_values(BalanceValues())

    assert all(filled(chart, row) == 0 for row in range(len(CATEGORIES)))
    assert "Any category" in chart.card.sentence.text()
