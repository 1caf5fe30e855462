import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from coach.analysis.delivery.pace_curve import pace_curve
from coach.gui.charts.envelope import envelope
from coach.gui.charts.stack import TimelineValues
from coach.gui.charts.timeline import TimelineChart
from coach.model import Bookmark
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


@pytest.fixture
def tooled(qtbot: QtBot) -> TimelineChart:
    made = TimelineChart(samples.texts(), samples.theme(), tools=True)
    qtbot.addWidget(made)
    made.set_values(values())
    made.resize(900, 520)
    made.show()
    return made


def test_a_person_who_looks_elsewhere_is_left_there_until_they_want_the_sound_again(tooled: TimelineChart) -> None:
    tooled.set_cursor(5.0)
    tooled.plot.zoom(8.0, 5.0)
    assert tooled.zoom_bar.to_sound.isHidden()

    tooled.plot.scroll_to(60.0)
    tooled.set_cursor(5.2)
    assert tooled.plot.scale_now().first == pytest.approx(60.0)
    assert tooled.zoom_bar.to_sound.isVisible()

    tooled.zoom_bar.to_sound.click()
    assert tooled.plot.scale_now().first <= 5.2 <= tooled.plot.scale_now().last
    assert tooled.zoom_bar.to_sound.isHidden()
    tooled.set_cursor(40.0)
    assert tooled.plot.scale_now().first <= 40.0 <= tooled.plot.scale_now().last


def test_scrolling_the_sound_into_sight_follows_it_again(tooled: TimelineChart) -> None:
    tooled.set_cursor(5.0)
    tooled.plot.zoom(8.0, 5.0)
    tooled.plot.scroll_to(60.0)

    tooled.plot.scroll_to(2.0)

    assert tooled.zoom_bar.to_sound.isHidden()
    tooled.set_cursor(30.0)
    assert tooled.plot.scale_now().first <= 30.0 <= tooled.plot.scale_now().last


def test_zoom_and_scroll_hide_with_the_chart(tooled: TimelineChart) -> None:
    tooled.zoom_bar.nearer.click()
    assert tooled.zoom_bar.bar.isVisible()

    tooled.card.toggle.click()
    assert not tooled.zoom_bar.isVisible()
    assert not tooled.zoom_bar.bar.isVisible()
    tooled.card.toggle.click()
    assert tooled.zoom_bar.isVisible()
    assert tooled.zoom_bar.bar.isVisible()
    tooled.zoom_bar.whole.click()
    assert not tooled.zoom_bar.bar.isVisible()


def test_without_tools_there_are_none(chart: TimelineChart) -> None:
    chart.plot.zoom(8.0, 5.0)
    chart.plot.scroll_to(60.0)

    assert not any(part.isVisible() for part in (chart.zoom_bar, chart.zoom_bar.bar, chart.zoom_bar.to_sound))


def test_bookmarks_are_flags_rows_and_places_to_stop_at(qtbot: QtBot, tooled: TimelineChart) -> None:
    before, rows = tooled.plot.grab().toImage(), len(values().moments)
    tooled.set_bookmarks((Bookmark("a", 50.0, "the good bit"),))

    assert tooled.plot.grab().toImage() != before
    tooled.plot.point_at(50.0)
    assert "Bookmark: the good bit" in tooled.card.readout.text()
    assert tooled.neighbour(49.9, 1) == 50.0
    tooled.plot.point_at(49.9)
    qtbot.keyClick(tooled.plot, Qt.Key.Key_Down)
    assert tooled.plot.pointer == 50.0
    tooled.card.toggle.click()
    assert tooled.card.table.rowCount() == rows + 1
    tooled.set_moments(())
    assert tooled.card.table.rowCount() == 1


def test_a_loop_and_a_chosen_stretch_are_painted(tooled: TimelineChart) -> None:
    plain = tooled.plot.grab().toImage()

    tooled.set_loop((10.0, 20.0))
    looped = tooled.plot.grab().toImage()
    tooled.set_loop(None)
    assert looped != plain
    assert tooled.plot.grab().toImage() == plain

    tooled.plot.choose((10.0, 20.0))
    chosen = tooled.plot.grab().toImage()
    assert chosen not in (plain, looped)
    assert "0:10 to 0:20 is chosen" in tooled.card.readout.text()
    tooled.set_loop((10.0, 20.0))
    assert tooled.plot.grab().toImage() == looped


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
