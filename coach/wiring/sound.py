"""How the parts that play and draw sound are put together."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from coach.practice.ports import Controls, Player

if TYPE_CHECKING:
    from coach.adapters.media.decode import Decoder
    from coach.adapters.media.tempo import Tempo
    from coach.adapters.sound.loudspeaker import ReadSamples
    from coach.adapters.waveforms import KeptWaveforms


def loudspeaker(name: str, read_samples: ReadSamples) -> Player:
    """Make the player of a device, "" for the system's own choice; PyAV is loaded with the first change of speed."""
    from coach.adapters.sound import Loudspeaker

    return Loudspeaker(name, read_samples, _tempo)


def _tempo(rate: int, speed: float) -> Tempo:
    from coach.adapters.media.tempo import Tempo

    return Tempo(rate, speed)


def make_decoder() -> Decoder:
    """Make what turns any sound file into a WAV file."""
    from coach.adapters.media.decode import Decoder
    from coach.adapters.wav import WavWriter

    return Decoder(WavWriter)


def to_wav(decoder: Callable[[], Decoder]) -> Callable[[Path, Path], None]:
    """Make what turns a file that a driver of the voice wrote into a WAV file, where it is of another kind."""

    def decode(path: Path, target: Path) -> None:
        for _ in decoder().decode(path, target, Controls()):
            pass

    return decode


def kept_waveforms(cache: Path) -> KeptWaveforms:
    """Make what keeps the waveforms that were drawn before, below the folder of the cache."""
    from coach.adapters.waveforms import KeptWaveforms

    return KeptWaveforms(cache / "waveforms")
