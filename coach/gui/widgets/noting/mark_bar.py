"""The button that marks the place where the sound stands, and the line for what to call it."""

from __future__ import annotations

from PySide6.QtCore import QSize, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from coach.gui.names import clock
from coach.gui.theme import MARGIN, Theme
from coach.gui.widgets.noting.inline import InlineField
from coach.gui.widgets.paragraph import Paragraph, tell
from coach.messages import Texts, msg

WIDEST = 360
"""Pixels, at 100 % text, that the line for a name is wide at most."""


class MarkBar(QWidget):
    """Offer to mark a place; a mark is kept at once, and may be given a name while the sound goes on.

    `beside` is what else can be done at the place where the sound stands.
    """

    wanted = Signal()
    labelled = Signal(str)
    """What the last mark is called."""

    def __init__(self, texts: Texts, theme: Theme, beside: QWidget) -> None:
        super().__init__()
        self._texts = texts
        self._beside = beside
        self._came_from: QWidget | None = None
        self.button = QPushButton(texts(msg("noting.bookmark.add")))
        self.button.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        tell(self.button, self.button.text(), texts(msg("noting.bookmark.how")))
        self.button.setToolTip(texts(msg("noting.bookmark.how")))
        self.button.clicked.connect(self.wanted)
        self.said = Paragraph(theme, size=14, soft=True)
        self.field = InlineField()
        self.field.setPlaceholderText(texts(msg("noting.bookmark.label")))
        tell(self.field, texts(msg("noting.bookmark.label")), texts(msg("noting.inline.keys")))
        self.field.kept.connect(self._keep)
        self.field.left.connect(self._rest)
        self._row = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._row.setSpacing(MARGIN)
        self._row.addWidget(self.button)
        self._row.addWidget(beside, 1)
        self._line = QWidget()
        line = QVBoxLayout(self._line)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(MARGIN // 2)
        short = QHBoxLayout()
        short.addWidget(self.field, 1000)
        short.addStretch(1)
        line.addWidget(self.said)
        line.addLayout(short)
        rows = QVBoxLayout(self)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(MARGIN)
        rows.addLayout(self._row)
        rows.addWidget(self._line)
        self._line.hide()
        self.set_theme(theme)

    def allow(self, wanted: bool) -> None:
        """Let places be marked, or not: without a sound there are none."""
        self.button.setVisible(wanted)

    def offer(self, at: float) -> None:
        """Say that a place (seconds) is marked, and take a name for it."""
        if not self.field.focused:
            self._came_from = self.window().focusWidget()
        named = self._texts(msg("noting.bookmark.label_at", at=clock(at)))
        tell(self.field, named, self._texts(msg("noting.inline.keys")))
        self.said.say(self._texts(msg("noting.bookmark.marked", at=clock(at))))
        self._line.show()
        self.field.open()

    def rest(self) -> None:
        """Take no name any more: another take shows."""
        self.field.leave()

    def set_theme(self, theme: Theme) -> None:
        """Take over another theme."""
        self.said.set_theme(theme)
        self.field.setMaximumWidth(theme.px(WIDEST))

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's own name
        """Put one button below the other where there is no room for both."""
        super().resizeEvent(event)
        wide = self.button.sizeHint().width() + MARGIN + self._beside.minimumSizeHint().width()
        down, right = QBoxLayout.Direction.TopToBottom, QBoxLayout.Direction.LeftToRight
        self._row.setDirection(down if wide > self.width() else right)

    def minimumSizeHint(self) -> QSize:  # noqa: N802 - Qt's own name
        """Be as narrow as the buttons one below the other."""
        widths = (self.button.sizeHint().width(), self._beside.minimumSizeHint().width())
        return QSize(max(widths), super().minimumSizeHint().height())

    def _keep(self, text: str) -> None:
        self.labelled.emit(text)
        self._rest()

    def _rest(self) -> None:
        """Give the focus back to where it was, unless it went on by itself."""
        before, self._came_from = self._came_from, None
        if self.field.focused:
            (before if before is not None and before.isVisible() else self.button).setFocus()
        self._line.hide()
