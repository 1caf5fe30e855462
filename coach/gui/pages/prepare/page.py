"""The Prepare page: what a person has at hand before speaking, one part a tab."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from PySide6.QtWidgets import QTabWidget, QVBoxLayout, QWidget

from coach.gui.theme import MARGIN, Theme
from coach.messages import Message, Texts, msg


class Section(Protocol):
    """One part of the page, a widget."""

    def set_theme(self, theme: Theme) -> None:
        """Take another theme."""
        ...

    def finish(self) -> None:
        """Save what is being written, before the program ends."""
        ...


class PreparePage(QWidget):
    """Hold the parts; with one alone there are no tabs to choose from."""

    def __init__(self, texts: Texts, sections: Sequence[tuple[Message, Section]]) -> None:
        super().__init__()
        self.sections = [section for _, section in sections]
        self.tabs = QTabWidget()
        self.tabs.setAccessibleName(texts(msg("stories.tabs")))
        self.tabs.setDocumentMode(True)
        self.tabs.tabBar().setDrawBase(False)
        self.tabs.setTabBarAutoHide(True)
        for name, section in sections:
            assert isinstance(section, QWidget)
            self.tabs.addTab(section, texts(name))
        self.setAccessibleName(texts(msg("stories.page")))
        whole = QVBoxLayout(self)
        whole.setContentsMargins(4 * MARGIN, 3 * MARGIN, 4 * MARGIN, 3 * MARGIN)
        whole.addWidget(self.tabs)
        self.setFocusProxy(self.tabs)

    def set_theme(self, theme: Theme) -> None:
        """Take another theme."""
        for section in self.sections:
            section.set_theme(theme)

    def finish(self) -> None:
        """Save what is being written, before the program ends."""
        for section in self.sections:
            section.finish()
