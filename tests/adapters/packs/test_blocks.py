"""One question is changed, put in or taken out, and all other text of the pack stays as it is."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from coach.adapters.packs.blocks import Blocks, body_text, cut, head_text
from coach.adapters.packs.toml import NotTomlError

TEXT = '''# my own
format = 1
title = "Mine" # for now

# Section one

# about a
[[question]]  # the first
id = "a"
follow_ups = [
  "one",
  # between
  "two", # second
]
aim = 3 # why three

# Section two

[[question]]
id = "b"
text = """
# hm

# no comment"""
[[question]]
id = "c"
'''
PACKS = sorted((Path(__file__).parents[3] / "questions").glob("*.toml"))


@pytest.mark.parametrize("path", PACKS, ids=lambda path: path.stem)
def test_a_pack_is_the_sum_of_its_pieces(path: Path) -> None:
    text = path.read_text("utf-8")
    blocks = cut(text)
    assert blocks.text == text
    assert len(blocks.bodies) == len(tomllib.loads(text)["question"])


@pytest.mark.parametrize("change", [str, lambda text: text.replace("\n", "\r\n")])
def test_pieces_keep_comments_and_line_ends(change: type[str]) -> None:
    blocks = cut(change(TEXT))
    assert blocks.text == change(TEXT)
    assert [body.partition("\n")[0] for body in blocks.bodies] == ["# about a", "[[question]]", "[[question]]"]


def test_a_last_line_without_an_end_gets_one() -> None:
    assert cut(TEXT.rstrip("\n")).text == TEXT


def test_values_change_and_nothing_else_does() -> None:
    changed = cut(TEXT).with_values(0, {"aim": 4, "follow_ups": ["one", "zwei", "three"], "new": ["x"]})
    assert changed.text == TEXT.replace("aim = 3", "aim = 4").replace('"two"', '"zwei"').replace(
        "# second\n", '# second\n  "three",\n'
    ).replace("why three\n", 'why three\nnew = ["x"]\n')
    back = changed.with_values(0, {"aim": 3, "follow_ups": ["one", "two"], "new": None})
    assert back.text == TEXT


def test_a_key_that_is_not_there_is_taken_away_too() -> None:
    assert cut(TEXT).with_values(1, {"nothing": None}).text == TEXT


def test_a_list_takes_the_place_of_a_text() -> None:
    assert 'id = ["x"]' in cut(TEXT).with_values(2, {"id": ["x"]}).text


def test_the_head_changes_and_keeps_its_comments() -> None:
    assert cut(TEXT).with_head(title="Yours").text == TEXT.replace('"Mine"', '"Yours"')


def test_a_question_goes_with_its_own_comment_and_leaves_the_others() -> None:
    without = cut(TEXT).without(0).text
    assert "about a" not in without
    assert "# Section one\n\n# Section two\n\n[[question]]" in without
    assert cut(TEXT).without(1).text.endswith('# Section two\n\n[[question]]\nid = "c"\n')
    assert cut(TEXT).without(2).text.endswith('# no comment"""\n')
    assert cut(TEXT + "\n# the end\n").without(2).text.endswith('# no comment"""\n\n# the end\n')


@pytest.mark.parametrize("number", [0, 1, 2, 9])
def test_a_question_comes_in_at_its_place(number: int) -> None:
    blocks = cut(TEXT).with_body(body_text({"id": "n"}), number)
    ids = [question["id"] for question in tomllib.loads(blocks.text)["question"]]
    assert ids.index("n") == min(number, 3)
    assert [name for name in ids if name != "n"] == ["a", "b", "c"]
    assert all(line in blocks.text for line in TEXT.splitlines())
    assert "\n\n\n" not in blocks.text
    assert cut(blocks.text) == blocks


def test_one_question_alone_has_the_whole_head() -> None:
    alone = tomllib.loads(cut(TEXT).alone(1).text)
    assert alone == {"format": 1, "title": "Mine", "question": [{"id": "b", "text": "# hm\n\n# no comment"}]}


def test_a_list_in_one_line_becomes_tables() -> None:
    blocks = cut('format = 1 # one\nquestion = [{id = "a"}, {id = "b", list = ["x"]}]\n')
    assert blocks.text == 'format = 1 # one\n\n[[question]]\nid = "a"\n\n[[question]]\nid = "b"\nlist = ["x"]\n'
    assert cut(blocks.text) == blocks


def test_what_tomlkit_does_not_read_is_said() -> None:
    with pytest.raises(NotTomlError):
        cut("question = [\n")


@settings(deadline=None, max_examples=40)
@given(
    st.lists(
        max_size=6,
        elements=st.dictionaries(st.sampled_from("abc"), st.one_of(st.text(), st.lists(st.text()), st.integers(0, 9))),
    )
)
def test_whatever_is_written_is_read_again(questions: list[dict[str, object]]) -> None:
    written = [{"id": str(number), **each} for number, each in enumerate(questions)]
    blocks = Blocks((head_text({"format": 1}), ""), (body_text({"id": "first"}),))
    for values in written:
        blocks = blocks.with_body(body_text(values), len(blocks.bodies))
    assert tomllib.loads(blocks.text)["question"][1:] == written
    for number, values in enumerate(written):
        swapped = {key: values.get(key) for key in "abc"}
        blocks = blocks.with_values(0, swapped)
        assert tomllib.loads(blocks.text)["question"][0] == {"id": "first"} | {
            key: value for key, value in swapped.items() if value is not None
        }
        assert tomllib.loads(blocks.without(number).text)["question"] == [
            each for place, each in enumerate(tomllib.loads(blocks.text)["question"]) if place != number
        ]
