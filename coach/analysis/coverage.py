"""Tell what a person has practised so far and what would be worth trying next; nothing here is called a lack."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from coach.messages import Message, msg
from coach.model import ANCHORS, CATEGORIES, THEMES, FoundState, Story

OPTIONAL = "lesson"
"""The anchor that an answer may go without."""
EXPECTED = tuple(anchor for anchor in ANCHORS if anchor != OPTIONAL)

Name = Callable[[str], Message]
"""Say what a category, an anchor or a theme is called inside a sentence."""


@dataclass(frozen=True, slots=True)
class Heard:
    """Count the takes of a category in which an anchor was heard, was probably heard, and was not heard yet."""

    found: int = 0
    weak: int = 0
    missing: int = 0

    @property
    def takes(self) -> int:
        """Return the takes in which it was listened for."""
        return self.found + self.weak + self.missing

    @property
    def share(self) -> float:
        """Return in which part of the takes it was heard, 0-1."""
        return self.found / self.takes if self.takes else 0.0


@dataclass(frozen=True, slots=True)
class Told:
    """Count the takes with a story, and tell whether the person means it for this category or theme."""

    takes: int = 0
    meant: bool = False


Anchored = Mapping[tuple[str, str], Heard]
"""What was heard, by category and anchor."""
Stood = Mapping[tuple[str, str], Told]
"""What was told, by category or theme, and the story's id."""


def gather_heard(counts: Iterable[tuple[str, str, FoundState, int]]) -> Anchored:
    """Put counts of takes by category, anchor and state together, by category and anchor."""
    counted: Counter[tuple[str, str, str]] = Counter()
    for category, anchor, state, takes in counts:
        counted[category, anchor, state] += takes
    places = {(category, anchor) for category, anchor, _ in counted}
    return {place: Heard(*(counted[*place, state] for state in ("found", "weak", "missing"))) for place in places}


def next_anchor(cells: Anchored) -> tuple[str, str] | None:
    """Return the category and the anchor worth trying next: listened for most often and not heard there yet."""
    unheard = [place for place, heard in _tried(cells).items() if not heard.found]
    return min(unheard, key=lambda place: (-cells[place].takes, *_order(place)), default=None)


def _tried(cells: Anchored) -> Anchored:
    return {place: heard for place, heard in cells.items() if heard.takes and place[1] in EXPECTED}


def describe_anchors(cells: Anchored, topic: Name, anchor: Name) -> Message:
    """Say in one sentence which anchor would be worth trying next, and in which category."""
    if not _tried(cells):
        return msg("coverage.anchors.none")
    place = next_anchor(cells)
    if place is None:
        return msg("coverage.anchors.all")
    category, name = place
    return msg("coverage.anchors.next", anchor=anchor(name), topic=topic(category), n=cells[place].takes)


def _order(place: tuple[str, str]) -> tuple[int, int]:
    category, anchor = place
    known: Sequence[str] = CATEGORIES
    return known.index(category) if category in known else len(known), EXPECTED.index(anchor)


def share_heard(anchors: Iterable[str]) -> float:
    """Return how many per cent of the four expected anchors are among those that were heard."""
    return 100 * len(set(anchors) & set(EXPECTED)) / len(EXPECTED)


def stories_by_category(
    stories: Sequence[Story], told: Mapping[tuple[str, str], int]
) -> Mapping[tuple[str, str], Told]:
    """Tell how often each story (by id) was told in each category; `told` counts takes by story and category."""
    return {
        (category, story.id): Told(told.get((story.id, category), 0), category in story.leads)
        for category in CATEGORIES
        for story in stories
    }


def stories_by_theme(stories: Sequence[Story], told: Mapping[tuple[str, str], int]) -> Mapping[tuple[str, str], Told]:
    """Tell of each theme and story (by id) whether it stands for it and, where it does, how often it was told."""
    takes: Counter[str] = Counter()
    for (story, _), count in told.items():
        takes[story] += count
    return {
        (theme, story.id): Told(takes[story.id] if theme in story.themes else 0, theme in story.themes)
        for theme in THEMES
        for story in stories
    }


def next_story(stories: Sequence[Story], cells: Stood) -> tuple[str, Story] | None:
    """Return a category and the story worth telling there next.

    That is one that the person leads with there and has not told there yet; else, for the first category without any,
    the one that was told least.
    """
    for category in CATEGORIES:
        for story in stories:
            if cells[category, story.id] == Told(0, meant=True):
                return category, story
    for category in CATEGORIES:
        if stories and not any(cells[category, story.id].takes for story in stories):
            return category, min(stories, key=lambda story: sum(cells[each, story.id].takes for each in CATEGORIES))
    return None


def describe_stories(stories: Sequence[Story], cells: Stood, topic: Name) -> Message:
    """Say in one sentence in which category which story would be worth telling next."""
    if not stories:
        return msg("coverage.stories.none")
    found = next_story(stories, cells)
    if found is None:
        return msg("coverage.stories.all")
    category, story = found
    if cells[category, story.id].meant:
        return msg("coverage.stories.lead", story=story.title, topic=topic(category))
    return msg("coverage.stories.next", story=story.title, topic=topic(category))


def next_theme(stories: Sequence[Story], cells: Stood) -> tuple[str, Story | None] | None:
    """Return the theme that waits, with the story that stands for it and was not told yet; None where none does."""
    for theme in THEMES:
        if not any(cells[theme, story.id].meant for story in stories):
            return theme, None
    for theme in THEMES:
        meant = [story for story in stories if cells[theme, story.id].meant]
        if not any(cells[theme, story.id].takes for story in meant):
            return theme, meant[0]
    return None


def describe_themes(stories: Sequence[Story], cells: Stood, theme: Name) -> Message:
    """Say in one sentence which theme waits for a story, or for one to be told."""
    if not stories:
        return msg("coverage.stories.none")
    found = next_theme(stories, cells)
    if found is None:
        return msg("coverage.themes.all")
    name, story = found
    if story is None:
        return msg("coverage.themes.open", theme=theme(name))
    return msg("coverage.themes.untold", theme=theme(name), story=story.title)


def takes_in_month(days: Mapping[date, int], month: date) -> Mapping[date, int]:
    """Return the days of the month around a day on which there were takes."""
    return {day: takes for day, takes in days.items() if takes and (day.year, day.month) == (month.year, month.month)}


def describe_days(days: Mapping[date, int], month: date, name: str, today: date) -> Message:
    """Say in one sentence on how many days of a month (called `name`) there were takes, and no more."""
    n = len(takes_in_month(days, month))
    this = (month.year, month.month) == (today.year, today.month)
    if not n:
        return msg("coverage.days.none_yet") if this else msg("coverage.days.none", month=name)
    return msg("coverage.days.this", n=n) if this else msg("coverage.days", n=n, month=name)
