from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton
from pytestqt.qtbot import QtBot

from coach.errors import HistoryError
from coach.gui.bridge import Bridge
from coach.gui.pages.history.page import TAKES, TREND, HistoryPage, trend_values
from coach.gui.theme import style_sheet
from coach.messages import msg
from tests.fakes.history import FakeHistory, Shelf
from tests.gui.inspect import fits, nameless
from tests.tools import samples


@pytest.fixture
def bridge(qapp: object) -> Iterator[Bridge]:
    made = Bridge()
    yield made
    assert made.close()


@pytest.fixture
def shelf(tmp_path: Path) -> Shelf:
    return Shelf({attempt.id: attempt for attempt in samples.attempts(8, tmp_path)})


@pytest.fixture
def page(qtbot: QtBot, bridge: Bridge, shelf: Shelf, tmp_path: Path) -> HistoryPage:
    made = HistoryPage(samples.texts(), samples.theme(), bridge, FakeHistory(tmp_path, shelf=shelf))
    qtbot.addWidget(made)
    made.setStyleSheet(style_sheet(samples.theme()))
    made.resize(1000, 700)
    made.show()
    return made


def ids(page: HistoryPage) -> list[str]:
    return [row.id for row in page.takes.model.rows]


def test_takes_are_listed_newest_first(qtbot: QtBot, page: HistoryPage) -> None:
    qtbot.waitUntil(lambda: len(ids(page)) == 8)

    assert ids(page)[0] == "take-0"
    assert page.takes.count.plain == "8 takes"


def test_a_take_is_opened_with_enter(qtbot: QtBot, page: HistoryPage) -> None:
    qtbot.waitUntil(lambda: len(ids(page)) == 8)

    with qtbot.waitSignal(page.opened) as opened:
        qtbot.keyClick(page.takes.view, Qt.Key.Key_Down)
        qtbot.keyClick(page.takes.view, Qt.Key.Key_Return)

    assert opened.args == ["take-1"]


def test_what_was_asked_is_found(qtbot: QtBot, page: HistoryPage) -> None:
    qtbot.waitUntil(lambda: len(ids(page)) == 8)

    qtbot.keyClicks(page.takes.search, "friction")

    qtbot.waitUntil(lambda: ids(page) == ["take-6"])
    page.takes.search.clear()
    qtbot.waitUntil(lambda: len(ids(page)) == 8)


def test_a_category_is_chosen(qtbot: QtBot, page: HistoryPage) -> None:
    qtbot.waitUntil(lambda: len(ids(page)) == 8)

    page.takes.category.setCurrentIndex(page.takes.category.findData("research"))

    qtbot.waitUntil(lambda: ids(page) == ["take-4"])


def test_delete_goes_to_the_bin_and_can_be_undone(qtbot: QtBot, page: HistoryPage, shelf: Shelf) -> None:
    qtbot.waitUntil(lambda: len(ids(page)) == 8)
    page.takes.choose(3)

    qtbot.keyClick(page.takes.view, Qt.Key.Key_Delete)
    qtbot.waitUntil(lambda: "take-3" not in ids(page))
    assert shelf.attempts["take-3"].binned_at is not None
    assert page.takes.undo_bar.isVisible()
    assert page.takes.current is not None
    assert page.takes.current.id == "take-4"

    page.activateWindow()
    page.takes.view.setFocus()
    qtbot.keyClick(page.takes.view, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: "take-3" in ids(page))
    assert not page.takes.undo_bar.isVisible()


def test_a_take_is_put_back_from_the_bin(qtbot: QtBot, page: HistoryPage, shelf: Shelf) -> None:
    qtbot.waitUntil(lambda: len(ids(page)) == 8)
    page.takes.delete.click()
    qtbot.waitUntil(lambda: len(ids(page)) == 7)

    page.takes.bin.click()
    qtbot.waitUntil(lambda: ids(page) == ["take-0"])
    page.takes.restore.click()
    qtbot.waitUntil(lambda: ids(page) == [])

    assert shelf.attempts["take-0"].binned_at is None
    page.takes.undo_bar.undo.click()
    qtbot.waitUntil(lambda: ids(page) == ["take-0"])


def test_the_last_take_in_the_bin_can_still_be_undone(qtbot: QtBot, page: HistoryPage, shelf: Shelf) -> None:
    qtbot.waitUntil(lambda: len(ids(page)) == 8)
    for gone in list(shelf.attempts)[1:]:
        del shelf.attempts[gone]

    page.takes.delete.click()
    qtbot.waitUntil(lambda: ids(page) == [])

    assert "The bin still holds some" in page.takes.nothing.plain
    assert page.takes.undo_bar.isVisible()
    page.takes.undo_bar.undo.click()
    qtbot.waitUntil(lambda: ids(page) == ["take-0"])


def test_an_unreviewed_take_offers_its_review(qtbot: QtBot, page: HistoryPage) -> None:
    qtbot.waitUntil(lambda: len(ids(page)) == 8)
    page.takes.choose(2)

    with qtbot.waitSignal(page.review_wanted) as wanted:
        page.takes.review.click()

    assert wanted.args == ["take-2"]


def test_an_empty_history_says_what_will_be_here(qtbot: QtBot, page: HistoryPage, shelf: Shelf) -> None:
    shelf.attempts.clear()
    page.refresh()
    qtbot.waitUntil(page.empty.isVisible)

    with qtbot.waitSignal(page.practice_wanted):
        qtbot.keyClick(page.empty.button, Qt.Key.Key_Space)


def test_the_trend_has_a_sentence_a_chart_and_a_table(qtbot: QtBot, page: HistoryPage) -> None:
    qtbot.waitUntil(lambda: len(ids(page)) == 8)

    page.tabs.setCurrentIndex(TREND)
    qtbot.waitUntil(lambda: len(page.trend.values.points) == 6)  # two of eight have no review
    assert "Speaking pace" in page.trend.card.sentence.text()
    assert page.trend.values.usual is not None

    page.measure.setCurrentIndex(page.measure.findData("longest_pause"))
    qtbot.waitUntil(lambda: "Longest pause" in page.trend.card.sentence.text())

    with qtbot.waitSignal(page.opened) as opened:
        page.trend.chosen.emit("take-1")
    assert opened.args == ["take-1"]


def test_ctrl_f_goes_to_the_search_from_any_tab(qtbot: QtBot, page: HistoryPage) -> None:
    qtbot.waitUntil(lambda: len(ids(page)) == 8)
    page.tabs.setCurrentIndex(TREND)
    page.activateWindow()
    page.measure.setFocus()
    qtbot.waitUntil(page.measure.hasFocus)

    qtbot.keyClick(page.measure, Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)

    qtbot.waitUntil(page.takes.search.hasFocus)


def test_a_history_that_fails_is_told(qtbot: QtBot, bridge: Bridge, tmp_path: Path) -> None:
    class Broken(FakeHistory):
        def rows(self, *_: object, **__: object) -> tuple[()]:
            raise HistoryError(msg("any"))

    page = HistoryPage(samples.texts(), samples.theme(), bridge, Broken(tmp_path))
    qtbot.addWidget(page)

    with qtbot.waitSignal(bridge.troubled):
        page.refresh()


def test_four_takes_have_no_range_yet() -> None:
    assert trend_values("speech_rate", samples.trend_points(4)).usual is None
    assert trend_values("speech_rate", samples.trend_points(5)).usual is not None


@pytest.mark.parametrize("percent", [100, 200])
def test_every_target_is_large_enough_and_nothing_is_cut(qtbot: QtBot, page: HistoryPage, percent: int) -> None:
    qtbot.waitUntil(lambda: len(ids(page)) == 8)
    page.setStyleSheet(style_sheet(samples.theme("cream", percent)))
    page.set_theme(samples.theme("cream", percent))
    page.takes.choose(2)
    qtbot.wait(30)

    page.tabs.setCurrentIndex(TREND)
    qtbot.waitUntil(lambda: len(page.trend.values.points) == 6)
    qtbot.wait(30)
    plot = page.trend.plot
    assert plot.height() == plot.parentWidget().height()  # not cut off by what lies below
    assert plot.height() >= plot.minimumHeight()
    fits(page, 1000)
    page.tabs.setCurrentIndex(TAKES)
    fits(page, 1000)
    assert nameless(page) == []
    for button in page.takes.findChildren(QAbstractButton):
        if button.isVisible() and button.text():
            assert button.height() >= 32
            assert button.accessibleName()
            assert button.width() >= button.fontMetrics().horizontalAdvance(button.text())
            assert button.mapTo(page, button.rect().topRight()).x() <= page.width()
