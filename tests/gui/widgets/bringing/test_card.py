from __future__ import annotations

from pytestqt.qtbot import QtBot

from coach.gui.theme import resized
from coach.gui.widgets.bringing.card import TALLEST, BringCard
from coach.gui.widgets.bringing.row import Line
from tests.gui.sample import TEXTS
from tests.tools import samples


def card(qtbot: QtBot) -> BringCard:
    made = BringCard(TEXTS, samples.theme())
    qtbot.addWidget(made)
    return made


def test_it_is_away_at_first(qtbot: QtBot) -> None:
    made = card(qtbot)
    assert made.isHidden()
    made.show_lines([Line(1, "a.wav", "transcribing", 0.5), Line(2, "b.wav")])
    assert not made.isHidden()
    assert made.bar.value() == round(1000 * (0.1 + 0.45) / 2)
    made.rest()
    assert made.isHidden()
    assert made.rows == {}


def test_rows_stay_and_those_that_are_gone_go(qtbot: QtBot) -> None:
    made = card(qtbot)
    made.show_lines([Line(1, "a.wav"), Line(2, "b.wav")])
    kept = made.rows[2]
    made.show_lines([Line(2, "b.wav", "done"), Line(3, "c.wav")])

    assert list(made.rows) == [2, 3]
    assert made.rows[2] is kept


def test_it_shows_on_its_own_page_only(qtbot: QtBot) -> None:
    made = card(qtbot)
    made.show_here(False)
    made.show_lines([Line(1, "a.wav", "reading", 0.1)])
    assert made.isHidden()
    made.show_here(True)
    assert not made.isHidden()
    made.rest()
    made.show_here(False)
    made.show_here(True)
    assert made.isHidden()


def test_many_files_scroll(qtbot: QtBot) -> None:
    made = card(qtbot)
    made.show_lines([Line(number, f"{number}.wav") for number in range(40)])
    made.resize(800, 500)
    assert made.list.height() == TALLEST
    made.set_theme(resized(samples.theme(), 200))
    assert made.list.height() == 2 * TALLEST


def test_a_screen_reader_hears_the_beginning_and_the_end(qtbot: QtBot) -> None:
    made = card(qtbot)
    made.show_lines([Line(1, "a.wav", "reading", 0.1)])
    assert made.accessibleName() == "Bringing a recording in"
    made.show_lines([Line(1, "a.wav", "done")])
    assert made.accessibleName() == "1 recording came in."
