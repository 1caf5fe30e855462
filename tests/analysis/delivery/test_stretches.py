import pytest
from hypothesis import given
from hypothesis import strategies as some

from coach.analysis.delivery.stretches import LEAD, TAIL, sentence_at
from coach.model import Transcript, Word


def spoken(text: str, pauses: dict[int, float] | None = None) -> Transcript:
    """Say a word a second, 0.5 s long, with more seconds of pause before some."""
    words, at = [], 0.0
    for number, word in enumerate(text.split()):
        at += (pauses or {}).get(number, 0.0)
        words.append(Word(word, at, at + 0.5, 0.9))
        at += 1.0
    return Transcript.of_words(tuple(words))


TWO = spoken("We asked them first. Then we built it. Nobody came", {4: 3.0})


@pytest.mark.parametrize(
    ("at", "span"),
    [
        (0.0, (0.0, 3.5 + TAIL)),
        (3.4, (0.0, 3.5 + TAIL)),
        (5.0, (0.0, 3.5 + TAIL)),  # in the pause after it, it is the sentence that was just heard
        (7.0 - LEAD, (7.0 - LEAD, 10.5 + TAIL)),  # where its loop begins
        (7.0, (7.0 - LEAD, 10.5 + TAIL)),
        (11.2, (11.0 - LEAD, 12.5 + TAIL)),
        (99.0, (11.0 - LEAD, 12.5 + TAIL)),
    ],
)
def test_the_sentence_being_said_is_found(at: float, span: tuple[float, float]) -> None:
    assert sentence_at(TWO, at) == pytest.approx(span)


def test_before_the_first_word_it_is_the_first_sentence() -> None:
    assert sentence_at(spoken("Later. Than that.", {0: 4.0}), 1.0) == pytest.approx((4.0 - LEAD, 4.5 + TAIL))


def test_neighbours_that_follow_at_once_are_left_out() -> None:
    words = (Word("One.", 0.0, 1.0, 0.9), Word("Two.", 1.0, 2.0, 0.9), Word("Three.", 2.05, 3.0, 0.9))

    assert sentence_at(Transcript.of_words(words), 1.5) == pytest.approx((1.0, 2.05))


def test_a_sentence_without_an_end_is_taken_in_parts() -> None:
    long = spoken(" ".join(["we went on and on because it was so good"] * 9))

    span = sentence_at(long, 40.0)

    assert span is not None
    assert span[0] <= 40.0 < span[1]
    assert span[1] - span[0] < 41


@pytest.mark.parametrize(
    "transcript", [Transcript("Typed, with no times.", ()), Transcript.of_words(()), spoken("– …")]
)
def test_nothing_has_a_time(transcript: Transcript) -> None:
    assert sentence_at(transcript, 1.0) is None


@given(some.floats(0, 20))
def test_a_stretch_is_never_empty(at: float) -> None:
    span = sentence_at(TWO, at)
    assert span is not None
    assert 0 <= span[0] < span[1]
