"""The sheet asks how and where, says how it goes, and how it ended."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QRect, Qt
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from coach.errors import FileError
from coach.gui.theme import Theme, resized
from coach.gui.widgets.sharing.sheet import SharingSheet
from coach.messages import msg
from coach.practice.export.exports import Outcome, Saved
from coach.practice.export.formats import FORMATS
from tests.gui.inspect import cut, nameless
from tests.gui.sample import TEXTS
from tests.tools import samples

DONE = Outcome(Path("/home/somebody/Documents"), (Path("a"), Path("b")), {"typed": 1})


class Stage:
    """A sheet above a window, with what it asked for."""

    def __init__(self, qtbot: QtBot, theme: Theme, count: int = 3, folder: str = "/home/somebody/Documents") -> None:
        self.qtbot = qtbot
        self.host = QWidget()
        qtbot.addWidget(self.host)
        self.host.resize(900, 600)
        self.host.show()
        self.chosen = "/somewhere/else"
        self.sheet = SharingSheet(TEXTS, theme, count, folder, "pdf", self.host, lambda *_: self.chosen)
        self.wishes: list[tuple[str, ...]] = []
        self.sheet.wanted.connect(lambda key, into: self.wishes.append((key, into)))
        self.sheet.stop_wanted.connect(lambda: self.wishes.append(("stop",)))
        self.sheet.open_wanted.connect(lambda into: self.wishes.append(("open", into)))
        self.sheet.open()

    def press(self, key: Qt.Key) -> None:
        self.qtbot.keyClick(self.sheet, key)

    def click(self, button: QWidget) -> None:
        self.qtbot.mouseClick(button, Qt.MouseButton.LeftButton)

    def work(self) -> None:
        """Begin, and let it take longer than can be overlooked."""
        self.click(self.sheet.save)
        self.qtbot.waitUntil(self.sheet.bar.isVisible)

    @property
    def said(self) -> str:
        return self.sheet.state.plain


@pytest.fixture
def stage(qtbot: QtBot, theme: Theme) -> Stage:
    return Stage(qtbot, theme)


def test_it_says_which_takes_and_where(stage: Stage) -> None:
    assert stage.sheet.which.plain.startswith("3 answers.")
    assert stage.sheet.path.accessibleName() == "/home/somebody/Documents"
    assert nameless(stage.sheet) == []
    assert not stage.sheet.bar.isVisible()


def test_every_format_can_be_chosen_and_says_what_it_is_for(stage: Stage) -> None:
    purposes = set()
    for place, one in enumerate(FORMATS):
        stage.sheet.formats.setCurrentIndex(place)
        assert stage.sheet.format_key == one.key
        assert stage.sheet.formats.accessibleDescription() == stage.sheet.purpose.plain
        purposes.add(stage.sheet.purpose.plain)
    assert len(purposes) == len(FORMATS)


def test_it_is_saved_by_keys_alone(stage: Stage) -> None:
    stage.sheet.formats.setFocus()
    stage.qtbot.keyClick(stage.sheet.formats, Qt.Key.Key_Down)
    stage.press(Qt.Key.Key_Return)

    assert stage.wishes == [("html", "/home/somebody/Documents")]


def test_another_folder_is_chosen_by_click(stage: Stage) -> None:
    stage.click(stage.sheet.choose)
    stage.click(stage.sheet.save)

    assert stage.wishes == [("pdf", "/somewhere/else")]


def test_the_folder_stays_where_nobody_chose(stage: Stage) -> None:
    stage.chosen = ""
    stage.click(stage.sheet.choose)

    assert stage.sheet.folder == "/home/somebody/Documents"


def test_progress_shows_when_it_takes_a_while(stage: Stage) -> None:
    stage.work()
    stage.sheet.show_progress(Saved(1.5, 3, 1))

    assert stage.said == "Saving answer 2 of 3 …"
    assert stage.sheet.bar.value() == 500
    assert not stage.sheet.save.isEnabled()
    assert not stage.sheet.formats.isEnabled()


def test_what_is_over_soon_shows_no_progress(stage: Stage) -> None:
    stage.click(stage.sheet.save)
    stage.sheet.show_progress(Saved(1.5, 3, 1))
    assert stage.said == ""
    stage.sheet.show_outcome(DONE)
    stage.qtbot.wait(600)

    assert not stage.sheet.bar.isVisible()


@pytest.mark.parametrize("by", ["click", "key"])
def test_it_is_stopped_and_stays_to_say_so(stage: Stage, by: str) -> None:
    stage.work()
    if by == "click":
        stage.click(stage.sheet.stop)
    else:
        stage.press(Qt.Key.Key_Escape)
    assert stage.wishes[-1] == ("stop",)
    assert not stage.sheet.stop.isEnabled()
    stage.sheet.show_stopped(2)

    assert stage.said == "Stopped. 2 files are whole and stay there."
    assert stage.sheet.open_folder.isVisible()
    assert stage.sheet.save.isEnabled()


def test_stopped_before_the_first_file(stage: Stage) -> None:
    stage.work()
    stage.sheet.show_stopped(0)

    assert stage.said == "Stopped. Nothing was saved."
    assert not stage.sheet.open_folder.isVisible()


def test_the_end_is_told_and_the_folder_opened(stage: Stage) -> None:
    stage.click(stage.sheet.save)
    stage.sheet.show_outcome(DONE)

    assert stage.said.startswith("2 files were saved in /home/somebody/Documents. 1 answer was typed")
    assert not stage.sheet.scrolled.isVisible()
    stage.click(stage.sheet.open_folder)
    assert stage.wishes[-1] == ("open", "/home/somebody/Documents")
    stage.press(Qt.Key.Key_Escape)
    assert not stage.sheet.isVisible()


def test_where_nothing_was_saved_another_way_can_be_tried(stage: Stage) -> None:
    stage.click(stage.sheet.save)
    stage.sheet.show_outcome(Outcome(Path("x"), (), {"typed": 3}))

    assert stage.said == "Nothing was saved. 3 answers were typed, so they have no sound."
    assert stage.sheet.scrolled.isVisible()
    assert not stage.sheet.open_folder.isVisible()
    stage.click(stage.sheet.leave)
    assert not stage.sheet.isVisible()


def test_a_failure_says_what_to_do(stage: Stage) -> None:
    stage.work()
    folder = Path("/somewhere")
    stage.sheet.show_failed(FileError(msg("out.folder", folder="/somewhere"), folder, msg("out.folder.advice")))

    assert stage.said.startswith("Nothing could be written into /somewhere. Check")
    assert stage.sheet.save.isEnabled()
    stage.sheet.show_unsaved()
    assert stage.said == "Nothing was saved."


@pytest.mark.parametrize("percent", [100, 200])
@pytest.mark.parametrize("state", ["ask", "work", "done", "failed"])
def test_no_text_is_cut(qtbot: QtBot, theme: Theme, percent: int, state: str) -> None:
    stage = Stage(qtbot, resized(theme, percent), 1, "/home/somebody/a-rather-long-name/of-another/folder-somewhere")
    if state == "work":
        stage.work()
        stage.sheet.show_progress(Saved(0.2, 1, 0))
    elif state == "done":
        stage.click(stage.sheet.save)
        stage.sheet.show_outcome(DONE)
    elif state == "failed":
        stage.click(stage.sheet.save)
        stage.sheet.show_failed(FileError(msg("out.full", folder="/a"), Path("/a"), msg("out.full.advice")))

    assert cut(stage.sheet) == []
    assert stage.sheet.width() <= 900


def test_on_a_small_screen_all_that_is_asked_can_be_reached(
    qtbot: QtBot, theme: Theme, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Small:
        def availableGeometry(self) -> QRect:  # noqa: N802 - Qt's name
            return QRect(0, 0, 900, 600)

    monkeypatch.setattr(SharingSheet, "screen", lambda _: Small())
    stage = Stage(qtbot, resized(theme, 200))
    stage.work()
    stage.sheet.show_failed(FileError(msg("out.full", folder="/a"), Path("/a"), msg("out.full.advice")))

    assert stage.sheet.height() <= 600
    assert stage.sheet.width() <= 900
    assert cut(stage.sheet) == []
    stage.sheet.choose.setFocus()
    stage.qtbot.waitUntil(lambda: not stage.sheet.choose.visibleRegion().isEmpty())


def test_it_takes_another_theme(stage: Stage) -> None:
    stage.sheet.set_theme(samples.theme("dark"))

    assert cut(stage.sheet) == []
