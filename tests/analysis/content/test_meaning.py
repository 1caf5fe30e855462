import zlib
from collections.abc import Sequence
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray

from coach.analysis.analyse import Sound, analyse
from coach.analysis.content.anchors import FOUND, WEAK, Hit, choose_hit, find_hits
from coach.analysis.content.meaning import (
    Head,
    Heads,
    Meaning,
    hear,
    read_signs,
    rule_signs,
    score,
    sigmoid,
    small_words,
    weighted_sum,
)
from coach.analysis.lexicons import Lexicons
from coach.analysis.sentences import Reading, read_answer
from coach.model import ANCHORS, CATEGORIES, Question, Transcript, Word
from tests.tools.sounds.speech import typed

WIDTH = 6
NONE = np.zeros(WIDTH, np.float32)
STORY = (
    "Nurses were typing every order twice. So we pulled the second form from the release. "
    "That meant living with a slower import for a quarter. Tickets dried up. I'd ask the night shift first now."
)


def embed(sentences: Sequence[str]) -> NDArray[np.float32]:
    """Give each sentence a direction of its own."""
    rows = np.array([_direction(sentence) for sentence in sentences], np.float32).reshape(-1, WIDTH)
    return np.asarray(rows / np.linalg.norm(rows, axis=1, keepdims=True), np.float32)


def _direction(sentence: str) -> NDArray[np.float64]:
    return np.random.default_rng(zlib.crc32(sentence.encode())).standard_normal(WIDTH)


def head(name: str, bias: float = -9.0, weak: float = 0.4, found: float = 0.65) -> Head:
    return Head(name, bias, weak, found, NONE, NONE, NONE, {}, {}, {}, {})


def deaf(**changed: Head) -> Heads:
    """Make heads that hear nothing, but for the given ones."""
    return Heads({name: changed.get(name, head(name)) for name in ANCHORS}, {})


def read(text: str, lexicons: Lexicons) -> Reading:
    return read_answer(Transcript(text, ()), lexicons.fillers.sounds)


def test_without_meaning_the_rules_decide(lexicons: Lexicons) -> None:
    reading = read(STORY, lexicons)
    anchors, slots = hear(reading, lexicons, "behavioural", None)
    assert anchors == {name: find_hits(reading, lexicons.anchors[name]) for name in ANCHORS}
    assert slots == {cues.name: find_hits(reading, cues) for cues in lexicons.structures["behavioural"]}


def test_a_sentence_is_heard_by_its_vector(lexicons: Lexicons) -> None:
    reading = read(STORY, lexicons)
    (vector,) = embed([reading.units[3].plain])
    heads = deaf(outcome=replace(head("outcome", -3.0), sentence=5 * vector))
    anchors, _ = hear(reading, lexicons, None, Meaning(embed, heads))
    assert [reading.quote(hit.unit) for hit in anchors["outcome"] if hit.is_found] == ["Tickets dried up."]
    assert not anchors["problem"]


@pytest.mark.parametrize(("side", "heard"), [("before", 4), ("after", 2)])
def test_neighbours_speak_for_a_sentence(lexicons: Lexicons, side: str, heard: int) -> None:
    reading = read(STORY, lexicons)
    (vector,) = embed([reading.units[3].plain])
    near = {"before": NONE, "after": NONE, side: 9 * vector}
    weighed = replace(head("outcome", 0.0), before=near["before"], after=near["after"])
    sums = weighted_sum(weighed, read_signs(reading, embed, []), {})
    assert int(sums.argmax()) == heard
    assert sums[heard] == pytest.approx(9.0, abs=1e-5)


def test_the_rules_the_place_and_small_words_are_weighed(lexicons: Lexicons) -> None:
    reading = read("I'd ask first. Nothing else, um, came of 4 of 5.", lexicons)
    signs = read_signs(reading, embed, [lexicons.anchors["decision"]])
    weighed = replace(
        head("decision", 1.0), place={"first": 2.0}, words={"| i'd": 4.0, "9": 8.0, "um": 99.0}, heads={"lesson": 0.5}
    )
    sums = weighted_sum(weighed, signs, {"lesson": np.array([2.0, -100.0])})
    assert sums.tolist() == pytest.approx([1.0 + 2.0 + 4.0 + 1.0, 1.0 + 8.0 - 3.0])
    by_rules = replace(head("decision", 0.0), rules={"decision": 3.0, "clear decision": 10.0})
    strength = 3.0 * signs.rules[0]["decision"]
    assert strength >= FOUND
    assert weighted_sum(by_rules, signs, {})[0] == pytest.approx(strength + 10.0)


def test_scores_of_the_rules_become_numbers_of_about_one() -> None:
    assert dict(rule_signs({"problem": -9.0, "lesson": 2.0})) == {
        "problem": pytest.approx(-4 / 3),
        "clear problem": 0.0,
        "lesson": pytest.approx(2 / 3),
        "clear lesson": 1.0,
    }


def test_small_words_stand_alone_and_in_pairs() -> None:
    assert list(small_words("i'd wait 1,200 days")) == [
        *("i'd", "wait", "9", "days"),
        *("| i'd", "i'd wait", "wait 9", "9 days", "days |"),
    ]
    assert list(small_words("")) == ["| |"]


def test_chances_fall_on_the_scale_of_the_rules() -> None:
    one = head("problem", weak=0.4, found=0.6)
    values = [score(one, chance) for chance in (0.0, 0.2, 0.4, 0.5, 0.6, 1.0)]
    assert values == pytest.approx([0.0, 0.25, WEAK, 1.5, FOUND, 2.4])
    assert sigmoid(0.0) == 0.5
    assert [sigmoid(1e9), sigmoid(-1e9)] == pytest.approx([1.0, 0.0])


def test_the_first_of_the_clearest_sentences_is_quoted(lexicons: Lexicons) -> None:
    units = read(STORY, lexicons).units
    scores = (1.9, 2.0, 2.32, 2.34, 1.0)
    hits = [Hit("outcome", unit, value) for unit, value in zip(units, scores, strict=True)]
    assert choose_hit(hits) == hits[2]
    assert choose_hit(hits[:2]) == hits[1]
    assert choose_hit([hits[4], hits[0]]) == hits[0]
    assert choose_hit([]) is None


def test_a_slot_is_heard_by_its_head_and_by_the_rules_where_it_has_none(lexicons: Lexicons) -> None:
    reading = read(STORY, lexicons)
    result = replace(head("result", -5.0), heads={"outcome": 1.0}, rules={"own": 0.1})
    loud = replace(head("outcome", -3.0), sentence=12 * embed([reading.units[3].plain])[0])
    heads = replace(deaf(outcome=loud), structures={"behavioural": {"result": result}})
    _, slots = hear(reading, lexicons, "behavioural", Meaning(embed, heads))
    assert [reading.quote(hit.unit) for hit in slots["result"]][:1] == ["Tickets dried up."]
    by_rules = {cues.name: find_hits(reading, cues) for cues in lexicons.structures["behavioural"]}
    assert {name: slots[name] for name in slots if name != "result"} == {
        name: by_rules[name] for name in by_rules if name != "result"
    }


def test_nothing_said_is_nothing_heard(lexicons: Lexicons) -> None:
    def never(sentences: Sequence[str]) -> NDArray[np.float32]:
        raise AssertionError(sentences)

    anchors, _ = hear(read("", lexicons), lexicons, "metrics", Meaning(never, deaf()))
    assert not any(anchors.values())


def test_a_report_by_words_alone_says_that_it_is_less_sure(lexicons: Lexicons) -> None:
    said = typed(STORY)
    alone = analyse(said, None, None, "behavioural", lexicons)
    loud = deaf(outcome=head("outcome", 9.0), lesson=head("lesson", 0.0))
    report = analyse(said, None, None, "behavioural", lexicons, meaning=Meaning(embed, loud))
    words = {moment.why.key for moment in alone.moments if moment.kind == "anchor"}
    assert words
    assert words <= {"analysis.anchor.why_words", "analysis.anchor.why_words_weak"}
    told = {moment.name: moment.why.key for moment in report.moments if moment.kind == "anchor"}
    assert told == {"outcome": "analysis.anchor.why", "lesson": "analysis.anchor.why_weak"}
    assert {finding.name: finding.state for finding in report.anchors} == {
        **dict.fromkeys(ANCHORS, "missing"),
        "outcome": "found",
        "lesson": "weak",
    }


def test_a_broken_vector_is_nothing_heard(lexicons: Lexicons) -> None:
    def broken(sentences: Sequence[str]) -> NDArray[np.float32]:
        return np.full((len(sentences), WIDTH), np.nan, np.float32)

    loud = deaf(problem=replace(head("problem", 9.0), sentence=NONE + 1))
    report = analyse(typed(STORY), None, None, None, lexicons, meaning=Meaning(broken, loud))
    assert {finding.state for finding in report.anchors} == {"missing"}


PIECES = st.sampled_from(
    [
        "we decided",
        "um",
        "the price was",
        "so",
        ",",
        ".",
        "\n",
        "nobody",
        "never",
        "it fell from 9 to 2",
        "\u2019",
        "\U0001f600",
        "I",
        "?",
    ]
)
TEXTS = st.one_of(st.text(max_size=200), st.lists(PIECES, max_size=60).map(" ".join))


def chance_heads(seed: int, lexicons: Lexicons) -> Heads:
    """Make heads that weigh everything by chance."""
    dice = np.random.default_rng(seed)

    def some(name: str) -> Head:
        low, high = sorted(dice.uniform(0.05, 0.95, 2))
        own, before, after = (dice.standard_normal((3, WIDTH)) * 4).astype(np.float32)
        rules = {key: float(dice.normal()) for key in (*ANCHORS, "own", "clear own", "clear problem")}
        others: dict[str, float] = {key: float(dice.normal()) for key in ANCHORS}
        place = {key: float(dice.normal()) for key in ("place", "first", "length")}
        return Head(
            name, float(dice.normal()), low, high, own, before, after, rules, others, place, {"i": 1.0, "9": -1.0}
        )

    structures = {name: {cues.name: some(cues.name) for cues in sets} for name, sets in lexicons.structures.items()}
    return Heads({name: some(name) for name in ANCHORS}, structures)


@st.composite
def spoken_words(draw: st.DrawFn) -> Transcript:
    """Draw recognised words with times in any order."""
    texts = [text for text in draw(TEXTS).split() if text]
    times = st.floats(-1.0, 50.0, allow_nan=False)
    return Transcript.of_words(tuple(Word(text, draw(times), draw(times), 0.5) for text in texts[:40]))


def test_any_text_any_times_and_any_heads_give_a_report(lexicons: Lexicons) -> None:
    @settings(deadline=None, max_examples=60, suppress_health_check=[HealthCheck.too_slow])
    @given(
        st.one_of(TEXTS.map(lambda text: Transcript(text, ())), spoken_words()),
        st.sampled_from([*CATEGORIES, None]),
        st.integers(0, 1000),
    )
    def holds(transcript: Transcript, category: str | None, seed: int) -> None:
        meaning = Meaning(embed, chance_heads(seed, lexicons))
        question = Question("example/one", "behavioural", "Tell me.", key_terms=("API",))
        sound = Sound(np.zeros(16000 * 60, np.int16), 16000) if transcript.words else None
        report = analyse(transcript, sound, question, category, lexicons, meaning=meaning)
        assert report == analyse(transcript, sound, question, category, lexicons, meaning=meaning)
        for finding in (*report.anchors, *report.structure):
            assert finding.quote in transcript.text
            assert (finding.state == "missing") == (not finding.quote)
        for moment in report.moments:
            assert moment.text in transcript.text
            if moment.kind == "anchor" and moment.start is not None and moment.end is not None:
                first, last = min(w.start for w in transcript.words), max(max(w.start, w.end) for w in transcript.words)
                assert first - 1e-6 <= moment.start <= moment.end <= last + 1e-6

    holds()
