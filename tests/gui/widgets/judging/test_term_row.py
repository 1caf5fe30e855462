from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from coach.gui.widgets.judging.term_row import Term, TermRow, terms
from coach.gui.widgets.signs.play_button import LEAD
from coach.messages import msg
from coach.model import Correction, Moment, TermUse
from tests.gui.inspect import nameless
from tests.tools import samples

USED, EXPLAINED = TermUse("cohort", "used", 44.0), TermUse("event tracking", "explained", 25.0)
NOT_MEANT = Correction("fix", "key_term", "index", "dismissed", 3.0, 3.2, "index")
SAID = Correction("fix-2", "key_term", "cohort", "added", 40.0, 45.0, "The core heart was small.")


def row(qtbot: QtBot, term: Term) -> TermRow:
    made = TermRow(samples.texts(), samples.theme(), term, playable=True)
    qtbot.addWidget(made)
    assert nameless(made) == []
    return made


def words(made: TermRow) -> list[str]:
    return [button.text() for button in made.buttons]


def test_terms_stand_with_the_word_on_them() -> None:
    other = Correction("fix-9", "filler", "um", "dismissed", 1.0, 1.2)

    assert terms((USED, EXPLAINED), (other, NOT_MEANT, SAID)) == [
        Term("cohort", USED, SAID),
        Term("event tracking", EXPLAINED),
        Term("index", None, NOT_MEANT),
    ]


def test_a_term_can_be_explained_or_not_meant(qtbot: QtBot) -> None:
    made = row(qtbot, Term("cohort", USED))
    assert words(made) == ["I explained it", "Not this one"]
    given: list[Correction] = []
    made.given.connect(given.append)

    for button in made.buttons:
        qtbot.keyClick(button, Qt.Key.Key_Space)

    assert [(one.kind, one.name, one.verdict, one.start, one.quote) for one in given] == [
        ("key_term", "cohort", "confirmed", 44.0, "cohort"),
        ("key_term", "cohort", "dismissed", 44.0, "cohort"),
    ]
    assert words(row(qtbot, Term("event tracking", EXPLAINED))) == ["Not this one"]


def test_the_persons_word_can_be_taken_back(qtbot: QtBot) -> None:
    for verdict, use, offered in ((NOT_MEANT, None, ["Undo"]), (SAID, USED, ["Undo", "I explained it"])):
        made = row(qtbot, Term(verdict.name, use, verdict))
        assert words(made) == offered
        with qtbot.waitSignal(made.taken_back) as back:
            made.buttons[0].click()
        assert back.args == [verdict]


def test_what_was_added_and_then_explained_keeps_its_sentence(qtbot: QtBot) -> None:
    made = row(qtbot, Term("cohort", USED, SAID))

    with qtbot.waitSignal(made.given) as given:
        made.buttons[1].click()

    assert (given.args[0].start, given.args[0].end, given.args[0].quote) == (SAID.start, SAID.end, SAID.quote)


def test_a_term_is_played(qtbot: QtBot) -> None:
    made = row(qtbot, Term("cohort", USED))
    play = next(one for one in made.findChildren(QPushButton) if one.text() == "0:44")

    with qtbot.waitSignal(made.play_wanted):
        play.click()


def test_a_term_is_played_to_the_end_of_its_word(qtbot: QtBot) -> None:
    said = Moment("key_term", "cohort", 44.0, 44.5, "cohort", "heard", msg("any"))
    (term,) = terms((USED,), (), (said,))
    made = row(qtbot, term)
    play = next(one for one in made.findChildren(QPushButton) if one.text() == "0:44")

    with qtbot.waitSignal(made.play_wanted) as wanted:
        play.click()

    assert wanted.args[1] == 44.5 + LEAD
