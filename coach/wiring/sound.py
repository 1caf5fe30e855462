"""How the parts that play and draw sound are put together."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coach.practice.ports import Player

if TYPE_CHECKING:
    from coach.adapters.media.tempo import Tempo
    from coach.adapters.sound.loudspeaker import ReadSamples


def loudspeaker(name: str, read_samples: ReadSamples) -> Player:
    """Make the player of a device, "" for the system's own choice; PyAV is loaded with the first change of speed."""
    from coach.adapters.sound import Loudspeaker

    return Loudspeaker(name, read_samples, _tempo)


def _tempo(rate: int, speed: float) -> Tempo:
    from coach.adapters.media.tempo import Tempo

    return Tempo(rate, speed)
