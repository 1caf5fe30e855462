from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel, QPushButton
from pytestqt.qtbot import QtBot

from coach.analysis.corrections import corrected
from coach.gui.theme import style_sheet
from coach.gui.widgets.paragraph import Paragraph
from coach.gui.widgets.review.details import MOST, Details, listed
from coach.gui.widgets.review.moment_row import MomentRow
from coach.gui.widgets.review.verdict_bar import VerdictBar, entries
from coach.messages import msg
from coach.model import ANCHORS, Correction, Measure, Moment, Report, Transcript
from tests.tools import samples

TOLD = samples.tell(samples.SCRIPT)
TRANSCRIPT = Transcript.of_words(TOLD.words)
REPORT = samples.report(TOLD)


@pytest.fixture
def details(qtbot: QtBot) -> Details:
    made = Details(samples.texts(), samples.theme())
    qtbot.addWidget(made)
    made.setStyleSheet(style_sheet(samples.theme()))
    made.show_report(REPORT, {"decision": "Decision"}, ANCHORS, transcript=TRANSCRIPT)
    made.resize(420, 800)
    made.show()
    return made


def said(details: Details) -> str:
    QApplication.processEvents()  # a layout shows what was added to it a moment later
    labels = [part for part in details.findChildren(QLabel) if part.isVisible()]
    return "\n".join(part.plain if isinstance(part, Paragraph) else part.text() for part in labels)


def test_content_is_open_and_the_rest_is_folded(details: Details) -> None:
    assert [name for name, fold in details.folds.items() if fold.opened] == ["content"]
    assert list(details.folds) == ["content", "delivery", "fillers", "terms", "moments"]
    assert "Decision: heard" in said(details)
    assert "Primary KPI: probably heard" in said(details)
    assert "How you would know: not heard yet" in said(details)


def test_every_moment_can_be_played(qtbot: QtBot, details: Details) -> None:
    fold = details.folds["moments"]
    qtbot.keyClick(fold.button, Qt.Key.Key_Space)
    assert fold.body is not None
    buttons = [button for button in fold.body.findChildren(QPushButton) if button.text()[:1].isdigit()]
    moments = [entry.moment for entry in listed(entries(REPORT.moments, ()))]
    assert len(buttons) == len(moments)

    first = moments[0]
    assert first.start is not None
    with qtbot.waitSignal(details.play_wanted) as wanted:
        qtbot.mouseClick(buttons[0], Qt.MouseButton.LeftButton)

    assert wanted.args[0] == pytest.approx(max(first.start - 0.4, 0))
    assert wanted.args[1] > first.end
    assert buttons[0].accessibleName().startswith("Play from 0:07: ")
    assert all(button.height() >= 32 for button in fold.body.findChildren(QPushButton) if button.isVisible())


def test_every_filler_is_listed_with_how_sure_it_is_and_why(details: Details) -> None:
    details.folds["content"].open(False)
    details.folds["fillers"].open()

    lines = said(details).split("\n")
    fillers = [moment for moment in REPORT.moments if moment.kind == "filler"]
    assert sum(line.endswith(", heard clearly") for line in lines) == 8
    assert sum(line.endswith(", probably") for line in lines) == 2
    assert lines.count("samples.filler") == len(fillers) == 10


def press(details: Details, name: str) -> None:
    """Press the visible button with a name."""
    found = [one for one in details.findChildren(QPushButton) if one.isVisible() and one.accessibleName() == name]
    assert len(found) == 1, [one.accessibleName() for one in details.findChildren(QPushButton)]
    found[0].click()


def test_verdicts_are_handed_on(qtbot: QtBot, details: Details) -> None:
    details.folds["fillers"].open()
    QApplication.processEvents()

    with qtbot.waitSignal(details.given) as dismissed:
        press(details, "Not a filler: “um” at 0:21")
    with qtbot.waitSignal(details.given) as confirmed:
        press(details, "Yes, I said it: “um” at 0:21")
    assert (dismissed.args[0].verdict, dismissed.args[0].start) == ("dismissed", 21.4)
    assert (confirmed.args[0].verdict, confirmed.args[0].name) == ("confirmed", "um")

    with qtbot.waitSignal(details.given) as anchor:
        press(details, "Not this one: Decision")
    decided = next(one for one in REPORT.moments if one.name == "decision")
    assert anchor.args[0].quote == decided.text
    assert (anchor.args[0].kind, anchor.args[0].name, anchor.args[0].start) == ("anchor", "decision", decided.start)


def test_what_was_dismissed_stands_there_with_its_undo(qtbot: QtBot, details: Details) -> None:
    details.folds["fillers"].open()
    fix = Correction("fix", "filler", "um", "dismissed", 21.4, 21.7)
    decided = next(one for one in REPORT.moments if one.name == "decision")
    anchor = Correction("fix-2", "anchor", "decision", "dismissed", decided.start, decided.end, decided.text)
    made = replace(REPORT, moments=tuple(one for one in REPORT.moments if one.start != 21.4))
    shown = corrected(made, (anchor,), TRANSCRIPT)

    details.show_report(shown, {}, ANCHORS, corrections=(fix, anchor), transcript=TRANSCRIPT)

    assert said(details).count("Dismissed.") == 1
    assert "Decision: not heard yet" in said(details)
    with qtbot.waitSignal(details.taken_back) as back:
        press(details, "Undo: “um” at 0:21")
    assert back.args == [fix]
    with qtbot.waitSignal(details.taken_back) as back:
        press(details, "Undo: Not this one: “So I decided to hold the number back until …”")
    assert back.args == [anchor]


def test_the_focus_stays_with_what_was_judged(qtbot: QtBot, details: Details) -> None:
    details.folds["fillers"].open()
    details.activateWindow()
    QApplication.processEvents()
    bar = next(one for one in details.findChildren(VerdictBar) if one.entry.moment.start == 21.4)
    bar.buttons[1].setFocus()
    qtbot.waitUntil(bar.buttons[1].hasFocus)
    fix = Correction("fix", "filler", "um", "dismissed", 21.4, 21.7)
    moments = tuple(one for one in REPORT.moments if one.start != 21.4)

    details.show_report(replace(REPORT, moments=moments), {}, ANCHORS, corrections=(fix,))
    assert focused() == "Undo: “um” at 0:21"

    details.show_report(replace(REPORT, moments=moments), {}, ANCHORS)
    assert focused() == "Not a filler: “uh” at 0:14"  # the nearest one, where it is gone itself


def focused() -> str:
    widget = QApplication.focusWidget()
    return widget.accessibleName() if widget is not None else ""


def test_a_long_list_is_shown_in_part_and_stays_whole_once_it_was(qtbot: QtBot, details: Details) -> None:
    many = tuple(Moment("filler", "um", float(n), n + 0.3, "um", "heard", msg("any")) for n in range(MOST + 5))
    details.show_report(Report((), many, ()), {})
    details.folds["fillers"].open()
    QApplication.processEvents()
    assert said(details).count("heard clearly") == MOST

    (more,) = [one for one in details.findChildren(QPushButton) if one.text() == "Show 5 more"]
    qtbot.mouseClick(more, Qt.MouseButton.LeftButton)
    assert said(details).count("heard clearly") == MOST + 5

    details.show_report(Report((), many[1:], ()), {})
    assert said(details).count("heard clearly") == MOST + 4


def test_delivery_has_words_numbers_and_how_sure(details: Details) -> None:
    details.folds["delivery"].open()

    assert "Speaking pace" in said(details)
    assert "How sure: probably" in said(details)


def test_each_number_is_told_once(qtbot: QtBot, details: Details) -> None:
    pace = Measure("speech_rate", 156.4, "words/min", msg("analysis.pace.comfortable", rate=155), "heard", 110, 170)
    band = Measure("filler_rate", 5.4, "per 100 words", msg("analysis.fillers.many"), "heard")
    details.show_report(replace(REPORT, measures=(pace, band)), {}, ANCHORS)
    qtbot.mouseClick(details.folds["delivery"].button, Qt.MouseButton.LeftButton)

    assert "About 155 words a minute" in said(details)
    assert "156" not in said(details)
    assert "Fillers per 100 words\n5.4\n" in said(details)


def test_what_was_open_stays_open_in_another_theme(details: Details) -> None:
    details.folds["delivery"].open()
    details.folds["content"].open(False)

    details.set_theme(samples.theme("dark", 200))

    assert [name for name, fold in details.folds.items() if fold.opened] == ["delivery"]


def test_an_anchor_that_nobody_asked_for_is_not_missed(details: Details) -> None:
    missing = tuple(one for one in REPORT.anchors if one.name != "lesson")
    lesson = next(one for one in samples.report(samples.tell("Only this.")).anchors if one.name == "lesson")

    details.show_report(Report((), (), (*missing, lesson)), {}, ("problem", "decision"))
    assert "Lesson" not in said(details)

    details.show_report(Report((), (), (*missing, lesson)), {}, ("problem", "lesson"))
    assert "Lesson: not heard yet" in said(details)


def test_key_terms_say_how_they_were_used(details: Details) -> None:
    details.folds["terms"].open()

    assert "event tracking: explained" in said(details)


def test_without_sound_nothing_offers_to_play(details: Details) -> None:
    details.show_report(REPORT, {}, ANCHORS, playable=False)

    assert not any(button.isEnabled() for button in details.findChildren(QPushButton) if button.text()[:1].isdigit())


def test_a_correction_makes_only_what_changed_again(details: Details) -> None:
    for fold in details.folds.values():
        fold.open()
    QApplication.processEvents()
    before = {id(row) for row in details.findChildren(MomentRow)}
    moments = tuple(one for one in REPORT.moments if one.start != 21.4)

    details.show_report(replace(REPORT, moments=moments), {"decision": "Decision"}, ANCHORS)

    after = {id(row) for row in details.findChildren(MomentRow)}
    assert len(before - after) == 1
    assert after < before
