from pathlib import Path

from tests.cli.conftest import Program

PACK = """format = 1
id = "mine"
title = "Mine"
language = "en"
licence = "CC0-1.0"

[[question]]
id = "one"
category = "strategy"
text = "What would you stop doing?"
parts = ["What", "Why"]
aim_seconds = 90
anchors = ["problem", "decision"]
follow_ups = ["Who would mind?", "How would you know?"]
key_terms = []
roles = ["product_manager"]
"""


def test_the_packs_are_listed(program: Program) -> None:
    assert "metrics" in program("packs", "list").out


def test_a_good_pack_is_called_good(program: Program, tmp_path: Path) -> None:
    (tmp_path / "mine.toml").write_text(PACK, encoding="utf-8")

    done = program("packs", "check", "mine.toml")

    assert (done.code, done.err) == (0, "")
    assert "mine.toml" in done.out


def test_a_wrong_pack_is_named_and_the_others_still_work(program: Program) -> None:
    folder = program.home / "data" / "questions"
    folder.mkdir(parents=True)
    (folder / "mine.toml").write_text(PACK.replace("90", '"long"'), encoding="utf-8")

    done = program("packs", "list")

    assert "metrics" in done.out
    assert "aim_seconds" in done.err
    assert program("packs", "check", str(folder / "mine.toml")).code == 1


def test_a_pack_comes_in_and_goes_out(program: Program, tmp_path: Path) -> None:
    file, copy = tmp_path / "from a friend.toml", tmp_path / "copy.toml"
    file.write_text(PACK, encoding="utf-8")
    kept = program.home / "data" / "questions"

    assert program("packs", "import", str(file)).code == 0
    assert (kept / "mine.toml").read_text("utf-8") == PACK
    assert "mine-2" in program("packs", "import", str(file)).out
    file.write_text(PACK.replace("stop doing", "begin"), encoding="utf-8")
    assert program("packs", "import", "--replace", str(file)).code == 0
    assert program("packs", "export", "mine", str(copy)).code == 0
    assert copy.read_text("utf-8") == file.read_text("utf-8")
    assert len(list((kept / "deleted").iterdir())) == 1


def test_what_is_no_pack_stays_outside(program: Program, tmp_path: Path) -> None:
    file = tmp_path / "mine.toml"
    file.write_text(PACK.replace("90", '"long"'), encoding="utf-8")

    done = program("packs", "import", str(file))

    assert (done.code, done.out) == (1, "")
    assert "aim_seconds" in done.err
    assert program("packs", "export", "nobody", str(tmp_path / "x.toml")).code == 1
    assert not (tmp_path / "x.toml").exists()
