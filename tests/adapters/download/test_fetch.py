"""The child's side of a download, in this process."""

from __future__ import annotations

import errno
import hashlib
import os
from collections.abc import Iterator
from dataclasses import replace
from multiprocessing import Pipe
from pathlib import Path
from typing import Any

import pytest

from coach.adapters.download import fetch as module
from coach.adapters.download.fetch import Order, Trouble, fetch, is_complete, run_order
from tests.adapters.download.conftest import FILES, SOURCES
from tests.tools.hub import Hub


@pytest.fixture
def order(tmp_path: Path, hub: Hub, monkeypatch: pytest.MonkeyPatch) -> Iterator[Order]:
    """Let the hub's client, which may have been told elsewhere that it is offline, speak to the stand-in."""
    import huggingface_hub.constants
    import huggingface_hub.utils

    for name, value in {"HF_HUB_OFFLINE": False, "HF_HUB_DISABLE_TELEMETRY": True}.items():
        monkeypatch.setattr(huggingface_hub.constants, name, value)
    monkeypatch.setattr(huggingface_hub.constants, "DOWNLOAD_CHUNK_SIZE", 1 << 20)
    monkeypatch.setattr(pytest.importorskip("tqdm").tqdm, "monitor_interval", 0)
    monkeypatch.setattr(os, "environ", os.environ.copy())
    folder = tmp_path / "base.en.partial"
    folder.mkdir()
    yield Order(SOURCES[0], folder, hub.endpoint)
    huggingface_hub.utils.close_session()


def test_fetching_tells_the_bytes_of_all_files_together(order: Order) -> None:
    told: list[tuple[Any, ...]] = []
    (order.folder / "model.bin.0123").write_bytes(b"of another revision")
    fetch(order, told.append)
    total = sum(len(data) for name, data in FILES.items() if name != "README.md")
    assert {word for word, _, _ in told} == {"fetched"}
    assert {whole for _, _, whole in told} == {total}
    assert is_complete(order.folder)
    assert not (order.folder / "model.bin.0123").exists()


def test_fetching_again_asks_for_no_file_twice(order: Order, hub: Hub) -> None:
    fetch(order, lambda news: None)
    fetch(order, lambda news: None)
    assert hub.begins("model.bin") == [0]


def test_a_pinned_file_is_not_taken_from_a_server_that_says_otherwise(order: Order, hub: Hub) -> None:
    pinned = replace(order.source, needed=("tokenizer.json",), wanted=(), sha256={"tokenizer.json": "0" * 64})
    with pytest.raises(Trouble) as caught:
        fetch(replace(order, source=pinned), lambda news: None)
    assert (caught.value.kind, caught.value.detail) == ("damaged", "tokenizer.json")
    assert list(order.folder.iterdir()) == []
    right = {"tokenizer.json": hashlib.sha256(FILES["tokenizer.json"]).hexdigest()}
    fetch(replace(order, source=replace(pinned, sha256=right)), lambda news: None)
    assert (order.folder / "tokenizer.json").read_bytes() == FILES["tokenizer.json"]
    assert not (order.folder / "model.bin").exists()


def test_fetching_starts_over_where_the_server_knows_no_positions(order: Order, hub: Hub) -> None:
    hub.ranges = False
    hub.broken.add("model.bin")
    fetch(order, lambda news: None)
    assert is_complete(order.folder)


def test_what_is_longer_than_the_file_is_fetched_anew(order: Order, hub: Hub) -> None:
    hub.damaged.add("model.bin")
    with pytest.raises(Trouble, match="damaged"):
        fetch(order, lambda news: None)
    hub.damaged.clear()
    digest = str(hub.listing("x")["siblings"]).split("'sha256': '")[1][:16]
    (order.folder / f"model.bin.{digest}").write_bytes(bytes(2_000_000))
    fetch(order, lambda news: None)
    assert is_complete(order.folder)


def test_a_listing_without_sizes_is_refused(order: Order, hub: Hub) -> None:
    hub.plain_sizes = False
    with pytest.raises(Trouble, match="refused"):
        fetch(order, lambda news: None)


def test_too_little_room_is_noticed_before_anything_is_fetched(
    order: Order, hub: Hub, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "SPARE_BYTES", 1 << 60)
    with pytest.raises(Trouble, match="full"):
        fetch(order, lambda news: None)
    assert not hub.requests


@pytest.mark.parametrize(("number", "kind"), [(errno.ENOSPC, "full"), (errno.EACCES, "folder"), (errno.EIO, "ended")])
def test_a_disk_that_fails_is_named(order: Order, number: int, kind: str) -> None:
    def tell(news: tuple[Any, ...]) -> None:
        raise OSError(number, os.strerror(number))

    with pytest.raises(Trouble, match=kind):
        fetch(order, tell)


def test_a_bug_stays_a_bug(order: Order) -> None:
    def tell(news: tuple[Any, ...]) -> None:
        raise KeyError("nobody expects this")

    with pytest.raises(KeyError):
        fetch(order, tell)


def test_the_child_tells_how_it_ended(order: Order, hub: Hub) -> None:
    receiver, sender = Pipe(duplex=False)
    with receiver, sender:
        run_order(order, sender)
        hub.files.clear()
        run_order(order, sender)
        words = []
        while receiver.poll():
            words.append(receiver.recv())
    assert [word for word in words if word[0] != "fetched"] == [("done",), ("failed", "refused", "no model")]


def test_the_child_ends_quietly_when_nobody_listens(order: Order) -> None:
    receiver, sender = Pipe(duplex=False)
    receiver.close()
    with sender:
        run_order(order, sender)
    assert not is_complete(order.folder)
