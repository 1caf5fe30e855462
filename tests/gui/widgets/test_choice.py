from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from coach.gui.widgets.choice import Choice


def test_a_choice_is_marked_by_its_value(qtbot: QtBot) -> None:
    choice = Choice()
    qtbot.addWidget(choice)
    choice.fill([("Quiet", 1), ("Loud", 2)], 2)
    assert choice.currentText() == choice.toolTip() == "Loud"

    choice.choose(3)
    assert choice.currentText() == "Loud"


def test_the_wheel_is_left_to_the_page(qtbot: QtBot) -> None:
    choice = Choice()
    qtbot.addWidget(choice)
    choice.fill([("Quiet", 1), ("Loud", 2)], 1)
    place = QPointF(5, 5)
    wheel = QWheelEvent(
        place,
        choice.mapToGlobal(place),
        QPoint(0, -120),
        QPoint(0, -120),
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(choice, wheel)

    assert choice.currentData() == 1
    assert not wheel.isAccepted()
