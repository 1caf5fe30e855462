"""Subtitle files that other programs read."""

from __future__ import annotations

import json
import shutil
import subprocess
from pathlib import Path
from typing import Literal

import pysubs2
import pytest

from coach.adapters.export.cues import cues
from coach.adapters.export.subtitles import SubtitleWriter
from coach.model import Transcript
from coach.practice.ports import Controls
from tests.adapters.export.cases import STORY, hostile, take
from tests.tools.sounds.speech import spoken

KINDS: list[Literal["srt", "vtt"]] = ["srt", "vtt"]


def written(kind: Literal["srt", "vtt"], transcript: Transcript, folder: Path) -> Path:
    target = folder / f"answer.{kind}"
    assert list(SubtitleWriter(kind)([take(transcript)], target, Controls())) == [1.0]
    return target


@pytest.mark.parametrize("kind", KINDS)
def test_another_reader_finds_every_cue(kind: Literal["srt", "vtt"], tmp_path: Path) -> None:
    transcript = spoken(STORY)

    read = pysubs2.load(str(written(kind, transcript, tmp_path)), encoding="utf-8")

    assert [(one.start, one.end, one.plaintext.split("\n")) for one in read] == [
        (one.start, one.end, list(one.lines)) for one in cues(transcript)
    ]


@pytest.mark.skipif(shutil.which("ffprobe") is None, reason="ffprobe is not installed")
@pytest.mark.parametrize(("kind", "codec"), [("srt", "subrip"), ("vtt", "webvtt")])
def test_ffprobe_reads_it(kind: Literal["srt", "vtt"], codec: str, tmp_path: Path) -> None:
    path = written(kind, spoken(STORY), tmp_path)
    probe = ["ffprobe", "-v", "error", "-of", "json", "-show_packets", "-show_streams", str(path)]
    found = subprocess.run(probe, capture_output=True, text=True, timeout=30, check=True)

    told = json.loads(found.stdout)
    assert found.stderr == ""
    assert told["streams"][0]["codec_name"] == codec
    assert len(told["packets"]) == 3


@pytest.mark.parametrize("kind", KINDS)
def test_nothing_that_was_said_becomes_a_mark(kind: Literal["srt", "vtt"], tmp_path: Path) -> None:
    review = hostile().review
    assert review is not None

    text = written(kind, review.transcript, tmp_path).read_text(encoding="utf-8")

    assert "<" not in text
    assert "{" not in text
    assert "\\" not in text
    assert ("&lt;script&gt;" if kind == "vtt" else "‹script›") in text.replace("\n", "")
