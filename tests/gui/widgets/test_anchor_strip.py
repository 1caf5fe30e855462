"""The anchors as cards: the same order, shape and colour everywhere."""

import pytest
from PySide6.QtCore import QPoint, QRect
from pytestqt.qtbot import QtBot

from coach.gui.theme import Theme, resized
from coach.gui.widgets.anchor_strip import AnchorStrip
from coach.model import ANCHORS
from tests.gui.inspect import cut
from tests.gui.sample import TEXTS


def strip(qtbot: QtBot, theme: Theme, width: int) -> AnchorStrip:
    made = AnchorStrip(TEXTS, theme)
    qtbot.addWidget(made)
    made.resize(width, 200)
    made.show_anchors(ANCHORS[:4], cues=("day-7 +9 pts",))
    made.show()
    return made


def test_cards_name_the_anchors_with_own_cues_first(qtbot: QtBot, theme: Theme) -> None:
    made = strip(qtbot, theme, 900)
    assert made.names == ["Problem", "Decision", "Trade-off", "Outcome"]
    assert [card.cue.text() for card in made._cards][:2] == ["day-7 +9 pts", "what you chose"]
    assert "Decision" in made.accessibleName()
    assert made._cards[1].accessibleName() == "Decision. what you chose"


def test_each_mark_is_drawn_in_the_colour_of_its_anchor(qtbot: QtBot, theme: Theme) -> None:
    made = strip(qtbot, theme, 900)
    for name, card in zip(ANCHORS, made._cards, strict=False):
        picture = card.mark.grab().toImage()
        assert picture.pixelColor(picture.width() // 2, picture.height() // 2) == theme.colour(name)


def test_it_takes_two_rows_where_it_is_narrow(qtbot: QtBot, theme: Theme) -> None:
    made = strip(qtbot, theme, 900)
    assert made._columns == 4
    made.resize(400, 300)
    qtbot.waitUntil(lambda: made._columns == 2)
    qtbot.waitUntil(lambda: made._cards[2].y() > made._cards[0].y())
    assert made._cards[3].x() == made._cards[1].x()


def test_large_text_takes_more_room(qtbot: QtBot, theme: Theme) -> None:
    made = strip(qtbot, theme, 700)
    assert made._columns == 4
    large = resized(theme, 200)
    made.set_theme(large)
    assert made._columns == 2


def test_other_anchors_take_the_place_of_the_old(qtbot: QtBot, theme: Theme) -> None:
    made = strip(qtbot, theme, 900)
    made.show_anchors(("problem", "lesson"))
    assert made.names == ["Problem", "Lesson"]
    made.show_anchors(())
    assert made.names == []


def test_what_is_heard_is_ticked_by_shape_and_word_and_for_a_screen_reader(qtbot: QtBot, theme: Theme) -> None:
    made = strip(qtbot, theme, 900)
    assert made.ticked == {}
    bare = made._cards[1].tick.grab().toImage()
    made.show_heard({"decision", "lesson"})
    assert made.ticked == {"decision": "heard"}
    assert made._cards[1].accessibleName() == "Decision. what you chose. heard"
    assert made._cards[1].toolTip() == "heard"
    assert made._cards[1].tick.grab().toImage() != bare
    made.show_heard({"outcome"})
    assert made.ticked == {"decision": "heard", "outcome": "heard"}
    made.clear_ticks()
    assert made.ticked == {}
    assert made._cards[1].accessibleName() == "Decision. what you chose"


def test_what_the_person_says_stands(qtbot: QtBot, theme: Theme) -> None:
    made = strip(qtbot, theme, 900)
    made.toggle(0)
    made.show_heard({"problem", "decision"})
    assert made.ticked == {"problem": "ticked", "decision": "heard"}
    made.toggle(1)
    made.show_heard({"problem", "decision"})
    assert made.ticked == {"problem": "ticked"}
    made.toggle(1)
    assert made.ticked == {"problem": "ticked", "decision": "ticked"}
    made.toggle(0)
    made.toggle(4)
    assert made.ticked == {"decision": "ticked"}


@pytest.mark.parametrize("width", [960, 629, 400])
def test_ticks_move_nothing_and_leave_the_names_whole(qtbot: QtBot, theme: Theme, width: int) -> None:
    made = strip(qtbot, theme, width)
    made.resize(width, 200)

    def places() -> list[QRect]:
        return [QRect(card.title.mapTo(made, QPoint()), card.title.size()) for card in made._cards]

    qtbot.waitUntil(lambda: made._cards[-1].width() > 100)
    before = places()
    made.show_heard(set(ANCHORS))
    qtbot.wait(20)
    assert places() == before
    assert cut(made) == []


def test_a_narrow_card_keeps_the_tick_and_drops_its_word(qtbot: QtBot, theme: Theme) -> None:
    made = strip(qtbot, theme, 900)
    made.show_heard(set(ANCHORS))
    wide = made._cards[0].tick.sizeHint().width()
    made.resize(629, 200)
    qtbot.waitUntil(lambda: made._cards[0].tick.sizeHint().width() < wide)
    assert made._columns == 4
    picture = made._cards[0].tick.grab().toImage()
    seen = {picture.pixelColor(x, y).name() for x in range(picture.width()) for y in range(picture.height())}
    assert theme.colour("text").name() in seen
