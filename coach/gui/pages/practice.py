"""The Practice page: one question, one primary button, and the way Read > Think > Speak > Look back."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from coach.errors import CoachError
from coach.gui.bridge import Bridge
from coach.gui.keys import KeyMap
from coach.gui.making.reviews import Review, Reviews
from coach.gui.making.typed import Typed
from coach.gui.taking import Attempts, SpotTold, State, Taking
from coach.gui.theme import Theme
from coach.gui.widgets.asking.answer_bar import AnswerBar
from coach.gui.widgets.asking.question_picker import QuestionPicker
from coach.gui.widgets.asking.question_view import QuestionView
from coach.gui.widgets.asking.writing import Writing
from coach.gui.widgets.hearing.captions import Captions
from coach.messages import Texts, msg
from coach.model import Attempt, Question, Story
from coach.practice.choose import Offer
from coach.practice.ports import Heard, Level
from coach.practice.run import Asking

STEP_OF: dict[State, int] = {
    "resting": 0,
    "reading": 0,
    "ready": 1,
    "opening": 2,
    "recording": 2,
    "paused": 2,
    "closing": 2,
    "transcribing": 3,
}


TICK_KEYS = (Qt.Key.Key_1, Qt.Key.Key_2, Qt.Key.Key_3, Qt.Key.Key_4, Qt.Key.Key_5)

Propose = Callable[[str], Offer | None]
"""Offer a question that is not the one with this key; looks into the history, so it runs on a worker."""


class PracticePage(QWidget):
    """Lead a person from choosing a question to the end of its review."""

    reviewed = Signal(object)
    review_ended = Signal(object, object)
    """A Review that nobody waited for has ended, and the error where there is one; told while nobody speaks."""
    troubled = Signal(object)
    told = Signal(object)
    voice_lost = Signal(object)
    busy_changed = Signal(bool)

    def __init__(
        self,
        texts: Texts,
        theme: Theme,
        bridge: Bridge,
        practice: Attempts,
        questions: Sequence[Question],
        offer: Propose,
        practised: Callable[[], Mapping[str, int]],
        spot: SpotTold,
    ) -> None:
        super().__init__()
        self._texts = texts
        self._bridge = bridge
        self._offer = offer
        self._practised = practised
        self._question: Question | None = None
        self._known = {question.key: question for question in questions}
        self._read_aloud = True
        self._keys = KeyMap()
        self._spot = spot
        self._later: list[Callable[[], None]] = []
        self.reviews = Reviews(bridge, self)
        self.taking = Taking(practice, bridge, self.reviews, self)
        self.view = QuestionView(texts, theme)
        self.captions = Captions(texts, theme)
        self.captions.hide()
        self.bar = AnswerBar(texts, theme)
        self.picker = QuestionPicker(texts, theme, questions)
        self._stack = QStackedWidget()
        self._stack.addWidget(self._answering())
        self._stack.addWidget(self.picker)
        self.writing = Writing(texts, theme)
        self.typed = Typed(practice, bridge, self.writing, self)
        self._stack.addWidget(self.writing)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._stack)
        self._connect()
        self._show_state("resting")
        if not questions:
            self.view.show_none()

    def _answering(self) -> QWidget:
        answering = QWidget()
        rows = QVBoxLayout(answering)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(0)
        rows.addWidget(self.view, 1)
        rows.addWidget(self.captions)
        rows.addWidget(self.bar)
        return answering

    def _connect(self) -> None:
        self.view.hear.clicked.connect(self.hear)
        self.view.another.clicked.connect(self.offer_another)
        self.view.choose.clicked.connect(self.open_picker)
        self.view.write.clicked.connect(self.open_writing)
        self.writing.written.connect(self._write)
        self.typed.reviewed.connect(lambda _: self._close_picker())
        self.typed.reviewed.connect(self.reviewed.emit)
        self.typed.troubled.connect(self.troubled.emit)
        self.writing.left.connect(self._close_picker)
        self.view.story.changed.connect(self._story_changed)
        self.picker.chosen.connect(self.ask)
        self.picker.left.connect(self._close_picker)
        self.bar.primary.clicked.connect(self.go_on)
        self.bar.pause.clicked.connect(self.taking.pause)
        self.bar.cancel.clicked.connect(self.taking.stop_review)
        taking = self.taking
        taking.changed.connect(self._show_state)
        taking.level.connect(self._show_level)
        taking.heard.connect(self._show_heard)
        taking.kept.connect(self._kept)
        taking.reviewed.connect(self.reviewed.emit)
        taking.review_missed.connect(lambda _: self.told.emit(msg("practice.kept")))
        taking.spotted.connect(self.view.anchors.show_heard)
        self.reviews.progressed.connect(self._show_behind)
        self.reviews.done.connect(self._ended)
        self.reviews.failed.connect(self._ended)
        taking.voice_lost.connect(self.voice_lost.emit)
        taking.troubled.connect(lambda error: self._when_quiet(partial(self.troubled.emit, error)))

    @property
    def question(self) -> Question | None:
        """Return the question on the page."""
        return self._question

    def set_choices(
        self, *, read_aloud: bool, count_up: bool, live_captions: bool = False, live_anchors: bool = False
    ) -> None:
        """Take the person's choices that matter here."""
        self._read_aloud = read_aloud
        self.bar.set_count_up(count_up)
        self.captions.setVisible(live_captions)
        self.taking.spot = self._spot if live_anchors else None
        self._show_state(self.taking.state)

    def set_keys(self, keys: KeyMap) -> None:
        """Take the person's keys."""
        self._keys = keys

    def set_theme(self, theme: Theme) -> None:
        """Take another theme."""
        self.view.set_theme(theme)
        self.captions.set_theme(theme)
        self.bar.set_theme(theme)
        self.picker.set_theme(theme)
        self.writing.set_theme(theme)

    def ask(self, question: Question, why: str = "") -> None:
        """Put a question on the page, not waiting for a review; ignored while a recording runs."""
        if self.taking.live:
            return
        self.taking.leave()
        self._question = question
        self.view.show_question(question, why)
        self._close_picker()
        self._show_state("resting")

    def set_questions(self, questions: Sequence[Question]) -> None:
        """Take the questions as they are now; the present one is shown in its new words unless it is being answered."""
        before, self._known = self._known, {question.key: question for question in questions}
        self.picker.set_questions(questions)
        if self.taking.state != "resting":
            return
        key = self._question.key if self._question is not None else ""
        now = self._known.get(key)
        if self._question is None or (now is None and key in before):
            self.offer_another()
        elif now is not None and now != self._question:
            self._question = now
            self.view.show_question(now, self.view.why.plain)

    def tell(self, story: Story | None) -> None:
        """Tell the next answers with a story, or with none; ignored while a recording runs."""
        if not self.taking.live:
            self.view.story.choose(story)

    def offer_another(self) -> None:
        """Ask the program for a question, other than the present one."""
        key = self._question.key if self._question is not None else ""
        self._bridge.call("errand", lambda: self._offer(key), on_done=self._offered)

    def open_picker(self) -> None:
        """Show all questions."""
        if self.taking.live:
            return
        self.taking.leave()
        self._bridge.call("errand", self._practised, on_done=self._show_picker)

    def open_writing(self) -> None:
        """Let a person type the answer; what they wrote on this question before is there again."""
        if self._question is not None and not self.taking.live:
            self.taking.leave()
            self._stack.setCurrentWidget(self.writing)
            self.writing.open(self._question)

    def hear(self) -> None:
        """Read the question aloud, or stop reading it."""
        if self._question is None or self.taking.live or self.taking.state == "transcribing":
            return
        if self.taking.state == "reading":
            self.taking.go_on()
        else:
            self._begin(read_aloud=True)

    def go_on(self) -> None:
        """Do what the primary button says."""
        if self.bar.waiting:
            self.taking.leave()
            self.offer_another()
        elif self.taking.state != "resting":
            self.taking.go_on()
        elif self._question is not None:
            self._begin(read_aloud=self._read_aloud)

    def finish(self) -> bool:
        """End a recording, keeping it; return whether there was one."""
        if self.taking.state == "paused":
            self.taking.pause()
        if self.taking.state == "recording":
            self.taking.go_on()
        return self.taking.live

    def take_focus(self) -> None:
        """Put the focus on the one thing to do."""
        if self._stack.currentWidget() is self.picker:
            self.picker.search.setFocus()
        elif self._stack.currentWidget() is self.writing:
            self.writing.box.setFocus()
        else:
            self.bar.primary.setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's own name
        """Take the keys that no control under the focus wanted: the person's, digits and, in the list, Escape."""
        if self._stack.currentIndex():
            if event.key() == Qt.Key.Key_Escape:
                self._close_picker()
            return
        plain = event.modifiers() in (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.KeypadModifier)
        doings: dict[str | None, Callable[[], object]] = {
            "go": self.go_on,
            "pause": self.taking.pause,
            "hear": self.hear,
            "choose": self.open_picker,
            "write": self.open_writing,
        }
        action = doings.get(self._keys.action(event, "practice"))
        if event.key() in TICK_KEYS:
            action = partial(self._tick, TICK_KEYS.index(Qt.Key(event.key())))
        if action is not None and plain and not event.isAutoRepeat():
            action()
        else:
            event.ignore()

    def _begin(self, *, read_aloud: bool) -> None:
        self.taking.begin(Asking(self._question, self.view.story.story, read_aloud))

    def _write(self, text: str) -> None:
        self.typed.keep(Asking(self._question, self.view.story.story), text)

    def _story_changed(self) -> None:
        """Ask again where the answer was about to be told with another story, without reading a second time."""
        if self.taking.state in ("reading", "ready"):
            self._begin(read_aloud=False)

    def _tick(self, place: int) -> None:
        if self.taking.live:
            self.view.anchors.toggle(place)

    def _when_quiet(self, tell: Callable[[], None]) -> None:
        """Tell something now, or once nobody speaks any more: a notice would move the question."""
        self._later.append(tell)
        if not self.taking.live:
            self._tell_later()

    def _tell_later(self) -> None:
        told, self._later = self._later, []
        for tell in told:
            tell()

    def _offered(self, offered: Offer | None) -> None:
        if offered is not None and self.taking.state in ("resting", "reading", "ready"):
            self.ask(offered.question, self._texts(offered.why))

    def _show_picker(self, practised: Mapping[str, int]) -> None:
        self._stack.setCurrentWidget(self.picker)
        self.picker.open(practised, self._question)

    def _close_picker(self) -> None:
        self._stack.setCurrentIndex(0)
        self.take_focus()

    def _show_state(self, state: State) -> None:
        # A control that hides would hand its focus to a stranger, and the next Space would press that.
        focus = self.window().focusWidget()
        inside = focus is not None and self.isAncestorOf(focus)
        self.view.show_state(state, STEP_OF[state])
        self.bar.show_state(state, read_aloud=self._read_aloud, possible=self._question is not None)
        if inside and focus is not None and not focus.isVisibleTo(self):
            self.take_focus()
        if state in ("resting", "opening"):
            self.captions.clear()
            self.view.anchors.clear_ticks()
        self._show_behind()
        self.busy_changed.emit(self.taking.live)
        if not self.taking.live:
            self._tell_later()

    def _show_level(self, level: Level) -> None:
        self.bar.show_level(level)

    def _show_heard(self, heard: Heard) -> None:
        self.bar.show_heard(heard)
        self.captions.show_words(heard.words)

    def _show_behind(self) -> None:
        behind = self.reviews.left_behind
        self.bar.show_behind(len(behind), behind[0].share if behind else None)

    def _ended(self, review: Review, error: BaseException | None = None) -> None:
        self._show_behind()
        if not review.awaited:
            self._when_quiet(partial(self.review_ended.emit, review, error))

    def _kept(self, attempt: Attempt) -> None:
        if attempt.recording is not None and attempt.recording.device_lost:
            self.troubled.emit(
                CoachError(msg("practice.device_lost"), msg("practice.device_lost.advice")),
            )
