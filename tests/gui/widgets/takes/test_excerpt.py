from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QFontMetrics, QImage, QPainter
from pytestqt.qtbot import QtBot

from coach.gui.widgets.takes.excerpt import paint_excerpt, shorten
from tests.tools import samples

TEXT = "so we held the number back until the cohort was clear and told the board that retention had not moved at all"


def metrics() -> QFontMetrics:
    return QFontMetrics(samples.theme().font(14))


def at(word: str) -> tuple[int, int]:
    return TEXT.index(word), TEXT.index(word) + len(word)


def test_a_text_with_room_stays_as_it_is(qtbot: QtBot) -> None:
    assert shorten(TEXT, [at("cohort")], metrics(), 5000) == (TEXT, [at("cohort")])
    assert shorten("two\nlines", [(4, 9)], metrics(), 5000) == ("two lines", [(4, 9)])


def test_a_late_word_comes_into_sight(qtbot: QtBot) -> None:
    text, hits = shorten(TEXT, [at("number"), at("retention")], metrics(), 300)
    assert text.startswith("so we")
    assert text.endswith("…")
    assert [text[start:end] for start, end in hits] == ["number"]

    text, hits = shorten(TEXT, [at("retention")], metrics(), 300)
    assert text.startswith("… ")
    assert [text[start:end] for start, end in hits] == ["retention"]


def test_words_behind_the_end_are_left_out(qtbot: QtBot) -> None:
    text, hits = shorten(TEXT, [], metrics(), 120)

    assert text.endswith("…")
    assert hits == []


def painted(hits: list[tuple[int, int]]) -> QImage:
    image = QImage(400, 24, QImage.Format.Format_RGB32)
    image.fill(Qt.GlobalColor.white)
    painter = QPainter(image)
    paint_excerpt(painter, QRectF(0, 0, 400, 24), "the number was real", hits, samples.theme())
    painter.end()
    return image


def test_found_words_are_told_by_shape_and_not_by_colour_alone(qtbot: QtBot) -> None:
    def longest_line(image: QImage) -> int:
        runs = [0]
        for y in range(image.height()):
            run = 0
            for x in range(image.width()):
                run = run + 1 if image.pixelColor(x, y).lightness() < 140 else 0
                runs.append(run)
        return max(runs)

    assert longest_line(painted([(4, 10)])) > 40  # underlined
    assert longest_line(painted([])) < 20
