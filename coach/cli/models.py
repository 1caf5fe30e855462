"""`coach models list|get|remove`: the models of this computer."""

from __future__ import annotations

from argparse import Namespace

from coach.cli import OK
from coach.cli.output import ProgressLine, show
from coach.messages import msg
from coach.practice.ports import Controls, Fetched, ModelInfo
from coach.wiring import Parts


def models(args: Namespace, parts: Parts) -> int:
    """List the models without any network, download one, or remove one."""
    if args.action == "list":
        for model in parts.models.list():
            show(_line(model, parts))
    elif args.action == "remove":
        parts.models.remove(args.name)
        show(parts.texts(msg("cli.models.removed", name=args.name)))
    else:
        model = _get(args.name, parts, quiet=args.quiet)
        if not args.quiet:
            show(parts.texts(msg("cli.models.got", name=model.name, path=str(model.path))))
    return OK


def _line(model: ModelInfo, parts: Parts) -> str:
    here = parts.texts(msg("cli.models.here") if model.path else msg("cli.models.absent"))
    if not model.listens:
        here = parts.texts(msg("cli.models.meaning", here=here))
    return f"{model.name:<16} {model.engine:<10} {model.bytes / 1e6:>6.0f} MB  {here}"


def _get(name: str, parts: Parts, *, quiet: bool) -> ModelInfo:
    job = parts.models.get(name, Controls())
    line = ProgressLine()
    try:
        while True:
            news = next(job)
            if isinstance(news, Fetched) and not quiet:
                line.update(parts.texts(msg("cli.models.fetched", done=news.done / 1e6, total=news.total / 1e6)))
    except StopIteration as end:
        model: ModelInfo = end.value
        return model
    finally:
        job.close()
        line.close()
