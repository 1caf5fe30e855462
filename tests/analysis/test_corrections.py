"""Verdicts over a report: what goes, what comes, what is counted and advised anew, and which verdict replaces which."""

from __future__ import annotations

from dataclasses import replace
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coach.analysis.analyse import analyse
from coach.analysis.content.anchors import Hit, anchor_moment, to_candidates, to_finding
from coach.analysis.corrections import behind, corrected, kept_apart, settle
from coach.analysis.lexicons import Lexicons
from coach.analysis.sentences import read_answer
from coach.analysis.verdicts.places import NEAR
from coach.messages import msg
from coach.model import (
    Certainty,
    Correction,
    Finding,
    Measure,
    Moment,
    MomentKind,
    Question,
    Report,
    TermUse,
    Transcript,
)
from tests.tools.sounds.speech import spoken, typed

WORDS = spoken("word " * 50)
STORY = (
    "Nurses complained that the night list was never up to date. "
    "So I decided to drop the weekly print and show one live list. "
    "The price was that the ward clerk lost her overview for a month. "
    "After six weeks missed rounds had fallen from nine to two."
)
LESSON = " I learned to stand in the corridor before I draw anything."


def filler(at: float, certainty: Certainty = "heard", name: str = "um", text: str | None = None) -> Moment:
    said = name if certainty == "heard" else ""
    return Moment("filler", name, at, at + 0.3, said if text is None else text, certainty, msg("any"))


def verdict(on: Moment, said: str = "dismissed", number: int = 1) -> Correction:
    return Correction(f"fix-{number}", on.kind, on.name, said, on.start, on.end, on.text)  # type: ignore[arg-type]


def report(*moments: Moment, probable: float | None = 0.0) -> Report:
    """Make a report whose counts are no real ones, so that counting anew is seen."""
    names = {"speech_rate": 120.0, "filler_rate": -1.0, "fillers_heard": -1.0, "fillers_probable": probable}
    made = [Measure(name, value, "", msg("any"), "heard") for name, value in names.items()]
    return Report((*made, Measure("repeats", -1.0, "", msg("any"), "heard")), moments, ())


def counts(of: Report) -> dict[str, float | None]:
    return {measure.name: measure.value for measure in of.measures}


def test_without_verdicts_it_is_the_report_itself() -> None:
    made = report(filler(1.0))

    assert corrected(made, (), WORDS) is made
    assert corrected(made, [verdict(filler(9.0))], WORDS) is made
    assert corrected(made, [verdict(filler(1.0), "confirmed")], WORDS) is made


def test_what_was_dismissed_is_gone_and_not_counted() -> None:
    um, like, repeat = (
        filler(1.0),
        filler(4.0, name="like"),
        Moment("repeat", "repeat", 6.0, 7.0, "a a", "heard", msg("x")),
    )

    played = corrected(report(um, like, repeat), [verdict(um)], WORDS)

    assert played.moments == (like, repeat)
    assert counts(played) == {
        "speech_rate": 120.0,
        "filler_rate": 2.0,
        "fillers_heard": 1.0,
        "fillers_probable": 0.0,
        "repeats": -1.0,
    }
    assert counts(corrected(report(um, repeat), [verdict(repeat)], WORDS))["repeats"] == 0.0


def test_what_was_confirmed_is_heard() -> None:
    maybe = filler(1.0, "probable")

    played = corrected(report(maybe, filler(3.0, "probable"), probable=2.0), [verdict(maybe, "confirmed")], WORDS)

    assert [(one.certainty, one.why.key) for one in played.moments] == [
        ("heard", "analysis.correction.confirmed"),
        ("probable", "any"),
    ]
    assert (counts(played)["fillers_heard"], counts(played)["fillers_probable"]) == (1.0, 1.0)


def test_what_was_added_comes_in_the_order_of_time() -> None:
    added = Correction("fix-1", "filler", "uh", "added", 2.0, 2.4)

    played = corrected(report(filler(1.0), filler(5.0), probable=None), [added], WORDS)

    assert [one.start for one in played.moments] == [1.0, 2.0, 5.0]
    assert played.moments[1] == Moment("filler", "uh", 2.0, 2.4, "", "heard", msg("analysis.correction.added"))
    assert (counts(played)["fillers_heard"], counts(played)["fillers_probable"]) == (3.0, None)
    assert corrected(report(), [added], WORDS).moments == (played.moments[1],)


@pytest.mark.parametrize(("quote", "text"), [("word", "word"), ("basically", "")])
def test_an_added_moment_quotes_only_what_is_written(quote: str, text: str) -> None:
    added = Correction("fix-1", "filler", quote, "added", 2.0, 2.4, quote)

    assert corrected(report(), [added], WORDS).moments[0].text == text


def test_what_was_added_is_not_doubled_where_it_is_found_by_now() -> None:
    added = Correction("fix-1", "filler", "um", "added", 2.0, 2.4)

    found = corrected(report(filler(2.2, "probable", "uh")), [added], WORDS)

    assert [(one.name, one.start, one.certainty) for one in found.moments] == [("uh", 2.2, "heard")]


def test_what_was_confirmed_comes_back_where_nothing_is_found_any_more() -> None:
    played = corrected(report(), [verdict(filler(1.0, "probable"), "confirmed")], WORDS)

    assert [(one.start, one.certainty) for one in played.moments] == [(1.0, "heard")]


@pytest.mark.parametrize(("shift", "gone"), [(0.0, True), (0.2, True), (0.3 + NEAR, True), (0.31 + NEAR, False)])
def test_times_may_differ_a_little(shift: float, gone: bool) -> None:
    assert (corrected(report(filler(5.0 + shift)), [verdict(filler(5.0))], WORDS).moments == ()) is gone
    assert (corrected(report(filler(5.0 - shift)), [verdict(filler(5.0))], WORDS).moments == ()) is gone


@pytest.mark.parametrize(
    ("kind", "name", "gone"), [("filler", "uh", True), ("filler", "like", False), ("repeat", "um", False)]
)
def test_a_sound_is_a_sound_by_any_name(kind: MomentKind, name: str, gone: bool) -> None:
    moment = Moment(kind, name, 5.0, 5.3, "", "heard", msg("any"))

    assert (corrected(report(moment), [verdict(filler(5.0))], WORDS).moments == ()) is gone


def test_one_verdict_speaks_of_one_moment_the_nearest() -> None:
    moments = (filler(5.0), filler(5.4), filler(5.8))

    assert corrected(report(*moments), [verdict(moments[1])], WORDS).moments == (moments[0], moments[2])
    both = [verdict(moments[1], number=1), verdict(moments[0], number=2)]
    assert corrected(report(*moments), both, WORDS).moments == (moments[2],)


def test_without_times_the_same_words_are_the_same_thing() -> None:
    like = Moment("filler", "like", None, None, "Like", "heard", msg("any"))
    made = report(like, replace(like, text="like, like"))

    assert corrected(made, [verdict(filler(3.0, name="like"))], WORDS).moments == made.moments[1:]
    assert corrected(made, [verdict(filler(3.0, name="like", text=""))], WORDS) is made
    sound = Moment("filler", "um", None, None, "", "heard", msg("any"))
    assert corrected(report(sound), [verdict(sound)], WORDS).moments == (sound,)


def test_what_analysis_did_not_tell_stays_untold() -> None:
    short = Report((Measure("fillers_heard", None, "", msg("short"), "unknown"),), (filler(0.0),), ())

    assert corrected(short, [verdict(filler(0.0))], typed("")).measures == short.measures


# A second verdict


def test_a_second_verdict_replaces_the_first() -> None:
    maybe = filler(1.0, "probable")
    made = report(maybe)
    first = settle((), verdict(maybe, "confirmed", 1), made)
    heard = corrected(made, first, WORDS).moments[0]

    second = settle(first, verdict(heard, "dismissed", 2), made)

    assert [(one.id, one.verdict) for one in second] == [("fix-2", "dismissed")]
    assert [one.id for one in settle(second, verdict(maybe, "confirmed", 3), made)] == ["fix-3"]
    assert [one.id for one in settle(second, verdict(maybe, "dismissed", 4), made)] == ["fix-4"]
    assert len(settle(second, verdict(maybe, "confirmed", 2), made)) == 1


def test_a_second_verdict_finds_the_first_on_another_transcript() -> None:
    first = verdict(filler(1.0, "probable"), "confirmed", 1)
    moved = report(filler(1.5, "probable"))
    heard = corrected(moved, [first], WORDS).moments[0]

    assert [one.id for one in settle([first], verdict(heard, number=2), moved)] == ["fix-2"]


def test_verdicts_on_neighbours_do_not_touch_each_other() -> None:
    moments = (filler(5.0), filler(5.31), filler(5.62))
    made = report(*moments)
    given: tuple[Correction, ...] = ()
    for number, moment in enumerate(moments):
        given = settle(given, verdict(moment, number=number), made)

    assert len(given) == 3
    assert corrected(made, given, WORDS).moments == ()


def test_dismissing_what_was_added_takes_it_back_and_touches_nothing_else() -> None:
    made = report(filler(5.4))
    added = Correction("fix-1", "filler", "um", "added", 4.9, 5.3)
    given = settle((), added, made)
    assert len(corrected(made, given, WORDS).moments) == 1  # so near to a heard one it is that one

    apart = report(filler(6.4))
    shown = corrected(apart, [added], WORDS).moments[0]
    assert settle([added], verdict(shown, number=2), apart) == ()


def test_the_verdict_behind_a_moment_is_known() -> None:
    maybe, other = filler(1.0, "probable"), filler(3.0)
    confirmed, added = verdict(maybe, "confirmed", 1), Correction("fix-2", "filler", "uh", "added", 2.0, 2.4)
    given = (confirmed, added, verdict(filler(9.0), number=3))

    shown = corrected(report(maybe, other), given, WORDS).moments

    assert behind(shown, given) == {0: confirmed, 1: added}


# Other findings, and the advice


def test_a_dismissed_anchor_is_missing_and_asked_for(lexicons: Lexicons) -> None:
    transcript = spoken(STORY + LESSON)
    made = analyse(transcript, None, None, None, lexicons)
    decision = next(one for one in made.moments if one.kind == "anchor" and one.name == "decision")
    assert made.next_step == msg("analysis.next.follow_up")

    played = corrected(made, [verdict(decision)], transcript)

    assert [(one.name, one.state) for one in played.anchors][1] == ("decision", "missing")
    assert played.next_step == msg("analysis.next.decision")
    assert played.measures == made.measures


def test_what_was_refused_is_no_strength(lexicons: Lexicons) -> None:
    transcript = spoken(STORY)
    made = analyse(transcript, None, None, None, lexicons)
    anchors = [verdict(one, number=n) for n, one in enumerate(made.moments) if one.kind == "anchor"]

    played = corrected(made, anchors, transcript)

    assert [one for one in played.anchors if one.state == "found"] == []
    assert played.strength not in (None, made.strength)


def test_a_confirmed_anchor_is_found(lexicons: Lexicons) -> None:
    transcript = spoken("word " * 30)
    weak = Moment("anchor", "decision", 0.5, 4.5, "word " * 9 + "word", "probable", msg("any"))
    made = replace(
        analyse(transcript, None, None, None, lexicons),
        moments=(weak,),
        anchors=tuple(
            replace(one, state="weak") if one.name == "decision" else one
            for one in analyse(transcript, None, None, None, lexicons).anchors
        ),
    )

    played = corrected(made, [verdict(weak, "confirmed")], transcript)

    found = played.anchors[1]
    assert (found.name, found.state, found.at, found.quote) == ("decision", "found", 0.5, weak.text)
    assert played.strength is not None
    assert played.strength.values["what"] == msg("analysis.strength.decision_early", seconds=5)


def test_a_dismissed_reason_is_no_next_step_and_one_without_its_anchor_neither(lexicons: Lexicons) -> None:
    question = Question("any", "behavioural", "Tell me.", aim_seconds=12)
    transcript = spoken(STORY + LESSON)
    made = analyse(transcript, None, question, None, lexicons)
    over = next(one for one in made.moments if one.name == "over_aim")
    assert made.next_step is not None
    assert made.next_step.key == "analysis.next.over_aim"

    assert corrected(made, [verdict(over)], transcript, question).next_step == msg("analysis.next.follow_up")

    said = WORDS.words[10:15]
    quote = " ".join(word.text for word in said)
    late = Moment("rambling", "late_decision", said[0].start, said[-1].end, quote, "heard", msg("any"))
    decision = Moment("anchor", "decision", said[0].start, said[-1].end, quote, "heard", msg("any"))
    found = (Finding("decision", "found", said[0].start, quote),)
    assert corrected(replace(report(late, decision), anchors=found), [verdict(decision)], WORDS).moments == ()


def gathered(lexicons: Lexicons) -> tuple[Transcript, Report]:
    """Make an answer in which all was heard, and fillers gathered."""
    transcript = spoken((STORY + LESSON).replace("So I decided", "And um I uh decided um"))
    made = analyse(transcript, None, None, None, lexicons)
    assert made.next_step is not None
    assert made.next_step.key == "analysis.next.cluster"
    return transcript, made


def test_a_cluster_that_is_none_is_not_advised(lexicons: Lexicons) -> None:
    transcript, made = gathered(lexicons)
    fillers = [one for one in made.moments if one.kind == "filler"]

    assert corrected(made, [verdict(fillers[1])], transcript).next_step == msg("analysis.next.follow_up")
    outside = Correction("fix-9", "filler", "um", "added", 20.0, 20.3)
    assert corrected(made, [outside], transcript).next_step == made.next_step


def test_added_fillers_gather_too(lexicons: Lexicons) -> None:
    transcript = spoken(STORY + LESSON)
    made = analyse(transcript, None, None, None, lexicons)
    added = [Correction(f"fix-{n}", "filler", "um", "added", 5.0 + n, 5.3 + n) for n in range(3)]

    step = corrected(made, added, transcript).next_step

    assert step is not None
    assert step.key == "analysis.next.cluster"


def test_a_typed_answer_is_corrected_by_its_words(lexicons: Lexicons) -> None:
    transcript = typed(STORY + LESSON)
    made = analyse(transcript, None, None, None, lexicons)
    decision = next(one for one in made.moments if one.name == "decision")

    assert corrected(made, [verdict(decision)], transcript).next_step == msg("analysis.next.decision")


@pytest.mark.parametrize("at", [None, 900.0])
def test_an_anchor_that_nobody_said_is_passed_over(lexicons: Lexicons, at: float | None) -> None:
    transcript = spoken(STORY + LESSON)
    made = analyse(transcript, None, None, None, lexicons)
    decision = next(one for one in made.moments if one.name == "decision")
    strange = Moment("anchor", "lesson", at, at and at + 1.0, "not in the text", "heard", msg("any"))

    odd = replace(made, moments=(*made.moments, strange))

    assert corrected(odd, [verdict(decision)], transcript).next_step == msg("analysis.next.decision")


# Weak patterns and evidence

AGREED = Moment("weak_pattern", "everyone_agreed", 4.5, 8.1, "In the end everyone agreed.", "heard", msg("any"))
NO_PART = Moment("weak_pattern", "role_invisible", 0.5, 4.1, "We moved the list.", "heard", msg("any"))
HALF = Moment("evidence", "number", 2.0, 3.0, "nine to two", "heard", msg("any"))
WEAK = Report((), (NO_PART, HALF, AGREED), ())


def test_a_pattern_is_dismissed_with_its_sentence_and_another_sentence_is_not() -> None:
    assert corrected(WEAK, [verdict(AGREED)], WORDS).moments == (NO_PART, HALF)
    later = replace(AGREED, start=30.0, end=33.0, text="Everybody agreed on the plan.")
    assert corrected(replace(WEAK, moments=(later,)), [verdict(AGREED)], WORDS).moments == (later,)


def test_without_times_a_pattern_is_found_by_words_that_are_like_its_own() -> None:
    untimed = replace(AGREED, start=None, end=None, text="And in the end everyone agreed.")
    other = replace(untimed, text="Nobody wanted the weekly print.")
    made = replace(WEAK, moments=(other, untimed))

    assert corrected(made, [verdict(AGREED)], typed("x")).moments == (other,)


def test_that_ones_part_is_missing_is_about_the_whole_answer() -> None:
    moved = replace(NO_PART, start=30.0, end=33.0, text="We sat down.")
    plain = Correction("fix", "weak_pattern", "role_invisible", "dismissed")
    said = replace(plain, start=9.0, end=11.0, quote="Wrote the brief myself.")

    for word in (plain, said):
        assert corrected(replace(WEAK, moments=(moved,)), [word], WORDS).moments == ()
        assert kept_apart([word], typed("x")) == ()
    assert settle((plain,), replace(said, id="new"), WEAK) == (replace(said, id="new"),)


@pytest.mark.parametrize(
    ("transcript", "text"),
    [
        (spoken("It held for nine of ten."), "It held for nine of ten."),
        (typed("It held for nine of ten nights."), None),
    ],
)
def test_evidence_is_added_with_its_sentence(transcript: Transcript, text: str | None) -> None:
    said = Correction("fix", "evidence", "own", "added", 0.5, 2.9, "It held for nine of ten.")

    played = corrected(Report((), (), ()), [said], transcript)

    assert [(one.name, one.text) for one in played.moments] == [("own", text or transcript.text)]
    nowhere = replace(said, start=None, end=None, quote="Nothing of it is there at all.")
    assert corrected(Report((), (), ()), [nowhere], transcript).moments[0].text == ""
    assert kept_apart([nowhere], transcript) == (nowhere,)


# Whatever is said about whatever was heard

names = st.sampled_from(["um", "uh", "like"])
sures: st.SearchStrategy[Certainty] = st.sampled_from(["heard", "probable"])
fillers = st.lists(st.tuples(st.integers(0, 200), names, sures), max_size=12, unique_by=lambda x: x[0]).map(
    lambda made: report(*(filler(at * 0.4, sure, name) for at, name, sure in sorted(made)), probable=0.0)
)
verdicts = st.lists(
    st.builds(
        lambda at, name, said, number: verdict(filler(at / 10, name=name), said, number),
        st.integers(0, 800),
        names,
        st.sampled_from(["dismissed", "confirmed", "added"]),
        st.integers(),
    ),
    max_size=8,
)


@given(fillers, verdicts)
def test_what_is_counted_is_what_shows_and_in_order(made: Report, given_on: list[Correction]) -> None:
    settled: tuple[Correction, ...] = ()
    for one in given_on:
        settled = settle(settled, one, made)

    played = corrected(made, settled, WORDS)

    starts = [one.start or 0.0 for one in played.moments]
    assert starts == sorted(starts)
    if played is not made:
        sure = [one.certainty for one in played.moments]
        assert counts(played)["fillers_heard"] == sure.count("heard")
        assert counts(played)["fillers_probable"] == sure.count("probable")
    affirmed = [one for one in settled if one.verdict != "dismissed"]
    assert len(played.moments) >= len(affirmed)
    assert corrected(made, settled, WORDS) == played


@given(fillers, st.data())
def test_every_verdict_finds_its_moment_again_on_another_transcript(made: Report, data: st.DataObject) -> None:
    spaced = replace(
        made, moments=tuple(replace(one, start=n * 2.0, end=n * 2.0 + 0.3) for n, one in enumerate(made.moments))
    )
    chosen = [one for one in spaced.moments if data.draw(st.booleans())]
    given_on: tuple[Correction, ...] = ()
    for number, one in enumerate(chosen):
        given_on = settle(given_on, verdict(one, number=number), spaced)
    shifts = st.floats(-0.2, 0.2)
    moved = replace(
        spaced,
        moments=tuple(
            replace(one, start=(one.start or 0.0) + (shift := data.draw(shifts)), end=(one.end or 0.0) + shift)
            for one in spaced.moments
        ),
    )

    assert len(corrected(moved, given_on, WORDS).moments) == len(made.moments) - len(chosen)


# Whatever is said about the content

SENTENCES = ("We moved it.", "I dropped the print.", "It cost a month.", "We moved it.", "Misses fell to two.")
said_of = st.lists(
    st.tuples(
        st.sampled_from(["decision", "outcome", "guardrails", "term"]),
        st.integers(0, len(SENTENCES) - 1),
        st.sampled_from(["dismissed", "confirmed", "added"]),
        st.booleans(),
    ),
    max_size=7,
)
heard = st.lists(
    st.tuples(st.integers(0, 4), st.sampled_from([0.5, 1.2, 2.0, 3.0])), max_size=4, unique_by=lambda x: x[0]
)


def judged(transcript: Transcript, found: dict[str, list[tuple[int, float]]]) -> Report:
    """Judge an answer by sentences that speak for things, as analysis does."""
    reading = read_answer(transcript, {})
    hits = {
        name: [Hit(name, reading.units[place], score) for place, score in sorted(scores)]
        for name, scores in found.items()
    }
    clear = {name: [hit for hit in of if hit.score >= 1] for name, of in hits.items()}
    moment = anchor_moment(reading, clear["decision"])
    used = (TermUse("term", "used", 0.5 if transcript.words else None),)
    return Report(
        (),
        (moment,) if moment is not None else (),
        (to_finding(reading, "decision", clear["decision"]), Finding("outcome", "missing")),
        (to_finding(reading, "guardrails", clear["guardrails"]),),
        used,
        strength=msg("made.strength"),
        next_step=msg("made.step"),
        candidates=(*to_candidates("anchor", hits["decision"]), *to_candidates("structure", hits["guardrails"])),
    )


def words_on(transcript: Transcript, said: list[tuple[str, int, str, bool]]) -> list[Correction]:
    reading = read_answer(transcript, {})
    given = []
    for number, (name, place, word, timed) in enumerate(said):
        kind = "key_term" if name == "term" else "structure" if name == "guardrails" else "anchor"
        unit = reading.units[place]
        at, until = reading.span(unit.start, unit.end) if timed else (None, None)
        given.append(Correction(f"fix-{number}", kind, name, word, at, until, SENTENCES[place]))  # type: ignore[arg-type]
    return given


@given(st.booleans(), heard, heard, said_of, st.randoms(use_true_random=False))
def test_words_on_the_content_hold_whatever_their_order(
    timed: bool,
    decision: list[tuple[int, float]],
    guardrails: list[tuple[int, float]],
    said: list[tuple[str, int, str, bool]],
    dice: Random,
) -> None:
    transcript = spoken(" ".join(SENTENCES)) if timed else typed(" ".join(SENTENCES))
    made = judged(transcript, {"decision": decision, "guardrails": guardrails})
    settled: tuple[Correction, ...] = ()
    for one in words_on(transcript, said):
        settled = settle(settled, one, made)

    played = corrected(made, settled, transcript)

    shuffled = list(settled)
    dice.shuffle(shuffled)
    again = corrected(made, shuffled, transcript)
    assert (again.anchors, again.structure) == (played.anchors, played.structure)
    assert sorted(again.moments, key=str) == sorted(played.moments, key=str)
    assert {use.term: use.state for use in again.key_terms} == {use.term: use.state for use in played.key_terms}
    affirmed = [one for one in settled if one.verdict != "dismissed" and one.kind in ("anchor", "structure")]
    assert len({(one.kind, one.name) for one in affirmed}) == len(affirmed)
    for one in affirmed:
        found = next(each for each in (*played.anchors, *played.structure) if each.name == one.name)
        assert (found.state, found.quote) == ("found", one.quote)
    for found in (*played.anchors, *played.structure):
        assert found.quote in transcript.text
        assert (found.state == "missing") is (not found.quote)
    marks = {one.name: one.text for one in played.moments if one.kind == "anchor"}
    assert marks == {one.name: one.quote for one in played.anchors if one.quote}
    starts = [one.start or 0.0 for one in played.moments]
    assert starts == sorted(starts)
    assert kept_apart([one for one in settled if one.kind != "key_term"], transcript) == ()
    assert corrected(made, (), transcript) is made
