import re

import pytest

from coach.analysis.beginnings import Searched, beginnings, can_match, needed_beginnings, search_in
from coach.analysis.lexicons import Cue, Lexicons
from coach.analysis.sentences import plain_form


@pytest.mark.parametrize(
    ("pattern", "needed"),
    [
        ("dropped", [{"dropped "}]),
        ("drop\\w*", [{"drop"}]),
        ("dropp?ed", [{"drop"}]),
        ("a (?:long|short) wait", [{"wait "}, {"long ", "short "}, {"a "}]),
        ("the very long wait at noon", [{"long "}, {"noon "}, {"very "}]),
        ("(?:long|short)(?:er)?", [{"long", "short"}]),
        ("(?:very )?(?:long|short)", [{"long ", "short "}]),
        ("(?:long wait|queue)", [{"long ", "queue "}, {"wait ", "queue "}]),
        ("(?:i|we)(?:'d| would)? swap", [{"swap "}, {"i", "we"}]),
        ("\\w+ing", []),
        ("(?:paper|\\d+)", []),
        ("(?:un)?paid", []),
        ("x{0,2}paper", []),
        ("(?:paper ){2}", [{"paper "}]),
        ("(?<!i )(?:wan\\)t|need)", [{"wan", "need "}, {"t ", "need "}]),
        ("[wv]aited \\$? ?long", [{"long "}]),
        ("(?P<it>paper)", [{"paper "}]),
        ("^paper$|cloth(?=es)", [{"paper ", "cloth"}]),
    ],
)
def test_what_a_pattern_cannot_do_without(pattern: str, needed: list[set[str]]) -> None:
    assert list(needed_beginnings(rf"(?<!\w)(?:{pattern})(?!\w)")) == needed


def test_a_sentence_has_its_words_and_their_beginnings() -> None:
    assert beginnings("so it's") == {"s", "so", "so ", "i", "it", "it ", "s "}


def test_a_text_needs_one_word_of_each_set() -> None:
    needs = needed_beginnings("(?:long|short) wait")

    assert can_match(needs, beginnings("a short wait"))
    assert not can_match(needs, beginnings("a short queue"))
    assert not can_match(needs, beginnings("a wait"))
    assert can_match((), beginnings(""))


def test_the_sentences_in_which_a_pattern_can_match_are_told_and_those_in_which_it_does() -> None:
    searched = Searched(("a short wait", "no queue", "wait, it is short", "waiting"))
    needs = needed_beginnings("short wait")
    cue = Cue(re.compile("short wait"), 2.0, "", needs=needs)

    assert searched.possible(needs) == [0, 2]
    assert searched.possible(()) == [0, 1, 2, 3]
    assert searched.matching(cue) == searched.matching(cue) == [0]


def test_an_answer_is_looked_through_once() -> None:
    assert search_in(("a wait", "a queue")) is search_in(("a wait", "a queue"))
    assert search_in(("a wait",)).plains == ("a wait",)


def test_no_cue_misses_a_sentence_for_its_words(lexicons: Lexicons) -> None:
    """Every sentence that a cue matches has what the cue says that it needs; else it would never be searched."""
    sets = [*lexicons.anchors.values(), *(one for slots in lexicons.structures.values() for one in slots)]
    sets += [*lexicons.telling.values(), *lexicons.weak_patterns.values()]
    cues: list[Cue] = [cue for one in sets for cue in (*one.cues, *one.against, *one.lookalikes)]
    cues += [cue for phrase in lexicons.fillers.phrases for cue in phrase.cues]
    said = {plain_form(text, {}) for cue in cues for text in (cue.example, *cue.never)}

    missed = [
        (cue.example, text)
        for cue in cues
        for text in said
        if not can_match(cue.needs, beginnings(text)) and cue.pattern.search(text)
    ]

    assert missed == []
    assert sum(bool(cue.needs) for cue in cues) > 0.9 * len(cues)
    assert all(isinstance(cue.pattern, re.Pattern) for cue in cues)
