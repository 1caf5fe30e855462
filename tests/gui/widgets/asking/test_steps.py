"""The four steps: the present one is told by more than colour, and no name is cut."""

import pytest
from pytestqt.qtbot import QtBot

from coach.gui.theme import Theme, resized
from coach.gui.widgets.asking.steps import STEPS, Steps
from tests.gui.sample import TEXTS


@pytest.fixture
def steps(qtbot: QtBot, theme: Theme) -> Steps:
    made = Steps(TEXTS, theme)
    qtbot.addWidget(made)
    made.show()
    return made


@pytest.mark.parametrize("at", range(len(STEPS)))
def test_the_present_step_is_told_and_drawn(steps: Steps, theme: Theme, at: int) -> None:
    steps.show_step(at)
    assert steps.at == at
    assert TEXTS(STEPS[at]) in steps.accessibleName()
    picture = steps.grab().toImage()
    widths = steps._widths()
    accent = theme.colour("accent").name()

    def ringed(number: int) -> bool:
        """Look 4.5 pixels from the middle of a dot: only the present step's is that large."""
        middle = round(sum(widths[:number]) + widths[number] / 2)
        return picture.pixelColor(middle, steps.height() - 12 - 5).name() == accent

    assert [number for number in range(len(STEPS)) if ringed(number)] == [at]


def test_large_text_takes_more_room_and_is_never_squeezed(steps: Steps, theme: Theme) -> None:
    before = steps.sizeHint()
    steps.set_theme(resized(theme, 200))
    assert steps.sizeHint().width() > 1.5 * before.width()
    assert steps.minimumSizeHint() == steps.sizeHint()
