import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coach.settings import Settings, find_folders, find_resources, load_settings, save_settings


def test_what_is_saved_is_loaded(tmp_path: Path) -> None:
    path = tmp_path / "deep" / "settings.json"
    chosen = Settings(microphone="Desk", rate=140, theme="cream", text_percent=150)

    save_settings(path, chosen)

    assert load_settings(path) == (chosen, None)
    assert [file.name for file in path.parent.iterdir()] == ["settings.json"]


def test_without_a_file_the_usual_settings_are_used(tmp_path: Path) -> None:
    assert load_settings(tmp_path / "settings.json") == (Settings(), None)


@pytest.mark.parametrize(
    ("text", "line", "key"),
    [
        ('{\n  "theme": "light",\n  "rate": "fast"\n}\n', 3, "rate"),
        ('{\n  "rate": 5000\n}\n', 2, "rate"),
        ('{\n  "theme": "pink"\n}\n', 2, "theme"),
        ('{\n  "speed": 1\n}\n', 2, "speed"),
        ('{\n  "rate": 140,\n  oops\n}\n', 3, ""),
        ("", 1, ""),
        ('{\n  "keys": {\n    "loop": "K",\n    "dance": "D"\n  }\n}\n', 4, "keys.dance"),
        ('{\n  "keys": {\n    "loop": "Banana"\n  }\n}\n', 3, "keys.loop"),
        ('{\n  "keys": {\n    "loop": 5\n  }\n}\n', 3, "keys.loop"),
        ('{\n  "keys": {\n    "pause": "1"\n  }\n}\n', 3, "keys.pause"),
        ('{\n  "keys": {\n    "edit": "Tab"\n  }\n}\n', 3, "keys.edit"),
        ('{\n  "keys": "L"\n}\n', 2, "keys"),
    ],
)
def test_a_broken_file_is_named_and_set_aside(tmp_path: Path, text: str, line: int, key: str) -> None:
    path = tmp_path / "settings.json"
    path.write_text(text, encoding="utf-8")

    settings, problem = load_settings(path)

    assert settings == Settings()
    assert problem is not None
    assert (problem.path, problem.line, problem.key) == (path, line, key)
    assert not path.exists()
    assert (tmp_path / "settings.broken-1.json").read_text(encoding="utf-8") == text


def test_keys_that_a_person_chose_are_kept(tmp_path: Path) -> None:
    path = tmp_path / "settings.json"
    chosen = Settings(keys={"loop": "K", "edit": "1", "next": "PgDown", "note": "å"})

    save_settings(path, chosen)

    assert load_settings(path) == (chosen, None)


def test_a_second_broken_file_does_not_replace_the_first(tmp_path: Path) -> None:
    path = tmp_path / "settings.json"
    for text in ("first", "second"):
        path.write_text(text, encoding="utf-8")
        load_settings(path)

    assert (tmp_path / "settings.broken-1.json").read_text(encoding="utf-8") == "first"
    assert (tmp_path / "settings.broken-2.json").read_text(encoding="utf-8") == "second"


def test_a_folder_in_its_place_is_set_aside_too(tmp_path: Path) -> None:
    path = tmp_path / "settings.json"
    path.mkdir()

    settings, problem = load_settings(path)

    assert settings == Settings()
    assert problem is not None


@given(st.binary())
def test_no_bytes_break_the_loading(data: bytes) -> None:
    from tempfile import TemporaryDirectory

    with TemporaryDirectory() as folder:
        path = Path(folder, "settings.json")
        path.write_bytes(data)
        load_settings(path)


def test_the_file_reads_one_key_a_line(tmp_path: Path) -> None:
    path = tmp_path / "settings.json"
    save_settings(path, Settings())

    lines = path.read_text(encoding="utf-8").splitlines()

    assert len(lines) == len(json.loads(path.read_text(encoding="utf-8"))) + 2


def test_one_variable_moves_every_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COACH_HOME", str(tmp_path))

    folders = find_folders()

    assert {folder.parent for folder in (folders.config, folders.data, folders.cache, folders.log)} == {tmp_path}
    assert folders.settings_file == tmp_path / "config" / "settings.json"


def test_without_it_the_system_decides(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("COACH_HOME", raising=False)

    assert all("anchor-coach" in str(folder) for folder in (find_folders().data, find_folders().config))


def test_the_resources_are_found() -> None:
    assert (find_resources() / "assets" / "messages" / "en").is_dir()
