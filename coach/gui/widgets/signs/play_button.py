"""What stands beside a finding in a list: the button that plays it, and a line level with it."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QPushButton

from coach.gui.names import clock
from coach.gui.theme import Theme
from coach.gui.widgets.paragraph import tell
from coach.gui.widgets.signs.icons import put_icon
from coach.messages import Texts, msg

LEAD = 0.4
"""Seconds that a moment is played before it starts, so that the ear finds its way."""

Wanted = Callable[[float, float | None], None]


def play_button(
    texts: Texts, theme: Theme, span: tuple[float, float | None], what: str, wanted: Wanted, playable: bool
) -> QPushButton:
    """Make a button that plays a stretch of the take, with a short lead; its words are the place."""
    start, end = span
    button = QPushButton(clock(start))
    button.setProperty("kind", "plain")
    put_icon(button, "play", theme, "accent", 14)
    button.setEnabled(playable)
    tell(button, texts(msg("review.details.play", at=clock(start), what=what)))
    begin = max(start - LEAD, 0.0)
    last = None if end is None else end + LEAD
    button.clicked.connect(lambda: wanted(begin, last))
    return button


def plain_line(text: str) -> QLabel:
    """Make a line beside a sign or a button, level with it; running text is a Paragraph."""
    label = QLabel(text)
    label.setWordWrap(True)
    label.setTextFormat(Qt.TextFormat.PlainText)
    return label
