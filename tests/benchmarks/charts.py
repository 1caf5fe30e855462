"""Print how long charts and lists take to paint: `python -m tests.benchmarks.charts`."""

from __future__ import annotations

import os
import statistics
import time
from collections.abc import Callable

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

import numpy as np
from PySide6.QtGui import QImage, QPainter
from PySide6.QtWidgets import QApplication

from coach.analysis.delivery.pace_curve import pace_curve
from coach.gui.charts.envelope import envelope
from coach.gui.charts.timeline import TimelineChart, TimelineValues
from coach.gui.theme import dress
from coach.gui.widgets.takes.take_list import TakeList
from coach.gui.widgets.transcript.view import TranscriptView
from coach.model import Transcript
from tests.tools import samples

THREE_MINUTES = 180.0


def timed(work: Callable[[], object], times: int = 15) -> str:
    """Run some work several times and tell the middle and the worst, in milliseconds."""
    took = []
    for _ in range(times):
        start = time.perf_counter()
        work()
        took.append((time.perf_counter() - start) * 1000)
    return f"{statistics.median(took):7.1f} ms (worst {max(took):.1f})"


def report(line: str) -> None:
    """Say one figure."""
    print(line)


def main() -> None:
    """Measure."""
    app = QApplication.instance() or QApplication([])
    theme, texts = samples.theme(), samples.texts()
    dress(app, theme)  # type: ignore[arg-type]
    script = samples.SCRIPT * 3
    told = samples.tell(script)
    sound = samples.sound_of(told.words, THREE_MINUTES)
    native = np.repeat(sound, 3)
    report(f"envelope of 3 minutes at 48 kHz     {timed(lambda: envelope(native))}   target 60")
    chart = TimelineChart(texts, theme)
    values = TimelineValues(
        THREE_MINUTES,
        samples.report(told).moments,
        sound=envelope(sound),
        pace=pace_curve(told.words, THREE_MINUTES),
    )
    chart.set_values(values)
    chart.resize(1100, 400)
    chart.show()
    app.processEvents()
    paper = QImage(chart.plot.size(), QImage.Format.Format_RGB32)

    def paint_all() -> None:
        chart.plot.refresh()
        painter = QPainter(paper)
        chart.plot.render(painter)
        painter.end()

    place = iter(range(10_000))

    def move_cursor() -> None:
        chart.set_cursor(next(place) * 0.2)
        chart.plot.viewport().repaint(chart.plot.strip_of(chart.cursor_at or 0.0).toRect())

    report(f"timeline of 3 minutes, all of it    {timed(paint_all)}   target 16")
    report(f"timeline of 3 minutes, cursor only  {timed(move_cursor, 60)}   target 16")
    takes = TakeList(texts, theme)
    takes.resize(1000, 700)
    takes.show()
    app.processEvents()
    rows = samples.rows(10_000)

    def fill() -> None:
        takes.show_rows(rows)
        app.processEvents()

    report(f"list of 10,000 takes, filled        {timed(fill, 5)}   target 150")
    view = TranscriptView(texts, theme)
    view.resize(600, 480)
    view.show()
    app.processEvents()
    transcript = Transcript.of_words(told.words)
    moments = samples.report(told).moments
    whole = timed(lambda: view.set_transcript(transcript, moments), 5)
    report(f"transcript of {len(told.words)} words, shown      {whole}   target 150")
    at = iter(range(10_000))

    def follow() -> None:
        view.follow(next(at) * 0.4)
        view.viewport().repaint()

    report(f"transcript follows one word         {timed(follow, 60)}   target 16")


if __name__ == "__main__":
    main()
