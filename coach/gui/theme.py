"""How the program looks: colours by token, type sizes, the shapes of the anchors and the style sheet."""

from __future__ import annotations

import json
import math
import string
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QGuiApplication, QPainterPath, QPalette, QPolygonF
from PySide6.QtWidgets import QApplication

from coach.model import ANCHORS

TOKENS = (
    *("ground", "surface", "raised", "text", "soft", "line", "accent", "on_accent"),
    *ANCHORS,
    *("filler", "pause"),
)
NAMES = ("light", "dark", "cream", "contrast")
SIZES = (14, 16, 20, 28)
SHAPES = ("●", "◆", "▲", "■", "★")
MARGIN = 8
"""The grid: every distance is a multiple of this many pixels."""

COLUMN = 960
"""Most pixels, at the usual text size, that the content of a page is wide."""

READABLE_COLUMN = 70
"""Most characters a line of running text holds."""


@dataclass(frozen=True)
class Theme:
    """Hold the colours by token and the text size; widgets name tokens, never colours."""

    name: str
    colours: Mapping[str, str]
    percent: int = 100
    folder: Path = Path()

    def colour(self, token: str) -> QColor:
        """Return the colour of a token."""
        return QColor(self.colours[token])

    def anchor_colour(self, name: str, place: int = 0) -> QColor:
        """Return the colour of an anchor, or of the slot at a place (from 0) of a category's structure."""
        return self.colour(ANCHORS[_place(name, place)])

    def shape(self, name: str, place: int = 0) -> str:
        """Return the character of an anchor's shape, or of the slot at a place (from 0) of a structure."""
        return SHAPES[_place(name, place)]

    def px(self, size: int) -> int:
        """Scale a type size, or a length that has to grow with the text, by the person's text size."""
        return round(size * self.percent / 100)

    def font(self, size: int = 16, *, bold: bool = False) -> QFont:
        """Return the system's own font at one of the type sizes, for text that a widget paints itself."""
        font = QFont(QGuiApplication.font())
        font.setPixelSize(self.px(size))
        font.setWeight(QFont.Weight.DemiBold if bold else QFont.Weight.Normal)
        return font

    def blend(self, token: str, other: str, share: float) -> QColor:
        """Mix a share (0-1) of another token's colour into a token's colour."""
        one, two = self.colour(token), self.colour(other)
        pairs = ((one.redF(), two.redF()), (one.greenF(), two.greenF()), (one.blueF(), two.blueF()))
        return QColor.fromRgbF(*(a * (1 - share) + b * share for a, b in pairs))

    @property
    def edge(self) -> str:
        """Return the token for the edge of a card: barely there, except where every edge has to be seen."""
        return "line" if self.name == "contrast" else "raised"

    @property
    def bright_text(self) -> bool:
        """Tell whether the text is brighter than the ground."""
        return self.colour("text").lightnessF() > self.colour("ground").lightnessF()


def _place(name: str, place: int) -> int:
    return ANCHORS.index(name) if name in ANCHORS else place % len(ANCHORS)


def anchor_path(name: str, rect: QRectF, place: int = 0) -> QPainterPath:
    """Draw the shape of an anchor, or of the slot at a place (from 0) of a structure, into a rectangle."""
    path = QPainterPath()
    centre, half = rect.center(), min(rect.width(), rect.height()) / 2
    shape = ANCHORS[_place(name, place)]
    if shape == "problem":
        path.addEllipse(centre, half * 0.9, half * 0.9)
        return path
    if shape == "outcome":
        path.addRect(QRectF(centre.x() - half * 0.8, centre.y() - half * 0.8, half * 1.6, half * 1.6))
        return path
    # Corners as (turn in degrees from the top, distance from the centre).
    corners = {
        "decision": [(turn, 1.0) for turn in range(0, 360, 90)],
        "tradeoff": [(turn, 1.1) for turn in range(0, 360, 120)],
        "lesson": [(turn, 1.05 if turn % 72 == 0 else 0.45) for turn in range(0, 360, 36)],
    }[shape]
    drop = 0.2 * half if shape == "tradeoff" else 0.0
    points = [
        QPointF(
            centre.x() + half * far * math.sin(math.radians(turn)),
            centre.y() + drop - half * far * math.cos(math.radians(turn)),
        )
        for turn, far in corners
    ]
    path.addPolygon(QPolygonF(points))
    path.closeSubpath()
    return path


def theme_name(chosen: str) -> str:
    """Return the theme's name for a setting; `system` is light or dark as the platform says."""
    if chosen != "system":
        return chosen
    scheme = QGuiApplication.styleHints().colorScheme()
    return "dark" if scheme == Qt.ColorScheme.Dark else "light"


def load_theme(folder: Path, name: str, percent: int = 100) -> Theme:
    """Read a theme from the folder of themes; `system` follows the platform."""
    name = theme_name(name)
    colours = json.loads((folder / f"{name}.json").read_text(encoding="utf-8"))
    return Theme(name, colours, percent, folder)


def resized(theme: Theme, percent: int) -> Theme:
    """Return the theme with another text size."""
    return replace(theme, percent=percent)


def style_sheet(theme: Theme) -> str:
    """Return the one style sheet of the whole program: `style.qss` beside the themes, filled in."""
    icons = theme.folder.parent / "icons"
    tone = "bright" if theme.bright_text else "dark"
    tick = "dark" if theme.bright_text else "bright"
    values = {token: theme.colour(token).name() for token in TOKENS}
    values |= {f"px{size}": str(theme.px(size)) for size in SIZES}
    values |= {
        "edge": theme.colour(theme.edge).name(),
        "hover": theme.blend("accent", "text", 0.18).name(),
        "pressed": theme.blend("accent", "text", 0.32).name(),
        "dot": str(theme.px(16) // 2 + 2),  # half a radio button's mark; with a larger radius Qt draws a square
        "hush": theme.blend("soft", "ground", 0.25).name(),
        "down": (icons / f"down-{tone}.svg").as_posix(),
        "up": (icons / f"up-{tone}.svg").as_posix(),
        "tick": (icons / f"tick-{tick}.svg").as_posix(),
    }
    return string.Template((theme.folder / "style.qss").read_text(encoding="utf-8")).substitute(values)


def palette(theme: Theme) -> QPalette:
    """Return the palette for what the style sheet does not reach."""
    roles = QPalette.ColorRole
    tokens = {
        roles.Window: "ground",
        roles.Base: "surface",
        roles.AlternateBase: "raised",
        roles.Button: "surface",
        roles.ToolTipBase: "raised",
        roles.WindowText: "text",
        roles.Text: "text",
        roles.ButtonText: "text",
        roles.ToolTipText: "text",
        roles.PlaceholderText: "soft",
        roles.Highlight: "accent",
        roles.HighlightedText: "on_accent",
        roles.Link: "accent",
        roles.Mid: "line",
    }
    result = QPalette(theme.colour("raised"), theme.colour("ground"))
    for role, token in tokens.items():
        result.setColor(role, theme.colour(token))
    for role in (roles.WindowText, roles.Text, roles.ButtonText):
        result.setColor(QPalette.ColorGroup.Disabled, role, theme.colour("soft"))
    return result


def dress(app: QApplication, theme: Theme) -> None:
    """Give the whole program a theme."""
    app.setPalette(palette(theme))
    app.setFont(theme.font())
    app.setStyleSheet(style_sheet(theme))
