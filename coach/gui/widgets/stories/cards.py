"""How a story stands in a list: its title, what it is for, and its cue words, each behind its anchor's shape."""

from __future__ import annotations

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter
from PySide6.QtWidgets import QStyleOptionViewItem

from coach.gui.theme import MARGIN, anchor_path
from coach.gui.widgets.forms.card import ABOUT, Card, Index
from coach.model import ANCHORS, Story

STORY = Qt.ItemDataRole.UserRole
SHAPE = 12
"""Pixels, at the usual text size, of an anchor's shape."""


def cue_lines(story: Story) -> list[tuple[str, str]]:
    """Return the anchors that have cue words, with these, in order."""
    return [(name, cue) for name in ANCHORS if (cue := story.cues.get(name, "").strip())]


class StoryCards(Card):
    """Draw the cards of a list of stories."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:  # noqa: N802 - Qt's own name
        """Return the room of the title and of all lines below it."""
        lines = len(cue_lines(index.data(STORY))) + bool(index.data(ABOUT))
        height = self._title_height() + lines * self._line_height() + 3 * MARGIN
        return QSize(self.list.viewport().width() - 4 * MARGIN, height)

    def draw(self, painter: QPainter, room: QRect, index: Index) -> None:
        """Draw the title and the lines below it."""
        top = self._write(painter, room, index.data(), "text", self._title_height(), bold=True)
        if index.data(ABOUT):
            line = QRect(room.left(), top, room.width(), room.height())
            top = self._write(painter, line, index.data(ABOUT), "soft", self._line_height(), size=14)
        for name, cue in cue_lines(index.data(STORY)):
            top = self._draw_cue(painter, QRect(room.left(), top, room.width(), self._line_height()), name, cue)

    def _draw_cue(self, painter: QPainter, room: QRect, name: str, cue: str) -> int:
        side = self.theme.px(SHAPE)
        shape = QRectF(room.left(), room.top() + (room.height() - side) / 2, side, side)
        painter.fillPath(anchor_path(name, shape), self.theme.anchor_colour(name))
        inside = room.adjusted(side + MARGIN, 0, 0, 0)
        return self._write(painter, inside, cue, "text", self._line_height(), size=14)

    def _write(
        self, painter: QPainter, room: QRect, text: str, token: str, height: int, *, size: int = 16, bold: bool = False
    ) -> int:
        """Write one line, cut at the edge where it must be, and return where the next begins."""
        font = self.theme.font(size, bold=bold)
        painter.setFont(font)
        painter.setPen(self.theme.colour(token))
        metrics = QFontMetrics(font)
        fitting = metrics.elidedText(text, Qt.TextElideMode.ElideRight, room.width())
        line = QRect(room.left(), room.top(), room.width(), height)
        painter.drawText(line, int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter), fitting)
        return room.top() + height

    def _title_height(self) -> int:
        return QFontMetrics(self.theme.font(16, bold=True)).height() + MARGIN // 2

    def _line_height(self) -> int:
        return QFontMetrics(self.theme.font(14)).height() + MARGIN // 2
