"""What can be typed after `coach`."""

from __future__ import annotations

import argparse

from coach import __version__
from coach.messages import Message, Texts, msg
from coach.model import CATEGORIES
from coach.practice.export.formats import FORMATS


class _Parser(argparse.ArgumentParser):
    """Say one line and leave with code 2 where the words cannot be understood."""

    def error(self, message: str) -> None:  # type: ignore[override]
        self.exit(2, f"{self.prog}: {message}\n")


def make_parser(texts: Texts) -> argparse.ArgumentParser:
    """Build the parser; its help is in the person's language."""
    parser = _Parser(prog="coach", description=texts(msg("cli.about")))
    parser.add_argument("--version", action="version", version=f"Anchor Coach {__version__}")
    parser.add_argument("--verbose", action="store_true", help=texts(msg("cli.verbose")))
    commands = parser.add_subparsers(dest="command", metavar="COMMAND", parser_class=_Parser)

    def command(name: str, about: Message) -> argparse.ArgumentParser:
        said = texts(about)
        return commands.add_parser(name, help=said, description=said)

    command("start", msg("cli.start"))
    command("example", msg("cli.example"))

    practice = command("practice", msg("cli.practice"))
    practice.add_argument("--pack", help=texts(msg("cli.practice.pack")))
    practice.add_argument("--question", metavar="KEY", help=texts(msg("cli.question")))
    practice.add_argument("--count", type=_positive, default=1, metavar="N", help=texts(msg("cli.practice.count")))

    analyze = command("analyze", msg("cli.analyze"))
    analyze.add_argument("files", nargs="+", metavar="FILE")
    _add_question(analyze, texts)
    _add_engine(analyze, texts)
    analyze.add_argument("--json", action="store_true", help=texts(msg("cli.json")))

    bring = command("import", msg("cli.import"))
    bring.add_argument("files", nargs="+", metavar="FILE")
    bring.add_argument("--question", metavar="KEY", help=texts(msg("cli.question")))
    _add_engine(bring, texts)

    history = command("history", msg("cli.history"))
    history.add_argument("--search", default="", metavar="WORDS", help=texts(msg("cli.history.search")))
    history.add_argument("--json", action="store_true", help=texts(msg("cli.json")))

    export = command("export", msg("cli.export"))
    export.add_argument("ids", nargs="*", metavar="ID")
    export.add_argument(
        "--format", choices=[one.key for one in FORMATS], default="markdown", help=texts(msg("cli.export.format"))
    )
    export.add_argument("--to", default=".", metavar="FOLDER", help=texts(msg("cli.export.to")))

    _add_backup(command("backup", msg("cli.backup")), command("restore", msg("cli.restore")), texts)
    _add_packs(command("packs", msg("cli.packs")), texts)

    models = command("models", msg("cli.models")).add_subparsers(dest="action", metavar="ACTION", required=True)
    models.add_parser("list", help=texts(msg("cli.models.list")))
    get = models.add_parser("get", help=texts(msg("cli.models.get")))
    get.add_argument("name", metavar="NAME")
    get.add_argument("--quiet", action="store_true", help=texts(msg("cli.quiet")))
    models.add_parser("remove", help=texts(msg("cli.models.remove"))).add_argument("name", metavar="NAME")

    command("doctor", msg("cli.doctor"))
    return parser


def _add_question(parser: argparse.ArgumentParser, texts: Texts) -> None:
    choice = parser.add_mutually_exclusive_group()
    choice.add_argument("--question", metavar="KEY", help=texts(msg("cli.question")))
    choice.add_argument("--question-text", metavar="TEXT", help=texts(msg("cli.question.text")))
    parser.add_argument("--category", choices=CATEGORIES, metavar="NAME", help=texts(msg("cli.category")))


def _add_engine(parser: argparse.ArgumentParser, texts: Texts) -> None:
    parser.add_argument("--engine", choices=("whisper", "moonshine"), help=texts(msg("cli.engine")))
    parser.add_argument("--model", metavar="NAME|DIR", help=texts(msg("cli.model")))


def _add_packs(parser: argparse.ArgumentParser, texts: Texts) -> None:
    packs = parser.add_subparsers(dest="action", metavar="ACTION", required=True)
    packs.add_parser("list", help=texts(msg("cli.packs.list")))
    packs.add_parser("check", help=texts(msg("cli.packs.check"))).add_argument("file", metavar="FILE")
    hand_on = packs.add_parser("export", help=texts(msg("cli.packs.export")))
    hand_on.add_argument("id", metavar="ID")
    hand_on.add_argument("file", metavar="FILE")
    bring = packs.add_parser("import", help=texts(msg("cli.packs.import")))
    bring.add_argument("file", metavar="FILE")
    bring.add_argument("--replace", action="store_true", help=texts(msg("cli.packs.replace")))


def _add_backup(backup: argparse.ArgumentParser, restore: argparse.ArgumentParser, texts: Texts) -> None:
    backup.add_argument("file", metavar="FILE")
    backup.add_argument("--replace", action="store_true", help=texts(msg("cli.backup.replace")))
    which = restore.add_mutually_exclusive_group(required=True)
    which.add_argument("file", nargs="?", metavar="FILE")
    which.add_argument("--undo", action="store_true", help=texts(msg("cli.restore.undo")))


def _positive(text: str) -> int:
    number = int(text)
    if number < 1:
        raise argparse.ArgumentTypeError(text)
    return number
