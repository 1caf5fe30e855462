"""A person at a real window: a question, an answer spoken into the microphone, its words in the history."""

import json
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from tests.endtoend.conftest import ANSWER_WORDS, PATIENCE, Run
from tests.tools.pulse import PulseServer


class Hand:
    """A hand on the keyboard of the program's window."""

    def __init__(self, env: Mapping[str, str]) -> None:
        self._env = dict(env)

    def _xdotool(self, *words: str) -> str:
        done = subprocess.run(
            ["xdotool", *words], env=self._env, capture_output=True, text=True, timeout=30, check=False
        )
        return done.stdout.strip()

    def find_window(self) -> bool:
        """Wait for the window and give it the keyboard, as a window manager would."""
        end = time.monotonic() + PATIENCE
        while time.monotonic() < end:
            found = self._xdotool("search", "--onlyvisible", "--name", "Anchor Coach").split()
            if found:
                self._xdotool("windowfocus", "--sync", found[-1])
                return True
            time.sleep(0.2)
        return False

    def press(self, key: str) -> None:
        self._xdotool("key", key)


@contextmanager
def program(env: Mapping[str, str], folder: Path) -> Iterator[subprocess.Popen[str]]:
    command = [sys.executable, "-m", "coach"]
    with subprocess.Popen(
        command, env=dict(env), cwd=folder, stdin=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True
    ) as process:
        try:
            yield process
        finally:
            if process.poll() is None:
                process.kill()


def newest(coach: Run) -> dict[str, object]:
    takes = json.loads(coach("history", "--json").stdout)
    return takes[0] if takes else {}


def wait_until_it_records(coach: Run, hand: Hand, home: Path) -> None:
    """Find the window and press the space bar, from state to state, until a sound file grows."""
    assert hand.find_window()
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        if any(path.stat().st_size > 44 for path in home.rglob("recordings/**/*.wav")):
            return
        if newest(coach).get("state") != "recording":
            hand.press("space")
        time.sleep(0.5)
    raise AssertionError("the window never began to record")


def test_an_answer_spoken_to_the_window_is_found_in_the_history(
    screen: str, env: Mapping[str, str], coach: Run, pulse: PulseServer, home: Path, answer: Path, tmp_path: Path
) -> None:
    whole = {**env, **pulse.env(), "DISPLAY": screen, "QT_QPA_PLATFORM": "xcb"}
    hand = Hand(whole)
    with pulse.awake(), program(whole, tmp_path) as window:
        wait_until_it_records(coach, hand, home)
        pulse.speak(answer)
        hand.press("space")
        end = time.monotonic() + PATIENCE
        while newest(coach).get("state") != "reviewed" and time.monotonic() < end:
            time.sleep(0.5)
        take = newest(coach)
        hand.press("ctrl+q")
        code = window.wait(PATIENCE)
        assert window.stderr is not None
        said = window.stderr.read()

    assert take["state"] == "reviewed"
    text = str(take["text"]).lower()
    assert sum(word in text for word in ANSWER_WORDS) >= 4, text
    assert (code, said) == (0, "")


def test_a_killed_window_loses_at_most_the_last_second(
    screen: str, env: Mapping[str, str], coach: Run, pulse: PulseServer, home: Path, answer: Path, tmp_path: Path
) -> None:
    import wave

    whole = {**env, **pulse.env(), "DISPLAY": screen, "QT_QPA_PLATFORM": "xcb"}
    hand = Hand(whole)
    with pulse.awake(), program(whole, tmp_path) as window:
        wait_until_it_records(coach, hand, home)
        pulse.speak(answer)
        window.kill()
        window.wait(PATIENCE)

    take = newest(coach)
    assert take["state"] == "recovered"
    with wave.open(str(answer)) as spoken:
        assert float(str(take["seconds"])) >= spoken.getnframes() / spoken.getframerate() - 1.0
