"""Run the real program and tell, line by line, what its Practice page shows: `python -m tests.endtoend.watched`.

Each line is a JSON object, written when something has changed: `state`, `captions` (the lines), `ticks`, `hint`.
"""

from __future__ import annotations

import json
import sys

from PySide6.QtCore import QTimer

from coach.cli import main
from coach.gui import app
from coach.gui.bridge import Bridge
from coach.gui.parts import Parts
from coach.gui.theme import Theme
from coach.gui.window import Window

LOOK = 50
"""Milliseconds between two looks."""


class WatchedWindow(Window):
    """The program's window, with somebody who looks at it."""

    def __init__(self, parts: Parts, bridge: Bridge, theme: Theme) -> None:
        super().__init__(parts, bridge, theme)
        self._seen = ""
        look = QTimer(self)
        look.timeout.connect(self._look)
        look.start(LOOK)

    def _look(self) -> None:
        page = self.practice
        shown = {
            "state": page.taking.state,
            "captions": page.captions.lines if page.captions.isVisible() else [],
            "ticks": page.view.anchors.ticked,
            "hint": page.bar.hint.plain,
        }
        seen = json.dumps(shown)
        if seen != self._seen:
            self._seen = seen
            print(seen, flush=True)


if __name__ == "__main__":
    setattr(app, "Window", WatchedWindow)  # noqa: B010 - not a name that it exports
    sys.exit(main([]))
