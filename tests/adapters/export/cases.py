"""Answers that the tests of exports share, judged by the program's own rules."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from coach.adapters.lexicons import load_lexicons
from coach.analysis.analyse import analyse
from coach.messages import load_texts
from coach.model import (
    Attempt,
    Bookmark,
    Correction,
    Note,
    Question,
    Recording,
    Report,
    Review,
    Story,
    Transcript,
)
from tests.tools.sounds.speech import spoken, typed

ROOT = Path(__file__).resolve().parents[3]
ASSETS = ROOT / "assets"
TEXTS = load_texts(ASSETS / "messages")
LEXICONS = load_lexicons(ASSETS / "lexicons")
QUESTION = Question("example/list", "behavioural", "Tell me about a change.", key_terms=("night list",))
STORY = (
    "Um, nurses complained that the night list was never up to date. "
    "So I decided to drop the print and, you know, show one live list. "
    "After six weeks missed rounds had fallen from nine to two."
)
WHEN = datetime(2026, 5, 1, 9, 30, tzinfo=UTC)
HOSTILE = '<script>alert(1)</script> [link](javascript:alert(1)) =1+1 `code` & "quoted" {\\an8}'


def doubtful(text: str, *unsure: str) -> Transcript:
    """Return a spoken text in which the engine was not sure of some words."""
    heard = spoken(text)
    words = (replace(word, probability=0.2) if word.text in unsure else word for word in heard.words)
    return replace(heard, words=tuple(words))


def judged(transcript: Transcript, question: Question | None = QUESTION) -> Report:
    """Return the report on a transcript."""
    return analyse(transcript, None, question, None, LEXICONS)


def take(transcript: Transcript, question: Question | None = QUESTION, sound: Path | None = None) -> Attempt:
    """Return a reviewed take of a spoken or typed answer."""
    reviews = (Review("review", WHEN, transcript, judged(transcript, question)),)
    recording = None
    if transcript.words:
        recording = Recording(sound or Path("/home/somebody/answer.wav"), transcript.words[-1].end + 0.5, 16000)
    return Attempt("take", WHEN, "reviewed", question, recording=recording, reviews=reviews)


def full(sound: Path | None = None) -> Attempt:
    """Return a take with everything that belongs to one, some of it hostile."""
    made = take(spoken(STORY), replace(QUESTION, parts=("Before", "After")), sound)
    older = Review("older", WHEN, Transcript("An older text.", (), engine="whisper", model="/home/somebody/tiny.en"))
    return replace(
        made,
        title=HOSTILE,
        starred=True,
        feeling="hard",
        story=Story("story", "The night list"),
        reviews=(older, *made.reviews),
        notes=(Note("note", WHEN, f"Slower.\n{HOSTILE}"),),
        bookmarks=(Bookmark("mark", 2.5, HOSTILE),),
        corrections=(Correction("fix", "filler", "um", "added", 3.0, 3.2),),
    )


def hostile() -> Attempt:
    """Return a take in which every text is hostile."""
    asked = replace(QUESTION, text=HOSTILE, parts=(HOSTILE,))
    return take(spoken(f"{STORY} {HOSTILE}"), asked)


def written() -> Attempt:
    """Return a typed answer."""
    return take(typed(STORY))
