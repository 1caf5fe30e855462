"""The four steps of every question, with the present one marked by more than colour."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from coach.gui.theme import MARGIN, Theme
from coach.messages import Texts, msg

STEPS = (
    msg("practice.step.read"),
    msg("practice.step.think"),
    msg("practice.step.speak"),
    msg("practice.step.look_back"),
)


class Steps(QWidget):
    """Draw Read > Think > Speak > Look back over a line with a dot on the present step."""

    def __init__(self, texts: Texts, theme: Theme) -> None:
        super().__init__()
        self._texts = texts
        self._theme = theme
        self._names = [texts(step) for step in STEPS]
        self._at = 0
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.show_step(0)

    @property
    def at(self) -> int:
        """Return the present step, from 0."""
        return self._at

    def show_step(self, at: int) -> None:
        """Mark the present step, from 0."""
        self._at = at
        self.setAccessibleName(self._texts(msg("practice.step.at", name=self._names[at], number=at + 1)))
        self.update()

    def set_theme(self, theme: Theme) -> None:
        """Take another theme."""
        self._theme = theme
        self.updateGeometry()
        self.update()

    def _widths(self) -> list[int]:
        metrics = QFontMetrics(self._theme.font(14, bold=True))
        return [metrics.horizontalAdvance(name) + 3 * MARGIN for name in self._names]

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's own name
        """Return the room for four names and the line below them."""
        height = QFontMetrics(self._theme.font(14, bold=True)).height()
        return QSize(sum(self._widths()), height + 3 * MARGIN)

    def minimumSizeHint(self) -> QSize:  # noqa: N802 - Qt's own name
        """Return the same: names are never cut."""
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 - Qt's own name
        """Draw the names, the line and the dots."""
        theme, painter = self._theme, QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        widths = self._widths()
        middles = [sum(widths[:i]) + widths[i] / 2 for i in range(len(widths))]
        line = self.height() - 1.5 * MARGIN
        painter.setPen(QPen(theme.colour("line"), 1.5))
        painter.drawLine(QPointF(middles[0], line), QPointF(middles[-1], line))
        for number, (name, middle) in enumerate(zip(self._names, middles, strict=True)):
            here = number == self._at
            painter.setFont(theme.font(14, bold=here))
            painter.setPen(theme.colour("text" if here else "soft"))
            room = QRectF(middle - widths[number] / 2, 0, widths[number], line - MARGIN)
            painter.drawText(room, Qt.AlignmentFlag.AlignCenter, name)
            painter.setPen(QPen(theme.colour("accent" if here else "line"), 1.5))
            painter.setBrush(theme.colour("accent" if number <= self._at else "ground"))
            radius = 6.0 if here else 3.5
            painter.drawEllipse(QPointF(middle, line), radius, radius)
        painter.end()
