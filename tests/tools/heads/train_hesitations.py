"""Train the head that hears um and uh, and write it with what it was measured to be worth.

Run it with `PYTHONPATH=. .venv/bin/python -m tests.tools.heads.train_hesitations --speech FOLDER`, where the folder
holds annotated recordings (see `clips`). It needs nothing that the program does not need, takes about five minutes,
and gives the same file every time. `tests/benchmarks/fillers.py` prints the figures in full.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import tempfile
from collections.abc import Sequence
from dataclasses import asdict, dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any

from coach.adapters.lexicons import load_lexicons
from coach.adapters.moonshine import MODEL, build_starter
from coach.adapters.moonshine.encoder import ENCODER, Encoder
from coach.analysis.lexicons import HesitationRule
from tests.tools.heads.clips import Clip, read_clips
from tests.tools.heads.discriminant import BALANCE, RIDGE
from tests.tools.heads.examples import PRIOR_WEIGHT, VARIANTS, encoded
from tests.tools.heads.folds import Fold, Ground, Trained, folds
from tests.tools.heads.judge import ALL, RULE, SURER, Answer, Count, chosen, curve, interval
from tests.tools.heads.texts import write_down

ROOT = Path(__file__).resolve().parents[3]
HEAD = ROOT / "assets" / "heads" / "hesitations.json"
VERSION = 1
DIGITS = 5


@dataclass(frozen=True)
class Material:
    """Hold everything that a head is trained and judged on."""

    clips: Sequence[Clip]
    answers: Sequence[Answer]
    ground: Ground
    encoder: str


def main(arguments: Sequence[str] | None = None) -> int:
    """Train, measure, write."""
    ask = argparse.ArgumentParser(description=__doc__)
    ask.add_argument("--speech", type=Path, required=True, help="a folder with annotated recordings")
    ask.add_argument("--out", type=Path, default=HEAD)
    said = ask.parse_args(arguments)
    material = gather(said.speech)
    made = folds(material.ground, judged(material.answers))
    heard = material.ground.held_out()
    points = curve(judged(material.answers), heard)
    rules = {
        "surer": measured(material.answers, made, chosen(points, SURER), "surer"),
        "all": measured(material.answers, made, chosen(points, ALL), "all"),
    }
    told = head(material, material.ground.train(), rules)
    said.out.write_text(json.dumps(told, indent=1) + "\n", encoding="utf-8")
    for name, rule in rules.items():
        print(name, rule)
    return 0


def gather(speech: Path, count: int = VARIANTS) -> Material:
    """Read the clips, write them down, and encode them in `count` variants each."""
    clips = read_clips(speech)
    lexicon = load_lexicons(ROOT / "assets" / "lexicons").fillers
    with tempfile.TemporaryDirectory() as name:
        model = build_starter(Path(name) / MODEL)
        texts = write_down(clips, model)
        ground = Ground(list(encoded(clips, Encoder(model), count)))
        digest = hashlib.sha256((model / ENCODER).read_bytes()).hexdigest()
    return Material(clips, [Answer(clip, texts[clip.id], lexicon) for clip in clips], ground, digest)


def judged(answers: Sequence[Answer]) -> list[Answer]:
    """Leave out dialogues whose fillers have no times."""
    return [each for each in answers if each.clip.kind != "dialogue"]


def by_clip(answers: Sequence[Answer], made: Sequence[Fold], choice: str) -> list[Count]:
    """Count each clip with the head and the threshold of the fold that has not heard its speaker."""
    counts = []
    for fold in made:
        rule = replace(RULE, threshold=fold.surer if choice == "surer" else fold.all)
        here = [each for each in judged(answers) if each.clip.id in fold.frames]
        counts += [each.count(each.told(fold.frames[each.clip.id], rule)) for each in here]
    return counts


def measured(answers: Sequence[Answer], made: Sequence[Fold], threshold: float, choice: str) -> HesitationRule:
    """Return a rule with its precision, recall and F1 on speakers that were not heard, and the interval of F1."""
    counts = by_clip(answers, made, choice)
    total = sum(counts, Count())
    low, high = interval(counts, Count.f)
    worth = [round(value, 3) for value in (total.precision, total.recall, total.f(), low, high)]
    return HesitationRule(threshold, RULE.shortest, RULE.longest, RULE.smoothing, *worth)


def head(material: Material, trained: Trained, rules: dict[str, HesitationRule]) -> dict[str, Any]:
    """Put everything into the words of the file."""
    ground = material.ground
    fillers = sum(len(clip.fillers) for clip in material.clips)
    sources = sorted({f"{clip.source}: {clip.licence}" for clip in material.clips})
    more = f"{VARIANTS} variants more of each recording"
    return {
        "version": VERSION,
        "about": "One logistic unit on the frames of the starter engine's encoder that hears um and uh.",
        "provenance": {
            "script": "tests/tools/heads/train_hesitations.py",
            "date": date.today().isoformat(),
            "material": f"{len(material.clips)} recordings, {fillers} annotated um and uh; this file holds no sound",
            "sources": sources,
            "method": f"Fisher's discriminant, ridge {RIDGE}, fillers weigh {BALANCE}; {more}",
            "validation": "leave one speaker out, thresholds chosen without that speaker, together with the starter"
            " engine's text; in meetings what nobody annotated counts as wrong; intervals by drawing clips (95 %)",
        },
        "encoder": {"file": ENCODER, "sha256": material.encoder},
        "rules": {name: asdict(rule) for name, rule in rules.items()},
        "frames": {
            "weight": PRIOR_WEIGHT,
            "mean": rounded(ground.mean),
            "deviation": rounded(ground.deviation),
        },
        "bias": round(trained.bias, DIGITS),
        "weights": rounded(trained.weights),
    }


def rounded(values: Any) -> list[float]:
    """Round numbers to what matters."""
    return [round(float(value), DIGITS) for value in values]


if __name__ == "__main__":
    raise SystemExit(main())
