import pytest

from coach.analysis.advice import Heard, choose_strength
from coach.messages import Message, Texts
from coach.model import Finding, Question, TermUse
from tests.analysis.advice.cases import ALL, EVIDENCE, SENTENCE, TEXT, heard
from tests.tools.sounds.speech import spoken, typed

EXPLAIN = Question("a/b", "technical", "What is it?", audience="a grandmother")
QUOTED = Finding("analogy", "found", 1.0, "It is like a shelf.")
MISSING = Finding("example", "missing")


def what(message: Message | None) -> str:
    assert message is not None
    inner = message.values.get("what")
    return inner.key if isinstance(inner, Message) else message.key


@pytest.mark.parametrize(
    ("case", "key"),
    [
        (heard(ALL, evidence=(EVIDENCE,)), "analysis.strength.outcome_evidence"),
        (heard(ALL), "analysis.strength.tradeoff"),
        (heard({"decision": 1, "outcome": 3}), "analysis.strength.decision_early"),
        (heard({"decision": 1}, typed(TEXT)), "analysis.strength.decision_early_typed"),
        (heard({"problem": 0, "lesson": 4}), "analysis.strength.lesson"),
        (heard({"problem": 0, "outcome": 3}), "analysis.strength.outcome"),
        (heard({"decision": 4}, spoken(TEXT, each=0.6)), "analysis.strength.decision"),
        (heard({"problem": 0}), "analysis.strength.problem"),
        (heard({}, evidence=(EVIDENCE,)), "analysis.strength.evidence"),
        (heard({}, structure=(Finding("goal", "found"),)), "analysis.strength.slot"),
        (heard({}, structure=(Finding("method", "found"),)), "analysis.strength.said"),
        (heard(ALL, score=1.2), "analysis.strength.said"),
        (heard({}, typed(TEXT)), "analysis.strength.written"),
        (
            heard(
                ALL,
                structure=(
                    Finding("north_star", "missing"),
                    Finding("primary_kpi", "missing"),
                    Finding("guardrails", "found", 1.0, "Calls must not rise."),
                ),
            ),
            "analysis.strength.slot",
        ),
        (heard(ALL, structure=(Finding("clarified", "found", 1.0, "For whom?"),)), "analysis.strength.clarified"),
        (heard(ALL, structure=(Finding("clarified", "missing"),)), "analysis.strength.tradeoff"),
        (heard({}, structure=(QUOTED, MISSING), question=EXPLAIN), "analysis.strength.analogy"),
        (
            heard(
                {},
                structure=(Finding("analogy", "missing"), Finding("example", "found", 1.0, "Say you pay.")),
                question=EXPLAIN,
            ),
            "analysis.strength.example",
        ),
        (
            heard({}, structure=(MISSING,), terms=(TermUse("cache", "explained"),), question=EXPLAIN),
            "analysis.strength.explained",
        ),
        (heard({"problem": 0}, structure=(MISSING,), question=EXPLAIN), "analysis.strength.problem"),
    ],
)
def test_one_strength_is_chosen(case: Heard, key: str) -> None:
    assert what(choose_strength(case)) == key


def test_a_strength_says_where_it_was_heard(texts: Texts) -> None:
    strength = choose_strength(heard({"problem": 0}))

    assert strength is not None
    assert texts(strength) == f"The problem came through clearly. I heard it in “{SENTENCE.rstrip('.')}”."


def test_a_short_take_has_no_strength() -> None:
    assert choose_strength(heard({}, spoken("too short"))) is None


def test_nothing_is_praised_that_is_asked_about() -> None:
    own = heard({"decision": 1, "problem": 0}, weak=["role_invisible"])
    elsewhere = heard({"tradeoff": 2}, weak=["feature_list"])

    assert what(choose_strength(own)) == "analysis.strength.problem"
    assert what(choose_strength(elsewhere)) == "analysis.strength.tradeoff"


def test_a_sentence_that_is_asked_about_is_not_praised() -> None:
    case = heard({"tradeoff": 2}, structure=(Finding("goal", "found", 1.0, "Elsewhere."),), weak=["feature_list"])

    assert what(choose_strength(case)) == "analysis.strength.tradeoff"
    bare = heard({}, structure=(Finding("goal", "found", 1.0, "Elsewhere."),), weak=["feature_list"])
    assert what(choose_strength(bare)) == "analysis.strength.said"


def test_what_was_wrong_is_not_praised_as_the_ending() -> None:
    assert (
        what(choose_strength(heard({"problem": 0, "outcome": 0}, evidence=(EVIDENCE,)))) == "analysis.strength.problem"
    )
