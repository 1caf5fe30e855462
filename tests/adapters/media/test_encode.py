"""Recordings that other programs play, sample for sample."""

from __future__ import annotations

import json
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest

from coach.adapters.media import encode
from coach.adapters.media.decode import Decoder
from coach.adapters.media.encode import FlacEncoder, WavCopy
from coach.adapters.wav import WavWriter, read_samples
from coach.errors import Cancelled, FileError
from coach.model import Attempt
from coach.practice.export.exports import Write
from coach.practice.ports import Controls
from tests.adapters.export.cases import STORY, take
from tests.tools.sounds.speech import spoken

SECONDS = 7
RATES = [16000, 44100]


def recorded(folder: Path, rate: int = 16000) -> Attempt:
    rng = np.random.default_rng(5)
    path = folder / "take.wav"
    with WavWriter(path, rate) as wav:
        wav.write(rng.integers(-9000, 9000, SECONDS * rate, dtype=np.int16).tobytes())
    return take(spoken(STORY), sound=path)


@pytest.mark.skipif(shutil.which("ffprobe") is None, reason="ffprobe is not installed")
@pytest.mark.parametrize("rate", RATES)
@pytest.mark.parametrize(("write", "codec"), [(WavCopy(), "pcm_s16le"), (FlacEncoder(), "flac")])
def test_ffprobe_reads_it(write: Write, codec: str, rate: int, tmp_path: Path) -> None:
    target = tmp_path / "out.part"
    list(write([recorded(tmp_path, rate)], target, Controls()))
    probe = ["ffprobe", "-v", "error", "-of", "json", "-show_streams", "-show_format", str(target)]
    found = subprocess.run(probe, capture_output=True, text=True, timeout=30, check=True)

    told = json.loads(found.stdout)
    assert found.stderr == ""
    assert told["streams"][0]["codec_name"] == codec
    assert int(told["streams"][0]["sample_rate"]) == rate
    assert float(told["format"]["duration"]) == pytest.approx(SECONDS, abs=0.01)


@pytest.mark.parametrize("rate", RATES)
def test_flac_loses_nothing(rate: int, tmp_path: Path) -> None:
    attempt = recorded(tmp_path, rate)
    target, back = tmp_path / "out.flac", tmp_path / "back.wav"

    shares = list(FlacEncoder()([attempt], target, Controls()))

    assert shares == sorted(shares)
    assert len(shares) > 5
    assert shares[-1] == 1.0
    assert attempt.recording is not None
    before, _ = read_samples(attempt.recording.path)
    if rate == 16000:
        list(Decoder(WavWriter).decode(target, back, Controls()))
        assert np.array_equal(read_samples(back)[0], before)


def test_wav_is_an_exact_copy(tmp_path: Path) -> None:
    attempt = recorded(tmp_path)
    target = tmp_path / "out.wav"

    assert list(WavCopy()([attempt], target, Controls()))[-1] == 1.0
    assert attempt.recording is not None
    assert target.read_bytes() == attempt.recording.path.read_bytes()


@pytest.mark.parametrize("write", [WavCopy(), FlacEncoder()])
@pytest.mark.parametrize("wish", ["stop", "cancel"])
def test_it_ends_when_somebody_asks(write: Write, wish: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(encode, "BLOCK", 4096)
    controls = Controls()
    steps = write([recorded(tmp_path)], tmp_path / "out", controls)
    next(steps)
    getattr(controls, wish).set()

    with pytest.raises(Cancelled):
        list(steps)


@pytest.mark.parametrize("spoil", [lambda path: path.write_bytes(b"no sound"), lambda path: path.write_bytes(b"")])
def test_a_recording_that_is_no_sound_is_named(spoil: Callable[[Path], object], tmp_path: Path) -> None:
    attempt = recorded(tmp_path)
    assert attempt.recording is not None
    spoil(attempt.recording.path)

    with pytest.raises(FileError) as caught:
        list(FlacEncoder()([attempt], tmp_path / "out", Controls()))

    assert caught.value.path == attempt.recording.path


@pytest.mark.parametrize("write", [WavCopy(), FlacEncoder()])
def test_a_place_that_cannot_be_written_is_an_error_of_the_system(write: Write, tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        list(write([recorded(tmp_path)], tmp_path / "nowhere" / "out", Controls()))
