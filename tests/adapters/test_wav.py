"""WAV files that survive a kill and can be read while they grow."""

from __future__ import annotations

import stat
import struct
import subprocess
import sys
import threading
import time
import wave
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from coach.adapters.wav import WavFollower, WavWriter, read_growing, read_samples, wav_seconds
from coach.errors import FileError


def ramp(count: int, start: int = 0) -> bytes:
    return ((np.arange(start, start + count) % 30000) - 15000).astype(np.int16).tobytes()


def all_of(path: Path, **options: float) -> np.ndarray:
    blocks = [block for block, _ in read_growing(path, lambda: True, **options)]
    return np.concatenate(blocks) if blocks else np.zeros(0, np.float32)


def test_the_header_is_valid_after_every_write(tmp_path: Path) -> None:
    path = tmp_path / "take.wav"
    with WavWriter(path, 44100) as writer:
        for number in range(4):
            with wave.open(str(path), "rb") as reader:
                assert reader.getparams()[:4] == (1, 2, 44100, number * 1000)
            writer.write(ramp(1000, number * 1000))
        assert writer.seconds == pytest.approx(4000 / 44100)
    assert wav_seconds(path) == (4000 / 44100, 44100)


def test_only_the_owner_may_read_it_and_nothing_is_overwritten(tmp_path: Path) -> None:
    path = tmp_path / "take.wav"
    path.touch(0o644)
    writer = WavWriter(path, 16000)
    writer.write(ramp(10))
    writer.close()
    writer.close()
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    with pytest.raises(FileExistsError):
        WavWriter(path, 16000)
    assert wav_seconds(path)[0] == 10 / 16000


@pytest.mark.endtoend
def test_a_killed_writer_loses_nothing_that_it_wrote(tmp_path: Path) -> None:
    path = tmp_path / "take.wav"
    code = (
        "import sys, time; from pathlib import Path; from coach.adapters.wav import WavWriter\n"
        "writer = WavWriter(Path(sys.argv[1]), 16000)\n"
        "for _ in range(5): writer.write(bytes(3200))\n"
        "print('written', flush=True); time.sleep(60)"
    )
    with subprocess.Popen([sys.executable, "-c", code, str(path)], stdout=subprocess.PIPE) as process:
        assert process.stdout is not None
        process.stdout.readline()
        process.kill()
    assert wav_seconds(path) == (0.5, 16000)


def test_a_header_behind_its_data_is_not_believed(tmp_path: Path) -> None:
    path = tmp_path / "take.wav"
    with WavWriter(path, 8000) as writer:
        writer.write(ramp(800))
    with path.open("ab") as file:
        file.write(ramp(800, 800) + b"\x01")  # half a sample at the end, too
    assert wav_seconds(path) == (0.2, 8000)
    samples, rate = read_samples(path)
    assert (samples.size, rate) == (1600, 8000)
    assert np.array_equal(samples, np.frombuffer(ramp(1600), np.int16))
    assert all_of(path).size == 1600


def chunk(name: bytes, data: bytes) -> bytes:
    return struct.pack("<4sI", name, len(data)) + data + b"\0" * (len(data) % 2)


def riff(*chunks: bytes) -> bytes:
    body = b"WAVE" + b"".join(chunks)
    return struct.pack("<4sI", b"RIFF", len(body)) + body


def form(kind: int = 1, channels: int = 1, rate: int = 16000, bits: int = 16) -> bytes:
    return chunk(b"fmt ", struct.pack("<HHIIHH", kind, channels, rate, 0, 2 * channels, bits))


def test_other_chunks_around_the_sound_are_no_sound(tmp_path: Path) -> None:
    path = tmp_path / "listed.wav"
    path.write_bytes(riff(chunk(b"LIST", b"abc"), form(), chunk(b"data", ramp(1600)), chunk(b"LIST", b"x" * 400)))
    assert wav_seconds(path) == (0.1, 16000)
    assert np.array_equal(read_samples(path)[0], np.frombuffer(ramp(1600), np.int16))
    assert all_of(path).size == 1600


def test_of_two_channels_samples_are_the_first_and_following_hears_both(tmp_path: Path) -> None:
    path = tmp_path / "stereo.wav"
    pairs = np.array([[1000, 3000], [2000, 4000]], np.int16)
    path.write_bytes(riff(form(channels=2), chunk(b"data", pairs.tobytes())))
    assert read_samples(path)[0].tolist() == [1000, 2000]
    assert (all_of(path) * 32768).tolist() == [2000.0, 3000.0]


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"RIFF",
        b"not a wave file at all, sorry",
        riff(chunk(b"data", b"1234")),
        riff(form()),
        riff(form(bits=8), chunk(b"data", b"1234")),
        riff(form(kind=3), chunk(b"data", b"1234")),
        riff(form(rate=0), chunk(b"data", b"1234")),
        riff(form(channels=0), chunk(b"data", b"1234")),
    ],
)
def test_what_is_no_16_bit_wav_is_named(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "other.wav"
    path.write_bytes(content)
    for read in (wav_seconds, read_samples, all_of):
        with pytest.raises(FileError) as caught:
            read(path)
        assert caught.value.message.key == "sound.wav.broken"
        assert caught.value.path == path


def test_a_missing_file_and_a_folder_are_named(tmp_path: Path) -> None:
    for read in (wav_seconds, read_samples, all_of):
        with pytest.raises(FileError) as caught:
            read(tmp_path / "none.wav")
        assert caught.value.message.key == "sound.file.missing"
        with pytest.raises(FileError) as caught:
            read(tmp_path)
        assert caught.value.message.key == "sound.file.unreadable"


def test_an_empty_recording_is_empty_everywhere(tmp_path: Path) -> None:
    path = tmp_path / "take.wav"
    WavWriter(path, 16000).close()
    assert wav_seconds(path) == (0.0, 16000)
    assert read_samples(path)[0].size == 0
    assert all_of(path).size == 0


def test_a_growing_file_is_read_to_its_end(tmp_path: Path) -> None:
    path = tmp_path / "take.wav"
    finished = threading.Event()

    def write() -> None:
        time.sleep(0.05)  # the reader is there before the file
        with WavWriter(path, 16000) as writer:
            for number in range(20):
                writer.write(ramp(777, number * 777))
                time.sleep(0.005)
        finished.set()

    thread = threading.Thread(target=write)
    thread.start()
    blocks = list(read_growing(path, finished.is_set, check=0.002))
    thread.join()
    assert next(rate for block, rate in blocks if block.size) == 16000
    assert sum(1 for block, _ in blocks if not block.size) > 0
    heard = np.concatenate([block for block, _ in blocks])
    assert np.array_equal((heard * 32768).astype(np.int16), np.frombuffer(ramp(20 * 777), np.int16))


@given(pieces=st.lists(st.integers(0, 500), max_size=12), most=st.integers(1, 400))
def test_however_it_grows_every_sample_comes_once_in_order(
    tmp_path_factory: pytest.TempPathFactory, pieces: Sequence[int], most: int
) -> None:
    path = tmp_path_factory.mktemp("grow") / "take.wav"
    follower = WavFollower(path)
    heard = [follower.read(most / 16000)]
    assert follower.seconds == 0
    written = 0
    with WavWriter(path, 16000) as writer:
        for piece in pieces:
            writer.write(ramp(piece, written))
            written += piece
            heard.append(follower.read(most / 16000))
            assert heard[-1].size <= most
    while (block := follower.read(most / 16000)).size:
        heard.append(block)
    follower.close()
    follower.close()
    whole = np.concatenate(heard)
    assert follower.seconds == pytest.approx(written / 16000)
    assert np.array_equal((whole * 32768).astype(np.int16), np.frombuffer(ramp(written), np.int16))


def test_hours_of_sound_are_not_loaded(tmp_path: Path) -> None:
    path = tmp_path / "long.wav"
    seconds = 3 * 3600
    path.write_bytes(riff(form(), chunk(b"data", b"")))
    with path.open("r+b") as file:
        file.truncate(44 + 2 * 16000 * seconds)  # a file with a hole takes no disk
    samples, _ = read_samples(path)
    assert samples.size == 16000 * seconds
    assert samples.base is not None  # a view of the file, not a copy
    assert wav_seconds(path)[0] == seconds
