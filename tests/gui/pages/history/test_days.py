from datetime import date, timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from coach.gui.bridge import Bridge
from coach.gui.pages.history.days import DaysSection, wanted_on
from coach.gui.theme import style_sheet
from tests.fakes.history import FakeHistory, Shelf
from tests.gui.inspect import fits, nameless
from tests.tools import samples

TODAY = samples.NOON.astimezone().date()


@pytest.fixture
def history(tmp_path: Path) -> FakeHistory:
    return FakeHistory(tmp_path, shelf=Shelf({take.id: take for take in samples.attempts(8, tmp_path)}))


@pytest.fixture
def section(qtbot: QtBot, bridge: Bridge, history: FakeHistory) -> DaysSection:
    made = DaysSection(samples.texts(), samples.theme(), bridge, history, lambda: TODAY)
    qtbot.addWidget(made)
    made.setStyleSheet(style_sheet(samples.theme()))
    made.resize(1000, 700)
    made.show()
    made.refresh()
    return made


def test_a_day_leads_to_the_takes_of_that_day(qtbot: QtBot, section: DaysSection, history: FakeHistory) -> None:
    qtbot.waitUntil(lambda: "Practised on 4 days" in section.chart.card.sentence.text())
    board = section.chart.board

    with qtbot.waitSignal(section.takes_wanted) as wanted:
        board.point_at(TODAY.day - 1)
        qtbot.keyClick(board, Qt.Key.Key_Return)

    assert wanted.args == [wanted_on(TODAY)]
    assert history.count(wanted_on(TODAY)) == history.days()[TODAY]
    with qtbot.waitSignal(section.takes_wanted) as clicked:
        box = board.room.boxes[TODAY.day - 2]
        qtbot.mouseClick(board, Qt.MouseButton.LeftButton, pos=box.center().toPoint())
    assert clicked.args == [wanted_on(TODAY - timedelta(days=1))]


def test_a_day_lasts_from_midnight_to_midnight_on_this_clock() -> None:
    wanted = wanted_on(date(2026, 3, 9))

    assert wanted.since is not None
    assert wanted.until is not None
    assert wanted.since.tzinfo is not None
    assert (wanted.since.date(), wanted.since.hour) == (date(2026, 3, 9), 0)
    assert (wanted.until.date(), wanted.until.hour) == (date(2026, 3, 10), 0)


@pytest.mark.parametrize(("name", "percent", "width"), [("light", 100, 1000), ("dark", 200, 700), ("cream", 100, 640)])
def test_nothing_is_cut(section: DaysSection, name: str, percent: int, width: int) -> None:
    theme = samples.theme(name, percent)
    section.setStyleSheet(style_sheet(theme))
    section.set_theme(theme)
    section.resize(width, 560)
    section.grab()

    fits(section, width)
    assert nameless(section) == []
