"""Fetch one model: the child process's side, and the only user of huggingface_hub.

A fetch goes on where an earlier one ended, which the hub's own downloads do not; its client lists the files and
moves the bytes. Every file is checked against the size and checksum that the server names, and the marker comes last.
"""

from __future__ import annotations

import errno
import hashlib
import io
import json
import os
import shutil
import signal
import threading
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any, BinaryIO

MARKER = "complete.json"
NEEDED = ("config.json", "model.bin", "tokenizer.json")
WANTED = ("preprocessor_config.json", "vocabulary.json", "vocabulary.txt")
"""What a Whisper model needs, and what is taken along where it is there."""
SPARE_BYTES = 64 * 1024 * 1024
"""Room on the disk to leave free."""
CHUNK_BYTES = 64 * 1024
NEWS_SECONDS = 0.1

Tell = Callable[[tuple[Any, ...]], None]


@dataclass(frozen=True, slots=True)
class Source:
    """Say where a model comes from; `revision` fixes its exact files, `bytes` is about what they weigh.

    `needed` files must be there, `wanted` ones may be; `sha256` fixes what is in a file, whatever the server says.
    """

    name: str
    repo: str
    revision: str
    bytes: int
    needed: tuple[str, ...] = NEEDED
    wanted: tuple[str, ...] = WANTED
    sha256: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Order:
    """Hold all that the child process needs to fetch one model into `folder`."""

    source: Source
    folder: Path
    endpoint: str | None


@dataclass(frozen=True, slots=True)
class Part:
    """Hold one file to fetch: `sha256` where the server names it, else `blob`, the checksum that git gives a file."""

    name: str
    bytes: int
    sha256: str
    blob: str


class Trouble(Exception):
    """Carry why a fetch failed out of the child process, as a word and a detail for the log."""

    def __init__(self, kind: str, detail: str = "") -> None:
        super().__init__(kind, detail)
        self.kind = kind
        self.detail = detail


def is_model(path: Path) -> bool:
    """Tell whether a folder holds a Whisper model that faster-whisper can load."""
    return all((path / name).is_file() for name in NEEDED)


def is_complete(path: Path) -> bool:
    """Tell whether a fetched model is here with every file at the size that was checked."""
    try:
        sizes = json.loads((path / MARKER).read_text("utf-8"))["files"]
        return is_model(path) and all((path / name).stat().st_size == size for name, size in sizes.items())
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return False


def run_child(order: Order, sender: Connection) -> None:
    """Run in the child process: Ctrl-C is for the parent, which ends this process when it wants to."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    run_order(order, sender)


def run_order(order: Order, sender: Connection) -> None:
    """Fetch one model and tell the parent how it goes."""
    os.environ.update(
        HF_HUB_OFFLINE="0", HF_HUB_DISABLE_TELEMETRY="1", HF_HUB_DISABLE_XET="1", HF_HUB_DISABLE_PROGRESS_BARS="1"
    )
    os.environ.update(HF_HUB_DISABLE_IMPLICIT_TOKEN="1", HF_HUB_VERBOSITY="critical", TRANSFORMERS_OFFLINE="0")
    from huggingface_hub.utils import tqdm

    # Its bars are not shown; a lock between processes would be reported as leaked, as this one ends by being killed.
    tqdm.monitor_interval = 0
    tqdm.set_lock(threading.RLock())
    try:
        fetch(order, sender.send)
        sender.send(("done",))
    except Trouble as trouble:
        sender.send(("failed", trouble.kind, trouble.detail))
    except BrokenPipeError:
        # The parent has gone, and with it whoever wanted the model.
        return


def fetch(order: Order, tell: Tell) -> None:
    """Fetch and check every file, then write the marker; raise Trouble."""
    try:
        commit, parts = _plan(order)
        _check_room(order.folder, parts)
        news = _News(tell, order.folder, parts)
        for part in parts:
            _fetch_part(order, commit, part, news)
        _tidy(order.folder, {part.name for part in parts})
        marker = {"repo": order.source.repo, "commit": commit, "files": {part.name: part.bytes for part in parts}}
        (order.folder / MARKER).write_text(json.dumps(marker, indent=2), "utf-8")
    except BrokenPipeError:
        raise
    except Exception as error:
        raise _trouble(error) from error


def _trouble(error: Exception) -> Trouble:
    """Name what went wrong; what no case names is a bug and goes on as it is."""
    from huggingface_hub.errors import HfHubHTTPError

    if isinstance(error, Trouble):
        return error
    if isinstance(error, HfHubHTTPError):
        return Trouble("refused", type(error).__name__)
    # The HTTP library behind the hub's client has changed before (requests, httpx), so its errors go by their home.
    if type(error).__module__.partition(".")[0] in {"httpx", "httpx2", "httpcore", "requests", "urllib3"}:
        return Trouble("unreachable", type(error).__name__)
    if isinstance(error, OSError):
        kinds = {errno.ENOSPC: "full", errno.EDQUOT: "full", errno.EACCES: "folder", errno.EPERM: "folder"}
        return Trouble(kinds.get(error.errno or 0, "ended"), f"{type(error).__name__} {error.errno}")
    raise error


def _plan(order: Order) -> tuple[str, list[Part]]:
    """Ask the server for the files of the model, with sizes and checksums."""
    from huggingface_hub import HfApi

    api = HfApi(endpoint=order.endpoint, token=False)
    answer = api.model_info(order.source.repo, revision=order.source.revision, files_metadata=True, timeout=20)
    source, parts = order.source, []
    for file in answer.siblings or ():
        if file.rfilename in (*source.needed, *source.wanted):
            if file.size is None or not (file.blob_id or file.lfs):
                raise Trouble("refused", "no checksums")
            sha256 = source.sha256.get(file.rfilename) or (file.lfs.sha256 if file.lfs else "")
            parts.append(Part(file.rfilename, file.size, sha256, file.blob_id or ""))
    if not answer.sha or not set(source.needed) <= {part.name for part in parts}:
        raise Trouble("refused", "no model")
    return answer.sha, parts


def _check_room(folder: Path, parts: Sequence[Part]) -> None:
    here = sum(entry.stat().st_size for entry in folder.iterdir() if entry.is_file())
    missing = sum(part.bytes for part in parts) - here
    if shutil.disk_usage(folder).free < missing + SPARE_BYTES:
        raise Trouble("full", f"{missing} bytes to go")


def _tidy(folder: Path, names: set[str]) -> None:
    """Throw away what fetches of other revisions left."""
    for path in folder.iterdir():
        if path.is_file() and path.name not in names:
            path.unlink()


def _fetch_part(order: Order, commit: str, part: Part, news: _News) -> None:
    """Fetch one file, going on where an earlier fetch ended."""
    from huggingface_hub import constants, hf_hub_url
    from huggingface_hub.file_download import http_get

    path = order.folder / part.name
    if path.is_file() and _is_right(path, part):
        return
    unfinished = _unfinished(order.folder, part)
    # Small pieces: news come often, and little is lost when the process is ended.
    constants.DOWNLOAD_CHUNK_SIZE = CHUNK_BYTES
    url = hf_hub_url(order.source.repo, part.name, revision=commit, endpoint=order.endpoint)
    with unfinished.open("ab", buffering=0) as file:
        begin = file.tell()
        if begin > part.bytes:
            file.truncate(0)
            begin = 0
        # The headers ask for the bytes as they are stored: a compressed answer has other positions.
        http_get(
            url,
            _Watched(file, news, part),  # type: ignore[arg-type, unused-ignore]
            resume_size=begin,
            headers={"Accept-Encoding": "identity"},
            expected_size=part.bytes,
        )
    if not _is_right(unfinished, part):
        unfinished.unlink()
        raise Trouble("damaged", part.name)
    unfinished.replace(path)


def _unfinished(folder: Path, part: Part) -> Path:
    """Name the file that gathers a part; another revision's gathers elsewhere."""
    return folder / f"{part.name}.{(part.sha256 or part.blob)[:16]}"


def _is_right(path: Path, part: Part) -> bool:
    """Check a file's size and checksum."""
    if path.stat().st_size != part.bytes:
        return False
    digest = hashlib.sha256() if part.sha256 else hashlib.sha1(f"blob {part.bytes}\0".encode(), usedforsecurity=False)
    with path.open("rb") as file:
        while block := file.read(1 << 20):
            digest.update(block)
    return digest.hexdigest() == (part.sha256 or part.blob)


class _News:
    """Tell the parent how many bytes of all files are here, not too often."""

    def __init__(self, tell: Tell, folder: Path, parts: Sequence[Part]) -> None:
        self._tell = tell
        self._total = sum(part.bytes for part in parts)
        self._here: dict[str, int] = {}
        for part in parts:
            found = [path for path in (folder / part.name, _unfinished(folder, part)) if path.is_file()]
            self._here[part.name] = min(part.bytes, found[0].stat().st_size) if found else 0
        self._told = 0.0

    def at(self, part: Part, position: int) -> None:
        """Tell where a file has got to."""
        self._here[part.name] = position
        now = time.monotonic()
        if now - self._told >= NEWS_SECONDS:
            self._told = now
            self._tell(("fetched", sum(self._here.values()), self._total))


class _Watched(io.RawIOBase):
    """Pass writes on to a file and tell where it has got to."""

    def __init__(self, file: BinaryIO | io.FileIO, news: _News, part: Part) -> None:
        self._file = file
        self._news = news
        self._part = part

    def write(self, data: Any) -> int:
        """Write a block and tell."""
        written = self._file.write(data)
        self._news.at(self._part, self._file.tell())
        return written

    def seek(self, position: int, whence: int = 0) -> int:
        """Move, where the server starts over."""
        return self._file.seek(position, whence)

    def tell(self) -> int:
        """Return the position."""
        return self._file.tell()

    def truncate(self, size: int | None = None) -> int:
        """Cut, where the server starts over."""
        return self._file.truncate(self._file.tell() if size is None else size)
