import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent, QKeySequence

from coach.gui.keys import DOINGS, KeyMap, key_name
from coach.practice.keys.actions import ACTIONS, NAMED, USUAL, Page
from tests.tools import samples

NONE = Qt.KeyboardModifier.NoModifier


def pressed(key: Qt.Key, held: Qt.KeyboardModifier = NONE) -> QKeyEvent:
    return QKeyEvent(QEvent.Type.KeyPress, key, held)


def test_a_key_does_what_it_does_on_its_page() -> None:
    keys = KeyMap()

    assert keys.action(pressed(Qt.Key.Key_T)) == "note"
    assert keys.action(pressed(Qt.Key.Key_T), "practice") == "write"
    assert keys.action(pressed(Qt.Key.Key_Z)) is None
    assert keys.action(pressed(Qt.Key.Key_Delete)) == "no_filler"


def test_shift_belongs_to_signs_only() -> None:
    shift = Qt.KeyboardModifier.ShiftModifier

    assert KeyMap({"loop": "*"}).action(pressed(Qt.Key.Key_Asterisk, shift)) == "loop"
    assert KeyMap().action(pressed(Qt.Key.Key_L, shift)) is None
    assert KeyMap().action(pressed(Qt.Key.Key_Left, shift)) is None


@pytest.mark.parametrize("held", [Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.AltModifier])
def test_with_another_key_held_it_is_none_of_these(held: Qt.KeyboardModifier) -> None:
    assert KeyMap().action(pressed(Qt.Key.Key_L, held)) is None


def test_a_person_s_own_key_replaces_the_usual_one() -> None:
    keys = KeyMap({"loop": "K"})

    assert keys.action(pressed(Qt.Key.Key_K)) == "loop"
    assert keys.action(pressed(Qt.Key.Key_L)) is None


@pytest.mark.parametrize(("key", "page", "other"), [("B", "review", "bookmark"), ("B", "practice", None)])
def test_a_clash_is_one_on_the_same_page(key: str, page: Page, other: str | None) -> None:
    assert KeyMap().clash("loop" if page == "review" else "pause", QKeySequence(key)) == other
    assert KeyMap().clash("bookmark", QKeySequence("B")) is None


def test_the_usual_key_is_no_choice() -> None:
    keys = KeyMap({"loop": "K", "edit": "W"})

    assert keys.chosen("loop", QKeySequence("L")) == {"edit": "W"}
    assert keys.chosen("loop", QKeySequence("J")) == {"edit": "W", "loop": "J"}


def test_every_action_says_what_it_does_and_every_key_has_a_name() -> None:
    texts = samples.texts()

    assert len({texts(DOINGS[action]) for action in ACTIONS}) == len(ACTIONS)
    assert all(key_name(QKeySequence(name), texts) for name in (*NAMED, *USUAL.values()))
    assert key_name(QKeySequence("Left"), texts) == "Left arrow"
    assert key_name(QKeySequence("ö"), texts) == "Ö"
