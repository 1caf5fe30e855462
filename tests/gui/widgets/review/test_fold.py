from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QWidget
from pytestqt.qtbot import QtBot

from coach.gui.widgets.review.fold import Fold
from tests.tools import samples


def test_the_body_is_made_when_it_is_opened_and_only_once(qtbot: QtBot) -> None:
    made: list[QWidget] = []

    def fill() -> QWidget:
        made.append(QLabel("inside"))
        return made[-1]

    fold = Fold(samples.theme(), "Details", fill)
    qtbot.addWidget(fold)
    fold.show()
    assert made == []

    qtbot.keyClick(fold.button, Qt.Key.Key_Space)
    assert fold.opened
    assert made[0].isVisible()

    qtbot.mouseClick(fold.button, Qt.MouseButton.LeftButton)
    assert not made[0].isVisible()

    fold.set_theme(samples.theme("dark", 200))
    fold.open()
    assert len(made) == 1
    assert fold.button.accessibleName() == "Details"
    assert fold.button.height() >= 32
