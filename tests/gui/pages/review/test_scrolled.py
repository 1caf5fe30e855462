from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from coach.gui.pages.review.scrolled import WIDEST, ScrolledSheet
from tests.tools import samples


def test_it_keeps_its_place_goes_to_a_widget_and_is_never_too_wide(qtbot: QtBot) -> None:
    scrolled = ScrolledSheet()
    qtbot.addWidget(scrolled)
    labels = [QLabel("line") for _ in range(200)]
    for label in labels:
        scrolled.column.addWidget(label)
    scrolled.set_theme(samples.theme())
    scrolled.resize(2000, 400)
    scrolled.show()
    qtbot.waitUntil(lambda: scrolled.verticalScrollBar().maximum() > 1000)

    assert scrolled.sheet.width() == WIDEST
    scrolled.stay_at(300)
    assert scrolled.verticalScrollBar().value() == 300
    scrolled.reveal(labels[-1])
    qtbot.waitUntil(lambda: scrolled.verticalScrollBar().value() > 1000)
