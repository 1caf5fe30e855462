from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as some

from coach.analysis.analyse import MEASURES, MEASURES_ON_REQUEST
from coach.gui import wording
from coach.messages import msg
from coach.model import Attempt, Moment, Review, Transcript
from coach.practice.rows import MEASURE_NAMES
from tests.tools import samples

TEXTS = samples.texts()


def test_every_measure_has_its_unit() -> None:
    assert {*MEASURES, *MEASURES_ON_REQUEST} == set(MEASURE_NAMES)


@pytest.mark.parametrize(
    ("name", "value", "said"),
    [
        ("speech_rate", 141.4, "141 words a minute"),
        ("pitch_movement", 6.8, "7 semitones"),
        ("articulation_rate", 4.61, "4.6 syllables a second"),
        ("filler_rate", 5.0, "5.0 per 100 words"),
        ("fillers_heard", 9.0, "9"),
        ("longest_pause", 5.64, "5.6 s"),
        ("speaking_time", 81.2, "1 min 21 s"),
        ("repeats", None, "could not tell"),
    ],
)
def test_numbers_carry_their_unit(name: str, value: float | None, said: str) -> None:
    assert wording.amount(name, value, (MEASURES | MEASURES_ON_REQUEST)[name], TEXTS) == said


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


def wrote(engine: str, model: str, at: int = 0, *, edited: bool = False) -> Review:
    when = datetime(2026, 3, 9, 12, 4 + at, tzinfo=UTC)
    return Review(f"review-{at}", when, Transcript("", (), engine=engine, model=model, edited=edited))


def test_who_wrote_a_transcript_is_named_by_engine_and_model() -> None:
    names = wording.version_names(
        (
            wrote("moonshine", "tiny-en", 0),
            wrote("whisper", "/home/me/models/own/", 1),
            wrote("whisper", r"C:\models\base", 2),
            wrote("other", "", 3),
            wrote("whisper", "base.en", 4, edited=True),
            wrote("", "", 5),
        ),
        TEXTS,
    )
    assert list(names.values()) == [
        "Starter (tiny-en)",
        "Whisper (own)",
        "Whisper (base)",
        "other",
        "Edited by you",
        "Typed by you",
    ]


def test_two_of_one_name_are_told_apart_by_their_time() -> None:
    reviews = (wrote("moonshine", "tiny-en", 0), wrote("moonshine", "tiny-en", 1), wrote("whisper", "base.en", 2))
    first, second, third = wording.version_names(reviews, TEXTS).values()

    assert first == f"Starter (tiny-en), {wording.moment_of_day(reviews[0].made_at, TEXTS)}"
    assert first != second
    assert third == "Whisper (base.en)"


def test_a_take_is_described_in_one_line() -> None:
    take = samples.reviewed()
    when = wording.moment_of_day(take.started_at, TEXTS)

    assert wording.about_take(take, TEXTS) == f"Metrics and analytics · {when} · 1 min 21 s · Reviewed"
    assert wording.about_take(Attempt("x", take.started_at, "recording"), TEXTS) == f"{when} · Recording"
