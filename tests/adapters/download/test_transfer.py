from __future__ import annotations

from multiprocessing import Pipe
from pathlib import Path

import pytest

from coach.adapters.download.fetch import Trouble
from coach.adapters.download.transfer import follow, told
from coach.errors import DownloadError
from coach.messages import load_texts
from coach.practice.ports import Controls, Fetched
from coach.settings import find_resources
from tests.adapters.download.conftest import SOURCES


def test_every_trouble_has_its_words() -> None:
    texts = load_texts(find_resources() / "assets" / "messages")
    for kind in ("unreachable", "refused", "damaged", "full", "folder", "ended"):
        error = told(Trouble(kind, "detail"), SOURCES[0])
        assert error.advice is not None
        assert "base.en" in texts(error.message)
        assert texts(error.advice)[-1] == "."


def test_a_child_that_dies_is_said(tmp_path: Path) -> None:
    receiver, sender = Pipe(duplex=False)
    sender.send(("fetched", 1, 2))
    sender.close()
    with receiver:
        work = follow(receiver, SOURCES[0], Controls())
        assert next(work) == Fetched(1, 2)
        with pytest.raises(DownloadError) as caught:
            next(work)
    assert caught.value.message.key == "models.ended"
