"""The question as it is asked: its text, its parts to the end, and the anchors to reach."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QBoxLayout,
    QGridLayout,
    QLabel,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from coach.gui.names import category_name, slot_name
from coach.gui.theme import COLUMN, MARGIN, Theme
from coach.gui.widgets.anchor_strip import AnchorStrip
from coach.gui.widgets.asking.steps import Steps
from coach.gui.widgets.asking.story_choice import StoryChoice
from coach.gui.widgets.column import centre
from coach.gui.widgets.forms.button import named_button
from coach.gui.widgets.paragraph import Paragraph, tell
from coach.messages import Texts, msg
from coach.model import ANCHORS, Question

QUIET_STATES = ("resting", "reading", "ready")
"""The states in which nothing is recorded, so that another question may be chosen."""


class QuestionView(QScrollArea):
    """Show a question; it scrolls where the text is large and the window small."""

    def __init__(self, texts: Texts, theme: Theme) -> None:
        super().__init__()
        self._texts = texts
        self._theme = theme
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        tell(self, texts(msg("practice.question")))
        self.about = QLabel()
        self.about.setProperty("tone", "soft")
        self.steps = Steps(texts, theme)
        self.text = Paragraph(theme, size=28)
        self.why = Paragraph(theme, size=14, soft=True)
        self.hear = named_button(texts(msg("practice.hear")), "plain")
        self.another = named_button(texts(msg("practice.another")), "plain")
        self.choose = named_button(texts(msg("practice.choose")), "plain")
        self.write = named_button(texts(msg("practice.write")), "plain")
        self.story = StoryChoice(texts, theme)
        self.anchors = AnchorStrip(texts, theme)
        self.order = Paragraph(theme, size=14, soft=True, wide=True)
        self._parts = QGridLayout()
        self._parts.setHorizontalSpacing(2 * MARGIN)
        self._parts.setVerticalSpacing(MARGIN)
        self._parts.setColumnStretch(2, 1)
        self._part_lines: list[Paragraph] = []
        self._column = QWidget()
        self._head = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._question: Question | None = None
        self._lay_out()
        self.story.changed.connect(self._show_anchors)

    def _lay_out(self) -> None:
        self._head.setSpacing(MARGIN)
        self._head.addWidget(self.about, 1)
        self._head.addWidget(self.steps)
        self._offers = QGridLayout()
        self._offers.setSpacing(MARGIN)
        self._offers.setContentsMargins(0, 0, 0, 0)
        rows = QVBoxLayout(self._column)
        rows.setContentsMargins(0, 4 * MARGIN, 0, 3 * MARGIN)
        rows.setSpacing(2 * MARGIN)
        rows.addLayout(self._head)
        rows.addStretch(2)
        rows.addWidget(self.text)
        rows.addWidget(self.why)
        rows.addLayout(self._parts)
        rows.addLayout(self._offers)
        rows.addStretch(1)
        rows.addWidget(self.story)
        rows.addWidget(self.anchors)
        rows.addWidget(self.order)
        rows.addStretch(2)
        self._column.setMaximumWidth(self._theme.px(COLUMN))
        page = QWidget()
        page.setObjectName("page")
        centre(page, self._column)
        self.setWidget(page)

    @property
    def parts(self) -> list[str]:
        """Return the parts shown, in order."""
        return [line.plain for line in self._part_lines]

    def show_none(self) -> None:
        """Say that there is no question to be had."""
        self.text.say(self._texts(msg("practice.none")))
        self.why.say(self._texts(msg("practice.none.advice")))

    def show_question(self, question: Question, why: str = "") -> None:
        """Show a question and, where the program proposed it, the reason."""
        about = msg("practice.about", category=category_name(question.category, self._texts), n=_aim(question))
        self.about.setText(self._texts(about))
        self.text.say(question.text)
        self.why.say(why)
        self._show_parts(question.parts)
        self._question = question
        self.story.set_category(question.category)
        self._show_anchors()
        order = " › ".join(slot_name(slot, self._texts) for slot in question.structure)
        self.order.say(self._texts(msg("practice.order", order=order)) if order else "")
        self.verticalScrollBar().setValue(0)
        self._arrange()

    def _show_anchors(self) -> None:
        """Show the question's anchors and those of the story that is told, with its own cue words."""
        asked = self._question.anchors if self._question is not None else ()
        cues = self.story.story.cues if self.story.story is not None else {}
        names = [name for name in ANCHORS if name in asked or cues.get(name)]
        self.anchors.show_anchors(names, [cues.get(name, "") for name in names])
        self.anchors.setVisible(bool(names))

    def show_state(self, state: str, step: int) -> None:
        """Show the present step, and offer only what is possible now."""
        self.steps.show_step(step)
        quiet = state in QUIET_STATES
        reading = self._texts(msg("practice.hear.stop")) if state == "reading" else self._texts(msg("practice.hear"))
        self.hear.setText(reading)
        tell(self.hear, reading)
        for button in (self.hear, self.another, self.choose, self.write):
            button.setVisible(quiet)
        self.why.setVisible(quiet and bool(self.why.plain))
        self.story.choice.setEnabled(quiet)
        for button in (self.hear, self.write):
            button.setEnabled(self.text.plain != "" and bool(self.about.text()))

    def set_theme(self, theme: Theme) -> None:
        """Take another theme."""
        self._theme = theme
        self._column.setMaximumWidth(theme.px(COLUMN))
        self.steps.set_theme(theme)
        self.anchors.set_theme(theme)
        self.story.set_theme(theme)
        for line in (self.text, self.why, self.order, *self._part_lines):
            line.set_theme(theme)
        self._arrange()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's own name
        """Put things below each other that do not fit side by side."""
        super().resizeEvent(event)
        self._arrange()

    def _arrange(self) -> None:
        room = min(self.viewport().width() - 12 * MARGIN, self._column.maximumWidth())
        needed = self.about.sizeHint().width() + self.steps.sizeHint().width() + 4 * MARGIN
        beside = QBoxLayout.Direction.LeftToRight if needed <= room else QBoxLayout.Direction.TopToBottom
        self._head.setDirection(beside)
        buttons = (self.hear, self.another, self.choose, self.write)
        wide = sum(button.sizeHint().width() + MARGIN for button in buttons)
        columns = len(buttons) if wide <= room else 2
        for number, button in enumerate(buttons):
            self._offers.addWidget(button, number // columns, number % columns, Qt.AlignmentFlag.AlignLeft)
        for column in range(len(buttons) + 1):
            self._offers.setColumnStretch(column, int(column == columns))

    def _show_parts(self, parts: tuple[str, ...]) -> None:
        while (item := self._parts.takeAt(0)) is not None:
            old = item.widget()
            if old is not None:
                old.deleteLater()
        self._part_lines = []
        for number, part in enumerate(parts):
            line = Paragraph(self._theme, part)
            digit = QLabel(f"{number + 1}")
            digit.setProperty("tone", "accent")
            digit.setStyleSheet("font-weight: 600;")
            self._parts.addWidget(digit, number, 0, Qt.AlignmentFlag.AlignTop)
            self._parts.addWidget(line, number, 1)
            self._part_lines.append(line)


def _aim(question: Question) -> int:
    return round(question.aim_seconds)
