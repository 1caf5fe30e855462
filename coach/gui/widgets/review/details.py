"""The folded details of a review: content, delivery and the moments, each with what was heard and how surely."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLabel, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from coach.gui.theme import MARGIN, Theme, anchor_path
from coach.gui.widgets.paragraph import Paragraph
from coach.gui.widgets.review.fold import Fold
from coach.gui.widgets.review.moment_row import MomentRow, plain_line, play_button
from coach.gui.widgets.review.rows import Rows
from coach.gui.widgets.review.verdict_bar import Entry, VerdictBar, entries
from coach.gui.wording import amount, finding_name, found_name, measure_name, sure_name
from coach.messages import Texts, msg
from coach.model import Correction, Finding, Measure, Moment, Report, TermUse
from coach.practice.rows import term_name

BRIEF = 1.0
"""Seconds under which a pause is not listed: the timeline shows it."""
BANDED = ("filler_rate",)
"""Measures whose words name a band, so that the number stands beside them; all other words hold their number."""
HEADINGS = {
    "content": msg("review.details.content"),
    "delivery": msg("review.details.delivery"),
    "fillers": msg("review.details.fillers"),
    "terms": msg("review.details.terms"),
    "moments": msg("review.details.moments"),
}
ORDER = msg("review.details.structure")
LISTS = ("fillers", "moments")
MOST = 30
"""Findings that a list shows at first: a hundred take longer to lay out than a person waits, and to read."""


@dataclass(frozen=True, slots=True)
class Place:
    """Hold an anchor or a step of the structure, which one it is, and what a person may judge of it."""

    finding: Finding
    place: int
    entry: Entry | None = None


@dataclass(frozen=True, slots=True)
class More:
    """Hold how much of a section does not show yet."""

    section: str
    count: int


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
        self._names: Mapping[str, str] = {}
        self._playable = True
        self._values: dict[str, Sequence[object]] = {}
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
        found = entries(report.moments, corrections)
        named = (*asked, *(one.name for one in corrections if one.kind == "anchor"))
        anchors = [one for one in report.anchors if one.state != "missing" or one.name in named]
        content: list[object] = [Place(one, place, _about(one, found)) for place, one in enumerate(anchors)]
        if report.structure:
            content.append(ORDER)
            content += [Place(one, place) for place, one in enumerate(report.structure)]
        sections: dict[str, Sequence[object]] = {
            "content": content,
            "delivery": report.measures,
            "fillers": [entry for entry in found if entry.moment.kind == "filler"],
            "terms": report.key_terms,
            "moments": listed(found),
        }
        same = names == self._names and playable == self._playable
        self._names, self._playable = names, playable
        self._values = {name: values for name, values in sections.items() if values}
        if same and list(self._values) == list(self.folds):
            self._update()
        else:
            self._build()

    def set_theme(self, theme: Theme) -> None:
        """Take over another theme."""
        self._theme = theme
        self._build()

    def _build(self) -> None:
        """Make every section again."""
        opened = {name for name, fold in self.folds.items() if fold.opened} if self.folds else {"content"}
        with self._focus_kept():
            while (item := self._column.takeAt(0)) is not None:
                widget = item.widget()
                if widget is not None:
                    widget.hide()
                    widget.setParent(None)
                    widget.deleteLater()
            self.folds = {}
            for name in self._values:
                fold = Fold(self._theme, self._texts(HEADINGS[name]), partial(self._fill, name))
                self.folds[name] = fold
                self._column.addWidget(fold)
                fold.open(name in opened)
                fold.show()  # a layout would do so only a moment later
            self._column.addStretch(1)

    def _update(self) -> None:
        """Make what has changed again, in the sections that were opened."""
        with self._focus_kept():
            for name, fold in self.folds.items():
                if isinstance(fold.body, Rows):
                    fold.body.show_values(self._shown(name))

    def _fill(self, name: str) -> Rows:
        rows = Rows(self._make)
        rows.show_values(self._shown(name))
        return rows

    def _shown(self, name: str) -> Sequence[object]:
        """Return what of a section shows: of a long list the beginning, unless all of it was wanted."""
        values = self._values[name]
        if name not in LISTS or name in self._whole or len(values) <= MOST:
            return values
        return [*values[:MOST], More(name, len(values) - MOST)]

    def _show_whole(self, name: str) -> None:
        self._whole.add(name)
        self._update()

    def _make(self, value: object) -> QWidget:
        if isinstance(value, Place):
            return self._finding(value.finding, value.place, value.entry)
        if isinstance(value, Measure):
            return self._measure(value)
        if isinstance(value, TermUse):
            return self._term(value)
        if isinstance(value, Entry):
            return self._moment(value)
        if isinstance(value, More):
            more = QPushButton(self._texts(msg("review.moments.more", n=value.count)))
            more.setProperty("kind", "plain")
            more.clicked.connect(lambda: self._show_whole(value.section))
            return more
        return Paragraph(self._theme, self._texts(ORDER), size=14, soft=True, bold=True)

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
            bar = VerdictBar(self._texts, entry, name)
            self._listen(bar)
            grid.addWidget(bar, 2, 1, 1, 2)
        return row

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

    def _term(self, term: TermUse) -> QWidget:
        made = QWidget()
        row = QHBoxLayout(made)
        row.setContentsMargins(0, 0, 0, 0)
        line = self._texts(msg("review.details.finding", name=term.term, state=self._texts(term_name(term.state))))
        row.addWidget(plain_line(line), 1)
        if term.at is not None:
            row.addWidget(self._play_button(term.at, line))
        return made

    def _moment(self, entry: Entry) -> QWidget:
        row = MomentRow(self._texts, self._theme, entry, self._names, playable=self._playable)
        row.play_wanted.connect(self.play_wanted)
        self._listen(row.verdicts)
        return row

    def _listen(self, bar: VerdictBar) -> None:
        bar.given.connect(self.given)
        bar.taken_back.connect(self.taken_back)

    def _play_button(self, start: float, what: str) -> QPushButton:
        return play_button(self._texts, self._theme, (start, None), what, self.play_wanted.emit, self._playable)

    @contextmanager
    def _focus_kept(self) -> Iterator[None]:
        """Give the focus back to the finding that has it now, or to the nearest one of its kind where it is gone."""
        bars = self.findChildren(VerdictBar)
        judged = next((bar.entry for bar in bars if any(button.hasFocus() for button in bar.buttons)), None)
        if judged is not None:
            self.setFocus()  # or the next control gets it for a moment, and the page scrolls there
        yield
        left = [bar for bar in self.findChildren(VerdictBar) if bar.buttons and bar.isVisible()]
        if judged is not None:
            near = [bar for bar in left if bar.entry.moment.kind == judged.moment.kind]
            if near:
                min(near, key=lambda bar: bar.entry.distance(judged)).buttons[0].setFocus()


def _about(finding: Finding, found: Sequence[Entry]) -> Entry | None:
    """Return what stands of an anchor: rather the moment that shows than one that was dismissed."""
    about = [one for one in found if one.moment.kind == "anchor" and one.moment.name == finding.name]
    return max(about, key=lambda one: one.shows, default=None)


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
