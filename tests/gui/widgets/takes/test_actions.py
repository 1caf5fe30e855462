from dataclasses import replace

import pytest
from PySide6.QtCore import QPoint, Qt
from pytestqt.qtbot import QtBot

from coach.gui.widgets.takes.actions import TakeActions, all_starred, why_not_compared
from coach.gui.widgets.takes.model import Chosen
from tests.tools import samples

ONE, OTHER = samples.rows(2)


@pytest.fixture
def actions(qtbot: QtBot) -> TakeActions:
    made = TakeActions(samples.texts())
    qtbot.addWidget(made)
    made.resize(1400, 60)
    made.show()
    return made


def test_one_take_can_be_opened_and_renamed_but_not_compared(actions: TakeActions) -> None:
    actions.offer(Chosen((ONE,)), binned=False, any_at_all=True)

    assert actions.open.isEnabled()
    assert actions.rename.isEnabled()
    assert actions.delete.isEnabled()
    assert not actions.compare.isEnabled()
    assert "two takes" in actions.compare.toolTip()
    assert actions.compare.accessibleDescription() == actions.compare.toolTip()
    assert not actions.restore.isVisible()
    assert not actions.review.isVisible()


def test_nothing_chosen_offers_nothing(actions: TakeActions) -> None:
    actions.offer(Chosen(), binned=False, any_at_all=False)

    offered = [button.text() for button in actions.buttons if button.isVisible() and button.isEnabled()]
    assert offered == ["Add recordings…"]


def test_the_bin_has_actions_of_its_own(actions: TakeActions) -> None:
    actions.offer(Chosen((ONE, OTHER)), binned=True, any_at_all=True)

    assert [button.text() for button in actions.buttons if button.isVisible()] == ["Open", "Put back", "Empty the bin"]
    assert actions.empty.isEnabled()
    assert not actions.open.isEnabled()


def test_what_has_no_room_goes_into_the_menu(qtbot: QtBot, actions: TakeActions) -> None:
    actions.offer(Chosen((ONE,)), binned=False, any_at_all=True)
    assert not actions.more.isVisible()

    actions.resize(500, 60)
    assert actions.more.isVisible()
    assert not actions.rename.isVisible()
    assert actions.open.isVisible()

    pressed: list[str] = []
    actions.rename.clicked.connect(lambda: pressed.append("rename"))
    menu = actions.menu(QPoint(10, 10))
    texts = [action.text() for action in menu.actions()]
    assert texts == ["Open", "Rename", "Star", "Compare", "Export", "Move to the bin", "Add recordings…"]
    assert not menu.actions()[3].isEnabled()
    menu.actions()[1].trigger()
    menu.close()
    assert pressed == ["rename"]


def test_the_menu_opens_from_its_button(qtbot: QtBot, actions: TakeActions) -> None:
    actions.offer(Chosen((ONE,)), binned=False, any_at_all=True)
    actions.resize(500, 60)

    qtbot.mouseClick(actions.more, Qt.MouseButton.LeftButton)

    menus = [child for child in actions.children() if child.metaObject().className() == "QMenu"]
    assert len(menus) == 1
    menus[0].close()  # type: ignore[attr-defined]


def test_stars_are_taken_away_where_all_have_one(actions: TakeActions) -> None:
    starred = replace(ONE, starred=True)
    assert all_starred(Chosen((starred,)))
    assert not all_starred(Chosen((starred, OTHER)))
    assert not all_starred(Chosen((starred,), ((50, 9),)))

    actions.offer(Chosen((starred,)), binned=False, any_at_all=True)
    assert actions.star.text() == "Take the star away"


def test_two_takes_of_one_question_or_story_can_be_compared(actions: TakeActions) -> None:
    again = replace(OTHER, question_key=ONE.question_key)
    told, too = replace(ONE, story="The spike"), replace(OTHER, story="The spike")
    free, text = replace(ONE, question_key=""), replace(OTHER, question_key="", question=ONE.question)
    nameless = replace(ONE, question_key="", question="")

    assert why_not_compared(Chosen((ONE, again))) is None
    assert why_not_compared(Chosen((told, too))) is None
    assert why_not_compared(Chosen((free, text))) is None
    assert why_not_compared(Chosen((ONE, OTHER))) is not None
    assert why_not_compared(Chosen((nameless, nameless))) is not None
    assert why_not_compared(Chosen((ONE,), ((50, 1),))) is not None
    actions.offer(Chosen((ONE, again)), binned=False, any_at_all=True)
    assert actions.compare.isEnabled()
    assert actions.compare.toolTip() == ""


def test_the_narrowest_row_still_opens_and_holds_the_rest(actions: TakeActions) -> None:
    actions.offer(Chosen((ONE, OTHER)), binned=True, any_at_all=True)
    actions.resize(actions.minimumSizeHint())

    assert [button.text() for button in actions.buttons if button.isVisible()] == ["Open"]
    menu = actions.menu(QPoint(10, 10))
    assert [action.text() for action in menu.actions()] == ["Open", "Put back", "Empty the bin"]
    menu.close()
    assert actions.sizeHint() == actions.minimumSizeHint()
