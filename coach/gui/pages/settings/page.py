"""The Settings page: every choice applies at once and can be taken back."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

import msgspec
from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QHideEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QScrollArea, QVBoxLayout, QWidget

from coach.gui.bridge import Bridge
from coach.gui.pages.settings.data import DataSection
from coach.gui.pages.settings.hearing import Figures, HearingSection
from coach.gui.pages.settings.keys import KeysSection
from coach.gui.pages.settings.look import LookSection
from coach.gui.pages.settings.reading import ReadingSection
from coach.gui.pages.settings.recognition import RecognitionSection
from coach.gui.pages.settings.section import Section, button
from coach.gui.pages.settings.sound import SoundSection
from coach.gui.theme import MARGIN, Theme
from coach.gui.widgets.column import centre
from coach.gui.widgets.paragraph import Paragraph, tell
from coach.messages import Texts, msg
from coach.practice.ports import Devices, Models, Recorder, Voice
from coach.settings import Settings

COLUMN = 760
"""Most pixels, at the usual text size, that the column of settings is wide."""

KEPT_BY_RESET = ("data_folder", "language", "voice_missing_told")
"""What "back to the usual settings" leaves alone: none of it changes while the program runs."""


class SettingsPage(QScrollArea):
    """Show the choices section by section; `changed` carries the new settings."""

    changed = Signal(object)
    troubled = Signal(object)

    def __init__(
        self,
        texts: Texts,
        theme: Theme,
        bridge: Bridge,
        settings: Settings,
        *,
        devices: Devices,
        recorder: Recorder,
        voice: Voice,
        models: Models,
        engines: Callable[[], Sequence[str]],
        filler_figures: Callable[[], Figures],
        data_folder: Path,
        scratch: Path,
    ) -> None:
        super().__init__()
        self._settings = settings
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        tell(self, texts(msg("settings.title")))
        self.sound = SoundSection(texts, theme, bridge, devices, recorder, scratch)
        self.reading = ReadingSection(texts, theme, bridge, voice)
        self.recognition = RecognitionSection(texts, theme, bridge, models, engines)
        self.hearing = HearingSection(texts, theme, bridge, filler_figures)
        self.look = LookSection(texts, theme)
        self.keys = KeysSection(texts, theme)
        self.data = DataSection(texts, theme, data_folder)
        self.sections: tuple[Section, ...] = (
            *(self.sound, self.reading, self.recognition),
            *(self.hearing, self.look, self.keys, self.data),
        )
        self.title = Paragraph(theme, texts(msg("settings.title")), size=28)
        self.note = Paragraph(theme, texts(msg("settings.note")), soft=True)
        self.reset = button(texts(msg("settings.reset")))
        self._column = QWidget()
        self._lay_out(theme)
        for section in self.sections:
            section.wanted.connect(self._change)
            section.troubled.connect(self.troubled.emit)
        self.reset.clicked.connect(self._reset)
        self.show_settings(settings)

    def _lay_out(self, theme: Theme) -> None:
        rows = QVBoxLayout(self._column)
        rows.setContentsMargins(0, 4 * MARGIN, 0, 6 * MARGIN)
        rows.setSpacing(5 * MARGIN)
        head = QVBoxLayout()
        head.setSpacing(MARGIN)
        head.addWidget(self.title)
        head.addWidget(self.note)
        rows.addLayout(head)
        for section in self.sections:
            rows.addWidget(section)
        rows.addWidget(self.reset, 0, Qt.AlignmentFlag.AlignLeft)
        rows.addStretch(1)
        self._column.setMaximumWidth(theme.px(COLUMN))
        page = QWidget()
        page.setObjectName("page")
        centre(page, self._column)
        self.setWidget(page)

    @property
    def settings(self) -> Settings:
        """Return the choices shown."""
        return self._settings

    def show_settings(self, settings: Settings) -> None:
        """Show these choices."""
        self._settings = settings
        for section in self.sections:
            section.show_settings(settings)

    def tell_voice_missing(self) -> None:
        """Remember that the person knows that nothing here can read aloud."""
        self._change({"voice_missing_told": True})

    def set_theme(self, theme: Theme) -> None:
        """Take another theme."""
        self._column.setMaximumWidth(theme.px(COLUMN))
        self.title.set_theme(theme)
        self.note.set_theme(theme)
        for section in self.sections:
            section.set_theme(theme)
        self._arrange()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt's own name
        """Fit the sections into the new width."""
        super().resizeEvent(event)
        self._arrange()

    def _arrange(self) -> None:
        room = min(self.viewport().width() - 12 * MARGIN, self._column.maximumWidth())
        for section in self.sections:
            section.arrange(room)

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802 - Qt's own name
        """Look for devices, voices and models when the page is opened."""
        super().showEvent(event)
        if not event.spontaneous():
            for section in self.sections:
                section.open()

    def hideEvent(self, event: QHideEvent) -> None:  # noqa: N802 - Qt's own name
        """Close the microphone of a level check when the page is left."""
        super().hideEvent(event)
        self.sound.stop_check()

    def _change(self, changes: Mapping[str, object]) -> None:
        self._take(msgspec.structs.replace(self._settings, **changes))

    def _reset(self) -> None:
        kept = {name: getattr(self._settings, name) for name in KEPT_BY_RESET}
        self._take(msgspec.structs.replace(Settings(), **kept))

    def _take(self, settings: Settings) -> None:
        if settings != self._settings:
            self.show_settings(settings)
            self.changed.emit(settings)
