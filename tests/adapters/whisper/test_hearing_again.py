"""A window in which the hint has cost words is heard again without it; otherwise it is heard once."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import numpy as np
import pytest

from coach.adapters.recogniser.child import at_one_rate
from coach.adapters.wav import read_growing
from coach.adapters.whisper import Whisper, load
from coach.adapters.whisper import engine as module
from coach.adapters.whisper.engine import HINT, Read
from coach.adapters.whisper.windows import RATE, Samples
from coach.errors import Cancelled, EngineError
from coach.practice.ports import Controls
from tests.tools.bench.machine import result_of
from tests.tools.micro_take import MICRO_MODEL, say_take

Said = list[tuple[str, float, float]]


class Two:
    """Stand in for faster-whisper's model: one text with the hint, another without."""

    def __init__(self, hinted: Said, plain: Said | Exception) -> None:
        self._said: dict[str | None, Said | Exception] = {HINT: hinted, None: plain}
        self.feature_extractor = SimpleNamespace(chunk_length=30)
        self.asked: list[str | None] = []

    def transcribe(self, samples: Samples, *, hotwords: str | None, **options: Any) -> tuple[Iterator[Any], None]:
        self.asked.append(hotwords)
        said = self._said[hotwords]
        if isinstance(said, Exception):
            raise said
        words = [SimpleNamespace(word=" " + text, start=at, end=to, probability=0.5) for text, at, to in said]
        return iter([SimpleNamespace(words=words)]), None


def one_block(path: Path, complete: Callable[[], bool]) -> Iterator[tuple[Samples, int]]:
    yield np.ones(11 * RATE, dtype=np.float32), RATE


def hear(engine: Two, controls: Controls | None = None) -> str:
    """Return what is heard in a window in which somebody speaks from 0.2 s to 9.8 s."""
    told: Any = engine
    work = Whisper(told, "tiny", one_block).transcribe(Path("x"), lambda: True, controls or Controls())
    return result_of(work).text


@pytest.fixture(autouse=True)
def speech(monkeypatch: pytest.MonkeyPatch) -> list[tuple[float, float]]:
    """Stand in for both searches; what somebody surely says can be changed."""
    sure = [(0.2, 4.0), (4.2, 9.8)]
    monkeypatch.setattr(
        module, "find_phrases", lambda samples, longest: [(0, 10 * RATE)] if len(samples) >= 10 * RATE else []
    )
    monkeypatch.setattr(module, "find_voice", lambda samples: sure)
    return sure


WHOLE: Said = [
    ("the", 0.2, 0.6),
    ("problem", 0.6, 1.4),
    ("was", 1.4, 1.9),
    ("slow", 1.9, 2.5),
    ("search", 2.5, 3.2),
    ("and", 3.2, 3.6),
    ("then", 3.6, 4.1),
    ("we", 4.2, 4.7),
    ("decided", 4.7, 5.6),
    ("to", 5.6, 6.0),
    ("build", 6.0, 6.5),
    ("a", 6.5, 6.9),
    ("cache", 6.9, 7.4),
    ("for", 7.4, 7.9),
    ("everybody", 7.9, 9.2),
    ("here", 9.2, 9.8),
]
TEXT = " ".join(word for word, _, _ in WHOLE)


def test_a_whole_text_is_heard_once() -> None:
    engine = Two(WHOLE, RuntimeError("never asked"))
    assert hear(engine) == TEXT
    assert engine.asked == [HINT]


def test_a_lost_sentence_comes_back_and_the_fillers_stay() -> None:
    hinted: Said = [*WHOLE[:6], ("uh,", 3.6, 4.1), ("we", 4.2, 9.2), ("here", 9.2, 9.8)]
    plain: Said = [*WHOLE[:6], *WHOLE[7:]]
    engine = Two(hinted, plain)
    assert hear(engine) == TEXT.replace("then", "uh,")
    assert engine.asked == [HINT, None]


def test_what_both_runs_do_not_hear_is_no_speech() -> None:
    hinted: Said = [*WHOLE[:7], ("here", 9.2, 9.8)]
    engine = Two(hinted, hinted)
    assert hear(engine) == " ".join(word for word, _, _ in hinted)
    assert engine.asked == [HINT, None]


def test_a_plain_run_that_lost_more_is_not_taken() -> None:
    hinted: Said = [*WHOLE[:7], ("we", 4.2, 9.2), ("here", 9.2, 9.8)]
    assert hear(Two(hinted, WHOLE[9:12])) == " ".join(word for word, _, _ in hinted)


def test_an_echo_of_the_hint_in_the_place_of_the_speech_is_heard_again() -> None:
    echo: Said = [(word, 2.0 * at, 2.0 * at + 2.0) for at, word in enumerate(HINT.split())]
    assert hear(Two(echo, WHOLE)) == TEXT
    part: Said = [("Um,", 0.2, 4.0), ("uh,", 4.2, 9.8)]
    assert hear(Two(part, WHOLE)) == TEXT


def test_a_pause_within_a_phrase_is_no_reason_to_hear_again(speech: list[tuple[float, float]]) -> None:
    speech[:] = [(0.2, 4.1), (8.9, 9.8)]
    engine = Two([*WHOLE[:7], ("here", 9.0, 9.8)], RuntimeError("never asked"))
    assert hear(engine).endswith("then here")
    assert engine.asked == [HINT]


def test_phrases_in_which_nobody_surely_speaks_are_not_heard_at_all(speech: list[tuple[float, float]]) -> None:
    speech.clear()
    engine = Two(WHOLE, WHOLE)
    assert hear(engine) == ""
    assert engine.asked == []


def test_a_phrase_in_which_nobody_surely_speaks_is_left_out(monkeypatch: pytest.MonkeyPatch) -> None:
    looked: list[float] = []

    def sure(samples: Samples) -> list[tuple[float, float]]:
        looked.append(len(samples) / RATE)
        return [(3.2, 8.0)] if looked[1:] == [] else [(0.2, 5.0)]

    monkeypatch.setattr(
        module,
        "find_phrases",
        lambda samples, longest: [(0, 3 * RATE), (4 * RATE, 10 * RATE)] if len(samples) >= 10 * RATE else [],
    )
    monkeypatch.setattr(module, "find_voice", sure)
    said: Said = [("we", 0.2, 1.0), ("decided", 1.0, 2.2), ("early", 2.2, 3.4), ("and", 3.4, 4.0), ("aloud", 4.0, 5.0)]
    engine: Any = Two(said, RuntimeError("never asked"))
    words = result_of(Whisper(engine, "tiny", one_block).transcribe(Path("x"), lambda: True, Controls())).words
    assert looked == [9.0, 6.0]
    assert (words[0].start, words[-1].end) == (4.2, 9.0)


def test_a_plain_run_that_fails_is_said() -> None:
    with pytest.raises(EngineError) as caught:
        hear(Two([], RuntimeError("out of memory")))
    assert caught.value.message.key == "whisper.failed"


def test_cancel_ends_the_second_run_too() -> None:
    controls = Controls()

    class Late(Two):
        def transcribe(self, samples: Samples, *, hotwords: str | None, **options: Any) -> tuple[Iterator[Any], None]:
            if hotwords is None:
                controls.cancel.set()
            return super().transcribe(samples, hotwords=hotwords, **options)

    with pytest.raises(Cancelled):
        hear(Late(WHOLE[:3], WHOLE), controls)


# With the micro model, through faster-whisper itself.

READ: Read = at_one_rate(read_growing, "coach.adapters.media.decode:Resampler")


class Forgetful:
    """A real model that, with the hint, loses all words between two times and stretches the word before them."""

    def __init__(self, model: Any, first: float, last: float) -> None:
        self._model, self._first, self._last = model, first, last
        self.feature_extractor = model.feature_extractor
        self.asked: list[str | None] = []

    def transcribe(self, samples: Samples, **options: Any) -> tuple[Iterator[Any], Any]:
        self.asked.append(options["hotwords"])
        segments, info = self._model.transcribe(samples, **options)
        return (map(self._forget, segments) if options["hotwords"] else segments), info

    def _forget(self, segment: Any) -> Any:
        kept: list[Any] = []
        for word in segment.words:
            if not self._first <= word.start < self._last:
                kept.append(word)
            elif kept:
                kept[-1].end = word.end
        return SimpleNamespace(words=kept)


@pytest.mark.endtoend
@pytest.mark.parametrize(("last", "asked"), [(3.0, [HINT, None]), (0.0, [HINT])], ids=["lost", "whole"])
def test_a_real_model_gives_back_what_the_hint_cost(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, last: float, asked: list[str | None]
) -> None:
    monkeypatch.undo()
    take = say_take(tmp_path / "take.wav", ["um the problem was cost", "we decided to ask early"], pause=0.3)
    whisper = load(str(MICRO_MODEL), READ)
    forgetful = Forgetful(whisper._engine, 0.9, last)
    whisper._engine = forgetful
    transcript = result_of(whisper.transcribe(take.path, lambda: True, Controls()))
    assert transcript.text == " ".join(take.words)
    assert forgetful.asked == asked
