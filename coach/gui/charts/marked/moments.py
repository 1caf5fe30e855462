"""What a timeline shows, said in words: a row for each moment and bookmark, and what is at a place."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from coach.gui.names import clock
from coach.gui.wording import kind_name, length, moment_name, sure_name
from coach.messages import Message, Texts, msg
from coach.model import Bookmark, Moment


def headers(texts: Texts) -> list[str]:
    """Name the columns."""
    columns = (
        msg("charts.column.at"),
        msg("charts.column.kind"),
        msg("charts.column.what"),
        msg("charts.column.long"),
        msg("charts.column.sure"),
        msg("charts.column.words"),
    )
    return [texts(column) for column in columns]


def rows(
    moments: Sequence[Moment], bookmarks: Sequence[Bookmark], anchors: Mapping[str, str], texts: Texts
) -> list[tuple[float, list[str]]]:
    """Return what has a place in time, in order: where it is (seconds), and its cells."""
    told = [
        (
            moment.start,
            [
                clock(moment.start),
                kind_name(moment.kind, texts),
                moment_name(moment, anchors, texts),
                length((moment.end or 0.0) - moment.start, texts),
                sure_name(moment.certainty, texts),
                moment.text,
            ],
        )
        for moment in moments
        if moment.start is not None
    ]
    name = texts(msg("listening.bookmark"))
    told += [(mark.at, [clock(mark.at), name, mark.label, "", "", ""]) for mark in bookmarks]
    return sorted(told, key=lambda row: row[0])


def starts(moments: Sequence[Moment], bookmarks: Sequence[Bookmark]) -> list[float]:
    """Return where moments and bookmarks begin, in order."""
    begins = {moment.start for moment in moments if moment.start is not None}
    return sorted(begins | {bookmark.at for bookmark in bookmarks})


def neighbour(places: Sequence[float], at: float, way: int, slack: float = 0.01) -> float | None:
    """Return the next place after `at` (way 1) or the one before it (-1), at least `slack` away; None at the end."""
    if way > 0:
        return next((place for place in places if place > at + slack), None)
    return next((place for place in reversed(places) if place < at - slack), None)


def names_at(
    at: float,
    near: float,
    moments: Sequence[Moment],
    bookmarks: Sequence[Bookmark],
    anchors: Mapping[str, str],
    texts: Texts,
) -> list[str]:
    """Name what is at a place, or at most `near` seconds beside it."""
    marks = [texts(bookmark_name(mark)) for mark in bookmarks if abs(mark.at - at) <= near]
    here = [
        moment
        for moment in moments
        if moment.start is not None and moment.start - near <= at <= (moment.end or moment.start) + near
    ]
    named = [
        texts(
            msg(
                "charts.timeline.moment",
                name=moment_name(moment, anchors, texts),
                sure=sure_name(moment.certainty, texts),
            )
        )
        for moment in here[:4]
    ]
    return marks + named


def bookmark_name(bookmark: Bookmark) -> Message:
    """Name a bookmark by what a person wrote, if they did."""
    if not bookmark.label:
        return msg("listening.bookmark")
    return msg("listening.bookmark.named", label=bookmark.label)
