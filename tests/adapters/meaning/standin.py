"""A tiny model of the same architecture with random weights, and what it should compute, in plain NumPy."""

from __future__ import annotations

import hashlib
import json
import math
import string
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from safetensors.numpy import load_file, save_file
from tokenizers import Tokenizer, models, normalizers, pre_tokenizers, processors

from coach.adapters.meaning import Weights

WIDTH, LAYERS, HEADS = 32, 2, 4
SPECIAL = ("[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]")
WORDS = ("we", "decided", "to", "keep", "drop", "the", "old", "search", "import", "weather", "is", "nice", "today")

Floats = NDArray[np.float32]


def write_standin(folder: Path, spare: int = 0) -> Weights:
    """Write the three files that a model is built from; `spare` words more make the weights heavier."""
    folder.mkdir(parents=True)
    pieces = [*string.ascii_lowercase, *(f"##{letter}" for letter in string.ascii_lowercase), ".", ","]
    vocabulary = [*SPECIAL, *pieces, *WORDS, *(f"<{number}>" for number in range(spare))]
    save_file(_arrays(len(vocabulary)), folder / "model.safetensors", {"format": "np"})
    _tokenizer(vocabulary).save(str(folder / "tokenizer.json"))
    config = {"num_hidden_layers": LAYERS, "num_attention_heads": HEADS, "layer_norm_eps": 1e-12}
    (folder / "config.json").write_text(json.dumps(config), "utf-8")
    sums = {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in sorted(folder.iterdir())}
    return Weights("standin", sums)


def _arrays(words: int) -> dict[str, Floats]:
    random = np.random.default_rng(7)

    def some(*shape: int, around: float = 0.0, spread: float = 0.3) -> Floats:
        return (around + spread * random.standard_normal(shape)).astype(np.float32)

    made = {
        "embeddings.word_embeddings.weight": some(words, WIDTH),
        "embeddings.position_embeddings.weight": some(512, WIDTH),
        "embeddings.token_type_embeddings.weight": some(2, WIDTH),
    }
    norms = ["embeddings.LayerNorm"]
    for number in range(LAYERS):
        inside = f"encoder.layer.{number}"
        norms += [f"{inside}.attention.output.LayerNorm", f"{inside}.output.LayerNorm"]
        for name in ("self.query", "self.key", "self.value", "output.dense"):
            made[f"{inside}.attention.{name}.weight"] = some(WIDTH, WIDTH)
            made[f"{inside}.attention.{name}.bias"] = some(WIDTH)
        made[f"{inside}.intermediate.dense.weight"] = some(4 * WIDTH, WIDTH)
        made[f"{inside}.intermediate.dense.bias"] = some(4 * WIDTH)
        made[f"{inside}.output.dense.weight"] = some(WIDTH, 4 * WIDTH)
        made[f"{inside}.output.dense.bias"] = some(WIDTH)
    for name in norms:
        made[f"{name}.weight"] = some(WIDTH, around=1.0, spread=0.1)
        made[f"{name}.bias"] = some(WIDTH, spread=0.1)
    return made


def _tokenizer(vocabulary: Sequence[str]) -> Tokenizer:
    """Split as BERT does; it fills up and cuts off at 128, as the real file says."""
    numbers = {piece: number for number, piece in enumerate(vocabulary)}
    made = Tokenizer(models.WordPiece(numbers, unk_token="[UNK]"))  # type: ignore[call-arg, unused-ignore]
    made.normalizer = normalizers.BertNormalizer()  # type: ignore[assignment, unused-ignore]
    made.pre_tokenizer = pre_tokenizers.BertPreTokenizer()  # type: ignore[assignment, unused-ignore]
    made.post_processor = processors.TemplateProcessing(  # type: ignore[assignment, unused-ignore]
        single="[CLS] $A [SEP]", special_tokens=[(name, numbers[name]) for name in ("[CLS]", "[SEP]")]
    )
    made.enable_padding(length=128)
    made.enable_truncation(128)
    return made


def reference(folder: Path, sentences: Sequence[str]) -> Floats:
    """Compute the vectors in float32 from the files that a model is built from, one sentence after another."""
    arrays = load_file(folder / "model.safetensors")
    config = json.loads((folder / "config.json").read_text("utf-8"))
    tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
    tokenizer.no_padding()
    tokenizer.enable_truncation(256)
    states = [_encode(arrays, config, tokenizer.encode(sentence).ids) for sentence in sentences]
    means = np.stack([state.mean(axis=0) for state in states])
    return np.asarray(means / np.linalg.norm(means, axis=1, keepdims=True), np.float32)


def _encode(arrays: Mapping[str, Floats], config: Mapping[str, Any], tokens: Sequence[int]) -> Floats:
    def linear(x: Floats, name: str) -> Floats:
        return np.asarray(x @ arrays[f"{name}.weight"].T + arrays[f"{name}.bias"], np.float32)

    def norm(x: Floats, name: str) -> Floats:
        spread = np.sqrt(x.var(axis=-1, keepdims=True) + config["layer_norm_eps"])
        centred = (x - x.mean(axis=-1, keepdims=True)) / spread
        return np.asarray(centred * arrays[f"{name}.weight"] + arrays[f"{name}.bias"], np.float32)

    x = arrays["embeddings.word_embeddings.weight"][list(tokens)]
    x = x + arrays["embeddings.position_embeddings.weight"][: len(tokens)]
    x = norm(x + arrays["embeddings.token_type_embeddings.weight"][0], "embeddings.LayerNorm")
    for number in range(config["num_hidden_layers"]):
        inside = f"encoder.layer.{number}"
        seen = f"{inside}.attention.self"
        heads = [_heads(linear(x, f"{seen}.{name}"), config) for name in ("query", "key", "value")]
        mixed = linear(_attend(*heads), f"{inside}.attention.output.dense")
        x = norm(x + mixed, f"{inside}.attention.output.LayerNorm")
        inner = linear(x, f"{inside}.intermediate.dense")
        gelu = np.asarray(inner * 0.5 * (1 + np.vectorize(math.erf)(inner / math.sqrt(2))), np.float32)
        x = norm(x + linear(gelu, f"{inside}.output.dense"), f"{inside}.output.LayerNorm")
    return x


def _heads(x: Floats, config: Mapping[str, Any]) -> Floats:
    heads = config["num_attention_heads"]
    return x.reshape(len(x), heads, -1).transpose(1, 0, 2)


def _attend(query: Floats, key: Floats, value: Floats) -> Floats:
    scores = query @ key.transpose(0, 2, 1) / math.sqrt(query.shape[-1])
    weights = np.exp(scores - scores.max(axis=-1, keepdims=True))
    mixed = (weights / weights.sum(axis=-1, keepdims=True)) @ value
    return np.asarray(mixed.transpose(1, 0, 2).reshape(query.shape[1], -1), np.float32)
