"""What everything promises that turns sentences into vectors; a subclass brings the fixture `meaning`."""

from __future__ import annotations

import numpy as np

from coach.practice.ports import Meaning

SENTENCES = (
    "We decided to keep the old search for one more month.",
    "",
    "Yeah.",
    "So what did that cost us, well, two engineers could not go on with the import and support had to explain it.",
    "We decided to keep the old search for one more month.",
    "Übung, 日本語 and an emoji 🙂 in one sentence.",
    "The weather is nice today.",
    "and then " * 400,
)


class MeaningPromises:
    width = 384

    def test_there_is_one_row_of_length_one_for_each_sentence(self, meaning: Meaning) -> None:
        rows = meaning.embed(SENTENCES)
        assert rows.shape == (len(SENTENCES), self.width)
        assert rows.dtype == np.float32
        assert np.allclose(np.linalg.norm(rows, axis=1), 1, atol=1e-5)

    def test_no_sentence_gives_no_row(self, meaning: Meaning) -> None:
        assert meaning.embed([]).shape == (0, self.width)

    def test_a_row_depends_on_nothing_but_its_sentence(self, meaning: Meaning) -> None:
        together = meaning.embed(SENTENCES)
        alone = np.concatenate([meaning.embed([sentence]) for sentence in SENTENCES])
        among_others = meaning.embed([*SENTENCES[::-1], *(f"Word number {n}." for n in range(40))])
        assert np.array_equal(together, alone)
        assert np.array_equal(together, among_others[: len(SENTENCES)][::-1])
        assert np.array_equal(together[0], together[4])

    def test_different_sentences_have_different_rows(self, meaning: Meaning) -> None:
        rows = meaning.embed([SENTENCES[0], SENTENCES[2], SENTENCES[3], SENTENCES[6]])
        assert (np.triu(rows @ rows.T, 1) < 0.99).all()
