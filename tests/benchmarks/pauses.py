"""How well pauses are found in recordings of people that the voice head has not heard, and how long that takes.

Run it with `PYTHONPATH=. .venv/bin/python tests/benchmarks/pauses.py [FOLDER]`, where the folder holds labelled
recordings (see `tests/tools/heads/voices.py`). Heads are trained here, each without the speaker it is judged on; the
one that ships is trained on all. "Sound alone" is what is left where no voice was noted: Whisper without the starter.
"""

from __future__ import annotations

import json
import statistics
import sys
import time
from collections.abc import Sequence
from pathlib import Path

import numpy as np

from coach.adapters.moonshine.encoder import HOP
from coach.analysis.delivery.pauses import Sound, find_silences
from coach.model import Frames
from tests.tools.heads.train_voice import figures, gather, told
from tests.tools.heads.voices import Score, compare
from tests.tools.sounds.speech import hush, room, voice

SPEECH = Path(__file__).resolve().parents[3] / "shared" / "speech"
LENGTHS = (30, 90, 180)
RATES = (16000, 48000)
RUNS = 7


def main(arguments: Sequence[str]) -> int:
    """Measure and print."""
    cost = {f"{seconds} s at {rate} Hz": measure(seconds, rate) for rate in RATES for seconds in LENGTHS}
    for name, (noted, alone) in cost.items():
        print(f"{name:18} with a voice noted {noted:.3f} s, sound alone {alone:.3f} s (median of {RUNS})")
    result: dict[str, object] = {"cost_180_s": cost[f"{LENGTHS[-1]} s at {RATES[-1]} Hz"]}
    speech = Path(arguments[0]) if arguments else SPEECH
    if (speech / "pauses" / "index.json").is_file():
        result |= accuracy(speech)
    else:
        print(f"no labelled recordings at {speech}")
    print(json.dumps(result))
    return 0


def accuracy(speech: Path) -> dict[str, object]:
    """Judge pauses with a voice noted and without, clip by clip."""
    material = gather(speech)
    clips = {clip.id: clip for clip in material.clips if clip.speech}
    noted = material.judge()
    alone = {name: compare(clip, told(clip, None)) for name, clip in clips.items()}
    for name, score in noted.items():
        far = " ".join(f"{edge:.2f}" for edge in score.edges if edge > 0.1)
        print(f"{name:22} found {score.found} of {score.wanted}, wrong {score.wrong} of {score.told}; far edges: {far}")
    made: dict[str, object] = {}
    for name, scores in (("noted", noted), ("alone", alone)):
        made[name] = values = figures(sum(scores.values(), Score()))
        print(f"{name:6}" + "  ".join(f"{key} {value}" for key, value in values.items()))
    return made


def measure(seconds: int, rate: int) -> tuple[float, float]:
    """Return how long it takes to find the pauses, with a voice noted and without."""
    pieces = [piece for _ in range(seconds // 5 + 1) for piece in (voice(4.2, rate), hush(0.8, rate))]
    sound = Sound(room(np.concatenate(pieces)[: seconds * rate]), rate)
    speaks = np.mod((np.arange(int(seconds / HOP)) + 0.5) * HOP, 5.0) < 4.2
    frames = Frames(HOP, voice=np.where(speaks, 250, 5).astype(np.uint8).tobytes())
    return timed(sound, frames), timed(sound, None)


def timed(sound: Sound, frames: Frames | None) -> float:
    """Return the median of some runs."""
    took = []
    for _ in range(RUNS):
        begun = time.perf_counter()
        find_silences(sound, 0.0, sound.seconds, frames)
        took.append(time.perf_counter() - begun)
    return round(statistics.median(took), 4)


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
