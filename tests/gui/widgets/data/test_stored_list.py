from __future__ import annotations

from pathlib import Path
from typing import get_args, get_type_hints

import pytest
from pytestqt.qtbot import QtBot

from coach.gui.theme import resized
from coach.gui.widgets.data.stored_list import NAMES, StoredList, breakable, doomed, size_words
from coach.practice.history import Stored
from tests.gui.sample import TEXTS
from tests.tools import samples

SOUND = Stored("recordings", Path("/data/recordings"), 2, 3_400_000)


@pytest.mark.parametrize(
    ("count", "words"),
    [(0, "0 kB"), (1, "1 kB"), (999_000, "999 kB"), (1_600_000, "2 MB"), (1_840_000_000, "1.8 GB")],
)
def test_sizes_are_said_as_a_person_would(count: int, words: str) -> None:
    assert TEXTS(size_words(count)) == words


def test_every_kind_has_its_name() -> None:
    assert set(NAMES) == set(get_args(get_type_hints(Stored)["kind"]))


def test_what_is_there_of_the_doomed_kinds_goes() -> None:
    none = Stored("reports", Path("/data/reports"), 0, 0)
    models = Stored("models", Path("/data/models"), 5, 100)

    assert doomed([SOUND, none, models]) == [SOUND]


def test_a_long_path_fits_into_a_narrow_page(qtbot: QtBot) -> None:
    made = StoredList(TEXTS, samples.theme())
    qtbot.addWidget(made)
    deep = Path("/home/ada") / "/".join(["a-rather-long-folder"] * 12)
    made.show_stored([Stored("recordings", deep, 1, 1)])

    assert made.minimumSizeHint().width() < 400
    assert breakable(deep).replace("\u200b", "") == str(deep)
    assert str(deep) in made.lines["recordings"][1].accessibleName()


def test_the_list_follows_what_is_there(qtbot: QtBot) -> None:
    made = StoredList(TEXTS, samples.theme())
    qtbot.addWidget(made)
    made.show_stored([SOUND, Stored("log", Path("/log"), 1, 10)])
    head = made.lines["recordings"][0]
    assert head.plain == "Recordings: 2 files, 3 MB"
    made.show_stored([Stored("recordings", Path("/data/recordings"), 1, 400)])
    made.set_theme(resized(samples.theme(), 200))

    assert made.lines["recordings"][0] is head
    assert head.plain == "Recordings: 1 file, 1 kB"
    assert list(made.lines) == ["recordings", "log"]
