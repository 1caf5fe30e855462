"""The person's own stories: how they are kept, made, copied and ordered.

A story holds cue words, not a script: cues survive an interruption, scripts break.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Protocol
from uuid import uuid4

from coach.messages import Message, msg
from coach.model import Story

MOST_CUE_WORDS = 9
"""Words of a cue that can be taken in at one look while speaking; more are kept all the same, and said to be many."""

THEME_NAMES: Mapping[str, Message] = {
    "conflict": msg("stories.theme.conflict"),
    "failure": msg("stories.theme.failure"),
    "leadership": msg("stories.theme.leadership"),
    "ambiguity": msg("stories.theme.ambiguity"),
    "influence": msg("stories.theme.influence"),
    "technical_tradeoff": msg("stories.theme.technical_tradeoff"),
    "customer_insight": msg("stories.theme.customer_insight"),
}
MOMENT_NAMES: Mapping[str, Message] = {
    "who": msg("stories.moment.who"),
    "where": msg("stories.moment.where"),
    "when": msg("stories.moment.when"),
    "object": msg("stories.moment.object"),
    "changed": msg("stories.moment.changed"),
}


class Stories(Protocol):
    """Keep the person's stories. Each call is one transaction; all raise HistoryError."""

    def stories(self, *, binned: bool = False) -> Sequence[Story]:
        """List the stories in the order in which they were made, or those in the bin."""
        ...

    def keep(self, story: Story) -> None:
        """Write a story, in the place of what it was before; a take told with it keeps what it was then."""
        ...

    def bin(self, story_id: str) -> None:
        """Put a story into the bin; raise HistoryError where it is unknown."""
        ...

    def restore(self, story_id: str) -> None:
        """Take it out of the bin; raise HistoryError where it is unknown."""
        ...

    def told(self) -> Mapping[str, int]:
        """Count the takes per story, without those in the bin."""
        ...


def new_story() -> Story:
    """Begin a story with nothing in it."""
    return Story(uuid4().hex, "")


def copy_of(story: Story, title: str) -> Story:
    """Return the same story as another one with a title of its own."""
    return replace(story, id=uuid4().hex, title=title)


def count_words(cue: str) -> int:
    """Count the words of a cue as a person would, by the spaces between them; signs alone are none."""
    return sum(any(sign.isalnum() for sign in word) for word in cue.split())


def is_blank(story: Story) -> bool:
    """Tell whether nothing was written into a story yet."""
    written = (story.title, *story.cues.values(), *story.moment.values())
    return not any(text.strip() for text in written) and not story.themes and not story.leads


def lead_first(stories: Sequence[Story], category: str) -> list[Story]:
    """Order stories for a question: those that the person leads with in its category come first."""
    return sorted(stories, key=lambda story: category not in story.leads)
