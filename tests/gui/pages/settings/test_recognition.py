"""Settings: engines and models that are here are offered; the network is used on a click only."""

from pathlib import Path

import msgspec
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QPushButton
from pytestqt.qtbot import QtBot

from coach.errors import CoachError
from coach.gui.pages.settings import SettingsPage
from coach.messages import msg
from coach.practice.ports import MEANING, ModelInfo
from coach.settings import Settings
from tests.gui.pages.settings.choosing import offered, pick
from tests.gui.sample import TEXTS, SampleParts

CLICK = Qt.MouseButton.LeftButton


def shelf(page: SettingsPage) -> dict[str, QPushButton]:
    buttons = page.recognition.shelf.findChildren(QPushButton)
    return {made.accessibleName(): made for made in buttons if made.isVisible()}


def on_shelf(qtbot: QtBot, page: SettingsPage, name: str) -> QPushButton:
    qtbot.waitUntil(lambda: name in shelf(page))
    return shelf(page)[name]


def test_only_the_engines_that_are_here_are_offered(page: SettingsPage, changes: list[Settings]) -> None:
    assert [page.recognition.engine.itemData(i) for i in range(2)] == ["moonshine", "whisper"]
    pick(page.recognition.engine, "whisper")
    assert changes[-1].engine == "whisper"
    page.recognition._show_known((("whisper",), ()))
    page.show_settings(Settings())
    assert "not on this computer" in page.recognition.engine.currentText()


def test_a_model_is_fetched_on_a_click_used_and_removed(
    qtbot: QtBot, page: SettingsPage, changes: list[Settings]
) -> None:
    pick(page.recognition.engine, "whisper")
    qtbot.waitUntil(lambda: set(shelf(page)) == {"Get the model tiny.en, 75 MB", "Get the model base.en, 145 MB"})
    assert offered(page.recognition.model) == [TEXTS(msg("settings.model.usual"))]
    qtbot.mouseClick(on_shelf(qtbot, page, "Get the model tiny.en, 75 MB"), CLICK)
    qtbot.waitUntil(lambda: "Remove the model tiny.en" in shelf(page))
    assert not page.recognition.progress.isVisible()
    pick(page.recognition.model, "tiny.en")
    assert changes[-1].model == "tiny.en"
    qtbot.mouseClick(on_shelf(qtbot, page, "Remove the model tiny.en"), CLICK)
    qtbot.waitUntil(lambda: "Get the model tiny.en, 75 MB" in shelf(page))
    assert changes[-1].model == ""


def test_fetching_shows_progress_and_can_be_cancelled(
    qtbot: QtBot, parts: SampleParts, page: SettingsPage, troubles: list[CoachError]
) -> None:
    def get(name: str, controls):  # type: ignore[no-untyped-def]
        from coach.errors import Cancelled
        from coach.practice.ports import Fetched

        yield Fetched(1_000_000, 0)
        while not controls.cancel.wait(0.01):
            yield Fetched(30_000_000, 75_000_000)
        raise Cancelled

    parts.models.get = get  # type: ignore[method-assign]
    page.show_settings(msgspec.structs.replace(Settings(), engine="whisper"))
    qtbot.mouseClick(on_shelf(qtbot, page, "Get the model tiny.en, 75 MB"), CLICK)
    qtbot.waitUntil(lambda: page.recognition.progress_words.text() == "30 MB of 75 MB")
    assert page.recognition.progress.value() == 400
    assert not on_shelf(qtbot, page, "Get the model tiny.en, 75 MB").isEnabled()
    qtbot.mouseClick(page.recognition.cancel, CLICK)
    qtbot.waitUntil(lambda: not page.recognition.progress.isVisible())
    assert troubles == []
    assert on_shelf(qtbot, page, "Get the model tiny.en, 75 MB").isEnabled()
    page.recognition._cancel()


def test_offline_it_says_so(qtbot: QtBot, parts: SampleParts, page: SettingsPage, troubles: list[CoachError]) -> None:
    parts.models.reachable = False
    page.show_settings(msgspec.structs.replace(Settings(), engine="whisper"))
    qtbot.mouseClick(on_shelf(qtbot, page, "Get the model base.en, 145 MB"), CLICK)
    qtbot.waitUntil(lambda: len(troubles) == 1)


def test_a_missing_model_stays_chosen(page: SettingsPage) -> None:
    page.show_settings(msgspec.structs.replace(Settings(), engine="whisper", model="large"))
    assert page.recognition.model.currentText() == "large (not on this computer)"


def test_the_meaning_model_is_on_the_shelf_of_every_engine_but_never_chosen(qtbot: QtBot, page: SettingsPage) -> None:
    whisper = ModelInfo("whisper", "base.en", 145_000_000, Path("here"), True)
    meaning = ModelInfo(MEANING, "all-MiniLM-L6-v2", 24_000_000, Path("here"), True)
    page.recognition._show_known((("moonshine", "whisper"), (whisper, meaning)))
    for engine, names in {"moonshine": {"all-MiniLM-L6-v2"}, "whisper": {"base.en", "all-MiniLM-L6-v2"}}.items():
        page.show_settings(msgspec.structs.replace(Settings(), engine=engine))
        buttons = {f"Remove the model {name}" for name in names}
        qtbot.waitUntil(lambda buttons=buttons: set(shelf(page)) == buttons)  # type: ignore[misc]
        assert "all-MiniLM-L6-v2" not in offered(page.recognition.model)
    words = [label.text() for label in page.recognition.shelf.findChildren(QLabel) if label.isVisible()]
    assert "On this computer · 24 MB · finds what you said in your own words" in words
    assert "On this computer · 145 MB" in words
