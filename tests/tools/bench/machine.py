"""What every benchmark tells beside its figures: how busy the machine is, and how far values lie apart."""

from __future__ import annotations

import os
import statistics
import sys
import threading
from collections.abc import Generator, Sequence
from pathlib import Path
from typing import TypeVar

Result = TypeVar("Result")


def load() -> str:
    """Describe how busy the machine is, where the system tells."""
    return f"{os.getloadavg()[0]:.1f}" if hasattr(os, "getloadavg") else "unknown"


def processor(pid: int | None) -> float | None:
    """Return the seconds of processor time that a process has used, where the system tells."""
    try:
        fields = Path(f"/proc/{pid}/stat").read_text().rpartition(") ")[2].split()
    except OSError:
        return None
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def resident(pid: int | None) -> str:
    """Return how much memory a process holds, now and at most, where the system tells."""
    try:
        lines = Path(f"/proc/{pid}/status").read_text().splitlines()
    except OSError:
        return "an unknown amount of memory"
    sizes = {
        key: int(rest.split()[0]) // 1024 for key, _, rest in (line.partition(":") for line in lines) if "kB" in rest
    }
    return f"{sizes['VmRSS']} MB now, {sizes['VmHWM']} MB at most"


def spread(values: Sequence[float]) -> str:
    """Describe values by their least, median and greatest."""
    return f"min {min(values):.3f}  median {statistics.median(values):.3f}  max {max(values):.3f}"


def say(line: str) -> None:
    """Print a line at once."""
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


def result_of(work: Generator[object, None, Result]) -> Result:
    """Run slow work to its end; return its result."""
    while True:
        try:
            next(work)
        except StopIteration as end:
            result: Result = end.value
            return result


class Busyness:
    """Know how busy the machine was, other programs included, since it was last asked."""

    def __init__(self) -> None:
        self._before = _ticks()
        self._lock = threading.Lock()

    def share(self) -> str:
        """Return the share of all processors' time that was used since the last call, where the system tells."""
        with self._lock:
            before, self._before = self._before, _ticks()
        total = sum(self._before) - sum(before)
        if not total:
            return "unknown"
        idle = sum(self._before[3:5]) - sum(before[3:5])
        return f"{1 - idle / total:.0%}"


def _ticks() -> list[int]:
    try:
        line = Path("/proc/stat").read_text().splitlines()[0]
    except OSError:
        return []
    return [int(field) for field in line.split()[1:9]]
