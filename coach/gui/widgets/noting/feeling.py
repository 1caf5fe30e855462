"""How an answer felt: asked once before its review is read, and a quiet line from then on."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QPushButton, QVBoxLayout, QWidget

from coach.gui.theme import MARGIN, Theme
from coach.gui.widgets.forms.button import named_button
from coach.gui.widgets.forms.flow import flow
from coach.gui.widgets.paragraph import Paragraph, tell
from coach.gui.widgets.signs.play_button import plain_line
from coach.messages import Message, Texts, msg
from coach.model import FEELINGS, Feeling

NAMES: Mapping[Feeling, Message] = {
    "easy": msg("noting.feeling.easy"),
    "fine": msg("noting.feeling.fine"),
    "hard": msg("noting.feeling.hard"),
}
SAID: Mapping[Feeling, Message] = {
    "easy": msg("noting.feeling.said.easy"),
    "fine": msg("noting.feeling.said.fine"),
    "hard": msg("noting.feeling.said.hard"),
}


class FeelingQuestion(QFrame):
    """Ask how an answer felt; it has the focus at first, so that its keys work at once."""

    chosen = Signal(str)
    """One of FEELINGS."""
    skipped = Signal()

    def __init__(self, texts: Texts, theme: Theme) -> None:
        super().__init__()
        self.setObjectName("feeling")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.question = Paragraph(theme, texts(msg("noting.feeling.question")), size=20)
        self.how = Paragraph(theme, texts(msg("noting.feeling.keys")), size=14, soft=True)
        tell(self, self.question.plain, self.how.plain)
        self.buttons: dict[Feeling, QPushButton] = {}
        for name in FEELINGS:
            button = self.buttons[name] = named_button(texts(NAMES[name]))
            button.clicked.connect(lambda _=False, name=name: self.chosen.emit(name))
        self.skip = named_button(texts(msg("noting.feeling.skip")))
        self.skip.clicked.connect(self.skipped)
        rows = QVBoxLayout(self)
        rows.setContentsMargins(4 * MARGIN, 3 * MARGIN, 4 * MARGIN, 3 * MARGIN)
        rows.setSpacing(2 * MARGIN)
        rows.addWidget(self.question)
        rows.addWidget(flow(*self.buttons.values(), gap=2 * MARGIN))
        rows.addWidget(self.how)
        rows.addWidget(self.skip, 0, Qt.AlignmentFlag.AlignLeft)
        self.set_theme(theme)
        self.hide()

    def press(self, event: QKeyEvent) -> bool:
        """Take 1, 2 and 3 for the choices in their order, and Enter for the button under it or to go on without."""
        held = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if held != Qt.KeyboardModifier.NoModifier:
            return False
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            focused = next((one for one in self.buttons.values() if one.hasFocus()), self.skip)
            focused.click()
            return True
        place = event.key() - Qt.Key.Key_1
        if not 0 <= place < len(FEELINGS):
            return False
        self.chosen.emit(FEELINGS[place])
        return True

    def set_theme(self, theme: Theme) -> None:
        """Take over another theme."""
        surface, edge, accent = (theme.colour(name).name() for name in ("surface", theme.edge, "accent"))
        self.setStyleSheet(
            f"#feeling {{ background: {surface}; border: 2px solid {edge}; border-radius: 10px; }}"
            f"#feeling:focus {{ border-color: {accent}; }}"
        )
        self.question.set_theme(theme)
        self.how.set_theme(theme)


class FeelingLine(QWidget):
    """Say how an answer felt to the person, and let them say it, or otherwise, later on."""

    chosen = Signal(str)
    """One of FEELINGS, or "" for none."""

    def __init__(self, texts: Texts, theme: Theme) -> None:
        super().__init__()
        self._texts = texts
        self._feeling = ""
        self.said = plain_line("")
        self.said.setWordWrap(False)
        self.said.setProperty("type", "small")
        self.said.setProperty("tone", "soft")
        self.buttons: dict[str, QPushButton] = {}
        for name in FEELINGS:
            self.buttons[name] = self._button(NAMES[name])
            self.buttons[name].clicked.connect(lambda _=False, name=name: self._choose(name))
        self.buttons[""] = self._button(msg("noting.feeling.none"))
        self.buttons[""].clicked.connect(lambda: self._choose(""))
        self.change = self._button(msg("noting.feeling.change"))
        self.change.clicked.connect(self._open)
        rows = QVBoxLayout(self)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.addWidget(flow(self.said, *self.buttons.values(), self.change, gap=MARGIN))
        self.set_theme(theme)
        self.show_feeling("")

    def _button(self, word: Message) -> QPushButton:
        button = named_button(self._texts(word), "quiet")
        about = self._texts(msg("noting.feeling.question"))
        tell(button, self._texts(msg("noting.feeling.about", question=about, word=word)))
        return button

    def show_feeling(self, feeling: str) -> None:
        """Say how it felt; where nothing was said, offer to say it."""
        self._feeling = feeling
        said = next((said for name, said in SAID.items() if name == feeling), msg("noting.feeling.question"))
        self.said.setText(self._texts(said))
        self._offer(wanted=not feeling)

    def _offer(self, *, wanted: bool) -> None:
        for name, button in self.buttons.items():
            button.setVisible(wanted and (name != "" or self._feeling != ""))
        self.change.setVisible(not wanted)

    def _open(self) -> None:
        self.said.setText(self._texts(msg("noting.feeling.question")))
        self._offer(wanted=True)
        self.buttons[self._feeling].setFocus()

    def _choose(self, name: str) -> None:
        had = any(button.hasFocus() for button in self.buttons.values())
        self.show_feeling(name)
        if had:
            (self.change if name else self.buttons[FEELINGS[0]]).setFocus()
        self.chosen.emit(name)

    def set_theme(self, theme: Theme) -> None:
        """Take over another theme."""
        self.said.setMinimumHeight(self.change.sizeHint().height())  # level with what stands beside it
