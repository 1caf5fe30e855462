from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from coach.gui.theme import style_sheet
from coach.gui.widgets.versions.comparison import MOST, Comparison
from tests.gui.inspect import cut, nameless, outside
from tests.gui.widgets.versions.sides import NAMES, pair
from tests.tools import samples


@pytest.fixture
def comparison(qtbot: QtBot) -> Comparison:
    made = Comparison(samples.texts(), samples.theme())
    made.setStyleSheet(style_sheet(samples.theme()))
    qtbot.addWidget(made)
    made.resize(1000, 700)
    made.show_pair(pair(), NAMES, "two")
    made.show()
    return made


def press(qtbot: QtBot, button: QWidget) -> None:
    qtbot.keyClick(button, Qt.Key.Key_Space)


def test_a_sentence_says_where_they_differ_and_whose_fillers_are_missing(comparison: Comparison) -> None:
    assert comparison.summary.plain == (
        "They differ in 4 places. 2 fillers are only in Starter (tiny-en). 1 filler is only in Whisper (base.en)."
    )
    assert "Struck out" in comparison.legend.plain
    assert comparison.pair == ("one", "two")
    assert nameless(comparison) == []


def test_the_places_are_walked_round_and_round_and_said(
    qtbot: QtBot, comparison: Comparison, monkeypatch: pytest.MonkeyPatch
) -> None:
    told: list[str] = []
    monkeypatch.setattr(QAccessible, "updateAccessibility", lambda event: told.append(event.object().accessibleName()))
    said = [
        "1 of 4: “um” is only in Starter (tiny-en).",
        "2 of 4: “trade off” in Starter (tiny-en), “trade-off” in Whisper (base.en).",
        "3 of 4: “you know” is only in Starter (tiny-en).",
        "4 of 4: “uh” is only in Whisper (base.en).",
    ]
    for expected in (*said, said[0]):
        press(qtbot, comparison.after)
        assert comparison.place.plain == expected
    assert [side.view.pointed for side in comparison.sides] == ["[um]", "[um]"]
    press(qtbot, comparison.before)
    assert comparison.place.plain == said[3]
    assert told == [*said, said[0], said[3]]


def test_backwards_it_begins_at_the_end(qtbot: QtBot, comparison: Comparison) -> None:
    press(qtbot, comparison.before)
    assert comparison.place.plain.startswith("4 of 4")


def test_a_long_place_is_cut(qtbot: QtBot, comparison: Comparison) -> None:
    many = " ".join(f"w{number}" for number in range(MOST + 3))
    comparison.show_pair(pair("so", f"so {many}"), NAMES, "two")
    press(qtbot, comparison.after)

    assert f"w{MOST - 1} …” is only" in comparison.place.plain


def test_two_of_a_kind_have_no_places_to_walk(comparison: Comparison) -> None:
    comparison.show_pair(pair("so it was", "So it was."), NAMES, "one")

    assert comparison.summary.plain == "Both say the same."
    assert not comparison.after.isVisible()
    assert not comparison.legend.isVisible()


def test_the_same_two_again_keep_their_place(qtbot: QtBot, comparison: Comparison) -> None:
    press(qtbot, comparison.after)
    comparison.show_pair(pair(), NAMES, "one")

    assert comparison.place.plain.startswith("1 of 4")
    assert comparison.sides[0].used.isVisible()
    comparison.forget()
    comparison.show_pair(pair(), NAMES, "one")
    assert comparison.place.plain == ""


def test_a_transcript_of_the_other_side_changes_places(qtbot: QtBot, comparison: Comparison) -> None:
    left, right = comparison.sides
    with qtbot.waitSignal(comparison.pair_wanted) as wanted:
        qtbot.keyClick(left.choice, Qt.Key.Key_Down)
    assert wanted.args == ["two", "one"]
    comparison.show_pair(pair(), {**NAMES, "three": "You, by hand"}, "two")
    with qtbot.waitSignal(comparison.pair_wanted) as wanted:
        qtbot.keyClick(right.choice, Qt.Key.Key_Down)
    assert wanted.args == ["one", "three"]


def test_the_same_one_again_changes_nothing(comparison: Comparison, qtbot: QtBot) -> None:
    with qtbot.waitSignal(comparison.pair_wanted) as wanted:
        comparison.sides[0].chosen.emit("one")
    assert wanted.args == ["one", "two"]


def test_words_are_played_and_used_from_both_sides(qtbot: QtBot, comparison: Comparison) -> None:
    left, right = comparison.sides
    with qtbot.waitSignal(comparison.play_wanted) as played:
        qtbot.mouseClick(right.view.viewport(), Qt.MouseButton.LeftButton, pos=right.view.place_of(2))
    assert played.args == [1.0]
    with qtbot.waitSignal(comparison.use_wanted) as used:
        qtbot.mouseClick(left.use, Qt.MouseButton.LeftButton)
    assert used.args == ["one"]
    comparison.follow(1.1)
    assert [side.view.current for side in comparison.sides] == [2, 2]


@pytest.mark.parametrize(("width", "percent", "way"), [(1000, 100, "LeftToRight"), (520, 100, "TopToBottom")])
def test_the_sides_stand_where_there_is_room(
    qtbot: QtBot, comparison: Comparison, width: int, percent: int, way: str
) -> None:
    comparison.resize(width, 900)
    press(qtbot, comparison.after)

    assert comparison._beside.direction() == QBoxLayout.Direction[way]
    assert outside(comparison) == []


def test_at_twice_the_text_size_nothing_is_cut(qtbot: QtBot, comparison: Comparison) -> None:
    theme = samples.theme("light", 200)
    comparison.setStyleSheet(style_sheet(theme))
    comparison.set_theme(theme)
    comparison.resize(900, 2400)
    press(qtbot, comparison.after)
    qtbot.wait(20)

    assert cut(comparison) == []
    assert outside(comparison) == []


def test_a_pair_with_other_marks_is_shown_anew(comparison: Comparison) -> None:
    one, other = pair().written
    comparison.show_pair(replace(pair(), written=(replace(one, fillers=()), other)), NAMES, "two")

    assert "0 fillers written" in comparison.sides[0].counts.plain
