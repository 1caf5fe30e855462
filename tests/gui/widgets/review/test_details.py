from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel, QPushButton
from pytestqt.qtbot import QtBot

from coach.gui.theme import style_sheet
from coach.gui.widgets.paragraph import Paragraph
from coach.gui.widgets.review.details import Details, listed, shortened
from coach.messages import msg
from coach.model import ANCHORS, Measure, Report
from tests.tools import samples

TOLD = samples.tell(samples.SCRIPT)
REPORT = samples.report(TOLD)


@pytest.fixture
def details(qtbot: QtBot) -> Details:
    made = Details(samples.texts(), samples.theme())
    qtbot.addWidget(made)
    made.setStyleSheet(style_sheet(samples.theme()))
    made.show_report(REPORT, {"decision": "Decision"}, ANCHORS)
    made.resize(420, 800)
    made.show()
    return made


def said(details: Details) -> str:
    QApplication.processEvents()  # a layout shows what was added to it a moment later
    labels = [part for part in details.findChildren(QLabel) if part.isVisible()]
    return "\n".join(part.plain if isinstance(part, Paragraph) else part.text() for part in labels)


def test_content_is_open_and_the_rest_is_folded(details: Details) -> None:
    assert [name for name, fold in details.folds.items() if fold.opened] == ["content"]
    assert list(details.folds) == ["content", "delivery", "terms", "moments"]
    assert "Decision: heard" in said(details)
    assert "Primary KPI: probably heard" in said(details)
    assert "How you would know: not heard yet" in said(details)


def test_every_moment_can_be_played(qtbot: QtBot, details: Details) -> None:
    fold = details.folds["moments"]
    qtbot.keyClick(fold.button, Qt.Key.Key_Space)
    assert fold.body is not None
    buttons = fold.body.findChildren(QPushButton)
    assert len(buttons) == len(listed(REPORT.moments))

    first = listed(REPORT.moments)[0]
    assert first.start is not None
    with qtbot.waitSignal(details.play_wanted) as wanted:
        qtbot.mouseClick(buttons[0], Qt.MouseButton.LeftButton)

    assert wanted.args[0] == pytest.approx(max(first.start - 0.4, 0))
    assert wanted.args[1] > first.end
    assert buttons[0].accessibleName().startswith("Play from 0:01: ")
    assert all(button.height() >= 32 for button in buttons)


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


def test_long_quotes_are_cut_at_a_word() -> None:
    assert shortened("short") == "short"
    assert shortened("one two three", 8) == "one two …"
