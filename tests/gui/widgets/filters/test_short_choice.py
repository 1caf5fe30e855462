from pytestqt.qtbot import QtBot

from coach.gui.widgets.filters.short_choice import ShortChoice


def test_a_long_text_ends_with_an_ellipsis(qtbot: QtBot) -> None:
    choice = ShortChoice()
    qtbot.addWidget(choice)
    long = "A retention chart jumps overnight. How do you tell whether it is real?"
    choice.fill([("All", ""), (long, "1")], "")
    choice.resize(160, 40)
    choice.show()
    assert choice.shown() == "All"

    choice.choose("1")
    choice.grab()

    assert choice.shown().endswith("…")
    assert long.startswith(choice.shown().removesuffix("…").rstrip())
    assert choice.toolTip() == long
    assert choice.itemText(1) == long
