"""A transcript in pieces: nothing twice, nothing left out."""

from PySide6.QtGui import QTextCharFormat
from PySide6.QtWidgets import QApplication

from coach.analysis.sureness import DOUBTFUL
from coach.gui.widgets.transcript.pieces import Piece, piece_format, pieces
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

    assert [(piece.text, piece.at, piece.probable) for piece in made] == [("Yes.", None, False), ("(uh?)", 9.0, True)]


def test_a_sound_that_the_person_is_sure_of_looks_like_a_written_one() -> None:
    sound = Moment("filler", "uh", 9.0, 9.3, "", "heard", msg("any"))

    (made,) = pieces((), (sound,), samples.theme())

    assert (made.text, made.filler, made.probable) == ("[uh]", True, False)


def test_no_mark_is_a_colour_alone(qapp: QApplication) -> None:
    def look(piece: Piece) -> QTextCharFormat:
        return piece_format(piece, samples.theme(), {"decision": "Decision"}, samples.texts())

    lines = QTextCharFormat.UnderlineStyle
    heard, probable = look(Piece("[um]", 1, filler=True)), look(Piece("(um?)", None, filler=True, probable=True))
    assert (heard.underlineStyle(), probable.underlineStyle()) == (lines.DotLine, lines.DashUnderline)
    assert (heard.fontItalic(), probable.fontItalic()) == (False, True)
    assert "heard in the sound" in probable.toolTip()
    assert look(Piece("◆", 1, anchor="decision", sign=True)).toolTip() == "Decision"
    assert look(Piece("so", 1)).underlineStyle() == lines.NoUnderline


def test_words_that_the_engine_was_not_sure_of_are_marked() -> None:
    made = pieces((Word("Yes", 0.0, 0.4, DOUBTFUL), Word("no.", 0.5, 0.9, DOUBTFUL - 0.01)), (), samples.theme())

    assert [piece.doubtful for piece in made] == [False, True]
