"""A good pack to break, and ways to read it."""

from __future__ import annotations

from pathlib import Path

from coach.adapters.packs import QuestionPacks

REPOSITORY = Path(__file__).parents[3]
SCHEMA = REPOSITORY / "questions" / "pack.schema.json"
GOOD = '''# my questions
format = 1
id = "mine"
title = "Mine"
language = "en"
licence = "MIT"

[[question]]  # the first
id = "first"
category = "metrics"
text = """
Which number would you
look at first?"""
parts = ["the number", "why"]
aim_seconds = 90
structure = ["primary_kpi", "guardrails"]
follow_ups = ["Who else looks at it?", "What would it miss?"]

[[question]]
id = "second"
category = "technical"
text = "What is a cache?"
aim_seconds = 60
anchors = ["problem"]
follow_ups = [
  "When does it hurt?",
  # a comment between
  "Who notices?",
]
key_terms = ["cache"]
roles = ["product_manager"]
audience = "a grandmother"
topic = "system_design"
clarify_first = true
'''


def packs_of(*folders: Path) -> QuestionPacks:
    return QuestionPacks(folders, SCHEMA)


def write(folder: Path, text: str | bytes, name: str = "mine.toml") -> Path:
    path = folder / name
    path.write_bytes(text.encode() if isinstance(text, str) else text)
    return path
