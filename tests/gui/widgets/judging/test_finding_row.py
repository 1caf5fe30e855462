from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel, QPushButton
from pytestqt.qtbot import QtBot

from coach.analysis.verdicts.findings import Standing
from coach.analysis.verdicts.places import Spot
from coach.analysis.verdicts.shares import Share
from coach.gui.theme import style_sheet
from coach.gui.widgets.judging.finding_row import FindingRow
from coach.gui.widgets.paragraph import Paragraph
from coach.model import Correction, Finding
from tests.gui.inspect import cut, fits, nameless, outside
from tests.tools import samples

HEARD = Finding("decision", "found", 23.0, "So I decided to hold the number back.")
FOUND = Standing(HEARD, HEARD, Spot(0, 37, 23.0, 26.5))
WEAK = Standing(HEARD, replace(HEARD, state="weak"), Spot(0, 37, 23.0, 26.5))
MISSING = Standing(Finding("guardrails", "missing"), Finding("guardrails", "missing"))
SAID = Correction("fix", "anchor", "decision", "added", 23.0, 26.5, HEARD.quote)
REFUSED = Correction("fix-2", "anchor", "decision", "dismissed", 8.0, 11.0, "The board wanted it on a slide.")


def row(qtbot: QtBot, standing: Standing, percent: int = 100) -> FindingRow:
    theme = samples.theme("light", percent)
    made = FindingRow(samples.texts(), theme, standing, 1, playable=True)
    qtbot.addWidget(made)
    made.setStyleSheet(style_sheet(theme))
    made.resize(380, max(made.heightForWidth(380), 100))
    made.show()
    QApplication.processEvents()
    return made


def words(made: FindingRow) -> list[str]:
    return [button.text() for button in made.buttons]


@pytest.mark.parametrize(
    ("standing", "offered"),
    [
        (FOUND, ["Not this one", "Another sentence"]),
        (WEAK, ["Yes, I said it", "Not this one", "Another sentence"]),
        (MISSING, ["I did say it"]),
        (replace(FOUND, by=SAID), ["Undo", "Another sentence"]),
        (replace(FOUND, refused=(REFUSED,)), ["Not this one", "Another sentence", "Undo"]),
    ],
)
def test_what_can_be_said_depends_on_how_it_stands(qtbot: QtBot, standing: Standing, offered: list[str]) -> None:
    made = row(qtbot, standing)

    assert words(made) == offered
    assert nameless(made) == []
    assert all(button.height() >= 32 for button in made.findChildren(QPushButton))


def test_a_word_holds_the_sentence_and_its_time(qtbot: QtBot) -> None:
    made = row(qtbot, WEAK)
    given: list[Correction] = []
    made.given.connect(given.append)

    for button in made.buttons[:2]:
        qtbot.keyClick(button, Qt.Key.Key_Space)

    assert [(one.verdict, one.kind, one.name, one.start, one.end, one.quote) for one in given] == [
        ("confirmed", "anchor", "decision", 23.0, 26.5, HEARD.quote),
        ("dismissed", "anchor", "decision", 23.0, 26.5, HEARD.quote),
    ]


def test_where_the_sentence_is_not_in_the_text_its_time_is_enough(qtbot: QtBot) -> None:
    made = row(qtbot, replace(FOUND, spot=None))

    with qtbot.waitSignal(made.given) as given:
        made.buttons[0].click()

    assert (given.args[0].start, given.args[0].end) == (23.0, None)


def test_another_sentence_is_wished_for(qtbot: QtBot) -> None:
    for standing, kind, name in ((FOUND, "anchor", "Decision"), (MISSING, "structure", "Guardrails")):
        made = row(qtbot, standing)
        with qtbot.waitSignal(made.choose_wanted) as wish:
            made.buttons[-1].click()
        assert (wish.args[0].kind, wish.args[0].title, wish.args[0].said) == (kind, name, "added")


def test_what_was_said_is_told_and_taken_back(qtbot: QtBot) -> None:
    made = row(qtbot, replace(FOUND, by=SAID, refused=(REFUSED,)))
    labels = [one.plain if isinstance(one, Paragraph) else one.text() for one in made.findChildren(QLabel)]
    assert "By your word." in labels
    assert "Not this one: “The board wanted it on a slide.”" in labels

    for button, verdict in ((made.buttons[0], SAID), (made.buttons[-1], REFUSED)):
        with qtbot.waitSignal(made.taken_back) as back:
            button.click()
        assert back.args == [verdict]
    assert made.buttons[-1].accessibleName() == "Undo: Not this one: “The board wanted it on a slide.”"


def test_the_sentence_is_played_to_its_end(qtbot: QtBot) -> None:
    made = row(qtbot, FOUND)
    play = next(one for one in made.findChildren(QPushButton) if one.text() == "0:23")

    with qtbot.waitSignal(made.play_wanted) as played:
        play.click()

    assert played.args == [pytest.approx(22.6), pytest.approx(26.9)]


@pytest.mark.parametrize("percent", [100, 200])
def test_nothing_is_cut(qtbot: QtBot, percent: int) -> None:
    for standing in (FOUND, WEAK, MISSING, replace(FOUND, by=SAID, refused=(REFUSED,))):
        made = row(qtbot, standing, percent)
        made.resize(max(380, made.minimumSizeHint().width()), made.height())
        QApplication.processEvents()
        assert cut(made) == outside(made) == []


def test_it_says_when_it_came_and_how_much_of_the_answer_it_took(qtbot: QtBot) -> None:
    theme = samples.theme("light", 100)
    made = FindingRow(samples.texts(), theme, FOUND, 1, playable=True, share=Share(2, 0.224))
    qtbot.addWidget(made)
    said = [paragraph.plain for paragraph in made.findChildren(Paragraph)]
    assert "It came second, with about 22 % of your words." in said


def test_what_can_be_said_wraps_where_it_is_narrow(qtbot: QtBot) -> None:
    made = row(qtbot, WEAK, 200)
    made.resize(440, 500)
    qtbot.wait(10)
    first, *_, last = made.buttons
    assert last.y() > first.y()
    fits(made, 440)
