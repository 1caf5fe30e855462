"""Everything that a list of takes can be filtered by, and its order."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QCheckBox, QSizePolicy, QVBoxLayout, QWidget

from coach.gui.names import category_name
from coach.gui.theme import MARGIN, Theme
from coach.gui.widgets.filters.days import days_between, moments_of
from coach.gui.widgets.filters.period import PeriodChoice
from coach.gui.widgets.filters.short_choice import ShortChoice
from coach.gui.widgets.filters.wording import ORDER_NAMES, Today
from coach.gui.widgets.forms.field import Field
from coach.gui.widgets.forms.flow import flow
from coach.gui.widgets.paragraph import tell
from coach.messages import Message, Texts, msg
from coach.model import CATEGORIES
from coach.practice import rows
from coach.practice.history import ORDERS, Choices, Wanted

NARROWEST, WIDEST = 204, 320
"""Pixels, at 100 % text, that a filter is wide: as many stand side by side as the page has room for."""
GAP = 2 * MARGIN
SCROLL_BAR = 20
"""Pixels that are left for a scroll bar: filters as wide as the room would keep it from shrinking."""


class FilterPanel(QWidget):
    """Choose what takes are filtered by; the search and the bin stand elsewhere."""

    changed = Signal()

    def __init__(self, texts: Texts, theme: Theme) -> None:
        super().__init__()
        self._texts = texts
        self._theme = theme
        self._filling = False
        self.today = Today.now()
        self.choices = Choices()
        self.category, self.question, self.story, self.engine, self.order = (ShortChoice() for _ in range(5))
        self.period = PeriodChoice(texts, theme, self.today)
        self.starred = QCheckBox(texts(msg("takes.filter.starred.only")))
        tell(self.starred, texts(msg("takes.filter.starred.only")))
        self._fields = (
            self._field(theme, msg("history_page.category"), self.category),
            self._field(theme, msg("takes.filter.question.name"), self.question),
            self._field(theme, msg("takes.filter.story.name"), self.story),
            self._field(theme, msg("takes.filter.engine.name"), self.engine),
            *self.period.fields,
            self._field(theme, msg("takes.order"), self.order),
        )
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, MARGIN)
        column.setSpacing(MARGIN)
        column.addWidget(flow(*self._fields, gap=GAP))
        column.addWidget(self.starred)
        self.order.fill([(texts(ORDER_NAMES[order]), order) for order in ORDERS], "newest")
        self.show_wanted(Wanted())
        self._connect()
        self.set_theme(theme)

    def _field(self, theme: Theme, name: Message, control: QWidget) -> Field:
        return Field(theme, self._texts(name), control)

    def _connect(self) -> None:
        for choice in (self.category, self.question, self.story, self.engine, self.order):
            choice.currentIndexChanged.connect(lambda _: self._tell())
        self.period.changed.connect(self._tell)
        self.starred.toggled.connect(lambda _: self._tell())

    @property
    def wanted(self) -> Wanted:
        """Return what is chosen, without a search and outside the bin."""
        since, until = moments_of(self.period.days)
        return Wanted(
            category=str(self.category.currentData()),
            question=str(self.question.currentData()),
            story=str(self.story.currentData()),
            engine=str(self.engine.currentData()),
            since=since,
            until=until,
            starred=self.starred.isChecked(),
            order=self.order.currentData(),
        )

    def show_wanted(self, wanted: Wanted) -> None:
        """Show filters, without telling."""
        self._filling = True
        self.follow_clock()
        self._fill(wanted)
        self.period.show_days(days_between(wanted.since, wanted.until))
        self.starred.setChecked(wanted.starred)
        self.order.choose(wanted.order)
        self._filling = False

    def follow_clock(self) -> None:
        """Look which day it is: the program may run over midnight."""
        self.today = Today.now()
        self.period.set_today(self.today)

    def set_choices(self, choices: Choices) -> None:
        """Offer the questions, stories and engines that there are takes of; what is chosen stays chosen."""
        wanted = replace(self.wanted)
        self.choices = choices
        self._filling = True
        self._fill(wanted)
        self._filling = False

    def _fill(self, wanted: Wanted) -> None:
        """Offer all choices; one that is chosen is among them even where no take has it."""
        texts = self._texts
        categories = tuple((name, category_name(name, texts)) for name in CATEGORIES)
        engines = tuple((name, texts(rows.engine_name(name))) for name in self.choices.engines)
        for choice, any_of_them, offers, chosen in (
            (self.category, msg("history_page.category.all"), categories, wanted.category),
            (self.question, msg("takes.filter.question.all"), self.choices.questions, wanted.question),
            (self.story, msg("takes.filter.story.all"), self.choices.stories, wanted.story),
            (self.engine, msg("takes.filter.engine.all"), engines, wanted.engine),
        ):
            offered = [(texts(any_of_them), ""), *((text, key) for key, text in offers)]
            if chosen and chosen not in dict(offers):
                offered.append((chosen, chosen))
            choice.fill(offered, chosen)

    def set_theme(self, theme: Theme) -> None:
        """Take over another theme."""
        self._theme = theme
        self.period.set_theme(theme)
        for field in self._fields:
            field.set_theme(theme)
            field.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Minimum)
        self._widen()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's own name
        """Share another width."""
        super().resizeEvent(event)
        self._widen()

    def _widen(self) -> None:
        """Share the width among the filters, and let opened lists be wider: questions are long."""
        room = max(self.width() - SCROLL_BAR, 1)
        beside = max((room + GAP) // (self._theme.px(NARROWEST) + GAP), 1)
        wide = min((room + GAP) // beside - GAP, self._theme.px(WIDEST))
        for field in self._fields:
            field.setFixedWidth(wide)
        for choice in (self.category, self.question, self.story, self.engine, self.order):
            texts = (choice.itemText(place) for place in range(choice.count()))
            widest = max(choice.fontMetrics().horizontalAdvance(text) for text in texts)
            choice.view().setMinimumWidth(min(widest + 6 * MARGIN, 3 * wide))

    def _tell(self) -> None:
        if not self._filling:
            self.changed.emit()
