import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, QRectF, Qt
from PySide6.QtGui import QMouseEvent, QPainter, QWheelEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from coach.gui.charts.plot import Plot, Scale
from tests.tools.samples import theme


@pytest.fixture
def painted() -> list[Scale]:
    return []


@pytest.fixture
def plot(qtbot: QtBot, painted: list[Scale]) -> Plot:
    def paint(_: QPainter, scale: Scale) -> None:
        painted.append(scale)

    made = Plot(theme(), paint, lambda *_: None, lambda scale: [(scale.first, "first")])
    qtbot.addWidget(made)
    made.resize(640, 200)
    made.set_theme(theme(), 40, 0, 0)
    made.set_range(0.0, 60.0)
    made.show()
    return made


def test_the_scale_goes_there_and_back() -> None:
    scale = Scale(10.0, 20.0, QRectF(100, 0, 200, 50))

    assert scale.px(15.0) == 200
    assert scale.value(200) == 15.0
    assert scale.value(-5) == 10.0
    assert scale.per_px == 0.05


def test_a_click_chooses_its_value(qtbot: QtBot, plot: Plot) -> None:
    where = plot.position_of(30.0).toPoint()

    with qtbot.waitSignal(plot.pressed) as pressed:
        qtbot.mouseClick(plot.viewport(), Qt.MouseButton.LeftButton, pos=where)

    assert pressed.args[0] == pytest.approx(30.0, abs=0.2)


def test_the_pointer_follows_the_mouse_and_leaves_with_it(qtbot: QtBot, plot: Plot) -> None:
    qtbot.mouseMove(plot.viewport(), plot.position_of(12.0).toPoint())
    qtbot.waitUntil(lambda: plot.pointer is not None)
    assert plot.pointer == pytest.approx(12.0, abs=0.2)

    plot.point_at(None)

    assert plot.pointer is None


@pytest.mark.parametrize(
    ("keys", "at"),
    [
        ([Qt.Key.Key_Right, Qt.Key.Key_Right], 2.0),
        ([Qt.Key.Key_Left], 0.0),
        ([Qt.Key.Key_End], 60.0),
        ([Qt.Key.Key_End, Qt.Key.Key_Right], 60.0),
        ([Qt.Key.Key_End, Qt.Key.Key_Home], 0.0),
    ],
)
def test_keys_move_the_pointer(qtbot: QtBot, plot: Plot, keys: list[Qt.Key], at: float) -> None:
    for key in keys:
        qtbot.keyClick(plot, key)

    assert plot.pointer == at


def test_enter_chooses_and_arrows_hop(qtbot: QtBot, plot: Plot) -> None:
    plot.point_at(7.0)

    with qtbot.waitSignal(plot.pressed) as pressed:
        qtbot.keyClick(plot, Qt.Key.Key_Return)
    with qtbot.waitSignal(plot.hopped) as hopped:
        qtbot.keyClick(plot, Qt.Key.Key_Down)

    assert pressed.args == [7.0]
    assert hopped.args == [1]


def test_zoom_keeps_the_place_and_comes_back(qtbot: QtBot, plot: Plot) -> None:
    plot.point_at(30.0)

    qtbot.keyClick(plot, Qt.Key.Key_Plus)
    near = plot.scale_now()
    assert near.last - near.first == pytest.approx(40.0)
    assert near.first < 30.0 < near.last

    plot.show_value(59.0)
    assert plot.scale_now().last == pytest.approx(60.0, abs=4.1)

    qtbot.keyClick(plot, Qt.Key.Key_Minus)
    qtbot.keyClick(plot, Qt.Key.Key_0)
    assert (plot.scale_now().first, plot.scale_now().last) == (0.0, 60.0)


@pytest.mark.parametrize(
    ("held", "wide"), [(Qt.KeyboardModifier.ControlModifier, 48.0), (Qt.KeyboardModifier(0), 60.0)]
)
def test_the_wheel_zooms_with_ctrl_only(plot: Plot, held: Qt.KeyboardModifier, wide: float) -> None:
    place = QPointF(plot.position_of(30.0))
    event = QWheelEvent(
        place, place, QPoint(), QPoint(0, 120), Qt.MouseButton.NoButton, held, Qt.ScrollPhase.NoScrollPhase, False
    )

    plot.wheelEvent(event)

    assert plot.scale_now().last - plot.scale_now().first == pytest.approx(wide)
    assert event.isAccepted() == (wide == 48.0)


def wheel(plot: Plot, x: int, y: int, held: Qt.KeyboardModifier) -> QWheelEvent:
    place = QPointF(plot.position_of(30.0))
    phase = Qt.ScrollPhase.NoScrollPhase
    event = QWheelEvent(place, place, QPoint(), QPoint(x, y), Qt.MouseButton.NoButton, held, phase, False)
    plot.wheelEvent(event)
    return event


@pytest.mark.parametrize(
    ("x", "y", "held", "first"),
    [
        (0, -120, Qt.KeyboardModifier.ShiftModifier, 27.0),
        (0, 120, Qt.KeyboardModifier.ShiftModifier, 21.0),
        (-120, 0, Qt.KeyboardModifier.NoModifier, 27.0),
        (0, 99999, Qt.KeyboardModifier.ShiftModifier, 0.0),
        (-99999, 0, Qt.KeyboardModifier.NoModifier, 30.0),
    ],
)
def test_the_wheel_scrolls_a_zoomed_chart(
    qtbot: QtBot, plot: Plot, x: int, y: int, held: Qt.KeyboardModifier, first: float
) -> None:
    plot.zoom(2.0, 30.0)
    plot.scroll_to(24.0)

    with qtbot.waitSignals([plot.looked, plot.scrolled]):
        event = wheel(plot, x, y, held)

    assert event.isAccepted()
    assert plot.scale_now().first == pytest.approx(first)
    assert plot.scale_now().last == pytest.approx(first + 30.0)


def test_a_chart_that_shows_all_leaves_the_wheel_to_the_page(plot: Plot) -> None:
    assert not wheel(plot, 0, -120, Qt.KeyboardModifier.ShiftModifier).isAccepted()


@pytest.fixture
def choosing(qtbot: QtBot) -> Plot:
    made = Plot(theme(), lambda *_: None, lambda *_: None, lambda _: [], spans=True)
    qtbot.addWidget(made)
    made.resize(640, 200)
    made.set_range(0.0, 60.0)
    made.show()
    return made


def drag(qtbot: QtBot, plot: Plot, start: float, end: float) -> None:
    places = [plot.position_of(at).toPoint() for at in (start, (start + end) / 2, end)]
    qtbot.mousePress(plot.viewport(), Qt.MouseButton.LeftButton, pos=places[0])
    for place in places[1:]:
        move = QMouseEvent(
            QEvent.Type.MouseMove,
            QPointF(place),
            QPointF(place),
            Qt.MouseButton.NoButton,
            Qt.MouseButton.LeftButton,
            Qt.KeyboardModifier.NoModifier,
        )
        QApplication.sendEvent(plot.viewport(), move)
    qtbot.mouseRelease(plot.viewport(), Qt.MouseButton.LeftButton, pos=places[-1])


@pytest.mark.parametrize(("start", "end"), [(10.0, 20.0), (20.0, 10.0)])
def test_dragging_chooses_a_stretch_and_a_click_lets_go(qtbot: QtBot, choosing: Plot, start: float, end: float) -> None:
    told: list[object] = []
    pressed: list[float] = []
    choosing.spanned.connect(told.append)
    choosing.pressed.connect(pressed.append)

    drag(qtbot, choosing, start, end)

    assert choosing.span == pytest.approx((10.0, 20.0), abs=0.2)
    assert told[-1] == choosing.span
    assert pressed == []
    qtbot.mouseClick(choosing.viewport(), Qt.MouseButton.LeftButton, pos=choosing.position_of(40.0).toPoint())
    assert (choosing.span, told[-1]) == (None, None)
    assert pressed == [pytest.approx(40.0, abs=0.2)]


def test_no_stretch_where_none_is_wanted(qtbot: QtBot, plot: Plot) -> None:
    pressed: list[float] = []
    plot.pressed.connect(pressed.append)
    drag(qtbot, plot, 10.0, 20.0)
    qtbot.keyClick(plot, Qt.Key.Key_Right, Qt.KeyboardModifier.ShiftModifier)

    assert plot.span is None
    assert len(pressed) == 1


def test_shift_and_arrows_choose_a_stretch(qtbot: QtBot, choosing: Plot) -> None:
    shift, none = Qt.KeyboardModifier.ShiftModifier, Qt.KeyboardModifier.NoModifier
    keys = Qt.Key
    choosing.point_at(10.0)
    steps = [(keys.Key_Right, shift, 3), (keys.Key_Left, shift, 5), (keys.Key_End, shift, 1)]
    steps += [(keys.Key_Home, none, 1), (keys.Key_Right, shift, 1), (keys.Key_Escape, none, 1)]

    chosen = []
    for key, held, times in steps:
        for _ in range(times):
            qtbot.keyClick(choosing, key, held)
        chosen.append(choosing.span)

    assert chosen == [(10.0, 13.0), (8.0, 10.0), (10.0, 60.0), None, (0.0, 1.0), None]


def test_shift_and_up_or_down_choose_up_to_the_neighbouring_thing(qtbot: QtBot, choosing: Plot) -> None:
    choosing.hopped.connect(lambda way: choosing.point_at(30.0 + 10 * way))
    choosing.point_at(25.0)

    qtbot.keyClick(choosing, Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)

    assert choosing.span == (25.0, 40.0)


def test_another_range_lets_go_of_the_stretch(choosing: Plot) -> None:
    choosing.choose((1.0, 2.0))
    choosing.set_range(0.0, 10.0)
    assert choosing.span is None


def test_other_buttons_of_the_mouse_do_nothing(qtbot: QtBot, choosing: Plot) -> None:
    with qtbot.assertNotEmitted(choosing.pressed):
        qtbot.mouseClick(choosing.viewport(), Qt.MouseButton.RightButton, pos=QPoint(50, 50))


def test_it_is_painted_once_until_something_changes(
    qtbot: QtBot, plot: Plot, painted: list[Scale], qapp: QApplication
) -> None:
    plot.grab()
    before = len(painted)
    plot.refresh_strip(5.0, 6.0)
    plot.grab()
    after_cursor = len(painted)

    plot.refresh()
    plot.grab()

    assert before >= 1
    assert len(painted) > after_cursor


def test_other_keys_go_on_to_the_page(qtbot: QtBot, plot: Plot) -> None:
    qtbot.keyClick(plot, Qt.Key.Key_Space)
    qtbot.keyClick(plot, Qt.Key.Key_Left, Qt.KeyboardModifier.ControlModifier)

    assert plot.pointer is None


def test_a_chart_of_a_fixed_height_asks_for_no_other(plot: Plot) -> None:
    plot.setFixedHeight(98)
    assert plot.sizeHint().height() == 98
