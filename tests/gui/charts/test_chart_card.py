import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from coach.gui.charts.chart_card import ChartCard
from coach.gui.charts.plot import Plot
from coach.messages import msg
from tests.tools import samples


@pytest.fixture
def card(qtbot: QtBot) -> ChartCard:
    theme = samples.theme()
    plot = Plot(theme, lambda *_: None, lambda *_: None, lambda _: [])
    made = ChartCard(samples.texts(), theme, plot, msg("charts.trend.name"))
    qtbot.addWidget(made)
    made.resize(600, 400)
    made.show()
    return made


def test_the_table_is_filled_when_it_is_opened(qtbot: QtBot, card: ChartCard) -> None:
    asked: list[int] = []

    def rows() -> list[list[str]]:
        asked.append(1)
        return [["Monday", "3"], ["Tuesday", "4"]]

    card.set_table(["Day", "Value"], rows)
    assert asked == []

    qtbot.mouseClick(card.toggle, Qt.MouseButton.LeftButton)

    assert card.table.isVisible()
    assert not card.plot.isVisible()
    item = card.table.item(1, 1)
    assert item is not None
    assert item.text() == "4"
    assert card.toggle.text() == "As a chart"

    qtbot.keyClick(card.toggle, Qt.Key.Key_Space)
    assert card.plot.isVisible()


def test_a_row_is_chosen_with_enter(qtbot: QtBot, card: ChartCard) -> None:
    card.set_table(["Day"], lambda: [["Monday"], ["Tuesday"]])
    card.toggle.click()
    card.table.setCurrentCell(1, 0)

    with qtbot.waitSignal(card.row_chosen) as chosen:
        qtbot.keyClick(card.table, Qt.Key.Key_Return)

    assert chosen.args == [1]


def test_those_who_listen_hear_the_sentence_and_what_is_pointed_at(qtbot: QtBot, card: ChartCard) -> None:
    card.set_sentence("It went up.")
    assert card.plot.accessibleDescription() == "It went up."

    card.activateWindow()
    card.plot.setFocus()
    qtbot.waitUntil(card.plot.hasFocus)
    card.set_readout("Monday 3")

    assert card.readout.text() == "Monday 3"
    assert card.plot.accessibleDescription() == "Monday 3"
    assert card.table.accessibleName() == "Trend over your takes, as a table"


def test_a_long_table_is_written_as_it_is_scrolled_to(qtbot: QtBot, card: ChartCard) -> None:
    card.set_table(["Number"], lambda: [[str(number)] for number in range(5000)])
    card.toggle.click()
    assert card.table.rowCount() == 5000
    assert card.table.item(4999, 0) is None

    qtbot.keyClick(card.table, Qt.Key.Key_End, Qt.KeyboardModifier.ControlModifier)
    card.table.scrollToBottom()

    last = card.table.item(4999, 0)
    assert last is not None
    assert last.text() == "4999"
    middle = card.table.item(2500, 0)
    assert middle is None
    card.table.scrollToItem(card.table.item(0, 0) or last)
    card.set_table(["Number"], lambda: [["7"]])
    only = card.table.item(0, 0)
    assert only is not None
    assert (only.text(), card.table.rowCount()) == ("7", 1)


@pytest.mark.parametrize(("width", "beside"), [(900, True), (420, False)])
def test_the_buttons_leave_the_sentence_room(qtbot: QtBot, card: ChartCard, width: int, beside: bool) -> None:
    card.set_sentence("It went up and down and up again over the weeks.")

    card.resize(width, 400)

    def is_beside() -> bool:
        return card.save.geometry().left() > card.sentence.geometry().right()

    qtbot.waitUntil(lambda: is_beside() is beside)
    assert (card.save.geometry().top() >= card.sentence.geometry().bottom()) is not beside
