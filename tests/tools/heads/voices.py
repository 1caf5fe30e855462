"""Read recordings in which somebody labelled where a voice is, and label their frames.

A folder holds `pauses/index.json`: a list of clips with `file`, `licence`, `source_repo` and `speech` ([start, end] in
seconds), and `index.json` (see `clips`), of which monologues count whose words have times, and clips of one speaker
without times: those are labelled by a head that learned from the others.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np

from tests.tools.heads.clips import RATE, Labels, Samples, is_several, read_sound
from tests.tools.heads.sounds import rms
from tests.tools.sounds.room import SOUNDS, make

Spans = tuple[tuple[float, float], ...]

JOINED = 0.05
"""Seconds between two words that are no silence: aligned words leave such gaps."""
THOUGHTS = (5.0, 9.0, 14.0, 20.0)
"""Seconds that somebody thinks, in sounds made up of labelled ones: by then the encoder's windows hold no voice."""
SHORTEST, TOLD = 0.3, 0.4
"""Seconds from which a labelled silence counts, and one that was told, as the labels' own scorer has it."""


@dataclass(frozen=True)
class VoiceClip:
    """Hold a recording, where somebody speaks in it, and where that is not known (seconds).

    `speech` is None where nobody labelled it.
    """

    id: str
    speaker: str
    source: str
    licence: str
    samples: Samples
    speech: Spans | None
    unknown: Spans = ()

    @property
    def pauses(self) -> Spans:
        """Return the silences between speech that count."""
        return tuple((start, end) for start, end in _gaps(self.speech or ()) if end - start >= SHORTEST)

    def labels(self, count: int, hop: float, stretch: float = 1.0) -> Labels:
        """Label frames: 1 a voice, 0 none, -1 not known. `stretch` is how much longer it is played."""
        if self.speech is None:
            return np.full(count, -1, dtype=np.int8)
        at = (np.arange(count) + 0.5) * hop / stretch
        labels = np.zeros(count, dtype=np.int8)
        for value, spans in ((1, self.speech), (-1, self.unknown)):
            for start, end in spans:
                labels[(at >= start) & (at < end)] = value
        return labels

    def around(self, silence: Samples, name: str) -> VoiceClip:
        """Say it twice with a long silence between, as somebody does who thinks."""
        speech, behind = self.speech or (), (self.samples.size + silence.size) / RATE
        again = [tuple((start + behind, end + behind) for start, end in spans) for spans in (speech, self.unknown)]
        samples = np.concatenate([self.samples, silence, self.samples])
        speech, unknown = (*speech, *again[0]), (*self.unknown, *again[1])
        return replace(self, id=f"{self.id} {name}", samples=samples, speech=speech, unknown=unknown)


def thinking(clips: Sequence[VoiceClip]) -> Iterator[VoiceClip]:
    """Give each labelled clip with a long silence in it: every sound of a room, of some lengths and levels."""
    for number, clip in enumerate(clip for clip in clips if clip.speech):
        name, length = sorted(SOUNDS)[number % len(SOUNDS)], THOUGHTS[number % len(THOUGHTS)]
        softer = 20.0 + 30.0 * ((number * 7) % 10) / 9
        silence = (make(name, length, -20.0, number) / 32768).astype(np.float32)
        level = rms(clip.samples) * 10 ** (-softer / 20) / max(rms(silence), 1e-9)
        yield clip.around((silence * level).astype(np.float32), name)


def read_voices(folder: Path) -> list[VoiceClip]:
    """Read every usable clip of a folder: first those whose speech is labelled by hand, then the others."""
    listed = json.loads((folder / "pauses" / "index.json").read_text(encoding="utf-8"))
    clips = [_clip(folder / "pauses", entry, tuple((a, b) for a, b in entry["speech"])) for entry in listed]
    for entry in json.loads((folder / "index.json").read_text(encoding="utf-8")):
        if is_several(entry["kind"]) or not entry.get("transcript") or "damaged" in entry["kind"]:
            continue
        timed = "monologue" in entry["kind"] and entry.get("words")
        clips.append(_timed(folder, entry) if timed else _clip(folder, entry, None))
    return clips


def _timed(folder: Path, entry: dict[str, Any]) -> VoiceClip:
    """Join the words of a monologue; what is no word (`<noise>`) is unknown from the word before to the one after."""
    speech: list[tuple[float, float]] = []
    unknown: list[tuple[float, float]] = []
    words = entry["words"]
    for number, (start, end, text, *_) in enumerate(words):
        if text.startswith("<"):
            after = words[number + 1][0] if number + 1 < len(words) else end
            unknown.append((words[number - 1][1] if number else start, after))
        if speech and start - speech[-1][1] < JOINED:
            speech[-1] = (speech[-1][0], max(end, speech[-1][1]))
        else:
            speech.append((start, end))
    return _clip(folder, entry, tuple(speech), tuple(unknown))


def _clip(folder: Path, entry: dict[str, Any], speech: Spans | None, unknown: Spans = ()) -> VoiceClip:
    speaker = str(entry.get("speaker") or entry["id"])
    samples = read_sound(folder / entry["file"])
    source = str(entry.get("source_repo", ""))
    return VoiceClip(entry["id"], speaker, source, entry["licence"], samples, speech, unknown)


@dataclass(frozen=True)
class Score:
    """Count pauses as the labels' own scorer does, and how far their edges are off (seconds)."""

    found: int = 0
    wanted: int = 0
    wrong: int = 0
    told: int = 0
    edges: tuple[float, ...] = ()

    def __add__(self, other: Score) -> Score:
        return Score(
            self.found + other.found,
            self.wanted + other.wanted,
            self.wrong + other.wrong,
            self.told + other.told,
            self.edges + other.edges,
        )

    @property
    def recall(self) -> float:
        """Return the share of labelled pauses that were found."""
        return self.found / max(1, self.wanted)

    @property
    def precision(self) -> float:
        """Return the share of told pauses that are none of the wrong ones."""
        return 1 - self.wrong / max(1, self.told)

    @property
    def f1(self) -> float:
        """Return the harmonic mean of the two."""
        return 2 * self.precision * self.recall / max(1e-9, self.precision + self.recall)

    def within(self, limit: float) -> float:
        """Return the share of edges that are off by no more than `limit` seconds."""
        return sum(edge <= limit for edge in self.edges) / max(1, len(self.edges))


def compare(clip: VoiceClip, told: Sequence[tuple[float, float]]) -> Score:
    """Compare told pauses with the labelled ones: found when half covered and at most twice as long.

    Told ones of 0.4 s and more count as wrong where less than half of them is silent, away from the clip's ends.
    """
    score, labelled = Score(), _gaps(clip.speech or ())
    for true in clip.pauses:
        best = max(told, key=lambda each: _shared(each, true), default=(0.0, 0.0))
        long = true[1] - true[0]
        hit = _shared(best, true) >= 0.5 * long and best[1] - best[0] <= 2 * long
        edges = (abs(best[0] - true[0]), abs(best[1] - true[1])) if hit else ()
        score += Score(found=int(hit), wanted=1, edges=edges)
    for each in (each for each in told if each[1] - each[0] >= TOLD):
        silent = sum(_shared(each, true) for true in labelled)
        inside = each[0] > 0.1 and each[1] < clip.samples.size / RATE - 0.1
        score += Score(wrong=int(inside and silent < 0.5 * (each[1] - each[0])), told=1)
    return score


def _shared(one: tuple[float, float], two: tuple[float, float]) -> float:
    return max(0.0, min(one[1], two[1]) - max(one[0], two[0]))


def _gaps(speech: Spans) -> Spans:
    return tuple((one[1], two[0]) for one, two in pairwise(speech))
