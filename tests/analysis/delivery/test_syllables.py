import pytest
from hypothesis import given
from hypothesis import strategies as st

from coach.analysis.delivery.syllables import count_syllables


@pytest.mark.parametrize(
    ("word", "count"),
    [
        ("time", 1),
        ("table", 2),
        ("decided", 3),
        ("asked", 1),
        ("wanted", 2),
        ("notes", 1),
        ("changes", 2),
        ("decision", 3),
        ("radio", 3),
        ("being", 2),
        ("maybe", 2),
        ("centre", 2),
        ("colleagues", 2),
        ("hundred", 2),
        ("handled", 2),
        ("called", 1),
        ("crashes", 2),
        ("statement", 2),
        ("element", 3),
        ("completely", 3),
        ("timelines", 2),
        ("something", 2),
        ("someone", 2),
        ("everybody", 4),
        ("business", 2),
        ("criticism", 4),
        ("rhythm", 2),
        ("additional", 4),
        ("million", 2),
        ("various", 3),
        ("question", 2),
        ("people", 2),
        ("earlier", 3),
        ("pier", 1),
        ("audience", 3),
        ("fluent", 2),
        ("buyer", 2),
        ("played", 1),
        ("anyone", 3),
        ("area", 3),
        ("reach", 1),
        ("reaction", 3),
        ("create", 2),
        ("created", 3),
        ("the", 1),
        ("strengths", 1),
        ("trade-off", 2),
        ("don't", 1),
        ("idea", 3),
        ("actual", 3),
        ("API", 3),
        ("WWW", 9),
        ("A", 1),
        ("22", 3),
        ("0", 2),
        ("70", 3),
        ("100", 3),
        ("1000", 3),
        ("2500000", 8),
        ("14%", 4),
        ("9am", 2),
        ("x", 1),
        ("…", 1),
    ],
)
def test_syllables_of_a_word(word: str, count: int) -> None:
    assert count_syllables(word) == count


@given(st.text(min_size=1, max_size=20))
def test_every_word_has_a_syllable(word: str) -> None:
    assert count_syllables(word) >= 1
