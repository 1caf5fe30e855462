"""What a good answer holds: anchors, and the steps of the question's category, each to be ticked."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QCheckBox, QLabel, QVBoxLayout, QWidget

from coach.gui.names import anchor_name, slot_name
from coach.gui.theme import MARGIN, Theme
from coach.messages import Texts, msg
from coach.model import ANCHORS, AnchorName

SIDE_BY_SIDE = 560
"""Pixels, at the usual text size, from which on the two lists stand side by side."""


class Expected(QWidget):
    """Tick anchors and steps; steps that another category knows are remembered, and come back with it."""

    changed = Signal()

    def __init__(self, texts: Texts, theme: Theme) -> None:
        super().__init__()
        self._texts = texts
        self._theme = theme
        self._steps: Mapping[str, Sequence[str]] = {}
        self._category = ""
        self._others: tuple[str, ...] = ()
        self._ticked: set[str] = set()
        self.anchors = {name: self._box(f"{theme.shape(name)}  {anchor_name(name, texts)}") for name in ANCHORS}
        self.slots: dict[str, QCheckBox] = {}
        left, self._left = _column(texts(msg("own_packs.anchors")))
        self._right_side, self._right = _column(texts(msg("own_packs.structure")))
        for box in self.anchors.values():
            self._left.addWidget(box)
        self._left.addStretch(1)
        self._box_layout = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._box_layout.setContentsMargins(0, 0, 0, 0)
        self._box_layout.setSpacing(2 * MARGIN)
        self._box_layout.addWidget(left, 1)
        self._box_layout.addWidget(self._right_side, 1)
        self.setFocusProxy(self.anchors[ANCHORS[0]])

    def set_steps(self, steps: Mapping[str, Sequence[str]]) -> None:
        """Take the steps that each category knows, in order."""
        self._steps = steps
        self._show_steps()

    def fill(self, category: str, anchors: Sequence[str], structure: Sequence[str]) -> None:
        """Show what a question expects; steps of no category that stand in its file are kept."""
        for name, box in self.anchors.items():
            _set(box, name in anchors)
        self._category = category
        self._ticked = set(structure)
        known = self._steps.get(category, ())
        self._others = tuple(slot for slot in structure if slot not in known)
        self._show_steps()

    def set_category(self, category: str) -> None:
        """Show the steps of another category; where all of the former were wanted, all of these are."""
        before = self._steps.get(self._category, ())
        after = self._steps.get(category, ())
        if before and set(before) <= self._ticked:
            self._ticked |= set(after)
        self._category = category
        self._show_steps()

    def chosen_anchors(self) -> tuple[AnchorName, ...]:
        """Return the ticked anchors, in order."""
        return tuple(name for name, box in self.anchors.items() if box.isChecked())

    def chosen_steps(self) -> tuple[str, ...]:
        """Return the ticked steps, in order."""
        return tuple(name for name in self.slots if name in self._ticked)

    def set_theme(self, theme: Theme) -> None:
        """Take another theme."""
        self._theme = theme
        self._arrange()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's own name
        """Put the lists side by side, or the one above the other where the page is narrow."""
        super().resizeEvent(event)
        self._arrange()

    def _arrange(self) -> None:
        wide = self.width() >= self._theme.px(SIDE_BY_SIDE)
        self._box_layout.setDirection(QBoxLayout.Direction.LeftToRight if wide else QBoxLayout.Direction.TopToBottom)

    def _show_steps(self) -> None:
        wanted = (*self._steps.get(self._category, ()), *self._others)
        if tuple(self.slots) != wanted:
            for box in self.slots.values():
                self._right.removeWidget(box)
                box.hide()
                box.deleteLater()
            while (item := self._right.takeAt(1)) is not None:
                del item
            self.slots = {name: self._box(slot_name(name, self._texts)) for name in dict.fromkeys(wanted)}
            last = self.anchors[ANCHORS[-1]]
            for name, box in self.slots.items():
                box.toggled.connect(lambda on, name=name: self._tick(name, on))
                self._right.addWidget(box)
                box.show()  # now, not when the layout gets to it: the next Tab goes there
                self.setTabOrder(last, box)
                last = box
            self._right.addStretch(1)
        for name, box in self.slots.items():
            _set(box, name in self._ticked)
        self._right_side.setVisible(bool(self.slots))

    def _tick(self, name: str, on: bool) -> None:
        (self._ticked.add if on else self._ticked.discard)(name)

    def _box(self, text: str) -> QCheckBox:
        box = QCheckBox(text)
        box.setAccessibleName(text.split("  ")[-1])
        box.clicked.connect(lambda _: self.changed.emit())
        return box


def _column(title: str) -> tuple[QWidget, QVBoxLayout]:
    made = QWidget()
    rows = QVBoxLayout(made)
    rows.setContentsMargins(0, 0, 0, 0)
    rows.setSpacing(0)
    label = QLabel(title)
    label.setProperty("type", "small")
    label.setProperty("tone", "soft")
    label.setWordWrap(True)
    rows.addWidget(label)
    return made, rows


def _set(box: QCheckBox, on: bool) -> None:
    box.blockSignals(True)
    box.setChecked(on)
    box.blockSignals(False)
