import pytest

from coach.analysis.content.anchors import Hit
from coach.analysis.content.rambling import REASONS, Course, anchored_reasons, clock_text, find_rambling, list_reasons
from coach.analysis.delivery.pauses import Pause
from coach.analysis.lexicons import RamblingWords
from coach.analysis.sentences import Reading, read_answer
from coach.model import Question, Transcript
from tests.tools.sounds.speech import spoken, typed

SENTENCE = "One two three four five six seven eight nine ten."
WORDS = RamblingWords(
    light=frozenset(SENTENCE.lower().strip(".").split()) | {"word"},
    glue=(),
    field=frozenset(),
    asking=frozenset({"why"}),
)
"""Words among which those of the plain sentence say nothing, so that it may come again and again."""


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
    moments = list_reasons(course, question, WORDS)
    assert find_rambling(course, question, WORDS) == moments[:2]
    assert len({moment.name for moment in moments}) == len(moments)
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


def test_a_decision_that_is_only_probable_is_not_called_late() -> None:
    assert reasons(spoken(sentences(10), each=0.2), {"problem": 0, "decision": 9}, score=1.2) == []


def test_background_before_problem_and_decision_is_a_long_setup() -> None:
    assert reasons(spoken(sentences(10), each=0.2), {"problem": 3}) == []
    assert reasons(spoken(sentences(10), each=0.2), {"problem": 4}) == ["long_setup"]
    assert reasons(spoken(sentences(10), each=0.2), {"problem": 4, "outcome": 0}) == ["long_setup"]
    assert reasons(spoken(sentences(10), each=0.2), {"problem": 4, "decision": 1}) == []


def test_where_no_clear_problem_was_heard_nobody_can_say_how_long_the_setup_was() -> None:
    assert reasons(spoken(sentences(10), each=0.2), {"outcome": 5}) == []
    assert reasons(spoken(sentences(10), each=0.2), {"problem": 5}, score=1.2) == []


def test_a_long_tail_is_other_things_after_the_last_outcome() -> None:
    early = {"problem": 0, "decision": 1, "outcome": 3}

    assert reasons(spoken(sentences(10)), early) == ["long_tail"]
    assert reasons(spoken(sentences(9)), early) == []
    assert reasons(spoken(sentences(10)), early | {"lesson": 8}) == []
    assert reasons(spoken(sentences(10)), early | {"tradeoff": 6}) == []
    assert reasons(spoken(sentences(10)), early | {"outcome": 9}) == []
    assert reasons(spoken(sentences(10)), {"outcome": 3}, score=1.2) == []


def test_think_time_is_no_tail() -> None:
    transcript = spoken(sentences(7), gaps=[(50, 30.0)])
    early = {"problem": 0, "decision": 1, "outcome": 3}

    assert reasons(transcript, early, (Pause(20.5, 50.5),)) == []
    assert reasons(transcript, early, ()) == ["long_tail"]


def test_a_phrase_that_came_back_is_marked_where_it_was_said_last() -> None:
    text = "The green door was shut. Ten nine eight, and the green door. Six, seven and then the green door."
    moments = find_rambling(Course(read_answer(typed(text), {}), None, ()), None, WORDS)

    assert [(moment.name, moment.text) for moment in moments] == [("repeated_phrase", "the green door")]
    assert dict(moments[0].why.values)["n"] == 3


@pytest.mark.parametrize(("words", "expected"), [(7, []), (8, ["off_question"])])
def test_half_a_minute_without_a_word_of_the_question(words: int, expected: list[str]) -> None:
    question = Question("a/b", "design", "Why did the timetable change?", aim_seconds=600)
    text = f"The timetable. {sentences(words)} That was the timetable."

    assert reasons(spoken(text), {}, question=question) == expected
    assert reasons(spoken(text), {"problem": 3}, question=question) == []
    assert reasons(spoken(text), {}) == []


def test_the_two_reasons_that_say_most_come_first() -> None:
    assert set(REASONS[:2]) == {"late_decision", "long_tail"}
    transcript = typed(f"{'word ' * 50}. {sentences(12)}")
    told = reasons(transcript, {"problem": 8, "decision": 9})

    assert told == ["late_decision", "long_setup", "long_sentence"]


def test_the_reasons_that_rest_on_anchors_are_known_apart() -> None:
    reading = read_answer(typed(sentences(10)), {})
    course = Course(reading, None, [hit(reading, "problem", 5), hit(reading, "decision", 6)])

    assert {moment.name for moment in anchored_reasons(course)} == {"late_decision", "long_setup"}


def test_a_long_sentence_without_a_pause() -> None:
    long = "word " * 45

    assert reasons(spoken(long + "end."), {}) == ["long_sentence"]
    assert reasons(spoken(long), {}) == []
    assert reasons(typed(long + "end."), {}) == ["long_sentence"]


def test_the_longest_of_several_long_sentences_is_told() -> None:
    text = f"{'word ' * 49}end. {'word ' * 59}end."
    moments = list_reasons(Course(read_answer(typed(text), {}), None, ()), None, WORDS)

    assert [len(moment.text.split()) for moment in moments] == [60]


def test_a_breath_makes_two_of_a_long_sentence() -> None:
    transcript = spoken("word " * 60, gaps=[(30, 0.5)])

    assert reasons(transcript, {}, (Pause(12.5, 13.0),)) == []
    assert reasons(transcript, {}, (Pause(2.5, 2.8),)) == ["long_sentence"]


def test_times_are_written_as_on_a_clock() -> None:
    assert [clock_text(seconds) for seconds in (0, 59.6, 65, 600)] == ["0:00", "1:00", "1:05", "10:00"]
