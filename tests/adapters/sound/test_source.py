"""What a device is given, sample for sample."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from coach.adapters.sound.source import AHEAD, Samples, Source, Straight, Supply

RATES = st.sampled_from([8000, 16000, 22050, 44100])
PLACES = st.none() | st.floats(-0.1, 0.3)


class Doubled:
    """Stand for a tempo: every sample twice, one held back until the end."""

    def __init__(self, rate: int, speed: float) -> None:
        assert speed == 0.5
        self._kept = np.zeros(0, np.int16)

    def feed(self, samples: Samples) -> Samples:
        both = np.concatenate([self._kept, samples])
        self._kept = both[-1:]
        return both[:-1].repeat(2)

    def finish(self) -> Samples:
        return self._kept.repeat(2)


def drained(supply: Supply, block: int) -> Samples:
    blocks = []
    while not supply.is_over:
        blocks.append(supply.take(block))
        assert blocks[-1].size <= block
        supply.fill()
    assert supply.take(block).size == 0
    return np.concatenate(blocks) if blocks else np.zeros(0, np.int16)


@given(size=st.integers(0, 3000), piece=st.integers(1, 700), rate=RATES, start=st.floats(-0.1, 0.3), end=PLACES)
def test_pieces_of_any_size_hold_the_sound_once(
    size: int, piece: int, rate: int, start: float, end: float | None
) -> None:
    samples = np.arange(size).astype(np.int16)
    source = Source(samples, rate, start, end)
    pieces = []
    while not source.is_over:
        pieces.append(source.take(piece))
    assert source.take(piece).size == 0
    last = size if end is None else max(0, min(size, round(end * rate)))
    first = min(max(0, round(start * rate)), last)
    assert np.array_equal(np.concatenate([*pieces, samples[:0]]), samples[first:last])


@given(again=st.integers(0, 39), start=st.integers(0, 39), wanted=st.lists(st.integers(1, 90), max_size=6))
def test_a_loop_goes_on_sample_for_sample(again: int, start: int, wanted: list[int]) -> None:
    samples = np.arange(100).astype(np.int16)
    source = Source(samples, 10, start / 10, 4.0, again / 10)
    taken = np.concatenate([samples[:0], *(source.take(count) for count in wanted)])

    expected = list(range(start, 40))
    while len(expected) < sum(wanted):
        expected += range(again, 40)
    assert taken.tolist() == expected[: sum(wanted)]
    assert not source.is_over
    for at in range(taken.size):
        assert source.place((at + 0.5) / 10) == pytest.approx((expected[at] + 0.5) / 10)


def test_the_place_stays_at_the_end() -> None:
    source = Source(np.zeros(100, np.int16), 10, 2.0, 4.0)

    assert [source.place(at) for at in (0.0, 1.0, 5.0)] == [2.0, 3.0, 4.0]
    assert source.seconds == 10.0


@given(size=st.integers(0, 3000), piece=st.integers(1, 700), rate=RATES, out=st.sampled_from([8000, 44100, 48000]))
def test_another_rate_joins_by_straight_lines(size: int, piece: int, rate: int, out: int) -> None:
    samples = (np.arange(size) * 7 % 3001).astype(np.int16)
    straight = Straight(rate, out)
    pieces = [straight.feed(samples[at : at + piece]) for at in range(0, size, piece)]
    joined = np.concatenate([*pieces, straight.finish()])

    wanted = np.interp(np.arange(0, size, rate / out), np.arange(size), samples) if size else np.zeros(0)
    assert abs(joined.size - wanted.size) <= 1
    both = min(joined.size, wanted.size)
    np.testing.assert_allclose(joined[:both], wanted[:both], atol=1.01)


@given(size=st.integers(0, 3000), block=st.integers(1, 700), rate=RATES)
def test_a_device_takes_all_of_it_in_blocks_of_any_size(size: int, block: int, rate: int) -> None:
    samples = np.arange(size).astype(np.int16)

    assert np.array_equal(drained(Supply(Source(samples, rate), rate), block), samples)


def test_only_so_much_waits_for_the_device() -> None:
    supply = Supply(Source(np.arange(30000).astype(np.int16), 10000), 10000)
    waiting = supply.take(30000)
    assert AHEAD * 10000 <= waiting.size < (AHEAD + 0.1) * 10000
    assert supply.take(10).size == 0
    assert not supply.is_over

    supply.fill()
    assert supply.take(1)[0] == waiting.size


def test_a_loop_never_runs_dry() -> None:
    supply = Supply(Source(np.arange(100).astype(np.int16), 1000, 0.0, 0.003, 0.0), 1000)
    assert supply.take(7).tolist() == [0, 1, 2, 0, 1, 2, 0]
    assert supply.place(7) == pytest.approx(0.001)


def test_another_speed_goes_through_the_tempo_and_keeps_the_places() -> None:
    samples = np.arange(1, 101).astype(np.int16)
    supply = Supply(Source(samples, 1000), 1000, 0.5, Doubled)

    assert drained(supply, 7).tolist() == samples.repeat(2).tolist()
    assert supply.place(100) == pytest.approx(0.05)
    assert supply.place(supply.taken) == pytest.approx(0.1)


def test_another_speed_and_rate_come_together() -> None:
    samples = np.arange(1, 101).astype(np.int16)
    supply = Supply(Source(samples, 1000), 2000, 0.5, Doubled)

    taken = drained(supply, 64)
    assert taken.size == 400
    assert supply.place(400) == pytest.approx(0.1)


def test_no_other_speed_without_a_tempo() -> None:
    with pytest.raises(ValueError, match="speed"):
        Supply(Source(np.zeros(10, np.int16), 10), 10, 0.5)
