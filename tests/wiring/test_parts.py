"""What the window is handed of the packs: the person's own beside the program's, and the steps of each category."""

from __future__ import annotations

from pathlib import Path

import pytest

from coach.messages import load_texts
from coach.model import CATEGORIES
from coach.practice.own_packs import look
from coach.practice.rows import SLOT_NAMES
from coach.settings import Settings, find_folders, find_resources
from coach.wiring import Parts
from tests.practice.promises.own_packs import NEW


@pytest.fixture
def parts(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Parts:
    monkeypatch.setenv("COACH_HOME", str(tmp_path))
    return Parts(Settings(), find_folders(), load_texts(find_resources() / "assets" / "messages"))


def test_a_persons_packs_are_in_the_data_folder(parts: Parts) -> None:
    parts.packs.make("Mine", NEW)
    assert parts.packs.folder == parts.data_folder / "questions"
    assert (parts.data_folder / "questions" / "mine.toml").is_file()
    shelf = look(parts.packs)
    assert shelf.questions[0].text == NEW.text
    assert len(shelf.packs) > 10
    assert not shelf.problems


def test_the_steps_of_the_categories_have_names(parts: Parts) -> None:
    steps = parts.steps()
    assert set(steps) <= set(CATEGORIES)
    assert len(steps) >= 8
    assert all(set(slots) <= set(SLOT_NAMES) for slots in steps.values())
