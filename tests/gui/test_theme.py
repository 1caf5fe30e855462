"""Every colour can be read on every ground; text and targets grow with the person's text size."""

import itertools
import math

import pytest
from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QApplication, QPushButton
from pytestqt.qtbot import QtBot

from coach.gui.theme import (
    NAMES,
    SIZES,
    TOKENS,
    Theme,
    anchor_path,
    dress,
    load_theme,
    palette,
    resized,
    style_sheet,
    theme_name,
)
from coach.model import ANCHORS
from coach.settings import find_resources

THEMES = find_resources() / "assets" / "themes"
GROUNDS = ("ground", "surface", "raised")


def luminance(colour: QColor) -> float:
    """Relative luminance as WCAG 2.2 defines it."""
    parts = (colour.redF(), colour.greenF(), colour.blueF())
    linear = [c / 12.92 if c <= 0.04045 else math.pow((c + 0.055) / 1.055, 2.4) for c in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: QColor, two: QColor) -> float:
    low, high = sorted((luminance(one), luminance(two)))
    return (high + 0.05) / (low + 0.05)


@pytest.fixture(params=NAMES)
def theme(request: pytest.FixtureRequest, qapp: QApplication) -> Theme:
    return load_theme(THEMES, request.param, 100)


def test_contrast_is_measured_as_wcag_says() -> None:
    assert contrast(QColor("#ffffff"), QColor("#000000")) == pytest.approx(21.0)
    assert contrast(QColor("#767676"), QColor("#ffffff")) == pytest.approx(4.54, abs=0.01)


def test_a_theme_names_every_token_and_no_other(theme: Theme) -> None:
    assert set(theme.colours) == set(TOKENS)
    assert all(theme.colour(token).isValid() for token in TOKENS)


@pytest.mark.parametrize("ground", GROUNDS)
def test_text_can_be_read_on_every_ground(theme: Theme, ground: str) -> None:
    for token in ("text", "soft", "accent", "filler", "pause", *ANCHORS):
        assert contrast(theme.colour(token), theme.colour(ground)) >= 4.5, token


@pytest.mark.parametrize("ground", GROUNDS)
def test_lines_can_be_seen_on_every_ground(theme: Theme, ground: str) -> None:
    assert contrast(theme.colour("line"), theme.colour(ground)) >= 3.0


def test_text_on_the_primary_button_can_be_read_also_while_hovered_and_pressed(theme: Theme) -> None:
    for share in (0.0, 0.18, 0.32):
        assert contrast(theme.colour("on_accent"), theme.blend("accent", "text", share)) >= 4.5


def test_each_anchor_has_a_shape_and_a_colour_of_its_own(theme: Theme) -> None:
    assert len({theme.shape(name) for name in ANCHORS}) == 5
    for one, two in itertools.combinations(ANCHORS, 2):
        assert theme.anchor_colour(one) != theme.anchor_colour(two)


def test_the_slots_of_a_structure_use_the_five_in_order(theme: Theme) -> None:
    assert [theme.shape("user problem", place) for place in range(6)] == [*(theme.shape(a) for a in ANCHORS), "●"]
    assert theme.anchor_colour("guardrails", 2) == theme.colour("tradeoff")


@pytest.mark.parametrize("name", ANCHORS)
def test_a_shape_stays_in_its_rectangle_and_is_its_own(name: str) -> None:
    rect = QRectF(10, 20, 16, 16)
    path = anchor_path(name, rect)
    assert rect.adjusted(-1, -1, 1, 1).contains(path.boundingRect())
    assert path.contains(rect.center())
    others = [anchor_path(other, rect) for other in ANCHORS if other != name]
    assert path not in others
    assert anchor_path("any slot", rect, ANCHORS.index(name)) == path


@pytest.mark.parametrize("percent", [100, 125, 200])
def test_sizes_grow_with_the_text(theme: Theme, percent: int) -> None:
    grown = resized(theme, percent)
    assert [grown.px(size) for size in SIZES] == [round(size * percent / 100) for size in SIZES]
    assert grown.font(28).pixelSize() == grown.px(28)
    assert f"font-size: {grown.px(16)}px" in style_sheet(grown)


def test_the_style_sheet_is_filled_and_names_files_that_exist(theme: Theme) -> None:
    sheet = style_sheet(theme)
    assert "$" not in sheet
    files = [part.split('"')[0] for part in sheet.split('url("')[1:]]
    assert files
    assert all((THEMES / file).resolve().is_file() for file in files)


def test_the_palette_speaks_the_tokens(theme: Theme) -> None:
    made = palette(theme)
    assert made.window().color() == theme.colour("ground")
    assert made.placeholderText().color() == theme.colour("soft")


def test_system_follows_the_platform(qapp: QApplication) -> None:
    assert theme_name("system") in ("light", "dark")
    assert load_theme(THEMES, "system").name == theme_name("system")


@pytest.mark.parametrize("percent", [100, 200])
def test_targets_are_large_enough(qapp: QApplication, qtbot: QtBot, theme: Theme, percent: int) -> None:
    dress(qapp, resized(theme, percent))
    heights = {}
    for kind in ("", "plain", "primary", "record"):
        button = QPushButton("Start")
        qtbot.addWidget(button)
        button.setProperty("kind", kind)
        button.ensurePolished()
        heights[kind] = button.sizeHint().height()
    assert min(heights.values()) >= 32
    assert heights["record"] >= 56
