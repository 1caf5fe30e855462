"""What a new user meets: help at once, an example without screen and microphone, honest answers to odd files."""

import itertools
import json
import subprocess
import sys
from pathlib import Path

import jsonschema
import pytest

from tests.endtoend.conftest import ANSWER_WORDS, ROOT, Run

SCHEMA = json.loads((ROOT / "assets" / "schemas" / "analysis.json").read_text(encoding="utf-8"))


def test_help_loads_neither_qt_nor_numpy() -> None:
    program = (
        "import sys\nfrom coach.cli import main\n"
        "try:\n    main(['--help'])\nexcept SystemExit:\n    pass\n"
        "print('LOADED', [name for name in sys.modules if name.split('.')[0] in "
        "('PySide6', 'numpy', 'sqlalchemy', 'av', 'sounddevice')])"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, timeout=60, check=True)

    assert "practice" in done.stdout
    assert "LOADED []" in done.stdout


def test_without_screen_and_microphone_an_example_is_spoken_and_reviewed(coach: Run, home: Path) -> None:
    done = coach("start")

    assert done.returncode == 0, done.stderr
    assert "search" in done.stdout
    report = next(line for line in done.stdout.splitlines() if line.startswith("The report is in "))
    path = Path(report.removeprefix("The report is in "))
    assert path.is_relative_to(home)
    assert "search" in path.read_text(encoding="utf-8").lower()


def test_a_spoken_file_becomes_json_of_the_schema(coach: Run, answer: Path) -> None:
    done = coach("analyze", str(answer), "--json", "--category", "metrics")

    assert done.returncode == 0, done.stderr
    found = json.loads(done.stdout)
    jsonschema.validate(found, SCHEMA)
    text = found["transcript"]["text"].lower()
    assert sum(word in text for word in ANSWER_WORDS) >= 4, text
    words = found["transcript"]["words"]
    assert all(a["end"] <= b["start"] for a, b in itertools.pairwise(words))
    assert found["anchors"]["decision"]["state"] != "missing"


def test_a_typed_answer_is_judged_by_its_content_alone(coach: Run, tmp_path: Path) -> None:
    typed = tmp_path / "typed.txt"
    typed.write_text("The problem was churn. I decided to stop the campaign. " * 5, encoding="utf-8")

    done = coach("analyze", str(typed), "--json", "--category", "strategy")

    assert done.returncode == 0, done.stderr
    found = json.loads(done.stdout)
    jsonschema.validate(found, SCHEMA)
    assert found["transcript"]["words"] == []
    assert found["anchors"]["decision"]["state"] == "found"
    assert all(moment["start"] is None for moment in found["moments"])


@pytest.mark.parametrize(
    "name", ["missing.wav", "folder.wav", "empty.wav", "noise.mp3", "header.wav", "missing.txt", "binary.txt"]
)
def test_an_odd_file_gets_one_clear_sentence(coach: Run, tmp_path: Path, name: str) -> None:
    (tmp_path / "folder.wav").mkdir()
    (tmp_path / "empty.wav").touch()
    (tmp_path / "noise.mp3").write_bytes(bytes(range(256)) * 40)
    (tmp_path / "header.wav").write_bytes(b"RIFF\x24\x00\x00\x00WAVEfmt ")
    (tmp_path / "binary.txt").write_bytes(b"\xff\xfe\x00\x80" * 50)

    done = coach("analyze", name, "--json")

    assert done.returncode == 1
    assert done.stdout == ""
    assert len(done.stderr.strip().splitlines()) == 1, done.stderr
    assert name in done.stderr
    assert "Traceback" not in done.stderr


def test_of_several_files_those_that_work_are_printed(coach: Run, tmp_path: Path) -> None:
    (tmp_path / "good.txt").write_text("The problem was churn, and I decided to stop. " * 4, encoding="utf-8")

    done = coach("analyze", "missing.wav", "good.txt", "--json")

    assert done.returncode == 1
    assert [each["file"] for each in json.loads(done.stdout)] == ["good.txt"]
    assert "missing.wav" in done.stderr


def test_silence_is_no_failure(coach: Run, tmp_path: Path) -> None:
    import wave

    with wave.open(str(tmp_path / "silence.wav"), "wb") as file:
        file.setparams((1, 2, 16000, 0, "NONE", ""))
        file.writeframes(bytes(2 * 16000 * 3))

    done = coach("analyze", "silence.wav", "--json")

    assert done.returncode == 0, done.stderr
    found = json.loads(done.stdout)
    jsonschema.validate(found, SCHEMA)
    assert found["transcript"]["words"] == []
    assert found["moments"] == []
    assert found["feedback"]["next_step"]


def test_an_imported_file_is_in_the_history_and_its_words_are_not_in_the_log(
    coach: Run, answer: Path, home: Path
) -> None:
    done = coach("import", str(answer))

    assert done.returncode == 0, done.stderr
    [take] = json.loads(coach("history", "--json").stdout)
    assert take["state"] == "reviewed"
    assert sum(word in take["text"].lower() for word in ANSWER_WORDS) >= 4
    log = (home / "log" / "coach.log").read_text(encoding="utf-8").lower()
    assert log
    assert "complaints" not in log
    exported = coach("export", "--to", "out")
    assert exported.returncode == 0, exported.stderr
    assert Path(exported.stdout.strip()).suffix == ".md"


def test_broken_settings_are_named_and_set_aside(coach: Run, home: Path) -> None:
    (home / "config").mkdir()
    (home / "config" / "settings.json").write_text('{\n  "rate": "fast"\n}', encoding="utf-8")

    done = coach("packs", "list")

    assert done.returncode == 0
    assert "line 2" in done.stderr
    assert "rate" in done.stderr
    assert (home / "config" / "settings.broken-1.json").exists()


def test_a_broken_database_is_named_and_set_aside_and_takes_come_back(coach: Run, home: Path, answer: Path) -> None:
    assert coach("import", str(answer)).returncode == 0
    for leftover in ("history.db-wal", "history.db-shm"):
        (home / "data" / leftover).unlink(missing_ok=True)
    (home / "data" / "history.db").write_bytes(b"this is no database" * 400)

    done = coach("history", "--json")

    assert done.returncode == 0, done.stderr
    assert "history" in done.stderr
    assert [take["state"] for take in json.loads(done.stdout)] == ["recovered"]


def test_a_broken_pack_is_named_with_line_and_key(coach: Run, tmp_path: Path) -> None:
    (tmp_path / "mine.toml").write_text(
        'format = 1\nid = "mine"\ntitle = "Mine"\nlanguage = "en"\nlicence = "MIT"\n\n[[question]]\nid = "a"\n'
        'category = "strategy"\ntext = "What?"\nparts = ["One"]\naim_seconds = "long"\n',
        encoding="utf-8",
    )

    done = coach("packs", "check", "mine.toml")

    assert done.returncode == 1
    assert "mine.toml" in done.stderr
    assert "12" in done.stderr
    assert "aim_seconds" in done.stderr


@pytest.mark.parametrize("words", [["nonsense"], ["practice", "--count", "0"], ["analyze"], ["models"]])
def test_misuse_is_exit_code_two(coach: Run, words: list[str]) -> None:
    done = coach(*words)

    assert done.returncode == 2
    assert "Traceback" not in done.stderr


def test_the_kennedy_recording_is_heard(coach: Run, speech_dir: Path) -> None:
    done = coach("analyze", str(speech_dir / "jfk.wav"), "--json")

    assert done.returncode == 0, done.stderr
    found = json.loads(done.stdout)
    jsonschema.validate(found, SCHEMA)
    reference = next(
        clip["transcript"] for clip in json.loads((speech_dir / "index.json").read_text()) if clip["id"] == "jfk"
    )
    said = [word["text"].strip(".,?!").lower() for word in found["transcript"]["words"]]
    missed = [word for word in reference.lower().replace(",", "").replace(".", "").split() if word not in said]
    assert len(missed) <= 4, missed
