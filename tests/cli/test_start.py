import sys
from pathlib import Path
from types import ModuleType

import pytest

from coach.cli.start import has_microphone
from coach.errors import SoundError, VoiceError
from coach.messages import msg
from tests.cli.conftest import Program
from tests.fakes.sound import FakeDevices
from tests.fakes.voice import FakeVoice


def report_of(out: str) -> Path:
    [line] = [line for line in out.splitlines() if line.startswith("The report is in ")]
    return Path(line.removeprefix("The report is in "))


def test_without_a_screen_the_example_is_shown(program: Program) -> None:
    done = program("start")

    assert done.code == 0
    assert "no screen" in done.out
    assert "slow search" in report_of(done.out).read_text(encoding="utf-8")


def test_a_display_that_does_not_answer_counts_as_none(program: Program, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DISPLAY", ":98765")

    assert "no screen" in program("start").out
    assert program().code == 1


def test_without_a_microphone_the_example_is_shown(program: Program, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("QT_QPA_PLATFORM", "offscreen")
    program.fakes["devices"] = FakeDevices([], [])

    assert "No microphone" in program("start").out


def test_with_both_the_window_opens(program: Program, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("QT_QPA_PLATFORM", "offscreen")
    opened: list[object] = []

    def run(parts: object) -> int:
        opened.append(parts)
        return 0

    monkeypatch.setattr("coach.gui.app.run", run)

    assert program("start").code == 0
    assert program().code == 0
    assert len(opened) == 2


def test_the_window_needs_a_screen(program: Program) -> None:
    done = program()

    assert done.code == 1
    assert "coach practice" in done.err


def test_a_missing_library_of_the_system_is_named(program: Program, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("QT_QPA_PLATFORM", "offscreen")
    # A module without what is imported from it fails as one does whose shared library is not there.
    monkeypatch.setitem(sys.modules, "coach.gui.app", ModuleType("coach.gui.app"))

    done = program()

    assert done.code == 1
    assert "library" in done.err
    assert "libgl1" in done.err


def test_without_a_voice_the_example_is_a_typed_answer(program: Program) -> None:
    program.fakes["voice"] = FakeVoice(program.home, error=VoiceError(msg("doctor.voice.none")))

    done = program("example")

    assert done.code == 0
    assert "typed" in done.out
    assert "complaints" in report_of(done.out).read_text(encoding="utf-8")


def test_the_example_is_not_kept_as_a_take(program: Program) -> None:
    program("example")

    assert program("history", "--json").out.strip() == "[]"


def test_broken_sound_counts_as_no_microphone() -> None:
    class Broken(FakeDevices):
        def microphones(self):  # type: ignore[no-untyped-def]
            raise SoundError(msg("errors.sound.nothing"))

    class Parts:
        devices = Broken()

    assert not has_microphone(Parts())  # type: ignore[arg-type]
