import re

import pytest

from coach.analysis.content.beginnings import beginnings, needed_beginnings
from coach.analysis.lexicons import Cue, Lexicons
from coach.analysis.sentences import plain_form


@pytest.mark.parametrize(
    ("pattern", "needed"),
    [
        ("dropped", {"dropped "}),
        ("drop\\w*", {"drop"}),
        ("dropp?ed", {"drop"}),
        ("a (?:long|short) wait", {"wait "}),
        ("(?:long|short)(?:er)?", {"long", "short"}),
        ("(?:very )?(?:long|short)", {"long ", "short "}),
        ("(?:i|we)(?:'d| would)? swap", {"swap "}),
        ("\\w+ing", set()),
        ("(?:paper|\\d+)", set()),
        ("(?:un)?paid", set()),
        ("x{0,2}paper", set()),
        ("(?:paper ){2}", {"paper "}),
        ("(?<!i )(?:wan\\)t|need)", {"wan", "need "}),
        ("[wv]aited \\$? ?long", {"long "}),
        ("(?P<it>paper)", {"paper "}),
        ("^paper$|cloth(?=es)", {"paper ", "cloth"}),
    ],
)
def test_what_a_pattern_cannot_do_without(pattern: str, needed: set[str]) -> None:
    assert needed_beginnings(rf"(?<!\w)(?:{pattern})(?!\w)") == needed


def test_a_sentence_has_its_words_and_their_beginnings() -> None:
    assert beginnings("so it's") == {"s", "so", "so ", "i", "it", "it ", "s "}


def test_no_cue_misses_a_sentence_for_its_words(lexicons: Lexicons) -> None:
    """Every sentence that a cue matches has what the cue says that it needs; else it would never be searched."""
    sets = [*lexicons.anchors.values(), *(one for slots in lexicons.structures.values() for one in slots)]
    cues: list[Cue] = [cue for one in sets for cue in (*one.cues, *one.against, *one.lookalikes)]
    said = {plain_form(text, {}) for cue in cues for text in (cue.example, *cue.never)}

    missed = [
        (cue.example, text)
        for cue in cues
        for text in said
        if cue.needs and cue.needs.isdisjoint(beginnings(text)) and cue.pattern.search(text)
    ]

    assert missed == []
    assert sum(bool(cue.needs) for cue in cues) > 0.9 * len(cues)
    assert all(isinstance(cue.pattern, re.Pattern) for cue in cues)
