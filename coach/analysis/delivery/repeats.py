"""Find words said twice and sentences begun anew: at least these, since recognisers tidy many of them away.

English says some words twice on purpose, or because its grammar wants it ("had had", "after I saw it, it broke").
Where the text does not tell which it was, nothing is counted.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from coach.analysis.lexicons import FillerLexicon
from coach.analysis.sentences import Reading, Token
from coach.messages import msg
from coach.model import Moment

LONGEST_REPEAT = 6
"""Words that a repeat may have."""
GRAMMAR = frozenset({"had", "that", "is", "in", "on"})
"""Words that grammar doubles: a sound of hesitation between the two gives the repeat away."""
AFTER_COMMA = frozenset({"in", "on"})
"""Those of them that grammar does not double across a comma."""
OBJECTS = frozenset({"it", "you", "this", "these", "those", "her", "one", "do", "what"})
"""Words that can end one clause and begin the next: they are repeats only where a clause begins with the first."""
CLAUSE_STARTS = frozenset({"and", "but", "so", "because", "that", "if", "when", "then", "or", "as", "well", "where"})
SUBJECTS = frozenset({"i", "he", "she", "we", "they"})
"""Words that are begun anew with a verb drawn to them ("I, I'm"), and that end no clause."""
DETERMINERS = frozenset({"a", "an", "the", "my", "our", "their", "your"})
"""Words that a thing follows: with it, they too can end one clause and begin the next ("of the salt, the salt")."""
UNFINISHED = SUBJECTS | DETERMINERS
"""Words that no sentence ends with: after them one is begun anew, whatever full stop the recogniser put there."""
JOINING = frozenset({"and", "by", "after", "upon", "to", "or"})
"""Words between two of a kind ("more and more and more")."""
ASIDES = (("you", "know"), ("i", "mean"), ("like",), ("well",))
"""What is put between the two copies, after a comma."""
FARTHEST = LONGEST_REPEAT + max(len(aside) for aside in ASIDES)
"""Words after which nothing that is said again is a copy."""
BROKEN = re.compile(r"[-–—]+(?:[\s,.]|$)")
"""What follows a word that was broken off."""
SENTENCE_END = re.compile(r"(?<!\.)\.(?!\.)|[?!\n]")
"""What ends a sentence; dots that trail off do not."""


class _Said(NamedTuple):
    """Hold a word as it is compared, and what is written between it and the next: marks, and sounds of hesitation.

    `broken` tells whether the word was broken off, `ends` whether a sentence ends after it, as the recogniser saw it,
    and `near` whether the word is said again before a copy would be too far.
    """

    token: Token
    plain: str
    gap: str
    hesitates: bool
    broken: bool
    ends: bool
    near: bool


def find_repeats(reading: Reading, lexicon: FillerLexicon) -> tuple[Moment, ...]:
    """List words or short phrases said twice in a row, and words begun anew, in order."""
    said = _said(reading, lexicon)
    moments = []
    index = 0
    while index < len(said):
        until = _repeat_from(said, index, lexicon)
        if until <= index:
            index += 1
            continue
        # "we, we had a, we had a" is one stumble: what begins within a repeat belongs to it.
        within = index + 1
        while within < until:
            until = max(until, _repeat_from(said, within, lexicon))
            within += 1
        start, end = said[index].token.start, said[until - 1].token.end
        at, over = reading.span(start, end)
        moments.append(
            Moment("repeat", "repeat", at, over, reading.text[start:end], "heard", msg("analysis.repeat.why"))
        )
        index = until
    return tuple(moments)


def _said(reading: Reading, lexicon: FillerLexicon) -> list[_Said]:
    """Return the words without sounds of hesitation; these stay in the gaps."""
    lower = [token.text.lower() for token in reading.tokens]
    places = [place for place, word in enumerate(lower) if word not in lexicon.sounds]
    tokens = [reading.tokens[place] for place in places]
    ends = [*(token.start for token in tokens), len(reading.text)][1:]
    following: dict[str, int] = {}
    said = []
    for index in reversed(range(len(tokens))):
        place = places[index]
        plain, gap = lower[place].replace("’", "'"), reading.text[tokens[index].end : ends[index]]
        # Most gaps are a space, in which nothing needs looking for.
        broken = gap != " " and BROKEN.match(gap) is not None
        over = gap != " " and not broken and SENTENCE_END.search(gap) is not None
        hesitates = place + 1 < len(lower) and lower[place + 1] in lexicon.sounds
        near = following.get(plain, len(tokens)) - index <= FARTHEST
        following[plain] = index
        said.append(_Said(tokens[index], plain, gap, hesitates, broken, over, near))
    return said[::-1]


def _repeat_from(said: Sequence[_Said], index: int, lexicon: FillerLexicon) -> int:
    """Return where what is repeated from here ends, its last copy included; `index` where nothing is."""
    for size in range(LONGEST_REPEAT, 0, -1) if said[index].near else ():
        begin = _copy_after(said, index, size)
        if not begin or not _told(said, index, size, begin, lexicon):
            continue
        until = begin + size
        while (begin := _copy_after(said, until - size, size)) and _told(said, until - size, size, begin, lexicon):
            until = begin + size
        return until
    return _restart_from(said, index)


def _copy_after(said: Sequence[_Said], first: int, size: int) -> int:
    """Return where the next copy of some words begins; 0 where none follows, at once or after an aside."""
    after = first + size
    for aside in ((), *ASIDES) if "," in said[min(after, len(said)) - 1].gap else ((),):
        begin = after + len(aside)
        if begin + size > len(said) or any(said[first + nth].plain != said[begin + nth].plain for nth in range(size)):
            continue
        if tuple(word.plain for word in said[after:begin]) == aside:
            return begin
    return 0


def _told(said: Sequence[_Said], first: int, size: int, begin: int, lexicon: FillerLexicon) -> bool:
    """Tell whether a second copy is a slip of the tongue and nothing that one says."""
    words = said[first : first + size]
    last = words[-1]
    if any(word.ends for word in words[:-1]) or all(_meant(word.token.text, lexicon) for word in words):
        return size == 1 and _in_grammar(last)
    if last.ends:
        return last.plain in UNFINISHED
    if (size == 1 and last.plain in OBJECTS) or (size == 2 and words[0].plain in DETERMINERS and not last.hesitates):
        return _begins_clause(said, first)
    return not (size == 2 and _chains(said, first, begin + size))


def _chains(said: Sequence[_Said], first: int, until: int) -> bool:
    """Tell whether two copies of two words are a part of "more and more and more"."""
    if said[first].plain in JOINING:
        return first > 0 and said[first - 1].plain == said[first + 1].plain
    return said[first + 1].plain in JOINING and until < len(said) and said[until].plain == said[first].plain


def _meant(text: str, lexicon: FillerLexicon) -> bool:
    """Tell whether a word is said twice on purpose: for weight, as a number, as a letter that spells."""
    return text.lower() in lexicon.doubled or text[0].isdigit() or (len(text) == 1 and text.isupper() and text != "I")


def _in_grammar(word: _Said) -> bool:
    if word.ends or word.plain not in GRAMMAR:
        return False
    return word.hesitates or word.broken or (word.plain in AFTER_COMMA and "," in word.gap)


def _begins_clause(said: Sequence[_Said], index: int) -> bool:
    if index == 0:
        return True
    before = said[index - 1]
    return before.ends or before.plain in CLAUSE_STARTS or "," in before.gap


def _restart_from(said: Sequence[_Said], index: int) -> int:
    """Return where words that are begun anew, another way, begin again; `index` where none are.

    A word broken off ("wan- wanted"), one with its verb drawn to it ("I, I'm"), or two words and a third that stays
    without what it asks for ("we had a, we had the").
    """
    if index + 1 == len(said):
        return index
    word, other = said[index], said[index + 1].plain
    if word.broken and len(word.plain) < len(other) and other.startswith(word.plain):
        return index + 2
    drawn = not word.ends and other.startswith(word.plain + "'")
    if drawn and (word.plain in SUBJECTS or (word.plain in OBJECTS and _begins_clause(said, index))):
        return index + 2
    return _longer_restart(said, index) if word.near else index


def _longer_restart(said: Sequence[_Said], index: int) -> int:
    size = 2
    words = said[index : index + 2 * size + 1]
    plain = [word.plain for word in words]
    # "we wan-, we wanted": the second word of the first try is broken off.
    if len(plain) >= 4 and words[1].broken and plain[0] == plain[2] and plain[3].startswith(plain[1]):
        return index + 4
    if len(plain) < 2 * size + 1 or any(word.ends for word in words[: size + 1]):
        return index
    again = plain[:size] == plain[size + 1 :]
    return index + 2 * size + 1 if again and plain[size] in UNFINISHED else index
