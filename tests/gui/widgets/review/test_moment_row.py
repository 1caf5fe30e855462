import pytest
from PySide6.QtWidgets import QApplication, QLabel, QPushButton
from pytestqt.qtbot import QtBot

from coach.gui.theme import style_sheet
from coach.gui.widgets.paragraph import Paragraph
from coach.gui.widgets.review.moment_row import MomentRow
from coach.gui.widgets.review.verdict_bar import Entry, entries
from coach.messages import msg
from coach.model import Correction, Moment
from tests.gui.inspect import cut, nameless, outside
from tests.tools import samples

EVIDENCE = Moment("evidence", "number", 1.0, 2.0, "half a point", "heard", msg("any"))
WEAK = Moment("weak_pattern", "everyone_agreed", 1.0, 2.0, "we all agreed", "heard", msg("any.why"))
UNTIMED = Moment("filler", "like", None, None, "like", "heard", msg("any.why"))
DISMISSED = entries((), (Correction("fix", "filler", "um", "dismissed", 4.0, 4.3),))[0]


def made(qtbot: QtBot, entry: Entry, percent: int = 100) -> MomentRow:
    theme = samples.theme("light", percent)
    row = MomentRow(samples.texts(), theme, entry, {}, playable=True)
    qtbot.addWidget(row)
    row.setStyleSheet(style_sheet(theme))
    row.resize(380, row.heightForWidth(380))
    row.show()
    QApplication.processEvents()
    return row


def said(row: MomentRow) -> list[str]:
    labels = [part for part in row.findChildren(QLabel) if part.isVisible()]
    return sorted(part.plain if isinstance(part, Paragraph) else part.text() for part in labels)


def plays(row: MomentRow) -> list[str]:
    return [one.text() for one in row.findChildren(QPushButton) if one.text()[:1].isdigit()]


@pytest.mark.parametrize(
    ("entry", "words", "places"),
    [
        (Entry(EVIDENCE), ["a number with its unit, heard clearly", "“half a point”"], ["0:01"]),
        (Entry(WEAK), ['"everyone agreed" as the ending, heard clearly', "“we all agreed”\nany.why"], ["0:01"]),
        (Entry(UNTIMED), ["any.why", "“like”, heard clearly"], []),  # nothing plays what has no time
        (DISMISSED, ["Dismissed.", "“um”"], ["0:04"]),
    ],
)
def test_a_finding_says_what_how_sure_and_why(qtbot: QtBot, entry: Entry, words: list[str], places: list[str]) -> None:
    row = made(qtbot, entry)

    assert said(row) == words
    assert plays(row) == places


@pytest.mark.parametrize("percent", [100, 200])
def test_nothing_is_cut_and_everything_has_a_name(qtbot: QtBot, percent: int) -> None:
    maybe = Moment("filler", "um", 4.0, 4.3, "", "probable", msg("any"))
    for entry in (Entry(maybe), Entry(EVIDENCE), DISMISSED):
        row = made(qtbot, entry, percent)
        assert nameless(row) == cut(row) == outside(row) == []
        assert all(one.height() >= 32 for one in row.findChildren(QPushButton) if one.isVisible())
