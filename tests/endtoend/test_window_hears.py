"""A person speaks to a real window that shows the words and ticks the anchors while they speak."""

import json
import subprocess
import sys
import time
from collections.abc import Mapping
from pathlib import Path
from typing import TypedDict

from tests.endtoend.conftest import ANSWER_WORDS, PATIENCE, ROOT, Run
from tests.endtoend.test_window_records import Hand, newest, wait_until_it_records
from tests.tools.pulse import PulseServer


class Shown(TypedDict):
    """What `tests.endtoend.watched` tells."""

    state: str
    captions: list[str]
    ticks: dict[str, str]
    hint: str


def seen(told: Path) -> list[Shown]:
    """Return what the page has shown so far, each time that it changed."""
    return [json.loads(line) for line in told.read_text(encoding="utf-8").splitlines() if line.endswith("}")]


def while_recording(told: Path) -> tuple[str, set[str]]:
    """Return all words and ticks that stood on the page while it recorded."""
    shown = [each for each in seen(told) if each["state"] == "recording"]
    words = " ".join(line for each in shown for line in each["captions"])
    return words.lower(), {name for each in shown for name in each["ticks"]}


def test_the_words_stand_on_the_page_before_the_answer_is_stopped(
    screen: str, env: Mapping[str, str], coach: Run, pulse: PulseServer, home: Path, answer: Path, tmp_path: Path
) -> None:
    settings = home / "config" / "settings.json"
    settings.parent.mkdir(parents=True)
    settings.write_text(json.dumps({"live_captions": True, "live_anchors": True}), encoding="utf-8")
    whole = {**env, **pulse.env(), "DISPLAY": screen, "QT_QPA_PLATFORM": "xcb", "PYTHONPATH": str(ROOT)}
    hand, told, errors = Hand(whole), tmp_path / "told.jsonl", tmp_path / "errors.txt"
    with pulse.awake(), told.open("wb") as out, errors.open("wb") as wrong:
        command = [sys.executable, "-m", "tests.endtoend.watched"]
        window = subprocess.Popen(command, env=whole, cwd=tmp_path, stdin=subprocess.DEVNULL, stdout=out, stderr=wrong)
        try:
            wait_until_it_records(coach, hand, home)
            pulse.speak(answer)
            end = time.monotonic() + PATIENCE
            while "half" not in while_recording(told)[0] and time.monotonic() < end:
                time.sleep(0.2)
            words, ticks = while_recording(told)
            hand.press("space")
            while newest(coach).get("state") != "reviewed" and time.monotonic() < end:
                time.sleep(0.5)
            take = newest(coach)
            hand.press("ctrl+q")
            code = window.wait(PATIENCE)
        finally:
            if window.poll() is None:
                window.kill()
                window.wait(PATIENCE)

    assert (code, errors.read_text(encoding="utf-8")) == (0, "")
    assert sum(word in words for word in ANSWER_WORDS) >= 4, words
    assert ticks, words
    assert take["state"] == "reviewed"
    course = [each for each in seen(told) if each["state"] == "recording"]
    lines = [" ".join(each["captions"]) for each in course if each["captions"]]
    assert len(lines) > 1, "the words came in one piece"
