"""How loud the microphone is, as bars and in words."""

from __future__ import annotations

import math
import time
from collections import deque
from collections.abc import Callable

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from coach.gui.theme import MARGIN, Theme
from coach.gui.widgets.paragraph import Paragraph
from coach.messages import Message, Texts, msg
from coach.practice.ports import Level

BARS = 24
FLOOR = -54.0
"""Decibels below full scale that draw no bar: the noise of a quiet room through a laptop's microphone."""

QUIET = -42.0
"""Decibels: the loudest second of speech stays under this only when the microphone is far away or turned down."""

CLIPPED = 0.98
"""Of full scale: from here on a converter cuts the tops of the wave."""

SPAN = 0.1
"""Seconds between two bars, and the fastest that the picture changes."""

HOLD = 3.0
"""Seconds that a word about the level stays, so that the line does not flicker."""


def decibels(rms: float) -> float:
    """Return the level in decibels below full scale."""
    return 20 * math.log10(max(rms, 1e-6))


class LevelBars(QWidget):
    """Draw the last two and a half seconds of loudness."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._heights: deque[float] = deque([0.0] * BARS, maxlen=BARS)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    @property
    def heights(self) -> list[float]:
        """Return the bars, oldest first, each 0 to 1."""
        return list(self._heights)

    def push(self, height: float) -> None:
        """Add a bar, 0 to 1."""
        self._heights.append(min(1.0, max(0.0, height)))
        self.update()

    def clear(self) -> None:
        """Draw no bars."""
        self._heights.extend([0.0] * BARS)
        self.update()

    def set_theme(self, theme: Theme) -> None:
        """Take another theme."""
        self._theme = theme
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's own name
        """Return room for the bars."""
        return QSize(BARS * 6, self._theme.px(32))

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 - Qt's own name
        """Draw each bar from the middle line."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        middle, room = self.height() / 2, self.height() - 4
        for number, height in enumerate(self._heights):
            painter.setBrush(self._theme.colour("accent" if height > 0 else "line"))
            tall = max(3.0, height * room)
            painter.drawRoundedRect(QRectF(number * 6 + 1, middle - tall / 2, 3.5, tall), 1.75, 1.75)
        painter.end()


class LevelMeter(QWidget):
    """Show the level as bars, and say in words what it means; the words change at most every few seconds."""

    def __init__(
        self,
        texts: Texts,
        theme: Theme,
        clock: Callable[[], float] = time.monotonic,
        idle: Message = msg("practice.level.none"),  # noqa: B008 - a message is frozen
    ) -> None:
        super().__init__()
        self._idle = idle
        self._texts = texts
        self._clock = clock
        self._drawn_at = self._said_at = -math.inf
        self._loudest = 0.0
        self._peak = 0.0
        self.bars = LevelBars(theme)
        self.words = Paragraph(theme, size=14, soft=True)
        self.words.setAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(2 * MARGIN)
        row.addWidget(self.bars)
        row.addWidget(self.words, 1)
        self.set_theme(theme)
        self._say(self._idle)

    def show_level(self, level: Level) -> None:
        """Take the level of one block."""
        now = self._clock()
        self._loudest = max(self._loudest, level.rms)
        self._peak = max(self._peak, level.peak)
        if now - self._drawn_at >= SPAN:
            self._drawn_at = now
            self.bars.push(0.0 if level.paused else 1 - decibels(level.rms) / FLOOR)
        if now - self._said_at >= HOLD or level.silent:
            self._said_at = now
            self._say(self._judge(level))
            self._loudest = self._peak = 0.0

    def clear(self) -> None:
        """Go back to before the first block."""
        self._drawn_at = self._said_at = -math.inf
        self._loudest = self._peak = 0.0
        self.bars.clear()
        self._say(self._idle)

    def set_theme(self, theme: Theme) -> None:
        """Take another theme."""
        self.bars.set_theme(theme)
        self.words.set_theme(theme)
        # The air between lines of running text is below each line: as much above puts the words level with the bars.
        self.words.setContentsMargins(0, theme.px(7), 0, 0)

    def _judge(self, level: Level) -> Message:
        if level.paused:
            return msg("practice.level.paused")
        if level.silent:
            return msg("practice.level.silent")
        if self._peak >= CLIPPED:
            return msg("practice.level.loud")
        if decibels(self._loudest) < QUIET:
            return msg("practice.level.quiet")
        return msg("practice.level.good")

    def _say(self, message: Message) -> None:
        text = self._texts(message)
        self.words.say(text)
        self.setAccessibleName(self._texts(msg("practice.level", words=text)))
        self.bars.setAccessibleName(text)
