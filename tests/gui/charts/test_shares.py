from dataclasses import replace

import pytest
from PySide6.QtCore import QPoint, Qt
from pytestqt.qtbot import QtBot

from coach.analysis.verdicts.time_shares import Piece
from coach.gui.charts.shares import SharesChart, SharesValues, shares_of, summary
from coach.gui.theme import NAMES, style_sheet
from coach.model import Attempt, Candidate, Correction
from tests.gui.inspect import fits
from tests.tools import samples


def take() -> Attempt:
    attempt = samples.reviewed()
    review = attempt.review
    assert review is not None
    assert review.report is not None
    text = review.transcript.text
    marks = [moment for moment in review.report.moments if moment.kind == "anchor"]
    places = [(mark.name, text.index(mark.text), len(mark.text)) for mark in marks]
    candidates = tuple(Candidate("anchor", name, start, start + long, 3.0) for name, start, long in places)
    return replace(attempt, reviews=(replace(review, report=replace(review.report, candidates=candidates)),))


VALUES = SharesValues(
    100.0,
    (Piece("", 0, 10), Piece("problem", 10, 30), Piece("decision", 30, 55), Piece("", 55, 100)),
    90.0,
    judged=True,
)


@pytest.fixture
def chart(qtbot: QtBot) -> SharesChart:
    made = SharesChart(samples.texts(), samples.theme())
    qtbot.addWidget(made)
    made.setStyleSheet(style_sheet(samples.theme()))
    made.set_values(VALUES)
    made.resize(900, 300)
    made.show()
    return made


def test_a_take_is_divided_by_its_anchors() -> None:
    values = shares_of(take())

    assert [name for name in values.totals if name] == ["problem", "decision", "tradeoff", "outcome", "lesson"]
    assert values.pieces[-1].end == values.seconds
    assert sum(values.totals.values()) == pytest.approx(values.seconds)
    assert values.aim == 90
    assert values.comfortable == (54, 135)


def test_what_a_person_refused_has_no_piece() -> None:
    attempt = take()
    review = attempt.review
    assert review is not None
    assert review.report is not None
    mark = next(one for one in review.report.moments if one.name == "decision")
    refusal = Correction("c", "anchor", "decision", "dismissed", mark.start, mark.end, mark.text)

    assert "decision" not in shares_of(replace(attempt, corrections=(refusal,))).totals


def test_the_sentence_says_length_aim_and_parts() -> None:
    texts = samples.texts()
    said = texts(summary(VALUES, texts))
    assert said == "1 min 40 s, with an aim of 1 min 30 s: problem 20 %, decision 25 %, around them 55 %."

    assert texts(summary(replace(VALUES, aim=None, pieces=()), texts)) == "1 min 40 s. No anchor was placed in it yet."
    assert "has been reviewed" in texts(summary(shares_of(samples.unreviewed()), texts))
    typed = replace(samples.reviewed(), recording=None)
    review = typed.review
    assert review is not None
    typed = replace(typed, reviews=(replace(review, transcript=replace(review.transcript, words=())),))
    assert "typed answer" in texts(summary(shares_of(typed), texts))


def test_keys_hop_from_piece_to_piece_and_enter_plays(qtbot: QtBot, chart: SharesChart) -> None:
    keys = Qt.Key
    for key in (keys.Key_Down, keys.Key_Down):
        qtbot.keyClick(chart.plot, key)
    assert chart.card.readout.text() == "0:10  Problem, 20 s, 20 % of the answer"
    qtbot.keyClick(chart.plot, keys.Key_Down)
    qtbot.keyClick(chart.plot, keys.Key_Up)
    assert "Problem" in chart.card.readout.text()

    with qtbot.waitSignal(chart.sought) as sought:
        qtbot.keyClick(chart.plot, keys.Key_Return)

    assert sought.args == [10.0]


def test_a_click_plays_from_there_but_not_after_the_end(qtbot: QtBot, chart: SharesChart) -> None:
    heard: list[float] = []
    chart.sought.connect(heard.append)
    for at in (40.0, 103.0):
        x = round(chart.plot.position_of(at).x())
        qtbot.mouseClick(chart.plot.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(x, 50))

    assert heard == [pytest.approx(40, abs=0.2)]


def test_the_table_has_every_piece_and_plays_too(qtbot: QtBot, chart: SharesChart) -> None:
    chart.card.toggle.click()
    cells = [chart.card.table.item(2, column) for column in range(4)]
    assert [cell.text() for cell in cells if cell] == ["0:30", "Decision", "25 s", "25 %"]
    chart.card.table.setCurrentCell(2, 0)

    with qtbot.waitSignal(chart.sought) as sought:
        qtbot.keyClick(chart.card.table, Qt.Key.Key_Return)

    assert sought.args == [30.0]


@pytest.mark.parametrize("name", NAMES)
def test_pieces_have_their_anchors_colours_and_the_aim_is_marked(chart: SharesChart, name: str) -> None:
    theme = samples.theme(name)
    chart.set_theme(theme)
    image = chart.plot.grab().toImage()
    y = round(chart._lines.bar) + 12

    def colour_at(seconds: float) -> str:
        return str(image.pixelColor(round(chart.plot.position_of(seconds).x()), y).name())

    assert colour_at(20) == theme.anchor_colour("problem").name()
    assert colour_at(40) == theme.anchor_colour("decision").name()
    assert colour_at(70) == theme.colour("raised").name()
    x = round(chart.plot.position_of(90).x())
    column = {image.pixelColor(x + side, y + down).name() for down in range(20) for side in (-1, 0)}
    assert theme.colour("text").name() in column


@pytest.mark.parametrize(("percent", "width"), [(100, 500), (200, 640)])
def test_nothing_is_cut(chart: SharesChart, percent: int, width: int) -> None:
    theme = samples.theme("cream", percent)
    chart.setStyleSheet(style_sheet(theme))
    chart.set_theme(theme)
    chart.resize(width, 620)
    chart.grab()

    fits(chart, width)


def test_an_answer_without_a_review_has_one_sentence_alone(qtbot: QtBot) -> None:
    chart = SharesChart(samples.texts(), samples.theme())
    qtbot.addWidget(chart)
    chart.set_values(shares_of(samples.unreviewed()))
    chart.show()

    qtbot.keyClick(chart.plot, Qt.Key.Key_Down)

    assert chart.card.readout.text() == ""
    assert not chart.card.toggle.isVisible()
    chart.set_values(SharesValues())
    assert chart.grab().width() > 0
    assert chart.values.percent("problem") == 0
