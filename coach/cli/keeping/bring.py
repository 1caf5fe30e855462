"""`coach import FILE...`: recordings come into the history, with their reviews."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Generator
from pathlib import Path

from coach.cli import FAILED, INTERRUPTED, OK
from coach.cli.analyze import find_question
from coach.cli.output import ProgressLine, complain, show, tell
from coach.errors import CoachError
from coach.messages import msg
from coach.practice.bringing import Brought, Far
from coach.practice.ports import Controls
from coach.wiring import Parts
from coach.wiring.keeping import bringing_of


def bring(args: Namespace, parts: Parts) -> int:
    """Add each sound file to the history, with its review; one that is there already is named."""
    parts.use_engine(args.engine, args.model)
    question = find_question(parts, args.question, None, None)
    bringing = bringing_of(parts)
    failed = False
    for name in args.files:
        try:
            brought = _follow(bringing.bring(Path(name), question, Controls()), parts)
        except CoachError as error:
            complain(error, parts.texts)
            failed = True
            continue
        except KeyboardInterrupt:
            tell(parts.texts(msg("cli.import.interrupted", file=name)))
            return INTERRUPTED
        if brought.warning is not None:
            tell("coach: " + parts.texts(brought.warning))
        if brought.here:
            show(parts.texts(msg("cli.import.here", file=name, id=brought.attempt.id)))
        else:
            show(parts.texts(msg("cli.import.done", file=name, id=brought.attempt.id)))
    return FAILED if failed else OK


def _follow(job: Generator[Far, None, Brought], parts: Parts) -> Brought:
    """Run to the end on this thread, showing on a terminal how far it has come; Ctrl+C leaves nothing of the file."""
    line = ProgressLine()
    try:
        while True:
            far = next(job)
            percent = round(100 * (far.share or 0.0))
            known = msg("cli.transcribing", percent=percent)
            line.update(parts.texts(known if far.stage == "transcribing" else msg("bring.reading", percent=percent)))
    except StopIteration as end:
        brought: Brought = end.value
        return brought
    finally:
        job.close()
        line.close()
