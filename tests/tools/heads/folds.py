"""Train without one group of speakers and listen to it; choose thresholds without it as well."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from coach.adapters.moonshine.encoder import HOP
from coach.model import Frames
from tests.tools.heads.discriminant import Sums, Vectors, added, fit, scale
from tests.tools.heads.examples import Example, prior, standardised
from tests.tools.heads.judge import ALL, SURER, Answer, as_frames, chosen, curve

Floats = npt.NDArray[np.float64]
SILENT_GROUPS = 3
"""Speakers without fillers are left out in so many groups: alone, one of them changes nothing."""


@dataclass(frozen=True)
class Trained:
    """Hold a linear unit on standardised frames."""

    weights: Floats
    bias: float

    def probability(self, frames: Vectors) -> Floats:
        """Return the probability of each frame."""
        return np.asarray(1 / (1 + np.exp(-np.clip(frames @ self.weights + self.bias, -50, 50))))


class Ground:
    """Hold all examples, standardised and summed up, to train on any part of them.

    What speech is like in general comes from all recordings; labels are used of the part alone.
    """

    def __init__(self, examples: Sequence[Example]) -> None:
        self.mean, self.deviation = prior(examples)
        self._examples = examples
        self._frames = [standardised(each, self.mean, self.deviation) for each in examples]
        self._sums = [
            (Sums.of(frames[each.labels == 1]), Sums.of(frames[each.labels == 0]))
            for each, frames in zip(examples, self._frames, strict=True)
        ]
        self.groups = _groups(examples)

    def train(self, without: Sequence[str] = ()) -> Trained:
        """Train without some speakers."""
        used = [place for place, each in enumerate(self._examples) if each.speaker not in without]
        weights = fit(added([self._sums[place][0] for place in used]), added([self._sums[place][1] for place in used]))
        plain = [place for place in used if self._examples[place].plain]
        values = np.concatenate([self._frames[place] @ weights[:-1] + weights[-1] for place in plain])
        slope, offset = scale(values, np.concatenate([self._examples[place].labels for place in plain]))
        return Trained(slope * weights[:-1], slope * float(weights[-1]) + offset)

    def heard(self, trained: Trained, speakers: Sequence[str]) -> dict[str, Frames]:
        """Listen to the plain clips of speakers."""
        return {
            each.clip: as_frames(trained.probability(frames), HOP)
            for each, frames in zip(self._examples, self._frames, strict=True)
            if each.plain and each.speaker in speakers
        }

    def held_out(self, without: Sequence[str] = ()) -> dict[str, Frames]:
        """Listen to each group of speakers with a head that heard neither them nor those left out."""
        heard: dict[str, Frames] = {}
        for group in self.groups:
            kept = [speaker for speaker in group if speaker not in without]
            if kept:
                heard |= self.heard(self.train((*without, *group)), kept)
        return heard


@dataclass(frozen=True)
class Fold:
    """Hold what was heard of a group of speakers, and the thresholds that were chosen without them."""

    speakers: tuple[str, ...]
    frames: Mapping[str, Frames]
    surer: float
    all: float


def folds(ground: Ground, answers: Sequence[Answer]) -> list[Fold]:
    """Leave out each group of speakers in turn; thresholds come from leaving out another of the rest in turn."""
    made = []
    for group in ground.groups:
        inner = ground.held_out(group)
        points = curve([each for each in answers if each.clip.id in inner], inner)
        frames = ground.heard(ground.train(group), group)
        made.append(Fold(group, frames, chosen(points, SURER), chosen(points, ALL)))
    return made


def _groups(examples: Sequence[Example]) -> list[tuple[str, ...]]:
    speaking = sorted({each.speaker for each in examples if (each.labels == 1).any()})
    silent = sorted({each.speaker for each in examples} - set(speaking))
    return [*((each,) for each in speaking), *(tuple(silent[n::SILENT_GROUPS]) for n in range(SILENT_GROUPS))]
