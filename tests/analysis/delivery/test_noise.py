import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from coach.analysis.delivery.noise import (
    CHUNK,
    LIFT_STEP,
    MARGIN,
    Lifting,
    find_lift,
    hop_of,
    read_lift,
    write_lift,
)
from tests.tools.sounds.speech import hush, room, voice


@pytest.mark.parametrize(("rate", "hop"), [(8000, 80), (16000, 160), (44100, 440), (48000, 480), (4000, 40)])
def test_frames_are_a_hundredth_of_a_second(rate: int, hop: int) -> None:
    assert hop_of(rate) == hop
    assert hop_of(rate) / rate == pytest.approx(0.01, rel=0.01)


@pytest.mark.parametrize("voicing", [True, False])
def test_speech_stands_out_and_silence_does_not(voicing: bool) -> None:
    lift = find_lift(room(np.concatenate([hush(2.0), voice(3.0), hush(2.0)])), 16000, voicing=voicing)

    assert len(lift) == 700
    assert np.median(lift[220:480]) > 1.0
    assert np.percentile(lift[:180], 95) < 0.8
    assert np.percentile(lift[520:], 95) < 0.8


def test_a_voice_stands_out_further_where_periods_are_looked_for() -> None:
    """Bursts of noise are as loud as the voice, in the same bands: only the period tells them apart."""
    burst = np.random.default_rng(1).normal(0, 800, 16000).astype(np.int16)
    samples = room(np.concatenate([hush(2.0), voice(1.0), hush(2.0), burst, hush(2.0)]))

    lift, loud = (find_lift(samples, 16000, voicing=voicing) for voicing in (True, False))

    assert np.median(loud[510:590]) > np.median(loud[210:290])
    assert np.median(lift[510:590]) - np.median(lift[210:290]) < np.median(loud[510:590]) - np.median(loud[210:290])


def test_chunks_leave_no_seam() -> None:
    """What is cut into chunks stands out as far as what is looked at in one go."""
    samples = room(np.concatenate([np.concatenate([voice(1.5), hush(0.8)])] * 40))
    assert len(samples) / 16000 > CHUNK + MARGIN
    at = round(CHUNK * 100)

    lift = find_lift(samples, 16000, voicing=False)
    later = find_lift(samples[30 * 16000 :], 16000, voicing=False)

    assert len(lift) == len(samples) // 160
    assert np.abs(lift[at - 100 : at + 100] - later[at - 3100 : at - 2900]).max() < 0.25


@settings(max_examples=30, deadline=None)
@given(st.integers(0, 20000), st.sampled_from([8000, 11025, 16000, 44100]), st.booleans())
def test_any_length_gives_one_value_a_frame(count: int, rate: int, voicing: bool) -> None:
    samples = np.random.default_rng(count).integers(-32768, 32767, count).astype(np.int16)

    lift = find_lift(samples, rate, voicing=voicing)

    assert len(lift) == count // hop_of(rate)
    assert np.isfinite(lift).all()


@pytest.mark.parametrize(("rate", "block"), [(16000, 1600), (16000, 50021), (44100, 7001)])
def test_the_blocks_that_a_recording_comes_in_do_not_matter(rate: int, block: int) -> None:
    samples = np.random.default_rng(3).normal(0, 800, round(150.3 * rate)).astype(np.int16)
    lifting = Lifting(rate, voicing=False)

    for start in range(0, len(samples), block):
        lifting.feed(samples[start : start + block])

    assert lifting.finish() == pytest.approx(find_lift(samples, rate, voicing=False), abs=1e-3)


def test_while_a_recording_goes_on_only_what_is_still_needed_is_held() -> None:
    lifting = Lifting(8000, voicing=False)
    for _ in range(40):
        lifting.feed(np.zeros(8000 * 10, dtype=np.int16))
    assert sum(map(len, lifting._parts)) <= (CHUNK + 2 * MARGIN + 10) * 8000


def test_nothing_gives_nothing() -> None:
    assert Lifting(16000, voicing=False).finish().size == 0


def test_a_written_lift_is_read_as_it_was_but_for_its_ends() -> None:
    lift = np.array([-5.0, -1.0, 0.0, 0.8, 1.0, 2.9, 7.0], dtype=np.float32)

    read = read_lift(write_lift(lift))

    assert np.abs(read[1:-1] - lift[1:-1]).max() <= LIFT_STEP / 2
    assert (read[0], read[-1]) == pytest.approx((-1.0, -1.0 + 255 * LIFT_STEP))
