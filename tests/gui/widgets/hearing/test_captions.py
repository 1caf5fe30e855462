"""The last words heard: added, never taken back, and nothing on the page moves for them."""

from __future__ import annotations

import time

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from coach.gui.theme import NAMES, Theme, dress, load_theme
from coach.gui.widgets.hearing.captions import KEPT, LINES, Captions
from coach.messages import msg
from coach.model import Word
from tests.gui.sample import RESOURCES, SAID, TEXTS, words


@pytest.fixture
def captions(qtbot: QtBot, theme: Theme) -> Captions:
    made = Captions(TEXTS, theme)
    qtbot.addWidget(made)
    made.resize(1000, made.sizeHint().height())
    made.show()
    return made


def many(count: int) -> tuple[Word, ...]:
    return tuple(Word(f"word{number}", number * 0.3, number * 0.3 + 0.2) for number in range(count))


def test_before_the_first_word_it_says_what_will_be_here(captions: Captions) -> None:
    assert captions.lines == []
    assert captions.card.accessibleDescription() == TEXTS(msg("practice.captions.empty"))
    assert captions.card.accessibleName()


def test_words_are_added_in_whole_and_the_last_two_lines_stay(captions: Captions) -> None:
    told = words(SAID * 3)
    shown: list[str] = []
    for count in range(1, len(told) + 1):
        captions.show_words(told[:count])
        before, shown = shown, captions.lines
        assert len(shown) <= LINES
        assert " ".join(shown).split()[-1] == told[count - 1].text
        # either the last line grew by the word, or it moved up as it was
        assert shown[-1].startswith(before[-1] if before else "") or shown[0] == before[-1]
    spoken = " ".join(word.text for word in told)
    assert spoken.endswith(" ".join(captions.lines))
    assert captions.card.accessibleDescription() == " ".join(captions.lines)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(sizes=st.lists(st.integers(0, 30), max_size=12))
def test_lines_break_at_the_same_words_however_they_come(captions: Captions, sizes: list[int]) -> None:
    told = many(60)
    captions.clear()
    captions.show_words(told)
    at_once = captions.lines
    captions.clear()
    count = 0
    for size in [*sizes, len(told)]:
        count = min(len(told), count + size)
        captions.show_words(told[:count])
    assert captions.lines == at_once


def test_words_that_an_engine_takes_back_stay_and_are_not_said_twice(captions: Captions) -> None:
    captions.show_words(many(6))
    captions.show_words(many(4))
    captions.show_words(many(6))
    assert captions.lines == ["word0 word1 word2 word3 word4 word5"]
    captions.show_words(many(7))
    assert captions.lines[-1].endswith("word5 word6")


def test_its_room_is_the_same_with_and_without_words(captions: Captions) -> None:
    before = (captions.sizeHint(), captions.minimumSizeHint(), captions.height())
    captions.show_words(many(200))
    assert (captions.sizeHint(), captions.minimumSizeHint(), captions.height()) == before
    captions.clear()
    assert captions.lines == []


def test_another_width_or_text_size_breaks_the_lines_anew(qtbot: QtBot, qapp: QApplication, captions: Captions) -> None:
    captions.show_words(many(300))
    wide = captions.lines
    captions.resize(420, captions.height())
    qtbot.waitUntil(lambda: captions.lines != wide)
    assert captions.lines[-1].endswith("word299")
    assert all(len(line) < len(max(wide, key=len)) for line in captions.lines)
    low = captions.sizeHint().height()
    larger = load_theme(RESOURCES / "assets" / "themes", "light", 200)
    dress(qapp, larger)
    captions.set_theme(larger)
    assert captions.sizeHint().height() > 1.3 * low
    assert captions.lines[-1].endswith("word299")


def test_a_word_that_is_wider_than_the_line_is_cut_and_the_rest_goes_on(captions: Captions) -> None:
    captions.show_words((Word("a" * 400, 0, 1), Word("then", 1, 2)))
    assert captions.lines == ["a" * 400, "then"]
    assert not captions.grab().isNull()


def test_no_word_is_announced(captions: Captions, monkeypatch: pytest.MonkeyPatch) -> None:
    told: list[object] = []
    monkeypatch.setattr(QAccessible, "updateAccessibility", lambda event: told.append(event))
    name = captions.card.accessibleName()
    captions.show_words(many(40))
    assert captions.card.accessibleName() == name
    assert told == []
    assert captions.card.focusPolicy() == captions.focusPolicy()


def test_half_an_hour_of_words_costs_no_more_than_the_first_minute(captions: Captions) -> None:
    told = many(5000)

    def cost(start: int) -> float:
        """Return the fastest of some additions from a place on: the machine may be busy with something else."""
        best = 1.0
        for count in range(start, start + 50):
            begun = time.perf_counter()
            captions.show_words(told[:count])
            best = min(best, time.perf_counter() - begun)
        return best

    early = cost(100)
    captions.show_words(told[:4900])
    # slicing 5,000 words is part of what is measured; laying them all out would take hundreds of times as long
    assert cost(4940) < 20 * early + 0.001
    assert len(captions.card._words) <= KEPT


def test_it_is_drawn_in_every_theme(qapp: QApplication, captions: Captions) -> None:
    captions.show_words(many(30))
    for name in NAMES:
        theme = load_theme(RESOURCES / "assets" / "themes", name)
        dress(qapp, theme)
        captions.set_theme(theme)
        picture = captions.card.grab().toImage()
        seen = {picture.pixelColor(x, y).name() for x in range(16, 300) for y in range(16, 40)}
        assert theme.colour("text").name() in seen
        assert picture.pixelColor(picture.width() // 2, 6) == theme.colour("surface")
