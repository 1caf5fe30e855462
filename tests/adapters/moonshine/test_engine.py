"""The starter engine, through the warm process, on real voices."""

from __future__ import annotations

import difflib
import itertools
import json
import re
from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace

import numpy as np
import pytest

from coach.adapters.moonshine import MODEL, Moonshine, build_starter, load
from coach.adapters.moonshine.engine import _Library
from coach.adapters.moonshine.phrases import Phrase
from coach.adapters.recogniser import Recogniser
from coach.adapters.wav import read_growing
from coach.analysis.sureness import is_doubtful
from coach.errors import Cancelled, EngineError
from coach.model import Transcript, Word
from coach.practice.ports import Controls, Transcriber
from tests.practice.promises.transcriber import TranscriberPromises, run
from tests.tools import real_voice
from tests.tools.real_voice import write
from tests.tools.sounds.room import RATE, SOUNDS, make

pytestmark = pytest.mark.endtoend


@pytest.fixture(scope="module")
def model(tmp_path_factory: pytest.TempPathFactory) -> Path:
    real_voice.assets()
    return build_starter(tmp_path_factory.mktemp("models") / MODEL)


@pytest.fixture(scope="module")
def engine(model: Path) -> Moonshine:
    """Load the engine into this process: what it does to sound of 16 kHz needs no child."""
    return load(str(model), lambda path, complete: read_growing(path, complete, 10.0))


@pytest.fixture
def recogniser(model: Path) -> Iterator[Recogniser]:
    part = Recogniser("coach.adapters.moonshine", str(model))
    yield part
    part.close()


@pytest.fixture
def speech(tmp_path: Path) -> Path:
    samples, rate = real_voice.voice(14.0)
    return write(tmp_path / "speech.wav", samples, rate)


def plain(text: str) -> list[str]:
    return re.findall(r"[a-z']+", text.lower())


def hear(transcriber: Transcriber, path: Path) -> Transcript:
    return run(transcriber.transcribe(path, lambda: True, Controls()))[1]


class TestMoonshineInItsProcess(TranscriberPromises):
    @pytest.fixture
    def transcriber(self, recogniser: Recogniser) -> Transcriber:
        return recogniser


def test_a_real_voice_is_understood_with_times(recogniser: Recogniser, speech: Path) -> None:
    transcript = hear(recogniser, speech)
    assert plain(transcript.text)[: len(real_voice.WORDS)] == real_voice.WORDS
    assert (transcript.engine, transcript.model, transcript.language) == ("moonshine", MODEL, "en")
    best = transcript.words[3]
    assert best.start == pytest.approx(1.75, abs=0.25)
    assert best.end == pytest.approx(2.0, abs=0.3)


def test_a_president_is_understood(recogniser: Recogniser, speech_dir: Path) -> None:
    index = json.loads((speech_dir / "index.json").read_text(encoding="utf-8"))
    reference = plain(next(clip["transcript"] for clip in index if clip["file"] == "jfk.wav"))
    words = [plain(word.text)[0] for word in hear(recogniser, speech_dir / "jfk.wav").words]
    both = difflib.SequenceMatcher(a=reference, b=words, autojunk=False).get_matching_blocks()
    assert len(reference) == 22
    assert sum(block.size for block in both) >= 18


@pytest.mark.parametrize("level", [-50.0, -15.0])
@pytest.mark.parametrize("sound", SOUNDS)
def test_where_nobody_speaks_nothing_is_heard(engine: Moonshine, tmp_path: Path, sound: str, level: float) -> None:
    path = write(tmp_path / "nobody.wav", make(sound, 6.0, level), RATE)
    assert hear(engine, path).words == ()


def test_words_tell_how_sure_they_are(engine: Moonshine, tmp_path: Path) -> None:
    samples, rate = real_voice.voice(9.0)
    clear = samples[:: rate // RATE]
    words = hear(engine, write(tmp_path / "clear.wav", clear, RATE)).words
    loud = np.sqrt(np.mean(clear.astype(float) ** 2))
    masked = clear + np.random.default_rng(4).standard_normal(clear.size) * loud
    less = hear(engine, write(tmp_path / "masked.wav", masked.astype(np.int16), RATE)).words

    assert np.mean([is_doubtful(word) for word in words]) < 0.1
    assert np.mean([word.probability for word in less]) < np.mean([word.probability for word in words]) - 0.05


def test_how_loud_a_person_speaks_changes_little(engine: Moonshine, tmp_path: Path) -> None:
    samples, rate = real_voice.voice(9.0)
    clear = samples[:: rate // RATE].astype(float)
    texts = [
        hear(engine, write(tmp_path / f"{by}.wav", np.round(clear * by).astype(np.int16), RATE)).text
        for by in (1.0, 0.05)
    ]
    assert difflib.SequenceMatcher(a=plain(texts[0]), b=plain(texts[1]), autojunk=False).ratio() > 0.9


class Lost:
    """Lose the way in every phrase that is longer than a limit: say three words, then the same over and over."""

    def __init__(self, longest: float, turns_at: float) -> None:
        self.longest, self.turns_at = longest, turns_at
        self.heard: list[tuple[float, float]] = []

    def words(self, phrase: Phrase, *, spoken: bool = True) -> list[Word]:
        self.heard.append((phrase.start, phrase.end))
        size = phrase.end - phrase.start
        begun = [Word(f"at{phrase.start:.0f}", phrase.start, phrase.start + 0.1)]
        if size <= self.longest:
            return begun
        turn = phrase.start + self.turns_at * size
        return [*begun, *(Word("so", turn + 0.1 * number, turn + 0.1 * number + 0.1) for number in range(8))]


@pytest.mark.parametrize(
    ("turns_at", "longest", "expected"),
    [
        (0.5, 5.0, ["at0", "at4"]),  # what came before the loop stands, the rest is heard anew
        (0.02, 6.0, ["at0", "at2"]),  # nothing stands: both parts are heard anew
        (0.5, 0.0, ["at0", "at4", "at6", "so"]),  # lost again and again: one round stays at last
        (0.95, 0.0, ["at0", "so"]),  # too little is left to be heard anew
    ],
)
def test_where_the_engine_loses_itself_the_rest_is_heard_anew(
    engine: Moonshine, monkeypatch: pytest.MonkeyPatch, turns_at: float, longest: float, expected: list[str]
) -> None:
    lost = Lost(longest, turns_at)
    monkeypatch.setattr(engine, "_hearer", lost)
    phrase = Phrase(0.0, np.zeros(8 * RATE, dtype=np.float32))

    assert [word.text for word in engine._hear(phrase)] == expected
    assert lost.heard[0] == (0.0, 8.0)


def test_a_very_short_file_and_an_empty_one_are_no_failure(engine: Moonshine, tmp_path: Path) -> None:
    for count in (0, 1, 511, 1700):
        path = write(tmp_path / f"{count}.wav", np.full(count, 3000, dtype=np.int16), 16000)
        assert hear(engine, path).words == ()


def test_a_long_recording_keeps_its_times_and_lets_go_of_sound(engine: Moonshine, tmp_path: Path) -> None:
    samples, rate = real_voice.voice(9.0)
    once = samples[:: rate // 16000]
    path = write(tmp_path / "long.wav", np.tile(np.concatenate([once, np.zeros(16000, np.int16)]), 8), 16000)
    words = hear(engine, path).words
    assert all(first.end <= second.start for first, second in itertools.pairwise(words))
    best = [word.start for word in words if plain(word.text)[:1] == ["best"]]
    assert best == pytest.approx([10 * number + best[0] for number in range(8)], abs=0.3)


def test_cancel_is_seen_between_blocks(engine: Moonshine, speech: Path) -> None:
    controls = Controls()
    controls.cancel.set()
    with pytest.raises(Cancelled):
        run(engine.transcribe(speech, lambda: True, controls))


def test_a_model_that_the_library_cannot_read_is_a_known_failure(model: Path, tmp_path: Path) -> None:
    broken = tmp_path / MODEL
    broken.mkdir()
    for file in model.iterdir():
        data = file.read_bytes()
        (broken / file.name).write_bytes(data if file.suffix == ".json" else bytes(len(data)))
    with pytest.raises(EngineError) as failure:
        load(str(broken), lambda path, complete: iter(()))
    assert failure.value.message.key == "engines.moonshine.broken"


def test_a_failing_call_is_a_known_failure(model: Path) -> None:
    library = load(str(model), lambda path, complete: iter(()))._detector
    library._owner = SimpleNamespace(_lib=SimpleNamespace(moonshine_start_stream=lambda *values: -1), _handle=1)
    with pytest.raises(EngineError) as failure:
        library.call("moonshine_start_stream", 1)
    assert failure.value.message.key == "engines.moonshine.failed"


def test_a_folder_without_a_model_is_a_known_failure(model: Path, tmp_path: Path) -> None:
    with pytest.raises(EngineError) as failure:
        _Library(tmp_path / "nowhere", {})
    assert failure.value.message.key == "engines.moonshine.broken"


def test_waiting_for_sound_is_no_news(model: Path, tmp_path: Path) -> None:
    waiting = [(np.zeros(0, dtype=np.float32), RATE)] * 3
    news, transcript = run(
        load(str(model), lambda path, complete: iter(waiting)).transcribe(tmp_path, lambda: True, Controls())
    )
    assert [heard.seconds for heard in news] == [0.0]
    assert transcript.words == ()


@pytest.mark.parametrize("grows", [True, False])
def test_while_the_person_rests_the_last_phrase_is_heard_already(model: Path, grows: bool) -> None:
    samples, rate = real_voice.voice(3.3)
    sound = np.pad(samples[:: rate // RATE], (0, 7 * RATE // 10)).astype(np.float32) / np.float32(32768)
    done = not grows

    def follow(path: Path, complete: object) -> Iterator[tuple[np.ndarray[tuple[int], np.dtype[np.float32]], int]]:
        nonlocal done
        yield sound, RATE
        heard_by_then.append(calls)
        done = True

    engine = load(str(model), follow)
    calls, heard_by_then = 0, list[int]()
    hear = engine._hearer._hear

    def count(heard: np.ndarray[tuple[int], np.dtype[np.float32]]) -> object:
        nonlocal calls
        calls += 1
        return hear(heard)

    engine._hearer._hear = count  # type: ignore[assignment]
    _, transcript = run(engine.transcribe(Path("x"), lambda: done, Controls()))
    assert plain(transcript.text)[:6] == real_voice.WORDS[:6]
    assert heard_by_then == [calls if grows else 0]
