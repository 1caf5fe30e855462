"""The review of one take: what worked and one next step first, then the timeline, the words, the details."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QHideEvent, QKeyEvent, QShowEvent
from PySide6.QtWidgets import QStackedLayout, QVBoxLayout, QWidget

from coach.errors import CoachError
from coach.gui.bridge import Bridge
from coach.gui.charts.envelope import ReadEnvelope
from coach.gui.keys import KeyMap
from coach.gui.making.noting import Noting
from coach.gui.names import anchor_name
from coach.gui.pages.review.feeling import AskingFeeling
from coach.gui.pages.review.listening import Listening
from coach.gui.pages.review.reading import Reading
from coach.gui.pages.review.remarks import Remarks
from coach.gui.pages.review.scrolled import ScrolledSheet
from coach.gui.pages.review.timing import Timing
from coach.gui.theme import MARGIN, Theme
from coach.gui.widgets.empty import EmptyPage
from coach.gui.widgets.judging.asking_which import AskingWhich
from coach.gui.widgets.noting.head import Head
from coach.gui.widgets.review.add_filler import AddFiller
from coach.gui.widgets.review.correcting import Correcting
from coach.gui.widgets.review.feedback import Feedback
from coach.gui.widgets.review.waiting import Waiting
from coach.gui.widgets.stories.told_with import ToldWith
from coach.gui.widgets.versions.versions import Versions
from coach.messages import Texts, msg
from coach.model import ANCHORS, Attempt
from coach.practice.history import History
from coach.practice.ports import Player


class ReviewPage(QWidget):
    """Show one take and play it."""

    try_again = Signal(object)
    """The Attempt to do once more, or None where there is none yet."""
    closed = Signal()
    review_wanted = Signal(str)
    """Transcribe and review the take with this id."""
    cancel_wanted = Signal(str)
    """Stop transcribing it."""
    shown = Signal(object)
    """The Attempt that shows now, or of which something else shows."""
    compare_wanted = Signal(object)
    """The Attempt to lay another take beside."""
    export_wanted = Signal(object)
    """The Attempt to save or share."""
    star_wanted = Signal(str, bool)
    """The id of a take, and whether it is starred from now on."""
    rename_wanted = Signal(str, str)
    """The id of a take, and what it is called from now on; "" for its question."""

    def __init__(
        self, texts: Texts, theme: Theme, bridge: Bridge, player: Player, read_envelope: ReadEnvelope, history: History
    ) -> None:
        super().__init__()
        self._texts = texts
        self._theme = theme
        self._bridge = bridge
        self._keys = KeyMap()
        self._attempt: Attempt | None = None
        self._names: dict[str, str] = {name: anchor_name(name, texts) for name in ANCHORS}
        self.head = Head(texts, theme)
        self.back, self.heading, self.about = self.head.back, self.head.heading, self.head.about
        self.feedback = Feedback(texts, theme)
        self.waiting = Waiting(texts, theme)
        self.told = ToldWith(texts, theme)
        self.listening = Listening(texts, theme, bridge, player, read_envelope)
        self.reading = Reading(texts, theme)
        self.timing = Timing(texts, theme)
        self.listening.span_here = self.reading.span_here
        self.playback, self.timeline = self.listening.playback, self.listening.timeline
        self.play_bar, self.sound_note = self.listening.play_bar, self.listening.sound_note
        self.transcript, self.legend, self.details = self.reading.transcript, self.reading.legend, self.reading.details
        self.asking_which = AskingWhich(texts, theme, self)
        self.add_filler = AddFiller(texts, theme)
        self.versions = Versions(texts, theme)
        self.correcting = Correcting(texts, history, self._save, self.transcript, self.add_filler, self.details.done)
        self._noted = Noting(bridge, history, self)
        self.feeling = AskingFeeling(texts, theme, self._noted)
        self.noting = Remarks(texts, theme, self._noted, lambda: self.playback.position, beside=self.add_filler)
        self.empty = EmptyPage(
            theme,
            texts(msg("review.empty.heading")),
            texts(msg("review.empty.text")),
            texts(msg("review.empty.button")),
        )
        self.setAccessibleName(texts(msg("review.page")))
        self._lay_out()
        self._connect()
        self.set_theme(theme)

    def _lay_out(self) -> None:
        self._scroll = ScrolledSheet()
        self._sheet, column = self._scroll.sheet, self._scroll.column
        self._review = QWidget()
        review = QVBoxLayout(self._review)
        review.setContentsMargins(0, 0, 0, 0)
        review.setSpacing(MARGIN)
        self.listening.put(self.noting.mark_bar)
        for button in (self.add_filler.button, self.noting.mark_bar.button):
            button.setProperty("kind", "plain")
        for part in (
            self.feedback,
            self.feeling.line,
            self.told,
            self.listening,
            self.timing,
            self.noting,
            self.versions,
        ):
            review.addWidget(part)
        review.addWidget(self.reading, 1)
        for above in (self.head, self.feeling.question, self.waiting):
            column.addWidget(above)
        column.addWidget(self._review, 1)
        column.addStretch()
        self._states = QStackedLayout(self)
        self._states.setContentsMargins(0, 0, 0, 0)
        self._states.addWidget(self.empty)
        self._states.addWidget(self._scroll)

    def _connect(self) -> None:
        self.shown.connect(self.told.show_attempt)
        self.shown.connect(self.timing.show_attempt)
        self.empty.wanted.connect(lambda: self.try_again.emit(None))
        self.feedback.try_again.connect(lambda: self.try_again.emit(self._attempt))
        self.waiting.wanted.connect(self._want_review)
        self.waiting.cancelled.connect(self._want_cancel)
        self.transcript.word_chosen.connect(self._play_word)
        comparison = self.versions.comparison
        for part in (self.details, self.asking_which, comparison, self.noting, self.feedback, self.timing):
            part.play_wanted.connect(self.playback.play)
        self.transcript.sound_chosen.connect(self.playback.play)
        self.reading.went.connect(self.playback.seek)
        self.playback.went.connect(self.reading.following.go_on)
        self.details.given.connect(self.correcting.give)
        self.details.taken_back.connect(self.correcting.take_back)
        self.details.choose_wanted.connect(self.asking_which.ask)
        self.asking_which.given.connect(self.correcting.give)
        self.correcting.changed.connect(self._refresh)
        self.versions.compare_wanted.connect(self.reading.setHidden)
        self.playback.moved.connect(self.correcting.stand_at)
        self.listening.moved.connect(self._follow)
        self.listening.take_keys(self)
        self._connect_head()

    def _connect_head(self) -> None:
        """Connect what concerns the take as a whole, and what is noted of it."""
        self.head.back_wanted.connect(self.close_review)
        self.head.compare_wanted.connect(lambda: self.compare_wanted.emit(self._attempt))
        self.head.export_wanted.connect(lambda: self.export_wanted.emit(self._attempt))
        self.head.starred.connect(self._star)
        self.head.renamed.connect(self._rename)
        self.feeling.ended.connect(self._show_review)
        self.noting.revealed.connect(self._scroll.reveal)
        self._noted.changed.connect(self._show_noted)
        self._noted.troubled.connect(self._bridge.troubled)

    @property
    def attempt(self) -> Attempt | None:
        """Return the take that shows."""
        return self._attempt

    def set_choices(self, *, ask_feeling: bool) -> None:
        """Take over a person's choices: whether they are asked how an answer felt."""
        self.feeling.allow(ask_feeling)

    def set_keys(self, keys: KeyMap) -> None:
        """Take over which key does what."""
        self._keys = keys
        for part in (self.listening, self.reading, self.noting, self.correcting):
            part.set_keys(keys)

    def show_attempt(self, attempt: Attempt, *, fresh: bool = False) -> None:
        """Show a take in whatever state it is; the same one again stays where it was scrolled to.

        `fresh` says that it was just spoken: its review waits until the person has said how it felt, or passed on.
        """
        at = self._scroll.verticalScrollBar().value() if self._shows(attempt) else 0
        if not self._shows(attempt):
            self.head.rest()
        self._attempt = attempt
        recording, review = attempt.recording, attempt.review
        report = review.report if review is not None else None
        has_sound = recording is not None and recording.path.is_file()
        self.head.show_attempt(attempt)
        self.feeling.show_attempt(attempt, fresh=fresh)
        self.head.allow(not self.feeling.asking)
        self._review.setVisible(not self.feeling.asking)
        self.feedback.show_report(report, playable=has_sound)
        self.waiting.show_state(attempt.state, offer=report is None and has_sound)
        self.feedback.set_primary(report is not None or not has_sound)
        self.listening.show_sound(attempt, self._names, has_sound=has_sound)
        self.reading.show_attempt(attempt, self._names)
        self.noting.show_attempt(attempt, has_sound=has_sound)
        self.asking_which.show_attempt(attempt)
        self.correcting.show_attempt(attempt)
        self._states.setCurrentIndex(1)
        self.shown.emit(attempt)
        if fresh:
            self._take_focus()
        self._scroll.stay_at(at)

    def show_nothing(self) -> None:
        """Let go of the take: it may be gone."""
        self.playback.load(None, 0.0)
        self._attempt = None
        self._states.setCurrentIndex(0)

    def _refresh(self, attempt: Attempt) -> None:
        """Show what a correction changed, and leave everything where it is."""
        if not self._shows(attempt) or attempt.review is None:
            return
        self._attempt = attempt
        report, at = attempt.review.report, self._scroll.verticalScrollBar().value()
        self._noted.forget()  # what was done last is the correction
        self.feedback.show_report(report, playable=self.play_bar.play.isEnabled())
        self.listening.show_moments(report.moments if report is not None else ())
        self.reading.show_corrected(attempt, self._names)
        self.asking_which.show_attempt(attempt)
        self.shown.emit(attempt)
        self._scroll.stay_at(at)

    def _save(self, write: Callable[[], object], done: Callable[[object], None]) -> object:
        return self._bridge.call("errand", write, on_done=done)

    def _shows(self, attempt: Attempt) -> bool:
        return self._attempt is not None and self._attempt.id == attempt.id

    def show_progress(self, done_seconds: float, seconds: float) -> None:
        """Show how far the transcription of this take has come."""
        self.waiting.show_progress(done_seconds, seconds)

    def show_failed(self, error: CoachError) -> None:
        """Say why the review could not be made; the take stays as it was."""
        self.waiting.show_failed(error)

    def close_review(self) -> None:
        """Stop the sound and go back to where the person came from."""
        self.playback.stop()
        self.closed.emit()

    def set_theme(self, theme: Theme) -> None:
        """Take over another theme."""
        self._theme = self.asking_which.theme = theme
        for part in (self.head, self.feedback, self.waiting, self.told, self.listening, self.feeling, self.timing):
            part.set_theme(theme)
        for other in (self.noting, self.add_filler, self.versions, self.reading, self.empty):
            other.set_theme(theme)
        self._scroll.set_theme(theme)

    def finish(self) -> None:
        """Save what is being written, before the program ends."""
        self.noting.finish()

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802 - Qt's own name
        """Let the question that waits take the keys, once whoever opened the page is done with the focus."""
        super().showEvent(event)
        QTimer.singleShot(0, self, self._take_focus)

    def hideEvent(self, event: QHideEvent) -> None:  # noqa: N802 - Qt's own name
        """Be silent when another page comes up, and save what was begun on this one."""
        super().hideEvent(event)
        self.playback.stop()
        self.head.rest()
        if not event.spontaneous():  # a window that is put away for a moment is not left
            self.feeling.leave()
            self.noting.keep_drafts()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's own name
        """Use a key that nothing under the focus wanted; until the review shows, only the question's keys."""
        press = self.feeling.press if self.feeling.asking else self._press
        if not press(event):
            super().keyPressEvent(event)

    def _press(self, event: QKeyEvent) -> bool:
        if self._attempt is None:
            return False
        if self._keys.action(event) == "play" and self.play_bar.play.isEnabled():
            self.playback.toggle()
            return True
        parts = (self.listening, self.reading, self.noting, self.correcting)
        return any(part.press(event) for part in parts)

    def _take_focus(self) -> None:
        if self.feeling.asking and self.isVisible():
            self.feeling.question.setFocus()

    def _show_review(self) -> None:
        """Show what waited behind the question, and go on at what can be heard of it."""
        self._review.show()
        self.head.allow(True)
        playable = self.play_bar.play.isEnabled() and self.timeline.isVisible()
        (self.play_bar.play if playable else self.feeling.line.change).setFocus()

    def _show_noted(self, attempt: Attempt) -> None:
        """Show what was noted of the take, and leave everything else as it is."""
        if self._shows(attempt):
            self._attempt = attempt
            self.feeling.show_attempt(attempt)
            self.noting.show_changed(attempt)
            self.listening.show_bookmarks(attempt.bookmarks)

    def _star(self, starred: bool) -> None:
        if self._attempt is not None:
            self._attempt = replace(self._attempt, starred=starred)
            self.star_wanted.emit(self._attempt.id, starred)

    def _rename(self, title: str) -> None:
        if self._attempt is not None:
            self._attempt = replace(self._attempt, title=title)
            self.rename_wanted.emit(self._attempt.id, title)

    def _want_review(self) -> None:
        if self._attempt is not None:
            self.review_wanted.emit(self._attempt.id)

    def _want_cancel(self) -> None:
        if self._attempt is not None:
            self.cancel_wanted.emit(self._attempt.id)

    def _play_word(self, number: int) -> None:
        if self._attempt is not None and self._attempt.review is not None:
            self.playback.play(self._attempt.review.transcript.words[number].start)

    def _follow(self, seconds: float | None) -> None:
        for words in (self.transcript, self.versions.comparison):
            words.follow(seconds)
