import pytest
from PySide6.QtCore import QRectF
from PySide6.QtGui import QImage, QPainter
from PySide6.QtWidgets import QApplication

from coach.gui.charts.maps.marks import Mark, State, paint_mark
from coach.gui.theme import NAMES
from coach.model import ANCHORS
from tests.tools import samples


def image_of(mark: Mark, anchor: str, name: str = "light") -> QImage:
    theme = samples.theme(name)
    paper = QImage(60, 60, QImage.Format.Format_RGB32)
    paper.fill(theme.colour("surface"))
    painter = QPainter(paper)
    paint_mark(painter, theme, QRectF(10, 10, 40, 40), mark, anchor)
    painter.end()
    return paper


def inked(paper: QImage, left: int, top: int, right: int, bottom: int, colour: int) -> int:
    return sum(paper.pixel(x, y) == colour for x in range(left, right) for y in range(top, bottom))


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("anchor", ["", *ANCHORS])
def test_the_states_differ_without_colour(qapp: QApplication, name: str, anchor: str) -> None:
    theme = samples.theme(name)
    colour = (theme.anchor_colour(anchor) if anchor else theme.colour("accent")).rgb()

    def ink(state: State, share: float = 1.0) -> int:
        return inked(image_of(Mark(state, "", share=share), anchor, name), 0, 0, 60, 60, colour)

    assert ink("filled") > ink("filled", 0.5) > ink("hollow")
    assert ink("filled") > ink("half") > ink("hollow")
    assert ink("dash") == 0


def test_what_was_heard_fills_from_below_and_what_is_probable_from_the_left(qapp: QApplication) -> None:
    colour = samples.theme().anchor_colour("outcome").rgb()
    level, half = image_of(Mark("filled", "", share=0.5), "outcome"), image_of(Mark("half", ""), "outcome")

    assert inked(level, 18, 32, 42, 42, colour) == 240
    assert inked(level, 18, 18, 42, 28, colour) == 0
    assert inked(half, 18, 18, 28, 42, colour) == 240
    assert inked(half, 32, 18, 42, 42, colour) == 0


def test_a_dash_stands_where_nothing_is(qapp: QApplication) -> None:
    line = samples.theme().colour("line").rgb()
    assert inked(image_of(Mark("dash", ""), "problem"), 22, 28, 38, 32, line) >= 30


def test_the_ring_around_what_is_worth_trying_next_is_dashed(qapp: QApplication) -> None:
    text = samples.theme().colour("text").rgb()
    ring = image_of(Mark("next", ""), "")
    assert inked(ring, 18, 18, 42, 42, text) == 0
    assert sum(ring.pixel(x, y) != samples.theme().colour("surface").rgb() for x in range(60) for y in range(60)) > 100
