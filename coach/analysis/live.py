"""What can already be told while somebody speaks: which anchors have been heard so far.

Each sentence is looked at once, when it is over, so that the cost does not grow with the answer.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from coach.analysis.content.anchors import FOUND, weigh
from coach.analysis.lexicons import Lexicons
from coach.analysis.sentences import LONGEST_UNIT, Reading, read_answer
from coach.model import ANCHORS, AnchorName, Story, Transcript, Word

LONGEST_TAIL = 2 * LONGEST_UNIT
"""Words without an end after which they are taken for a sentence: some engines write no full stops."""


@dataclass(frozen=True, slots=True)
class Spotted:
    """Hold the anchors heard so far, and how many words need not be looked at again."""

    names: frozenset[AnchorName] = frozenset()
    read: int = 0


def spot_anchors(before: Spotted, words: Sequence[Word], lexicons: Lexicons, story: Story | None = None) -> Spotted:
    """Look at the sentences that are new and over, for clear cues only; what was heard once stays heard.

    The cue words of the story that is being told count as well. Where in the answer a sentence stands is not known yet,
    so that is left out; the review looks at all of it again.
    """
    fresh = tuple(words[before.read :])
    if not fresh:
        return before
    reading = read_answer(Transcript.of_words(fresh), lexicons.fillers.sounds)
    over = _units_over(reading)
    if not over:
        return before
    names = {
        name
        for name in ANCHORS
        if name not in before.names
        and any(weigh(lexicons.anchors[name], unit.plain) >= FOUND for unit in reading.units[:over])
    }
    if story is not None:
        from coach.analysis.content.cues import find_cues

        told = replace(reading, units=reading.units[:over])
        said = find_cues(told, story.cues, lexicons.cues, {name: () for name in ANCHORS if name not in before.names})
        names |= {name for name, hits in said.items() if hits}
    return Spotted(before.names | names, before.read + _words_until(fresh, reading.units[over - 1].end))


def _units_over(reading: Reading) -> int:
    """Count the sentences that nothing more will be added to."""
    if not reading.units:
        return 0
    last = reading.units[-1]
    ended = reading.quote(last).rstrip("\"'”’)")[-1:] in (".", "?", "!", "…")
    return len(reading.units) - (0 if ended or len(reading.tokens) > LONGEST_TAIL else 1)


def _words_until(words: Sequence[Word], end: int) -> int:
    """Count the words that begin before a place in their joined text."""
    start = 0
    for count, word in enumerate(words):
        if start >= end:
            return count
        start += len(word.text) + 1
    return len(words)
