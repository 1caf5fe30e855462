"""Every word of the program has a name in the catalogue, and a word from outside keeps its own."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import get_args

import pytest

from coach import model
from coach.analysis.content.telling.audience import CLARIFIED, FIT
from coach.messages import Message, load_texts
from coach.practice import rows

REPOSITORY = Path(__file__).parents[2]
SCHEMA = json.loads((REPOSITORY / "questions" / "pack.schema.json").read_text())
SLOTS = SCHEMA["$defs"]["question"]["properties"]["structure"]["items"]["enum"]
MEASURES = [
    "speech_rate",
    "articulation_rate",
    "filler_rate",
    "fillers_heard",
    "fillers_probable",
    "speaking_time",
    "pause_time",
    "longest_pause",
    "time_to_first_word",
    "repeats",
    "pitch_movement",
]

NAMED: list[tuple[Callable[[str], Message], Mapping[str, Message], object]] = [
    (rows.category_name, rows.CATEGORY_NAMES, model.CATEGORIES),
    (rows.category_topic, rows.CATEGORY_TOPICS, model.CATEGORIES),
    (rows.anchor_name, rows.ANCHOR_NAMES, model.ANCHORS),
    (rows.slot_name, rows.SLOT_NAMES, [*SLOTS, CLARIFIED, *FIT]),
    (rows.state_name, rows.STATE_NAMES, get_args(model.AttemptState)),
    (rows.found_name, rows.FOUND_NAMES, get_args(model.FoundState)),
    (rows.certainty_name, rows.CERTAINTY_NAMES, get_args(model.Sureness)),
    (rows.engine_name, rows.ENGINE_NAMES, ("moonshine", "whisper")),
    (rows.term_name, rows.TERM_NAMES, get_args(model.TermState)),
    (rows.kind_name, rows.KIND_NAMES, get_args(model.MomentKind)),
    (rows.measure_name, rows.MEASURE_NAMES, MEASURES),
    (rows.role_name, rows.ROLE_NAMES, None),
    (rows.topic_name, rows.TOPIC_NAMES, model.TOPICS),
]


@pytest.mark.parametrize(("name", "names", "words"), NAMED)
def test_every_word_has_a_name_of_its_own(
    name: Callable[[str], Message], names: Mapping[str, Message], words: object
) -> None:
    texts = load_texts(REPOSITORY / "assets" / "messages")
    if words is not None:
        assert set(names) == set(words)  # type: ignore[call-overload]
    sentences = [texts(name(word)) for word in names]
    assert len(set(sentences)) == len(names)
    assert not any(sentence == name(word).key for sentence, word in zip(sentences, names, strict=True))


@pytest.mark.parametrize(("name", "names", "words"), NAMED)
def test_a_word_from_outside_keeps_its_own(
    name: Callable[[str], Message], names: Mapping[str, Message], words: object
) -> None:
    assert load_texts(REPOSITORY / "assets" / "messages")(name("scrum_sorcerer")) == "scrum sorcerer"
