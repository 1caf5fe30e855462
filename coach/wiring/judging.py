"""What is handed to analysis besides the words: the sound where it is there, and meaning that was asked for ahead."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from coach.model import Recording, Transcript, Word

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from coach.analysis.delivery.pauses import Sound
    from coach.wiring.meaning import Embed


def sound_of(recording: Recording | None, read: Callable[[Path], tuple[NDArray[np.int16], int]]) -> Sound | None:
    """Return the sound of a recording; None where there is none, or it is gone. Raise FileError."""
    from coach.analysis.delivery.pauses import Sound

    if recording is None or not recording.path.exists():
        return None
    return Sound(*read(recording.path), recording.pausings)


LATEST = 200
"""Words looked at each time: those before them were, and a long take would be read again from its beginning."""


def look_ahead(words: Sequence[Word], embed: Embed | None, sounds: Mapping[str, str]) -> None:
    """Ask what the latest sentences mean while the person goes on, so that less is left to do at the end."""
    from coach.analysis.sentences import read_answer

    if embed is not None:
        units = read_answer(Transcript.of_words(tuple(words[-LATEST:])), sounds).units
        embed([unit.plain for unit in units[:-1]])
