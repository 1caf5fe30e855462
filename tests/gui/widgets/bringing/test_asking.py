from __future__ import annotations

from pytestqt.qtbot import QtBot

from coach.gui.theme import resized
from coach.gui.widgets.bringing.asking import AskBring, named, others_words
from tests.gui.sample import QUESTIONS, TEXTS
from tests.tools import samples


def test_a_few_are_named_and_the_rest_counted() -> None:
    assert named(["a", "b", "c"], TEXTS) == "a, b, c"
    assert named(["a", "b", "c", "d", "e"], TEXTS) == "a, b, c and 2 more"
    assert TEXTS(others_words(["a.txt"], TEXTS)) == "a.txt is no recording and is left out."


def test_without_questions_none_can_be_picked(qtbot: QtBot) -> None:
    ask = AskBring(TEXTS, samples.theme())
    qtbot.addWidget(ask)
    ask.show()
    ask.ask(["a.wav"], [], [])
    assert not ask.pick.isVisible()
    assert not ask.others.isVisible()
    ask.ask(["a.wav"], ["b.txt"], QUESTIONS)
    assert ask.pick.isVisible()
    assert ask.others.isVisible()
    ask.set_theme(resized(samples.theme(), 200))
