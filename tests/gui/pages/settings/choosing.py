"""Make the Settings page, and choose on it."""

from PySide6.QtWidgets import QComboBox
from pytestqt.qtbot import QtBot

from coach.gui.bridge import Bridge
from coach.gui.pages.settings import SettingsPage
from coach.gui.theme import Theme
from tests.gui.sample import TEXTS, SampleParts


def make(qtbot: QtBot, theme: Theme, bridge: Bridge, parts: SampleParts) -> SettingsPage:
    page = SettingsPage(
        TEXTS,
        theme,
        bridge,
        parts.settings,
        devices=parts.devices,
        recorder=parts.recorder,
        voice=parts.voice,
        models=parts.models,
        engines=parts.engines,
        filler_figures=lambda: parts.filler_figures,
        data_folder=parts.data_folder,
        scratch=parts.folders.cache,
    )
    qtbot.addWidget(page)
    page.resize(1080, 800)
    page.show()
    qtbot.waitUntil(lambda: page.sound.microphone.count() > 1 and len(page.recognition._known) > 0)
    qtbot.waitUntil(lambda: not bridge.busy("voice") and not bridge.busy("errand"))
    qtbot.waitUntil(lambda: bool(page.hearing._figures) == bool(parts.filler_figures))
    return page


def pick(choice: QComboBox, value: object) -> None:
    index = next(index for index in range(choice.count()) if choice.itemData(index) == value)
    choice.setCurrentIndex(index)
    choice.activated.emit(index)


def offered(choice: QComboBox) -> list[str]:
    return [choice.itemText(index) for index in range(choice.count())]
