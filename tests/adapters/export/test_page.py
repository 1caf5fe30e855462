"""A report is one valid page that needs nothing but itself, and nothing that was said becomes a part of it."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import html5lib
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from coach.adapters.export.clean import clean
from coach.adapters.export.page import HtmlWriter, Pages, PdfWriter
from coach.model import Attempt, Correction, Note
from coach.practice.export.printing import Figure
from coach.practice.ports import Controls
from tests.adapters.export.cases import HOSTILE, ROOT, STORY, TEXTS, WHEN, full, hostile, take, written
from tests.tools.sounds.speech import spoken, typed

HTML = "{http://www.w3.org/1999/xhtml}"
FIGURE = Figure("timeline", "All & more <of> it.", 90, 30, lambda painter: None)
SVG = '<?xml version="1.0"?>\n<svg xmlns="http://www.w3.org/2000/svg" width="9"><title>a</title><text>9</text></svg>'


class FakePress:
    """Draw the same picture for every take, and keep what is printed."""

    def __init__(self) -> None:
        self.printed: list[tuple[str, Sequence[Figure], str]] = []

    def figures(self, attempt: Attempt) -> Sequence[Figure]:
        return (FIGURE,) if attempt.recording is not None else ()

    def svg(self, figure: Figure) -> str:
        return SVG

    def print(self, page: str, figures: Sequence[Figure], title: str, target: Path) -> None:
        self.printed.append((page, figures, title))
        target.write_bytes(b"%PDF")


def page_of(attempt: Attempt, folder: Path) -> str:
    target = folder / "report.html"
    assert list(HtmlWriter(Pages(ROOT, TEXTS), FakePress())([attempt], target, Controls())) == [1.0]
    return target.read_text(encoding="utf-8")


def parsed(page: str) -> Any:
    return html5lib.HTMLParser(strict=True).parse(page)


CASES = [full(), hostile(), written(), take(typed(""), None), take(spoken("Too short."))]


@pytest.mark.parametrize("attempt", CASES, ids=["full", "hostile", "typed", "empty", "short"])
def test_a_page_is_valid_and_well_built(attempt: Attempt, tmp_path: Path) -> None:
    page = page_of(attempt, tmp_path)
    root: ElementTree.Element = parsed(page)

    assert root.get("lang") == "en"
    assert (root.findtext(f".//{HTML}title") or "").strip()
    levels = [int(one.tag[-1]) for one in root.iter() if re.fullmatch(rf"{re.escape(HTML)}h[1-6]", str(one.tag))]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after - before <= 1 for before, after in pairwise(levels))
    assert all(cell.get("scope") == "col" for cell in root.iter(f"{HTML}th"))


@pytest.mark.parametrize("attempt", CASES, ids=["full", "hostile", "typed", "empty", "short"])
def test_a_page_asks_for_nothing_outside_and_runs_nothing(attempt: Attempt, tmp_path: Path) -> None:
    page = page_of(attempt, tmp_path)
    root = parsed(page)

    tags = {str(one.tag).rpartition("}")[2] for one in root.iter()}
    assert not tags & {"script", "link", "img", "iframe", "object", "a", "base", "form"}
    assert not [name for one in root.iter() for name in one.keys() if str(name).startswith("on")]  # noqa: SIM118
    assert "url(" not in page
    assert "@import" not in page
    assert "default-src 'none'" in page


def test_a_page_tells_all_of_a_take(tmp_path: Path) -> None:
    root = parsed(page_of(full(), tmp_path))
    told = " ".join("".join(root.itertext()).split())

    assert HOSTILE in told
    for said in (
        "Tell me about a change.",
        "Before",
        "What worked",
        "[Um], nurses complained",
        "◆ Decision So I decided",
    ):
        assert said in told
    assert [cell.text for cell in root.iter(f"{HTML}td") if (cell.text or "").endswith("%")] == [
        f"{part}\u00a0%" for part in (32, 38, 30)
    ]
    (picture,) = root.iter("{http://www.w3.org/2000/svg}svg")
    assert (picture.get("role"), picture.get("aria-label")) == ("img", FIGURE.about)
    for said in ("Slower.", "0:02 ", "The night list", "All & more <of> it.", "[um] in square brackets"):
        assert said in told


def test_what_was_not_asked_for_and_not_heard_is_left_out(tmp_path: Path) -> None:
    made = take(spoken(STORY))
    refused = replace(made, corrections=(Correction("c", "anchor", "tradeoff", "dismissed", quote="nothing"),))

    assert "Trade-off" not in page_of(made, tmp_path)
    assert "Trade-off" in page_of(refused, tmp_path)


def test_the_style_uses_the_colours_of_the_light_theme(tmp_path: Path) -> None:
    page = page_of(full(), tmp_path)
    light = json.loads((ROOT / "assets" / "themes" / "light.json").read_text(encoding="utf-8"))

    assert f"color: {light['text']}" in page
    assert "{{" not in page


def test_a_page_is_printed_with_its_pictures_as_names(tmp_path: Path) -> None:
    press = FakePress()
    target = tmp_path / "report.pdf"

    assert list(PdfWriter(Pages(ROOT, TEXTS), press, TEXTS)([take(spoken(STORY))], target, Controls())) == [1.0]

    ((page, figures, title),) = press.printed
    assert target.read_bytes() == b"%PDF"
    assert figures == (FIGURE,)
    assert title == "Tell me about a change."
    assert '<img src="figure:timeline">' in page
    assert "<svg" not in page


@settings(deadline=None)
@given(text=st.text(st.characters(codec="utf-8")))
def test_whatever_was_said_the_page_is_valid_and_shows_it(text: str) -> None:
    made = replace(take(typed(f"{STORY} {text}")), title=text, notes=(Note("n", WHEN, text),))

    page = Pages(ROOT, TEXTS).page(made, (), {}, "screen")

    root = parsed(page)
    notes = [one.text or "" for one in root.iter(f"{HTML}p") if one.get("class") == "note"]
    assert notes == [clean(text)]
    assert root.findtext(f".//{HTML}h1") == (clean(text) if text else "Tell me about a change.")
