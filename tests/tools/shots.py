"""Draw the window with sample data to PNG files, to be looked at: `python -m tests.tools.shots FOLDER [PAGE ...]`."""

from __future__ import annotations

import math
import os
import sys
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QEventLoop, QTimer
from PySide6.QtWidgets import QApplication

from coach.gui.bridge import Bridge
from coach.gui.taking import State
from coach.gui.theme import NAMES, dress, load_theme
from coach.gui.widgets.key_sheet import KeySheet
from coach.gui.window import HISTORY, REVIEW, SETTINGS, Window
from coach.messages import msg
from coach.practice.ports import Controls, Heard, Level
from tests.gui.sample import RESOURCES, SPIKE, TEXTS, SampleParts, sample_history

WIDE, USUAL, SMALL = (1920, 1080), (1280, 800), (900, 600)
LOOKS = [*((name, 100, USUAL) for name in NAMES), ("light", 200, USUAL), ("light", 100, WIDE), ("light", 100, SMALL)]


def practising(state: State) -> Callable[[Window], None]:
    """Put the Practice page into a state, without a microphone."""

    def show(window: Window) -> None:
        page = window.practice
        page.set_choices(read_aloud=True, count_up=state == "recording")
        page.ask(SPIKE, TEXTS(msg("choose.question_new")))
        page._show_state(state)
        for number in range(24):
            level = (0.02, 0.08, 0.15, 0.05, 0.003)[number % 5]
            page.bar.meter.bars.push(1 + 20 * math.log10(level) / 54)
        if state == "recording":
            page.bar.show_level(Level(41.0, 0.4, 0.1))
        page.bar.show_heard(Heard((), 30.0, 92.0))

    return show


def picking(window: Window) -> None:
    """Open the list of questions."""
    window.practice.ask(SPIKE)
    window.practice._show_picker({SPIKE.key: 2})


def noticed(window: Window) -> None:
    """Show a notice over the Practice page."""
    practising("ready")(window)
    window.notice.say(msg("practice.device_lost"), msg("practice.device_lost.advice"))


def reviewing(window: Window) -> None:
    """Open the newest take."""
    history = window._parts.history
    window.review.show_attempt(history.attempt(history.rows()[0].id))
    window.show_page(REVIEW)


def engine_settings(window: Window) -> None:
    """Open the Settings page further down, with the models of Whisper."""
    window.show_page(SETTINGS)
    window.settings_page._change({"engine": "whisper"})
    settle()
    window.settings_page.verticalScrollBar().setValue(520)


SCENES: dict[str, Callable[[Window], None]] = {
    "practice-resting": practising("resting"),
    "practice-ready": noticed,
    "practice-recording": practising("recording"),
    "practice-transcribing": practising("transcribing"),
    "practice-list": picking,
    "review": reviewing,
    "history": lambda window: window.show_page(HISTORY),
    "settings": lambda window: window.show_page(SETTINGS),
    "settings-engine": engine_settings,
}


def settle(milliseconds: int = 250) -> None:
    """Let layouts and workers come to rest."""
    loop = QEventLoop()
    QTimer.singleShot(milliseconds, loop.quit)
    loop.exec()


def draw(app: QApplication, folder: Path, name: str, percent: int, size: tuple[int, int], wanted: list[str]) -> None:
    """Draw the scenes in one look."""
    theme = load_theme(RESOURCES / "assets" / "themes", name, percent)
    dress(app, theme)
    for scene, show in SCENES.items():
        if wanted and scene not in wanted:
            continue
        with TemporaryDirectory() as scratch:
            bridge = Bridge()
            parts = SampleParts(Path(scratch))
            sample_history(parts, Controls())
            window = Window(parts, bridge, theme)
            window.resize(*size)
            window.show()
            show(window)
            settle()
            window.grab().save(str(folder / f"{scene}-{name}-{percent}-{window.width()}.png"))
            window.hide()
            bridge.close()
            window.deleteLater()


def main(folder: Path, wanted: list[str]) -> None:
    """Draw every scene in every look."""
    app = QApplication.instance() or QApplication(sys.argv[:1])
    assert isinstance(app, QApplication)
    app.setStyle("Fusion")
    folder.mkdir(parents=True, exist_ok=True)
    for name, percent, size in LOOKS:
        draw(app, folder, name, percent, size, wanted)
    sheet = KeySheet(TEXTS, load_theme(RESOURCES / "assets" / "themes", "light"))
    dress(app, load_theme(RESOURCES / "assets" / "themes", "light"))
    sheet.grab().save(str(folder / "keys.png"))


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2:])
