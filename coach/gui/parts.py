"""What the window is handed: the parts of the program by their seams. Only `app` and `window` see it whole."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Protocol

from coach.analysis.live import Spotted
from coach.errors import CoachError
from coach.gui.charts.envelope import KeepWaveform, ReadSound
from coach.gui.taking import Attempts
from coach.messages import Texts
from coach.model import Story, Word
from coach.practice.again import Again
from coach.practice.bringing import Bringing
from coach.practice.edits import Edits
from coach.practice.export.exports import Exports
from coach.practice.export.printing import Printing
from coach.practice.history import History
from coach.practice.keeping.backup import Keeping
from coach.practice.own_packs import OwnPacks
from coach.practice.ports import Devices, Models, Player, Recorder, Voice
from coach.practice.stories import Stories
from coach.settings import Folders, Settings


class Recogniser(Protocol):
    """The process that recognises speech."""

    def warm(self) -> None:
        """Load the engine before it is needed."""
        ...

    def close(self) -> None:
        """End the process."""
        ...


class TakeShelf(History, Protocol):
    """The takes, and what was wrong with their database."""

    @property
    def problem(self) -> CoachError | None:
        """Return what was wrong when it was opened."""
        ...


class Parts(Protocol):
    """Every part of the program that the window uses."""

    @property
    def settings(self) -> Settings:
        """Return the choices in force."""
        ...

    @property
    def problem(self) -> CoachError | None:
        """Return what was wrong when the choices were read."""
        ...

    @property
    def folders(self) -> Folders:
        """Return where files live."""
        ...

    @property
    def data_folder(self) -> Path:
        """Return the folder in which takes are kept."""
        ...

    @property
    def resources(self) -> Path:
        """Return the folder that holds `assets`."""
        ...

    @property
    def texts(self) -> Texts:
        """Return the sentences."""
        ...

    @property
    def history(self) -> TakeShelf:
        """Return the takes."""
        ...

    @property
    def packs(self) -> OwnPacks:
        """Return the question packs."""
        ...

    def steps(self) -> Mapping[str, Sequence[str]]:
        """Return the steps of a good answer, in order, by category."""
        ...

    @property
    def practice(self) -> Attempts:
        """Return what takes and reviews attempts."""
        ...

    @property
    def again(self) -> Again:
        """Return what transcribes a kept take again."""
        ...

    @property
    def edits(self) -> Edits:
        """Return what keeps a text that a person has edited."""
        ...

    def exports(self, printing: Printing) -> Exports:
        """Return what writes takes as files; `printing` draws pictures and prints pages."""
        ...

    @property
    def keeping(self) -> Keeping:
        """Return what keeps everything in one file, brings it back, and deletes it."""
        ...

    @property
    def bringing(self) -> Bringing:
        """Return what makes takes of sound files."""
        ...

    @property
    def player(self) -> Player:
        """Return the loudspeaker."""
        ...

    @property
    def recorder(self) -> Recorder:
        """Return the microphone."""
        ...

    @property
    def read_sound(self) -> ReadSound:
        """Return what reads a sound file into mono samples, and samples a second."""
        ...

    @property
    def keep_waveform(self) -> KeepWaveform:
        """Return what gives the waveform of a file that was drawn before, or makes and keeps it."""
        ...

    @property
    def devices(self) -> Devices:
        """Return what knows the sound devices."""
        ...

    @property
    def voice(self) -> Voice:
        """Return the voice."""
        ...

    @property
    def models(self) -> Models:
        """Return the models."""
        ...

    @property
    def recogniser(self) -> Recogniser:
        """Return the recogniser."""
        ...

    def get_ready(self) -> None:
        """Load what judging an answer takes, before it is wanted."""
        ...

    @property
    def filler_figures(self) -> Mapping[str, tuple[float, float]]:
        """Return the measured precision and recall (0-1) by choice, "surer" and "all"; empty where not measured."""
        ...

    @property
    def stories(self) -> Stories:
        """Return the person's stories."""
        ...

    def spot_anchors(self, before: Spotted, words: Sequence[Word], story: Story | None = None) -> Spotted:
        """Look for anchors among the words heard so far, and for the cues of the story that is told."""
        ...

    def engines(self) -> Sequence[str]:
        """Name the engines that can run here."""
        ...

    def save_settings(self, settings: Settings) -> None:
        """Keep the choices for the next start."""
        ...

    def apply(self, settings: Settings) -> None:
        """Let the parts follow the choices from now on."""
        ...
