from __future__ import annotations

from itertools import pairwise

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from coach.adapters.whisper.windows import (
    RATE,
    Find,
    Phrase,
    Samples,
    Waiting,
    Window,
    join_pieces,
    rising,
    without_echo,
)
from coach.model import Word


def found(*looks: list[tuple[float, float]]) -> Find:
    """Stand in for the search for phrases: what each look finds, in seconds; the last is found again and again."""
    left = list(looks)

    def find(samples: Samples, longest: float) -> list[tuple[int, int]]:
        these = left.pop(0) if len(left) > 1 else left[0]
        return [(round(begin * RATE), round(end * RATE)) for begin, end in these if end * RATE <= len(samples)]

    return find


def test_a_word_that_holds_a_pause_is_where_its_speech_is() -> None:
    window = Window(np.zeros(1, dtype=np.float32), (Phrase(1.0, 1.25, 2.75, 3.0), Phrase(10.0, 10.25, 12.75, 13.0)))
    assert window.place(1.8, 2.35) == (10.25, 10.35), "begins in the silence after the first phrase"
    assert window.place(1.5, 2.3) == (2.5, 3.0), "ends in the silence before the second"
    assert window.place(1.8, 1.9) == (2.8, 2.9), "no speech at all"
    assert window.place(2.05, 2.15) == (10.05, 10.15), "no speech, and in the second phrase"
    assert window.place(4.9, 9.0) == (12.9, 13.0)


def test_what_is_cut_while_somebody_speaks_begins_at_the_cut() -> None:
    waiting = Waiting(found([]))
    waiting.add(np.zeros(10 * RATE, dtype=np.float32))
    window = waiting._take([(0, 2 * RATE), (2 * RATE, 4 * RATE), (5 * RATE, 6 * RATE)])
    assert window.phrases == (Phrase(0.0, 0.0, 1.8, 2.0), Phrase(2.0, 2.0, 3.8, 4.0), Phrase(5.0, 5.2, 5.8, 6.0))
    assert window.until == 6.0


def test_phrases_without_a_voice_are_left_out_of_a_window() -> None:
    phrases = (Phrase(1.0, 1.2, 2.8, 3.0), Phrase(10.0, 10.2, 10.8, 11.0), Phrase(20.0, 20.2, 21.8, 22.0))
    window = Window(np.arange(5 * RATE, dtype=np.float32), phrases)
    assert window.spoken([(0.5, 1.0), (2.0, 2.5), (4.0, 4.1)]) is window
    assert window.spoken([]) is None
    left = window.spoken([(0.5, 2.0), (3.0, 3.2)])
    assert left is not None
    assert left.phrases == (phrases[0], phrases[2])
    assert left.until == window.until
    assert left.samples.tolist() == [*range(2 * RATE), *range(3 * RATE, 5 * RATE)]
    assert left.place(2.5, 3.0) == (20.5, 21.0)


def test_a_short_phrase_waits_for_more_while_the_person_goes_on() -> None:
    waiting = Waiting(found([(0.0, 3.0)]))
    waiting.add(np.ones(4 * RATE, dtype=np.float32))
    assert waiting.next_window(28.0, caught_up=True) is None
    waiting.add(np.ones(RATE // 4, dtype=np.float32))
    assert waiting.next_window(28.0, caught_up=True) is None
    waiting.add(np.ones(2 * RATE, dtype=np.float32))
    window = waiting.next_window(28.0, caught_up=True)
    assert window is not None, "two seconds of silence: the person thinks"
    assert window.until == 3.0
    assert waiting.seconds == 6.25


def test_a_fuller_window_is_waited_for_where_more_sound_is_there() -> None:
    waiting = Waiting(found([(0.0, 10.0)]))
    waiting.add(np.ones(12 * RATE, dtype=np.float32))
    assert waiting.next_window(28.0, caught_up=False) is None
    assert waiting.next_window(28.0, caught_up=True) is not None


def test_phrases_that_fit_no_more_are_left_for_the_next_window() -> None:
    waiting = Waiting(found([(0.0, 20.0), (21.0, 35.0)], [(1.0, 15.0)]))
    waiting.add(np.ones(36 * RATE, dtype=np.float32))
    first = waiting.next_window(28.0, caught_up=False)
    waiting.finish()
    second = waiting.next_window(28.0, caught_up=True)
    assert first is not None
    assert second is not None
    assert (first.until, second.until) == (20.0, 35.0)


def test_sparse_speech_is_not_held_back_for_ever() -> None:
    waiting = Waiting(found([(0.0, 1.0)]))
    waiting.add(np.ones(100 * RATE, dtype=np.float32))
    assert waiting.next_window(28.0, caught_up=False) is None
    waiting.add(np.ones(29 * RATE, dtype=np.float32))
    assert waiting.next_window(28.0, caught_up=False) is not None


def test_silence_is_not_kept() -> None:
    waiting = Waiting(found([]))
    for _ in range(4):
        waiting.add(np.zeros(30 * RATE, dtype=np.float32))
        assert waiting.next_window(28.0, caught_up=False) is None
    assert len(waiting._samples) == RATE
    assert waiting.seconds == 120.0


spans = st.tuples(st.floats(-1, 30, allow_nan=False), st.floats(-1, 30, allow_nan=False), st.floats(-0.5, 1.5))


@given(st.lists(st.lists(spans, max_size=8), max_size=4))
def test_words_always_rise_and_never_overlap(windows: list[list[tuple[float, float, float]]]) -> None:
    words: tuple[Word, ...] = ()
    for window in windows:
        before = words
        words = rising(words, [Word("w", start, end, sureness) for start, end, sureness in window])
        assert words[: len(before)] == before
    assert len(words) == sum(map(len, windows))
    assert all(word.start < word.end and 0 <= word.probability <= 1 for word in words)
    assert all(one.end <= two.start for one, two in pairwise(words))


@given(st.lists(st.text(" ab-", max_size=4), max_size=8))
def test_joined_pieces_keep_every_letter_and_hold_no_space(texts: list[str]) -> None:
    joined = join_pieces(Word(text, float(at), at + 1.0) for at, text in enumerate(texts))
    assert "".join(word.text for word in joined) == "".join(text.strip() for text in texts)
    assert all(word.text == word.text.strip() != "" for word in joined)


@given(st.floats(0, 6), st.floats(0, 2))
def test_every_span_of_a_window_lies_in_one_of_its_phrases(start: float, length: float) -> None:
    phrases = (Phrase(1.0, 1.25, 2.75, 3.0), Phrase(10.0, 10.25, 13.75, 14.0))
    begin, end = Window(np.zeros(6 * RATE, dtype=np.float32), phrases).place(start, start + length)
    assert begin <= end
    assert any(phrase.begin <= begin and end <= phrase.end for phrase in phrases)


def test_an_echo_of_the_hint_is_dropped_and_fillers_are_not() -> None:
    def words(text: str) -> list[Word]:
        return [Word(word, float(at), at + 1.0) for at, word in enumerate(text.split())]

    hint = "Um, uh, hmm."
    assert without_echo(words("Um, uh, hmm."), hint) == []
    assert [word.text for word in without_echo(words("um uh hmm. So I did."), hint)] == ["So", "I", "did."]
    for text in ("Um, uh, so", "So um, uh, hmm.", "Um, uh", ""):
        assert without_echo(words(text), hint) == words(text)
