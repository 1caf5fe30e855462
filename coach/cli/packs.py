"""`coach packs list` and `coach packs check FILE`: the question packs."""

from __future__ import annotations

from argparse import Namespace
from pathlib import Path

from coach.cli import FAILED, OK
from coach.cli.output import complain, show
from coach.messages import msg
from coach.wiring import Parts


def packs(args: Namespace, parts: Parts) -> int:
    """List the packs, or check one file and name everything that is wrong in it."""
    if args.action == "check":
        problems = parts.packs.check_all(Path(args.file))
        for problem in problems:
            complain(problem, parts.texts)
        if not problems:
            count = len(parts.packs.check(Path(args.file)).questions)
            show(parts.texts(msg("cli.packs.good", file=args.file, n=count)))
        return FAILED if problems else OK
    for pack in parts.packs.packs():
        show(f"{pack.id:<20} {len(pack.questions):>4}  {pack.title}")
    for problem in parts.packs.problems():
        complain(problem, parts.texts)
    return OK
