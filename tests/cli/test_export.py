"""`coach export`: every format comes out of the terminal, whole, and readable by other programs."""

from __future__ import annotations

import csv
import json
import shutil
import subprocess
import sys
import wave
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from coach.practice.export.formats import FORMATS
from tests.cli.conftest import Program

SCHEMA = Path(__file__).resolve().parents[2] / "assets" / "schemas" / "analysis.json"


@pytest.fixture(scope="module")
def shelf(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return where the home of a program with one take is kept: to make it takes seconds, to copy it none."""
    return tmp_path_factory.mktemp("shelf") / "home"


@pytest.fixture
def take(program: Program, tmp_path: Path, shelf: Path) -> str:
    if shelf.exists():
        shutil.copytree(shelf, program.home)
    else:
        path = tmp_path / "answer.wav"
        with wave.open(str(path), "wb") as file:
            file.setparams((1, 2, 16000, 0, "NONE", ""))
            file.writeframes(bytes(range(256)) * 1600)
        assert program("import", str(path)).code == 0
        shutil.copytree(program.home, shelf)
    identity: str = json.loads(program("history", "--json").out)[0]["id"]
    return identity


def test_an_empty_history_says_how_to_fill_it(program: Program) -> None:
    assert "coach practice" in program("export").out


@pytest.mark.parametrize("kind", ["markdown", "json", "csv", "srt", "vtt", "html"])
def test_takes_are_exported_as_text(program: Program, take: str, kind: str) -> None:
    done = program("export", "--format", kind, "--to", "deep/folder")

    path = Path(done.out.strip())
    text = path.read_text(encoding="utf-8-sig")
    assert done.code == 0
    assert path.parent == Path("deep/folder")
    assert "slow search" in " ".join(text.split())
    if kind == "json":
        assert json.loads(text)[0]["review"]["transcript"]["words"]
    if kind == "csv":
        assert [row["id"] for row in csv.DictReader(text.splitlines())] == [take]


@pytest.mark.parametrize("kind", [one.key for one in FORMATS])
def test_every_format_leaves_one_whole_file_and_never_overwrites(program: Program, take: str, kind: str) -> None:
    first, second = (Path(program("export", "--format", kind, "--to", "out").out.strip()) for _ in range(2))

    assert first.stat().st_size > 0
    assert second.name == f"{first.stem} (2){first.suffix}"
    assert sorted(Path("out").iterdir()) == sorted([first, second])


def test_a_pdf_needs_no_screen_and_no_window(program: Program, take: str) -> None:
    """In a process of its own: this one has had Qt for long."""
    script = (
        "import sys; from coach.cli import main; code = main(sys.argv[1:]); "
        "assert 'PySide6' in sys.modules; sys.exit(code)"
    )
    done = subprocess.run(
        [sys.executable, "-c", script, "export", "--format", "pdf", take],
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )

    assert (done.returncode, done.stderr) == (0, "")
    assert Path(done.stdout.strip()).read_bytes().startswith(b"%PDF")


def test_a_computer_that_cannot_draw_is_told_what_is_missing(
    program: Program, take: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Broken:
        def find_spec(self, name: str, *_: object) -> None:
            if name == "coach.gui.printing.press":
                raise ImportError("libEGL.so.1: cannot open shared object file")

    monkeypatch.delitem(sys.modules, "coach.gui.printing.press", raising=False)
    monkeypatch.setattr(sys, "meta_path", [Broken(), *sys.meta_path])
    done = program("export", "--format", "html", "--to", "out")

    assert done.code == 1
    assert "libEGL.so.1" in done.err
    assert "apt install" in done.err
    assert list(Path("out").iterdir()) == []
    assert program("export", "--format", "markdown", "--to", "out").code == 0


def test_one_take_is_exported_by_its_id_once(program: Program, take: str) -> None:
    done = program("export", take, take)

    assert done.code == 0
    assert len(done.out.splitlines()) == 1


def test_an_unknown_id_is_a_known_failure(program: Program, take: str) -> None:
    done = program("export", "nothing", "--to", "out")

    assert done.code == 1
    assert "Traceback" not in done.err
    assert list(Path("out").iterdir()) == []


def test_a_folder_that_cannot_be_written_is_a_known_failure(program: Program, take: str, tmp_path: Path) -> None:
    (tmp_path / "file").touch()

    done = program("export", "--to", "file/folder")

    assert done.code == 1
    assert "file/folder" in done.err


def test_a_take_without_a_review_is_left_out_and_said(program: Program) -> None:
    from coach.adapters.database.takes import SqlHistory
    from coach.adapters.wav import WavWriter, wav_seconds
    from coach.model import Recording

    history = SqlHistory(program.home / "data", wav_seconds)
    attempt = history.begin(None)
    assert attempt.recording is not None
    with WavWriter(attempt.recording.path, 16000) as wav:
        wav.write(bytes(32000))
    history.recorded(attempt.id, Recording(attempt.recording.path, 1.0, 16000))
    history.close()

    done = program("export")

    assert (done.code, done.out) == (0, "")
    assert done.err == "Nothing was saved.\n1 answer has no review yet; open it in the history to make one.\n"
    assert program("export", "--format", "json").code == 0


def test_what_the_person_corrected_is_exported(program: Program, take: str) -> None:
    from coach.adapters.database.takes import SqlHistory
    from coach.adapters.wav import wav_seconds
    from coach.model import Correction

    def exported() -> dict[str, Any]:
        path = Path(program("export", "--format", "json").out.strip())
        review: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))[0]["review"]
        jsonschema.Draft202012Validator(json.loads(SCHEMA.read_text(encoding="utf-8"))).validate(review)
        return review

    before = exported()
    history = SqlHistory(program.home / "data", wav_seconds)
    history.correct(take, Correction("fix", "filler", "um", "added", 60.0, 60.4))
    history.close()
    after = exported()

    added = [one for one in after["moments"] if one not in before["moments"]]
    assert [(one["name"], one["start"], one["text"], one["certainty"]) for one in added] == [("um", 60.0, "", "heard")]
    assert added[0]["why"] == "You added this."
    assert after["transcript"] == before["transcript"]
    counts = [review["measures"]["fillers_heard"]["value"] for review in (before, after)]
    assert counts[1] == counts[0] + 1
