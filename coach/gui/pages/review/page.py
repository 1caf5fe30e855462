"""The review of one take: what worked and one next step first, then the timeline, the words, the details."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QHideEvent, QKeyEvent
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QPushButton,
    QScrollArea,
    QSizePolicy,
    QStackedLayout,
    QVBoxLayout,
    QWidget,
)

from coach.errors import CoachError
from coach.gui.bridge import Bridge
from coach.gui.names import anchor_name
from coach.gui.pages.review.listening import Listening, ReadSound
from coach.gui.pages.review.reading import Reading
from coach.gui.theme import MARGIN, Theme
from coach.gui.widgets.empty import EmptyPage
from coach.gui.widgets.judging.asking_which import AskingWhich
from coach.gui.widgets.paragraph import Paragraph
from coach.gui.widgets.review.add_filler import AddFiller
from coach.gui.widgets.review.correcting import Correcting
from coach.gui.widgets.review.feedback import Feedback
from coach.gui.widgets.review.waiting import Waiting
from coach.gui.widgets.stories.told_with import ToldWith
from coach.gui.widgets.versions.versions import Versions
from coach.gui.wording import about_take
from coach.messages import Texts, msg
from coach.model import ANCHORS, Attempt
from coach.practice.history import History
from coach.practice.ports import Player

WIDEST = 1240
"""Width in pixels, at 100 % text, beyond which the page keeps air to its right."""


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

    def __init__(
        self, texts: Texts, theme: Theme, bridge: Bridge, player: Player, read_sound: ReadSound, history: History
    ) -> None:
        super().__init__()
        self._texts = texts
        self._theme = theme
        self._bridge = bridge
        self._attempt: Attempt | None = None
        self._names: dict[str, str] = {name: anchor_name(name, texts) for name in ANCHORS}
        self.back = QPushButton(texts(msg("review.back")))
        self.back.setProperty("kind", "plain")
        self.back.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.heading = Paragraph(theme, bold=True)
        self.about = QLabel()
        self.about.setWordWrap(True)
        self.about.setProperty("type", "small")
        self.about.setProperty("tone", "soft")
        self.feedback = Feedback(texts, theme)
        self.waiting = Waiting(texts, theme)
        self.told = ToldWith(texts, theme)
        self.listening = Listening(texts, theme, bridge, player, read_sound)
        self.reading = Reading(texts, theme)
        self.playback, self.timeline = self.listening.playback, self.listening.timeline
        self.play_bar, self.sound_note = self.listening.play_bar, self.listening.sound_note
        self.transcript, self.legend, self.details = self.reading.transcript, self.reading.legend, self.reading.details
        self.asking_which = AskingWhich(texts, theme, self)
        self.add_filler = AddFiller(texts, theme)
        self.versions = Versions(texts, theme)
        self.correcting = Correcting(texts, history, self._save, self.transcript, self.add_filler, self.details.done)
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
        page = QWidget()
        page.setObjectName("page")
        beside = QHBoxLayout(page)
        beside.setContentsMargins(0, 0, 0, 0)
        self._sheet = QWidget()
        beside.addStretch(1)
        beside.addWidget(self._sheet, 1000)
        beside.addStretch(1)
        column = QVBoxLayout(self._sheet)
        column.setContentsMargins(4 * MARGIN, 2 * MARGIN, 4 * MARGIN, 3 * MARGIN)
        column.setSpacing(MARGIN)
        top = QHBoxLayout()
        top.setSpacing(2 * MARGIN)
        top.addWidget(self.back)
        top.setContentsMargins(-MARGIN, 0, 0, 0)
        top.addWidget(self.about, 1, Qt.AlignmentFlag.AlignVCenter)
        column.addLayout(top)
        self.listening.put(self.add_filler)
        for part in (self.heading, self.feedback, self.waiting, self.told, self.listening, self.versions):
            column.addWidget(part)
        column.addWidget(self.reading, 1)
        self._scroll = QScrollArea()
        self._scroll.setWidgetResizable(True)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._scroll.setWidget(page)
        self._states = QStackedLayout(self)
        self._states.setContentsMargins(0, 0, 0, 0)
        self._states.addWidget(self.empty)
        self._states.addWidget(self._scroll)

    def _connect(self) -> None:
        self.back.clicked.connect(self.close_review)
        self.shown.connect(self.told.show_attempt)
        self.empty.wanted.connect(lambda: self.try_again.emit(None))
        self.feedback.try_again.connect(lambda: self.try_again.emit(self._attempt))
        self.waiting.wanted.connect(self._want_review)
        self.waiting.cancelled.connect(self._want_cancel)
        self.transcript.word_chosen.connect(self._play_word)
        for part in (self.details, self.asking_which, self.versions.comparison):
            part.play_wanted.connect(self.playback.play)
        self.transcript.sound_chosen.connect(self.playback.play)
        self.details.given.connect(self.correcting.give)
        self.details.taken_back.connect(self.correcting.take_back)
        self.details.choose_wanted.connect(self.asking_which.ask)
        self.asking_which.given.connect(self.correcting.give)
        self.correcting.changed.connect(self._refresh)
        self.versions.compare_wanted.connect(self.reading.setHidden)
        self.playback.moved.connect(self.correcting.stand_at)
        self.listening.moved.connect(self._follow)
        self.listening.take_keys(self)

    @property
    def attempt(self) -> Attempt | None:
        """Return the take that shows."""
        return self._attempt

    def show_attempt(self, attempt: Attempt) -> None:
        """Show a take in whatever state it is; the same one again stays where it was scrolled to."""
        bar = self._scroll.verticalScrollBar()
        at = bar.value() if self._shows(attempt) else 0
        self._attempt = attempt
        recording, review = attempt.recording, attempt.review
        report = review.report if review is not None else None
        has_sound = recording is not None and recording.path.is_file()
        self.heading.say(attempt.question.text if attempt.question is not None else attempt.title)
        self.about.setText(about_take(attempt, self._texts))
        self.feedback.show_report(report)
        self.waiting.show_state(attempt.state, offer=report is None and has_sound)
        self.feedback.set_primary(report is not None or not has_sound)
        self.listening.show_sound(attempt, self._names, has_sound=has_sound)
        self.reading.show_attempt(attempt, self._names)
        self.asking_which.show_attempt(attempt)
        self.correcting.show_attempt(attempt)
        self._states.setCurrentIndex(1)
        self.shown.emit(attempt)
        bar.setValue(at)
        QTimer.singleShot(0, bar, lambda: bar.setValue(at))

    def _refresh(self, attempt: Attempt) -> None:
        """Show what a correction changed, and leave everything where it is."""
        if not self._shows(attempt) or attempt.review is None:
            return
        self._attempt = attempt
        report, bar = attempt.review.report, self._scroll.verticalScrollBar()
        at = bar.value()
        self.feedback.show_report(report)
        self.listening.show_moments(report.moments if report is not None else ())
        self.reading.show_corrected(attempt, self._names)
        self.asking_which.show_attempt(attempt)
        self.shown.emit(attempt)
        QTimer.singleShot(0, bar, lambda: bar.setValue(at))

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
        for part in (self.heading, self.feedback, self.waiting, self.told, self.listening):
            part.set_theme(theme)
        for other in (self.add_filler, self.versions, self.reading, self.empty):
            other.set_theme(theme)
        self._sheet.setMaximumWidth(theme.px(WIDEST))

    def hideEvent(self, event: QHideEvent) -> None:  # noqa: N802 - Qt's own name
        """Be silent when another page comes up: the voice worker plays and records one thing at a time."""
        super().hideEvent(event)
        self.playback.stop()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's own name
        """Play or hold with the space bar, wherever no button takes it."""
        if event.key() == Qt.Key.Key_Space and self.play_bar.play.isEnabled() and self._attempt is not None:
            self.playback.toggle()
        elif not self.correcting.press(event):
            super().keyPressEvent(event)

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
