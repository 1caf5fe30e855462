"""A Whisper of the size of `base.en` with random weights: it costs what the real one costs, and understands nothing.

Real weights cannot be had everywhere. The work of a step depends on the shape alone: 6 + 6 layers of width 512 with 8
heads, 1,500 positions of sound, 51,864 tokens, eight bits. How many steps there are depends on what is written, so
that must be told: `hear_like` writes as many tokens as the true text would have.
"""

from __future__ import annotations

import json
import math
from pathlib import Path
from typing import Any

import numpy as np
from ctranslate2.specs import common_spec, whisper_spec
from tokenizers import Tokenizer, models, pre_tokenizers

LAYERS, HEADS, WIDTH, INNER = 6, 8, 512, 2048
MELS, POSITIONS, TEXT_POSITIONS = 80, 1500, 448
TEXT_TOKENS, LANGUAGES = 50_256, 99
TOKENS_A_WORD = 1.3
"""Tokens that Whisper's tokenizer makes of an English word, its share of the punctuation included."""
WINDOW = 30.0
PROMPT = 2
"""Tokens with which the writing of a window begins."""


def build_base(folder: Path) -> Path:
    """Write the model and its tokenizer into a folder, which is made; return it. About 80 MB, a few seconds."""
    dice = np.random.default_rng(1)

    def array(*shape: int) -> np.ndarray[Any, np.dtype[np.float32]]:
        return dice.standard_normal(shape, dtype=np.float32) * np.float32(0.02)

    spec = whisper_spec.WhisperSpec(LAYERS, HEADS, LAYERS, HEADS)
    _fill(spec.encoder.conv1, array(WIDTH, MELS, 3))
    _fill(spec.encoder.conv2, array(WIDTH, WIDTH, 3))
    for side in (spec.encoder, spec.decoder):
        _even(side.layer_norm)
        for layer in side.layer:
            _even(layer.self_attention.layer_norm)
            _fill(layer.self_attention.linear[0], array(3 * WIDTH, WIDTH))
            _fill(layer.self_attention.linear[1], array(WIDTH, WIDTH))
            if side is spec.decoder:
                _even(layer.attention.layer_norm)
                _fill(layer.attention.linear[0], array(WIDTH, WIDTH))
                _fill(layer.attention.linear[1], array(2 * WIDTH, WIDTH))
                _fill(layer.attention.linear[2], array(WIDTH, WIDTH))
            _even(layer.ffn.layer_norm)
            _fill(layer.ffn.linear_0, array(INNER, WIDTH))
            _fill(layer.ffn.linear_1, array(WIDTH, INNER))
    spec.encoder.position_encodings.encodings = array(POSITIONS, WIDTH)
    spec.decoder.position_encodings.encodings = array(TEXT_POSITIONS, WIDTH)
    tokens = _tokens()
    embedding = array(len(tokens), WIDTH)
    spec.decoder.embeddings.weight = embedding
    spec.decoder.projection.weight = embedding
    spec.register_vocabulary(tokens)
    spec.config.suppress_ids = []
    spec.config.suppress_ids_begin = [tokens.index("<|endoftext|>")]
    spec.config.lang_ids = []
    spec.config.alignment_heads = [[LAYERS - 1, 0]]
    spec.validate()
    spec.optimize("int8")
    folder.mkdir(parents=True)
    spec.save(str(folder))
    _tokenizer(tokens).save(str(folder / "tokenizer.json"))
    sound = {"feature_size": MELS, "sampling_rate": 16000, "hop_length": 160, "chunk_length": 30, "n_fft": 400}
    (folder / "preprocessor_config.json").write_text(json.dumps(sound), encoding="utf-8")
    return folder


def load_base(folder: Path, threads: int) -> Any:
    """Load the model as anybody would."""
    from faster_whisper import WhisperModel

    return WhisperModel(str(folder), device="cpu", compute_type="int8", cpu_threads=threads, local_files_only=True)


def hear_like(model: Any, path: Path, seconds: float, words: int) -> int:
    """Transcribe a file with beam 5, writing as many tokens as its true text has; return how many.

    All else is the library's default, but what random text would trip over: no second tries at higher temperatures, no
    segment dropped or ended early, no time stamps (the next window would begin anywhere) and no text before it as a
    prompt. A real run has all of these, so it costs rather more.
    """
    windows = math.ceil(seconds / WINDOW)
    each = math.ceil(words * TOKENS_A_WORD / windows)
    signs = range(TEXT_TOKENS, model.hf_tokenizer.get_vocab_size())  # the end among them, and all times
    segments, _ = model.transcribe(
        str(path),
        language="en",
        beam_size=5,
        temperature=[0.0],
        compression_ratio_threshold=None,
        log_prob_threshold=None,
        no_speech_threshold=None,
        without_timestamps=True,
        condition_on_previous_text=False,
        max_new_tokens=2 * each - PROMPT,  # CTranslate2 stops at half of the length with the prompt
        suppress_tokens=[-1, *signs],
    )
    return sum(len(segment.tokens) for segment in segments)


def _fill(spec: common_spec.LinearSpec, weight: np.ndarray[Any, np.dtype[np.float32]]) -> None:
    spec.weight = weight
    spec.bias = np.zeros(len(weight), dtype=np.float32)


def _even(spec: common_spec.LayerNormSpec) -> None:
    spec.gamma = np.ones(WIDTH, dtype=np.float32)
    spec.beta = np.zeros(WIDTH, dtype=np.float32)


def _tokens() -> list[str]:
    """Name as many tokens as an English Whisper has, in its order: text, then signs, then times."""
    text = [f"word{number}" for number in range(TEXT_TOKENS)]
    signs = ["<|endoftext|>", "<|startoftranscript|>", *(f"<|language{number}|>" for number in range(LANGUAGES))]
    tasks = ["translate", "transcribe", "startoflm", "startofprev", "nospeech", "notimestamps"]
    times = [f"<|{number * 0.02:.2f}|>" for number in range(1501)]
    return [*text, *signs, *(f"<|{task}|>" for task in tasks), *times]


def _tokenizer(tokens: list[str]) -> Tokenizer:
    tokenizer = Tokenizer(models.WordLevel({token: number for number, token in enumerate(tokens)}, unk_token=tokens[0]))
    tokenizer.pre_tokenizer = pre_tokenizers.WhitespaceSplit()
    tokenizer.add_special_tokens(tokens[TEXT_TOKENS:])
    return tokenizer
