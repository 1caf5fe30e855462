import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as some

from coach.gui.charts.columns import squeeze


def test_each_column_has_its_lowest_middle_and_highest() -> None:
    columns = squeeze(np.array([3.0, 1.0, 2.0, 9.0, 7.0]), 3, start=10)

    assert columns.places.tolist() == [11.0, 13.5]
    assert columns.low.tolist() == [1.0, 7.0]
    assert columns.middle.tolist() == [2.0, 8.0]
    assert columns.high.tolist() == [3.0, 9.0]


def test_nothing_has_no_columns_and_a_column_holds_something() -> None:
    assert len(squeeze(np.zeros(0), 4).places) == 0
    with pytest.raises(ValueError, match="1 or more"):
        squeeze(np.zeros(3), 0)


@given(some.lists(some.floats(-1e6, 1e6), min_size=1, max_size=200), some.integers(1, 50))
def test_no_value_falls_out(numbers: list[float], each: int) -> None:
    columns = squeeze(np.array(numbers), each)

    assert len(columns.places) == -(-len(numbers) // each)
    assert columns.low.min() == min(numbers)
    assert columns.high.max() == max(numbers)
    assert np.all(columns.low <= columns.middle)
    assert np.all(columns.middle <= columns.high)
    assert np.all(np.diff(columns.places) > 0)
