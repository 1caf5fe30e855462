"""Waiting until a picture stands still."""

from __future__ import annotations

from PySide6.QtCore import QEventLoop, QTimer


def settle(milliseconds: int = 250) -> None:
    """Let layouts and workers come to rest."""
    loop = QEventLoop()
    QTimer.singleShot(milliseconds, loop.quit)
    loop.exec()
