"""`coach backup FILE` and `coach restore FILE`: everything as one file, and back from it."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Generator
from pathlib import Path
from typing import TypeVar

from coach.cli import INTERRUPTED, OK
from coach.cli.output import ProgressLine, show, tell
from coach.messages import Message, msg
from coach.practice.keeping.backup import Step
from coach.practice.ports import Controls
from coach.wiring import Parts
from coach.wiring.keeping import keeping_of

T = TypeVar("T")


def backup(args: Namespace, parts: Parts) -> int:
    """Write everything into one file and read it back."""
    job = keeping_of(parts).save(Path(args.file), Controls(), replace=args.replace)
    try:
        saved = _follow(job, parts)
    except KeyboardInterrupt:
        tell(parts.texts(msg("keeping.backup.stopped")))
        return INTERRUPTED
    size = -(-saved.bytes // 1_000_000)
    show(parts.texts(msg("cli.backup.done", file=str(saved.path), n=saved.contents.recordings, size=size)))
    return OK


def restore(args: Namespace, parts: Parts) -> int:
    """Put what is in a backup in the place of what is here, which is set aside; or bring that back."""
    keeping = keeping_of(parts)
    if args.undo:
        aside = keeping.bring_back()
        show(parts.texts(msg("cli.restore.undone", folder=str(aside.folder))))
        return OK
    try:
        coming = _follow(keeping.unpack(Path(args.file), Controls()), parts)
    except KeyboardInterrupt:
        tell(parts.texts(msg("keeping.restore.stopped")))
        return INTERRUPTED
    try:
        aside = keeping.take_over(coming)
    finally:
        keeping.drop(coming)
    made = f"{coming.contents.made_at.astimezone():%Y-%m-%d %H:%M}"
    show(parts.texts(msg("cli.restore.done", made=made, n=coming.contents.recordings, folder=str(aside.folder))))
    return OK


def _follow(job: Generator[Step, None, T], parts: Parts) -> T:
    """Run to the end on this thread, showing on a terminal how far it has come; Ctrl+C leaves everything as it was."""
    line = ProgressLine()
    try:
        while True:
            step = next(job)
            line.update(parts.texts(step_name(step)))
    except StopIteration as end:
        result: T = end.value
        return result
    finally:
        job.close()
        line.close()


def step_name(step: Step) -> Message:
    """Say how far a stage has come."""
    percent = round(100 * step.share)
    if step.stage == "writing":
        return msg("keeping.step.writing", percent=percent)
    return msg("keeping.step.checking", percent=percent)
