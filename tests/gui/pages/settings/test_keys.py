"""Settings: every single key, chosen by pressing it."""

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from coach.gui.pages.settings import SettingsPage
from coach.practice.keys.actions import ACTIONS, Action
from coach.settings import Settings

CLICK = Qt.MouseButton.LeftButton


@pytest.fixture(autouse=True)
def shown(page: SettingsPage) -> None:
    page.show()


def press(qtbot: QtBot, page: SettingsPage, action: Action, key: Qt.Key) -> None:
    """Choose a key by the mouse and the keyboard."""
    qtbot.mouseClick(page.keys.buttons[action], CLICK)
    qtbot.keyClick(page.keys.buttons[action], key)


def test_every_action_has_a_row_with_its_key(page: SettingsPage) -> None:
    assert set(page.keys.buttons) == set(ACTIONS)
    assert page.keys.buttons["back"].text() == "Left arrow"
    assert not page.keys.resets["back"].isVisible()
    assert not page.keys.reset.isEnabled()


def test_a_key_counts_at_once_and_can_be_taken_back(qtbot: QtBot, page: SettingsPage, changes: list[Settings]) -> None:
    press(qtbot, page, "loop", Qt.Key.Key_K)
    assert changes == [Settings(keys={"loop": "K"})]
    assert page.keys.buttons["loop"].text() == "K"
    assert page.keys.resets["loop"].text() == "Back to L"

    page.keys.resets["loop"].setFocus()
    qtbot.keyClick(page.keys.resets["loop"], Qt.Key.Key_Space)

    assert changes[-1] == Settings()
    assert not page.keys.resets["loop"].isVisible()
    assert page.keys.buttons["loop"].hasFocus()


def test_all_of_them_go_back_at_once(qtbot: QtBot, page: SettingsPage, changes: list[Settings]) -> None:
    press(qtbot, page, "loop", Qt.Key.Key_K)
    press(qtbot, page, "pause", Qt.Key.Key_B)

    qtbot.mouseClick(page.keys.reset, CLICK)

    assert [settings.keys for settings in changes] == [{"loop": "K"}, {"loop": "K", "pause": "B"}, {}]
    assert page.keys.buttons["pause"].text() == "P"


def test_a_key_that_is_taken_is_said_and_left(qtbot: QtBot, page: SettingsPage, changes: list[Settings]) -> None:
    press(qtbot, page, "loop", Qt.Key.Key_B)

    assert changes == []
    said = page.keys.says["review"].plain
    assert said == "B already does this: “Mark this place”. Change that first, or choose another key."
    assert page.keys.buttons["loop"].text() == "L"

    press(qtbot, page, "loop", Qt.Key.Key_K)
    assert page.keys.says["review"].plain != said


def test_on_another_page_the_same_key_is_free(qtbot: QtBot, page: SettingsPage, changes: list[Settings]) -> None:
    press(qtbot, page, "hear", Qt.Key.Key_L)

    assert changes == [Settings(keys={"hear": "L"})]


def test_going_back_to_a_key_that_another_has_now_is_said(
    qtbot: QtBot, page: SettingsPage, changes: list[Settings]
) -> None:
    page.show_settings(Settings(keys={"bookmark": "K", "loop": "B"}))

    qtbot.mouseClick(page.keys.resets["bookmark"], CLICK)

    assert changes == []
    assert "Play a stretch again and again" in page.keys.says["review"].plain


@pytest.mark.parametrize(
    ("action", "key", "said"),
    [
        ("loop", Qt.Key.Key_Tab, "always needed"),
        ("loop", Qt.Key.Key_Return, "always needed"),
        ("loop", Qt.Key.Key_F1, "always needed"),
        ("loop", Qt.Key.Key_F3, "always needed"),
        ("pause", Qt.Key.Key_3, "always needed"),
        ("loop", Qt.Key.Key_VolumeUp, "cannot be used"),
    ],
)
def test_some_keys_cannot_be_taken(
    qtbot: QtBot, page: SettingsPage, changes: list[Settings], action: Action, key: Qt.Key, said: str
) -> None:
    press(qtbot, page, action, key)

    assert changes == []
    spoken = page.keys.says["practice" if action == "pause" else "review"].plain
    assert said in spoken


def test_a_digit_is_free_where_it_ticks_nothing(qtbot: QtBot, page: SettingsPage, changes: list[Settings]) -> None:
    press(qtbot, page, "loop", Qt.Key.Key_3)

    assert changes == [Settings(keys={"loop": "3"})]


def test_escape_and_the_usual_key_change_nothing(qtbot: QtBot, page: SettingsPage, changes: list[Settings]) -> None:
    qtbot.mouseClick(page.keys.buttons["loop"], CLICK)
    assert "Escape" in page.keys.says["review"].plain
    qtbot.keyClick(page.keys.buttons["loop"], Qt.Key.Key_K, Qt.KeyboardModifier.ControlModifier)
    assert "without Ctrl" in page.keys.says["review"].plain
    qtbot.keyClick(page.keys.buttons["loop"], Qt.Key.Key_Escape)
    press(qtbot, page, "loop", Qt.Key.Key_L)

    assert changes == []
    assert page.keys.says["review"].plain.startswith("Press one of these")
