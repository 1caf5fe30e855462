"""The seams: what the program needs from the outside world, in its own words.

Every slow call is a generator: it yields news, returns its result and cleans up in `finally`. It looks at its
`Controls` at least every 100 ms, and only the thread that runs it may close it.
"""

from __future__ import annotations

from collections.abc import Callable, Generator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from threading import Event
from typing import TYPE_CHECKING, Protocol

from coach.model import (
    Pack,
    Question,
    Recording,
    Report,
    Story,
    Transcript,
    Word,
)

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray


@dataclass(frozen=True, slots=True)
class Controls:
    """Carry a person's wishes to a slow call: stop (finish properly), pause (while set), cancel (give up)."""

    stop: Event = field(default_factory=Event)
    pause: Event = field(default_factory=Event)
    cancel: Event = field(default_factory=Event)


@dataclass(frozen=True, slots=True)
class Spoken:
    """Tell how far a sound has been played; `seconds` is its whole length."""

    position: float
    seconds: float


@dataclass(frozen=True, slots=True)
class Level:
    """Tell how loud the last block of a recording was (0-1 of full scale) and how long the recording is by now.

    `silent` says that the device has sent exact zeros for a second or more: it is muted or not allowed.
    """

    seconds: float
    peak: float
    rms: float
    paused: bool = False
    silent: bool = False


@dataclass(frozen=True, slots=True)
class Heard:
    """Tell what has been recognised so far; `until` is the position in the file that the engine has reached.

    `seconds` is how long the file is by now, also where the engine lags far behind: what is between is still to do.
    """

    words: tuple[Word, ...]
    until: float
    seconds: float


@dataclass(frozen=True, slots=True)
class Fetched:
    """Tell how many bytes of a download are on this computer; `total` is 0 while it is not known."""

    done: int
    total: int


@dataclass(frozen=True, slots=True)
class Device:
    """Name a sound device; `usual` marks the system's own choice."""

    name: str
    usual: bool


@dataclass(frozen=True, slots=True)
class SpeakingVoice:
    """Name a voice that can read aloud."""

    id: str
    name: str
    language: str


MEANING = "meaning"
"""The engine of the model that compares what sentences mean."""


@dataclass(frozen=True, slots=True)
class ModelInfo:
    """Describe a model; `bytes` is its size on disk or to fetch, and `path` is None until it is here."""

    engine: str
    name: str
    bytes: int
    path: Path | None
    removable: bool

    @property
    def listens(self) -> bool:
        """Tell whether it turns sound into words; the one that compares what sentences mean does not."""
        return self.engine != MEANING


class Voice(Protocol):
    """Read text aloud."""

    def say(self, text: str, controls: Controls) -> Generator[Spoken, None, None]:
        """Speak until the text ends or stop or cancel is set; raise VoiceError where nothing can speak."""
        ...

    def render(self, text: str, controls: Controls) -> Path:
        """Write the spoken text to a WAV file in the cache and return its path; raise VoiceError."""
        ...

    def voices(self) -> Sequence[SpeakingVoice]:
        """List the installed voices; empty where there is no voice engine."""
        ...


class Recorder(Protocol):
    """Record the microphone into a WAV file that is valid after every block."""

    def record(self, path: Path, controls: Controls) -> Generator[Level, None, Recording]:
        """Record until stop or cancel is set; the first Level comes with the first block. Raise SoundError."""
        ...


class Player(Protocol):
    """Play sound files."""

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
        """Play from `start` to `end` seconds; stop or cancel end it within 200 ms, pause holds it. Raise SoundError.

        `speed` is 0.5 to 1.5 times as fast at the same pitch. With `again_from`, playing goes on from there, without a
        gap, whenever it reaches `end`. Positions are those in the file, at any speed.
        """
        ...


class Devices(Protocol):
    """Know the sound devices."""

    def microphones(self) -> Sequence[Device]:
        """List the inputs by name, freshly asked."""
        ...

    def loudspeakers(self) -> Sequence[Device]:
        """List the outputs by name, freshly asked."""
        ...


class Transcriber(Protocol):
    """Turn a WAV file into words, also while it still grows."""

    def transcribe(
        self, path: Path, complete: Callable[[], bool], controls: Controls
    ) -> Generator[Heard, None, Transcript]:
        """Follow the file until `complete()` says that it will not grow; raise EngineError, Cancelled on cancel."""
        ...


class Meaning(Protocol):
    """Turn sentences into vectors: two that mean much the same point the same way."""

    def embed(self, sentences: Sequence[str]) -> NDArray[np.float32]:
        """Return one row of length 1 for each sentence, float32, n x 384; it never depends on the other sentences."""
        ...


class Models(Protocol):
    """Keep the models of this computer."""

    def list(self) -> Sequence[ModelInfo]:
        """List all known models, those that are here and those that can be fetched, without any network."""
        ...

    def get(self, name: str, controls: Controls) -> Generator[Fetched, None, ModelInfo]:
        """Download a model, resuming what is there; verify it; raise DownloadError, Cancelled on cancel."""
        ...

    def remove(self, name: str) -> None:
        """Delete a model from this computer; raise EngineError for one that is not removable."""
        ...


class Packs(Protocol):
    """Know the question packs, the program's own and the person's."""

    def packs(self) -> Sequence[Pack]:
        """List the packs that can be used."""
        ...

    def question(self, key: str) -> Question | None:
        """Find a question by its key."""
        ...


Analyse = Callable[[Transcript, Recording | None, Question | None, str | None, Story | None], Report]
"""Judge a transcript: it, the recording it came from, the question, the category, the story it was told with.

Bound by `wiring`.
"""
