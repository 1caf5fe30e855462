import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QPushButton
from pytestqt.qtbot import QtBot

from coach.gui.widgets.judging.kept_row import KeptRow
from coach.gui.widgets.paragraph import Paragraph
from coach.model import Correction, JudgedKind
from tests.gui.inspect import nameless
from tests.tools import samples


def row(qtbot: QtBot, verdict: Correction) -> KeptRow:
    made = KeptRow(samples.texts(), samples.theme(), verdict, playable=True)
    qtbot.addWidget(made)
    return made


@pytest.mark.parametrize(
    ("kind", "name", "verdict", "line"),
    [
        ("anchor", "outcome", "added", "Outcome: your word on a sentence that this text does not have"),
        ("structure", "guardrails", "dismissed", "Guardrails: not a sentence that this text no longer has"),
        ("key_term", "cohort", "added", "cohort: your word on a sentence that this text does not have"),
    ],
)
def test_what_this_text_does_not_have_is_told_with_its_words(
    qtbot: QtBot, kind: JudgedKind, name: str, verdict: str, line: str
) -> None:
    made = row(qtbot, Correction("fix", kind, name, verdict, quote="It fell to two."))  # type: ignore[arg-type]

    labels = [one.plain if isinstance(one, Paragraph) else one.text() for one in made.findChildren(QLabel)]
    assert labels == [line, "“It fell to two.”"]
    assert nameless(made) == []
    with qtbot.waitSignal(made.taken_back) as back:
        qtbot.keyClick(made.buttons[0], Qt.Key.Key_Space)
    assert back.args[0].id == "fix"


def test_what_was_said_at_a_time_can_be_heard(qtbot: QtBot) -> None:
    made = row(qtbot, Correction("fix", "anchor", "outcome", "added", 9.0, 11.0, "It fell to two."))
    play = next(one for one in made.findChildren(QPushButton) if one.text() == "0:09")

    with qtbot.waitSignal(made.play_wanted) as played:
        play.click()

    assert played.args == [pytest.approx(8.6), pytest.approx(11.4)]
