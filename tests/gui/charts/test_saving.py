from pathlib import Path
from xml.etree import ElementTree

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QFileDialog, QWidget
from pytestqt.qtbot import QtBot

from coach.gui.charts.chart_card import ChartCard
from coach.gui.charts.saving import ask_for_file, file_name, save_picture
from coach.gui.charts.trend import TrendChart, TrendValues
from coach.messages import msg
from tests.tools import samples

SVG = "{http://www.w3.org/2000/svg}"


@pytest.fixture
def chart(qtbot: QtBot) -> TrendChart:
    made = TrendChart(samples.texts(), samples.theme())
    qtbot.addWidget(made)
    points = samples.trend_points()
    made.set_values(TrendValues("speech_rate", "words/min", points, None, msg("charts.trend.name")))
    made.resize(700, 420)
    made.show()
    return made


def texts_in(path: Path) -> list[str]:
    return [text.text or "" for text in ElementTree.parse(path).iter(f"{SVG}text")]


def test_an_svg_holds_the_sentence_the_axis_and_no_pixels(chart: TrendChart, tmp_path: Path) -> None:
    path = tmp_path / "trend.svg"
    chart.plot.point_at(3.0)

    save_picture(path, chart.plot, samples.theme(), "Trend", "It went down.")

    page = ElementTree.parse(path)
    assert "It went down." in texts_in(path)
    assert any("Mar" in text for text in texts_in(path))
    assert not list(page.iter(f"{SVG}image"))
    assert chart.plot.grab().toImage() == chart.plot.grab().toImage()


def test_a_png_is_twice_as_large_and_holds_the_chart(chart: TrendChart, tmp_path: Path) -> None:
    path = tmp_path / "trend.png"

    save_picture(path, chart.plot, samples.theme(), "Trend", "It went down.")

    image = QImage(str(path))
    assert image.width() == 2 * (chart.plot.width() + 48)
    accent = samples.theme().colour("accent")
    assert any(
        image.pixelColor(x, y) == accent for x in range(0, image.width(), 3) for y in range(0, image.height(), 3)
    )


def test_the_pointer_is_not_in_the_picture_and_is_back_afterwards(chart: TrendChart, tmp_path: Path) -> None:
    plain, pointed = tmp_path / "plain.svg", tmp_path / "pointed.svg"
    save_picture(plain, chart.plot, samples.theme(), "Trend", "")
    chart.plot.point_at(3.0)
    before = chart.plot.grab().toImage()

    save_picture(pointed, chart.plot, samples.theme(), "Trend", "")

    assert plain.read_bytes() == pointed.read_bytes()
    assert chart.plot.grab().toImage() == before


@pytest.mark.parametrize(("chosen", "kind", "expected"), [
    ("a.svg", "PNG picture (*.png)", "a.svg"),
    ("a.PNG", "SVG drawing (*.svg)", "a.PNG"),
    ("a", "SVG drawing (*.svg)", "a.svg"),
    ("a.b", "PNG picture (*.png)", "a.b.png"),
])  # fmt: skip
def test_the_kind_gives_a_name_its_ending(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, chosen: str, kind: str, expected: str
) -> None:
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (f"/x/{chosen}", kind))
    parent = QWidget()
    qtbot.addWidget(parent)

    assert ask_for_file(parent, "Save", "trend.png", "") == Path("/x") / expected

    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: ("", ""))
    assert ask_for_file(parent, "Save", "trend.png", "") is None


def test_the_name_to_begin_with_has_letters_and_digits_only() -> None:
    assert file_name("Trend over your takes") == "trend-over-your-takes.png"
    assert file_name("…") == "chart.png"


def test_a_card_saves_by_key_and_by_click_and_says_so(qtbot: QtBot, chart: TrendChart, tmp_path: Path) -> None:
    card: ChartCard = chart.card
    asked: list[str] = []

    def choose(parent: QWidget, title: str, name: str, kinds: str) -> Path:
        asked.append(name)
        return tmp_path / f"{len(asked)}.svg"

    card.choose_file = choose
    qtbot.mouseClick(card.save, Qt.MouseButton.LeftButton)
    assert card.note.text() == "Saved as 1.svg."
    qtbot.keyClick(card.save, Qt.Key.Key_Space)

    assert asked == ["trend-over-your-takes.png"] * 2
    assert (tmp_path / "2.svg").read_text("utf-8").startswith("<?xml")


def test_a_folder_that_cannot_be_written_into_is_said_calmly(chart: TrendChart, tmp_path: Path) -> None:
    chart.card.choose_file = lambda *_: tmp_path / "gone" / "trend.png"

    chart.card.save.click()

    assert chart.card.note.isVisible()
    assert "Please choose another folder." in chart.card.note.text()
    chart.card.note.hide()
    chart.card.choose_file = lambda *_: None
    chart.card.save.click()
    assert not chart.card.note.isVisible()
