"""Tell whether a window can be shown here, without loading Qt: it ends the program where there is no screen."""

from __future__ import annotations

import os
import re
import socket
import sys
from pathlib import Path

DRAWN_ELSEWHERE = ("offscreen", "minimal", "vnc", "eglfs", "linuxfb")
"""Qt's platforms that need no display server."""
PATIENCE = 2.0
"""Seconds that a display server on this computer may take to answer."""


def has_screen() -> bool:
    """Return whether there is a display server that answers, or a platform that needs none."""
    if sys.platform in ("win32", "darwin") or os.environ.get("QT_QPA_PLATFORM") in DRAWN_ELSEWHERE:
        return True
    return _wayland_answers(os.environ.get("WAYLAND_DISPLAY", "")) or _x_answers(os.environ.get("DISPLAY", ""))


def _wayland_answers(name: str) -> bool:
    """Try the socket that the Wayland protocol names: an absolute path, or one in the runtime folder."""
    return bool(name) and _answers(str(Path(os.environ.get("XDG_RUNTIME_DIR", "/"), name)))


def _x_answers(display: str) -> bool:
    """Try the local sockets of an X server (`:number`); one on another computer is believed."""
    local = re.fullmatch(r"(?:unix)?:(\d+)(?:\.\d+)?", display)
    if local is None:
        return bool(display)
    path = f"/tmp/.X11-unix/X{local[1]}"
    return _answers(path) or _answers("\0" + path)


def _answers(address: str) -> bool:
    with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as probe:
        probe.settimeout(PATIENCE)
        try:
            probe.connect(address)
        except OSError:
            return False
        return True
