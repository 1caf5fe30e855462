"""Train heads on a few answers with vectors that know no more than words, and look at each part of it."""

import json
import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import numpy as np
import pytest

from coach.adapters.heads import load_heads
from coach.analysis.content.meaning import Embed, Meaning, hear, read_signs, weighted_sum
from coach.analysis.lexicons import Lexicons
from coach.analysis.sentences import read_answer
from coach.model import ANCHORS, Transcript
from tests.analysis.conftest import lexicons
from tests.fakes.meaning import FakeMeaning
from tests.tools.meaning import train_anchors
from tests.tools.meaning.answers import Labelled, load_labelled
from tests.tools.meaning.examples import common_words, examples
from tests.tools.meaning.ground import Ground
from tests.tools.meaning.judging import Scale, judge, mark, scale
from tests.tools.meaning.logistic import fit
from tests.tools.meaning.spoken import as_it_is, run_on, without_marks
from tests.tools.meaning.vectors import Kept

__all__ = ["lexicons"]

TEXT = "Nurses typed it twice. So, um, we dropped 3 forms; I'd do it again!"
ANSWER = Labelled(
    "behavioural-001",
    "behavioural",
    TEXT,
    {"problem": ["Nurses typed it twice."], "decision": ["we dropped 3 forms"]},
    {"problem": "Nurses typed it twice.", "action": "we dropped 3 forms"},
    [("lesson", "I'd do it again!")],
)


def some(count: int) -> list[Labelled]:
    """Return a few answers of each category."""
    every = load_labelled()
    return [
        answer
        for category in train_anchors.WRITERS
        for answer in [one for one in every if one.category == category][:count]
    ]


def test_a_text_without_marks_keeps_its_words() -> None:
    assert without_marks(TEXT).text == "nurses typed it twice so um we dropped 3 forms i'd do it again"


@pytest.mark.parametrize("write", [as_it_is, without_marks, run_on])
def test_stretches_are_found_again_however_a_text_is_written(write: object) -> None:
    assert callable(write)
    for answer in load_labelled()[::20]:
        written = write(answer.text)
        for quote in [quote for quotes in answer.anchors.values() for quote in quotes]:
            at = answer.text.index(quote)
            start, end = written.span(at, at + len(quote))
            meant, found = (set(re.findall(r"\w+", text.lower())) for text in (quote, written.text[start:end]))
            assert len(meant & found) >= 0.6 * len(meant), (quote, written.text[start:end])


def test_a_text_runs_on_the_same_way_each_time() -> None:
    first = run_on(TEXT * 9)
    assert first == run_on(TEXT * 9)
    assert first.text.count(".") < (TEXT * 9).count(".")
    assert "three forms" in first.text


def test_sentences_are_labelled_where_most_of_them_is(lexicons: Lexicons) -> None:
    plain, bare, _ = examples([ANSWER], lexicons, FakeMeaning().embed)
    assert plain.labels[:, :2].tolist() == [[1.0, 0.0], [0.0, 1.0]]
    assert plain.traps[:, 4].tolist() == [0.0, 1.0]
    assert plain.slots["action"][0].tolist() == [0.0, 1.0]
    assert bare.labels.shape == (1, 5)
    assert len(common_words([plain, bare], 3)) == 3


def test_a_label_that_is_not_in_the_text_is_an_error(lexicons: Lexicons) -> None:
    wrong = Labelled("a", "design", TEXT, {"problem": ["something else"]}, {}, [])
    with pytest.raises(ValueError, match="something else"):
        next(examples([wrong], lexicons, FakeMeaning().embed))


def test_logistic_units_find_what_tells_classes_apart() -> None:
    dice = np.random.default_rng(1)
    rows = dice.standard_normal((400, 2))
    labels = (rows[:, 0] + 0.3 * dice.standard_normal(400) > 0.5).astype(float)
    slope, other, bias = fit(rows, labels, np.ones(400), np.ones(2))
    assert slope > 2.0
    assert abs(other) < 0.5
    assert bias == pytest.approx(-0.5 * slope, rel=0.3)


def test_marks_are_those_of_the_answers() -> None:
    true = np.array([True, True, False, False])
    assert mark(true, true) == 1.0
    assert mark(true, ~true) == 0.0
    assert mark(true, np.array([True, True, True, True])) == pytest.approx(1 / 3)


def test_chances_and_limits_follow_the_sums() -> None:
    dice = np.random.default_rng(2)
    best = dice.standard_normal(600)
    true = dice.random(600) < 1 / (1 + np.exp(-4 * best))
    made = scale(best, true, np.ones(600))
    assert made.slope == pytest.approx(4.0, rel=0.25)
    assert made.offset == pytest.approx(0.0, abs=0.5)
    folds = np.arange(600) % 4
    sums = [np.array([value - 5, value]) for value in best]
    near = [np.array([False, True])] * 600
    _, judged = judge("problem", sums, true, folds, np.ones(600), near)
    every = np.ones(600, dtype=bool)
    assert judged.mark(every) > 0.8
    assert judged.in_place(every) == 1.0
    right = judged.right(every)
    assert right["found"] > right["weak"]
    assert right["missing"] > 0.8


def test_a_head_says_in_the_program_what_it_said_in_training(lexicons: Lexicons) -> None:
    embed = FakeMeaning().embed
    made = list(examples(some(3), lexicons, embed))
    ground = Ground(made, common_words(made, 20))
    trained = ground.train(range(len(made)))
    head = ground.head("outcome", trained["outcome"], Scale(1.0, 0.0))
    for place in (0, 5, 10):
        signs = read_signs(made[place].reading, embed, [lexicons.anchors[name] for name in ANCHORS])
        expected = ground.hear(trained, place)[:, ANCHORS.index("outcome")]
        assert weighted_sum(head, signs, {}) == pytest.approx(expected, abs=1e-4)


def test_trained_heads_are_written_and_read(
    lexicons: Lexicons, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    @contextmanager
    def fake(model: Path | None) -> Iterator[Embed]:
        yield FakeMeaning().embed

    answers = some(8)
    monkeypatch.setattr(train_anchors, "load_labelled", lambda: answers)
    monkeypatch.setattr(train_anchors, "encoder", fake)
    out, kept = tmp_path / "heads.json", tmp_path / "kept.npz"
    assert train_anchors.main(["--out", str(out), "--keep", str(kept), "--worst", "2"]) == 0
    told = json.loads(out.read_text("utf-8"))
    assert told["provenance"]["answers"] == len(answers)
    assert "without marks" in capsys.readouterr().out
    meaning = Meaning(FakeMeaning().embed, load_heads(out))
    reading = read_answer(Transcript(answers[0].text, ()), lexicons.fillers.sounds)
    heard, slots = hear(reading, lexicons, answers[0].category, meaning, 0.0)
    assert all(len(hits) == len(reading.units) for hits in (*heard.values(), *slots.values()))

    def never(sentences: object) -> np.ndarray[tuple[int, ...], np.dtype[np.float32]]:
        raise AssertionError(sentences)

    assert Kept(never, kept)([reading.units[0].plain]).shape == (1, 384)
