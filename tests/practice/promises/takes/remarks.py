"""What every history promises of what a person says of a take: feeling, notes, bookmarks, title, star, bin."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from coach.errors import HistoryError
from coach.model import FEELINGS
from coach.practice.history import History, Wanted
from tests.practice.promises.history import judged, kept

CHANGES: dict[str, Callable[[History, str], object]] = {
    "feel": lambda history, take: history.feel(take, "easy"),
    "note": lambda history, take: history.note(take, "x"),
    "note away": lambda history, take: history.note(take, "", "n"),
    "bookmark": lambda history, take: history.bookmark(take, 1.0),
    "unmark": lambda history, take: history.unmark(take, "b"),
    "rename": lambda history, take: history.rename(take, "x"),
    "star": lambda history, take: history.star(True, take),
}
ODD = ("\0", "\ud83d", "🙂", "“quoted” 'text'", "a\nb", "%s {x}", "e\u0301")


class RemarkPromises:
    @pytest.mark.parametrize("change", CHANGES)
    def test_nothing_is_said_of_an_unknown_take(self, history: History, change: str) -> None:
        with pytest.raises(HistoryError) as failure:
            CHANGES[change](history, "no-such-take")
        assert failure.value.message.key == "history.unknown"

    def test_a_take_keeps_how_it_felt(self, history: History) -> None:
        attempt = kept(history)
        assert attempt.feeling == ""
        for feeling in (*FEELINGS, ""):
            assert history.feel(attempt.id, feeling).feeling == feeling  # type: ignore[arg-type]
            assert history.attempt(attempt.id).feeling == feeling

    def test_notes_come_and_change_and_go(self, history: History) -> None:
        attempt = kept(history)
        history.note(attempt.id, "  Slower at the end. ")
        first, second = history.note(attempt.id, "And louder.").notes
        assert [first.text, second.text] == ["Slower at the end.", "And louder."]
        assert first.written_at <= second.written_at
        changed = history.note(attempt.id, "Slower.", first.id)
        assert [(note.id, note.text) for note in changed.notes] == [(first.id, "Slower."), (second.id, "And louder.")]
        assert changed.notes[0].written_at == first.written_at
        assert history.note(attempt.id, " \n", first.id).notes == (second,)
        assert history.attempt(attempt.id).notes == (second,)

    def test_an_empty_note_is_none(self, history: History) -> None:
        attempt = kept(history)
        assert history.note(attempt.id, "  ") == attempt

    @pytest.mark.parametrize("text", ["x", ""])
    def test_only_a_note_of_the_take_can_change(self, history: History, text: str) -> None:
        mine, other = kept(history), kept(history)
        note = history.note(other.id, "theirs").notes[0]
        for note_id in (note.id, "nobody"):
            with pytest.raises(HistoryError) as failure:
                history.note(mine.id, text, note_id)
            assert failure.value.message.key == "history.no_note"
        assert history.attempt(other.id).notes == (note,)

    def test_bookmarks_come_and_change_and_go_in_the_order_of_the_recording(self, history: History) -> None:
        attempt = kept(history)
        history.bookmark(attempt.id, 2.5, " the number ")
        late = history.attempt(attempt.id).bookmarks[0]
        assert (late.at, late.label) == (2.5, "the number")
        early = history.bookmark(attempt.id, 0.5).bookmarks[0]
        assert history.attempt(attempt.id).bookmarks == (early, late)
        moved = history.bookmark(attempt.id, 3.0, "the end", early.id).bookmarks
        assert [(mark.id, mark.at, mark.label) for mark in moved] == [
            (late.id, 2.5, "the number"),
            (early.id, 3.0, "the end"),
        ]
        assert [mark.id for mark in history.unmark(attempt.id, late.id).bookmarks] == [early.id]
        assert [mark.id for mark in history.attempt(attempt.id).bookmarks] == [early.id]

    def test_two_bookmarks_may_be_at_one_place(self, history: History) -> None:
        attempt = kept(history)
        for label in "ab":
            attempt = history.bookmark(attempt.id, 1.0, label)
        assert {mark.label for mark in attempt.bookmarks} == {"a", "b"}
        assert history.attempt(attempt.id) == attempt

    def test_only_a_bookmark_of_the_take_can_change(self, history: History) -> None:
        mine, other = kept(history), kept(history)
        mark = history.bookmark(other.id, 1.0).bookmarks[0]
        for mark_id in (mark.id, "nobody"):
            with pytest.raises(HistoryError) as moving:
                history.bookmark(mine.id, 2.0, "x", mark_id)
            with pytest.raises(HistoryError) as removing:
                history.unmark(mine.id, mark_id)
            assert {each.value.message.key for each in (moving, removing)} == {"history.no_bookmark"}
        assert history.attempt(other.id).bookmarks == (mark,)
        assert history.attempt(mine.id).bookmarks == ()

    @pytest.mark.parametrize("odd", ODD)
    def test_any_text_can_be_typed(self, history: History, odd: str) -> None:
        attempt = kept(history)
        shown = odd.replace("\0", " ").replace("\ud83d", "?")
        history.note(attempt.id, f"n {odd} n")
        history.bookmark(attempt.id, 1.0, f"b {odd} b")
        history.rename(attempt.id, f"t {odd} t")
        found = history.attempt(attempt.id)
        assert found.notes[0].text == f"n {shown} n"
        assert found.bookmarks[0].label == f"b {shown} b"
        assert found.title == f"t {shown} t"
        assert history.rows()[0].title == f"t {shown} t"

    def test_a_title_comes_and_goes(self, history: History) -> None:
        attempt = kept(history)
        assert history.rename(attempt.id, "  My best ").title == "My best"
        assert history.attempt(attempt.id).title == "My best"
        assert history.rename(attempt.id, " ") == attempt

    def test_takes_are_starred_together(self, history: History) -> None:
        takes = [kept(history).id for _ in range(3)]
        history.star(True, *takes[:2])
        history.star(True)
        assert {row.id for row in history.rows(Wanted(starred=True))} == set(takes[:2])
        history.star(False, takes[0], takes[2])
        assert [row.id for row in history.rows(Wanted(starred=True))] == [takes[1]]

    def test_all_of_them_or_none(self, history: History) -> None:
        take = kept(history).id
        with pytest.raises(HistoryError) as starring:
            history.star(True, take, "no-such-take")
        with pytest.raises(HistoryError) as binning:
            history.bin(take, "no-such-take")
        assert {each.value.message.key for each in (starring, binning)} == {"history.unknown"}
        assert not history.attempt(take).starred
        assert history.attempt(take).binned_at is None
        history.bin(take)
        with pytest.raises(HistoryError):
            history.restore(take, "no-such-take")
        assert history.attempt(take).binned_at is not None

    def test_takes_go_into_the_bin_together_and_come_back_as_they_were(self, history: History) -> None:
        takes = [kept(history, text=f"take {number}") for number in range(3)]
        history.star(True, takes[0].id)
        history.note(takes[0].id, "keep me")
        before = [history.attempt(take.id) for take in takes]
        rows = history.rows(limit=9)
        history.bin(*(take.id for take in takes))
        assert history.rows() == []
        history.restore(*(take.id for take in takes))
        assert history.rows(limit=9) == rows
        assert [history.attempt(take.id) for take in takes] == before

    def test_remarks_outlive_a_new_review(self, history: History) -> None:
        attempt = kept(history, text="some words")
        history.feel(attempt.id, "hard")
        history.note(attempt.id, "n")
        history.bookmark(attempt.id, 1.0, "b")
        history.rename(attempt.id, "t")
        assert attempt.review is not None
        attempt = history.reviewed(attempt.id, attempt.review.id, judged())
        assert (attempt.feeling, attempt.title) == ("hard", "t")
        assert (attempt.notes[0].text, attempt.bookmarks[0].label) == ("n", "b")
        assert attempt.review is not None
        assert attempt.review.report == judged()
