"""Score the evidence that analysis hears on the labelled answers of tests/data/answers.

    python -m tests.tools.meaning.score_evidence [--half seen|held|all] [--wrong]

What is told is right where it shares words with a labelled stretch; a labelled stretch is found where something told
lies in it. The writers of the labels quoted now a figure, now its whole sentence, and did not always list every figure:
what is told in a sentence that holds a label counts once, and precision is a lower bound. Half of the answers, chosen
by a hash of their names, was never read while the cues were written: `held`. `--wrong` shows the seen half only.
"""

from __future__ import annotations

import argparse
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from coach.adapters.lexicons import load_lexicons
from coach.analysis.content.evidence import find_evidence
from coach.analysis.lexicons import Lexicons
from coach.analysis.sentences import read_answer
from tests.tools.meaning.answers import ROOT, Labelled, load_labelled

Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Heard:
    """Hold an answer with where it holds evidence, and where analysis told some, by its kind."""

    answer: Labelled
    true: Sequence[Span]
    told: Sequence[tuple[str, Span]]

    @property
    def right(self) -> Sequence[tuple[str, Span]]:
        """Return what was told and is labelled."""
        return [one for one in self.told if any(_meet(one[1], other) for other in self.true)]

    @property
    def found(self) -> Sequence[Span]:
        """Return what is labelled and was told."""
        return [one for one in self.true if any(_meet(one, other) for _, other in self.told)]


def _meet(one: Span, other: Span) -> bool:
    return one[0] < other[1] and other[0] < one[1]


def hear(answer: Labelled, lexicons: Lexicons) -> Heard:
    """Let analysis look for evidence in an answer."""
    text = answer.text
    reading = read_answer(answer.transcript, lexicons.fillers.sounds)
    told, cursor = [], Counter[str]()
    for moment in find_evidence(reading, lexicons.evidence, lexicons.fillers.sounds):
        start = text.index(moment.text, cursor[moment.text])
        cursor[moment.text] = start + 1
        told.append((moment.name, (start, start + len(moment.text))))
    return Heard(answer, [(at := text.index(quote), at + len(quote)) for quote in answer.evidence], told)


def show(heard: Sequence[Heard]) -> None:
    """Print precision and recall of all evidence, and precision per kind."""
    told, right = Counter[str](), Counter[str]()
    for one in heard:
        told.update(name for name, _ in one.told)
        right.update(name for name, _ in one.right)
    for name in sorted(told):
        print(f"{name:14} precision {right[name] / told[name]:.2f}  ({told[name]} told)")
    true, found = (sum(len(part) for part in parts) for parts in zip(*((h.true, h.found) for h in heard), strict=True))
    precision, recall = right.total() / max(1, told.total()), found / max(1, true)
    f1 = 2 * precision * recall / max(1e-9, precision + recall)
    print(f"{'all':14} precision {precision:.2f} recall {recall:.2f} F1 {f1:.2f}  ({true} true, {told.total()} told)")
    some = [(bool(h.told), bool(h.true)) for h in heard]
    both = sum(said and meant for said, meant in some)
    said, meant = (sum(which) for which in zip(*some, strict=True))
    print(f"{'any in answer':14} precision {both / max(1, said):.2f} recall {both / max(1, meant):.2f}  ({meant} true)")


def wrong(heard: Sequence[Heard]) -> Iterator[str]:
    """List what differs from the labels."""
    for one in heard:
        text = one.answer.text
        for name, (start, end) in one.told:
            if (name, (start, end)) not in one.right:
                around = text[max(0, start - 40) : end + 30].replace("\n", " ")
                yield f"{one.answer.id} told {name}: {text[start:end]!r} in {around!r}"
        for start, end in one.true:
            if (start, end) not in one.found:
                yield f"{one.answer.id} missed: {text[start:end]!r}"


def main() -> int:
    """Measure and print."""
    ask = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    ask.add_argument("--half", choices=("seen", "held", "all"), default="all")
    ask.add_argument("--wrong", action="store_true")
    said = ask.parse_args()
    lexicons = load_lexicons(ROOT / "assets" / "lexicons")
    heard = [hear(answer, lexicons) for answer in load_labelled()]
    for half in ("seen", "held") if said.half == "all" else (said.half,):
        part = [one for one in heard if one.answer.is_held == (half == "held")]
        print(f"\n{half}: {len(part)} answers")
        show(part)
    if said.wrong:
        print(*wrong([one for one in heard if not one.answer.is_held]), sep="\n")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
