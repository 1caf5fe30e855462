"""What every keeper of a person's own packs promises; a subclass brings the fixture `packs`."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from coach.errors import FileError
from coach.model import Pack, Question
from coach.practice.own_packs import OwnPacks

THEIRS = Pack(
    "theirs",
    "The program's own",
    "en",
    "MIT",
    (
        Question(
            key="theirs/first",
            category="metrics",
            text="Which number would you look at first?",
            parts=("The number", "Why"),
            structure=("primary_kpi", "guardrails"),
            follow_ups=("Who else looks at it?", "What would it miss?"),
        ),
        Question(
            key="theirs/second",
            category="technical",
            text="What is a cache?",
            aim_seconds=60.0,
            anchors=("problem",),
            follow_ups=("When does it hurt?", "Who notices?"),
        ),
    ),
)
"""The pack of the program that the fixture holds."""

NEW = Question(
    key="",
    category="behavioural",
    text="Tell me about a handover that went wrong.",
    parts=("What went wrong", "What you did"),
    aim_seconds=75.0,
    anchors=("problem", "decision"),
    structure=("problem", "action", "result", "lesson"),
    follow_ups=("Who noticed first?", "How did you tell the family?"),
    key_terms=("handover", "SBAR"),
    roles=("nurse",),
    audience="a family",
    topic="communication",
    clarify_first=True,
)


def three(packs: OwnPacks) -> tuple[Question, Question, Question]:
    """Make a pack "mine" with three questions."""
    first = packs.make("Mine", replace(NEW, text="One?"))
    return first, packs.add("mine", replace(NEW, text="Two?")), packs.add("mine", replace(NEW, text="Three?"))


def texts(packs: OwnPacks) -> list[str]:
    return [question.text for pack in packs.own() for question in pack.questions]


def everything(packs: OwnPacks) -> Sequence[tuple[str, str, Sequence[Question]]]:
    return [(pack.id, pack.title, pack.questions) for pack in packs.packs()]


class OwnPacksPromises:
    def test_at_the_beginning_there_is_the_program_alone(self, packs: OwnPacks) -> None:
        assert [pack.id for pack in packs.packs()] == ["theirs"]
        assert not packs.own()
        assert not packs.binned()
        assert not packs.problems()

    def test_a_pack_is_made_with_its_first_question(self, packs: OwnPacks) -> None:
        made = packs.make("Nursing interviews", NEW)
        (pack,) = packs.own()
        assert (pack.id, pack.title) == ("nursing-interviews", "Nursing interviews")
        assert pack.questions == (made,)
        assert made == replace(NEW, key=made.key)
        assert made.key == "nursing-interviews/tell-me-about-a-handover-that"
        assert packs.question(made.key) == made
        assert pack in packs.packs()

    def test_two_packs_of_one_title_have_ids_of_their_own(self, packs: OwnPacks) -> None:
        keys = [packs.make(title, NEW).key for title in ("Mine", "Mine", "Theirs")]
        assert [key.partition("/")[0] for key in keys] == ["mine", "mine-2", "theirs-2"]

    def test_a_question_is_added_with_an_id_of_its_own(self, packs: OwnPacks) -> None:
        first, second, third = three(packs)
        again = packs.add("mine", replace(NEW, text="Two?"))
        assert [each.key for each in (first, second, third, again)] == [
            *("mine/one", "mine/two", "mine/three"),
            "mine/two-2",
        ]
        assert packs.own()[0].questions == (first, second, third, again)

    def test_a_question_of_the_program_is_made_a_persons_own(self, packs: OwnPacks) -> None:
        theirs = packs.packs()[0].questions[0]
        made = packs.make("Mine", theirs)
        assert made == replace(theirs, key="mine/first")
        assert packs.add("mine", theirs).key == "mine/first-2"
        assert packs.question("theirs/first") == theirs

    def test_a_question_is_changed_and_keeps_its_key(self, packs: OwnPacks) -> None:
        first, second, third = three(packs)
        wanted = replace(
            second,
            category="metrics",
            text='Quoted "words" and a \\ too?',
            parts=(),
            aim_seconds=120.0,
            anchors=("outcome",),
            structure=(),
            follow_ups=("New?", second.follow_ups[0], "Third?"),
            key_terms=(),
            roles=(),
            audience="",
            topic="",
            clarify_first=False,
        )
        assert packs.replace(second, wanted) == wanted
        assert packs.own()[0].questions == (first, wanted, third)
        assert packs.replace(wanted, second) == second
        assert packs.own()[0].questions == (first, second, third)
        assert packs.replace(second, replace(wanted, key="theirs/first")).key == second.key

    @pytest.mark.parametrize(
        "change",
        [{"text": " "}, {"follow_ups": ("Only one?",)}, {"anchors": (), "structure": ()}, {"parts": tuple("abcd")}],
    )
    def test_what_no_pack_can_hold_is_said_by_field_and_changes_nothing(
        self, packs: OwnPacks, change: dict[str, object]
    ) -> None:
        first = packs.make("Mine", NEW)
        before = everything(packs)
        bad = replace(first, **change)  # type: ignore[arg-type]
        assert set(packs.mistakes(bad)) == {next(iter(change))}
        with pytest.raises(FileError):
            packs.replace(first, bad)
        with pytest.raises(FileError):
            packs.add("mine", bad)
        with pytest.raises(FileError):
            packs.make("B", bad)
        assert everything(packs) == before
        assert not packs.binned()

    def test_nothing_is_wrong_with_a_good_question(self, packs: OwnPacks) -> None:
        assert packs.mistakes(NEW) == {}
        assert packs.mistakes(packs.packs()[0].questions[1]) == {}

    def test_what_is_unfinished_is_kept_beside_the_packs(self, packs: OwnPacks) -> None:
        first = packs.make("Mine", NEW)
        assert packs.unfinished() == {}
        waiting = {first.key: replace(first, text="", follow_ups=("Only one?",)), "": replace(NEW, text="x" * 700)}
        packs.keep_unfinished(waiting)
        assert packs.unfinished() == waiting
        assert packs.question(first.key) == first
        assert not packs.problems()
        packs.keep_unfinished({})
        assert packs.unfinished() == {}

    @pytest.mark.parametrize("number", [0, 1, 2])
    def test_a_deleted_question_comes_back_to_its_place(self, packs: OwnPacks, number: int) -> None:
        questions = three(packs)
        gone = questions[number]
        binned = packs.remove(gone.key)
        assert packs.question(gone.key) is None
        assert packs.own()[0].questions == tuple(each for each in questions if each != gone)
        assert packs.binned() == [binned]
        assert (binned.pack_id, binned.title, binned.question) == ("mine", "Mine", gone)
        assert packs.restore(binned.id) == gone.key
        assert packs.own()[0].questions == questions
        assert not packs.binned()

    def test_the_id_of_a_deleted_question_is_not_given_to_another(self, packs: OwnPacks) -> None:
        _, second, _ = three(packs)
        binned = packs.remove(second.key)
        other = packs.add("mine", replace(NEW, text="Two?"))
        assert other.key != second.key
        packs.restore(binned.id)
        assert packs.question(second.key) == second
        assert packs.question(other.key) == other

    def test_a_pack_goes_with_its_last_question_and_comes_back_with_it(self, packs: OwnPacks) -> None:
        only = packs.make("Mine", NEW)
        binned = packs.remove(only.key)
        assert not packs.own()
        assert (binned.pack_id, binned.question) == ("mine", None)
        assert packs.restore(binned.id) == "mine"
        assert packs.question(only.key) == only

    def test_a_question_comes_back_after_its_pack_has_gone(self, packs: OwnPacks) -> None:
        questions = three(packs)
        question, pack = packs.remove(questions[1].key), packs.remove_pack("mine")
        assert [each.id for each in packs.binned()] == [pack.id, question.id]
        assert packs.restore(question.id) == questions[1].key
        assert packs.own()[0].questions == questions[1:2]
        assert packs.restore(pack.id) == "mine"
        assert packs.own()[0].questions == (questions[0], questions[2])
        assert [each.pack_id for each in packs.binned()] == ["mine"]

    def test_a_deleted_pack_comes_back_whole(self, packs: OwnPacks) -> None:
        questions = three(packs)
        packs.make("Other", NEW)
        binned = packs.remove_pack("mine")
        assert [pack.id for pack in packs.own()] == ["other"]
        assert packs.make("Mine", NEW).key.startswith("mine-2/")
        assert packs.restore(binned.id) == "mine"
        assert next(pack for pack in packs.own() if pack.id == "mine").questions == questions

    def test_nothing_comes_back_twice(self, packs: OwnPacks) -> None:
        binned = packs.remove(three(packs)[0].key)
        packs.restore(binned.id)
        before = everything(packs)
        with pytest.raises(FileError):
            packs.restore(binned.id)
        assert everything(packs) == before

    def test_a_pack_is_renamed_and_keeps_its_keys(self, packs: OwnPacks) -> None:
        questions = three(packs)
        packs.rename("mine", 'Nursing "interviews"')
        assert [(pack.id, pack.title) for pack in packs.own()] == [("mine", 'Nursing "interviews"')]
        assert packs.own()[0].questions == questions
        with pytest.raises(FileError):
            packs.rename("mine", " ")
        assert packs.own()[0].title == 'Nursing "interviews"'

    @pytest.mark.parametrize("whose", ["theirs", "mine"])
    def test_any_pack_is_duplicated(self, packs: OwnPacks, whose: str) -> None:
        three(packs)
        copied = next(pack for pack in packs.packs() if pack.id == whose)
        made = packs.duplicate(whose, "A copy")
        assert (made.id, made.title) == ("a-copy", "A copy")
        assert [replace(each, key="") for each in made.questions] == [
            replace(each, key="") for each in copied.questions
        ]
        assert all(each.key.startswith("a-copy/") for each in made.questions)
        assert next(pack for pack in packs.packs() if pack.id == whose) == copied
        packs.remove(made.questions[0].key)
        assert packs.question(copied.questions[0].key) == copied.questions[0]

    def test_the_programs_packs_are_never_changed(self, packs: OwnPacks) -> None:
        theirs = packs.packs()[0]
        first = theirs.questions[0]
        for act in (
            lambda: packs.add("theirs", NEW),
            lambda: packs.replace(first, replace(first, text="Other?")),
            lambda: packs.remove(first.key),
            lambda: packs.rename("theirs", "Other"),
            lambda: packs.remove_pack("theirs"),
        ):
            with pytest.raises(FileError) as failure:
                act()
            assert failure.value.message.key == "packs.read_only"
            assert failure.value.advice is not None
        assert list(packs.packs()) == [theirs]
        assert not packs.binned()

    def test_what_is_not_there_is_said(self, packs: OwnPacks) -> None:
        first = packs.make("Mine", NEW)
        gone = replace(first, key="mine/gone")
        for act in (
            lambda: packs.add("nobody", NEW),
            lambda: packs.replace(gone, first),
            lambda: packs.remove(gone.key),
            lambda: packs.rename("nobody", "Other"),
            lambda: packs.remove_pack("nobody"),
            lambda: packs.duplicate("nobody", "Other"),
            lambda: packs.export("nobody", Path("nowhere.toml")),
        ):
            with pytest.raises(FileError):
                act()
        assert texts(packs) == [NEW.text]

    def test_a_pack_goes_out_and_comes_in(self, packs: OwnPacks, tmp_path: Path) -> None:
        questions = three(packs)
        file = tmp_path / "to a friend.toml"
        packs.export("mine", file)
        packs.remove_pack("mine")
        coming = packs.peek(file)
        assert (coming.pack.id, coming.pack.questions, coming.there) == ("mine", questions, None)
        assert packs.bring(file).questions == questions
        assert packs.own()[0].questions == questions

    def test_a_pack_whose_id_is_there_gets_another(self, packs: OwnPacks, tmp_path: Path) -> None:
        questions = three(packs)
        file = tmp_path / "mine.toml"
        packs.export("mine", file)
        packs.replace(questions[0], replace(questions[0], text="Changed?"))
        coming = packs.peek(file)
        assert coming.there is not None
        assert coming.replaceable
        made = packs.bring(file)
        assert (made.id, made.title) == ("mine-2", "Mine (2)")
        kept = {pack.id: [question.text for question in pack.questions] for pack in packs.own()}
        assert kept == {"mine": ["Changed?", "Two?", "Three?"], "mine-2": ["One?", "Two?", "Three?"]}

    def test_a_pack_whose_id_is_there_replaces_it_and_that_can_be_undone(self, packs: OwnPacks, tmp_path: Path) -> None:
        questions = three(packs)
        file = tmp_path / "mine.toml"
        packs.export("mine", file)
        packs.remove(questions[2].key)
        assert packs.bring(file, replace=True).questions == questions
        replaced = packs.binned()[0]
        assert (replaced.pack_id, replaced.question) == ("mine", None)
        packs.restore(replaced.id)
        assert texts(packs) == ["One?", "Two?"]
        assert [each.pack_id for each in packs.binned()] == ["mine", "mine"]

    def test_the_programs_pack_is_never_replaced(self, packs: OwnPacks, tmp_path: Path) -> None:
        file = tmp_path / "theirs.toml"
        packs.export("theirs", file)
        theirs = packs.packs()[0]
        coming = packs.peek(file)
        assert coming.there == theirs
        assert not coming.replaceable
        assert packs.bring(file, replace=True).id == "theirs-2"
        assert packs.packs()[0] == theirs

    def test_a_file_that_is_no_pack_stays_outside(self, packs: OwnPacks, tmp_path: Path) -> None:
        before = everything(packs)
        for act in (packs.peek, packs.bring):
            with pytest.raises(FileError):
                act(tmp_path / "nothing.toml")
        assert everything(packs) == before

    def test_any_row_of_changes_loses_nothing(self, packs: OwnPacks) -> None:
        three(packs)

        @settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.too_slow])
        @given(wishes=st.lists(st.tuples(st.sampled_from(["add", "remove", "restore", "change"]), st.integers(0, 9))))
        def check(wishes: list[tuple[str, int]]) -> None:
            for wish, number in wishes[:8]:
                known = set(_keys(packs))
                present = [question for pack in packs.own() for question in pack.questions]
                binned = packs.binned()
                if wish == "restore" and binned:
                    packs.restore(binned[number % len(binned)].id)
                elif wish == "remove" and len(present) > 1:
                    packs.remove(present[number % len(present)].key)
                elif wish == "change" and present:
                    one = present[number % len(present)]
                    assert packs.replace(one, replace(one, aim_seconds=60.0 + number)).aim_seconds == 60.0 + number
                else:
                    key = packs.add("mine", replace(NEW, text=f"Question {number}?")).key
                    assert key not in known
                    known.add(key)
                assert set(_keys(packs)) == known

        check()


def _keys(packs: OwnPacks) -> list[str]:
    """List the keys of all own questions, deleted or not; each is there once."""
    here = [question.key for pack in packs.own() for question in pack.questions]
    gone = [each.question.key for each in packs.binned() if each.question is not None]
    assert len(set(here + gone)) == len(here + gone)
    return here + gone
