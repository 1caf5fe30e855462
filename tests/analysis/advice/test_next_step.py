import pytest

from coach.analysis.advice import Heard, check_sound, choose_next_step
from coach.analysis.advice.next_step import ASKED_BACK, ASKED_FIRST, expected_parts
from coach.analysis.lexicons import Lexicons
from coach.messages import Message, Texts
from coach.model import ANCHORS, CATEGORIES, AnchorName, Category, Finding, Question, TermUse
from tests.analysis.advice.cases import ALL, EVIDENCE, TEXT, heard
from tests.tools.sounds.speech import spoken, typed

FOUR = {name: number for name, number in ALL.items() if name != "lesson"}
LONG = spoken(TEXT, each=1.0)
EXPLAIN = Question("a/b", "technical", "What is it?", audience="a grandmother")
FIT = ("analogy", "example", "one_level_deeper", "why_it_matters")


def asked(category: Category, *anchors: AnchorName, structure: tuple[str, ...] = ()) -> Question:
    return Question("a/b", category, "Why?", anchors=anchors, structure=structure)


def fit(*found: str) -> tuple[Finding, ...]:
    return tuple(Finding(name, "found" if name in found else "missing") for name in FIT)


def metrics(*found: str) -> tuple[Finding, ...]:
    names = ("north_star", "primary_kpi", "guardrails", "diagnosis", "validation")
    return tuple(Finding(name, "found" if name in found else "missing") for name in names)


CLARIFY = (Finding("clarified", "missing"),)


@pytest.mark.parametrize(
    ("case", "key"),
    [
        (heard({}, spoken("too short")), "analysis.next.short"),
        (heard({}), "analysis.next.way_in"),
        (heard({"lesson": 4}), "analysis.next.way_in"),
        (heard({}, evidence=(EVIDENCE,)), "analysis.next.decision"),
        (heard({"problem": 0}, what_if=True), "analysis.next.decision_if"),
        (heard({"problem": 0}, handed_down="The board decided."), "analysis.next.handed_down"),
        (heard({"decision": 1}), "analysis.next.outcome"),
        (heard({"decision": 1}, what_if=True), "analysis.next.problem"),
        (heard({"decision": 1, "outcome": 2}), "analysis.next.problem"),
        (heard({"decision": 1, "outcome": 2, "problem": 0}), "analysis.next.tradeoff"),
        (heard({"decision": 1, "problem": 0}, what_if=True), "analysis.next.tradeoff_if"),
        (heard({"problem": 0}, question=asked("behavioural", "lesson")), "analysis.next.lesson_missing"),
        (heard(FOUR), "analysis.next.lesson"),
        (heard(FOUR, what_if=True), "analysis.next.what_if"),
        (heard(ALL), "analysis.next.follow_up"),
        (heard(ALL, LONG), "analysis.next.again"),
        (heard(FOUR, LONG, question=asked("recruiter", "outcome")), "analysis.next.again"),
        (heard(ALL, score=1.2), "analysis.next.unclear"),
        (heard(ALL, rambling="over_aim"), "analysis.next.over_aim"),
        (
            heard(FOUR | {"decision": 4}, spoken(TEXT, each=0.9), rambling="late_decision"),
            "analysis.next.late_decision",
        ),
        (
            heard(FOUR | {"decision": 4}, spoken(TEXT, each=0.55), rambling="late_decision"),
            "analysis.next.late_decision_short",
        ),
        (heard(ALL, rambling="late_decision"), "analysis.next.follow_up"),
        (heard(ALL, rambling="long_setup"), "analysis.next.long_setup"),
        (heard(ALL, rambling="long_tail"), "analysis.next.long_tail"),
        (heard(ALL, rambling="repeated_phrase"), "analysis.next.repeated_phrase"),
        (heard(ALL, rambling="off_question"), "analysis.next.off_question"),
        (heard(ALL, rambling="long_sentence"), "analysis.next.long_sentence"),
        (heard(ALL, typed(TEXT), rambling="long_sentence"), "analysis.next.long_sentence_typed"),
        (heard(ALL, cluster=(5.0, 9.0)), "analysis.next.cluster"),
        (
            heard({}, evidence=(EVIDENCE,), question=asked("technical", structure=("options",)), cluster=(5.0, 9.0)),
            "analysis.next.cluster_plain",
        ),
        (heard({"problem": 0}, question=asked("recruiter", "outcome"), rambling="over_aim"), "analysis.next.over_aim"),
        (heard({"problem": 0}, question=asked("strategy", "outcome"), rambling="over_aim"), "analysis.next.outcome"),
    ],
)
def test_one_next_step_is_chosen(case: Heard, key: str) -> None:
    assert choose_next_step(case).key == key


@pytest.mark.parametrize(
    ("case", "key"),
    [
        (heard({}, weak=["role_invisible"]), "analysis.weak.role_invisible"),
        (heard({}, weak=["role_invisible", "feature_list"]), "analysis.weak.feature_list"),
        (
            heard({"problem": 0}, weak=["role_invisible"], question=asked("behavioural", "outcome")),
            "analysis.weak.role_invisible",
        ),
        (
            heard({}, weak=["role_invisible"], question=asked("behavioural", "outcome"), handed_down="They chose."),
            "analysis.next.handed_down",
        ),
        (heard({"decision": 1}, weak=["everyone_agreed"]), "analysis.weak.everyone_agreed"),
        (heard({"decision": 1}, weak=["feature_list"]), "analysis.next.outcome"),
        (heard(ALL, weak=["false_precision"]), "analysis.weak.false_precision"),
        (heard(ALL, weak=["false_precision", "vague_critique"]), "analysis.weak.vague_critique"),
    ],
)
def test_what_was_heard_in_the_place_of_a_part_is_asked_about(case: Heard, key: str) -> None:
    assert choose_next_step(case).key == key


@pytest.mark.parametrize(
    ("structure", "name"),
    [
        (metrics(), "primary_kpi"),
        (metrics("primary_kpi"), "guardrails"),
        (metrics("primary_kpi", "guardrails"), "diagnosis"),
    ],
)
def test_metrics_are_asked_for_what_they_rest_on(texts: Texts, structure: tuple[Finding, ...], name: str) -> None:
    question = asked("metrics", "decision", structure=tuple(finding.name for finding in structure))
    step = choose_next_step(heard({"problem": 0}, structure=structure, question=question))

    assert step.key == "analysis.next.slot"
    slot = step.values["name"]
    assert isinstance(slot, Message)
    assert slot.key == f"analysis.slot.{name}"
    assert texts(step).endswith("?")


def test_a_slot_that_the_question_does_not_ask_for_is_left_alone() -> None:
    question = asked("metrics", "decision", structure=("north_star",))

    assert (
        choose_next_step(heard({"problem": 0}, structure=metrics(), question=question)).key == "analysis.next.decision"
    )


@pytest.mark.parametrize(
    ("structure", "terms", "key"),
    [
        ((*CLARIFY, *fit()), (), "analysis.next.clarify"),
        (fit(*FIT), (TermUse("cache", "unexplained", 3.0),), "analysis.next.unexplained"),
        (
            fit(*FIT),
            (TermUse("API", "unexplained", 5.0), TermUse("cache", "unexplained", 3.0)),
            "analysis.next.unexplained_some",
        ),
        (fit(), (TermUse("cache", "explained", 3.0),), "analysis.next.analogy"),
        (fit("analogy"), (), "analysis.next.why_it_matters"),
        (fit("analogy", "why_it_matters"), (), "analysis.next.example"),
        (fit("example", "why_it_matters"), (), "analysis.next.one_level_deeper"),
        (fit(*FIT), (), "analysis.next.simpler"),
    ],
)
def test_an_explanation_is_asked_for_what_makes_it_plain(
    structure: tuple[Finding, ...], terms: tuple[TermUse, ...], key: str
) -> None:
    assert choose_next_step(heard({}, structure=structure, terms=terms, question=EXPLAIN)).key == key


def test_a_long_sentence_without_a_full_stop_is_the_recognisers() -> None:
    run_on = spoken(TEXT.replace(".", ""))

    everything = heard(dict.fromkeys(ALL, 0), run_on, rambling="long_sentence")
    assert choose_next_step(everything).key == "analysis.next.follow_up"


def test_the_terms_heard_first_are_named(texts: Texts) -> None:
    terms = tuple(TermUse(name, "unexplained", at) for name, at in (("API", 5.0), ("cache", 3.0), ("queue", 4.0)))
    said = texts(choose_next_step(heard({}, structure=fit(), terms=terms, question=EXPLAIN)))

    assert "“cache” and “queue”" in said
    assert said.endswith("a grandmother?")


def test_telling_it_to_sales_asks_for_jargon_and_then_for_the_parts() -> None:
    question = Question("a/b", "roadmap", "Tell sales.", anchors=("decision",), audience="sales")
    terms = (TermUse("cache", "unexplained", 1.0),)

    assert choose_next_step(heard({"problem": 0}, terms=terms, question=question)).key == "analysis.next.unexplained"
    assert choose_next_step(heard({"problem": 0}, question=question)).key == "analysis.next.decision"


def test_every_part_that_is_asked_for_exists(lexicons: Lexicons) -> None:
    for category, order in ASKED_FIRST.items():
        slots = {slot.name for slot in lexicons.structures.get(category, lexicons.structures["architecture"])}
        assert set(order.split()) <= slots | set(ANCHORS), category
    assert set(ASKED_FIRST) < set(CATEGORIES)
    assert {name for name in lexicons.weak_patterns if name in ASKED_BACK} == set(ASKED_BACK)


def test_nobody_is_asked_for_the_end_of_what_has_not_happened() -> None:
    question = asked("strategy", "outcome", "decision", "lesson")

    assert expected_parts(heard({}, question=question)) == ["decision", "outcome", "lesson"]
    assert expected_parts(heard({}, question=question, what_if=True)) == ["decision"]
    assert expected_parts(heard({}, question=asked("recruiter"))) == ["outcome"]


def test_a_cluster_names_the_anchor_it_is_at(texts: Texts) -> None:
    assert texts(choose_next_step(heard(ALL, cluster=(5.0, 9.0)))) == (
        "Fillers gathered around the decision (0:05-0:09). A cue word there may help."
    )


def test_the_missing_outcome_is_asked_for_kindly(texts: Texts) -> None:
    assert texts(choose_next_step(heard({"decision": 1}))) == "I did not hear an outcome yet. Where did it end up?"


def test_silence_asks_to_check_the_microphone(texts: Texts) -> None:
    assert "microphone" in texts(check_sound(typed=False))
    assert "microphone" not in texts(check_sound(typed=True))
