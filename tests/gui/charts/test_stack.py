import pytest
from PySide6.QtCore import QRectF
from pytestqt.qtbot import QtBot

from coach.gui.charts.plot import Scale
from coach.gui.charts.stack import NAMES, STEPS, LaneStack, TimelineValues, time_step
from tests.tools import samples


@pytest.mark.parametrize("seconds", [5.0, 90.0, 1800.0])
def test_the_clocks_of_an_axis_have_room(qtbot: QtBot, seconds: float) -> None:
    scale = Scale(0.0, seconds, QRectF(0, 0, 600, 10))

    step = time_step(scale, samples.theme())

    assert step in STEPS
    assert step / scale.per_px > 60


def test_an_axis_without_room_for_any_step_takes_the_longest(qtbot: QtBot) -> None:
    assert time_step(Scale(0.0, 1e9, QRectF(0, 0, 600, 10)), samples.theme()) == STEPS[-1]


def test_names_have_room_beside_the_lanes_and_grow_with_the_text(qtbot: QtBot) -> None:
    values = TimelineValues(10.0)
    small, large = (
        LaneStack(tuple(NAMES), values, samples.texts(), samples.theme(percent=each)) for each in (100, 200)
    )

    assert large.gutter > 1.5 * small.gutter - 16
    assert large.bottom > 1.8 * small.bottom
