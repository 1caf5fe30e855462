from xml.etree import ElementTree

import pytest
from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor, QImage, QPainter
from PySide6.QtWidgets import QApplication

from coach.gui.charts.picture import picture_png, picture_svg

SVG = "{http://www.w3.org/2000/svg}"


def draw(painter: QPainter) -> None:
    painter.fillRect(QRectF(10, 10, 40, 20), QColor("#2A5A8A"))
    painter.drawText(60, 25, "62 % & more")


def test_an_svg_is_as_large_as_it_was_asked_for_and_keeps_its_text(qapp: QApplication) -> None:
    page = ElementTree.fromstring(picture_svg(draw, 200, 40, "Balance", "Two of eight."))

    assert page.get("viewBox") == "0 0 200 40"
    assert page.findtext(f"{SVG}title") == "Balance"
    assert page.findtext(f"{SVG}desc") == "Two of eight."
    assert [text.text for text in page.iter(f"{SVG}text")] == ["62 % & more"]
    assert not list(page.iter(f"{SVG}image"))


def test_a_png_is_sharp_and_nothing_lies_behind_it(qapp: QApplication) -> None:
    image = QImage.fromData(picture_png(draw, 200, 40))

    assert (image.width(), image.height()) == (400, 80)
    assert image.pixelColor(60, 40) == QColor("#2A5A8A")
    assert image.pixelColor(399, 79).alpha() == 0


def test_what_goes_wrong_while_painting_is_told(qapp: QApplication) -> None:
    def fail(painter: QPainter) -> None:
        raise ValueError("no")

    with pytest.raises(ValueError, match="no"):
        picture_svg(fail, 10, 10)
    with pytest.raises(ValueError, match="no"):
        picture_png(fail, 10, 10)
