"""A piece of what was said, on one line, with the words that were searched for in bold and underlined."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QTextCharFormat, QTextLayout, QTextOption

from coach.gui.theme import Theme

LEAD = 24
"""Characters that stay before the first found word where the line is too short for all of them."""
BOLD = 0.94
"""Share of the line that plain type may fill, so that bold words still fit in."""

Hits = Sequence[tuple[int, int]]


def shorten(text: str, hits: Hits, metrics: QFontMetrics, room: int) -> tuple[str, Hits]:
    """Cut a text to the width of a line (pixels), with the first found word on it; return where the words are now."""
    text = text.replace("\n", " ")
    first, end = hits[0] if hits else (0, 0)
    if metrics.horizontalAdvance(text[:end]) > room * 0.7:
        start = text.rfind(" ", 0, max(first - LEAD, 0)) + 1
        if start:
            text = "… " + text[start:]
            hits = [(one - start + 2, other - start + 2) for one, other in hits if one >= start]
    shown = metrics.elidedText(text, Qt.TextElideMode.ElideRight, int(room * BOLD))
    whole = len(shown) if shown == text else len(shown) - 1
    return shown, [(one, min(other, whole)) for one, other in hits if one < whole]


def paint_excerpt(painter: QPainter, rect: QRectF, excerpt: str, hits: Hits, theme: Theme) -> None:
    """Paint an excerpt into the height of one line."""
    font = theme.font(14)
    text, hits = shorten(excerpt, hits, QFontMetrics(font), int(rect.width()))
    layout = QTextLayout(text, font)
    option = QTextOption(Qt.AlignmentFlag.AlignLeft)
    option.setWrapMode(QTextOption.WrapMode.NoWrap)
    layout.setTextOption(option)
    layout.setFormats([_found(start, end, theme) for start, end in hits])
    layout.beginLayout()
    line = layout.createLine()
    line.setLineWidth(rect.width())
    layout.endLayout()
    painter.setPen(theme.colour("soft"))
    layout.draw(painter, QPointF(rect.left(), rect.top() + (rect.height() - line.height()) / 2))


def _found(start: int, end: int, theme: Theme) -> QTextLayout.FormatRange:
    found = QTextLayout.FormatRange()
    found.start, found.length = start, end - start
    style = QTextCharFormat()
    style.setFontWeight(QFont.Weight.Bold)
    style.setFontUnderline(True)
    style.setForeground(theme.colour("text"))
    found.format = style
    return found
