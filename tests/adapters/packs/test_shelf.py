"""Question packs: which files are read, what of them can be used, and what the schema knows."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from coach.adapters.packs import LARGEST
from coach.model import ANCHORS, CATEGORIES, TOPICS, Question
from tests.adapters.packs.samples import GOOD, SCHEMA, packs_of, write


def test_a_good_pack_is_read_whole(tmp_path: Path) -> None:
    path = write(tmp_path, GOOD)
    packs = packs_of(tmp_path)
    (pack,) = packs.packs()
    assert (pack.id, pack.title, pack.language, pack.licence, pack.path) == ("mine", "Mine", "en", "MIT", path)
    assert packs.problems() == ()
    assert packs.check_all(path) == []
    assert packs.check(path) == pack
    assert pack.questions[0].text == "Which number would you look at first?"
    assert pack.questions[1] == Question(
        key="mine/second",
        category="technical",
        text="What is a cache?",
        aim_seconds=60.0,
        anchors=("problem",),
        follow_ups=("When does it hurt?", "Who notices?"),
        key_terms=("cache",),
        roles=("product_manager",),
        audience="a grandmother",
        topic="system_design",
        clarify_first=True,
    )
    assert packs.question("mine/second") == pack.questions[1]
    assert packs.question("mine/third") is None


@pytest.mark.parametrize("change", [lambda text: "\ufeff" + text, lambda text: text.replace("\n", "\r\n")])
def test_files_of_windows_editors_are_good(tmp_path: Path, change: object) -> None:
    assert callable(change)
    path = write(tmp_path, change(GOOD))
    assert packs_of().check_all(path) == []
    broken = write(tmp_path, change(GOOD.replace('"first"', "1")))
    (problem,) = packs_of().check_all(broken)
    assert (problem.line, problem.key) == (9, "question[1].id")


def test_everything_that_is_wrong_is_listed_in_order(tmp_path: Path) -> None:
    text = GOOD.replace("format = 1", "format = 9").replace("aim_seconds = 60", "aim_seconds = -1")
    path = write(tmp_path, text.replace('"first"', '"First one"'))
    assert [(each.line, each.key) for each in packs_of().check_all(path)] == [
        (2, "format"),
        (9, "question[1].id"),
        (23, "question[2].aim_seconds"),
    ]


@pytest.mark.parametrize("text", ["", "question = 3\n", "question = [1, {id = 2}]\n", 'question = "a"\nid = []\n'])
def test_another_toml_file_is_no_pack(tmp_path: Path, text: str) -> None:
    problems = packs_of().check_all(write(tmp_path, text))
    assert "format" in {each.key for each in problems}
    assert all(each.line == (2 if each.key.startswith("id") and "[]" in text else 1) for each in problems)


def test_an_inline_list_of_questions_has_lines_too(tmp_path: Path) -> None:
    head = GOOD.partition("[[question]]")[0]
    path = write(tmp_path, head + 'question = [\n  {id = "a", aim_seconds = 1},\n]\n')
    lines = {each.key: each.line for each in packs_of().check_all(path)}
    assert lines["question[1].aim_seconds"] == 9
    assert lines["question[1].text"] == 9


def test_what_is_no_file_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = tmp_path / "folder.toml"
    folder.mkdir()
    (problem,) = packs_of().check_all(folder)
    assert problem.message.key == "packs.folder"
    (problem,) = packs_of().check_all(tmp_path / "gone.toml")
    assert problem.message.key == "packs.gone"
    (problem,) = packs_of().check_all(write(tmp_path, b"#" * (LARGEST + 1)))
    assert problem.message.key == "packs.too_big"
    path = write(tmp_path, GOOD)

    def refuse(*_: object) -> None:
        raise PermissionError

    monkeypatch.setattr(Path, "open", refuse)
    (problem,) = packs_of().check_all(path)
    assert problem.message.key == "packs.unreadable"
    assert problem.path == path


def test_a_folder_that_cannot_be_listed_is_named(tmp_path: Path) -> None:
    write(tmp_path, GOOD)
    packs = packs_of(tmp_path / "mine.toml", tmp_path, tmp_path / "not there")
    (problem,) = packs.problems()
    assert problem.path == tmp_path / "mine.toml"
    assert [pack.id for pack in packs.packs()] == ["mine"]


def test_a_broken_pack_keeps_no_other_from_being_used(tmp_path: Path) -> None:
    write(tmp_path, GOOD.replace("format = 1", "format = 0"), "a.toml")
    write(tmp_path, "[[", "b.toml")
    write(tmp_path, GOOD, "c.TOML")
    write(tmp_path, "no pack", "notes.txt")
    write(tmp_path, "[[", ".hidden.toml")
    packs = packs_of(tmp_path)
    assert [pack.id for pack in packs.packs()] == ["mine"]
    assert [problem.path.name for problem in packs.problems()] == ["a.toml", "b.toml"]


def test_the_second_pack_with_an_id_is_named(tmp_path: Path) -> None:
    own, persons = tmp_path / "own", tmp_path / "persons"
    own.mkdir()
    persons.mkdir()
    write(own, GOOD)
    second = write(persons, GOOD.replace('"Mine"', '"Theirs"'))
    packs = packs_of(own, persons)
    assert [pack.title for pack in packs.packs()] == ["Mine"]
    (problem,) = packs.problems()
    assert (problem.path, problem.line, problem.key, problem.detail) == (second, 3, "id", "packs.same_pack")


def test_changed_files_are_seen_when_read_again(tmp_path: Path) -> None:
    packs = packs_of(tmp_path)
    assert packs.packs() == ()
    write(tmp_path, GOOD)
    assert packs.packs() == ()
    packs.read_again()
    assert len(packs.packs()) == 1


LINES = GOOD.splitlines()


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.lists(
        st.tuples(
            st.integers(0, len(LINES) - 1),
            st.sampled_from(["drop", "double", "swap", "cut", "text"]),
            st.text(alphabet="[]{}=\"'#.,\n abc1_-\\", max_size=8),
        ),
        min_size=1,
        max_size=5,
    )
)
def test_whatever_a_file_holds_only_file_errors_come_of_it(tmp_path: Path, edits: list[tuple[int, str, str]]) -> None:
    lines = list(LINES)
    for where, edit, text in edits:
        where %= len(lines)
        if edit == "drop" and len(lines) > 1:
            del lines[where]
        elif edit == "double":
            lines.insert(where, lines[where])
        elif edit == "swap":
            lines[where], lines[-1 - where] = lines[-1 - where], lines[where]
        elif edit == "cut":
            lines[where] = lines[where][: len(lines[where]) // 2]
        else:
            lines[where] = lines[where] + text
    whole = "\n".join(lines)
    path = write(tmp_path, whole)
    problems = packs_of().check_all(path)
    for problem in problems:
        assert problem.line is not None
        assert 1 <= problem.line <= whole.count("\n") + 1
    if not problems:
        assert packs_of().check(path).questions


def test_the_schema_is_one_and_knows_the_words_of_the_program() -> None:
    schema = json.loads(SCHEMA.read_text())
    Draft202012Validator.check_schema(schema)
    question = schema["$defs"]["question"]["properties"]
    assert question["category"]["enum"] == list(CATEGORIES)
    assert question["anchors"]["items"]["enum"] == list(ANCHORS)
    assert question["topic"]["enum"] == list(TOPICS)
    assert set(question) | {"key"} == {*Question.__dataclass_fields__, "id"}
    assert all(len(each["description"]) > 20 for each in [*schema["properties"].values(), *question.values()])


def test_the_schema_tells_editors_what_each_word_means() -> None:
    question = json.loads(SCHEMA.read_text())["$defs"]["question"]["properties"]
    worded = [question["category"], question["topic"], question["anchors"]["items"], question["structure"]["items"]]
    for each in worded:
        told = each["x-taplo"]["docs"]["enumValues"]
        assert len(told) == len(each["enum"])
        assert all(len(words.split()) > 1 for words in told)


def test_a_link_to_nothing_is_named(tmp_path: Path) -> None:
    (tmp_path / "mine.toml").symlink_to(tmp_path / "nothing.toml")
    packs = packs_of(tmp_path)
    assert packs.packs() == ()
    (problem,) = packs.problems()
    assert (problem.path, problem.message.key) == (tmp_path / "mine.toml", "packs.gone")


def test_a_file_is_read_again_once_it_has_changed(tmp_path: Path) -> None:
    path = write(tmp_path, GOOD)
    packs = packs_of(tmp_path)
    first = packs.packs()
    packs.read_again()
    assert packs.packs()[0] is first[0]
    write(tmp_path, GOOD.replace('"Mine"', '"Changed"'))
    packs.read_again()
    assert packs.packs()[0].title == "Changed"
    path.unlink()
    packs.read_again()
    assert packs.packs() == ()
