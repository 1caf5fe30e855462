"""The real voice: rendered in a child, cached, stopped, and honest where no engine can speak."""

from __future__ import annotations

import multiprocessing
import os
import platform
import signal
import subprocess
import sys
import threading
import time
import types
import wave
from collections.abc import Callable, Iterator
from importlib import metadata
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from coach.adapters import voice as voice_module
from coach.adapters.sound import Loudspeaker
from coach.adapters.voice import PIECE, SpokenVoice
from coach.adapters.wav import WavWriter, read_samples
from coach.errors import Cancelled, VoiceError
from coach.messages import load_texts, msg
from coach.practice.ports import Controls, Voice
from tests.fakes.sound import FakePlayer
from tests.practice.promises.voice import QUESTION, VoicePromises
from tests.tools.pulse import PulseServer

REPOSITORY = Path(__file__).parents[2]

NO_LIBRARY = """
import ctypes, importlib.machinery, importlib.util, pathlib, sys
def _refuse(name): raise OSError(name + ": cannot open shared object file")
ctypes.cdll.LoadLibrary = _refuse
_here = pathlib.Path(__file__).parent.parent
_spec = importlib.machinery.PathFinder.find_spec("pyttsx3", [p for p in sys.path if pathlib.Path(p) != _here])
__path__ = list(_spec.submodule_search_locations)
exec(pathlib.Path(_spec.origin).read_text())
"""
ENGINE = """
import os, time, wave
class Engine:
    driver_name = "other"
    def connect(self, *_): pass
    def setProperty(self, *_): pass
    def save_to_file(self, text, path): self.path = path
    def runAndWait(self):
        open({asked!r}, "a").write("x")
        {work}
    def write(self, frames):
        with wave.open(self.path, "wb") as sound:
            sound.setparams((1, 2, 8000, 0, "NONE", ""))
            sound.writeframes(frames)
def init(): return Engine()
"""


@pytest.fixture
def engine(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[str], Path]:
    """Put another pyttsx3 in the place where the child finds it; return the file that counts its runs."""

    def install(source: str) -> Path:
        asked = tmp_path / "asked"
        asked.touch()
        package = tmp_path / "packages" / "pyttsx3"
        package.mkdir(parents=True)
        text = source if "\n" in source else ENGINE.format(asked=str(asked), work=source)
        (package / "__init__.py").write_text(text)
        monkeypatch.syspath_prepend(str(tmp_path / "packages"))
        return asked

    return install


@pytest.fixture
def cache(tmp_path: Path) -> Iterator[Path]:
    yield tmp_path / "cache"
    assert [child for child in multiprocessing.active_children() if child.name == "coach-voice"] == []
    assert list((tmp_path / "cache").glob("unfinished-*")) == []


@pytest.fixture(scope="module")
def warm_cache(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("voice")


def spoken(cache: Path, *, patience: float = 20.0) -> SpokenVoice:
    return SpokenVoice(cache, FakePlayer(), read_samples=read_samples, open_wav=WavWriter, patience=patience)


@pytest.mark.endtoend
class TestSpokenVoice(VoicePromises):
    @pytest.fixture
    def voice(self, warm_cache: Path) -> Voice:
        return spoken(warm_cache)


@pytest.mark.endtoend
def test_a_faster_voice_and_another_voice_sound_different(cache: Path) -> None:
    usual = spoken(cache)
    files = [
        each.render(QUESTION, Controls())
        for each in (usual, usual.with_settings("", 240), usual.with_settings("gmw/en-us", 165))
    ]
    assert len({file.read_bytes() for file in files}) == 3
    assert files[1].stat().st_size < files[0].stat().st_size


@pytest.mark.endtoend
def test_voices_are_asked_for_once(cache: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    voice = spoken(cache)
    listed = voice.with_settings("", 200).voices()
    assert "gmw/en-us" in {each.id for each in listed}

    def refuse(*_: object) -> None:
        raise AssertionError("a second child")

    monkeypatch.setattr(voice_module, "_in_child", refuse)
    assert voice.voices() == listed


@pytest.mark.endtoend
def test_a_text_of_many_pieces_is_read_whole(cache: Path) -> None:
    sentence = "Then we looked at the numbers again. "
    once = spoken(cache).render(sentence, Controls())
    times = PIECE * 2 // len(sentence)
    all_of_it = spoken(cache).render(sentence * times, Controls())
    with wave.open(str(once)) as short, wave.open(str(all_of_it)) as long:
        assert long.getnframes() == pytest.approx(short.getnframes() * times, rel=0.2)


@pytest.mark.endtoend
def test_a_voice_that_is_not_there_is_named(cache: Path) -> None:
    with pytest.raises(VoiceError) as failure:
        spoken(cache).with_settings("tlh/klingon-empire", 165).render(QUESTION, Controls())
    assert failure.value.message.key == "voice.unknown"
    assert failure.value.message.values == {"voice": "tlh/klingon-empire"}
    assert not list(cache.glob("*.wav"))


@pytest.mark.endtoend
def test_without_an_engine_it_says_so_quickly_with_advice(cache: Path, engine: Callable[[str], Path]) -> None:
    engine(NO_LIBRARY)
    voice = spoken(cache)
    began = time.monotonic()
    with pytest.raises(VoiceError) as failure:
        list(voice.say(QUESTION, Controls()))
    assert time.monotonic() - began < 5
    assert voice.voices() == ()
    texts = load_texts(REPOSITORY / "assets" / "messages")
    assert texts(failure.value.message) == "No voice is installed that can read aloud."
    assert failure.value.advice is not None
    assert "espeak-ng" in texts(failure.value.advice)
    assert "eSpeak" in failure.value.detail  # the real pyttsx3 ran in the child, and its loader found no library


@pytest.mark.endtoend
@pytest.mark.parametrize(
    ("work", "key"),
    [
        ("self.write(bytes(16000))", "voice.silent"),
        ("self.write(b'ab' * 100)", "voice.silent"),
        ("pass", "voice.silent"),
        ("os._exit(7)", "voice.broken"),
        ("os.kill(os.getpid(), 11)", "voice.broken"),
        ("raise ValueError", "voice.broken"),
        ("time.sleep(60)", "voice.slow"),
    ],
)
def test_an_engine_that_misbehaves_is_a_known_failure(
    cache: Path, engine: Callable[[str], Path], work: str, key: str
) -> None:
    asked = engine(work)
    with pytest.raises(VoiceError) as failure:
        spoken(cache, patience=3 if key == "voice.slow" else 20).render(QUESTION, Controls())
    assert failure.value.message.key == key
    assert failure.value.advice is not None
    assert asked.read_text() == "x"
    assert not list(cache.glob("*.wav"))


@pytest.mark.endtoend
def test_what_is_in_the_cache_needs_no_engine(cache: Path, engine: Callable[[str], Path]) -> None:
    asked = engine("self.write(b'ab' * 8000)")
    voice = spoken(cache)
    path = voice.render(QUESTION, Controls())
    for _ in range(3):
        assert voice.render(QUESTION, Controls()) == path
        assert list(spoken(cache).say(QUESTION, Controls()))
    assert asked.read_text() == "x"
    path.write_bytes(path.read_bytes()[:60])  # a damaged file is rendered again
    assert voice.render(QUESTION, Controls()) == path
    assert loud_seconds(path) == 1.0
    assert asked.read_text() == "xx"


@pytest.mark.endtoend
@pytest.mark.parametrize("wish", ["stop", "cancel"])
def test_a_wish_to_end_kills_the_rendering(cache: Path, engine: Callable[[str], Path], wish: str) -> None:
    asked = engine("time.sleep(60)")
    controls = Controls()
    ended: list[float] = []

    def end_it_once_the_engine_works() -> None:
        while not asked.read_text():
            time.sleep(0.01)
        ended.append(time.monotonic())
        getattr(controls, wish).set()

    helper = threading.Thread(target=end_it_once_the_engine_works)
    helper.start()
    assert list(spoken(cache).say(QUESTION, controls)) == []
    took = time.monotonic() - ended[0]
    helper.join()
    assert took < 1.0  # 0.2 s is the promise; tests/benchmarks/sound/voice.py measures it


@pytest.mark.endtoend
def test_the_child_prints_nothing(
    cache: Path, engine: Callable[[str], Path], capfd: pytest.CaptureFixture[str]
) -> None:
    engine("print('Audio saved to'); os.write(2, b'chatter'); self.write(b'ab' * 8000)")
    spoken(cache).render(QUESTION, Controls())
    assert capfd.readouterr() == ("", "")


@pytest.mark.endtoend
def test_the_cache_stays_bounded(cache: Path, engine: Callable[[str], Path]) -> None:
    engine("self.write(b'ab' * 8000)")
    voice = SpokenVoice(cache, FakePlayer(), read_samples=read_samples, open_wav=WavWriter, room=40_000)
    left = cache / "unfinished-by-a-dead-process"
    left.mkdir(parents=True)
    (left / "0.wav").write_bytes(b"RIFF")
    os.utime(left, (1, 1))
    first = voice.render("one", Controls())
    os.utime(first, (1, 1))
    second = voice.render("two", Controls())
    os.utime(second, (2, 2))
    assert not left.exists()
    assert voice.render("one", Controls()) == first  # used again, so younger than the second
    third = voice.render("three", Controls())
    assert sorted(cache.glob("*.wav")) == sorted([first, third])


@pytest.mark.endtoend
def test_a_file_of_another_kind_is_converted(cache: Path, engine: Callable[[str], Path]) -> None:
    engine("open(self.path, 'wb').write(b'FORM....AIFF')")
    converted: list[bytes] = []

    def to_wav(source: Path, target: Path) -> None:
        converted.append(source.read_bytes())
        with wave.open(str(target), "wb") as sound:
            sound.setparams((1, 2, 8000, 0, "NONE", ""))
            sound.writeframes(b"ab" * 8000)

    voice = SpokenVoice(cache, FakePlayer(), read_samples=read_samples, open_wav=WavWriter, to_wav=to_wav)
    path = voice.render(QUESTION, Controls())
    assert converted == [b"FORM....AIFF"]
    assert loud_seconds(path) == 1.0


def test_a_cache_that_cannot_be_written_is_named(tmp_path: Path) -> None:
    blocked = tmp_path / "a file"
    blocked.touch()
    with pytest.raises(VoiceError) as failure:
        spoken(blocked / "cache").render(QUESTION, Controls())
    assert failure.value.message.key == "voice.cache"


def test_a_computer_that_starts_no_more_processes_is_a_known_failure(
    cache: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(_: object) -> None:
        raise BlockingIOError

    monkeypatch.setattr(multiprocessing.get_context("spawn").Process, "start", refuse)
    with pytest.raises(VoiceError) as failure:
        spoken(cache).render(QUESTION, Controls())
    assert (failure.value.message.key, failure.value.detail) == ("voice.broken", "BlockingIOError")
    assert spoken(cache).voices() == ()


def test_the_version_of_a_frozen_program_is_no_failure(monkeypatch: pytest.MonkeyPatch) -> None:
    def none(_name: str) -> str:
        raise metadata.PackageNotFoundError

    assert voice_module._engine_version()[0].isdigit()
    monkeypatch.setattr(metadata, "version", none)
    assert voice_module._engine_version() == "bundled"


def test_cancelled_is_no_failure(cache: Path) -> None:
    controls = Controls()
    controls.cancel.set()
    with pytest.raises(Cancelled):
        spoken(cache).render(QUESTION, controls)


@settings(deadline=None)  # a busy machine proves nothing
@given(st.text(max_size=200), st.integers(1, 60))
def test_pieces_lose_no_letter_and_are_never_too_long(text: str, times: int) -> None:
    pieces = list(voice_module._pieces(text * times))
    assert all(0 < len(piece) <= PIECE for piece in pieces)

    def letters(of: str) -> str:
        return "".join(sign for sign in of if sign.isalnum())

    assert letters("".join(pieces)) == letters(text * times)
    assert all("\x00" not in piece for piece in pieces)
    "".join(pieces).encode()


@pytest.mark.endtoend
def test_every_question_is_audible(pulse: PulseServer, cache: Path, tmp_path: Path) -> None:
    voice = SpokenVoice(cache, Loudspeaker("", read_samples), read_samples=read_samples, open_wav=WavWriter)
    for text in (QUESTION, "And what did you learn?", "Who disagreed, and why?"):
        with pulse.capture(tmp_path / "heard.wav") as heard:
            spoken = list(voice.say(text, Controls()))
        sounding = loud_seconds(heard)
        expected = loud_seconds(voice.render(text, Controls()))
        assert spoken[-1].position == pytest.approx(spoken[-1].seconds, abs=0.2)
        assert sounding == pytest.approx(expected, rel=0.25), text


@pytest.mark.endtoend
def test_stop_ends_what_is_audible(pulse: PulseServer, cache: Path, tmp_path: Path) -> None:
    voice = SpokenVoice(cache, Loudspeaker("", read_samples), read_samples=read_samples, open_wav=WavWriter)
    controls = Controls()
    with pulse.capture(tmp_path / "heard.wav") as heard:
        speaking = voice.say(QUESTION * 4, controls)
        while next(speaking).position < 0.5:
            pass
        controls.stop.set()
        began = time.monotonic()
        list(speaking)
        assert time.monotonic() - began < 1.0  # 0.2 s is the promise; tests/benchmarks/sound/voice.py measures it
        time.sleep(1.0)
    assert 0.1 < loud_seconds(heard) < 1.8  # the whole text takes about ten


def loud_seconds(path: Path) -> float:
    """Return for how long a sound is louder than silence, in steps of 50 ms."""
    samples, rate = read_samples(path)
    step = rate // 20
    steps = np.abs(samples[: samples.size // step * step].astype(np.int32)).reshape(-1, step)
    return float((steps.max(axis=1) > 300).sum()) / 20


class FakeEngine:
    """Stand for pyttsx3's engine in this process: what it is asked, and what it tells its listeners."""

    driver_name = "espeak"

    def __init__(self, error: Exception | None = None) -> None:
        self.asked: list[tuple[object, ...]] = []
        self._error = error
        self._listeners: dict[str, Callable[..., None]] = {}

    def connect(self, topic: str, listener: Callable[..., None]) -> None:
        self._listeners[topic] = listener

    def setProperty(self, name: str, value: object) -> None:  # noqa: N802 - pyttsx3's name
        self.asked.append((name, value))

    def save_to_file(self, text: str, path: str) -> None:
        self.asked.append((text, path))

    def runAndWait(self) -> None:  # noqa: N802 - pyttsx3's name
        if self._error is not None:
            self._listeners["error"](exception=self._error)
        # eSpeak goes on in a thread of its own, and tells when it has written the file
        threading.Timer(0.05, self._finish).start()

    def _finish(self) -> None:
        self.asked.append(("written",))
        self._listeners["finished-utterance"]()

    def getProperty(self, _name: str) -> list[types.SimpleNamespace]:  # noqa: N802 - pyttsx3's name
        return [
            types.SimpleNamespace(id="a", name="Anna", languages=["en-GB"]),
            types.SimpleNamespace(id="b", name="Ben", languages=[]),
            types.SimpleNamespace(id="c", name="Cleo", languages=[None]),
        ]


def put_in_place(monkeypatch: pytest.MonkeyPatch, init: Callable[[], object]) -> None:
    monkeypatch.setitem(sys.modules, "pyttsx3", types.SimpleNamespace(init=init))


def test_a_child_waits_until_the_file_is_written(monkeypatch: pytest.MonkeyPatch) -> None:
    engine = FakeEngine()
    put_in_place(monkeypatch, lambda: engine)
    voice_module._render("text", "anna", 120, "file.wav")
    assert engine.asked == [("voice", "anna"), ("rate", 120), ("text", "file.wav"), ("written",)]


def test_a_child_without_a_chosen_voice_leaves_it_to_the_system(monkeypatch: pytest.MonkeyPatch) -> None:
    engine = FakeEngine(error=ValueError("no such rate"))
    put_in_place(monkeypatch, lambda: engine)
    voice_module._render("text", "", 120, "file.wav")
    assert ("voice", "") not in engine.asked


def test_a_refused_voice_is_unknown(monkeypatch: pytest.MonkeyPatch) -> None:
    engine = FakeEngine(error=ValueError("no such voice"))
    engine.driver_name = "nsss"
    put_in_place(monkeypatch, lambda: engine)
    with pytest.raises(VoiceError, match=r"voice\.unknown"):
        voice_module._render("text", "zed", 120, "file.wav")


def test_voices_without_a_language_are_listed(monkeypatch: pytest.MonkeyPatch) -> None:
    put_in_place(monkeypatch, FakeEngine)
    listed = voice_module._list_voices()
    assert [(each.id, each.language) for each in listed] == [("a", "en-gb"), ("b", ""), ("c", "")]


@pytest.mark.parametrize(("system", "advice"), [("Linux", "linux"), ("Darwin", "other"), ("Windows", "other")])
def test_each_system_gets_its_own_advice(monkeypatch: pytest.MonkeyPatch, system: str, advice: str) -> None:
    def refuse() -> None:
        raise OSError("no driver")

    put_in_place(monkeypatch, refuse)
    monkeypatch.setattr(platform, "system", lambda: system)
    with pytest.raises(VoiceError) as failure:
        voice_module._list_voices()
    assert failure.value.advice is not None
    assert failure.value.advice.key == f"voice.none.advice.{advice}"


def _grumble() -> None:
    raise VoiceError(msg("voice.silent"))


def _stumble() -> None:
    raise KeyError("a bug of the driver")


@pytest.mark.parametrize(
    ("work", "values", "expected"), [(len, ("abc",), 3), (_grumble, (), "voice.silent"), (_stumble, (), "voice.broken")]
)
def test_a_child_always_answers(
    monkeypatch: pytest.MonkeyPatch, work: Callable[..., object], values: tuple[object, ...], expected: object
) -> None:
    silenced: list[int] = []
    monkeypatch.setattr(os, "dup2", lambda _void, stream: silenced.append(stream))
    monkeypatch.setattr(signal, "signal", lambda *_: None)
    ours, theirs = multiprocessing.Pipe(duplex=False)
    with ours, theirs:
        voice_module._answer(theirs, work, values)
        answer = ours.recv()
    assert (answer.message.key if isinstance(answer, VoiceError) else answer) == expected
    assert silenced == [1, 2]


ORPHAN = """
import sys
from pathlib import Path
from coach.adapters.voice import SpokenVoice
from coach.adapters.wav import WavWriter, read_samples
from coach.practice.ports import Controls
from tests.fakes.sound import FakePlayer
if __name__ == "__main__":
    sys.path.insert(0, sys.argv[2])
    voice = SpokenVoice(Path(sys.argv[1]), FakePlayer(), read_samples=read_samples, open_wav=WavWriter)
    voice.render("Never heard.", Controls())
"""


@pytest.mark.endtoend
@pytest.mark.skipif(not Path("/proc/self").exists(), reason="looks at processes in /proc")
def test_a_child_ends_when_its_parent_is_killed(tmp_path: Path, engine: Callable[[str], Path]) -> None:
    asked = engine(f"open({str(tmp_path / 'pid')!r}, 'w').write(str(os.getpid())); time.sleep(60)")
    program = tmp_path / "orphan.py"
    program.write_text(ORPHAN)
    command = [sys.executable, str(program), str(tmp_path / "cache"), str(tmp_path / "packages")]
    parent = subprocess.Popen(command, cwd=REPOSITORY, env={**os.environ, "PYTHONPATH": str(REPOSITORY)})
    try:
        _until(lambda: bool(asked.read_text()) and (tmp_path / "pid").exists() and bool((tmp_path / "pid").read_text()))
    finally:
        parent.kill()
        parent.wait()
    child = Path("/proc") / (tmp_path / "pid").read_text() / "stat"
    _until(lambda: not child.exists() or child.read_text().rpartition(") ")[2].startswith("Z"))


def _until(true: Callable[[], bool]) -> None:
    deadline = time.monotonic() + 20
    while not true():
        assert time.monotonic() < deadline
        time.sleep(0.02)
