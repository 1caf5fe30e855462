"""What is asked before recordings come in: to which question they are the answers, if to any."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from coach.gui.theme import MARGIN, Theme
from coach.gui.widgets.asking.question_picker import QuestionPicker
from coach.gui.widgets.forms.button import named_button
from coach.gui.widgets.forms.flow import flow
from coach.gui.widgets.paragraph import Paragraph
from coach.gui.widgets.sheet import Sheet
from coach.messages import Message, Texts, msg
from coach.model import Question

NAMED = 3
"""Files that are called by their names; more of them are counted."""
SHEET = (860, 560)
"""Most pixels of the sheet of questions, at the usual text size."""


class AskBring(QWidget):
    """Name the recordings and wait for a start; the question is a wish, not a duty."""

    started = Signal(object)
    """Bring them in, as answers to this Question, or to none."""
    left = Signal()

    def __init__(self, texts: Texts, theme: Theme) -> None:
        super().__init__()
        self._texts = texts
        self._theme = theme
        self._questions: Sequence[Question] = ()
        self.question: Question | None = None
        self.sheet: QuestionSheet | None = None
        self.title = Paragraph(theme, size=20, bold=True)
        self.names = Paragraph(theme, soft=True)
        self.others = Paragraph(theme, size=14, soft=True)
        self.which = Paragraph(theme)
        self.pick = named_button(texts(msg("bring.ask.pick")))
        self.none = named_button(texts(msg("bring.ask.none")))
        self.start = named_button(texts(msg("bring.ask.start")), "primary")
        self.leave = named_button(texts(msg("bring.ask.leave")))
        rows = QVBoxLayout(self)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(MARGIN)
        for widget in (self.title, self.names, self.others, self.which):
            rows.addWidget(widget)
        rows.addWidget(flow(self.start, self.pick, self.none, self.leave, gap=MARGIN + 4))
        self.pick.clicked.connect(self._open_sheet)
        self.none.clicked.connect(lambda: self._take(None))
        self.start.clicked.connect(lambda: self.started.emit(self.question))
        self.leave.clicked.connect(self.left)

    def ask(self, sounds: Sequence[str], others: Sequence[str], questions: Sequence[Question]) -> None:
        """Ask about files by their names; `others` hold no sound and are left out."""
        self._questions = questions
        self.title.say(self._texts(msg("bring.ask.title", n=len(sounds))))
        self.names.say(named(sounds, self._texts))
        self.others.say(self._texts(others_words(others, self._texts)) if others else "")
        self._take(None)
        self.pick.setVisible(bool(questions))
        self.start.setFocus()

    def set_theme(self, theme: Theme) -> None:
        """Take over another theme."""
        self._theme = theme
        for paragraph in (self.title, self.names, self.others, self.which):
            paragraph.set_theme(theme)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's own name
        """Leave with Escape: nothing has come in yet."""
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)

    def _take(self, question: Question | None) -> None:
        had_focus = self.none.hasFocus()
        self.question = question
        known = msg("bring.ask.question", question=question.text) if question is not None else None
        self.which.say(self._texts(known or msg("bring.ask.no_question")))
        self.none.setVisible(question is not None)
        if had_focus:
            self.pick.setFocus()

    def _open_sheet(self) -> None:
        self.sheet = QuestionSheet(self._texts, self._theme, self._questions, self)
        self.sheet.picked.connect(self._take)
        self.sheet.finished.connect(lambda _: self.pick.setFocus())
        self.sheet.open()


class QuestionSheet(Sheet):
    """Choose the question that recordings answer."""

    picked = Signal(object)

    def __init__(self, texts: Texts, theme: Theme, questions: Sequence[Question], parent: QWidget) -> None:
        super().__init__(theme, texts(msg("bring.ask.which")), parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.picker = QuestionPicker(texts, theme, questions)
        self.picker.title.hide()
        self.picker.turn.hide()
        # It was made for a page: here the sheet gives the ground and the edges.
        self.picker.setStyleSheet("QStackedWidget { background: transparent; }")
        self.picker.setContentsMargins(-6 * MARGIN, -4 * MARGIN, -6 * MARGIN, -3 * MARGIN)
        self.rows.addWidget(self.picker)
        window = parent.window().size()
        self.resize(min(theme.px(SHEET[0]), window.width() - 40), min(theme.px(SHEET[1]), window.height() - 40))
        self.picker.chosen.connect(self._pick)
        self.picker.left.connect(self.reject)
        self.picker.search.setFocus()

    def _pick(self, question: Question) -> None:
        self.accept()
        self.picked.emit(question)


def named(names: Sequence[str], texts: Texts) -> str:
    """List the names of files; of many, a few and how many more there are."""
    first, more = ", ".join(names[:NAMED]), len(names) - NAMED
    return texts(msg("bring.names.more", names=first, n=more)) if more > 0 else first


def others_words(names: Sequence[str], texts: Texts) -> Message:
    """Say calmly which files hold no sound."""
    return msg("bring.others", names=named(names, texts), n=len(names))
