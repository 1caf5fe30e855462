"""Where log lines go. They hold what the program did, never what a person said."""

from __future__ import annotations

import logging
import logging.handlers
import platform
import sys
import traceback
from pathlib import Path

from coach import __version__

LOGGER = "coach"


def start_log(folder: Path, *, verbose: bool = False) -> Path:
    """Send the program's log lines to a rotating file, and warnings to stderr when verbose; return the file."""
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    path = folder / "coach.log"
    logger = logging.getLogger(LOGGER)
    stop_log()
    logger.setLevel(logging.DEBUG if verbose else logging.INFO)
    logger.propagate = False
    handler = logging.handlers.RotatingFileHandler(path, maxBytes=512_000, backupCount=2, encoding="utf-8", delay=True)
    handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(name)s: %(message)s"))
    logger.addHandler(handler)
    if verbose:
        logger.addHandler(logging.StreamHandler(sys.stderr))
    return path


def stop_log() -> None:
    """Close the log file."""
    logger = logging.getLogger(LOGGER)
    for handler in list(logger.handlers):
        logger.removeHandler(handler)
        handler.close()


def crash_report(error: BaseException) -> str:
    """Describe a bug without anything a person said: places in the code and kinds of errors, no values."""
    frames = traceback.extract_tb(error.__traceback__)
    lines = [f"Anchor Coach {__version__} on {platform.platform()}, Python {platform.python_version()}"]
    lines += [f"  {Path(frame.filename).name}:{frame.lineno} in {frame.name}" for frame in frames]
    seen: BaseException | None = error
    while seen is not None:
        lines.append(type(seen).__name__)
        seen = seen.__cause__ or seen.__context__
    return "\n".join(lines)
