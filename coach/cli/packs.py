"""`coach packs list`, `check FILE`, `export ID FILE` and `import FILE`: the question packs."""

from __future__ import annotations

from argparse import Namespace
from pathlib import Path

from coach.cli import FAILED, OK
from coach.cli.output import complain, show
from coach.messages import msg
from coach.wiring import Parts


def packs(args: Namespace, parts: Parts) -> int:
    """List the packs, hand one on, bring one in, or check a file and name everything that is wrong in it."""
    if args.action == "check":
        problems = parts.packs.check_all(Path(args.file))
        for problem in problems:
            complain(problem, parts.texts)
        if not problems:
            count = len(parts.packs.check(Path(args.file)).questions)
            show(parts.texts(msg("cli.packs.good", file=args.file, n=count)))
        return FAILED if problems else OK
    if args.action == "export":
        parts.packs.export(args.id, Path(args.file))
        show(parts.texts(msg("cli.packs.exported", id=args.id, file=args.file)))
        return OK
    if args.action == "import":
        made = parts.packs.bring(Path(args.file), replace=args.replace)
        show(parts.texts(msg("cli.packs.imported", id=made.id, file=str(made.path), n=len(made.questions))))
        return OK
    for pack in parts.packs.packs():
        show(f"{pack.id:<20} {len(pack.questions):>4}  {pack.title}")
    for problem in parts.packs.problems():
        complain(problem, parts.texts)
    return OK
