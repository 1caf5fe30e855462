"""Every kind of sound file becomes 16 kHz mono, or one clear sentence."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
import tracemalloc
from collections.abc import Generator
from pathlib import Path
from typing import Any

import av
import numpy as np
import pytest

from coach.adapters.media.decode import Decoded, Decoder, Decoding, Resampler
from coach.adapters.wav import WavWriter, read_samples, wav_seconds
from coach.errors import Cancelled, FileError
from coach.practice.ports import Controls

HERTZ = 440.0


def tone(seconds: float, rate: int) -> np.ndarray:
    return (0.5 * np.sin(2 * np.pi * HERTZ * np.arange(round(seconds * rate)) / rate)).astype(np.float32)


def encode(path: Path, codec: str, *, rate: int = 16000, layout: str = "mono", seconds: float = 1.0) -> Path:
    """Write a tone with FFmpeg's encoder `codec`."""
    samples = np.tile(tone(seconds, rate), (2 if layout == "stereo" else 1, 1))
    with av.open(str(path), "w") as container:
        stream = container.add_stream(codec, rate=rate, layout=layout, options={"strict": "experimental"})
        size = 1024
        for start in range(0, samples.shape[1], size):
            block = np.ascontiguousarray(samples[:, start : start + size])
            frame = av.AudioFrame.from_ndarray(block, format="fltp", layout=layout)
            frame.sample_rate = rate
            frame.pts = start
            container.mux(stream.encode(frame))
        container.mux(stream.encode(None))
    return path


def run(steps: Generator[Decoding, None, Decoded]) -> tuple[list[Decoding], Decoded]:
    news = []
    while True:
        try:
            news.append(next(steps))
        except StopIteration as end:
            return news, end.value


def decode(path: Path, target: Path) -> Decoded:
    return run(Decoder(WavWriter).decode(path, target, Controls()))[1]


def loudest_hertz(path: Path) -> float:
    samples, rate = read_samples(path)
    spectrum = np.abs(np.fft.rfft(samples.astype(np.float64)))
    return float(np.argmax(spectrum)) * rate / samples.size


@pytest.mark.parametrize(
    ("name", "codec", "rate", "layout"),
    [
        ("8-bit.wav", "pcm_u8", 8000, "mono"),
        ("16-bit.wav", "pcm_s16le", 16000, "mono"),
        ("24-bit.wav", "pcm_s24le", 48000, "mono"),
        ("float.wav", "pcm_f32le", 44100, "mono"),
        ("stereo.wav", "pcm_s16le", 44100, "stereo"),
        ("sound.mp3", "libmp3lame", 44100, "stereo"),
        ("sound.ogg", "vorbis", 44100, "stereo"),
        ("sound.opus", "libopus", 48000, "mono"),
        ("sound.flac", "flac", 22050, "mono"),
        ("sound.m4a", "aac", 44100, "stereo"),
    ],
)
def test_every_kind_of_file_becomes_16_khz_mono(tmp_path: Path, name: str, codec: str, rate: int, layout: str) -> None:
    path = encode(tmp_path / name, codec, rate=rate, layout=layout)
    done = decode(path, tmp_path / "out.wav")
    assert done.warning is None
    assert done.recording.sample_rate == 16000
    assert done.recording.seconds == pytest.approx(1.0, abs=0.06)  # lossy formats pad
    assert wav_seconds(tmp_path / "out.wav") == (done.recording.seconds, 16000)
    samples, _ = read_samples(tmp_path / "out.wav")
    assert np.abs(samples[2000:-2000].astype(int)).max() == pytest.approx(16384, rel=0.1)
    assert loudest_hertz(tmp_path / "out.wav") == pytest.approx(HERTZ, abs=2)


def refused(path: Path, target: Path) -> str:
    with pytest.raises(FileError) as caught:
        decode(path, target)
    assert caught.value.path == path
    assert caught.value.advice is not None
    assert not target.exists()
    return caught.value.message.key


def test_what_is_no_sound_is_named_in_one_sentence(tmp_path: Path) -> None:
    target = tmp_path / "out.wav"
    empty, text, noise = tmp_path / "empty.wav", tmp_path / "text.mp3", tmp_path / "noise.wav"
    empty.touch()
    text.write_text("Dear diary,\nthis is no sound.\n")
    noise.write_bytes(np.random.default_rng(1).bytes(5000))
    assert refused(tmp_path / "none.wav", target) == "sound.file.missing"
    assert refused(tmp_path, target) == "sound.file.folder"
    assert refused(empty, target) == "sound.file.empty"
    assert refused(text, target) in ("sound.file.broken", "sound.file.silent")
    assert refused(noise, target) == "sound.file.broken"


def test_a_picture_holds_no_sound(tmp_path: Path) -> None:
    path = tmp_path / "picture.png"
    with av.open(str(path), "w", format="image2") as container:
        stream = container.add_stream("png", rate=1)
        stream.width, stream.height, stream.pix_fmt = 16, 16, "rgb24"
        container.mux(stream.encode(av.VideoFrame(16, 16, "rgb24")))
        container.mux(stream.encode(None))
    assert refused(path, tmp_path / "out.wav") == "sound.file.silent"


def test_less_than_a_tenth_of_a_second_is_too_short(tmp_path: Path) -> None:
    for seconds in (0.0, 0.05, 0.099):
        path = tmp_path / f"{seconds}.wav"
        with WavWriter(path, 16000) as wav:
            wav.write(bytes(2 * round(16000 * seconds)))
        assert refused(path, tmp_path / "out.wav") == "sound.file.short"
    with WavWriter(tmp_path / "long.wav", 16000) as wav:
        wav.write(bytes(3200))
    assert decode(tmp_path / "long.wav", tmp_path / "out.wav").recording.seconds == 0.1


def test_a_file_one_may_not_read_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = encode(tmp_path / "mine.wav", "pcm_s16le")
    real = Path.open

    def refuse(self: Path, *args: Any, **options: Any) -> Any:
        if self == path:
            raise PermissionError(13, "Permission denied")
        return real(self, *args, **options)

    monkeypatch.setattr(Path, "open", refuse)  # as root, chmod 0 does not keep anybody out
    assert refused(path, tmp_path / "out.wav") == "sound.file.unreadable"


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no named pipes on this system")
def test_a_pipe_is_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.wav")
    assert refused(tmp_path / "pipe.wav", tmp_path / "out.wav") == "sound.file.unreadable"


def test_a_damaged_file_keeps_what_decodes(tmp_path: Path) -> None:
    whole = encode(tmp_path / "whole.flac", "flac", seconds=4).read_bytes()
    path = tmp_path / "cut.flac"
    path.write_bytes(whole[: len(whole) // 2])
    done = decode(path, tmp_path / "out.wav")
    assert done.warning is not None
    assert 1 < done.recording.seconds < 3
    assert loudest_hertz(tmp_path / "out.wav") == pytest.approx(HERTZ, abs=2)


@pytest.mark.parametrize("told", [0, 0xFFFFFFFF])
def test_a_header_that_a_killed_program_left_is_not_the_end(tmp_path: Path, told: int) -> None:
    path = encode(tmp_path / "sound.wav", "pcm_s16le", seconds=2)
    data = bytearray(path.read_bytes())
    place = data.index(b"data") + 4
    data[place : place + 4] = told.to_bytes(4, "little")
    path.write_bytes(data)
    done = decode(path, tmp_path / "out.wav")
    assert done.recording.seconds == pytest.approx(2.0)


def test_a_hole_in_a_file_does_not_end_it(tmp_path: Path) -> None:
    data = bytearray(encode(tmp_path / "whole.mp3", "libmp3lame", seconds=4).read_bytes())
    data[len(data) // 2 : len(data) // 2 + 3000] = bytes([0xFF, 0xFB, 0x91]) * 1000
    path = tmp_path / "hole.mp3"
    path.write_bytes(data)
    done = decode(path, tmp_path / "out.wav")
    assert done.recording.seconds > 2.2  # the hole begins at 2 s
    assert done.warning is not None


def test_a_file_may_change_its_rate_on_the_way(tmp_path: Path) -> None:
    first = encode(tmp_path / "first.aac", "aac", rate=44100, layout="stereo").read_bytes()
    second = encode(tmp_path / "second.aac", "aac", rate=22050).read_bytes()
    (tmp_path / "both.aac").write_bytes(first + second)
    done = decode(tmp_path / "both.aac", tmp_path / "out.wav")
    assert done.recording.seconds == pytest.approx(2, abs=0.2)
    assert loudest_hertz(tmp_path / "out.wav") == pytest.approx(HERTZ, abs=2)


def test_a_disk_that_fails_on_the_way_keeps_what_was_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = encode(tmp_path / "sound.wav", "pcm_s16le", seconds=20)
    real = Path.open

    def fragile(self: Path, *args: Any, **options: Any) -> Any:
        file = real(self, *args, **options)
        if self != path:
            return file
        return FailingFile(file, 200_000)

    monkeypatch.setattr(Path, "open", fragile)
    done = decode(path, tmp_path / "out.wav")
    assert done.warning is not None
    assert 1 < done.recording.seconds < 10


class FailingFile:
    """A file on a disk that cannot be read beyond a point."""

    def __init__(self, file: Any, good: int) -> None:
        self._file, self._good = file, good

    def read(self, size: int = -1) -> bytes:
        if self._file.tell() > self._good:
            raise OSError(5, "Input/output error")
        return bytes(self._file.read(size))

    def seek(self, offset: int, whence: int = 0) -> int:
        return int(self._file.seek(offset, whence))

    def tell(self) -> int:
        return int(self._file.tell())

    def __enter__(self) -> FailingFile:
        return self

    def __exit__(self, *error: object) -> None:
        self._file.close()


def test_an_existing_target_is_never_overwritten(tmp_path: Path) -> None:
    path = encode(tmp_path / "sound.wav", "pcm_s16le")
    before = path.read_bytes()
    with pytest.raises(FileError) as caught:
        decode(path, path)
    assert caught.value.message.key == "sound.file.full"
    assert path.read_bytes() == before


def test_a_playlist_opens_nothing_else(tmp_path: Path) -> None:
    sound = encode(tmp_path / "sound.wav", "pcm_s16le")
    path = tmp_path / "list.m3u8"
    path.write_text(f"#EXTM3U\n#EXT-X-TARGETDURATION:10\n#EXTINF:10,\n{sound.as_uri()}\n#EXT-X-ENDLIST\n")
    assert refused(path, tmp_path / "out.wav") in ("sound.file.broken", "sound.file.silent", "sound.file.short")


def test_progress_is_told_and_cancel_leaves_nothing(tmp_path: Path) -> None:
    path = encode(tmp_path / "long.wav", "pcm_s16le", seconds=120)
    news, done = run(Decoder(WavWriter).decode(path, tmp_path / "out.wav", Controls()))
    assert [step.seconds for step in news] == sorted(step.seconds for step in news)
    assert news[-1] == Decoding(done.recording.seconds, done.recording.seconds)
    for wish in ("stop", "cancel"):
        controls = Controls()
        getattr(controls, wish).set()
        with pytest.raises(Cancelled):
            run(Decoder(WavWriter).decode(path, tmp_path / "other.wav", controls))
        assert not (tmp_path / "other.wav").exists()


def test_closing_it_early_leaves_nothing(tmp_path: Path) -> None:
    path = encode(tmp_path / "long.wav", "pcm_s16le", seconds=300)
    steps = Decoder(WavWriter).decode(path, tmp_path / "out.wav", Controls())
    assert next(steps).total == pytest.approx(300, abs=0.1)
    steps.close()
    assert not (tmp_path / "out.wav").exists()


def test_a_full_disk_is_named(tmp_path: Path) -> None:
    class Full(WavWriter):
        def write(self, samples: bytes) -> None:
            if samples:
                raise OSError(28, "No space left on device")

    path = encode(tmp_path / "sound.wav", "pcm_s16le", seconds=2)
    with pytest.raises(FileError) as caught:
        run(Decoder(Full).decode(path, tmp_path / "out.wav", Controls()))
    assert caught.value.message.key == "sound.file.full"
    assert not (tmp_path / "out.wav").exists()


def test_a_pause_holds_it_until_it_is_over(tmp_path: Path) -> None:
    path = encode(tmp_path / "sound.wav", "pcm_s16le")
    controls = Controls()
    controls.pause.set()
    timer = threading.Timer(0.3, controls.pause.clear)
    timer.start()
    _, done = run(Decoder(WavWriter).decode(path, tmp_path / "out.wav", controls))
    timer.join()
    assert not timer.is_alive()
    assert done.recording.seconds == pytest.approx(1)


def test_memory_stays_flat(tmp_path: Path) -> None:
    path = tmp_path / "hour.wav"
    with WavWriter(path, 16000) as wav:
        for _ in range(20):
            wav.write(bytes(2 * 16000 * 60))
    tracemalloc.start()
    done = decode(path, tmp_path / "out.wav")
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert done.recording.seconds == 1200
    assert peak < 2_000_000


def test_ffmpeg_says_nothing_itself(tmp_path: Path) -> None:
    data = bytearray(encode(tmp_path / "whole.mp3", "libmp3lame", seconds=2).read_bytes())
    data[3000:6000] = bytes([0xFF, 0xFB, 0x91]) * 1000
    (tmp_path / "hole.mp3").write_bytes(data)
    code = (
        "import sys; from pathlib import Path; from coach.adapters.media.decode import Decoder\n"
        "from coach.adapters.wav import WavWriter; from coach.practice.ports import Controls\n"
        "list(Decoder(WavWriter).decode(Path(sys.argv[1]), Path(sys.argv[2]), Controls()))"
    )
    command = [sys.executable, "-c", code, str(tmp_path / "hole.mp3"), str(tmp_path / "out.wav")]
    done = subprocess.run(command, capture_output=True, timeout=60, check=True)
    assert (done.stdout, done.stderr) == (b"", b"")


@pytest.mark.parametrize("rate", [8000, 22050, 44100, 48000])
def test_resampling_in_blocks_is_resampling_at_once(rate: int) -> None:
    samples = tone(1.0, rate)
    at_once = Resampler(rate)
    whole = np.concatenate([at_once.feed(samples), at_once.finish()])
    in_blocks = Resampler(rate)
    blocks = [in_blocks.feed(block) for block in np.array_split(samples, 13)]
    assert in_blocks.feed(samples[:0]).size == 0
    blocks.append(in_blocks.finish())
    assert whole.size == pytest.approx(16000, abs=20)
    np.testing.assert_allclose(np.concatenate(blocks), whole, atol=1e-5)
    np.testing.assert_allclose(whole[500:15500], tone(1.0, 16000)[500:15500], atol=0.01)


def test_the_right_rate_passes_through() -> None:
    resampler = Resampler(16000)
    samples = tone(0.1, 16000)
    assert resampler.feed(samples) is samples
    assert resampler.finish().size == 0


def test_real_files(speech_dir: Path, tmp_path: Path) -> None:
    good = {"robin.ogg": 2.7, "librivox_sonnet1.mp3": 53.27, "jfk.wav": 11.0, "damaged_do_clip.flac": 3.26}
    for name, seconds in good.items():
        done = decode(speech_dir / name, tmp_path / f"{name}.wav")
        assert done.recording.seconds == pytest.approx(seconds, abs=0.05), name
    refusals = {"corrupt_awful.wav": "short", "corrupt_evil.wav": "broken", "corrupt_null.wav": "short"}
    for name, key in refusals.items():
        assert refused(speech_dir / name, tmp_path / "out.wav") == f"sound.file.{key}", name
