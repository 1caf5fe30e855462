"""The labelled answers of `tests/data/answers`, and the half of them that nobody read while cues were written."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from coach.model import Question, Transcript

ROOT = Path(__file__).resolve().parents[3]
ANSWERS = ROOT / "tests" / "data" / "answers"
NO_AIM = 10_000.0
"""Seconds that no answer takes: the labels know no aim."""

Names = frozenset[str]


@dataclass(frozen=True, slots=True)
class Labelled:
    """Hold an answer with its labels.

    Those are the stretches per anchor and per slot, the ones that only look like an anchor, the evidence, the weak
    patterns, and the reasons for rambling.
    """

    id: str
    category: str
    text: str
    anchors: Mapping[str, Sequence[str]]
    structure: Mapping[str, str]
    traps: Sequence[tuple[str, str]]
    asked: str = ""
    evidence: Sequence[str] = ()
    patterns: Names = frozenset()
    rambling: Names = frozenset()

    @property
    def is_held(self) -> bool:
        """Tell whether it belongs to the half that was never read."""
        return hashlib.sha256(self.id.encode()).digest()[-1] % 2 == 1

    @property
    def question(self) -> Question:
        """Return what was asked."""
        return Question(f"labelled/{self.id}", self.category, self.asked, aim_seconds=NO_AIM)  # type: ignore[arg-type]

    @property
    def transcript(self) -> Transcript:
        """Return the answer as a typed one."""
        return Transcript(self.text, ())


def load_labelled(folder: Path = ANSWERS) -> tuple[Labelled, ...]:
    """Read every labelled answer of a folder."""
    lines = [line for path in sorted(folder.glob("*.jsonl")) for line in path.read_text().splitlines() if line.strip()]
    return tuple(_labelled(json.loads(line)) for line in lines)


def _labelled(raw: Mapping[str, object]) -> Labelled:
    anchors, structure = raw["anchors"], raw["structure"]
    traps, evidence, patterns, rambling = (raw[name] for name in ("traps", "evidence", "weak_patterns", "rambling"))
    assert isinstance(anchors, dict)
    assert isinstance(structure, dict)
    assert isinstance(traps, list)
    assert isinstance(evidence, list)
    assert isinstance(patterns, list)
    assert isinstance(rambling, list)
    return Labelled(
        str(raw["id"]),
        str(raw["category"]),
        str(raw["text"]),
        anchors,
        structure,
        tuple((trap["anchor"], trap["quote"]) for trap in traps),
        str(raw["question"]),
        tuple(evidence),
        frozenset(pattern["pattern"] for pattern in patterns),
        frozenset(rambling),
    )
