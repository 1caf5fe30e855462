"""One attempt as the window lives it: which state it is in, and what a person may do from there.

    resting > reading > ready > opening > recording <> paused > closing > transcribing > resting

The take runs on the voice worker and, from its first block of sound on, the review on the review worker. This object
only keeps the state and tells of it; every call and every signal is on the GUI thread. A person who does not wait for
a review goes on to the next question, and the review is made behind.
"""

from __future__ import annotations

from collections.abc import Callable, Generator, Sequence
from typing import Literal, Protocol

from PySide6.QtCore import QObject, Signal

from coach.analysis.live import Spotted
from coach.errors import CoachError
from coach.gui.bridge import Bridge
from coach.gui.making.reviews import Review, Reviews, Spot
from coach.gui.making.typed import Writes
from coach.model import Attempt, Story, Word
from coach.practice.ports import Controls, Heard, Level
from coach.practice.run import Asking, Begun, Kept, News, Reading, Ready, VoiceLost

State = Literal["resting", "reading", "ready", "opening", "recording", "paused", "closing", "transcribing"]
LIVE: tuple[State, ...] = ("opening", "recording", "paused", "closing")
"""The states in which the microphone is, or is about to be, open."""


SpotTold = Callable[[Spotted, Sequence[Word], Story | None], Spotted]
"""Look for anchors among the words heard so far, and for the cues of the story that is told."""


class Attempts(Writes, Protocol):
    """Take and review attempts, or write them."""

    def take(self, asking: Asking, controls: Controls) -> Generator[News, None, Attempt | None]:
        """Read the question, wait for the person, record."""
        ...

    def review(
        self, attempt: Attempt, complete: Callable[[], bool], controls: Controls
    ) -> Generator[Heard, None, Attempt]:
        """Transcribe, judge and save."""
        ...


class Taking(QObject):
    """Lead one attempt after another through its states."""

    changed = Signal(str)
    level = Signal(object)
    heard = Signal(object)
    spotted = Signal(object)
    """The anchors heard so far."""
    voice_lost = Signal(object)
    kept = Signal(object)
    reviewed = Signal(object)
    review_missed = Signal(object)
    troubled = Signal(object)

    def __init__(self, practice: Attempts, bridge: Bridge, reviews: Reviews, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._practice = practice
        self._bridge = bridge
        self.reviews = reviews
        self.spot: SpotTold | None = None
        self._state: State = "resting"
        self._round = 0
        self._controls = Controls()
        self._taken: Attempt | None = None
        self._judged: Attempt | None = None
        self._review: Review | None = None
        reviews.progressed.connect(self._progressed)
        reviews.spotted.connect(self._spotted)
        reviews.done.connect(self._review_done)
        reviews.failed.connect(self._review_failed)

    @property
    def state(self) -> State:
        """Return the state."""
        return self._state

    @property
    def live(self) -> bool:
        """Tell whether the microphone is, or is about to be, open."""
        return self._state in LIVE

    def begin(self, asking: Asking) -> None:
        """Show and read a question; what was only read or ready before is left. Ignored while recording."""
        if self.live:
            return
        self._leave_review()
        self._controls.cancel.set()
        self._round += 1
        this = self._round
        self._controls = Controls()
        self._taken = self._judged = None
        self._bridge.start(
            "voice",
            lambda controls: self._practice.take(asking, controls),
            self._controls,
            on_news=lambda news: self._news(this, news),
            on_done=lambda attempt: self._done(this, attempt),
            on_failed=lambda error: self._failed(this, error),
        )
        self._enter("reading")

    def go_on(self) -> None:
        """Go on from where the attempt stands: end the reading, start the recording, end the recording."""
        if self._state == "ready":
            self._enter("opening")
        elif self._state in ("recording", "paused"):
            self._enter("closing")
        elif self._state != "reading":
            return
        self._controls.stop.set()

    def pause(self) -> None:
        """Pause the recording, or take it up again."""
        if self._state == "recording":
            self._controls.pause.set()
            self._enter("paused")
        elif self._state == "paused":
            self._controls.pause.clear()
            self._enter("recording")

    def leave(self) -> None:
        """Leave a question that was only read or is ready, or the waiting for a review, which goes on behind.

        A recording is never left this way.
        """
        if self._state in ("reading", "ready"):
            self._round += 1
            self._controls.cancel.set()
            self._enter("resting")
        elif self._state == "transcribing":
            self._leave_review()
            self._enter("resting")

    def stop_review(self) -> None:
        """End the transcription; the take stays in the history."""
        if self._review is not None:
            self._review.controls.cancel.set()

    def _leave_review(self) -> None:
        if self._review is not None:
            self._review.awaited = False
            self._taken = self._judged = self._review = None

    def _enter(self, state: State) -> None:
        self._state = state
        self.changed.emit(state)

    def _news(self, this: int, news: object) -> None:
        if this != self._round:
            return
        if isinstance(news, Level):
            self.level.emit(news)
        elif isinstance(news, Reading):
            self._enter("reading")
        elif isinstance(news, Ready):
            self._enter("ready")
        elif isinstance(news, Begun):
            self._begun(news)
        elif isinstance(news, VoiceLost):
            self.voice_lost.emit(news.error)
        elif isinstance(news, Kept):
            self.kept.emit(news.attempt)

    def _begun(self, begun: Begun) -> None:
        self._review = self.reviews.begin(
            begun.attempt,
            lambda controls: self._practice.review(begun.attempt, begun.complete, controls),
            awaited=True,
            spot=told_with(self.spot, begun.attempt.story),
        )
        if self._state == "opening":
            self._enter("recording")

    def _done(self, this: int, attempt: Attempt | None) -> None:
        if this != self._round:
            return
        self._taken = attempt
        if attempt is None:
            self._enter("resting")
        elif self._review is not None:
            self._review.keep(attempt)
            self._enter("transcribing")
        else:
            self._close()

    def _failed(self, this: int, error: BaseException) -> None:
        if this != self._round:
            return
        self.stop_review()
        self._review = None
        self._enter("resting")
        if isinstance(error, CoachError):
            self.troubled.emit(error)

    def _progressed(self, review: Review) -> None:
        if review is self._review:
            self.heard.emit(review.heard)

    def _spotted(self, review: Review) -> None:
        if review is self._review:
            self.spotted.emit(review.spotted.names)

    def _review_done(self, review: Review) -> None:
        if review is self._review:
            self._review = None
            self._judged = review.judged
            if not self.live:
                self._close()

    def _review_failed(self, review: Review, error: BaseException) -> None:
        if review is self._review:
            self._review = None
            if isinstance(error, CoachError):
                self.troubled.emit(error)
            if not self.live:
                self._close()

    def _close(self) -> None:
        """Come to rest once both the take and its review have ended, whichever came last."""
        taken, judged = self._taken, self._judged
        self._taken = self._judged = None
        self._enter("resting")
        if judged is not None:
            self.reviewed.emit(judged)
        elif taken is not None:
            self.review_missed.emit(taken)


def told_with(spot: SpotTold | None, story: Story | None) -> Spot | None:
    """Look for anchors with one story in mind."""
    return (lambda before, words: spot(before, words, story)) if spot is not None else None
