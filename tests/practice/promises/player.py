"""What every Player promises; a subclass gives a `player`."""

from __future__ import annotations

import time
from collections.abc import Generator
from pathlib import Path

import numpy as np
import pytest

from coach.adapters.wav import WavWriter
from coach.errors import FileError
from coach.practice.ports import Controls, Player, Spoken

SECONDS = 1.5


class PlayerPromises:
    """Run against a fake and against the real thing."""

    @pytest.fixture
    def controls(self) -> Controls:
        return Controls()

    @pytest.fixture
    def sound(self, tmp_path: Path) -> Path:
        path = tmp_path / "sound.wav"
        with WavWriter(path, 16000) as wav:
            places = np.arange(int(16000 * SECONDS)) / 16000
            wav.write((8000 * np.sin(2 * np.pi * 440 * places)).astype(np.int16).tobytes())
        return path

    def test_it_plays_from_the_start_to_the_end(self, player: Player, controls: Controls, sound: Path) -> None:
        news = list(player.play(sound, controls))
        positions = [spoken.position for spoken in news]
        assert positions == sorted(positions)
        assert positions[0] < 0.2
        assert positions[-1] == pytest.approx(SECONDS, abs=0.01)
        assert {spoken.seconds for spoken in news} == {SECONDS}
        assert len(news) > 10

    def test_it_plays_a_part(self, player: Player, controls: Controls, sound: Path) -> None:
        positions = [spoken.position for spoken in player.play(sound, controls, 0.5, 0.9)]
        assert positions[0] == pytest.approx(0.5, abs=0.01)
        assert positions[-1] == pytest.approx(0.9, abs=0.01)

    @pytest.mark.parametrize(("start", "end"), [(SECONDS, None), (9.0, None), (1.0, 0.5), (0.0, 0.0), (-2.0, -1.0)])
    def test_an_empty_part_is_over_at_once(
        self, player: Player, controls: Controls, sound: Path, start: float, end: float | None
    ) -> None:
        began = time.monotonic()
        list(player.play(sound, controls, start, end))
        assert time.monotonic() - began < 0.5

    @pytest.mark.parametrize("wish", ["stop", "cancel"])
    def test_stop_ends_it_within_200_ms(self, player: Player, controls: Controls, sound: Path, wish: str) -> None:
        news = player.play(sound, controls)
        play_until(news, 0.2)
        getattr(controls, wish).set()
        asked = time.monotonic()
        rest = list(news)
        assert time.monotonic() - asked < 0.2
        assert all(spoken.position < SECONDS for spoken in rest)

    def test_pause_holds_it(self, player: Player, controls: Controls, sound: Path) -> None:
        news = player.play(sound, controls)
        play_until(news, 0.2)
        controls.pause.set()
        until = time.monotonic() + 0.4
        held = [next(news).position]
        while time.monotonic() < until:
            held.append(next(news).position)
        assert held[-1] == held[len(held) // 2]
        assert held[-1] < SECONDS - 0.3
        controls.pause.clear()
        assert list(news)[-1].position == pytest.approx(SECONDS, abs=0.01)

    @pytest.mark.parametrize("speed", [0.5, 1.5])
    def test_a_position_is_one_in_the_file_at_any_speed(
        self, player: Player, controls: Controls, sound: Path, speed: float
    ) -> None:
        positions = [spoken.position for spoken in player.play(sound, controls, 0.5, 1.1, speed=speed)]
        assert positions == sorted(positions)
        assert positions[0] == pytest.approx(0.5, abs=0.01)
        assert positions[-1] == pytest.approx(1.1, abs=0.01)

    def test_slower_takes_longer(self, player: Player, controls: Controls, sound: Path) -> None:
        slow = len(list(player.play(sound, controls, 0.5, 1.1, speed=0.5)))
        fast = len(list(player.play(sound, controls, 0.5, 1.1, speed=1.5)))
        assert slow > 1.8 * fast

    @pytest.mark.parametrize("again_from", [0.3, 0.5])
    def test_a_loop_goes_round_until_it_is_ended(
        self, player: Player, controls: Controls, sound: Path, again_from: float
    ) -> None:
        news = player.play(sound, controls, 0.4, 0.7, speed=1.5, again_from=again_from)
        positions = [next(news).position]
        rounds = 0
        while rounds < 3:
            positions.append(next(news).position)
            rounds += positions[-1] < positions[-2] - 0.05
        controls.cancel.set()
        list(news)
        assert max(positions) <= 0.7
        assert min(positions) >= min(again_from, 0.4) - 0.001
        assert min(positions) < again_from + 0.1

    def test_a_loop_may_be_shorter_than_a_block(self, player: Player, controls: Controls, sound: Path) -> None:
        news = player.play(sound, controls, 0.5, 0.502, again_from=0.5)
        positions = [next(news).position for _ in range(20)]
        controls.stop.set()
        assert len(list(news)) < 20
        assert all(0.5 <= position <= 0.502 for position in positions)

    def test_a_loop_that_begins_at_its_end_is_none(self, player: Player, controls: Controls, sound: Path) -> None:
        news = list(player.play(sound, controls, 1.0, 1.2, again_from=1.2))
        assert news[-1].position == pytest.approx(1.2, abs=0.01)

    def test_a_missing_file_is_named(self, player: Player, controls: Controls, tmp_path: Path) -> None:
        with pytest.raises(FileError) as caught:
            list(player.play(tmp_path / "none.wav", controls))
        assert caught.value.path == tmp_path / "none.wav"

    def test_it_can_play_again(self, player: Player, controls: Controls, sound: Path) -> None:
        for _ in range(2):
            assert list(player.play(sound, controls, 1.2))[-1].position == pytest.approx(SECONDS, abs=0.01)


def play_until(news: Generator[Spoken, None, None], position: float) -> None:
    """Take news until that position has been played."""
    while next(news).position < position:
        pass
