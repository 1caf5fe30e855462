"""A transcript in pieces: nothing twice, nothing left out."""

from coach.analysis.sureness import DOUBTFUL
from coach.gui.widgets.transcript_pieces import pieces
from coach.messages import msg
from coach.model import Moment, Word
from tests.tools import samples

TOLD = samples.tell(samples.SCRIPT)
REPORT = samples.report(TOLD)


def test_every_word_is_said_once_and_in_order() -> None:
    made = pieces(TOLD.words, REPORT.moments, samples.theme())

    said = [piece for piece in made if piece.word is not None and not piece.sign]
    assert [piece.word for piece in said] == list(range(len(TOLD.words)))
    assert [piece.text.strip("[]") for piece in said] == [word.text for word in TOLD.words]
    assert sum(piece.sign for piece in made) == 5


def test_a_sound_after_the_last_word_is_still_there() -> None:
    sound = Moment("filler", "uh", 9.0, 9.3, "", "probable", msg("any"))

    made = pieces((Word("Yes.", 0.0, 0.4),), (sound,), samples.theme())

    assert [piece.text for piece in made] == ["Yes.", "[uh?]"]


def test_words_that_the_engine_was_not_sure_of_are_marked() -> None:
    made = pieces((Word("Yes", 0.0, 0.4, DOUBTFUL), Word("no.", 0.5, 0.9, DOUBTFUL - 0.01)), (), samples.theme())

    assert [piece.doubtful for piece in made] == [False, True]
