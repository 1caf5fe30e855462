"""Reading a take: its words, searched, followed and written again, and the details of what was heard in them."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QPoint, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QScrollArea, QVBoxLayout, QWidget

from coach.gui.keys import KeyMap
from coach.gui.theme import MARGIN, Theme
from coach.gui.widgets.judging.done_line import DoneLine
from coach.gui.widgets.paragraph import Paragraph
from coach.gui.widgets.review.details import Details
from coach.gui.widgets.transcript.editor import TextEditor
from coach.gui.widgets.transcript.following import WordsFollow
from coach.gui.widgets.transcript.search import Search
from coach.gui.widgets.transcript.search_line import SearchLine
from coach.gui.widgets.transcript.tools import TextTools
from coach.gui.widgets.transcript.view import TranscriptView
from coach.messages import Texts, msg
from coach.model import ANCHORS, Attempt, Report, Transcript

STACKED = 900
"""Width in pixels, at 100 % text, under which transcript and details stand one below the other."""


class Reading(QWidget):
    """Show the transcript that counts beside its details."""

    written = Signal(object, str)
    """An Attempt, and the text that its transcript shall have."""
    went = Signal(float)
    """A person went to a place of the text: where the sound is to stand, in seconds."""

    def __init__(self, texts: Texts, theme: Theme) -> None:
        super().__init__()
        self._texts = texts
        self._theme = theme
        self._keys = KeyMap()
        self._attempt: Attempt | None = None
        self._drafts: dict[str, str] = {}
        self.transcript = TranscriptView(texts, theme)
        self.tools = TextTools(texts, theme)
        self.search_line = SearchLine(texts, theme)
        self.search = Search(self.search_line, self.transcript)
        self.following = WordsFollow(self.transcript, self.tools)
        self.editor = TextEditor(texts, theme)
        self.done = DoneLine(texts, theme)
        self.legend = Paragraph(theme, size=14, soft=True)
        self.details = Details(texts, theme)
        self._pair = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._pair.setContentsMargins(0, 0, 0, 0)
        self._pair.setSpacing(4 * MARGIN)
        self._told = QVBoxLayout()
        self._told.setSpacing(MARGIN)
        for part in (self.tools, self.search_line, self.done, self.transcript, self.editor, self.legend):
            self._told.addWidget(part)
        self._told.addStretch(1)
        self._pair.addLayout(self._told, 3)
        self._pair.addWidget(self.details, 2)
        self._connect()

    def _connect(self) -> None:
        self.tools.find_wanted.connect(self.open_search)
        self.tools.edit_wanted.connect(self.open_editor)
        self.search.went.connect(self._go_to)
        self.editor.saved.connect(self._save)
        self.editor.left.connect(self.close_editor)
        self.editor.given_up.connect(self._give_up)

    @property
    def attempt(self) -> Attempt | None:
        """Return the take that shows."""
        return self._attempt

    @property
    def drafts(self) -> Mapping[str, str]:
        """Return the texts that are written and not saved, by the ids of their takes."""
        self._keep_draft()
        return dict(self._drafts)

    def show_attempt(self, attempt: Attempt, names: Mapping[str, str]) -> None:
        """Show the words of a take; `names` holds what anchors are called."""
        if self._is_other(attempt):
            self.done.say(None)
        if self._attempt is None or self._attempt.id != attempt.id:
            self.close_editor()
            self.search.close()
        self._attempt = attempt
        review = attempt.review
        report = review.report if review is not None else None
        transcript = review.transcript if review is not None else Transcript("", ())
        self.transcript.set_transcript(transcript, report.moments if report is not None else (), names)
        doubtful = self.transcript.doubtful
        self.legend.say(self._texts(msg("review.transcript.doubtful", n=doubtful)) if doubtful else "")
        self.details.setVisible(report is not None)
        self.search.refresh()
        self._show_parts()
        self._show_details(attempt, names)

    def _is_other(self, attempt: Attempt) -> bool:
        before, now = (one.review if one is not None else None for one in (self._attempt, attempt))
        return before is None or now is None or before.id != now.id

    def show_corrected(self, attempt: Attempt, names: Mapping[str, str]) -> None:
        """Show what a correction changed in the same words."""
        self._attempt = attempt
        report = attempt.review.report if attempt.review is not None else None
        self.transcript.set_moments(report.moments if report is not None else ())
        self._show_details(attempt, names)

    def _show_details(self, attempt: Attempt, names: Mapping[str, str]) -> None:
        report = attempt.review.report if attempt.review is not None else None
        self.details.show_report(
            report or Report((), (), ()),
            names,
            attempt.question.anchors if attempt.question is not None else ANCHORS,
            playable=attempt.recording is not None and attempt.recording.path.is_file(),
            corrections=attempt.corrections,
            transcript=attempt.review.transcript if attempt.review is not None else Transcript("", ()),
            terms_asked=attempt.question.key_terms if attempt.question is not None else (),
        )

    def span_here(self) -> tuple[float, float] | None:
        """Return when the selected words begin and end, in seconds; None where none are selected."""
        chosen = self.transcript.selected
        if chosen is None:
            return None
        words = self.transcript.transcript.words
        return words[chosen[0]].start, words[chosen[1]].end

    def go_to_found(self, wanted: str) -> None:
        """Go to what a take was found by: all of it, or else the longest of its words that was said."""
        words = sorted(wanted.split(), key=len, reverse=True)
        self.search.open()
        for text in (wanted, *words):
            self.search_line.field.setText(text)
            self.search.refresh()
            if self.search.hits:
                self.search.step(1)
                return
        self.search.close()

    def open_search(self) -> None:
        """Let a person write what they look for."""
        self.search.open()
        self._bring_up(self.search_line, self.search_line.rect().center())

    def _bring_up(self, part: QWidget, place: QPoint) -> None:
        """Scroll the page so far that a place of a part is in sight."""
        area = self.parentWidget()
        while area is not None and not isinstance(area, QScrollArea):
            area = area.parentWidget()
        if area is not None:
            QTimer.singleShot(0, area, lambda: _scroll(area, part, place))  # once what is new has its place

    def _go_to(self, word: int) -> None:
        self._bring_up(self.transcript.viewport(), self.transcript.place_of(word))
        words = self.transcript.transcript.words
        if words:
            self.went.emit(words[word].start)

    # The text is written again

    @property
    def editing(self) -> bool:
        """Tell whether the text is being written again."""
        return not self.editor.isHidden()

    def open_editor(self) -> None:
        """Let a person write the text again, from the word that they stand on; what they wrote before is there."""
        attempt = self._attempt
        if attempt is None or attempt.review is None or self.editing:
            return
        self.search.close()
        said = self.transcript.said[: self.transcript.chosen]
        place = len(" ".join((*said, "")))
        self.editor.open(attempt.review.transcript.text, self._drafts.get(attempt.id, ""), place)
        self._show_parts()
        self.editor.box.setFocus()

    def close_editor(self) -> None:
        """Show the transcript again; what is written and not saved is kept."""
        if self.editing:
            self._keep_draft()
            self.editor.hide()
            self._show_parts()
            self.transcript.setFocus()

    def let_go(self, attempt: Attempt) -> None:
        """Forget what was written for a take: it is saved."""
        if self.editing and self._attempt is not None and self._attempt.id == attempt.id:
            self.editor.hide()
            self._show_parts()
            self.transcript.setFocus()
        self._drafts.pop(attempt.id, None)
        self.tools.show_draft(self._attempt is not None and self._attempt.id in self._drafts)

    def take_drafts(self, drafts: Mapping[str, str]) -> None:
        """Take over texts that were written and not saved before the program started."""
        self._drafts = {**drafts, **self._drafts}
        self.tools.show_draft(self._attempt is not None and self._attempt.id in self._drafts)

    def forget_drafts(self) -> None:
        """Forget all that was written and not saved: what is kept of it is another now."""
        self._drafts = {}
        self.tools.show_draft(False)

    def _keep_draft(self) -> None:
        if self._attempt is not None and self.editing:
            self._drafts.pop(self._attempt.id, None)
            if self.editor.changed:
                self._drafts[self._attempt.id] = self.editor.text

    def _give_up(self) -> None:
        if self._attempt is not None:
            self.let_go(self._attempt)

    def _save(self, text: str) -> None:
        if self._attempt is not None:
            self.written.emit(self._attempt, text)

    def _show_parts(self) -> None:
        """Show the words or the box to write them in, and what can be done with them."""
        has_text = self._attempt is not None and self._attempt.review is not None
        reading = has_text and not self.editing
        self.transcript.setVisible(reading)
        self.tools.setVisible(reading)
        self.legend.setVisible(reading and bool(self.legend.plain))
        self.tools.show_draft(self._attempt is not None and self._attempt.id in self._drafts)
        self.tools.follow.setVisible(bool(self.transcript.transcript.words))

    # Keys and looks

    def set_keys(self, keys: KeyMap) -> None:
        """Take the person's keys."""
        self._keys = keys
        self.tools.set_keys(keys)

    def press(self, event: QKeyEvent) -> bool:
        """Use a key that nothing under the focus wanted; return whether it was one of these."""
        if not self.transcript.isVisible():
            return False
        back = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        action = self._keys.action(event)
        if event.matches(QKeySequence.StandardKey.Find):
            self.open_search()
        elif event.key() == Qt.Key.Key_F3:
            self.search.step(-1 if back else 1) if self.search.opened else self.open_search()
        elif event.key() == Qt.Key.Key_Escape and self.search.opened:
            self.search.close()
        elif action == "follow":
            self.following.toggle()
        elif action == "edit":
            self.open_editor()
        else:
            return False
        return True

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's own name
        """Take the keys that nothing inside wanted."""
        if not self.press(event):
            super().keyPressEvent(event)

    def set_theme(self, theme: Theme) -> None:
        """Take over another theme."""
        self._theme = theme
        for part in (self.transcript, self.tools, self.search_line, self.editor, self.done, self.legend, self.details):
            part.set_theme(theme)
        self._arrange()

    def _arrange(self) -> None:
        """Put transcript and details side by side where there is room."""
        stacked = self.width() < self._theme.px(STACKED) - 8 * MARGIN
        direction = QBoxLayout.Direction.TopToBottom if stacked else QBoxLayout.Direction.LeftToRight
        self._pair.setDirection(direction)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's own name
        """Arrange again."""
        super().resizeEvent(event)
        self._arrange()


def _scroll(area: QScrollArea, part: QWidget, place: QPoint) -> None:
    """Scroll up or down, never sideways."""
    at, room, bar = part.mapTo(area.viewport(), place).y(), area.viewport().height(), area.verticalScrollBar()
    least = min(12 * MARGIN, room // 2)
    if at < least:
        bar.setValue(bar.value() + at - least)
    elif at > room - least:
        bar.setValue(bar.value() + at - room + least)
