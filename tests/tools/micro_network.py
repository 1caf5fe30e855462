"""Define the micro Whisper network in PyTorch and write it as a CTranslate2 model.

Its shape is Whisper's own: 80 mel bands, 1,500 encoder positions, pre-norm layers, tied token embedding. While it is
trained, the empty rest of the 30 second window is stood for by a few of its positions, each weighted by how many it
stands for, so that attention comes out as it does over the whole window at a fifth of the work.
"""

from __future__ import annotations

import json
import math
from pathlib import Path
from typing import Any

import numpy as np
import torch
from ctranslate2.specs import common_spec, whisper_spec
from tokenizers import Tokenizer, decoders, models, pre_tokenizers, trainers
from torch import Tensor, nn
from torch.nn import functional

WIDTH, HEADS, LAYERS = 96, 3, 2
MELS, POSITIONS, TEXT_POSITIONS, STAND_INS = 80, 1500, 448, 8
SPECIALS = (
    "<|endoftext|>",
    "<|startoftranscript|>",
    "<|translate|>",
    "<|transcribe|>",
    "<|startoflm|>",
    "<|startofprev|>",
    "<|nospeech|>",
    "<|notimestamps|>",
)


def make_tokenizer(sentences: tuple[str, ...]) -> Tokenizer:
    """Make a byte-level tokenizer in which every word of the sentences is one token, then Whisper's special tokens."""
    tokenizer = Tokenizer(models.BPE())
    tokenizer.pre_tokenizer = pre_tokenizers.ByteLevel(add_prefix_space=False)
    tokenizer.decoder = decoders.ByteLevel()
    trainer = trainers.BpeTrainer(
        vocab_size=2000, min_frequency=1, initial_alphabet=pre_tokenizers.ByteLevel.alphabet(), show_progress=False
    )
    tokenizer.train_from_iterator([" " + sentence for sentence in sentences], trainer)
    tokenizer.add_special_tokens([*SPECIALS, *(f"<|{number * 0.02:.2f}|>" for number in range(1501))])
    return tokenizer


def sinusoids(length: int, width: int) -> Tensor:
    """Return Whisper's position encoding, (length, width)."""
    scale = math.log(10000) / (width // 2 - 1)
    rates = torch.exp(-scale * torch.arange(width // 2))
    angles = torch.arange(length)[:, None] * rates[None, :]
    return torch.cat([angles.sin(), angles.cos()], dim=1)


class Attention(nn.Module):  # type: ignore[misc, unused-ignore]
    """Attend with several heads; the keys carry no bias, as in Whisper."""

    def __init__(self) -> None:
        super().__init__()
        self.q, self.v, self.out = (nn.Linear(WIDTH, WIDTH) for _ in range(3))
        self.k = nn.Linear(WIDTH, WIDTH, bias=False)
        self.norm = nn.LayerNorm(WIDTH)

    def forward(self, x: Tensor, memory: Tensor | None, bias: Tensor | None) -> tuple[Tensor, Tensor]:
        """Return x with what was attended to added, and the weights, (batch, head, query, key)."""
        x_normed = self.norm(x)
        source = x_normed if memory is None else memory
        q, k, v = (self._split(layer(part)) for layer, part in ((self.q, x_normed), (self.k, source), (self.v, source)))
        scores = q @ k.transpose(-1, -2) / math.sqrt(WIDTH // HEADS)
        weights = (scores if bias is None else scores + bias).softmax(-1)
        return x + self.out((weights @ v).transpose(1, 2).flatten(2)), weights

    def _split(self, x: Tensor) -> Tensor:
        return x.unflatten(-1, (HEADS, -1)).transpose(1, 2)


class Layer(nn.Module):  # type: ignore[misc, unused-ignore]
    """Stack self-attention, attention to the sound where it is the decoder's, and a feed-forward net."""

    def __init__(self, decoder: bool) -> None:
        super().__init__()
        self.attention = Attention()
        self.cross = Attention() if decoder else None
        self.norm = nn.LayerNorm(WIDTH)
        self.up, self.down = nn.Linear(WIDTH, 4 * WIDTH), nn.Linear(4 * WIDTH, WIDTH)

    def forward(
        self, x: Tensor, bias: Tensor, memory: Tensor | None = None, memory_bias: Tensor | None = None
    ) -> tuple[Tensor, Tensor | None]:
        """Return the layer's output and the weights of the attention to the sound."""
        x, _ = self.attention(x, None, bias)
        weights = None
        if self.cross is not None:
            x, weights = self.cross(x, memory, memory_bias)
        return x + self.down(functional.gelu(self.up(self.norm(x)))), weights


class MicroWhisper(nn.Module):  # type: ignore[misc, unused-ignore]
    """Hear and write, as Whisper does."""

    def __init__(self, tokens: int, classes: int) -> None:
        super().__init__()
        self.conv1 = nn.Conv1d(MELS, WIDTH, 3, padding=1)
        self.conv2 = nn.Conv1d(WIDTH, WIDTH, 3, stride=2, padding=1)
        self.encoder = nn.ModuleList(Layer(False) for _ in range(LAYERS))
        self.decoder = nn.ModuleList(Layer(True) for _ in range(LAYERS))
        self.encoder_norm, self.decoder_norm = nn.LayerNorm(WIDTH), nn.LayerNorm(WIDTH)
        self.embedding = nn.Parameter(torch.randn(tokens, WIDTH) * 0.05)
        self.frame_words = nn.Linear(WIDTH, classes)
        self.positions: Tensor
        self.text_positions: Tensor
        self.register_buffer("positions", sinusoids(POSITIONS, WIDTH))
        self.register_buffer("text_positions", sinusoids(TEXT_POSITIONS, WIDTH) * 0.1)

    def hear(self, mels: Tensor) -> tuple[Tensor, Tensor]:
        """Turn (batch, 80, 2 * frames) into (batch, frames + stand-ins, width) and the bias of their attention."""
        rest = POSITIONS - mels.shape[-1] // 2
        edge = functional.pad(mels, (0, 8))
        x = functional.gelu(self.conv2(functional.gelu(self.conv1(edge)))).transpose(1, 2)
        frames, blank = x[:, :-4], x[:, -2:-1]
        bias = torch.zeros(frames.shape[1] + min(rest, STAND_INS))
        sound = frames + self.positions[: frames.shape[1]]
        if rest > 0:
            chosen = torch.randperm(rest)[:STAND_INS] + frames.shape[1]
            sound = torch.cat([sound, blank + self.positions[chosen]], dim=1)
            bias[frames.shape[1] :] = math.log(rest / len(chosen))
        for layer in self.encoder:
            sound, _ = layer(sound, bias)
        return self.encoder_norm(sound), bias

    def write(self, tokens: Tensor, sound: Tensor, bias: Tensor) -> tuple[Tensor, Tensor]:
        """Return the scores of each next token, and the last layer's attention to the sound."""
        count = tokens.shape[1]
        x = self.embedding[tokens] + self.text_positions[:count]
        past = torch.full((count, count), -1e9).triu(1)
        weights = torch.zeros(())
        for layer in self.decoder:
            x, weights = layer(x, past, sound, bias)
        return self.decoder_norm(x) @ self.embedding.T, weights


def save_model(network: MicroWhisper, tokenizer: Tokenizer, folder: Path) -> None:
    """Write model.bin, config.json, vocabulary.json and tokenizer.json, weights in eight bits."""
    spec = whisper_spec.WhisperSpec(LAYERS, HEADS, LAYERS, HEADS)
    _fill(spec.encoder.conv1, network.conv1)
    _fill(spec.encoder.conv2, network.conv2)
    for side, layers, norm in (
        (spec.encoder, network.encoder, network.encoder_norm),
        (spec.decoder, network.decoder, network.decoder_norm),
    ):
        _fill_norm(side.layer_norm, norm)
        for layer_spec, layer in zip(side.layer, layers, strict=True):
            _fill_layer(layer_spec, layer)
    spec.encoder.position_encodings.encodings = _array(network.positions)
    spec.decoder.position_encodings.encodings = _array(network.text_positions)
    spec.decoder.embeddings.weight = _array(network.embedding)
    spec.decoder.projection.weight = _array(network.embedding)
    tokens = sorted(tokenizer.get_vocab().items(), key=lambda entry: entry[1])
    spec.register_vocabulary([token for token, _ in tokens])
    spec.config.suppress_ids = []
    spec.config.suppress_ids_begin = [tokenizer.token_to_id("<|endoftext|>")]
    spec.config.lang_ids = []
    spec.config.alignment_heads = [[LAYERS - 1, 0]]
    spec.validate()
    spec.optimize("int8_float16")
    folder.mkdir(parents=True, exist_ok=True)
    spec.save(str(folder))
    tokenizer.save(str(folder / "tokenizer.json"), pretty=False)
    _pack_json(folder / "vocabulary.json")


def _fill_layer(spec: Any, layer: Any) -> None:
    attention = layer.attention
    _fill_norm(spec.self_attention.layer_norm, attention.norm)
    _fuse(spec.self_attention.linear[0], attention.q, attention.k, attention.v)
    _fill(spec.self_attention.linear[1], attention.out)
    if layer.cross is not None:
        _fill_norm(spec.attention.layer_norm, layer.cross.norm)
        _fill(spec.attention.linear[0], layer.cross.q)
        _fuse(spec.attention.linear[1], layer.cross.k, layer.cross.v)
        _fill(spec.attention.linear[2], layer.cross.out)
    _fill_norm(spec.ffn.layer_norm, layer.norm)
    _fill(spec.ffn.linear_0, layer.up)
    _fill(spec.ffn.linear_1, layer.down)


def _fill(spec: common_spec.LinearSpec, layer: nn.Linear | nn.Conv1d) -> None:
    spec.weight = _array(layer.weight)
    spec.bias = _array(layer.bias)


def _fuse(spec: common_spec.LinearSpec, *layers: nn.Linear) -> None:
    spec.weight = np.concatenate([_array(layer.weight) for layer in layers])
    spec.bias = np.concatenate(
        [np.zeros(WIDTH, np.float32) if layer.bias is None else _array(layer.bias) for layer in layers]
    )


def _fill_norm(spec: common_spec.LayerNormSpec, norm: nn.LayerNorm) -> None:
    spec.gamma = _array(norm.weight)
    spec.beta = _array(norm.bias)


def _array(tensor: Tensor) -> np.ndarray[Any, np.dtype[np.float32]]:
    return np.asarray(tensor.detach().numpy(), dtype=np.float32)


def _pack_json(path: Path) -> None:
    path.write_text(json.dumps(json.loads(path.read_text("utf-8")), ensure_ascii=False), "utf-8")
