"""What every history promises of a search: what it finds, whatever is typed, and where it shows the words."""

from __future__ import annotations

import pytest

from coach.model import Question, Transcript
from coach.practice.history import PIECE, History, Wanted
from tests.practice.promises.history import ASKED, TOLD, kept, said

SAID = "c++ was the trade-off it was slow at the café"
HOSTILE = (
    *('"', '""', '"""', "'", "*", "-", "^x", "NOT", "a AND", "OR", "NEAR(a b)", "col:x", "text:", "{text}", "(", ")"),
    *("\0", "a\0b", "\ud83d", "half \ude42 pair", "🙂", "🙂 🙃", "%", "_", "\\", ";--", "x" * 5000, "٣", "+"),
)


def shown(history: History, search: str) -> list[tuple[str, list[str]]]:
    """List the excerpts and the words that are marked in them."""
    rows = history.rows(Wanted(search=search), limit=50)
    return [(row.excerpt, [row.excerpt[start:end] for start, end in row.hits]) for row in rows]


class SearchPromises:
    @pytest.mark.parametrize("wanted", HOSTILE)
    def test_nothing_that_is_typed_is_an_error(self, history: History, wanted: str) -> None:
        kept(history, text=SAID)
        assert history.rows(Wanted(search=wanted), limit=9) == []
        assert history.count(Wanted(search=wanted)) == 0
        assert len(history.rows(Wanted(search=f"slow {wanted} slow"))) == (not any(map(str.isalnum, wanted)))

    @pytest.mark.parametrize(
        ("wanted", "marked"),
        [
            ("slow", ["slow"]),
            ("SLOW it", ["it", "slow"]),
            ("sl", ["slow"]),
            ("trade-off", ["trade-off"]),
            ("c++", ["c++"]),
            ("cafe", ["café"]),
            ("CAFÉ", ["café"]),
            ("the", ["the", "the"]),
            ('"slow"', ["slow"]),
            ("slow \ud83d", ["slow"]),
            ("slow\0", ["slow"]),
            ("was-the trade", ["was the", "trade"]),
        ],
    )
    def test_found_words_are_shown_where_they_were_said(self, history: History, wanted: str, marked: list[str]) -> None:
        kept(history, text=SAID)
        kept(history, TOLD, "nothing of the kind")
        found = shown(history, wanted)
        assert found[-1:] == [(SAID, sorted(marked, key=SAID.index))]
        assert history.count(Wanted(search=wanted)) == len(found)

    @pytest.mark.parametrize("wanted", ["off-trade", "slow-the", "c slow", "slo it"])
    def test_words_that_were_said_otherwise_are_not_found(self, history: History, wanted: str) -> None:
        kept(history, text="c++ was the trade-off it was slow")
        assert history.rows(Wanted(search=wanted)) == []

    def test_a_question_or_title_finds_a_take_and_shows_nothing_of_what_was_said(self, history: History) -> None:
        attempt = kept(history, ASKED, "it was slow")
        history.rename(attempt.id, "Rehearsal on Monday")
        for wanted in ("caches", "monday", "caches monday"):
            assert shown(history, wanted) == [("", [])]
        assert shown(history, "monday slow") == [("it was slow", ["slow"])]

    def test_a_title_that_is_taken_back_is_not_found_any_more(self, history: History) -> None:
        attempt = kept(history, text="it was slow")
        history.rename(attempt.id, "Monday")
        assert history.count(Wanted(search="monday")) == 1
        history.rename(attempt.id, "Tuesday")
        assert [history.count(Wanted(search=day)) for day in ("monday", "tuesday", "slow")] == [0, 1, 1]
        history.rename(attempt.id, "")
        assert history.count(Wanted(search="tuesday")) == 0

    def test_without_a_search_nothing_is_marked(self, history: History) -> None:
        kept(history, text="it was slow")
        (row,) = history.rows(limit=9)
        assert (row.excerpt, row.hits) == ("", ())

    def test_an_excerpt_is_a_piece_of_whole_words_around_the_first_hit(self, history: History) -> None:
        text = " ".join(f"word{number}" for number in range(200)) + " needle and needle " + "tail " * 100
        kept(history, text=text)
        ((excerpt, marked),) = shown(history, "needle")
        assert excerpt in text
        assert 100 < len(excerpt) <= PIECE
        assert marked == ["needle", "needle"]
        assert set(excerpt.split()) <= set(text.split())
        assert excerpt == excerpt.strip()

    def test_hits_outside_of_the_excerpt_are_left_out(self, history: History) -> None:
        kept(history, text="needle " + "hay " * 200 + "needle")
        ((excerpt, marked),) = shown(history, "needle")
        assert marked == ["needle"]
        assert excerpt.startswith("needle hay")

    @pytest.mark.parametrize(
        "odd", ["\x02", "\x03\x02", "<b>", "\ue000\ue001", "a\0b", "🙂🙃", "e\u0301", "\u2028", "ﬁ ﷺ", "[[", "\r\n"]
    )
    def test_odd_signs_do_not_move_the_hits(self, history: History, odd: str) -> None:
        attempt = kept(history, None)
        text = f"{odd} first {odd} slow {odd}{odd} slower {odd}"
        history.transcribed(attempt.id, Transcript(text, ()))
        ((excerpt, marked),) = shown(history, "slow")
        assert excerpt in text
        assert marked == ["slow"] or marked == ["slow", "slower"]
        assert len(marked) == 2

    def test_a_word_as_long_as_a_page_is_shown_whole(self, history: History) -> None:
        word = "a" * 1000
        kept(history, None, f"x {word} y")
        ((_, marked),) = shown(history, "aaa")
        assert marked == [word]

    def test_only_the_page_is_shown_and_the_rest_is_counted(self, history: History) -> None:
        takes = [kept(history, None, f"slow number {number}").id for number in range(5)]
        kept(history, None, "fast")
        wanted = Wanted(search="slow", order="oldest")
        assert [row.id for row in history.rows(wanted, start=2, limit=2)] == takes[2:4]
        assert all(row.hits == ((0, 4),) for row in history.rows(wanted, start=2, limit=2))
        assert history.count(wanted) == 5

    def test_a_search_and_a_filter_both_hold(self, history: History) -> None:
        kept(history, ASKED, "slow")
        told = kept(history, TOLD, "slow")
        assert [row.id for row in history.rows(Wanted(search="slow", category="behavioural"))] == [told.id]

    def test_the_words_that_count_are_found(self, history: History) -> None:
        attempt = kept(history, Question("p/q", "design", "Why?"), "first words")
        first = attempt.reviews[0].id
        history.transcribed(attempt.id, said("second words"))
        assert shown(history, "words") == [("second words", ["words"])]
        history.prefer(attempt.id, first)
        assert shown(history, "words") == [("first words", ["words"])]

    def test_a_typed_answer_is_found_by_its_words(self, history: History) -> None:
        written = history.write(None, "half \ud83d and\0nothing")
        assert written.review is not None
        assert written.review.transcript.text == "half ? and nothing"
        assert shown(history, "nothing") == [("half ? and nothing", ["nothing"])]
