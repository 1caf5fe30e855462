"""Question packs: what is read, what is named as wrong and where, and that the program's own packs are good."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path
from typing import get_args

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from coach.adapters.packs import LARGEST, QuestionPacks
from coach.errors import FileError
from coach.messages import load_texts
from coach.model import ANCHORS, CATEGORIES, Category, Question

REPOSITORY = Path(__file__).parents[2]
SCHEMA = REPOSITORY / "questions" / "pack.schema.json"
GOOD = '''# my questions
format = 1
id = "mine"
title = "Mine"
language = "en"
licence = "MIT"

[[question]]  # the first
id = "first"
category = "metrics"
text = """
Which number would you
look at first?"""
parts = ["the number", "why"]
aim_seconds = 90
structure = ["primary_kpi", "guardrails"]
follow_ups = ["Who else looks at it?", "What would it miss?"]

[[question]]
id = "second"
category = "technical"
text = "What is a cache?"
aim_seconds = 60
anchors = ["problem"]
follow_ups = [
  "When does it hurt?",
  # a comment between
  "Who notices?",
]
key_terms = ["cache"]
roles = ["product_manager"]
audience = "a grandmother"
'''


def packs_of(*folders: Path) -> QuestionPacks:
    return QuestionPacks(folders, SCHEMA)


def write(folder: Path, text: str | bytes, name: str = "mine.toml") -> Path:
    path = folder / name
    path.write_bytes(text.encode() if isinstance(text, str) else text)
    return path


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


BROKEN = [
    ("format = 1", "format = 2", 2, "format", "packs.not_one_of"),
    ('id = "mine"\n', "", 1, "id", "packs.missing"),
    ('id = "mine"', 'id = "My Pack"', 3, "id", "packs.form.id"),
    ('title = "Mine"', 'title = " "', 4, "title", "packs.empty"),
    ('title = "Mine"', "title = 4", 4, "title", "packs.type.text"),
    ('title = "Mine"', f'title = "{"x" * 121}"', 4, "title", "packs.too_long"),
    ('language = "en"', 'language = "English"', 5, "language", "packs.form.language"),
    ('licence = "MIT"', 'licence = "MIT"\nlicense = "MIT"', 7, "license", "packs.unknown_near"),
    ('licence = "MIT"', 'licence = "MIT"\nzzz = "MIT"', 7, "zzz", "packs.unknown"),
    ('id = "second"\n', "", 19, "question[2].id", "packs.missing"),
    ('id = "second"', 'id = "first"', 20, "question[2].id", "packs.same_question"),
    ('category = "technical"', 'category = "tecnical"', 21, "question[2].category", "packs.not_one_of"),
    ("aim_seconds = 60", 'aim_seconds = "a minute"', 23, "question[2].aim_seconds", "packs.type.number"),
    ("aim_seconds = 60", "aim_seconds = 9", 23, "question[2].aim_seconds", "packs.range"),
    ("aim_seconds = 60", "aim_seconds = 2000", 23, "question[2].aim_seconds", "packs.range"),
    ("aim_seconds = 60", "aim_secs = 60", 23, "question[2].aim_secs", "packs.unknown_near"),
    ('anchors = ["problem"]\n', "", 19, "question[2].anchors", "packs.missing_either"),
    ('anchors = ["problem"]', 'anchors = ["trade-off"]', 24, "question[2].anchors[1]", "packs.not_one_of"),
    ('anchors = ["problem"]', "anchors = []", 24, "question[2].anchors", "packs.too_few"),
    ('"primary_kpi"', '"kpi"', 16, "question[1].structure[1]", "packs.not_one_of"),
    ('"Who notices?"', "3", 28, "question[2].follow_ups[2]", "packs.type.text"),
    ('"Who notices?"', '"When does it hurt?"', 25, "question[2].follow_ups", "packs.twice"),
    ('  "Who notices?",\n', "", 25, "question[2].follow_ups", "packs.too_few"),
    ('["the number", "why"]', '["a", "b", "c", "d"]', 14, "question[1].parts", "packs.too_many"),
    ('key_terms = ["cache"]', 'key_terms = "cache"', 30, "question[2].key_terms", "packs.type.list"),
]


@pytest.mark.parametrize(("good", "bad", "line", "key", "what"), BROKEN)
def test_what_is_wrong_is_named_with_its_line_and_key(
    tmp_path: Path, good: str, bad: str, line: int, key: str, what: str
) -> None:
    assert GOOD.count(good) == 1
    path = write(tmp_path, GOOD.replace(good, bad))
    problems = packs_of().check_all(path)
    problem = next(each for each in problems if each.key == key)
    assert (problem.path, problem.line, problem.detail) == (path, line, what)
    with pytest.raises(FileError) as failure:
        packs_of().check(path)
    assert failure.value.key == problems[0].key
    texts = load_texts(REPOSITORY / "assets" / "messages")
    sentence = texts(problem.message)
    assert sentence.startswith(f"{path}, line {line}, {key}: ")
    assert "{" not in sentence
    assert what not in sentence  # the catalogue has words for it


def test_everything_that_is_wrong_is_listed_in_order(tmp_path: Path) -> None:
    text = GOOD.replace("format = 1", "format = 9").replace("aim_seconds = 60", "aim_seconds = -1")
    path = write(tmp_path, text.replace('"first"', '"First one"'))
    assert [(each.line, each.key) for each in packs_of().check_all(path)] == [
        (2, "format"),
        (9, "question[1].id"),
        (23, "question[2].aim_seconds"),
    ]


@pytest.mark.parametrize(
    ("text", "line", "what"),
    [
        (GOOD + "\n[[question]\n", 34, "packs.syntax"),
        ('id = "a"\nid = "b"\n', 2, "packs.syntax"),
        ("title = \n", 1, "packs.syntax"),
        ("[a]\nb = 1\n[a]\n", 3, "packs.syntax"),
        (b'format = 1\ntitle = "caf\xe9"\n', 2, "packs.encoding"),
        (GOOD.encode("utf-16"), 1, "packs.encoding"),
        ("a = " + "[" * 5000 + "]" * 5000, 1, "packs.syntax"),
    ],
)
def test_what_is_no_toml_is_named_with_its_line(tmp_path: Path, text: str | bytes, line: int, what: str) -> None:
    (problem,) = packs_of().check_all(write(tmp_path, text))
    assert (problem.line, problem.key, problem.detail) == (line, "", what)
    assert problem.message.key == "packs.problem_line"
    (left_out,) = packs_of(tmp_path).problems()
    assert (left_out.message, left_out.line) == (problem.message, line)
    assert left_out.advice is not None
    assert left_out.advice.key == "packs.advice"


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
    assert set(question) | {"key"} == {*Question.__dataclass_fields__, "id"}
    assert all("description" in each for each in [*schema["properties"].values(), *question.values()])


@pytest.fixture(scope="module")
def own() -> QuestionPacks:
    return packs_of(REPOSITORY / "questions")


def test_every_pack_of_the_program_is_good(own: QuestionPacks) -> None:
    assert own.problems() == ()
    assert {pack.path.stem for pack in own.packs() if pack.path} == set(get_args(Category))
    assert all(pack.id == pack.path.stem for pack in own.packs() if pack.path)


def test_every_category_has_enough_questions(own: QuestionPacks) -> None:
    counts = Counter(each.category for pack in own.packs() for each in pack.questions)
    least = dict.fromkeys(CATEGORIES, 12) | {"strategy": 8, "recruiter": 6, "technical": 20}
    assert all(counts[category] >= number for category, number in least.items()), counts


def test_the_programs_questions_are_unique_and_well_made(own: QuestionPacks) -> None:
    questions = [each for pack in own.packs() for each in pack.questions]
    texts = [each.text.casefold() for each in questions]
    assert len(set(texts)) == len(texts)
    assert len({each.key for each in questions}) == len(questions)
    for each in questions:
        assert 1 <= len(each.parts) <= 3, each.key
        assert len(each.text) <= 260, each.key  # read aloud in about 15 s
        assert 45 <= each.aim_seconds <= 300, each.key
        assert each.roles, each.key
        assert all(ask[-1] in "?." for ask in (each.text, *each.follow_ups)), each.key
        assert each.text not in each.follow_ups


def test_the_example_of_the_readme_is_a_good_pack(tmp_path: Path) -> None:
    readme = (REPOSITORY / "questions" / "README.md").read_text()
    example = readme.partition("```toml\n")[2].partition("```")[0]
    assert packs_of().check(write(tmp_path, example)).id == "nursing"
    question = json.loads(SCHEMA.read_text())["$defs"]["question"]["properties"]
    words = [*question, *question["category"]["enum"], *question["structure"]["items"]["enum"]]
    assert [word for word in words if f"`{word}`" not in readme] == []
