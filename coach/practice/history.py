"""The seam to the takes that are kept: how they are listed, found, judged, noted and counted."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Literal, Protocol, get_args

from coach.model import (
    Attempt,
    AttemptState,
    Correction,
    Feeling,
    FoundState,
    Moment,
    Question,
    Recording,
    Report,
    Story,
    Transcript,
)

Order = Literal["newest", "oldest", "longest", "shortest", "question"]
"""How takes are listed; "question" is by `sort_key` of the title or question. Among equals the newest is first."""
ORDERS: tuple[Order, ...] = get_args(Order)


def sort_key(text: str) -> str:
    """Return what a text is sorted by: letters without case and accents, numbers by size, nothing else."""
    plain = "".join(sign for sign in unicodedata.normalize("NFKD", text.casefold()) if not unicodedata.combining(sign))
    words = "".join(sign if sign.isalnum() else " " for sign in plain).split()
    return re.sub(r"\d+", lambda number: number.group().zfill(8), " ".join(words))


def whole(text: str) -> str:
    """Return a text in which all is text anywhere else: a NUL becomes a space, half of a surrogate pair a "?"."""
    return text.replace("\0", " ").encode("utf-8", "replace").decode("utf-8")


def tidy(text: str) -> str:
    """Return a whole text that a person typed, without space around it."""
    return whole(text).strip()


Spans = tuple[tuple[int, int], ...]
"""Places in a text: start, and one past the end."""

PIECE = 160
"""How many characters of a transcript a list shows around the first word found (about two lines of one)."""

BEFORE = 40
"""How many of them stand before that word, so that it can be read in its sentence; more where the text ends soon."""


def excerpt(text: str, spans: Spans) -> tuple[str, Spans]:
    """Cut a piece of whole words around the first span, and return it with the spans that lie in it."""
    first = spans[0]
    start = max(0, min(first[0] - BEFORE, len(text) - PIECE))
    if start and (gap := re.search(r"\s", text[start - 1 : first[0]])):
        start += gap.end() - 1
    end = max(start + PIECE, first[1])
    if end < len(text) and (gaps := list(re.finditer(r"\s", text[first[1] : end + 1]))):
        end = first[1] + gaps[-1].start()
    return text[start:end], tuple((a - start, b - start) for a, b in spans if b <= end)


@dataclass(frozen=True, slots=True)
class Wanted:
    """Hold which takes a list shows and in which order; what is empty leaves none out.

    `search` is looked for in what was said, the question and the title. `question` is a key, `story` an id. `since` and
    `until` are moments of the clock: takes from the first on, and before the second. `binned` shows the bin instead.
    """

    search: str = ""
    category: str = ""
    question: str = ""
    story: str = ""
    engine: str = ""
    since: datetime | None = None
    until: datetime | None = None
    starred: bool = False
    binned: bool = False
    order: Order = "newest"

    @property
    def filtered(self) -> bool:
        """Tell whether anything but the bin and the order leaves takes out."""
        return self != Wanted(binned=self.binned, order=self.order)


EVERYTHING = Wanted()


@dataclass(frozen=True, slots=True)
class AttemptRow:
    """Hold what a list of takes shows of one; `text` is the newest transcript, `moments` feed its timeline strip.

    `moments` are there only where a limit was given: who reads all takes at once draws no strips. Where a search found
    the take by what was said, `excerpt` is a piece of the transcript and `hits` are the places of the found words in it
    (start, one past the end).
    """

    id: str
    started_at: datetime
    state: AttemptState
    question_key: str
    question: str
    category: str
    seconds: float
    engine: str
    text: str
    starred: bool = False
    title: str = ""
    moments: tuple[Moment, ...] = ()
    story: str = ""
    excerpt: str = ""
    hits: Spans = ()


@dataclass(frozen=True, slots=True)
class Choices:
    """Hold what the takes can be filtered by: (key, text) of questions, (id, title) of stories, names of engines."""

    questions: tuple[tuple[str, str], ...] = ()
    stories: tuple[tuple[str, str], ...] = ()
    engines: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class TrendPoint:
    """Hold one measure of one take."""

    attempt_id: str
    started_at: datetime
    value: float


@dataclass(frozen=True, slots=True)
class AnchorCount:
    """Count the takes of a category whose newest report says this of an anchor."""

    category: str
    anchor: str
    state: FoundState
    takes: int


@dataclass(frozen=True, slots=True)
class StoryCount:
    """Count the takes of a category that were told with a story, and say when the last was."""

    story_id: str
    category: str
    takes: int
    last: datetime


@dataclass(frozen=True, slots=True)
class Stored:
    """Say what is kept in one place: `kind` is its name in the words of the program, and how much there is."""

    kind: Literal["database", "recordings", "backups", "models", "packs", "voice", "reports", "settings", "log"]
    path: Path
    files: int
    bytes: int


class History(Protocol):
    """Keep every take. Each call is one transaction; all raise HistoryError."""

    def begin(
        self,
        question: Question | None,
        story: Story | None = None,
        session_id: str | None = None,
        started_at: datetime | None = None,
    ) -> Attempt:
        """Write a new take's row, lock it for the life of this process and name the sound file to record into.

        `started_at` is when it was spoken, where that is not now: a recording that is brought in.
        """
        ...

    def discard(self, attempt_id: str) -> None:
        """Forget a take whose microphone never sent a block, with its empty file."""
        ...

    def write(
        self, question: Question | None, text: str, story: Story | None = None, session_id: str | None = None
    ) -> Attempt:
        """Keep a typed answer: a take without a recording, its transcript in place of one."""
        ...

    def recorded(self, attempt_id: str, recording: Recording) -> Attempt:
        """Note that the recording is finished and release the lock; one without a sample rate broke off: measure it."""
        ...

    def transcribed(self, attempt_id: str, transcript: Transcript) -> Attempt:
        """Add a transcript as a new review without a report."""
        ...

    def reviewed(self, attempt_id: str, review_id: str, report: Report) -> Attempt:
        """Put the report on a review that has none, and keep its measures and moments for lists and trends.

        The person's corrections of this take are played over it.
        """
        ...

    def prefer(self, attempt_id: str, review_id: str) -> Attempt:
        """Let a review count from now on: it becomes the last of its take, and lists and trends say what it says.

        A review that is made later counts in its turn.
        """
        ...

    def correct(self, attempt_id: str, correction: Correction) -> Attempt:
        """Keep a person's verdict; lists, trends and all reports, later ones too, say it from now on.

        A second verdict on the same thing replaces the first; dismissing what the person added only takes that back.
        """
        ...

    def withdraw(self, attempt_id: str, correction_id: str) -> Attempt:
        """Take a verdict back: without any, each report is again exactly as it was made."""
        ...

    def adopt(self) -> Sequence[Attempt]:
        """Take over the takes that a dead process left, never one that a living process owns."""
        ...

    def attempt(self, attempt_id: str) -> Attempt:
        """Return one take with all that belongs to it; raise HistoryError where it is unknown."""
        ...

    # What a person says of a take

    def feel(self, attempt_id: str, feeling: Feeling | Literal[""]) -> Attempt:
        """Keep how an answer felt; "" takes it back."""
        ...

    def note(self, attempt_id: str, text: str, note_id: str = "") -> Attempt:
        """Keep a note, or another text for one that is there; an empty text takes it away."""
        ...

    def bookmark(self, attempt_id: str, at: float, label: str = "", bookmark_id: str = "") -> Attempt:
        """Mark a place (seconds), or change the place and label of a mark that is there."""
        ...

    def unmark(self, attempt_id: str, bookmark_id: str) -> Attempt:
        """Take a bookmark away."""
        ...

    def rename(self, attempt_id: str, title: str) -> Attempt:
        """Give a take a name of its own, by which it is found too; "" gives it its question's again."""
        ...

    def star(self, starred: bool, *attempt_ids: str) -> None:
        """Star takes, or take the star away: all of them, or none where one is unknown."""
        ...

    # Lists and charts

    def rows(self, wanted: Wanted = EVERYTHING, *, start: int = 0, limit: int | None = None) -> Sequence[AttemptRow]:
        """List takes in the wanted order: `limit` of them from the one numbered `start` on."""
        ...

    def count(self, wanted: Wanted = EVERYTHING) -> int:
        """Count the takes that `rows` would list."""
        ...

    def choices(self) -> Choices:
        """List what the takes that are not in the bin can be filtered by."""
        ...

    def trend(self, measure: str) -> Sequence[TrendPoint]:
        """List one measure over all takes that are not in the bin, oldest first."""
        ...

    def practised(self) -> Mapping[str, int]:
        """Count the takes per question key."""
        ...

    def balance(self) -> Mapping[str, int]:
        """Count the takes per category; takes without a question are under ""."""
        ...

    def anchors_covered(self) -> Sequence[AnchorCount]:
        """Count what the newest reports say of each anchor, per category."""
        ...

    def stories_told(self) -> Sequence[StoryCount]:
        """Count the takes per story and category."""
        ...

    def days(self) -> Mapping[date, int]:
        """Count the takes per day of this computer's clock, oldest first."""
        ...

    # The bin

    def bin(self, *attempt_ids: str) -> None:
        """Put takes into the bin: all of them, or none where one is unknown."""
        ...

    def restore(self, *attempt_ids: str) -> None:
        """Take them out of the bin: all of them, or none where one is unknown."""
        ...

    def delete_binned(self) -> int:
        """Delete the takes in the bin for good, sound and all; return how many those were."""
        ...

    # Everything at once

    def snapshot(self, target: Path) -> None:
        """Write all that is kept but the sound into one file, whole or not at all, in the place of one that is there.

        Its folder is made where there is none.
        """
        ...

    def delete_everything(self) -> int:
        """Delete all takes for good but those that are being recorded, sound and all, and the stories and sessions.

        Return how many takes those were.
        """
        ...
