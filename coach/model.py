"""The words of the program: every value that travels between its threads and layers, all frozen.

Times are seconds from the start of the recording, as floats, everywhere.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Literal, get_args

from coach.messages import Message

Category = Literal[
    "strategy",
    "architecture",
    "research",
    "metrics",
    "roadmap",
    "behavioural",
    "design",
    "competitive",
    "recruiter",
    "technical",
]
Topic = Literal["apis", "data", "system_design", "pipelines", "tradeoffs", "communication", "tools"]
AnchorName = Literal["problem", "decision", "tradeoff", "outcome", "lesson"]
FoundState = Literal["found", "weak", "missing"]
Certainty = Literal["heard", "probable"]
Sureness = Literal["heard", "probable", "unknown"]
MomentKind = Literal["filler", "pause", "anchor", "rambling", "repeat", "weak_pattern", "evidence", "key_term"]
JudgedKind = Literal[MomentKind, "structure"]
AttemptState = Literal["recording", "recorded", "transcribed", "reviewed", "recovered"]
MomentPart = Literal["who", "where", "when", "object", "changed"]
Theme = Literal["conflict", "failure", "leadership", "ambiguity", "influence", "technical_tradeoff", "customer_insight"]
Feeling = Literal["easy", "fine", "hard"]
TermState = Literal["used", "explained", "unexplained"]

CATEGORIES: tuple[Category, ...] = get_args(Category)
TOPICS: tuple[Topic, ...] = get_args(Topic)
ANCHORS: tuple[AnchorName, ...] = get_args(AnchorName)
MOMENT_PARTS: tuple[MomentPart, ...] = get_args(MomentPart)
THEMES: tuple[Theme, ...] = get_args(Theme)
FEELINGS: tuple[Feeling, ...] = get_args(Feeling)


@dataclass(frozen=True, slots=True)
class Question:
    """Hold one question of a pack; `key` is `pack/question` and stays the same when the text is reworded.

    `audience` is whom the answer is for, where that is not the interviewer. `clarify_first` says that the question
    leaves something open on purpose, and that a good answer begins by asking.
    """

    key: str
    category: Category
    text: str
    parts: tuple[str, ...] = ()
    aim_seconds: float = 90.0
    anchors: tuple[AnchorName, ...] = ()
    structure: tuple[str, ...] = ()
    follow_ups: tuple[str, ...] = ()
    key_terms: tuple[str, ...] = ()
    roles: tuple[str, ...] = ()
    audience: str = ""
    topic: Topic | Literal[""] = ""
    clarify_first: bool = False


@dataclass(frozen=True, slots=True)
class Pack:
    """Hold a set of questions with where it came from."""

    id: str
    title: str
    language: str
    licence: str
    questions: tuple[Question, ...]
    path: Path | None = None


@dataclass(frozen=True, slots=True)
class Story:
    """Hold one portable story: cue words per anchor, and the remembered moment, by its parts.

    `themes` are what it can be told for, `leads` the categories in which the person would tell it first. Words that are
    not known here are kept as they are.
    """

    id: str
    title: str
    cues: Mapping[str, str] = field(default_factory=dict)
    moment: Mapping[str, str] = field(default_factory=dict)
    themes: tuple[str, ...] = ()
    leads: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Pausing:
    """Mark where the person paused the recording (position in the file) and for how many seconds of the clock."""

    at: float
    seconds: float


@dataclass(frozen=True, slots=True)
class Recording:
    """Describe a sound file; time is the position in the file, and seconds is 0 until it is finished.

    `device_lost` says that the microphone went away: the take ends there and is kept.
    """

    path: Path
    seconds: float
    sample_rate: int
    pausings: tuple[Pausing, ...] = ()
    dropped_blocks: int = 0
    device_lost: bool = False


@dataclass(frozen=True, slots=True)
class Word:
    """Hold one recognised word with its time span and how sure the engine was (0-1)."""

    text: str
    start: float
    end: float
    probability: float = 1.0


@dataclass(frozen=True, slots=True)
class Frames:
    """Hold what was noted of the sound itself while it was recognised: one value each `hop` seconds.

    A byte stands for a probability, 255 for 1. `filler` says that a frame belongs to a hesitation sound, `voice` that
    somebody speaks in it; empty where that was not noted. `lift` has a hop of its own: how far the sound stands out
    of its room, as `analysis.delivery.noise` writes it down.
    """

    hop: float
    filler: bytes = b""
    voice: bytes = b""
    lift: bytes = b""


@dataclass(frozen=True, slots=True)
class Transcript:
    """Hold what was said; an edited one is a new one. A typed answer has text and no words.

    `frames` is what was noted of its sound, None where nothing was.
    """

    text: str
    words: tuple[Word, ...]
    language: str = "en"
    engine: str = ""
    model: str = ""
    edited: bool = False
    frames: Frames | None = None

    @staticmethod
    def of_words(words: tuple[Word, ...], *, language: str = "en", engine: str = "", model: str = "") -> Transcript:
        """Make a transcript whose text is its words, joined by single spaces."""
        return Transcript(" ".join(word.text for word in words), words, language, engine, model)


@dataclass(frozen=True, slots=True)
class Moment:
    """Mark something in the answer that a timeline draws; start and end are None in a typed answer."""

    kind: MomentKind
    name: str
    start: float | None
    end: float | None
    text: str
    certainty: Certainty
    why: Message


@dataclass(frozen=True, slots=True)
class Measure:
    """Hold one measured value with its unit, what it means in words, and the comfortable range where there is one."""

    name: str
    value: float | None
    unit: str
    words: Message
    certainty: Sureness
    low: float | None = None
    high: float | None = None


@dataclass(frozen=True, slots=True)
class Finding:
    """Tell whether an anchor, or a slot of a category's structure, was heard, when first, and in which words."""

    name: str
    state: FoundState
    at: float | None = None
    quote: str = ""


@dataclass(frozen=True, slots=True)
class Candidate:
    """Hold a stretch of the transcript's text (start, one past its end) that speaks for an anchor or a slot.

    `score` says how strongly, on the scale of `analysis.content.anchors`; `cue` is the story's cue that was said there.
    Of the kind `telling` are `what_if`, an answer about what one would do, and `handed_down`, where others decided.
    """

    kind: Literal["anchor", "structure", "telling"]
    name: str
    start: int
    end: int
    score: float
    cue: str = ""


@dataclass(frozen=True, slots=True)
class TermUse:
    """Tell how a key term of the question was used, and when first."""

    term: str
    state: TermState
    at: float | None = None


@dataclass(frozen=True, slots=True)
class Report:
    """Hold everything that analysis says about one transcript.

    `candidates` are what its anchors and structure were chosen from, and what else might have been meant.
    """

    measures: tuple[Measure, ...]
    moments: tuple[Moment, ...]
    anchors: tuple[Finding, ...]
    structure: tuple[Finding, ...] = ()
    key_terms: tuple[TermUse, ...] = ()
    strength: Message | None = None
    next_step: Message | None = None
    version: int = 1
    candidates: tuple[Candidate, ...] = ()


@dataclass(frozen=True, slots=True)
class Review:
    """Pair a transcript with the report on it, if it has one yet."""

    id: str
    made_at: datetime
    transcript: Transcript
    report: Report | None = None


@dataclass(frozen=True, slots=True)
class Correction:
    """Hold a person's verdict on a judgement; it belongs to the attempt and is played again over every new report.

    The kind is that of a moment, or `structure` for a slot that is no anchor. On an anchor or a slot, the words are
    those of the sentence that is it (confirmed, added) or is not it (dismissed).
    """

    id: str
    kind: JudgedKind
    name: str
    verdict: Literal["dismissed", "confirmed", "added"]
    start: float | None = None
    end: float | None = None
    quote: str = ""


@dataclass(frozen=True, slots=True)
class Note:
    """Hold a person's own note on an attempt."""

    id: str
    written_at: datetime
    text: str


@dataclass(frozen=True, slots=True)
class Bookmark:
    """Mark a place in a recording that a person wants to find again."""

    id: str
    at: float
    label: str = ""


@dataclass(frozen=True, slots=True)
class Session:
    """Hold one sitting: its mode, the question keys planned, and how many of them are done."""

    id: str
    started_at: datetime
    mode: Literal["quick", "paced", "interview", "example"] = "quick"
    plan: tuple[str, ...] = ()
    done: int = 0


@dataclass(frozen=True, slots=True)
class Attempt:
    """Hold one take of an answer, with a copy of the question as it was asked.

    Of its reviews the last one counts: the newest, or the one that the person chose after it. `feeling` is how it felt
    to them, empty where they did not say.
    """

    id: str
    started_at: datetime
    state: AttemptState
    question: Question | None = None
    story: Story | None = None
    recording: Recording | None = None
    session_id: str | None = None
    title: str = ""
    starred: bool = False
    binned_at: datetime | None = None
    reviews: tuple[Review, ...] = ()
    corrections: tuple[Correction, ...] = ()
    notes: tuple[Note, ...] = ()
    bookmarks: tuple[Bookmark, ...] = ()
    feeling: Feeling | Literal[""] = ""

    @property
    def review(self) -> Review | None:
        """Return the review that counts."""
        return self.reviews[-1] if self.reviews else None
