"""The command line in this process: the real wiring with fakes in the places that a test names."""

from __future__ import annotations

import io
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

import coach.wiring
from coach.cli import main
from coach.errors import CoachError
from coach.model import Word
from coach.practice.ports import ModelInfo
from tests.fakes.models import FakeModels
from tests.fakes.sound import FakeDevices, FakePlayer, FakeRecorder
from tests.fakes.transcriber import FakeTranscriber
from tests.fakes.voice import FakeVoice

SAID = "So the problem was a slow search. We decided to keep the old one. As a result complaints fell by half."
WORDS = tuple(Word(text, 0.3 * place, 0.3 * place + 0.25) for place, text in enumerate(SAID.split()))


@dataclass(frozen=True)
class Outcome:
    """Hold how a command ended."""

    code: int
    out: str
    err: str

    @property
    def states(self) -> list[str]:
        """Return the first words of the lines that are not indented."""
        return [line.split()[0] for line in self.out.splitlines() if line.strip() and not line.startswith(" ")]


class Warmable(FakeTranscriber):
    """A fake in the place of the whole recogniser."""

    def warm(self) -> None: ...
    def close(self) -> None: ...
    def use(self, engine: str, model: str) -> None:
        self.used = (engine, model)


class NoMeaning:
    """Stand for a computer without the meaning model, so that no command builds it; or for one where it is damaged."""

    error: CoachError | None = None

    def find(self) -> None:
        if self.error is not None:
            raise self.error

    def list(self) -> list[ModelInfo]:
        return [ModelInfo("meaning", "all-MiniLM-L6-v2", 91_400_000, None, False)]


@dataclass
class Program:
    """Run commands; `fakes` are put into the place of the parts they are named after."""

    home: Path
    fakes: dict[str, Any]
    patch: pytest.MonkeyPatch
    capture: pytest.CaptureFixture[str]

    def __call__(self, *words: str, lines: str = "") -> Outcome:
        self.patch.setattr("sys.stdin", io.StringIO(lines))
        try:
            code = main(words)
        except SystemExit as end:
            code = int(end.code or 0)
        said = self.capture.readouterr()
        return Outcome(code, said.out, said.err)


@pytest.fixture
def program(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], make: Callable[..., Any]
) -> Program:
    """Return a program with a fake microphone, loudspeaker, voice, recogniser and models."""
    monkeypatch.setenv("COACH_HOME", str(tmp_path / "home"))
    monkeypatch.chdir(tmp_path)
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"):
        monkeypatch.delenv(name, raising=False)
    return Program(tmp_path / "home", make(tmp_path), monkeypatch, capsys)


@pytest.fixture
def make(monkeypatch: pytest.MonkeyPatch) -> Callable[[Path], dict[str, Any]]:
    """Put fakes into every `Parts` that is made."""

    def put(folder: Path) -> dict[str, Any]:
        fakes: dict[str, Any] = {
            "recorder": FakeRecorder(pace=0.1),
            "player": FakePlayer(),
            "devices": FakeDevices(),
            "voice": FakeVoice(folder / "voice"),
            "recogniser": Warmable(WORDS),
            "models": FakeModels({"tiny-en": 44_000_000}),
            "meaning_models": NoMeaning(),
        }
        real = coach.wiring.Parts.__init__

        def build(self: coach.wiring.Parts, *values: Any) -> None:
            real(self, *values)
            self.__dict__.update(fakes)

        monkeypatch.setattr(coach.wiring.Parts, "__init__", build)
        return fakes

    return put
