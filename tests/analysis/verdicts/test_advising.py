"""Reasons for rambling and the advice under a person's word."""

from __future__ import annotations

from dataclasses import replace

from coach.analysis.advice import choose_next_step, choose_strength
from coach.analysis.analyse import analyse
from coach.analysis.corrections import corrected
from coach.analysis.lexicons import Lexicons
from coach.analysis.sentences import read_answer
from coach.analysis.verdicts.advising import case_as_made
from coach.messages import msg
from coach.model import Correction, Finding, Moment, Question, Report, Transcript
from tests.tools.sounds.speech import spoken, typed

BEFORE = "The import kept breaking every Monday and support was drowning in tickets about it. "
LONG = BEFORE + "Somebody in the room had a mug with a blue whale on it and we talked about that for some time. " * 7
LATE = LONG + "So I decided to drop the import. Tickets fell from ninety to four."
ASKED = Question("any", "behavioural", "Tell me about a hard choice.", aim_seconds=400)


def sentence(transcript: Transcript, begins: str) -> Correction:
    reading = read_answer(transcript, {})
    unit = next(one for one in reading.units if reading.quote(one).startswith(begins))
    at, until = reading.span(unit.start, unit.end)
    return Correction("fix", "anchor", "decision", "added", at, until, reading.quote(unit))


def reasons(report: Report) -> list[str]:
    return [moment.name for moment in report.moments if moment.kind == "rambling"]


def test_a_decision_that_came_early_after_all_is_not_late(lexicons: Lexicons) -> None:
    for transcript in (spoken(LATE), typed(LATE)):
        made = analyse(transcript, None, ASKED, None, lexicons)
        assert "late_decision" in reasons(made)

        early = corrected(made, [sentence(transcript, "Somebody")], transcript, ASKED)
        assert "late_decision" not in reasons(early)
        assert [one for one in early.moments if one.kind not in ("rambling", "anchor")] == [
            one for one in made.moments if one.kind not in ("rambling", "anchor")
        ]


def test_a_decision_that_came_even_later_is_told_with_its_own_time(lexicons: Lexicons) -> None:
    transcript = spoken(LATE)
    made = analyse(transcript, None, ASKED, None, lexicons)

    later = corrected(made, [sentence(transcript, "Tickets fell")], transcript, ASKED)

    late = next(one for one in later.moments if one.name == "late_decision")
    assert late.text.startswith("Tickets fell from ninety")
    assert [one.start or 0.0 for one in later.moments] == sorted(one.start or 0.0 for one in later.moments)


def test_a_word_never_brings_a_new_reason(lexicons: Lexicons) -> None:
    transcript = spoken(LATE)
    made = analyse(transcript, None, ASKED, None, lexicons)
    without = replace(made, moments=tuple(one for one in made.moments if one.kind != "rambling"))

    assert reasons(corrected(without, [sentence(transcript, "Tickets fell")], transcript, ASKED)) == []


def test_a_reason_that_cannot_be_checked_stays_while_its_anchor_does(lexicons: Lexicons) -> None:
    transcript = spoken(LATE)
    made = analyse(transcript, None, ASKED, None, lexicons)
    odd = Moment("rambling", "long_setup", 0.5, 3.0, "", "heard", msg("any"))
    report = replace(made, moments=(odd, *made.moments))

    kept = reasons(corrected(report, [sentence(transcript, "Somebody")], transcript, ASKED))

    problem = next(one for one in made.anchors if one.name == "problem")
    assert ("long_setup" in kept) is (problem.state != "missing")


def test_what_was_not_heard_is_asked_for_no_more(lexicons: Lexicons) -> None:
    text = BEFORE + "We moved it to Tuesday, which hurt the evening shift a lot. Tickets fell from ninety to four."
    transcript = spoken(text)
    made = analyse(transcript, None, None, None, lexicons)
    silent = replace(
        made,
        anchors=tuple(Finding(one.name, "missing") if one.name == "decision" else one for one in made.anchors),
        moments=tuple(one for one in made.moments if one.name not in ("decision", "role_invisible")),
        candidates=tuple(one for one in made.candidates if one.name != "decision"),
        next_step=msg("analysis.next.decision"),
    )

    played = corrected(silent, [sentence(transcript, "We moved")], transcript)

    assert played.next_step != msg("analysis.next.decision")


def test_a_report_that_kept_no_candidates_is_read_off_its_moments(lexicons: Lexicons) -> None:
    transcript = spoken(LATE)
    made = analyse(transcript, None, ASKED, None, lexicons)
    reading = read_answer(transcript, {})
    nowhere = Moment("anchor", "lesson", None, None, "nobody said this at all", "heard", msg("any"))
    old = replace(made, candidates=(), moments=(*made.moments, nowhere))

    names = [hit.name for hit in case_as_made(old, reading, ASKED).hits]

    assert names == [one.name for one in made.moments if one.kind == "anchor"]


def test_the_advice_is_chosen_again_from_all_that_it_was_chosen_from(lexicons: Lexicons) -> None:
    others = [cue.example for cue in lexicons.telling["handed_down"].cues]
    what_if = "I would ask the nurses first. I would drop the print. I would tell the clerk. "
    told = set()
    for text in (LATE, *(f"{BEFORE}{one} {BEFORE}" for one in others), what_if * 2):
        for transcript in (spoken(text), typed(text)):
            made = analyse(transcript, None, ASKED, None, lexicons)
            heard = case_as_made(made, read_answer(transcript, {}), ASKED).heard
            assert choose_next_step(heard) == made.next_step
            assert choose_strength(heard) == made.strength
            told |= {one.name for one in made.candidates if one.kind == "telling"}
    assert told == {"what_if", "handed_down"}
