import pytest

from coach.analysis.delivery.counts import count_fillers, count_repeats
from coach.messages import Message, Texts, msg
from coach.model import Certainty, Moment


def filler(at: float, certainty: Certainty = "heard") -> Moment:
    return Moment("filler", "um", at, at + 0.3, "", certainty, msg("any"))


REPEAT = Moment("repeat", "repeat", 2.0, 2.5, "the the", "heard", msg("any"))


@pytest.mark.parametrize(
    ("heard", "words", "rate", "key"),
    [
        (0, 50, 0.0, "analysis.fillers.light"),
        (1, 51, 1.96, "analysis.fillers.light"),
        (1, 50, 2.0, "analysis.fillers.some"),
        (5, 100, 5.0, "analysis.fillers.some"),
        (6, 100, 6.0, "analysis.fillers.many"),
    ],
)
def test_the_rate_has_words_for_its_bands(heard: int, words: int, rate: float, key: str) -> None:
    measure, count, _ = count_fillers([filler(float(at)) for at in range(heard)] + [REPEAT], words, looked=False)

    assert (measure.name, measure.value, measure.unit, measure.words.key) == ("filler_rate", rate, "per 100 words", key)
    assert measure.certainty == "heard"
    assert (count.name, count.value, count.certainty) == ("fillers_heard", float(heard), "heard")
    assert count.words.key == ("analysis.fillers.heard" if heard else "analysis.fillers.none")


def test_probable_ones_are_counted_apart_and_are_in_the_rate() -> None:
    moments = [filler(0.0), filler(1.0, "probable"), filler(2.0, "probable")]

    rate, heard, probable = count_fillers(moments, 100, looked=True)

    assert (rate.value, rate.certainty, heard.value) == (3.0, "probable", 1.0)
    assert (probable.value, probable.certainty) == (2.0, "probable")
    assert probable.words == msg("analysis.fillers.probable", n=2)


def test_none_and_not_looked_for_are_two_things(texts: Texts) -> None:
    def words(looked: bool) -> Message:
        return count_fillers([filler(0.0)], 100, looked=looked)[2].words

    assert texts(words(True)) == "No others were heard in the sound."
    assert "have not been looked for" in texts(words(False))
    assert count_fillers([], 100, looked=False)[2].value is None


def test_repeats_are_counted() -> None:
    assert (count_repeats([filler(0.0)]).value, count_repeats([]).words.key) == (0.0, "analysis.repeats.none")
    assert count_repeats([REPEAT, filler(0.0), REPEAT]).words == msg("analysis.repeats.words", n=2)
