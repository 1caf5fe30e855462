"""A row of controls goes on in the next line, and leaves out what is hidden."""

from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from coach.gui.theme import Theme
from coach.gui.widgets.forms.flow import FlowRow, flow


def test_controls_take_as_many_lines_as_they_need(qtbot: QtBot, theme: Theme) -> None:
    buttons = [QPushButton(f"Button {number}") for number in range(4)]
    row = flow(*buttons)
    qtbot.addWidget(row)
    row.resize(900, 60)
    row.show()
    assert len({button.y() for button in buttons}) == 1
    wide = row.sizeHint()
    row.resize(buttons[0].width() * 2 + 20, 300)
    assert [button.y() > 0 for button in buttons] == [False, False, True, True]
    assert row.heightForWidth(row.width()) > wide.height()
    assert row.minimumSizeHint().width() <= max(button.minimumSizeHint().width() for button in buttons)


def test_what_is_hidden_takes_no_room(qtbot: QtBot, theme: Theme) -> None:
    buttons = [QPushButton(f"Button {number}") for number in range(3)]
    row = flow(*buttons)
    qtbot.addWidget(row)
    row.resize(900, 60)
    row.show()
    second = buttons[1].x()
    buttons[1].hide()
    layout = row.layout()
    assert layout is not None
    layout.activate()
    assert buttons[2].x() == second


def test_it_keeps_its_items_as_a_layout_does(qtbot: QtBot, theme: Theme) -> None:
    row = flow(QPushButton("One"), QPushButton("Two"))
    qtbot.addWidget(row)
    layout = row.layout()
    assert isinstance(layout, FlowRow)
    assert layout.count() == 2
    assert layout.itemAt(2) is None
    assert layout.takeAt(2) is None
    taken = layout.takeAt(0)
    assert taken is not None
    widget = taken.widget()
    assert widget is not None
    assert widget.parent() is row
    assert layout.count() == 1
    assert not layout.expandingDirections()
