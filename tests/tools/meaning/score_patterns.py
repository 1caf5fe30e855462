"""Score weak patterns and rambling on the labelled answers of tests/data/answers.

    python -m tests.tools.meaning.score_patterns [--half held|seen|all] [--wrong]

Half of the answers, chosen by a hash of their names, was never read while the patterns were written: `held`. Rambling
rests on where anchors were heard, so it is scored twice: what analysis tells (two reasons at most, by the anchors that
it hears), and every reason with the labelled anchors in their place, which shows what the reasons themselves get wrong.
`--wrong` lists what differs from the labels in the seen half.
"""

from __future__ import annotations

import argparse
from collections import Counter
from collections.abc import Callable, Iterator, Sequence

from coach.adapters.lexicons import load_lexicons
from coach.analysis.analyse import analyse
from coach.analysis.content.anchors import FOUND, Hit
from coach.analysis.content.rambling import Course, list_reasons
from coach.analysis.lexicons import Lexicons
from coach.analysis.sentences import Reading, Sentence, plain_form, read_answer
from tests.tools.meaning.answers import ROOT, Labelled, Names, load_labelled


def heard_in(answer: Labelled, lexicons: Lexicons) -> tuple[Names, Names]:
    """Return the weak patterns and the reasons for rambling that analysis hears."""
    report = analyse(answer.transcript, None, answer.question, None, lexicons)
    patterns = frozenset(moment.name for moment in report.moments if moment.kind == "weak_pattern")
    return patterns, frozenset(moment.name for moment in report.moments if moment.kind == "rambling")


def rambling_by_labels(answer: Labelled, lexicons: Lexicons) -> Names:
    """Return the reasons for rambling with the labelled anchors in the place of those that were heard."""
    reading = read_answer(answer.transcript, lexicons.fillers.sounds)
    hits = [Hit(name, _stretch(reading, quote), FOUND) for name, quotes in answer.anchors.items() for quote in quotes]
    moments = list_reasons(Course(reading, None, hits), answer.question, lexicons.rambling)
    return frozenset(moment.name for moment in moments)


def _stretch(reading: Reading, quote: str) -> Sentence:
    start = reading.text.index(quote)
    end = start + len(quote)
    inside = [index for index, token in enumerate(reading.tokens) if start <= token.start < end]
    return Sentence(inside[0], inside[-1] + 1, start, end, plain_form(quote, {}))


def show(title: str, pairs: Sequence[tuple[Names, Names]]) -> None:
    """Print precision, recall and F1 of (told, true) pairs: per name, all names together, and whether any was told."""
    hit, told, true = Counter[str](), Counter[str](), Counter[str]()
    for said, meant in pairs:
        hit.update(said & meant)
        told.update(said)
        true.update(meant)
        hit["any"] += bool(said) and bool(meant)
        told["any"] += bool(said)
        true["any"] += bool(meant)
    names = sorted((told | true).keys() - {"any"})
    print(f"\n{title}")
    for name in names:
        print(_line(name, hit[name], told[name], true[name]))
    print(_line("all names", *(sum(count[name] for name in names) for count in (hit, told, true))))
    print(_line("any", hit["any"], told["any"], true["any"]))


def _line(name: str, hit: int, told: int, true: int) -> str:
    precision, recall = hit / max(1, told), hit / max(1, true)
    f1 = 2 * hit / max(1, told + true)
    return f"{name:22} precision {precision:.2f} recall {recall:.2f} F1 {f1:.2f}  ({true} true, {told} told)"


def _wrong(answer: Labelled, told: Names, true: Names, what: str) -> Iterator[str]:
    for name in sorted(told ^ true):
        yield f"{answer.id} {what} {name}: {'told, not labelled' if name in told else 'labelled, not told'}"


def main() -> int:
    """Measure and print."""
    ask = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    ask.add_argument("--half", choices=("seen", "held", "all"), default="all")
    ask.add_argument("--wrong", action="store_true")
    said = ask.parse_args()
    lexicons = load_lexicons(ROOT / "assets" / "lexicons")
    halves: dict[str, Callable[[Labelled], bool]] = {
        "seen": lambda answer: not answer.is_held,
        "held": lambda answer: answer.is_held,
        "all": lambda _: True,
    }
    answers = [answer for answer in load_labelled() if halves[said.half](answer)]
    heard = [heard_in(answer, lexicons) for answer in answers]
    labelled = [rambling_by_labels(answer, lexicons) for answer in answers]
    print(f"{len(answers)} answers ({said.half})")
    show("weak patterns", [(told[0], answer.patterns) for told, answer in zip(heard, answers, strict=True)])
    show("rambling, anchors as heard", [(told[1], one.rambling) for told, one in zip(heard, answers, strict=True)])
    show("rambling, anchors as labelled", [(told, one.rambling) for told, one in zip(labelled, answers, strict=True)])
    if said.wrong:
        for answer, (patterns, reasons), own in zip(answers, heard, labelled, strict=True):
            if not answer.is_held:
                print(*_wrong(answer, patterns, answer.patterns, "pattern"), sep="\n", end="")
                print(*_wrong(answer, reasons, answer.rambling, "reason"), sep="\n", end="")
                print(*_wrong(answer, own, answer.rambling, "reason by labels"), sep="\n", end="")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
