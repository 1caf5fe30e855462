"""Choose the sentence in which something was said: the most likely ones first, all of them there."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QWidget,
)

from coach.gui.names import clock
from coach.gui.theme import MARGIN, Theme
from coach.gui.widgets.asking.lines import Lines
from coach.gui.widgets.forms.card import ABOUT, show_cards
from coach.gui.widgets.paragraph import Paragraph, tell
from coach.gui.widgets.sheet import Sheet
from coach.gui.widgets.signs.icons import put_icon
from coach.messages import Texts, msg

SENTENCE = Qt.ItemDataRole.UserRole
SIZE = (640, 600)
"""Width and height in pixels, at 100 % text."""
MOST = 0.85
"""Share of the screen that it takes at most."""


@dataclass(frozen=True, slots=True)
class Said:
    """Hold one sentence of an answer, with its times where it has some, and whether it is a likely one."""

    text: str
    at: float | None = None
    until: float | None = None
    likely: bool = False


class SentencePicker(Sheet):
    """List an answer's sentences; typing narrows them, Up and Down choose, Enter takes one, Escape leaves."""

    chosen = Signal(object)
    """The Said that it was."""
    play_wanted = Signal(float, object)
    """Play from here (seconds), to there (seconds)."""

    def __init__(
        self, texts: Texts, theme: Theme, about: str, said: Sequence[Said], parent: QWidget | None = None
    ) -> None:
        super().__init__(theme, texts(msg("judging.pick.title", name=about)), parent)
        self._texts, self._theme = texts, theme
        self._said = tuple(said)
        self.search = QLineEdit()
        self.search.setPlaceholderText(texts(msg("judging.pick.search")))
        self.search.setClearButtonEnabled(True)
        self.search.installEventFilter(self)
        self.list = QListWidget()
        show_cards(self.list, Lines(theme, self.list))
        self.none = Paragraph(theme, size=14, soft=True)
        self.hear = QPushButton(texts(msg("judging.pick.hear")))
        put_icon(self.hear, "play", theme)
        self.leave = QPushButton(texts(msg("judging.pick.leave")))
        self.use = QPushButton(texts(msg("judging.pick.use")))
        self.use.setProperty("kind", "primary")
        self._name_controls(about)
        self._lay_out()
        self._connect()
        self._fill()
        self.search.setFocus()

    def _name_controls(self, about: str) -> None:
        keys = self._texts(msg("judging.pick.keys"))
        tell(self.search, self._texts(msg("judging.pick.search")), keys)
        tell(self.list, self._texts(msg("judging.pick.list", name=about)), keys)
        for button in (self.hear, self.leave, self.use):
            tell(button, button.text())
            button.setAutoDefault(False)

    def _lay_out(self) -> None:
        self.rows.setSpacing(2 * MARGIN)
        self.rows.addWidget(self.search)
        self.rows.addWidget(self.list, 1)
        self.rows.addWidget(self.none)
        self.rows.addWidget(Paragraph(self._theme, self._texts(msg("judging.pick.keys")), size=14, soft=True))
        actions = QHBoxLayout()
        actions.setSpacing(2 * MARGIN)
        actions.addWidget(self.hear)
        actions.addStretch(1)
        actions.addWidget(self.leave)
        actions.addWidget(self.use)
        self.rows.addLayout(actions)
        width, height = (self._theme.px(side) for side in SIZE)
        room = self.screen().availableSize()
        self.resize(min(width, round(MOST * room.width())), min(height, round(MOST * room.height())))

    def _connect(self) -> None:
        self.search.textChanged.connect(lambda _: self._fill())
        self.list.itemActivated.connect(lambda _: self._use())
        self.list.currentItemChanged.connect(lambda *_: self._allow())
        self.use.clicked.connect(self._use)
        self.leave.clicked.connect(self.reject)
        self.hear.clicked.connect(self._hear)
        QShortcut(QKeySequence(Qt.Modifier.CTRL | Qt.Key.Key_P), self).activated.connect(self._hear)

    def _fill(self) -> None:
        wanted = self.search.text().casefold().split()
        self.list.clear()
        for said in self._said:
            if all(word in said.text.casefold() for word in wanted):
                self._add(said)
        self.list.setCurrentRow(0)
        empty = not self.list.count()
        self.list.setVisible(not empty)
        self.none.say(self._texts(msg("judging.pick.none")) if empty else "")
        self._allow()

    def _add(self, said: Said) -> None:
        about = [clock(said.at)] if said.at is not None else []
        about += [self._texts(msg("judging.pick.likely"))] if said.likely else []
        item = QListWidgetItem(said.text)
        item.setData(SENTENCE, said)
        item.setData(ABOUT, " · ".join(about))
        item.setData(Qt.ItemDataRole.AccessibleTextRole, f"{said.text} {'. '.join(about)}")
        self.list.addItem(item)

    @property
    def current(self) -> Said | None:
        """Return the sentence that is marked."""
        item = self.list.currentItem()
        said = item.data(SENTENCE) if item is not None else None
        return said if isinstance(said, Said) else None

    def _allow(self) -> None:
        self.use.setEnabled(self.current is not None)
        self.hear.setEnabled(self.current is not None and self.current.at is not None)

    def _use(self) -> None:
        said = self.current
        if said is not None:
            self.accept()
            self.chosen.emit(said)

    def _hear(self) -> None:
        said = self.current
        if said is not None and said.at is not None:
            self.play_wanted.emit(said.at, said.until)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's own name
        """Let the keys that walk through the list do so while a word is typed, and Enter take what is marked."""
        if watched is self.search and isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            step = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}.get(Qt.Key(event.key()))
            if step is not None:
                row = min(max(self.list.currentRow() + step, 0), self.list.count() - 1)
                self.list.setCurrentRow(row)
                return True
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                self._use()
                return True
        return super().eventFilter(watched, event)
