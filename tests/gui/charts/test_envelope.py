from typing import Any, cast

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as some
from hypothesis.extra.numpy import arrays

from coach.gui.charts.envelope import Envelope, envelope, fine_columns

SOUNDS = arrays(np.float32, some.integers(0, 400), elements=some.floats(-1, 1, width=32))


@given(SOUNDS, some.integers(1, 60))
def test_no_sample_sticks_out_of_its_column(samples: np.ndarray, columns: int) -> None:
    made = envelope(samples, columns)

    count = min(columns, len(samples))
    assert made.columns == count
    for column in range(count):
        part = samples[column * len(samples) // count : (column + 1) * len(samples) // count]
        assert made.low[column] == part.min()
        assert made.high[column] == part.max()


@given(SOUNDS.filter(len), some.integers(1, 60))
def test_the_loudest_sample_is_never_lost(samples: np.ndarray, columns: int) -> None:
    made = envelope(samples, columns)

    assert made.low.min() == samples.min()
    assert made.high.max() == samples.max()


def test_integers_are_shares_of_full_scale() -> None:
    made = envelope(np.array([-32768, 16384], dtype=np.int16), 2)

    assert made.low.tolist() == [-1.0, 0.5]
    assert made.high.tolist() == [-1.0, 0.5]


def test_floats_beyond_full_scale_are_cut() -> None:
    assert envelope(np.array([3.0, -2.0]), 1).high.tolist() == [1.0]


def test_only_mono_and_at_least_one_column() -> None:
    with pytest.raises(ValueError, match="mono"):
        envelope(np.zeros((4, 2)), 2)
    with pytest.raises(ValueError, match="columns"):
        envelope(np.zeros(4), 0)


@given(SOUNDS.filter(len), some.integers(1, 400), some.floats(0, 1), some.floats(0, 1), some.integers(1, 30))
def test_a_bar_holds_its_columns_and_at_most_a_neighbour(
    samples: np.ndarray, columns: int, one: float, other: float, bars: int
) -> None:
    made = envelope(samples, columns)
    edges = np.linspace(min(one, other), max(one, other), bars + 1) * made.columns

    low, high = made.bars(edges)

    wide = (edges[-1] - edges[0]) / bars
    assert low.shape == high.shape == (bars,)
    for bar in range(bars):
        first = min(int(edges[bar]), made.columns - 1)
        inside = slice(first, max(int(edges[bar + 1]), first + 1))
        near = slice(max(0, int(first - wide)), int(max(edges[bar + 1], first + 1) + wide + 1))
        if bar < bars - 1 or edges[-1] < made.columns - wide:  # what is cut off at the end may miss half a bar
            assert made.low[near].min() <= low[bar]
            assert high[bar] <= made.high[near].max()
        if wide < 4:
            assert (low[bar], high[bar]) == (made.low[inside].min(), made.high[inside].max())


def test_every_level_keeps_the_loudest() -> None:
    samples = np.random.default_rng(2).uniform(-1, 1, 5000).astype(np.float32)
    made = envelope(samples, 1777)

    assert len(made.coarser) == 10
    assert all(high.max() == samples.max() and low.min() == samples.min() for low, high in made.coarser)


def test_one_crack_does_not_make_the_rest_small() -> None:
    samples = np.full(4000, 0.25, dtype=np.float32)
    samples[7] = 1.0

    assert envelope(samples).loudest == pytest.approx(0.25)
    assert envelope(samples * 0).loudest == pytest.approx(0.02)


@pytest.mark.parametrize(("seconds", "columns"), [(0.0, 0), (0.5, 8000), (20.0, 16_000), (300.0, 30_000)])
def test_fine_columns_are_a_hundredth_of_a_second_or_shorter(seconds: float, columns: int) -> None:
    assert fine_columns(np.zeros(int(seconds * 16000), np.int16), 16000).shape == (2, columns)


@given(arrays(np.int16, some.integers(1, 3000)), some.integers(100, 20_000))
def test_fine_columns_hold_every_sample_once(samples: np.ndarray, rate: int) -> None:
    made = fine_columns(samples, rate)

    starts = np.arange(made.shape[1] + 1) * len(samples) // made.shape[1]
    for column in range(made.shape[1]):
        part = samples[starts[column] : starts[column + 1]]
        assert (made[0, column], made[1, column]) == (part.min(), part.max())


def test_a_long_sound_is_read_in_pieces() -> None:
    samples = np.random.default_rng(4).integers(-9000, 9000, 5_000_000).astype(np.int16)
    read: list[int] = []

    class Watched:
        def __len__(self) -> int:
            return len(samples)

        def __getitem__(self, place: slice) -> np.ndarray[Any, np.dtype[np.int16]]:
            read.append(samples[place].size)
            return samples[place]

    made = fine_columns(cast("Any", Watched()), 16000)

    assert max(read) <= 1 << 20
    assert sum(read) == samples.size
    assert made[1].max() == samples.max()
    shown = Envelope.of_columns(made)
    assert shown.high.max() == pytest.approx(samples.max() / 32768)
    assert shown.columns == 31_250
