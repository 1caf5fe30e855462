"""Cards of stories: lines in the order of the anchors, and room for all of them."""

import pytest
from PySide6.QtGui import QColor, QPixmap
from PySide6.QtWidgets import QListWidget, QListWidgetItem
from pytestqt.qtbot import QtBot

from coach.gui.theme import Theme
from coach.gui.widgets.forms.card import ABOUT
from coach.gui.widgets.stories.cards import STORY, StoryCards, cue_lines
from coach.model import Story
from tests.gui.widgets.stories.samples import LIST_STORY, SPIKE_STORY


@pytest.fixture
def cards(qtbot: QtBot, theme: Theme) -> QListWidget:
    made = QListWidget()
    qtbot.addWidget(made)
    made.setItemDelegate(StoryCards(theme, made))
    for story, about in ((SPIKE_STORY, "Failure"), (LIST_STORY, ""), (Story("s9", "Empty"), "")):
        item = QListWidgetItem(story.title)
        item.setData(STORY, story)
        item.setData(ABOUT, about)
        made.addItem(item)
    made.resize(400, 400)
    made.show()
    qtbot.waitExposed(made)
    return made


def test_lines_stand_in_the_order_of_the_anchors() -> None:
    mixed = Story("s", "S", {"lesson": "late", "else": "no", "problem": "early", "outcome": "  "})
    assert cue_lines(mixed) == [("problem", "early"), ("lesson", "late")]


def test_a_card_has_room_for_each_of_its_lines(cards: QListWidget) -> None:
    heights = [cards.sizeHintForRow(row) for row in range(3)]
    assert heights[0] > heights[1] > heights[2]


def colours(picture: QPixmap) -> set[str]:
    image = picture.toImage()
    return {QColor(image.pixel(x, y)).name() for x in range(image.width()) for y in range(image.height())}


def test_each_anchor_is_drawn_in_its_own_colour(cards: QListWidget, theme: Theme) -> None:
    drawn = colours(cards.grab(cards.visualItemRect(cards.item(0))))
    assert {theme.anchor_colour(name).name() for name in ("problem", "decision", "lesson")} <= drawn
    assert theme.anchor_colour("outcome").name() not in drawn
