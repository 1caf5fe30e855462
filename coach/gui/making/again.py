"""The transcripts of the take that shows: another one is made, two are compared, one is chosen."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from PySide6.QtCore import QObject, Signal

from coach.analysis.compare import compare, read_written
from coach.errors import Cancelled, CoachError
from coach.gui.bridge import Bridge
from coach.gui.widgets.versions.again import Option
from coach.gui.widgets.versions.comparison import Pair
from coach.gui.widgets.versions.versions import Versions
from coach.gui.wording import model_name, version_names, writer_name
from coach.messages import Message, Texts, msg
from coach.model import Attempt, Review
from coach.practice.again import Again
from coach.practice.history import History
from coach.practice.ports import Controls, Heard, ModelInfo

BUILT_HERE = ("moonshine",)
"""Engines whose models are made on this computer when they are first used, never fetched."""


@dataclass(eq=False)
class _Job:
    """Hold one take that is written down again, or waits to be."""

    attempt: Attempt
    option: Option
    controls: Controls = field(default_factory=Controls)
    heard: Heard | None = None
    runs: bool = False
    put_off: bool = False
    """A new answer goes first: what runs is being stopped, and begins anew after it."""

    @property
    def seconds(self) -> float:
        """Return the length of the recording."""
        length = self.attempt.recording.seconds if self.attempt.recording is not None else 0.0
        return max(length, self.heard.seconds if self.heard is not None else 0.0)


class Transcripts(QObject):
    """Lead the transcripts of one take at a time; every call and every signal is on the GUI thread."""

    changed = Signal(object)
    """The Attempt as it is now: written down again, or another of its transcripts counts."""
    told = Signal(object, object)
    """Something happened to a take that does not show: a Message, and an advice."""
    troubled = Signal(object)

    def __init__(
        self,
        texts: Texts,
        bridge: Bridge,
        history: History,
        again: Again,
        models: Callable[[], Sequence[ModelInfo]],
        widget: Versions,
    ) -> None:
        super().__init__(widget)
        self._texts = texts
        self._bridge = bridge
        self._history = history
        self._again = again
        self._models = models
        self._widget = widget
        self._card = widget.card
        self._attempt: Attempt | None = None
        self._job: _Job | None = None
        self._held = False
        widget.chosen.connect(self._prefer)
        widget.again_wanted.connect(self._ask)
        widget.compare_wanted.connect(self._compare)
        widget.card.wanted.connect(self._begin)
        widget.card.stop_wanted.connect(self._stop)
        widget.comparison.pair_wanted.connect(self._fetch_pair)

    @property
    def busy(self) -> bool:
        """Tell whether a take is being written down again, or waits to be."""
        return self._job is not None

    def show_attempt(self, attempt: Attempt) -> None:
        """Show the transcripts of a take, in whatever state it is."""
        other = self._attempt is None or self._attempt.id != attempt.id
        self._attempt = attempt
        review = attempt.review
        self._widget.show_names(self._names(), review.id if review is not None else "", has_sound=_has_sound(attempt))
        if other:
            self._widget.compare.setChecked(False)
            self._widget.comparison.forget()
            self._show_job()
        elif self._widget.compare.isChecked():
            self._compare(True)

    def hold(self, wanted: bool) -> None:
        """Let a new answer go first: what is being written down again stops, and begins anew after it."""
        self._held = wanted
        job = self._job
        if job is None:
            return
        if wanted:
            job.put_off = True
            job.controls.cancel.set()
        elif not job.runs:
            self._run(job)
        self._show_job()

    def _names(self) -> Mapping[str, str]:
        assert self._attempt is not None
        newest_first = sorted(self._attempt.reviews, key=lambda review: review.made_at, reverse=True)
        return version_names(newest_first, self._texts)

    # Another transcript

    def _ask(self) -> None:
        if self._job is not None:
            self._card.say(msg("again.elsewhere"))
            return
        self._bridge.call("errand", lambda: tuple(self._models()), on_done=self._offer)

    def _offer(self, models: Sequence[ModelInfo]) -> None:
        if self._attempt is None or self._job is not None:
            return
        written = {writer_name(one.transcript, self._texts) for one in self._attempt.reviews}
        here = [one for one in models if one.listens and (one.path is not None or one.engine in BUILT_HERE)]
        names = [model_name(one.engine, one.name, self._texts) for one in here]
        self._card.offer(
            [Option(one.engine, one.name, name, known=name in written) for one, name in zip(here, names, strict=True)]
        )

    def _begin(self, option: Option) -> None:
        assert self._attempt is not None
        self._job = _Job(self._attempt, option, put_off=self._held)
        if not self._held:
            self._run(self._job)
        self._show_job()

    def _run(self, job: _Job) -> None:
        job.controls, job.heard, job.runs, job.put_off = Controls(), None, True, False
        self._bridge.start(
            "review",
            lambda controls: self._again.transcribe(job.attempt, job.option.engine, job.option.model, controls),
            job.controls,
            on_news=lambda heard: self._hear(job, heard),
            on_done=lambda attempt: self._done(job, attempt),
            on_failed=lambda error: self._failed(job, error),
        )

    def _stop(self) -> None:
        job = self._job
        if job is None:
            return
        job.put_off = False
        job.controls.cancel.set()
        if job.runs:
            self._show_job()
        else:
            self._end(msg("again.stopped"))

    def _hear(self, job: _Job, heard: Heard) -> None:
        job.heard = heard
        self._show_job()

    def _done(self, job: _Job, attempt: Attempt) -> None:
        shows = self._shows(job)
        self._job = None
        self.changed.emit(attempt)
        if shows:
            self._card.say(msg("again.done", name=job.option.name))
        if not shows or not self._widget.isVisible():
            question = attempt.question.text if attempt.question is not None else attempt.title
            told = msg("again.done.elsewhere", name=job.option.name, question=question)
            self.told.emit(told, msg("again.done.elsewhere.advice"))

    def _failed(self, job: _Job, error: BaseException) -> None:
        job.runs = False
        if isinstance(error, Cancelled) and job.put_off:
            if not self._held:
                self._run(job)
            self._show_job()
            return
        shows = self._shows(job)
        if isinstance(error, Cancelled):
            self._end(msg("again.stopped"))
            return
        self._end()
        if isinstance(error, CoachError) and shows:
            self._card.say(error.message, *([error.advice] if error.advice is not None else []))
        elif isinstance(error, CoachError):
            self.troubled.emit(error)
        else:  # the words may have been saved before what failed
            self._bridge.call("errand", lambda: self._history.attempt(job.attempt.id), on_done=self.changed.emit)

    def _end(self, words: Message | None = None) -> None:
        """Let go of the job; say something where its take shows."""
        job, self._job = self._job, None
        if job is not None and self._shows(job):
            self._card.rest()
            if words is not None:
                self._card.say(words)

    def _shows(self, job: _Job) -> bool:
        return self._attempt is not None and self._attempt.id == job.attempt.id

    def _show_job(self) -> None:
        """Show how the job of this take is."""
        job = self._job
        if job is None or not self._shows(job):
            self._card.rest()
        elif job.put_off:
            self._card.show_waiting(job.option.name)
        elif job.controls.cancel.is_set():
            self._card.show_stopping()
        elif job.heard is not None:
            self._card.show_progress(job.option.name, job.heard.until, job.seconds)
        else:
            self._card.show_ready(job.option.name)

    # The transcripts there are

    def _prefer(self, review_id: str) -> None:
        attempt = self._attempt
        if attempt is None or attempt.review is None or attempt.review.id == review_id:
            return
        self._bridge.call("errand", lambda: self._history.prefer(attempt.id, review_id), on_done=self.changed.emit)

    def _compare(self, wanted: bool) -> None:
        if not wanted or self._attempt is None:
            self._widget.comparison.hide()
            return
        pair = self._widget.comparison.pair or self._usual_pair(self._attempt)
        self._fetch_pair(*pair)

    def _usual_pair(self, attempt: Attempt) -> tuple[str, str]:
        """Take the one that counts and the newest of the others, the older one on the left."""
        *others, used = attempt.reviews
        other = max(others, key=lambda review: review.made_at)
        first, second = sorted((used, other), key=lambda review: review.made_at)
        return first.id, second.id

    def _fetch_pair(self, left: str, right: str) -> None:
        """Lay two transcripts beside each other away from the window: long ones take a moment."""
        attempt = self._attempt
        assert attempt is not None
        reviews = {review.id: review for review in attempt.reviews}
        self._bridge.call(
            "errand",
            lambda: lay_beside(reviews[left], reviews[right]),
            on_done=lambda pair: self._show_pair(attempt, pair),
        )

    def _show_pair(self, attempt: Attempt, pair: Pair) -> None:
        now = self._attempt
        if now is None or now.id != attempt.id or now.review is None or not self._widget.compare.isChecked():
            return
        self._widget.comparison.show_pair(pair, self._names(), now.review.id)
        self._widget.comparison.show()


def lay_beside(left: Review, right: Review) -> Pair:
    """Compare the transcripts of two reviews."""
    ours, theirs = (read_written(one.transcript, one.report) for one in (left, right))
    return Pair(left.id, right.id, (ours, theirs), compare(ours.words, theirs.words))


def _has_sound(attempt: Attempt) -> bool:
    return attempt.recording is not None and attempt.recording.path.is_file()
