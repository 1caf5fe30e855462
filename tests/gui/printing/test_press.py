"""A whole report on paper and for a browser: other programs find everything in it."""

from __future__ import annotations

import re
import shutil
import subprocess
import threading
from pathlib import Path

import html5lib
import pytest
from PySide6.QtGui import QGuiApplication
from pytestqt.qtbot import QtBot

from coach.adapters.wav import read_samples
from coach.gui.printing.press import Press, ready_without_screen
from coach.model import Attempt
from coach.practice.ports import Controls
from coach.wiring.exports import writer_of
from tests.adapters.export.cases import HOSTILE, ROOT, STORY, TEXTS, full, take, written
from tests.gui.sample import RESOURCES
from tests.tools import samples
from tests.tools.sounds.speech import spoken, typed

needs_poppler = pytest.mark.skipif(shutil.which("pdftotext") is None, reason="pdftotext (poppler-utils) is missing")


def press() -> Press:
    return Press(TEXTS, RESOURCES, read_samples)


def write(key: str, attempt: Attempt, folder: Path) -> Path:
    target = folder / f"report.{key}"
    assert list(writer_of(key, TEXTS, ROOT, press())([attempt], target, Controls())) == [1.0]
    return target


def sounding(folder: Path) -> Attempt:
    told = samples.tell(samples.SCRIPT)
    path = samples.write_wav(folder / "take.wav", samples.sound_of(told.words, told.seconds))
    return samples.reviewed(path)


def tool(*words: str) -> str:
    done = subprocess.run(words, capture_output=True, text=True, timeout=30, check=True)
    assert done.stderr == ""
    return done.stdout


@needs_poppler
def test_everything_said_and_judged_can_be_selected_on_paper(qtbot: QtBot, tmp_path: Path) -> None:
    text = " ".join(tool("pdftotext", str(write("pdf", full(), tmp_path)), "-").split())

    for said in (
        "Tell me about a change.",
        "What worked",
        "When it was heard",
        "Anchors",
        "How it was spoken",
        "Notes",
    ):
        assert said in text
    assert "[Um], nurses complained that the night list was never up to date." in text
    assert "◆ Decision So I decided to drop the print and, [you know], show one live list." in text
    assert "Before" in text
    assert re.search(r"1 of (\d).*2 of \1", text)
    assert HOSTILE in text


@needs_poppler
def test_paper_has_a_title_and_brings_its_fonts(qtbot: QtBot, tmp_path: Path) -> None:
    path = str(write("pdf", take(spoken(STORY)), tmp_path))

    assert "Tell me about a change." in tool("pdfinfo", path).splitlines()[0]
    fonts = [line.split() for line in tool("pdffonts", path).splitlines()[2:]]
    assert fonts
    assert all("TrueType" in " ".join(font) and font[-5] == "yes" for font in fonts)


@needs_poppler
def test_pictures_are_lines_and_text_not_pixels(qtbot: QtBot, tmp_path: Path) -> None:
    path = str(write("pdf", sounding(tmp_path), tmp_path))

    assert len(tool("pdfimages", "-list", path).splitlines()) == 2
    assert "Trade-off" in tool("pdftotext", "-l", "1", path, "-")
    assert Path(path).stat().st_size < 200_000


@needs_poppler
def test_a_long_answer_goes_over_many_sheets_and_loses_nothing(qtbot: QtBot, tmp_path: Path) -> None:
    said = " ".join(f"Word{number} of many." for number in range(900))

    text = tool("pdftotext", str(write("pdf", take(typed(said)), tmp_path)), "-")

    assert all(f"Word{number} " in text.replace("\n", " ") for number in range(900))
    assert re.search(r"1 of (1\d|[5-9])\b", text)


@pytest.mark.parametrize("made", [written(), take(typed(""), None), take(spoken("Too short."))])
def test_a_small_report_is_one_too(qtbot: QtBot, made: Attempt, tmp_path: Path) -> None:
    assert write("pdf", made, tmp_path).read_bytes().startswith(b"%PDF")


def test_a_page_holds_its_pictures(qtbot: QtBot, tmp_path: Path) -> None:
    page = write("html", sounding(tmp_path), tmp_path).read_text(encoding="utf-8")
    root = html5lib.HTMLParser(strict=True).parse(page)

    (picture,) = root.iter("{http://www.w3.org/2000/svg}svg")
    assert picture.get("role") == "img"
    assert (picture.get("aria-label") or "").startswith("1 min")
    assert picture.find("{http://www.w3.org/2000/svg}title") is None
    assert "Trade-off" in "".join(picture.itertext())
    assert not list(picture.iter("{http://www.w3.org/2000/svg}image"))
    assert page.count("<?xml") == 0


def test_a_recording_that_is_broken_leaves_the_rest(qtbot: QtBot, tmp_path: Path) -> None:
    (tmp_path / "take.wav").write_bytes(b"no sound")

    (timeline,) = press().figures(samples.reviewed(tmp_path / "take.wav"))

    assert "Sound" not in press().svg(timeline)
    assert timeline.name == "timeline"


def test_a_place_that_cannot_be_written_is_an_error_of_the_system(qtbot: QtBot, tmp_path: Path) -> None:
    with pytest.raises(OSError, match="no PDF"):
        write("pdf", written(), tmp_path / "nowhere")


def test_it_prints_beside_the_window(qtbot: QtBot, tmp_path: Path) -> None:
    """As the bridge does it: on a thread of its own."""
    made: list[Path] = []
    thread = threading.Thread(target=lambda: made.append(write("pdf", sounding(tmp_path), tmp_path)))
    thread.start()
    thread.join(30)

    assert made
    assert made[0].stat().st_size > 10_000


def test_qt_is_ready_where_a_window_is_open(qtbot: QtBot) -> None:
    assert ready_without_screen() is QGuiApplication.instance()
