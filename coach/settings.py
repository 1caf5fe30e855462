"""The person's choices, and where files live."""

from __future__ import annotations

import os
import re
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Literal

import msgspec
import platformdirs

from coach.errors import FileError
from coach.messages import msg
from coach.practice.keys.actions import wrong_choice

APP = "anchor-coach"


class Settings(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Hold every choice a person can make; an empty name means "what the system uses".

    `keys` are the single keys that a person chose, by what they do.
    """

    microphone: str = ""
    loudspeaker: str = ""
    read_aloud: bool = True
    voice: str = ""
    rate: Annotated[int, msgspec.Meta(ge=80, le=320)] = 165
    engine: Literal["moonshine", "whisper"] = "moonshine"
    model: str = ""
    data_folder: str = ""
    theme: Literal["system", "light", "dark", "cream", "contrast"] = "system"
    text_percent: Annotated[int, msgspec.Meta(ge=100, le=200)] = 100
    language: str = "en"
    count_up: bool = False
    live_captions: bool = False
    live_anchors: bool = False
    fillers: Literal["surer", "all"] = "surer"
    pitch: bool = False
    ask_feeling: bool = True
    keys: dict[str, str] = {}
    voice_missing_told: bool = False


@dataclass(frozen=True, slots=True)
class Folders:
    """Hold where files live; `COACH_HOME` moves all of them below one folder."""

    config: Path
    data: Path
    cache: Path
    log: Path

    @property
    def settings_file(self) -> Path:
        """Return the file with the person's choices."""
        return self.config / "settings.json"


def find_folders() -> Folders:
    """Find the folders of this user."""
    home = os.environ.get("COACH_HOME")
    if home:
        base = Path(home).expanduser().absolute()
        return Folders(base / "config", base / "data", base / "cache", base / "log")
    return Folders(
        Path(platformdirs.user_config_dir(APP, appauthor=False)),
        Path(platformdirs.user_data_dir(APP, appauthor=False)),
        Path(platformdirs.user_cache_dir(APP, appauthor=False)),
        Path(platformdirs.user_log_dir(APP, appauthor=False)),
    )


def find_resources() -> Path:
    """Return the folder that holds `assets` and `questions`: inside the package, or the repository it runs from."""
    package = Path(__file__).resolve().parent
    installed = package / "_data"
    return installed if installed.is_dir() else package.parent


def load_settings(path: Path) -> tuple[Settings, FileError | None]:
    """Read the choices; a file that cannot be used is set aside, named in the error, and the defaults returned."""
    if not path.exists():
        return Settings(), None
    data = b""
    try:
        data = path.read_bytes()
        settings = msgspec.json.decode(data, type=Settings)
    except (OSError, msgspec.DecodeError) as error:
        line, key = _where(data, str(error))
        return Settings(), _broken(path, line, key, type(error).__name__)
    if wrong_choice(settings.keys):
        line, key = _where_in_keys(data)
        return Settings(), _broken(path, line, key, "keys")
    return settings, None


def _broken(path: Path, line: int, key: str, detail: str) -> FileError:
    """Set the file aside and say where it is broken."""
    aside = _set_aside(path)
    message = msg("errors.settings.broken", file=str(path), line=line, key=key or "-", aside=aside.name)
    return FileError(message, path, msg("errors.settings.broken.advice"), line, key, detail=detail)


def save_settings(path: Path, settings: Settings) -> None:
    """Write the choices, whole or not at all, one key a line."""
    path.parent.mkdir(parents=True, exist_ok=True)
    fresh = path.with_suffix(".new")
    fresh.write_bytes(msgspec.json.format(msgspec.json.encode(settings), indent=2) + b"\n")
    fresh.replace(path)


def _where(data: bytes, said: str) -> tuple[int, str]:
    """Find the line (1-based) and key that a decoding error speaks of."""
    text = data.decode("utf-8", "replace")
    _, _, tail = said.partition("`$.")
    named = re.match(r"\w+", tail)
    key = named.group() if named is not None else ""
    if key == "keys":
        return _where_in_keys(data)
    if not key and "unknown field `" in said:
        key = said.split("unknown field `")[1].rstrip("`")
    if key:
        position = text.find(f'"{key}"')
    else:
        digits = said.rpartition("(byte ")[2].rstrip(")")
        position = int(digits) if digits.isdigit() else len(text)
    return text.count("\n", 0, max(position, 0)) + 1, key


def _where_in_keys(data: bytes) -> tuple[int, str]:
    """Find the line (1-based) and the name of the first of the chosen keys that cannot be."""
    text = data.decode("utf-8", "replace")
    keys = msgspec.json.decode(data)["keys"]
    wrong = wrong_choice(keys) if isinstance(keys, dict) else ""
    begin = max(text.find('"keys"'), 0)
    position = text.find(msgspec.json.encode(wrong).decode(), begin) if wrong else begin
    return text.count("\n", 0, max(position, begin)) + 1, f"keys.{wrong}" if wrong else "keys"


def _set_aside(path: Path) -> Path:
    for number in range(1, 1000):
        aside = path.with_name(f"{path.stem}.broken-{number}{path.suffix}")
        if not aside.exists():
            path.replace(aside)
            return aside
    return path
