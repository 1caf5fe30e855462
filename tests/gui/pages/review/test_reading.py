from dataclasses import replace
from pathlib import Path

from pytestqt.qtbot import QtBot

from coach.gui.pages.review.reading import Reading
from coach.model import ANCHORS
from tests.tools import samples

NAMES: dict[str, str] = {name: name for name in ANCHORS}


def test_transcript_and_details_stand_one_below_the_other_where_there_is_little_room(
    qtbot: QtBot, tmp_path: Path
) -> None:
    reading = Reading(samples.texts(), samples.theme())
    qtbot.addWidget(reading)
    reading.show_attempt(samples.reviewed(tmp_path / "take.wav"), NAMES)
    reading.resize(1100, 700)
    reading.show()
    qtbot.waitUntil(lambda: reading.details.x() > reading.transcript.x())

    reading.resize(620, 900)

    qtbot.waitUntil(lambda: reading.details.y() > reading.transcript.y())


def test_a_take_without_a_review_shows_neither_words_nor_details(qtbot: QtBot, tmp_path: Path) -> None:
    reading = Reading(samples.texts(), samples.theme())
    qtbot.addWidget(reading)
    reading.show()

    reading.show_attempt(replace(samples.reviewed(tmp_path / "take.wav"), reviews=()), NAMES)

    assert not reading.transcript.isVisible()
    assert not reading.details.isVisible()
