"""What can go wrong outside the program, as one tree.

CoachError                 a person is told what happened and what to do
├── SoundError             the microphone or the loudspeaker
├── VoiceError             no voice that can read aloud
├── EngineError            speech recognition, or comparing what sentences mean, cannot run
│   └── ModelMissing       its model is not on this computer
├── FileError              a file that cannot be used; carries the path, and the line and key where they are known
├── HistoryError           the database of takes
├── DownloadError          a model could not be fetched
└── UsageError             the command line asked for something that is not there

`Cancelled` is no failure: somebody asked a slow thing to end, and it did. Every other exception is a bug.
"""

from __future__ import annotations

from pathlib import Path

from coach.messages import Message


class CoachError(Exception):
    """Say what happened and what to do about it; `detail` is for the log and never holds what a person said."""

    def __init__(self, message: Message, advice: Message | None = None, detail: str = "") -> None:
        super().__init__(message, advice, detail)
        self.message = message
        self.advice = advice
        self.detail = detail


class SoundError(CoachError):
    """Report a microphone or loudspeaker that cannot be used."""


class VoiceError(CoachError):
    """Report that no voice engine can read aloud."""


class EngineError(CoachError):
    """Report that speech recognition, or comparing what sentences mean, cannot run."""


class ModelMissing(EngineError):
    """Report that an engine's model is not on this computer."""


class FileError(CoachError):
    """Report a file that cannot be used, with the line and the key where they are known."""

    def __init__(
        self,
        message: Message,
        path: Path,
        advice: Message | None = None,
        line: int | None = None,
        key: str = "",
        detail: str = "",
    ) -> None:
        super().__init__(message, advice, detail)
        self.path = path
        self.line = line
        self.key = key

    def __reduce__(self) -> tuple[object, ...]:
        return (type(self), (self.message, self.path, self.advice, self.line, self.key, self.detail))


class HistoryError(CoachError):
    """Report that the database of takes cannot be used."""


class DownloadError(CoachError):
    """Report that a model could not be fetched."""


class UsageError(CoachError):
    """Report a request for something that does not exist, such as an unknown question."""


class Cancelled(Exception):
    """End a slow thing early because somebody asked for it."""
