"""A pack as its questions stand in the file: one is changed, put in or taken out, and all other text stays as it is.

tomlkit alone moves comments to where they do not belong when a table grows or goes; so each question is cut out with
its own comments, and tomlkit changes values inside that piece only.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

import tomlkit
from tomlkit.exceptions import TOMLKitError
from tomlkit.items import AoT, Array

from coach.adapters.packs.toml import NotTomlError
from coach.messages import msg

MARK = "\N{REPLACEMENT CHARACTER}cut\N{REPLACEMENT CHARACTER}"
HEADING = "[[question]]\n"
QUIET_LINES = re.compile(r"(?:^[ \t]*(?:#[^\n]*)?\n)+\Z", re.MULTILINE)
BLANK_LINES = re.compile(r"(?:^[ \t]*\n)+\Z", re.MULTILINE)
OWN_COMMENT = re.compile(r"(?:^[ \t]*#[^\n]*\n)+\Z", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Blocks:
    """Hold a pack's text in pieces: `gaps[n]` stands above question n, the first holds the head, the last the end."""

    gaps: tuple[str, ...]
    bodies: tuple[str, ...]
    windows: bool = False

    @property
    def text(self) -> str:
        """Return the whole text."""
        pairs = zip(self.gaps, (*self.bodies, ""), strict=True)
        whole = "".join(gap + body for gap, body in pairs)
        return whole.replace("\n", "\r\n") if self.windows else whole

    def with_head(self, **values: str) -> Blocks:
        """Change values above the first question."""
        head = tomlkit.parse(self.gaps[0])
        for key, value in values.items():
            head[key] = value
        return replace(self, gaps=(head.as_string(), *self.gaps[1:]))

    def with_values(self, number: int, values: Mapping[str, object]) -> Blocks:
        """Change values of a question; None takes a key away."""
        bodies = list(self.bodies)
        bodies[number] = _changed(bodies[number], values)
        return replace(self, bodies=tuple(bodies))

    def with_body(self, body: str, number: int) -> Blocks:
        """Put a question in before the one with this number, or at the end."""
        gaps, bodies = list(self.gaps), list(self.bodies)
        number = min(number, len(bodies))
        if number == len(bodies):
            gaps.insert(number, _ended(gaps.pop(number)))
            gaps.append("")
        else:
            gaps.insert(number + 1, "\n")
        bodies.insert(number, body)
        return replace(self, gaps=tuple(gaps), bodies=tuple(bodies))

    def without(self, number: int) -> Blocks:
        """Take a question out; comments that stand by themselves stay."""
        gaps, bodies = list(self.gaps), list(self.bodies)
        del bodies[number]
        below = gaps.pop(number + 1)
        gaps[number] += below.lstrip("\n") if gaps[number] else below
        if number == len(bodies):
            rest = gaps[number].rstrip("\n")
            gaps[number] = rest + "\n" if rest else ""
        return replace(self, gaps=tuple(gaps), bodies=tuple(bodies))

    def alone(self, number: int) -> Blocks:
        """Return a pack of the same head that holds one question only."""
        head, own = self.gaps[0], self.bodies[number]
        values = tomlkit.parse(head).unwrap()
        return replace(self, gaps=(head_text(values), ""), bodies=(own,))


def cut(text: str) -> Blocks:
    """Cut the text of a good pack into its pieces; questions written as an inline list become tables of their own.

    Raise NotTomlError where tomlkit is stricter than tomllib.
    """
    windows = "\r\n" in text
    text = text.replace("\r\n", "\n")
    text += "" if text.endswith("\n") else "\n"
    try:
        document: Any = tomlkit.parse(text)
    except TOMLKitError as error:
        raise NotTomlError(1, msg("packs.syntax", reason=type(error).__name__)) from error
    questions = document["question"]
    if not isinstance(questions, AoT):
        bodies = [body_text(values) for values in questions.unwrap()]
        del document["question"]
        head = document.as_string()
        return Blocks((_ended(head), *["\n"] * (len(bodies) - 1), ""), tuple(bodies), windows)
    for table in questions:
        table.trivia.indent = MARK + table.trivia.indent
    head, *pieces = document.as_string().split(MARK)
    gaps, bodies = [head], []
    for piece in pieces:
        gap, own = _own_comment(gaps.pop())
        body, below = _quiet_end(piece)
        gaps += [gap, below]
        bodies.append(own + body)
    return Blocks(tuple(gaps), tuple(bodies), windows)


def head_text(values: Mapping[str, object]) -> str:
    """Write what stands above the first question."""
    return "".join(f"{key} = {_written(value)}\n" for key, value in values.items()) + "\n"


def body_text(values: Mapping[str, object]) -> str:
    """Write a question."""
    return HEADING + "".join(f"{key} = {_written(value)}\n" for key, value in values.items())


def _written(value: object) -> str:
    return str(tomlkit.item(value).as_string())


def _own_comment(gap: str) -> tuple[str, str]:
    """Cut off the comment that stands directly above a question: it belongs to that one."""
    found = OWN_COMMENT.search(gap)
    return (gap[: found.start()], found.group()) if found else (gap, "")


def _quiet_end(piece: str) -> tuple[str, str]:
    """Cut off what stands below a question: blank lines and comments."""
    found = QUIET_LINES.search(piece)
    if found and any(quotes in found.group() for quotes in ('"""', "'''")):
        found = BLANK_LINES.search(piece)  # a line that begins with # may be the end of a text of several lines
    return (piece[: found.start()], found.group()) if found else (piece, "")


def _ended(gap: str) -> str:
    """End a gap with a blank line."""
    return gap if gap.endswith("\n\n") or gap == "\n" else gap + "\n"


def _changed(body: str, values: Mapping[str, object]) -> str:
    document: Any = tomlkit.parse(body)
    table = document["question"][0]
    for key, value in values.items():
        if value is None:
            table.pop(key, None)
        elif isinstance(table.get(key), Array) and isinstance(value, list):
            _align(table[key], value)
        else:
            table[key] = value
    return str(document.as_string())


def _align(array: Array, values: Sequence[object]) -> None:
    """Make a list hold these values, touching only what differs, so that comments and lines stay."""
    for number, value in enumerate(values[: len(array)]):
        if array[number] != value:
            array[number] = value
    for value in values[len(array) :]:
        array.append(value)
    for number in range(len(array) - 1, len(values) - 1, -1):
        del array[number]
