"""Reading a take: its words, and the details of what was heard in them."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QVBoxLayout, QWidget

from coach.gui.theme import MARGIN, Theme
from coach.gui.widgets.paragraph import Paragraph
from coach.gui.widgets.review.details import Details
from coach.gui.widgets.transcript.view import TranscriptView
from coach.messages import Texts, msg
from coach.model import ANCHORS, Attempt, Report, Transcript

STACKED = 900
"""Width in pixels, at 100 % text, under which transcript and details stand one below the other."""


class Reading(QWidget):
    """Show the transcript that counts beside its details."""

    def __init__(self, texts: Texts, theme: Theme) -> None:
        super().__init__()
        self._texts = texts
        self._theme = theme
        self.transcript = TranscriptView(texts, theme)
        self.legend = Paragraph(theme, size=14, soft=True)
        self.details = Details(texts, theme)
        self._pair = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._pair.setContentsMargins(0, 0, 0, 0)
        self._pair.setSpacing(4 * MARGIN)
        self._told = QVBoxLayout()
        self._told.setSpacing(MARGIN)
        self._told.addWidget(self.transcript)
        self._told.addWidget(self.legend)
        self._told.addStretch(1)
        self._pair.addLayout(self._told, 3)
        self._pair.addWidget(self.details, 2)

    def show_attempt(self, attempt: Attempt, names: Mapping[str, str]) -> None:
        """Show the words of a take; `names` holds what anchors are called."""
        review = attempt.review
        report = review.report if review is not None else None
        self.transcript.setVisible(review is not None)
        transcript = review.transcript if review is not None else Transcript("", ())
        self.transcript.set_transcript(transcript, report.moments if report is not None else (), names)
        doubtful = self.transcript.doubtful
        self.legend.say(self._texts(msg("review.transcript.doubtful", n=doubtful)) if doubtful else "")
        self.details.setVisible(report is not None)
        self._show_details(attempt, names)

    def show_corrected(self, attempt: Attempt, names: Mapping[str, str]) -> None:
        """Show what a correction changed in the same words."""
        report = attempt.review.report if attempt.review is not None else None
        self.transcript.set_moments(report.moments if report is not None else ())
        self._show_details(attempt, names)

    def _show_details(self, attempt: Attempt, names: Mapping[str, str]) -> None:
        report = attempt.review.report if attempt.review is not None else None
        self.details.show_report(
            report or Report((), (), ()),
            names,
            attempt.question.anchors if attempt.question is not None else ANCHORS,
            playable=attempt.recording is not None and attempt.recording.path.is_file(),
            corrections=attempt.corrections,
            transcript=attempt.review.transcript if attempt.review is not None else Transcript("", ()),
            terms_asked=attempt.question.key_terms if attempt.question is not None else (),
        )

    def set_theme(self, theme: Theme) -> None:
        """Take over another theme."""
        self._theme = theme
        for part in (self.transcript, self.legend, self.details):
            part.set_theme(theme)
        self._arrange()

    def _arrange(self) -> None:
        """Put transcript and details side by side where there is room."""
        stacked = self.width() < self._theme.px(STACKED) - 8 * MARGIN
        direction = QBoxLayout.Direction.TopToBottom if stacked else QBoxLayout.Direction.LeftToRight
        self._pair.setDirection(direction)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's own name
        """Arrange again."""
        super().resizeEvent(event)
        self._arrange()
