"""What can be done with the chosen takes: a row of buttons, and the same as a menu."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QPoint, QSize
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QMenu, QPushButton, QSizePolicy, QWidget

from coach.gui.theme import MARGIN
from coach.gui.widgets.forms.button import named_button
from coach.gui.widgets.paragraph import tell
from coach.gui.widgets.takes.model import REVIEWABLE, Chosen
from coach.messages import Message, Texts, msg

GAP = MARGIN // 2


class TakeActions(QWidget):
    """Offer only what can be done, and say why two takes cannot be compared; what has no room is in a menu."""

    def __init__(self, texts: Texts) -> None:
        super().__init__()
        self._texts = texts
        self.open = self._button(msg("history_page.open"), "primary")
        self.review = self._button(msg("history_page.review"))
        self.restore = self._button(msg("history_page.restore"))
        self.rename = self._button(msg("takes.rename"))
        self.star = self._button(msg("takes.star"))
        self.compare = self._button(msg("takes.compare"))
        self.export = self._button(msg("takes.export"))
        self.delete = self._button(msg("history_page.delete"))
        self.empty = self._button(msg("takes.empty_bin"))
        self.add = self._button(msg("takes.import"))
        self.more = self._button(msg("takes.more"))
        self.folding = (
            (self.rename, self.star, self.compare, self.export, self.add),
            (self.delete, self.empty),
            (self.review, self.restore),
        )
        """What goes into the menu where the row is too narrow for all, one group after the other."""
        self.buttons = (
            *(self.open, self.review, self.restore, self.rename, self.star, self.compare, self.export),
            *(self.delete, self.empty, self.add),
        )
        self._wanted: set[QPushButton] = set(self.buttons)
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, MARGIN // 2, 0, 0)
        self._row.setSpacing(GAP)
        self._row.setSizeConstraint(QHBoxLayout.SizeConstraint.SetNoConstraint)
        for button in (*self.buttons[:-1], self.more):
            self._row.addWidget(button)
        self._row.addStretch(1)
        self._row.addWidget(self.add)
        policy = QSizePolicy.Policy
        self.setSizePolicy(policy.Ignored, policy.Fixed)
        self.more.clicked.connect(lambda: self.menu(self.more.mapToGlobal(self.more.rect().topLeft())))
        self._fold()

    def _button(self, name: Message, kind: str = "plain") -> QPushButton:
        return named_button(self._texts(name), kind)

    def offer(self, chosen: Chosen, *, binned: bool, any_at_all: bool) -> None:
        """Offer what can be done with these takes; the bin can be emptied where it may hold some."""
        one = chosen.rows[0] if chosen.count == 1 and chosen.rows else None
        some = chosen.count > 0
        here = {self.restore, self.empty} if binned else {*self.folding[0], self.delete}
        review = {self.review} if one is not None and one.state in REVIEWABLE and not binned else set()
        self._wanted = {self.open} | here | review
        self.open.setEnabled(one is not None)
        self.rename.setEnabled(one is not None)
        for button in (self.star, self.export, self.delete, self.restore):
            button.setEnabled(some)
        self.empty.setEnabled(any_at_all)
        self._name_star(chosen)
        why = why_not_compared(chosen)
        self.compare.setEnabled(why is None)
        said = "" if why is None else self._texts(why)
        self.compare.setToolTip(said)
        tell(self.compare, self.compare.text(), said)
        self._fold()

    def menu(self, place: QPoint) -> QMenu:
        """Open what can be done as a menu, at a place of the screen."""
        menu = QMenu(self)
        for button in self.buttons:
            if button in self._wanted and (button is not self.empty or button.isHidden()):
                action = menu.addAction(button.text(), button.click)
                action.setEnabled(button.isEnabled())
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(place)
        return menu

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's own name
        """Fold where there is less room."""
        super().resizeEvent(event)
        self._fold()

    def minimumSizeHint(self) -> QSize:  # noqa: N802 - Qt's own name
        """Leave room for what is never folded."""
        return QSize(_wide((self.open, self.more)), self.open.sizeHint().height() + MARGIN // 2)

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt's own name
        """Ask for one line."""
        return self.minimumSizeHint()

    def _fold(self) -> None:
        """Put what has no room into the menu."""
        shown = [button for button in self.buttons if button in self._wanted]
        folded = False
        for group in self.folding:
            if _wide((*shown, self.more) if folded else shown) <= self.width():
                break
            folded = folded or any(button in shown for button in group)
            shown = [button for button in shown if button not in group]
        for button in self.buttons:
            button.setVisible(button in shown)
        self.more.setVisible(folded)

    def _name_star(self, chosen: Chosen) -> None:
        name = msg("takes.unstar") if all_starred(chosen) else msg("takes.star")
        self.star.setText(self._texts(name))
        tell(self.star, self._texts(name))


def _wide(buttons: Iterable[QPushButton]) -> int:
    """Return how wide a row of buttons is (pixels)."""
    return sum(button.sizeHint().width() + GAP for button in buttons)


def all_starred(chosen: Chosen) -> bool:
    """Tell whether every take that is chosen has its star, as far as that is known here."""
    return bool(chosen.rows) and all(row.starred for row in chosen.rows) and not chosen.stretches


def why_not_compared(chosen: Chosen) -> Message | None:
    """Say what it takes to compare; None where these are two takes of one question or story."""
    if chosen.count != 2 or len(chosen.rows) != 2:
        return msg("takes.compare.two")
    one, other = chosen.rows
    question, story = one.question_key or one.question, one.story
    alike = question == (other.question_key or other.question) if question else False
    return None if alike or (story and story == other.story) else msg("takes.compare.alike")
