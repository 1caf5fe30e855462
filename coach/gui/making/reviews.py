"""The reviews in the making, one after another: how far each is, and whether somebody waits for it."""

from __future__ import annotations

from collections.abc import Callable, Generator, Sequence
from dataclasses import dataclass, field
from functools import partial

from PySide6.QtCore import QObject, Signal

from coach.analysis.live import Spotted
from coach.gui.bridge import Bridge
from coach.model import Attempt, Word
from coach.practice.ports import Controls, Heard

Work = Callable[[Controls], Generator[Heard, None, Attempt]]
"""Transcribe, judge and save; runs on the review worker."""
Spot = Callable[[Spotted, Sequence[Word]], Spotted]
"""Look for anchors among the words heard so far; runs on the review worker."""


@dataclass(eq=False)
class Review:
    """Hold one review in the making."""

    attempt: Attempt
    awaited: bool
    """Somebody waits for it where it was begun; else its end is told as news."""
    controls: Controls = field(default_factory=Controls)
    heard: Heard | None = None
    spotted: Spotted = field(default_factory=Spotted)
    judged: Attempt | None = None

    @property
    def seconds(self) -> float:
        """Return the length of the recording; what was read of it so far while that is not known."""
        length = self.attempt.recording.seconds if self.attempt.recording is not None else 0.0
        return max(length, self.heard.seconds if self.heard is not None else 0.0)

    @property
    def until(self) -> float:
        """Return how far the recording is written down, in seconds."""
        return self.heard.until if self.heard is not None else 0.0

    @property
    def share(self) -> float | None:
        """Return how much of the recording is written down (0-1); None before anything is."""
        return min(1.0, self.until / self.seconds) if self.heard is not None and self.seconds else None

    def keep(self, attempt: Attempt) -> None:
        """Take the take as it is now that its recording is finished."""
        self.attempt = attempt


class Reviews(QObject):
    """Queue reviews on their worker and tell how they go; every call and every signal is on the GUI thread."""

    progressed = Signal(object)
    spotted = Signal(object)
    done = Signal(object)
    failed = Signal(object, object)
    """A review, and the CoachError, Cancelled or bug that ended it."""

    def __init__(self, bridge: Bridge, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._bridge = bridge
        self._queue: list[Review] = []

    @property
    def left_behind(self) -> Sequence[Review]:
        """Return the reviews that nobody waits for, the one that is made first coming first."""
        return [review for review in self._queue if not review.awaited]

    def find(self, attempt_id: str) -> Review | None:
        """Return the review of a take that is in the making, or waits to be."""
        return next((review for review in self._queue if review.attempt.id == attempt_id), None)

    def begin(self, attempt: Attempt, work: Work, *, awaited: bool = False, spot: Spot | None = None) -> Review:
        """Queue a review; where `spot` is given, anchors are looked for while words arrive."""
        review = Review(attempt, awaited)
        self._queue.append(review)
        self._bridge.start(
            "review",
            lambda controls: followed(work(controls), spot),
            review.controls,
            on_news=partial(self._news, review),
            on_done=partial(self._done, review),
            on_failed=partial(self._failed, review),
        )
        return review

    def stop(self, attempt_id: str) -> None:
        """Cancel the review of a take; the take stays in the history."""
        review = self.find(attempt_id)
        if review is not None:
            review.controls.cancel.set()

    def _news(self, review: Review, news: Heard | Spotted) -> None:
        if isinstance(news, Heard):
            review.heard = news
            self.progressed.emit(review)
        else:
            review.spotted = news
            self.spotted.emit(review)

    def _done(self, review: Review, judged: Attempt) -> None:
        self._queue.remove(review)
        review.judged = judged
        self.done.emit(review)

    def _failed(self, review: Review, error: BaseException) -> None:
        self._queue.remove(review)
        self.failed.emit(review, error)


def followed(review: Generator[Heard, None, Attempt], spot: Spot | None) -> Generator[Heard | Spotted, None, Attempt]:
    """Pass on the news of a review; where `spot` is given, look for anchors in the words that are new and tell of them.

    It runs where the review runs, so that a long sentence never holds up the window.
    """
    spotted = Spotted()
    known = 0
    try:
        while True:
            heard = next(review)
            yield heard
            if spot is None or len(heard.words) == known:
                continue
            before, known = spotted, len(heard.words)
            spotted = spot(before, heard.words)
            if spotted.names != before.names:
                yield spotted
    except StopIteration as end:
        judged: Attempt = end.value
        return judged
    finally:
        review.close()
