"""What was said as subtitle files, SRT and WebVTT (pysubs2)."""

from __future__ import annotations

import html
from collections.abc import Generator, Iterable
from pathlib import Path
from typing import Literal

import pysubs2

from coach.adapters.export.clean import clean
from coach.adapters.export.cues import cues
from coach.model import Attempt
from coach.practice.ports import Controls

ALIKE = str.maketrans({"<": "‹", ">": "›", "{": "(", "}": ")", "\\": "/"})
"""SRT knows no escapes: what a player would read as a mark is written with a sign that looks like it."""


class SubtitleWriter:
    """Write the subtitles of one take."""

    def __init__(self, kind: Literal["srt", "vtt"]) -> None:
        self._kind = kind

    def __call__(self, takes: Iterable[Attempt], target: Path, controls: Controls) -> Generator[float, None, None]:
        """Write them; raise OSError."""
        for attempt in takes:
            review = attempt.review
            assert review is not None
            made = pysubs2.SSAFile()
            made.events = [
                pysubs2.SSAEvent(one.start, one.end, r"\N".join(self._plain(line) for line in one.lines))
                for one in cues(review.transcript)
            ]
            target.write_text(made.to_string(self._kind), encoding="utf-8")
            yield 1.0

    def _plain(self, line: str) -> str:
        line = clean(line)
        if self._kind == "srt":
            return line.translate(ALIKE)
        return html.escape(line.translate({ord("\\"): "/", ord("{"): "(", ord("}"): ")"}), quote=False)
