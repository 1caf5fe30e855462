"""Print how long charts and lists take to paint: `python -m tests.benchmarks.charts`."""

from __future__ import annotations

import json
import os
import statistics
import time
from collections import Counter
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

import numpy as np
from PySide6.QtGui import QImage, QPainter
from PySide6.QtWidgets import QApplication, QWidget

from coach.analysis.delivery.pace_curve import pace_curve
from coach.analysis.verdicts.time_shares import Piece
from coach.gui.charts.envelope import Envelope, envelope, fine_columns
from coach.gui.charts.maps.balance import BalanceChart
from coach.gui.charts.maps.matrix import MatrixChart
from coach.gui.charts.maps.month import MonthChart
from coach.gui.charts.saving import save_picture
from coach.gui.charts.shares import SharesChart, SharesValues
from coach.gui.charts.stack import TimelineValues
from coach.gui.charts.timeline import TimelineChart
from coach.gui.charts.trend import TrendChart
from coach.gui.pages.history.balance import balance_values
from coach.gui.pages.history.coverage import anchor_values
from coach.gui.pages.history.trend import trend_values
from coach.gui.theme import Theme, dress
from coach.gui.widgets.takes.take_list import TakeList
from coach.gui.widgets.transcript.view import TranscriptView
from coach.messages import Texts, msg
from coach.model import ANCHORS, CATEGORIES, FoundState, Transcript
from coach.practice.history import AnchorCount
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
    long = np.tile((native * 32767).astype(np.int16), 20)
    report(f"fine columns of an hour at 48 kHz   {timed(lambda: fine_columns(long, 48_000), 3)}   target 1500")
    chart = TimelineChart(texts, theme, tools=True)
    values = TimelineValues(
        THREE_MINUTES,
        samples.report(told).moments,
        sound=Envelope.of_columns(fine_columns((sound * 32767).astype(np.int16), samples.RATE)),
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
    chart.plot.zoom(40.0, 60.0)
    report(f"the same, zoomed in 40 times        {timed(paint_all)}   target 16")
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
    found = measure_takes(theme, texts)
    for name, took in found.items():
        report(f"{name:<35} {took:7.1f} ms   target {1000 if 'picture' in name else 100}")
    report(json.dumps({name: round(took, 1) for name, took in found.items()}))


def measure_takes(theme: Theme, texts: Texts, count: int = 10_000) -> dict[str, float]:
    """Measure the charts over all takes, with so many takes behind them, and return milliseconds by name."""
    points = samples.trend_points(count)
    chart = TrendChart(texts, theme)
    anchors = MatrixChart(texts, theme, msg("history_charts.coverage.anchors"))
    balance, month = BalanceChart(texts, theme), MonthChart(texts, theme, lambda: samples.NOON.date())
    shares = SharesChart(texts, theme)
    pieces = tuple(Piece(ANCHORS[n % 5] if n % 2 else "", n * 4.5, n * 4.5 + 4.5) for n in range(40))
    days = Counter((samples.NOON - timedelta(hours=4 * n)).date() for n in range(count))
    states: tuple[FoundState, ...] = ("found", "weak", "missing")
    heard = [
        AnchorCount(category, anchor, state, count // 150)
        for category in CATEGORIES
        for anchor in ANCHORS
        for state in states
    ]
    work: dict[str, tuple[QWidget, Callable[[], object]]] = {
        f"trend of {count:,} takes": (chart, lambda: chart.set_values(trend_values("speech_rate", points))),
        f"balance of {count:,} takes": (
            balance,
            lambda: balance.set_values(balance_values(dict.fromkeys(CATEGORIES, count // 10))),
        ),
        f"anchors of {count:,} takes": (anchors, lambda: anchors.set_values(anchor_values(heard, texts))),
        f"days of {count:,} takes": (month, lambda: month.set_days(days)),
        "shares of one answer": (shares, lambda: shares.set_values(SharesValues(180.0, pieces, 90.0, judged=True))),
    }
    found: dict[str, float] = {}
    for name, (widget, fill) in work.items():
        widget.resize(1100, 620)
        widget.show()
        QApplication.processEvents()
        found[name] = drawn(widget, fill)
    found["trend, saved as a picture"] = saved(chart, theme)
    chart.card.toggle.click()
    found[f"trend of {count:,} takes as a table"] = drawn(*work[f"trend of {count:,} takes"], 3)
    return found


def drawn(widget: QWidget, fill: Callable[[], object], times: int = 9) -> float:
    """Hand a chart its values and paint it, several times; return the middle in milliseconds."""
    took = []
    for _ in range(times):
        start = time.perf_counter()
        fill()
        widget.grab()
        took.append((time.perf_counter() - start) * 1000)
    return statistics.median(took)


def saved(chart: TrendChart, theme: Theme) -> float:
    """Write a chart as SVG and as PNG; return milliseconds for both."""
    with TemporaryDirectory() as folder:
        start = time.perf_counter()
        for suffix in (".svg", ".png"):
            save_picture(Path(folder) / f"trend{suffix}", chart.plot, theme, "Trend", "As before.")
        return (time.perf_counter() - start) * 1000


if __name__ == "__main__":
    main()
