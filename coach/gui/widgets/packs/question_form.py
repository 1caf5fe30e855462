"""The form for one question: what is needed in sight, the rest folded away."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import cast

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCheckBox, QLineEdit, QSpinBox, QVBoxLayout, QWidget

from coach.gui.names import category_name
from coach.gui.theme import MARGIN, Theme
from coach.gui.widgets.choice import Choice
from coach.gui.widgets.forms.entries import EntryBox, TextBox
from coach.gui.widgets.forms.field import Field
from coach.gui.widgets.packs.expected import Expected
from coach.gui.widgets.review.fold import Fold
from coach.messages import Message, Texts, msg
from coach.model import CATEGORIES, TOPICS, Category, Question, Topic
from coach.practice.rows import ROLE_NAMES, topic_name

AIM = (10, 1800, 15)
"""Fewest and most seconds, as packs have it, and how many a step is."""


class QuestionForm(QWidget):
    """Show a question and read it back; `edited` comes with every key and click that changes it."""

    edited = Signal()

    def __init__(self, texts: Texts, theme: Theme) -> None:
        super().__init__()
        self._texts = texts
        self._theme = theme
        self._question = Question("", CATEGORIES[0], "")
        self._filling = False
        self.text = TextBox(theme, lines=3)
        self.category = Choice()
        self.category.fill([(category_name(each, texts), each) for each in CATEGORIES], CATEGORIES[0])
        self.aim = _Seconds(texts)
        self.parts = EntryBox(theme, lines=3)
        self.expected = Expected(texts, theme)
        self.follow_ups = EntryBox(theme, lines=3)
        self.topic = Choice()
        none = texts(msg("own_packs.topic.none"))
        self.topic.fill([(none, ""), *((texts(topic_name(each)), each) for each in TOPICS)], "")
        self.key_terms = QLineEdit()
        self.roles = QLineEdit()
        self.audience = QLineEdit()
        self.clarify_first = QCheckBox(texts(msg("own_packs.clarify_first")))
        self.fields = self._fields(theme)
        self.more = Fold(theme, texts(msg("own_packs.more")), self._rest)
        self._lay_out()
        self._connect()

    def _fields(self, theme: Theme) -> dict[str, Field]:
        texts = self._texts

        def field(name: Message, control: QWidget, hint: Message | None = None) -> Field:
            return Field(theme, texts(name), control, texts(hint) if hint else "")

        return {
            "text": field(msg("own_packs.text"), self.text, msg("own_packs.text.hint")),
            "category": field(msg("own_packs.category"), self.category),
            "aim_seconds": field(msg("own_packs.aim"), self.aim, msg("own_packs.aim.hint")),
            "parts": field(msg("own_packs.parts"), self.parts, msg("own_packs.parts.hint")),
            "anchors": field(msg("own_packs.expected"), self.expected, msg("own_packs.expected.hint")),
            "follow_ups": field(msg("own_packs.follow_ups"), self.follow_ups, msg("own_packs.follow_ups.hint")),
            "topic": field(msg("own_packs.topic"), self.topic),
            "key_terms": field(msg("own_packs.key_terms"), self.key_terms, msg("own_packs.key_terms.hint")),
            "roles": field(msg("own_packs.roles"), self.roles, msg("own_packs.roles.hint")),
            "audience": field(msg("own_packs.audience"), self.audience, msg("own_packs.audience.hint")),
        }

    def _lay_out(self) -> None:
        rows = QVBoxLayout(self)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(3 * MARGIN)
        for name in ("text", "category", "aim_seconds", "parts", "anchors", "follow_ups"):
            rows.addWidget(self.fields[name])
        rows.addWidget(self.more)
        self._folded = QWidget(self)
        self._folded.hide()
        rest = QVBoxLayout(self._folded)
        rest.setContentsMargins(0, 0, 0, 0)
        rest.setSpacing(3 * MARGIN)
        for name in ("topic", "key_terms", "roles", "audience"):
            rest.addWidget(self.fields[name])
        rest.addWidget(self.clarify_first)
        self.clarify_first.setAccessibleName(self.clarify_first.text())

    def _rest(self) -> QWidget:
        return self._folded

    def _connect(self) -> None:
        for box in (self.text, self.parts, self.follow_ups):
            box.textChanged.connect(self._tell)
        for line in (self.key_terms, self.roles, self.audience):
            line.textEdited.connect(lambda _: self._tell())
        self.category.currentIndexChanged.connect(lambda _: self._category_chosen())
        self.topic.currentIndexChanged.connect(lambda _: self._tell())
        self.aim.valueChanged.connect(lambda _: self._tell())
        self.expected.changed.connect(self._tell)
        self.clarify_first.clicked.connect(lambda _: self._tell())

    def set_steps(self, steps: Mapping[str, Sequence[str]]) -> None:
        """Take the steps that each category knows."""
        self.expected.set_steps(steps)

    def fill(self, question: Question) -> None:
        """Show a question; what is there already, and the place in it, stays."""
        self._filling = True
        self._question = question
        if " ".join(self.text.toPlainText().split()) != question.text:
            self.text.setPlainText(question.text)
        self.category.choose(question.category)
        self.aim.setValue(round(question.aim_seconds))
        self.parts.fill(question.parts)
        self.expected.fill(question.category, question.anchors, question.structure)
        self.follow_ups.fill(question.follow_ups)
        self.topic.choose(question.topic)
        _fill(self.key_terms, question.key_terms)
        _fill(self.roles, [self._role(each) for each in question.roles])
        self.audience.setText(question.audience)
        self.clarify_first.setChecked(question.clarify_first)
        self._filling = False

    def question(self) -> Question:
        """Return the question as it is written now."""
        return replace(
            self._question,
            text=" ".join(self.text.toPlainText().split()),
            category=cast("Category", self.category.currentData()),
            aim_seconds=float(self.aim.value()),
            parts=self.parts.entries(),
            anchors=self.expected.chosen_anchors(),
            structure=self.expected.chosen_steps(),
            follow_ups=self.follow_ups.entries(),
            topic=cast("Topic", self.topic.currentData()),
            key_terms=_entries(self.key_terms),
            roles=tuple(dict.fromkeys(filter(None, (self._role_id(each) for each in _entries(self.roles))))),
            audience=" ".join(self.audience.text().split()),
            clarify_first=self.clarify_first.isChecked(),
        )

    def show_mistakes(self, mistakes: Mapping[str, Message]) -> None:
        """Say beside each field what it still needs; a folded one is opened."""
        if {"topic", "key_terms", "roles", "audience"} & set(mistakes):
            self.more.open()
        for name, field in self.fields.items():
            what = mistakes.get(name) or (mistakes.get("structure") if name == "anchors" else None)
            sentence = msg("own_packs.mistake", what=what) if what else None
            field.show_mistake(self._texts(sentence) if sentence else "")

    def set_theme(self, theme: Theme) -> None:
        """Take another theme."""
        self._theme = theme
        for box in (self.text, self.parts, self.follow_ups):
            box.set_theme(theme)
        for field in self.fields.values():
            field.set_theme(theme)
        self.expected.set_theme(theme)
        self.more.set_theme(theme)

    def _tell(self) -> None:
        if not self._filling:
            self.edited.emit()

    def _category_chosen(self) -> None:
        if not self._filling:
            self.expected.set_category(str(self.category.currentData()))
            self.edited.emit()

    def _role(self, role: str) -> str:
        """Write a role as a person does: its full name, or its own word."""
        return self._texts(ROLE_NAMES[role]) if role in ROLE_NAMES else role.replace("_", " ")

    def _role_id(self, written: str) -> str:
        known = {self._texts(name).casefold(): role for role, name in ROLE_NAMES.items()}
        plain = re.sub(r"[^a-z0-9]+", "_", written.casefold()).strip("_")
        return known.get(written.casefold(), plain)


class _Seconds(QSpinBox):
    """Choose a number of seconds; the wheel is left to the page."""

    def __init__(self, texts: Texts) -> None:
        super().__init__()
        self.setRange(*AIM[:2])
        self.setSingleStep(AIM[2])
        self.setSuffix(texts(msg("own_packs.seconds")))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.lineEdit().setTextMargins(MARGIN + 2, 0, 0, 0)
        self.wheelEvent = lambda event: event.ignore()  # type: ignore[method-assign]


def _entries(line: QLineEdit) -> tuple[str, ...]:
    words = (" ".join(word.split()) for word in line.text().split(","))
    return tuple(dict.fromkeys(word for word in words if word))


def _fill(line: QLineEdit, entries: Sequence[str]) -> None:
    """Show entries; where they are there already, the text and the place in it stay."""
    if _entries(line) != tuple(entries):
        line.setText(", ".join(entries))
