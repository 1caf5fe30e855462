from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from coach.gui.bridge import Bridge
from coach.gui.pages.history.balance import BalanceSection, balance_values
from coach.gui.theme import style_sheet
from coach.model import CATEGORIES
from coach.practice.history import Wanted
from tests.fakes.history import FakeHistory, Shelf
from tests.gui.inspect import fits, nameless
from tests.tools import samples


@pytest.fixture
def section(qtbot: QtBot, bridge: Bridge, tmp_path: Path) -> BalanceSection:
    shelf = Shelf({attempt.id: attempt for attempt in samples.attempts(10, tmp_path)})
    made = BalanceSection(samples.texts(), samples.theme(), bridge, FakeHistory(tmp_path, shelf=shelf))
    qtbot.addWidget(made)
    made.setStyleSheet(style_sheet(samples.theme()))
    made.resize(1000, 700)
    made.show()
    return made


def test_the_history_is_asked_when_the_tab_comes_up(qtbot: QtBot, section: BalanceSection) -> None:
    assert section.chart.values.takes == {}

    section.refresh()

    qtbot.waitUntil(lambda: section.chart.values.takes.get("metrics") == 2)
    assert "(2 takes). Least: the recruiter's first call (0 takes)." in section.chart.card.sentence.text()


def test_a_bar_leads_to_its_takes_and_the_offer_to_practice(qtbot: QtBot, section: BalanceSection) -> None:
    place = CATEGORIES.index("design")
    board = section.chart.board

    with qtbot.waitSignal(section.takes_wanted) as wanted:
        board.point_at(place)
        qtbot.keyClick(board, Qt.Key.Key_Return)
    with qtbot.waitSignal(section.practice_wanted) as practice:
        box = board.room.boxes[len(CATEGORIES) + place]
        qtbot.mouseClick(board, Qt.MouseButton.LeftButton, pos=box.center().toPoint())

    assert wanted.args == [Wanted(category="design")]
    assert practice.args == ["design"]


@pytest.mark.parametrize(
    ("name", "percent", "width"), [("light", 100, 1000), ("dark", 200, 700), ("contrast", 100, 640)]
)
def test_nothing_is_cut(section: BalanceSection, name: str, percent: int, width: int) -> None:
    theme = samples.theme(name, percent)
    section.setStyleSheet(style_sheet(theme))
    section.set_theme(theme)
    section.resize(width, 560)
    section.grab()

    fits(section, width)
    assert nameless(section) == []


def test_categories_without_takes_count_too() -> None:
    assert "(0 takes)" in samples.texts()(balance_values({"metrics": 3}).sentence)
    assert "Any category" in samples.texts()(balance_values({}).sentence)
