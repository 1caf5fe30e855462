"""What trains and judges heads counts right: a figure that the program states rests on it."""

from __future__ import annotations

import json
import wave
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from coach.analysis.lexicons import FillerLexicon
from coach.model import Transcript, Word
from tests.tools.heads.clips import Clip, read_clips
from tests.tools.heads.discriminant import Sums, added, fit, scale
from tests.tools.heads.examples import Example
from tests.tools.heads.folds import Ground
from tests.tools.heads.judge import RULE, Answer, Count, as_frames, chosen, interval, matched
from tests.tools.heads.sounds import variants

RATE = 16000
LEXICON = FillerLexicon({"um": "um"}, (), frozenset())


def clip(kind: str = "monologue", **more: Any) -> Clip:
    sound = np.zeros(10 * RATE, np.float32)
    whole = ((0.0, 10.0),)
    return replace(Clip("one", "somebody", kind, "", "", sound, ((2.0, 2.5, "um"),), whole), **more)


def write(folder: Path, **entry: object) -> Path:
    sound = np.concatenate([np.full(RATE // 2, 8000), np.zeros(RATE)]).astype("<i2")
    with wave.open(str(folder / "one.wav"), "wb") as out:
        out.setparams((1, 2, RATE, 0, "NONE", ""))
        out.writeframes(sound.tobytes())
    told = {"id": "one", "file": "one.wav", "kind": "monologue", "licence": "CC0", "source_repo": "us", **entry}
    (folder / "index.json").write_text(json.dumps([told]))
    return folder


def test_frames_are_labelled_and_the_edges_left_out() -> None:
    labels = clip().labels(400, 0.024)

    assert set(labels.tolist()) == {-1, 0, 1}
    assert labels[round(2.25 / 0.024)] == 1
    assert labels[round(1.97 / 0.024)] == -1
    assert labels[round(5.0 / 0.024)] == 0
    assert clip().labels(400, 0.024, stretch=2.0)[round(4.5 / 0.024)] == 1


def test_in_a_meeting_only_what_is_annotated_is_known_and_the_pause_behind_a_filler_is_none(tmp_path: Path) -> None:
    words = [[0.0, 1.4, "um", "A"], [1.0, 1.5, "so", "A"]]
    folder = write(tmp_path, kind="meeting", words=words, fillers=[{"text": "um", "start": 0.0, "end": 1.4}])

    (read,) = read_clips(folder)

    assert read.fillers == ((0.0, 0.5, "um"),)
    assert list(read.others[0]) == pytest.approx([1.0, 1.24])


def test_clips_without_labels_are_left_out_and_fillers_without_times_leave_all_unknown(tmp_path: Path) -> None:
    assert read_clips(write(tmp_path, fillers=None)) == []
    (read,) = read_clips(write(tmp_path, fillers=[{"text": "uh", "start": None, "end": None}]))
    assert (read.fillers, read.others) == ((), ())


def test_variants_keep_their_length_times_their_stretch() -> None:
    sound = np.random.default_rng(1).normal(0, 0.1, RATE).astype(np.float32)

    made = list(variants(sound, 4, 1))

    assert [round(each.size / sound.size, 2) for each, _ in made] == [round(stretch, 2) for _, stretch in made]
    assert made[0][0] is sound
    again = list(variants(sound, 4, 1))
    assert all(np.array_equal(one, other) for (one, _), (other, _) in zip(made, again, strict=True))


def test_the_discriminant_tells_two_classes_apart_and_its_odds_are_fair() -> None:
    random = np.random.default_rng(1)
    high = random.normal(1, 1, (500, 4)).astype(np.float32)
    low = random.normal(-1, 1, (9500, 4)).astype(np.float32)

    halves = added([Sums.of(low[:4000]), Sums.of(low[4000:])])
    weights = fit(Sums.of(high), halves)
    values = np.concatenate([high, low]) @ weights[:-1] + weights[-1]
    labels = np.repeat([1, 0], [500, 9500]).astype(np.int8)
    slope, offset = scale(values, labels)
    chance = 1 / (1 + np.exp(-(slope * values + offset)))

    assert halves.count == 9500
    assert np.mean((chance > 0.5) == labels) > 0.97
    assert float(chance.mean()) == pytest.approx(0.05, abs=0.005)


def test_each_event_is_paired_once_with_the_nearest() -> None:
    assert matched([(1.0, 1.4), (3.0, 3.4)], [(1.5, 1.8), (1.1, 1.3), (5.0, 5.2)]) == {0: 1}
    assert matched([(1.0, 1.4)], [(1.6, 1.8)]) == {0: 0}
    assert matched([(1.0, 1.4)], [(1.7, 1.8)]) == {}


def test_what_is_told_is_counted_and_in_meetings_set_apart() -> None:
    words = (Word("we", 0.5, 0.8), Word("um", 2.1, 2.4), Word("went", 6.0, 6.4))
    said = Transcript.of_words(words)
    alone = Answer(clip(), said, LEXICON)
    meeting = Answer(clip("meeting", backchannels=((8.0, 8.4),)), said, LEXICON)
    told = [(2.1, 2.4), (4.0, 4.5), (8.1, 8.3)]

    assert alone.told(None, RULE) == [(2.1, 2.4)]
    assert alone.count(told) == Count(1, 1, 3)
    assert meeting.count(told) == Count(1, 1, 2, 1)
    assert meeting.count(told).lenient == Count(1, 1, 1)


def test_measures_of_counts() -> None:
    count = Count(8, 10, 16)

    assert (count.precision, count.recall) == (0.5, 0.8)
    assert count.f() == pytest.approx(2 * 0.4 / 1.3)
    assert count.f(2.0) > count.f() > count.f(0.5)
    assert Count().precision == Count().recall == 1.0
    low, high = interval([Count(1, 1, 1)] * 9 + [Count(0, 1, 1)], Count.f)
    assert low < 0.9 < high == 1.0


def test_a_threshold_is_the_middle_of_the_longest_plateau() -> None:
    worth = [0.2, 0.9, 0.1, 0.88, 0.9, 0.89, 0.3]
    points = [(round(0.1 * place, 1), Count(round(100 * value), 100, 100)) for place, value in enumerate(worth, 1)]

    assert chosen(points, 1.0) == 0.5


def test_who_is_left_out_teaches_nothing() -> None:
    random = np.random.default_rng(1)

    def example(name: str, sign: float) -> Example:
        labels = np.repeat([1, 0], [50, 350]).astype(np.int8)
        frames = random.normal(0, 1, (400, 288)).astype(np.float32)
        frames[:50, :60] += sign * 2
        return Example(name, name, True, (frames,), labels)

    ground = Ground([example("ann", 1), example("ben", 1), example("odd", -1)])

    assert ground.groups[:3] == [("ann",), ("ben",), ("odd",)]
    assert max(ground.held_out()["odd"].filler[:50]) < 128
    assert min(ground.heard(ground.train(("odd",)), ("ann",))["ann"].filler[:50]) > 128
    assert min(ground.heard(ground.train(("ann", "ben")), ("odd",))["odd"].filler[:50]) > 128


def test_probabilities_are_written_down_as_bytes() -> None:
    assert as_frames(np.array([0.0, 0.5, 1.0]), 0.024).filler == bytes([0, 128, 255])
