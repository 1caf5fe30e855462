"""Parts that follow the settings: each call asks anew which real part is chosen at that moment."""

from __future__ import annotations

import threading
from collections.abc import Callable, Generator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from coach.model import Recording, Transcript
from coach.practice.ports import Controls, Heard, Level, Player, Recorder, SpeakingVoice, Spoken, Voice

if TYPE_CHECKING:
    from coach.adapters.recogniser import Recogniser


class ChosenRecorder:
    """Record from the microphone that is chosen when the recording begins."""

    def __init__(self, choose: Callable[[], Recorder]) -> None:
        self._choose = choose

    def record(self, path: Path, controls: Controls) -> Generator[Level, None, Recording]:
        """Record until stop or cancel is set; raise SoundError."""
        return self._choose().record(path, controls)


class ChosenPlayer:
    """Play to the loudspeaker that is chosen when the playing begins."""

    def __init__(self, choose: Callable[[], Player]) -> None:
        self._choose = choose

    def play(
        self,
        path: Path,
        controls: Controls,
        start: float = 0.0,
        end: float | None = None,
        *,
        speed: float = 1.0,
        again_from: float | None = None,
    ) -> Generator[Spoken, None, None]:
        """Play from `start` to `end` seconds, at a speed, in a loop; raise SoundError."""
        return self._choose().play(path, controls, start, end, speed=speed, again_from=again_from)


class ChosenVoice:
    """Speak with the voice and rate that are chosen when the speaking begins."""

    def __init__(self, choose: Callable[[], Voice]) -> None:
        self._choose = choose

    def say(self, text: str, controls: Controls) -> Generator[Spoken, None, None]:
        """Speak until the text ends or stop or cancel is set; raise VoiceError, SoundError."""
        return self._choose().say(text, controls)

    def render(self, text: str, controls: Controls) -> Path:
        """Return a WAV file of the spoken text; raise VoiceError."""
        return self._choose().render(text, controls)

    def voices(self) -> Sequence[SpeakingVoice]:
        """List the installed voices."""
        return self._choose().voices()


class ChosenRecogniser:
    """Recognise with the engine and model that were chosen last; `find` turns the two into a module and a folder.

    `find_ear` names the module that hears the sound beside any engine, and what it is loaded with.
    """

    def __init__(
        self,
        find: Callable[[str, str], tuple[str, str]],
        engine: str,
        model: str,
        find_ear: Callable[[], tuple[str, ...]] = tuple,
    ) -> None:
        self._find = find
        self._find_ear = find_ear
        self._wanted = (engine, model)
        self._made: Recogniser | None = None
        self._lock = threading.Lock()

    def warm(self) -> None:
        """Load the engine before it is needed; raise EngineError, ModelMissing."""
        self._recogniser().warm()

    def use(self, engine: str, model: str) -> None:
        """Take another engine or model; raise EngineError, ModelMissing and keep the old one where there is none."""
        found = self._find(engine, model)
        with self._lock:
            self._wanted = (engine, model)
            if self._made is not None:
                self._made.use(*found)

    def transcribe(
        self, path: Path, complete: Callable[[], bool], controls: Controls
    ) -> Generator[Heard, None, Transcript]:
        """Follow a sound file until it is complete; raise EngineError, FileError, Cancelled."""
        return (yield from self._recogniser().transcribe(path, complete, controls))

    def close(self) -> None:
        """End the process."""
        with self._lock:
            if self._made is not None:
                self._made.close()

    def _recogniser(self) -> Recogniser:
        from coach.adapters.recogniser import Recogniser

        with self._lock:
            if self._made is None:
                self._made = Recogniser(*self._find(*self._wanted), ear=self._find_ear())
            return self._made


class HiredRecogniser:
    """Recognise with one engine and model, in a process of its own that ends with each job.

    `find` gives the module and the folder when the job begins, `find_ear` as in `ChosenRecogniser`.
    """

    def __init__(self, find: Callable[[], tuple[str, str]], find_ear: Callable[[], tuple[str, ...]] = tuple) -> None:
        self._find = find
        self._find_ear = find_ear

    def transcribe(
        self, path: Path, complete: Callable[[], bool], controls: Controls
    ) -> Generator[Heard, None, Transcript]:
        """Follow a sound file until it is complete; raise EngineError, ModelMissing, FileError, Cancelled."""
        from coach.adapters.recogniser import Recogniser

        recogniser = Recogniser(*self._find(), ear=self._find_ear())
        try:
            return (yield from recogniser.transcribe(path, complete, controls))
        finally:
            recogniser.close()
