"""A section that opens and folds at its heading."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from coach.gui.theme import MARGIN, Theme
from coach.gui.widgets.signs.icons import put_icon


class Fold(QWidget):
    """Hold a heading and, once opened, a body; `fill` makes the body the first time."""

    def __init__(self, theme: Theme, heading: str, fill: Callable[[], QWidget]) -> None:
        super().__init__()
        self._theme = theme
        self._fill = fill
        self.body: QWidget | None = None
        self.button = QPushButton(heading)
        self.button.setObjectName("fold")
        self.button.setCheckable(True)
        self.button.setAccessibleName(heading)
        self.button.toggled.connect(self._open)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(MARGIN // 2)
        self._column.addWidget(self.button)
        self.set_theme(theme)

    @property
    def opened(self) -> bool:
        """Tell whether the body shows."""
        return self.button.isChecked()

    def open(self, wanted: bool = True) -> None:
        """Open or fold."""
        self.button.setChecked(wanted)

    def set_theme(self, theme: Theme) -> None:
        """Take over another theme."""
        self._theme = theme
        self.button.setStyleSheet(
            f"#fold {{ text-align: left; border: 2px solid transparent; background: transparent; font-weight: 600;"
            f" padding: 0 4px; min-height: {theme.px(32)}px; }}"
            f"#fold:focus {{ border-color: {theme.colour('accent').name()}; }}"
            f"#fold:hover {{ background: {theme.colour('raised').name()}; }}"
        )
        self._show_sign()

    def _show_sign(self) -> None:
        put_icon(self.button, "open" if self.opened else "folded", self._theme, "soft")

    def _open(self, wanted: bool) -> None:
        self._show_sign()
        if wanted and self.body is None:
            self.body = self._fill()
            self._column.addWidget(self.body)
        if self.body is not None:
            self.body.setVisible(wanted)
