import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as some
from hypothesis.extra.numpy import arrays

from coach.gui.charts.envelope import envelope

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
