from dataclasses import replace

import pytest
from PySide6.QtCore import QPoint, Qt
from pytestqt.qtbot import QtBot

from coach.gui.widgets.takes.model import PAGE, Chosen
from coach.gui.widgets.takes.take_list import TakeList
from coach.messages import msg
from coach.practice.history import Choices, Wanted
from tests.tools import samples

SHIFT = Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def takes(qtbot: QtBot) -> TakeList:
    made = TakeList(samples.texts(), samples.theme())
    qtbot.addWidget(made)
    made.set_theme(samples.theme())
    made.resize(1200, 700)
    made.show()
    made.show_rows(samples.rows(8))
    return made


def ids(chosen: Chosen) -> list[str]:
    return [row.id for row in chosen.rows]


def test_enter_opens_and_delete_bins(qtbot: QtBot, takes: TakeList) -> None:
    qtbot.keyClick(takes.view, Qt.Key.Key_Down)

    with qtbot.waitSignal(takes.opened) as opened:
        qtbot.keyClick(takes.view, Qt.Key.Key_Return)
    with qtbot.waitSignal(takes.deleted) as deleted:
        qtbot.keyClick(takes.view, Qt.Key.Key_Delete)

    assert (opened.args, ids(deleted.args[0])) == (["take-1"], ["take-1"])


def test_a_double_click_opens(qtbot: QtBot, takes: TakeList) -> None:
    place = takes.view.visualRect(takes.model.index(3)).center()
    qtbot.mouseClick(takes.view.viewport(), Qt.MouseButton.LeftButton, pos=place)

    with qtbot.waitSignal(takes.opened) as opened:
        qtbot.mouseDClick(takes.view.viewport(), Qt.MouseButton.LeftButton, pos=place)

    assert opened.args == ["take-3"]


def test_buttons_do_what_keys_do(qtbot: QtBot, takes: TakeList) -> None:
    for button, signal in (
        (takes.action_row.open, takes.opened),
        (takes.action_row.delete, takes.deleted),
        (takes.action_row.export, takes.exported),
        (takes.action_row.star, takes.starred),
        (takes.action_row.add, takes.import_wanted),
    ):
        with qtbot.waitSignal(signal):
            qtbot.mouseClick(button, Qt.MouseButton.LeftButton)


def test_the_search_waits_for_the_last_key(qtbot: QtBot, takes: TakeList) -> None:
    asked: list[str] = []
    takes.asked.connect(lambda: asked.append(takes.wanted.search))

    qtbot.keyClicks(takes.search, "guard")
    assert asked == []
    qtbot.waitUntil(lambda: asked == ["guard"])

    qtbot.keyClicks(takes.search, "r")
    qtbot.keyClick(takes.search, Qt.Key.Key_Return)
    assert asked == ["guard", "guardr"]
    assert takes.wanted.filtered


def test_down_goes_from_the_search_into_the_list(qtbot: QtBot, takes: TakeList) -> None:
    takes.activateWindow()
    takes.search.setFocus()

    qtbot.keyClick(takes.search, Qt.Key.Key_Down)

    qtbot.waitUntil(takes.view.hasFocus)


def test_escape_clears_the_search(qtbot: QtBot, takes: TakeList) -> None:
    takes.search.setText("guard")

    with qtbot.waitSignal(takes.asked):
        qtbot.keyClick(takes.search, Qt.Key.Key_Escape)

    assert takes.wanted.search == ""
    with qtbot.assertNotEmitted(takes.asked):
        qtbot.keyClick(takes.search, Qt.Key.Key_Escape)


def test_the_focus_stays_where_the_last_take_can_be_undone(qtbot: QtBot, takes: TakeList) -> None:
    takes.activateWindow()
    takes.view.setFocus()
    qtbot.waitUntil(takes.view.hasFocus)
    takes.undo_bar.offer(msg("takes.binned", n=8))

    takes.show_rows(())

    qtbot.waitUntil(takes.undo_bar.undo.hasFocus)
    takes.show_rows(samples.rows(2))
    takes.view.setFocus()
    takes.undo_bar.hide()
    takes.show_rows(())
    qtbot.waitUntil(takes.bin.hasFocus)


def test_a_take_without_a_review_offers_one(qtbot: QtBot, takes: TakeList) -> None:
    assert not takes.action_row.review.isVisible()

    takes.view.choose(2)

    with qtbot.waitSignal(takes.review_wanted) as wanted:
        qtbot.mouseClick(takes.action_row.review, Qt.MouseButton.LeftButton)
    assert wanted.args == ["take-2"]


def test_the_chosen_take_stays_chosen_or_its_neighbour_is(takes: TakeList) -> None:
    rows = samples.rows(8)
    takes.view.choose(3)

    takes.show_rows(rows[1:])
    assert takes.current == rows[3]

    takes.show_rows(tuple(row for row in rows[1:] if row.id != "take-3"))
    assert takes.current == rows[4]

    takes.show_rows(tuple(reversed(takes.model.rows)))
    assert takes.current == rows[4]


def test_what_is_chosen_stays_where_only_stars_change(qtbot: QtBot, takes: TakeList) -> None:
    qtbot.keyClick(takes.view, Qt.Key.Key_Down, SHIFT)
    with qtbot.waitSignal(takes.starred) as starred:
        qtbot.keyClick(takes.view, Qt.Key.Key_S)
    assert (ids(starred.args[0]), starred.args[1]) == (["take-0", "take-1"], True)

    takes.show_rows([replace(row, starred=number < 2) for number, row in enumerate(samples.rows(8))])

    assert ids(takes.chosen) == ["take-0", "take-1"]
    with qtbot.waitSignal(takes.starred) as starred:
        qtbot.keyClick(takes.view, Qt.Key.Key_S)
    assert starred.args[1] is False


def test_a_click_on_a_star_stars_that_take(qtbot: QtBot, takes: TakeList) -> None:
    target = takes.delegate.star_target(takes.view.visualRect(takes.model.index(4))).center()

    with qtbot.waitSignal(takes.starred) as starred:
        qtbot.mouseClick(takes.view.viewport(), Qt.MouseButton.LeftButton, pos=target)

    assert (ids(starred.args[0]), starred.args[1]) == (["take-4"], True)


def test_several_are_counted_and_not_opened(qtbot: QtBot, takes: TakeList) -> None:
    qtbot.keyClick(takes.view, Qt.Key.Key_Down, SHIFT)

    assert takes.count.text() == "2 of 8 takes chosen · Compare needs two of one question or story."
    assert not takes.action_row.open.isEnabled()
    with qtbot.assertNotEmitted(takes.opened):
        qtbot.keyClick(takes.view, Qt.Key.Key_Return)

    qtbot.keyClick(takes.view, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    assert takes.count.text() == "8 of 8 takes chosen"


def test_two_of_one_question_are_compared(qtbot: QtBot, takes: TakeList) -> None:
    one, other = samples.rows(2)
    takes.show_rows([one, replace(other, question_key=one.question_key)])
    takes.view.selectAll()

    with qtbot.waitSignal(takes.compared) as compared:
        qtbot.mouseClick(takes.action_row.compare, Qt.MouseButton.LeftButton)

    assert ids(compared.args[0]) == ["take-0", "take-1"]


def test_the_bin_offers_to_put_back_and_to_empty(qtbot: QtBot, takes: TakeList) -> None:
    with qtbot.waitSignal(takes.asked):
        qtbot.keyClick(takes.bin, Qt.Key.Key_Space)
    takes.show_rows(samples.rows(2))

    assert not takes.action_row.delete.isVisible()
    with qtbot.waitSignal(takes.restored) as restored:
        qtbot.mouseClick(takes.action_row.restore, Qt.MouseButton.LeftButton)
    assert ids(restored.args[0]) == ["take-0"]
    with qtbot.waitSignal(takes.empty_bin_wanted):
        qtbot.keyClick(takes.action_row.empty, Qt.Key.Key_Space)
    with qtbot.assertNotEmitted(takes.deleted), qtbot.assertNotEmitted(takes.starred):
        qtbot.keyClick(takes.view, Qt.Key.Key_Delete)
        qtbot.keyClick(takes.view, Qt.Key.Key_S)
        target = takes.delegate.star_target(takes.view.visualRect(takes.model.index(0))).center()
        qtbot.mouseClick(takes.view.viewport(), Qt.MouseButton.LeftButton, pos=target)

    takes.show_rows(())
    takes.show_nothing((), 0)
    assert takes.nothing.text.plain == "The bin is empty."
    assert not takes.action_row.empty.isEnabled()
    with qtbot.assertNotEmitted(takes.opened):
        takes.action_row.open.click()


def test_an_empty_list_names_what_the_bin_holds(takes: TakeList) -> None:
    takes.show_rows(())
    takes.show_nothing((), 3)

    assert "The bin holds 3" in takes.nothing.advice.plain
    assert not takes.action_row.open.isEnabled()


def test_filters_are_folded_and_said_in_a_sentence(qtbot: QtBot, takes: TakeList) -> None:
    assert not takes.panel.isVisible()
    assert takes.count.text() == "8 takes, newest first"
    assert not takes.show_all.isVisible()
    with qtbot.waitSignal(takes.choices_wanted):
        qtbot.keyClick(takes.filter, Qt.Key.Key_Space)
    assert takes.panel.isVisible()

    with qtbot.waitSignal(takes.asked):
        takes.panel.category.choose("metrics")
    with qtbot.waitSignal(takes.asked):
        tick = QPoint(16, takes.panel.starred.height() // 2)
        qtbot.mouseClick(takes.panel.starred, Qt.MouseButton.LeftButton, pos=tick)
    takes.panel.order.choose("longest")
    takes.show_rows(samples.rows(3))
    assert takes.count.text() == "3 takes, longest first"
    qtbot.mouseClick(takes.filter, Qt.MouseButton.LeftButton)
    assert takes.count.text() == "Metrics and analytics, starred · 3 takes, longest first"
    assert takes.wanted == Wanted(category="metrics", starred=True, order="longest")

    with qtbot.waitSignal(takes.asked):
        qtbot.mouseClick(takes.show_all, Qt.MouseButton.LeftButton)
    assert takes.wanted == Wanted()
    assert not takes.panel.isVisible()


def test_what_somebody_else_wants_is_shown_in_the_filters(qtbot: QtBot, takes: TakeList) -> None:
    wanted = Wanted(search="cohort", question="core/1", story="s1", binned=True)

    with qtbot.waitSignal(takes.asked):
        takes.show_wanted(wanted)
    takes.set_choices(Choices((("core/1", "Is it real?"),), (("s1", "The spike"),), ("whisper",)))

    assert takes.wanted == wanted
    assert takes.count.text().startswith("“Is it real?”, with “The spike” · ")


def test_a_filter_that_leaves_nothing_can_be_taken_off(qtbot: QtBot, takes: TakeList) -> None:
    takes.show_wanted(Wanted(search="zebra", category="metrics"))
    takes.show_rows(())
    takes.show_nothing((("search", 4),), 0)

    assert takes.nothing.text.plain == "No take fits all of this."
    assert [way.text() for way in takes.nothing.ways] == ["Without the search for “zebra”: 4 takes"]
    with qtbot.waitSignal(takes.asked):
        qtbot.mouseClick(takes.nothing.ways[0], Qt.MouseButton.LeftButton)
    assert takes.wanted == Wanted(category="metrics")
    assert takes.search.text() == ""

    takes.show_nothing((), 0)
    assert "Show all" in takes.nothing.advice.plain


def test_found_takes_have_a_line_more(takes: TakeList) -> None:
    plain = takes.view.visualRect(takes.model.index(0)).height()

    takes.show_wanted(Wanted(search="cohort"))
    takes.show_rows(samples.rows(8))
    assert takes.view.visualRect(takes.model.index(0)).height() > plain

    takes.show_wanted(Wanted())
    takes.show_rows(samples.rows(8))
    assert takes.view.visualRect(takes.model.index(0)).height() == plain


def test_a_long_list_keeps_its_place(takes: TakeList) -> None:
    takes.show_rows(samples.rows(PAGE), 10_000)
    bar = takes.view.verticalScrollBar()
    bar.setValue(bar.maximum() // 2)
    before = bar.value()

    takes.show_rows(samples.rows(2 * PAGE), 9_999, 5_000 // PAGE * PAGE)

    assert bar.value() == before
    takes.go_to_top()
    assert bar.value() == 0
    assert takes.view.currentIndex().row() == 0
