"""The folded details of a review: content, delivery and the moments, each with what was heard and how surely."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLabel, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from coach.gui.theme import MARGIN, Theme, anchor_path
from coach.gui.widgets.paragraph import Paragraph
from coach.gui.widgets.review.fold import Fold
from coach.gui.widgets.review.moment_list import MomentList, plain_line, play_button, verdict_bar
from coach.gui.widgets.review.verdict_bar import Entry, VerdictBar, entries
from coach.gui.wording import amount, finding_name, found_name, measure_name, sure_name
from coach.messages import Message, Texts, msg
from coach.model import Correction, Finding, Measure, Moment, Report
from coach.practice.rows import term_name

BRIEF = 1.0
"""Seconds under which a pause is not listed: the timeline shows it."""
BANDED = ("filler_rate",)
"""Measures whose words name a band, so that the number stands beside them; all other words hold their number."""


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
    given = Signal(object)
    """A verdict on a finding, as a Correction."""
    taken_back = Signal(object)
    """The Correction that counts no more."""

    def __init__(self, texts: Texts, theme: Theme) -> None:
        super().__init__()
        self._texts = texts
        self._theme = theme
        self._report = Report((), (), ())
        self._names: Mapping[str, str] = {}
        self._playable = True
        self._entries: list[Entry] = []
        self._whole: set[str] = set()
        self.folds: dict[str, Fold] = {}
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(MARGIN)

    def show_report(
        self,
        report: Report,
        names: Mapping[str, str],
        asked: Sequence[str] = (),
        *,
        playable: bool = True,
        corrections: Sequence[Correction] = (),
    ) -> None:
        """Show a report; `names` holds what anchors are called, `asked` the anchors that the question is about.

        An anchor that was not asked for and not heard is left out, unless it is the person who dismissed it.
        """
        self._entries = entries(report.moments, corrections)
        named = (*asked, *(one.name for one in corrections if one.kind == "anchor"))
        anchors = tuple(one for one in report.anchors if one.state != "missing" or one.name in named)
        self._report, self._names, self._playable = replace(report, anchors=anchors), names, playable
        self._build()

    def set_theme(self, theme: Theme) -> None:
        """Take over another theme."""
        self._theme = theme
        self._build()

    def _build(self) -> None:
        opened = {name for name, fold in self.folds.items() if fold.opened} if self.folds else {"content"}
        judged = self._judged()
        if judged is not None:
            self.setFocus()  # or the next control gets it for a moment, and the page scrolls there
        while (item := self._column.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.setParent(None)
                widget.deleteLater()
        fillers = [entry for entry in self._entries if entry.moment.kind == "filler"]
        others = listed(self._entries)
        sections: dict[str, tuple[Message, Callable[[], QWidget], Sequence[object]]] = {
            "content": (msg("review.details.content"), self._content, self._report.anchors + self._report.structure),
            "delivery": (msg("review.details.delivery"), self._delivery, self._report.measures),
            "fillers": (msg("review.details.fillers"), lambda: self._listed("fillers", fillers), fillers),
            "terms": (msg("review.details.terms"), self._terms, self._report.key_terms),
            "moments": (msg("review.details.moments"), lambda: self._listed("moments", others), others),
        }
        self.folds = {}
        for name, (heading, fill, found) in sections.items():
            if found:
                fold = Fold(self._theme, self._texts(heading), fill)
                self.folds[name] = fold
                self._column.addWidget(fold)
                fold.open(name in opened)
                fold.show()  # a layout would do so only a moment later
        self._column.addStretch(1)
        if judged is not None:
            self._focus(judged)

    def _content(self) -> QWidget:
        body, column = _section()
        for place, finding in enumerate(self._report.anchors):
            about = [one for one in self._entries if one.moment.kind == "anchor" and one.moment.name == finding.name]
            entry = max(about, key=lambda one: one.shows, default=None)
            column.addWidget(self._finding(finding, place, entry))
        if self._report.structure:
            column.addSpacing(MARGIN)
            column.addWidget(
                Paragraph(self._theme, self._texts(msg("review.details.structure")), size=14, soft=True, bold=True)
            )
        for place, finding in enumerate(self._report.structure):
            column.addWidget(self._finding(finding, place))
        return body

    def _finding(self, finding: Finding, place: int, entry: Entry | None = None) -> QWidget:
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
        grid.addWidget(plain_line(line), 0, 1, middle)
        if finding.quote:
            quote = self._texts(msg("review.details.quote", quote=shortened(finding.quote)))
            grid.addWidget(Paragraph(self._theme, quote, size=14, soft=True), 1, 1)
        if finding.at is not None:
            grid.addWidget(self._play_button(finding.at, line), 0, 2, middle)
        if entry is not None:
            bar = verdict_bar(self._texts, entry, name, self.given.emit, self.taken_back.emit)
            grid.addWidget(bar, 2, 1, 1, 2)
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
            row.addWidget(plain_line(line), 1)
            if term.at is not None:
                row.addWidget(self._play_button(term.at, line))
            column.addLayout(row)
        return body

    def _listed(self, section: str, found: Sequence[Entry]) -> QWidget:
        whole = section in self._whole
        made = MomentList(self._texts, self._theme, found, self._names, playable=self._playable, whole=whole)
        made.setContentsMargins(MARGIN, 0, 0, MARGIN)
        made.play_wanted.connect(self.play_wanted)
        made.given.connect(self.given)
        made.taken_back.connect(self.taken_back)
        made.whole_wanted.connect(lambda: self._whole.add(section))
        return made

    def _play_button(self, start: float, what: str) -> QPushButton:
        return play_button(self._texts, self._theme, (start, None), what, self.play_wanted.emit, self._playable)

    def _judged(self) -> Entry | None:
        """Return the finding whose verdicts have the focus."""
        bars = self.findChildren(VerdictBar)
        return next((bar.entry for bar in bars if any(button.hasFocus() for button in bar.buttons)), None)

    def _focus(self, entry: Entry) -> None:
        """Put the focus on the first verdict of a finding, or of the nearest one of its kind where it is gone."""
        bars = [bar for bar in self.findChildren(VerdictBar) if bar.buttons and bar.isVisible()]
        near = [bar for bar in bars if bar.entry.moment.kind == entry.moment.kind]
        if near:
            min(near, key=lambda bar: bar.entry.distance(entry)).buttons[0].setFocus()


def _section() -> tuple[QWidget, QVBoxLayout]:
    body = QWidget()
    column = QVBoxLayout(body)
    column.setContentsMargins(MARGIN, 0, 0, MARGIN)
    column.setSpacing(MARGIN)
    return body, column


def listed(found: Sequence[Entry]) -> list[Entry]:
    """Return what the list of moments is for: not what has a section of its own, and no short pauses."""

    def worth(moment: Moment) -> bool:
        if moment.kind in ("anchor", "key_term", "filler"):
            return False
        spanned = moment.start is not None and moment.end is not None
        return moment.kind != "pause" or not spanned or (moment.end or 0.0) - (moment.start or 0.0) >= BRIEF

    return [entry for entry in found if worth(entry.moment)]


def shortened(quote: str, most: int = 90) -> str:
    """Cut a quote at a word."""
    return quote if len(quote) <= most else quote[:most].rsplit(" ", 1)[0] + " …"
