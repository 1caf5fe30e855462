from datetime import UTC, datetime

from coach.model import ANCHORS, CATEGORIES, Attempt, Review, Transcript, Word


def test_the_text_of_recognised_words_is_the_words_joined() -> None:
    words = (Word("And", 0.1, 0.4), Word("so,", 0.4, 0.8))

    assert Transcript.of_words(words, engine="moonshine").text == "And so,"


def test_the_newest_review_counts() -> None:
    now = datetime(2026, 1, 1, tzinfo=UTC)
    first, second = (Review(name, now, Transcript("", ())) for name in ("first", "second"))

    assert Attempt("a", now, "reviewed", reviews=(first, second)).review is second
    assert Attempt("a", now, "recording").review is None


def test_the_order_of_anchors_and_categories_is_fixed() -> None:
    assert ANCHORS == ("problem", "decision", "tradeoff", "outcome", "lesson")
    assert len(CATEGORIES) == 10
