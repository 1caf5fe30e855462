"""The packs and what can be done with them: each choice offers what fits, by click and by key."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QDesktopServices
from pytestqt.qtbot import QtBot

from coach.errors import CoachError, FileError
from coach.gui.theme import Theme, resized
from coach.gui.widgets.packs.question_list import DELETED
from coach.gui.widgets.packs.shelf_view import ShelfView
from coach.messages import msg
from tests.fakes.packs import FakeOwnPacks
from tests.gui.inspect import cut, nameless, outside
from tests.gui.sample import TEXTS
from tests.gui.widgets.packs.shelves import some_packs, some_shelf
from tests.practice.promises.own_packs import THEIRS


@pytest.fixture
def view(qtbot: QtBot, theme: Theme, tmp_path: Path) -> ShelfView:
    made = ShelfView(TEXTS, theme, tmp_path)
    qtbot.addWidget(made)
    made.resize(1000, 760)
    made.show()
    made.show_shelf(some_shelf())
    return made


def offered(view: ShelfView) -> set[str]:
    names = ("edit", "mine", "copy", "practise", "delete", "restore", "rename", "copy_pack", "export", "delete_pack")
    return {name for name in names if getattr(view, name).isVisible()}


def test_an_own_question_can_be_changed_and_the_programs_can_be_made_ones_own(view: ShelfView) -> None:
    assert offered(view) == {"edit", "copy", "practise", "delete"}
    view.questions.list.setCurrentRow(2)
    assert offered(view) == {"mine", "practise"}
    view.questions.search.setText("nothing at all")
    assert offered(view) == set()


def test_a_pack_that_is_shown_alone_can_be_handled(view: ShelfView) -> None:
    view.questions.choose_pack("mine")
    assert {"rename", "copy_pack", "export", "delete_pack"} <= offered(view)
    view.questions.choose_pack("theirs")
    assert {"copy_pack", "export"} <= offered(view)
    assert not {"rename", "delete_pack"} & offered(view)


def test_what_was_deleted_can_be_put_back(qtbot: QtBot, view: ShelfView) -> None:
    packs = some_packs()
    packs.remove("mine/one")
    view.show_shelf(some_shelf(packs))
    view.questions.choose_pack(DELETED)
    assert offered(view) == {"restore"}
    with qtbot.waitSignal(view.wanted) as wanted:
        view.questions.opened.emit()
    assert wanted.args == ["restore"]


def test_wishes_are_told_by_button_and_key(qtbot: QtBot, view: ShelfView) -> None:
    wishes: list[str] = []
    view.wanted.connect(wishes.append)
    view.questions.choose_pack("mine")
    for button in (view.new, view.edit, view.copy, view.practise, view.delete):
        qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    for button in (view.new_pack, view.bring, view.rename, view.copy_pack, view.export, view.delete_pack):
        qtbot.keyClick(button, Qt.Key.Key_Space)
    view.questions.list.setFocus()
    qtbot.keyClick(view.questions.list, Qt.Key.Key_Return)
    qtbot.keyClick(view.questions.list, Qt.Key.Key_Delete)
    assert wishes == [
        *("new", "edit", "copy", "practise", "delete"),
        *("new_pack", "bring", "rename", "copy_pack", "export", "delete_pack"),
        *("edit", "delete"),
    ]
    view.questions.choose_pack("theirs")
    qtbot.keyClick(view.questions.list, Qt.Key.Key_Return)
    qtbot.keyClick(view.questions.list, Qt.Key.Key_Delete)
    assert wishes[13:] == ["mine"]
    view.questions.search.setText("nothing at all")
    view.questions.opened.emit()
    assert len(wishes) == 14


def test_the_focus_does_not_go_with_a_button(view: ShelfView) -> None:
    view.edit.setFocus()
    view.questions.list.setCurrentRow(2)
    assert view.questions.list.hasFocus()


def test_an_empty_shelf_teaches(view: ShelfView) -> None:
    assert not view.teach.isVisible()
    view.show_shelf(some_shelf(FakeOwnPacks([THEIRS])))
    assert view.teach.isVisible()
    assert "Practice" in view.teach.plain


def test_packs_that_cannot_be_used_are_named(view: ShelfView, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert not view.problems.isVisible()
    packs = some_packs()
    what = msg("packs.problem", file=str(tmp_path / "ana.toml"), line=3, key="title", what=msg("packs.empty"))
    packs.broken = [FileError(what, tmp_path / "ana.toml"), CoachError(msg("packs.single")), *[CoachError(what)] * 2]
    view.show_shelf(some_shelf(packs))
    assert view.problems.isVisible()
    assert view.problems.title.plain == TEXTS(msg("own_packs.problems", n=4))
    assert view.problems.lines[0].plain == "ana.toml, line 3, title: This must not be empty."
    assert sum(line.isVisible() for line in view.problems.lines) == 3
    opened: list[str] = []
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda url: opened.append(url.toLocalFile()))
    view.problems.folder.click()
    assert [Path(each) for each in opened] == [tmp_path]
    view.show_shelf(some_shelf())
    assert not view.problems.isVisible()


@pytest.mark.parametrize(("percent", "width"), [(100, 1000), (100, 640), (200, 1000), (200, 560)])
def test_nothing_is_cut_where_there_is_less_room(view: ShelfView, theme: Theme, percent: int, width: int) -> None:
    packs = some_packs()
    packs.broken = [FileError(msg("packs.gone", file="x" * 80), Path("ana.toml"))]
    view.set_theme(resized(theme, percent))
    view.show_shelf(some_shelf(packs))
    view.questions.choose_pack("mine")
    view.resize(width, 560)
    assert nameless(view) == []
    assert cut(view) == []
    inside = view.scrolled.widget()
    assert inside is not None
    assert outside(inside) == []
    assert inside.width() <= view.scrolled.viewport().width()
    assert view.new.isVisible()
    assert view.rect().contains(view.new.mapTo(view, view.new.rect().bottomRight()))
