from __future__ import annotations

import builtins
import shutil
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from coach.adapters.meaning import Encoder
from coach.errors import EngineError
from coach.practice.ports import Meaning
from tests.adapters.meaning.conftest import Built
from tests.adapters.meaning.standin import WIDTH, reference
from tests.practice.promises.meaning import MeaningPromises

SENTENCES = (
    "We decided to keep the old search for one more month, although nobody in the team liked it.",
    "So we pulled it from the release.",
    "That meant living with a slower import for a quarter.",
    "After that the tickets about wrong results dried up.",
    "I would ask the people in the basement first, before I draw anything at all.",
)


class TestTheStandIn(MeaningPromises):
    width = WIDTH

    @pytest.fixture
    def meaning(self, standin: Built) -> Meaning:
        return Encoder(standin.folder)


class TestTheRealModel(MeaningPromises):
    @pytest.fixture
    def meaning(self, real: Built) -> Meaning:
        return Encoder(real.folder)


def test_the_stand_in_computes_what_its_weights_say(standin: Built) -> None:
    wanted = reference(standin.source, SENTENCES)
    found = Encoder(standin.folder).embed(SENTENCES)
    # Processors without 8-bit instructions of their own cut large sums off: 0.976 instead of 0.9998.
    assert ((wanted * found).sum(axis=1) > 0.97).all()
    assert ((found @ wanted.T).argmax(axis=1) == np.arange(len(SENTENCES))).all()


def test_the_real_model_computes_what_its_weights_say(real: Built) -> None:
    wanted = reference(real.source, SENTENCES)
    found = Encoder(real.folder).embed(SENTENCES)
    assert ((wanted * found).sum(axis=1) > 0.99).all()


def test_the_real_model_brings_together_what_means_the_same(real: Built) -> None:
    dropped, left_out, weather = Encoder(real.folder).embed(
        ["We decided to drop it.", "So we chose to leave it out.", "The weather is nice today."]
    )
    assert dropped @ left_out > dropped @ weather + 0.3


def test_what_is_longer_than_the_model_reads_is_left_out(standin: Built) -> None:
    found = Encoder(standin.folder).embed(["we decided " * 127, "we decided " * 127 + "the weather is nice"])
    assert np.array_equal(found[0], found[1])  # 254 words, a beginning and an end are 256


@pytest.fixture
def copied(standin: Built, tmp_path: Path) -> Path:
    return Path(shutil.copytree(standin.folder, tmp_path / "model"))


@pytest.mark.parametrize("name", ["model.bin", "tokenizer.json", "vocabulary.json"])
def test_a_damaged_file_is_said_with_what_to_do(copied: Path, name: str) -> None:
    damaged = bytearray((copied / name).read_bytes())
    damaged[len(damaged) // 2] ^= 255
    (copied / name).write_bytes(damaged)
    with pytest.raises(EngineError) as caught:
        Encoder(copied)
    assert caught.value.message.key == "meaning.broken"
    assert caught.value.advice is not None
    assert name in caught.value.detail


def test_files_that_the_library_cannot_read_are_said(copied: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("coach.adapters.meaning.encoder.check_built", lambda folder: None)
    (copied / "model.bin").write_bytes(b"nothing of use")
    with pytest.raises(EngineError) as caught:
        Encoder(copied)
    assert caught.value.message.key == "meaning.broken"


def test_a_library_that_is_not_installed_is_said(standin: Built, monkeypatch: pytest.MonkeyPatch) -> None:
    usual = builtins.__import__

    def without(name: str, *rest: Any) -> Any:
        if name == "tokenizers":
            raise ImportError(name=name)
        return usual(name, *rest)

    monkeypatch.setattr(builtins, "__import__", without)
    with pytest.raises(EngineError) as caught:
        Encoder(standin.folder)
    assert caught.value.message.key == "meaning.absent"
    assert caught.value.detail == "tokenizers"
