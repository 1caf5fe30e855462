"""The foot of the Practice page: what it says in each state, and that a long hint keeps all its lines."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from coach.gui.theme import Theme, dress, load_theme
from coach.gui.widgets.asking.answer_bar import PATIENCE, AnswerBar
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


@pytest.mark.parametrize("percent", [100, 150])
def test_a_backlog_is_one_calm_line_that_moves_nothing(qapp: QApplication, bar: AnswerBar, percent: int) -> None:
    larger = load_theme(RESOURCES / "assets" / "themes", "light", percent)
    dress(qapp, larger)
    bar.set_theme(larger)
    bar.resize(round(11.2 * percent), 300)
    show(bar, "recording")
    height = bar.heightForWidth(bar.width())
    bar.show_level(Level(31.0, 0.2, 0.1))
    bar.show_heard(Heard((), 11.0, 20.0))
    bar.show_level(Level(31.1, 0.2, 0.1))
    assert bar.hint.plain == TEXTS(msg("practice.backlog", n=20))
    assert bar.heightForWidth(bar.width()) == height
    bar.show_level(Level(31.2, 0.0, 0.0, silent=True))
    assert bar.hint.plain == TEXTS(msg("practice.silent"))
    bar.show_level(Level(40.0, 0.2, 0.1))
    bar.show_heard(Heard((), 39.0, 40.0))
    bar.show_level(Level(40.1, 0.2, 0.1))
    assert bar.hint.plain == ""
    assert bar.heightForWidth(bar.width()) == height


def test_progress_is_a_share_of_the_whole_recording_and_not_of_what_was_read(bar: AnswerBar) -> None:
    show(bar, "recording")
    bar.show_level(Level(120.0, 0.2, 0.1))
    show(bar, "transcribing")
    bar.show_heard(Heard((), 30.0, 40.0))
    assert bar.progress.value() == 25


def test_how_long_it_will_take_is_said_where_the_engine_is_known_to_be_slow(bar: AnswerBar) -> None:
    show(bar, "recording")
    bar.show_level(Level(100.0, 0.2, 0.1))
    bar.show_heard(Heard((), 50.0, 60.0))
    show(bar, "transcribing")
    bar.show_heard(Heard((), 50.0, 60.0))
    left = msg("practice.left.minutes", n=2)
    assert bar.line.plain == TEXTS(msg("practice.line.transcribing.left", percent=50, left=left))


def test_one_who_waits_long_is_offered_the_next_question(qtbot: QtBot, bar: AnswerBar) -> None:
    show(bar, "transcribing")
    assert not bar.waiting
    assert bar.primary.text() == TEXTS(msg("practice.go.transcribing"))
    qtbot.waitUntil(lambda: bar.waiting)
    show(bar, "transcribing")
    assert bar.cancel.isVisible()
    assert bar.progress.isVisible()
    assert bar.primary.text() == bar.primary.accessibleName() == TEXTS(msg("practice.go.meanwhile"))
    assert bar.hint.plain == bar.primary.accessibleDescription() == TEXTS(msg("practice.meanwhile"))
    show(bar, "resting")
    assert not bar.waiting
    assert not bar.cancel.isVisible()
    assert not bar.progress.isVisible()


def test_a_short_wait_offers_nothing(qtbot: QtBot, bar: AnswerBar) -> None:
    show(bar, "transcribing")
    show(bar, "resting")
    qtbot.wait(PATIENCE + 100)
    assert not bar.cancel.isVisible()
    assert bar.primary.text() == TEXTS(msg("practice.go.start"))


@pytest.mark.parametrize("state", ["ready", "recording", "transcribing"])
def test_a_hint_begins_where_the_line_above_it_does(qtbot: QtBot, bar: AnswerBar, state: str) -> None:
    show(bar, state)
    bar.show_behind(2, 0.5)
    qtbot.waitUntil(bar.hint.isVisible)
    qtbot.waitUntil(lambda: bar.hint.x() == bar.line.x())
    assert cut(bar) == []


def test_earlier_answers_that_wait_are_counted(bar: AnswerBar) -> None:
    bar.show_behind(1, None)
    assert bar.hint.plain == TEXTS(msg("practice.behind", n=1))
    bar.show_behind(2, 0.629)
    assert bar.hint.plain == TEXTS(msg("practice.behind.at", n=2, percent=62))
    show(bar, "recording")
    assert bar.hint.plain == TEXTS(msg("practice.behind.at", n=2, percent=62))
    bar.show_behind(0, None)
    assert bar.hint.plain == ""


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
