"""Train the head that hears a voice, and write it with how well pauses are found with it.

Run it with `PYTHONPATH=. .venv/bin/python -m tests.tools.heads.train_voice --speech FOLDER`, where the folder holds
labelled recordings (see `voices`). It needs nothing that the program does not need and gives the same file every time.
`tests/benchmarks/pauses.py` prints the figures in full.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from coach.adapters.moonshine import MODEL, build_starter
from coach.adapters.moonshine.encoder import ENCODER, HOP, Encoder
from coach.analysis.delivery.pauses import Sound, find_silences
from coach.model import Frames
from tests.tools.heads.clips import RATE
from tests.tools.heads.discriminant import Sums, Vectors, added, fit, scale
from tests.tools.heads.examples import PRIOR_WEIGHT, Example, encoded, prior, standardised
from tests.tools.heads.folds import Trained
from tests.tools.heads.train_hesitations import DIGITS, VERSION, rounded
from tests.tools.heads.voices import Score, VoiceClip, compare, read_voices, thinking

ROOT = Path(__file__).resolve().parents[3]
HEAD = ROOT / "assets" / "heads" / "voice.json"
VARIANTS = 6
RIDGE = 0.1
BALANCE = 1.0
"""A voice and none count alike."""


class VoiceGround:
    """Hold all examples, standardised and summed up, to train without some speakers."""

    def __init__(self, examples: Sequence[Example]) -> None:
        self.mean, self.deviation = prior(examples)
        self._examples = examples
        self._frames = [standardised(each, self.mean, self.deviation) for each in examples]
        self._sums = [_sums(frames, each.labels) for each, frames in self._pairs()]
        self._bare = [bool((each.labels < 0).all()) for each in examples]

    def train(self, without: Sequence[str] = ()) -> Trained:
        """Train without some speakers: on what is labelled, and then on what the first head makes of the rest too."""
        used = [place for place, each in enumerate(self._examples) if each.speaker not in without]
        labelled = [place for place in used if not self._bare[place]]
        first = self._fit(labelled, [self._sums[place] for place in labelled])
        more = [_sums(self._frames[place], self._guessed(first, place)) for place in used if self._bare[place]]
        return self._fit(labelled, [*(self._sums[place] for place in labelled), *more])

    def heard(self, trained: Trained, speakers: Sequence[str]) -> dict[str, Frames]:
        """Listen to the plain clips of speakers."""
        return {
            each.clip: Frames(HOP, voice=np.round(255 * trained.probability(frames)).astype(np.uint8).tobytes())
            for each, frames in self._pairs()
            if each.plain and each.speaker in speakers
        }

    def _pairs(self) -> Iterator[tuple[Example, Vectors]]:
        return zip(self._examples, self._frames, strict=True)

    def _fit(self, labelled: Sequence[int], sums: Sequence[tuple[Sums, Sums]]) -> Trained:
        weights = fit(added([one for one, _ in sums]), added([two for _, two in sums]), RIDGE, BALANCE)
        plain = [place for place in labelled if self._examples[place].plain and not _is_room(self._examples[place])]
        values = np.concatenate([self._frames[place] @ weights[:-1] + weights[-1] for place in plain])
        labels = np.concatenate([self._examples[place].labels for place in plain])
        slope, offset = scale(values, labels, float(np.mean(labels[labels >= 0])))
        return Trained(slope * weights[:-1], slope * float(weights[-1]) + offset)

    def _guessed(self, first: Trained, place: int) -> npt.NDArray[np.int8]:
        """Label an example by what a head hears in the plain recording: a variant is only longer or shorter."""
        here = self._examples[place]
        plain = next(number for number, each in enumerate(self._examples) if each.clip == here.clip and each.plain)
        labels = (first.probability(self._frames[plain]) >= 0.5).astype(np.int8)
        count = len(here.labels)
        return np.asarray(labels[(np.arange(count) * (len(labels) / count)).astype(int)], dtype=np.int8)


@dataclass(frozen=True)
class VoiceMaterial:
    """Hold everything that a head is trained and judged on."""

    clips: Sequence[VoiceClip]
    ground: VoiceGround
    encoder: str

    def judge(self) -> dict[str, Score]:
        """Compare the pauses of each labelled clip, told with a head that has not heard its speaker."""
        labelled = [clip for clip in self.clips if clip.speech]
        scores = {}
        for speaker in sorted({clip.speaker for clip in labelled}):
            frames = self.ground.heard(self.ground.train([speaker]), [speaker])
            for clip in (clip for clip in labelled if clip.speaker == speaker):
                scores[clip.id] = compare(clip, told(clip, frames[clip.id]))
        return scores


def main(arguments: Sequence[str] | None = None) -> int:
    """Train, measure, write."""
    ask = argparse.ArgumentParser(description=__doc__)
    ask.add_argument("--speech", type=Path, required=True, help="a folder with labelled recordings")
    ask.add_argument("--out", type=Path, default=HEAD)
    said = ask.parse_args(arguments)
    material = gather(said.speech)
    score = sum(material.judge().values(), Score())
    said.out.write_text(json.dumps(head(material, score), indent=1) + "\n", encoding="utf-8")
    print(figures(score))
    return 0


def gather(speech: Path, count: int = VARIANTS) -> VoiceMaterial:
    """Read the clips and encode them in `count` variants each."""
    clips = read_voices(speech)
    with tempfile.TemporaryDirectory() as name:
        model = build_starter(Path(name) / MODEL)
        examples = list(encoded(clips, Encoder(model), count))
        # Probabilities are for speech as people speak: the long silences are to be learned from, not to be counted.
        more = encoded(list(thinking(clips)), Encoder(model), count // 3)
        examples += [replace(example, plain=False) for example in more]
        digest = hashlib.sha256((model / ENCODER).read_bytes()).hexdigest()
    return VoiceMaterial(clips, VoiceGround(examples), digest)


def told(clip: VoiceClip, frames: Frames | None) -> list[tuple[float, float]]:
    """Return the pauses that the program tells of a clip."""
    sound = Sound(np.round(np.clip(clip.samples, -1, 1) * 32767).astype(np.int16), RATE)
    speech = clip.speech or ((0.0, sound.seconds),)
    found = find_silences(sound, speech[0][0], speech[-1][1], frames)
    return [(pause.start, pause.end) for pause in found.pauses]


def figures(score: Score) -> dict[str, float]:
    """Return what a score comes to."""
    return {
        "pauses": score.wanted,
        "recall": round(score.recall, 3),
        "precision": round(score.precision, 3),
        "f1": round(score.f1, 3),
        "edges_within_60_ms": round(score.within(0.06), 3),
        "edges_within_100_ms": round(score.within(0.1), 3),
    }


def head(material: VoiceMaterial, score: Score) -> dict[str, Any]:
    """Put everything into the words of the file."""
    ground, clips = material.ground, material.clips
    labelled = sum(clip.speech is not None for clip in clips)
    trained = ground.train()
    return {
        "version": VERSION,
        "about": "One logistic unit on the frames of the starter engine's encoder that hears whether somebody speaks.",
        "provenance": {
            "script": "tests/tools/heads/train_voice.py",
            "date": date.today().isoformat(),
            "material": f"{labelled} labelled recordings, {len(clips) - labelled} that the first head labelled, rooms"
            " without a voice; this file holds no sound",
            "sources": sorted({f"{clip.source}: {clip.licence}" for clip in clips}),
            "method": f"Fisher's discriminant, ridge {RIDGE}; {VARIANTS} variants more of each recording",
            "validation": "leave one speaker out, both heads; pauses as the program finds them",
            "measured": figures(score),
        },
        "encoder": {"file": ENCODER, "sha256": material.encoder},
        "frames": {
            "weight": PRIOR_WEIGHT,
            "mean": rounded(ground.mean),
            "deviation": rounded(ground.deviation),
        },
        "bias": round(trained.bias, DIGITS),
        "weights": rounded(trained.weights),
    }


def _sums(frames: Vectors, labels: npt.NDArray[np.int8]) -> tuple[Sums, Sums]:
    return Sums.of(frames[labels == 1]), Sums.of(frames[labels == 0])


def _is_room(example: Example) -> bool:
    return example.speaker.startswith("room ")


if __name__ == "__main__":
    raise SystemExit(main())
