import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from coach.gui.widgets.versions.compared import marks
from coach.gui.widgets.versions.side import Side
from coach.messages import msg
from tests.gui.inspect import nameless
from tests.gui.widgets.versions.sides import NAMES, pair
from tests.tools import samples

PAIR = pair()


@pytest.fixture
def side(qtbot: QtBot) -> Side:
    made = Side(samples.texts(), samples.theme(), msg("compare.side.right"))
    qtbot.addWidget(made)
    made.show_choice(NAMES, "two", "one")
    mine, theirs = PAIR.written[1], PAIR.written[0]
    made.show_words(mine, marks(PAIR.stretches, mine, theirs, left=False))
    made.show()
    return made


def test_it_says_whose_words_these_are_and_how_many(side: Side) -> None:
    assert side.choice.currentText() == "Whisper (base.en)"
    assert side.counts.plain == "11 words · 1 filler written · 2 more in the sound"
    assert side.view.accessibleName() == "Words of Whisper (base.en)"
    assert nameless(side) == []


def test_fillers_in_the_sound_are_left_out_where_there_are_none(side: Side) -> None:
    mine, theirs = PAIR.written
    side.show_words(mine, marks(PAIR.stretches, mine, theirs, left=True))

    assert side.counts.plain == "14 words · 2 fillers written"


def test_another_transcript_is_chosen_by_key(qtbot: QtBot, side: Side) -> None:
    side.choice.setFocus()
    with qtbot.waitSignal(side.chosen) as chosen:
        qtbot.keyClick(side.choice, Qt.Key.Key_Up)
    assert chosen.args == ["one"]


def test_the_one_that_counts_says_so_and_the_other_can_be_used(qtbot: QtBot, side: Side) -> None:
    assert side.use.accessibleName() == "Use the transcript of Whisper (base.en)"
    assert not side.used.isVisible()
    side.use.setFocus()
    qtbot.waitUntil(side.use.hasFocus)
    with qtbot.waitSignal(side.use_wanted) as used:
        qtbot.keyClick(side.use, Qt.Key.Key_Space)
    assert used.args == ["two"]

    side.show_choice(NAMES, "two", "two")
    assert side.used.isVisible()
    assert not side.use.isVisible()
    assert QApplication.focusWidget() is side.view


def test_a_word_plays_from_its_start(qtbot: QtBot, side: Side) -> None:
    with qtbot.waitSignal(side.play_wanted) as wanted:
        qtbot.mouseClick(side.view.viewport(), Qt.MouseButton.LeftButton, pos=side.view.place_of(3))
    assert wanted.args == [1.5]


def test_it_takes_another_theme(side: Side) -> None:
    side.set_theme(samples.theme("dark", 200))
    assert side.view.document().defaultFont().pixelSize() == 32
