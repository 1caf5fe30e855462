"""Hesitations are told where the sound holds one and the words leave room for it, and never twice."""

from __future__ import annotations

from dataclasses import replace

import pytest

from coach.analysis.delivery.hesitations import find_events, find_hesitations, timed_by_sound
from coach.analysis.lexicons import HesitationRule
from coach.analysis.sentences import Reading, read_answer
from coach.messages import msg
from coach.model import Frames, Moment, Transcript, Word

HOP = 0.024
RULE = HesitationRule(0.6, 0.12, 3.0, 5, 0.95, 0.84, 0.89, 0.84, 0.97)


def frames(*spans: tuple[float, float], seconds: float = 10.0, height: int = 255) -> Frames:
    """Make frames that are sure of these stretches."""
    filler = bytearray(round(seconds / HOP))
    for start, end in spans:
        first, last = round(start / HOP), round(end / HOP)
        filler[first:last] = bytes([height]) * (last - first)
    return Frames(HOP, bytes(filler))


def read(*words: tuple[str, float, float]) -> Reading:
    return read_answer(Transcript.of_words(tuple(Word(*word) for word in words)), {"um": "um", "uh": "uh"})


def filler(start: float | None, end: float | None, name: str = "um") -> Moment:
    return Moment("filler", name, start, end, name, "heard", msg("analysis.filler.why", name=name))


SPARSE = read(("we", 0.5, 0.75), ("decided", 4.0, 4.6), ("early", 8.0, 8.45))


def test_a_hesitation_between_words_is_told_with_its_time_and_no_text() -> None:
    (moment,) = find_hesitations(frames((2.0, 2.48)), SPARSE, (), RULE)

    assert (moment.kind, moment.certainty, moment.text) == ("filler", "probable", "")
    assert moment.start == pytest.approx(2.0, abs=0.05)
    assert moment.end == pytest.approx(2.48, abs=0.05)
    assert moment.why.key == "analysis.filler.probable.why"


def test_several_are_told_in_order() -> None:
    moments = find_hesitations(frames((6.0, 6.3), (2.0, 2.48), (3.0, 3.5)), SPARSE, (), RULE)

    assert [round(moment.start or 0) for moment in moments] == [2, 3, 6]


def test_without_frames_or_words_there_is_none() -> None:
    heard = frames((2.0, 2.5))
    typed = read_answer(Transcript("We decided early.", ()), {})

    assert find_hesitations(None, SPARSE, (), RULE) == ()
    assert find_hesitations(Frames(HOP), SPARSE, (), RULE) == ()
    assert find_hesitations(heard, read_answer(Transcript("", ()), {}), (), RULE) == ()
    assert find_hesitations(heard, typed, (), RULE) == ()


@pytest.mark.parametrize("written", [(2.1, 2.3), (1.5, 1.8), (2.7, 3.0)])
def test_one_that_is_written_down_is_not_told_twice(written: tuple[float, float]) -> None:
    reading = read(("we", 0.5, 0.75), ("um", *written), ("decided", 4.0, 4.6))

    assert find_hesitations(frames((2.0, 2.48)), reading, (filler(*written),), RULE) == ()


def test_one_that_is_written_down_elsewhere_or_is_no_sound_changes_nothing() -> None:
    others = (filler(3.0, 3.3), filler(2.1, 2.3, "you know"), filler(None, None))

    assert len(find_hesitations(frames((2.0, 2.48)), SPARSE, others, RULE)) == 1


def test_a_written_one_takes_no_room() -> None:
    """The um's own span ends where the next event begins: that is one more."""
    reading = read(("we", 0.5, 0.75), ("um", 2.0, 2.1), ("decided", 4.0, 4.6))
    beside = frames((2.4, 2.9))

    assert len(find_hesitations(beside, reading, (filler(2.0, 2.1),), RULE)) == 1


def test_where_words_fill_the_time_there_is_none() -> None:
    reading = read(("the", 2.0, 2.25), ("marketing", 2.25, 2.95), ("expert", 2.95, 3.5))

    assert find_hesitations(frames((2.1, 2.5)), reading, (), RULE) == ()


def test_a_word_far_too_long_may_hide_one() -> None:
    reading = read(("and", 2.0, 3.2), ("here", 3.2, 3.6))

    assert len(find_hesitations(frames((2.4, 2.9)), reading, (), RULE)) == 1


def test_one_that_reaches_into_a_word_is_still_one() -> None:
    reading = read(("the", 1.8, 2.1), ("list", 2.9, 3.2))

    assert len(find_hesitations(frames((2.05, 2.7)), reading, (), RULE)) == 1


@pytest.mark.parametrize(
    ("heard", "rule"),
    [
        (frames((2.0, 2.07)), RULE),
        (frames((2.0, 5.5)), RULE),
        (frames((2.0, 2.5), height=140), RULE),
        (frames((2.0, 2.5), height=200), replace(RULE, threshold=0.9)),
    ],
    ids=["too short", "too long", "too doubtful", "not sure enough for this choice"],
)
def test_what_is_no_event(heard: Frames, rule: HesitationRule) -> None:
    assert find_events(heard, rule) == ()


def test_an_event_may_stand_at_either_end() -> None:
    first, last = find_events(frames((0.0, 0.4), (1.6, 2.0), seconds=2.0), RULE)

    assert (first.start, round(last.end, 1)) == (0.0, 2.0)
    assert first.peak == last.peak == 1.0


def test_a_written_one_takes_the_time_of_the_event_beside_it() -> None:
    written = (filler(1.7, 2.9), filler(6.0, 6.2), filler(2.0, 2.2, "you know"))

    moved, alone, phrase = timed_by_sound(written, frames((2.0, 2.48)), RULE)

    assert moved.start == pytest.approx(2.0, abs=0.05)
    assert moved.end == pytest.approx(2.48, abs=0.05)
    assert (moved.text, moved.certainty) == ("um", "heard")
    assert (alone, phrase) == written[1:]


def test_between_two_events_a_written_one_keeps_its_time() -> None:
    written = (filler(1.7, 3.4),)

    assert timed_by_sound(written, frames((1.8, 2.2), (2.9, 3.3)), RULE) == written
    assert timed_by_sound(written, None, RULE) == written
