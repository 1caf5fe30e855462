"""How well um and uh are heard by speakers that the head was not trained on, beside the text alone.

Run it with `PYTHONPATH=. .venv/bin/python tests/benchmarks/fillers.py [FOLDER]`, where the folder holds annotated
recordings (see `tests/tools/heads/clips.py`). Heads are trained here, each without the speakers it is judged on, and
their thresholds are chosen without them as well; the one that ships is trained on all.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from coach.analysis.delivery.hesitations import find_events
from coach.model import Frames
from tests.tools.heads.folds import Fold, folds
from tests.tools.heads.judge import RULE, Answer, Count, curve, interval, spans
from tests.tools.heads.train_hesitations import by_clip, gather, judged

SPEECH = Path(__file__).resolve().parents[3] / "shared" / "speech"


def main(arguments: Sequence[str]) -> int:
    """Measure and print."""
    speech = Path(arguments[0]) if arguments else SPEECH
    if not (speech / "index.json").is_file():
        print(f"no annotated recordings at {speech}")
        print(json.dumps({"f1": None}))
        return 0
    material = gather(speech)
    answers = judged(material.answers)
    made = folds(material.ground, answers)
    show_speakers(answers, made)
    show_curve(answers, material.ground.held_out())
    told = {choice: summary(by_clip(answers, made, choice)) for choice in ("surer", "all")}
    alone = summary([each.count(spans(each.written)) for each in answers])
    for name, values in (("text alone", alone), *told.items()):
        print(f"{name:11}" + "  ".join(f"{key} {value}" for key, value in values.items()))
    quiet = false_a_minute(answers, made)
    print("false events a minute:", quiet)
    print(json.dumps({**told["surer"], "all": told["all"], "text_alone": alone, "false_per_minute": quiet}))
    return 0


def show_speakers(answers: Sequence[Answer], made: Sequence[Fold]) -> None:
    """Print each fold."""
    for fold in made:
        here = [each for each in answers if each.clip.id in fold.frames]
        if not here:
            continue
        counts = [
            each.count(each.told(fold.frames[each.clip.id], replace(RULE, threshold=fold.surer))) for each in here
        ]
        total, text = sum(counts, Count()), sum((each.count(spans(each.written)) for each in here), Count())
        print(
            f"{', '.join(fold.speakers)[:60]:62}threshold {fold.surer:.2f} (all {fold.all:.2f})  found {total.found}"
            f" of {total.real}, told {total.told}; text alone {text.found}, told {text.told}"
        )


def show_curve(answers: Sequence[Answer], frames: Mapping[str, Frames]) -> None:
    """Print precision and recall over thresholds, one for all folds."""
    for limit, count in curve(answers, frames)[::3]:
        print(
            f"threshold {limit:.2f}  precision {count.precision:.2f}  recall {count.recall:.2f}  F1 {count.f():.2f}"
            f"  as scored outside meetings {count.lenient.f():.2f}"
        )


def summary(counts: Sequence[Count]) -> dict[str, object]:
    total = sum(counts, Count())
    return {
        "f1": round(total.f(), 3),
        "f1_interval": [round(v, 3) for v in interval(counts, Count.f)],
        "precision": round(total.precision, 3),
        "recall": round(total.recall, 3),
        "events": total.real,
        "f1_lenient": round(total.lenient.f(), 3),
        "f1_lenient_interval": [round(v, 3) for v in interval(counts, lambda c: c.lenient.f())],
    }


def false_a_minute(answers: Sequence[Answer], made: Sequence[Fold]) -> dict[str, float]:
    """Count events of the sound alone in clean reading, and where nobody speaks."""
    events = {"reading": 0, "no_speech": 0}
    seconds = {"reading": 0.0, "no_speech": 0.0}
    clips = {each.clip.id: each.clip for each in answers}
    for fold in made:
        for name, frames in fold.frames.items():
            clip = clips.get(name)
            kind = "no_speech" if clip is None or clip.kind == "non-speech" else "reading"
            if clip is None or (not clip.several and not clip.fillers):
                events[kind] += len(find_events(frames, replace(RULE, threshold=fold.surer)))
                seconds[kind] += len(frames.filler) * frames.hop
    return {kind: round(60 * count / seconds[kind], 3) for kind, count in events.items()}


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
