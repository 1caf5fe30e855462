"""The folded details of a review: content, delivery and the moments, each with what was heard and how surely."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLabel, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from coach.gui.names import clock
from coach.gui.theme import MARGIN, Theme, anchor_path
from coach.gui.widgets.paragraph import Paragraph, tell
from coach.gui.widgets.review.fold import Fold
from coach.gui.widgets.review.icons import put_icon
from coach.gui.wording import amount, finding_name, found_name, measure_name, moment_name, sure_name
from coach.messages import Texts, msg
from coach.model import Finding, Measure, Moment, Report
from coach.practice.rows import term_name

BRIEF = 1.0
"""Seconds under which a pause is not listed: the timeline shows it."""
BANDED = ("filler_rate",)
"""Measures whose words name a band, so that the number stands beside them; all other words hold their number."""
LEAD = 0.4
"""Seconds that a moment is played before it starts, so that the ear finds its way."""


class ShapeMark(QWidget):
    """Draw an anchor's shape: filled = heard, outlined = touched on, a thin outline of the line colour = not yet."""

    def __init__(self, theme: Theme, finding: Finding, place: int) -> None:
        super().__init__()
        self._theme, self._finding, self._place = theme, finding, place
        self.setFixedSize(QSize(theme.px(18), theme.px(24)))

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 - Qt's own name
        """Draw the shape."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        theme, state = self._theme, self._finding.state
        colour = theme.anchor_colour(self._finding.name, self._place) if state != "missing" else theme.colour("line")
        painter.setPen(QPen(colour, 1.5))
        painter.setBrush(colour if state == "found" else Qt.BrushStyle.NoBrush)
        size = theme.px(14)
        rect = QRectF(2, (self.height() - size) / 2, size, size)
        painter.drawPath(anchor_path(self._finding.name, rect, self._place))
        painter.end()


class Details(QWidget):
    """Show a report in sections that a person opens."""

    play_wanted = Signal(float, object)
    """Play from here (seconds), to there (seconds or None)."""

    def __init__(self, texts: Texts, theme: Theme) -> None:
        super().__init__()
        self._texts = texts
        self._theme = theme
        self._report = Report((), (), ())
        self._names: Mapping[str, str] = {}
        self._playable = True
        self.folds: dict[str, Fold] = {}
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(MARGIN)

    def show_report(
        self, report: Report, names: Mapping[str, str], asked: Sequence[str] = (), *, playable: bool = True
    ) -> None:
        """Show a report; `names` holds what anchors are called, `asked` the anchors that the question is about.

        An anchor that was not asked for and not heard is left out.
        """
        anchors = tuple(one for one in report.anchors if one.state != "missing" or one.name in asked)
        self._report, self._names, self._playable = replace(report, anchors=anchors), names, playable
        self._build()

    def set_theme(self, theme: Theme) -> None:
        """Take over another theme."""
        self._theme = theme
        self._build()

    def _build(self) -> None:
        opened = {name for name, fold in self.folds.items() if fold.opened} if self.folds else {"content"}
        while (item := self._column.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.setParent(None)
                widget.deleteLater()
        sections = {
            "content": (msg("review.details.content"), self._content, self._report.anchors + self._report.structure),
            "delivery": (msg("review.details.delivery"), self._delivery, self._report.measures),
            "terms": (msg("review.details.terms"), self._terms, self._report.key_terms),
            "moments": (msg("review.details.moments"), self._moments, listed(self._report.moments)),
        }
        self.folds = {}
        for name, (heading, fill, found) in sections.items():
            if found:
                fold = Fold(self._theme, self._texts(heading), fill)
                self.folds[name] = fold
                self._column.addWidget(fold)
                fold.open(name in opened)
        self._column.addStretch(1)

    def _content(self) -> QWidget:
        body, column = _section()
        for place, finding in enumerate(self._report.anchors):
            column.addWidget(self._finding(finding, place))
        if self._report.structure:
            column.addSpacing(MARGIN)
            column.addWidget(
                Paragraph(self._theme, self._texts(msg("review.details.structure")), size=14, soft=True, bold=True)
            )
        for place, finding in enumerate(self._report.structure):
            column.addWidget(self._finding(finding, place))
        return body

    def _finding(self, finding: Finding, place: int) -> QWidget:
        row = QWidget()
        grid = QGridLayout(row)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(MARGIN)
        grid.setVerticalSpacing(0)
        grid.setColumnStretch(1, 1)
        name = finding_name(finding.name, self._texts)
        state = found_name(finding.state, self._texts)
        line = self._texts(msg("review.details.finding", name=name, state=state))
        middle = Qt.AlignmentFlag.AlignVCenter
        grid.addWidget(ShapeMark(self._theme, finding, place), 0, 0, middle)
        grid.addWidget(_line(line), 0, 1, middle)
        if finding.quote:
            quote = self._texts(msg("review.details.quote", quote=shortened(finding.quote)))
            grid.addWidget(Paragraph(self._theme, quote, size=14, soft=True), 1, 1)
        if finding.at is not None:
            grid.addWidget(self._play_button(finding.at, None, line), 0, 2, middle)
        return row

    def _delivery(self) -> QWidget:
        body, column = _section()
        for measure in self._report.measures:
            column.addWidget(self._measure(measure))
        return body

    def _measure(self, measure: Measure) -> QWidget:
        row = QWidget()
        column = QVBoxLayout(row)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        top = QHBoxLayout()
        name = Paragraph(self._theme, measure_name(measure.name, self._texts), bold=True)
        top.addWidget(name, 1)
        if measure.name in BANDED and measure.value is not None:
            value = QLabel(amount(measure.name, measure.value, "", self._texts))
            value.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Preferred)
            top.addWidget(value, 0, Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignRight)
        column.addLayout(top)
        column.addWidget(Paragraph(self._theme, self._texts(measure.words), size=14, soft=True))
        if measure.certainty == "probable":
            sure = self._texts(msg("review.details.sure", sure=sure_name(measure.certainty, self._texts)))
            column.addWidget(Paragraph(self._theme, sure, size=14, soft=True))
        return row

    def _terms(self) -> QWidget:
        body, column = _section()
        for term in self._report.key_terms:
            row = QHBoxLayout()
            line = self._texts(
                msg("review.details.finding", name=term.term, state=self._texts(term_name(term.state))),
            )
            row.addWidget(_line(line), 1)
            if term.at is not None:
                row.addWidget(self._play_button(term.at, None, line))
            column.addLayout(row)
        return body

    def _moments(self) -> QWidget:
        body, column = _section()
        for moment in listed(self._report.moments):
            row = QHBoxLayout()
            row.setSpacing(MARGIN)
            name = moment_name(moment, self._names, self._texts)
            line = self._texts(
                msg(
                    "review.details.moment",
                    name=name,
                    sure=sure_name(moment.certainty, self._texts),
                )
            )
            words = QVBoxLayout()
            words.setSpacing(0)
            words.setContentsMargins(0, self._theme.px(6), 0, 0)
            words.addWidget(_line(line))
            quoted = moment.kind == "evidence" and moment.text
            why = self._texts(msg("review.details.quote", quote=moment.text) if quoted else moment.why)
            words.addWidget(Paragraph(self._theme, why, size=14, soft=True))
            if moment.start is not None:
                button = self._play_button(moment.start, moment.end, line)
                row.addWidget(button, 0, Qt.AlignmentFlag.AlignTop)
            row.addLayout(words, 1)
            column.addLayout(row)
        return body

    def _play_button(self, start: float, end: float | None, what: str) -> QPushButton:
        button = QPushButton(clock(start))
        button.setProperty("kind", "plain")
        put_icon(button, "play", self._theme, "accent", 14)
        button.setEnabled(self._playable)
        tell(button, self._texts(msg("review.details.play", at=clock(start), what=what)))
        begin = max(start - LEAD, 0.0)
        last = None if end is None else end + LEAD
        button.clicked.connect(lambda: self.play_wanted.emit(begin, last))
        return button


def _section() -> tuple[QWidget, QVBoxLayout]:
    body = QWidget()
    column = QVBoxLayout(body)
    column.setContentsMargins(MARGIN, 0, 0, MARGIN)
    column.setSpacing(MARGIN)
    return body, column


def _line(text: str) -> QLabel:
    """Make a line beside a sign or a button, level with it; running text is a Paragraph."""
    label = QLabel(text)
    label.setWordWrap(True)
    label.setTextFormat(Qt.TextFormat.PlainText)
    return label


def listed(moments: tuple[Moment, ...]) -> list[Moment]:
    """Return the moments that a list is for: no anchors (they stand with the content), no short pauses."""

    def worth(moment: Moment) -> bool:
        if moment.kind in ("anchor", "key_term"):
            return False
        spanned = moment.start is not None and moment.end is not None
        return moment.kind != "pause" or not spanned or (moment.end or 0.0) - (moment.start or 0.0) >= BRIEF

    return [moment for moment in moments if worth(moment)]


def shortened(quote: str, most: int = 90) -> str:
    """Cut a quote at a word."""
    return quote if len(quote) <= most else quote[:most].rsplit(" ", 1)[0] + " …"
