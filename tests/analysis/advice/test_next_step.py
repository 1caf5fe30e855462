import pytest

from coach.analysis.advice import Heard, check_sound, choose_next_step, choose_strength, slot_label
from coach.analysis.content.anchors import Hit, to_finding
from coach.analysis.content.rambling import Course
from coach.analysis.lexicons import Lexicons
from coach.analysis.sentences import read_answer
from coach.messages import Texts, msg
from coach.model import ANCHORS, Finding, Moment, Question, Transcript
from tests.tools.sounds.speech import spoken, typed

TEXT = "One two three four five six seven eight nine 22 percent. " * 5
ALL = {"problem": 0, "decision": 1, "tradeoff": 2, "outcome": 3, "lesson": 4}
EVIDENCE = Moment("evidence", "number", None, None, "22 percent", "heard", msg("analysis.evidence.number"))


def heard(
    anchors: dict[str, int],
    transcript: Transcript | None = None,
    *,
    structure: tuple[Finding, ...] = (),
    evidence: tuple[Moment, ...] = (),
    rambling: str = "",
    cluster: tuple[float, float] | None = None,
    question: Question | None = None,
    score: float = 2.0,
    weak: tuple[str, ...] = (),
) -> Heard:
    reading = read_answer(transcript or spoken(TEXT), {})
    hits = [Hit(name, reading.sentences[number], score) for name, number in anchors.items()]
    course = Course(reading, (), hits)
    findings = [to_finding(reading, name, [hit for hit in hits if hit.name == name]) for name in ANCHORS]
    at = None if not reading.timed else 4.5
    reasons = [Moment("rambling", rambling, at, at, "One", "heard", msg("analysis.next.again"))] if rambling else []
    patterns = [Moment("weak_pattern", name, at, at, "One", "heard", msg("analysis.next.again")) for name in weak]
    return Heard(course, findings, structure, evidence, reasons, cluster, question, patterns)


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
        (heard(ALL, score=1.2), "analysis.strength.said"),
        (heard({}, typed(TEXT)), "analysis.strength.written"),
    ],
)
def test_one_strength_is_chosen(case: Heard, key: str) -> None:
    strength = choose_strength(case)

    assert strength is not None
    assert strength.key == key


ASKED = Question("a/b", "design", "Why?", structure=("user", "goal"))
USER = Finding("user", "found")
FOUR = {name: number for name, number in ALL.items() if name != "lesson"}


@pytest.mark.parametrize(
    ("case", "key"),
    [
        (heard({}), "analysis.next.decision"),
        (heard({"decision": 1}), "analysis.next.outcome"),
        (heard({"decision": 1, "outcome": 2}), "analysis.next.problem"),
        (heard({"decision": 1, "outcome": 2, "problem": 0}), "analysis.next.tradeoff"),
        (heard({}, question=Question("a/b", "design", "Why?", anchors=("lesson",))), "analysis.next.lesson"),
        (
            heard({}, question=ASKED, structure=(Finding("user", "found"), Finding("goal", "missing"))),
            "analysis.next.slot",
        ),
        (heard(ALL, question=ASKED, structure=(USER,)), "analysis.next.again"),
        (heard(FOUR), "analysis.next.lesson"),
        (heard(ALL), "analysis.next.again"),
        (heard(ALL, rambling="over_aim"), "analysis.next.over_aim"),
        (heard(ALL, rambling="late_decision"), "analysis.next.late_decision"),
        (heard({}, question=ASKED, rambling="late_decision"), "analysis.next.late_decision"),
        (heard(ALL, rambling="long_setup"), "analysis.next.long_setup"),
        (heard(ALL, rambling="long_tail"), "analysis.next.long_tail"),
        (heard(ALL, rambling="long_sentence"), "analysis.next.long_sentence"),
        (heard(ALL, typed(TEXT), rambling="long_sentence"), "analysis.next.long_sentence_typed"),
        (heard(ALL, rambling="repeated_phrase"), "analysis.next.repeated_phrase"),
        (heard(ALL, rambling="off_question"), "analysis.next.off_question"),
        (heard(ALL, weak=("vague_critique", "role_invisible")), "analysis.weak.role_invisible"),
        (heard(ALL, weak=("false_precision",), rambling="long_tail"), "analysis.weak.false_precision"),
        (heard({"decision": 1}, weak=("role_invisible",)), "analysis.next.outcome"),
        (heard(ALL, cluster=(5.0, 9.0)), "analysis.next.cluster"),
        (heard({}, question=ASKED, cluster=(5.0, 9.0)), "analysis.next.cluster_plain"),
        (heard({}, spoken("too short")), "analysis.next.short"),
    ],
)
def test_one_next_step_is_chosen(case: Heard, key: str) -> None:
    assert choose_next_step(case).key == key


def test_a_cluster_names_the_anchor_it_is_at(texts: Texts) -> None:
    assert texts(choose_next_step(heard(ALL, cluster=(5.0, 9.0)))) == (
        "Fillers gathered around the decision (0:05-0:09). A cue word there may help."
    )


def test_the_missing_outcome_is_asked_for_kindly(texts: Texts) -> None:
    assert texts(choose_next_step(heard({"decision": 1}))) == "I did not hear an outcome yet. Where did it end up?"


def test_a_short_take_has_no_strength() -> None:
    assert choose_strength(heard({}, spoken("too short"))) is None


def test_silence_asks_to_check_the_microphone(texts: Texts) -> None:
    assert "microphone" in texts(check_sound(typed=False))
    assert "microphone" not in texts(check_sound(typed=True))


def test_every_slot_has_a_label(lexicons: Lexicons, texts: Texts) -> None:
    labels = [texts(slot_label(slot.name)) for slots in lexicons.structures.values() for slot in slots]

    assert not any(label.startswith("analysis.") for label in labels)
