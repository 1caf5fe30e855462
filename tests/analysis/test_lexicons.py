"""Every cue of the shipped lexicons is tried on its own: its example must match, what it names never must not."""

from collections.abc import Iterator

import pytest

from coach.analysis.content.figures import mark_figures
from coach.analysis.lexicons import Cue, Lexicons
from coach.analysis.sentences import plain_form, read_answer
from coach.model import ANCHORS, CATEGORIES, Transcript

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


def test_every_filler_cue_does_too(lexicons: Lexicons) -> None:
    phrases = [(phrase.name, cue) for phrase in lexicons.fillers.phrases for cue in phrase.cues]

    assert [(n, cue.example) for n, cue in phrases if not cue.pattern.search(cue.example.lower())] == []
    assert [(n, said) for n, cue in phrases for said in cue.never if cue.pattern.search(said.lower())] == []


def test_every_cue_of_evidence_does_too(lexicons: Lexicons) -> None:
    def speaks(cue: Cue, said: str) -> bool:
        return cue.pattern.search(mark_figures(read_answer(Transcript(said, ()), {})).text) is not None

    evidence = [(kind.name, cue) for kind in lexicons.evidence for cue in (*kind.cues, *kind.lookalikes)]

    assert [(n, cue.example) for n, cue in evidence if not speaks(cue, cue.example)] == []
    assert [(n, said) for n, cue in evidence for said in cue.never if speaks(cue, said)] == []


def test_every_cue_of_telling_does_too(lexicons: Lexicons) -> None:
    telling = [(name, cue) for name, one in lexicons.telling.items() for cue in one.cues]

    assert [(n, cue.example) for n, cue in telling if not cue.pattern.search(cue.example)] == []
    assert [(n, said) for n, cue in telling for said in cue.never if cue.pattern.search(said)] == []


def test_every_term_of_the_trade_is_found_in_its_example(lexicons: Lexicons) -> None:
    terms = lexicons.jargon.terms

    assert [one.term for one in terms if not one.cue.pattern.search(one.cue.example.lower())] == []
    assert [one.term for one in terms for said in one.cue.never if one.cue.pattern.search(said.lower())] == []
    assert len({one.term.casefold() for one in terms}) == len(terms) > 100


def test_the_anchors_and_slots_have_their_names_in_order(lexicons: Lexicons) -> None:
    assert tuple(lexicons.anchors) == ANCHORS
    found = {category: " ".join(slot.name for slot in slots) for category, slots in lexicons.structures.items()}
    assert found == SLOTS
    assert set(SLOTS) < set(CATEGORIES)


@pytest.mark.parametrize("name", ["um", "uh", "er", "erm", "hmm", "mm", "ah"])
def test_every_filler_sound_is_known(lexicons: Lexicons, name: str) -> None:
    assert lexicons.fillers.sounds[name] == name
