"""What a room sounds like when nobody speaks: noise, hum, a fan, breath, keys, claps, tones, music.

Each is made from a seed, so that it is the same on every machine. `make("fan", 60.0, -50.0)` gives 16-bit samples.
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

RATE = 16000
Samples = NDArray[np.float64]
Int16 = NDArray[np.int16]
Random = np.random.Generator


def silence(count: int, random: Random) -> Samples:
    """Return exact zeros."""
    return np.zeros(count)


def white(count: int, random: Random) -> Samples:
    """Return noise with the same power at every frequency."""
    return random.standard_normal(count)


def pink(count: int, random: Random) -> Samples:
    """Return noise whose power falls by 3 dB an octave, as most rooms sound."""
    return _shaped(count, random, lambda hertz: 1 / np.sqrt(np.maximum(hertz, 20.0)))


def brown(count: int, random: Random) -> Samples:
    """Return noise whose power falls by 6 dB an octave, as a road far away sounds."""
    return _shaped(count, random, lambda hertz: 1 / np.maximum(hertz, 20.0))


def hum(count: int, random: Random) -> Samples:
    """Return the hum of mains at 50 Hz with its overtones, and a little hiss."""
    at = _times(count)
    tones = np.sum([np.sin(2 * np.pi * 50 * n * at + n) / n for n in (1, 2, 3, 5, 7)], axis=0)
    return np.asarray(tones) + 0.02 * random.standard_normal(count)


def fan(count: int, random: Random) -> Samples:
    """Return a fan: rushing air that swells a little, and the tone of its blades."""
    at = _times(count)
    swell = 1 + 0.15 * np.sin(2 * np.pi * 0.3 * at)
    blades = np.sin(2 * np.pi * 118 * at) + 0.5 * np.sin(2 * np.pi * 236 * at + 1)
    return np.asarray(_unit(_band(count, random, 80, 2500)) * swell + 0.4 * blades)


def breathing(count: int, random: Random) -> Samples:
    """Return somebody's breath close to the microphone: in for 1.2 s, out for 1.8 s, every 4 s."""
    phase = np.mod(_times(count), 4.0)
    into = np.sin(np.pi * np.clip(phase / 1.2, 0, 1)) ** 2
    out = np.sin(np.pi * np.clip((phase - 1.5) / 1.8, 0, 1)) ** 2
    breath_out = 1.4 * _unit(_band(count, random, 250, 3000)) * out
    return np.asarray(_unit(_band(count, random, 700, 5000)) * into + breath_out)


def keyboard(count: int, random: Random) -> Samples:
    """Return typing: bursts of keys, each a click as it goes down and a softer one as it comes up."""
    sound = np.zeros(count)
    at = 0.2
    while at * RATE < count:
        for later, loud in ((0.0, 1.0), (random.uniform(0.06, 0.1), 0.45)):
            _strike(sound, random, at + later, random.uniform(0.6, 1.0) * loud, 0.012, 2500)
        at += random.uniform(0.09, 0.3) if random.random() < 0.85 else random.uniform(0.7, 1.6)
    return sound


def claps(count: int, random: Random) -> Samples:
    """Return hands that clap, twice a second."""
    sound = np.zeros(count)
    for at in np.arange(0.3, count / RATE, 0.5):
        _strike(sound, random, float(at + random.uniform(-0.03, 0.03)), random.uniform(0.7, 1.0), 0.06, 1200)
    return sound


def knocks(count: int, random: Random) -> Samples:
    """Return knocks on a desk: dull, in groups of three."""
    sound = np.zeros(count)
    for at in np.arange(0.5, count / RATE, 2.5):
        for number in range(3):
            _strike(sound, random, float(at + 0.22 * number), random.uniform(0.7, 1.0), 0.08, 150)
    return sound


def tones(count: int, random: Random) -> Samples:
    """Return beeps of half a second at pitches of a voice and above, with rests between."""
    at = _times(count)
    step = np.floor(at / 0.8).astype(int)
    pitch = np.array([120.0, 220.0, 440.0, 180.0, 1000.0, 330.0])[step % 6]
    inside = np.clip(np.minimum(np.mod(at, 0.8), 0.5 - np.mod(at, 0.8)) / 0.02, 0, 1)
    return np.sin(2 * np.pi * np.cumsum(pitch) / RATE) * inside


def music(count: int, random: Random) -> Samples:
    """Return plucked chords with a tune above, a bass and a beat: 110 beats a minute."""
    sound = np.zeros(count)
    chords = ((220.0, 261.6, 329.6), (174.6, 220.0, 261.6), (196.0, 246.9, 293.7), (164.8, 196.0, 246.9))
    tune = (1.0, 1.125, 1.25, 1.5, 1.25, 1.125, 1.5, 2.0)
    for beat, at in enumerate(np.arange(0.0, count / RATE, 60 / 110)):
        chord = chords[beat // 4 % 4]
        for pitch in (*chord, chord[0] / 2, 2 * chord[0] * tune[int(random.integers(8))]):
            _pluck(sound, float(at), pitch, 0.9)
        _strike(sound, random, float(at), 0.5, 0.05, 3000)
    return sound


SOUNDS: dict[str, Callable[[int, Random], Samples]] = {
    "silence": silence,
    "white": white,
    "pink": pink,
    "brown": brown,
    "hum": hum,
    "fan": fan,
    "breathing": breathing,
    "keyboard": keyboard,
    "claps": claps,
    "knocks": knocks,
    "tones": tones,
    "music": music,
}
"""Every sound by its name."""
ROOM = ("white", "pink", "brown", "hum", "fan")
"""The steady ones, which a microphone hears in the background of everything."""
STRUCK = ("keyboard", "claps", "knocks")
"""Those whose level is that of their peak: between the strikes there is nothing."""


def make(name: str, seconds: float, level: float, seed: int = 1) -> Int16:
    """Return a sound as 16 kHz 16-bit samples at a level in dB of full scale: RMS, or the peak of struck sounds."""
    sound = SOUNDS[name](round(seconds * RATE), np.random.default_rng(seed))
    now = float(np.max(np.abs(sound))) if name in STRUCK else float(np.sqrt(np.mean(sound**2)))
    scaled = sound / max(now, 1e-12) * 10 ** (level / 20) * 32768
    return np.asarray(np.clip(np.round(scaled), -32768, 32767), dtype=np.int16)


def _times(count: int) -> Samples:
    return np.arange(count) / RATE


def _unit(sound: Samples) -> Samples:
    return sound / max(float(np.sqrt(np.mean(sound**2))), 1e-12)


def _shaped(count: int, random: Random, shape: Callable[[Samples], Samples]) -> Samples:
    """Give white noise another spectrum; below 20 Hz there is nothing."""
    hertz = np.asarray(np.fft.rfftfreq(count, 1 / RATE), dtype=np.float64)
    spectrum = np.fft.rfft(random.standard_normal(count)) * np.where(hertz < 20, 0.0, shape(hertz))
    return np.asarray(np.fft.irfft(spectrum, count))


def _band(count: int, random: Random, low: float, high: float) -> Samples:
    return _shaped(count, random, lambda hertz: np.asarray((hertz > low) & (hertz < high), dtype=np.float64))


def _strike(sound: Samples, random: Random, at: float, loud: float, seconds: float, hertz: float) -> None:
    """Add a short burst of noise around a frequency, which dies away."""
    size = round(4 * seconds * RATE)
    burst = random.standard_normal(size) * np.exp(-_times(size) / seconds)
    burst += 2 * np.sin(2 * np.pi * hertz * _times(size)) * np.exp(-_times(size) / seconds)
    _add(sound, at, loud / 3 * burst)


def _pluck(sound: Samples, at: float, pitch: float, seconds: float) -> None:
    """Add the note of a string."""
    times = _times(round(seconds * RATE))
    note = sum(np.sin(2 * np.pi * pitch * n * times) / n**1.5 for n in range(1, 7))
    _add(sound, at, 0.2 * np.asarray(note) * np.exp(-4 * times) * np.clip(times / 0.005, 0, 1))


def _add(sound: Samples, at: float, part: Samples) -> None:
    first = round(at * RATE)
    if first < sound.size:
        sound[first : first + part.size] += part[: sound.size - first]
