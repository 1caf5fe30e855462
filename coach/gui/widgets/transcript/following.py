"""Whether the words follow the sound: as the person wants, and not while they look elsewhere."""

from __future__ import annotations

from PySide6.QtCore import QObject

from coach.gui.widgets.transcript.tools import TextTools
from coach.gui.widgets.transcript.view import TranscriptView


class WordsFollow(QObject):
    """Let a transcript scroll with the sound; scrolled by hand it waits until the sound is sent elsewhere."""

    def __init__(self, view: TranscriptView, tools: TextTools) -> None:
        super().__init__(view)
        self._view = view
        self._tools = tools
        self._on = True
        self._waits = False
        view.scrolled.connect(self._wait)
        view.word_chosen.connect(self.go_on)
        view.sound_chosen.connect(self.go_on)
        tools.follow_wanted.connect(self.set_on)
        self._show()

    @property
    def on(self) -> bool:
        """Tell whether the text scrolls with the sound now."""
        return self._on and not self._waits

    def set_on(self, on: bool) -> None:
        """Follow, or stay."""
        self._on, self._waits = on, False
        self._show()

    def toggle(self) -> None:
        """Follow where the text stays now, and the other way round."""
        self.set_on(not self.on)

    def go_on(self, _: object = None) -> None:
        """Follow again where it only waited: the person sent the sound somewhere."""
        if self._waits:
            self._waits = False
            self._show()

    def _wait(self) -> None:
        if self._view.current is not None and self.on:
            self._waits = True
            self._show()

    def _show(self) -> None:
        self._view.keep_in_sight(self.on)
        self._tools.show_following(self._on, waits=self._waits)
