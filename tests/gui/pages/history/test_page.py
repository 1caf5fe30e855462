from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDragLeaveEvent, QDropEvent
from PySide6.QtWidgets import QAbstractButton, QApplication, QLineEdit, QPushButton
from pytestqt.qtbot import QtBot

from coach.errors import HistoryError
from coach.gui.bridge import Bridge
from coach.gui.pages.history.page import HistoryPage
from coach.gui.pages.history.section import Section
from coach.gui.theme import Theme, style_sheet
from coach.gui.widgets.takes.model import Chosen
from coach.messages import msg
from coach.practice.history import Wanted
from tests.fakes.history import FakeHistory, Shelf
from tests.gui.inspect import fits, nameless
from tests.tools import samples

CTRL = Qt.KeyboardModifier.ControlModifier


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


def star_of(page: HistoryPage, place: int) -> QPoint:
    return page.takes.delegate.star_target(page.takes.view.visualRect(page.takes.model.index(place))).center()


def undo_by_key(qtbot: QtBot, page: HistoryPage) -> None:
    page.activateWindow()
    page.takes.view.setFocus()
    qtbot.keyClick(page.takes.view, Qt.Key.Key_Z, CTRL)


def test_takes_are_listed_newest_first(qtbot: QtBot, page: HistoryPage) -> None:
    qtbot.waitUntil(lambda: len(ids(page)) == 8)

    assert ids(page)[0] == "take-0"
    assert page.takes.count.text() == "8 takes, newest first"


def test_a_take_is_opened_with_enter(qtbot: QtBot, page: HistoryPage) -> None:
    qtbot.waitUntil(lambda: len(ids(page)) == 8)

    with qtbot.waitSignal(page.opened) as opened:
        qtbot.keyClick(page.takes.view, Qt.Key.Key_Down)
        qtbot.keyClick(page.takes.view, Qt.Key.Key_Return)

    assert opened.args == ["take-1"]
    assert page.searched == ""


def test_what_was_asked_is_found(qtbot: QtBot, page: HistoryPage) -> None:
    qtbot.waitUntil(lambda: len(ids(page)) == 8)

    qtbot.keyClicks(page.takes.search, "friction")

    qtbot.waitUntil(lambda: ids(page) == ["take-6"])
    page.takes.search.clear()
    qtbot.waitUntil(lambda: len(ids(page)) == 8)


def test_a_take_that_was_found_hands_its_search_on(qtbot: QtBot, page: HistoryPage) -> None:
    qtbot.waitUntil(lambda: len(ids(page)) == 8)

    qtbot.keyClicks(page.takes.search, "newsletter")
    qtbot.waitUntil(lambda: page.searched == "newsletter")
    row = page.takes.current
    assert row is not None
    assert [row.excerpt[start:end] for start, end in row.hits] == ["newsletter"]
    with qtbot.waitSignal(page.opened):
        qtbot.keyClick(page.takes.view, Qt.Key.Key_Return)

    assert page.searched == "newsletter"
    page.tabs.setCurrentIndex(1)
    assert page.searched == ""


def test_a_category_is_chosen_and_taken_off(qtbot: QtBot, page: HistoryPage) -> None:
    qtbot.waitUntil(lambda: len(ids(page)) == 8)

    qtbot.mouseClick(page.takes.filter, Qt.MouseButton.LeftButton)
    page.takes.panel.category.choose("research")
    qtbot.waitUntil(lambda: ids(page) == ["take-4"])
    qtbot.mouseClick(page.takes.filter, Qt.MouseButton.LeftButton)
    assert page.takes.count.text() == "User research and discovery · 1 take, newest first"

    qtbot.mouseClick(page.takes.show_all, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: len(ids(page)) == 8)


def test_where_nothing_fits_a_filter_is_taken_off(qtbot: QtBot, page: HistoryPage) -> None:
    qtbot.waitUntil(lambda: len(ids(page)) == 8)

    page.show_takes(Wanted(category="research", starred=True))
    qtbot.waitUntil(lambda: bool(page.takes.nothing.ways))
    assert [way.text() for way in page.takes.nothing.ways] == ["Without starred: 1 take"]
    qtbot.keyClick(page.takes.nothing.ways[0], Qt.Key.Key_Space)

    qtbot.waitUntil(lambda: ids(page) == ["take-4"])


def test_delete_goes_to_the_bin_and_can_be_undone(qtbot: QtBot, page: HistoryPage, shelf: Shelf) -> None:
    qtbot.waitUntil(lambda: len(ids(page)) == 8)
    page.takes.view.choose(3)

    qtbot.keyClick(page.takes.view, Qt.Key.Key_Delete)
    qtbot.waitUntil(lambda: "take-3" not in ids(page))
    assert shelf.attempts["take-3"].binned_at is not None
    assert page.takes.undo_bar.isVisible()
    assert page.takes.current is not None
    assert page.takes.current.id == "take-4"

    undo_by_key(qtbot, page)
    qtbot.waitUntil(lambda: "take-3" in ids(page))
    assert not page.takes.undo_bar.isVisible()


def test_many_are_binned_by_a_click_and_undone_at_once(qtbot: QtBot, page: HistoryPage) -> None:
    qtbot.waitUntil(lambda: len(ids(page)) == 8)
    qtbot.keyClick(page.takes.view, Qt.Key.Key_A, CTRL)

    qtbot.mouseClick(page.takes.action_row.delete, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: ids(page) == [])
    assert page.takes.undo_bar.text.text() == "8 takes are in the bin. Their sound is kept."
    qtbot.waitUntil(lambda: "The bin holds 8" in page.takes.nothing.advice.plain)

    qtbot.mouseClick(page.takes.undo_bar.undo, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: len(ids(page)) == 8)


def test_takes_are_put_back_from_the_bin(qtbot: QtBot, page: HistoryPage, shelf: Shelf) -> None:
    qtbot.waitUntil(lambda: len(ids(page)) == 8)
    page.takes.action_row.delete.click()
    qtbot.waitUntil(lambda: len(ids(page)) == 7)

    page.takes.bin.click()
    qtbot.waitUntil(lambda: ids(page) == ["take-0"])
    page.takes.action_row.restore.click()
    qtbot.waitUntil(lambda: ids(page) == [])
    qtbot.waitUntil(lambda: page.takes.nothing.text.plain == "The bin is empty.")

    assert shelf.attempts["take-0"].binned_at is None
    page.takes.undo_bar.undo.click()
    qtbot.waitUntil(lambda: ids(page) == ["take-0"])


def test_the_bin_is_emptied_after_asking_once(qtbot: QtBot, page: HistoryPage, shelf: Shelf) -> None:
    qtbot.waitUntil(lambda: len(ids(page)) == 8)
    page.takes.action_row.delete.click()
    qtbot.waitUntil(lambda: len(ids(page)) == 7)
    page.takes.bin.click()
    qtbot.waitUntil(lambda: ids(page) == ["take-0"])

    qtbot.mouseClick(page.takes.action_row.empty, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: page.sheet is not None)
    assert page.sheet is not None
    assert page.sheet.windowTitle() == "Delete 1 take for good?"
    qtbot.keyClick(page.sheet, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: page.sheet is None)
    assert "take-0" in shelf.attempts

    qtbot.keyClick(page.takes.action_row.empty, Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: page.sheet is not None)
    assert page.sheet is not None
    qtbot.mouseClick(page.sheet.go, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: ids(page) == [])
    assert "take-0" not in shelf.attempts
    assert page.takes.undo_bar.text.text() == "One take is deleted for good."
    assert not page.takes.undo_bar.undo.isVisible()


def test_a_star_is_given_by_click_and_taken_by_key(qtbot: QtBot, page: HistoryPage, shelf: Shelf) -> None:
    qtbot.waitUntil(lambda: len(ids(page)) == 8)

    qtbot.mouseClick(page.takes.view.viewport(), Qt.MouseButton.LeftButton, pos=star_of(page, 2))
    qtbot.waitUntil(lambda: shelf.attempts["take-2"].starred)
    qtbot.waitUntil(lambda: page.takes.model.rows[2].starred)
    assert page.takes.undo_bar.isVisible()

    page.takes.view.choose(2)
    qtbot.keyClick(page.takes.view, Qt.Key.Key_S)
    qtbot.waitUntil(lambda: not page.takes.model.rows[2].starred)
    undo_by_key(qtbot, page)
    qtbot.waitUntil(lambda: page.takes.model.rows[2].starred)


def test_a_take_gets_a_title_and_its_question_back(qtbot: QtBot, page: HistoryPage, shelf: Shelf) -> None:
    qtbot.waitUntil(lambda: len(ids(page)) == 8)
    page.activateWindow()
    page.takes.view.choose(1)

    qtbot.keyClick(page.takes.view, Qt.Key.Key_F2)
    editor = page.takes.view.viewport().findChild(QLineEdit)
    assert editor is not None
    qtbot.keyClicks(editor, "Mine")
    qtbot.keyClick(editor, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: page.takes.model.rows[1].title == "Mine")
    assert page.takes.undo_bar.text.text() == "The take is called “Mine” now."

    qtbot.mouseClick(page.takes.undo_bar.undo, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: page.takes.model.rows[1].title == "")
    assert shelf.attempts["take-1"].title == ""
    page.takes.model.renamed.emit("gone", "Mine")
    assert not page.changes.busy


def test_takes_are_handed_on_to_be_exported_and_compared(qtbot: QtBot, page: HistoryPage, shelf: Shelf) -> None:
    shelf.attempts["take-1"] = replace(shelf.attempts["take-1"], question=shelf.attempts["take-0"].question)
    qtbot.waitUntil(lambda: len(ids(page)) == 8)
    page.refresh()
    qtbot.waitUntil(lambda: page.takes.model.rows[1].question_key == page.takes.model.rows[0].question_key)
    qtbot.keyClick(page.takes.view, Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)

    with qtbot.waitSignal(page.export_wanted) as exported:
        qtbot.mouseClick(page.takes.action_row.export, Qt.MouseButton.LeftButton)
    with qtbot.waitSignal(page.compare_wanted) as compared:
        qtbot.keyClick(page.takes.action_row.compare, Qt.Key.Key_Space)
    with qtbot.waitSignal(page.import_wanted):
        qtbot.mouseClick(page.takes.action_row.add, Qt.MouseButton.LeftButton)

    assert exported.args == [("take-0", "take-1")]
    assert compared.args == [("take-0", "take-1")]


def test_takes_that_are_not_here_yet_are_exported_too(qtbot: QtBot, page: HistoryPage, tmp_path: Path) -> None:
    qtbot.waitUntil(lambda: len(ids(page)) == 8)

    with qtbot.waitSignal(page.export_wanted) as exported:
        page.takes.exported.emit(Chosen(tuple(page.takes.model.rows[:1]), ((6, 2),)))

    assert exported.args == [("take-0", "take-6", "take-7")]


def test_files_are_dropped_on_the_page(qtbot: QtBot, page: HistoryPage, tmp_path: Path) -> None:
    def drop(*urls: QUrl) -> bool:
        data = QMimeData()
        data.setUrls(list(urls))
        copy, left, none = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
        enter = QDragEnterEvent(QPoint(9, 9), copy, data, left, none)
        enter.ignore()
        QApplication.sendEvent(page, enter)
        assert page.drop.isVisible() == enter.isAccepted()
        QApplication.sendEvent(page, QDropEvent(QPointF(9, 9), copy, data, left, none))
        return enter.isAccepted()

    with qtbot.waitSignal(page.files_dropped) as dropped:
        assert drop(QUrl.fromLocalFile(str(tmp_path / "one.wav")), QUrl("https://example.org/two.wav"))
    assert dropped.args == [(tmp_path / "one.wav",)]
    with qtbot.assertNotEmitted(page.files_dropped):
        assert not drop(QUrl("https://example.org/two.wav"))
    page.drop.show()
    QApplication.sendEvent(page, QDragLeaveEvent())
    assert not page.drop.isVisible()


def test_an_unreviewed_take_offers_its_review(qtbot: QtBot, page: HistoryPage) -> None:
    qtbot.waitUntil(lambda: len(ids(page)) == 8)
    page.takes.view.choose(2)

    with qtbot.waitSignal(page.review_wanted) as wanted:
        page.takes.action_row.review.click()

    assert wanted.args == ["take-2"]


def test_an_empty_history_says_what_will_be_here(qtbot: QtBot, page: HistoryPage, shelf: Shelf) -> None:
    qtbot.waitUntil(lambda: len(ids(page)) == 8)
    shelf.attempts.clear()
    page.refresh()
    qtbot.waitUntil(page.empty.isVisible)

    with qtbot.waitSignal(page.practice_wanted):
        qtbot.keyClick(page.empty.button, Qt.Key.Key_Space)
    with qtbot.waitSignal(page.import_wanted):
        qtbot.mouseClick(page.add, Qt.MouseButton.LeftButton)


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
    with qtbot.waitSignal(page.takes.asked):
        section.takes_wanted.emit(Wanted(category="research"))
    assert page.tabs.currentWidget() is page.takes
    qtbot.waitUntil(lambda: ids(page) == ["take-4"])
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


@pytest.mark.parametrize(
    ("percent", "wide", "tall"), [(100, 1000, 700), (200, 1000, 700), (100, 700, 560), (200, 700, 560)]
)
@pytest.mark.parametrize("opened", [False, True])
def test_every_target_is_large_enough_and_nothing_is_cut(
    qtbot: QtBot, page: HistoryPage, percent: int, wide: int, tall: int, opened: bool
) -> None:
    qtbot.waitUntil(lambda: len(ids(page)) == 8)
    page.setStyleSheet(style_sheet(samples.theme("cream", percent)))
    page.set_theme(samples.theme("cream", percent))
    page.resize(wide, tall)
    page.takes.view.choose(2)
    page.takes.filter.setChecked(opened)
    page.takes.undo_bar.offer(msg("takes.binned", n=3))
    qtbot.wait(60)

    fits(page, wide)
    assert page.height() == tall
    assert nameless(page) == []
    assert page.takes.view.height() >= 60
    for button in page.takes.action_row.findChildren(QAbstractButton):
        if button.isVisible() and button.text():
            assert button.height() >= 32
            assert button.width() >= button.fontMetrics().horizontalAdvance(button.text())
            assert button.mapTo(page, button.rect().topRight()).x() <= page.width()
