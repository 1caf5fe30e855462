"""What is wrong with the values of a pack: each mistake is named with its line and key."""

from __future__ import annotations

from pathlib import Path

import pytest

from coach.errors import FileError
from coach.messages import load_texts
from tests.adapters.packs.samples import GOOD, REPOSITORY, packs_of, write

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
    ('category = "technical"', 'category = "tecnical"', 21, "question[2].category", "packs.not_one_of_near"),
    ('category = "technical"', 'category = ["technical"]', 21, "question[2].category", "packs.not_one_of"),
    ('topic = "system_design"', 'topic = "api"', 33, "question[2].topic", "packs.not_one_of_near"),
    ('topic = "system_design"', 'licence = "MIT"', 33, "question[2].licence", "packs.unknown_head"),
    ("clarify_first = true", 'clarify_first = "yes"', 34, "question[2].clarify_first", "packs.type.yes_no"),
    ("aim_seconds = 60", 'aim_seconds = "a minute"', 23, "question[2].aim_seconds", "packs.type.number"),
    ("aim_seconds = 60", "aim_seconds = 9", 23, "question[2].aim_seconds", "packs.range"),
    ("aim_seconds = 60", "aim_seconds = 2000", 23, "question[2].aim_seconds", "packs.range"),
    ("aim_seconds = 60", "aim_secs = 60", 23, "question[2].aim_secs", "packs.unknown_near"),
    ('anchors = ["problem"]\n', "", 19, "question[2].anchors", "packs.missing_either"),
    ('anchors = ["problem"]', 'anchors = ["trade-off"]', 24, "question[2].anchors[1]", "packs.not_one_of_near"),
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


def test_questions_in_single_brackets_are_told_how_to_begin(tmp_path: Path) -> None:
    for text in ('[question]\nid = "a"\n', "question = 3\n"):
        path = write(tmp_path, GOOD.partition("[[question]]")[0] + text)
        assert [(each.line, each.key, each.detail) for each in packs_of().check_all(path)] == [
            (8, "question", "packs.single")
        ]


def test_a_word_that_is_nearly_right_is_offered(tmp_path: Path) -> None:
    path = write(tmp_path, GOOD.replace('"technical"', '"tecnical"').replace("aim_seconds = 90", "aim_second = 90"))
    texts = load_texts(REPOSITORY / "assets" / "messages")
    told = " ".join(texts(each.message) for each in packs_of().check_all(path))
    assert "Is it technical?" in told
    assert "Is it aim_seconds?" in told
