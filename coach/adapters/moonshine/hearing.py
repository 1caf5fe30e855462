"""Hear a phrase, and hear it again another way where the first way left doubt.

The model is sensitive to how loud its sound is and to silence around it, differently for each phrase. So a phrase
that it is not sure of is heard three ways, and the text that is likeliest as a whole counts. Measured on the nine
recordings of single speakers with references, wrong words: 12.7 % as they come, 11.9 % at one level, 11.3 % heard so;
on copies that are slower, faster, in a room or in noise 21.0, 21.0 and 17.8 % on average. Copies 20 dB softer show
what the level is for: 23.5 % as they come, 12.5 % at one level.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from coach.adapters.moonshine.decoder import Said
from coach.adapters.moonshine.loudness import FRAME, RATE, tightened
from coach.adapters.moonshine.phrases import Phrase, find_lost
from coach.adapters.moonshine.spelling import spell
from coach.model import Word

Samples = NDArray[np.float32]

DOUBT = -0.2
"""Log-probability of a piece on average under which a phrase is heard again: a third of those of clear recordings."""
LEVEL = 0.05
"""RMS that a phrase is brought to."""
LOUD = 0.2
"""RMS that its voiced part alone is brought to, when it is heard again."""
VOICED = 25.0
"""Decibels below the loudest frames from which a frame counts as voice."""
LOUDEST = 95
"""Percentile of the frames that are the loudest."""
SILENCE = 0.2
"""Seconds of silence put on both sides the third time. Not the first: the model then writes fewer ums down."""
CLEAR, CLEAR_WORDS = -0.45, 4
"""Log-probability of a piece on average, and number of words, that speak for a voice which the detector missed, in a
room that echoes for example. Of what the model writes to sounds of no voice only what is in `NOTHING` reaches that."""
NOTHING = re.compile(r"^\W*(?:you|(?:thank you|thanks) for watching)\W*$|[♪©]", re.IGNORECASE)
LATIN = "\N{LATIN SMALL LETTER Y WITH STROKE}"
"""The last letter of those that Western languages write; the model for English writes others only to noise."""
QUIETEST = 1e-4
"""RMS that no phrase is taken to fall short of (-80 dB)."""


class Hearer:
    """Turn phrases into words; `hear` writes down what is said in some sound, in several threads at once."""

    def __init__(self, hear: Callable[[Samples], Said]) -> None:
        self._hear = hear
        self._known: tuple[Phrase, list[_Heard]] | None = None

    def foresee(self, phrase: Phrase) -> None:
        """Hear a phrase that may be over, so that nothing is left to do if it is; another time it is known."""
        if self._ways_known(phrase) is None:
            ways = [self._heard(phrase, evened(phrase.samples))]
            self._known = phrase, ways + self._again(phrase, ways[0])

    def words(self, phrase: Phrase, *, spoken: bool = True) -> list[Word]:
        """Recognise one phrase; where it is doubtful whether anybody has spoken, only a clear text counts."""
        ways = self._ways_known(phrase) or [self._heard(phrase, evened(phrase.samples))]
        first = ways[0]
        if not spoken and (first.said.mean < CLEAR or len(first.words) < CLEAR_WORDS or first.lost):
            return []
        if len(ways) == 1:
            ways += self._again(phrase, first)
        if any(is_nothing(heard.said.text) for heard in ways):
            return []
        best = max(ways, key=lambda heard: (not heard.lost, heard.said.log))
        return tightened(best.words, phrase.samples, phrase.start)

    def _ways_known(self, phrase: Phrase) -> list[_Heard] | None:
        if self._known is None:
            return None
        known, ways = self._known
        return list(ways) if known.start == phrase.start and np.array_equal(known.samples, phrase.samples) else None

    def _again(self, phrase: Phrase, first: _Heard) -> list[_Heard]:
        """Hear a doubtful phrase two more ways, both at once: each takes one thread."""
        if first.said.mean >= DOUBT and not first.lost:
            return []
        voiced = evened(phrase.samples, LOUD, voice_level(phrase.samples))
        with ThreadPoolExecutor(1) as beside:
            third = beside.submit(self._heard, phrase, voiced, SILENCE)
            return [self._heard(phrase, voiced), third.result()]

    def _heard(self, phrase: Phrase, samples: Samples, silence: float = 0.0) -> _Heard:
        said = self._hear(np.pad(samples, round(silence * RATE)))
        words = spell(said, phrase.start - silence, (phrase.start, phrase.end))
        return _Heard(said, words, find_lost(words) is not None)


@dataclass(frozen=True, slots=True)
class _Heard:
    """Hold what was heard one way, and whether the model lost its way."""

    said: Said
    words: list[Word]
    lost: bool


def is_nothing(text: str) -> bool:
    """Tell whether a text is what the model writes where nobody speaks.

    Measured without the detector: of 192 noises, hums, tones and pieces of music of 1 to 9 s, 148 gave a text, and each
    of them, where it was doubtful, was one of these at least one of the three ways. Of 147 phrases cut from real
    recordings seven were, and nobody spoke in them. Alone between two pauses people say something else.
    """
    return NOTHING.search(text) is not None or any(sign.isalpha() and sign > LATIN for sign in text)


def evened(samples: Samples, level: float = LEVEL, now: float | None = None) -> Samples:
    """Bring samples to a level; `now` is theirs, the RMS of all of them where it is not given."""
    now = root_mean_square(samples) if now is None else now
    return np.asarray(np.clip(samples * np.float32(level / max(now, QUIETEST)), -1.0, 1.0), dtype=np.float32)


def voice_level(samples: Samples) -> float:
    """Return the RMS of the frames that are voice, as far as loudness tells."""
    count = samples.size // FRAME
    if not count:
        return root_mean_square(samples)
    power = np.mean(samples[: count * FRAME].reshape(count, FRAME).astype(np.float64) ** 2, axis=1)
    loudest = float(np.percentile(power, LOUDEST))
    return float(np.sqrt(np.mean(power[power >= loudest / 10 ** (VOICED / 10)])))


def root_mean_square(samples: Samples) -> float:
    """Return the level of samples, 0 for none."""
    return float(np.sqrt(np.mean(samples.astype(np.float64) ** 2))) if samples.size else 0.0
