from __future__ import annotations

import shutil
import subprocess
import sys
import threading
import time
import wave
from collections.abc import Callable, Generator, Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import pairwise
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import numpy as np
import pytest

from coach.adapters.recogniser import Recogniser
from coach.adapters.recogniser.child import at_one_rate
from coach.adapters.wav import read_growing
from coach.adapters.whisper import Whisper, load
from coach.adapters.whisper import engine as module
from coach.adapters.whisper.engine import Read
from coach.adapters.whisper.windows import RATE, Samples
from coach.errors import Cancelled, DownloadError, EngineError, ModelMissing
from coach.model import Transcript, Word
from coach.practice.ports import Controls, Heard
from tests.adapters.download.conftest import SOURCES
from tests.practice.promises.models import run
from tests.tools.hub import model_files, serve
from tests.tools.micro_speech import SENTENCES
from tests.tools.micro_take import ANSWER, MICRO_MODEL, Take, say_take

READ = at_one_rate(read_growing, "coach.adapters.media.decode:Resampler")


def heard(work: Generator[Heard, None, Transcript]) -> tuple[list[Heard], Transcript]:
    news: list[Heard] = []
    while True:
        try:
            news.append(next(work))
        except StopIteration as end:
            return news, end.value


@pytest.fixture(scope="module")
def engine() -> Whisper:
    return load(str(MICRO_MODEL), READ)


@pytest.fixture(scope="module")
def take(tmp_path_factory: pytest.TempPathFactory) -> Take:
    return say_take(tmp_path_factory.mktemp("take") / "take.wav")


def hear(engine: Whisper, path: Path) -> Transcript:
    return heard(engine.transcribe(path, lambda: True, Controls()))[1]


# With the micro model, through faster-whisper itself.


@pytest.mark.endtoend
def test_a_spoken_answer_is_heard_word_by_word(engine: Whisper, take: Take) -> None:
    news, transcript = heard(engine.transcribe(take.path, lambda: True, Controls()))
    assert tuple(word.text for word in transcript.words) == take.words
    assert transcript.text == " ".join(take.words)
    assert (transcript.engine, transcript.model, transcript.language) == ("whisper", "micro-whisper", "en")
    assert news[-1].words == transcript.words
    assert news[-1].until == news[-1].seconds == pytest.approx(take.seconds, abs=0.05)
    assert all(0.0 < word.probability <= 1.0 for word in transcript.words)


@pytest.mark.endtoend
def test_words_are_where_they_were_spoken(engine: Whisper, take: Take) -> None:
    words = hear(engine, take.path).words
    assert all(one.start < one.end <= two.start for one, two in pairwise(words))
    assert words[-1].end <= take.seconds
    ends = [*take.begins[1:], take.seconds]
    place = 0
    for sentence, begin, end in zip(ANSWER, take.begins, ends, strict=True):
        # The first word after a pause is left out: Whisper's words hold the pause before them, or fall into it.
        spoken = words[place + 1 : place + len(sentence.split())]
        assert all(begin <= word.start and word.end <= end for word in spoken)
        assert spoken[0].start == pytest.approx(begin, abs=0.3)
        place += len(sentence.split())


@pytest.mark.endtoend
def test_voices_that_training_never_had_are_understood(engine: Whisper, tmp_path: Path) -> None:
    sentences = [sentence for sentence in SENTENCES if len(sentence.split()) > 3]
    said = heard_right = written = 0
    for voice, rate in (("en-us+m3", 140), ("en-gb+m6", 175), ("en-us+f3", 160), ("en-gb+f3", 150)):
        take = say_take(tmp_path / f"{voice}.wav", sentences, voice=voice, rate=rate)
        words = [word.text for word in hear(engine, take.path).words]
        same = SequenceMatcher(None, take.words, words, autojunk=False).get_matching_blocks()
        said, written = said + len(take.words), written + len(words)
        heard_right += sum(block.size for block in same)
    assert heard_right >= 0.95 * said
    assert written <= 1.02 * said


@pytest.mark.endtoend
def test_a_growing_file_is_heard_while_it_grows(engine: Whisper, take: Take, tmp_path: Path) -> None:
    growing, complete = tmp_path / "growing.wav", threading.Event()
    stopped: list[float] = []

    def record() -> None:
        with wave.open(str(take.path)) as whole, wave.open(str(growing), "wb") as part:
            part.setparams(whole.getparams())
            while frames := whole.readframes(4096):
                part.writeframes(frames)
                time.sleep(4096 / whole.getframerate() / 2)
        stopped.append(time.monotonic())
        complete.set()

    person = threading.Thread(target=record)
    person.start()
    news, transcript = heard(engine.transcribe(growing, complete.is_set, Controls()))
    waited = time.monotonic() - stopped[0]
    person.join()
    assert tuple(word.text for word in transcript.words) == take.words
    early = [one for one in news if one.seconds < take.seconds - 1.0]
    assert early
    assert early[-1].words == transcript.words[: len(early[-1].words)]
    assert len(early[-1].words) >= 10
    assert waited < 3.0


@pytest.mark.endtoend
def test_cancel_ends_it(engine: Whisper, take: Take) -> None:
    controls = Controls()
    work = engine.transcribe(take.path, lambda: True, controls)
    next(work)
    controls.cancel.set()
    with pytest.raises(Cancelled):
        heard(work)


@pytest.mark.endtoend
def test_a_model_that_came_damaged_then_in_two_parts_is_loaded_and_hears(take: Take, tmp_path: Path) -> None:
    from coach.adapters.download import WhisperModels

    with serve(model_files(MICRO_MODEL)) as hub:
        models = WhisperModels(tmp_path / "models", hub.endpoint, sources=SOURCES)
        hub.damaged.add("model.bin")
        with pytest.raises(DownloadError):
            run(models.get("base.en", Controls()))
        with pytest.raises(ModelMissing):
            load("base.en", READ)
        hub.damaged.clear()
        hub.broken.add("model.bin")
        _, info = run(models.get("base.en", Controls()))
        assert [begin > 0 for begin in hub.begins("model.bin")][-2:] == [False, True], "taken up where it broke off"
    assert info.path == models.find("base.en")
    transcript = hear(load(str(info.path), READ), take.path)
    assert tuple(word.text for word in transcript.words) == take.words
    assert transcript.model == "base.en"


@pytest.mark.endtoend
def test_it_works_in_the_warm_child_process(take: Take) -> None:
    recogniser = Recogniser("coach.adapters.whisper", str(MICRO_MODEL))
    try:
        _, transcript = heard(recogniser.transcribe(take.path, lambda: True, Controls()))
    finally:
        recogniser.close()
    assert tuple(word.text for word in transcript.words) == take.words


@pytest.mark.endtoend
def test_the_warm_child_process_says_that_a_model_is_missing(take: Take, tmp_path: Path) -> None:
    recogniser = Recogniser("coach.adapters.whisper", str(tmp_path / "nothing"))
    try:
        with pytest.raises(ModelMissing):
            heard(recogniser.transcribe(take.path, lambda: True, Controls()))
    finally:
        recogniser.close()


QUIET_END = """
import sys
from pathlib import Path
from coach.adapters.recogniser import Recogniser
from coach.practice.ports import Controls
if __name__ == "__main__":
    recogniser = Recogniser("coach.adapters.whisper", sys.argv[1])
    news = list(recogniser.transcribe(Path(sys.argv[2]), lambda: True, Controls()))
    recogniser.close()
    print(len(news[-1].words))
"""


@pytest.mark.endtoend
def test_a_program_that_used_whisper_ends_without_a_word(take: Take, tmp_path: Path) -> None:
    program = tmp_path / "program.py"
    program.write_text(QUIET_END)
    root = Path(__file__).resolve().parents[3]
    done = subprocess.run(
        [sys.executable, str(program), str(MICRO_MODEL), str(take.path)],
        capture_output=True,
        text=True,
        timeout=120,
        env={"PYTHONPATH": str(root), "PATH": "/usr/bin:/bin", "HF_HOME": str(tmp_path)},
        check=False,
    )
    assert done.stdout.strip() == str(len(take.words))
    assert done.stderr == ""


OFFLINE = """
import sys
calls = []
def watch(event, args):
    if event == "socket.__new__" and args[1] != 1 or event in ("socket.connect", "socket.bind", "socket.getaddrinfo"):
        calls.append(event)
sys.addaudithook(watch)
import socket
if sys.argv[3] == "prove":
    socket.socket(socket.AF_INET, socket.SOCK_DGRAM).close()
from pathlib import Path
from coach.adapters.whisper import load
from coach.adapters.wav import read_growing
from coach.adapters.recogniser.child import at_one_rate
from coach.errors import ModelMissing
from coach.practice.ports import Controls
from coach.adapters.download import WhisperModels
assert len(WhisperModels(Path(sys.argv[1]).parent).list()) > 5
engine = load(sys.argv[1], at_one_rate(read_growing, "coach.adapters.media.decode:Resampler"))
words = list(engine.transcribe(Path(sys.argv[2]), lambda: True, Controls()))[-1].words
try:
    load("base.en", None)
except ModelMissing:
    print(len(words), "words,", len(calls), "calls to the network:", *calls)
"""


@pytest.mark.endtoend
@pytest.mark.parametrize(("what", "calls"), [("hear", 0), ("prove", 1)])
def test_hearing_and_a_missing_model_open_no_network(take: Take, tmp_path: Path, what: str, calls: int) -> None:
    done = subprocess.run(
        [sys.executable, "-W", "ignore", "-c", OFFLINE, str(MICRO_MODEL), str(take.path), what],
        capture_output=True,
        text=True,
        timeout=120,
        env={"HF_HOME": str(tmp_path), "PATH": "/usr/bin:/bin"},
        cwd=Path(__file__).resolve().parents[3],
        check=False,
    )
    assert done.stdout.startswith(f"{len(take.words)} words, {calls} calls"), done.stderr[-2000:]


# What cannot be opened.


def test_a_model_that_is_not_here_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HF_HUB_CACHE", str(tmp_path))
    for name in ("no-such-model", str(tmp_path / "nothing")):
        with pytest.raises(ModelMissing) as caught:
            load(name, READ)
        assert caught.value.message.values == {"name": name}
        assert caught.value.advice is not None


@pytest.mark.parametrize("name", ["model.bin", "tokenizer.json", "config.json"])
def test_a_model_with_a_missing_file_is_broken(tmp_path: Path, name: str) -> None:
    folder = shutil.copytree(MICRO_MODEL, tmp_path / "model")
    (folder / name).unlink()
    with pytest.raises(EngineError) as caught:
        load(str(folder), READ)
    assert not isinstance(caught.value, ModelMissing)
    assert name in caught.value.detail


DAMAGES: dict[str, Callable[[bytes], bytes]] = {
    "cut off": lambda data: data[: len(data) // 2],
    "empty": lambda data: b"",
    "zeros": lambda data: bytes(len(data)),
    "another beginning": lambda data: b"\xff" * 16 + data[16:],
}


@pytest.mark.parametrize("name", ["model.bin", "tokenizer.json", "config.json", "vocabulary.json"])
@pytest.mark.parametrize("damage", DAMAGES)
def test_a_model_with_a_damaged_file_is_broken(tmp_path: Path, name: str, damage: str) -> None:
    folder = shutil.copytree(MICRO_MODEL, tmp_path / "model")
    (folder / name).write_bytes(DAMAGES[damage]((folder / name).read_bytes()))
    with pytest.raises(EngineError) as caught:
        load(str(folder), READ)
    assert caught.value.message.key == "whisper.broken"


def test_without_faster_whisper_the_starter_engine_is_advised(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "faster_whisper", None)
    with pytest.raises(EngineError) as caught:
        load(str(MICRO_MODEL), READ)
    assert caught.value.message.key == "whisper.absent"


# The rules, with an engine that is told what to hear.


@dataclass
class Told:
    """Stand in for faster-whisper's model: it hears the words it was told, window by window."""

    says: list[Any]
    chunk_length: int = 30

    @property
    def feature_extractor(self) -> Told:
        return self

    def transcribe(self, samples: Samples, **options: Any) -> tuple[Iterator[Any], None]:
        said = self.says.pop(0)
        if isinstance(said, Exception):
            raise said
        words = [SimpleNamespace(word=text, start=at, end=to, probability=0.5) for text, at, to in said]
        return iter([SimpleNamespace(words=words), SimpleNamespace(words=None)]), None


def blocks(*seconds: float) -> Read:
    """Make a reader that hands over ones for the seconds given, an empty block for each 0."""

    def read(path: Path, complete: Callable[[], bool]) -> Iterator[tuple[Samples, int]]:
        for length in seconds:
            yield np.ones(round(length * RATE), dtype=np.float32), RATE

    return read


@pytest.fixture
def phrases(monkeypatch: pytest.MonkeyPatch) -> list[list[tuple[float, float]]]:
    """Stand in for the search for phrases: what each look finds, in seconds; the last is found again and again."""
    looks: list[list[tuple[float, float]]] = []

    def find(samples: Samples, longest: float) -> list[tuple[int, int]]:
        found = looks.pop(0) if len(looks) > 1 else looks[0]
        return [(round(begin * RATE), round(end * RATE)) for begin, end in found if end * RATE <= len(samples)]

    monkeypatch.setattr(module, "find_phrases", find)
    monkeypatch.setattr(module, "find_voice", lambda samples: [(0.0, len(samples) / RATE)])
    return looks


def test_a_failing_engine_is_said(phrases: list[list[tuple[float, float]]]) -> None:
    phrases.append([(0.0, 1.0)])
    told: Any = Told([RuntimeError("out of memory")])
    with pytest.raises(EngineError) as caught:
        heard(Whisper(told, "tiny", blocks(2.0)).transcribe(Path("x"), lambda: True, Controls()))
    assert caught.value.message.key == "whisper.failed"


def test_a_bug_is_no_engine_error(phrases: list[list[tuple[float, float]]]) -> None:
    phrases.append([(0.0, 1.0)])
    told: Any = Told([KeyError("bug")])
    with pytest.raises(KeyError):
        heard(Whisper(told, "tiny", blocks(2.0)).transcribe(Path("x"), lambda: True, Controls()))


def test_the_words_of_a_window_are_put_in_their_place(phrases: list[list[tuple[float, float]]]) -> None:
    phrases.append([(1.0, 3.0), (10.0, 12.0)])
    told: Any = Told([[(" a", 0.0, 1.0), (" b", 1.0, 2.0), (" trade", 2.1, 3.0), ("-off", 3.0, 3.5)]])
    whisper_ = Whisper(told, "/models/tiny", blocks(14.0))
    transcript = heard(whisper_.transcribe(Path("x"), lambda: True, Controls()))[1]
    assert transcript.words == (
        Word("a", 1.2, 2.0, 0.5),
        Word("b", 2.0, 3.0, 0.5),
        Word("trade-off", 10.2, 11.5, 0.5),
    )
    assert transcript.model == "tiny"


def test_no_sound_at_all_has_no_phrases() -> None:
    assert module.find_phrases(np.zeros(0, dtype=np.float32), 28.0) == []
