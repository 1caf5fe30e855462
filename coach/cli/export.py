"""`coach export`: takes as files."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Sequence
from pathlib import Path

from coach.cli import OK
from coach.cli.output import ProgressLine, show, tell
from coach.errors import UsageError
from coach.messages import msg
from coach.model import Attempt
from coach.practice.export.exports import Exports, Outcome
from coach.practice.export.printing import Figure, Printing
from coach.practice.ports import Controls
from coach.wiring import Parts


def export(args: Namespace, parts: Parts) -> int:
    """Write takes as files into a folder and print the name of each; say on stderr what was left out."""
    ids = list(dict.fromkeys(args.ids)) or [row.id for row in parts.history.rows()]
    if not ids:
        show(parts.texts(msg("cli.history.empty")))
        return OK
    outcome = _run(parts.exports(LatePress(parts)), ids, args.format, Path(args.to), parts)
    for path in outcome.written:
        show(str(path))
    for sentence in outcome.told[bool(outcome.written) :]:
        tell(parts.texts(sentence))
    return OK


class LatePress:
    """Draw and print with Qt, which is loaded for the first report that has pictures."""

    def __init__(self, parts: Parts) -> None:
        self._parts = parts
        self._press: Printing | None = None

    def figures(self, attempt: Attempt) -> Sequence[Figure]:
        """Return the pictures that a take has."""
        return self._ready().figures(attempt)

    def svg(self, figure: Figure) -> str:
        """Return a picture as an SVG document."""
        return self._ready().svg(figure)

    def print(self, page: str, figures: Sequence[Figure], title: str, target: Path) -> None:
        """Print a page into a PDF file."""
        self._ready().print(page, figures, title, target)

    def _ready(self) -> Printing:
        if self._press is None:
            try:
                from coach.gui.printing.press import Press, ready_without_screen
            except ModuleNotFoundError:
                raise
            except ImportError as error:  # Qt draws through the system's libraries, which a server may lack
                message = msg("cli.export.library", detail=str(error))
                raise UsageError(message, msg("cli.export.library.advice"), detail=str(error)) from error
            self._app = ready_without_screen()
            self._press = Press(self._parts.texts, self._parts.resources, self._parts.read_sound)
        return self._press


def _run(made: Exports, ids: Sequence[str], key: str, folder: Path, parts: Parts) -> Outcome:
    progress = ProgressLine()
    work = made.export(ids, key, folder, Controls())
    try:
        while True:
            saved = next(work)
            progress.update(parts.texts(msg("cli.export.progress", done=int(saved.done), total=saved.total)))
    except StopIteration as end:
        outcome: Outcome = end.value
        return outcome
    finally:
        work.close()
        progress.close()
