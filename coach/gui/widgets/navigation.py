"""The way from page to page: a column of at most five choices, each with its icon, name and key."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QByteArray, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QIcon, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QButtonGroup, QPushButton, QVBoxLayout, QWidget

from coach.gui.theme import MARGIN, Theme
from coach.messages import Message, Texts, msg


@dataclass(frozen=True, slots=True)
class Place:
    """Name one choice of the navigation, its icon file and its key."""

    name: str
    icon: str
    key: str


def icon(theme: Theme, name: str, token: str = "text", size: int = 24) -> QIcon:
    """Draw one of the program's icons in the colour of a token; sharp on screens of twice the density too."""
    source = (theme.folder.parent / "icons" / f"{name}.svg").read_text(encoding="utf-8")
    renderer = QSvgRenderer(QByteArray(source.replace("currentColor", theme.colour(token).name()).encode()))
    drawn = QIcon()
    for density in (1, 2):
        picture = QPixmap(size * density, size * density)
        picture.fill(Qt.GlobalColor.transparent)
        painter = QPainter(picture)
        renderer.render(painter, QRectF(0, 0, size * density, size * density))
        painter.end()
        picture.setDevicePixelRatio(density)
        drawn.addPixmap(picture)
    return drawn


class Navigation(QWidget):
    """Show the places; the chosen one is marked by a bar, a ground and its weight, not by colour alone."""

    chosen = Signal(int)
    keys_wanted = Signal()

    def __init__(self, theme: Theme, places: Sequence[Place], keys: Place, below: int = 1) -> None:
        super().__init__()
        self.setObjectName("navigation")
        self._places = places
        self._keys = keys
        self._group = QButtonGroup(self)
        self._group.setExclusive(True)
        self.buttons: list[QPushButton] = []
        self.keys = _button(keys)
        self.keys.clicked.connect(self.keys_wanted)
        column = QVBoxLayout(self)
        column.setContentsMargins(MARGIN, 3 * MARGIN, MARGIN, 2 * MARGIN)
        column.setSpacing(MARGIN // 2)
        for number, place in enumerate(places):
            if number == len(places) - below:
                column.addStretch(1)
                column.addWidget(self.keys)
            button = _button(place)
            button.setCheckable(True)
            self._group.addButton(button, number)
            self.buttons.append(button)
            column.addWidget(button)
        self._group.idClicked.connect(self.chosen.emit)
        self.set_theme(theme)

    def show_place(self, number: int) -> None:
        """Mark a place as the present one."""
        self.buttons[number].setChecked(True)

    def set_theme(self, theme: Theme) -> None:
        """Take another theme."""
        colours = {token: theme.colour(token).name() for token in ("text", "soft", "surface", "raised", "accent")}
        self.setStyleSheet(
            "#navigation QPushButton {{ text-align: left; border: none; border-left: 4px solid transparent;"
            " border-radius: 0; background: transparent; color: {soft}; padding: 4px 20px 4px 12px; }}"
            "#navigation QPushButton:hover {{ background: {raised}; color: {text}; }}"
            "#navigation QPushButton:checked {{ background: {raised}; color: {text}; font-weight: 600;"
            " border-left: 4px solid {accent}; }}"
            "#navigation QPushButton:focus {{ border: 2px solid {accent}; border-radius: 6px;"
            " padding: 2px 18px 2px 14px; }}".format(**colours)
        )
        side = theme.px(24)
        # The chosen place is bold: room for that from the start, so that no name is cut and nothing moves.
        metrics = QFontMetrics(theme.font(16, bold=True))
        places = [*self._places, self._keys]
        widest = max(metrics.horizontalAdvance(place.name) for place in places)
        for place, button in zip(places, [*self.buttons, self.keys], strict=True):
            button.setIcon(icon(theme, place.icon, size=side))
            button.setIconSize(QSize(side, side))
            button.setMinimumWidth(side + widest + 6 * MARGIN)


def numbered(names: Sequence[tuple[Message, str]], texts: Texts) -> list[Place]:
    """Name places by their names and icons, in order; the key of each is Ctrl with its number."""
    places = []
    for number, (name, icon_name) in enumerate(names):
        words = texts(name)
        places.append(Place(words, icon_name, texts(msg("window.key", name=words, number=number + 1))))
    return places


def _button(place: Place) -> QPushButton:
    button = QPushButton(place.name)
    button.setAccessibleName(place.name)
    button.setAccessibleDescription(place.key)
    button.setToolTip(place.key)
    return button
