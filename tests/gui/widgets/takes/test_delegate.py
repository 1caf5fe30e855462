import pytest
from PySide6.QtWidgets import QListView
from pytestqt.qtbot import QtBot

from coach.gui.widgets.takes.delegate import TakeDelegate
from coach.gui.widgets.takes.model import TakesModel
from coach.practice.history import AttemptRow
from tests.tools import samples


def painted(qtbot: QtBot, delegate: TakeDelegate, rows: tuple[AttemptRow, ...], wide: int = 1000) -> QListView:
    model = TakesModel(samples.texts())
    model.set_rows(rows)
    view = QListView()
    qtbot.addWidget(view)
    model.setParent(view)
    view.setModel(model)
    view.setItemDelegate(delegate)
    view.resize(wide, 300)
    view.show()
    return view


def colours(view: QListView, row: int) -> set[str]:
    rect = view.visualRect(view.model().index(row, 0))
    image = view.viewport().grab(rect).toImage()
    return {image.pixelColor(x, y).name() for x in range(image.width()) for y in range(image.height())}


def test_a_take_shows_its_anchors_and_fillers(qtbot: QtBot) -> None:
    theme = samples.theme()
    delegate = TakeDelegate(samples.texts(), theme)

    view = painted(qtbot, delegate, samples.rows(6))

    inked = colours(view, 0)
    assert {theme.colour(token).name() for token in ("problem", "decision", "filler", "line")} <= inked
    assert theme.colour("problem").name() not in colours(view, 2)  # recovered, not reviewed yet


def test_the_strip_is_left_out_where_there_is_no_room(qtbot: QtBot) -> None:
    theme = samples.theme()

    view = painted(qtbot, TakeDelegate(samples.texts(), theme), samples.rows(1), wide=500)

    assert theme.colour("problem").name() not in colours(view, 0)


@pytest.mark.parametrize(("percent", "lines"), [(100, 2), (200, 3)])
def test_large_text_gets_the_lines_it_needs(qtbot: QtBot, percent: int, lines: int) -> None:
    theme = samples.theme(percent=percent)

    view = painted(qtbot, TakeDelegate(samples.texts(), theme), samples.rows(1))

    assert view.visualRect(view.model().index(0, 0)).height() >= lines * theme.px(14) + 32
