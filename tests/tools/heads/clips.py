"""Read recordings whose fillers somebody annotated, and label their frames.

A folder holds `index.json`: a list of clips with `file`, `kind`, `licence`, `speaker`, `words` ([start, end, text,
speaker]) and `fillers` ({text, start, end}), in seconds. In meetings only what is annotated is known: the fillers, and
the words that are something else. Clips whose `fillers` are null are left out, and those that are damaged.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import av
import numpy as np
import numpy.typing as npt

Samples = npt.NDArray[np.float32]
Labels = npt.NDArray[np.int8]

RATE = 16000
EDGE = 0.048
"""Seconds around the edge of a filler that count as neither: annotations are not exact."""
SOFTER = 15.0
"""Decibels under the loudest part of a filler in a meeting from which its annotation is only the pause behind it."""
WORD, LETTER = 0.1, 0.07
"""Seconds that a word in a meeting lasts at most, and more for each letter: annotated ends are those of the pause."""
SOUNDS = re.compile(r"u+[hm]+|uhm+|er+m?|a+h+|h*m+|mm-?hmm|uh-?huh", re.IGNORECASE)


@dataclass(frozen=True)
class Clip:
    """Hold a recording, and the stretches (seconds) that are known to be fillers, and to be none.

    A backchannel (mm-hmm) is neither: nobody who listens hesitates.
    """

    id: str
    speaker: str
    kind: str
    licence: str
    source: str
    samples: Samples
    fillers: tuple[tuple[float, float, str], ...]
    others: tuple[tuple[float, float], ...]
    backchannels: tuple[tuple[float, float], ...] = ()

    @property
    def several(self) -> bool:
        """Tell whether several people speak: what is not annotated there is not known."""
        return is_several(self.kind)

    def labels(self, count: int, hop: float, stretch: float = 1.0) -> Labels:
        """Label frames: 1 a filler, 0 something else, -1 not known. `stretch` is how much longer it is played."""
        at = (np.arange(count) + 0.5) * hop / stretch
        labels = np.full(count, -1, dtype=np.int8)
        for start, end in self.others:
            labels[(at >= start) & (at < end)] = 0
        for start, end, _ in self.fillers:
            labels[(at >= start - EDGE) & (at < end + EDGE)] = -1
        for start, end, _ in self.fillers:
            labels[(at >= start + EDGE / 2) & (at < end - EDGE / 2)] = 1
        return labels


def is_several(kind: str) -> bool:
    """Tell whether clips of a kind hold several speakers."""
    return "meeting" in kind or "dialogue" in kind


def read_clips(folder: Path) -> list[Clip]:
    """Read every usable clip of a folder, in the order of its index."""
    entries = json.loads((folder / "index.json").read_text(encoding="utf-8"))
    usable = [entry for entry in entries if entry.get("fillers") is not None and not entry["id"].startswith("corrupt")]
    return [_clip(entry, read_sound(folder / entry["file"])) for entry in usable]


def read_sound(path: Path) -> Samples:
    """Decode a sound file to 16 kHz mono."""
    with av.open(str(path)) as container:
        resampler = av.AudioResampler(format="flt", layout="mono", rate=RATE)
        frames = [part for frame in container.decode(audio=0) for part in resampler.resample(frame)]
        frames += resampler.resample(None)
    return np.concatenate([frame.to_ndarray()[0] for frame in frames]).astype(np.float32)


def _clip(entry: dict[str, Any], samples: Samples) -> Clip:
    timed = [each for each in entry["fillers"] if each["start"] is not None]
    fillers = [(float(each["start"]), float(each["end"]), str(each["text"])) for each in timed]
    others = [(0.0, samples.size / RATE)] if len(timed) == len(entry["fillers"]) else []
    speaker = str(entry.get("speaker") or entry["id"])
    if is_several(entry["kind"]):
        fillers = [_trimmed(samples, *each) for each in fillers]
        others = [_spoken(*word[:3]) for word in entry.get("words") or () if not SOUNDS.fullmatch(word[2])]
        speaker = re.sub(r"[a-z]?_[\d-]+$", "", entry["id"])
    back = tuple((float(each["start"]), float(each["end"])) for each in entry.get("backchannels") or ())
    return Clip(
        entry["id"],
        speaker,
        entry["kind"],
        entry["licence"],
        entry["source_repo"],
        samples,
        tuple(fillers),
        tuple(others),
        back,
    )


def _spoken(start: float, end: float, text: str) -> tuple[float, float]:
    return start, min(end, start + WORD + LETTER * len(text))


def _trimmed(samples: Samples, start: float, end: float, text: str) -> tuple[float, float, str]:
    """Cut the pause off the end of a filler: it is over when it has fallen far below its loudest part."""
    first, size = round(start * RATE), RATE // 50
    span = samples[first : round(end * RATE)]
    levels = np.array([np.sqrt(np.mean(span[at : at + size] ** 2)) for at in range(0, span.size - size + 1, size)])
    loudest = int(np.argmax(levels))
    soft = np.flatnonzero(levels[loudest:] < levels[loudest] * 10 ** (-SOFTER / 20))
    over = start + (loudest + int(soft[0])) * size / RATE if soft.size else end
    return start, over, text
