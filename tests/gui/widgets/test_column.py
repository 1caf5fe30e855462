import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from coach.gui.widgets.column import SIDE, centre


@pytest.mark.parametrize(("width", "column_width"), [(1000, 400), (300, 300 - 2 * SIDE)])
def test_a_column_stands_in_the_middle_as_wide_as_it_may(qtbot: QtBot, width: int, column_width: int) -> None:
    host, column = QWidget(), QWidget()
    qtbot.addWidget(host)
    column.setMaximumWidth(400)
    centre(host, column, above=8)
    host.resize(width, 200)
    host.show()

    assert column.width() == pytest.approx(column_width, rel=0.03)
    assert abs(column.geometry().center().x() - host.rect().center().x()) <= 1
    assert (column.y(), column.height()) == (8, 184)
