import pytest
from PySide6.QtGui import QColor, QIcon
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from coach.gui.widgets.signs.icons import Sign, icon, put_icon
from tests.tools import samples


def ink(drawn: QIcon, mode: QIcon.Mode = QIcon.Mode.Normal) -> set[tuple[int, int]]:
    image = drawn.pixmap(drawn.availableSizes()[0], mode).toImage()
    return {(x, y) for x in range(image.width()) for y in range(image.height()) if image.pixelColor(x, y).alpha() > 128}


@pytest.mark.parametrize("sign", ["play", "pause", "stop", "back", "forward", "folded", "open"])
def test_every_sign_is_drawn_and_like_no_other(qtbot: QtBot, sign: Sign) -> None:
    others: list[Sign] = ["play", "pause", "stop", "back", "forward", "folded", "open"]

    drawn = ink(icon(sign, QColor("black"), 16))

    assert drawn
    assert all(drawn != ink(icon(other, QColor("black"), 16)) for other in others if other != sign)


def test_it_grows_with_the_text(qtbot: QtBot) -> None:
    button = QPushButton()
    qtbot.addWidget(button)

    put_icon(button, "play", samples.theme(percent=200), size=14)

    assert button.iconSize().height() == 28
