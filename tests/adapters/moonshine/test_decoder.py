"""The model itself, asked for its pieces."""

from __future__ import annotations

import numpy as np
import pytest
from numpy.typing import NDArray

from coach.adapters.moonshine import MODEL, build_starter
from coach.adapters.moonshine.decoder import RATE, Decoder, read_pieces
from tests.adapters.moonshine.said import said
from tests.tools import real_voice


@pytest.fixture(scope="module")
def decoder(tmp_path_factory: pytest.TempPathFactory) -> Decoder:
    real_voice.assets()
    return Decoder(build_starter(tmp_path_factory.mktemp("models") / MODEL))


def read(seconds: float) -> NDArray[np.float32]:
    samples, rate = real_voice.voice(seconds)
    return np.ascontiguousarray(samples[:: rate // RATE], dtype=np.float32) / np.float32(32768)


def test_pieces_are_read_by_their_lengths() -> None:
    long = bytes(200)
    assert read_pieces(b"\x02ab\x00\x01c" + bytes([128 + 200 % 128, 200 // 128]) + long) == [b"ab", b"", b"c", long]


def test_a_text_knows_its_words_and_how_likely_its_pieces_are() -> None:
    text = said(["_So", "_yes"], [0.5, 0.5])
    assert text.text == "So yes"
    assert text.mean == pytest.approx(2 * np.log(0.5) / 3)


@pytest.mark.endtoend
def test_a_real_voice_is_written_down_surely_in_pieces_that_follow_the_sound(decoder: Decoder) -> None:
    text = decoder.hear(read(3.3))

    assert text.text.lower().startswith("it was the best of times")
    assert len(text.likely) == len(text.pieces) == len(text.attention) - 1
    assert all(0.0 < likely <= 1.0 + 1e-6 for likely in text.likely)
    assert text.mean > np.log(0.8)
    assert np.allclose(text.attention.sum(axis=1), 1.0, atol=0.01)
    listened = text.attention.argmax(axis=1)
    assert np.corrcoef(np.arange(listened.size), listened)[0, 1] > 0.9


@pytest.mark.endtoend
def test_noise_is_written_down_less_surely_than_a_voice(decoder: Decoder) -> None:
    noise = np.random.default_rng(2).standard_normal(3 * RATE).astype(np.float32) * 0.05
    text = decoder.hear(noise)
    assert not text.pieces or min(text.likely) < 0.5


@pytest.mark.endtoend
@pytest.mark.parametrize("count", [0, 1, 900, 1600])
def test_any_sound_however_short_gives_some_text_or_none(decoder: Decoder, count: int) -> None:
    text = decoder.hear(np.zeros(count, dtype=np.float32))
    assert len(text.pieces) <= 6


@pytest.mark.endtoend
def test_a_text_that_finds_no_end_is_cut_off(decoder: Decoder, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("coach.adapters.moonshine.decoder.AT_LEAST", 3)
    monkeypatch.setattr("coach.adapters.moonshine.decoder.A_SECOND", 0.0)
    text = decoder.hear(read(3.3))
    assert len(text.pieces) == len(text.attention) == 3
