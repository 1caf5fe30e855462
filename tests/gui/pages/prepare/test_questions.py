"""The section Questions, led by keys and clicks: written, changed, copied, deleted."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from coach.adapters.packs import OwnQuestionPacks
from coach.errors import FileError
from coach.gui.bridge import Bridge
from coach.gui.pages.prepare.questions import QUESTION, SHELF, QuestionsSection
from coach.gui.theme import Theme, resized
from coach.gui.widgets.packs.question_list import DELETED
from coach.gui.widgets.packs.sheets import TitleSheet
from coach.messages import msg
from tests.fakes.packs import FakeOwnPacks
from tests.gui.inspect import cut, nameless, outside
from tests.gui.pages.prepare.desk import Desk
from tests.gui.sample import RESOURCES, TEXTS
from tests.gui.widgets.packs.shelves import some_packs
from tests.gui.widgets.packs.test_expected import STEPS
from tests.practice.promises.own_packs import NEW, THEIRS

KEY = Qt.Key
CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def desk(qtbot: QtBot, bridge: Bridge, theme: Theme) -> Desk:
    return Desk(qtbot, bridge, theme, some_packs())


@pytest.fixture
def empty(qtbot: QtBot, bridge: Bridge, theme: Theme) -> Desk:
    return Desk(qtbot, bridge, theme, FakeOwnPacks([THEIRS]))


def test_the_first_question_is_written_by_keys_alone(empty: Desk) -> None:
    assert empty.view.teach.isVisible()
    empty.view.questions.list.setFocus()
    empty.key(KEY.Key_N, CTRL)
    assert empty.page.isVisible()
    assert empty.page.where.plain == TEXTS(msg("own_packs.unsaved", title="My questions"))
    assert not empty.page.delete.isEnabled()
    empty.keys("Who noticed?")
    empty.wait("Who noticed?")
    empty.rest()
    assert empty.page.where.plain == TEXTS(msg("own_packs.saved", title="My questions"))
    assert empty.page.delete.isEnabled()
    empty.keys(" And when?")
    empty.key(KEY.Key_Escape)
    assert empty.at == SHELF
    empty.wait("Who noticed? And when?")
    (made,) = empty.packs.own()[0].questions
    assert made.key == "my-questions/who-noticed"
    assert len(made.follow_ups) == 2
    assert empty.view.questions.list.hasFocus()
    assert empty.view.questions.list.currentItem().text() == "Who noticed? And when?"
    assert not empty.view.teach.isVisible()


def test_nothing_is_kept_of_a_form_without_a_text(empty: Desk) -> None:
    empty.view.new.click()
    empty.form.aim.setValue(45)
    empty.rest()
    assert not empty.form.fields["text"].mistake.isVisible()
    empty.page.back.click()
    assert empty.texts == []


def test_what_was_begun_without_a_text_is_there_again(empty: Desk) -> None:
    empty.view.new.click()
    empty.form.parts.setPlainText("What went wrong")
    empty.page.back.click()
    empty.qtbot.waitUntil(lambda: bool(empty.packs.waiting))
    empty.view.new.click()
    assert empty.form.parts.entries() == ("What went wrong",)
    empty.form.text.setPlainText("Who noticed?")
    empty.wait("Who noticed?")
    empty.rest()
    assert empty.packs.own()[0].questions[0].parts == ("What went wrong",)
    assert empty.packs.waiting == {}


def test_a_question_is_changed_and_the_change_taken_back(desk: Desk) -> None:
    desk.view.questions.list.setFocus()
    desk.key(KEY.Key_Return)
    assert desk.at == QUESTION
    assert desk.form.text.toPlainText() == "One?"
    desk.qtbot.keyClick(desk.form.category, KEY.Key_M)
    desk.rest()
    first = desk.packs.question("mine/one")
    assert first is not None
    assert first.category == "metrics"
    desk.qtbot.waitUntil(desk.page.undo.isEnabled)
    desk.page.undo.click()
    desk.qtbot.waitUntil(lambda: desk.form.category.currentData() == "behavioural")
    first = desk.packs.question("mine/one")
    assert first is not None
    assert first.category == "behavioural"
    desk.qtbot.waitUntil(lambda: not desk.page.undo.isEnabled())
    assert desk.at == QUESTION


def test_undo_takes_back_what_was_just_written_first(desk: Desk) -> None:
    desk.view.edit.click()
    desk.form.clarify_first.click()
    assert not bool(desk.section.writing.resting)
    desk.section._do("undo")
    assert desk.form.clarify_first.isChecked()
    assert desk.section.writing.resting
    assert desk.packs.question("mine/one") == desk.form.question()


def test_a_mistake_stands_beside_its_field_until_it_is_mended(desk: Desk) -> None:
    desk.view.edit.click()
    desk.form.follow_ups.setPlainText("Only one?")
    desk.rest()
    field = desk.form.fields["follow_ups"]
    assert field.mistake.plain == "At least 2 entries are needed. Until then it stays as it was."
    assert desk.packs.question("mine/one") == replace(NEW, key="mine/one", text="One?")
    desk.page.back.click()
    desk.view.edit.click()
    assert desk.form.follow_ups.toPlainText() == "Only one?"
    desk.qtbot.waitUntil(field.mistake.isVisible)
    desk.form.follow_ups.setPlainText("Only one?\nAnd two?")
    desk.rest()
    assert not field.mistake.isVisible()
    now = desk.packs.question("mine/one")
    assert now is not None
    assert now.follow_ups == ("Only one?", "And two?")


def test_a_question_of_the_program_is_made_ones_own(desk: Desk) -> None:
    desk.view.questions.list.setCurrentRow(2)
    desk.view.questions.list.setFocus()
    desk.key(KEY.Key_Return)
    desk.wait("One?", "Two?", THEIRS.questions[0].text)
    assert desk.at == SHELF
    assert desk.view.edit.isVisible()
    assert desk.packs.question("theirs/first") == THEIRS.questions[0]
    desk.qtbot.waitUntil(desk.view.undo_bar.isVisible)
    desk.view.undo_bar.undo.click()
    desk.wait("One?", "Two?")


def test_questions_are_duplicated_and_deleted_and_all_is_taken_back_by_key(desk: Desk) -> None:
    desk.view.copy.click()
    desk.wait("One?", "Two?", "One?")
    desk.view.questions.choose_pack("mine")
    desk.view.questions.list.setFocus()
    desk.key(KEY.Key_Delete)
    desk.wait("One?", "Two?")
    desk.key(KEY.Key_Delete)
    desk.wait("One?")
    for texts in (["One?", "Two?"], ["One?", "Two?", "One?"], ["One?", "Two?"]):
        desk.key(KEY.Key_Z, CTRL)
        desk.wait(*texts)


def test_from_the_form_a_question_is_copied_practised_and_deleted(desk: Desk) -> None:
    desk.view.edit.click()
    desk.page.copy.click()
    assert desk.at == SHELF
    desk.wait("One?", "Two?", "One?")
    desk.view.edit.click()
    desk.form.text.setPlainText("One again?")
    desk.page.practise.click()
    assert [question.text for question in desk.practised] == ["One again?"]
    desk.wait("One?", "Two?", "One again?")
    desk.view.edit.click()
    desk.page.delete.click()
    desk.wait("One?", "Two?")
    desk.view.questions.choose_pack("theirs")
    desk.view.practise.click()
    assert desk.practised[-1] == THEIRS.questions[0]


def test_what_was_deleted_is_put_back(desk: Desk) -> None:
    desk.view.delete.click()
    desk.wait("Two?")
    desk.view.questions.choose_pack(DELETED)
    assert desk.shown == ["One?"]
    desk.view.restore.click()
    desk.wait("One?", "Two?")


def test_undoing_a_new_question_leaves_its_form(empty: Desk) -> None:
    empty.view.new.click()
    empty.keys("Who?")
    empty.wait("Who?")
    empty.rest()
    empty.page.undo.click()
    empty.qtbot.waitUntil(lambda: empty.at == SHELF)
    assert empty.texts == []


def test_a_pack_is_made_renamed_copied_and_deleted(desk: Desk) -> None:
    desk.view.new_pack.click()
    sheet = desk.section.findChild(TitleSheet)
    assert sheet is not None
    assert sheet.title.text() == "My questions"
    sheet.title.setText("Nursing")
    sheet.go.click()
    assert desk.at == QUESTION
    desk.keys("Why nursing?")
    desk.rest()
    desk.page.back.click()
    assert [pack.title for pack in desk.packs.own()] == ["Mine", "Nursing"]
    desk.qtbot.waitUntil(lambda: desk.view.questions.pack.findData("nursing") > 0)
    desk.view.questions.choose_pack("nursing")
    for button, title in ((desk.view.rename, "Care"), (desk.view.copy_pack, "Care too")):
        button.click()
        sheet = next(each for each in desk.section.findChildren(TitleSheet) if each.isVisible())
        sheet.title.setText(title)
        sheet.go.click()
        desk.qtbot.waitUntil(lambda title=title: title in [pack.title for pack in desk.packs.own()])  # type: ignore[misc]
    desk.view.questions.choose_pack("nursing")
    desk.view.delete_pack.click()
    desk.qtbot.waitUntil(lambda: [pack.title for pack in desk.packs.own()] == ["Mine", "Care too"])


def test_new_questions_go_to_the_pack_that_is_shown(desk: Desk) -> None:
    desk.packs.make("Other", NEW)
    desk.section.changes.refresh()
    desk.qtbot.waitUntil(lambda: desk.view.questions.pack.findData("other") > 0)
    desk.view.questions.choose_pack("other")
    desk.view.new.click()
    assert "“Other”" in desk.page.where.plain
    desk.page.back.click()
    desk.view.questions.choose_pack("theirs")
    desk.view.new.click()
    assert "“Mine”" in desk.page.where.plain


def test_what_changed_elsewhere_is_shown_in_the_form(desk: Desk) -> None:
    desk.view.edit.click()
    one = desk.packs.question("mine/one")
    assert one is not None
    desk.packs.replace(one, replace(one, text="Changed elsewhere?"))
    desk.section.changes.refresh()
    desk.qtbot.waitUntil(lambda: desk.form.text.toPlainText() == "Changed elsewhere?")
    desk.packs.remove_pack("mine")
    desk.section.changes.refresh()
    desk.qtbot.waitUntil(lambda: desk.at == SHELF)


def test_hiding_and_closing_save(desk: Desk) -> None:
    desk.view.edit.click()
    desk.form.text.setPlainText("Once?")
    desk.section.hide()
    desk.wait("Once?", "Two?")
    desk.section.show()
    desk.form.text.setPlainText("Once more?")
    desk.section.finish()
    assert desk.texts == ["Once more?", "Two?"]


def test_what_cannot_be_written_is_said(desk: Desk) -> None:
    desk.view.edit.click()
    desk.packs.failing = FileError(msg("packs.unwritable", file="x"), Path("x"))
    desk.form.text.setPlainText("Once?")
    desk.rest()
    assert desk.troubles == [desk.packs.failing]
    assert desk.form.text.toPlainText() == "Once?"


def test_the_search_is_one_key_away(desk: Desk) -> None:
    desk.view.questions.list.setFocus()
    desk.key(KEY.Key_F, CTRL)
    assert desk.view.questions.search.hasFocus()
    desk.keys("two")
    assert desk.shown == ["Two?"]
    desk.view.edit.click()
    desk.key(KEY.Key_F, CTRL)
    assert desk.form.text.hasFocus()


@pytest.mark.parametrize(("percent", "size"), [(100, (1040, 700)), (200, (1000, 700)), (100, (660, 520))])
def test_every_control_has_a_name_and_no_text_is_cut(
    desk: Desk, theme: Theme, percent: int, size: tuple[int, int]
) -> None:
    desk.section.set_theme(resized(theme, percent))
    desk.host.resize(*size)
    desk.view.questions.choose_pack("mine")
    desk.view.copy.click()
    desk.wait("One?", "Two?", "One?")
    for state in (SHELF, QUESTION):
        if state == QUESTION:
            desk.view.edit.click()
        QApplication.processEvents()
        assert nameless(desk.section) == []
        assert cut(desk.section) == []
        assert outside(desk.section) == []


def test_it_works_over_real_files(qtbot: QtBot, bridge: Bridge, theme: Theme, tmp_path: Path) -> None:
    program = RESOURCES / "questions"
    packs = OwnQuestionPacks([program, tmp_path / "questions"], program / "pack.schema.json")
    host = QWidget()
    section = QuestionsSection(TEXTS, theme, bridge, packs, lambda: STEPS)
    QVBoxLayout(host).addWidget(section)
    qtbot.addWidget(host)
    host.show()
    section.shelf_view.new.click()
    section.page.form.text.setPlainText("Who noticed?")
    section.page.form.parts.setPlainText("One\nTwo\nThree\nFour")
    section.page.back.click()
    qtbot.waitUntil(lambda: bool(packs.own()))
    file = tmp_path / "questions" / "my-questions.toml"
    assert 'text = "Who noticed?"' in file.read_text("utf-8")
    assert "parts" not in file.read_text("utf-8")
    qtbot.waitUntil(lambda: section.shelf_view.questions.pack.findData("my-questions") > 0)
