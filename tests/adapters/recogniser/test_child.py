"""The child's side, in this process: what it loads, what it reads, what it sends."""

from __future__ import annotations

import os
import signal
import threading
from collections.abc import Callable, Iterator
from multiprocessing import Pipe
from multiprocessing.connection import Connection
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from coach.adapters.recogniser import child
from coach.adapters.recogniser.child import Bug, Complete, Failure, Finished, Follow, Loaded, Parts, Piece, serve
from coach.model import Frames
from tests.adapters.recogniser import ears
from tests.tools.real_voice import write

READER, RESAMPLER = "coach.adapters.wav:read_growing", "coach.adapters.media.decode:Resampler"
ENGINES, EARS = "tests.adapters.recogniser.engines", "tests.adapters.recogniser.ears"


@pytest.fixture
def pipe(monkeypatch: pytest.MonkeyPatch) -> Iterator[tuple[Connection, Connection]]:
    """Give both ends of a pipe, and keep `serve` from ending or silencing this process."""
    before = set(threading.enumerate())
    monkeypatch.setattr(os, "_exit", lambda code: None)
    monkeypatch.setattr(signal, "signal", lambda *values: None)
    monkeypatch.setattr(child, "_be_quiet", lambda: None)
    ours, theirs = Pipe()
    yield ours, theirs
    ours.close()
    for thread in set(threading.enumerate()) - before:
        thread.join(5)
    theirs.close()


def news(pipe: Connection) -> list[object]:
    found = []
    while pipe.poll():
        found.append(pipe.recv())
    return found


def test_it_follows_tells_and_reports(pipe: tuple[Connection, Connection], tmp_path: Path) -> None:
    ours, theirs = pipe
    sound = str(write(tmp_path / "sound.wav", np.ones(16000, dtype=np.int16), 16000))
    ours.send(Follow(1, sound, False))
    ours.send(Complete(0))  # of a job that is long over
    ours.send(Complete(1))
    ours.send(Follow(2, str(tmp_path / "none.wav"), True))
    serve(theirs, Parts(ENGINES, "good", READER, RESAMPLER))
    loaded, begun, finished, again, failed = news(ours)
    assert isinstance(loaded, Loaded)
    assert isinstance(begun, Piece)
    assert (begun.kept, len(begun.fresh), begun.until, begun.seconds) == (0, 1, 0.5, 1.0)
    assert isinstance(finished, Finished)
    assert finished.transcript.words[1].text == "16000"
    assert isinstance(again, Piece)
    assert isinstance(failed, Failure)
    assert failed.error.message.key == "sound.file.missing"


def test_news_tells_how_long_the_file_is_and_not_how_much_was_read(
    pipe: tuple[Connection, Connection], tmp_path: Path
) -> None:
    ours, theirs = pipe
    ours.send(Follow(1, str(write(tmp_path / "sound.wav", np.ones(16000 * 9, dtype=np.int16), 16000)), True))
    ours.send(Follow(2, str(tmp_path / "none.wav"), True))
    serve(theirs, Parts(ENGINES, "good", READER, RESAMPLER, length="coach.adapters.wav:wav_seconds"))
    pieces = [one for one in news(ours) if isinstance(one, Piece)]
    assert [(piece.until, piece.seconds) for piece in pieces] == [(0.5, 9.0), (0.5, 1.0)]


def test_a_file_that_resampling_made_a_little_shorter_is_read_to_its_end(tmp_path: Path) -> None:
    path = write(tmp_path / "sound.wav", np.ones(22050, dtype=np.int16), 22050)
    assert child.length_by_now(path, "coach.adapters.wav:wav_seconds", 0.999) == 0.999
    assert child.length_by_now(path, "coach.adapters.wav:wav_seconds", 0.5) == 1.0


def test_an_engine_that_cannot_be_loaded_is_reported(pipe: tuple[Connection, Connection]) -> None:
    ours, theirs = pipe
    serve(theirs, Parts(ENGINES, "missing", READER, RESAMPLER))
    (failed,) = news(ours)
    assert isinstance(failed, Failure)
    assert failed.error.advice is not None


def test_a_bug_is_reported_without_values(pipe: tuple[Connection, Connection], tmp_path: Path) -> None:
    ours, theirs = pipe
    ours.send(Follow(1, str(tmp_path / "sound.wav"), True))
    serve(theirs, Parts(ENGINES, "bug", READER, RESAMPLER))
    bug = news(ours)[-1]
    assert isinstance(bug, Bug)
    assert "ZeroDivisionError" in bug.report
    assert "person" not in bug.report


def test_sound_of_any_rate_becomes_sixteen_kilohertz() -> None:
    tone = np.sin(2 * np.pi * 440 * np.arange(48000) / 48000).astype(np.float32)

    def follow(
        path: Path, complete: Callable[[], bool], most: float, check: float
    ) -> Iterator[tuple[NDArray[np.float32], int]]:
        yield tone[:0], 0
        for at in range(0, tone.size, 5000):
            yield tone[at : at + 5000], 48000

    read = child.at_one_rate(follow, RESAMPLER)
    blocks = list(read(Path("x"), lambda: True))
    assert {rate for _, rate in blocks} == {16000}
    sound = np.concatenate([samples for samples, _ in blocks])
    assert sound.size == pytest.approx(16000, abs=32)
    expected = np.sin(2 * np.pi * 440 * np.arange(sound.size) / 16000)
    assert np.abs(sound - expected)[1000:-1000].max() < 0.05


def test_what_is_printed_goes_nowhere(monkeypatch: pytest.MonkeyPatch) -> None:
    led: list[int] = []
    monkeypatch.setattr(os, "dup2", lambda source, target: led.append(target))
    child._be_quiet()
    assert led == [0, 1, 2]


def test_the_ear_hears_what_the_engine_reads_job_by_job(pipe: tuple[Connection, Connection], tmp_path: Path) -> None:
    ours, theirs = pipe
    for number, seconds in ((1, 3), (2, 2)):
        sound = write(tmp_path / f"{number}.wav", np.ones(16000 * seconds, dtype=np.int16), 16000)
        ours.send(Follow(number, str(sound), True))
    ours.send(Follow(3, str(tmp_path / "none.wav"), True))
    serve(theirs, Parts(ENGINES, "good", READER, RESAMPLER, (EARS, "good")))
    told = news(ours)
    assert isinstance(told[0], Loaded)
    assert told[0].deaf == ""
    assert [one.transcript.frames for one in told if isinstance(one, Finished)] == [
        Frames(1.0, bytes(3)),
        Frames(1.0, bytes(2)),
    ]


def test_the_ear_ends_beside_the_engine() -> None:
    ending, go_on = threading.Event(), threading.Event()

    class Slow(ears.Ear):
        def finish(self) -> Frames:
            ending.set()
            assert go_on.wait(30)
            return super().finish()

    def follow(path: Path, complete: Callable[[], bool]) -> Iterator[tuple[NDArray[np.float32], int]]:
        yield np.ones(16000, dtype=np.float32), 16000

    overheard = child.Overheard(follow, Slow())
    assert len(list(overheard.read(Path("x"), lambda: True))) == 1
    assert ending.wait(30)  # and here the engine has its last words to find
    go_on.set()
    assert overheard.finish() == Frames(1.0, bytes(1))


def test_the_ear_ends_also_where_the_engine_has_not_read_to_the_end() -> None:
    def follow(path: Path, complete: Callable[[], bool]) -> Iterator[tuple[NDArray[np.float32], int]]:
        yield np.ones(16000, dtype=np.float32), 16000
        yield np.ones(16000, dtype=np.float32), 16000

    overheard = child.Overheard(follow, ears.Ear())
    reading = overheard.read(Path("x"), lambda: True)
    next(reading)
    assert overheard.finish() == Frames(1.0, bytes(1))


@pytest.mark.parametrize(
    ("ear", "why"),
    [((EARS, "broken"), "engines.moonshine.broken"), (("tests.adapters.recogniser.no_ears",), "ModuleNotFoundError")],
)
def test_words_come_without_an_ear_that_cannot_be_loaded(
    pipe: tuple[Connection, Connection], tmp_path: Path, ear: tuple[str, ...], why: str
) -> None:
    ours, theirs = pipe
    sound = write(tmp_path / "sound.wav", np.ones(16000, dtype=np.int16), 16000)
    ours.send(Follow(1, str(sound), True))
    ours.send(Follow(2, str(tmp_path / "none.wav"), True))
    serve(theirs, Parts(ENGINES, "good", READER, RESAMPLER, ear))
    loaded, _, finished, *_ = news(ours)
    assert isinstance(loaded, Loaded)
    assert loaded.deaf == why
    assert isinstance(finished, Finished)
    assert finished.transcript.words
    assert finished.transcript.frames is None
