"""The Practice page in each of its states."""

from __future__ import annotations

import math
from collections.abc import Callable

from coach.gui.taking import State
from coach.gui.window import Window
from coach.messages import msg
from coach.practice.ports import Heard, Level
from tests.gui.sample import CHANGED_MIND, SPIKE, TEXTS
from tests.tools import samples
from tests.tools.shots.data import SCRIPT, STORIES
from tests.tools.shots.prepare import listing_stories
from tests.tools.shots.settling import settle


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


def telling_a_story(window: Window) -> None:
    """Show a question that is told with a story."""
    listing_stories(window)
    window.practice.ask(SPIKE)
    window.pages.stories.practise.emit(STORIES[0])
