"""An anchor or a step of the structure as it stands, and what a person may say of it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from uuid import uuid4

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QGridLayout, QPushButton, QVBoxLayout, QWidget

from coach.analysis.verdicts.findings import Standing, judged_kind
from coach.analysis.verdicts.shares import Share
from coach.gui.theme import MARGIN, Theme, anchor_path
from coach.gui.widgets.forms.flow import flow
from coach.gui.widgets.judging.wish import QUOTE, Wish, shortened
from coach.gui.widgets.paragraph import Paragraph
from coach.gui.widgets.signs.play_button import plain_line, play_button
from coach.gui.wording import finding_name, found_name
from coach.messages import Message, Texts, msg
from coach.model import Correction, Finding


class ShapeMark(QWidget):
    """Draw an anchor's shape: filled = heard, outlined = touched on, a thin outline of the line colour = not yet."""

    def __init__(self, theme: Theme, finding: Finding, place: int) -> None:
        super().__init__()
        self._theme, self._finding, self._place = theme, finding, place
        self.setFixedSize(QSize(theme.px(18), theme.px(24)))

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 - Qt's own name
        """Draw the shape."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        theme, state = self._theme, self._finding.state
        colour = theme.anchor_colour(self._finding.name, self._place) if state != "missing" else theme.colour("line")
        painter.setPen(QPen(colour, 1.5))
        painter.setBrush(colour if state == "found" else Qt.BrushStyle.NoBrush)
        size = theme.px(14)
        rect = QRectF(2, (self.height() - size) / 2, size, size)
        painter.drawPath(anchor_path(self._finding.name, rect, self._place))
        painter.end()


class FindingRow(QWidget):
    """Show what was heard of one anchor or step, with the sentence, and offer to say otherwise."""

    play_wanted = Signal(float, object)
    """Play from here (seconds), to there (seconds or None)."""
    given = Signal(object)
    """A verdict, as a Correction."""
    taken_back = Signal(object)
    """The Correction that counts no more."""
    choose_wanted = Signal(object)
    """A Wish: which sentence was it?"""

    def __init__(
        self,
        texts: Texts,
        theme: Theme,
        standing: Standing,
        place: int,
        *,
        playable: bool,
        share: Share | None = None,
    ) -> None:
        super().__init__()
        self._texts, self._theme, self._standing = texts, theme, standing
        finding = standing.finding
        self.key = (judged_kind(finding.name), finding.name, place)
        self.name = finding_name(finding.name, texts)
        self.buttons: list[QPushButton] = []
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(MARGIN)
        grid.setVerticalSpacing(0)
        grid.setColumnStretch(1, 1)
        line = texts(msg("review.details.finding", name=self.name, state=found_name(finding.state, texts)))
        middle = Qt.AlignmentFlag.AlignVCenter
        grid.addWidget(ShapeMark(theme, finding, place), 0, 0, middle)
        grid.addWidget(plain_line(line), 0, 1, middle)
        if finding.quote:
            quote = texts(msg("review.details.quote", quote=shortened(finding.quote)))
            grid.addWidget(Paragraph(theme, quote, size=14, soft=True), 1, 1)
        if finding.at is not None:
            until = standing.spot.until if standing.spot is not None else None
            grid.addWidget(play_button(texts, theme, (finding.at, until), line, self._play, playable), 0, 2, middle)
        if share is not None:
            grid.addWidget(Paragraph(theme, texts(share.words), size=14, soft=True), 2, 1)
        grid.addWidget(flow(*self._offers()), 3, 1, 1, 2)
        for row, refused in enumerate(standing.refused, 4):
            grid.addWidget(self._refused(refused), row, 1, 1, 2)

    def _offers(self) -> Iterator[QWidget]:
        """Make what can be said of it, and by whose word it stands."""
        state, by = self._standing.finding.state, self._standing.by
        if by is not None:
            said = plain_line(self._texts(msg("judging.by_you")))
            said.setWordWrap(False)
            said.setProperty("type", "small")
            said.setProperty("tone", "soft")
            undo = self._button(msg("review.verdict.undo"), lambda: self.taken_back.emit(by))
            said.setMinimumHeight(undo.sizeHint().height())  # level with what stands beside it
            yield said
            yield undo
        elif state == "weak":
            yield self._button(msg("review.verdict.confirm"), lambda: self._give("confirmed"))
        if by is None and state != "missing":
            yield self._button(msg("judging.not_it"), lambda: self._give("dismissed"))
        yield self._button(msg("judging.said") if state == "missing" else msg("judging.other"), self._choose)

    def _refused(self, verdict: Correction) -> QWidget:
        """Show a sentence that is not it, with the way back."""
        widget = QWidget()
        column = QVBoxLayout(widget)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        said = self._texts(msg("judging.refused", quote=shortened(verdict.quote, QUOTE // 2)))
        column.addWidget(Paragraph(self._theme, said, size=14, soft=True))
        back = self._button(msg("review.verdict.undo"), lambda: self.taken_back.emit(verdict), said)
        column.addWidget(back, 0, Qt.AlignmentFlag.AlignLeft)
        return widget

    def _button(self, word: Message, press: Callable[[], None], about: str = "") -> QPushButton:
        button = QPushButton(self._texts(word))
        button.setProperty("kind", "quiet")
        button.setAccessibleName(self._texts(msg("review.verdict.of_untimed", what=word, name=about or self.name)))
        button.clicked.connect(lambda: press())
        self.buttons.append(button)
        return button

    def _give(self, said: str) -> None:
        finding, spot = self._standing.finding, self._standing.spot
        kind, name, _ = self.key
        span = (spot.at, spot.until) if spot is not None else (finding.at, None)
        self.given.emit(Correction(uuid4().hex, kind, name, said, *span, finding.quote))  # type: ignore[arg-type]

    def _choose(self) -> None:
        kind, name, _ = self.key
        self.choose_wanted.emit(Wish(kind, name, self.name))

    def _play(self, start: float, end: float | None) -> None:
        self.play_wanted.emit(start, end)
