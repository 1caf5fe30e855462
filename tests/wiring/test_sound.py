from pathlib import Path

import numpy as np
import pytest

from coach.adapters.wav import WavWriter, read_samples
from coach.practice.ports import Controls
from coach.wiring.sound import kept_waveforms, loudspeaker, make_decoder, to_wav
from tests.tools.pulse import PulseServer


@pytest.mark.endtoend
def test_the_loudspeaker_of_the_program_can_play_slowly(pulse: PulseServer, tmp_path: Path) -> None:
    with WavWriter(tmp_path / "sound.wav", 16000) as wav:
        wav.write(np.zeros(8000, np.int16).tobytes())

    news = list(loudspeaker("", read_samples).play(tmp_path / "sound.wav", Controls(), speed=0.75))

    assert news[-1].position == pytest.approx(0.5)


def test_a_file_of_a_driver_becomes_a_wav_file(tmp_path: Path) -> None:
    with WavWriter(tmp_path / "driver.aiff", 22050) as wav:
        wav.write(np.ones(22050, np.int16).tobytes())

    to_wav(make_decoder)(tmp_path / "driver.aiff", tmp_path / "voice.wav")

    samples, rate = read_samples(tmp_path / "voice.wav")
    assert (samples.size, rate) == (16000, 16000)


def test_waveforms_are_kept_below_the_cache(tmp_path: Path) -> None:
    (tmp_path / "take.wav").write_bytes(b"sound")

    kept_waveforms(tmp_path / "cache")(tmp_path / "take.wav", lambda: np.zeros((2, 5), np.int16))

    assert len(list((tmp_path / "cache" / "waveforms").iterdir())) == 1
