"""A story's cue is heard in whatever form it was said, and not in what only looks like it."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray

from coach.adapters.meaning.build import build_model, package_source
from coach.adapters.meaning.encoder import Encoder
from coach.analysis.analyse import analyse
from coach.analysis.content.anchors import FOUND, WEAK, Hit
from coach.analysis.content.cues import CLOSE, CLOSE_BESIDE, SURE, find_cues
from coach.analysis.content.meaning import Embed
from coach.analysis.lexicons import Lexicons
from coach.analysis.sentences import read_answer
from coach.model import ANCHORS, AnchorName, Report, Story, Transcript
from tests.tools.sounds.speech import spoken as timed

DATA = Path(__file__).parents[2] / "data" / "cues" / "pairs.jsonl"
PAIRS = [json.loads(line) for line in DATA.read_text(encoding="utf-8").splitlines()]
FORMS = ("stem", "number", "abbreviation", "misspelling")


def hear(
    lexicons: Lexicons, cue: str, text: str, embed: Embed | None = None, hits: Sequence[Hit] = ()
) -> tuple[Hit, ...]:
    reading = read_answer(Transcript(text, ()), lexicons.fillers.sounds)
    return find_cues(reading, {"decision": cue}, lexicons.cues, {"decision": hits}, embed)["decision"]


def said(lexicons: Lexicons, cue: str, text: str) -> bool:
    return any(hit.is_found for hit in hear(lexicons, cue, text))


def rates(lexicons: Lexicons, pairs: Sequence[Mapping[str, Any]], embed: Embed | None = None) -> dict[str, float]:
    """Return the share of sentences in which the cue is heard at all, by kind, `near` being those that are none."""
    heard, every = Counter[str](), Counter[str]()
    for pair in pairs:
        for kind, sentence in [*pair["said"], *(("near", one) for one in pair["near"])]:
            every[kind] += 1
            heard[kind] += bool(hear(lexicons, pair["cue"], sentence, embed))
    return {kind: heard[kind] / every[kind] for kind in every}


@pytest.mark.parametrize("pairs", [PAIRS[::2], PAIRS[1::2]], ids=["chosen on", "held out"])
def test_cues_in_other_words_are_heard_and_near_misses_not(
    lexicons: Lexicons, pairs: Sequence[Mapping[str, Any]]
) -> None:
    found = rates(lexicons, pairs)
    assert all(found[form] >= 0.9 for form in FORMS)
    assert found["near"] <= 0.02


@pytest.fixture(scope="module")
def embed(tmp_path_factory: pytest.TempPathFactory) -> Embed:
    source = package_source()
    if source is None:
        pytest.skip("the package with the meaning model is not installed")
    folder = tmp_path_factory.mktemp("meaning") / "model"
    build_model(source, folder)
    return Encoder(folder).embed


@pytest.mark.parametrize("pairs", [PAIRS[::2], PAIRS[1::2]], ids=["chosen on", "held out"])
def test_the_meaning_model_hears_a_third_of_those_that_share_no_word(
    lexicons: Lexicons, embed: Embed, pairs: Sequence[Mapping[str, Any]]
) -> None:
    found = rates(lexicons, pairs, embed)
    assert found["meaning"] >= 0.3
    assert found["near"] <= 0.04


def likened(*cosines: float) -> Embed:
    """Make an embedding in which the sentences have these cosines with the one cue."""

    def embed(sentences: Sequence[str]) -> NDArray[np.float32]:
        assert len(sentences) == len(cosines) + 1
        rows = [(1.0, 0.0), *((one, np.sqrt(1 - one * one)) for one in cosines)]
        return np.array(rows, dtype=np.float32)

    return embed


TWO = "We stopped the print run. Then it rained."
CUE = "no more paper"


@pytest.mark.parametrize(
    ("cosines", "scores"),
    [
        ((SURE + 0.01, 0.1), [FOUND]),
        ((CLOSE + 0.01, 0.1), [WEAK]),
        ((CLOSE - 0.01, 0.1), []),
        ((0.1, SURE + 0.01), [FOUND]),
    ],
)
def test_meaning_is_clear_or_a_hint_or_nothing(
    lexicons: Lexicons, cosines: tuple[float, float], scores: list[float]
) -> None:
    hits = hear(lexicons, CUE, TWO, likened(*cosines))
    assert [hit.score for hit in hits] == scores
    assert [hit.cue for hit in hits] == [CUE] * len(scores)


def test_meaning_beside_another_hint_is_clear(lexicons: Lexicons) -> None:
    unit = read_answer(Transcript(TWO, ()), lexicons.fillers.sounds).units[0]
    weak = [Hit("decision", unit, WEAK)]
    assert not hear(lexicons, CUE, TWO, likened(CLOSE_BESIDE - 0.01, 0.0), weak)[0].is_found
    (hit,) = hear(lexicons, CUE, TWO, likened(CLOSE_BESIDE + 0.01, 0.0), weak)
    assert hit.is_found
    assert hit.cue == CUE


def test_words_that_are_only_common_do_not_make_a_meaning(lexicons: Lexicons) -> None:
    cue = "paper print dropped for good"
    assert hear(lexicons, cue, TWO, likened(0.5, 0.0)) == ()


@pytest.mark.parametrize(
    ("cue", "text"),
    [
        ("dropped the import", "We did not drop the import."),
        ("dropped the import", "I could have dropped the import."),
        ("dropped the import", "We almost dropped the import."),
        ("churn 22%", "Churn was at 14 percent."),
        ("partner churn fell early to 22", "Partner churn fell early to 14."),
        ("the and of", "It was all about the and of the day before."),
    ],
)
def test_what_was_not_so_is_not_said(lexicons: Lexicons, cue: str, text: str) -> None:
    assert not said(lexicons, cue, text)


@pytest.mark.parametrize(
    ("cue", "text"),
    [
        ("not the import", "We did not drop the import."),
        ("said no to sales", "So I said no to sales."),
        ("22%", "It was 22 percent."),
        ("team users", "Our team had users."),
        ("WAU up", "Weekly active users went up."),
        ("weekly active users up", "The W A U went up."),
        ("return on investment doubled", "ROI doubled."),
        ("ROI doubled", "The return on investment doubled."),
        ("price list; old pager at night, queue always full", "At night the old pager went, in the rain."),
    ],
)
def test_what_was_so_is_said(lexicons: Lexicons, cue: str, text: str) -> None:
    assert said(lexicons, cue, text)


def test_a_whole_part_of_a_cue_is_enough(lexicons: Lexicons) -> None:
    cue = "queue of forty umbrellas, wet cash box, one tired volunteer"
    assert said(lexicons, cue, "There was one tired volunteer at the door.")
    assert not said(lexicons, cue, "There was a tired dog and a wet cat in a box.")


def test_a_cue_over_two_sentences_is_quoted_where_most_of_it_was(lexicons: Lexicons) -> None:
    cue = "slower nightly import, angry partners, calm auditors"
    text = "I had lunch. Partners were calm and slower. The nightly import made the auditors angry. Then it rained."
    (hit,) = hear(lexicons, cue, text)
    assert hit.unit.plain == "the nightly import made the auditors angry."
    flipped = "The nightly import made the auditors angry. Partners were calm and slower. Then it rained."
    (hit,) = hear(lexicons, cue, flipped)
    assert hit.unit.plain == "the nightly import made the auditors angry."
    apart = "The nightly import made the auditors angry. Then it rained. Partners were calm and slower."
    assert hear(lexicons, cue, apart) == ()


def test_a_cue_makes_what_is_there_stronger_and_never_weaker(lexicons: Lexicons) -> None:
    units = read_answer(Transcript(TWO, ()), lexicons.fillers.sounds).units
    strong = [Hit("decision", units[0], 4.0), Hit("decision", units[1], WEAK)]
    first, second = hear(lexicons, "stopped print run", TWO, None, strong)
    assert (first.score, first.cue) == (4.0, "stopped print run")
    assert second == strong[1]


@pytest.mark.parametrize("text", ["", "Um."])
def test_nothing_said_is_no_cue(lexicons: Lexicons, text: str) -> None:
    assert hear(lexicons, CUE, text, likened(*([0.0] if text else []))) == ()


def test_without_a_cue_nothing_is_embedded(lexicons: Lexicons) -> None:
    def never(sentences: Sequence[str]) -> NDArray[np.float32]:
        raise AssertionError(sentences)

    assert hear(lexicons, "  ", TWO, never) == ()


STORY = Story(
    "s1", "The list", {"decision": "printed nothing from May", "outcome": "9 to 2 missed rounds", "lesson": ""}
)
TOLD = (
    "The ward had a list on the wall that was never right. From May on we printed nothing. "
    "Rounds that somebody missed went from nine to two. It was a long spring for all of us there."
)


def judge(lexicons: Lexicons, story: Story | None, tell: Callable[[str], Transcript] = timed) -> Report:
    return analyse(tell(TOLD), None, None, None, lexicons, story=story)


def test_an_anchor_whose_cue_was_said_is_found_with_the_quote_and_the_cue(lexicons: Lexicons) -> None:
    plain, told = judge(lexicons, None), judge(lexicons, STORY)
    before = {finding.name: finding for finding in plain.anchors}
    after = {finding.name: finding for finding in told.anchors}
    assert before["decision"].state != "found"
    assert (after["decision"].state, after["decision"].quote) == ("found", "From May on we printed nothing.")
    assert after["outcome"].quote == "Rounds that somebody missed went from nine to two."
    assert (after["problem"], after["lesson"]) == (before["problem"], before["lesson"])
    why = {moment.name: moment.why for moment in told.moments if moment.kind == "anchor"}
    assert why["decision"].key == "analysis.anchor.why_cue"
    assert why["decision"].values["cue"] == "printed nothing from May"


def test_a_story_without_cues_changes_nothing(lexicons: Lexicons) -> None:
    assert judge(lexicons, Story("s1", "Nothing yet")) == judge(lexicons, None)


def test_a_typed_answer_is_told_with_a_story_too(lexicons: Lexicons) -> None:
    report = judge(lexicons, STORY, lambda text: Transcript(text, ()))
    decision = next(finding for finding in report.anchors if finding.name == "decision")
    assert (decision.state, decision.at) == ("found", None)


WORDS = st.lists(
    st.sampled_from(["we", "not", "22%", "churn", "k p i", "Q3", "half a", "held", ",", ".", "ü", "", "a", "x"]),
    max_size=12,
).map(" ".join)


@settings(max_examples=60)
@given(cues=st.dictionaries(st.sampled_from([*ANCHORS, "else"]), WORDS | st.text(max_size=12)), text=WORDS)
def test_any_cue_and_any_text_go_together(lexicons: Lexicons, cues: dict[str, str], text: str) -> None:
    reading = read_answer(Transcript(text, ()), lexicons.fillers.sounds)
    nothing: dict[AnchorName, Sequence[Hit]] = dict.fromkeys(ANCHORS, ())
    found = find_cues(reading, cues, lexicons.cues, nothing)
    assert set(found) == set(ANCHORS)
    assert all(hit.unit in reading.units and hit.is_found for hits in found.values() for hit in hits)
    assert found == find_cues(reading, cues, lexicons.cues, nothing)
