"""The bin: what is put there is found again, and writing is whole or not at all."""

from __future__ import annotations

import os
from datetime import UTC, datetime
from pathlib import Path

import pytest

from coach.adapters.packs.bin import Bin, write_text
from coach.errors import FileError


def test_what_is_put_in_is_found_again(tmp_path: Path) -> None:
    kept = Bin(tmp_path / "deleted")
    assert kept.entries() == []
    pack = kept.put("a", "mine")
    question = kept.put("b", "mine", "a-question", 4)
    assert kept.entries() == [question, pack]
    assert (question.pack_id, question.question, question.place) == ("mine", "a-question", 4)
    assert (pack.question, pack.place) == ("", 0)
    assert kept.find(pack.id).path.read_text("utf-8") == "a"
    assert question.binned_at.tzinfo is UTC
    kept.drop(question)
    kept.drop(question)
    assert kept.entries() == [pack]
    with pytest.raises(FileError) as failure:
        kept.find(question.id)
    assert failure.value.message.key == "packs.gone"


def test_two_things_of_one_moment_are_both_kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    class Still(datetime):
        @classmethod
        def now(cls, tz: object = None) -> Still:
            return cls(2026, 3, 2, tzinfo=UTC)

    monkeypatch.setattr("coach.adapters.packs.bin.datetime", Still)
    kept = Bin(tmp_path)
    kept.put("a", "mine")
    kept.put("b", "mine")
    assert [entry.path.read_text("utf-8") for entry in kept.entries()] == ["b", "a"]


@pytest.mark.parametrize(
    "name",
    ["notes.toml", "20260302T120000000000Z.toml", "20260302T120000000000Z.mine.one.two.three.toml", "x.mine.toml"],
)
def test_other_files_are_left_alone(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_text("x", "utf-8")
    assert Bin(tmp_path).entries() == []


def test_a_file_is_written_whole_or_not_at_all(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "deep" / "mine.toml"
    write_text(path, "Gr\u00fc\u00dfe\n")
    assert path.read_bytes() == "Gr\u00fc\u00dfe\n".encode()

    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(FileError) as failure:
        write_text(path, "half")
    assert (failure.value.message.key, failure.value.path) == ("packs.unwritable", path)
    assert failure.value.advice is not None
    assert path.read_text("utf-8") == "Gr\u00fc\u00dfe\n"
    assert [each.name for each in path.parent.iterdir()] == ["mine.toml"]


def test_a_folder_that_cannot_be_made_is_said(tmp_path: Path) -> None:
    (tmp_path / "deep").write_text("a file", "utf-8")
    with pytest.raises(FileError):
        write_text(tmp_path / "deep" / "mine.toml", "x")


def test_a_link_to_elsewhere_stays_one(tmp_path: Path) -> None:
    real, link = tmp_path / "real.toml", tmp_path / "link.toml"
    real.write_text("old", "utf-8")
    link.symlink_to(real)
    write_text(link, "new")
    assert link.is_symlink()
    assert real.read_text("utf-8") == "new"
