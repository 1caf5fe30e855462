"""The section Questions on a page of its own, over packs in memory."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from coach.errors import CoachError
from coach.gui.bridge import Bridge
from coach.gui.pages.prepare.questions import QuestionsSection
from coach.gui.theme import Theme
from coach.messages import Message
from coach.model import Question
from coach.practice.own_packs import Shelf
from tests.fakes.packs import FakeOwnPacks
from tests.gui.sample import TEXTS
from tests.gui.widgets.packs.test_expected import STEPS


class Desk:
    """The section over packs in memory, and what it told."""

    def __init__(self, qtbot: QtBot, bridge: Bridge, theme: Theme, packs: FakeOwnPacks) -> None:
        self.qtbot, self.packs = qtbot, packs
        self.host = QWidget()
        self.section = QuestionsSection(TEXTS, theme, bridge, packs, lambda: STEPS)
        QVBoxLayout(self.host).addWidget(self.section)
        self.shelves: list[Shelf] = []
        self.practised: list[Question] = []
        self.noted: list[Message] = []
        self.troubles: list[CoachError] = []
        self.section.changed.connect(self.shelves.append)
        self.section.practise.connect(self.practised.append)
        self.section.noted.connect(self.noted.append)
        self.section.troubled.connect(self.troubles.append)
        bridge.troubled.connect(self.troubles.append)
        qtbot.addWidget(self.host)
        self.host.resize(1040, 760)
        self.host.show()
        qtbot.waitExposed(self.host)
        qtbot.waitUntil(lambda: bool(self.shelves))
        self.view, self.page = self.section.shelf_view, self.section.page
        self.form = self.page.form

    @property
    def at(self) -> int:
        return self.section._states.currentIndex()

    @property
    def texts(self) -> list[str]:
        return [question.text for pack in self.packs.own() for question in pack.questions]

    @property
    def own_seen(self) -> list[Question]:
        shelf = self.shelves[-1]
        return [question for pack in shelf.sorted if pack.id in shelf.own for question in pack.questions]

    @property
    def shown(self) -> list[str]:
        rows = self.view.questions.list
        return [rows.item(row).text() for row in range(rows.count())]

    def rest(self) -> None:
        self.qtbot.waitUntil(lambda: self.section.writing.resting)

    def key(self, key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        focus = QApplication.focusWidget()
        assert focus is not None
        self.qtbot.keyClick(focus, key, modifier)

    def keys(self, text: str) -> None:
        self.qtbot.keyClicks(QApplication.focusWidget(), text)

    def wait(self, *texts: str) -> None:
        self.qtbot.waitUntil(lambda: self.texts == list(texts))
        self.qtbot.waitUntil(lambda: [each.text for each in self.own_seen] == list(texts))
