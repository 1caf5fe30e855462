import json
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from coach.adapters.lexicons import load_lexicons
from coach.adapters.report import analysis_object, review_lines, write_report
from coach.analysis.analyse import analyse
from coach.errors import FileError
from coach.messages import load_texts
from coach.model import Question, Transcript
from tests.tools.sounds.speech import spoken, typed

ASSETS = Path(__file__).resolve().parents[2] / "assets"
SCHEMA = json.loads((ASSETS / "schemas" / "analysis.json").read_text(encoding="utf-8"))
TEXTS = load_texts(ASSETS / "messages")
LEXICONS = load_lexicons(ASSETS / "lexicons")
QUESTION = Question("example/list", "behavioural", "Tell me about a change.", key_terms=("night list",))
STORY = (
    "Um, nurses complained that the night list was never up to date. "
    "So I decided to drop the print and, you know, show one live list. "
    "After six weeks missed rounds had fallen from nine to two."
)


def shown(transcript: Transcript, question: Question | None = None, category: Any = None) -> dict[str, Any]:
    report = analyse(transcript, None, question, category, LEXICONS)
    return analysis_object("answer.wav", 12.3456, transcript, report, question, category, TEXTS)


def lines(transcript: Transcript, question: Question | None = None) -> list[str]:
    return review_lines(question, transcript, analyse(transcript, None, question, None, LEXICONS), TEXTS)


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


def test_the_review_begins_with_what_worked_and_what_next() -> None:
    told = lines(spoken(STORY), QUESTION)

    assert told[0] == "Tell me about a change."
    assert told[2].startswith("What worked   You said how it ended")
    assert any(line.startswith("Next          I did not hear a trade-off yet.") for line in told[3:6])
    text = "\n".join(told)
    assert "[Um], nurses" in text
    assert "[you know]" in text
    assert "  Not heard yet: the trade-off." in told
    assert "About 150 words a minute, easy to follow." in text
    assert all(len(line) <= 80 for line in told if "“" not in line)


def doubtful(text: str, *unsure: str) -> Transcript:
    heard = spoken(text)
    words = (replace(word, probability=0.2) if word.text in unsure else word for word in heard.words)
    return replace(heard, words=tuple(words))


def test_doubtful_words_are_marked_and_the_mark_is_explained(tmp_path: Path) -> None:
    transcript = doubtful(STORY, "Um,", "night", "date.")

    text = "\n".join(lines(transcript))
    report = analyse(transcript, None, None, None, LEXICONS)
    written = write_report(tmp_path / "report.md", None, transcript, report, TEXTS).read_text(encoding="utf-8")

    for told in (text, written):
        assert "[Um], nurses complained that the night(?) list was never up to" in told
        assert "date(?)." in told
        assert "(?) behind a word: not sure that it was said (3 words)." in told


def test_nothing_is_doubtful_in_sure_words_or_in_those_that_a_person_went_over() -> None:
    gone_over = replace(doubtful(STORY, "night"), edited=True)

    assert not any("(?)" in line for line in (*lines(spoken(STORY)), *lines(gone_over)))


def test_the_review_of_a_typed_answer_has_no_times() -> None:
    told = lines(typed(STORY), QUESTION)

    assert any(line.startswith("  Heard: the decision. “So I decided to drop the print and,") for line in told)
    assert told[-1] == "  Not measured: this answer was typed."


def test_at_most_two_reasons_for_rambling_are_shown() -> None:
    setup = "The office had two floors and a yard and the yard had a tree. " * 12
    question = Question("a/b", "strategy", "Why?", aim_seconds=20)

    told = lines(spoken(setup + STORY), question)

    at = told.index("Where it went long")
    assert [line.strip() == "" for line in told[at + 1 : at + 4]] == [False, False, True]


def test_the_review_of_silence_says_what_to_check() -> None:
    report = analyse(typed(""), None, None, None, LEXICONS)

    assert " ".join(review_lines(None, typed(""), report, TEXTS)).startswith("Next")


def test_weak_findings_are_called_probable() -> None:
    answer = "There was a long backlog, with no clear list, on paper. " + "It was a day in the spring. " * 6

    assert any("Probably: the problem." in line for line in (*lines(spoken(answer)), *lines(typed(answer))))


def test_a_report_is_a_readable_file(tmp_path: Path) -> None:
    transcript = spoken(STORY)
    report = analyse(transcript, None, QUESTION, None, LEXICONS)
    target = tmp_path / "new" / "report.md"

    written = write_report(
        target, QUESTION, transcript, report, TEXTS, started_at=datetime(2026, 5, 1, 9, 30), seconds=75.0
    )

    text = written.read_text(encoding="utf-8")
    assert text.startswith("# Tell me about a change.\n\nRecorded 2026-05-01 09:30.\n\nLength 1:15.\n\n**What worked**")
    assert "## What was heard\n\n[Um], nurses" in text
    assert "| Pace (words a minute) | 150 words/min | About 150 words a minute" in text
    assert "- 0:00  “um” as a filler" in text
    assert "Parts of this kind of answer" in text
    assert list(target.parent.iterdir()) == [target]


def test_a_report_of_nothing_says_so(tmp_path: Path) -> None:
    report = analyse(typed(""), None, None, None, LEXICONS)

    text = write_report(tmp_path / "report.md", None, typed(""), report, TEXTS).read_text(encoding="utf-8")

    assert text.startswith("# A spoken answer\n")
    assert "No words were heard." in text
    assert "## Moments" not in text


def test_a_report_that_cannot_be_written_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    report = analyse(typed(""), None, None, None, LEXICONS)

    with pytest.raises(FileError) as caught:
        write_report(tmp_path / "file" / "report.md", None, typed(""), report, TEXTS)

    assert caught.value.path == tmp_path / "file" / "report.md"
    assert "could not be written" in TEXTS(caught.value.message)
