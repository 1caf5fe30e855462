"""Draw the window with sample data to PNG files, to be looked at: `python -m tests.tools.shots FOLDER [PAGE ...]`."""

from __future__ import annotations

import math
import os
import sys
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

import numpy as np
from PySide6.QtCore import QEventLoop, QTimer
from PySide6.QtWidgets import QApplication

from coach.adapters.lexicons import load_lexicons
from coach.analysis.analyse import analyse
from coach.analysis.delivery.pauses import Sound
from coach.errors import FileError
from coach.gui.bridge import Bridge
from coach.gui.pages.history.page import TREND
from coach.gui.taking import State
from coach.gui.theme import NAMES, dress, load_theme
from coach.gui.widgets.judging.finding_row import FindingRow
from coach.gui.widgets.keys.sheet import KeySheet
from coach.gui.window import HISTORY, PREPARE, REVIEW, SETTINGS, Window
from coach.messages import msg
from coach.model import Attempt, Question, Recording, Review, Story, Transcript, Word
from coach.practice.ports import Controls, Heard, Level
from tests.gui.sample import CHANGED_MIND, RESOURCES, SPIKE, TEXTS, SampleParts
from tests.tools import samples

WIDE, USUAL, SMALL = (1920, 1080), (1280, 800), (900, 600)
SCRIPT = """
So [um] the problem was that nobody could explain the retention chart , and the board wanted it on a slide . (1.4)
That was a Tuesday . (0.6) [Uh] the web line was flat while Android had gone straight up . (2.1) So I decided to
hold the number back until we understood it , even though the launch post was [um] already written . (0.4) The app
had begun to count a phone in a pocket as a visit , and [um] that looked like loyalty . (1.1) The trade-off was a
board that had to wait , and a newsletter without us . (0.5) [You know] that was not a nice Thursday . (5.6) We
replayed a week of raw events with the old timeout , and compared it with the cohort from the month before . (0.7)
In the end retention rose by half a point , from forty one to forty one point five percent , and the rest was [um]
tracking . (1.2) I learned to ask what moved before I ask why .
"""
SCRIPT_AGAIN = SCRIPT
for before, after in (
    ("[um] the problem", "the problem"),
    ("Android had", "and Royd had"),
    ("[You know] that", "That"),
    ("rest was [um]", "rest was"),
    ("In the end", "In the end [um]"),
):
    SCRIPT_AGAIN = SCRIPT_AGAIN.replace(before, after)
SPEEDS = (1.04, 1.1, 1.0, 1.14, 1.08, 1.0, 1.22, 1.16, 1.0, 1.12, 1.27, 1.0, 1.24, 1.3)
"""How fast each take is told, newest first: it settles over the weeks."""
SHARES = (1.0, 0.72, 1.0, 0.88, 0.6, 1.0, 0.95, 0.66)
"""How much of the script each take tells, in turn."""
DOUBTED = (9, 47, 81)
"""Words of which the engine was not sure, by their number."""
Look = tuple[str, int, tuple[int, int]]
LOOKS: list[Look] = [
    *((name, 100, USUAL) for name in NAMES),
    ("light", 200, USUAL),
    ("light", 100, WIDE),
    ("light", 100, SMALL),
]


def takes(folder: Path) -> tuple[Attempt, ...]:
    """Make some weeks of takes, newest first; the judging is the program's own, the newest has a sound file."""
    lexicons = load_lexicons(RESOURCES / "assets" / "lexicons")
    made = []
    for number, (attempt, speed) in enumerate(zip(samples.attempts(len(SPEEDS), folder), SPEEDS, strict=True)):
        attempt = replace(attempt, started_at=samples.NOON - timedelta(hours=31 * number))
        if number == 0:
            attempt = replace(attempt, question=samples.QUESTION)
        if attempt.review is not None and attempt.recording is not None:
            words = told(samples.tell(SCRIPT).words, SHARES[number % len(SHARES)], speed)
            words = tuple(
                replace(word, probability=0.3) if place in DOUBTED else word for place, word in enumerate(words)
            )
            seconds = words[-1].end + 0.8
            sound = samples.sound_of(words, seconds, seed=number)
            transcript = Transcript.of_words(words, engine="moonshine", model="tiny-en")
            heard = Sound((sound * 32767).astype(np.int16), samples.RATE)
            report = analyse(transcript, heard, attempt.question, None, lexicons)
            review = Review(f"review-{number}", attempt.started_at, transcript, report)
            path = attempt.recording.path
            attempt = replace(attempt, recording=Recording(path, seconds, samples.RATE), reviews=(review,))
            if number == 0:
                samples.write_wav(path, sound)
        made.append(attempt)
    return tuple(made)


def told(words: Sequence[Word], share: float, speed: float) -> tuple[Word, ...]:
    """Return a share of the words, told faster."""
    kept = words[: round(share * len(words))]
    return tuple(replace(word, start=word.start / speed, end=word.end / speed) for word in kept)


def practising(state: State) -> Callable[[Window], None]:
    """Put the Practice page into a state, without a microphone."""

    def show(window: Window) -> None:
        page = window.practice
        page.set_choices(read_aloud=True, count_up=state == "recording")
        page.ask(SPIKE, TEXTS(msg("choose.question_new")))
        page._show_state(state)
        for number in range(24):
            level = (0.02, 0.08, 0.15, 0.05, 0.003)[number % 5]
            page.bar.meter.bars.push(1 + 20 * math.log10(level) / 54)
        if state == "recording":
            page.bar.show_level(Level(41.0, 0.4, 0.1))
        page.bar.show_heard(Heard((), 30.0, 92.0))

    return show


def speaking(window: Window) -> None:
    """Show captions, ticks of both kinds and a backlog while somebody speaks."""
    page = window.practice
    practising("recording")(window)
    page.set_choices(read_aloud=True, count_up=True, live_captions=True, live_anchors=True)
    page._show_state("recording")
    page.view.anchors.show_heard({"problem", "decision"})
    page.view.anchors.toggle(2)
    page.bar.show_level(Level(61.0, 0.4, 0.1))
    page._show_heard(Heard(samples.tell(SCRIPT).words[:74], 41.0, 61.0))
    page.bar.show_level(Level(61.1, 0.4, 0.1))


def about_to_speak(window: Window) -> None:
    """Show the room for captions before the first word."""
    practising("ready")(window)
    window.practice.set_choices(read_aloud=True, count_up=False, live_captions=True)
    window.practice._show_state("ready")


def waiting(window: Window) -> None:
    """Wait for a slow engine, long enough that something else is offered."""
    page = window.practice
    practising("recording")(window)
    page.bar.show_level(Level(92.0, 0.4, 0.1))
    page._show_heard(Heard((), 36.0, 92.0))
    page._show_state("transcribing")
    settle(page.bar._patience.interval() + 100)
    page._show_heard(Heard((), 60.0, 92.0))


def gone_on(window: Window) -> None:
    """Stand at the next question while two answers before it are transcribed."""
    practising("ready")(window)
    window.practice.bar.show_behind(2, 0.62)


def picking(window: Window) -> None:
    """Open the list of questions."""
    window.practice.ask(SPIKE)
    window.practice._show_picker({SPIKE.key: 2})


def balancing(window: Window) -> None:
    """Show how evenly the categories were practised."""
    window.practice._show_picker({SPIKE.key: 5, CHANGED_MIND.key: 2})
    window.practice.picker.turn.click()


def typing(window: Window) -> None:
    """Type an answer."""
    window.practice.ask(SPIKE)
    window.practice.open_writing()
    window.practice.writing.box.setPlainText(
        "The weekly chart jumped and nobody could say why.\n\nI held the number back until we had replayed the events."
    )


def noticed(window: Window) -> None:
    """Show a notice over the Practice page."""
    practising("ready")(window)
    window.notice.say(msg("practice.device_lost"), msg("practice.device_lost.advice"))


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


def looking_back(window: Window) -> None:
    """Open the trend of the pace."""
    window.show_page(HISTORY)
    window.history.tabs.setCurrentIndex(TREND)


STORIES = (
    Story(
        "s1",
        "The retention spike that was none",
        {
            "problem": "nobody could explain the retention chart",
            "decision": "held the number back",
            "tradeoff": "board had to wait, newsletter without us",
            "outcome": "+0.5 points real, rest tracking",
            "lesson": "ask what moved before why",
        },
        {"when": "a Thursday", "object": "the slide with the hole"},
        ("failure", "influence"),
        ("metrics",),
    ),
    Story("s2", "The night list", {"decision": "dropped the weekly print and kept one live list on the wall"}),
)


def listing_stories(window: Window) -> None:
    """Show the stories on the Prepare page."""
    for story in STORIES:
        window._parts.stories.keep(story)
    window.show_page(PREPARE)
    settle()


def writing_a_story(window: Window) -> None:
    """Open a story with a long cue in its form."""
    listing_stories(window)
    window.stories._open(STORIES[1])


def listing_questions(window: Window) -> None:
    """Show the questions on the Prepare page, with one of the person's own, one deleted and one broken pack."""
    packs = window._parts.packs
    own = Question("", "behavioural", "Tell me about a handover that went wrong.", anchors=("problem", "decision"))
    packs.make("Nursing interviews", replace(own, follow_ups=("Who noticed first?", "What did it cost?")))
    problem = msg("packs.problem", file="from-ana.toml", line=3, key="title", what=msg("packs.empty"))
    window._parts.packs.broken = [FileError(problem, Path("from-ana.toml"))]  # type: ignore[attr-defined]
    window.show_page(PREPARE)
    window.prepare.tabs.setCurrentWidget(window.questions)
    settle()
    window.questions.changes.copy_question(SPIKE, window.questions._home())
    settle()


def writing_a_question(window: Window) -> None:
    """Open a question in its form, with one field that still needs something."""
    listing_questions(window)
    window.questions.shelf_view.edit.click()
    window.questions.page.form.follow_ups.setPlainText("Which logs showed it?")
    settle(1000)


def expecting(window: Window) -> None:
    """Show the form further down."""
    writing_a_question(window)
    window.questions.page.form.more.open()
    settle()
    bar = window.questions.page._scroll.verticalScrollBar()
    bar.setValue(bar.maximum() * 4 // 10)


def no_question_yet(window: Window) -> None:
    """Show the questions before there is one of the person's own."""
    window.show_page(PREPARE)
    window.prepare.tabs.setCurrentWidget(window.questions)
    settle()


def telling_a_story(window: Window) -> None:
    """Show a question that is told with a story."""
    listing_stories(window)
    window.practice.ask(SPIKE)
    window.stories.practise.emit(STORIES[0])


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


def hearing_settings(window: Window) -> None:
    """Open the Settings page at what is heard."""
    window.show_page(SETTINGS)
    settle()
    page = window.settings_page
    page.verticalScrollBar().setValue(page.hearing.y() - 24)


def engine_settings(window: Window) -> None:
    """Open the Settings page further down, with the models of Whisper."""
    window.show_page(SETTINGS)
    window.settings_page._change({"engine": "whisper"})
    settle()
    window.settings_page.verticalScrollBar().setValue(520)


SCENES: dict[str, Callable[[Window], None]] = {
    "practice-resting": practising("resting"),
    "practice-ready": noticed,
    "practice-recording": practising("recording"),
    "practice-transcribing": practising("transcribing"),
    "practice-captions": speaking,
    "practice-captions-ready": about_to_speak,
    "practice-waiting": waiting,
    "practice-behind": gone_on,
    "practice-list": picking,
    "practice-balance": balancing,
    "practice-typing": typing,
    "prepare": lambda window: window.show_page(PREPARE),
    "prepare-stories": listing_stories,
    "prepare-story": writing_a_story,
    "prepare-questions-empty": no_question_yet,
    "prepare-questions": listing_questions,
    "prepare-question": writing_a_question,
    "prepare-question-more": expecting,
    "practice-story": telling_a_story,
    "review": reviewing,
    "review-story": hearing_a_story,
    "review-transcript": transcript,
    "review-details": reading_on,
    "review-corrected": correcting_content,
    "review-again": choosing_again,
    "review-again-working": transcribing_again,
    "review-compare": comparing,
    "history": lambda window: window.show_page(HISTORY),
    "history-trend": looking_back,
    "settings": lambda window: window.show_page(SETTINGS),
    "settings-engine": engine_settings,
    "settings-hearing": hearing_settings,
}


def settle(milliseconds: int = 250) -> None:
    """Let layouts and workers come to rest."""
    loop = QEventLoop()
    QTimer.singleShot(milliseconds, loop.quit)
    loop.exec()


def draw(app: QApplication, folder: Path, look: Look, scenes: Sequence[str], history: Sequence[Attempt]) -> None:
    """Draw scenes in one look."""
    name, percent, size = look
    theme = load_theme(RESOURCES / "assets" / "themes", name, percent)
    dress(app, theme)
    for scene in scenes:
        with TemporaryDirectory() as scratch:
            bridge = Bridge()
            parts = SampleParts(Path(scratch))
            parts.history.shelf.attempts.update((attempt.id, attempt) for attempt in history)
            window = Window(parts, bridge, theme)
            window.resize(*size)
            window.show()
            SCENES[scene](window)
            settle()
            window.grab().save(str(folder / f"{scene}-{name}-{percent}-{window.width()}.png"))
            window.hide()
            bridge.close()
            window.deleteLater()


def main(folder: Path, wanted: list[str]) -> None:
    """Draw every scene in every look."""
    app = QApplication.instance() or QApplication(sys.argv[:1])
    assert isinstance(app, QApplication)
    app.setStyle("Fusion")
    folder.mkdir(parents=True, exist_ok=True)
    with TemporaryDirectory() as scratch:
        history = takes(Path(scratch))
        for look in LOOKS:
            draw(app, folder, look, wanted or [*SCENES], history)
    theme = load_theme(RESOURCES / "assets" / "themes", "light")
    dress(app, theme)
    KeySheet(TEXTS, theme).grab().save(str(folder / "keys.png"))


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2:])
