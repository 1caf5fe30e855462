"""How far the voice moves: the spread of its pitch over an answer, in semitones.

The pitch is followed with YIN (de Cheveigné and Kawahara 2002). In semitones the spread of a voice does not depend on
how high it is (Traunmüller and Eriksson 1995). It is taken from the 10th to the 90th percentile, one of the long-term
measures of span in Mennen, Schaeffler and Docherty (2012): what is followed wrongly is at the ends.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np
from numpy.typing import NDArray

from coach.analysis.delivery.pauses import Sound
from coach.messages import msg
from coach.model import Measure

Floats = NDArray[np.float32]

NAME, UNIT = "pitch_movement", "semitones"
RATE = 8000
"""Samples a second that are looked at, as nearly as the sound can be thinned out."""
HOP = 0.02
"""Seconds between two frames."""
WINDOW = 0.02
"""Seconds that are compared with what follows them: more than a period of the lowest voice; 25 ms in the paper."""
LOWEST, HIGHEST = 60.0, 450.0
"""Hz of a speaking voice."""
DIP = 0.15
"""The first lag whose difference dips below this is the period: later ones are its multiples, an octave too low."""
VOICED = 0.35
"""Where none dips that low, the deepest one counts up to here; beyond, the frame is no voice."""
QUIET = 30.0
"""dB below the loud frames (their 95th percentile) from which a frame is the room or breath."""
LEAP = 3.0
"""Semitones from one frame to the next that no voice does (Xu and Sun 2002: about 60 a second at most)."""
SHORTEST = 3
"""Frames that a stretch needs to be believed."""
BELOW, ABOVE = 0.75, 1.5
"""A voice stays between 0.75 of its lower and 1.5 of its upper quartile (Hirst 2011); beyond are octave errors."""
LEAST = 2.0
"""Seconds of voice from which its spread can be told."""
CHUNK = 1500
"""Frames worked on in one go, so that memory stays flat."""


def measure_pitch(sound: Sound | None, speech: Sequence[tuple[float, float]]) -> Measure:
    """Say over how many semitones the voice moved in the stretches of speech, (start, end) in seconds."""
    if sound is None:
        return Measure(NAME, None, UNIT, msg("analysis.measures.no_sound"), "unknown")
    spread = pitch_spread(pitch_of(sound, speech))
    if spread is None:
        return Measure(NAME, None, UNIT, msg("analysis.pitch.unknown"), "unknown")
    words = msg("analysis.pitch.words", n=round(spread)) if spread >= 1 else msg("analysis.pitch.still")
    return Measure(NAME, round(spread, 1), UNIT, words, "heard")


def pitch_spread(pitch: Floats) -> float | None:
    """Return the semitones between the 10th and the 90th percentile of a voice's pitch (Hz); None for too little."""
    if len(pitch) < 2:
        return None
    lower, upper = np.percentile(pitch, (25, 75))
    kept = pitch[(pitch >= BELOW * lower) & (pitch <= ABOVE * upper)]
    if len(kept) * HOP < LEAST:
        return None
    low, high = np.percentile(_semitones(kept), (10, 90))
    return float(high - low)


def pitch_of(sound: Sound, speech: Sequence[tuple[float, float]]) -> Floats:
    """Return the pitch (Hz) of every frame of the speech in which a voice can be followed, in order of time."""
    step = max(1, sound.rate // RATE)
    rate = sound.rate / step
    places, pitches, levels = [], [], []
    for starts, frames in _frames(sound, speech, step):
        pitch, level = _follow(frames, rate)
        places.append(starts)
        pitches.append(pitch)
        levels.append(level)
    if not places:
        return np.zeros(0, dtype=np.float32)
    place, pitch, level = np.concatenate(places), np.concatenate(pitches), np.concatenate(levels)
    heard = (pitch > 0) & (level > np.percentile(level, 95) - QUIET)
    place, pitch = place[heard], pitch[heard]
    return pitch[_steady(place, pitch)]


def _steady(place: NDArray[np.int64], pitch: Floats) -> NDArray[np.bool_]:
    """Tell which frames belong to a stretch without a leap that is long enough."""
    if not len(place):
        return np.zeros(0, dtype=bool)
    leaps = (np.diff(place) > 1) | (np.abs(np.diff(_semitones(pitch))) > LEAP)
    stretch = np.concatenate(([0], np.cumsum(leaps)))
    return np.asarray(np.bincount(stretch)[stretch] >= SHORTEST)


def _frames(
    sound: Sound, speech: Sequence[tuple[float, float]], step: int
) -> Iterator[tuple[NDArray[np.int64], Floats]]:
    """Yield the numbers and the thinned-out samples of the frames that lie in speech."""
    rate = sound.rate / step
    hop, size = round(rate * HOP), round(rate * WINDOW) + int(rate / LOWEST) + 1
    for start, end in speech:
        first, last = (int(np.ceil(edge / HOP)) for edge in (start, min(end, sound.seconds)))
        for begin in range(first, last, CHUNK):
            count = min(CHUNK, last - begin)
            at = round(begin * HOP * rate) * step  # anew for each piece: the hop is rounded to whole samples
            samples = np.asarray(sound.samples[at : at + (count * hop + size) * step], dtype=np.float32)
            thin = samples[: len(samples) // step * step].reshape(-1, step).mean(axis=1)
            if len(thin) < size:
                continue
            cut = np.lib.stride_tricks.sliding_window_view(thin, size)[::hop][:count]
            yield np.arange(begin, begin + len(cut)), cut


def _follow(frames: Floats, rate: float) -> tuple[Floats, Floats]:
    """Return the pitch of each frame (Hz, 0 where there is no voice) and its level (dB)."""
    window, longest = round(rate * WINDOW), int(rate / LOWEST)
    shortest = max(2, int(rate / HIGHEST))
    frames = frames - frames.mean(axis=1, keepdims=True)
    shape = _difference(frames, window, longest)
    rows = np.arange(len(frames))
    dips = (shape[:, 1:-1] <= shape[:, :-2]) & (shape[:, 1:-1] < shape[:, 2:])
    dips[:, : shortest - 1] = False
    deep = dips & (shape[:, 1:-1] < DIP)
    deepest = np.argmin(np.where(dips, shape[:, 1:-1], np.inf), axis=1)
    lag = np.where(deep.any(axis=1), deep.argmax(axis=1), deepest) + 1
    before, at, after = (shape[rows, lag + shift] for shift in (-1, 0, 1))
    bend = before - 2 * at + after
    shift = np.where(bend > 0, 0.5 * (before - after) / np.maximum(bend, 1e-9), 0.0)
    voiced = dips.any(axis=1) & (at < VOICED)
    level = 10 * np.log10(np.square(frames).mean(axis=1) + 1e-3)
    return np.where(voiced, rate / (lag + shift), 0.0).astype(np.float32), level.astype(np.float32)


def _difference(frames: Floats, window: int, longest: int) -> Floats:
    """Return YIN's cumulative mean normalised difference for the lags 0 to `longest`, one row a frame."""
    size = 1 << (frames.shape[1] - 1).bit_length()
    head = np.fft.rfft(frames[:, :window], size)
    product = np.fft.irfft(np.conj(head) * np.fft.rfft(frames, size), size)[:, : longest + 1]
    energy = np.cumsum(np.square(frames, dtype=np.float64), axis=1)
    energy = np.concatenate((np.zeros((len(frames), 1)), energy), axis=1)
    moving = energy[:, window : window + longest + 1] - energy[:, : longest + 1]
    difference = np.maximum(moving[:, :1] + moving - 2 * product, 0.0)
    mean = np.cumsum(difference[:, 1:], axis=1) / np.arange(1, longest + 1)
    shape = np.ones_like(difference)
    shape[:, 1:] = difference[:, 1:] / np.maximum(mean, 1e-9)
    return np.asarray(shape, dtype=np.float32)


def _semitones(pitch: Floats) -> Floats:
    return np.asarray(12 * np.log2(pitch), dtype=np.float32)
