import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from coach.gui.widgets.review.add_filler import SOUNDS, AddFiller, Place
from coach.messages import msg
from coach.model import Correction, Word
from tests.tools import samples

WORDS = (Word("So,", 0.5, 0.8), Word("like", 1.5, 1.8), Word("this.", 1.8, 2.2))


@pytest.fixture
def add(qtbot: QtBot) -> AddFiller:
    made = AddFiller(samples.texts(), samples.theme())
    qtbot.addWidget(made)
    made.show()
    return made


@pytest.mark.parametrize(
    ("place", "span"),
    [
        (Place(10.0), (9.8, 10.2)),
        (Place(0.1), (0.0, 0.3)),
        (Place(0.5, WORDS[:1]), (0.1, 0.5)),
        (Place(1.5, WORDS[1:2], WORDS[0]), (1.1, 1.5)),  # a gap of 0.7 s: as long as an um is
        (Place(1.8, WORDS[2:3], WORDS[1]), (1.7, 1.8)),  # no gap: into the end of the word before
        (Place(0.0, (Word("So", 0.0, 0.2),)), (0.0, 0.1)),  # nothing before it at all
    ],
)
def test_a_sound_lies_before_the_words_or_around_the_place(place: Place, span: tuple[float, float]) -> None:
    made = place.sound("uh")

    assert (made.kind, made.name, made.verdict, made.quote) == ("filler", "uh", "added", "")
    assert made.start == pytest.approx(span[0])
    assert made.end == pytest.approx(span[1])


def test_the_chosen_words_can_be_the_filler_themselves() -> None:
    made = Place(0.5, WORDS[:2]).mark()

    assert (made.name, made.quote, made.start, made.end) == ("so, like", "So, like", 0.5, 1.8)
    assert Place(1.8, WORDS[2:]).mark().quote == "this"


def test_what_is_chosen_is_told(qtbot: QtBot, add: AddFiller) -> None:
    given: list[Correction] = []
    add.chosen.connect(given.append)

    add.offer(Place(70.0))
    assert add.menu.isVisible()
    assert add.menu.actions()[0].text() == "A filler at 1:10"
    assert add.names == list(SOUNDS)
    qtbot.keyClick(add.menu, Qt.Key.Key_Down)
    qtbot.keyClick(add.menu, Qt.Key.Key_Return)

    add.offer(Place(1.5, WORDS[1:2], WORDS[0]))
    assert add.menu.actions()[0].text() == "At 0:01, before “like”"
    assert add.names == ["“like” itself is a filler", *SOUNDS]
    qtbot.keyClick(add.menu, Qt.Key.Key_Up)
    qtbot.keyClick(add.menu, Qt.Key.Key_Return)

    assert [(one.name, one.start) for one in given] == [("uh", 69.8), ("like", 1.5)]


def test_enter_alone_adds_the_most_usual_one_and_escape_none(qtbot: QtBot, add: AddFiller) -> None:
    given: list[Correction] = []
    add.chosen.connect(given.append)

    add.offer(Place(3.0))
    qtbot.keyClick(add.menu, Qt.Key.Key_Escape)
    assert given == []
    add.offer(Place(3.0))
    qtbot.keyClick(add.menu, Qt.Key.Key_Return)

    assert [one.name for one in given] == ["um"]


def test_a_long_selection_is_no_filler(add: AddFiller) -> None:
    four = tuple(Word(word, n, n + 0.5) for n, word in enumerate(("and", "then", "we", "went")))

    add.offer(Place(0.0, four))

    assert add.names == list(SOUNDS)
    add.menu.close()


def test_the_button_asks_and_the_last_thing_can_be_undone(qtbot: QtBot, add: AddFiller) -> None:
    with qtbot.waitSignal(add.wanted):
        add.button.click()
    assert not add.undo.isVisible()

    add.say(msg("review.said.added", name="“um”", at="0:12"), undo=True)
    assert add.line.plain == "Added “um” at 0:12."
    add.activateWindow()
    add.undo.setFocus()
    with qtbot.waitSignal(add.undone):
        add.undo.click()

    add.say(msg("review.said.undone"))
    assert not add.undo.isVisible()
    assert QApplication.focusWidget() in (add.button, None)
    add.say(None)
    assert add.line.plain == ""


def test_it_is_only_there_where_there_is_something_to_correct(add: AddFiller) -> None:
    add.allow(False)
    assert not add.isVisible()
    add.allow(True)
    assert add.isVisible()


def test_it_wears_another_theme(add: AddFiller) -> None:
    before = add.line.maximumWidth()

    add.set_theme(samples.theme("dark", 200))

    assert add.line.maximumWidth() > 1.5 * before
