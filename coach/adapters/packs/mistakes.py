"""What is wrong with the values of a pack, in plain words."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from difflib import get_close_matches
from typing import Any

from jsonschema.exceptions import ValidationError

from coach.adapters.packs.toml import Place
from coach.messages import Message, msg

NEAR = 0.7
"""How alike a word has to be to be offered in the place of one that is not known (difflib's ratio)."""
HEAD = ("format", "title", "language", "licence")
"""Keys that stand above the first question and nowhere else."""


def repeated(data: dict[str, Any]) -> Iterator[tuple[Place, Message]]:
    """Find question ids that are there twice; the data may have any shape."""
    questions = data.get("question")
    seen: set[str] = set()
    for number, each in enumerate(questions if isinstance(questions, list) else ()):
        name = each.get("id") if isinstance(each, dict) else None
        if isinstance(name, str):
            if name in seen:
                yield ("question", number, "id"), msg("packs.same_question", id=name)
            seen.add(name)


def explain(error: ValidationError) -> Iterator[tuple[Place, Message]]:
    """Tell what a schema error means, once for each key that it is about."""
    place = tuple(error.absolute_path)
    if error.validator == "required":
        missing = next(key for key in error.validator_value if error.message.startswith(repr(key)))
        yield (*place, missing), msg("packs.missing")
    elif error.validator == "anyOf":
        yield (*place, "anchors"), msg("packs.missing_either")
    elif error.validator == "additionalProperties":
        known = list(error.schema["properties"])
        for key in error.instance:
            if key not in known:
                yield (*place, key), _unknown(key, known, in_question=bool(place))
    elif error.validator == "type" and place == ("question",):
        yield place, msg("packs.single")
    else:
        yield place, _rule(str(error.validator), error.validator_value, error.schema, error.instance)


def _rule(rule: str, wanted: Any, schema: Any, value: Any) -> Message:
    """Say what a rule of the schema asks of a value."""
    rules: dict[str, Callable[[], Message]] = {
        "type": lambda: _wrong_type(wanted),
        "enum": lambda: _not_known(value, wanted),
        "const": lambda: msg("packs.not_one_of", allowed=str(wanted)),
        "pattern": lambda: _wrong_form(wanted, schema),
        "minItems": lambda: msg("packs.too_few", n=wanted),
        "maxItems": lambda: msg("packs.too_many", n=wanted),
        "maxLength": lambda: msg("packs.too_long", n=wanted),
        "minimum": lambda: msg("packs.range", low=schema["minimum"], high=schema["maximum"]),
        "maximum": lambda: msg("packs.range", low=schema["minimum"], high=schema["maximum"]),
        "uniqueItems": lambda: msg("packs.twice"),
    }
    return rules[rule]()


def _unknown(key: str, known: Sequence[str], *, in_question: bool) -> Message:
    if in_question and key in HEAD:
        return msg("packs.unknown_head")
    near = get_close_matches(key, known, 1, NEAR)
    return msg("packs.unknown_near", near=near[0]) if near else msg("packs.unknown")


def _not_known(value: object, allowed: Sequence[str]) -> Message:
    near = get_close_matches(value, allowed, 1, NEAR) if isinstance(value, str) else []
    words = ", ".join(allowed)
    return msg("packs.not_one_of_near", near=near[0], allowed=words) if near else msg("packs.not_one_of", allowed=words)


def _wrong_form(pattern: str, schema: Any) -> Message:
    if pattern == "\\S":
        return msg("packs.empty")
    return msg("packs.form.id") if "maxLength" in schema else msg("packs.form.language")


def _wrong_type(wanted: object) -> Message:
    match wanted:
        case "string":
            return msg("packs.type.text")
        case "integer":
            return msg("packs.type.number")
        case "array":
            return msg("packs.type.list")
        case "boolean":
            return msg("packs.type.yes_no")
        case _:
            return msg("packs.type.table")
