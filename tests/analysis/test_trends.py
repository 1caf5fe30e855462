import pytest
from hypothesis import given
from hypothesis import strategies as st

from coach.analysis.analyse import MEASURES, MEASURES_ON_REQUEST
from coach.analysis.trends import describe_trend, measure_label, number_text, own_range
from coach.messages import Texts

LABEL = measure_label("speech_rate")


def test_a_range_of_ones_own_needs_five_takes() -> None:
    assert own_range([120.0] * 4) is None
    own = own_range([100.0, 140.0, 120.0, 110.0, 500.0])
    assert own is not None
    assert (own.low, own.middle, own.high) == pytest.approx((102.0, 120.0, 138.0))


@pytest.mark.parametrize(
    ("values", "key"),
    [
        ([], "analysis.trend.empty"),
        ([120.0], "analysis.trend.few"),
        ([120.0] * 5, "analysis.trend.steady"),
        ([100.0] * 5 + [130.0] * 5, "analysis.trend.up"),
        ([100.0] * 5 + [80.0] * 5, "analysis.trend.down"),
        ([0.0] * 5 + [2.0] * 5, "analysis.trend.up"),
        ([100.0, 100.0, 100.0, 100.0, 150.0], "analysis.trend.up"),
    ],
)
def test_one_sentence_about_a_trend(texts: Texts, values: list[float], key: str) -> None:
    message = describe_trend(values, LABEL)

    assert message.key == key
    assert "Pace (words a minute)" in texts(message)


@pytest.mark.parametrize(("value", "text"), [(0.0, "0"), (3.0, "3"), (1.25, "1.2"), (123.4, "123")])
def test_numbers_have_no_more_digits_than_anybody_needs(value: float, text: str) -> None:
    assert number_text(value) == text


def test_every_measure_has_a_label(texts: Texts) -> None:
    labels = [texts(measure_label(name)) for name in (*MEASURES, *MEASURES_ON_REQUEST)]

    assert len(set(labels)) == len(labels)
    assert not any(label.startswith("analysis.") for label in labels)


@given(st.lists(st.floats(0, 1000), max_size=30))
def test_any_history_has_its_sentence(texts: Texts, values: list[float]) -> None:
    assert "{" not in texts(describe_trend(values, LABEL))
