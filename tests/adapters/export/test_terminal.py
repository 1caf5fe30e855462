"""A review in a terminal: what worked and what next come first, numbers last."""

from __future__ import annotations

from dataclasses import replace

from coach.adapters.export.terminal import review_lines
from coach.analysis.analyse import analyse
from coach.model import Question, Transcript
from tests.adapters.export.cases import LEXICONS, QUESTION, STORY, TEXTS, doubtful
from tests.tools.sounds.speech import spoken, typed


def lines(transcript: Transcript, question: Question | None = None) -> list[str]:
    return review_lines(question, transcript, analyse(transcript, None, question, None, LEXICONS), TEXTS)


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


def test_doubtful_words_are_marked_and_the_mark_is_explained() -> None:
    told = "\n".join(lines(doubtful(STORY, "Um,", "night", "date.")))

    assert "[Um], nurses complained that the night(?) list was never up to" in told
    assert "date(?)." in told
    assert "(?) behind a word: not sure that it was said (3 words)." in told
