import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from coach.gui.theme import style_sheet
from coach.gui.widgets.versions.versions import Versions
from tests.gui.inspect import cut, nameless, outside
from tests.gui.widgets.versions.sides import NAMES, pair
from tests.tools import samples


@pytest.fixture
def versions(qtbot: QtBot) -> Versions:
    made = Versions(samples.texts(), samples.theme())
    made.setStyleSheet(style_sheet(samples.theme()))
    qtbot.addWidget(made)
    made.resize(1000, 200)
    made.show()
    made.show_names(NAMES, "two", has_sound=True)
    return made


def test_of_several_one_is_chosen_by_key(qtbot: QtBot, versions: Versions) -> None:
    assert versions.choice.currentText() == "Whisper (base.en)"
    assert not versions.only.isVisible()
    versions.choice.setFocus()
    with qtbot.waitSignal(versions.chosen) as chosen:
        qtbot.keyClick(versions.choice, Qt.Key.Key_Up)
    assert chosen.args == ["one"]
    assert nameless(versions) == []


def test_a_single_one_is_named(versions: Versions) -> None:
    versions.show_names({"one": "Starter (tiny-en)"}, "one", has_sound=True)

    assert versions.only.text() == "Starter (tiny-en)"
    assert versions.only.isVisible()
    assert not versions.choice.isVisible()
    assert not versions.compare.isVisible()


def test_without_a_transcript_there_is_nothing_to_show(versions: Versions) -> None:
    versions.show_names({}, "", has_sound=True)
    assert not versions.isVisible()


def test_without_sound_nothing_can_be_heard_again(qtbot: QtBot, versions: Versions) -> None:
    versions.show_names(NAMES, "two", has_sound=False)
    assert not versions.again.isEnabled()
    versions.show_names(NAMES, "two", has_sound=True)
    with qtbot.waitSignal(versions.again_wanted):
        qtbot.keyClick(versions.again, Qt.Key.Key_Space)


def test_comparing_begins_and_ends_with_one_button(qtbot: QtBot, versions: Versions) -> None:
    wanted: list[bool] = []
    versions.compare_wanted.connect(wanted.append)
    qtbot.keyClick(versions.compare, Qt.Key.Key_Space)
    qtbot.keyClick(versions.compare, Qt.Key.Key_Space)
    versions.compare.setChecked(True)
    versions.show_names({"one": "Starter (tiny-en)"}, "one", has_sound=True)

    assert wanted == [True, False, True, False]


def test_the_one_to_use_is_chosen_while_comparing_too(qtbot: QtBot, versions: Versions) -> None:
    versions.comparison.show_pair(pair(), NAMES, "two")
    versions.comparison.show()
    with qtbot.waitSignal(versions.chosen) as chosen:
        qtbot.mouseClick(versions.comparison.sides[0].use, Qt.MouseButton.LeftButton)
    assert chosen.args == ["one"]


def test_the_keys_come_back_from_the_card(versions: Versions) -> None:
    versions.card.left.emit()
    assert QApplication.focusWidget() is versions.again


@pytest.mark.parametrize(("width", "percent"), [(1000, 100), (640, 100), (900, 200)])
def test_nothing_is_cut_where_it_is_narrow(qtbot: QtBot, versions: Versions, width: int, percent: int) -> None:
    theme = samples.theme("light", percent)
    versions.setStyleSheet(style_sheet(theme))
    versions.set_theme(theme)
    versions.resize(width, 400)
    qtbot.wait(20)

    assert cut(versions) == []
    assert outside(versions) == []
    below = versions.compare.mapTo(versions, versions.compare.rect().topLeft()).y() > versions.choice.y() + 20
    assert below == (width < 1000)
