"""The door of analysis: what a report always holds, by rule and by golden files.

Golden files are written anew with `GOLDEN=write pytest tests/analysis/test_analyse.py`.
"""

import json
import os
import re
from dataclasses import replace
from itertools import pairwise
from pathlib import Path
from typing import Any

import jsonschema
import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from coach.adapters.export.objects import analysis_object
from coach.analysis.analyse import MEASURES, Sound, analyse
from coach.analysis.lexicons import HesitationRule, Lexicons
from coach.analysis.trends import Range
from coach.messages import Texts
from coach.model import ANCHORS, CATEGORIES, Frames, Question, Report, Transcript, Word
from tests.tools.sounds.speech import hush, room, spoken, typed, voice

GOLDEN = Path(__file__).resolve().parent.parent / "data" / "golden"
SCHEMA = json.loads(
    (Path(__file__).resolve().parents[2] / "assets" / "schemas" / "analysis.json").read_text(encoding="utf-8")
)
QUESTION = Question(
    "example/night-list", "behavioural", "Tell me about a change.", aim_seconds=30, key_terms=("night list", "API")
)
STORY = (
    "Um, nurses complained that the night list was never up to date. "
    "So I decided to drop the weekly print and, you know, show one live list. "
    "The price was that the the ward clerk lost her overview for a month. "
    "After six weeks missed rounds had fallen from nine to two. "
    "I learned to stand in the corridor before I draw anything."
)
LIST = (
    "We are adding a mobile app, then a bot, then an assistant, a new dashboard and single sign-on. "
    "Everybody on the team is excited about the big plan and the demo is lovely."
)
TANGENT = "The office had two floors and a yard and the yard had a tree. " * 8 + STORY + " And then we moved. " * 12


def story_sound() -> tuple[Transcript, Sound]:
    """Say the story with a silence of 1.5 s before word 12 and of 7 s before word 30."""
    transcript = spoken(STORY, start=1.0, each=0.4, gaps=[(12, 1.5), (30, 7.0)])
    pieces = [hush(1.0), voice(4.8), hush(1.5), voice(7.2), hush(7.0), voice(0.4 * (len(STORY.split()) - 30)), hush(1)]
    return transcript, Sound(room(np.concatenate(pieces)), 16000)


def to_object(transcript: Transcript, report: Report, question: Question | None, texts: Texts) -> dict[str, Any]:
    shown = analysis_object("answer.wav", None, transcript, report, question, None, texts)
    jsonschema.Draft202012Validator(SCHEMA).validate(shown)
    return shown


def test_a_spoken_story_is_measured(lexicons: Lexicons) -> None:
    transcript, sound = story_sound()

    report = analyse(transcript, sound, QUESTION, None, lexicons)

    count = len(transcript.words)
    values = {measure.name: measure.value for measure in report.measures}
    pauses = [(moment.name, round(moment.start or 0.0, 1)) for moment in report.moments if moment.kind == "pause"]
    assert [name for name, _ in pauses] == ["long", "long_think"]
    assert values["longest_pause"] == pytest.approx(7.0, abs=0.2)
    assert values["pause_time"] == pytest.approx(8.5, abs=0.3)
    assert values["speech_rate"] == pytest.approx(60 * count / (count * 0.4 + 1.5), abs=3)
    assert values["speaking_time"] == pytest.approx(count * 0.4, abs=0.6)
    assert values["time_to_first_word"] == pytest.approx(1.0, abs=0.1)
    assert (values["fillers_heard"], values["repeats"], values["fillers_probable"]) == (2.0, 1.0, None)
    assert [finding.state for finding in report.anchors] == ["found"] * 5
    assert [slot.name for slot in report.structure] == ["problem", "action", "result", "lesson"]
    assert [use.term for use in report.key_terms] == ["night list"]
    assert report.key_terms[0].at == pytest.approx(3.0)
    assert advice_keys(report)[0] == "analysis.strength.outcome_evidence"


def test_without_the_recording_only_the_words_are_measured(lexicons: Lexicons) -> None:
    report = analyse(spoken(STORY), None, None, None, lexicons)

    told = {measure.name for measure in report.measures if measure.value is not None}
    assert told == {"speech_rate", "filler_rate", "fillers_heard", "time_to_first_word", "repeats"}


def test_a_typed_answer_has_content_and_no_times(lexicons: Lexicons) -> None:
    report = analyse(typed(STORY), None, QUESTION, None, lexicons)

    assert all(measure.value is None and measure.certainty == "unknown" for measure in report.measures)
    assert all(moment.start is None and moment.end is None for moment in report.moments)
    assert {moment.kind for moment in report.moments} >= {"anchor", "filler", "repeat", "evidence", "key_term"}
    assert all(finding.at is None for finding in (*report.anchors, *report.structure))


def test_under_twenty_words_nothing_is_measured_or_called_rambling(lexicons: Lexicons) -> None:
    question = Question("a/b", "strategy", "Why?", aim_seconds=1)
    nineteen = analyse(spoken("word " * 19), None, question, None, lexicons)
    twenty = analyse(spoken("word " * 20), None, question, None, lexicons)

    assert all(measure.value is None for measure in nineteen.measures)
    assert [moment for moment in nineteen.moments if moment.kind == "rambling"] == []
    assert twenty.measures[0].value == 150.0
    assert "over_aim" in [moment.name for moment in twenty.moments]


def test_sound_without_speech_says_what_to_check(lexicons: Lexicons) -> None:
    report = analyse(typed(""), Sound(hush(2.0), 16000), QUESTION, None, lexicons)

    assert report.strength is None
    assert report.next_step is not None
    assert report.next_step.key == "analysis.next.no_speech"
    assert (report.moments, report.key_terms) == ((), ())
    empty = analyse(typed(" "), None, None, None, lexicons).next_step
    assert empty is not None
    assert empty.key == "analysis.next.empty"


def test_the_category_asked_for_wins_and_some_have_no_structure(lexicons: Lexicons) -> None:
    assert len(analyse(typed(STORY), None, QUESTION, "metrics", lexicons).structure) == 5
    assert analyse(typed(STORY), None, QUESTION, "recruiter", lexicons).structure == ()
    assert analyse(typed(STORY), None, None, None, lexicons).structure == ()


@pytest.mark.parametrize(
    ("each", "usual", "key"),
    [
        (0.4, None, "analysis.pace.comfortable"),
        (0.7, None, "analysis.pace.slow"),
        (0.3, None, "analysis.pace.fast"),
        (0.4, Range(130, 150, 170), "analysis.pace.usual"),
        (0.7, Range(130, 150, 170), "analysis.pace.slower"),
        (0.3, Range(130, 150, 170), "analysis.pace.faster"),
    ],
)
def test_pace_is_put_into_words(lexicons: Lexicons, each: float, usual: Range | None, key: str) -> None:
    report = analyse(spoken(STORY, each=each), None, None, None, lexicons, usual)

    assert report.measures[0].words.key == key


@pytest.mark.parametrize(
    ("fillers", "key"),
    [(0, "analysis.fillers.light"), (2, "analysis.fillers.some"), (4, "analysis.fillers.many")],
)
def test_fillers_are_put_into_words(lexicons: Lexicons, fillers: int, key: str) -> None:
    report = analyse(spoken("word " * 46 + "um word " * fillers), None, None, None, lexicons)

    assert report.measures[2].words.key == key


def test_fillers_that_only_the_sound_holds_are_probable(lexicons: Lexicons) -> None:
    rule = HesitationRule(0.5, 0.1, 3.0, 1, 0.9, 0.8, 0.85, 0.7, 0.9)
    said = spoken(STORY, gaps=[(12, 2.0), (30, 2.0)])
    places = [said.words[12].start - 1.5, said.words[30].start - 1.5]
    filler = bytearray(2000)
    for place in places:
        filler[round(place / 0.024) : round((place + 0.4) / 0.024)] = b"\xff" * 17
    heard = replace(said, frames=Frames(0.024, bytes(filler)))

    report = analyse(heard, None, None, None, lexicons, None, rule)
    deaf = analyse(said, None, None, None, lexicons, None, rule)
    plain = analyse(heard, None, None, None, lexicons)

    probable = [moment for moment in report.moments if moment.certainty == "probable" and moment.kind == "filler"]
    assert [moment.start for moment in probable] == pytest.approx(places, abs=0.05)
    assert {moment.text for moment in probable} == {""}
    assert values(report)["fillers_probable"] == 2
    assert values(deaf)["fillers_probable"] is None
    assert plain == deaf
    assert values(report)["filler_rate"] > values(deaf)["filler_rate"]


def values(report: Report) -> dict[str, Any]:
    return {measure.name: measure.value for measure in report.measures}


def test_words_without_length_have_no_rate(lexicons: Lexicons) -> None:
    report = analyse(spoken(STORY, each=0.0), Sound(hush(1.0), 16000), None, None, lexicons)

    assert report.measures[0].value is None
    assert report.measures[0].certainty == "unknown"


@pytest.mark.parametrize(
    ("seconds", "said"), [(0.2, "The first word"), (1.4, "1.4 seconds"), (12, "12 seconds"), (75, "1:15 minutes")]
)
def test_lengths_are_put_into_words(lexicons: Lexicons, texts: Texts, seconds: float, said: str) -> None:
    report = analyse(spoken(STORY, start=seconds), None, None, None, lexicons)

    assert texts(report.measures[8].words).startswith(said)


CASES = {case["name"]: case for case in json.loads((GOLDEN / "answers.json").read_text(encoding="utf-8"))}


def case_of(name: str) -> tuple[Transcript, Question | None]:
    case = CASES[name]
    said = case["question"] or {}
    asked: dict[str, Any] = {key: tuple(one) if isinstance(one, list) else one for key, one in said.items()}
    transcript = typed(case["text"]) if case.get("typed") else spoken(case["text"], each=case.get("each", 0.4))
    return transcript, Question(**asked) if asked else None


@pytest.mark.parametrize("name", CASES)
def test_reports_stay_as_they_are(lexicons: Lexicons, texts: Texts, name: str) -> None:
    transcript, question = case_of(name)
    shown = to_object(transcript, analyse(transcript, None, question, None, lexicons), question, texts)
    shown["transcript"]["words"] = len(shown["transcript"]["words"])
    path = GOLDEN / f"{name}.json"
    if os.environ.get("GOLDEN") == "write":
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(json.dumps(shown, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")

    assert shown == json.loads(path.read_text(encoding="utf-8"))


def test_every_golden_report_has_its_answer() -> None:
    assert {path.stem for path in GOLDEN.glob("*.json")} - {"answers"} == set(CASES)


BLAME = re.compile(
    r"\b(?:fail|failed|forgot|should have|you must|never mention|wrong answer|too (?:many|slow|fast|long)|bad|poor|weak"
    r"|confident|nervous|shy|score|mistake)\b|/ ?100",
    re.IGNORECASE,
)


@pytest.mark.parametrize("name", CASES)
def test_advice_blames_nobody_and_quotes_what_was_said(lexicons: Lexicons, texts: Texts, name: str) -> None:
    transcript, question = case_of(name)
    report = analyse(transcript, None, question, None, lexicons)

    for message in (report.strength, report.next_step):
        said = texts(message) if message is not None else ""
        ours = re.sub(r"“[^”]*”", "", said)
        assert not BLAME.search(ours), said
        for quote in re.findall(r"“([^”]*)”", said):
            term = quote in [use.term for use in report.key_terms]
            assert term or quote.removesuffix(" …") in transcript.text, quote


def advice_keys(report: Report) -> tuple[str, str]:
    strength = report.strength
    inner = strength.values.get("what", strength) if strength is not None else None
    return getattr(inner, "key", ""), report.next_step.key if report.next_step is not None else ""


@pytest.mark.parametrize(
    ("name", "strength", "step"),
    [
        ("strategy-feature-list", "", "analysis.weak.feature_list"),
        ("architecture-no-decision", "", "analysis.next.decision"),
        ("research-method-list", "", "analysis.weak.method_list"),
        ("metrics-data-driven", "", "analysis.weak.data_driven_no_number"),
        ("metrics-false-precision", "", "analysis.weak.false_precision"),
        ("metrics-complete", "analysis.strength.slot", ""),
        ("roadmap-framework-only", "", "analysis.weak.framework_only"),
        ("roadmap-handed-down", "", "analysis.next.handed_down"),
        ("behavioural-role-invisible", "", "analysis.weak.role_invisible"),
        ("behavioural-everyone-agreed", "", "analysis.weak.everyone_agreed"),
        ("behavioural-documentary", "", "analysis.weak.context_documentary"),
        ("design-vague-critique", "", "analysis.weak.vague_critique"),
        ("recruiter-long", "", "analysis.next.over_aim"),
        ("system-design-clarified", "analysis.strength.clarified", ""),
        ("system-design-not-clarified", "", "analysis.next.clarify"),
        ("explain-simply-jargon", "", "analysis.next.unexplained_some"),
        ("explain-simply-clear", "analysis.strength.analogy", "analysis.next.simpler"),
        ("all-fillers", "", "analysis.next.way_in"),
        ("blank", "", "analysis.next.way_in"),
        ("fillers-at-the-decision", "", "analysis.next.cluster"),
        ("under-twenty-words", "", "analysis.next.short"),
        ("empty", "", "analysis.next.empty"),
    ],
)
def test_each_kind_of_answer_gets_the_advice_that_helps_it(
    lexicons: Lexicons, name: str, strength: str, step: str
) -> None:
    transcript, question = case_of(name)
    said, asked = advice_keys(analyse(transcript, None, question, None, lexicons))

    assert strength in ("", said)
    assert step in ("", asked)


def test_what_nobody_could_measure_is_no_evidence(lexicons: Lexicons) -> None:
    transcript, question = case_of("metrics-false-precision")
    report = analyse(transcript, None, question, None, lexicons)

    assert [moment.text for moment in report.moments if moment.kind == "evidence" and "37.4" in moment.text] == []


PIECES = st.one_of(
    st.sampled_from((STORY + " " + LIST).split()),
    st.sampled_from(["um", "you know,", "I", "I", "so,", "22%", "from", "9", "to", "2.", "the API", "decided", "…"]),
    st.text(max_size=6),
)


def test_pitch_is_told_only_to_who_asked(lexicons: Lexicons, texts: Texts) -> None:
    transcript, sound = story_sound()
    usual = analyse(transcript, sound, None, None, lexicons)
    asked = analyse(transcript, sound, None, None, lexicons, pitch=True)
    unheard = analyse(transcript, None, None, None, lexicons, pitch=True)
    short = analyse(spoken("Too short."), None, None, None, lexicons, pitch=True)

    assert "pitch_movement" not in [measure.name for measure in usual.measures]
    assert asked.measures[:-1] == usual.measures
    assert replace(asked, measures=usual.measures) == usual
    for report in (asked, unheard, short):
        assert report.measures[-1].name == "pitch_movement"
        to_object(transcript, report, None, texts)
    assert asked.measures[-1].value is not None
    assert unheard.measures[-1].value is None
    assert short.measures[-1].value is None


@st.composite
def transcripts(draw: st.DrawFn) -> Transcript:
    parts = draw(st.lists(PIECES, max_size=70))
    if draw(st.booleans()):
        return Transcript(" ".join(parts), ())
    at, words = 0.0, []
    for part in parts:
        at += draw(st.sampled_from([0.0, 0.0, 0.1, 0.4, 2.0, 6.0]))
        end = at + draw(st.sampled_from([0.0, 0.1, 0.3, 1.0]))
        words.append(Word(part, at, end, 0.5))
        at = end
    words = [word for word in words if word.text]
    return Transcript.of_words(tuple(words), engine="any", model="any")


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(transcripts(), st.sampled_from([None, *CATEGORIES]), st.booleans(), st.booleans())
def test_any_words_give_a_report_that_keeps_its_promises(
    lexicons: Lexicons, texts: Texts, transcript: Transcript, category: str | None, asked: bool, heard: bool
) -> None:
    sound = Sound(room(hush(3.0)), 16000) if heard else None
    question = QUESTION if asked else None

    report = analyse(transcript, sound, question, category, lexicons)

    to_object(transcript, report, question, texts)
    assert {measure.name: measure.unit for measure in report.measures} == MEASURES
    assert tuple(finding.name for finding in report.anchors) == ANCHORS
    assert all(moment.text in transcript.text for moment in report.moments)
    assert all(finding.quote in transcript.text for finding in (*report.anchors, *report.structure))
    if transcript.words:
        last = transcript.words[-1].end
        timed = [(moment.start, moment.end) for moment in report.moments]
        assert all(start is not None and end is not None and 0 <= start <= end <= last for start, end in timed)
        starts = [start for start, _ in timed if start is not None]
        assert all(one <= two for one, two in pairwise(starts))
    else:
        assert all(moment.start is moment.end is None for moment in report.moments)
