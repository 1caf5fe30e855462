"""The words on the screen: what was found is boxed, what is played stays in sight."""

import pytest
from PySide6.QtCore import QRect
from pytestqt.qtbot import QtBot

from coach.gui.widgets.transcript.text import WordText
from coach.model import Transcript, Word
from tests.tools import samples

TOLD = samples.tell(samples.SCRIPT)


@pytest.fixture
def text(qtbot: QtBot) -> WordText:
    made = WordText(samples.texts(), samples.theme())
    qtbot.addWidget(made)
    made.set_transcript(Transcript.of_words(TOLD.words))
    made.resize(560, 200)
    made.show()
    return made


def ink(text: WordText, place: QRect) -> int:
    """Count the blue pixels in the space before a place: letters are grey."""
    picture = text.viewport().grab().toImage()
    colours = [
        picture.pixelColor(x, y)
        for x in range(max(place.left() - 4, 0), place.left())
        for y in range(place.top() + 6, place.bottom() - 6)
    ]
    return sum(colour.blue() - colour.red() > 30 for colour in colours)


def test_what_was_found_has_a_box_and_the_one_a_person_is_at_a_thicker_one(text: WordText) -> None:
    assert ink(text, text._rect_of(3)) == 0

    text.show_hits((range(3, 4), range(5, 7)))
    other = ink(text, text._rect_of(3))
    text.show_hits((range(3, 4), range(5, 7)), 0)

    assert 0 < other < ink(text, text._rect_of(3))
    text.show_hits(())
    assert ink(text, text._rect_of(3)) == 0


def test_a_place_on_two_lines_has_a_box_on_each(text: WordText) -> None:
    tops = [text._rect_of(number).top() for number in range(30)]
    turn = next(number for number in range(1, 30) if tops[number] != tops[number - 1])

    boxes = list(text._boxes(range(turn - 2, turn + 2)))

    assert [box.top() for box in boxes] == [tops[turn - 1], tops[turn]]


def test_only_what_is_in_sight_is_drawn_and_what_a_person_is_at_is_in_sight(text: WordText) -> None:
    last = len(TOLD.words) - 1
    text.show_hits((range(1), range(4, 5), range(last, last + 1)))
    assert text._hits_in_sight() == range(2)

    text.show_hits((range(1), range(4, 5), range(last, last + 1)), 2)

    assert text._hits_in_sight() == range(2, 3)
    assert text.viewport().rect().contains(text.place_of(last))


def test_without_following_it_stays_and_shows_the_word_once_it_follows(text: WordText) -> None:
    text.keep_in_sight(False)
    text.follow(TOLD.words[-1].start)
    assert text.verticalScrollBar().value() == 0

    text.keep_in_sight(True)

    assert text.viewport().rect().contains(text.place_of(len(TOLD.words) - 1))


def test_the_words_of_a_typed_answer_are_boxed_too(text: WordText) -> None:
    text.set_transcript(Transcript("I typed\n\nthis answer.", ()))

    assert text.said == ["I", "typed", "this", "answer."]
    assert text.word_at(text.place_of(2)) is None
    text.show_hits((range(2, 3),), 0)
    assert ink(text, text._rect_of(2)) > 0


def test_an_empty_text_has_nothing_to_find(text: WordText) -> None:
    text.set_transcript(Transcript.of_words((Word("so", 0.0, 0.4),)))
    text.show_hits((range(1),), 0)
    text.set_transcript(Transcript("", ()))

    assert text.said == []
    assert text._hits_in_sight() == range(0)
    text.viewport().grab()
