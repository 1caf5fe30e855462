"""The window: the way from page to page, the notices, the person's choices, and the end."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QIcon, QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QApplication, QHBoxLayout, QMainWindow, QStackedWidget, QVBoxLayout, QWidget

from coach.errors import CoachError
from coach.gui.bridge import Bridge
from coach.gui.crash import CrashDoor
from coach.gui.keys import KeyMap
from coach.gui.parts import Parts
from coach.gui.theme import Theme, dress, load_theme
from coach.gui.widgets.keys.sheet import KeySheet
from coach.gui.widgets.navigation import Navigation, Place
from coach.gui.widgets.notice import NoticeBar
from coach.gui.window.following import Following
from coach.gui.window.pages import HISTORY, PRACTICE, Pages, places
from coach.gui.window.storing import Storing
from coach.messages import msg
from coach.model import Attempt
from coach.settings import Settings

SMALLEST = (900, 600)
USUAL = (1280, 800)
FAREWELL = 1500
"""Milliseconds that the window stays to say that the answer is saved."""


class Window(QMainWindow):
    """Hold the pages and show one of them."""

    gone = Signal()

    def __init__(self, parts: Parts, bridge: Bridge, theme: Theme) -> None:
        super().__init__()
        self._parts = parts
        self._bridge = bridge
        self._texts = parts.texts
        self._settings = parts.settings
        self.theme = theme
        self._leaving = False
        self.crash = CrashDoor(parts.texts)
        self.setWindowTitle(self._texts(msg("window.title")))
        self.setWindowIcon(QIcon(str(parts.resources / "assets" / "icons" / "coach.svg")))
        self.pages = Pages(parts, bridge, theme)
        self.practice, self.prepare, self.review = self.pages.practice, self.pages.prepare, self.pages.review
        self.history, self.settings_page = self.pages.history, self.pages.settings
        self._build()
        self.following = Following(parts, bridge, self.pages, self.notice, self.show_page)
        self.storing.chosen.connect(self.apply)
        self.storing.told.connect(self.notice.say)
        self.storing.opened.connect(self.following.open_attempt)
        self._connect()
        self._shortcuts()
        self._choose()
        self.setMinimumSize(*SMALLEST)
        self.resize(*USUAL)
        self.show_page(PRACTICE)

    def _build(self) -> None:
        self.stack = QStackedWidget()
        for page in self.pages.all:
            self.stack.addWidget(page)
        self.notice = NoticeBar(self._texts, self.theme)
        self.storing = Storing(self._parts, self._bridge, self.theme, self.pages, self, self.show_page)
        keys = Place(self._texts(msg("window.keys.title")), "keys", self._texts(msg("window.keys.open")))
        self.navigation = Navigation(self.theme, places(self._texts), keys)
        self.navigation.setAccessibleName(self._texts(msg("window.navigation")))
        right = QVBoxLayout()
        right.setContentsMargins(0, 0, 0, 0)
        right.setSpacing(0)
        right.addWidget(self.notice)
        right.addWidget(self.storing.card)
        right.addWidget(self.stack, 1)
        whole = QWidget()
        row = QHBoxLayout(whole)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self.navigation)
        row.addLayout(right, 1)
        self.setCentralWidget(whole)

    def _connect(self) -> None:
        self.navigation.chosen.connect(self.show_page)
        self.navigation.keys_wanted.connect(self.show_keys)
        self._bridge.troubled.connect(self.show_error)
        self._bridge.crashed.connect(self.show_crash)
        self.practice.voice_lost.connect(self._voice_lost)
        self.practice.busy_changed.connect(self._busy_changed)
        self.settings_page.changed.connect(self.apply)
        self.settings_page.troubled.connect(self.show_error)
        QApplication.styleHints().colorSchemeChanged.connect(self._system_changed)

    def _shortcuts(self) -> None:
        for number in range(len(self.pages.all)):
            QShortcut(QKeySequence(f"Ctrl+{number + 1}"), self, partial(self.show_page, number))
        QShortcut(QKeySequence("F1"), self, self.show_keys)
        QShortcut(QKeySequence("Ctrl+Q"), self, self.close)

    def start(self) -> None:
        """Do what may wait until the window is on the screen: rescue takes, offer a question, load the engine."""
        self._bridge.call("errand", self._parts.history.adopt, on_done=self._opened)
        self.practice.offer_another()
        self.pages.stories.refresh()
        self._bridge.call("review", lambda: self._parts.recogniser.warm())
        self._bridge.call("review", self._parts.get_ready)

    def show_page(self, number: int) -> None:
        """Open a page; while a recording runs its page stays."""
        if self.practice.taking.live and number != PRACTICE:
            self.navigation.show_place(PRACTICE)
            return
        if number != PRACTICE:
            self.practice.taking.leave()
        self.stack.setCurrentIndex(number)
        self.storing.show_on(number)
        self.navigation.show_place(number)
        if number == HISTORY:
            self.history.refresh()
        if number == PRACTICE:
            self.practice.take_focus()
        else:
            self.navigation.buttons[number].setFocus()

    def apply(self, settings: Settings) -> None:
        """Follow the person's choices from now on, and keep them."""
        old, self._settings = self._settings, settings
        try:
            self._parts.save_settings(settings)
            self._parts.apply(settings)
        except CoachError as error:
            self.show_error(error)
        self._choose()
        if (old.theme, old.text_percent) != (settings.theme, settings.text_percent):
            self._dress()

    def _choose(self) -> None:
        settings = self._settings
        keys = KeyMap(settings.keys)
        self.practice.set_keys(keys)
        self.review.set_keys(keys)
        self.review.set_choices(ask_feeling=settings.ask_feeling)
        self.practice.set_choices(
            read_aloud=settings.read_aloud,
            count_up=settings.count_up,
            live_captions=settings.live_captions,
            live_anchors=settings.live_anchors,
        )

    def show_error(self, error: CoachError) -> None:
        """Say what happened and what to do, without a window of its own."""
        self.notice.show_error(error)

    def show_crash(self, error: BaseException) -> None:
        """Show the report of a bug."""
        self.crash.open(error, self.theme, self)

    def show_keys(self) -> None:
        """Show every key."""
        sheet = KeySheet(self._texts, self.theme, self, KeyMap(self._settings.keys))
        sheet.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        sheet.open()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's own name
        """Take the keys that nothing under the focus wanted."""
        if event.text() == "?":
            self.show_keys()
        elif event.key() == Qt.Key.Key_Escape and self.notice.isVisible():
            self.notice.dismiss()
        elif (page := self.stack.currentWidget()) in (self.practice, self.review) and not self._in(page):
            page.keyPressEvent(event)
        else:
            event.ignore()

    def closeEvent(self, event: QCloseEvent) -> None:  # noqa: N802 - Qt's own name
        """Close; a running recording is ended and kept first, and the window says so."""
        if self._leaving or not self.practice.taking.live:
            for part in (self.prepare, self.pages.editing, self.review):
                part.finish()
            kept = self._leaving or self.practice.typed.keep_drafts(self._parts.history)
            self._leaving = True  # at the second wish the window closes, whatever happens
            event.setAccepted(kept)
            if kept:
                self.gone.emit()
            return
        event.ignore()
        self.practice.taking.kept.connect(self._farewell)
        self.practice.taking.troubled.connect(self._farewell)
        self.practice.finish()

    def _farewell(self, _: object) -> None:
        self._leaving = True
        self.notice.say(msg("window.closing"))
        QTimer.singleShot(FAREWELL, self, self.close)

    def _in(self, page: QWidget) -> bool:
        """Tell whether the focus is on a page: it was asked before the window, then."""
        focus = self.focusWidget()
        return focus is not None and page.isAncestorOf(focus)

    def _opened(self, adopted: Sequence[Attempt]) -> None:
        """Say what was found when settings, history and packs were opened, one after another."""
        if adopted:
            self.notice.line_up(msg("window.adopted", n=len(adopted)))
        found = [self._parts.problem, self._parts.history.problem, *self._parts.packs.problems()]
        for problem in filter(None, found):
            self.notice.line_up(problem.message, problem.advice)

    def _voice_lost(self, error: CoachError) -> None:
        if self._settings.voice_missing_told:
            return
        self.notice.say(msg("window.voice_missing"), error.advice)
        self.settings_page.tell_voice_missing()

    def _busy_changed(self, live: bool) -> None:
        for number, button in enumerate(self.navigation.buttons):
            button.setEnabled(not live or number == PRACTICE)

    def _system_changed(self) -> None:
        if self._settings.theme == "system":
            self._dress()

    def _dress(self) -> None:
        folder = self._parts.resources / "assets" / "themes"
        self.theme = load_theme(folder, self._settings.theme, self._settings.text_percent)
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        dress(app, self.theme)
        self.pages.set_theme(self.theme)
        self.notice.set_theme(self.theme)
        self.storing.set_theme(self.theme)
        self.navigation.set_theme(self.theme)
