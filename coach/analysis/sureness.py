"""Tell which words a reader should not take for granted."""

from __future__ import annotations

from coach.model import Word

DOUBTFUL = 0.5
"""Probability under which a word is doubtful: the engine itself would rather bet against it."""


def is_doubtful(word: Word) -> bool:
    """Tell whether the engine was unsure that this word was said."""
    return word.probability < DOUBTFUL
