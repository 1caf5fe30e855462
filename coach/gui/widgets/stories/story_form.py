"""The form of one story: title, cue words, the remembered moment, what it is for; whatever stands in it is kept."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from functools import partial
from textwrap import fill

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QLabel, QLineEdit, QScrollArea, QVBoxLayout, QWidget

from coach.gui.names import category_name
from coach.gui.theme import MARGIN, Theme
from coach.gui.widgets.forms.button import wish_button
from coach.gui.widgets.forms.flow import flow
from coach.gui.widgets.paragraph import Paragraph, tell
from coach.gui.widgets.stories.cue_field import CueField
from coach.messages import Message, Texts, msg
from coach.model import ANCHORS, CATEGORIES, MOMENT_PARTS, THEMES, Story
from coach.practice.stories import MOMENT_NAMES, THEME_NAMES

COLUMN = 760
"""Most pixels, at the usual text size, that the form is wide."""
LARGE, LINE = 140, 24
"""Per cent of text size from which the name of a check is broken into lines, and the letters of such a line."""


class StoryForm(QWidget):
    """Show one story; `wanted` carries back, practise, copy or delete."""

    edited = Signal()
    wanted = Signal(str)

    def __init__(self, texts: Texts, theme: Theme) -> None:
        super().__init__()
        self._texts = texts
        self._story = Story("", "")
        make = partial(wish_button, texts, self.wanted)
        self.back = make("back", msg("stories.back"), "plain")
        self.state = Paragraph(theme, size=14, soft=True)
        self.title = QLineEdit()
        self.title.setPlaceholderText(texts(msg("stories.title.hint")))
        tell(self.title, texts(msg("stories.title")))
        self.cues = {name: CueField(texts, theme, name) for name in ANCHORS}
        self.parts = {name: self._line(texts(MOMENT_NAMES[name])) for name in MOMENT_PARTS}
        self.themes: dict[str, QCheckBox] = {name: self._check(texts(THEME_NAMES[name])) for name in THEMES}
        self.leads: dict[str, QCheckBox] = {name: self._check(category_name(name, texts)) for name in CATEGORIES}
        self.practise = make("practise", msg("stories.practise"), "primary")
        self.copy = make("copy", msg("stories.copy"))
        self.delete = make("delete", msg("stories.delete"))
        self._paragraphs = [self.state]
        self._scroll = QScrollArea()
        self._column = QWidget()
        self._lay_out(theme)
        self.title.textEdited.connect(lambda _: self.edited.emit())
        for field in self.cues.values():
            field.edited.connect(self.edited)
        self.set_theme(theme)

    def _line(self, name: str) -> QLineEdit:
        line = QLineEdit()
        tell(line, name)
        line.textEdited.connect(lambda _: self.edited.emit())
        return line

    def _check(self, name: str) -> QCheckBox:
        check = QCheckBox(name)
        tell(check, name)
        check.clicked.connect(lambda _: self.edited.emit())
        return check

    def _lay_out(self, theme: Theme) -> None:
        rows = QVBoxLayout(self._column)
        rows.setContentsMargins(0, MARGIN, 2 * MARGIN, 3 * MARGIN)
        rows.setSpacing(4 * MARGIN)
        rows.addLayout(self._section(theme, msg("stories.title"), None, self._named(self.title, "")))
        rows.addLayout(self._section(theme, msg("stories.cues"), msg("stories.cues.why"), *self.cues.values()))
        moment = [self._named(line, self._texts(MOMENT_NAMES[name])) for name, line in self.parts.items()]
        rows.addLayout(self._section(theme, msg("stories.moment"), msg("stories.moment.why"), *moment))
        themes = flow(*self.themes.values(), gap=2 * MARGIN)
        rows.addLayout(self._section(theme, msg("stories.themes"), None, themes))
        leads = flow(*self.leads.values(), gap=2 * MARGIN)
        rows.addLayout(self._section(theme, msg("stories.leads"), msg("stories.leads.why"), leads))
        rows.addWidget(flow(self.practise, self.copy, self.delete))
        rows.addStretch(1)
        page = QWidget()
        page.setObjectName("page")
        # A row knows how wide the column really is; a column would ask it how high it were at the page's width.
        inside = QHBoxLayout(page)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.addWidget(self._column, 1000)
        inside.addStretch(1)
        self._scroll.setWidgetResizable(True)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._scroll.setWidget(page)
        tell(self._scroll, self._texts(msg("stories.form")))
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(MARGIN)
        whole.addWidget(self.back, 0, Qt.AlignmentFlag.AlignLeft)
        whole.addWidget(self.state)
        whole.addWidget(self._scroll, 1)

    def _section(self, theme: Theme, heading: Message, why: Message | None, *widgets: QWidget) -> QVBoxLayout:
        rows = QVBoxLayout()
        rows.setSpacing(MARGIN)
        head = Paragraph(theme, self._texts(heading), size=20, bold=True)
        rows.addWidget(head)
        self._paragraphs.append(head)
        if why is not None:
            reason = Paragraph(theme, self._texts(why), soft=True, size=14)
            rows.addWidget(reason)
            self._paragraphs.append(reason)
        for widget in widgets:
            rows.addWidget(widget)
        return rows

    def _named(self, line: QLineEdit, name: str) -> QWidget:
        made = QWidget()
        rows = QVBoxLayout(made)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(MARGIN // 2)
        if name:
            label = QLabel(name)
            label.setBuddy(line)
            rows.addWidget(label)
        rows.addWidget(line)
        return made

    @property
    def story(self) -> Story:
        """Return the story as it stands in the form."""
        old = self._story
        return replace(
            old,
            title=self.title.text().strip(),
            cues=_filled(old.cues, {name: field.cue for name, field in self.cues.items()}),
            moment=_filled(old.moment, {name: line.text().strip() for name, line in self.parts.items()}),
            themes=_ticked(old.themes, self.themes),
            leads=_ticked(old.leads, self.leads),
        )

    def open(self, story: Story) -> None:
        """Show a story from its top, with the focus on the title."""
        self._story = story
        self.title.setText(story.title)
        for anchor, field in self.cues.items():
            field.fill(story.cues.get(anchor, ""))
        for part, line in self.parts.items():
            line.setText(story.moment.get(part, ""))
        for theme, check in self.themes.items():
            check.setChecked(theme in story.themes)
        for category, check in self.leads.items():
            check.setChecked(category in story.leads)
        self._scroll.verticalScrollBar().setValue(0)
        self.title.setFocus()

    def show_state(self, words: Message, *, there: bool) -> None:
        """Say whether the story is saved; what needs it to be there is offered only then."""
        if self.state.plain != self._texts(words):
            self.state.say(self._texts(words))
        for button in (self.practise, self.copy, self.delete):
            button.setEnabled(there)

    def set_theme(self, theme: Theme) -> None:
        """Take another theme."""
        self._column.setMaximumWidth(theme.px(COLUMN))
        for paragraph in self._paragraphs:
            paragraph.set_theme(theme)
        for field in self.cues.values():
            field.set_theme(theme)
        for check in (*self.themes.values(), *self.leads.values()):
            name = check.accessibleName()
            check.setText(fill(name, LINE) if theme.percent > LARGE else name)


def _filled(old: Mapping[str, str], new: Mapping[str, str]) -> dict[str, str]:
    """Put together what is written; what the form does not know stays."""
    return {name: text for name, text in {**old, **new}.items() if text}


def _ticked(old: tuple[str, ...], checks: Mapping[str, QCheckBox]) -> tuple[str, ...]:
    unknown = tuple(name for name in old if name not in checks)
    return (*(name for name, check in checks.items() if check.isChecked()), *unknown)
