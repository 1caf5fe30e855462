"""Texts without the signs that no file for people may hold."""

from __future__ import annotations

import re

_PLANES = "".join(f"{chr(plane + 0xFFFE)}{chr(plane + 0xFFFF)}" for plane in range(0, 0x110000, 0x10000))
NO_TEXT = re.compile(f"[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef{_PLANES}]")
"""Control signs but tab and line feed, halves of signs, and what Unicode and HTML keep free for ever."""


def clean(text: str) -> str:
    """Return a text without them; what a person typed or said never has any, a file from elsewhere may."""
    return NO_TEXT.sub("", text)
