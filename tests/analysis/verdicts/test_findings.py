"""Anchors and slots under a person's word: chosen, confirmed, refused, and what counts then."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coach.analysis.corrections import corrected, kept_apart, settle, standings
from coach.analysis.sentences import read_answer
from coach.analysis.verdicts.findings import Standing, anchor_mark, hits_of, hits_under, judged_kind, stand
from coach.messages import msg
from coach.model import ANCHORS, Candidate, Certainty, Correction, Finding, Moment, Report, Transcript
from tests.tools.sounds.speech import spoken, typed

TEXT = (
    "Nurses never had the list on time. We sat down with the clerk. I dropped the weekly print. "
    "She lost her overview for a month. We looked at the rounds. Missed ones fell from nine to two. Nice."
)
PLACES = {"decision": (2, 1, 4), "problem": (0,), "tradeoff": (3,), "guardrails": (5, 4)}
"""Which sentences speak for what, the clearest first; of a decision the third is only weak."""
SCORES = (2.0, 2.0, 1.2)


def sentences(transcript: Transcript) -> list[tuple[str, int, int, float | None, float | None]]:
    reading = read_answer(transcript, {})
    return [(reading.quote(one), one.start, one.end, *reading.span(one.start, one.end)) for one in reading.units]


def made(transcript: Transcript, *, certainty: Certainty = "heard") -> Report:
    """Judge an answer as if these sentences had been found, each thing by its first."""
    said = sentences(transcript)
    candidates = tuple(
        Candidate("anchor" if name in ANCHORS else "structure", name, said[n][1], said[n][2], score)
        for name, places in PLACES.items()
        for n, score in sorted(zip(places, SCORES, strict=False))
    )
    state = "found" if certainty == "heard" else "weak"

    def found(name: str) -> Finding:
        if name not in PLACES:
            return Finding(name, "missing")
        quote, _, _, at, _ = said[PLACES[name][0]]
        return Finding(name, state, at, quote)  # type: ignore[arg-type]

    moments = tuple(
        Moment("anchor", name, said[n][3], said[n][4], said[n][0], certainty, msg("any"))
        for name, n in (("problem", 0), ("decision", 2), ("tradeoff", 3))
    )
    anchors = tuple(found(name) for name in ANCHORS)
    slots = (found("guardrails"), found("validation"), replace(found("problem")))
    return Report((), moments, anchors, slots, candidates=candidates)


def on(transcript: Transcript, place: int, name: str, said: str, number: int = 1) -> Correction:
    quote, _, _, at, until = sentences(transcript)[place]
    return Correction(f"fix-{number}", judged_kind(name), name, said, at, until, quote)  # type: ignore[arg-type]


def finding(report: Report, name: str) -> Finding:
    return next(one for one in (*report.anchors, *report.structure) if one.name == name)


def mark(report: Report, name: str) -> Moment | None:
    return next((one for one in report.moments if one.name == name), None)


@pytest.fixture(params=["spoken", "typed"])
def transcript(request: pytest.FixtureRequest) -> Transcript:
    return spoken(TEXT) if request.param == "spoken" else typed(TEXT)


@pytest.mark.parametrize("name", ["outcome", "validation"])
def test_what_was_not_heard_is_found_where_the_person_says(transcript: Transcript, name: str) -> None:
    report = made(transcript)
    quote, _, _, at, until = sentences(transcript)[5]

    played = corrected(report, [on(transcript, 5, name, "added")], transcript)

    assert finding(played, name) == Finding(name, "found", at, quote)
    expected = Moment("anchor", name, at, until, quote, "heard", msg("analysis.correction.added"))
    assert mark(played, name) == (expected if name == "outcome" else None)
    others = [one for one in played.moments if one.name != name]
    assert others == list(report.moments)


def test_moments_stay_in_order(transcript: Transcript) -> None:
    played = corrected(made(transcript), [on(transcript, 1, "outcome", "added")], transcript)

    in_time = ["problem", "outcome", "decision", "tradeoff"]
    by_kind = ["problem", "decision", "tradeoff", "outcome"]
    assert [one.name for one in played.moments] == (in_time if transcript.words else by_kind)


@pytest.mark.parametrize("name", ["decision", "guardrails"])
def test_where_the_first_one_is_refused_the_next_best_counts(transcript: Transcript, name: str) -> None:
    report = made(transcript)
    first, *others = PLACES[name]

    played = corrected(report, [on(transcript, first, name, "dismissed")], transcript)

    after = sorted(others)[0]
    quote, _, _, at, _ = sentences(transcript)[after]
    assert finding(played, name) == Finding(name, "found", at, quote)
    if name == "decision":
        now = mark(played, name)
        assert now is not None
        assert (now.text, now.certainty, now.why.key) == (quote, "heard", "analysis.anchor.why")


def test_where_all_are_refused_it_is_missing(transcript: Transcript) -> None:
    refusals = [on(transcript, place, "decision", "dismissed", place) for place in PLACES["decision"]]

    weak = corrected(made(transcript), refusals[:2], transcript)
    gone = corrected(made(transcript), refusals, transcript)

    assert finding(weak, "decision").state == "weak"
    assert finding(gone, "decision") == Finding("decision", "missing")
    assert mark(gone, "decision") is None


def test_a_report_without_candidates_has_no_next_best(transcript: Transcript) -> None:
    old = replace(made(transcript), candidates=())

    assert finding(corrected(old, [on(transcript, 2, "decision", "dismissed")], transcript), "decision").at is None


def test_refusing_another_sentence_changes_nothing(transcript: Transcript) -> None:
    report = made(transcript)

    assert corrected(report, [on(transcript, 5, "decision", "dismissed")], transcript) is report


def test_a_weak_one_is_confirmed(transcript: Transcript) -> None:
    report = made(transcript, certainty="probable")

    played = corrected(report, [on(transcript, 2, "decision", "confirmed")], transcript)

    assert finding(played, "decision") == replace(finding(report, "decision"), state="found")
    now = mark(played, "decision")
    assert now is not None
    assert (now.certainty, now.why) == ("heard", msg("analysis.correction.confirmed"))
    assert corrected(made(transcript), [on(transcript, 2, "decision", "confirmed")], transcript) == made(transcript)


def test_the_persons_sentence_outweighs_what_a_later_analysis_finds() -> None:
    said = on(spoken(TEXT), 5, "outcome", "added")
    later = spoken(TEXT.replace("Missed ones fell", "Mist once fell"), start=0.6)
    report = made(later)
    other = sentences(later)[6]
    wrong = replace(
        report,
        anchors=tuple(
            Finding("outcome", "found", other[3], other[0]) if one.name == "outcome" else one for one in report.anchors
        ),
    )

    found = finding(corrected(wrong, [said], later), "outcome")

    assert found.quote == "Mist once fell from nine to two."
    assert found.at == sentences(later)[5][3]


def test_after_an_edit_the_words_are_found_where_they_are_like() -> None:
    said = [on(typed(TEXT), 5, "outcome", "added"), on(typed(TEXT), 2, "decision", "dismissed", 2)]
    edited = typed(TEXT.replace("Missed ones fell from nine to two", "Then missed ones fell from nine to only two"))

    played = corrected(made(edited), said, edited)

    assert finding(played, "outcome").quote == "Then missed ones fell from nine to only two."
    assert finding(played, "decision").quote == "We sat down with the clerk."
    assert kept_apart(said, edited) == ()


def test_what_an_edit_took_out_is_kept_apart_and_the_rest_counts() -> None:
    said = (on(typed(TEXT), 5, "outcome", "added"), on(typed(TEXT), 2, "decision", "dismissed", 2))
    edited = typed(TEXT.replace("Missed ones fell from nine to two. ", ""))

    report = replace(made(typed(TEXT)), candidates=made(typed(TEXT)).candidates[:3])

    played = corrected(report, said, edited)

    assert finding(played, "outcome").state == "missing"
    assert finding(played, "decision").quote != "I dropped the weekly print."
    assert kept_apart(said, edited) == said[:1]
    assert finding(corrected(made(typed(TEXT)), said, typed(TEXT)), "outcome").state == "found"


def test_what_an_engine_left_out_is_heard_at_its_time_all_the_same() -> None:
    said = on(spoken(TEXT), 5, "outcome", "added")
    words = spoken(TEXT).words
    first = next(place for place, word in enumerate(words) if word.text == "Missed")
    deaf = Transcript.of_words((*words[:first], words[-1]))

    played = corrected(Report((), (), (Finding("outcome", "missing"),)), [said], deaf)

    assert finding(played, "outcome") == Finding("outcome", "found", said.start, "")
    assert [(one.start, one.text) for one in played.moments] == [(said.start, "")]
    assert kept_apart([said], deaf) == (said,)


def test_a_slot_that_is_an_anchor_follows_it(transcript: Transcript) -> None:
    played = corrected(made(transcript), [on(transcript, 1, "problem", "added")], transcript)

    assert [one.quote for one in (*played.anchors, *played.structure) if one.name == "problem"] == [
        "We sat down with the clerk."
    ] * 2


def test_the_same_stands_in_the_report_as_made_and_as_corrected(transcript: Transcript) -> None:
    report = made(transcript)
    verdicts = [
        on(transcript, 5, "outcome", "added", 1),
        on(transcript, 2, "decision", "dismissed", 2),
        on(transcript, 5, "guardrails", "dismissed", 3),
    ]

    before = standings(report, verdicts, transcript)
    after = standings(corrected(report, verdicts, transcript), verdicts, transcript)

    assert [one.finding for part in before for one in part] == [one.finding for part in after for one in part]
    assert [one.by for part in after for one in part if one.by is not None] == verdicts[:1]
    assert [one.refused for part in after for one in part if one.refused] == [(verdicts[1],), (verdicts[2],)]


def test_what_is_left_of_the_stretches() -> None:
    transcript = spoken(TEXT)
    report, reading = made(transcript), read_answer(transcript, {})
    hits = list(hits_of("anchor", "decision", report, reading))
    assert [hit.score for hit in hits] == [2.0, 2.0, 1.2]

    refused = stand("anchor", report.anchors[1], [on(transcript, 1, "decision", "dismissed")], report, reading)
    assert hits_under(refused, hits, reading) == hits[1:]
    silent = Correction("fix", "anchor", "decision", "added", 90.0, 91.0, "nobody wrote this")
    unwritten = stand("anchor", report.anchors[1], [silent], report, reading)
    assert hits_under(unwritten, hits, reading) == []
    assert anchor_mark(unwritten, None, reading) == Moment(
        "anchor", "decision", 90.0, 91.0, "", "heard", msg("analysis.correction.added")
    )
    gone = replace(report, candidates=(Candidate("anchor", "decision", 0, 0, 2.0),))
    assert list(hits_of("anchor", "decision", gone, reading)) == []


# Which verdict replaces which


def test_one_word_holds_for_a_name(transcript: Transcript) -> None:
    report = made(transcript)
    first = settle((), on(transcript, 5, "outcome", "added", 1), report)
    second = settle(first, on(transcript, 6, "outcome", "added", 2), report)
    assert [one.id for one in second] == ["fix-2"]

    both = settle(second, on(transcript, 2, "decision", "dismissed", 3), report)
    both = settle(both, on(transcript, 1, "decision", "dismissed", 4), report)
    assert [one.id for one in both] == ["fix-2", "fix-3", "fix-4"]

    chosen = settle(both, on(transcript, 2, "decision", "added", 5), report)
    assert [one.id for one in chosen] == ["fix-2", "fix-4", "fix-5"]


def test_refusing_what_was_added_takes_it_back(transcript: Transcript) -> None:
    report = made(transcript)
    added = settle((), on(transcript, 5, "outcome", "added", 1), report)

    assert settle(added, on(transcript, 5, "outcome", "dismissed", 2), report) == ()
    found = settle((), on(transcript, 2, "decision", "added", 1), report)
    assert [one.id for one in settle(found, on(transcript, 2, "decision", "dismissed", 2), report)] == ["fix-2"]


def test_a_verdict_with_a_time_meets_one_without() -> None:
    report = made(spoken(TEXT))
    old = replace(on(spoken(TEXT), 2, "decision", "dismissed", 1), start=None, end=None)

    assert [one.id for one in settle((old,), on(spoken(TEXT), 2, "decision", "confirmed", 2), report)] == ["fix-2"]


# Whatever the text, the times and the verdicts

texts = st.text(st.sampled_from("ab I.?, \n1'é"), max_size=80)
times = st.none() | st.floats(-1, 40)


@given(texts, texts, st.booleans(), st.data())
def test_no_word_on_any_text_goes_wrong(text: str, other: str, timed: bool, data: st.DataObject) -> None:
    transcript = spoken(text) if timed and text.split() else typed(text)
    report = Report((), (), tuple(Finding(name, "missing") for name in ANCHORS), (Finding("guardrails", "missing"),))
    kinds = st.sampled_from(
        [
            ("anchor", "decision"),
            ("structure", "guardrails"),
            ("key_term", "x"),
            ("weak_pattern", "role_invisible"),
            ("evidence", "own"),
            ("rambling", "over_aim"),
            ("filler", "um"),
        ]
    )
    said: tuple[Correction, ...] = ()
    for number in range(data.draw(st.integers(0, 5))):
        (kind, name), quote = data.draw(kinds), data.draw(st.sampled_from((text, other, text[:9], "")))
        verdict = data.draw(st.sampled_from(("dismissed", "confirmed", "added")))
        start, end = data.draw(times), data.draw(times)
        said = settle(said, Correction(f"fix-{number}", kind, name, verdict, start, end, quote), report)  # type: ignore[arg-type]

    played = corrected(report, said, transcript)

    for found in (*played.anchors, *played.structure):
        assert found.quote in transcript.text
    assert all(moment.text in transcript.text for moment in played.moments)
    assert corrected(report, said, transcript) == played
    shown = {one.id for part in standings(played, said, transcript) for one in part_words(part)}
    assert {one.id for one in kept_apart(said, transcript)} | shown <= {one.id for one in said}


def part_words(part: tuple[Standing, ...]) -> list[Correction]:
    return [word for one in part for word in (*one.refused, *([one.by] if one.by is not None else []))]
