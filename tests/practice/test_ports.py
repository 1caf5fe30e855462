"""What the seams know by themselves."""

import pytest

from coach.practice.ports import MEANING, ModelInfo


@pytest.mark.parametrize(("engine", "listens"), [("moonshine", True), ("whisper", True), (MEANING, False)])
def test_only_models_that_turn_sound_into_words_listen(engine: str, listens: bool) -> None:
    assert ModelInfo(engine, "small", 1, None, removable=True).listens is listens
