from __future__ import annotations

import numpy as np
import pytest
from numpy.typing import NDArray

from coach.adapters.moonshine.decoder import Said
from coach.adapters.moonshine.hearing import (
    DOUBT,
    LEVEL,
    LOUD,
    SILENCE,
    Hearer,
    evened,
    is_nothing,
    root_mean_square,
    voice_level,
)
from coach.adapters.moonshine.phrases import RATE, Phrase
from tests.adapters.moonshine.said import said

Samples = NDArray[np.float32]
SURE, UNSURE = 0.95, 0.5


class Hears:
    """Give a text for each way of hearing a phrase, and keep what there was to hear; the last two come in any order."""

    def __init__(self, *texts: Said) -> None:
        self._texts = texts
        self._heard: dict[int, Samples] = {}

    def __call__(self, samples: Samples) -> Said:
        way = 0 if not self._heard else 1 if samples.size == self._heard[0].size else 2
        assert way == 0 or way not in self._heard
        self._heard[way] = samples
        return self._texts[way]

    @property
    def sounds(self) -> list[Samples]:
        return [self._heard[way] for way in sorted(self._heard)]


def noise(seconds: float, level: float) -> Samples:
    return (np.random.default_rng(1).standard_normal(round(seconds * RATE)) * level).astype(np.float32)


def words(hears: Hears, samples: Samples) -> list[str]:
    return [word.text for word in Hearer(hears).words(Phrase(3.0, samples))]


def test_a_phrase_that_is_clear_is_heard_once_at_one_level() -> None:
    hears = Hears(said(["_yes"], [SURE]))

    assert words(hears, noise(2.0, 0.01)) == ["yes"]
    (sound,) = hears.sounds
    assert root_mean_square(sound) == pytest.approx(LEVEL, rel=0.01)


def test_a_doubtful_phrase_is_heard_three_ways_and_the_likeliest_text_counts() -> None:
    hears = Hears(said(["_guess"], [UNSURE]), said(["_yes"], [0.7]), said(["_less"], [0.6]))

    assert words(hears, noise(2.0, 0.01)) == ["yes"]
    assert voice_level(hears.sounds[1]) == pytest.approx(LOUD, rel=0.01)
    assert hears.sounds[2].size == hears.sounds[1].size + 2 * SILENCE * RATE
    assert not hears.sounds[2][: int(SILENCE * RATE)].any()


def test_the_first_hearing_stays_where_no_other_is_surer() -> None:
    hears = Hears(said(["_yes"], [UNSURE]), said(["_guess"], [0.3]), said(["_less"], [0.4]))

    assert words(hears, noise(2.0, 0.01)) == ["yes"]


def test_a_text_that_goes_round_and_round_is_the_last_to_be_taken() -> None:
    round_and_round = said(["_so"] * 12, [0.999] * 12, at=list(range(0, 120, 10)))
    hears = Hears(round_and_round, said(["_yes"], [0.1]), round_and_round)

    assert round_and_round.mean > DOUBT
    assert words(hears, noise(2.0, 0.01)) == ["yes"]


@pytest.mark.parametrize(
    ("text", "likely", "kept"),
    [
        ("we met in May", SURE, True),
        ("we met in", SURE, False),
        ("we met in May", 0.4, False),
        ("so so so so so", SURE, False),
    ],
)
def test_where_the_detector_heard_nobody_only_a_clear_text_counts(text: str, likely: float, kept: bool) -> None:
    pieces = [f"_{word}" for word in text.split()]
    heard = said(pieces, [likely] * len(pieces), at=list(range(0, 10 * len(pieces), 10)))
    phrase = Phrase(3.0, noise(2.0, 0.01))

    assert bool(Hearer(Hears(heard)).words(phrase, spoken=False)) == kept


@pytest.mark.parametrize(
    "text", ["You", "you.", "Thank you for watching!", "Thanks for watching", "♪ in the sky ♪", "© by me", "ตวบน"]
)
def test_what_the_model_writes_to_noise_is_nothing_that_was_said(text: str) -> None:
    assert is_nothing(text)
    pieces = [f"_{word}" for word in text.split()]
    heard = said(pieces, [SURE] * len(pieces), at=list(range(0, 10 * len(pieces), 10)))
    assert words(Hears(heard), noise(2.0, 0.01)) == []


def test_one_way_in_which_nothing_was_said_is_enough_for_a_doubtful_phrase() -> None:
    assert words(Hears(said(["_no"], [0.5]), said(["_you"], [0.3]), said(["_go"], [0.3])), noise(2.0, 0.01)) == []


@pytest.mark.parametrize("text", ["You know", "Thank you.", "Yes, you.", "a café", "Who watches? You do."])
def test_what_somebody_may_say_is_kept(text: str) -> None:
    assert not is_nothing(text)


def test_silence_put_before_the_sound_moves_no_word() -> None:
    late = said(["_so", "_yes"], [0.9, 0.9], at=[0, 50], frames=100)
    times = []
    for texts in ([late], [said(["_no"], [0.1]), said(["_no"], [0.1]), late]):
        found = Hearer(Hears(*texts)).words(Phrase(3.0, noise(2.4, 0.01)))
        times.append(found[1].start)

    assert times[0] - times[1] == pytest.approx(SILENCE, abs=0.03)


@pytest.mark.parametrize("likely", [SURE, UNSURE])
def test_what_was_heard_in_advance_is_not_heard_again(likely: float) -> None:
    texts = said(["_guess"], [likely]), said(["_yes"], [0.7]), said(["_less"], [0.6])
    phrase = Phrase(3.0, noise(2.0, 0.01))
    hears = Hears(*texts)
    hearer = Hearer(hears)

    hearer.foresee(phrase)
    hearer.foresee(Phrase(3.0, phrase.samples.copy()))

    assert len(hears.sounds) == (1 if likely == SURE else 3)
    assert hearer.words(Phrase(3.0, phrase.samples.copy())) == Hearer(Hears(*texts)).words(phrase)


def test_what_was_heard_in_advance_says_nothing_where_the_person_went_on() -> None:
    sounds: list[int] = []

    def hear(samples: Samples) -> Said:
        sounds.append(samples.size)
        return said(["_yes"], [SURE])

    hearer = Hearer(hear)
    hearer.foresee(Phrase(3.0, noise(2.0, 0.01)))

    hearer.words(Phrase(3.0, noise(2.5, 0.01)))
    hearer.words(Phrase(3.5, noise(2.0, 0.01)))

    assert sounds == [2 * RATE, round(2.5 * RATE), 2 * RATE]


def test_levels_of_nothing_and_of_digital_silence_are_none() -> None:
    nothing = np.zeros(0, dtype=np.float32)
    assert (root_mean_square(nothing), voice_level(nothing)) == (0.0, 0.0)
    assert not evened(np.zeros(400, dtype=np.float32)).any()
    assert float(np.abs(evened(noise(1.0, 1e-7))).max()) < 0.01


def test_the_voice_alone_decides_about_its_level() -> None:
    half = np.concatenate([noise(1.0, 0.1), noise(3.0, 0.0001)])
    assert voice_level(half) == pytest.approx(0.1, rel=0.05)
    assert root_mean_square(half) == pytest.approx(0.05, rel=0.05)
    assert float(np.abs(evened(half, 5.0)).max()) == 1.0
