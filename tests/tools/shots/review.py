"""The Review page, from top to bottom."""

from __future__ import annotations

from coach.adapters.lexicons import load_lexicons
from coach.analysis.analyse import analyse
from coach.gui.widgets.judging.finding_row import FindingRow
from coach.gui.window import REVIEW, Window
from coach.model import Transcript
from coach.practice.ports import Controls
from tests.gui.sample import RESOURCES
from tests.tools import samples
from tests.tools.shots.data import SCRIPT, SCRIPT_AGAIN, SPEEDS, STORIES, told
from tests.tools.shots.settling import settle


def reviewing(window: Window) -> None:
    """Open the newest take."""
    history = window._parts.history
    window.review.show_attempt(history.attempt(history.rows()[0].id))
    window.show_page(REVIEW)


def transcript(window: Window) -> None:
    """Open the newest take at its transcript."""
    reviewing(window)
    settle()
    page = window.review
    page._scroll.verticalScrollBar().setValue(page.transcript.mapTo(page._sheet, page.transcript.rect().topLeft()).y())


def write_again(window: Window) -> None:
    """Let another engine have written the newest take down as well, with other fillers and a word otherwise."""
    history = window._parts.history
    attempt = history.attempt(history.rows()[0].id)
    words = told(samples.tell(SCRIPT_AGAIN).words, 1.0, SPEEDS[0])
    transcript = Transcript.of_words(words, engine="whisper", model="base.en")
    report = analyse(transcript, None, attempt.question, None, load_lexicons(RESOURCES / "assets" / "lexicons"))
    attempt = history.transcribed(attempt.id, transcript)
    assert attempt.review is not None
    history.reviewed(attempt.id, attempt.review.id, report)


def at_versions(window: Window) -> None:
    """Scroll to the row of transcripts."""
    settle()
    page = window.review
    place = page.versions.mapTo(page._sheet, page.versions.rect().topLeft()).y()
    page._scroll.verticalScrollBar().setValue(place - 24)


def choosing_again(window: Window) -> None:
    """Choose an engine to transcribe again with."""
    list(window._parts.models.get("tiny.en", Controls()))
    list(window._parts.models.get("base.en", Controls()))
    reviewing(window)
    window.review.versions.again.click()
    at_versions(window)


def transcribing_again(window: Window) -> None:
    """Show another engine at work."""
    reviewing(window)
    window.review.versions.card.show_progress("Whisper (base.en)", 31.0, 62.0)
    at_versions(window)


def comparing(window: Window) -> None:
    """Stand at a place where two transcripts differ."""
    write_again(window)
    reviewing(window)
    window.review.versions.compare.click()
    settle()
    for _ in range(3):
        window.review.versions.comparison.after.click()
    at_versions(window)


def reading_on(window: Window) -> None:
    """Open the newest take further down, with the delivery unfolded."""
    reviewing(window)
    settle()
    window.review.details.folds["delivery"].open()
    settle()
    bar = window.review._scroll.verticalScrollBar()
    bar.setValue(bar.maximum())


def correcting_content(window: Window) -> None:
    """Refuse one sentence, choose another, and stand at what that did."""
    reviewing(window)
    settle()
    page = window.review
    for name, button in (("Decision", 0), ("Guardrails", -1)):
        row = next(one for one in page.details.findChildren(FindingRow) if one.name == name)
        row.buttons[button].click()
        settle()
    if page.asking_which.picker is not None:
        page.asking_which.picker.use.click()
    settle()
    place = page.details.mapTo(page._sheet, page.details.rect().topLeft()).y()
    page._scroll.verticalScrollBar().setValue(place - 24)


def hearing_a_story(window: Window) -> None:
    """Review an answer that was told with a story."""
    history = window._parts.history
    attempt = history.begin(samples.QUESTION, STORIES[0])
    words = told(samples.tell(SCRIPT).words, 1.0, 1.0)
    transcript = Transcript.of_words(words, engine="moonshine", model="tiny-en")
    lexicons = load_lexicons(RESOURCES / "assets" / "lexicons")
    report = analyse(transcript, None, attempt.question, None, lexicons, story=attempt.story)
    review = history.transcribed(attempt.id, transcript).review
    assert review is not None
    window.review.show_attempt(history.reviewed(attempt.id, review.id, report))
    window.show_page(REVIEW)


def asking(window: Window) -> None:
    """Ask how an answer felt, before its review."""
    history = window._parts.history
    window.review.show_attempt(history.attempt(history.rows()[0].id), fresh=True)
    window.show_page(REVIEW)


def searching(window: Window) -> None:
    """Stand at something that was looked for in the transcript."""
    reviewing(window)
    settle()
    window.review.reading.go_to_found("the")
    settle()


def editing(window: Window) -> None:
    """Write the text of a take again."""
    reviewing(window)
    settle()
    window.review.reading.open_editor()
    settle()
    page = window.review
    page._scroll.stay_at(page.reading.mapTo(page._sheet, page.reading.rect().topLeft()).y() - 24)


def looping(window: Window) -> None:
    """Loop a sentence, zoomed in, with a bookmark."""
    history = window._parts.history
    attempt = history.rows()[0].id
    history.bookmark(attempt, 16.0, "the number to remember")
    reviewing(window)
    settle()
    window.review.listening.loop(13.0, 19.5)
    window.review.timeline.plot.zoom(2.0, 16.0)
    settle()


def noting(window: Window) -> None:
    """Show notes and bookmarks."""
    history = window._parts.history
    attempt = history.rows()[0].id
    history.bookmark(attempt, 16.0, "the number to remember")
    history.note(attempt, "Begin with the number. The board story can wait.")
    history.feel(attempt, "fine")
    reviewing(window)
    settle()
    for fold in (window.review.noting.notes_fold, window.review.noting.bookmarks_fold):
        fold.open()
    settle()
    page = window.review
    page._scroll.stay_at(page.noting.mapTo(page._sheet, page.noting.rect().topLeft()).y() - 24)


def timing(window: Window) -> None:
    """Show where the time went."""
    reviewing(window)
    settle()
    window.review.timing.fold.open()
    settle()
    page = window.review
    page._scroll.stay_at(page.timing.mapTo(page._sheet, page.timing.rect().topLeft()).y() - 24)
