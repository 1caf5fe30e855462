"""What the tests of downloads share: a stand-in server, and a small model for it to serve."""

from __future__ import annotations

import random
from collections.abc import Iterator

import pytest

from coach.adapters.download import Source
from tests.tools.hub import COMMIT, Hub, serve

SOURCES = (Source("base.en", "maker/base.en", "main", 1_000_000), Source("tiny", "maker/tiny", COMMIT, 2_000_000))
FILES = {
    "config.json": b'{"alignment_heads": [[1, 0]]}',
    "model.bin": random.Random(3).randbytes(1_500_000),
    "tokenizer.json": b'{"version": "1.0"}' * 500,
    "vocabulary.json": b'["a", "b"]',
    "README.md": b"not needed",
}


@pytest.fixture
def hub() -> Iterator[Hub]:
    with serve(dict(FILES)) as server:
        yield server
