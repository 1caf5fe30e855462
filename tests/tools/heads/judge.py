"""Judge a way of hearing fillers on speakers that it was not trained on.

An event counts as found when a reported filler overlaps it or lies within 0.25 s of it, each with one other, nearest
first. In meetings a filler that is reported where nobody annotated one counts as wrong here, unless somebody says
mm-hmm there: stricter than not counting it, and the only measure of what goes wrong among people who talk freely.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt

from coach.analysis.delivery.fillers import find_fillers
from coach.analysis.delivery.hesitations import SOUNDS, find_hesitations
from coach.analysis.lexicons import FillerLexicon, HesitationRule
from coach.analysis.sentences import Reading, read_answer
from coach.model import Frames, Moment, Transcript
from tests.tools.heads.clips import Clip

Span = tuple[float, float]
SLACK = 0.25
THRESHOLDS = tuple(round(0.02 * step, 2) for step in range(5, 50))
PLATEAU = 0.05
"""A threshold is the middle of those that are nearly as good as the best: one event more or less is chance."""
SURER, ALL = 1.0, 2.0
"""How much recall counts against precision in the choice of a threshold (the beta of the F measure)."""
RULE = HesitationRule(0.5, 0.12, 3.0, 5, 0.0, 0.0, 0.0, 0.0, 0.0)
"""Events of five frames and more, under three seconds; the probability is smoothed over five frames."""


@dataclass(frozen=True)
class Count:
    """Count events: found, in the reference, told; and those told in meetings where nothing is annotated."""

    found: int = 0
    real: int = 0
    told: int = 0
    unknown: int = 0

    def __add__(self, other: Count) -> Count:
        return Count(
            self.found + other.found, self.real + other.real, self.told + other.told, self.unknown + other.unknown
        )

    @property
    def precision(self) -> float:
        """Return the share of what was told that is right."""
        return self.found / self.told if self.told else 1.0

    @property
    def recall(self) -> float:
        """Return the share of what is there that was told."""
        return self.found / self.real if self.real else 1.0

    @property
    def lenient(self) -> Count:
        """Return the count without what was told in meetings where nothing is annotated."""
        return replace(self, told=self.told - self.unknown, unknown=0)

    def f(self, beta: float = 1.0) -> float:
        """Return the F measure."""
        p, r = self.precision, self.recall
        return (1 + beta**2) * p * r / (beta**2 * p + r) if p + r > 0 else 0.0


class Answer:
    """Hold one clip with what was written down of it, ready to be judged again and again."""

    def __init__(self, clip: Clip, transcript: Transcript, lexicon: FillerLexicon) -> None:
        self.clip = clip
        self.reading: Reading = read_answer(transcript, lexicon.sounds)
        self.written = tuple(each for each in find_fillers(self.reading, lexicon) if each.name in SOUNDS)

    def told(self, frames: Frames | None, rule: HesitationRule) -> list[Span]:
        """Return what is told as um or uh, written or heard in the sound."""
        return spans((*self.written, *find_hesitations(frames, self.reading, self.written, rule)))

    def count(self, told: Sequence[Span]) -> Count:
        """Compare what is told with what is there."""
        real = [(start, end) for start, end, _ in self.clip.fillers]
        pairs = matched(real, told)
        wrong = [span for place, span in enumerate(told) if place not in pairs.values()]
        if not self.clip.several:
            return Count(len(pairs), len(real), len(told))
        unknown = sum(not any(near(span, back) for back in self.clip.backchannels) for span in wrong)
        return Count(len(pairs), len(real), len(pairs) + unknown, unknown)


def spans(moments: Iterable[Moment]) -> list[Span]:
    """Return the times of moments."""
    return [(each.start, each.end) for each in moments if each.start is not None and each.end is not None]


def near(first: Span, second: Span) -> bool:
    """Tell whether two spans overlap or nearly do."""
    return first[0] <= second[1] + SLACK and first[1] >= second[0] - SLACK


def matched(real: Sequence[Span], told: Sequence[Span]) -> dict[int, int]:
    """Pair each real event with at most one that was told, nearest first."""
    pairs = sorted(
        (abs(sum(one) - sum(other)), i, j)
        for i, one in enumerate(real)
        for j, other in enumerate(told)
        if near(one, other)
    )
    found: dict[int, int] = {}
    for _, i, j in pairs:
        if i not in found and j not in found.values():
            found[i] = j
    return found


def counted(answers: Iterable[Answer], frames: Mapping[str, Frames], rule: HesitationRule) -> Count:
    """Count over clips."""
    return sum((each.count(each.told(frames[each.clip.id], rule)) for each in answers), Count())


def curve(answers: Sequence[Answer], frames: Mapping[str, Frames]) -> list[tuple[float, Count]]:
    """Count at each threshold."""
    return [(limit, counted(answers, frames, replace(RULE, threshold=limit))) for limit in THRESHOLDS]


def chosen(points: Sequence[tuple[float, Count]], beta: float) -> float:
    """Choose a threshold: the middle of the longest stretch that is as good as the best."""
    values = np.array([count.f(beta) for _, count in points])
    good = np.flatnonzero(values >= values.max() - PLATEAU)
    runs = np.split(good, np.flatnonzero(np.diff(good) > 1) + 1)
    longest = max(runs, key=len)
    return points[int(longest[len(longest) // 2])][0]


def interval(counts: Sequence[Count], value: Callable[[Count], float], seed: int = 1) -> tuple[float, float]:
    """Return the 95 % interval of a value by drawing clips again and again (bootstrap)."""
    random = np.random.default_rng(seed)
    drawn = random.integers(len(counts), size=(4000, len(counts)))
    values = [value(sum((counts[place] for place in row), Count())) for row in drawn]
    low, high = np.percentile(np.array(values, dtype=np.float64), [2.5, 97.5])
    return float(low), float(high)


def as_frames(probability: npt.NDArray[np.float64], hop: float) -> Frames:
    """Write probabilities down as the program keeps them."""
    return Frames(hop, np.round(255 * probability).astype(np.uint8).tobytes())
