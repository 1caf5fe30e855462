import json
import shutil
from pathlib import Path
from typing import Any

import pytest

from coach.adapters.lexicons import load_hesitations, load_lexicons, load_steps
from coach.errors import FileError

SHIPPED = Path(__file__).resolve().parents[2] / "assets" / "lexicons"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return Path(shutil.copytree(SHIPPED, tmp_path / "lexicons"))


def change(path: Path, old: str, new: str) -> int:
    """Replace the first of something in a file and return its line."""
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    return text.count("\n", 0, text.index(old)) + 1


def test_the_steps_of_the_categories_are_read_without_their_patterns(folder: Path) -> None:
    structures = load_lexicons(folder).structures
    assert load_steps(folder) == {
        category: tuple(slot.name for slot in slots) for category, slots in structures.items()
    }
    (folder / "structures.json").write_text("{", encoding="utf-8")
    with pytest.raises(FileError):
        load_steps(folder)


def test_the_shipped_word_lists_are_read() -> None:
    lexicons = load_lexicons(SHIPPED)

    assert len(lexicons.structures) == 8
    assert lexicons.fillers.sounds["uhm"] == "um"
    assert all(cues.cues for cues in lexicons.anchors.values())


def test_a_slot_can_be_like_an_anchor_and_know_more() -> None:
    lexicons = load_lexicons(SHIPPED)
    aftermath = next(slot for slot in lexicons.structures["roadmap"] if slot.name == "aftermath")

    assert len(aftermath.cues) > len(lexicons.anchors["outcome"].cues)
    assert aftermath.place == lexicons.anchors["outcome"].place


def test_cues_have_four_strengths_and_two_against() -> None:
    cues = load_lexicons(SHIPPED).anchors["problem"]

    assert {cue.weight for cue in cues.cues} == {2.0, 1.2, 0.6, 0.3}
    assert {cue.weight for cue in cues.against} == {2.0, 0.6}


def test_a_typing_slip_is_named_by_line(folder: Path) -> None:
    line = change(folder / "fillers.json", '"doubled": [', '"doubled": [,')

    with pytest.raises(FileError) as caught:
        load_lexicons(folder)

    assert (caught.value.path.name, caught.value.line) == ("fillers.json", line)


def test_an_unknown_key_is_named(folder: Path) -> None:
    line = change(folder / "anchors.json", '"place": "early"', '"plaice": "early"')

    with pytest.raises(FileError) as caught:
        load_lexicons(folder)

    assert (caught.value.key, caught.value.line) == ("plaice", line)


def test_a_wrong_value_is_named(folder: Path) -> None:
    line = change(folder / "anchors.json", '"place": "early"', '"place": "soon"')

    with pytest.raises(FileError) as caught:
        load_lexicons(folder)

    assert (caught.value.key, caught.value.line) == ("place", line)


@pytest.mark.parametrize("broken", ["(unclosed", "<nowhere> we"])
def test_a_pattern_that_is_none_is_named(folder: Path, broken: str) -> None:
    line = change(
        folder / "evidence.json",
        '"pattern": "(?:halved',
        f'"pattern": "{broken}", "example": "x"}}, {{"pattern": "(?:halved',
    )

    with pytest.raises(FileError) as caught:
        load_lexicons(folder)

    assert (caught.value.path.name, caught.value.line, caught.value.key) == ("evidence.json", line, broken)


def edit(path: Path, key: str, value: Any) -> None:
    data = json.loads(path.read_text(encoding="utf-8"))
    data[key] = value
    path.write_text(json.dumps(data, indent=1), encoding="utf-8")


def test_a_missing_anchor_is_named(folder: Path) -> None:
    sets = json.loads((folder / "anchors.json").read_text(encoding="utf-8"))["sets"]
    edit(folder / "anchors.json", "sets", sets[1:])

    with pytest.raises(FileError) as caught:
        load_lexicons(folder)

    assert caught.value.key == "sets"


@pytest.mark.parametrize(
    ("categories", "key"), [({"cookery": []}, "cookery"), ({"design": [{"name": "user", "like": "nobody"}]}, "nobody")]
)
def test_an_unknown_category_or_anchor_is_named(folder: Path, categories: dict[str, Any], key: str) -> None:
    edit(folder / "structures.json", "categories", categories)

    with pytest.raises(FileError) as caught:
        load_lexicons(folder)

    assert (caught.value.path.name, caught.value.key) == ("structures.json", key)


def test_a_missing_file_and_foreign_bytes_are_named(folder: Path) -> None:
    (folder / "evidence.json").write_bytes(b"\xff\xfe")
    with pytest.raises(FileError) as foreign:
        load_lexicons(folder)
    (folder / "evidence.json").unlink()
    with pytest.raises(FileError) as missing:
        load_lexicons(folder)

    assert foreign.value.path == missing.value.path == folder / "evidence.json"
    assert missing.value.advice is not None


HEAD = SHIPPED.parent / "heads" / "hesitations.json"


def test_the_shipped_rules_for_hesitations_are_read() -> None:
    rules = load_hesitations(HEAD)

    assert rules.surer.threshold > rules.all.threshold
    assert rules.surer.precision >= rules.all.precision
    assert rules.surer.f1_low <= rules.surer.f1 <= rules.surer.f1_high


@pytest.mark.parametrize(("key", "value"), [("threshold", "1.5"), ("precision", '"good"'), ("f1_high", "-0.1")])
def test_a_rule_that_cannot_be_is_named(tmp_path: Path, key: str, value: str) -> None:
    told = json.loads(HEAD.read_text(encoding="utf-8"))
    told["rules"]["surer"][key] = json.loads(value)
    path = tmp_path / "hesitations.json"
    path.write_text(json.dumps(told, indent=1))

    with pytest.raises(FileError) as caught:
        load_hesitations(path)

    assert (caught.value.path, caught.value.key) == (path, key)
