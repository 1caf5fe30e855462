"""The command line: parses, calls, prints; decides nothing."""

from __future__ import annotations

import importlib
import multiprocessing
import os
import sys
from argparse import Namespace
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from coach.errors import Cancelled, CoachError
from coach.messages import Texts, load_texts, msg
from coach.settings import find_folders, find_resources, load_settings

if TYPE_CHECKING:
    from coach.wiring import Parts

OK, FAILED, INTERRUPTED = 0, 1, 130

COMMANDS = {
    None: ("coach.cli.start", "window"),
    "start": ("coach.cli.start", "start"),
    "example": ("coach.cli.start", "example"),
    "practice": ("coach.cli.practice", "practice"),
    "analyze": ("coach.cli.analyze", "analyze"),
    "import": ("coach.cli.analyze", "bring"),
    "history": ("coach.cli.history", "history"),
    "export": ("coach.cli.history", "export"),
    "packs": ("coach.cli.packs", "packs"),
    "models": ("coach.cli.models", "models"),
    "doctor": ("coach.cli.doctor", "doctor"),
}
"""Which module and function answers a command: loaded only when asked for, so that help is quick."""


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command and return its exit code: 0, 1 (a known failure), 2 (usage) or 130 (interrupted)."""
    multiprocessing.freeze_support()
    from coach.cli.arguments import make_parser

    folders = find_folders()
    settings, problem = load_settings(folders.settings_file)
    texts = load_texts(find_resources() / "assets" / "messages", settings.language)
    args = make_parser(texts).parse_args(argv)
    if problem is not None:
        complain(problem, texts)

    from coach.log import start_log, stop_log
    from coach.wiring import Parts

    start_log(folders.log, verbose=args.verbose)
    parts = Parts(settings, folders, texts)
    module, name = COMMANDS[args.command]
    command: Callable[[Namespace, Parts], int] = getattr(importlib.import_module(module), name)
    try:
        return command(args, parts)
    except CoachError as error:
        complain(error, texts)
        return FAILED
    except (KeyboardInterrupt, Cancelled):
        print(texts(msg("cli.interrupted")), file=sys.stderr)
        return INTERRUPTED
    except BrokenPipeError:
        # The reader of a pipe went away, as `head` does: not worth a word, and nothing may be flushed to it at exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return OK
    finally:
        parts.close()
        stop_log()


def complain(error: CoachError, texts: Texts) -> None:
    """Print one line on stderr: what happened and what to do; the log has the rest."""
    import logging

    logging.getLogger("coach.cli").warning("%s %s %s", type(error).__name__, error.message.key, error.detail)
    said = texts(error.message)
    if error.advice is not None:
        said += " " + texts(error.advice)
    print("coach: " + " ".join(said.split()), file=sys.stderr)


def show(line: str = "") -> None:
    """Print one line and flush it, so that a reader of a pipe sees it at once."""
    print(line, flush=True)
