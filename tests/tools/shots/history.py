"""The History page: its list of takes and the charts beside it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from tempfile import gettempdir

from coach.gui.pages.history.days import DaysSection
from coach.gui.pages.history.section import Section
from coach.gui.window import HISTORY, Window
from tests.tools import samples
from tests.tools.shots.data import STORIES
from tests.tools.shots.settling import settle


def at_tab(kind: type[Section]) -> Callable[[Window], None]:
    """Open one of the tabs by its section."""

    def show(window: Window) -> None:
        for story in STORIES:
            window._parts.stories.keep(story)
        window.show_page(HISTORY)
        section = next(one for one in window.history.sections if isinstance(one, kind))
        window.history.tabs.setCurrentWidget(section)
        settle(600)

    return show


def counting_days(window: Window) -> None:
    """Go back to the month of the takes."""
    at_tab(DaysSection)(window)
    section = next(one for one in window.history.sections if isinstance(one, DaysSection))
    while section.chart.month > samples.NOON.date():
        section.chart.turn(-1)
    settle()


def comparing(window: Window) -> None:
    """Lay the newest two reviewed takes of one question side by side."""
    reviewed = [row for row in window._parts.history.rows() if row.state == "reviewed"]
    newest = reviewed[0]
    other = next((row for row in reviewed[1:] if row.question_key == newest.question_key), reviewed[1])
    window.show_page(HISTORY)
    window.history.compare_wanted.emit((newest.id, other.id))
    settle(900)


def filtering(window: Window) -> None:
    """Open the filters."""
    window.show_page(HISTORY)
    settle()
    window.history.takes.filter.click()
    settle()


def searching(window: Window) -> None:
    """Look for what was said."""
    window.show_page(HISTORY)
    settle()
    window.history.takes.search.setText("newsletter")
    settle(700)


def bringing(window: Window) -> None:
    """Ask about recordings that were dropped."""
    window.show_page(HISTORY)
    folder = Path(gettempdir())
    window.storing.bringings.bring([folder / "Thursday evening.m4a", folder / "mock loop 2.wav", folder / "notes.docx"])
    settle(400)


def exporting(window: Window) -> None:
    """Ask how to save two takes."""
    window.show_page(HISTORY)
    settle()
    window.history.export_wanted.emit(tuple(row.id for row in window._parts.history.rows()[:2]))
    settle()
