"""What a person calls the categories, the anchors and the steps of an answer, as text."""

from __future__ import annotations

from coach.messages import Message, Texts, msg
from coach.practice import rows

_CUES: dict[str, Message] = {
    "problem": msg("names.anchor.problem.cue"),
    "decision": msg("names.anchor.decision.cue"),
    "tradeoff": msg("names.anchor.tradeoff.cue"),
    "outcome": msg("names.anchor.outcome.cue"),
    "lesson": msg("names.anchor.lesson.cue"),
}


def category_name(category: str, texts: Texts) -> str:
    """Return the name of a category."""
    return texts(rows.category_name(category))


def anchor_name(anchor: str, texts: Texts) -> str:
    """Return the name of an anchor; one that is not known is shown as it is written."""
    return texts(rows.anchor_name(anchor))


def anchor_cue(anchor: str, texts: Texts) -> str:
    """Return a few words that remind of what an anchor holds; nothing for any other word."""
    return texts(_CUES[anchor]) if anchor in _CUES else ""


def slot_name(slot: str, texts: Texts) -> str:
    """Return the name of a step in a category's structure."""
    return texts(rows.slot_name(slot))


def clock(seconds: float) -> str:
    """Write a place in a take as minutes and seconds: the second that is running."""
    whole = max(0, int(seconds))
    return f"{whole // 60}:{whole % 60:02d}"
