import pytest
from PySide6.QtCore import QRectF
from PySide6.QtGui import QImage, QPainter
from PySide6.QtWidgets import QApplication

from coach.gui.charts.maps.bars import HEIGHT, paint_bar
from coach.gui.theme import NAMES
from tests.tools import samples


def filled(name: str, share: float) -> int:
    theme = samples.theme(name)
    paper = QImage(120, 30, QImage.Format.Format_RGB32)
    paper.fill(theme.colour("surface"))
    painter = QPainter(paper)
    paint_bar(painter, theme, QRectF(10, 8, 100, HEIGHT), share)
    painter.end()
    accent = theme.colour("accent").rgb()
    return sum(paper.pixel(x, 15) == accent for x in range(paper.width()))


@pytest.mark.parametrize("name", NAMES)
def test_a_bar_is_as_long_as_its_share_and_hollow_without_any(qapp: QApplication, name: str) -> None:
    assert filled(name, 0) == 0
    assert filled(name, 0.5) == pytest.approx(50, abs=2)
    assert 4 <= filled(name, 0.001) <= 8
    assert filled(name, 1) == pytest.approx(100, abs=2)
