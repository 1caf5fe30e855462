"""Tell which words a reader should not take for granted."""

from __future__ import annotations

from coach.model import Word

DOUBTFUL = 0.5
"""Probability under which a word is doubtful: the engine itself would rather bet against it.

Measured with the starter engine on nine recordings of single speakers (498 words): of 28 words under the mark 57 % were
wrong, of the others 6 %; on copies of them that were slower, faster, in a room, in noise, 44-62 % and 4-10 %.
"""


def is_doubtful(word: Word) -> bool:
    """Tell whether the engine was unsure that this word was said."""
    return word.probability < DOUBTFUL
