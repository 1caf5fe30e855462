"""Write recordings down with the starter engine, for judging what its text and the sound tell together."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import numpy as np
import numpy.typing as npt

from coach.adapters.moonshine import load
from coach.model import Transcript
from coach.practice.ports import Controls
from tests.tools.heads.clips import RATE, Clip

Samples = npt.NDArray[np.float32]
BLOCK = RATE // 2


def write_down(clips: Sequence[Clip], model: Path) -> dict[str, Transcript]:
    """Recognise every clip with the built model in a folder."""
    samples = {clip.id: clip.samples for clip in clips}

    def read(path: Path, complete: Callable[[], bool]) -> Iterator[tuple[Samples, int]]:
        sound = samples[path.name]
        for at in range(0, sound.size, BLOCK):
            yield sound[at : at + BLOCK], RATE

    engine = load(str(model), read)
    written = {}
    for clip in clips:
        work = engine.transcribe(Path(clip.id), lambda: True, Controls())
        while True:
            try:
                next(work)
            except StopIteration as end:
                written[clip.id] = end.value
                break
    return written
