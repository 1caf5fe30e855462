"""The customs of the house, checked: folder sizes, mirrored tests, message keys, quiet code."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path
from string import Formatter

import pytest
from babel.messages.pofile import read_po

ROOT = Path(__file__).resolve().parent.parent
COACH = ROOT / "coach"
SOURCES = sorted(path for path in COACH.rglob("*.py") if "__pycache__" not in path.parts)
CATALOGUES = sorted((ROOT / "assets" / "messages" / "en").glob("*.po"))

FILES_IN_A_FOLDER = 12
LINES_IN_A_FILE = 350
LINES_IN_A_FUNCTION = 60


def catalogue() -> dict[str, str]:
    entries: dict[str, str] = {}
    for source in CATALOGUES:
        with source.open("rb") as text:
            for message in read_po(text):
                if not message.id:
                    continue
                key = message.id if isinstance(message.id, str) else message.id[0]
                assert key not in entries, f"{key} is in two catalogues, the second is {source.name}"
                entries[key] = message.string if isinstance(message.string, str) else " ".join(message.string or ())
    return entries


def calls() -> Iterator[tuple[Path, ast.Call]]:
    for source in SOURCES:
        for node in ast.walk(ast.parse(source.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call):
                yield source, node


def used_keys() -> dict[str, tuple[Path, set[str]]]:
    """Find the key and the names of the values of every `msg("...")` and `texts("...")`."""
    keys: dict[str, tuple[Path, set[str]]] = {}
    for source, call in calls():
        function = call.func
        name = function.id if isinstance(function, ast.Name) else getattr(function, "attr", "")
        if name not in ("msg", "texts", "_texts") or not call.args:
            continue
        first = call.args[0]
        if isinstance(first, ast.Constant) and isinstance(first.value, str):
            values = {keyword.arg or "**" for keyword in call.keywords}
            keys[first.value] = (source, values)
        elif name == "msg":
            raise AssertionError(f"{source.name}:{call.lineno}: the key of a message is a literal")
    return keys


@pytest.mark.parametrize("top", ["coach", "tests"])
def test_no_folder_holds_more_than_twelve_files(top: str) -> None:
    folders = {path.parent for path in (ROOT / top).rglob("*.py") if "__pycache__" not in path.parts}
    every_folder_has = {"__init__.py", "conftest.py"}
    full = {
        str(folder.relative_to(ROOT)): len({path.name for path in folder.glob("*.py")} - every_folder_has)
        for folder in folders
    }

    assert {name: count for name, count in full.items() if count > FILES_IN_A_FOLDER} == {}


def test_files_and_functions_stay_short() -> None:
    long: list[str] = []
    for source in SOURCES:
        text = source.read_text(encoding="utf-8")
        functions = [node for node in ast.walk(ast.parse(text)) if isinstance(node, ast.FunctionDef)]
        lengths = {node.name: (node.end_lineno or 0) - node.lineno for node in functions}
        name = str(source.relative_to(ROOT))
        long += [name] if text.count("\n") > LINES_IN_A_FILE else []
        long += [f"{name}: {function}" for function, length in lengths.items() if length > LINES_IN_A_FUNCTION]
    assert long == []


def only_declares(source: Path) -> bool:
    """Tell whether nothing in a module can run wrong: every function is a promise without a body."""
    functions = [node for node in ast.walk(ast.parse(source.read_text("utf-8"))) if isinstance(node, ast.FunctionDef)]
    return bool(functions) and all(ast.unparse(function.body[-1]) == "..." for function in functions)


def test_every_module_has_its_test_at_the_same_place() -> None:
    missing = []
    for source in SOURCES:
        inside = source.relative_to(COACH)
        if inside.name in ("__init__.py", "__main__.py") or "migrations" in inside.parts:
            continue
        if only_declares(source):
            continue
        mirror = ROOT / "tests" / inside.parent / f"test_{inside.name}"
        if not mirror.exists():
            missing.append(str(mirror.relative_to(ROOT)))
    assert missing == []


def test_every_message_in_use_has_its_text() -> None:
    assert sorted(set(used_keys()) - set(catalogue())) == []


def test_every_text_is_in_use() -> None:
    used = set(used_keys())
    # Lexicons and themes are data: they may name keys too.
    data = " ".join(path.read_text(encoding="utf-8") for path in (ROOT / "assets").rglob("*.json"))
    assert sorted(key for key in set(catalogue()) - used if f'"{key}"' not in data) == []


def test_every_place_in_a_text_is_filled() -> None:
    texts = catalogue()
    unfilled = {}
    for key, (source, values) in used_keys().items():
        places = {name for _, name, _, _ in Formatter().parse(texts.get(key, "")) if name}
        if not places <= values and "**" not in values:
            unfilled[key] = (source.name, sorted(places - values))
    assert unfilled == {}


def test_only_the_terminal_prints() -> None:
    printing = {
        str(source.relative_to(COACH))
        for source, call in calls()
        if isinstance(call.func, ast.Name) and call.func.id == "print"
    }
    assert printing <= {"cli/output.py"}


def test_no_qt_threads() -> None:
    found = [source.name for source in SOURCES if re.search(r"\bQ(Thread|Runnable)\b", source.read_text("utf-8"))]
    assert found == []
