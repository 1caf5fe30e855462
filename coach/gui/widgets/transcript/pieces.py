"""A transcript laid out for reading: words, the signs of anchors, the sounds that were no words, and how each looks."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Mapping
from dataclasses import dataclass

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QPainter, QPen, QTextCharFormat

from coach.analysis.sureness import is_doubtful
from coach.gui.theme import Theme
from coach.messages import Texts, msg
from coach.model import Moment, Word

DOT = 2
"""Pixels, at the usual text size, of the dots below a word that is not sure."""
GROUND = 0.2
"""How much of the accent covers the words that a search is at; they stay as legible as without."""
OVERLAP = 0.02
"""Seconds by which a word has to reach into a moment to belong to it."""


@dataclass(frozen=True, slots=True)
class Piece:
    """Hold a stretch of the text: a word (by number), a sign before it, or a sound that was no word."""

    text: str
    word: int | None
    filler: bool = False
    probable: bool = False
    anchor: str = ""
    sign: bool = False
    runs_on: bool = False
    """The filler goes on in the next piece."""
    anchor_runs_on: str = ""
    doubtful: bool = False
    """The engine was not sure that the word was said."""
    at: float | None = None
    """Where a sound that was no word begins, in seconds."""


def piece_format(piece: Piece, theme: Theme, names: Mapping[str, str], texts: Texts) -> QTextCharFormat:
    """Return how a piece looks; `names` holds what anchors are called. No mark is a colour alone."""
    form, lines = QTextCharFormat(), QTextCharFormat.UnderlineStyle
    form.setForeground(theme.colour("text"))
    if piece.anchor:
        colour = theme.anchor_colour(piece.anchor)
        form.setToolTip(names.get(piece.anchor, piece.anchor))
        if piece.sign:
            form.setForeground(colour)
            return form
        form.setUnderlineStyle(lines.SingleUnderline)
        form.setUnderlineColor(colour)
    if piece.doubtful:  # its dots are painted: Qt's own are too fine to be found under an anchor's line
        form.setToolTip(texts(msg("review.transcript.doubtful.tip")))
    if piece.filler:
        form.setForeground(theme.colour("filler"))
        form.setUnderlineStyle(lines.DashUnderline if piece.probable else lines.DotLine)
        form.setUnderlineColor(theme.colour("filler"))
        if piece.probable:
            form.setFontItalic(True)
            form.setToolTip(texts(msg("review.transcript.probable")))
    return form


def draw_dots(painter: QPainter, word: QRect, theme: Theme) -> None:
    """Draw the dotted line below a word that may not have been said; an anchor's line stays above it."""
    size = theme.px(DOT)
    pen = QPen(theme.colour("text"), size, Qt.PenStyle.CustomDashLine, Qt.PenCapStyle.RoundCap)
    pen.setDashPattern([0.01, 2.0])
    painter.setPen(pen)
    below = word.bottom() + size
    painter.drawLine(word.left() + size, below, word.right() - size, below)


def draw_box(painter: QPainter, words: QRect, theme: Theme, *, at: bool) -> None:
    """Draw a box around words that were found; the one that a person is at has a thicker edge and a ground."""
    ground = theme.colour("accent")
    ground.setAlphaF(GROUND if at else 0.0)
    painter.setPen(QPen(theme.colour("accent"), 2.5 if at else 1.0))
    painter.setBrush(ground)
    painter.drawRoundedRect(words.adjusted(-3, 1, 1, -1), 3, 3)
    painter.setBrush(Qt.BrushStyle.NoBrush)


def pieces(words: tuple[Word, ...], moments: tuple[Moment, ...], theme: Theme) -> list[Piece]:
    """Lay out words, the signs of anchors before their first word, and fillers that were sounds only."""
    fillers = [moment for moment in moments if moment.kind == "filler" and moment.text]
    sounds = sorted(
        (m for m in moments if m.kind == "filler" and not m.text and m.start is not None), key=lambda m: m.start or 0.0
    )
    anchors = [moment for moment in moments if moment.kind == "anchor"]
    result: list[Piece] = []
    signed: set[int] = set()
    near = list(zip(_belongings(words, anchors), _belongings(words, fillers), strict=True))
    for number, word in enumerate(words):
        while sounds and (sounds[0].start or 0.0) < word.start:
            result.append(_sound(sounds.pop(0)))
        place, said = near[number]
        name = anchors[place].name if place is not None else ""
        if place is not None and place not in signed:
            signed.add(place)
            result.append(Piece(theme.shape(name), number, anchor=name, sign=True))
        next_place, next_said = near[number + 1]
        opens = said is not None and (number == 0 or near[number - 1][1] != said)
        goes_on = said is not None and next_said == said
        text = ("[" if opens else "") + word.text + ("]" if said is not None and not goes_on else "")
        probable = said is not None and fillers[said].certainty == "probable"
        anchor_on = name if place is not None and next_place == place else ""
        doubtful = is_doubtful(word)
        result.append(Piece(text, number, said is not None, probable, name, False, goes_on, anchor_on, doubtful))
    result += [_sound(sound) for sound in sounds]
    return result


def _sound(moment: Moment) -> Piece:
    """Mark a sound between the words: brackets as for a written one, round and with a question mark where probable."""
    probable = moment.certainty == "probable"
    mark = f"({moment.name}?)" if probable else f"[{moment.name}]"
    return Piece(mark, None, filler=True, probable=probable, at=moment.start)


def _belongings(words: tuple[Word, ...], moments: list[Moment]) -> list[int | None]:
    """Return for each word the place of the first moment that it belongs to, and None after the last word."""
    starts, ends = [word.start for word in words], [word.end for word in words]
    near: list[int | None] = [None] * (len(words) + 1)
    for place in reversed(range(len(moments))):
        start, end = moments[place].start, moments[place].end
        if start is not None and end is not None:
            for number in range(bisect_right(ends, start + OVERLAP), bisect_left(starts, end - OVERLAP)):
                near[number] = place
    return near
