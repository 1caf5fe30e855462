"""The balance of the categories, in words, in bars and by keys."""

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from coach.gui.theme import Theme, resized
from coach.gui.widgets.asking.balance_map import BalanceMap
from coach.messages import msg
from coach.practice.choose import Share, balance_words
from tests.gui.inspect import nameless
from tests.gui.sample import TEXTS

SHARES = (Share("design", 0, 0, 4), Share("metrics", 1, 1, 3), Share("behavioural", 6, 2, 2))


@pytest.fixture
def balance_map(qtbot: QtBot, theme: Theme) -> BalanceMap:
    made = BalanceMap(TEXTS, theme)
    qtbot.addWidget(made)
    made.resize(900, 500)
    made.show()
    made.show_balance(SHARES)
    return made


def bar_of(balance_map: BalanceMap, row: int) -> int:
    """Count the coloured pixels of a row along its middle."""
    room = balance_map.list.visualItemRect(balance_map.list.item(row))
    picture = balance_map.list.viewport().grab().toImage()
    accent = balance_map._bars.theme.colour("accent").rgb()
    y = room.center().y()
    return sum(picture.pixelColor(x, y).rgb() == accent for x in range(room.left(), room.right()))


def test_it_says_and_draws_how_often_each_category_was_practised(balance_map: BalanceMap) -> None:
    assert balance_map.sentence.plain == TEXTS(balance_words(SHARES))
    said = [
        balance_map.list.item(row).data(Qt.ItemDataRole.AccessibleTextRole) for row in range(balance_map.list.count())
    ]
    assert said[0].endswith("0 takes, 0 of 4 questions practised")
    assert said[2].endswith("6 takes, 2 of 2 questions practised")
    none, one, six = (bar_of(balance_map, row) for row in range(3))
    assert none < 10  # the edge of the row that is chosen
    assert six == pytest.approx(6 * one, rel=0.1)
    assert nameless(balance_map) == []


def test_a_category_is_chosen_by_key_and_by_click(qtbot: QtBot, balance_map: BalanceMap) -> None:
    chosen: list[str] = []
    balance_map.chosen.connect(chosen.append)
    qtbot.keyClick(balance_map.list, Qt.Key.Key_Down)
    qtbot.keyClick(balance_map.list, Qt.Key.Key_Return)
    place = balance_map.list.visualItemRect(balance_map.list.item(2)).center()
    qtbot.mouseClick(balance_map.list.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert chosen == ["metrics", "behavioural"]


def test_large_text_has_room(balance_map: BalanceMap, theme: Theme) -> None:
    before = balance_map.list.visualItemRect(balance_map.list.item(0)).height()
    balance_map.set_theme(resized(theme, 200))
    assert balance_map.list.visualItemRect(balance_map.list.item(0)).height() > 1.5 * before
    assert balance_map._bars._bar_from(2000)
    assert not balance_map._bars._bar_from(700)  # then the bar stands below the words
    balance_map.resize(500, 500)
    balance_map.grab()


def test_without_takes_there_is_a_word_to_begin_with(balance_map: BalanceMap) -> None:
    balance_map.show_balance((Share("design", 0, 0, 4),))
    assert balance_map.sentence.plain == TEXTS(msg("choose.balance.none"))
    balance_map.show_balance(())
    assert balance_map.list.count() == 0
