"""A transcript is cut where something begins or ends, and nothing of it is lost."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from coach.adapters.export.marked import SHAPES, doubt_legend, pieces
from coach.gui import theme
from coach.messages import msg
from coach.model import ANCHORS, Moment, Report
from tests.adapters.export.cases import STORY, TEXTS, doubtful, judged
from tests.tools.sounds.speech import spoken, typed


def test_the_shapes_are_those_of_the_window() -> None:
    assert tuple(SHAPES[name] for name in ANCHORS) == theme.SHAPES


def test_fillers_anchors_and_doubts_are_marked() -> None:
    heard = doubtful(STORY, "night")
    cut = pieces(heard, judged(heard))

    assert "".join(piece.text for piece in cut) == STORY
    assert "[Um], nurses complained that the night(?) list" in "".join(piece.bracketed for piece in cut)
    begins = {piece.anchor: piece.text for piece in cut if piece.begins}
    assert begins["decision"].startswith("So I decided")
    known = next(piece for piece in cut if piece.filler and piece.anchor == "decision")
    assert known.bracketed == "[you know]"
    assert len(doubt_legend(heard, TEXTS)) == 1


def test_an_edited_or_sure_text_has_no_legend() -> None:
    assert doubt_legend(spoken(STORY), TEXTS) == []
    assert doubt_legend(replace(doubtful(STORY, "night"), edited=True), TEXTS) == []


@settings(deadline=None)
@given(st.lists(st.tuples(st.integers(0, 40), st.integers(1, 12), st.booleans()), max_size=8))
def test_whatever_is_marked_the_text_stays(spans: list[tuple[int, int, bool]]) -> None:
    for transcript in (spoken(STORY), typed(STORY)):
        words = STORY.split()
        starts: list[float | None] = [word.start for word in transcript.words] or [None] * len(words)
        moments = tuple(
            Moment(
                "filler" if filler else "anchor",
                "um" if filler else "decision",
                starts[first % len(words)],
                None,
                " ".join(words[first % len(words) : first % len(words) + count]),
                "heard",
                msg("report.title"),
            )
            for first, count, filler in spans
        )
        cut = pieces(transcript, Report((), moments, ()))
        assert "".join(piece.text for piece in cut) == STORY
        assert all(piece.text for piece in cut)


def test_nothing_has_no_pieces() -> None:
    assert pieces(typed(""), judged(typed(""))) == []
