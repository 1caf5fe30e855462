from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as some

from coach.analysis.analyse import MEASURES
from coach.gui import wording
from coach.messages import msg
from coach.model import Moment
from coach.practice.rows import MEASURE_NAMES
from tests.tools import samples

TEXTS = samples.texts()


def test_every_measure_has_its_unit() -> None:
    assert set(MEASURES) == set(MEASURE_NAMES)


@pytest.mark.parametrize(
    ("name", "value", "said"),
    [
        ("speech_rate", 141.4, "141 words a minute"),
        ("articulation_rate", 4.61, "4.6 syllables a second"),
        ("filler_rate", 5.0, "5.0 per 100 words"),
        ("fillers_heard", 9.0, "9"),
        ("longest_pause", 5.64, "5.6 s"),
        ("speaking_time", 81.2, "1 min 21 s"),
        ("repeats", None, "could not tell"),
    ],
)
def test_numbers_carry_their_unit(name: str, value: float | None, said: str) -> None:
    assert wording.amount(name, value, MEASURES[name], TEXTS) == said


@given(some.floats(0, 20_000))
def test_no_length_has_sixty_seconds(seconds: float) -> None:
    said = wording.length(seconds, TEXTS)

    assert "60" not in said.split("min")[-1]
    assert said.endswith(" s")


@pytest.mark.parametrize(
    ("kind", "name", "said"),
    [
        ("pause", "long_think", "a long think"),
        ("rambling", "late_decision", "the decision came late"),
        ("weak_pattern", "role_invisible", "your own part was not heard"),
        ("filler", "um", "“um”"),
        ("anchor", "tradeoff", "Trade-off"),
        ("evidence", "before_after", "a before and after"),
        ("evidence", "some_new_one", "Evidence: some new one"),
    ],
)
def test_moments_are_named_without_blame(kind: str, name: str, said: str) -> None:
    moment = Moment(kind, name, 0.0, 1.0, "", "heard", msg("any"))  # type: ignore[arg-type]

    assert wording.moment_name(moment, {"tradeoff": "Trade-off"}, TEXTS) == said


def test_names_of_rows_are_said() -> None:
    assert wording.finding_name("decision", TEXTS) == "Decision"
    assert wording.finding_name("north_star", TEXTS) == "North star"
    assert wording.sure_name("probable", TEXTS) == "probably"
    assert wording.found_name("missing", TEXTS) == "not heard yet"
    assert wording.state_name("recovered", TEXTS) == "Recovered"
    assert wording.measure_name("some_new_one", TEXTS) == "some new one"


def test_days_are_on_this_computers_clock() -> None:
    when = datetime(2026, 3, 9, 12, 4, tzinfo=UTC).astimezone()

    assert wording.day(when, TEXTS) == f"{when.day} Mar"
    assert wording.moment_of_day(when, TEXTS) == when.strftime("%a ") + f"{when.day} Mar 2026, {when:%H:%M}"
