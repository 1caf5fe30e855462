"""Two transcripts of a sentence, for tests of what shows them."""

from __future__ import annotations

from coach.analysis.compare import Written, compare
from coach.gui.widgets.versions.comparison import Pair
from coach.model import Word

LEFT = "So um the trade off was you know a board that had to wait"
RIGHT = "So the trade-off was a board that had uh to wait"
NAMES = {"one": "Starter (tiny-en)", "two": "Whisper (base.en)"}


def written(text: str, *fillers: str, sounds: int = 0) -> Written:
    """Return words that take half a second each; `fillers` are the first places of these words."""
    said = text.split()
    words = tuple(Word(word, 0.5 * number, 0.5 * number + 0.4) for number, word in enumerate(said))
    ranges = []
    for filler in fillers:
        first = said.index(filler.split()[0])
        ranges.append(range(first, first + len(filler.split())))
    return Written(words, tuple(ranges), sounds)


def pair(left: str = LEFT, right: str = RIGHT) -> Pair:
    ours = written(left, *(("um", "you know") if left == LEFT else ()))
    theirs = written(right, *(("uh",) if right == RIGHT else ()), sounds=2)
    return Pair("one", "two", (ours, theirs), compare(ours.words, theirs.words))
