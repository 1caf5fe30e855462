from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QFontMetricsF
from pytestqt.qtbot import QtBot

from coach.gui.charts.maps.marks import Mark
from coach.gui.charts.maps.matrix import MatrixChart, MatrixValues, broken
from coach.gui.theme import NAMES, resized
from coach.messages import msg
from tests.tools import samples

VALUES = MatrixValues(
    down=("Metrics and analytics", "Roadmap, prioritisation and stakeholders"),
    across=("Problem", "Decision", "Trade-off"),
    cells=(
        (
            Mark("filled", "heard in 2 of 3 takes", "2/3", 0.66),
            Mark("half", "probably", "0/3"),
            Mark("hollow", "", "0/3"),
        ),
        (Mark("dash", "no take yet"), Mark("dash", "no take yet"), Mark("dash", "no take yet")),
    ),
    legend=((Mark("filled", ""), "heard"), (Mark("dash", ""), "no take yet")),
    anchors=("problem", "decision", "tradeoff"),
    sentence=msg("coverage.anchors.all"),
)


@pytest.fixture
def chart(qtbot: QtBot) -> MatrixChart:
    made = MatrixChart(samples.texts(), samples.theme(), msg("history_charts.coverage.anchors"))
    qtbot.addWidget(made)
    made.set_values(VALUES)
    made.resize(900, 400)
    made.show()
    return made


def test_arrow_keys_walk_the_cells_and_enter_chooses(qtbot: QtBot, chart: MatrixChart) -> None:
    keys = Qt.Key
    qtbot.keyClick(chart.board, keys.Key_Right)
    assert chart.card.readout.text() == "Metrics and analytics · Problem: heard in 2 of 3 takes"
    for key in (keys.Key_Right, keys.Key_Right, keys.Key_Down):
        qtbot.keyClick(chart.board, key)
    assert chart.card.readout.text().endswith("Trade-off: no take yet")

    with qtbot.waitSignal(chart.chosen) as chosen:
        qtbot.keyClick(chart.board, keys.Key_Return)

    assert chosen.args == [1, 2]


def test_a_click_chooses_a_cell(qtbot: QtBot, chart: MatrixChart) -> None:
    with qtbot.waitSignal(chart.chosen) as chosen:
        place = chart.board.room.boxes[1].center().toPoint()
        qtbot.mouseClick(chart.board, Qt.MouseButton.LeftButton, pos=place)

    assert chosen.args == [0, 1]


def test_the_table_has_every_cell(qtbot: QtBot, chart: MatrixChart) -> None:
    chart.card.toggle.click()
    assert chart.card.table.rowCount() == 6
    texts = [chart.card.table.item(1, column) for column in range(3)]
    assert [item.text() for item in texts if item] == ["Metrics and analytics", "Decision", "probably"]
    chart.card.table.setCurrentCell(5, 0)

    with qtbot.waitSignal(chart.chosen) as chosen:
        qtbot.keyClick(chart.card.table, Qt.Key.Key_Return)

    assert chosen.args == [1, 2]


def test_cells_stand_in_columns_where_there_is_room_and_flow_where_there_is_not(chart: MatrixChart) -> None:
    assert chart.is_grid(chart.board.width())
    boxes = chart.board.room.boxes
    assert boxes[0].left() == boxes[3].left()
    assert boxes[0].top() == boxes[2].top()

    chart.set_theme(resized(samples.theme("contrast"), 200))
    chart.resize(420, 900)
    chart.grab()

    assert not chart.is_grid(chart.board.width())
    boxes = chart.board.room.boxes
    assert boxes[1].top() >= boxes[0].top()
    assert all(box.right() <= chart.board.width() and box.height() >= 32 for box in boxes)
    assert not any(one.intersects(other) for one in boxes for other in boxes if one is not other)


@pytest.mark.parametrize("name", NAMES)
def test_an_anchor_has_its_own_colour(chart: MatrixChart, name: str) -> None:
    theme = samples.theme(name)
    chart.set_theme(theme)
    image = chart.board.grab().toImage()

    for column, anchor in enumerate(VALUES.anchors):
        box = chart.board.room.boxes[column].toRect()
        colour = theme.anchor_colour(anchor)
        assert any(
            image.pixelColor(x, y) == colour
            for x in range(box.left(), box.right())
            for y in range(box.top(), box.bottom())
        )


def test_nothing_to_show_is_a_sentence_alone(qtbot: QtBot, chart: MatrixChart) -> None:
    chart.set_values(MatrixValues())

    assert not chart.board.isVisible()
    assert not chart.card.toggle.isVisible()
    assert not chart.card.save.isVisible()
    assert chart.card.readout.text() == ""
    assert "Once a take" in chart.card.sentence.text()
    chart.set_values(VALUES)
    assert chart.board.isVisible()


def test_many_stories_have_names_of_two_lines_at_most(chart: MatrixChart) -> None:
    metrics = QFontMetricsF(samples.theme().font(14))
    lines = broken("The long night in which the queue of the payments team grew", metrics, 90).split("\n")
    assert len(lines) == 2
    assert lines[1].endswith("…")
    assert all(metrics.horizontalAdvance(line) <= 91 for line in lines)
    assert broken("Outage", metrics, 90) == "Outage"
    assert broken("", metrics, 90) == ""

    stories = tuple(f"Story {number}" for number in range(30))
    told = tuple(Mark("filled", "told", "2") for _ in stories)
    chart.set_values(MatrixValues(("Design",), stories, (told,), sentence=msg("coverage.stories.all")))
    assert not chart.is_grid(chart.board.width())
    assert len(chart.board.room.boxes) == 30


def test_what_is_worth_trying_next_has_a_dashed_ring_and_is_in_the_legend_then_only(chart: MatrixChart) -> None:
    legend = (*VALUES.legend, (Mark("next", ""), "worth trying next"))

    def ink(values: MatrixValues) -> int:
        chart.set_values(values)
        image = chart.board.grab().toImage()
        box = chart.board.room.boxes[2].toRect()
        colour = samples.theme().colour("text").rgb()
        return sum(image.pixel(x, box.top() + 1) == colour for x in range(box.left(), box.right()))

    assert ink(replace(VALUES, legend=legend)) == 0
    assert len(chart._legend(900)[0]) == 2
    ringed = ink(replace(VALUES, legend=legend, next=(0, 2)))
    assert 20 < ringed < 0.8 * chart.board.room.boxes[2].width()
    assert len(chart._legend(900)[0]) == 3
