"""Every format of the list has what writes it."""

from __future__ import annotations

import wave
from collections.abc import Sequence
from pathlib import Path

import pytest

from coach.messages import load_texts
from coach.model import Attempt
from coach.practice.export.formats import FORMATS
from coach.practice.export.printing import Figure
from coach.practice.ports import Controls
from coach.settings import find_resources
from coach.wiring.exports import make_exports, writer_of
from tests.adapters.export.cases import STORY, take
from tests.tools.sounds.speech import spoken

TEXTS = load_texts(find_resources() / "assets" / "messages")


class Blank:
    """Print nothing but a file."""

    def figures(self, attempt: Attempt) -> Sequence[Figure]:
        return ()

    def svg(self, figure: Figure) -> str:
        raise AssertionError("there are no figures")

    def print(self, page: str, figures: Sequence[Figure], title: str, target: Path) -> None:
        target.write_text(title)


@pytest.mark.parametrize("key", [one.key for one in FORMATS])
def test_a_take_is_written_in_every_format(key: str, tmp_path: Path) -> None:
    sound = tmp_path / "take.wav"
    with wave.open(str(sound), "wb") as file:
        file.setparams((1, 2, 16000, 0, "NONE", ""))
        file.writeframes(bytes(32000))
    exports = make_exports(lambda _: take(spoken(STORY), sound=sound), TEXTS, find_resources(), Blank())

    for number in (1, 2):
        list(exports.export(["take"], key, tmp_path / "out", Controls()))
        assert len(list((tmp_path / "out").iterdir())) == number
    assert all(path.stat().st_size for path in (tmp_path / "out").iterdir())


def test_an_unknown_format_is_a_bug() -> None:
    with pytest.raises(KeyError):
        writer_of("docx", TEXTS, find_resources(), Blank())
