"""Settings: what is heard while a person speaks, and what is looked for in the sound afterwards."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from PySide6.QtWidgets import QCheckBox, QVBoxLayout, QWidget

from coach.errors import CoachError
from coach.gui.bridge import Bridge
from coach.gui.pages.settings.section import Section
from coach.gui.theme import MARGIN, Theme
from coach.gui.widgets.choice import Choice
from coach.gui.widgets.paragraph import Paragraph, tell
from coach.messages import Message, Texts, msg
from coach.settings import Settings

SWITCHES: dict[str, tuple[Message, Message]] = {
    "live_captions": (msg("settings.captions"), msg("settings.captions.what")),
    "live_anchors": (msg("settings.live_anchors"), msg("settings.live_anchors.what")),
    "pitch": (msg("settings.pitch"), msg("settings.pitch.what")),
    "ask_feeling": (msg("settings.ask_feeling"), msg("settings.ask_feeling.what")),
}
BOX = 22
"""Pixels of a check box beside its square: frame, padding, and the gap before its text."""
FILLERS: dict[str, Message] = {"surer": msg("settings.fillers.surer"), "all": msg("settings.fillers.all")}

Figures = Mapping[str, tuple[float, float]]
"""Measured precision and recall (0-1) by choice; empty where nothing was measured."""


class HearingSection(Section):
    """Switch on what helps; each switch says what it does, and the fillers how good they proved to be."""

    def __init__(self, texts: Texts, theme: Theme, bridge: Bridge, figures: Callable[[], Figures]) -> None:
        super().__init__(theme, texts(msg("settings.hearing")))
        self._texts = texts
        self._bridge = bridge
        self._measure = figures
        self._figures: Figures = {}
        self._settings = Settings()
        self.switches: dict[str, QCheckBox] = {}
        self._whats: list[Paragraph] = []
        for name, (title, what) in SWITCHES.items():
            self.switches[name] = self._switch(name, texts(title), texts(what))
        self._rows.addSpacing(MARGIN)
        self.fillers = Choice()
        self.row(texts(msg("settings.fillers")), self.fillers)
        self.fillers_note = self.note(theme)
        self.fillers.activated.connect(lambda _: self.wanted.emit({"fillers": self.fillers.currentData()}))

    def _switch(self, name: str, title: str, what: str) -> QCheckBox:
        made = QCheckBox(title)
        tell(made, title, what)
        made.clicked.connect(lambda on: self.wanted.emit({name: bool(on)}))
        line = Paragraph(self._theme, what, size=14, soft=True)
        self._whats.append(line)
        both = QWidget()
        rows = QVBoxLayout(both)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(0)
        rows.addWidget(made)
        rows.addWidget(line)
        self.wide(both)
        self._indent()
        return made

    def _indent(self) -> None:
        """Let each explanation begin where the text of its switch does."""
        for line in self._whats:
            line.setContentsMargins(self._theme.px(20) + BOX, 0, 0, 0)

    def set_theme(self, theme: Theme) -> None:
        """Take another theme."""
        super().set_theme(theme)
        for line in self._whats:
            line.set_theme(theme)
        self._indent()

    def open(self) -> None:
        """Ask for what was measured."""
        self._bridge.call("errand", self._measure, on_done=self._show_figures, on_failed=self._failed)

    def _show_figures(self, figures: Figures) -> None:
        self._figures = figures
        self.show_settings(self._settings)

    def _failed(self, error: BaseException) -> None:
        if isinstance(error, CoachError):
            self.troubled.emit(error)

    def show_settings(self, settings: Settings) -> None:
        """Show the person's choices, and what was measured for the one about fillers."""
        self._settings = settings
        for name, switch in self.switches.items():
            switch.setChecked(getattr(settings, name))
        self.fillers.fill([(self._texts(words), key) for key, words in FILLERS.items()], settings.fillers)
        self.say(self.fillers_note, self._about_fillers(settings.fillers))
        tell(self.fillers, self._texts(msg("settings.fillers")), self.fillers_note.plain)

    def _about_fillers(self, chosen: str) -> str:
        what = self._texts(msg("settings.fillers.what"))
        if chosen not in self._figures:
            return what
        precision, recall = (round(100 * share) for share in self._figures[chosen])
        return f"{what} {self._texts(msg('settings.fillers.measured', precision=precision, recall=recall))}"
