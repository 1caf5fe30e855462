"""The list of takes with its search on top and its actions below; it only tells what a person wants."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QModelIndex, QObject, Qt, QTimer, Signal, SignalInstance
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QComboBox,
    QHBoxLayout,
    QLineEdit,
    QListView,
    QPushButton,
    QStackedLayout,
    QVBoxLayout,
    QWidget,
)

from coach.gui.names import category_name
from coach.gui.theme import MARGIN, Theme
from coach.gui.widgets.paragraph import Paragraph
from coach.gui.widgets.takes.delegate import TakeDelegate
from coach.gui.widgets.takes.model import REVIEWABLE, TakesModel
from coach.gui.widgets.takes.undo_bar import UndoBar
from coach.messages import Message, Texts, msg
from coach.model import CATEGORIES
from coach.practice.history import AttemptRow

DEBOUNCE = 250
"""Milliseconds after the last key before the search begins."""


class TakeList(QWidget):
    """Show takes, and tell which one a person wants to open, review, delete or have back."""

    asked = Signal()
    """The search or a filter changed."""
    opened = Signal(str)
    review_wanted = Signal(str)
    deleted = Signal(str)
    restored = Signal(str)

    def __init__(self, texts: Texts, theme: Theme) -> None:
        super().__init__()
        self._texts = texts
        self.search = QLineEdit()
        self.search.setPlaceholderText(texts(msg("history_page.search.hint")))
        self.search.setAccessibleName(texts(msg("history_page.search")))
        self.search.setClearButtonEnabled(True)
        self.category = QComboBox()
        self.category.setAccessibleName(texts(msg("history_page.category")))
        self.category.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.category.setMinimumContentsLength(16)
        self.category.addItem(texts(msg("history_page.category.all")), "")
        for name in CATEGORIES:
            self.category.addItem(category_name(name, texts), name)
        self.bin = self._button(msg("history_page.bin"))
        self.bin.setCheckable(True)
        self.count = Paragraph(theme, size=14, soft=True)
        self.model = TakesModel(texts)
        self.delegate = TakeDelegate(texts, theme)
        self.view = QListView()
        self.nothing = Paragraph(theme)
        self.undo_bar = UndoBar(texts)
        self.open = self._button(msg("history_page.open"))
        self.open.setProperty("kind", "primary")
        self.review = self._button(msg("history_page.review"))
        self.delete = self._button(msg("history_page.delete"))
        self.restore = self._button(msg("history_page.restore"))
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(DEBOUNCE)
        self._set_up_view()
        self._lay_out()
        self._connect()
        self._offer()

    def _button(self, name: Message) -> QPushButton:
        button = QPushButton(self._texts(name))
        button.setAccessibleName(self._texts(name))
        return button

    def _set_up_view(self) -> None:
        self.view.setModel(self.model)
        self.view.setItemDelegate(self.delegate)
        self.view.setUniformItemSizes(True)
        self.view.setMouseTracking(True)
        self.view.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.view.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.view.setAccessibleName(self._texts(msg("history_page.list")))
        self.view.setAccessibleDescription(self._texts(msg("history_page.list.how")))
        self.view.installEventFilter(self)
        self.search.installEventFilter(self)

    def _lay_out(self) -> None:
        top = QHBoxLayout()
        top.setSpacing(MARGIN)
        top.addWidget(self.search, 1)
        top.addWidget(self.category)
        top.addWidget(self.bin)
        pages = QWidget()
        self._pages = QStackedLayout(pages)
        self._pages.addWidget(self.view)
        alone = QWidget()
        column = QVBoxLayout(alone)
        column.setContentsMargins(0, 2 * MARGIN, 0, 0)
        column.addWidget(self.nothing)
        column.addStretch(1)
        self._pages.addWidget(alone)
        actions = QHBoxLayout()
        actions.setSpacing(MARGIN)
        for button in (self.open, self.review, self.delete, self.restore):
            actions.addWidget(button)
        actions.addStretch(1)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 2 * MARGIN, 0, 0)
        whole.setSpacing(MARGIN)
        whole.addLayout(top)
        whole.addWidget(self.count)
        whole.addWidget(pages, 1)
        whole.addWidget(self.undo_bar)
        whole.addLayout(actions)

    def _connect(self) -> None:
        self.search.textChanged.connect(lambda _: self._timer.start())
        self.search.returnPressed.connect(self._ask_now)
        self._timer.timeout.connect(self.asked)
        self.category.currentIndexChanged.connect(lambda _: self.asked.emit())
        self.bin.toggled.connect(lambda _: self.asked.emit())
        self.view.activated.connect(lambda _: self._tell(self.opened))
        self.view.selectionModel().currentChanged.connect(lambda *_: self._offer())
        self.open.clicked.connect(lambda: self._tell(self.opened))
        self.review.clicked.connect(lambda: self._tell(self.review_wanted))
        self.delete.clicked.connect(lambda: self._tell(self.deleted))
        self.restore.clicked.connect(lambda: self._tell(self.restored))

    @property
    def filtered(self) -> bool:
        """Tell whether a search, a category or the bin leaves takes out."""
        return bool(self.search.text().strip()) or self.category.currentIndex() > 0 or self.bin.isChecked()

    @property
    def current(self) -> AttemptRow | None:
        """Return the take that is chosen."""
        place = self.view.currentIndex().row()
        return self.model.rows[place] if 0 <= place < len(self.model.rows) else None

    def show_rows(self, rows: Sequence[AttemptRow]) -> None:
        """Show takes; the chosen one stays chosen, or its neighbour where it is gone."""
        before, place = self.current, self.view.currentIndex().row()
        self.model.set_rows(rows)
        same = self.model.place_of(before.id) if before is not None else None
        if rows:
            self.choose(same if same is not None else min(max(place, 0), len(rows) - 1))
        self.count.say(self._texts(msg("history_page.count", n=len(rows))))
        nothing = msg("history_page.nothing") if self.filtered else msg("history_page.none")
        if self.bin.isChecked() and not self.search.text().strip():
            nothing = msg("history_page.bin.empty")
        self.nothing.say("" if rows else self._texts(nothing))
        self._pages.setCurrentIndex(0 if rows else 1)
        self._offer()

    def choose(self, place: int) -> None:
        """Choose a take by its row."""
        self.view.setCurrentIndex(self.model.index(place, 0, QModelIndex()))

    def set_theme(self, theme: Theme) -> None:
        """Take over another theme."""
        self.delegate.theme = theme
        soft = theme.colour("soft").name()
        self.search.setStyleSheet(f"QLineEdit {{ placeholder-text-color: {soft}; }}")
        widest = max(self.category.fontMetrics().horizontalAdvance(name) for name in self._categories())
        self.category.view().setMinimumWidth(widest + 6 * MARGIN)
        self.count.set_theme(theme)
        self.nothing.set_theme(theme)
        self.model.layoutChanged.emit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's own name
        """Delete with Delete in the list; go from the search down into the list."""
        if event.type() is QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            if watched is self.view and event.key() == Qt.Key.Key_Delete and not self.bin.isChecked():
                self._tell(self.deleted)
                return True
            if watched is self.search and event.key() == Qt.Key.Key_Down:
                self.view.setFocus(Qt.FocusReason.OtherFocusReason)
                return True
        return super().eventFilter(watched, event)

    def _categories(self) -> list[str]:
        return [self.category.itemText(place) for place in range(self.category.count())]

    def _ask_now(self) -> None:
        self._timer.stop()
        self.asked.emit()

    def _tell(self, signal: SignalInstance) -> None:
        row = self.current
        if row is not None:
            signal.emit(row.id)

    def _offer(self) -> None:
        """Offer only what can be done with the chosen take."""
        row, binned = self.current, self.bin.isChecked()
        reviewable = row is not None and row.state in REVIEWABLE and not binned
        self.open.setEnabled(row is not None)
        self.review.setVisible(reviewable)
        self.delete.setVisible(not binned)
        self.delete.setEnabled(row is not None and row.state != "recording")
        self.restore.setVisible(binned)
        self.restore.setEnabled(row is not None)
