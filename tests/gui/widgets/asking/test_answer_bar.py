"""The foot of the Practice page: what it says in each state, and that a long hint keeps all its lines."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from coach.gui.theme import Theme, dress, load_theme
from coach.gui.widgets.asking.answer_bar import AnswerBar
from coach.messages import msg
from coach.practice.ports import Heard, Level
from tests.gui.inspect import cut, nameless, outside
from tests.gui.sample import RESOURCES, TEXTS

SILENT = Level(1.2, 0.0, 0.0, silent=True)
NAVIGATION = 163
"""Pixels that the navigation takes beside the page at the usual text size."""


@pytest.fixture
def bar(qtbot: QtBot, theme: Theme) -> AnswerBar:
    made = AnswerBar(TEXTS, theme)
    qtbot.addWidget(made)
    made.resize(1280 - NAVIGATION, 200)
    made.show_state("resting", read_aloud=False, possible=True)
    made.show()
    return made


def show(bar: AnswerBar, state: str) -> None:
    bar.show_state(state, read_aloud=False, possible=True)


@pytest.mark.parametrize(
    ("state", "offered"),
    [
        ("resting", {"primary"}),
        ("ready", {"primary"}),
        ("recording", {"primary", "pause", "meter"}),
        ("paused", {"primary", "pause", "meter"}),
        ("transcribing", {"primary"}),
    ],
)
def test_it_offers_only_what_is_possible_now(bar: AnswerBar, state: str, offered: set[str]) -> None:
    show(bar, state)
    parts = ("primary", "pause", "cancel", "progress", "meter", "time")
    assert {name for name in parts if getattr(bar, name).isVisible()} == offered
    assert bar.primary.accessibleName() == bar.primary.text()
    assert bar.primary.accessibleDescription() == bar.line.plain
    assert nameless(bar) == []


def test_the_large_button_is_pressed_by_key_and_by_click(qtbot: QtBot, bar: AnswerBar) -> None:
    with qtbot.waitSignal(bar.primary.clicked):
        qtbot.keyClick(bar.primary, Qt.Key.Key_Space)
    bar.show_state("resting", read_aloud=False, possible=False)
    with qtbot.assertNotEmitted(bar.primary.clicked):
        qtbot.mouseClick(bar.primary, Qt.MouseButton.LeftButton)


def test_a_hint_goes_when_sound_comes_or_the_state_changes(bar: AnswerBar) -> None:
    show(bar, "recording")
    bar.show_level(SILENT)
    assert bar.hint.plain == TEXTS(msg("practice.silent"))
    bar.show_level(Level(1.4, 0.2, 0.1))
    assert not bar.hint.isVisible()
    bar.show_level(SILENT)
    show(bar, "closing")
    assert bar.hint.plain == ""


def test_progress_is_said_only_while_one_waits_for_it(bar: AnswerBar) -> None:
    bar.clear()
    show(bar, "recording")
    bar.show_heard(Heard((), 30.0, 60.0))
    assert bar.progress.value() == 0
    show(bar, "transcribing")
    bar.show_heard(Heard((), 30.0, 0.0))
    assert bar.progress.value() == 0
    bar.show_heard(Heard((), 30.0, 60.0))
    assert bar.progress.value() == 50
    assert "50" in bar.line.plain
    bar.clear()
    assert bar.progress.value() == 0


@pytest.mark.parametrize("width", [1280, 900])
@pytest.mark.parametrize("percent", [100, 150, 200])
def test_the_silent_hint_keeps_all_its_lines(
    qtbot: QtBot, qapp: QApplication, bar: AnswerBar, width: int, percent: int
) -> None:
    larger = load_theme(RESOURCES / "assets" / "themes", "light", percent)
    dress(qapp, larger)
    bar.set_theme(larger)
    show(bar, "recording")
    bar.show_level(SILENT)
    bar.resize(width - larger.px(NAVIGATION), bar.heightForWidth(width - larger.px(NAVIGATION)))

    def whole() -> None:
        assert cut(bar) == []
        assert outside(bar) == []
        assert bar.hint.heightForWidth(bar.hint.width()) <= bar.hint.height()

    qtbot.waitUntil(whole)


def test_buttons_go_below_the_words_where_there_is_no_room(qtbot: QtBot, qapp: QApplication, bar: AnswerBar) -> None:
    show(bar, "recording")

    def below() -> bool:
        return bar.primary.y() > bar.meter.y() + bar.meter.height()

    larger = load_theme(RESOURCES / "assets" / "themes", "light", 200)
    dress(qapp, larger)
    bar.set_theme(larger)
    bar.resize(1100, 400)
    qtbot.waitUntil(lambda: not below())
    bar.resize(700, 400)
    qtbot.waitUntil(below)
