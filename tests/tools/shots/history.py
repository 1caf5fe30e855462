"""The History page: its list of takes and the charts beside it."""

from __future__ import annotations

from collections.abc import Callable

from coach.gui.window import HISTORY, Window
from coach.messages import Message
from tests.gui.sample import TEXTS
from tests.tools.shots.settling import settle


def at_tab(title: Message) -> Callable[[Window], None]:
    """Open one of the tabs by what it is called."""

    def show(window: Window) -> None:
        window.show_page(HISTORY)
        tabs = window.history.tabs
        tabs.setCurrentIndex([tabs.tabText(place) for place in range(tabs.count())].index(TEXTS(title)))
        settle()

    return show
