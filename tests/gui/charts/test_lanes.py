import numpy as np
import pytest
from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor, QImage, QPainter
from pytestqt.qtbot import QtBot

from coach.analysis.delivery.pace_curve import PaceCurve
from coach.gui.charts import lanes
from coach.gui.charts.envelope import Envelope, envelope
from coach.gui.charts.plot import Scale
from coach.messages import msg
from coach.model import Certainty, Moment, Pausing
from tests.tools import samples

LANE = lanes.Lane("any", 0, 40)
SCALE = Scale(0.0, 10.0, QRectF(0, 0, 200, 40))


class Sheet:
    """Paper of 200 by 40 pixels, white."""

    def __init__(self) -> None:
        self.image = QImage(200, 40, QImage.Format.Format_RGB32)
        self.image.fill(QColor("white"))
        self.painter = QPainter(self.image)

    def inked(self) -> set[int]:
        """Return the columns that hold any ink."""
        self.painter.end()
        return {x for x in range(200) for y in range(40) if self.image.pixelColor(x, y) not in (QColor("white"), None)}


@pytest.fixture
def sheet(qtbot: QtBot) -> Sheet:
    return Sheet()


def moment(kind: str, name: str, start: float | None, end: float | None, certainty: Certainty = "heard") -> Moment:
    return Moment(kind, name, start, end, "", certainty, msg("samples.any"))  # type: ignore[arg-type]


def test_lanes_stand_one_below_the_other_and_grow_with_the_text() -> None:
    small = lanes.lay_out(samples.theme(), ("sound", "anchors"))
    large = lanes.lay_out(samples.theme(percent=200), ("sound", "anchors"))

    assert small[1].top == small[0].bottom
    assert large[1].height == 2 * small[1].height


def test_the_sound_is_painted_where_it_is_loud(sheet: Sheet) -> None:
    loud = np.zeros(1000, dtype=np.float32)
    loud[500:600] = 0.5

    lanes.paint_sound(sheet.painter, SCALE, LANE, envelope(loud), 10.0, QColor("black"))
    sheet.painter.end()

    def tall(x: int) -> int:
        return sum(sheet.image.pixelColor(x + d, y).lightness() < 128 for d in range(3) for y in range(40))

    assert tall(108) > 3 * tall(30)


@pytest.mark.parametrize("columns", [0, 1, 7])
def test_any_number_of_columns_can_be_painted(sheet: Sheet, columns: int) -> None:
    few = np.full(columns, 0.3, dtype=np.float32)

    lanes.paint_sound(sheet.painter, SCALE, LANE, Envelope(-few, few), 10.0, QColor("black"))

    assert bool(sheet.inked()) == (columns > 0)


def test_a_pause_of_the_person_cuts_the_waveform(sheet: Sheet) -> None:
    lanes.paint_pausings(sheet.painter, SCALE, LANE, (Pausing(5.0, 9.0), Pausing(60.0, 1.0)), samples.theme())

    assert sheet.inked() <= set(range(94, 107))


def test_an_anchor_takes_the_room_of_its_words(sheet: Sheet) -> None:
    one = moment("anchor", "decision", 2.0, 6.0)

    lanes.paint_anchors(sheet.painter, SCALE, LANE, [one, moment("anchor", "x", None, None)], samples.theme(), {})

    inked = sheet.inked()
    assert {41, 60, 117} <= inked
    assert not inked & set(range(38))


def inked(kind: str, name: str, certainty: Certainty) -> set[tuple[int, int]]:
    """Return the pixels that one moment takes."""
    sheet = Sheet()
    shown = [moment(kind, name, 2.0, 6.0, certainty)]
    if kind == "anchor":
        lanes.paint_anchors(sheet.painter, SCALE, LANE, shown, samples.theme(), {})
    else:
        lanes.paint_fillers(sheet.painter, SCALE, LANE, shown, samples.theme())
    sheet.painter.end()
    return {(x, y) for x in range(200) for y in range(40) if sheet.image.pixelColor(x, y).lightness() < 200}


def test_certainty_shows_without_colour(qtbot: QtBot) -> None:
    assert len(inked("anchor", "outcome", "heard")) > 1.3 * len(inked("anchor", "outcome", "probable"))


def test_a_probable_filler_has_another_shape(qtbot: QtBot) -> None:
    heard, probable = inked("filler", "um", "heard"), inked("filler", "um", "probable")

    assert max(x for x, _ in heard) - min(x for x, _ in heard) <= 2
    assert max(x for x, _ in probable) - min(x for x, _ in probable) >= 5  # the ring
    stem = {y for x, y in probable if 39 <= x <= 40}
    assert len(stem) < 0.8 * (max(stem) - min(stem))  # dashed, and the ring is hollow
    assert {y for _, y in heard} == set(range(min(y for _, y in heard), max(y for _, y in heard) + 1))


def test_fillers_and_pauses_without_a_place_are_left_out(sheet: Sheet) -> None:
    lanes.paint_fillers(sheet.painter, SCALE, LANE, [moment("filler", "um", None, None)], samples.theme())
    lanes.paint_pauses(sheet.painter, SCALE, LANE, [moment("pause", "long", None, None)], samples.theme(), ["1 s"])

    assert sheet.inked() == set()


def test_a_bracket_spans_its_pause(sheet: Sheet) -> None:
    pauses = [moment("pause", "long", 4.0, 8.0), moment("pause", "brief", 9.0, 9.4)]

    lanes.paint_pauses(sheet.painter, SCALE, LANE, pauses, samples.theme(), ["4.0 s", "0.4 s"])

    inked = sheet.inked()
    assert set(range(81, 159)) <= inked
    assert not inked & set(range(165, 178))


def test_the_pace_has_a_gap_where_nothing_can_be_told(sheet: Sheet) -> None:
    times = np.arange(0, 10.5, 0.5)
    rates = np.where((times > 4) & (times < 6), np.nan, 200.0)

    lanes.paint_pace(sheet.painter, SCALE, LANE, PaceCurve(times, rates), (110, 170), samples.theme())
    sheet.painter.end()

    accent = samples.theme().colour("accent")
    curve = {x for x in range(200) for y in range(40) if sheet.image.pixelColor(x, y) == accent}
    assert {40, 60, 150} <= curve
    assert not curve & set(range(85, 115))


def test_no_pace_no_ink(sheet: Sheet) -> None:
    nothing = PaceCurve(np.array([0.0, 1.0]), np.array([np.nan, np.nan]))

    lanes.paint_pace(sheet.painter, SCALE, LANE, nothing, (110, 170), samples.theme())

    assert sheet.inked() == set()


def test_a_strip_leaves_long_pauses_out(sheet: Sheet) -> None:
    shown = [moment("pause", "long", 4.0, 6.0), moment("pause", "brief", 1.0, 1.5), moment("anchor", "lesson", 9.8, 10)]

    lanes.paint_strip(sheet.painter, QRectF(0, 0, 200, 40), shown, 10.0, samples.theme())

    inked = sheet.inked()
    assert not inked & set(range(83, 118))
    assert {25, 70, 130, 190} <= inked


def test_a_strip_of_nothing_is_empty(sheet: Sheet) -> None:
    lanes.paint_strip(sheet.painter, QRectF(0, 0, 200, 40), [], 0.0, samples.theme())

    assert sheet.inked() == set()


def test_the_sound_of_a_short_take_ends_where_it_ends_on_the_axis_of_a_long_one(sheet: Sheet) -> None:
    loud = envelope(np.full(1000, 0.5, dtype=np.float32))

    lanes.paint_sound(sheet.painter, SCALE, LANE, loud, 4.0, QColor("black"))

    assert max(sheet.inked()) < 80


def test_nothing_is_painted_of_a_sound_that_ended_before_what_is_in_sight(sheet: Sheet) -> None:
    later = Scale(5.0, 10.0, QRectF(0, 0, 200, 40))

    lanes.paint_sound(sheet.painter, later, LANE, envelope(np.full(10, 0.5, dtype=np.float32)), 4.0, QColor("black"))

    assert sheet.inked() == set()
