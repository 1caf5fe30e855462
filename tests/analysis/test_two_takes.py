from dataclasses import replace

from coach.analysis.two_takes import Change, TwoTakes, describe, lay_beside
from coach.gui.wording import moment_name
from coach.messages import Message, load_texts, msg
from coach.model import Finding, Measure, Moment, MomentKind, Report
from coach.settings import find_resources

TEXTS = load_texts(find_resources() / "assets" / "messages")
NOTHING = Report((), (), ())


def finding(name: str, state: str, at: float | None = None, quote: str = "") -> Finding:
    return Finding(name, state, at, quote)  # type: ignore[arg-type]


def moment(kind: MomentKind, name: str, start: float | None = 1.0, text: str = "words") -> Moment:
    end = None if start is None else start + 2
    return Moment(kind, name, start, end, text, "heard", msg("any"))


def measure(name: str, value: float | None) -> Measure:
    return Measure(name, value, "s", msg("any"), "heard")


def ways(takes: TwoTakes) -> dict[str, str]:
    return {change.name: change.way for change in takes.changes}


def word(change: Change) -> Message:
    return msg("names.as_written", word=change.name)


def said(*changes: Change) -> str:
    return TEXTS(describe(TwoTakes(changes, ()), word))


def of_anchors(*findings: Finding) -> Report:
    return replace(NOTHING, anchors=findings)


def of_moments(*moments: Moment) -> Report:
    return replace(NOTHING, moments=moments)


def change(name: str, way: str) -> Change:
    return Change("anchor", name, way, None, None)  # type: ignore[arg-type]


def test_an_anchor_that_is_heard_now_is_gained_and_one_that_is_not_is_lost() -> None:
    before = replace(
        NOTHING, anchors=(finding("problem", "found"), finding("tradeoff", "found"), finding("outcome", "missing"))
    )
    after = replace(
        NOTHING, anchors=(finding("problem", "found"), finding("tradeoff", "missing"), finding("outcome", "weak"))
    )

    takes = lay_beside(before, after)

    assert ways(takes) == {"problem": "kept", "tradeoff": "lost", "outcome": "gained"}
    assert not any(one.clearer for one in takes.changes)
    assert [one.name for one in takes.of("gained")] == ["outcome"]


def test_what_both_touch_on_may_be_said_more_clearly_in_one() -> None:
    before = replace(NOTHING, anchors=(finding("decision", "weak"),))
    after = replace(NOTHING, anchors=(finding("decision", "found"),))

    (rise,) = lay_beside(before, after).changes
    (fall,) = lay_beside(after, before).changes

    assert (rise.way, rise.clearer) == ("gained", True)
    assert (fall.way, fall.clearer) == ("lost", True)


def test_what_neither_take_has_and_what_only_one_was_asked_for_is_no_change() -> None:
    before = replace(NOTHING, anchors=(finding("problem", "missing"), finding("lesson", "found")))
    after = replace(NOTHING, anchors=(finding("problem", "missing"),))

    assert lay_beside(before, after).changes == ()


def test_a_step_that_is_an_anchor_is_told_once() -> None:
    steps = (finding("problem", "found"), finding("action", "found"))
    report = replace(NOTHING, anchors=(finding("problem", "found"),), structure=steps)

    changes = lay_beside(report, report).changes

    assert [(one.kind, one.name) for one in changes] == [("anchor", "problem"), ("structure", "action")]


def test_a_place_has_an_end_where_its_moment_has_one() -> None:
    told = moment("anchor", "problem", 3.0, "it broke")
    with_moment = replace(NOTHING, anchors=(finding("problem", "found", 3.0, "it broke"),), moments=(told,))
    without = replace(NOTHING, anchors=(finding("problem", "found", 4.0, "it fell over"),))

    (one,) = lay_beside(with_moment, without).changes

    assert one.before is not None
    assert one.after is not None
    assert (one.before.start, one.before.end, one.before.text) == (3.0, 5.0, "it broke")
    assert (one.after.start, one.after.end, one.after.text) == (4.0, None, "it fell over")


def test_evidence_is_a_gain_and_something_to_try_is_one_where_it_is_gone() -> None:
    before = replace(NOTHING, moments=(moment("weak_pattern", "framework_only"), moment("evidence", "source")))
    after = replace(
        NOTHING, moments=(moment("evidence", "number"), moment("rambling", "long_tail"), moment("filler", "um"))
    )

    assert ways(lay_beside(before, after)) == {
        "source": "lost",
        "number": "gained",
        "framework_only": "gained",
        "long_tail": "lost",
    }
    assert set(ways(lay_beside(before, before)).values()) == {"kept"}


def test_the_first_place_of_what_is_heard_often_counts() -> None:
    later, sooner = moment("evidence", "number", 9.0, "nine"), moment("evidence", "number", 2.0, "two")
    typed = moment("evidence", "source", None)

    changes = lay_beside(NOTHING, replace(NOTHING, moments=(later, sooner, typed))).changes

    assert {one.name: one.after.text for one in changes if one.after is not None} == {
        "source": "words",
        "number": "two",
    }


def test_measures_stand_beside_each_other_where_both_takes_have_them() -> None:
    before = (measure("pause_time", 10.0), measure("repeats", None), measure("longest_pause", 2.0), measure("old", 1.0))
    after = (measure("pause_time", 10.5), measure("repeats", 2.0), measure("longest_pause", 4.0))

    takes = lay_beside(replace(NOTHING, measures=before), replace(NOTHING, measures=after))

    assert [(one.name, one.differs) for one in takes.measures] == [("pause_time", False), ("longest_pause", True)]
    zero = (measure("fillers_heard", 0.0),)
    (same,) = lay_beside(replace(NOTHING, measures=zero), replace(NOTHING, measures=zero)).measures
    assert not same.differs


def test_the_sentence_names_what_was_gained_and_what_was_not_heard_this_time() -> None:
    assert said(change("a", "kept")) == "Both takes reach the same places."
    assert said(change("a", "gained")) == "Gained in the later take: a."
    assert said(change("a", "lost"), change("b", "lost")) == "Heard in the earlier take only: a and b."
    both = said(change("a", "gained"), change("b", "gained"), change("c", "gained"), change("d", "lost"))
    assert both == "Gained in the later take: a, b and c. Heard in the earlier take only: d."
    assert said(*(change(name, "gained") for name in "abcd")) == "Gained in the later take: a, b and 2 more."


def test_every_name_that_can_come_up_has_words() -> None:
    assert moment_name(moment("rambling", "long_tail"), {}, TEXTS) != "long_tail"
