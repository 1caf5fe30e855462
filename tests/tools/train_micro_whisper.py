"""Train the micro Whisper checkpoint of the tests from nothing, on speech made by espeak-ng.

Run it where PyTorch and faster-whisper are, in a virtual environment of its own:

    python3.11 -m venv micro && micro/bin/pip install torch==2.13.0 faster-whisper==1.2.1
    micro/bin/python -m tests.tools.train_micro_whisper tests/data/micro-whisper
"""

from __future__ import annotations

import argparse
import json
import random
import sys
import time
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
from faster_whisper.feature_extractor import FeatureExtractor
from tokenizers import Tokenizer
from torch import Tensor
from torch.nn import functional

from tests.tools.micro_network import MicroWhisper, make_tokenizer, save_model
from tests.tools.micro_speech import RATE, SENTENCES, WORDS, Espeak, Utterance, compose

LONGEST = 8.0
FRAMES_A_SECOND = 50
BATCH = 16
IGNORED = -100
HINT = " Um, uh, hmm, er, ah."
"""What the program puts before each window, so that fillers are written down; half of the examples have it."""
PREPROCESSOR = {"feature_size": 80, "sampling_rate": 16000, "hop_length": 160, "chunk_length": 6, "n_fft": 400}


@dataclass(frozen=True, slots=True)
class Example:
    """Hold the sound of one utterance as mels, (80, 2 * frames), and its words as (class, first, last frame)."""

    mels: Tensor
    words: tuple[tuple[int, int, int], ...]


@dataclass(frozen=True, slots=True)
class Batch:
    """Hold padded examples: `spans` marks where each written token is heard, (batch, token, frame)."""

    mels: Tensor
    inputs: Tensor
    targets: Tensor
    spans: Tensor
    frame_words: Tensor


def make_example(utterance: Utterance, extractor: FeatureExtractor) -> Example:
    """Turn an utterance into the mels that faster-whisper would make of it."""
    mels = torch.from_numpy(extractor(utterance.samples)[:, :-1].astype(np.float32))
    words = tuple(
        (WORDS.index(span.word), round(span.start * FRAMES_A_SECOND), round(span.end * FRAMES_A_SECOND))
        for span in utterance.spans
    )
    return Example(mels, words)


def make_silence(dice: random.Random, extractor: FeatureExtractor) -> Example:
    """Make an example in which nobody speaks."""
    noise = np.random.default_rng(dice.randrange(1 << 30)).standard_normal(int(dice.uniform(0.4, 3) * RATE))
    return make_example(Utterance((noise * 10 ** dice.uniform(-6, -1.5)).astype(np.float32), ()), extractor)


def token_number(tokenizer: Tokenizer, token: str) -> int:
    """Return the number of a token that is there."""
    number = tokenizer.token_to_id(token)
    assert number is not None
    return number


class Writer:
    """Turn examples into what the network should write, with time stamps or without."""

    def __init__(self, tokenizer: Tokenizer, dice: random.Random) -> None:
        self._dice = dice
        self._hint = [token_number(tokenizer, "<|startofprev|>"), *tokenizer.encode(HINT).ids]
        self._words = [tokenizer.encode(" " + word).ids[0] for word in WORDS]
        self._end, self._begin, self._silent, self._plain, self._stamp = (
            token_number(tokenizer, token)
            for token in ("<|endoftext|>", "<|startoftranscript|>", "<|nospeech|>", "<|notimestamps|>", "<|0.00|>")
        )

    def batch(self, examples: list[Example]) -> Batch:
        """Pad examples to one length, at frames that differ from batch to batch."""
        frames = max(example.mels.shape[1] for example in examples) // 2 + self._dice.randint(1, 24)
        rows = [self._row(example, frames) for example in examples]
        count = max(len(tokens) for tokens, _ in rows)
        inputs = torch.full((len(rows), count - 1), self._end)
        targets = torch.full((len(rows), count - 1), IGNORED)
        spans = torch.zeros(len(rows), count - 1, frames)
        mels = torch.zeros(len(rows), 80, 2 * frames)
        labels = torch.full((len(rows), frames), len(WORDS))
        for number, (example, (tokens, heard)) in enumerate(zip(examples, rows, strict=True)):
            begin = tokens.index(self._begin)
            inputs[number, : len(tokens) - 1] = torch.tensor(tokens[:-1])
            targets[number, begin : len(tokens) - 1] = torch.tensor(tokens[begin + 1 :])
            if tokens[begin + 1] == self._plain:
                targets[number, begin] = IGNORED
            mels[number, :, : example.mels.shape[1]] = self._masked(example.mels)
            for place, first, last in heard:
                spans[number, begin + place, max(0, first - 1) : last + 1] = 1
            for word, first, last in example.words:
                labels[number, first:last] = word
        return Batch(mels, inputs, targets, spans, labels)

    def _row(self, example: Example, frames: int) -> tuple[list[int], list[tuple[int, int, int]]]:
        hint = self._hint if self._dice.random() < 0.5 else []
        if not example.words:
            return [*hint, self._begin, self._silent, self._end], []
        text = [self._words[word] for word, _, _ in example.words]
        heard = [(number + 1, first, last) for number, (_, first, last) in enumerate(example.words)]
        last = example.words[-1][2]
        if self._dice.random() < 0.5:
            return [*hint, self._begin, self._plain, *text, self._end], [*heard, (len(text) + 1, last, frames)]
        stamp = self._stamp + min(1500, 10 * round(last / 10))
        return [*hint, self._begin, self._stamp, *text, stamp, self._end], [*heard, (len(text) + 1, last, frames)]

    def _masked(self, mels: Tensor) -> Tensor:
        """Blank a few bands and moments, so that no single one is relied on (SpecAugment, Park et al. 2019)."""
        mels = mels + self._dice.uniform(-0.15, 0.15)
        band, moment = self._dice.randrange(70), self._dice.randrange(max(1, mels.shape[1] - 10))
        mels[band : band + self._dice.randint(0, 8)] = mels.mean()
        mels[:, moment : moment + self._dice.randint(0, 8)] = mels.mean()
        return mels


def loss_of(network: MicroWhisper, batch: Batch) -> tuple[Tensor, float]:
    """Add up what the network writes wrong, where it looks for it, and which word it hears in each frame."""
    sound, bias = network.hear(batch.mels)
    scores, weights = network.write(batch.inputs, sound, bias)
    frames = batch.frame_words.shape[1]
    written = functional.cross_entropy(scores.flatten(0, 1), batch.targets.flatten(), ignore_index=IGNORED)
    named = functional.cross_entropy(network.frame_words(sound[:, :frames]).flatten(0, 1), batch.frame_words.flatten())
    seen = (weights[:, 0, :, :frames] * batch.spans).sum(-1)
    looked = -(seen.clamp_min(1e-4).log() * (batch.spans.sum(-1) > 0)).sum() / batch.spans.any(-1).sum().clamp_min(1)
    right = (scores.argmax(-1) == batch.targets)[batch.targets != IGNORED].float().mean().item()
    return written + named + 0.3 * looked, right


def train(tokenizer: Tokenizer, examples: list[Example], steps: int, dice: random.Random) -> MicroWhisper:
    """Train a fresh network, telling how it goes."""
    network = MicroWhisper(tokenizer.get_vocab_size(), len(WORDS) + 1)
    optimiser = torch.optim.AdamW(network.parameters(), lr=2e-3, betas=(0.9, 0.98), weight_decay=0.02)
    schedule = torch.optim.lr_scheduler.OneCycleLR(optimiser, 2.5e-3, total_steps=steps, pct_start=0.1)
    writer = Writer(tokenizer, dice)
    began = time.monotonic()
    for step in range(steps):
        # Neighbours in length, so that little of a batch is padding.
        drawn = sorted(dice.sample(examples, 4 * BATCH), key=lambda example: example.mels.shape[1])
        begin = dice.randrange(3 * BATCH + 1)
        batch = writer.batch(drawn[begin : begin + BATCH])
        loss, right = loss_of(network, batch)
        optimiser.zero_grad()
        loss.backward()
        torch.nn.utils.clip_grad_norm_(network.parameters(), 1.0)
        optimiser.step()
        schedule.step()
        if step % 25 == 0:
            spent = time.monotonic() - began
            sys.stderr.write(f"step {step}: loss {loss.item():.3f}, right {right:.3f}, {spent:.0f} s\n")
    return network


def main() -> None:
    """Train and write the checkpoint."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--steps", type=int, default=2200)
    parser.add_argument("--utterances", type=int, default=3500)
    arguments = parser.parse_args()
    torch.set_num_threads(1)
    torch.manual_seed(7)
    dice = random.Random(7)
    extractor, espeak = FeatureExtractor(), Espeak()
    examples = [make_example(compose(espeak, dice, LONGEST), extractor) for _ in range(arguments.utterances)]
    examples += [make_silence(dice, extractor) for _ in range(arguments.utterances // 16)]
    tokenizer = make_tokenizer(SENTENCES)
    network = train(tokenizer, examples, arguments.steps, dice)
    save_model(network, tokenizer, arguments.folder)
    (arguments.folder / "preprocessor_config.json").write_text(json.dumps(PREPROCESSOR), "utf-8")


if __name__ == "__main__":
    main()
