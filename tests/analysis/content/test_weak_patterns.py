import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coach.analysis.beginnings import beginnings, can_match
from coach.analysis.content.anchors import FOUND, Hit
from coach.analysis.content.weak_patterns import find_weak_patterns, weak_question
from coach.analysis.lexicons import Lexicons
from coach.analysis.sentences import Reading, read_answer
from coach.messages import Texts
from coach.model import Transcript
from tests.tools.sounds.speech import spoken, typed

ANSWERS = Path(__file__).resolve().parents[2] / "data" / "weak_patterns.json"
PATTERNS = (
    "framework_only",
    "data_driven_no_number",
    "role_invisible",
    "everyone_agreed",
    "method_list",
    "feature_list",
    "vague_critique",
    "context_documentary",
    "false_precision",
)


def answers() -> Iterator[tuple[str, str]]:
    for name, texts in json.loads(ANSWERS.read_text()).items():
        if name != "about":
            yield from ((name, text) for text in texts)


def read(text: str, lexicons: Lexicons) -> Reading:
    return read_answer(typed(text), lexicons.fillers.sounds)


def names(text: str, lexicons: Lexicons, anchors: dict[str, int] | None = None, category: str = "") -> set[str]:
    reading = read(text, lexicons)
    hits = [Hit(name, reading.units[number], FOUND) for name, number in (anchors or {}).items()]
    moments = find_weak_patterns(reading, lexicons.weak_patterns, hits, category)
    assert all(moment.kind == "weak_pattern" and moment.text and moment.text in text for moment in moments)
    return {moment.name for moment in moments}


@pytest.mark.parametrize(("name", "text"), list(answers()))
def test_each_answer_has_its_pattern_and_no_other(name: str, text: str, lexicons: Lexicons) -> None:
    assert names(text, lexicons) == (set() if name == "quiet" else {name})


def test_every_cue_matches_its_example_and_not_what_it_never_means(lexicons: Lexicons) -> None:
    sets = lexicons.weak_patterns
    cues = [(name, cue) for name, one in sets.items() for cue in (*one.cues, *one.against, *one.lookalikes)]

    assert set(PATTERNS) < set(sets)
    assert [(name, cue.example) for name, cue in cues if not cue.pattern.search(cue.example)] == []
    assert [(name, said) for name, cue in cues for said in cue.never if cue.pattern.search(said)] == []


def test_no_cue_misses_its_example_by_the_words_it_needs(lexicons: Lexicons) -> None:
    cues = [cue for one in lexicons.weak_patterns.values() for cue in one.cues if cue.needs]

    assert len(cues) > 20
    assert [cue.example for cue in cues if not can_match(cue.needs, beginnings(cue.example))] == []


def test_the_sentence_is_the_one_it_fired_on(lexicons: Lexicons) -> None:
    text = "I like lists. We score the backlog with RICE every month. It is quick."
    (moment,) = find_weak_patterns(read(text, lexicons), lexicons.weak_patterns, ())

    assert moment.text == "We score the backlog with RICE every month."
    assert (moment.start, moment.certainty) == (None, "heard")
    assert moment.why == weak_question("framework_only")


def test_it_can_be_played_where_it_was_spoken(lexicons: Lexicons) -> None:
    reading = read_answer(spoken("I like lists. We score the backlog with RICE every month."), {})
    (moment,) = find_weak_patterns(reading, lexicons.weak_patterns, ())

    assert moment.start == pytest.approx(1.7)
    assert moment.end == pytest.approx(4.9)


@pytest.mark.parametrize("name", PATTERNS)
def test_each_has_a_question_that_blames_nobody(name: str, texts: Texts) -> None:
    said = texts(weak_question(name))

    assert said.endswith("?")
    assert "you failed" not in said.lower()


def test_a_short_list_and_a_lighter_cue_are_only_probable(lexicons: Lexicons) -> None:
    text = "I'd build a chat, a wallet, a map and a forum. Morale would be 37 percent better."
    moments = find_weak_patterns(read(text, lexicons), lexicons.weak_patterns, ())

    assert {moment.name: moment.certainty for moment in moments} == {
        "feature_list": "probable",
        "false_precision": "probable",
    }


AGREED = (
    "I met both leads in the yard and asked what they were afraid of. By noon everyone agreed. "
    "We gave the night shift its own door. It cost us two weeks."
)


def test_agreement_is_no_ending_where_the_answer_goes_on(lexicons: Lexicons) -> None:
    assert names(AGREED, lexicons) == {"everyone_agreed"}
    assert names(AGREED, lexicons, {"decision": 2}) == {"everyone_agreed"}
    assert names(AGREED, lexicons, {"decision": 2, "tradeoff": 3}) == set()
    assert names(AGREED, lexicons, {"tradeoff": 3}) == set(), "it was counted"


def test_a_counted_outcome_before_the_agreement_is_enough(lexicons: Lexicons) -> None:
    text = "I took the door out. Queues fell from nine to two. In the end everyone was happy."

    assert names(text, lexicons) == {"everyone_agreed"}
    assert names(text, lexicons, {"outcome": 1}) == set()


def test_a_problem_that_was_heard_beside_it_answers_a_vague_word(lexicons: Lexicons) -> None:
    text = "Clerks lost drafts at that door. The old screen looked dated. I drew a new one."

    assert names(text, lexicons, {"problem": 1}) == {"vague_critique"}, "its own sentence says no more"
    assert names(text, lexicons, {"problem": 0}) == set()


def test_history_after_the_problem_is_an_aside(lexicons: Lexicons) -> None:
    text = (
        "I joined in May. The firm was founded in 1958 by two brothers, and in the nineties they bought a mill. "
        "In 2009 came the merger and then there was a second office in Graz with forty people, and a new owner. "
        "Millers could not see their orders, so I put them on the door, and since then nobody has phoned."
    )

    assert names(text, lexicons) == {"context_documentary"}
    assert names(text, lexicons, {"problem": 2}) == {"context_documentary"}
    assert names(text, lexicons, {"problem": 0}) == set()


def test_a_list_is_of_the_sort_that_it_holds_most_of(lexicons: Lexicons) -> None:
    methods = "I did interviews, surveys, usability tests, a diary study and dashboards."
    features = "I'd add a chat, a wallet, dark mode, a forum and dashboards."

    assert names(methods, lexicons) == {"method_list"}
    assert names(features, lexicons) == {"feature_list"}
    between = "That took us the better part of the spring, and the whole of my patience with the two of them."
    assert names(f"{methods} {between} {features}", lexicons) == {"method_list", "feature_list"}


def test_methods_that_led_somewhere_are_no_mere_list(lexicons: Lexicons) -> None:
    text = "I did interviews, surveys, usability tests and a diary study. Then we met. Calls fell by 40 percent."

    assert names(text, lexicons) == {"method_list"}
    assert names(text, lexicons, {"outcome": 2}) == set()


def test_a_framework_among_methods_is_a_list_of_methods(lexicons: Lexicons) -> None:
    assert names("I do interviews, a SWOT, a vision workshop and surveys.", lexicons) == {"method_list"}


def test_explaining_how_a_thing_works_needs_no_part_of_ones_own(lexicons: Lexicons) -> None:
    text = "A cache keeps what we asked for near us. When our data is old it has to be thrown away."

    assert names(text, lexicons, category="technical") == set()
    assert names(text, lexicons, category="behavioural") == {"role_invisible"}
    assert names("A cache keeps what was asked for. Old things are thrown away.", lexicons) == set(), "nobody is in it"


def test_one_word_of_ones_own_part_is_enough_however_often_we_is_said(lexicons: Lexicons) -> None:
    text = "We moved it. We tested it. We sold it and we were glad. "

    assert names(text, lexicons) == {"role_invisible"}
    for own in ("I drew it.", "They asked me.", "It was my plan.", "i’d drawn it."):
        assert names(text + own, lexicons) == set()


def test_where_choice_cost_and_outcome_were_heard_an_empty_word_is_no_matter(lexicons: Lexicons) -> None:
    text = "I let the data decide. We took the door out. It cost us a week. Queues are gone. It is all much cleaner."

    assert names(text, lexicons) == {"data_driven_no_number", "vague_critique"}
    assert names(text, lexicons, {"decision": 1, "tradeoff": 2, "outcome": 3}) == set()


def test_nothing_is_found_in_nothing(lexicons: Lexicons) -> None:
    assert names("", lexicons) == set()


WORDS = [
    "we",
    "I",
    "rice",
    "scored",
    "everyone",
    "agreed",
    "data-driven",
    "37.4",
    "percent",
    "morale",
    "in",
    "1958",
    ".",
]


@given(
    words=st.lists(
        st.sampled_from([*WORDS, "founded", "chat", "interviews", ",", "cleaner", "it's", "\n"]), max_size=50
    )
)
def test_quotes_are_always_substrings_and_each_pattern_is_there_once(words: list[str], lexicons: Lexicons) -> None:
    text = " ".join(words)
    reading = read_answer(Transcript(text, ()), lexicons.fillers.sounds)
    hits = [Hit("problem", unit, FOUND) for unit in reading.units[::2]]
    moments = find_weak_patterns(reading, lexicons.weak_patterns, hits)

    assert all(moment.text in text for moment in moments)
    assert len({moment.name for moment in moments}) == len(moments)
