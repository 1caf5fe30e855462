"""What a person wants to choose a sentence for."""

from __future__ import annotations

from dataclasses import dataclass

from coach.model import JudgedKind

QUOTE = 90
"""Characters of a quote that are shown."""


@dataclass(frozen=True, slots=True)
class Wish:
    """Hold which finding a sentence is chosen for, what it is called, and the verdict that it is going to be."""

    kind: JudgedKind
    name: str
    title: str
    said: str = "added"


def shortened(quote: str, most: int = QUOTE) -> str:
    """Cut a quote at a word."""
    return quote if len(quote) <= most else quote[:most].rsplit(" ", 1)[0] + " …"
