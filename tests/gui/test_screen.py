import socket
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from coach.gui.screen import has_screen


@pytest.fixture(autouse=True)
def bare(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr(sys, "platform", "linux")


@pytest.fixture
def server(tmp_path: Path) -> Iterator[Path]:
    """A display server that answers."""
    with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as listening:
        listening.bind(str(tmp_path / "wayland-7"))
        listening.listen()
        yield tmp_path / "wayland-7"


def test_without_a_display_there_is_no_screen() -> None:
    assert not has_screen()


@pytest.mark.parametrize("system", ["win32", "darwin"])
def test_other_systems_have_a_screen(monkeypatch: pytest.MonkeyPatch, system: str) -> None:
    monkeypatch.setattr(sys, "platform", system)

    assert has_screen()


def test_a_platform_that_needs_no_server_is_a_screen(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("QT_QPA_PLATFORM", "offscreen")

    assert has_screen()


@pytest.mark.parametrize("display", [":98765", "unix:98765.0"])
def test_a_display_that_does_not_answer_is_none(monkeypatch: pytest.MonkeyPatch, display: str) -> None:
    monkeypatch.setenv("DISPLAY", display)

    assert not has_screen()


def test_a_display_on_another_computer_is_believed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DISPLAY", "elsewhere:10.0")

    assert has_screen()


def test_a_wayland_server_that_answers_is_a_screen(monkeypatch: pytest.MonkeyPatch, server: Path) -> None:
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(server.parent))
    monkeypatch.setenv("WAYLAND_DISPLAY", server.name)

    assert has_screen()


def test_a_wayland_server_that_is_gone_is_none(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(tmp_path))
    monkeypatch.setenv("WAYLAND_DISPLAY", "wayland-0")

    assert not has_screen()
