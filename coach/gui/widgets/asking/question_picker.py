"""Choose a question: a category, a word to look for, and the questions that are left."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QComboBox,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from coach.gui.names import category_name
from coach.gui.theme import MARGIN, Theme
from coach.gui.widgets.asking.balance_map import BalanceMap
from coach.gui.widgets.asking.lines import Lines
from coach.gui.widgets.forms.card import ABOUT, show_cards
from coach.gui.widgets.paragraph import Paragraph, tell
from coach.messages import Texts, msg
from coach.model import CATEGORIES, Question
from coach.practice.choose import balance

QUESTION = Qt.ItemDataRole.UserRole


class QuestionPicker(QWidget):
    """List the questions by category and by what is in them; say how often each was practised."""

    chosen = Signal(object)
    left = Signal()

    def __init__(self, texts: Texts, theme: Theme, questions: Sequence[Question]) -> None:
        super().__init__()
        self._texts = texts
        self._questions: tuple[Question, ...] = ()
        self._practised: Mapping[str, int] = {}
        self._stack = QStackedWidget()
        self.title = Paragraph(theme, texts(msg("practice.pick.title")), size=28)
        self.category = QComboBox()
        self.category.setMinimumContentsLength(12)
        self.category.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.search = QLineEdit()
        self.search.setPlaceholderText(texts(msg("practice.pick.search")))
        self.search.setClearButtonEnabled(True)
        self.list = QListWidget()
        self._lines = Lines(theme, self.list)
        show_cards(self.list, self._lines)
        self.count = QLabel()
        self.count.setProperty("tone", "soft")
        self.count.setProperty("type", "small")
        self.use = QPushButton(texts(msg("practice.pick.use")))
        self.use.setProperty("kind", "primary")
        self.balance = BalanceMap(texts, theme)
        self.turn = QPushButton(texts(msg("practice.balance")))
        self.back = QPushButton(texts(msg("practice.pick.back")))
        self._name_controls()
        self._lay_out()
        self.category.currentIndexChanged.connect(lambda _: self._fill())
        self.search.textChanged.connect(lambda _: self._fill())
        self.search.returnPressed.connect(self._use)
        self.list.itemActivated.connect(lambda _: self._use())
        self.use.clicked.connect(self._use)
        self.turn.clicked.connect(self._turn)
        self.balance.chosen.connect(self._show_category)
        self.back.clicked.connect(self.left.emit)
        self.set_questions(questions)

    def set_questions(self, questions: Sequence[Question]) -> None:
        """Take other questions; the chosen category stays where it still has some."""
        self._questions = tuple(questions)
        present = {question.category for question in questions}
        chosen = self.category.currentData()
        self.category.blockSignals(True)
        self.category.clear()
        self.category.addItem(self._texts(msg("practice.pick.every")), "")
        for category in CATEGORIES:
            if category in present:
                self.category.addItem(category_name(category, self._texts), category)
        self.category.setCurrentIndex(max(0, self.category.findData(chosen)))
        self.category.blockSignals(False)
        self._fill()

    def open(self, practised: Mapping[str, int], present: Question | None) -> None:
        """Start afresh, with the present question marked."""
        self._practised = practised
        self.search.clear()
        self.balance.show_balance(balance(self._questions, practised))
        self._show_list(True)
        self._fill(present.key if present is not None else "")
        self.search.setFocus()

    def set_theme(self, theme: Theme) -> None:
        """Take another theme."""
        self.title.set_theme(theme)
        self.balance.set_theme(theme)
        self._lines.theme = theme
        self._fill()

    def _name_controls(self) -> None:
        tell(self.category, self._texts(msg("practice.pick.category")))
        tell(self.search, self._texts(msg("practice.pick.search")))
        tell(self.list, self._texts(msg("practice.pick.list")))
        tell(self.use, self.use.text())
        tell(self.back, self.back.text())
        tell(self.turn, self.turn.text())

    def _lay_out(self) -> None:
        shown = QWidget()
        listed = QVBoxLayout(shown)
        listed.setContentsMargins(0, 0, 0, 0)
        listed.setSpacing(2 * MARGIN)
        filters = QHBoxLayout()
        filters.setSpacing(2 * MARGIN)
        filters.addWidget(self.category, 1)
        filters.addWidget(self.search, 2)
        listed.addLayout(filters)
        listed.addWidget(self.list, 1)
        self._stack.addWidget(shown)
        self._stack.addWidget(self.balance)
        actions = QHBoxLayout()
        actions.setSpacing(2 * MARGIN)
        actions.addWidget(self.count)
        actions.addStretch(1)
        actions.addWidget(self.turn)
        actions.addWidget(self.back)
        actions.addWidget(self.use)
        rows = QVBoxLayout(self)
        rows.setContentsMargins(6 * MARGIN, 4 * MARGIN, 6 * MARGIN, 3 * MARGIN)
        rows.setSpacing(2 * MARGIN)
        rows.addWidget(self.title)
        rows.addWidget(self._stack, 1)
        rows.addLayout(actions)

    def _turn(self) -> None:
        """Show the balance of the categories in place of the questions, or the questions again."""
        self._show_list(self._stack.currentWidget() is self.balance)

    def _show_list(self, listed: bool) -> None:
        self._stack.setCurrentIndex(0 if listed else 1)
        name = msg("practice.balance") if listed else msg("practice.balance.questions")
        self.turn.setText(self._texts(name))
        tell(self.turn, self.turn.text())
        for control in (self.use, self.count):
            control.setVisible(listed)
        (self.search if listed else self.balance.list).setFocus()

    def _show_category(self, category: str) -> None:
        self.search.clear()
        self.category.setCurrentIndex(max(0, self.category.findData(category)))
        self._show_list(True)
        self.list.setFocus()

    def _fill(self, mark: str = "") -> None:
        category = self.category.currentData()
        wanted = self.search.text().casefold().split()
        self.list.clear()
        for question in self._questions:
            if category and question.category != category:
                continue
            about = " ".join(
                (
                    question.text,
                    *question.parts,
                    *question.key_terms,
                    *question.roles,
                    question.topic,
                    question.audience,
                )
            ).casefold()
            if not all(word in about for word in wanted):
                continue
            self._add(question)
            if question.key == mark:
                self.list.setCurrentRow(self.list.count() - 1)
        if self.list.currentRow() < 0 and self.list.count():
            self.list.setCurrentRow(0)
        self.use.setEnabled(self.list.count() > 0)
        self.count.setText(self._texts(msg("practice.pick.count", n=self.list.count())))

    def _add(self, question: Question) -> None:
        times = self._practised.get(question.key, 0)
        about = [category_name(question.category, self._texts)]
        if times:
            about.append(self._texts(msg("practice.pick.times", n=times)))
        item = QListWidgetItem(question.text)
        item.setData(QUESTION, question)
        item.setData(ABOUT, " · ".join(about))
        item.setData(Qt.ItemDataRole.AccessibleTextRole, f"{question.text} {'. '.join(about)}")
        self.list.addItem(item)

    def _use(self) -> None:
        item = self.list.currentItem()
        if item is not None:
            self.chosen.emit(item.data(QUESTION))
