"""Which story an answer was told with, and which of its cue words were heard."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QGridLayout, QVBoxLayout

from coach.gui.names import anchor_name, clock
from coach.gui.theme import MARGIN, Theme
from coach.gui.widgets.anchor_strip import AnchorMark
from coach.gui.widgets.paragraph import Paragraph
from coach.gui.widgets.stories.cards import cue_lines
from coach.gui.widgets.stories.story_list import title_of
from coach.messages import Message, Texts, msg
from coach.model import Attempt, Moment, Report

HEARD, CLOSE = "analysis.anchor.why_cue", "analysis.anchor.why_cue_weak"
"""The reasons by which analysis says that a cue was said, or that something close to it was."""


class ToldWith(QFrame):
    """List the cues of the story as it was then; without a story nothing shows."""

    def __init__(self, texts: Texts, theme: Theme) -> None:
        super().__init__()
        self._texts = texts
        self._theme = theme
        self._attempt: Attempt | None = None
        self.setProperty("card", True)
        self.title = Paragraph(theme, bold=True)
        self.lines: list[Paragraph] = []
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(MARGIN)
        self._grid.setVerticalSpacing(MARGIN // 2)
        self._grid.setColumnStretch(1, 1)
        rows = QVBoxLayout(self)
        rows.setContentsMargins(2 * MARGIN, MARGIN + 4, 2 * MARGIN, MARGIN + 4)
        rows.addWidget(self.title)
        rows.addLayout(self._grid)
        self.hide()

    def show_attempt(self, attempt: Attempt) -> None:
        """Show the story of a take, by the review of it that counts."""
        self._attempt = attempt
        while (item := self._grid.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.deleteLater()
        self.lines = []
        story, report = attempt.story, attempt.review.report if attempt.review is not None else None
        if story is not None:
            self.title.say(self._texts(msg("stories.told_with", title=title_of(story, self._texts))))
            for place, (name, cue) in enumerate(cue_lines(story)):
                heard = self._texts(_heard(report, name)) if report is not None else ""
                line = Paragraph(self._theme, f"{cue} · {heard}" if heard else cue, size=14, wide=True)
                line.setAccessibleName(f"{anchor_name(name, self._texts)}: {line.plain}")
                self._grid.addWidget(AnchorMark(self._theme, name, place), place, 0, Qt.AlignmentFlag.AlignTop)
                self._grid.addWidget(line, place, 1)
                self.lines.append(line)
        self.setVisible(story is not None)

    def set_theme(self, theme: Theme) -> None:
        """Take another theme."""
        self._theme = theme
        self.title.set_theme(theme)
        if self._attempt is not None:
            self.show_attempt(self._attempt)


def _heard(report: Report, name: str) -> Message:
    """Say whether a cue was heard; an anchor can be reached in other words as well."""
    moment = next((one for one in report.moments if one.kind == "anchor" and one.name == name), None)
    if moment is None:
        return msg("stories.cue.missing")
    if moment.why.key == HEARD:
        return _at(moment, msg("stories.cue.heard"))
    if moment.why.key == CLOSE:
        return _at(moment, msg("stories.cue.close"))
    return msg("stories.cue.other")


def _at(moment: Moment, words: Message) -> Message:
    return words if moment.start is None else msg("stories.cue.at", words=words, time=clock(moment.start))
