"""The encoder hears the same in a stream as in a file, whatever the blocks."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from coach.adapters.moonshine.encoder import (
    ENCODER,
    FRAME,
    MARGIN,
    RATE,
    SIZE,
    STEP,
    WINDOW,
    Encoder,
    Stream,
    open_encoder,
)
from coach.errors import EngineError, ModelMissing
from tests.tools.real_voice import assets, voice

Samples = NDArray[np.float32]


@pytest.fixture(scope="module")
def encoder() -> Encoder:
    return Encoder(assets() / "tiny-en")


class Counting(Encoder):
    """Knows how much it was asked, and answers with the place of each frame in the sound."""

    def __init__(self) -> None:
        self.windows: list[int] = []

    def encode(self, window: Samples) -> Samples:
        self.windows.append(window.size)
        starts = np.arange(0, window.size - 895 + 1, FRAME)
        return np.repeat(window[starts, None], SIZE, axis=1)


def blocks(samples: Samples, size: int) -> Iterator[Samples]:
    for at in range(0, samples.size, size):
        yield samples[at : at + size]


def heard(encoder: Encoder, samples: Samples, size: int) -> Samples:
    stream = Stream(encoder)
    parts = [vectors for block in blocks(samples, size) for vectors in stream.feed(block)]
    return np.concatenate([np.zeros((0, SIZE), np.float32), *parts, *stream.finish()])


@pytest.mark.parametrize("seconds", [0.0, 0.02, 0.05, 3.0, 7.9, 8.0, 8.5, 14.0, 33.3])
def test_there_is_one_frame_for_each_hop_in_the_order_of_the_sound(seconds: float) -> None:
    samples = np.arange(round(seconds * RATE), dtype=np.float32)

    frames = heard(Counting(), samples, 5000)

    assert frames[:, 0].tolist() == [FRAME * place for place in range(samples.size // FRAME)]


@pytest.mark.parametrize("size", [100, 1024, WINDOW, 10**6])
def test_blocks_of_any_size_make_the_same_windows(size: int) -> None:
    samples = np.arange(20 * RATE, dtype=np.float32)
    by_seconds, by_size = Counting(), Counting()

    assert np.array_equal(heard(by_seconds, samples, RATE), heard(by_size, samples, size))
    assert by_seconds.windows == by_size.windows
    assert by_seconds.windows[0] == WINDOW
    assert max(by_seconds.windows) == WINDOW


def test_only_the_last_window_is_left_at_the_end() -> None:
    counting = Counting()
    stream = Stream(counting)
    for _ in range(600):
        list(stream.feed(np.zeros(RATE // 10, np.float32)))
    asked = len(counting.windows)
    list(stream.finish())

    assert asked == (60 * RATE - WINDOW) // STEP + 1
    assert len(counting.windows) == asked + 1


@pytest.mark.endtoend
def test_a_real_voice_is_described_alike_at_any_level_and_in_blocks(encoder: Encoder) -> None:
    samples, rate = voice(13.0)
    at = np.arange(0, samples.size - 1, rate / RATE)
    sound = (np.interp(at, np.arange(samples.size), samples) / 32768).astype(np.float32)

    whole = heard(encoder, sound, sound.size)

    assert whole.shape == (sound.size // FRAME, SIZE)
    assert np.array_equal(whole, heard(encoder, sound, 777))
    assert np.allclose(whole, heard(encoder, sound * np.float32(0.25), 777), atol=0.02)
    first = encoder.encode(sound[:WINDOW])
    assert np.array_equal(whole[: STEP // FRAME + MARGIN], first[: STEP // FRAME + MARGIN])


@pytest.mark.endtoend
def test_digital_silence_is_described_too(encoder: Encoder) -> None:
    assert np.isfinite(heard(encoder, np.zeros(RATE, np.float32), 1000)).all()


def test_a_model_that_is_not_whole_is_not_opened(tmp_path: Path) -> None:
    with pytest.raises(ModelMissing):
        open_encoder(tmp_path)


def test_an_encoder_that_is_none_is_named(tmp_path: Path) -> None:
    (tmp_path / ENCODER).write_bytes(b"no model")

    with pytest.raises(EngineError) as caught:
        Encoder(tmp_path)

    assert caught.value.message.key == "engines.moonshine.broken"
