from dataclasses import replace

import pytest
from PySide6.QtCore import QModelIndex
from PySide6.QtWidgets import QLineEdit, QListView, QStyleOptionViewItem, QWidget
from pytestqt.qtbot import QtBot

from coach.gui.widgets.takes.delegate import TakeDelegate
from coach.gui.widgets.takes.model import TakesModel
from coach.practice.history import AttemptRow
from tests.tools import samples


def painted(
    qtbot: QtBot, delegate: TakeDelegate, rows: tuple[AttemptRow, ...], wide: int = 1000, total: int | None = None
) -> QListView:
    model = TakesModel(samples.texts())
    model.set_rows(rows, total)
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


def test_a_star_is_filled_or_hollow(qtbot: QtBot) -> None:
    theme = samples.theme()
    one, other = samples.rows(2)
    delegate = TakeDelegate(samples.texts(), theme)

    view = painted(qtbot, delegate, (replace(one, starred=True), other))

    def middle(place: int) -> str:
        target = delegate.star_target(view.visualRect(view.model().index(place, 0)))
        assert target.width() >= 32
        return view.viewport().grab(target).toImage().pixelColor(target.width() // 2, target.height() // 2).name()

    assert middle(0) == theme.colour("accent").name()
    assert middle(1) != theme.colour("accent").name()


def test_a_take_that_has_not_come_holds_its_place(qtbot: QtBot) -> None:
    theme = samples.theme()

    view = painted(qtbot, TakeDelegate(samples.texts(), theme), samples.rows(1), total=2)

    assert theme.blend("line", "surface", 0.6).name() in colours(view, 1)
    assert theme.colour("text").name() not in colours(view, 1)


@pytest.mark.parametrize(("percent", "lines"), [(100, 2), (200, 3)])
def test_large_text_gets_the_lines_it_needs(qtbot: QtBot, percent: int, lines: int) -> None:
    theme = samples.theme(percent=percent)
    delegate = TakeDelegate(samples.texts(), theme)

    view = painted(qtbot, delegate, samples.rows(1))

    plain = view.visualRect(view.model().index(0, 0)).height()
    assert plain >= lines * theme.px(14) + 32
    delegate.searched = True
    assert delegate.sizeHint(QStyleOptionViewItem(), QModelIndex()).height() >= plain + theme.px(14)


def test_what_was_found_gets_a_line(qtbot: QtBot) -> None:
    theme = samples.theme()
    row = replace(samples.rows(1)[0], moments=())
    delegate = TakeDelegate(samples.texts(), theme)
    delegate.searched = True
    found = replace(row, excerpt="we held the number back", hits=((12, 18),))

    view = painted(qtbot, delegate, (row, found))

    def ink(place: int) -> int:
        image = view.viewport().grab(view.visualRect(view.model().index(place, 0))).toImage()
        dark = theme.colour("text").lightness() + 30
        points = ((x, y) for x in range(60, 500) for y in range(image.height()))
        return sum(image.pixelColor(x, y).lightness() < dark for x, y in points)

    assert ink(1) > ink(0) * 1.1


def test_a_title_is_edited_in_its_place(qtbot: QtBot) -> None:
    delegate = TakeDelegate(samples.texts(), samples.theme())
    titled = replace(samples.rows(1)[0], title="Mine")
    view = painted(qtbot, delegate, (titled,), total=2)
    index = view.model().index(0, 0)

    editor = delegate.createEditor(view.viewport(), QStyleOptionViewItem(), index)
    assert isinstance(editor, QLineEdit)
    assert (editor.text(), editor.placeholderText()) == ("Mine", titled.question)
    assert editor.selectedText() == "Mine"
    assert editor.accessibleName() == "Title of the take"
    editor.setText("Other")
    delegate.setEditorData(editor, index)
    assert editor.text() == "Other"

    with qtbot.waitSignal(view.model().renamed) as renamed:  # type: ignore[attr-defined]
        delegate.setModelData(editor, view.model(), index)
    assert renamed.args == ["take-0", "Other"]
    with qtbot.assertNotEmitted(view.model().renamed):  # type: ignore[attr-defined]
        delegate.setModelData(QWidget(editor), view.model(), index)
    unknown = delegate.createEditor(view.viewport(), QStyleOptionViewItem(), view.model().index(1, 0))
    assert isinstance(unknown, QLineEdit)
    assert unknown.text() == ""
