from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coach.analysis.lexicons import Lexicons
from coach.analysis.sentences import LONGEST_UNIT, place_moments, place_words, plain_form, read_answer
from coach.messages import msg
from coach.model import Moment, Transcript, Word
from tests.tools.sounds.speech import spoken, typed

SOUNDS = {"um": "um", "uh": "uh"}


def moment(text: str, start: float | None) -> Moment:
    return Moment("filler", "um", start, start, text, "heard", msg("analysis.filler.why", name="um"))


def test_sentences_keep_their_full_stops_and_words_their_times() -> None:
    reading = read_answer(spoken("We met. Then we left."), SOUNDS)

    assert [reading.quote(sentence) for sentence in reading.sentences] == ["We met.", "Then we left."]
    assert reading.span(0, 7) == (0.5, 1.3)
    assert (reading.begins, reading.ends) == (0.5, 2.5)


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("It grew by 2.5 percent. Good.", 2),
        ("We asked e.g. nurses about it.", 1),
        ("First line\nsecond line", 2),
        ("Really?! Yes.", 2),
        ("He said “stop.” We did.", 2),
        ("no end at all", 1),
        ("", 0),
        ("... !", 0),
    ],
)
def test_text_is_split_into_sentences(text: str, count: int) -> None:
    assert len(read_answer(typed(text), SOUNDS).sentences) == count


def test_a_typed_answer_is_clocked_at_140_words_a_minute() -> None:
    reading = read_answer(typed("word " * 140), SOUNDS)

    assert not reading.timed
    assert reading.ends == pytest.approx(60.0)
    assert reading.span(0, 4) == (None, None)


def test_a_sentence_without_an_end_is_read_in_parts() -> None:
    text = "we had a queue of calls and then the desk was closed for the day and so on " * 5
    reading = read_answer(typed(text), SOUNDS)

    assert len(reading.sentences) == 1
    assert all(unit.last - unit.first <= LONGEST_UNIT for unit in reading.units)
    assert reading.units[0].first == 0
    assert reading.units[-1].last == len(reading.tokens)


def test_the_plain_form_leaves_out_what_says_nothing() -> None:
    assert plain_form("We, uh, we look at the, um, the dash’s, you know, chart.", SOUNDS) == (
        "we look at the dash's, chart."
    )


def test_words_in_one_recognised_word_share_its_time() -> None:
    reading = read_answer(Transcript.of_words((Word("follow up", 1.0, 2.0),)), SOUNDS)

    assert [token.text for token in reading.tokens] == ["follow", "up"]
    assert reading.tokens[0].at == 1.0
    assert 1.5 < reading.tokens[1].at < 2.0
    assert reading.tokens[1].until == 2.0


def test_words_that_an_edit_changed_take_the_times_around_them() -> None:
    words = spoken("we shipped the thing in may").words
    reading = read_answer(Transcript("Well, we shipped it in may", words, edited=True), SOUNDS)

    times = [token.at for token in reading.tokens]
    assert times == sorted(times)
    assert reading.tokens[-1].at == words[-1].start


def test_moments_are_found_in_the_text_by_their_time() -> None:
    transcript = spoken("um we um left")

    places = place_moments(transcript, [moment("um", 1.3), moment("", 0.5), moment("um", None), moment("gone", 0.5)])

    assert [(start, end) for start, end, _ in places] == [(6, 8)]


def test_typed_moments_are_placed_only_where_they_are_certain() -> None:
    transcript = typed("Um, so we left, so it was.")

    assert [place[:2] for place in place_moments(transcript, [moment("Um", None)])] == [(0, 2)]
    assert place_moments(transcript, [moment("so", None)]) == ()


@given(st.lists(st.text(max_size=8), max_size=40), st.booleans())
def test_any_words_can_be_read(parts: list[str], timed: bool) -> None:
    text = " ".join(parts)
    words = tuple(Word(part, number * 0.5, number * 0.5 + 0.4) for number, part in enumerate(parts))
    reading = read_answer(Transcript(text, words if timed else ()), SOUNDS)

    assert [text[token.start : token.end] for token in reading.tokens] == [token.text for token in reading.tokens]
    assert all(one.at <= one.until for one in reading.tokens)
    assert [token.at for token in reading.tokens] == sorted(token.at for token in reading.tokens)
    covered = [index for unit in reading.units for index in range(unit.first, unit.last)]
    assert covered == list(range(len(reading.tokens)))
    assert all(sentence.start < sentence.end <= len(text) for sentence in reading.sentences)


def test_the_sounds_of_the_lexicon_are_left_out(lexicons: Lexicons) -> None:
    assert plain_form("Uhm, hmm, it held.", lexicons.fillers.sounds) == "it held."


def test_words_are_placed_without_their_marks_and_those_that_an_edit_took_out_are_not() -> None:
    transcript = replace(spoken("Um, we left, we ... left."), text="We left. We left.")

    placed = place_words(transcript)

    assert [transcript.text[start:end] for start, end, _ in placed] == ["left", "left"]
    assert [word for _, _, word in placed] == [transcript.words[2], transcript.words[5]]
