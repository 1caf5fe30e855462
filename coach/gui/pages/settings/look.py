"""Settings: how the program looks, its language, and what the Practice page shows while a person speaks."""

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
LANGUAGES: dict[str, Message] = {"en": msg("settings.language.en"), "de": msg("settings.language.de")}
"""The languages that have catalogues, each named in its own words, so that whoever reads it finds it."""

PERCENTS = (100, 110, 125, 150, 175, 200)


class LookSection(Section):
    """Choose theme, text size, language and whether seconds are counted."""

    def __init__(self, texts: Texts, theme: Theme) -> None:
        super().__init__(theme, texts(msg("settings.look")))
        self._texts = texts
        self.theme = Choice()
        self.text_size = Choice()
        self.language = Choice()
        self.count_up = QCheckBox(texts(msg("settings.count_up")))
        tell(self.count_up, self.count_up.text())
        self.row(texts(msg("settings.theme")), self.theme)
        self.row(texts(msg("settings.size")), self.text_size)
        self.row(texts(msg("settings.language")), self.language)
        self.note(theme, texts(msg("settings.language.what")))
        self._next_start = self.note(theme)
        self.wide(self.count_up)
        self.theme.activated.connect(lambda _: self.wanted.emit({"theme": self.theme.currentData()}))
        self.text_size.activated.connect(lambda _: self.wanted.emit({"text_percent": self.text_size.currentData()}))
        self.language.activated.connect(lambda _: self.wanted.emit({"language": self.language.currentData()}))
        self.count_up.clicked.connect(lambda on: self.wanted.emit({"count_up": bool(on)}))

    def show_settings(self, settings: Settings) -> None:
        """Show the person's choices."""
        self.theme.fill([(self._texts(name), key) for key, name in THEMES.items()], settings.theme)
        percents = sorted({*PERCENTS, settings.text_percent})
        sizes = [(self._texts(msg("settings.percent", percent=percent)), percent) for percent in percents]
        self.text_size.fill(sizes, settings.text_percent)
        chosen = settings.language if settings.language in LANGUAGES else "en"
        self.language.fill([(self._texts(name), key) for key, name in LANGUAGES.items()], chosen)
        waits = chosen != self._texts.language
        self.say(self._next_start, self._texts(msg("settings.language.next_start")) if waits else "")
        self.count_up.setChecked(settings.count_up)
