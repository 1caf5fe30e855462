"""The way from page to page, by click and by key, and the way to the keys."""

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from coach.gui.theme import NAMES, Theme, load_theme, resized
from coach.gui.widgets.navigation import Navigation, Place, icon, numbered
from coach.messages import msg
from tests.gui.inspect import cut, nameless
from tests.gui.sample import RESOURCES, TEXTS

PLACES = (
    Place("Here", "practice", "Ctrl+1"),
    Place("There", "history", "Ctrl+2"),
    Place("Choices", "settings", "Ctrl+3"),
)
KEYS = Place("Keys", "keys", "Show every key")
CLICK = Qt.MouseButton.LeftButton


@pytest.fixture
def navigation(qtbot: QtBot, theme: Theme) -> Navigation:
    made = Navigation(theme, PLACES, KEYS)
    qtbot.addWidget(made)
    made.resize(made.sizeHint().width(), 600)
    made.show()
    return made


def test_a_place_is_chosen_by_click_and_by_key(qtbot: QtBot, navigation: Navigation) -> None:
    chosen: list[int] = []
    navigation.chosen.connect(chosen.append)
    qtbot.mouseClick(navigation.buttons[1], CLICK)
    qtbot.keyClick(navigation.buttons[2], Qt.Key.Key_Space)
    assert chosen == [1, 2]
    navigation.show_place(0)
    assert [button.isChecked() for button in navigation.buttons] == [True, False, False]
    assert chosen == [1, 2]


def test_the_keys_are_asked_for_and_are_no_place(qtbot: QtBot, navigation: Navigation) -> None:
    navigation.show_place(0)
    with qtbot.waitSignal(navigation.keys_wanted), qtbot.assertNotEmitted(navigation.chosen):
        qtbot.mouseClick(navigation.keys, CLICK)
    assert not navigation.keys.isChecked()
    assert navigation.buttons[0].isChecked()
    assert navigation.keys.accessibleName() == "Keys"
    assert navigation.keys.accessibleDescription() == navigation.keys.toolTip() == "Show every key"


def test_keys_and_choices_are_at_the_foot(navigation: Navigation) -> None:
    first, second, choices = navigation.buttons
    assert first.y() < second.y() < 200
    assert 400 < navigation.keys.y() < choices.y()


@pytest.mark.parametrize("percent", [100, 200])
def test_no_name_is_cut_and_nothing_moves_when_one_is_chosen(
    qtbot: QtBot, theme: Theme, navigation: Navigation, percent: int
) -> None:
    navigation.set_theme(resized(theme, percent))
    navigation.resize(navigation.sizeHint().width(), 600)
    qtbot.wait(1)
    before = navigation.sizeHint().width()
    navigation.show_place(1)
    assert navigation.sizeHint().width() == before
    assert cut(navigation) == []
    assert nameless(navigation) == []


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("place", ["practice", "prepare", "review", "history", "settings", "keys"])
def test_icons_are_drawn_in_the_colour_of_the_text(qtbot: QtBot, name: str, place: str) -> None:
    theme = load_theme(RESOURCES / "assets" / "themes", name)
    picture = icon(theme, place, size=96).pixmap(96, 96).toImage()
    drawn = [
        picture.pixelColor(x, y)
        for x in range(picture.width())
        for y in range(picture.height())
        if picture.pixelColor(x, y).alpha() == 255
    ]
    assert drawn
    assert {colour.name() for colour in drawn} == {theme.colour("text").name()}


def test_places_are_numbered_by_their_keys() -> None:
    places = numbered([(msg("window.page.practice"), "practice"), (msg("window.page.prepare"), "prepare")], TEXTS)
    assert [(place.name, place.icon, place.key) for place in places] == [
        ("Practice", "practice", "Practice (Ctrl+1)"),
        ("Prepare", "prepare", "Prepare (Ctrl+2)"),
    ]
