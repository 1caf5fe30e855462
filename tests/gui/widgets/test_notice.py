"""Notices: one at a time, put away by a click, the next one in its place."""

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from coach.errors import CoachError
from coach.gui.theme import NAMES, Theme, load_theme
from coach.gui.widgets.notice import NoticeBar
from coach.messages import msg
from tests.gui.inspect import cut, nameless
from tests.gui.sample import RESOURCES, TEXTS

LOST, ADVICE = msg("practice.device_lost"), msg("practice.device_lost.advice")
NONE = msg("practice.none")


@pytest.fixture
def notice(qtbot: QtBot, theme: Theme) -> NoticeBar:
    made = NoticeBar(TEXTS, theme)
    qtbot.addWidget(made)
    made.resize(900, 80)
    return made


def close(qtbot: QtBot, notice: NoticeBar) -> None:
    qtbot.mouseClick(notice.close_button, Qt.MouseButton.LeftButton)


def test_it_is_not_there_until_something_is_said(notice: NoticeBar) -> None:
    assert not notice.isVisible()
    notice.show_error(CoachError(LOST, ADVICE))
    assert notice.isVisible()
    assert notice.message.plain == TEXTS(LOST)
    assert notice.advice.plain == TEXTS(ADVICE)
    assert notice.accessibleName() == f"{TEXTS(LOST)} {TEXTS(ADVICE)}"
    assert nameless(notice) == []
    assert cut(notice) == []


def test_without_advice_there_is_no_second_line(notice: NoticeBar) -> None:
    notice.say(LOST)
    assert not notice.advice.isVisible()
    assert notice.accessibleName() == TEXTS(LOST)


def test_the_newest_shows_and_takes_no_focus(qtbot: QtBot, notice: NoticeBar) -> None:
    notice.say(LOST, ADVICE)
    notice.say(NONE)
    assert notice.message.plain == TEXTS(NONE)
    assert not notice.close_button.hasFocus()
    with qtbot.waitSignal(notice.dismissed):
        close(qtbot, notice)
    assert not notice.isVisible()


def test_those_that_line_up_show_one_after_another(qtbot: QtBot, notice: NoticeBar) -> None:
    notice.line_up(LOST, ADVICE)
    notice.line_up(NONE)
    assert notice.message.plain == TEXTS(LOST)
    close(qtbot, notice)
    assert notice.message.plain == TEXTS(NONE)
    assert not notice.advice.isVisible()
    close(qtbot, notice)
    assert not notice.isVisible()


@pytest.mark.parametrize("name", NAMES)
def test_it_follows_every_theme(notice: NoticeBar, name: str) -> None:
    theme = load_theme(RESOURCES / "assets" / "themes", name)
    notice.set_theme(theme)
    notice.say(LOST)
    picture = notice.grab().toImage()
    assert picture.pixelColor(1, 40).name() == theme.colour("accent").name()
    assert picture.pixelColor(12, 4).name() == theme.colour("raised").name()
