import pytest
from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor, QImage, QPainter
from pytestqt.qtbot import QtBot

from coach.gui.charts.lanes import Lane
from coach.gui.charts.marked import painting
from coach.gui.charts.plot import Scale, Span
from coach.model import Bookmark
from tests.tools import samples

SCALE = Scale(10.0, 20.0, QRectF(0, 0, 200, 40))
LANE = Lane("sound", 0, 40)


def sheet() -> QImage:
    image = QImage(200, 40, QImage.Format.Format_RGB32)
    image.fill(QColor("white"))
    return image


def dark(image: QImage) -> set[tuple[int, int]]:
    return {(x, y) for x in range(200) for y in range(40) if image.pixelColor(x, y).lightness() < 160}


def painted(span: Span, *, looped: bool) -> QImage:
    image = sheet()
    painter = QPainter(image)
    painting.paint_span(painter, SCALE, span, 2, 38, samples.theme(), looped=looped)
    painter.end()
    return image


def test_a_loop_stands_between_brackets_on_a_band(qtbot: QtBot) -> None:
    image = painted((12.0, 16.0), looped=True)

    assert image.pixelColor(80, 20) != QColor("white")
    assert image.pixelColor(20, 20) == image.pixelColor(140, 20) == QColor("white")
    drawn = dark(image)
    assert {x for x, y in drawn if y == 20} <= {39, 40, 119, 120}
    top = {x for x, y in drawn if y == 2}
    assert max(x for x in top if x < 80) >= 44  # the feet point inwards
    assert min(x for x in top if x > 80) <= 116


def test_a_stretch_that_is_only_chosen_has_dashed_edges_and_no_feet(qtbot: QtBot) -> None:
    drawn = dark(painted((12.0, 16.0), looped=False))

    edge = {y for x, y in drawn if x in (39, 40)}
    assert 10 < len(edge) < 34
    assert {x for x, _ in drawn} <= {38, 39, 40, 41, 118, 119, 120, 121}


def test_brackets_out_of_sight_are_left_out(qtbot: QtBot) -> None:
    assert dark(painted((5.0, 25.0), looped=True)) == set()
    assert painted((1.0, 5.0), looped=True) == sheet()
    assert painted((25.0, 29.0), looped=True) == sheet()


@pytest.mark.parametrize(("at", "shown"), [(15.0, True), (9.0, False), (21.0, False)])
def test_a_bookmark_is_a_flag_on_a_pole(qtbot: QtBot, at: float, shown: bool) -> None:
    image = sheet()
    painter = QPainter(image)
    painting.paint_flags(painter, SCALE, LANE, [Bookmark("a", at)], samples.theme())
    painter.end()

    drawn = dark(image)
    assert bool(drawn) == shown
    if shown:
        assert {y for x, y in drawn if x in (99, 100)} >= set(range(39))
        assert {x for x, y in drawn if y == 1} >= set(range(101, 109))
        assert max(x for x, y in drawn if y == 4) < max(x for x, y in drawn if y == 1)  # the notch
        assert {x for x, y in drawn if y > 14} <= {98, 99, 100, 101}
