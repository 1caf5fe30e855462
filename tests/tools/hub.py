"""A stand-in for the server that models come from, on this computer only.

It speaks the part of huggingface.co's language that a download needs: the list of files with sizes and checksums, and
the files themselves, which it sends from another path (a redirect, as the real one does), whole or from a position on.
"""

from __future__ import annotations

import hashlib
import json
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import unquote, urlsplit

COMMIT = "c0ffee" + "0" * 34


@dataclass(slots=True)
class Request:
    """Remember one request for a file's bytes."""

    file: str
    begin: int
    sent: int = 0


@dataclass
class Hub:
    """Serve the files of one model under any repository name.

    `pause` seconds pass after each piece; a file in `damaged` arrives with other bytes, one in `broken` ends early,
    once. `large` files are described by a SHA-256, as Git LFS does, the others by git's own checksum.
    """

    files: dict[str, bytes]
    endpoint: str = ""
    large: set[str] = field(default_factory=lambda: {"model.bin"})
    pause: float = 0.0
    piece: int = 64 * 1024
    damaged: set[str] = field(default_factory=set)
    broken: set[str] = field(default_factory=set)
    ranges: bool = True
    closed: bool = False
    plain_sizes: bool = True
    asked: list[str] = field(default_factory=list)
    requests: list[Request] = field(default_factory=list)

    def listing(self, repo: str) -> dict[str, object]:
        """Describe the model as the server does."""
        siblings: list[dict[str, object]] = []
        for name, data in self.files.items():
            blob = hashlib.sha1(f"blob {len(data)}\0".encode() + data, usedforsecurity=False).hexdigest()
            entry: dict[str, object] = {"rfilename": name, "blobId": blob}
            if self.plain_sizes:
                entry["size"] = len(data)
            if name in self.large:
                sha256 = hashlib.sha256(data).hexdigest()
                entry["lfs"] = {"size": len(data), "sha256": sha256, "pointerSize": 134}
            siblings.append(entry)
        return {"id": repo, "modelId": repo, "sha": COMMIT, "private": False, "tags": [], "siblings": siblings}

    def begins(self, name: str) -> list[int]:
        """Return from which positions a file has been asked for."""
        return [request.begin for request in self.requests if request.file == name]


@contextmanager
def serve(files: dict[str, bytes]) -> Iterator[Hub]:
    """Run a stand-in server while the block runs."""
    hub = Hub(files)

    class Answer(_Answer):
        of = hub

    server = ThreadingHTTPServer(("127.0.0.1", 0), Answer)
    server.daemon_threads = False
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, name="hub")
    thread.start()
    hub.endpoint = f"http://127.0.0.1:{server.server_address[1]}"
    try:
        yield hub
    finally:
        hub.closed = True
        server.shutdown()
        thread.join()
        server.server_close()


def model_files(folder: Path) -> dict[str, bytes]:
    """Return the files of a model, as the server would keep them, with one that no download needs."""
    files = {path.name: path.read_bytes() for path in sorted(folder.iterdir()) if path.suffix in {".json", ".bin"}}
    return {**files, ".gitattributes": b"*.bin filter=lfs\n"}


class _Answer(BaseHTTPRequestHandler):
    of: Hub
    protocol_version = "HTTP/1.1"

    def log_message(self, format: str, *args: object) -> None:
        """Stay quiet."""

    def do_GET(self) -> None:
        path = unquote(urlsplit(self.path).path)
        self.of.asked.append(path)
        parts = path.strip("/").split("/")
        if parts[:2] == ["api", "models"]:
            self._send(200, json.dumps(self.of.listing("/".join(parts[2:4]))).encode(), "application/json")
        elif len(parts) > 4 and parts[2] == "resolve" and parts[4] in self.of.files:
            self.send_response(302)
            self.send_header("Location", f"{self.of.endpoint}/bytes/{parts[4]}")
            self.send_header("X-Repo-Commit", COMMIT)
            self.send_header("Content-Length", "0")
            self.end_headers()
        elif parts[0] == "bytes" and parts[1] in self.of.files:
            self._send_file(parts[1])
        else:
            self._send(404, b"{}", "application/json")

    def _send(self, status: int, body: bytes, kind: str) -> None:
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def _send_file(self, name: str) -> None:
        hub = self.of
        data = hub.files[name]
        asked = self.headers.get("Range", "").removeprefix("bytes=").rstrip("-")
        begin = int(asked) if asked and hub.ranges else 0
        request = Request(name, int(asked or 0))
        hub.requests.append(request)
        rest = data[begin:]
        self.send_response(206 if begin else 200)
        self.send_header("Content-Length", str(len(rest)))
        self.send_header("ETag", f'"{hashlib.sha256(data).hexdigest()}"')
        if begin:
            self.send_header("Content-Range", f"bytes {begin}-{len(data) - 1}/{len(data)}")
        self.end_headers()
        if name in hub.damaged:
            rest = bytes(255 - byte for byte in rest)
        if name in hub.broken:
            hub.broken.discard(name)
            rest = rest[: len(rest) // 2]
            self.close_connection = True
        try:
            for position in range(0, len(rest), hub.piece):
                if hub.closed:
                    return
                self.wfile.write(rest[position : position + hub.piece])
                self.wfile.flush()
                request.sent += len(rest[position : position + hub.piece])
                time.sleep(hub.pause)
        except (BrokenPipeError, ConnectionResetError):
            self.close_connection = True
