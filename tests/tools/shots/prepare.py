"""The Prepare page: stories and questions."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from coach.errors import FileError
from coach.gui.window import PREPARE, Window
from coach.messages import msg
from coach.model import Question
from tests.gui.sample import SPIKE
from tests.tools.shots.data import STORIES
from tests.tools.shots.settling import settle


def listing_stories(window: Window) -> None:
    """Show the stories on the Prepare page."""
    for story in STORIES:
        window._parts.stories.keep(story)
    window.show_page(PREPARE)
    settle()


def writing_a_story(window: Window) -> None:
    """Open a story with a long cue in its form."""
    listing_stories(window)
    window.pages.stories._open(STORIES[1])


def listing_questions(window: Window) -> None:
    """Show the questions on the Prepare page, with one of the person's own, one deleted and one broken pack."""
    packs = window._parts.packs
    own = Question("", "behavioural", "Tell me about a handover that went wrong.", anchors=("problem", "decision"))
    packs.make("Nursing interviews", replace(own, follow_ups=("Who noticed first?", "What did it cost?")))
    problem = msg("packs.problem", file="from-ana.toml", line=3, key="title", what=msg("packs.empty"))
    window._parts.packs.broken = [FileError(problem, Path("from-ana.toml"))]  # type: ignore[attr-defined]
    window.show_page(PREPARE)
    window.prepare.tabs.setCurrentWidget(window.pages.questions)
    settle()
    window.pages.questions.changes.copy_question(SPIKE, window.pages.questions._home())
    settle()


def writing_a_question(window: Window) -> None:
    """Open a question in its form, with one field that still needs something."""
    listing_questions(window)
    window.pages.questions.shelf_view.edit.click()
    window.pages.questions.page.form.follow_ups.setPlainText("Which logs showed it?")
    settle(1000)


def expecting(window: Window) -> None:
    """Show the form further down."""
    writing_a_question(window)
    window.pages.questions.page.form.more.open()
    settle()
    bar = window.pages.questions.page._scroll.verticalScrollBar()
    bar.setValue(bar.maximum() * 4 // 10)


def no_question_yet(window: Window) -> None:
    """Show the questions before there is one of the person's own."""
    window.show_page(PREPARE)
    window.prepare.tabs.setCurrentWidget(window.pages.questions)
    settle()
