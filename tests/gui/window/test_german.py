"""The whole window in German: no bare key on any page, and nothing cut although German is longer."""

import re
from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QComboBox, QTabWidget, QWidget
from pytestqt.qtbot import QtBot

from coach.gui.window import HISTORY, PRACTICE, PREPARE, REVIEW, SETTINGS, Window
from coach.messages import load_texts, msg
from coach.practice.ports import Controls
from coach.settings import Settings
from tests.gui.inspect import cut, outside
from tests.gui.sample import RESOURCES, SPIKE, TEXTS, SampleParts, sample_history
from tests.test_messages import by_key

GERMAN = load_texts(RESOURCES / "assets" / "messages", "de")
PLACES = (PRACTICE, PREPARE, REVIEW, HISTORY, SETTINGS)
KEYS = by_key("en")
SAID_BY = ("text", "accessibleName", "accessibleDescription", "toolTip", "placeholderText", "windowTitle")


@pytest.fixture
def parts(parts: SampleParts) -> SampleParts:
    parts.texts = GERMAN
    sample_history(parts, Controls())
    return parts


def said(root: QWidget) -> Iterator[str]:
    """Yield everything that can be read or heard of a widget and those below it, shown or not."""
    for widget in (root, *root.findChildren(QWidget)):
        yield from (way() for name in SAID_BY if callable(way := getattr(widget, name, None)))
        if isinstance(widget, QComboBox):
            yield from (widget.itemText(index) for index in range(widget.count()))
        if isinstance(widget, QTabWidget):
            yield from (widget.tabText(index) for index in range(widget.count()))


def bare_keys(text: str) -> set[str]:
    return KEYS.keys() & set(re.findall(r"[a-z_]+(?:\.[a-z_]+)+", text))


def english(text: str) -> bool:
    """Tell whether a text is a sentence of the English catalogue that the German one says otherwise."""
    return any(text == forms[0] and GERMAN(key) != text for key, forms in PLAIN.items())


PLAIN = {key: forms for key, forms in KEYS.items() if len(forms) == 1 and "{" not in forms[0]}


def visit(qtbot: QtBot, window: Window) -> Iterator[str]:
    """Go to every page and every tab of it, and say where it is."""
    window.practice.ask(SPIKE)
    for number in PLACES:
        window.show_page(number)
        tabs = {PREPARE: window.prepare.tabs, HISTORY: window.history.tabs}.get(number)
        for tab in range(tabs.count() if tabs is not None else 1):
            if tabs is not None:
                tabs.setCurrentIndex(tab)
            qtbot.wait(20)
            yield f"page {number}, tab {tab}"


def test_the_helpers_notice_what_they_look_for() -> None:
    assert bare_keys("so: practice.step.read.") == {"practice.step.read"}
    assert english(TEXTS(msg("practice.go.record")))
    assert not english(GERMAN(msg("practice.go.record")))


def test_every_page_speaks_german_and_shows_no_bare_key(qtbot: QtBot, window: Window) -> None:
    for place in visit(qtbot, window):
        texts = set(said(window))
        assert [text for text in texts if bare_keys(text)] == [], place
        assert [text for text in texts if english(text)] == [], place
    assert {GERMAN(msg("window.page.practice")), "Einstellungen"} <= set(said(window))


@pytest.mark.parametrize(("percent", "size"), [(100, (1280, 800)), (100, (900, 600)), (200, (1280, 800))])
def test_nothing_is_cut_in_german(qtbot: QtBot, window: Window, percent: int, size: tuple[int, int]) -> None:
    window.apply(Settings(language="de", theme="light", text_percent=percent))
    window.resize(*size)
    for place in visit(qtbot, window):

        def all_there(place: str = place) -> None:
            assert (window.width(), window.height()) == size, place
            assert cut(window) == [], place
            assert outside(window) == [], place

        qtbot.waitUntil(all_there)


def test_all_tabs_of_the_history_are_in_sight_in_a_small_window(qtbot: QtBot, window: Window) -> None:
    window.resize(900, 600)
    window.show_page(HISTORY)
    bar = window.history.tabs.tabBar()
    qtbot.waitUntil(lambda: bar.tabRect(bar.count() - 1).right() <= bar.width())
