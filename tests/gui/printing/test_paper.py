"""A page on paper: sheets, headings that are not left alone, pictures in their place."""

from __future__ import annotations

import re
import shutil
import subprocess
from pathlib import Path

import pytest
from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter
from pytestqt.qtbot import QtBot

from coach.gui.printing.paper import print_page
from coach.practice.export.printing import Figure
from tests.tools import samples

needs_poppler = pytest.mark.skipif(shutil.which("pdftotext") is None, reason="pdftotext (poppler-utils) is missing")


def sheets(page: str, folder: Path, *figures: Figure) -> list[str]:
    path = folder / "page.pdf"
    print_page(page, figures, "A title\nof two lines", path, samples.texts())
    told = subprocess.run(
        ["pdftotext", "-layout", str(path), "-"], capture_output=True, text=True, timeout=30, check=True
    )
    return told.stdout.rstrip("\f").split("\f")


@needs_poppler
def test_a_heading_is_never_the_last_line_of_a_sheet(qtbot: QtBot, tmp_path: Path) -> None:
    table = "<table>" + "<tr><td>below</td><td>row</td></tr>" * 20 + "</table>"
    for lines in range(32, 62, 3):
        page = "<p>above</p>" * lines + f"<h2>Heading</h2>{table}<h2>Second</h2>" + "<p>after</p>" * 3
        made = sheets(page, tmp_path)
        assert "below" in next(sheet for sheet in made if "Heading" in sheet)
        whole = "".join(made)
        told = {word: whole.count(word) for word in ("above", "Heading", "below", "Second", "after")}
        assert told == {"above": lines, "Heading": 1, "below": 20, "Second": 1, "after": 3}


@needs_poppler
def test_every_sheet_carries_its_number_and_the_title(qtbot: QtBot, tmp_path: Path) -> None:
    made = sheets("<p>line</p>" * 150, tmp_path)

    assert len(made) > 2
    for number, sheet in enumerate(made, 1):
        assert re.search(rf"A title of two lines\s+{number} of {len(made)}\s*$", sheet)


@needs_poppler
def test_a_picture_stands_where_the_page_names_it(qtbot: QtBot, tmp_path: Path) -> None:
    boxes: list[QRectF] = []

    def paint(painter: QPainter) -> None:
        boxes.append(painter.transform().mapRect(QRectF(0, 0, 90, 30)))
        painter.setFont(samples.theme().font(14))
        painter.drawText(QRectF(0, 0, 90, 30), "painted")

    figures = (Figure("one", "", 90, 30, paint),)
    (sheet,) = sheets('<p>before</p><p><img src="figure:one"></p><p>after</p>', tmp_path, *figures)

    assert sheet.index("before") < sheet.index("painted") < sheet.index("after")
    (box,) = boxes
    assert box.width() / box.height() == pytest.approx(3.0, rel=0.01)
