"""Who wrote the words that show, the others that did, and the ways to another transcript."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLabel, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from coach.gui.theme import MARGIN, Theme
from coach.gui.widgets.choice import Choice
from coach.gui.widgets.paragraph import tell
from coach.gui.widgets.versions.again import AgainCard
from coach.gui.widgets.versions.comparison import Comparison
from coach.messages import Texts, msg

LONGEST = 420
"""Pixels, at 100 % text, that the choice of a transcript is wide at most."""


class Versions(QWidget):
    """Show the transcripts of a take in one row, and below it what was asked for: another one, or two side by side."""

    chosen = Signal(str)
    """Let the review with this id count."""
    again_wanted = Signal()
    """Offer the engines."""
    compare_wanted = Signal(bool)
    """Show two transcripts side by side, or no longer."""

    def __init__(self, texts: Texts, theme: Theme) -> None:
        super().__init__()
        self._texts = texts
        self._theme = theme
        self.by = QLabel(texts(msg("versions.by")))
        self.by.setProperty("tone", "soft")
        self.only = QLabel()
        self.only.setWordWrap(True)
        self.choice = Choice()
        self.choice.setSizeAdjustPolicy(Choice.SizeAdjustPolicy.AdjustToContents)
        self.choice.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        tell(self.choice, texts(msg("versions.choose")), texts(msg("versions.choose.how")))
        self.by.setBuddy(self.choice)
        self.compare = QPushButton(texts(msg("versions.compare")))
        self.compare.setCheckable(True)
        tell(self.compare, texts(msg("versions.compare.name")))
        self.again = QPushButton(texts(msg("versions.again")))
        tell(self.again, texts(msg("versions.again")))
        self.card = AgainCard(texts, theme)
        self.comparison = Comparison(texts, theme)
        self.comparison.hide()
        self._lay_out()
        self.choice.activated.connect(lambda _: self.chosen.emit(self.choice.currentData()))
        self.again.clicked.connect(self.again_wanted)
        self.compare.toggled.connect(self.compare_wanted)
        self.card.left.connect(self.again.setFocus)
        self.comparison.use_wanted.connect(self.chosen)
        self.set_theme(theme)

    def _lay_out(self) -> None:
        self._row = QGridLayout()
        self._row.setHorizontalSpacing(2 * MARGIN)
        self._row.setVerticalSpacing(MARGIN)
        self._row.setColumnStretch(3, 1)
        self._buttons = QWidget()
        buttons = QHBoxLayout(self._buttons)
        buttons.setContentsMargins(0, 0, 0, 0)
        buttons.setSpacing(MARGIN)
        for button in (self.compare, self.again):
            button.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
            buttons.addWidget(button)
        buttons.addStretch(1)
        column = QVBoxLayout(self)
        column.setSpacing(2 * MARGIN)
        column.addLayout(self._row)
        column.addWidget(self.card)
        column.addWidget(self.comparison)
        column.setContentsMargins(0, 0, 0, MARGIN)

    def show_names(self, names: Mapping[str, str], used: str, *, has_sound: bool) -> None:
        """Name the transcripts by their reviews' ids, the newest first, and the one that counts."""
        self.setVisible(bool(names))
        several = len(names) > 1
        self.choice.fill([(name, key) for key, name in names.items()], used)
        self.choice.setVisible(several)
        self.compare.setVisible(several)
        self.only.setText(names.get(used, ""))
        self.only.setVisible(not several)
        self.again.setEnabled(has_sound)
        if not several:
            self.compare.setChecked(False)
        self._arrange()

    def set_theme(self, theme: Theme) -> None:
        """Take over another theme."""
        self._theme = theme
        self.choice.setMaximumWidth(theme.px(LONGEST))
        self.card.set_theme(theme)
        self.comparison.set_theme(theme)
        self._arrange()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's own name
        """Put the buttons below the name where there is no room beside it."""
        super().resizeEvent(event)
        self._arrange()

    def _arrange(self) -> None:
        """Place the name, the choice and the buttons."""
        middle = Qt.AlignmentFlag.AlignVCenter
        name = self.only.fontMetrics().horizontalAdvance(self.only.text())
        if not self.choice.isHidden():
            name = min(self.choice.sizeHint().width(), self.choice.maximumWidth())
        wide = self.by.sizeHint().width() + name + self._buttons.sizeHint().width()
        beside = self.width() >= wide + 6 * MARGIN
        self._row.addWidget(self.by, 0, 0, middle)
        self._row.addWidget(self.choice, 0, 1)
        self._row.addWidget(self.only, 0, 1, middle)
        if beside:
            self._row.addWidget(self._buttons, 0, 2)
        else:
            self._row.addWidget(self._buttons, 1, 0, 1, 3)
