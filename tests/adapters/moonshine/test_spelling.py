from __future__ import annotations

import itertools
from dataclasses import replace

import numpy as np
import pytest

from coach.adapters.moonshine.spelling import CENTRE, HOP, follow, spell
from tests.adapters.moonshine.said import said

WIDE = (0.0, 100.0)


def test_pieces_become_words_with_the_times_at_which_they_were_heard() -> None:
    words = spell(said(["_We", "_lo", "st", "_it", "."], at=[0, 10, 14, 20, 24], frames=40), 5.0, WIDE)

    assert [word.text for word in words] == ["We", "lost", "it."]
    assert words[0].start == pytest.approx(5.0 + CENTRE)
    assert [word.start for word in words[1:]] == pytest.approx([5.0 + CENTRE + HOP * 10, 5.0 + CENTRE + HOP * 20])
    assert [word.end for word in words[:2]] == [word.start for word in words[1:]]
    assert words[2].end == pytest.approx(5.0 + CENTRE + HOP * 39)


def test_a_word_is_as_sure_as_all_its_pieces_and_marks_count_for_nothing() -> None:
    words = spell(said(["_lo", "st", ".", "_é", "_5", ","], [0.8, 0.5, 0.1, 0.7, 0.6, 0.1]), 0.0, WIDE)

    assert [word.probability for word in words] == pytest.approx([0.4, 0.7, 0.6])


def test_a_sentence_without_a_space_before_it_begins_a_word() -> None:
    words = spell(said(["_one", ".", "Two", "_it", ".", "s", "_U", ".", "5"]), 0.0, WIDE)

    assert [word.text for word in words] == ["one.", "Two", "it.s", "U.5"]


def test_times_stay_within_the_phrase() -> None:
    words = spell(said(["_a", "_b"], at=[0, 50], frames=100), 9.8, (10.0, 11.0))

    assert (words[0].start, words[0].end, words[1].start, words[1].end) == (10.0, 11.0, 11.0, 11.0)


def test_a_text_without_an_end_lasts_until_the_end_of_the_sound() -> None:
    text = said(["_a", "_b"], at=[0, 50], frames=100)
    cut_off = replace(text, attention=text.attention[:2])
    assert [word.end for word in spell(cut_off, 0.0, (0.0, 2.4))] == pytest.approx([CENTRE + HOP * 50, 2.4])


def test_no_pieces_are_no_words() -> None:
    assert spell(said([], frames=10), 0.0, WIDE) == []


@pytest.mark.parametrize("seed", range(20))
def test_the_way_through_the_sound_is_the_likeliest_of_all(seed: int) -> None:
    random = np.random.default_rng(seed)
    pieces, frames = 4, 9
    attention = random.dirichlet(np.ones(frames) * 0.5, size=pieces).astype(np.float32)
    logs = np.log(attention + 1e-4)

    def worth(starts: tuple[int, ...]) -> float:
        ends = (*starts[1:], frames)
        return float(
            sum(logs[piece, first:last].sum() for piece, (first, last) in enumerate(zip(starts, ends, strict=True)))
        )

    every = [(0, *rest) for rest in itertools.combinations(range(1, frames), pieces - 1)]
    found = tuple(int(start) for start in follow(attention))

    assert found in every
    assert worth(found) == pytest.approx(max(map(worth, every)), rel=1e-4)


def test_more_pieces_than_frames_share_the_last_frame() -> None:
    assert follow(np.full((5, 3), 0.3, dtype=np.float32)).tolist() == [0, 1, 2, 2, 2]
    assert follow(np.full((1, 3), 0.3, dtype=np.float32)).tolist() == [0]
