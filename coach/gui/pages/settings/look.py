"""Settings: how the program looks, and what the Practice page shows while a person speaks."""

from __future__ import annotations

from PySide6.QtWidgets import QCheckBox

from coach.gui.pages.settings.section import Section
from coach.gui.theme import Theme
from coach.gui.widgets.choice import Choice
from coach.gui.widgets.paragraph import tell
from coach.messages import Message, Texts, msg
from coach.settings import Settings

THEMES: dict[str, Message] = {
    "system": msg("settings.theme.system"),
    "light": msg("settings.theme.light"),
    "dark": msg("settings.theme.dark"),
    "cream": msg("settings.theme.cream"),
    "contrast": msg("settings.theme.contrast"),
}
PERCENTS = (100, 110, 125, 150, 175, 200)


class LookSection(Section):
    """Choose theme, text size and whether seconds are counted."""

    def __init__(self, texts: Texts, theme: Theme) -> None:
        super().__init__(theme, texts(msg("settings.look")))
        self._texts = texts
        self.theme = Choice()
        self.text_size = Choice()
        self.count_up = QCheckBox(texts(msg("settings.count_up")))
        tell(self.count_up, self.count_up.text())
        self.row(texts(msg("settings.theme")), self.theme)
        self.row(texts(msg("settings.size")), self.text_size)
        self.wide(self.count_up)
        self.theme.activated.connect(lambda _: self.wanted.emit({"theme": self.theme.currentData()}))
        self.text_size.activated.connect(lambda _: self.wanted.emit({"text_percent": self.text_size.currentData()}))
        self.count_up.clicked.connect(lambda on: self.wanted.emit({"count_up": bool(on)}))

    def show_settings(self, settings: Settings) -> None:
        """Show the person's choices."""
        self.theme.fill([(self._texts(name), key) for key, name in THEMES.items()], settings.theme)
        percents = sorted({*PERCENTS, settings.text_percent})
        sizes = [(self._texts(msg("settings.percent", percent=percent)), percent) for percent in percents]
        self.text_size.fill(sizes, settings.text_percent)
        self.count_up.setChecked(settings.count_up)
