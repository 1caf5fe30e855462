import pytest

from coach.analysis.content.anchors import Hit
from coach.analysis.content.rambling import Course, clock_text, find_rambling
from coach.analysis.delivery.pauses import Pause
from coach.analysis.sentences import Reading, read_answer
from coach.model import Question, Transcript
from tests.tools.sounds.speech import spoken, typed

SENTENCE = "One two three four five six seven eight nine ten."


def hit(reading: Reading, name: str, number: int, score: float = 2.0) -> Hit:
    return Hit(name, reading.sentences[number], score)


def reasons(
    transcript: Transcript,
    anchors: dict[str, int],
    pauses: tuple[Pause, ...] | None = None,
    question: Question | None = None,
    score: float = 2.0,
) -> list[str]:
    reading = read_answer(transcript, {})
    course = Course(reading, pauses, [hit(reading, name, number, score) for name, number in anchors.items()])
    moments = find_rambling(course, question)
    assert all(moment.text in transcript.text and moment.text for moment in moments)
    return [moment.name for moment in moments]


def sentences(count: int) -> str:
    return " ".join([SENTENCE] * count)


def test_a_plain_answer_has_no_reason() -> None:
    assert reasons(spoken(sentences(6)), {"problem": 0, "decision": 1, "outcome": 4}) == []
    assert reasons(typed(sentences(6)), {}) == []


def test_over_the_aim_by_half() -> None:
    question = Question("a/b", "strategy", "Why?", aim_seconds=20)

    assert reasons(spoken(sentences(7)), {}, question=question) == []
    assert reasons(spoken(sentences(8)), {}, question=question) == ["over_aim"]
    assert reasons(typed(sentences(9)), {}, question=question) == ["over_aim"]


def test_think_time_is_not_over_the_aim() -> None:
    question = Question("a/b", "strategy", "Why?", aim_seconds=20)
    transcript = spoken(sentences(6), gaps=[(30, 30.0)])

    assert reasons(transcript, {}, (Pause(12.5, 42.5),), question) == []
    assert reasons(transcript, {}, (), question) == ["over_aim"]


@pytest.mark.parametrize(("number", "expected"), [(3, []), (4, []), (5, ["late_decision"]), (9, ["late_decision"])])
def test_a_decision_after_two_fifths_is_late(number: int, expected: list[str]) -> None:
    assert reasons(spoken(sentences(10), each=0.2), {"problem": 0, "decision": number}) == expected


def test_a_decision_after_35_seconds_is_late_even_early_in_the_answer() -> None:
    assert reasons(spoken(sentences(40)), {"problem": 0, "decision": 9}) == ["late_decision"]
    assert reasons(spoken(sentences(40)), {"problem": 0, "decision": 8}) == []


def test_no_decision_is_no_late_one() -> None:
    assert reasons(spoken(sentences(10)), {"problem": 0}) == []


def test_background_before_any_anchor_is_a_long_setup() -> None:
    assert reasons(spoken(sentences(10), each=0.2), {"problem": 3}) == []
    assert reasons(spoken(sentences(10), each=0.2), {"problem": 4}) == ["long_setup"]
    assert reasons(spoken(sentences(10), each=0.2), {"problem": 4, "decision": 1}) == []


def test_where_no_clear_problem_was_heard_nobody_can_say_how_long_the_setup_was() -> None:
    assert reasons(spoken(sentences(10), each=0.2), {"outcome": 5}) == []
    assert reasons(spoken(sentences(10), each=0.2), {"problem": 5}, score=1.2) == []


def test_a_long_tail_follows_the_last_outcome_or_lesson() -> None:
    early = {"problem": 0, "decision": 1, "outcome": 3}

    assert reasons(spoken(sentences(10)), early) == ["long_tail"]
    assert reasons(spoken(sentences(9)), early) == []
    assert reasons(spoken(sentences(10)), early | {"lesson": 8}) == []
    assert reasons(spoken(sentences(10)), early | {"outcome": 9}) == []
    assert reasons(spoken(sentences(10)), {"outcome": 3}, score=1.2) == []


def test_a_long_sentence_without_a_pause() -> None:
    long = "word " * 45

    assert reasons(spoken(long + "end."), {}) == ["long_sentence"]
    assert reasons(spoken(long), {}) == []
    assert reasons(typed(long + "end."), {}) == ["long_sentence"]


def test_a_breath_makes_two_of_a_long_sentence() -> None:
    transcript = spoken("word " * 60, gaps=[(30, 0.5)])

    assert reasons(transcript, {}, (Pause(12.5, 13.0),)) == []
    assert reasons(transcript, {}, (Pause(2.5, 2.8),)) == ["long_sentence"]


def test_times_are_written_as_on_a_clock() -> None:
    assert [clock_text(seconds) for seconds in (0, 59.6, 65, 600)] == ["0:00", "1:00", "1:05", "10:00"]
