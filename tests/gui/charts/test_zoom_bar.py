import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from coach.gui.charts.plot import Plot
from coach.gui.charts.zoom_bar import ZoomBar
from tests.tools import samples


@pytest.fixture
def plot(qtbot: QtBot) -> Plot:
    made = Plot(samples.theme(), lambda *_: None, lambda *_: None, lambda _: [])
    qtbot.addWidget(made)
    made.resize(640, 200)
    made.set_range(0.0, 60.0)
    made.show()
    return made


@pytest.fixture
def bar(qtbot: QtBot, plot: Plot) -> ZoomBar:
    made = ZoomBar(samples.texts(), plot)
    qtbot.addWidget(made)
    qtbot.addWidget(made.bar)
    made.show()
    return made


def seen(plot: Plot) -> tuple[float, float]:
    return plot.scale_now().first, plot.scale_now().last


def test_buttons_zoom_around_the_middle_and_back(qtbot: QtBot, plot: Plot, bar: ZoomBar) -> None:
    assert not bar.farther.isEnabled()
    assert not bar.whole.isEnabled()
    assert bar.bar.isHidden()

    qtbot.mouseClick(bar.nearer, Qt.MouseButton.LeftButton)
    qtbot.keyClick(bar.nearer, Qt.Key.Key_Space)
    first, last = seen(plot)
    assert last - first == pytest.approx(60 / 1.5**2)
    assert (first + last) / 2 == pytest.approx(30.0)
    assert not bar.bar.isHidden()

    bar.farther.click()
    assert seen(plot) == pytest.approx((10.0, 50.0))
    bar.whole.click()
    assert seen(plot) == (0.0, 60.0)


def test_buttons_zoom_around_the_sound_where_it_is_in_sight(plot: Plot, bar: ZoomBar) -> None:
    bar.around = 6.0
    bar.nearer.click()
    assert seen(plot) == pytest.approx((2.0, 42.0))

    bar.around = 59.0
    bar.nearer.click()
    first, last = seen(plot)
    assert (first + last) / 2 == pytest.approx(22.0)


def test_it_comes_forty_times_nearer_and_no_more(plot: Plot, bar: ZoomBar) -> None:
    for _ in range(30):
        bar.nearer.click()

    first, last = seen(plot)
    assert last - first == pytest.approx(1.5)
    assert not bar.nearer.isEnabled()


def test_the_scroll_bar_goes_with_the_chart_and_the_chart_with_it(plot: Plot, bar: ZoomBar) -> None:
    plot.zoom(4.0, 30.0)
    assert bar.bar.pageStep() == 250
    assert bar.bar.value() == pytest.approx(375, abs=1)

    bar.bar.setValue(bar.bar.maximum())
    assert seen(plot) == pytest.approx((45.0, 60.0))
    plot.scroll_to(0.0)
    assert bar.bar.value() == 0


def test_everything_has_a_name(bar: ZoomBar) -> None:
    parts = (bar.farther, bar.nearer, bar.whole, bar.to_sound, bar.bar)
    assert all(part.accessibleName() not in ("", "+", "−") for part in parts)
