"""What is stored where: each kind with its place, how much it is, and what deleting everything does to it."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from coach.gui.theme import MARGIN, Theme
from coach.gui.widgets.paragraph import Paragraph
from coach.messages import Message, Texts, msg
from coach.practice.history import Stored
from coach.practice.keeping.backup import ALWAYS_DELETED

NAMES: dict[str, Message] = {
    "database": msg("keeping.kind.database"),
    "recordings": msg("keeping.kind.recordings"),
    "backups": msg("keeping.kind.backups"),
    "models": msg("keeping.kind.models"),
    "packs": msg("keeping.kind.packs"),
    "voice": msg("keeping.kind.voice"),
    "reports": msg("keeping.kind.reports"),
    "settings": msg("keeping.kind.settings"),
    "log": msg("keeping.kind.log"),
}
_FATES: dict[str, Message] = {
    "models": msg("keeping.fate.asked"),
    "settings": msg("keeping.fate.asked"),
    "log": msg("keeping.fate.log"),
}

NARROW = 10 * MARGIN
"""Pixels to which a text with a path may shrink: it breaks after each folder."""


class StoredList(QWidget):
    """List the kinds, each with a bold line and a soft one."""

    def __init__(self, texts: Texts, theme: Theme) -> None:
        super().__init__()
        self._texts = texts
        self._theme = theme
        self.lines: dict[str, tuple[Paragraph, Paragraph]] = {}
        self._rows = QVBoxLayout(self)
        self._rows.setContentsMargins(0, 0, 0, 0)
        self._rows.setSpacing(MARGIN // 2)

    def show_stored(self, stored: Sequence[Stored]) -> None:
        """Show how much there is of each kind."""
        for one in stored:
            if one.kind not in self.lines:
                pair = (Paragraph(self._theme, bold=True), Paragraph(self._theme, size=14, soft=True))
                self.lines[one.kind] = pair
                pair[1].setMinimumWidth(NARROW)
                # What is shown may break after each folder; copied, it would be no path.
                pair[1].setTextInteractionFlags(Qt.TextInteractionFlag.NoTextInteraction)
                if self._rows.count():
                    self._rows.addSpacing(MARGIN)
                for line in pair:
                    self._rows.addWidget(line)
            head, about = self.lines[one.kind]
            head.say(self._texts(amount_words(one)))
            fate = _FATES.get(one.kind, msg("keeping.fate.goes"))
            about.say(f"{self._texts(fate)}\n{breakable(one.path)}")
            about.setAccessibleName(f"{self._texts(fate)} {one.path}")

    def set_theme(self, theme: Theme) -> None:
        """Take another theme."""
        self._theme = theme
        for pair in self.lines.values():
            for line in pair:
                line.set_theme(theme)


def amount_words(stored: Stored) -> Message:
    """Say how much there is of a kind."""
    name = NAMES[stored.kind]
    if not stored.files:
        return msg("keeping.amount.none", kind=name)
    return msg("keeping.amount", kind=name, n=stored.files, size=size_words(stored.bytes))


def size_words(count: int) -> Message:
    """Say how large something is: in kilobytes, megabytes or gigabytes, whichever a person would use."""
    if count < 1_000_000:
        return msg("keeping.size.kb", size=-(-count // 1000))
    if count < 1_000_000_000:
        return msg("keeping.size.mb", size=round(count / 1e6))
    return msg("keeping.size.gb", size=f"{count / 1e9:.1f}")


def breakable(path: Path | str) -> str:
    """Let a long path go on in the next line after each folder; it has no spaces at which it otherwise would."""
    return str(path).replace("/", "/\u200b").replace("\\", "\\\u200b")


def doomed(stored: Sequence[Stored]) -> list[Stored]:
    """Return the kinds that deleting everything always deletes, where there is something of them."""
    return [one for one in stored if one.kind in ALWAYS_DELETED and one.files]
