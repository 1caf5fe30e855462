from dataclasses import replace
from datetime import date

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from coach.gui.theme import style_sheet
from coach.gui.widgets.filters.days import Days, moments_of
from coach.gui.widgets.filters.panel import FilterPanel
from coach.gui.widgets.filters.wording import Today
from coach.practice.history import Choices, Wanted
from tests.gui.inspect import cut, nameless, outside
from tests.tools import samples

CHOICES = Choices((("core/1", "Is it real?"),), (("s1", "The spike"),), ("moonshine", "whisper"))


@pytest.fixture
def panel(qtbot: QtBot) -> FilterPanel:
    made = FilterPanel(samples.texts(), samples.theme())
    qtbot.addWidget(made)
    made.set_choices(CHOICES)
    made.resize(900, 300)
    made.show()
    return made


def test_everything_is_chosen_by_keys(qtbot: QtBot, panel: FilterPanel) -> None:
    for choice in (panel.category, panel.question, panel.story, panel.engine, panel.order):
        with qtbot.waitSignal(panel.changed):
            qtbot.keyClick(choice, Qt.Key.Key_Down)
    with qtbot.waitSignal(panel.changed):
        qtbot.keyClick(panel.starred, Qt.Key.Key_Space)
    with qtbot.waitSignal(panel.changed):
        qtbot.keyClick(panel.period.period, Qt.Key.Key_Down)

    wanted = panel.wanted
    assert replace(wanted, since=None) == Wanted(
        category="strategy", question="core/1", story="s1", engine="moonshine", starred=True, order="oldest"
    )
    assert wanted.since is not None
    assert wanted.until is None


def test_what_is_wanted_is_shown_without_telling(qtbot: QtBot, panel: FilterPanel) -> None:
    since, until = moments_of(Days(date(2026, 3, 1), date(2026, 3, 2)))
    wanted = Wanted("", "metrics", "core/1", "s1", "whisper", since, until, starred=True, order="question")

    with qtbot.assertNotEmitted(panel.changed):
        panel.show_wanted(wanted)
    assert panel.wanted == wanted

    with qtbot.assertNotEmitted(panel.changed):
        panel.set_choices(Choices())
    assert panel.wanted == wanted
    assert panel.question.currentText() == "core/1"


@pytest.mark.parametrize(("percent", "wide"), [(100, 1000), (100, 640), (200, 640), (200, 360)])
def test_filters_share_the_room(qtbot: QtBot, panel: FilterPanel, percent: int, wide: int) -> None:
    panel.setStyleSheet(style_sheet(samples.theme("light", percent)))
    panel.set_theme(samples.theme("light", percent))
    panel.period.period.choose("days")
    panel.resize(wide, 1200)
    qtbot.wait(30)

    assert nameless(panel) == []
    assert cut(panel) == []
    assert outside(panel) == []
    assert panel.category.height() >= 32


def test_this_month_is_another_after_midnight(panel: FilterPanel, monkeypatch: pytest.MonkeyPatch) -> None:
    panel.period.period.choose("this_month")

    monkeypatch.setattr(Today, "now", lambda: Today(date(2031, 2, 3), 1))
    panel.follow_clock()

    assert panel.period.days == Days(date(2031, 2, 1))
    assert panel.today.day == date(2031, 2, 3)
