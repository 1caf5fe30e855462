"""The command line: parses, calls, prints; decides nothing."""

from __future__ import annotations

import importlib
import multiprocessing
import os
import sys
from argparse import Namespace
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from coach.cli.output import complain, tell
from coach.errors import Cancelled, CoachError
from coach.messages import load_texts, msg
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
    "import": ("coach.cli.keeping.bring", "bring"),
    "history": ("coach.cli.history", "history"),
    "export": ("coach.cli.export", "export"),
    "packs": ("coach.cli.packs", "packs"),
    "models": ("coach.cli.models", "models"),
    "doctor": ("coach.cli.doctor", "doctor"),
    "backup": ("coach.cli.keeping.backup", "backup"),
    "restore": ("coach.cli.keeping.backup", "restore"),
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
    parts = Parts(settings, folders, texts, problem)
    module, name = COMMANDS[args.command]
    command: Callable[[Namespace, Parts], int] = getattr(importlib.import_module(module), name)
    try:
        return command(args, parts)
    except CoachError as error:
        complain(error, texts)
        return FAILED
    except (KeyboardInterrupt, Cancelled):
        tell(texts(msg("cli.interrupted")))
        return INTERRUPTED
    except BrokenPipeError:
        # The reader of a pipe went away, as `head` does: not worth a word, and nothing may be flushed to it at exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return OK
    finally:
        parts.close()
        stop_log()
