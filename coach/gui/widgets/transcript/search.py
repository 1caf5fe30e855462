"""Looking for something in a transcript: what was found is marked, and gone to one after the other."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QObject, Signal

from coach.gui.widgets.transcript.search_line import SearchLine
from coach.gui.widgets.transcript.stretches import find_hits
from coach.gui.widgets.transcript.view import TranscriptView
from coach.messages import Message, msg


class Search(QObject):
    """Lead a search line over a transcript."""

    went = Signal(int)
    """A person went to this word."""

    def __init__(self, line: SearchLine, view: TranscriptView) -> None:
        super().__init__(line)
        self._line = line
        self._view = view
        self._hits: Sequence[range] = ()
        self._at: int | None = None
        self._been = False
        """Whether the person went to the place that shows; while they write, it only shows."""
        line.wanted.connect(lambda _: self.refresh())
        line.moved.connect(self.step)
        line.closed.connect(self.close)

    @property
    def opened(self) -> bool:
        """Tell whether the search line shows."""
        return not self._line.isHidden()

    @property
    def hits(self) -> Sequence[range]:
        """Return the places that were found, as numbers of words."""
        return self._hits

    @property
    def at(self) -> int | None:
        """Return the number of the place that shows; None where nothing was found."""
        return self._at

    def open(self) -> None:
        """Show the search line and look again for what stands in it."""
        self._line.open()
        self.refresh()

    def close(self) -> None:
        """Take the line and the marks away; the keys go on in the text."""
        if self.opened:
            self._line.hide()
            self._show((), None)
            self._view.setFocus()

    def refresh(self) -> None:
        """Look again: something else is looked for, or the text is another one."""
        if not self.opened:
            return
        hits = find_hits(self._view.said, self._line.field.text())
        from_here = (number for number, hit in enumerate(hits) if hit.start >= self._view.chosen)
        self._show(hits, next(from_here, 0) if hits else None)

    def step(self, way: int) -> None:
        """Go to the place that shows, or from there to the next (1) or the one before (-1), round and round."""
        if self._at is None:
            return
        if self._been:
            self._at = (self._at + way) % len(self._hits)
        self._show(self._hits, self._at)
        self._been = True
        word = self._hits[self._at].start
        self._view.stand_on(word)
        self._view.setFocus()
        self.went.emit(word)

    def _show(self, hits: Sequence[range], at: int | None) -> None:
        self._hits, self._at, self._been = hits, at, False
        self._view.show_hits(hits, at)
        self._line.say(self._told(), many=bool(hits))

    def _told(self) -> Message | None:
        if self._at is not None:
            return msg("words.search.found", number=self._at + 1, all=len(self._hits))
        return msg("words.search.none") if self._line.field.text().strip() and self.opened else None
