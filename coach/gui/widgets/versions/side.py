"""One side of a comparison: whose transcript, how much is in it, its words, and the wish to use it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from coach.analysis.compare import Written
from coach.gui.theme import MARGIN, Theme
from coach.gui.widgets.choice import Choice
from coach.gui.widgets.paragraph import Paragraph, tell
from coach.gui.widgets.versions.compared import ComparedView, Mark
from coach.messages import Message, Texts, msg


class Side(QWidget):
    """Show one transcript of two."""

    chosen = Signal(str)
    """Show the transcript of this review here."""
    use_wanted = Signal(str)
    """Let this review count."""
    play_wanted = Signal(float)
    """Play from here (seconds)."""

    def __init__(self, texts: Texts, theme: Theme, name: Message) -> None:
        super().__init__()
        self._texts = texts
        self._review = ""
        self._written = Written(())
        self.choice = Choice()
        tell(self.choice, texts(name))
        self.counts = Paragraph(theme, size=14, soft=True)
        self.view = ComparedView(texts, theme)
        self.use = QPushButton(texts(msg("compare.use")))
        self.used = Paragraph(theme, size=14, soft=True)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(MARGIN)
        for widget in (self.choice, self.counts, self.view):
            column.addWidget(widget)
        column.addWidget(self.use, 0, Qt.AlignmentFlag.AlignLeft)
        column.addWidget(self.used)
        column.addStretch(1)
        self.choice.activated.connect(lambda _: self.chosen.emit(self.choice.currentData()))
        self.use.clicked.connect(lambda: self.use_wanted.emit(self._review))
        self.view.word_chosen.connect(lambda word: self.play_wanted.emit(self._written.words[word].start))

    def show_choice(self, names: Mapping[str, str], shown: str, used: str) -> None:
        """Offer the transcripts of the take by their reviews' ids, with the one that shows and the one that counts."""
        self._review = shown
        self.choice.fill([(name, key) for key, name in names.items()], shown)
        name = names[shown]
        self.view.setAccessibleName(self._texts(msg("compare.side.text", name=name)))
        in_use, had_focus = shown == used, self.use.hasFocus()
        self.use.setVisible(not in_use)
        tell(self.use, self._texts(msg("compare.use.name", name=name)))
        self.used.say(self._texts(msg("compare.used")) if in_use else "")
        if in_use and had_focus:
            self.view.setFocus()

    def show_words(self, written: Written, side: Sequence[Mark]) -> None:
        """Show what the transcript says and what differs."""
        self._written = written
        said = [msg("compare.words", n=len(written.words)), msg("compare.written", n=len(written.fillers))]
        if written.sounds:
            said.append(msg("compare.sounds", n=written.sounds))
        self.counts.say(" · ".join(self._texts(one) for one in said))
        self.view.show_marks(written, side)

    def set_theme(self, theme: Theme) -> None:
        """Take over another theme."""
        self.counts.set_theme(theme)
        self.used.set_theme(theme)
        self.view.set_theme(theme)
