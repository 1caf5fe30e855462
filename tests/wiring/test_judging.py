"""What analysis is handed besides the words."""

from collections.abc import Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from coach.model import Pausing, Recording, Word
from coach.wiring.judging import LATEST, look_ahead, sound_of


def test_the_sound_is_there_where_its_file_is(tmp_path: Path) -> None:
    samples = np.arange(5, dtype=np.int16)
    recording = Recording(tmp_path / "a.wav", 1.0, 8000, (Pausing(0.5, 2.0),))
    assert sound_of(None, lambda _: (samples, 8000)) is None
    assert sound_of(recording, lambda _: (samples, 8000)) is None
    recording.path.touch()
    sound = sound_of(recording, lambda _: (samples, 8000))
    assert sound is not None
    assert (sound.rate, sound.pausings) == (8000, recording.pausings)
    assert sound.samples is samples


def test_all_sentences_but_the_last_are_looked_at_ahead() -> None:
    asked: list[Sequence[str]] = []

    def embed(sentences: Sequence[str]) -> NDArray[np.float32]:
        asked.append(sentences)
        return np.zeros((len(sentences), 2), dtype=np.float32)

    texts = ["It", "was,", "um,", "slow.", "We", "cut", "it.", "And", "then"]
    words = [Word(text, float(place), place + 0.5) for place, text in enumerate(texts)]
    look_ahead(words, embed, {"um": "um"})
    look_ahead(words, None, {"um": "um"})
    assert asked == [["it was, slow.", "we cut it."]]


def test_a_long_take_is_not_read_again_from_its_beginning() -> None:
    asked: list[Sequence[str]] = []

    def embed(sentences: Sequence[str]) -> NDArray[np.float32]:
        asked.append(sentences)
        return np.zeros((len(sentences), 2), dtype=np.float32)

    words = [Word(f"Take{place}.", float(place), place + 0.5) for place in range(LATEST + 300)]
    look_ahead(words, embed, {})
    assert len(asked[0]) == LATEST - 1
    assert asked[0][-1] == f"take{LATEST + 298}."
