"""Every cue of the shipped lexicons is tried on its own: its example must match, what it names never must not."""

from collections.abc import Iterator

import pytest

from coach.analysis.lexicons import Cue, Lexicons
from coach.analysis.sentences import plain_form
from coach.model import ANCHORS, CATEGORIES

SLOTS = {
    "strategy": "segment business_reason technical_implication disconfirming_evidence",
    "architecture": "user_problem requirement options consequences",
    "research": "belief method surprise decision_changed",
    "metrics": "north_star primary_kpi guardrails diagnosis validation",
    "roadmap": "competing_asks criteria cost communication aftermath",
    "behavioural": "problem action result lesson",
    "design": "user goal friction first_change validation",
    "competitive": "segment core_value strength_or_weakness implication",
}


def cues(lexicons: Lexicons) -> Iterator[tuple[str, Cue]]:
    sets = [*lexicons.anchors.values(), *(one for slots in lexicons.structures.values() for one in slots)]
    for one in sets:
        for cue in (*one.cues, *one.against, *one.lookalikes):
            yield one.name, cue


def test_every_cue_matches_its_example_and_not_what_it_never_means(lexicons: Lexicons) -> None:
    sounds = lexicons.fillers.sounds
    silent = [(name, cue.example) for name, cue in cues(lexicons) if not cue.pattern.search(cue.example)]
    loud = [
        (name, said)
        for name, cue in cues(lexicons)
        for said in cue.never
        if cue.pattern.search(plain_form(said, sounds))
    ]

    assert silent == []
    assert loud == []


def test_every_filler_and_evidence_cue_does_too(lexicons: Lexicons) -> None:
    phrases = [(phrase.name, cue) for phrase in lexicons.fillers.phrases for cue in phrase.cues]
    evidence = [(kind.name, cue) for kind in lexicons.evidence for cue in kind.cues]

    assert [(n, cue.example) for n, cue in (*phrases, *evidence) if not cue.pattern.search(cue.example)] == []
    assert [(n, said) for n, cue in (*phrases, *evidence) for said in cue.never if cue.pattern.search(said)] == []


def test_the_anchors_and_slots_have_their_names_in_order(lexicons: Lexicons) -> None:
    assert tuple(lexicons.anchors) == ANCHORS
    found = {category: " ".join(slot.name for slot in slots) for category, slots in lexicons.structures.items()}
    assert found == SLOTS
    assert set(SLOTS) < set(CATEGORIES)


@pytest.mark.parametrize("name", ["um", "uh", "er", "erm", "hmm", "mm", "ah"])
def test_every_filler_sound_is_known(lexicons: Lexicons, name: str) -> None:
    assert lexicons.fillers.sounds[name] == name
