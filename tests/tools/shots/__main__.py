"""Draw the window with sample data to PNG files, to be looked at: `python -m tests.tools.shots FOLDER [SCENE ...]`."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtGui import QPainter, QPixmap
from PySide6.QtWidgets import QApplication

from coach.gui.bridge import Bridge
from coach.gui.pages.history.balance import BalanceSection
from coach.gui.pages.history.coverage import CoverageSection
from coach.gui.pages.history.trend import TrendSection
from coach.gui.theme import NAMES, dress, load_theme
from coach.gui.widgets.keys.sheet import KeySheet
from coach.gui.window import HISTORY, PREPARE, SETTINGS, Window
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
    "review-asking": review.asking,
    "review-searching": review.searching,
    "review-editing": review.editing,
    "review-looping": review.looping,
    "review-noting": review.noting,
    "review-timing": review.timing,
    "history": lambda window: window.show_page(HISTORY),
    "history-filters": history.filtering,
    "history-search": history.searching,
    "history-bringing": history.bringing,
    "history-export": history.exporting,
    "history-trend": history.at_tab(TrendSection),
    "history-balance": history.at_tab(BalanceSection),
    "history-coverage": history.at_tab(CoverageSection),
    "history-days": history.counting_days,
    "history-compare": history.comparing,
    "settings": lambda window: window.show_page(SETTINGS),
    "settings-engine": settings.engine_settings,
    "settings-hearing": settings.hearing_settings,
    "settings-keys": settings.key_settings,
    "settings-data": settings.data_settings,
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
            picture(window).save(str(folder / f"{scene}-{name}-{percent}-{window.width()}.png"))
            window.hide()
            bridge.close()
            window.deleteLater()


def picture(window: Window) -> QPixmap:
    """Grab the window, with the sheet that lies over it."""
    drawn = window.grab()
    sheet = QApplication.activeModalWidget()
    if sheet is not None:
        painter = QPainter(drawn)
        painter.drawPixmap((window.width() - sheet.width()) // 2, (window.height() - sheet.height()) // 2, sheet.grab())
        painter.end()
        sheet.close()
    return drawn


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
