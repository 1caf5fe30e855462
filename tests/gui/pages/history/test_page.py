from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QPushButton
from pytestqt.qtbot import QtBot

from coach.errors import HistoryError
from coach.gui.bridge import Bridge
from coach.gui.pages.history.page import HistoryPage
from coach.gui.pages.history.section import Section
from coach.gui.theme import Theme, style_sheet
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


class Counting(Section):
    """A section that counts how often it is asked to look, with a button of its own."""

    title = msg("history_page.tab.takes")

    def __init__(self) -> None:
        super().__init__()
        self.looks = 0
        self.themes: list[str] = []
        self.button = QPushButton("Look", self)

    def refresh(self) -> None:
        self.looks += 1

    def set_theme(self, theme: Theme) -> None:
        self.themes.append(theme.name)


@pytest.fixture
def section(qapp: object) -> Counting:
    return Counting()


@pytest.fixture
def page(qtbot: QtBot, bridge: Bridge, shelf: Shelf, section: Counting, tmp_path: Path) -> HistoryPage:
    made = HistoryPage(samples.texts(), samples.theme(), bridge, FakeHistory(tmp_path, shelf=shelf), [section])
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


def test_a_section_looks_when_its_tab_comes_up_and_passes_its_wishes_on(
    qtbot: QtBot, page: HistoryPage, section: Counting
) -> None:
    qtbot.waitUntil(lambda: len(ids(page)) == 8)
    assert section.looks == 0

    page.tabs.setCurrentIndex(1)
    qtbot.waitUntil(lambda: section.looks == 1)

    with qtbot.waitSignal(page.opened) as opened:
        section.opened.emit("take-1")
    with qtbot.waitSignal(page.practise) as behind:
        section.practice_wanted.emit("metrics")
    assert (opened.args, behind.args) == (["take-1"], ["metrics"])
    page.set_theme(samples.theme("dark"))
    assert section.themes[-1] == "dark"


def test_ctrl_f_goes_to_the_search_from_any_tab(qtbot: QtBot, page: HistoryPage, section: Counting) -> None:
    qtbot.waitUntil(lambda: len(ids(page)) == 8)
    page.tabs.setCurrentIndex(1)
    page.activateWindow()
    section.button.setFocus()
    qtbot.waitUntil(section.button.hasFocus)

    qtbot.keyClick(section.button, Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)

    qtbot.waitUntil(page.takes.search.hasFocus)


def test_a_history_that_fails_is_told(qtbot: QtBot, bridge: Bridge, tmp_path: Path) -> None:
    class Broken(FakeHistory):
        def rows(self, *_: object, **__: object) -> tuple[()]:
            raise HistoryError(msg("any"))

    page = HistoryPage(samples.texts(), samples.theme(), bridge, Broken(tmp_path))
    qtbot.addWidget(page)

    with qtbot.waitSignal(bridge.troubled):
        page.refresh()


@pytest.mark.parametrize("percent", [100, 200])
def test_every_target_is_large_enough_and_nothing_is_cut(qtbot: QtBot, page: HistoryPage, percent: int) -> None:
    qtbot.waitUntil(lambda: len(ids(page)) == 8)
    page.setStyleSheet(style_sheet(samples.theme("cream", percent)))
    page.set_theme(samples.theme("cream", percent))
    page.takes.choose(2)
    qtbot.wait(30)

    fits(page, 1000)
    assert nameless(page) == []
    for button in page.takes.findChildren(QAbstractButton):
        if button.isVisible() and button.text():
            assert button.height() >= 32
            assert button.accessibleName()
            assert button.width() >= button.fontMetrics().horizontalAdvance(button.text())
            assert button.mapTo(page, button.rect().topRight()).x() <= page.width()
