"""A title is asked for, and a pack that is there already is asked about."""

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from coach.gui.theme import Theme, resized
from coach.gui.widgets.packs.sheets import ClashSheet, TitleSheet
from coach.messages import msg
from coach.practice.own_packs import Incoming
from tests.gui.inspect import cut, nameless
from tests.gui.sample import TEXTS
from tests.practice.promises.own_packs import THEIRS

COMING = Incoming(replace(THEIRS, title="Coming"), THEIRS, replaceable=True)


@pytest.fixture
def host(qtbot: QtBot, theme: Theme) -> QWidget:
    made = QWidget()
    qtbot.addWidget(made)
    made.show()
    return made


def test_a_title_is_given_by_key(qtbot: QtBot, theme: Theme, host: QWidget) -> None:
    sheet = TitleSheet(TEXTS, theme, msg("own_packs.new_pack.heading"), msg("own_packs.new_pack.go"), "Mine", host)
    sheet.open()
    assert nameless(sheet) == []
    assert sheet.title.selectedText() == "Mine"
    sheet.title.clear()
    assert not sheet.go.isEnabled()
    qtbot.keyClicks(sheet.title, "  Nursing  interviews ")
    with qtbot.waitSignal(sheet.given) as given:
        qtbot.keyClick(sheet.title, Qt.Key.Key_Return)
    assert given.args == ["Nursing interviews"]
    assert not sheet.isVisible()


def test_no_title_is_given_where_the_sheet_is_left(qtbot: QtBot, theme: Theme, host: QWidget) -> None:
    sheet = TitleSheet(TEXTS, theme, msg("own_packs.new_pack.heading"), msg("own_packs.new_pack.go"), "Mine", host)
    sheet.open()
    given: list[str] = []
    sheet.given.connect(given.append)
    sheet.leave.click()
    assert given == []
    assert not sheet.isVisible()


@pytest.mark.parametrize("how", ["both", "replace"])
def test_a_clash_is_decided(qtbot: QtBot, theme: Theme, host: QWidget, how: str) -> None:
    sheet = ClashSheet(TEXTS, theme, COMING, host)
    sheet.open()
    assert nameless(sheet) == []
    assert "Coming" in sheet.what.plain
    assert THEIRS.title in sheet.what.plain
    with qtbot.waitSignal(sheet.decided) as decided:
        (sheet.both if how == "both" else sheet.replace).click()
    assert decided.args == [how]


def test_the_programs_pack_cannot_be_replaced(qtbot: QtBot, theme: Theme, host: QWidget) -> None:
    sheet = ClashSheet(TEXTS, theme, replace(COMING, replaceable=False), host)
    sheet.open()
    assert not sheet.replace.isVisible()
    decided: list[str] = []
    sheet.decided.connect(decided.append)
    qtbot.keyClick(sheet, Qt.Key.Key_Escape)
    assert decided == []
    assert not sheet.isVisible()


@pytest.mark.parametrize("percent", [100, 200])
def test_no_text_is_cut(theme: Theme, host: QWidget, percent: int) -> None:
    sheet = ClashSheet(TEXTS, resized(theme, percent), COMING, host)
    sheet.open()
    assert cut(sheet) == []
