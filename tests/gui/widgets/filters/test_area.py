from PySide6.QtWidgets import QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from coach.gui.widgets.filters.area import FilterArea
from coach.gui.widgets.filters.panel import FilterPanel
from tests.tools import samples


def test_it_is_as_tall_as_what_it_holds_and_shrinks_where_it_must(qtbot: QtBot) -> None:
    page, list_below = QWidget(), QWidget()
    list_below.setMinimumHeight(100)
    qtbot.addWidget(page)
    panel = FilterPanel(samples.texts(), samples.theme())
    area = FilterArea(panel)
    rows = QVBoxLayout(page)
    rows.addWidget(area)
    rows.addWidget(list_below, 1)
    page.resize(1000, 800)
    page.show()

    wide = area.height()
    assert area.height() == panel.height()
    panel.period.period.choose("days")
    page.resize(500, 800)
    qtbot.waitUntil(lambda: area.height() > wide)
    assert area.height() == panel.height()

    page.resize(500, 300)
    qtbot.waitUntil(lambda: area.height() < 220)
    assert panel.height() > area.height()
    assert panel.width() <= area.viewport().width()


def test_an_empty_area_takes_no_room(qtbot: QtBot) -> None:
    area = FilterArea(QWidget())
    qtbot.addWidget(area)

    assert area.sizeHint().height() == 0
