"""A person's own packs on disk: the promises, and what a file holds afterwards."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from coach.adapters.packs import OwnQuestionPacks
from coach.adapters.packs.toml import NotTomlError
from coach.errors import FileError
from coach.messages import msg
from tests.adapters.packs.samples import SCHEMA
from tests.practice.promises.own_packs import THEIRS, OwnPacksPromises

PROGRAM = """format = 1
id = "theirs"
title = "The program's own"
language = "en"
licence = "MIT"

[[question]]
id = "first"
category = "metrics"
text = "Which number would you look at first?"
parts = ["The number", "Why"]
aim_seconds = 90
structure = ["primary_kpi", "guardrails"]
follow_ups = ["Who else looks at it?", "What would it miss?"]

[[question]]
id = "second"
category = "technical"
text = "What is a cache?"
aim_seconds = 60
anchors = ["problem"]
follow_ups = ["When does it hurt?", "Who notices?"]
"""


@pytest.fixture
def program(tmp_path: Path) -> Path:
    folder = tmp_path / "program"
    folder.mkdir()
    (folder / "theirs.toml").write_text(PROGRAM, "utf-8")
    return folder


@pytest.fixture
def own(tmp_path: Path) -> Path:
    return tmp_path / "data" / "questions"


@pytest.fixture
def packs(program: Path, own: Path) -> OwnQuestionPacks:
    return OwnQuestionPacks([program, own], SCHEMA)


class TestOwnQuestionPacks(OwnPacksPromises):
    pass


BY_HAND = """# written on a train
#:schema pack.schema.json
format = 1
id = "hand"
title = "By hand" # for now
language = "en"
licence = "CC0-1.0"

# The easy ones

[[question]]  # asked twice
id = "one"
category = "design"
text = '''
Who uses it,
and what for?'''
aim_seconds = 90
anchors = ["problem"]
follow_ups = [
  "Who does not?",  # this one hurts
  "What is in their way?",
]

# The hard ones

[[question]]
id = "two"
category = "technical"
text = "What is a cache?"
aim_seconds = 60
anchors = ["problem"]
follow_ups = ["When does it hurt?", "Who notices?"]
"""


@pytest.fixture
def by_hand(own: Path) -> Path:
    own.mkdir(parents=True)
    path = own / "from a friend.toml"
    path.write_text(BY_HAND, "utf-8")
    return path


def test_a_pack_written_by_hand_keeps_its_order_and_comments(packs: OwnQuestionPacks, by_hand: Path) -> None:
    one = packs.own()[0].questions[0]
    packs.replace(one, replace(one, follow_ups=("Who does not?", "Who left?"), aim_seconds=75.0, topic="tools"))
    expected = BY_HAND.replace("aim_seconds = 90", "aim_seconds = 75").replace("What is in their way?", "Who left?")
    assert by_hand.read_text("utf-8") == expected.replace('ft?",\n]\n', 'ft?",\n]\ntopic = "tools"\n')
    packs.rename("hand", "Handmade")
    assert 'title = "Handmade" # for now\n' in by_hand.read_text("utf-8")
    packs.add("hand", THEIRS.questions[0])
    packs.remove("hand/one")
    text = by_hand.read_text("utf-8")
    assert '# The easy ones\n\n# The hard ones\n\n[[question]]\nid = "two"' in text
    assert text.startswith("# written on a train\n")


def test_what_an_editor_wrote_in_the_meantime_is_kept(packs: OwnQuestionPacks, by_hand: Path) -> None:
    one = packs.own()[0].questions[0]
    by_hand.write_text(BY_HAND.replace("aim_seconds = 90", "aim_seconds = 45"), "utf-8")
    written = packs.replace(one, replace(one, audience="a child"))
    assert (written.aim_seconds, written.audience) == (45.0, "a child")
    by_hand.write_text(BY_HAND.replace("aim_seconds = 90", "aim_seconds = no"), "utf-8")
    before = by_hand.read_bytes()
    with pytest.raises(FileError) as failure:
        packs.replace(one, replace(one, audience="a child"))
    assert (failure.value.path, failure.value.line) == (by_hand, 17)
    assert by_hand.read_bytes() == before


def test_a_pack_that_got_another_id_in_an_editor_is_said_to_be_gone(packs: OwnQuestionPacks, by_hand: Path) -> None:
    packs.rename("hand", "By hand")
    by_hand.write_text(by_hand.read_text("utf-8").replace('"hand"', '"foot"'), "utf-8")
    packs.read_again()
    with pytest.raises(FileError) as failure:
        packs.rename("hand", "Other")
    assert (failure.value.message.key, failure.value.path) == ("packs.gone", by_hand)
    packs.rename("foot", "Other")


def test_a_pack_that_does_not_read_is_named_and_left_alone(packs: OwnQuestionPacks, own: Path) -> None:
    own.mkdir(parents=True)
    broken = own / "mine.toml"
    broken.write_text('format = 1\nid = "mine"\ntitle = Mine\n', "utf-8")
    (problem,) = packs.problems()
    assert (problem.path, problem.line) == (broken, 3)
    made = packs.make("Mine", THEIRS.questions[0])
    assert made.key.startswith("mine-2/")
    assert broken.read_text("utf-8").endswith("title = Mine\n")
    assert [pack.path for pack in packs.own()] == [own / "mine-2.toml"]


def test_a_file_of_the_same_name_is_left_alone(packs: OwnQuestionPacks, own: Path, tmp_path: Path) -> None:
    coming = tmp_path / "coming.toml"
    coming.write_text(BY_HAND, "utf-8")
    own.mkdir(parents=True)
    for name in ("hand.toml", "hand-2.toml"):
        (own / name).write_text("broken", "utf-8")
    assert packs.bring(coming).path == own / "hand-3.toml"
    assert (own / "hand-3.toml").read_text("utf-8") == BY_HAND
    assert (own / "hand.toml").read_text("utf-8") == "broken"


def test_a_pack_of_a_persons_own_that_the_program_has_by_now_does_not_come_back(
    packs: OwnQuestionPacks, own: Path
) -> None:
    kept = own / "deleted" / "20260302T120000000000Z.theirs.toml"
    kept.parent.mkdir(parents=True)
    kept.write_text(PROGRAM, "utf-8")
    with pytest.raises(FileError) as failure:
        packs.restore(kept.name)
    assert failure.value.message.key == "packs.read_only"
    assert kept.exists()
    kept.write_text("broken", "utf-8")
    assert packs.binned() == []


def test_a_question_comes_back_beside_one_that_took_its_id(packs: OwnQuestionPacks, by_hand: Path) -> None:
    binned = packs.remove("hand/two")
    text = by_hand.read_text("utf-8")
    by_hand.write_text(text + text[text.index("[[question]]") :].replace('"one"', '"two"'), "utf-8")
    packs.read_again()
    assert packs.restore(binned.id) == "hand/what-is-a-cache"


def test_a_folder_that_cannot_be_written_is_said(packs: OwnQuestionPacks, own: Path) -> None:
    own.parent.mkdir(parents=True)
    own.write_text("a file in the way", "utf-8")
    with pytest.raises(FileError) as failure:
        packs.make("Mine", THEIRS.questions[0])
    assert failure.value.message.key == "packs.unwritable"


def test_a_pack_that_cannot_be_taken_away_stays(
    packs: OwnQuestionPacks, by_hand: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def held(path: Path, missing_ok: bool = False) -> None:
        raise PermissionError(13, "in use", str(path))

    monkeypatch.setattr(Path, "unlink", held)
    with pytest.raises(FileError) as failure:
        packs.remove_pack("hand")
    assert failure.value.message.key == "packs.unwritable"
    assert by_hand.read_text("utf-8") == BY_HAND


def test_what_only_a_text_editor_can_change_is_said(
    packs: OwnQuestionPacks, by_hand: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def stricter(text: str) -> None:
        raise NotTomlError(1, msg("packs.single"))

    monkeypatch.setattr("coach.adapters.packs.own.cut", stricter)
    with pytest.raises(FileError) as failure:
        packs.rename("hand", "Other")
    assert failure.value.message.key == "packs.rigid"
    assert by_hand.read_text("utf-8") == BY_HAND


def test_the_folder_of_a_persons_packs_is_the_last(packs: OwnQuestionPacks, own: Path) -> None:
    assert packs.folder == own


def test_what_is_unfinished_outlives_the_program(packs: OwnQuestionPacks, program: Path, own: Path) -> None:
    waiting = {"mine/one": replace(THEIRS.questions[0], key="mine/one", follow_ups=("Only one?",))}
    packs.keep_unfinished(waiting)
    assert OwnQuestionPacks([program, own], SCHEMA).unfinished() == waiting
    (own / "unfinished.json").write_text("{", "utf-8")
    assert OwnQuestionPacks([program, own], SCHEMA).unfinished() == {}
    assert (own / "unfinished.json").read_text("utf-8") == "{"
