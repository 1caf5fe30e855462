"""The fake meaning keeps the promises of every one."""

from __future__ import annotations

import pytest

from coach.practice.ports import Meaning
from tests.fakes.meaning import FakeMeaning
from tests.practice.promises.meaning import MeaningPromises


class TestFakeMeaning(MeaningPromises):
    @pytest.fixture
    def meaning(self) -> Meaning:
        return FakeMeaning()


def test_sentences_that_share_words_are_closer() -> None:
    decision, same, other = FakeMeaning().embed(["we kept the old search", "so we kept the search", "nice weather"])
    assert decision @ same > 0.5 > decision @ other
