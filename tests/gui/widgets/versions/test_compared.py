import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QFont, QTextCharFormat
from pytestqt.qtbot import QtBot

from coach.gui.widgets.versions.compared import ComparedView, Mark, marks
from tests.gui.widgets.versions.sides import pair
from tests.tools import samples

PAIR = pair()
LINES = QTextCharFormat.UnderlineStyle


def side(left: bool) -> list[Mark]:
    mine, theirs = PAIR.written if left else PAIR.written[::-1]
    return marks(PAIR.stretches, mine, theirs, left=left)


@pytest.fixture
def view(qtbot: QtBot) -> ComparedView:
    made = ComparedView(samples.texts(), samples.theme())
    qtbot.addWidget(made)
    made.show_marks(PAIR.written[0], side(left=True))
    made.resize(420, 300)
    made.show()
    made.setFocus()
    return made


def format_of(view: ComparedView, text: str) -> QTextCharFormat:
    cursor = view.document().find(text)
    assert not cursor.isNull()
    return cursor.charFormat()


def test_each_side_shows_its_words_and_what_it_left_out() -> None:
    kinds = {"same": "", "only": "+", "other": "~", "missing": "-"}

    left, right = (" ".join(kinds[mark.kind] + mark.text for mark in side(which)) for which in (True, False))
    assert left == "So +[um] the ~trade ~off was +[you +know] a board that had -[uh] to wait"
    assert right == "So -[um] the ~trade-off was -[you -know] a board that had +[uh] to wait"
    assert [mark.word for mark in side(left=False) if mark.word is not None] == list(range(11))
    assert all(mark.word is None for mark in side(left=False) if mark.kind == "missing")


def test_what_differs_has_a_line_of_its_own_kind(view: ComparedView) -> None:
    assert view.toPlainText().startswith("So [um] the trade off was [you know] a board")
    only, other, missing, same = (format_of(view, text) for text in ("[um]", "trade", "[uh]", "board"))

    assert (only.underlineStyle(), only.fontWeight()) == (LINES.SingleUnderline, QFont.Weight.DemiBold)
    assert other.underlineStyle() == LINES.WaveUnderline
    assert missing.fontStrikeOut()
    assert missing.underlineStyle() == same.underlineStyle() == LINES.NoUnderline
    assert not same.fontStrikeOut()


def test_fillers_have_their_colour_besides_their_brackets(view: ComparedView) -> None:
    filler, text, accent = (samples.theme().colour(token) for token in ("filler", "text", "accent"))

    for said in ("[um]", "[you", "[uh]"):
        assert format_of(view, said).foreground().color() == filler
    assert format_of(view, "[um]").underlineColor() == filler
    assert format_of(view, "trade").foreground().color() == text
    assert format_of(view, "trade").underlineColor() == accent


def test_a_click_or_enter_plays_a_word_of_this_side(qtbot: QtBot, view: ComparedView) -> None:
    with qtbot.waitSignal(view.word_chosen) as chosen:
        qtbot.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=view.place_of(4))
    assert chosen.args == [4]
    qtbot.keyClick(view, Qt.Key.Key_Right)
    with qtbot.waitSignal(view.word_chosen) as chosen:
        qtbot.keyClick(view, Qt.Key.Key_Return)
    assert chosen.args == [5]


def test_a_word_that_is_only_on_the_other_side_is_not_played(qtbot: QtBot, view: ComparedView) -> None:
    cursor = view.document().find("[uh]")
    place = view.cursorRect(cursor).center() - QPoint(4, 0)

    with qtbot.assertNotEmitted(view.word_chosen):
        qtbot.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=place)


def test_a_screen_reader_hears_how_a_word_differs(qtbot: QtBot, view: ComparedView) -> None:
    assert "struck out" in view.accessibleDescription()
    heard = []
    for _ in range(3):
        qtbot.keyClick(view, Qt.Key.Key_Right)
        heard.append(view.accessibleDescription())

    assert heard[0] == "Word, only here: um. Enter plays from here."
    assert heard[1] == "Word: the. Enter plays from here."
    assert heard[2] == "Word, written otherwise on the other side: trade. Enter plays from here."


@pytest.mark.parametrize(("place", "words", "chosen"), [(1, "[um]", 1), (3, "trade off", 3), (7, "[uh]", 12)])
def test_a_place_is_tinted_and_the_keys_go_on_from_there(
    view: ComparedView, place: int, words: str, chosen: int
) -> None:
    view.point_at(place)

    assert view.pointed == words
    assert view.chosen == chosen
    (light,) = view.extraSelections()
    assert light.cursor.selectedText() == words


def test_a_place_at_the_end_that_is_only_on_the_other_side(view: ComparedView) -> None:
    end = pair("so it was", "so it was um slow")
    view.show_marks(end.written[0], marks(end.stretches, *end.written, left=True))
    view.point_at(1)

    assert view.pointed == "um slow"
    assert view.chosen == 0


def test_playing_lights_a_word_up_beside_the_tint(view: ComparedView) -> None:
    view.point_at(1)
    view.follow(2.6)

    lit = [light.cursor.selectedText() for light in view.extraSelections()]
    assert lit == ["[um]", "was"]
    view.follow(None)
    assert len(view.extraSelections()) == 1


def test_a_place_far_down_comes_into_sight(qtbot: QtBot, view: ComparedView) -> None:
    long = " ".join(["word"] * 400)
    far = pair(f"{long} um {long}", f"{long} {long}")
    view.show_marks(far.written[0], marks(far.stretches, *far.written, left=True))
    assert view.verticalScrollBar().value() == 0
    view.point_at(1)

    assert view.viewport().rect().contains(view.place_of(400))


def test_another_theme_keeps_the_marks(view: ComparedView) -> None:
    view.set_theme(samples.theme("dark"))

    assert format_of(view, "[um]").foreground().color() == samples.theme("dark").colour("filler")
