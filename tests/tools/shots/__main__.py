"""Draw the window with sample data to PNG files, to be looked at: `python -m tests.tools.shots FOLDER [SCENE ...]`."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtWidgets import QApplication

from coach.gui.bridge import Bridge
from coach.gui.theme import NAMES, dress, load_theme
from coach.gui.widgets.keys.sheet import KeySheet
from coach.gui.window import HISTORY, PREPARE, SETTINGS, Window
from coach.messages import msg
from coach.model import Attempt
from tests.gui.sample import RESOURCES, TEXTS, SampleParts
from tests.tools.shots import history, practice, prepare, review, settings
from tests.tools.shots.data import takes
from tests.tools.shots.settling import settle

WIDE, USUAL, SMALL = (1920, 1080), (1280, 800), (900, 600)


Look = tuple[str, int, tuple[int, int]]


LOOKS: list[Look] = [
    *((name, percent, size) for name in NAMES for percent, size in ((100, USUAL), (100, WIDE), (200, USUAL))),
    ("light", 100, SMALL),
]


SCENES: dict[str, Callable[[Window], None]] = {
    "practice-resting": practice.practising("resting"),
    "practice-ready": practice.noticed,
    "practice-recording": practice.practising("recording"),
    "practice-transcribing": practice.practising("transcribing"),
    "practice-captions": practice.speaking,
    "practice-captions-ready": practice.about_to_speak,
    "practice-waiting": practice.waiting,
    "practice-behind": practice.gone_on,
    "practice-list": practice.picking,
    "practice-balance": practice.balancing,
    "practice-typing": practice.typing,
    "prepare": lambda window: window.show_page(PREPARE),
    "prepare-stories": prepare.listing_stories,
    "prepare-story": prepare.writing_a_story,
    "prepare-questions-empty": prepare.no_question_yet,
    "prepare-questions": prepare.listing_questions,
    "prepare-question": prepare.writing_a_question,
    "prepare-question-more": prepare.expecting,
    "practice-story": practice.telling_a_story,
    "review": review.reviewing,
    "review-story": review.hearing_a_story,
    "review-transcript": review.transcript,
    "review-details": review.reading_on,
    "review-corrected": review.correcting_content,
    "review-again": review.choosing_again,
    "review-again-working": review.transcribing_again,
    "review-compare": review.comparing,
    "history": lambda window: window.show_page(HISTORY),
    "history-trend": history.at_tab(msg("history_page.tab.trend")),
    "settings": lambda window: window.show_page(SETTINGS),
    "settings-engine": settings.engine_settings,
    "settings-hearing": settings.hearing_settings,
}


def draw(app: QApplication, folder: Path, look: Look, scenes: Sequence[str], kept: Sequence[Attempt]) -> None:
    """Draw scenes in one look."""
    name, percent, size = look
    theme = load_theme(RESOURCES / "assets" / "themes", name, percent)
    dress(app, theme)
    for scene in scenes:
        with TemporaryDirectory() as scratch:
            bridge = Bridge()
            parts = SampleParts(Path(scratch))
            parts.history.shelf.attempts.update((attempt.id, attempt) for attempt in kept)
            window = Window(parts, bridge, theme)
            window.resize(*size)
            window.show()
            SCENES[scene](window)
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
    with TemporaryDirectory() as scratch:
        kept = takes(Path(scratch))
        for look in LOOKS:
            draw(app, folder, look, wanted or [*SCENES], kept)
    theme = load_theme(RESOURCES / "assets" / "themes", "light")
    dress(app, theme)
    KeySheet(TEXTS, theme).grab().save(str(folder / "keys.png"))


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2:])
