"""Speak the micro model's sentences with espeak-ng, and know where each word is.

The words come from the program's own field, so that a take spoken with them has fillers and anchors in it.
"""

from __future__ import annotations

import ctypes
import ctypes.util
import random
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

Samples = npt.NDArray[np.float32]

SENTENCES = (
    "the problem was slow search",
    "the problem was lost users",
    "we decided to build a cache",
    "we decided to ask early",
    "the trade off was cost",
    "the trade off was slow search",
    "the outcome was happy users",
    "I learned to ask early",
    "um the problem was cost",
    "uh we decided to build search",
    "yes",
    "no",
    "hello",
    "um",
)
WORDS = tuple(sorted({word for sentence in SENTENCES for word in sentence.split()}))

ACCENTS = ("en-us", "en-gb", "en-gb-x-rp", "en-gb-scotland", "en-us")
TRAINING_VARIANTS = ("", "+m1", "+m2", "+m4", "+m5", "+m7", "+f1", "+f2", "+f4", "+f5")
UNSEEN_VARIANTS = ("+m3", "+m6", "+f3")
RATE = 16_000

_SYNCHRONOUS, _UTF8, _CHARACTERS = 2, 1, 1
_WORD_EVENT, _END_OF_LIST = 1, 0
_SPEED, _PITCH, _RANGE = 1, 3, 4


class _EventId(ctypes.Union):
    _fields_ = [("number", ctypes.c_int), ("name", ctypes.c_char_p), ("string", ctypes.c_char * 8)]


class _Event(ctypes.Structure):
    _fields_ = [
        ("type", ctypes.c_int),
        ("unique_identifier", ctypes.c_uint),
        ("text_position", ctypes.c_int),
        ("length", ctypes.c_int),
        ("audio_position", ctypes.c_int),
        ("sample", ctypes.c_int),
        ("user_data", ctypes.c_void_p),
        ("id", _EventId),
    ]


_CALLBACK = ctypes.CFUNCTYPE(ctypes.c_int, ctypes.POINTER(ctypes.c_short), ctypes.c_int, ctypes.POINTER(_Event))


@dataclass(frozen=True, slots=True)
class Span:
    """Say where one word is, in seconds."""

    word: str
    start: float
    end: float


@dataclass(frozen=True, slots=True)
class Utterance:
    """Hold speech at 16 kHz and its words."""

    samples: Samples
    spans: tuple[Span, ...]


class Espeak:
    """Speak with the library of espeak-ng, which tells where each word begins."""

    def __init__(self) -> None:
        self._library = ctypes.CDLL(ctypes.util.find_library("espeak-ng") or "libespeak-ng.so.1")
        self._rate = self._library.espeak_Initialize(_SYNCHRONOUS, 0, None, 0)
        self._blocks: list[npt.NDArray[np.int16]] = []
        self._starts: list[tuple[int, float]] = []
        self._callback = _CALLBACK(self._take)
        self._library.espeak_SetSynthCallback(self._callback)

    def _take(self, block: ctypes._Pointer[ctypes.c_short], count: int, events: ctypes._Pointer[_Event]) -> int:
        if block and count > 0:
            self._blocks.append(np.ctypeslib.as_array(block, (count,)).copy())
        number = 0
        while events[number].type != _END_OF_LIST:
            if events[number].type == _WORD_EVENT:
                self._starts.append((events[number].text_position - 1, events[number].audio_position / 1000))
            number += 1
        return 0

    def say(self, text: str, voice: str, words_a_minute: int, pitch: int = 50, span: int = 50) -> Utterance:
        """Speak a text of plain words."""
        self._blocks.clear()
        self._starts.clear()
        self._library.espeak_SetVoiceByName(voice.encode())
        for parameter, value in ((_SPEED, words_a_minute), (_PITCH, pitch), (_RANGE, span)):
            self._library.espeak_SetParameter(parameter, value, 0)
        data = text.encode()
        self._library.espeak_Synth(data, len(data) + 1, 0, _CHARACTERS, 0, _UTF8, None, None)
        self._library.espeak_Synchronize()
        spoken: Samples = np.concatenate(self._blocks).astype(np.float32) / np.float32(32768)
        samples = resample(spoken, self._rate, RATE)
        return Utterance(samples, self._spans(text, _voiced_seconds(samples)))

    def _spans(self, text: str, seconds: float) -> tuple[Span, ...]:
        """Pair words with their starts; a word that espeak-ng speaks as one with the word before shares its span."""
        known = dict(self._starts)
        begins: list[float] = []
        position = 0
        words = text.split()
        for word in words:
            position = text.index(word, position)
            begins.append(known.get(position, begins[-1] if begins else 0.0))
            position += len(word)
        spans = []
        for number, word in enumerate(words):
            end = next((later for later in begins[number + 1 :] if later > begins[number]), seconds)
            spans.append(Span(word, begins[number], max(end, begins[number] + 0.04)))
        return tuple(spans)


def resample(samples: Samples, old: int, new: int) -> Samples:
    """Change the rate by Fourier resampling."""
    if old == new:
        return samples
    count = round(len(samples) * new / old)
    spectrum = np.fft.rfft(samples)
    fitted = np.zeros(count // 2 + 1, dtype=np.complex128)
    shared = min(len(fitted), len(spectrum))
    fitted[:shared] = spectrum[:shared]
    return (np.fft.irfft(fitted, count) * (count / len(samples))).astype(np.float32)


def _voiced_seconds(samples: Samples) -> float:
    loud = np.flatnonzero(np.abs(samples) > 0.01)
    return float(loud[-1] / RATE) if len(loud) else 0.0


def compose(espeak: Espeak, dice: random.Random, longest: float) -> Utterance:
    """Speak sentences, cut ones and loose words, in one voice, with silence around and noise below."""
    voice = dice.choice(ACCENTS) + dice.choice(TRAINING_VARIANTS)
    speed, pitch, span = dice.randint(110, 210), dice.randint(25, 75), dice.randint(20, 80)
    blocks = [np.zeros(int(RATE * dice.uniform(0.0, 0.7)), np.float32)]
    spans: list[Span] = []
    at = len(blocks[0]) / RATE
    for _ in range(dice.choice((1, 1, 1, 2, 2, 3))):
        piece = espeak.say(_words(dice), voice, speed, pitch, span)
        if at + len(piece.samples) / RATE > longest:
            break
        gap = np.zeros(int(RATE * dice.uniform(0.0, 0.5)), np.float32)
        spans += [Span(one.word, one.start + at, one.end + at) for one in piece.spans]
        blocks += [piece.samples, gap]
        at += (len(piece.samples) + len(gap)) / RATE
    blocks.append(np.zeros(int(RATE * dice.uniform(0.1, 0.6)), np.float32))
    samples = np.concatenate(blocks)[: int(longest * RATE)]
    noise = np.random.default_rng(dice.randrange(1 << 30)).standard_normal(len(samples)).astype(np.float32)
    samples = samples * 10 ** dice.uniform(-1.0, 0.2) + noise * 10 ** dice.uniform(-5.0, -2.3)
    return Utterance(np.clip(samples, -1, 1).astype(np.float32), tuple(spans))


def _words(dice: random.Random) -> str:
    kind = dice.random()
    if kind < 0.45:
        return dice.choice(SENTENCES)
    if kind < 0.6:
        words = dice.choice(SENTENCES).split()
        begin = dice.randrange(len(words))
        return " ".join(words[begin : dice.randint(begin, len(words)) + 1])
    return " ".join(dice.choice(WORDS) for _ in range(dice.randint(1, 6)))
