import pytest
from PySide6.QtWidgets import QApplication, QLabel, QPushButton
from pytestqt.qtbot import QtBot

from coach.gui.theme import style_sheet
from coach.gui.widgets.paragraph import Paragraph
from coach.gui.widgets.review.moment_list import MOST, MomentList, play_button
from coach.gui.widgets.review.verdict_bar import Entry, entries
from coach.messages import msg
from coach.model import Correction, Moment
from tests.gui.inspect import cut, nameless, outside
from tests.tools import samples

EVIDENCE = Moment("evidence", "number", 1.0, 2.0, "half a point", "heard", msg("any"))
UNTIMED = Moment("filler", "like", None, None, "like", "heard", msg("any.why"))
DISMISSED = Correction("fix", "filler", "um", "dismissed", 4.0, 4.3)


def made(qtbot: QtBot, found: list[Entry], *, playable: bool = True, whole: bool = False) -> MomentList:
    result = MomentList(samples.texts(), samples.theme(), found, {}, playable=playable, whole=whole)
    qtbot.addWidget(result)
    result.setStyleSheet(style_sheet(samples.theme()))
    result.resize(380, 600)
    result.show()
    return result


def said(shown: MomentList) -> list[str]:
    QApplication.processEvents()
    labels = [part for part in shown.findChildren(QLabel) if part.isVisible()]
    return [part.plain if isinstance(part, Paragraph) else part.text() for part in labels]


def test_each_finding_says_what_how_sure_and_why(qtbot: QtBot) -> None:
    shown = made(qtbot, entries((EVIDENCE, UNTIMED), (DISMISSED,)))

    assert sorted(said(shown)) == sorted(
        [
            "a number with its unit, heard clearly",
            "“half a point”",
            "“like”, heard clearly",
            "any.why",
            "“um”",
            "Dismissed.",
        ]
    )
    plays = [one for one in shown.findChildren(QPushButton) if one.text()[:1].isdigit()]
    assert sorted(one.text() for one in plays) == ["0:01", "0:04"]  # nothing plays what has no time
    assert nameless(shown) == cut(shown) == outside(shown) == []


def test_the_rest_of_a_long_list_waits(qtbot: QtBot) -> None:
    many = [Entry(Moment("filler", "um", float(n), n + 0.3, "um", "heard", msg("any"))) for n in range(MOST + 1)]
    shown = made(qtbot, many)
    assert len(said(shown)) == 2 * MOST
    assert shown.more.text() == "Show 1 more"

    with qtbot.waitSignal(shown.whole_wanted):
        shown.more.click()

    assert len(said(shown)) == 2 * MOST + 2
    assert not shown.more.isVisible()
    assert len(said(made(qtbot, many, whole=True))) == 2 * MOST + 2


def test_a_moment_is_played_with_a_lead(qtbot: QtBot) -> None:
    played: list[tuple[float, float | None]] = []

    def play(start: float, end: float | None) -> None:
        played.append((start, end))

    for span, playable in (((0.1, 2.0), True), ((9.0, None), True), ((9.0, None), False)):
        button = play_button(samples.texts(), samples.theme(), span, "“um”", play, playable)
        qtbot.addWidget(button)
        button.click()

    assert played == [(0.0, pytest.approx(2.4)), (pytest.approx(8.6), None)]


def test_verdicts_are_handed_on(qtbot: QtBot) -> None:
    shown = made(qtbot, entries((EVIDENCE,), (DISMISSED,)))
    given: list[Correction] = []
    shown.given.connect(given.append)
    shown.taken_back.connect(given.append)

    for button in shown.findChildren(QPushButton):
        if button.text() in ("Dismiss", "Undo"):
            button.click()

    assert sorted(one.kind for one in given) == ["evidence", "filler"]
