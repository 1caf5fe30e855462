from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from coach.analysis.sentences import read_answer
from coach.gui.widgets.judging.asking_which import AskingWhich
from coach.gui.widgets.judging.wish import Wish
from coach.model import Attempt, Candidate, Transcript
from tests.tools import samples

WISH = Wish("anchor", "outcome", "Outcome")


def attempt(text: str = "") -> Attempt:
    """Return a take in which some sentences speak for an outcome; typed where there is a text."""
    made = samples.reviewed()
    review = made.reviews[0]
    assert review.report is not None
    transcript = Transcript(text, ()) if text else review.transcript
    units = read_answer(transcript, {}).units
    scores = {3: 1.2, 1: 2.0, 4: 0.6, 5: 0.3}
    found = tuple(
        Candidate("anchor", "outcome", units[place].start, units[place].end, score)
        for place, score in scores.items()
        if place < len(units)
    )
    report = replace(review.report, candidates=found)
    return replace(made, reviews=(replace(review, transcript=transcript, report=report),))


@pytest.fixture
def asking(qtbot: QtBot) -> AskingWhich:
    page = QWidget()
    qtbot.addWidget(page)
    page.show()
    made = AskingWhich(samples.texts(), samples.theme(), page)
    made.show_attempt(attempt())
    return made


def test_the_answer_becomes_a_verdict(qtbot: QtBot, asking: AskingWhich) -> None:
    asking.ask(WISH)
    assert asking.picker is not None
    units = read_answer(attempt().reviews[0].transcript, {}).units
    assert asking.picker.list.count() == len(units)
    likely = [asking.picker.list.item(row).data(Qt.ItemDataRole.UserRole).likely for row in range(5)]
    assert likely == [True, True, True, False, False]

    with qtbot.waitSignal(asking.given) as given:
        qtbot.keyClick(asking.picker.search, Qt.Key.Key_Return)

    verdict = given.args[0]
    assert (verdict.kind, verdict.name, verdict.verdict) == ("anchor", "outcome", "added")
    assert verdict.quote in attempt().reviews[0].transcript.text
    assert verdict.start is not None
    assert verdict.end > verdict.start


def test_a_typed_answer_has_words_and_no_times(qtbot: QtBot, asking: AskingWhich) -> None:
    asking.show_attempt(attempt("I dropped it. It fell to two. Nice."))
    asking.ask(Wish("weak_pattern", "role_invisible", "Your part", "dismissed"))
    assert asking.picker is not None

    with qtbot.waitSignal(asking.given) as given:
        qtbot.keyClick(asking.picker.search, Qt.Key.Key_Return)

    assert (given.args[0].verdict, given.args[0].start, given.args[0].quote) == ("dismissed", None, "I dropped it.")


def test_asking_again_asks_afresh_and_plays(qtbot: QtBot, asking: AskingWhich) -> None:
    asking.ask(WISH)
    first = asking.picker
    asking.ask(WISH)
    assert asking.picker is not None
    assert asking.picker is not first

    with qtbot.waitSignal(asking.play_wanted):
        asking.picker.hear.click()
    asking.picker.reject()


def test_without_words_there_is_nothing_to_ask(asking: AskingWhich) -> None:
    made = attempt()
    for nothing in (
        replace(made, reviews=()),
        replace(made, reviews=(replace(made.reviews[0], transcript=Transcript("", ()), report=None),)),
    ):
        asking.show_attempt(nothing)
        asking.ask(WISH)
        assert asking.picker is None
