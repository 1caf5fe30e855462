from coach.analysis.sureness import DOUBTFUL, is_doubtful
from coach.model import Word


def test_a_word_is_doubtful_under_the_mark_and_not_on_it() -> None:
    assert is_doubtful(Word("hill", 0.0, 0.4, DOUBTFUL - 0.01))
    assert not is_doubtful(Word("hill", 0.0, 0.4, DOUBTFUL))


def test_a_word_whose_sureness_nobody_told_is_taken_as_it_is() -> None:
    assert not is_doubtful(Word("hill", 0.0, 0.4))
