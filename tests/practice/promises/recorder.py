"""What every Recorder promises; a subclass gives a `recorder` whose microphone hears something."""

from __future__ import annotations

import threading
import time
from collections.abc import Generator
from pathlib import Path

import pytest

from coach.adapters.wav import wav_seconds
from coach.model import Recording
from coach.practice.ports import Controls, Level, Recorder

Take = Generator[Level, None, Recording]


def finish(take: Take) -> tuple[list[Level], Recording]:
    """Take the rest of a recording's news and its result."""
    levels = []
    while True:
        try:
            levels.append(next(take))
        except StopIteration as end:
            return levels, end.value


def hear_until(take: Take, seconds: float) -> list[Level]:
    """Take a recording's news until that much is in the file."""
    levels = [next(take)]
    while levels[-1].seconds < seconds:
        levels.append(next(take))
    return levels


class RecorderPromises:
    """Run against a fake and against the real thing."""

    @pytest.fixture
    def controls(self) -> Controls:
        return Controls()

    def test_the_first_level_comes_with_the_first_block(
        self, recorder: Recorder, controls: Controls, tmp_path: Path
    ) -> None:
        take = recorder.record(tmp_path / "take.wav", controls)
        first = next(take)
        assert first.seconds > 0
        assert wav_seconds(tmp_path / "take.wav")[0] >= first.seconds - 1e-6
        controls.stop.set()
        finish(take)

    def test_stop_finishes_the_file(self, recorder: Recorder, controls: Controls, tmp_path: Path) -> None:
        path = tmp_path / "take.wav"
        take = recorder.record(path, controls)
        levels = hear_until(take, 0.5)
        controls.stop.set()
        asked = time.monotonic()
        more, recording = finish(take)
        assert time.monotonic() - asked < 1.5
        assert wav_seconds(path) == (recording.seconds, recording.sample_rate)
        assert recording.path == path
        assert recording.seconds >= levels[-1].seconds
        assert not recording.device_lost
        assert recording.pausings == ()
        told = [level.seconds for level in levels + more]
        assert told == sorted(told)
        assert all(0 <= level.rms <= level.peak <= 1 for level in levels + more)
        assert max(level.peak for level in levels) > 0.01

    def test_cancel_keeps_the_file(self, recorder: Recorder, controls: Controls, tmp_path: Path) -> None:
        path = tmp_path / "take.wav"
        take = recorder.record(path, controls)
        hear_until(take, 0.3)
        controls.cancel.set()
        _, recording = finish(take)
        assert wav_seconds(path)[0] == recording.seconds >= 0.3

    def test_closing_it_finishes_the_file(self, recorder: Recorder, controls: Controls, tmp_path: Path) -> None:
        path = tmp_path / "take.wav"
        take = recorder.record(path, controls)
        heard = hear_until(take, 0.3)[-1].seconds
        take.close()
        size = path.stat().st_size
        assert wav_seconds(path)[0] >= heard - 1e-6
        time.sleep(0.2)
        assert path.stat().st_size == size

    def test_a_pause_records_nothing_and_is_noted(self, recorder: Recorder, controls: Controls, tmp_path: Path) -> None:
        path = tmp_path / "take.wav"
        take = recorder.record(path, controls)
        hear_until(take, 0.3)
        controls.pause.set()
        level = next(take)
        while not level.paused:
            level = next(take)
        held = level.seconds
        until = time.monotonic() + 0.4
        while time.monotonic() < until:
            level = next(take)
            assert level.paused
            assert level.seconds == held
        assert wav_seconds(path)[0] == held
        controls.pause.clear()
        hear_until(take, held + 0.2)
        controls.stop.set()
        _, recording = finish(take)
        assert [pausing.at for pausing in recording.pausings] == [held]
        assert 0.3 < recording.pausings[0].seconds < 3
        assert recording.seconds >= held + 0.2
        assert wav_seconds(path)[0] == recording.seconds

    def test_stop_ends_a_pause(self, recorder: Recorder, controls: Controls, tmp_path: Path) -> None:
        take = recorder.record(tmp_path / "take.wav", controls)
        hear_until(take, 0.2)
        controls.pause.set()
        while not next(take).paused:
            pass
        timer = threading.Timer(0.2, controls.stop.set)
        timer.start()
        levels, recording = finish(take)
        timer.join()
        assert all(level.paused for level in levels)
        assert wav_seconds(tmp_path / "take.wav")[0] == recording.seconds
        assert not recording.device_lost

    def test_a_wish_to_end_from_before_ends_it_soon(
        self, recorder: Recorder, controls: Controls, tmp_path: Path
    ) -> None:
        controls.stop.set()
        began = time.monotonic()
        finish(recorder.record(tmp_path / "take.wav", controls))
        assert time.monotonic() - began < 2
