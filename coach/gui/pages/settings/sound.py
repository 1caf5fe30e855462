"""Settings: the microphone with a check of its level, and the loudspeaker."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QTimer

from coach.errors import CoachError
from coach.gui.bridge import Bridge
from coach.gui.pages.settings.section import Section, button
from coach.gui.theme import Theme
from coach.gui.widgets.choice import Choice
from coach.gui.widgets.level_meter import LevelMeter
from coach.gui.widgets.paragraph import tell
from coach.messages import Texts, msg
from coach.practice.ports import Controls, Device, Devices, Recorder
from coach.settings import Settings

CHECK_SECONDS = 15
"""Seconds after which a level check ends by itself."""


class SoundSection(Section):
    """Choose the devices. They are asked on the voice worker: it alone touches sound devices."""

    def __init__(
        self, texts: Texts, theme: Theme, bridge: Bridge, devices: Devices, recorder: Recorder, scratch: Path
    ) -> None:
        super().__init__(theme, texts(msg("settings.sound")))
        self._texts = texts
        self._bridge = bridge
        self._devices = devices
        self._recorder = recorder
        self._scratch = scratch
        self._settings = Settings()
        self._checking: Controls | None = None
        self._found: tuple[Sequence[Device], Sequence[Device]] = ((), ())
        self.microphone = Choice()
        self.loudspeaker = Choice()
        self.refresh = button(texts(msg("settings.refresh")))
        self.check = button(texts(msg("settings.check")))
        self.meter = LevelMeter(texts, theme, idle=msg("settings.level.idle"))
        self.row(texts(msg("settings.microphone")), self.microphone, self.refresh)
        self.row(texts(msg("settings.level")), self.meter, self.check)
        self.row(texts(msg("settings.loudspeaker")), self.loudspeaker)
        self._end = QTimer(self)
        self._end.setSingleShot(True)
        self._end.setInterval(CHECK_SECONDS * 1000)
        self._end.timeout.connect(self.stop_check)
        self.microphone.activated.connect(lambda _: self._want(microphone=self.microphone.currentData()))
        self.loudspeaker.activated.connect(lambda _: self._want(loudspeaker=self.loudspeaker.currentData()))
        self.refresh.clicked.connect(self.open)
        self.check.clicked.connect(self._toggle_check)

    def open(self) -> None:
        """Ask which devices there are."""
        self._bridge.call(
            "voice",
            lambda: (self._devices.microphones(), self._devices.loudspeakers()),
            on_done=self._show_found,
            on_failed=self._failed,
        )

    def show_settings(self, settings: Settings) -> None:
        """Show the chosen devices."""
        self._settings = settings
        microphones, loudspeakers = self._found
        self.microphone.fill(self._choices(microphones, settings.microphone), settings.microphone)
        self.loudspeaker.fill(self._choices(loudspeakers, settings.loudspeaker), settings.loudspeaker)

    def set_theme(self, theme: Theme) -> None:
        """Take another theme."""
        super().set_theme(theme)
        self.meter.set_theme(theme)

    def stop_check(self) -> None:
        """End the level check."""
        self._end.stop()
        if self._checking is not None:
            self._checking.stop.set()

    def _want(self, **changes: object) -> None:
        self.stop_check()
        self.wanted.emit(changes)

    def _choices(self, devices: Sequence[Device], chosen: str) -> list[tuple[str, object]]:
        usual = next((device.name for device in devices if device.usual), "")
        system = msg("settings.device.usual_named", name=usual) if usual else msg("settings.device.usual")
        choices: list[tuple[str, object]] = [(self._texts(system), "")]
        choices += [(device.name, device.name) for device in devices]
        if chosen and all(device.name != chosen for device in devices):
            choices.append((self._texts(msg("settings.device.away", name=chosen)), chosen))
        return choices

    def _show_found(self, found: tuple[Sequence[Device], Sequence[Device]]) -> None:
        self._found = found
        self.show_settings(self._settings)

    def _toggle_check(self) -> None:
        if self._checking is not None:
            self.stop_check()
            return
        self._checking = Controls()
        self._scratch.mkdir(parents=True, exist_ok=True)
        path = self._scratch / "level-check.wav"
        self._name_check(self._texts(msg("settings.check.stop")))
        self.meter.clear()
        self._end.start()
        self._bridge.start(
            "voice",
            lambda controls: self._recorder.record(path, controls),
            self._checking,
            on_news=self.meter.show_level,
            on_done=lambda _: self._checked(path),
            on_failed=lambda error: self._checked(path, error),
        )

    def _checked(self, path: Path, error: BaseException | None = None) -> None:
        self._end.stop()
        self._checking = None
        path.unlink(missing_ok=True)
        self._name_check(self._texts(msg("settings.check")))
        self.meter.clear()
        if error is not None:
            self._failed(error)

    def _name_check(self, text: str) -> None:
        self.check.setText(text)
        tell(self.check, text)

    def _failed(self, error: BaseException) -> None:
        if isinstance(error, CoachError):
            self.troubled.emit(error)
