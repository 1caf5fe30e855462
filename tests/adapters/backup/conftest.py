from pathlib import Path

import pytest

from tests.adapters.backup.desk import Desk


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    made = Desk(tmp_path / "home")
    made.fill("here")
    return made


@pytest.fixture
def other(tmp_path: Path) -> Desk:
    """Another computer, with other takes on it."""
    made = Desk(tmp_path / "other")
    made.fill("there")
    return made


@pytest.fixture
def backup(other: Desk, tmp_path: Path) -> Path:
    """The backup that was made there."""
    return other.save(tmp_path / "there.zip").path
