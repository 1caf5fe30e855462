"""Takes to be written, as small as can be."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

from coach.messages import load_texts
from coach.model import Attempt, Question, Recording, Report, Review, Transcript, Word

TEXTS = load_texts(Path(__file__).resolve().parents[3] / "assets" / "messages")
NOON = datetime(2026, 5, 1, 12, 0, tzinfo=UTC)
SPOKEN = Transcript("Yes", (Word("Yes", 0.0, 0.5),))


def take(
    name: str, *, transcript: Transcript | None = SPOKEN, judged: bool = True, sound: Path | None = None
) -> Attempt:
    """Make a take; `judged` gives it a report, without a transcript it has none."""
    report = Report((), (), ()) if judged else None
    reviews = (Review("r", NOON, transcript, report),) if transcript is not None else ()
    recording = Recording(sound or Path("gone.wav"), 1.0, 16000)
    return Attempt(
        name, NOON, "reviewed", Question("a/b", "design", f"What is {name}?"), None, recording, reviews=reviews
    )
