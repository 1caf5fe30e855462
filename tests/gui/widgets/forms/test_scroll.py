from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from coach.gui.widgets.forms.scroll import ScrollRows


def test_what_takes_the_focus_comes_into_sight(qtbot: QtBot) -> None:
    page = QWidget()
    qtbot.addWidget(page)
    scroll = ScrollRows()
    buttons = [QPushButton(str(number)) for number in range(30)]
    for button in buttons:
        scroll.rows.addWidget(button)
    scroll.follow(*buttons)
    QVBoxLayout(page).addWidget(scroll)
    page.resize(200, 150)
    with qtbot.waitActive(page):
        page.show()

    def seen(button: QPushButton) -> bool:
        viewport = scroll.viewport()
        return viewport.rect().contains(button.mapTo(viewport, button.rect().center()))

    assert not seen(buttons[-1])
    buttons[-1].setFocus()
    assert seen(buttons[-1])
    buttons[0].setFocus()
    assert seen(buttons[0])
