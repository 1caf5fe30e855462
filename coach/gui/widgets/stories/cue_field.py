"""Cue words for one anchor: its shape and name, a line to write in, and a calm count of the words."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLineEdit, QVBoxLayout, QWidget

from coach.gui.names import anchor_cue, anchor_name
from coach.gui.theme import MARGIN, Theme
from coach.gui.widgets.anchor_strip import AnchorMark
from coach.gui.widgets.paragraph import Paragraph, tell
from coach.messages import Texts, msg
from coach.practice.stories import MOST_CUE_WORDS, count_words


class CueField(QWidget):
    """Take the cue of one anchor; more than nine words are kept, and the line below says that they are many."""

    edited = Signal()

    def __init__(self, texts: Texts, theme: Theme, anchor: str) -> None:
        super().__init__()
        self._texts = texts
        self._name = anchor_name(anchor, texts)
        self.mark = AnchorMark(theme, anchor, 0)
        self.label = QLabel(self._name)
        self.label.setStyleSheet("font-weight: 600;")
        self.line = QLineEdit()
        self.line.setPlaceholderText(anchor_cue(anchor, texts))
        self.count = Paragraph(theme, size=14, soft=True)
        self.label.setBuddy(self.line)
        head = QHBoxLayout()
        head.setSpacing(MARGIN)
        head.addWidget(self.mark, 0, Qt.AlignmentFlag.AlignVCenter)
        head.addWidget(self.label, 1)
        rows = QVBoxLayout(self)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(MARGIN // 2)
        rows.addLayout(head)
        rows.addWidget(self.line)
        rows.addWidget(self.count)
        self.line.textChanged.connect(lambda _: self._count())
        self.line.textEdited.connect(lambda _: self.edited.emit())
        self._count()

    @property
    def cue(self) -> str:
        """Return the cue as it stands."""
        return self.line.text().strip()

    def fill(self, cue: str) -> None:
        """Show a cue."""
        self.line.setText(cue)

    def set_theme(self, theme: Theme) -> None:
        """Take another theme."""
        self.mark.set_theme(theme)
        self.count.set_theme(theme)

    def _count(self) -> None:
        number = count_words(self.line.text())
        words = msg("stories.cue.count", n=number, most=MOST_CUE_WORDS)
        if number > MOST_CUE_WORDS:
            words = msg("stories.cue.many", n=number, most=MOST_CUE_WORDS)
        self.count.say(self._texts(words))
        tell(self.line, self._texts(msg("stories.cue.of", anchor=self._name)), self.count.plain)
