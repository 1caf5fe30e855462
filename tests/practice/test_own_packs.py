"""A question is saved while it is being written: what is good of it, and nothing else."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coach.errors import CoachError
from coach.messages import msg
from coach.model import Question
from coach.practice.own_packs import Home, free_title, good_part, id_from, keep, look
from tests.fakes.packs import FakeOwnPacks
from tests.practice.promises.own_packs import THEIRS

ASKED = Question(
    key="mine/asked",
    category="metrics",
    text="Which number would you look at first?",
    parts=("The number", "Why"),
    anchors=("problem",),
    follow_ups=("Who else looks at it?", "What would it miss?"),
)
BLANK = replace(ASKED, key="", text="")
HERE = Home("mine", "Mine")


@pytest.fixture
def packs() -> FakeOwnPacks:
    made = FakeOwnPacks()
    made.make("Mine", ASKED)
    return made


def test_nothing_is_written_of_a_new_question_before_it_has_a_text(packs: FakeOwnPacks) -> None:
    kept = keep(packs, BLANK, replace(BLANK, aim_seconds=45.0), HERE)
    assert kept.question is None
    assert set(kept.mistakes) == {"text"}
    assert len(packs.own()[0].questions) == 1


def test_a_new_question_goes_to_its_pack(packs: FakeOwnPacks) -> None:
    kept = keep(packs, BLANK, replace(BLANK, text="Another one?"), HERE)
    assert kept.question is not None
    assert kept.question.key == "mine/another-one"
    assert packs.question(kept.question.key) == kept.question
    assert not kept.mistakes


def test_a_new_question_waits_for_its_text_alone(packs: FakeOwnPacks) -> None:
    kept = keep(packs, BLANK, replace(BLANK, text="Another one?", follow_ups=("Why?",)), HERE)
    assert kept.question == replace(BLANK, key="mine/another-one", text="Another one?")
    assert set(kept.mistakes) == {"follow_ups"}


def test_the_first_question_makes_its_pack() -> None:
    packs = FakeOwnPacks()
    kept = keep(packs, BLANK, replace(BLANK, text="Another one?"), Home("", "Nursing interviews"))
    (pack,) = packs.own()
    assert (pack.id, pack.title) == ("nursing-interviews", "Nursing interviews")
    assert pack.questions == (kept.question,)


def test_good_fields_are_written_and_others_stay_as_they_were(packs: FakeOwnPacks) -> None:
    before = packs.own()[0].questions[0]
    wanted = replace(before, text="Reworded?", follow_ups=("Only one?",), aim_seconds=120.0)
    kept = keep(packs, before, wanted, HERE)
    assert set(kept.mistakes) == {"follow_ups"}
    assert kept.question == replace(before, text="Reworded?", aim_seconds=120.0)
    assert packs.question(before.key) == kept.question


def test_what_has_to_wait_is_kept_until_it_is_mended(packs: FakeOwnPacks) -> None:
    before = packs.own()[0].questions[0]
    wanted = replace(before, follow_ups=("Only one?",))
    keep(packs, before, wanted, HERE)
    assert packs.unfinished() == {before.key: wanted}
    keep(packs, before, replace(before, text="Reworded?"), HERE)
    assert packs.unfinished() == {}


def test_what_is_written_of_a_question_without_a_text_is_kept_too(packs: FakeOwnPacks) -> None:
    keep(packs, BLANK, BLANK, HERE)
    assert packs.unfinished() == {}
    begun = replace(BLANK, parts=("The number",))
    keep(packs, BLANK, begun, HERE)
    assert packs.unfinished() == {"": begun}
    kept = keep(packs, BLANK, replace(begun, text="Another one?", follow_ups=()), HERE)
    assert kept.question is not None
    assert packs.unfinished() == {kept.question.key: replace(kept.question, follow_ups=())}


def test_without_a_change_nothing_is_written(packs: FakeOwnPacks) -> None:
    before = packs.own()[0].questions[0]
    written = packs.written
    assert keep(packs, before, replace(before, text=""), HERE).question == before
    assert packs.written == written


def test_anchors_and_structure_wait_for_each_other() -> None:
    before = replace(ASKED, anchors=("problem",), structure=("guardrails",))
    wanted = replace(before, anchors=(), structure=(), text="Other?")
    assert good_part(before, wanted, {"anchors"}) == replace(before, text="Other?")


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Tell me about a handover that went wrong.", "tell-me-about-a-handover-that"),
        ("What's a Cache? \N{EM DASH} don't peek", "whats-a-cache-dont-peek"),
        ("Über Zürich, naïve", "uber-zurich-naive"),
        ("?!", "one"),
        ("質問", "one"),
    ],
)
def test_an_id_is_made_of_the_first_words(text: str, name: str) -> None:
    assert id_from(text, ()) == name
    assert id_from(text, (name,)) == f"{name}-2"
    assert id_from(text, (name, f"{name}-2")) == f"{name}-3"


@given(st.text(), st.lists(st.text()))
def test_an_id_fits_into_a_pack_whatever_the_text_is(text: str, taken: list[str]) -> None:
    name = id_from(text, taken)
    assert re.fullmatch("[a-z0-9]+([_-][a-z0-9]+)*", name)
    assert len(name) <= 60
    assert name not in taken


def test_a_title_can_be_told_from_others() -> None:
    assert free_title("Mine", ["Other"]) == "Mine"
    assert free_title("Mine", ["Mine", "Mine (2)"]) == "Mine (3)"


def test_a_look_at_the_packs_shows_the_persons_own_first() -> None:
    packs = FakeOwnPacks([THEIRS])
    packs.make("zebra", ASKED)
    made = packs.make("Apple", ASKED)
    gone = packs.remove_pack(packs.duplicate("theirs", "Gone").id)
    packs.broken = [CoachError(msg("packs.empty"))]
    shelf = look(packs)
    assert [pack.title for pack in shelf.sorted] == ["Apple", "zebra", THEIRS.title]
    assert shelf.questions[0] == made
    assert len(shelf.questions) == 4
    assert shelf.own == {"zebra", "apple"}
    assert (list(shelf.problems), list(shelf.binned)) == (packs.broken, [gone])
    assert shelf.find(made.key) == made
    assert shelf.find("mine/nothing") is None
    assert shelf.pack_of(THEIRS.questions[1]) == THEIRS
    assert shelf.pack_of(ASKED) is None
