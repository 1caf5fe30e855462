"""A head is read whole or refused by the name of what is wrong in it."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from coach.adapters.moonshine.head import Standard, load_head
from coach.errors import EngineError, FileError

SHIPPED = Path(__file__).resolve().parents[3] / "assets" / "heads" / "hesitations.json"


@pytest.fixture
def encoder(tmp_path: Path) -> Path:
    path = tmp_path / "encoder.ort"
    path.write_bytes(b"an encoder")
    return path


@pytest.fixture
def told(encoder: Path) -> dict[str, Any]:
    return {
        "encoder": {"file": encoder.name, "sha256": hashlib.sha256(encoder.read_bytes()).hexdigest()},
        "frames": {"mean": [1.0, 0.0], "deviation": [1.0, 2.0], "weight": 10.0},
        "bias": -1.0,
        "weights": [2.0, 0.0],
    }


def write(folder: Path, told: dict[str, Any]) -> Path:
    path = folder / "head.json"
    path.write_text(json.dumps(told, indent=1))
    return path


def test_a_head_judges_frames_by_what_this_speaker_is_like(tmp_path: Path, told: dict[str, Any], encoder: Path) -> None:
    head = load_head(write(tmp_path, told), encoder, 2)
    high, low = np.array([[3.0, 0.0]], np.float32), np.array([[1.0, 0.0]], np.float32)

    before = head.judge(high)[0]
    for _ in range(200):
        head.judge(high)
    used_to_it = head.judge(high)[0]
    head.restart()

    assert before > 0.8 > 0.5 > used_to_it
    assert head.judge(high)[0] == before
    assert head.judge(low)[0] < before


def test_frames_are_brought_to_mean_and_deviation() -> None:
    random = np.random.default_rng(1)
    frames = random.normal((5.0, -3.0), (2.0, 0.1), size=(5000, 2)).astype(np.float32)

    known = Standard(np.zeros(2), np.ones(2), 5.0).take(frames)

    assert known.mean(axis=0) == pytest.approx([0, 0], abs=0.05)
    assert known.std(axis=0) == pytest.approx([1, 1], abs=0.4)


@pytest.mark.parametrize(
    ("key", "value", "named"),
    [
        ("weights", [1.0], "weights"),
        ("weights", ["much"], "weights"),
        ("frames", {"mean": [1.0], "deviation": [1.0, 1.0], "weight": 1.0}, "mean"),
        ("frames", {"mean": [1.0, 1.0], "deviation": [1.0], "weight": 1.0}, "deviation"),
        ("frames", {"mean": [1.0, 1.0], "weight": 1.0}, "deviation"),
        ("bias", None, "bias"),
    ],
)
def test_what_is_wrong_is_named(
    tmp_path: Path, told: dict[str, Any], encoder: Path, key: str, value: object, named: str
) -> None:
    path = write(tmp_path, {**told, key: value})

    with pytest.raises(FileError) as caught:
        load_head(path, encoder, 2)

    assert (caught.value.path, caught.value.key) == (path, named)
    assert caught.value.message.key == "report.head.broken"


def test_a_file_that_is_gone_or_no_json_is_named(tmp_path: Path, encoder: Path) -> None:
    broken = tmp_path / "broken.json"
    broken.write_text("{")

    for path in (tmp_path / "gone.json", broken):
        with pytest.raises(FileError) as caught:
            load_head(path, encoder, 2)
        assert caught.value.path == path


def test_a_head_for_another_encoder_is_refused(tmp_path: Path, told: dict[str, Any], encoder: Path) -> None:
    encoder.write_bytes(b"a newer encoder")

    with pytest.raises(EngineError) as caught:
        load_head(write(tmp_path, told), encoder, 2)

    assert caught.value.message.key == "engines.moonshine.other_encoder"


def test_the_shipped_head_says_where_it_comes_from_and_is_small() -> None:
    told = json.loads(SHIPPED.read_text(encoding="utf-8"))

    assert len(told["weights"]) == len(told["frames"]["mean"]) == 288
    assert told["provenance"]["sources"]
    assert (Path(__file__).resolve().parents[3] / told["provenance"]["script"]).is_file()
    assert SHIPPED.stat().st_size < 20_000
