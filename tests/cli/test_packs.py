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
