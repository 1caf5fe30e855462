"""Takes are saved from the window: asked, written beside it, told; stopped and failed, too."""

from __future__ import annotations

import threading
from collections.abc import Callable, Generator, Iterable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from coach.gui.bridge import Bridge
from coach.gui.making import exporting
from coach.gui.making.exporting import Exporting
from coach.gui.printing.press import Press
from coach.gui.theme import Theme
from coach.gui.widgets.sharing.sheet import SharingSheet
from coach.model import Attempt
from coach.practice.export.exports import Exports
from coach.practice.ports import Controls
from coach.wiring.exports import make_exports
from tests.gui.sample import RESOURCES, TEXTS, SampleParts, sample_history
from tests.tools import samples


class Slow:
    """Write each take when it is let; fail with what a test wants."""

    def __init__(self) -> None:
        self.go = threading.Event()
        self.error: Exception | None = None

    def __call__(self, takes: Iterable[Attempt], target: Path, controls: Controls) -> Generator[float, None, None]:
        for attempt in takes:
            if self.error is not None:
                raise self.error
            target.write_text(attempt.id)
            yield 0.5
            while not self.go.wait(0.01):
                yield 0.5
            yield 1.0


class Stage:
    """Two takes in a history, a window, and what saves them."""

    def __init__(self, qtbot: QtBot, bridge: Bridge, theme: Theme, parts: SampleParts, folder: Path) -> None:
        self.qtbot, self.bridge, self.folder = qtbot, bridge, folder
        for _ in range(2):
            sample_history(parts, Controls())
        self.ids = [row.id for row in parts.history.rows()]
        self.page = QWidget()
        qtbot.addWidget(self.page)
        self.page.resize(900, 600)
        self.page.show()
        self.slow = Slow()
        self.opened: list[str] = []
        press = Press(TEXTS, RESOURCES, parts.read_sound)
        self.real = make_exports(parts.history.attempt, TEXTS, RESOURCES, press)
        self.held = Exports(parts.history.attempt, lambda key: self.slow)
        self.theme = theme

    def lead(self, exports: Exports) -> Exporting:
        made = Exporting(
            TEXTS, self.theme, self.bridge, exports, self.page, lambda *_: str(self.folder), self.opened.append
        )
        made._folder = str(self.folder)
        return made

    def begin(self, exports: Exports) -> tuple[Exporting, SharingSheet]:
        lead = self.lead(exports)
        lead.ask(self.ids)
        assert lead.sheet is not None
        self.click(lead.sheet.save)
        return lead, lead.sheet

    def click(self, button: QWidget) -> None:
        self.qtbot.mouseClick(button, Qt.MouseButton.LeftButton)

    def until(self, true: Callable[[], bool]) -> None:
        self.qtbot.waitUntil(true, timeout=20_000)

    def files(self) -> list[Path]:
        return sorted(self.folder.iterdir()) if self.folder.exists() else []


@pytest.fixture
def stage(qtbot: QtBot, bridge: Bridge, theme: Theme, parts: SampleParts, tmp_path: Path) -> Iterator[Stage]:
    made = Stage(qtbot, bridge, theme, parts, tmp_path / "out")
    yield made
    made.slow.go.set()
    for worker in ("errand", "download"):
        qtbot.waitUntil(lambda worker=worker: not bridge.busy(worker))  # type: ignore[misc]
    qtbot.wait(10)


def test_reports_are_printed_while_the_window_lives(stage: Stage) -> None:
    lead, sheet = stage.begin(stage.real)
    stage.until(sheet.open_folder.isVisible)

    assert [path.suffix for path in stage.files()] == [".pdf", ".pdf"]
    assert all(path.read_bytes().startswith(b"%PDF") for path in stage.files())
    assert sheet.state.plain == f"2 files were saved in {stage.folder}."
    stage.click(sheet.open_folder)
    assert stage.opened == [str(stage.folder)]
    stage.click(sheet.leave)
    assert lead.sheet is None


def test_the_next_time_begins_with_the_last_choices(stage: Stage) -> None:
    lead = stage.lead(stage.real)
    lead.ask(stage.ids[:1])
    assert lead.sheet is not None
    lead.sheet.formats.choose("srt")
    stage.qtbot.keyClick(lead.sheet, Qt.Key.Key_Return)
    stage.until(lead.sheet.open_folder.isVisible)
    stage.qtbot.keyClick(lead.sheet, Qt.Key.Key_Escape)

    lead.ask(stage.ids)
    assert lead.sheet is not None
    assert (lead.sheet.format_key, lead.sheet.folder) == ("srt", str(stage.folder))
    assert [path.suffix for path in stage.files()] == [".srt"]
    stage.qtbot.keyClick(lead.sheet, Qt.Key.Key_Escape)


def test_stopping_leaves_whole_files_only(stage: Stage) -> None:
    _, sheet = stage.begin(stage.held)
    stage.until(sheet.stop.isVisible)
    assert [path.name.startswith(".") for path in stage.files()] == [True]
    stage.click(sheet.stop)
    stage.until(lambda: sheet.state.plain == "Stopped. Nothing was saved.")

    assert stage.files() == []


def test_closing_the_sheet_stops_it_too(stage: Stage) -> None:
    lead, sheet = stage.begin(stage.held)
    stage.until(sheet.stop.isVisible)
    sheet.done(0)

    assert lead.sheet is None
    stage.until(lambda: not stage.bridge.busy("download"))
    assert stage.files() == []


def test_the_window_ends_while_it_is_done(stage: Stage) -> None:
    lead, sheet = stage.begin(stage.held)
    stage.until(sheet.stop.isVisible)
    sheet.done(0)
    stage.slow.go.set()
    stage.until(lambda: not stage.bridge.busy("download"))
    lead._done(None)  # type: ignore[arg-type]  # news that comes after the sheet is gone

    assert lead.sheet is None


def test_while_models_are_fetched_it_goes_beside_them(stage: Stage) -> None:
    wait = threading.Event()
    stage.bridge.call("download", lambda: wait.wait(10))
    stage.slow.go.set()
    _, sheet = stage.begin(stage.held)
    stage.until(sheet.open_folder.isVisible)
    wait.set()

    assert len(stage.files()) == 2


def test_a_folder_that_cannot_be_written_is_named(stage: Stage) -> None:
    stage.folder.write_text("a file")
    _, sheet = stage.begin(stage.real)
    stage.until(lambda: bool(sheet.state.plain))

    assert sheet.state.plain.startswith(f"Nothing could be written into {stage.folder}.")
    assert sheet.save.isEnabled()


def test_after_a_bug_the_sheet_comes_to_rest(stage: Stage, bridge: Bridge) -> None:
    crashes: list[object] = []
    bridge.crashed.disconnect()
    bridge.crashed.connect(crashes.append)
    stage.slow.error = ValueError("a bug")
    _, sheet = stage.begin(stage.held)
    stage.until(lambda: sheet.state.plain == "Nothing was saved.")

    assert len(crashes) == 1


def test_without_takes_nothing_is_asked_and_one_sheet_is_enough(stage: Stage) -> None:
    lead = stage.lead(stage.real)
    lead.ask([])
    assert stage.page.findChildren(SharingSheet) == []
    lead.ask(stage.ids)
    first = lead.sheet
    lead.ask(stage.ids)

    assert lead.sheet is first
    lead.set_theme(samples.theme("dark"))
    assert first is not None
    first.reject()
    lead.set_theme(stage.theme)


def test_a_folder_is_opened_with_what_the_system_has(monkeypatch: pytest.MonkeyPatch) -> None:
    opened: list[str] = []
    monkeypatch.setattr(
        "coach.gui.making.exporting.QDesktopServices.openUrl", lambda url: opened.append(url.toLocalFile())
    )
    exporting._open_folder("/somewhere")

    assert opened == ["/somewhere"]
