"""The review of one take: what worked and one next step first, then the timeline, the words, the details."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QHideEvent, QKeyEvent, QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import (
    QBoxLayout,
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
from coach.gui.charts.envelope import Envelope, envelope
from coach.gui.charts.timeline import TimelineChart, values_of
from coach.gui.names import anchor_name
from coach.gui.playback import Playback
from coach.gui.theme import MARGIN, Theme
from coach.gui.widgets.empty import EmptyPage
from coach.gui.widgets.judging.asking_which import AskingWhich
from coach.gui.widgets.paragraph import Paragraph
from coach.gui.widgets.review.add_filler import AddFiller
from coach.gui.widgets.review.correcting import Correcting
from coach.gui.widgets.review.details import Details
from coach.gui.widgets.review.feedback import Feedback
from coach.gui.widgets.review.play_bar import STEP, PlayBar
from coach.gui.widgets.review.waiting import Waiting
from coach.gui.widgets.stories.told_with import ToldWith
from coach.gui.widgets.transcript_view import TranscriptView
from coach.gui.widgets.versions.versions import Versions
from coach.gui.wording import about_take
from coach.messages import Texts, msg
from coach.model import ANCHORS, Attempt, Report, Transcript
from coach.practice.ports import History, Player

ReadSound = Callable[[Path], tuple[np.ndarray[Any, Any], int]]
"""Read a sound file: mono samples of shape (n,), and samples a second. Raise CoachError."""

WIDEST = 1240
"""Width in pixels, at 100 % text, beyond which the page keeps air to its right."""
STACKED = 900
"""Width in pixels, at 100 % text, under which transcript and details stand one below the other."""


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
        self._read_sound = read_sound
        self._attempt: Attempt | None = None
        self._names: dict[str, str] = {name: anchor_name(name, texts) for name in ANCHORS}
        self.playback = Playback(bridge, player, self)
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
        self.timeline = TimelineChart(texts, theme)
        self.play_bar = PlayBar(texts, theme)
        self.sound_note = Paragraph(theme, size=14, soft=True)
        self.transcript = TranscriptView(texts, theme)
        self.legend = Paragraph(theme, size=14, soft=True)
        self.details = Details(texts, theme)
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
        column.addWidget(self.heading)
        column.addWidget(self.feedback)
        column.addWidget(self.waiting)
        column.addWidget(self.told)
        column.addWidget(self.timeline)
        self.timeline.card.body.addWidget(self.play_bar)
        self.timeline.card.body.addWidget(self.add_filler)
        self.timeline.card.body.addWidget(self.sound_note)
        column.addWidget(self.versions)
        self._read = QWidget()
        self._pair = QBoxLayout(QBoxLayout.Direction.LeftToRight, self._read)
        self._pair.setContentsMargins(0, 0, 0, 0)
        self._pair.setSpacing(4 * MARGIN)
        told = QVBoxLayout()
        told.setSpacing(MARGIN)
        told.addWidget(self.transcript)
        told.addWidget(self.legend)
        told.addStretch(1)
        self._pair.addLayout(told, 3)
        self._pair.addWidget(self.details, 2)
        column.addWidget(self._read, 1)
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
        self.timeline.sought.connect(self.playback.play)
        self.transcript.word_chosen.connect(self._play_word)
        self.transcript.sound_chosen.connect(self.playback.play)
        self.details.play_wanted.connect(self.playback.play)
        self.details.given.connect(self.correcting.give)
        self.details.taken_back.connect(self.correcting.take_back)
        self.details.choose_wanted.connect(self.asking_which.ask)
        self.asking_which.given.connect(self.correcting.give)
        self.asking_which.play_wanted.connect(self.playback.play)
        self.correcting.changed.connect(self._refresh)
        self.versions.compare_wanted.connect(self._read.setHidden)
        self.versions.comparison.play_wanted.connect(self.playback.play)
        self.play_bar.toggled.connect(self.playback.toggle)
        self.play_bar.stopped.connect(self.playback.stop)
        self.play_bar.stepped.connect(self.playback.step)
        self.playback.moved.connect(self._follow)
        self.playback.moved.connect(self.correcting.stand_at)
        self.playback.changed.connect(self.play_bar.show_state)
        self.playback.failed.connect(self._cannot_play)
        for key, seconds in ((Qt.Key.Key_Left, -STEP), (Qt.Key.Key_Right, STEP)):
            shortcut = QShortcut(QKeySequence(key), self, context=Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(lambda seconds=seconds: self.playback.step(seconds))

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
        self._show_sound(attempt, has_sound)
        transcript = review.transcript if review is not None else Transcript("", ())
        self.transcript.setVisible(review is not None)
        self.transcript.set_transcript(transcript, report.moments if report is not None else (), self._names)
        doubtful = self.transcript.doubtful
        self.legend.say(self._texts(msg("review.transcript.doubtful", n=doubtful)) if doubtful else "")
        self.details.setVisible(report is not None)
        self._show_details(attempt)
        self.correcting.show_attempt(attempt)
        self._states.setCurrentIndex(1)
        self.shown.emit(attempt)
        bar.setValue(at)
        QTimer.singleShot(0, bar, lambda: bar.setValue(at))

    def _show_details(self, attempt: Attempt) -> None:
        report = attempt.review.report if attempt.review is not None else None
        self.details.show_report(
            report or Report((), (), ()),
            self._names,
            attempt.question.anchors if attempt.question is not None else ANCHORS,
            playable=attempt.recording is not None and attempt.recording.path.is_file(),
            corrections=attempt.corrections,
            transcript=attempt.review.transcript if attempt.review is not None else Transcript("", ()),
            terms_asked=attempt.question.key_terms if attempt.question is not None else (),
        )
        self.asking_which.show_attempt(attempt)

    def _refresh(self, attempt: Attempt) -> None:
        """Show what a correction changed, and leave everything where it is."""
        if not self._shows(attempt) or attempt.review is None:
            return
        self._attempt = attempt
        report, bar = attempt.review.report, self._scroll.verticalScrollBar()
        at = bar.value()
        self.feedback.show_report(report)
        self.timeline.set_moments(report.moments if report is not None else ())
        self.transcript.set_moments(report.moments if report is not None else ())
        self._show_details(attempt)
        self.shown.emit(attempt)
        QTimer.singleShot(0, bar, lambda: bar.setValue(at))

    def _save(self, write: Callable[[], object], done: Callable[[object], None]) -> object:
        return self._bridge.call("errand", write, on_done=done)

    def _show_sound(self, attempt: Attempt, has_sound: bool) -> None:
        """Show the timeline, and read the waveform while the page is already there."""
        recording, values = attempt.recording, values_of(attempt, self._names, with_sound=has_sound)
        seconds = values.seconds
        self.timeline.setVisible(seconds > 0)
        self.timeline.set_values(values)
        self.play_bar.show_length(seconds)
        self.play_bar.allow(has_sound)
        self.sound_note.say("" if has_sound else self._texts(msg("review.sound.missing")))
        self.playback.load(recording.path if recording is not None and has_sound else None, seconds)
        if recording is not None and has_sound:
            self._read_waveform(attempt, recording.path)

    def _read_waveform(self, attempt: Attempt, path: Path) -> None:
        def show(sound: object) -> None:
            if self._shows(attempt) and isinstance(sound, Envelope):
                self.timeline.set_sound(sound)

        def fail(_: BaseException) -> None:
            if self._shows(attempt):
                self.sound_note.say(self._texts(msg("review.sound.unreadable")))

        self._bridge.call("errand", lambda: envelope(self._read_sound(path)[0]), show, fail)

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
        for part in (self.heading, self.feedback, self.waiting, self.told, self.timeline, self.play_bar):
            part.set_theme(theme)
        for other in (self.sound_note, self.add_filler, self.transcript, self.legend, self.details):
            other.set_theme(theme)
        for last in (self.versions, self.empty):
            last.set_theme(theme)
        self._sheet.setMaximumWidth(theme.px(WIDEST))
        self._arrange()

    def _arrange(self) -> None:
        """Put transcript and details side by side where there is room."""
        stacked = self.width() < self._theme.px(STACKED)
        direction = QBoxLayout.Direction.TopToBottom if stacked else QBoxLayout.Direction.LeftToRight
        self._pair.setDirection(direction)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's own name
        """Arrange again."""
        super().resizeEvent(event)
        self._arrange()

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

    def _follow(self, seconds: float) -> None:
        self.timeline.set_cursor(seconds)
        self.play_bar.show_position(seconds)
        for words in (self.transcript, self.versions.comparison):
            words.follow(seconds if self.playback.state != "stopped" else None)

    def _cannot_play(self, error: CoachError) -> None:
        words = [self._texts(error.message)] + ([self._texts(error.advice)] if error.advice is not None else [])
        self.sound_note.say(" ".join(words))
