"""What a person calls the categories, the anchors and the steps of an answer."""

from __future__ import annotations

from coach.messages import Message, Texts, msg

_CATEGORIES: dict[str, Message] = {
    "strategy": msg("names.category.strategy"),
    "architecture": msg("names.category.architecture"),
    "research": msg("names.category.research"),
    "metrics": msg("names.category.metrics"),
    "roadmap": msg("names.category.roadmap"),
    "behavioural": msg("names.category.behavioural"),
    "design": msg("names.category.design"),
    "competitive": msg("names.category.competitive"),
    "recruiter": msg("names.category.recruiter"),
    "technical": msg("names.category.technical"),
}
_ANCHORS: dict[str, tuple[Message, Message]] = {
    "problem": (msg("names.anchor.problem"), msg("names.anchor.problem.cue")),
    "decision": (msg("names.anchor.decision"), msg("names.anchor.decision.cue")),
    "tradeoff": (msg("names.anchor.tradeoff"), msg("names.anchor.tradeoff.cue")),
    "outcome": (msg("names.anchor.outcome"), msg("names.anchor.outcome.cue")),
    "lesson": (msg("names.anchor.lesson"), msg("names.anchor.lesson.cue")),
}


def category_name(category: str, texts: Texts) -> str:
    """Return the name of a category; one that is not known keeps its own."""
    return texts(_CATEGORIES[category]) if category in _CATEGORIES else category


def anchor_name(anchor: str, texts: Texts) -> str:
    """Return the name of an anchor; a slot of a structure keeps its own, with a capital."""
    return texts(_ANCHORS[anchor][0]) if anchor in _ANCHORS else anchor[:1].upper() + anchor[1:]


def anchor_cue(anchor: str, texts: Texts) -> str:
    """Return a few words that remind of what an anchor holds; nothing for a slot of a structure."""
    return texts(_ANCHORS[anchor][1]) if anchor in _ANCHORS else ""


def clock(seconds: float) -> str:
    """Write a length of time as minutes and seconds."""
    whole = max(0, int(seconds))
    return f"{whole // 60}:{whole % 60:02d}"
