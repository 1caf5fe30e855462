import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QTextCharFormat
from pytestqt.qtbot import QtBot

from coach.gui.widgets.transcript.view import TranscriptView
from coach.messages import msg
from coach.model import Moment, Transcript, Word
from tests.tools import samples

TOLD = samples.tell(samples.SCRIPT)
REPORT = samples.report(TOLD)


@pytest.fixture
def view(qtbot: QtBot) -> TranscriptView:
    made = TranscriptView(samples.texts(), samples.theme())
    qtbot.addWidget(made)
    made.set_transcript(Transcript.of_words(TOLD.words), REPORT.moments, {"decision": "Decision"})
    made.resize(560, 360)
    made.show()
    made.setFocus()
    return made


def format_of(view: TranscriptView, text: str) -> QTextCharFormat:
    cursor = view.document().find(text)
    assert not cursor.isNull()
    return cursor.charFormat()


def test_fillers_and_anchors_are_marked_without_colour_too(view: TranscriptView) -> None:
    text = view.toPlainText()

    assert text.startswith("So [um] day seven")
    assert "[You know]" in text
    assert "(um?)" in text
    assert "◆ So I decided" in text
    assert format_of(view, "[um]").underlineStyle() == QTextCharFormat.UnderlineStyle.DotLine
    assert format_of(view, "decided").underlineStyle() == QTextCharFormat.UnderlineStyle.SingleUnderline
    assert format_of(view, "decided").underlineColor() == samples.theme().colour("decision")
    assert format_of(view, "retention").underlineStyle() == QTextCharFormat.UnderlineStyle.NoUnderline


def test_doubtful_words_are_dotted_explained_and_told_to_a_screen_reader(qtbot: QtBot, view: TranscriptView) -> None:
    said = (
        Word("We", 0.0, 0.2),
        Word("chose", 0.3, 0.6, 0.31),
        Word("speed.", 0.7, 1.0, 0.2),
        Word("Um", 1.2, 1.4, 0.4),
    )
    moments = (
        Moment("anchor", "decision", 0.7, 1.0, "speed.", "heard", msg("any")),
        Moment("filler", "um", 1.2, 1.4, "Um", "heard", msg("any")),
    )
    view.set_transcript(Transcript.of_words(said), moments)

    assert view.doubtful == 3
    assert "Not sure" in format_of(view, "chose").toolTip()
    under_an_anchor = format_of(view, "speed.")
    assert under_an_anchor.underlineStyle() == QTextCharFormat.UnderlineStyle.SingleUnderline
    assert "Not sure" in under_an_anchor.toolTip()
    assert "Not sure" in format_of(view, "Um").toolTip()
    qtbot.keyClick(view, Qt.Key.Key_Right)
    assert "not sure: chose" in view.accessibleDescription()
    qtbot.keyClick(view, Qt.Key.Key_Left)
    assert "not sure" not in view.accessibleDescription()


def test_dots_are_painted_below_doubtful_words_in_sight_only(view: TranscriptView) -> None:
    said = tuple(Word(f"word{n}", n / 2, n / 2 + 0.3, 0.2 if n in (1, 290) else 0.9) for n in range(300))
    view.set_transcript(Transcript.of_words(said))

    def dots(word: int) -> int:
        picture, rect = view.viewport().grab().toImage(), view._rect_of(word)
        middle = rect.bottom() + 2
        return sum(picture.pixelColor(x, middle).lightnessF() < 0.6 for x in range(rect.left(), rect.right()))

    assert (dots(0), dots(2)) == (0, 0)
    assert dots(1) > 5
    assert view._doubts_in_sight() == [1]
    view.verticalScrollBar().setValue(view.verticalScrollBar().maximum())
    assert view._doubts_in_sight() == [290]
    assert dots(290) > 5


def test_arrow_keys_walk_and_enter_plays(qtbot: QtBot, view: TranscriptView) -> None:
    for key in (Qt.Key.Key_Right, Qt.Key.Key_Right, Qt.Key.Key_Left):
        qtbot.keyClick(view, key)
    assert view.chosen == 1

    with qtbot.waitSignal(view.word_chosen) as chosen:
        qtbot.keyClick(view, Qt.Key.Key_Return)

    assert chosen.args == [1]
    assert "um" in view.accessibleDescription()


def test_up_and_down_change_the_line_home_and_end_the_place(qtbot: QtBot, view: TranscriptView) -> None:
    qtbot.keyClick(view, Qt.Key.Key_Down)
    below = view.chosen
    assert 5 < below < 20

    qtbot.keyClick(view, Qt.Key.Key_Up)
    assert view.chosen < below

    qtbot.keyClick(view, Qt.Key.Key_End)
    assert view.chosen == len(TOLD.words) - 1
    qtbot.keyClick(view, Qt.Key.Key_Right)
    assert view.chosen == len(TOLD.words) - 1
    qtbot.keyClick(view, Qt.Key.Key_Home)
    assert view.chosen == 0


def test_a_click_on_a_word_plays_it(qtbot: QtBot, view: TranscriptView) -> None:
    place = view.place_of(4)

    with qtbot.waitSignal(view.word_chosen) as chosen:
        qtbot.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=place)

    assert chosen.args == [4]
    assert view.word_at(QPoint(-50, -50)) is None


def test_it_follows_the_sound(view: TranscriptView) -> None:
    last = len(TOLD.words) - 1

    view.follow(TOLD.words[7].start + 0.01)
    assert view.current == 7
    (light,) = view.extraSelections()  # kept: its cursor lives as long as it does
    assert light.cursor.selectedText() == TOLD.words[7].text

    view.follow(TOLD.seconds)
    assert view.current == last
    assert view.viewport().rect().contains(view.place_of(last))

    view.follow(None)
    assert view.extraSelections() == []


def test_before_the_first_word_nothing_is_lit(view: TranscriptView) -> None:
    view.follow(0.0)

    assert view.current is None


def test_a_typed_answer_has_text_and_no_words(qtbot: QtBot, view: TranscriptView) -> None:
    view.set_transcript(Transcript("I typed this.", ()))

    qtbot.keyClick(view, Qt.Key.Key_Right)
    qtbot.keyClick(view, Qt.Key.Key_Return)

    assert view.toPlainText() == "I typed this."


def test_the_page_gets_the_space_bar(qtbot: QtBot, view: TranscriptView) -> None:
    before = view.toPlainText()
    qtbot.keyClick(view, Qt.Key.Key_Space)
    qtbot.keyClick(view, Qt.Key.Key_A)

    assert view.toPlainText() == before


def test_another_theme_repaints_and_large_text_is_not_cut(view: TranscriptView) -> None:
    view.set_theme(samples.theme("dark", 200))

    assert format_of(view, "decided").underlineColor() == samples.theme("dark").colour("decision")
    assert view.document().size().width() <= view.viewport().width() + 1
    assert view.sizeHint().height() <= 640


def test_a_click_on_the_mark_of_a_sound_plays_it(qtbot: QtBot, view: TranscriptView) -> None:
    cursor = view.document().find("(um?)")
    cursor.setPosition(cursor.selectionStart() + 2)
    place = view.cursorRect(cursor).center()

    with qtbot.waitSignal(view.sound_chosen) as chosen:
        qtbot.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=place)

    assert chosen.args == [21.4]
    assert view.sound_at(QPoint(-50, -50)) is None


def test_other_moments_are_marked_and_everything_stays_where_it_was(qtbot: QtBot, view: TranscriptView) -> None:
    view.resize(320, 140)
    for _ in range(70):
        qtbot.keyClick(view, Qt.Key.Key_Right)
    view.follow(TOLD.words[72].start)
    scrolled = view.verticalScrollBar().value()
    assert scrolled > 0

    view.set_moments(tuple(moment for moment in REPORT.moments if moment.certainty == "heard"))

    assert "(um?)" not in view.toPlainText()
    assert (view.chosen, view.current, view.verticalScrollBar().value()) == (70, 72, scrolled)
    (light,) = view.extraSelections()  # kept: its cursor lives as long as it does
    assert light.cursor.selectedText() == f"[{TOLD.words[72].text}]"


def test_the_selected_words_are_known_by_number(view: TranscriptView) -> None:
    cursor = view.document().find("day seven retention")
    cursor.setPosition(cursor.selectionStart() + 1)
    cursor.setPosition(cursor.position() + 8, cursor.MoveMode.KeepAnchor)
    view.setTextCursor(cursor)

    assert view.selected == (2, 3)


def test_without_words_in_it_a_selection_is_none(view: TranscriptView) -> None:
    view.setTextCursor(view.document().find("●"))

    assert view.selected is None


def test_a_typed_answer_has_no_words_to_select(view: TranscriptView) -> None:
    view.set_transcript(Transcript("I typed this.", ()))
    view.selectAll()

    assert view.selected is None


def test_where_keys_and_mouse_stand_is_told(qtbot: QtBot, view: TranscriptView) -> None:
    with qtbot.waitSignal(view.walked) as walked:
        qtbot.keyClick(view, Qt.Key.Key_Right)

    assert walked.args == [1]


def selected_text(view: TranscriptView) -> str:
    return view.textCursor().selectedText()


def test_a_double_click_selects_the_sentence(qtbot: QtBot, view: TranscriptView) -> None:
    place = view.place_of(20)

    qtbot.mouseDClick(view.viewport(), Qt.MouseButton.LeftButton, pos=place)

    assert selected_text(view).startswith("The board wanted")
    assert selected_text(view).endswith("did not believe it yet.")
    assert view.selected is not None
    assert [TOLD.words[number].text for number in view.selected] == ["The", "yet."]


def test_a_double_click_beside_the_words_selects_no_sentence(qtbot: QtBot, view: TranscriptView) -> None:
    view.set_transcript(Transcript("I typed this. And that.", ()))

    qtbot.mouseDClick(view.viewport(), Qt.MouseButton.LeftButton, pos=view.place_of(1))

    assert selected_text(view) == "typed"
    assert view.selected is None


def test_shift_and_enter_select_the_sentence_and_enter_plays_it(qtbot: QtBot, view: TranscriptView) -> None:
    qtbot.keyClick(view, Qt.Key.Key_Right)
    qtbot.keyClick(view, Qt.Key.Key_Return, Qt.KeyboardModifier.ShiftModifier)
    assert view.selected == (0, 16)
    assert view.chosen == 0

    with qtbot.waitSignal(view.word_chosen) as chosen:
        qtbot.keyClick(view, Qt.Key.Key_Return)
    assert chosen.args == [0]


def test_shift_and_arrows_select_words_and_an_arrow_lets_go(qtbot: QtBot, view: TranscriptView) -> None:
    shift = Qt.KeyboardModifier.ShiftModifier
    for key in (Qt.Key.Key_Right, Qt.Key.Key_Right):
        qtbot.keyClick(view, key)
    for key, selected in (
        (Qt.Key.Key_Right, (2, 3)),
        (Qt.Key.Key_Right, (2, 4)),
        (Qt.Key.Key_Left, (2, 3)),
        (Qt.Key.Key_Home, (0, 2)),
    ):
        qtbot.keyClick(view, key, shift)
        assert view.selected == selected

    qtbot.keyClick(view, Qt.Key.Key_Right)
    assert view.selected is None


def test_scrolling_and_walking_by_hand_are_told_and_playing_is_not(qtbot: QtBot, view: TranscriptView) -> None:
    view.resize(320, 140)
    with qtbot.assertNotEmitted(view.scrolled):
        view.follow(TOLD.words[-1].start)
    with qtbot.waitSignal(view.scrolled):
        view.verticalScrollBar().triggerAction(view.verticalScrollBar().SliderAction.SliderPageStepSub)
    with qtbot.waitSignal(view.scrolled):
        qtbot.keyClick(view, Qt.Key.Key_Down)


def test_standing_on_a_word_is_as_walking_there(view: TranscriptView) -> None:
    view.stand_on(7)
    assert view.chosen == 7
    assert TOLD.words[7].text in view.accessibleDescription()

    view.set_transcript(Transcript("I typed this.", ()))
    view.stand_on(2)
    assert view.chosen == 0
