"""Takes as data keep to their schemas."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import jsonschema
import pytest
import referencing

from coach.adapters.export.objects import JsonWriter, analysis_object, take_object
from coach.analysis.analyse import analyse
from coach.model import Attempt, Question, Transcript
from coach.practice.ports import Controls
from tests.adapters.export.cases import ASSETS, LEXICONS, QUESTION, STORY, TEXTS, WHEN, full, hostile, take, written
from tests.tools.sounds.speech import spoken, typed

SCHEMA = json.loads((ASSETS / "schemas" / "analysis.json").read_text(encoding="utf-8"))
TAKES = json.loads((ASSETS / "schemas" / "takes.json").read_text(encoding="utf-8"))
KNOWN = referencing.Registry().with_resource("analysis.json", referencing.Resource.from_contents(SCHEMA))


def shown(transcript: Transcript, question: Question | None = None, category: Any = None) -> dict[str, Any]:
    report = analyse(transcript, None, question, category, LEXICONS)
    return analysis_object("answer.wav", 12.3456, transcript, report, question, category, TEXTS)


def is_valid(shown: object) -> bool:
    return bool(jsonschema.Draft202012Validator(SCHEMA).is_valid(shown))


def test_the_schema_is_one_itself() -> None:
    jsonschema.Draft202012Validator.check_schema(SCHEMA)


@pytest.mark.parametrize("transcript", [spoken(STORY), typed(STORY), spoken("Too short."), typed("")])
@pytest.mark.parametrize("question", [QUESTION, None])
def test_the_object_keeps_to_the_schema(transcript: Transcript, question: Question | None) -> None:
    one = shown(transcript, question)

    assert is_valid(one)
    assert is_valid([one, one])
    assert json.loads(json.dumps(one)) == one


def test_the_object_holds_what_was_heard() -> None:
    one = shown(spoken(STORY), QUESTION)

    assert one["seconds"] == 12.346
    assert one["engine"] == {"name": "test", "model": "test"}
    assert one["question"] == {"key": "example/list", "text": "Tell me about a change.", "category": "behavioural"}
    assert one["transcript"]["words"][0] == {"text": "Um,", "start": 0.5, "end": 0.9, "probability": 0.9}
    assert one["measures"]["fillers_heard"]["words"] == "At least 2 fillers."
    assert one["anchors"]["tradeoff"] == {"state": "missing", "at": None, "quote": ""}
    assert one["anchors"]["decision"]["state"] == "found"
    assert [slot["name"] for slot in one["structure"]] == ["problem", "action", "result", "lesson"]
    assert one["key_terms"][0]["term"] == "night list"
    assert shown(spoken(STORY), QUESTION, "design")["question"]["category"] == "design"


@pytest.mark.parametrize(
    "path",
    [
        ("measures", "speech_rate"),
        ("anchors", "lesson"),
        ("transcript", "words"),
        ("feedback", "strength"),
        ("seconds",),
    ],
)
def test_the_schema_misses_what_is_missing(path: tuple[str, ...]) -> None:
    one = shown(spoken(STORY), QUESTION)
    inner = one
    for step in path[:-1]:
        inner = inner[step]
    del inner[path[-1]]

    assert not is_valid(one)


def test_the_schema_knows_its_names() -> None:
    one = shown(spoken(STORY), QUESTION)
    for change in ({"name": "erhm"}, {"kind": "fault"}, {"certainty": "sure"}, {"extra": 1}, {"start": -1.0}):
        moment = next(moment for moment in one["moments"] if moment["kind"] == "filler")
        assert not is_valid(one | {"moments": [moment | change]})
    assert not is_valid(one | {"score": 87})


def takes_are_valid(objects: object) -> None:
    jsonschema.Draft202012Validator(TAKES, registry=KNOWN).validate(objects)


@pytest.mark.parametrize("made", [full(), hostile(), written(), Attempt("empty", WHEN, "recorded")])
def test_all_of_a_take_keeps_to_its_schema(made: Attempt, tmp_path: Path) -> None:
    target = tmp_path / "takes.json"

    done = list(JsonWriter(TEXTS)([made, made], target, Controls()))

    written_down = json.loads(target.read_text(encoding="utf-8"))
    assert done == [1, 2]
    assert written_down == [take_object(made, TEXTS)] * 2
    takes_are_valid(written_down)


def test_everything_that_a_person_added_is_there_and_no_path_of_this_computer() -> None:
    one = take_object(full(), TEXTS)

    assert one["starred"]
    assert one["feeling"] == "hard"
    assert one["story"] == "The night list"
    assert one["notes"][0]["text"].startswith("Slower.")
    assert one["bookmarks"][0]["at"] == 2.5
    assert one["corrections"][0]["verdict"] == "added"
    assert [(each["text"] == STORY, each["counts"]) for each in one["transcripts"]] == [(False, False), (True, True)]
    assert one["review"]["file"] == "answer.wav"
    assert "/home/somebody" not in json.dumps(one)


def test_the_schema_of_takes_misses_what_is_missing() -> None:
    one = take_object(take(spoken(STORY)), TEXTS)
    for name in one:
        with pytest.raises(jsonschema.ValidationError):
            takes_are_valid([{key: value for key, value in one.items() if key != name}])
    with pytest.raises(jsonschema.ValidationError):
        takes_are_valid([one | {"score": 87}])


def test_a_typed_answer_has_no_length() -> None:
    review = take_object(replace(written(), id="abc"), TEXTS)["review"]

    assert (review["file"], review["seconds"]) == ("abc.txt", None)
