"""The formats in which takes are written: terminal and window read this one list."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from coach.messages import Message, msg
from coach.model import Attempt

Need = Literal["", "review", "words", "sound"]
"""What a take must have to be written in a format; "" is nothing."""
Lack = Literal["typed", "no_review", "no_words", "no_sound"]
"""Why a take was left out."""


@dataclass(frozen=True, slots=True)
class Format:
    """Hold one way to write takes: what it is called and for, and whether all takes go together into one file.

    A file of all takes is called `stem`.
    """

    key: str
    name: Message
    purpose: Message
    extension: str
    needs: Need = ""
    stem: str = ""

    @property
    def together(self) -> bool:
        """Tell whether one file holds all takes."""
        return bool(self.stem)


FORMATS: tuple[Format, ...] = (
    Format("pdf", msg("out.pdf"), msg("out.pdf.for"), ".pdf", "review"),
    Format("html", msg("out.html"), msg("out.html.for"), ".html", "review"),
    Format("markdown", msg("out.markdown"), msg("out.markdown.for"), ".md", "review"),
    Format("csv", msg("out.csv"), msg("out.csv.for"), ".csv", stem="takes"),
    Format("moments", msg("out.moments"), msg("out.moments.for"), ".csv", stem="moments"),
    Format("json", msg("out.json"), msg("out.json.for"), ".json", stem="takes"),
    Format("srt", msg("out.srt"), msg("out.srt.for"), ".srt", "words"),
    Format("vtt", msg("out.vtt"), msg("out.vtt.for"), ".vtt", "words"),
    Format("wav", msg("out.wav"), msg("out.wav.for"), ".wav", "sound"),
    Format("flac", msg("out.flac"), msg("out.flac.for"), ".flac", "sound"),
)


def lacking(attempt: Attempt, needs: Need) -> Lack | None:
    """Say what a take lacks to be written in a format that needs this; None where it has it."""
    review, recording = attempt.review, attempt.recording
    if needs == "review":
        return None if review is not None and review.report is not None else "no_review"
    if needs in ("words", "sound") and recording is None:
        return "typed"
    if needs == "words":
        return None if review is not None and review.transcript.words else "no_words"
    if needs == "sound" and recording is not None and not recording.path.is_file():
        return "no_sound"
    return None


def left_out_message(lack: Lack, count: int) -> Message:
    """Say how many takes were left out, and why."""
    return {
        "typed": msg("out.left.typed", n=count),
        "no_review": msg("out.left.no_review", n=count),
        "no_words": msg("out.left.no_words", n=count),
        "no_sound": msg("out.left.no_sound", n=count),
    }[lack]
