"""Score the rules for anchors and for the slots of structures on the labelled answers of tests/data/answers.

    python -m tests.tools.meaning.score_rules [--half seen|held|all] [--wrong ANCHOR] [--cues ANCHOR]

The mark of an anchor is the mean of F1 on present and F1 on absent, as for any reader of these answers. Half of the
answers, chosen by a hash of their names, was never read while the rules were written: `held`. `--wrong` lists what was
heard or missed against the labels and `--cues` how often each cue is right; both show the seen half only.
"""

from __future__ import annotations

import argparse
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from coach.adapters.lexicons import load_lexicons
from coach.analysis.content.anchors import choose_hit, find_hits, find_structure, weigh
from coach.analysis.lexicons import CueSet, Lexicons
from coach.analysis.sentences import Reading, read_answer
from coach.model import ANCHORS, Transcript
from tests.tools.meaning.answers import ROOT, Labelled, load_labelled

SHARED_WORDS = 3
"""Words of four or more letters that two quotes share when they touch."""


@dataclass(frozen=True, slots=True)
class Told:
    """Hold, for one anchor or slot of one answer, whether it was there, whether it was told, and whether in place."""

    true: bool
    told: bool
    in_place: bool


def touch(one: str, other: str) -> bool:
    """Tell whether two quotes speak of the same: one holds the other, or they share three longer words."""
    one, other = (re.sub(r"[^a-z0-9 ]", " ", said.lower()).strip() for said in (one, other))
    if not one or not other:
        return False
    long = [{word for word in said.split() if len(word) > 3} for said in (one, other)]
    return one in other or other in one or len(long[0] & long[1]) >= SHARED_WORDS


def hear_anchors(answer: Labelled, reading: Reading, lexicons: Lexicons) -> Iterator[tuple[str, Told]]:
    """Tell for each anchor of an answer what the rules heard."""
    for name in ANCHORS:
        quotes = answer.anchors.get(name, ())
        chosen = choose_hit(find_hits(reading, lexicons.anchors[name]))
        said = reading.quote(chosen.unit) if chosen is not None else ""
        yield name, Told(bool(quotes), chosen is not None, any(touch(said, quote) for quote in quotes))


def hear_structure(answer: Labelled, reading: Reading, lexicons: Lexicons) -> Iterator[tuple[str, Told]]:
    """Tell for each slot of an answer's structure what the rules heard."""
    for finding in find_structure(reading, lexicons.structures.get(answer.category, ())):
        quote = answer.structure.get(finding.name, "")
        told = finding.state != "missing"
        yield f"{answer.category} {finding.name}", Told(bool(quote), told, touch(finding.quote, quote))


def f1(hit: int, told: int, true: int) -> float:
    """Return the harmonic mean of precision and recall."""
    return 2 * hit / (told + true) if told + true else 0.0


def mark(all_told: Iterable[Told]) -> float:
    """Return the mean of F1 on present and F1 on absent."""
    all_told = tuple(all_told)
    hit, said, true = _counts(all_told)
    neither = len(all_told) - said - true + hit
    return (f1(hit, said, true) + f1(neither, len(all_told) - said, len(all_told) - true)) / 2


def _counts(all_told: Sequence[Told]) -> tuple[int, int, int]:
    hit = sum(one.true and one.told for one in all_told)
    return hit, sum(one.told for one in all_told), sum(one.true for one in all_told)


def show(title: str, heard: Mapping[str, Sequence[Told]]) -> None:
    """Print precision, recall and marks per name, and their mean."""
    print(f"\n{title}")
    for name, all_told in heard.items():
        hit, said, true = _counts(all_told)
        count = len(all_told)
        neither = count - said - true + hit
        print(
            f"{name:34} present P {hit / max(1, said):.2f} R {hit / max(1, true):.2f}"
            f"  absent P {neither / max(1, count - said):.2f} R {neither / max(1, count - true):.2f}"
            f"  mark {mark(all_told):.2f}"
            f"  in place {_share(one.in_place for one in all_told if one.true and one.told):.2f}"
            f"  ({true} of {count})"
        )
    both = [one for all_told in heard.values() for one in all_told if one.true and one.told]
    mean = sum(mark(all_told) for all_told in heard.values()) / max(1, len(heard))
    print(f"{'mean':34} mark {mean:.3f}  in place {_share(one.in_place for one in both):.2f}")


def _share(yes: Iterable[bool]) -> float:
    yes = tuple(yes)
    return sum(yes) / max(1, len(yes))


def score(answers: Sequence[Labelled], lexicons: Lexicons, title: str) -> None:
    """Print how the rules do on some answers: anchors, anchors per category, slots, and the traps they fell into."""
    anchors, slots = defaultdict[str, list[Told]](list), defaultdict[str, list[Told]](list)
    categories = defaultdict[str, dict[str, list[Told]]](lambda: defaultdict(list))
    fell, traps = Counter[str](), Counter[str]()
    for answer in answers:
        reading = read_answer(Transcript(answer.text, ()), lexicons.fillers.sounds)
        for name, told in hear_anchors(answer, reading, lexicons):
            anchors[name].append(told)
            categories[answer.category][name].append(told)
        for name, told in hear_structure(answer, reading, lexicons):
            slots[name].append(told)
        for name, quote in answer.traps:
            if name in ANCHORS:
                traps[name] += 1
                fell[name] += any(
                    touch(reading.quote(hit.unit), quote) for hit in find_hits(reading, lexicons.anchors[name])
                )
    show(f"{title}: anchors of {len(answers)} answers", anchors)
    for category, heard in sorted(categories.items()):
        print(f"  {category:14} mark {sum(map(mark, heard.values())) / len(heard):.2f}")
    print("  traps called an anchor: " + ", ".join(f"{name} {fell[name]} of {traps[name]}" for name in ANCHORS))
    show(f"{title}: slots", dict(sorted(slots.items())))


def wrong(answers: Sequence[Labelled], lexicons: Lexicons, name: str) -> Iterator[str]:
    """List the sentences in which an anchor was heard or missed against the labels, with the cues that spoke."""
    cues = lexicons.anchors[name]  # type: ignore[index]
    for answer in answers:
        reading = read_answer(Transcript(answer.text, ()), lexicons.fillers.sounds)
        quotes = answer.anchors.get(name, ())
        heard = [hit.unit for hit in find_hits(reading, cues)]
        for unit in heard:
            if not any(touch(reading.quote(unit), quote) for quote in quotes):
                grave = "  " if quotes else "! "
                yield f"{grave}{answer.id} heard: {unit.plain} <- {'; '.join(_spoke(cues, unit.plain))}"
        if quotes and not any(touch(reading.quote(unit), quote) for unit in heard for quote in quotes):
            for quote in quotes:
                yield f"{'  ' if heard else '! '}{answer.id} missed: {quote}"


def _spoke(cues: CueSet, plain: str) -> Iterator[str]:
    for sign, group in (("+", cues.cues), ("-", cues.against), ("~", cues.lookalikes)):
        yield from (f"{sign}{cue.example}" for cue in group if cue.pattern.search(plain))


def judge_cues(answers: Sequence[Labelled], lexicons: Lexicons, name: str) -> Iterator[str]:
    """Tell for each cue in how many labelled sentences it spoke, and in how many others."""
    cues = lexicons.anchors[name]  # type: ignore[index]
    spoke = Counter[tuple[str, bool]]()
    for answer in answers:
        reading = read_answer(Transcript(answer.text, ()), lexicons.fillers.sounds)
        for unit in reading.units:
            labelled = any(touch(reading.quote(unit), quote) for quote in answer.anchors.get(name, ()))
            spoke.update((example, labelled) for example in _spoke(cues, unit.plain))
            spoke[f"={weigh(cues, unit.plain) > 1}", labelled] += 1
    for example in dict.fromkeys(each for each, _ in spoke):
        yield f"right {spoke[example, True]:4} not {spoke[example, False]:4}  {example}"


def main() -> int:
    """Measure and print."""
    ask = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    ask.add_argument("--half", choices=("seen", "held", "all"), default="all")
    ask.add_argument("--wrong", choices=ANCHORS)
    ask.add_argument("--cues", choices=ANCHORS)
    said = ask.parse_args()
    lexicons = load_lexicons(ROOT / "assets" / "lexicons")
    answers = load_labelled()
    seen = [answer for answer in answers if not answer.is_held]
    if said.wrong or said.cues:
        print(*(wrong(seen, lexicons, said.wrong) if said.wrong else judge_cues(seen, lexicons, said.cues)), sep="\n")
        return 0
    if said.half in ("seen", "all"):
        score(seen, lexicons, "seen")
    if said.half in ("held", "all"):
        score([answer for answer in answers if answer.is_held], lexicons, "held")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
