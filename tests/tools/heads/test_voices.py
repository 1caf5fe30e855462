"""What trains and judges the voice head labels and counts right: a figure in the head's file rests on it."""

from __future__ import annotations

import json
import wave
from pathlib import Path

import numpy as np
import pytest

from tests.tools.heads.clips import RATE
from tests.tools.heads.examples import Example
from tests.tools.heads.train_voice import VoiceGround, figures
from tests.tools.heads.voices import Score, VoiceClip, compare, read_voices, thinking

SPEECH = ((0.5, 2.0), (3.0, 4.0), (4.2, 5.5))


def clip(speech: tuple[tuple[float, float], ...] | None = SPEECH) -> VoiceClip:
    sound = np.random.default_rng(1).normal(0, 0.05, 6 * RATE).astype(np.float32)
    return VoiceClip("one", "somebody", "", "", sound, speech, ((3.4, 3.6),))


def test_frames_are_labelled_also_where_a_recording_is_played_slower() -> None:
    for stretch in (1.0, 1.5):
        labels = clip().labels(round(250 * stretch), 0.024, stretch)

        at = {seconds: labels[round(seconds * stretch / 0.024)] for seconds in (0.2, 1.0, 2.5, 3.2, 3.5)}
        assert at == {0.2: 0, 1.0: 1, 2.5: 0, 3.2: 1, 3.5: -1}
    assert set(clip(None).labels(100, 0.024).tolist()) == {-1}


def test_long_silences_are_put_between_two_readings() -> None:
    (made,) = thinking([clip(), clip(None)])

    long = max(end - start for start, end in made.pauses)
    assert made.samples.size > 2 * clip().samples.size
    assert long == pytest.approx(made.samples.size / RATE - 12.0 + 1.0)
    assert made.speech is not None
    assert len(made.speech) == 2 * len(SPEECH)
    assert len(made.unknown) == 2


def test_pauses_are_counted_as_the_scorer_does() -> None:
    right = compare(clip(), [(2.05, 2.92)])
    half = compare(clip(), [(2.0, 2.45)])
    too_long = compare(clip(), [(1.0, 3.5)])
    nowhere = compare(clip(), [(0.6, 1.2), (5.6, 5.99)])

    assert (right.found, right.wanted, right.wrong, right.told) == (1, 1, 0, 1)
    assert right.edges == pytest.approx((0.05, 0.08))
    assert (half.found, half.wrong) == (0, 0)
    assert (too_long.found, too_long.wrong) == (0, 1)
    assert (nowhere.found, nowhere.wrong, nowhere.told) == (0, 1, 1)
    assert figures(right + nowhere) == {
        "pauses": 2,
        "recall": 0.5,
        "precision": 0.5,
        "f1": 0.5,
        "edges_within_60_ms": 0.5,
        "edges_within_100_ms": 1.0,
    }
    assert Score().f1 == 0.0


def test_what_is_labelled_by_hand_by_words_and_not_at_all_is_read(tmp_path: Path) -> None:
    (tmp_path / "pauses").mkdir()
    for name in ("pauses/a.wav", "b.wav", "c.wav", "d.wav"):
        with wave.open(str(tmp_path / name), "wb") as out:
            out.setparams((1, 2, RATE, 0, "NONE", ""))
            out.writeframes(bytes(2 * RATE))
    common = {"licence": "CC0", "source_repo": "us", "transcript": "so it is"}
    words = [[0.1, 0.3, "so", "A"], [0.32, 0.4, "it"], [0.6, 0.7, "<cough>"], [0.8, 0.9, "is"]]
    by_hand = [{"id": "a", "file": "a.wav", "speech": [[0.1, 0.5]], **common}]
    others = [
        {"id": "b", "file": "b.wav", "kind": "spontaneous-monologue", "words": words, **common},
        {"id": "c", "file": "c.wav", "kind": "read", **common},
        {"id": "d", "file": "d.wav", "kind": "meeting", **common},
    ]
    (tmp_path / "pauses" / "index.json").write_text(json.dumps(by_hand))
    (tmp_path / "index.json").write_text(json.dumps(others))

    hand, timed, bare = read_voices(tmp_path)

    assert hand.speech == ((0.1, 0.5),)
    assert timed.speech == ((0.1, 0.4), (0.6, 0.7), (0.8, 0.9))
    assert timed.unknown == ((0.4, 0.8),)
    assert bare.speech is None


def test_a_head_learns_from_labels_and_from_what_it_labels_itself() -> None:
    ground = VoiceGround([example(number, labelled=number < 4) for number in range(6)])

    trained = ground.train(["speaker 0"])

    for number in (0, 5):
        heard = np.frombuffer(ground.heard(trained, [f"speaker {number}"])[f"clip {number}"].voice, dtype=np.uint8)
        assert np.mean((heard > 127) == truth(len(heard))) > 0.95


def truth(count: int) -> np.ndarray[tuple[int], np.dtype[np.bool_]]:
    return np.asarray(np.arange(count) // 25 % 2 == 1)


def example(number: int, *, labelled: bool) -> Example:
    """Make frames whose first number tells a voice."""
    frames = np.random.default_rng(number).normal(0, 0.3, (200, 288)).astype(np.float32)
    frames[:, 0] += np.where(truth(200), 3.0, 0.0)
    labels = truth(200).astype(np.int8) if labelled else np.full(200, -1, dtype=np.int8)
    return Example(f"clip {number}", f"speaker {number}", True, (frames,), labels)
