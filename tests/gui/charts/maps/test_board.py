import pytest
from PySide6.QtCore import QPointF, QRectF, QSizeF, Qt
from PySide6.QtGui import QImage, QKeyEvent, QPainter
from PySide6.QtWidgets import QLineEdit, QScrollArea, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from coach.gui.charts.maps.board import Board, Room, neighbour
from tests.tools import samples

BOXES = tuple(QRectF(60 * across + 10, 50 * down + 10, 40, 30) for down in range(3) for across in range(4))


@pytest.fixture
def stills() -> list[bool]:
    return []


@pytest.fixture
def page(qtbot: QtBot) -> QWidget:
    made = QWidget()
    qtbot.addWidget(made)
    return made


@pytest.fixture
def board(page: QWidget, stills: list[bool]) -> Board:
    before = QLineEdit(page)
    made = Board(samples.theme(), lambda width: Room(BOXES, 160), lambda painter, width, still: stills.append(still))
    column = QVBoxLayout(page)
    column.addWidget(before)
    column.addWidget(made)
    page.resize(320, 300)
    page.show()
    page.activateWindow()
    before.setFocus()
    return made


def test_arrow_keys_go_to_the_neighbour(qtbot: QtBot, board: Board) -> None:
    seen: list[object] = []
    board.pointed.connect(seen.append)
    keys = Qt.Key
    presses = (keys.Key_Right, keys.Key_Right, keys.Key_Down, keys.Key_Left, keys.Key_Up, keys.Key_Up, keys.Key_End)
    for key in (*presses, keys.Key_Right, keys.Key_Down, keys.Key_Home):
        qtbot.keyClick(board, key)

    assert seen == [0, 1, 5, 4, 0, 0, 11, 11, 11, 0]


def test_enter_and_space_choose(qtbot: QtBot, board: Board) -> None:
    chosen: list[int] = []
    board.chosen.connect(chosen.append)
    qtbot.keyClick(board, Qt.Key.Key_Return)
    assert chosen == []

    board.point_at(6)
    qtbot.keyClick(board, Qt.Key.Key_Return)
    qtbot.keyClick(board, Qt.Key.Key_Space)

    assert chosen == [6, 6]


def test_the_mouse_points_and_chooses(qtbot: QtBot, board: Board) -> None:
    seen: list[object] = []
    chosen: list[int] = []
    board.pointed.connect(seen.append)
    board.chosen.connect(chosen.append)

    qtbot.mouseMove(board, BOXES[5].center().toPoint())
    qtbot.waitUntil(lambda: seen == [5])
    qtbot.mouseClick(board, Qt.MouseButton.LeftButton, pos=BOXES[5].center().toPoint())
    qtbot.mouseClick(board, Qt.MouseButton.LeftButton, pos=QPointF(2, 2).toPoint())
    qtbot.mouseClick(board, Qt.MouseButton.RightButton, pos=BOXES[5].center().toPoint())
    qtbot.mouseMove(board, QPointF(3, 3).toPoint())
    qtbot.waitUntil(lambda: board.pointer is None)

    assert chosen == [5]


def test_tab_points_at_the_first_box_and_leaving_forgets_it(qtbot: QtBot, page: QWidget, board: Board) -> None:
    before = page.findChild(QLineEdit)
    assert before is not None
    qtbot.waitUntil(before.hasFocus)
    qtbot.keyClick(before, Qt.Key.Key_Tab)
    qtbot.waitUntil(board.hasFocus)
    assert board.pointer == 0

    qtbot.keyClick(board, Qt.Key.Key_Tab)

    qtbot.waitUntil(lambda: board.pointer is None)


def test_its_keys_are_its_own_and_no_others(board: Board) -> None:
    def claims(key: Qt.Key, held: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> bool:
        event = QKeyEvent(QKeyEvent.Type.ShortcutOverride, key, held)
        event.ignore()
        board.event(event)
        return event.isAccepted()

    assert claims(Qt.Key.Key_Left)
    assert claims(Qt.Key.Key_Space)
    assert not claims(Qt.Key.Key_L)
    assert not claims(Qt.Key.Key_Left, Qt.KeyboardModifier.ControlModifier)


def test_fewer_boxes_take_the_pointer_away(board: Board) -> None:
    board.point_at(7)
    board._lay_out = lambda width: Room(BOXES[:3], 60)

    board.refresh()

    assert board.pointer is None
    assert board.minimumHeight() == 60
    assert board.sizeHint().height() == 60


def test_a_picture_is_painted_still(board: Board, stills: list[bool]) -> None:
    stills.clear()
    paper = QImage(10, 10, QImage.Format.Format_RGB32)
    painter = QPainter(paper)
    board.draw(painter)
    painter.end()

    assert stills == [True]
    assert board.picture_size() == QSizeF(board.width(), 160)


def test_from_a_wide_row_the_way_down_leads_to_the_nearest_box() -> None:
    rows = (QRectF(0, 0, 300, 30), QRectF(310, 0, 40, 30), QRectF(0, 40, 300, 30), QRectF(310, 40, 40, 30))

    assert neighbour(rows, 0, 0, 1) == 2
    assert neighbour(rows, 1, 0, 1) == 3
    assert neighbour(rows, 0, 1, 0) == 1
    assert neighbour(rows, 1, 1, 0) == 1


def test_walking_by_keys_scrolls_the_page(qtbot: QtBot) -> None:
    tall = tuple(QRectF(10, 60 * down + 10, 100, 40) for down in range(30))
    board = Board(samples.theme(), lambda width: Room(tall, 1810), lambda painter, width, still: None)
    area = QScrollArea()
    area.setWidgetResizable(True)
    area.setWidget(board)
    qtbot.addWidget(area)
    area.resize(300, 200)
    area.show()
    qtbot.waitUntil(lambda: area.verticalScrollBar().maximum() > 1000)

    qtbot.keyClick(board, Qt.Key.Key_End)
    assert board.mapTo(area, tall[-1].center().toPoint()).y() < 200
    qtbot.keyClick(board, Qt.Key.Key_Home)

    assert area.verticalScrollBar().value() < 20
