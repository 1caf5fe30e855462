import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from coach.analysis.delivery.pace_curve import pace_curve
from coach.gui.charts.envelope import envelope
from coach.gui.charts.timeline import TimelineChart, TimelineValues
from tests.tools import samples

NAMES = {"problem": "Problem", "decision": "Decision", "tradeoff": "Trade-off"}


def values() -> TimelineValues:
    told = samples.tell(samples.SCRIPT)
    return TimelineValues(
        seconds=told.seconds,
        moments=samples.report(told).moments,
        sound=envelope(samples.sound_of(told.words, told.seconds)),
        pace=pace_curve(told.words, told.seconds),
        anchors=NAMES,
    )


@pytest.fixture
def chart(qtbot: QtBot) -> TimelineChart:
    made = TimelineChart(samples.texts(), samples.theme())
    qtbot.addWidget(made)
    made.set_values(values())
    made.resize(900, 420)
    made.show()
    return made


def test_the_sentence_says_what_the_chart_shows(chart: TimelineChart) -> None:
    said = chart.card.sentence.text()

    assert said == "1 min 21 s: 5 anchors heard, at least 8 fillers and probably 2 more, 5 pauses of a second or more."
    assert chart.plot.accessibleName() == "Timeline of the answer"


def test_a_click_seeks(qtbot: QtBot, chart: TimelineChart) -> None:
    with qtbot.waitSignal(chart.sought) as sought:
        qtbot.mouseClick(chart.plot.viewport(), Qt.MouseButton.LeftButton, pos=chart.plot.position_of(40.0).toPoint())

    assert sought.args[0] == pytest.approx(40.0, abs=0.2)


def test_keys_hop_from_moment_to_moment_and_read_it_out(qtbot: QtBot, chart: TimelineChart) -> None:
    first = chart.plot.pointer
    for _ in range(3):
        qtbot.keyClick(chart.plot, Qt.Key.Key_Down)
    third = chart.plot.pointer
    qtbot.keyClick(chart.plot, Qt.Key.Key_Up)

    assert first is None
    assert third is not None
    assert chart.plot.pointer is not None
    assert chart.plot.pointer < third
    assert "heard clearly" in chart.card.readout.text()

    with qtbot.waitSignal(chart.sought) as sought:
        qtbot.keyClick(chart.plot, Qt.Key.Key_Return)
    assert sought.args == [chart.plot.pointer]


def test_tab_goes_on_from_the_chart(qtbot: QtBot, chart: TimelineChart) -> None:
    chart.activateWindow()
    chart.plot.setFocus()
    qtbot.waitUntil(chart.plot.hasFocus)

    qtbot.keyClick(chart.plot, Qt.Key.Key_Tab)

    qtbot.waitUntil(lambda: not chart.plot.hasFocus())


def test_what_is_pointed_at_is_named(chart: TimelineChart) -> None:
    decision = next(moment for moment in values().moments if moment.name == "decision")
    assert decision.start is not None

    chart.plot.point_at(decision.start + 1)

    assert "Decision, heard clearly" in chart.card.readout.text()
    assert "words a minute" in chart.card.readout.text()


def test_the_table_holds_every_moment_in_order(qtbot: QtBot, chart: TimelineChart) -> None:
    chart.card.toggle.click()

    table = chart.card.table
    assert table.rowCount() == len(values().moments)
    kinds = {item.text() for row in range(table.rowCount()) if (item := table.item(row, 1)) is not None}
    assert {"Fillers", "Pauses", "Anchors", "Evidence"} <= kinds

    table.setCurrentCell(0, 0)
    with qtbot.waitSignal(chart.sought) as sought:
        qtbot.keyClick(table, Qt.Key.Key_Return)
    assert sought.args[0] == min(moment.start or 0.0 for moment in values().moments)


def test_the_cursor_is_kept_in_sight(chart: TimelineChart) -> None:
    chart.plot.zoom(4.0, 5.0)

    chart.set_cursor(60.0)

    assert chart.cursor_at == 60.0
    assert chart.plot.scale_now().first <= 60.0 <= chart.plot.scale_now().last
    chart.set_cursor(None)
    assert chart.cursor_at is None


def test_an_answer_without_a_report_shows_its_sound_alone(chart: TimelineChart) -> None:
    tall = chart.plot.height()

    chart.set_values(TimelineValues(74.0, with_sound=True, judged=False))

    assert chart.card.sentence.text() == "1 min 14 s of sound."
    assert not chart.card.toggle.isVisible()
    assert chart.plot.minimumHeight() < tall


def test_the_waveform_may_come_later(chart: TimelineChart) -> None:
    chart.set_values(TimelineValues(10.0, with_sound=True))
    before = chart.grab().toImage()
    told = samples.tell("One two three four five six seven.")

    chart.set_sound(envelope(samples.sound_of(told.words, 10.0)))

    assert chart.grab().toImage() != before


@pytest.mark.parametrize("name", ["light", "dark", "cream", "contrast"])
def test_every_theme_paints_at_any_size(qtbot: QtBot, chart: TimelineChart, name: str) -> None:
    chart.set_theme(samples.theme(name, 200))
    chart.plot.setFocus()
    chart.plot.point_at(3.0)
    chart.set_cursor(5.0)

    pixel = chart.plot.grab().toImage().pixelColor(8, chart.plot.height() - 9)
    assert pixel == samples.theme(name).colour("surface")
