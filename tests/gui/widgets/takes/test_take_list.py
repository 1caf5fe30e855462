import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from coach.gui.widgets.takes.take_list import TakeList
from tests.tools import samples


@pytest.fixture
def takes(qtbot: QtBot) -> TakeList:
    made = TakeList(samples.texts(), samples.theme())
    qtbot.addWidget(made)
    made.set_theme(samples.theme())
    made.show_rows(samples.rows(8))
    made.resize(900, 600)
    made.show()
    return made


def test_enter_opens_and_delete_bins(qtbot: QtBot, takes: TakeList) -> None:
    qtbot.keyClick(takes.view, Qt.Key.Key_Down)

    with qtbot.waitSignal(takes.opened) as opened:
        qtbot.keyClick(takes.view, Qt.Key.Key_Return)
    with qtbot.waitSignal(takes.deleted) as deleted:
        qtbot.keyClick(takes.view, Qt.Key.Key_Delete)

    assert (opened.args, deleted.args) == (["take-1"], ["take-1"])


def test_a_double_click_opens(qtbot: QtBot, takes: TakeList) -> None:
    place = takes.view.visualRect(takes.model.index(3)).center()
    qtbot.mouseClick(takes.view.viewport(), Qt.MouseButton.LeftButton, pos=place)

    with qtbot.waitSignal(takes.opened) as opened:
        qtbot.mouseDClick(takes.view.viewport(), Qt.MouseButton.LeftButton, pos=place)

    assert opened.args == ["take-3"]


def test_the_search_waits_for_the_last_key(qtbot: QtBot, takes: TakeList) -> None:
    asked: list[str] = []
    takes.asked.connect(lambda: asked.append(takes.search.text()))

    qtbot.keyClicks(takes.search, "guard")
    assert asked == []
    qtbot.waitUntil(lambda: asked == ["guard"])

    qtbot.keyClicks(takes.search, "r")
    qtbot.keyClick(takes.search, Qt.Key.Key_Return)
    assert asked == ["guard", "guardr"]
    assert takes.filtered


def test_down_goes_from_the_search_into_the_list(qtbot: QtBot, takes: TakeList) -> None:
    takes.activateWindow()
    takes.search.setFocus()

    qtbot.keyClick(takes.search, Qt.Key.Key_Down)

    qtbot.waitUntil(takes.view.hasFocus)


def test_a_take_without_a_review_offers_one(qtbot: QtBot, takes: TakeList) -> None:
    assert not takes.review.isVisible()

    takes.choose(2)

    with qtbot.waitSignal(takes.review_wanted) as wanted:
        qtbot.mouseClick(takes.review, Qt.MouseButton.LeftButton)
    assert wanted.args == ["take-2"]


def test_the_chosen_take_stays_chosen_or_its_neighbour_is(takes: TakeList) -> None:
    rows = samples.rows(8)
    takes.choose(3)

    takes.show_rows(rows[1:])
    assert takes.current == rows[3]

    takes.show_rows(tuple(row for row in rows[1:] if row.id != "take-3"))
    assert takes.current == rows[4]


def test_the_bin_offers_to_put_back_and_nothing_else(qtbot: QtBot, takes: TakeList) -> None:
    with qtbot.waitSignal(takes.asked):
        qtbot.keyClick(takes.bin, Qt.Key.Key_Space)
    takes.show_rows(samples.rows(2))

    assert takes.restore.isVisible()
    assert not takes.delete.isVisible()
    with qtbot.waitSignal(takes.restored) as restored:
        takes.restore.click()
    assert restored.args == ["take-0"]
    with qtbot.assertNotEmitted(takes.deleted):
        qtbot.keyClick(takes.view, Qt.Key.Key_Delete)

    takes.show_rows(())
    assert takes.nothing.plain == "The bin is empty."
    with qtbot.assertNotEmitted(takes.opened):
        takes.open.click()


def test_a_search_without_a_find_says_so(takes: TakeList) -> None:
    takes.search.setText("zebra")

    takes.show_rows(())

    assert "No take fits" in takes.nothing.plain
    assert not takes.open.isEnabled()
