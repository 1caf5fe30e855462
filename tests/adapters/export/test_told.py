"""What a report says in words."""

from __future__ import annotations

from dataclasses import replace

import pytest

from coach.adapters.export.told import amount, finding_line, heading, measured, recorded, timed
from coach.messages import msg
from coach.model import Finding, Measure, Moment
from tests.adapters.export.cases import STORY, TEXTS, take, written
from tests.tools.sounds.speech import spoken


@pytest.mark.parametrize(
    ("finding", "said"),
    [
        (Finding("decision", "missing"), "Not heard yet: the decision."),
        (Finding("decision", "found", 62.0, "I chose"), "1:02  Heard: the decision. “I chose”"),
        (Finding("decision", "found", None, "I chose"), "Heard: the decision. “I chose”"),
        (Finding("decision", "weak", 62.0, "I chose"), "1:02  Probably: the decision. “I chose”"),
        (Finding("decision", "weak", None, "I chose"), "Probably: the decision. “I chose”"),
        (Finding("north_star", "missing"), "Not heard yet: the north star."),
    ],
)
def test_a_finding_is_one_line(finding: Finding, said: str) -> None:
    assert finding_line(finding, TEXTS) == said


def test_a_report_is_called_after_the_take() -> None:
    made = take(spoken(STORY))

    assert heading(replace(made, title="My own"), TEXTS) == "My own"
    assert heading(made, TEXTS) == "Tell me about a change."
    assert heading(replace(made, question=None), TEXTS) == "A spoken answer"


def test_when_and_how_long() -> None:
    assert [line.split()[0] for line in recorded(take(spoken(STORY)), TEXTS)] == ["Recorded", "Length"]
    assert [line.split()[0] for line in recorded(written(), TEXTS)] == ["Recorded"]


def test_a_moment_without_a_time_is_said_alone() -> None:
    moment = Moment("filler", "um", None, None, "um", "heard", msg("report.title"))

    assert timed(moment, TEXTS) == "A spoken answer"
    assert timed(replace(moment, start=3.0), TEXTS) == "0:03  A spoken answer"


def test_a_measure_has_its_unit_and_what_was_not_measured_is_said_once() -> None:
    one = Measure("speech_rate", None, "words/min", msg("report.title"), "unknown")

    assert amount(one, TEXTS) == ""
    assert amount(replace(one, value=128.0), TEXTS) == "128 words a minute"
    assert list(measured([one, one], TEXTS)) == ["A spoken answer"]
    assert list(measured([one, replace(one, value=1.0, words=msg("report.heard"))], TEXTS)) == ["What was heard"]
