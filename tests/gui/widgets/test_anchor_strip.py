"""The anchors as cards: the same order, shape and colour everywhere."""

from pytestqt.qtbot import QtBot

from coach.gui.theme import Theme, resized
from coach.gui.widgets.anchor_strip import AnchorStrip
from coach.model import ANCHORS
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
