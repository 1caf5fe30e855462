"""Bring the files of a model into a folder: the parent's side of a download.

It runs in a child process of its own, so the network is open only while a person waits for it, and cancelling it is
ending that process. What has come stays: the next transfer goes on from there.
"""

from __future__ import annotations

import logging
import multiprocessing
from collections.abc import Generator
from multiprocessing.connection import Connection
from pathlib import Path

from coach.adapters.download.fetch import Order, Source, Trouble, run_child
from coach.errors import Cancelled, DownloadError
from coach.messages import msg
from coach.practice.ports import Controls, Fetched

log = logging.getLogger("coach.download")

LOOK_SECONDS = 0.05


def transfer(source: Source, folder: Path, endpoint: str | None, controls: Controls) -> Generator[Fetched, None, None]:
    """Fetch and check the files, going on from what is there; raise DownloadError, Cancelled on cancel.

    `endpoint` is the server to fetch from; without it the variable HF_ENDPOINT counts, then huggingface.co.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise told(Trouble("folder", type(error).__name__), source) from error
    spawn = multiprocessing.get_context("spawn")
    receiver, sender = spawn.Pipe(duplex=False)
    order = Order(source, folder, endpoint)
    child = spawn.Process(target=run_child, args=(order, sender), name="coach-download", daemon=True)
    child.start()
    sender.close()
    try:
        yield from follow(receiver, source, controls)
    finally:
        child.kill()
        child.join()
        child.close()
        receiver.close()


def follow(receiver: Connection, source: Source, controls: Controls) -> Generator[Fetched, None, None]:
    """Pass on the child's news until it is done."""
    while True:
        if controls.cancel.is_set():
            raise Cancelled
        if not receiver.poll(LOOK_SECONDS):
            continue
        try:
            word, *values = receiver.recv()
        except EOFError:
            raise told(Trouble("ended"), source) from None
        if word == "fetched":
            yield Fetched(*values)
        elif word == "done":
            return
        else:
            raise told(Trouble(*values), source)


def told(trouble: Trouble, source: Source) -> DownloadError:
    """Put trouble into words."""
    log.warning("the download of %s failed: %s %s", source.name, trouble.kind, trouble.detail)
    name, again = source.name, msg("models.again.advice")
    said = {
        "unreachable": (msg("models.unreachable", name=name), msg("models.unreachable.advice")),
        "refused": (msg("models.refused", name=name), again),
        "damaged": (msg("models.damaged", name=name), again),
        "full": (msg("models.full", name=name), msg("models.full.advice", megabytes=source.bytes // 1_000_000)),
        "folder": (msg("models.folder", name=name), msg("models.folder.advice")),
    }
    message, advice = said.get(trouble.kind, (msg("models.ended", name=name), again))
    return DownloadError(message, advice, f"{trouble.kind} {trouble.detail}".strip())
