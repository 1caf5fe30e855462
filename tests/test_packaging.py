"""What is shipped holds the whole program, and what is installed for development holds no copy of it."""

import os
import subprocess
import sys
import tarfile
from pathlib import Path
from zipfile import ZipFile

import pytest

from coach import __version__

ROOT = Path(__file__).resolve().parent.parent
PLACES = {"coach": "coach", "assets": "coach/_data/assets", "questions": "coach/_data/questions"}
"""Where a folder of the repository lies in the wheel."""


def build(kind: str, source: Path, folder: Path) -> Path:
    """Build without any network: the backend is installed for the tests."""
    made = subprocess.run(
        [sys.executable, "-m", "hatchling", "build", "-t", kind, "-d", str(folder)],
        cwd=source,
        env=os.environ | {"PYTHONDONTWRITEBYTECODE": "1"},
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert made.returncode == 0, made.stdout + made.stderr
    (built,) = folder.iterdir()
    return built


def names(wheel: Path) -> set[str]:
    with ZipFile(wheel) as archive:
        return {name for name in archive.namelist() if ".dist-info/" not in name}


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return build("wheel", ROOT, tmp_path_factory.mktemp("wheel"))


def test_the_wheel_holds_every_module_pack_and_asset_and_nothing_else(wheel: Path) -> None:
    expected = {
        f"{place}/{file.relative_to(ROOT / name).as_posix()}"
        for name, place in PLACES.items()
        for file in (ROOT / name).rglob("*")
        if file.is_file() and "__pycache__" not in file.parts
    }

    assert names(wheel) == expected


def test_the_wheel_finds_its_own_packs(wheel: Path, tmp_path: Path) -> None:
    with ZipFile(wheel) as archive:
        archive.extractall(tmp_path / "installed")
    environment = os.environ | {"PYTHONPATH": str(tmp_path / "installed"), "COACH_HOME": str(tmp_path / "home")}

    told = subprocess.run(
        [
            sys.executable,
            "-c",
            "import coach; print(coach.__file__); from coach.cli import main; main(['packs', 'list'])",
        ],
        cwd=tmp_path,
        env=environment,
        capture_output=True,
        text=True,
        timeout=60,
        check=True,
    )

    place, *packs = told.stdout.splitlines()
    assert Path(place) == tmp_path / "installed" / "coach" / "__init__.py"
    assert len(packs) == len(list((ROOT / "questions").glob("*.toml")))


def test_the_sdist_builds_the_same_wheel(wheel: Path, tmp_path: Path) -> None:
    archive = build("sdist", ROOT, tmp_path / "sdist")
    with tarfile.open(archive) as sources:
        sources.extraction_filter = getattr(tarfile, "data_filter", None)  # Debian 12's Python has none yet
        sources.extractall(tmp_path)

    again = build("wheel", tmp_path / f"anchor_coach-{__version__}", tmp_path / "wheel")

    assert names(again) == names(wheel)


def test_an_editable_install_holds_no_copy(tmp_path: Path) -> None:
    assert names(build("wheel:editable", ROOT, tmp_path)) == {"_anchor_coach.pth"}
