import pytest

from coach.analysis.delivery.pace import measure_pace
from coach.analysis.delivery.pauses import Pause, Silences
from coach.analysis.sentences import read_answer
from tests.tools.sounds.speech import spoken


def test_speech_rate_counts_from_the_first_word_to_the_last() -> None:
    reading = read_answer(spoken("one two three four five six", start=3.0, each=0.5), {})

    pace = measure_pace(reading, Silences((), 3.0, 6.0))

    assert pace.speech_rate == pytest.approx(120.0)
    assert pace.speaking_time == pytest.approx(3.0)
    assert pace.articulation_rate == pytest.approx(6 / 3.0)
    assert (pace.pause_time, pace.longest_pause, pace.time_to_first_word) == (0.0, 0.0, 3.0)


def test_think_time_does_not_slow_anybody_down() -> None:
    reading = read_answer(spoken("one two three four", each=0.5, gaps=[(1, 1.0), (2, 6.0)]), {})

    pace = measure_pace(reading, Silences((Pause(1.0, 2.0), Pause(2.5, 8.5)), 0.5, 9.5))

    assert pace.speech_rate == pytest.approx(60 * 4 / 3.0)
    assert pace.speaking_time == pytest.approx(2.0)
    assert (pace.pause_time, pace.longest_pause) == (7.0, 6.0)


def test_without_the_sound_only_the_words_are_timed() -> None:
    pace = measure_pace(read_answer(spoken("one two"), {}), None)

    assert pace.speech_rate == pytest.approx(150.0)
    assert pace.articulation_rate is pace.speaking_time is pace.pause_time is pace.longest_pause is None


def test_words_without_any_length_have_no_rate() -> None:
    pace = measure_pace(read_answer(spoken("one", each=0.0), {}), Silences((), 0.5, 0.5))

    assert (pace.speech_rate, pace.articulation_rate, pace.speaking_time) == (None, None, 0.0)
