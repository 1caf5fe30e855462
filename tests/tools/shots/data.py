"""Some weeks of takes and two stories to be drawn: invented, nobody recorded."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import numpy as np

from coach.adapters.lexicons import load_lexicons
from coach.analysis.analyse import analyse
from coach.analysis.delivery.pauses import Sound
from coach.model import Attempt, Recording, Review, Story, Transcript, Word
from tests.gui.sample import RESOURCES
from tests.tools import samples

SCRIPT = """
So [um] the problem was that nobody could explain the retention chart , and the board wanted it on a slide . (1.4)
That was a Tuesday . (0.6) [Uh] the web line was flat while Android had gone straight up . (2.1) So I decided to
hold the number back until we understood it , even though the launch post was [um] already written . (0.4) The app
had begun to count a phone in a pocket as a visit , and [um] that looked like loyalty . (1.1) The trade-off was a
board that had to wait , and a newsletter without us . (0.5) [You know] that was not a nice Thursday . (5.6) We
replayed a week of raw events with the old timeout , and compared it with the cohort from the month before . (0.7)
In the end retention rose by half a point , from forty one to forty one point five percent , and the rest was [um]
tracking . (1.2) I learned to ask what moved before I ask why .
"""


SCRIPT_AGAIN = SCRIPT


for before, after in (
    ("[um] the problem", "the problem"),
    ("Android had", "and Royd had"),
    ("[You know] that", "That"),
    ("rest was [um]", "rest was"),
    ("In the end", "In the end [um]"),
):
    SCRIPT_AGAIN = SCRIPT_AGAIN.replace(before, after)


SPEEDS = (1.04, 1.1, 1.0, 1.14, 1.08, 1.0, 1.22, 1.16, 1.0, 1.12, 1.27, 1.0, 1.24, 1.3)
"""How fast each take is told, newest first: it settles over the weeks."""


SHARES = (1.0, 0.72, 1.0, 0.88, 0.6, 1.0, 0.95, 0.66)
"""How much of the script each take tells, in turn."""


TOLD_AGAIN = (0, 4)
"""Takes of one question, which have their sound, by their number."""
DOUBTED = (9, 47, 81)
"""Words of which the engine was not sure, by their number."""


STORIES = (
    Story(
        "s1",
        "The retention spike that was none",
        {
            "problem": "nobody could explain the retention chart",
            "decision": "held the number back",
            "tradeoff": "board had to wait, newsletter without us",
            "outcome": "+0.5 points real, rest tracking",
            "lesson": "ask what moved before why",
        },
        {"when": "a Thursday", "object": "the slide with the hole"},
        ("failure", "influence"),
        ("metrics",),
    ),
    Story("s2", "The night list", {"decision": "dropped the weekly print and kept one live list on the wall"}),
)


def takes(folder: Path) -> tuple[Attempt, ...]:
    """Make some weeks of takes, newest first; the judging is the program's own, the newest has a sound file."""
    lexicons = load_lexicons(RESOURCES / "assets" / "lexicons")
    made = []
    for number, (attempt, speed) in enumerate(zip(samples.attempts(len(SPEEDS), folder), SPEEDS, strict=True)):
        attempt = replace(attempt, started_at=samples.NOON - timedelta(hours=31 * number))
        if number in TOLD_AGAIN:
            attempt = replace(attempt, question=samples.QUESTION)
        if attempt.review is not None and attempt.recording is not None:
            words = told(samples.tell(SCRIPT).words, SHARES[number % len(SHARES)], speed)
            words = tuple(
                replace(word, probability=0.3) if place in DOUBTED else word for place, word in enumerate(words)
            )
            seconds = words[-1].end + 0.8
            sound = samples.sound_of(words, seconds, seed=number)
            transcript = Transcript.of_words(words, engine="moonshine", model="tiny-en")
            heard = Sound((sound * 32767).astype(np.int16), samples.RATE)
            report = analyse(transcript, heard, attempt.question, None, lexicons)
            review = Review(f"review-{number}", attempt.started_at, transcript, report)
            path = attempt.recording.path
            attempt = replace(attempt, recording=Recording(path, seconds, samples.RATE), reviews=(review,))
            if number in TOLD_AGAIN:
                samples.write_wav(path, sound)
        made.append(attempt)
    return tuple(made)


def told(words: Sequence[Word], share: float, speed: float) -> tuple[Word, ...]:
    """Return a share of the words, told faster."""
    kept = words[: round(share * len(words))]
    return tuple(replace(word, start=word.start / speed, end=word.end / speed) for word in kept)
