"""A transcript laid out for reading: words, the signs of anchors, and the sounds that were no words."""

from __future__ import annotations

from dataclasses import dataclass

from coach.analysis.sureness import is_doubtful
from coach.gui.theme import Theme
from coach.model import Moment, Word

OVERLAP = 0.02
"""Seconds by which a word has to reach into a moment to belong to it."""


@dataclass(frozen=True, slots=True)
class Piece:
    """Hold a stretch of the text: a word (by number), a sign before it, or a sound that was no word."""

    text: str
    word: int | None
    filler: bool = False
    probable: bool = False
    anchor: str = ""
    sign: bool = False
    runs_on: bool = False
    """The filler goes on in the next piece."""
    anchor_runs_on: str = ""
    doubtful: bool = False
    """The engine was not sure that the word was said."""


def pieces(words: tuple[Word, ...], moments: tuple[Moment, ...], theme: Theme) -> list[Piece]:
    """Lay out words, the signs of anchors before their first word, and fillers that were sounds only."""
    fillers = [moment for moment in moments if moment.kind == "filler" and moment.text]
    sounds = sorted(
        (m for m in moments if m.kind == "filler" and not m.text and m.start is not None), key=lambda m: m.start or 0.0
    )
    anchors = [moment for moment in moments if moment.kind == "anchor"]
    result: list[Piece] = []
    signed: set[int] = set()
    near = [(_first(word, anchors), _first(word, fillers)) for word in words] + [(None, None)]
    for number, word in enumerate(words):
        while sounds and (sounds[0].start or 0.0) < word.start:
            sound = sounds.pop(0)
            result.append(Piece(f"[{sound.name}?]", None, filler=True, probable=True))
        place, said = near[number]
        name = anchors[place].name if place is not None else ""
        if place is not None and place not in signed:
            signed.add(place)
            result.append(Piece(theme.shape(name), number, anchor=name, sign=True))
        next_place, next_said = near[number + 1]
        opens = said is not None and (number == 0 or near[number - 1][1] != said)
        goes_on = said is not None and next_said == said
        text = ("[" if opens else "") + word.text + ("]" if said is not None and not goes_on else "")
        probable = said is not None and fillers[said].certainty == "probable"
        anchor_on = name if place is not None and next_place == place else ""
        doubtful = is_doubtful(word)
        result.append(Piece(text, number, said is not None, probable, name, False, goes_on, anchor_on, doubtful))
    result += [Piece(f"[{sound.name}?]", None, filler=True, probable=True) for sound in sounds]
    return result


def _first(word: Word, moments: list[Moment]) -> int | None:
    return next((place for place, moment in enumerate(moments) if _within(word, moment)), None)


def _within(word: Word, moment: Moment) -> bool:
    if moment.start is None or moment.end is None:
        return False
    return word.start < moment.end - OVERLAP and word.end > moment.start + OVERLAP
