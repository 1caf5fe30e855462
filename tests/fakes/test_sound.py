"""The fakes keep the promises of the real sound."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from coach.adapters.wav import read_samples
from coach.errors import SoundError
from coach.messages import msg
from coach.practice.ports import Controls, Devices, Player, Recorder
from tests.fakes.sound import FakeDevices, FakePlayer, FakeRecorder, Played
from tests.practice.promises.player import PlayerPromises
from tests.practice.promises.recorder import RecorderPromises, finish

NOISE = np.random.default_rng(7).integers(-9000, 9000, 80_000).astype(np.int16)


class TestFakeRecorder(RecorderPromises):
    @pytest.fixture
    def recorder(self) -> Recorder:
        return FakeRecorder(NOISE, pace=0.2)

    def test_what_is_given_is_what_is_recorded(self, tmp_path: Path) -> None:
        _, recording = finish(FakeRecorder(NOISE[:2048], ends=True).record(tmp_path / "take.wav", Controls()))
        assert recording.seconds == 2048 / 16000
        assert np.array_equal(read_samples(tmp_path / "take.wav")[0], NOISE[:2048])

    def test_it_can_lose_its_device_or_fail(self, tmp_path: Path) -> None:
        _, recording = finish(FakeRecorder(NOISE, lost_after=0.5).record(tmp_path / "take.wav", Controls()))
        assert recording.device_lost
        assert recording.seconds == pytest.approx(0.5, abs=0.07)
        error = SoundError(msg("errors.sound.nothing"))
        with pytest.raises(SoundError):
            finish(FakeRecorder(error=error).record(tmp_path / "other.wav", Controls()))


class TestFakePlayer(PlayerPromises):
    @pytest.fixture
    def player(self) -> Player:
        return FakePlayer(pace=0.3)

    def test_it_notes_what_was_played(self, sound: Path) -> None:
        player = FakePlayer()
        list(player.play(sound, Controls(), 0.5, 1.0))
        assert player.played == [Played(sound, 0.5, 1.0)]
        with pytest.raises(SoundError):
            list(FakePlayer(error=SoundError(msg("errors.sound.nothing"))).play(sound, Controls()))


def test_the_first_device_is_the_usual_one() -> None:
    devices: Devices = FakeDevices()
    assert [device.usual for device in devices.microphones()] == [True, False]
    assert [device.name for device in devices.loudspeakers()] == ["Desk"]
