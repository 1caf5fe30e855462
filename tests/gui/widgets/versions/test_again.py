import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from coach.gui.widgets.versions.again import AgainCard, Option
from coach.messages import msg
from tests.gui.inspect import nameless
from tests.tools import samples

STARTER = Option("moonshine", "tiny-en", "Starter (tiny-en)", known=True)
BASE = Option("whisper", "base.en", "Whisper (base.en)")
SMALL = Option("whisper", "small.en", "Whisper (small.en)")


@pytest.fixture
def page(qtbot: QtBot) -> QWidget:
    made = QWidget()
    QVBoxLayout(made)
    qtbot.addWidget(made)
    made.show()
    return made


@pytest.fixture
def card(page: QWidget) -> AgainCard:
    made = AgainCard(samples.texts(), samples.theme())
    layout = page.layout()
    assert layout is not None
    layout.addWidget(made)
    return made


def test_it_stays_away_until_it_is_wanted(card: AgainCard) -> None:
    assert not card.isVisible()


def test_the_first_engine_that_has_not_written_is_proposed_and_has_the_keys(qtbot: QtBot, card: AgainCard) -> None:
    card.offer([STARTER, BASE, SMALL])

    assert [button.text() for button in card.options.buttons()] == [
        "Starter (tiny-en): has written one already",
        "Whisper (base.en)",
        "Whisper (small.en)",
    ]
    assert card.options.checkedId() == 1
    assert QApplication.focusWidget() is card.options.button(1)
    assert not card.settings.isVisible()
    assert card.hint.plain == ""
    qtbot.keyClick(card.options.button(1), Qt.Key.Key_Down)
    with qtbot.waitSignal(card.wanted) as wanted:
        qtbot.keyClick(card.start, Qt.Key.Key_Space)
    assert wanted.args == [SMALL]
    assert nameless(card) == []


def test_where_there_is_only_one_the_way_to_others_is_named(qtbot: QtBot, card: AgainCard) -> None:
    card.offer([STARTER])
    assert "Settings can fetch others" in card.hint.plain
    with qtbot.waitSignal(card.settings_wanted):
        qtbot.mouseClick(card.settings, Qt.MouseButton.LeftButton)
    with qtbot.waitSignal(card.wanted) as wanted:
        qtbot.mouseClick(card.start, Qt.MouseButton.LeftButton)
    assert wanted.args == [STARTER]


def test_where_there_is_none_only_settings_are_offered(card: AgainCard) -> None:
    card.offer([])

    assert "no engine" in card.hint.plain
    assert card.text.plain == ""
    assert not card.start.isVisible()
    assert QApplication.focusWidget() is card.settings


def test_another_offer_takes_the_place_of_the_first(card: AgainCard) -> None:
    card.offer([STARTER, BASE])
    card.offer([STARTER, SMALL, BASE])

    assert len(card.options.buttons()) == 3
    assert card.options.checkedId() == 1


@pytest.mark.parametrize("by", ["button", "Escape"])
def test_the_choice_is_left(qtbot: QtBot, card: AgainCard, by: str) -> None:
    card.offer([STARTER, BASE])
    with qtbot.waitSignal(card.left):
        if by == "button":
            qtbot.mouseClick(card.leave, Qt.MouseButton.LeftButton)
        else:
            qtbot.keyClick(card.options.button(1), Qt.Key.Key_Escape)
    assert not card.isVisible()


def test_the_work_is_shown_with_its_share_and_can_be_stopped(qtbot: QtBot, card: AgainCard) -> None:
    card.offer([STARTER, BASE])
    card.start.setFocus()
    card.show_ready("Whisper (base.en)")
    assert (card.bar.minimum(), card.bar.maximum()) == (0, 0)
    assert QApplication.focusWidget() is card.stop
    assert not card.start.isVisible()

    card.show_progress("Whisper (base.en)", 31.0, 62.0)
    assert card.bar.value() == 500
    assert "0:31 of 1:02" in card.text.plain
    with qtbot.waitSignal(card.stop_wanted):
        qtbot.keyClick(card.stop, Qt.Key.Key_Space)
    card.show_stopping()
    assert not card.stop.isEnabled()
    card.show_progress("Whisper (base.en)", 3.0, 0.0)
    assert card.bar.value() == 0
    assert card.stop.isEnabled()


def test_escape_does_not_stop_the_work(qtbot: QtBot, card: AgainCard) -> None:
    card.show_progress("Whisper (base.en)", 31.0, 62.0)
    with qtbot.assertNotEmitted(card.left), qtbot.assertNotEmitted(card.stop_wanted):
        qtbot.keyClick(card, Qt.Key.Key_Escape)
    assert card.isVisible()


def test_work_elsewhere_does_not_take_the_keys(qtbot: QtBot, page: QWidget, card: AgainCard) -> None:
    page.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    page.setFocus()
    qtbot.waitUntil(page.hasFocus)
    card.show_progress("Whisper (base.en)", 1.0, 62.0)

    assert QApplication.focusWidget() is page


def test_the_wait_for_a_new_answer_is_explained(card: AgainCard) -> None:
    card.show_waiting("Whisper (base.en)")

    assert "Your new answer goes first" in card.text.plain
    assert card.stop.isVisible()
    assert not card.bar.isVisible()


def test_begin_and_end_are_told_to_a_screen_reader(card: AgainCard, monkeypatch: pytest.MonkeyPatch) -> None:
    told: list[str] = []
    monkeypatch.setattr(QAccessible, "updateAccessibility", lambda event: told.append(event.object().accessibleName()))
    card.show_ready("Whisper (base.en)")
    card.show_progress("Whisper (base.en)", 31.0, 62.0)
    card.say(msg("errors.sound.nothing"), msg("errors.sound.nothing.advice"))

    assert len(told) == 2
    assert told[0].startswith("Getting Whisper (base.en) ready.")
    assert "plugged in" in told[1]


def test_at_the_end_the_keys_are_given_back(qtbot: QtBot, page: QWidget, card: AgainCard) -> None:
    page.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    card.left.connect(page.setFocus)
    card.show_ready("Whisper (base.en)")
    card.stop.setFocus()
    qtbot.waitUntil(card.stop.hasFocus)
    with qtbot.waitSignal(card.left):
        card.say(msg("again.stopped"))
    assert card.text.plain == "Stopped. Everything is as it was."
    with qtbot.assertNotEmitted(card.left):
        card.say(msg("again.stopped"))


def test_it_takes_another_theme(card: AgainCard) -> None:
    card.offer([STARTER])
    width = card.hint.maximumWidth()
    card.set_theme(samples.theme("dark", 200))

    assert card.hint.maximumWidth() > 1.5 * width
