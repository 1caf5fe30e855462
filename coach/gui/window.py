"""The window: the way from page to page, the notices, and what follows when a choice or an answer arrives."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from functools import partial

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QIcon, QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QApplication, QHBoxLayout, QMainWindow, QStackedWidget, QVBoxLayout, QWidget

from coach.errors import CoachError
from coach.gui.bridge import Bridge
from coach.gui.crash import CrashDoor
from coach.gui.making.again import Transcripts
from coach.gui.making.reviews import Review
from coach.gui.pages.history import HistoryPage
from coach.gui.pages.practice import PracticePage
from coach.gui.pages.prepare import PreparePage, QuestionsSection, StoriesSection
from coach.gui.pages.review import ReviewPage
from coach.gui.pages.settings import SettingsPage
from coach.gui.parts import Parts
from coach.gui.theme import Theme, dress, load_theme
from coach.gui.widgets.keys.sheet import KeySheet
from coach.gui.widgets.navigation import Navigation, Place, numbered
from coach.gui.widgets.notice import NoticeBar
from coach.messages import msg
from coach.model import Attempt, Question, Story
from coach.practice.choose import Offer, offer
from coach.practice.own_packs import Shelf, look
from coach.settings import Settings

PRACTICE, PREPARE, REVIEW, HISTORY, SETTINGS = range(5)
SMALLEST = (900, 600)
USUAL = (1280, 800)
FAREWELL = 1500
"""Milliseconds that the window stays to say that the answer is saved."""


class Window(QMainWindow):
    """Hold the pages and connect them; they do not know each other."""

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
        self._questions = look(parts.packs).questions
        self._build()
        self._connect()
        self._shortcuts()
        self._choose()
        self.setMinimumSize(*SMALLEST)
        self.resize(*USUAL)
        self.show_page(PRACTICE)

    def _build(self) -> None:
        parts, texts, theme, bridge = self._parts, self._texts, self.theme, self._bridge
        history, questions = parts.history, self._questions
        self.practice = PracticePage(
            texts, theme, bridge, parts.practice, questions, self._offer, history.practised, parts.spot_anchors
        )
        self.stories = StoriesSection(texts, theme, bridge, parts.stories)
        self.questions = QuestionsSection(texts, theme, bridge, parts.packs, parts.steps)
        sections = ((msg("stories.section"), self.stories), (msg("own_packs.section"), self.questions))
        self.prepare = PreparePage(texts, sections)
        self.review = ReviewPage(texts, theme, bridge, parts.player, parts.read_sound, parts.history)
        self.transcripts = Transcripts(texts, bridge, history, parts.again, parts.models.list, self.review.versions)
        self.history = HistoryPage(texts, theme, bridge, parts.history)
        self.settings_page = SettingsPage(
            texts,
            theme,
            bridge,
            self._settings,
            devices=parts.devices,
            recorder=parts.recorder,
            voice=parts.voice,
            models=parts.models,
            engines=parts.engines,
            filler_figures=lambda: parts.filler_figures,
            data_folder=parts.data_folder,
            scratch=parts.folders.cache,
        )
        self.pages = (self.practice, self.prepare, self.review, self.history, self.settings_page)
        self.stack = QStackedWidget()
        for page in self.pages:
            self.stack.addWidget(page)
        self.notice = NoticeBar(texts, theme)
        keys = Place(texts(msg("window.keys.title")), "keys", texts(msg("window.keys.open")))
        self.navigation = Navigation(theme, self._places(), keys)
        self.navigation.setAccessibleName(texts(msg("window.navigation")))
        right = QVBoxLayout()
        right.setContentsMargins(0, 0, 0, 0)
        right.setSpacing(0)
        right.addWidget(self.notice)
        right.addWidget(self.stack, 1)
        whole = QWidget()
        row = QHBoxLayout(whole)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self.navigation)
        row.addLayout(right, 1)
        self.setCentralWidget(whole)

    def _places(self) -> Sequence[Place]:
        names = (
            (msg("window.page.practice"), "practice"),
            (msg("window.page.prepare"), "prepare"),
            (msg("window.page.review"), "review"),
            (msg("window.page.history"), "history"),
            (msg("window.page.settings"), "settings"),
        )
        return numbered(names, self._texts)

    def _connect(self) -> None:
        self.navigation.chosen.connect(self.show_page)
        self.navigation.keys_wanted.connect(self.show_keys)
        self._bridge.troubled.connect(self.show_error)
        self._bridge.crashed.connect(self.show_crash)
        self.practice.reviewed.connect(self._show_review)
        self.practice.review_ended.connect(self._review_ended)
        self.practice.reviews.progressed.connect(self._review_progress)
        self.practice.troubled.connect(self.show_error)
        self.practice.told.connect(self.notice.line_up)
        self.practice.voice_lost.connect(self._voice_lost)
        self.practice.busy_changed.connect(self._busy_changed)
        self.stories.changed.connect(self.practice.view.story.set_stories)
        self.stories.practise.connect(self._tell)
        self.stories.troubled.connect(self.show_error)
        self.questions.changed.connect(self._packs_changed)
        self.questions.practise.connect(self._try_again)
        self.questions.noted.connect(self.notice.say)
        self.questions.troubled.connect(self.show_error)
        self.review.try_again.connect(self._try_again)
        self.review.closed.connect(partial(self.show_page, HISTORY))
        self.review.review_wanted.connect(self._review_again)
        self.review.cancel_wanted.connect(self.practice.reviews.stop)
        self.review.shown.connect(self.transcripts.show_attempt)
        self.review.versions.card.settings_wanted.connect(partial(self.show_page, SETTINGS))
        self.transcripts.changed.connect(self._take_changed)
        self.transcripts.told.connect(self.notice.say)
        self.transcripts.troubled.connect(self.show_error)
        self.practice.busy_changed.connect(self.transcripts.hold)
        self.history.opened.connect(self.open_attempt)
        self.history.practice_wanted.connect(partial(self.show_page, PRACTICE))
        self.history.review_wanted.connect(self._review_again)
        self.settings_page.changed.connect(self.apply)
        self.settings_page.troubled.connect(self.show_error)
        QApplication.styleHints().colorSchemeChanged.connect(self._system_changed)

    def _shortcuts(self) -> None:
        for number in range(len(self.pages)):
            QShortcut(QKeySequence(f"Ctrl+{number + 1}"), self, partial(self.show_page, number))
        QShortcut(QKeySequence("F1"), self, self.show_keys)
        QShortcut(QKeySequence("Ctrl+Q"), self, self.close)

    def start(self) -> None:
        """Do what may wait until the window is on the screen: rescue takes, offer a question, load the engine."""
        self._bridge.call("errand", self._parts.history.adopt, on_done=self._opened)
        self.practice.offer_another()
        self.stories.refresh()
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
        self.navigation.show_place(number)
        if number == HISTORY:
            self.history.refresh()
        if number == PRACTICE:
            self.practice.take_focus()
        else:
            self.navigation.buttons[number].setFocus()

    def open_attempt(self, attempt_id: str) -> None:
        """Open a take of the history on the Review page."""
        self._bridge.call("errand", lambda: self._parts.history.attempt(attempt_id), on_done=self._show_review)

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
        sheet = KeySheet(self._texts, self.theme, self)
        sheet.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        sheet.open()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's own name
        """Take the keys that nothing under the focus wanted."""
        if event.text() == "?":
            self.show_keys()
        elif event.key() == Qt.Key.Key_Escape and self.notice.isVisible():
            self.notice.dismiss()
        elif self.stack.currentWidget() is self.practice and not self._in_page():
            self.practice.keyPressEvent(event)
        else:
            event.ignore()

    def closeEvent(self, event: QCloseEvent) -> None:  # noqa: N802 - Qt's own name
        """Close; a running recording is ended and kept first, and the window says so."""
        if self._leaving or not self.practice.taking.live:
            self.prepare.finish()
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

    def _in_page(self) -> bool:
        focus = self.focusWidget()
        return focus is not None and self.practice.isAncestorOf(focus)

    def _offer(self, last: str) -> Offer | None:
        return offer(self._questions, self._parts.history.practised(), date.today(), last)

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

    def _show_review(self, attempt: Attempt) -> None:
        self.review.show_attempt(attempt)
        making = self.practice.reviews.find(attempt.id)
        if making is not None:
            self._review_progress(making)
        self.show_page(REVIEW)

    def _try_again(self, attempt: Attempt | Question | None) -> None:
        question = attempt.question if isinstance(attempt, Attempt) else attempt
        if isinstance(attempt, Attempt):
            self.practice.tell(attempt.story)
        if question is not None:
            self.practice.ask(question)
        self.show_page(PRACTICE)

    def _packs_changed(self, shelf: Shelf) -> None:
        self._questions = shelf.questions
        self.practice.set_questions(shelf.questions)

    def _tell(self, story: Story) -> None:
        self.practice.tell(story)
        self.show_page(PRACTICE)

    def _review_again(self, attempt_id: str) -> None:
        self._bridge.call("errand", lambda: self._parts.history.attempt(attempt_id), on_done=self._start_review)

    def _start_review(self, attempt: Attempt) -> None:
        if self.practice.reviews.find(attempt.id) is None:
            self.practice.reviews.begin(
                attempt, lambda controls: self._parts.practice.review(attempt, lambda: True, controls)
            )
        self._show_review(attempt)

    def _take_changed(self, attempt: Attempt) -> None:
        if self._showing(attempt):
            self.review.show_attempt(attempt)

    def _showing(self, attempt: Attempt) -> bool:
        return self.review.attempt is not None and self.review.attempt.id == attempt.id

    def _review_progress(self, review: Review) -> None:
        if self._showing(review.attempt) and not review.awaited:
            self.review.show_progress(review.until, review.seconds)

    def _review_ended(self, review: Review, error: BaseException | None) -> None:
        """Show how a review ended where its take is on the page; elsewhere say so."""
        if isinstance(error, CoachError):
            tell = self.review.show_failed if self._showing(review.attempt) else self.show_error
            tell(error)
        elif self._showing(review.attempt):
            self.review.show_attempt(review.judged or review.attempt)
        elif review.judged is not None:
            self.notice.say(msg("practice.behind.ready"))

    def _system_changed(self) -> None:
        if self._settings.theme == "system":
            self._dress()

    def _dress(self) -> None:
        folder = self._parts.resources / "assets" / "themes"
        self.theme = load_theme(folder, self._settings.theme, self._settings.text_percent)
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        dress(app, self.theme)
        for part in (*self.pages, self.notice, self.navigation):
            part.set_theme(self.theme)
