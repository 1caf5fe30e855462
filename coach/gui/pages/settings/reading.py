"""Settings: whether questions are read aloud, by which voice and how fast."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QLabel, QSlider

from coach.errors import CoachError
from coach.gui.bridge import Bridge
from coach.gui.pages.settings.section import Section, button
from coach.gui.theme import Theme
from coach.gui.widgets.choice import Choice
from coach.gui.widgets.paragraph import tell
from coach.messages import Texts, msg
from coach.practice.ports import Controls, SpeakingVoice, Voice
from coach.settings import Settings

SLOWEST, FASTEST, STEP = 80, 320, 5
"""Words a minute."""


class ReadingSection(Section):
    """Choose the voice; a short sentence lets a person hear the choice."""

    def __init__(self, texts: Texts, theme: Theme, bridge: Bridge, voice: Voice) -> None:
        super().__init__(theme, texts(msg("settings.reading")))
        self._texts = texts
        self._bridge = bridge
        self._voice = voice
        self._voices: Sequence[SpeakingVoice] = ()
        self._settings = Settings()
        self._trying: Controls | None = None
        self.read_aloud = QCheckBox(texts(msg("settings.read_aloud")))
        tell(self.read_aloud, self.read_aloud.text())
        self.voice = Choice()
        self.rate = QSlider(Qt.Orientation.Horizontal)
        self.rate.setRange(SLOWEST, FASTEST)
        self.rate.setSingleStep(STEP)
        self.rate.setPageStep(4 * STEP)
        self.rate.setTracking(False)
        self.rate_words = QLabel()
        self.trial = button(texts(msg("settings.try")))
        self.wide(self.read_aloud)
        self.row(texts(msg("settings.voice")), self.voice, self.trial)
        self.row(texts(msg("settings.rate")), self.rate, self.rate_words)
        self.missing = self.note(theme)
        self.read_aloud.clicked.connect(lambda on: self.wanted.emit({"read_aloud": bool(on)}))
        self.voice.activated.connect(lambda _: self.wanted.emit({"voice": self.voice.currentData()}))
        self.rate.valueChanged.connect(self._rate_set)
        self.rate.sliderMoved.connect(self._show_rate)
        self.trial.clicked.connect(self._try)

    def open(self) -> None:
        """Ask which voices there are."""
        self._bridge.call("voice", self._voice.voices, on_done=self._show_voices, on_failed=self._failed)

    def show_settings(self, settings: Settings) -> None:
        """Show the person's choices."""
        self._settings = settings
        self.read_aloud.setChecked(settings.read_aloud)
        self.rate.setValue(settings.rate)
        self._show_rate(settings.rate)
        choices: list[tuple[str, object]] = [(self._texts(msg("settings.voice.usual")), "")]
        choices += [
            (self._texts(msg("settings.voice.named", name=voice.name, language=voice.language)), voice.id)
            for voice in self._voices
        ]
        if settings.voice and all(voice.id != settings.voice for voice in self._voices):
            choices.append((settings.voice, settings.voice))
        self.voice.fill(choices, settings.voice)

    def _show_voices(self, voices: Sequence[SpeakingVoice]) -> None:
        self._voices = voices
        self.say(self.missing, "" if voices else self._texts(msg("settings.voice.none")))
        self.show_settings(self._settings)

    def _show_rate(self, rate: int) -> None:
        self.rate_words.setText(self._texts(msg("settings.rate.words", rate=rate)))
        tell(self.rate, self._texts(msg("settings.rate")), self.rate_words.text())

    def _rate_set(self, rate: int) -> None:
        self._show_rate(rate)
        if rate != self._settings.rate:
            self.wanted.emit({"rate": rate})

    def _try(self) -> None:
        if self._trying is not None:
            self._trying.stop.set()
            return
        self._trying = Controls()
        self._name_trial(self._texts(msg("settings.try.stop")))
        sentence = self._texts(msg("settings.try.sentence"))
        self._bridge.start(
            "voice",
            lambda controls: self._voice.say(sentence, controls),
            self._trying,
            on_done=lambda _: self._tried(),
            on_failed=self._failed,
        )

    def _tried(self) -> None:
        self._trying = None
        self._name_trial(self._texts(msg("settings.try")))

    def _name_trial(self, text: str) -> None:
        self.trial.setText(text)
        tell(self.trial, text)

    def _failed(self, error: BaseException) -> None:
        self._tried()
        if isinstance(error, CoachError):
            self.troubled.emit(error)
