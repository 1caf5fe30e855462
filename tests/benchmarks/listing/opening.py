"""Print how the History page opens, searches, scrolls and grows over many takes.

`python -m tests.benchmarks.listing.opening [takes]` (10,000 unless told); the last line is one JSON object.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
# Run as a file, the program's own folder is on the path instead of the project's.
sys.path.insert(0, str(Path(__file__).resolve().parents[3]))

from PySide6.QtCore import QElapsedTimer
from PySide6.QtWidgets import QApplication

from coach.adapters.database.takes import SqlHistory
from coach.adapters.wav import wav_seconds
from coach.gui.bridge import Bridge
from coach.gui.pages.history.page import HistoryPage
from coach.gui.theme import dress
from coach.practice.history import Wanted
from tests.tools import samples

TAKES = 10_000
STEPS = 200
PATIENCE = 20_000
"""Milliseconds after which something is taken for broken."""


def filled(folder: Path, takes: int) -> None:
    """Write the takes in a process of its own, so that its memory is not counted."""
    work = (
        "import sys; from pathlib import Path; from tests.benchmarks.history import fill;"
        "from coach.adapters.database.takes import SqlHistory; from coach.adapters.wav import wav_seconds;"
        "history = SqlHistory(Path(sys.argv[1]), wav_seconds); fill(history, int(sys.argv[2])); history.close()"
    )
    subprocess.run([sys.executable, "-c", work, str(folder), str(takes)], check=True)


def memory() -> float:
    """Return what this process holds now, in MB."""
    pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE") / 1e6


def until(there: Callable[[], bool]) -> None:
    """Let the program run until something is there."""
    clock = QElapsedTimer()
    clock.start()
    while not there():
        QApplication.processEvents()
        if clock.elapsed() > PATIENCE:
            raise TimeoutError


def timed(work: Callable[[], object]) -> float:
    """Return how long some work takes, in milliseconds."""
    start = time.perf_counter()
    work()
    return (time.perf_counter() - start) * 1000


def opened(page: HistoryPage) -> None:
    """Show the page until its first rows are painted."""
    page.show()
    until(lambda: page.takes.model.row(0) is not None)
    page.takes.view.viewport().repaint()


def searched(page: HistoryPage, words: str) -> None:
    """Type a search and wait until what it finds is painted; the pause after the last key is in it."""
    page.takes.search.setText(words)
    until(lambda: page.searched == words)
    page.takes.view.viewport().repaint()


def filtered(page: HistoryPage, wanted: Wanted) -> None:
    """Ask for a filter and wait until its takes are painted."""
    seen: list[object] = []
    page.listing.shown.connect(seen.append)
    page.takes.show_wanted(wanted)
    until(lambda: bool(seen))
    page.takes.view.viewport().repaint()


def scrolled(page: HistoryPage) -> dict[str, float]:
    """Drag the scroll bar from top to bottom: the longest step, and how soon after it the last takes are there."""
    bar, model = page.takes.view.verticalScrollBar(), page.takes.model

    def step(number: int) -> None:
        bar.setValue(bar.maximum() * number // STEPS)
        QApplication.processEvents()

    longest = max(timed(lambda number=number: step(number)) for number in range(1, STEPS + 1))  # type: ignore[misc]
    rest = timed(lambda: until(lambda: model.row(model.rowCount() - 1) is not None))
    return {"longest scroll step ms": longest, "rows at rest ms": rest}


def figures(folder: Path) -> dict[str, float]:
    """Measure the page over the takes of a folder."""
    history, bridge = SqlHistory(folder, wav_seconds), Bridge()
    history.open()
    before = memory()
    made: list[HistoryPage] = []
    theme, texts = samples.theme(), samples.texts()
    found = {"page made ms": timed(lambda: made.append(HistoryPage(texts, theme, bridge, history)))}
    page = made[0]
    page.resize(1100, 760)
    spent = time.process_time()
    found["opened to first rows ms"] = timed(lambda: opened(page))
    found["of it processor ms"] = (time.process_time() - spent) * 1000
    page.hide()
    found["opened again ms"] = timed(lambda: opened(page))
    found["MB after opening"] = memory() - before
    found |= scrolled(page)
    found["MB after scrolling"] = memory() - before
    for name, words in (("common", "we decided"), ("rare", "newslet")):
        found[f"search {name} ms"] = timed(lambda words=words: searched(page, words))  # type: ignore[misc]
    found["filter ms"] = timed(lambda: filtered(page, Wanted(category="metrics", order="longest")))
    found["all chosen ms"] = timed(page.takes.view.selectAll)
    found["MB at the end"] = memory() - before
    page.hide()
    bridge.close()
    history.close()
    return found


def main(takes: int, folder: Path) -> None:
    """Measure, and say it."""
    app = QApplication.instance() or QApplication([])
    assert isinstance(app, QApplication)
    dress(app, samples.theme())
    found = {name: round(value, 1) for name, value in figures(folder).items()}
    for name, value in found.items():
        print(f"{name:>26} {value:8.1f}")
    print(json.dumps({"takes": takes} | found))


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as scratch:
        wanted = int(sys.argv[1]) if len(sys.argv) > 1 else TAKES
        filled(Path(scratch), wanted)
        main(wanted, Path(scratch))
