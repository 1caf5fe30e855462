"""Whisper while the person speaks: one job at a time, windows that fill up where it is slow, and an honest backlog."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from itertools import pairwise
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import numpy as np
import pytest

from coach.adapters.recogniser import Recogniser
from coach.adapters.recogniser.child import ROUNDING
from coach.adapters.whisper import Whisper
from coach.adapters.whisper import engine as module
from coach.adapters.whisper.windows import RATE, Samples
from coach.errors import Cancelled
from coach.practice.ports import Controls, Heard
from tests.practice.promises.transcriber import grow, run
from tests.tools.micro_take import ANSWER, MICRO_MODEL, say_take

SPOKEN, PAUSED = 3.0, 1.0
"""Seconds of each phrase and of each pause in the sound of these tests."""


class Person:
    """Speak for as long as a test wants, on a clock of the test's own: phrases of ones with pauses of zeros."""

    def __init__(self, seconds: float) -> None:
        self.now = 0.0
        self.seconds = seconds
        one = np.concatenate([np.ones(round(SPOKEN * RATE)), np.zeros(round(PAUSED * RATE))])
        self._sound = np.resize(one, round(seconds * RATE)).astype(np.float32)

    def read(self, path: Path, complete: Callable[[], bool]) -> Iterator[tuple[Samples, int]]:
        """Follow the sound as a reader does: at most ten seconds at a time, an empty block where nothing is new."""
        taken = 0
        while taken < self._sound.size:
            there = min(self._sound.size, round(self.now * RATE))
            block = self._sound[taken : min(there, taken + 10 * RATE)]
            taken += block.size
            if not block.size:
                self.now += 0.1
            yield block, RATE


class Slow:
    """Stand in for a model that takes a share of the length of a full window for each window, however short."""

    feature_extractor = SimpleNamespace(chunk_length=30)

    def __init__(self, person: Person, seconds: float) -> None:
        self._person, self._seconds = person, seconds
        self.lengths: list[float] = []
        self._busy = threading.Lock()

    def transcribe(self, samples: Samples, **options: Any) -> tuple[Iterator[Any], None]:
        assert self._busy.acquire(blocking=False), "one job at a time"
        self.lengths.append(len(samples) / RATE)
        self._person.now += self._seconds
        count = round(len(samples) / RATE / 0.4)
        words = [
            SimpleNamespace(word=" word", start=0.4 * at, end=0.4 * at + 0.4, probability=0.5) for at in range(count)
        ]
        self._busy.release()
        return iter([SimpleNamespace(words=words)]), None


@pytest.fixture(autouse=True)
def by_zeros(monkeypatch: pytest.MonkeyPatch) -> None:
    """Stand in for the searches for speech: a pause is where there are zeros."""

    def find(samples: Samples, longest: float) -> list[tuple[int, int]]:
        edges = np.flatnonzero(np.diff(np.concatenate([[0], samples != 0, [0]])))
        return [(int(first), int(last)) for first, last in edges.reshape(-1, 2)]

    monkeypatch.setattr(module, "find_phrases", find)
    monkeypatch.setattr(module, "find_voice", lambda samples: [(0.0, len(samples) / RATE)])


def follow(seconds: float, a_window: float) -> tuple[list[tuple[Heard, float]], Slow]:
    """Follow a person; return the news, each with what the clock said, and the model."""
    person = Person(seconds)
    engine = Slow(person, a_window)
    told: Any = engine
    news = [
        (one, person.now) for one in Whisper(told, "tiny", person.read).transcribe(Path("x"), lambda: True, Controls())
    ]
    return news, engine


def test_a_quick_model_is_never_far_behind() -> None:
    news, engine = follow(120.0, 1.0)
    assert max(now - one.until for one, now in news[:-2]) < 15.0
    assert max(engine.lengths) < 10.0


def test_a_slow_model_takes_full_windows_and_keeps_up() -> None:
    news, engine = follow(600.0, 20.0)
    middle = engine.lengths[2:-2]
    assert min(middle) >= 15.0, "what is spoken in twenty seconds: each costs a whole one, so each is well filled"
    assert max(now - one.until for one, now in news) < 80.0, "and so it stays a window or two behind"


def test_one_that_cannot_keep_up_says_how_far_it_has_come() -> None:
    news, engine = follow(300.0, 60.0)
    untils = [one.until for one, _ in news]
    assert untils == sorted(untils)
    assert max(now - one.until for one, now in news) > 100.0
    assert all(one.until <= now for one, now in news[:-1]), "never more than it has heard"
    heard = [one for one, _ in news]
    assert all(not one.words or one.words[-1].end <= one.until for one in heard)
    assert heard[-1].until == heard[-1].seconds == pytest.approx(300.0)
    assert all(length <= 28.0 for length in engine.lengths)


def test_what_has_not_been_recognised_is_held_and_no_more() -> None:
    person = Person(1800.0)
    told: Any = Slow(person, 1.0)
    whisper = Whisper(told, "tiny", person.read)
    held = [one.seconds - one.until for one in whisper.transcribe(Path("x"), lambda: True, Controls())]
    assert max(held) < 40.0


def test_cancel_ends_it_while_nothing_is_to_be_done() -> None:
    controls = Controls()

    def silence(path: Path, complete: Callable[[], bool]) -> Iterator[tuple[Samples, int]]:
        for number in range(10):
            if number == 5:
                controls.cancel.set()
            yield np.zeros(RATE, dtype=np.float32), RATE

    told: Any = Slow(Person(1.0), 1.0)
    with pytest.raises(Cancelled):
        run(Whisper(told, "tiny", silence).transcribe(Path("x"), lambda: True, controls))


# With the micro model in the warm child process.


@pytest.mark.endtoend
def test_news_tells_what_is_still_to_do(tmp_path: Path) -> None:
    take = say_take(tmp_path / "take.wav", ANSWER * 5)
    growing, finished = tmp_path / "growing.wav", threading.Event()
    writer = threading.Thread(target=grow, args=(take.path, growing, finished, 0.02))  # twelve times as fast as speech
    recogniser = Recogniser("coach.adapters.whisper", str(MICRO_MODEL))
    try:
        recogniser.warm()
        writer.start()
        heard, transcript = run(recogniser.transcribe(growing, finished.is_set, Controls()))
    finally:
        writer.join()
        recogniser.close()
    assert [word.text for word in transcript.words] == list(take.words)
    assert [one.until for one in heard] == sorted(one.until for one in heard)
    # What resampling rounds away is not there any more when the engine comes to the end.
    assert all(b.seconds >= a.seconds - ROUNDING for a, b in pairwise(heard))
    assert all(not one.words or one.words[-1].end <= one.until + 0.01 for one in heard)
    assert any(one.seconds - one.until > 1.0 for one in heard), "a phrase is heard when it is over"
    assert heard[-1].until == heard[-1].seconds == pytest.approx(take.seconds, abs=0.05)
