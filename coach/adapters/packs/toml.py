"""TOML: its values, the line on which each stands, and what is usually meant where a text stops being TOML."""

from __future__ import annotations

import re
import tomllib
from bisect import bisect_left
from collections.abc import Sequence
from typing import Any

import tomlkit
from tomlkit.exceptions import KeyAlreadyPresent, ParseError, TOMLKitError
from tomlkit.items import Table

from coach.messages import Message, msg

Place = tuple[str | int, ...]
"""The way to a value: keys, and positions (from 0) in lists."""

MARK = "\N{REPLACEMENT CHARACTER}here\N{REPLACEMENT CHARACTER}"
"""A text that takes the place of a value, to find the line on which it stands."""
CURLY = r"[\u201c\u201d\u201e\u2018\u2019]"


class NotTomlError(Exception):
    """Tell on which line (1-based) a text stops being TOML, and what to do about it."""

    def __init__(self, line: int, what: Message) -> None:
        super().__init__(what.key)
        self.line = line
        self.what = what


def read_toml(text: str) -> dict[str, Any]:
    """Return the values of a TOML text; raise NotTomlError where it is none.

    tomllib is ten times as quick as tomlkit, which alone knows lines: that one is asked only when something is wrong.
    """
    try:
        return tomllib.loads(text)
    except (ValueError, RecursionError):
        try:
            return tomlkit.parse(text).unwrap()
        except (TOMLKitError, ValueError, RecursionError) as error:
            raise NotTomlError(*_slip(text, error)) from error


def line_of(text: str, place: Place) -> int:
    """Return the line (1-based) on which a place stands; of a key that is missing, the line of what should hold it."""
    while place:
        try:
            document: Any = tomlkit.parse(text)
        except TOMLKitError:  # it is stricter than tomllib here and there
            break
        node = document
        for step in place[:-1]:
            node = node[step]
        last = place[-1]
        there = isinstance(last, int) or last in node
        if there and isinstance(node[last], Table):
            node[last].trivia.indent = MARK
        elif there:
            node[last] = MARK
        rendered = document.as_string()
        if MARK in rendered:
            return int(rendered.count("\n", 0, rendered.index(MARK))) + 1
        place = place[:-1]
    return 1


def _slip(text: str, error: Exception) -> tuple[int, Message]:
    """Find the line that is no TOML, and what people usually mean to write there."""
    single = re.search(r"^[ \t]*(?!\[\[\s*question\s*\]\])\[+\s*question\b", text, re.MULTILINE)
    if single:
        return text.count("\n", 0, single.start()) + 1, msg("packs.single")
    lines = text.split("\n")
    if _tells_of_a_key_twice(error):
        found = bisect_left(range(len(lines)), True, key=lambda number: _key_is_twice(lines[: number + 1]))
        return found + 1, msg("packs.slip.key")
    if not isinstance(error, ParseError):
        return 1, msg("packs.syntax", reason=type(error).__name__)
    line = re.sub(r'"[^"\\]*"', '""', lines[error.line - 1])
    above = lines[error.line - 2] if error.line > 1 else ""
    slips = [
        (line, rf"{CURLY}\s*($|,|\])|[=\[,]\s*{CURLY}", msg("packs.slip.curly")),
        (line, r"=\s*(#.*)?$", msg("packs.slip.no_value")),
        (line, r"^\s*[\w-]+\s*:", msg("packs.slip.colon")),
        (line, r"=\s*(True|False|TRUE|FALSE|yes|no)\b", msg("packs.slip.yes_no")),
        (line, r"=\s*[^\W\d]", msg("packs.slip.no_quotes")),
        (line, r'^([^"]|"")*"[^"\\]*$', msg("packs.slip.open_text")),
        (line, r"\\", msg("packs.slip.backslash")),
        (line, r'""\s*[\w"]', msg("packs.slip.comma")),
        (above, r"=\s*\[[^\]]*$", msg("packs.slip.open_list")),
    ]
    known = next((what for where, form, what in slips if re.search(form, where)), None)
    return error.line, known or msg("packs.syntax", reason=str(error).rpartition(" at line ")[0] or str(error))


def _key_is_twice(lines: Sequence[str]) -> bool:
    try:
        tomlkit.parse("\n".join(lines))
    except (TOMLKitError, ValueError) as error:  # another one: the cut goes through a value of several lines
        return _tells_of_a_key_twice(error)
    return False


def _tells_of_a_key_twice(error: Exception) -> bool:
    """Look for both forms in which tomlkit says it: of a question's keys, and of those above."""
    return isinstance(error, KeyAlreadyPresent) or "already exists" in str(error)
