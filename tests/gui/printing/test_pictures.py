"""The pictures of a report show what the Review page shows, as lines and text."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from xml.etree import ElementTree

import pytest
from pytestqt.qtbot import QtBot

from coach.gui.charts.envelope import envelope
from coach.gui.charts.picture import picture_png, picture_svg
from coach.gui.printing import pictures
from coach.gui.printing.pictures import ROW, WIDE
from coach.model import Attempt, Recording
from coach.practice.export.printing import Figure
from tests.adapters.export.cases import STORY, full, take, written
from tests.tools import samples
from tests.tools.sounds.speech import spoken, typed

TEXTS = samples.texts()
SVG = "{http://www.w3.org/2000/svg}"


def drawn(figure: Figure) -> tuple[list[str], bytes]:
    """Return the texts of a picture, and the picture as pixels."""
    svg = picture_svg(figure.paint, figure.width, figure.height).decode()
    texts = ["".join(one.itertext()).strip() for one in ElementTree.fromstring(svg).iter(f"{SVG}text")]
    return texts, picture_png(figure.paint, figure.width, figure.height)


def timeline(attempt: Attempt, *, sound: bool = True) -> Figure:
    told = samples.tell(samples.SCRIPT)
    heard = envelope(samples.sound_of(told.words, told.seconds)) if sound else None
    made = pictures.timeline(attempt, heard, TEXTS, samples.theme())
    assert made is not None
    return made


def test_a_timeline_has_its_lanes_and_its_clock(qtbot: QtBot) -> None:
    figure = timeline(samples.reviewed())

    texts, _ = drawn(figure)
    assert {"Sound", "Anchors", "Fillers", "Pauses", "Pace", "0:00", "0:30", "Decision", "5.6 s"} <= set(texts)
    assert figure.width == WIDE
    assert figure.about.startswith("1 min")
    assert "5 anchors" in figure.about


def test_a_recording_that_is_gone_leaves_the_rest(qtbot: QtBot) -> None:
    with_sound, without = timeline(samples.reviewed()), timeline(samples.reviewed(), sound=False)

    assert "Sound" not in drawn(without)[0]
    assert with_sound.height > without.height


def test_every_picture_is_of_its_own_take(qtbot: QtBot) -> None:
    one = samples.reviewed()
    other = samples.reviewed(script="{problem It broke .} (3.0) {decision I fixed it .}")

    assert drawn(timeline(one))[1] == drawn(timeline(one))[1]
    assert drawn(timeline(one))[1] != drawn(timeline(other))[1]


def test_a_typed_answer_has_no_timeline(qtbot: QtBot) -> None:
    assert pictures.timeline(written(), None, TEXTS, samples.theme()) is None


def test_a_take_without_words_has_empty_lanes(qtbot: QtBot) -> None:
    silent = replace(take(typed("")), recording=Recording(Path("a.wav"), 12.0, 16000))
    figure = pictures.timeline(silent, None, TEXTS, samples.theme())

    assert figure is not None
    assert "Pace" not in drawn(figure)[0]


def test_shares_name_their_anchors_in_order(qtbot: QtBot) -> None:
    figure = pictures.shares(full(), TEXTS, samples.theme())

    assert figure is not None
    texts, _ = drawn(figure)
    names = [text for text in texts if not text.endswith("%")]
    assert names == ["Problem", "Decision", "Outcome"]
    assert figure.height == 3 * ROW + 8
    for text in texts:
        assert text in figure.about


@pytest.mark.parametrize("attempt", [replace(written(), reviews=()), take(spoken("Too short.")), samples.reviewed()])
def test_where_nothing_was_kept_there_are_no_shares(qtbot: QtBot, attempt: Attempt) -> None:
    assert pictures.shares(attempt, TEXTS, samples.theme()) is None


def test_a_typed_answer_has_shares(qtbot: QtBot) -> None:
    assert pictures.shares(take(typed(STORY)), TEXTS, samples.theme()) is not None
