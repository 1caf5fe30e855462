"""What the terminal sees: lines on stdout, one calm line for a failure on stderr, progress where somebody watches."""

from __future__ import annotations

import logging
import sys

from coach.errors import CoachError
from coach.messages import Texts


def show(line: str = "") -> None:
    """Print one line and flush it, so that a reader of a pipe sees it at once."""
    print(line, flush=True)


def tell(line: str) -> None:
    """Print one line on stderr, beside the results."""
    print(line, file=sys.stderr, flush=True)


def complain(error: CoachError, texts: Texts) -> None:
    """Print what happened and what to do as one line on stderr; the log has the rest."""
    logging.getLogger("coach.cli").warning("%s %s %s", type(error).__name__, error.message.key, error.detail)
    tell("coach: " + explain(error, texts))


def explain(error: CoachError, texts: Texts) -> str:
    """Return what happened and what to do, on one line."""
    parts = [texts(part) for part in (error.message, error.advice) if part is not None]
    return " ".join(" ".join(parts).split())


class ProgressLine:
    """Keep one line on stderr up to date; silent where stderr is not a terminal."""

    def __init__(self) -> None:
        self._used = False

    def update(self, text: str) -> None:
        """Show the text in the place of the last one."""
        if sys.stderr.isatty():
            self._used = True
            print("\r" + text, end="", file=sys.stderr, flush=True)

    def close(self) -> None:
        """Move on to a new line."""
        if self._used:
            tell("")
