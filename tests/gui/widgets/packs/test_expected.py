"""Anchors and steps are ticked; another category has other steps, and going back brings the former ones back."""

import pytest
from PySide6.QtCore import QPoint, Qt
from pytestqt.qtbot import QtBot

from coach.gui.theme import Theme, resized
from coach.gui.widgets.packs.expected import Expected
from tests.gui.inspect import cut, nameless
from tests.gui.sample import TEXTS

STEPS = {
    "behavioural": ("problem", "action", "result", "lesson"),
    "metrics": ("north_star", "primary_kpi", "guardrails", "diagnosis", "validation"),
}


@pytest.fixture
def expected(qtbot: QtBot, theme: Theme) -> Expected:
    made = Expected(TEXTS, theme)
    made.set_steps(STEPS)
    qtbot.addWidget(made)
    made.resize(760, 300)
    made.show()
    made.fill("behavioural", ("problem", "outcome"), ("action",))
    return made


def test_what_is_filled_in_is_read_back(expected: Expected) -> None:
    assert expected.chosen_anchors() == ("problem", "outcome")
    assert expected.chosen_steps() == ("action",)
    assert list(expected.slots) == list(STEPS["behavioural"])
    assert nameless(expected) == []
    assert cut(expected) == []


def test_ticks_by_click_and_key_are_told(qtbot: QtBot, expected: Expected) -> None:
    with qtbot.waitSignal(expected.changed):
        qtbot.mouseClick(expected.anchors["decision"], Qt.MouseButton.LeftButton, pos=QPoint(16, 16))
    with qtbot.waitSignal(expected.changed):
        qtbot.keyClick(expected.slots["result"], Qt.Key.Key_Space)
    assert expected.chosen_anchors() == ("problem", "decision", "outcome")
    assert expected.chosen_steps() == ("action", "result")
    qtbot.keyClick(expected.slots["result"], Qt.Key.Key_Space)
    assert expected.chosen_steps() == ("action",)


def test_another_category_has_other_steps_and_the_former_come_back(expected: Expected) -> None:
    expected.set_category("metrics")
    assert list(expected.slots) == list(STEPS["metrics"])
    assert expected.chosen_steps() == ()
    expected.set_category("recruiter")
    assert not expected._right_side.isVisible()
    expected.set_category("behavioural")
    assert expected.chosen_steps() == ("action",)


def test_who_wants_all_steps_gets_all_of_the_other_category(expected: Expected) -> None:
    expected.fill("behavioural", (), STEPS["behavioural"])
    expected.set_category("metrics")
    assert expected.chosen_steps() == STEPS["metrics"]


def test_steps_that_a_file_holds_beside_its_category_are_kept(expected: Expected) -> None:
    expected.fill("behavioural", (), ("action", "guardrails"))
    assert expected.chosen_steps() == ("action", "guardrails")
    expected.slots["guardrails"].click()
    assert expected.chosen_steps() == ("action",)


def test_steps_that_come_later_are_shown(qtbot: QtBot, theme: Theme) -> None:
    made = Expected(TEXTS, theme)
    qtbot.addWidget(made)
    made.fill("behavioural", (), ("action",))
    assert made.chosen_steps() == ("action",)
    made.set_steps(STEPS)
    assert set(made.slots) == set(STEPS["behavioural"])
    assert made.chosen_steps() == ("action",)


def test_the_lists_stand_above_each_other_where_there_is_less_room(expected: Expected, theme: Theme) -> None:
    assert expected.anchors["problem"].y() == expected.slots["problem"].y()
    expected.set_theme(resized(theme, 200))
    layout = expected.layout()
    assert layout is not None
    layout.activate()
    assert expected._right_side.y() > expected.anchors["lesson"].y()
