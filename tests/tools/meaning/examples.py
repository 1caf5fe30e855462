"""Turn labelled answers into rows of numbers with labels, just as the program looks at an answer."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from coach.analysis.content.anchors import weigh_units
from coach.analysis.content.meaning import Embed, Signs, read_signs, small_words
from coach.analysis.lexicons import Lexicons
from coach.analysis.sentences import Reading, Sentence, read_answer
from coach.model import ANCHORS, Transcript
from tests.tools.meaning.answers import Labelled
from tests.tools.meaning.logistic import Floats
from tests.tools.meaning.spoken import Span, Written, as_it_is, run_on, without_marks

VARIANTS: Sequence[Callable[[str], Written]] = (as_it_is, without_marks, run_on)
MOST_OF_IT = 0.5
"""Share of a sentence, or of what is labelled in it, that has to overlap for the sentence to be an example."""
UNCLEAR = -1.0
"""Label of a sentence that a labelled stretch only reaches into: an example of nothing."""
PLACE = ("place", "place squared", "first", "last", "length")
RULES = tuple(sign for name in ANCHORS for sign in (name, f"clear {name}"))
SLOT_RULES = ("own", "clear own")


@dataclass(frozen=True)
class Example:
    """Hold one way in which an answer may be written down: what heads look at, and what is labelled.

    `labels` and `traps` are n x 5, in the order of the anchors; `slots` holds labels and the rules' scores per slot.
    """

    answer: Labelled
    variant: int
    reading: Reading
    signs: Signs
    numbers: Floats
    labels: Floats
    traps: Floats
    slots: Mapping[str, tuple[Floats, Sequence[float]]]


def examples(answers: Sequence[Labelled], lexicons: Lexicons, embed: Embed) -> Iterator[Example]:
    """Look at each answer as it was written, without marks, and with sentences that run on."""
    for answer in answers:
        for variant, write in enumerate(VARIANTS):
            written = write(answer.text)
            reading = read_answer(Transcript(written.text, ()), lexicons.fillers.sounds)
            if not reading.units:
                continue
            signs = read_signs(reading, embed, [lexicons.anchors[name] for name in ANCHORS])
            anchors = [_labels(answer, written, reading, answer.anchors.get(name, ())) for name in ANCHORS]
            traps = [
                _labels(answer, written, reading, [quote for kind, quote in answer.traps if kind == name]) > 0
                for name in ANCHORS
            ]
            slots = {
                cues.name: (
                    _labels(answer, written, reading, _quotes(answer.structure.get(cues.name, ""))),
                    _ruled(reading, lexicons, answer.category, cues.name),
                )
                for cues in lexicons.structures.get(answer.category, ())
            }
            numbers = np.array([_numbers(signs, unit) for unit in range(len(reading.units))])
            yield Example(
                answer, variant, reading, signs, numbers, np.stack(anchors, 1), np.stack(traps, 1).astype(float), slots
            )


def _quotes(quote: str) -> tuple[str, ...]:
    return (quote,) if quote else ()


def _ruled(reading: Reading, lexicons: Lexicons, category: str, slot: str) -> Sequence[float]:
    cues = next(each for each in lexicons.structures[category] if each.name == slot)
    return weigh_units(reading, cues)


def _numbers(signs: Signs, unit: int) -> list[float]:
    return [*(signs.rules[unit][name] for name in RULES), *(signs.place[unit][name] for name in PLACE)]


def _labels(answer: Labelled, written: Written, reading: Reading, quotes: Sequence[str]) -> Floats:
    labels = np.zeros(len(reading.units))
    for quote in quotes:
        at = answer.text.find(quote)
        if at < 0:
            raise ValueError(f"{answer.id}: not in the text: {quote}")
        span = written.span(at, at + len(quote))
        shared = [_shared(span, unit) for unit in reading.units]
        for place, (unit, overlap) in enumerate(zip(reading.units, shared, strict=True)):
            share = overlap / max(1, min(span[1] - span[0], unit.end - unit.start))
            if overlap and (share >= MOST_OF_IT or overlap == max(shared)):
                labels[place] = 1.0
            elif overlap and labels[place] == 0.0:
                labels[place] = UNCLEAR
    return labels


def _shared(span: Span, unit: Sentence) -> int:
    return max(0, min(span[1], unit.end) - max(span[0], unit.start))


def common_words(some: Sequence[Example], count: int) -> tuple[str, ...]:
    """List the commonest small words and pairs of them."""
    counted = Counter(word for each in some for unit in each.reading.units for word in set(small_words(unit.plain)))
    return tuple(sorted(counted, key=lambda word: (-counted[word], word))[:count])
