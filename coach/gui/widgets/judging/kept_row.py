"""A person's word on a sentence that the present text does not have: kept, told, and theirs to take back."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QPushButton, QWidget

from coach.gui.theme import MARGIN, Theme
from coach.gui.widgets.paragraph import Paragraph
from coach.gui.widgets.signs.play_button import plain_line, play_button
from coach.gui.wording import finding_name
from coach.messages import Texts, msg
from coach.model import Correction


class KeptRow(QWidget):
    """Show what a verdict was on, where its sound is, and the way to take it back."""

    play_wanted = Signal(float, object)
    taken_back = Signal(object)
    """The Correction that counts no more."""

    def __init__(self, texts: Texts, theme: Theme, verdict: Correction, *, playable: bool) -> None:
        super().__init__()
        name = verdict.name if verdict.kind == "key_term" else finding_name(verdict.name, texts)
        self.key = ("kept", verdict.id, 0)
        refused = verdict.verdict == "dismissed"
        words = msg("judging.kept.refused", name=name) if refused else msg("judging.kept.said", name=name)
        line = texts(words)
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(MARGIN)
        grid.setVerticalSpacing(0)
        grid.setColumnStretch(0, 1)
        grid.addWidget(plain_line(line), 0, 0)
        quote = texts(msg("review.details.quote", quote=verdict.quote))
        grid.addWidget(Paragraph(theme, quote, size=14, soft=True), 1, 0, 1, 2)
        if verdict.start is not None:
            span = (verdict.start, verdict.end)
            grid.addWidget(play_button(texts, theme, span, line, self._play, playable), 0, 1)
        back = QPushButton(texts(msg("review.verdict.undo")))
        back.setProperty("kind", "quiet")
        back.setAccessibleName(texts(msg("review.verdict.of_untimed", what=back.text(), name=line)))
        back.clicked.connect(lambda: self.taken_back.emit(verdict))
        self.buttons = [back]
        grid.addWidget(back, 2, 0, Qt.AlignmentFlag.AlignLeft)

    def _play(self, start: float, end: float | None) -> None:
        self.play_wanted.emit(start, end)
