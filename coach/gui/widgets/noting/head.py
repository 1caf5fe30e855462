"""The head of a review: the way back, what the take is called, and what can be done with it as a whole."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QIcon, QPainter, QPen, QPixmap, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QGridLayout, QLabel, QSizePolicy, QVBoxLayout, QWidget

from coach.gui.theme import MARGIN, Theme, anchor_path
from coach.gui.widgets.forms.button import named_button
from coach.gui.widgets.forms.flow import flow
from coach.gui.widgets.noting.inline import InlineField
from coach.gui.widgets.paragraph import Paragraph, tell
from coach.gui.wording import about_take
from coach.messages import Texts, msg
from coach.model import Attempt

FIELD = 640
"""Pixels, at 100 % text, that the line for another name is wide at most."""
STAR = 14
"""Pixels of the star on its button, at 100 % text."""
BESIDE = 480
"""Pixels, at 100 % text, under which what can be done with a name stands below it."""
ABOUT = 360
"""Pixels, at 100 % text, that the line about a take keeps beside the actions."""


class Head(QWidget):
    """Name a take, and offer to rename, star, compare and save it."""

    back_wanted = Signal()
    renamed = Signal(str)
    """What the take is called from now on, "" for its question."""
    starred = Signal(bool)
    compare_wanted = Signal()
    export_wanted = Signal()

    def __init__(self, texts: Texts, theme: Theme) -> None:
        super().__init__()
        self._texts = texts
        self._theme = theme
        self._title = self._asked = ""
        self.back = named_button(texts(msg("review.back")), "plain")
        self.back.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.about = QLabel()
        self.about.setWordWrap(True)
        self.about.setProperty("type", "small")
        self.about.setProperty("tone", "soft")
        self.heading = Paragraph(theme, bold=True)
        self.question = Paragraph(theme, size=14, soft=True)
        self.rename = named_button(texts(msg("noting.rename")), "quiet")
        tell(self.rename, texts(msg("noting.take.rename")))
        self.field = InlineField()
        tell(self.field, texts(msg("noting.take.title")), texts(msg("noting.inline.keys")))
        self.star = named_button(texts(msg("noting.take.star")), "quiet")
        self.star.setCheckable(True)
        self.compare = named_button(texts(msg("noting.take.compare")), "plain")
        self.export = named_button(texts(msg("noting.take.export")), "plain")
        self.own = flow(self.rename, self.star)
        self.offers = flow(self.compare, self.export, gap=0)
        self._lay_out()
        self._connect()
        self.set_theme(theme)

    def _lay_out(self) -> None:
        self._top = QGridLayout()
        self._top.setHorizontalSpacing(2 * MARGIN)
        self._top.setVerticalSpacing(0)
        self._top.setColumnStretch(1, 1)
        self._top.addWidget(self.back, 0, 0, Qt.AlignmentFlag.AlignTop)
        self._top.addWidget(self.about, 0, 1, Qt.AlignmentFlag.AlignVCenter)
        self._named = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._named.setSpacing(MARGIN)
        self._named.addWidget(self.heading)
        self._named.addWidget(self.field, 1000)
        self._named.addWidget(self.own, 0, Qt.AlignmentFlag.AlignTop)
        self._named.addStretch(1)
        rows = QVBoxLayout(self)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(MARGIN)
        rows.addLayout(self._top)
        rows.addLayout(self._named)
        rows.addWidget(self.question)

    def _connect(self) -> None:
        self.back.clicked.connect(self.back_wanted)
        self.rename.clicked.connect(self._write)
        self.field.kept.connect(self._keep)
        self.field.left.connect(self._rest)
        self.star.clicked.connect(self._star)
        self.compare.clicked.connect(self.compare_wanted)
        self.export.clicked.connect(self.export_wanted)

    def show_attempt(self, attempt: Attempt) -> None:
        """Name a take."""
        self._title = attempt.title
        self._asked = attempt.question.text if attempt.question is not None else ""
        self._name_it()
        self.about.setText(about_take(attempt, self._texts))
        self.star.setChecked(attempt.starred)
        self._show_star()

    def allow(self, wanted: bool) -> None:
        """Let something be done with the take, or only show what it is."""
        self.own.setVisible(wanted and not self.field.opened)
        self.offers.setVisible(wanted)

    def rest(self) -> None:
        """Keep the name that is being written: another take is going to show."""
        self.field.leave()

    def set_theme(self, theme: Theme) -> None:
        """Take over another theme."""
        self._theme = theme
        self.heading.set_theme(theme)
        high = self.rename.sizeHint().height() - QFontMetrics(theme.font(16, bold=True)).height()
        self.heading.setContentsMargins(0, max(high, 0) // 2, 0, 0)  # level with what stands beside it
        self.question.set_theme(theme)
        self.field.setMaximumWidth(theme.px(FIELD))
        self._show_star()
        self._arrange()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's own name
        """Put the actions below where there is no room beside what the take is about."""
        super().resizeEvent(event)
        self._arrange()

    def _arrange(self) -> None:
        room = self.back.sizeHint().width() + self._theme.px(ABOUT) + self.offers.sizeHint().width() + 5 * MARGIN
        if self.width() >= room:
            self.offers.setMinimumWidth(self.offers.sizeHint().width())
            self._top.addWidget(self.offers, 0, 2)
        else:
            self.offers.setMinimumWidth(0)
            self._top.addWidget(self.offers, 1, 0, 1, 3)
        below = self.width() < self._theme.px(BESIDE)
        self._named.setDirection(QBoxLayout.Direction.TopToBottom if below else QBoxLayout.Direction.LeftToRight)
        self.own.setMinimumWidth(0 if below else self.own.sizeHint().width())

    def _name_it(self) -> None:
        name = self._title or self._asked or self._texts(msg("noting.take.untitled"))
        self.heading.say(name)
        self.heading.setVisible(not self.field.opened)
        self.question.say(self._asked if self._title else "")
        self.field.setPlaceholderText(self._asked)

    def _write(self) -> None:
        self.heading.hide()
        self.own.hide()
        self.field.open(self._title)

    def _keep(self, title: str) -> None:
        self._title = title
        self._name_it()
        self._rest()
        self.renamed.emit(title)

    def _rest(self) -> None:
        self.heading.show()
        self.own.show()
        if self.field.focused:
            self.rename.setFocus()

    def _star(self) -> None:
        self._show_star()
        self.starred.emit(self.star.isChecked())

    def _show_star(self) -> None:
        on = self.star.isChecked()
        self.star.setText(self._texts(msg("noting.take.starred") if on else msg("noting.take.star")))
        tell(self.star, self.star.text(), self._texts(msg("noting.take.star.how")))
        self.star.setIcon(_star(self._theme, on=on))
        self.star.setIconSize(QSize(self._theme.px(STAR) + 4, self._theme.px(STAR)))
        self._arrange()


def _star(theme: Theme, *, on: bool) -> QIcon:
    """Draw the star as it stands in the list of takes: filled, or its outline alone."""
    size = theme.px(STAR)
    sheet = QPixmap(2 * (size + 4), 2 * size)
    sheet.setDevicePixelRatio(2)
    sheet.fill(Qt.GlobalColor.transparent)
    painter = QPainter(sheet)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(theme.colour("accent" if on else "soft"), 1.5))
    painter.setBrush(theme.colour("accent") if on else Qt.BrushStyle.NoBrush)
    painter.drawPath(anchor_path("lesson", QRectF(1, 1, size - 2, size - 2)))
    painter.end()
    return QIcon(sheet)
