"""The folded details of a review: content, delivery and the moments, each with what was heard and how surely."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from coach.analysis.corrections import ONCE, kept_apart, standings
from coach.analysis.verdicts.findings import Standing
from coach.analysis.verdicts.shares import Share, anchor_shares
from coach.gui.theme import MARGIN, Theme
from coach.gui.widgets.judging.done_line import DoneLine
from coach.gui.widgets.judging.finding_row import FindingRow
from coach.gui.widgets.judging.kept_row import KeptRow
from coach.gui.widgets.judging.others import Others
from coach.gui.widgets.judging.term_row import Term, TermRow, terms
from coach.gui.widgets.judging.wish import Wish
from coach.gui.widgets.paragraph import Paragraph
from coach.gui.widgets.review.fold import Fold
from coach.gui.widgets.review.moment_row import MomentRow
from coach.gui.widgets.review.rows import Rows
from coach.gui.widgets.review.verdict_bar import Entry, VerdictBar, entries
from coach.gui.wording import amount, finding_name, measure_name, sure_name
from coach.messages import Texts, msg
from coach.model import Correction, Measure, Moment, Report, Transcript

NO_WORDS = Transcript("", ())
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
    "kept": msg("judging.kept"),
}
ORDER = msg("review.details.structure")
LISTS = ("fillers", "moments")
MOST = 30
"""Findings that a list shows at first: a hundred take longer to lay out than a person waits, and to read."""


@dataclass(frozen=True, slots=True)
class Place:
    """Hold how an anchor or a step of the structure stands, which one it is, and how much of the answer it took."""

    standing: Standing
    place: int
    share: Share | None = None


@dataclass(frozen=True, slots=True)
class Kept:
    """Hold a verdict on words that this text does not have."""

    verdict: Correction


@dataclass(frozen=True, slots=True)
class Offer:
    """Hold what can be added below a section: one of these terms or anchors, or evidence where there are none."""

    section: str
    names: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class More:
    """Hold how much of a section does not show yet."""

    section: str
    count: int


class Details(QWidget):
    """Show a report in sections that a person opens."""

    play_wanted = Signal(float, object)
    """Play from here (seconds), to there (seconds or None)."""
    given = Signal(object)
    """A verdict on a finding, as a Correction."""
    taken_back = Signal(object)
    """The Correction that counts no more."""
    choose_wanted = Signal(object)
    """A Wish: which sentence was it?"""

    def __init__(self, texts: Texts, theme: Theme) -> None:
        super().__init__()
        self._texts = texts
        self._theme = theme
        self._names: Mapping[str, str] = {}
        self._playable = True
        self._values: dict[str, Sequence[object]] = {}
        self._whole: set[str] = set()
        self.folds: dict[str, Fold] = {}
        self.done = DoneLine(texts, theme)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self.done)
        self._column = QVBoxLayout()
        self._column.setSpacing(MARGIN)
        whole.addLayout(self._column)

    def show_report(
        self,
        report: Report,
        names: Mapping[str, str],
        asked: Sequence[str] = (),
        *,
        playable: bool = True,
        corrections: Sequence[Correction] = (),
        transcript: Transcript = NO_WORDS,
        terms_asked: Sequence[str] = (),
    ) -> None:
        """Show a report; `names` holds what anchors are called, `asked` the anchors that the question is about.

        An anchor that was not asked for and not heard is left out, unless it is the person who dismissed it.
        `terms_asked` are the terms that the question is about, `transcript` is what the report is on.
        """
        found = entries(report.moments, corrections)
        named = (*asked, *(one.name for one in corrections if one.kind == "anchor"))
        anchors, slots = standings(report, corrections, transcript)
        unheard = tuple(one.finding.name for one in anchors if one.finding.state == "missing")
        unasked = tuple(name for name in unheard if name not in named)
        anchors = tuple(one for one in anchors if one.finding.name not in unasked)
        shares = anchor_shares(anchors, report.candidates, transcript.text)
        content: list[object] = [Place(one, place, shares.get(one.finding.name)) for place, one in enumerate(anchors)]
        if unasked and transcript.text:
            content.append(Offer("content", unasked))
        if slots:
            content.append(ORDER)
            content += [Place(one, place) for place, one in enumerate(slots)]
        told = terms(report.key_terms, corrections, report.moments)
        others = tuple(name for name in terms_asked if name not in {term.name for term in told})
        moments = listed(found)
        sections: dict[str, Sequence[object]] = {
            "content": content,
            "delivery": report.measures,
            "fillers": [entry for entry in found if entry.moment.kind == "filler"],
            "terms": [*told, *([Offer("terms", others)] if others and transcript.text else [])],
            "moments": [*moments, *([Offer("moments")] if transcript.text else [])],
            "kept": [Kept(one) for one in kept_apart(corrections, transcript) if one.kind in ONCE],
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
        self.done.set_theme(theme)
        self._build()

    def _build(self) -> None:
        """Make every section again."""
        opened = {name for name, fold in self.folds.items() if fold.opened} if self.folds else {"content"}
        opened |= {"kept"} - set(self.folds)  # it is told, not only there to be found
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
            return self._played(self._finding(value))
        if isinstance(value, Measure):
            return self._measure(value)
        if isinstance(value, Term):
            return self._played(self._term(value))
        if isinstance(value, Kept):
            return self._played(KeptRow(self._texts, self._theme, value.verdict, playable=self._playable))
        if isinstance(value, Offer):
            return self._offer(value)
        if isinstance(value, Entry):
            return self._moment(value)
        if isinstance(value, More):
            more = QPushButton(self._texts(msg("review.moments.more", n=value.count)))
            more.setProperty("kind", "plain")
            more.clicked.connect(lambda: self._show_whole(value.section))
            return more
        return Paragraph(self._theme, self._texts(ORDER), size=14, soft=True, bold=True)

    def _finding(self, value: Place) -> FindingRow:
        row = FindingRow(
            self._texts, self._theme, value.standing, value.place, playable=self._playable, share=value.share
        )
        row.given.connect(self.given)
        row.choose_wanted.connect(self.choose_wanted)
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

    def _term(self, term: Term) -> TermRow:
        row = TermRow(self._texts, self._theme, term, playable=self._playable)
        row.given.connect(self.given)
        return row

    def _offer(self, offer: Offer) -> QWidget:
        """Make the button below a section, at its left."""
        row = QWidget()
        line = QHBoxLayout(row)
        line.setContentsMargins(0, 0, 0, 0)
        if offer.names:
            others = self._others(offer)
            others.choose_wanted.connect(self.choose_wanted)
            line.addWidget(others)
        else:
            button = QPushButton(self._texts(msg("judging.evidence")))
            button.setProperty("kind", "quiet")
            button.setAccessibleName(button.text())
            wish = Wish("evidence", "own", self._texts(msg("judging.evidence.title")))
            button.clicked.connect(lambda: self.choose_wanted.emit(wish))
            line.addWidget(button)
        line.addStretch(1)
        return row

    def _others(self, offer: Offer) -> Others:
        if offer.section == "terms":
            return Others(self._texts(msg("judging.used")), [Wish("key_term", name, name) for name in offer.names])
        wishes = [Wish("anchor", name, finding_name(name, self._texts)) for name in offer.names]
        return Others(self._texts(msg("judging.also")), wishes)

    def _moment(self, entry: Entry) -> QWidget:
        row = MomentRow(self._texts, self._theme, entry, self._names, playable=self._playable)
        row.play_wanted.connect(self.play_wanted)
        self._listen(row.verdicts)
        return row

    def _listen(self, bar: VerdictBar) -> None:
        bar.given.connect(self.given)
        bar.taken_back.connect(self.taken_back)
        bar.choose_wanted.connect(self.choose_wanted)

    def _played(self, row: FindingRow | TermRow | KeptRow) -> QWidget:
        row.play_wanted.connect(self.play_wanted)
        row.taken_back.connect(self.taken_back)
        return row

    def _rows(self) -> list[FindingRow | TermRow | KeptRow]:
        rows: list[FindingRow | TermRow | KeptRow] = []
        for kind in (FindingRow, TermRow, KeptRow):
            rows += self.findChildren(kind)
        return [row for row in rows if row.isVisible()]

    @contextmanager
    def _focus_kept(self) -> Iterator[None]:
        """Give the focus back to the finding that has it now, or to the nearest one of its kind where it is gone."""
        bars = self.findChildren(VerdictBar)
        # A list of sentences that was open may still have the focus of the whole program.
        held = self.window().focusWidget()
        judged = next((bar.entry for bar in bars if held in bar.buttons), None)
        row = next((row.key for row in self._rows() if held in row.buttons), None)
        if judged is not None or row is not None:
            self.setFocus()  # or the next control gets it for a moment, and the page scrolls there
        yield
        same = next((one for one in self._rows() if one.key == row and one.buttons), None)
        if same is not None:
            same.buttons[0].setFocus()
        left = [bar for bar in self.findChildren(VerdictBar) if bar.buttons and bar.isVisible()]
        if judged is not None:
            near = [bar for bar in left if bar.entry.moment.kind == judged.moment.kind]
            if near:
                min(near, key=lambda bar: bar.entry.distance(judged)).buttons[0].setFocus()


def listed(found: Sequence[Entry]) -> list[Entry]:
    """Return what the list of moments is for: not what has a section of its own, and no short pauses."""

    def worth(moment: Moment) -> bool:
        if moment.kind in ("anchor", "key_term", "filler"):
            return False
        spanned = moment.start is not None and moment.end is not None
        return moment.kind != "pause" or not spanned or (moment.end or 0.0) - (moment.start or 0.0) >= BRIEF

    return [entry for entry in found if worth(entry.moment)]
