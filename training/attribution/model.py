"""The encoder and the two heads: cues per word, then source and content per cue.

Shapes: B windows of T pieces and W words, hidden size H = 384; N cues, each seen in L words.
The encoder is BERT's (Devlin et al. 2019, NAACL) with MiniLM's weights (Wang et al. 2020, NeurIPS); the
second head's conditional random field follows Lample et al. (2016, NAACL).
"""

from __future__ import annotations

import math
from dataclasses import dataclass

import torch
from torch import Tensor, nn
from torch.nn.functional import gelu

OUT, B_SOURCE, I_SOURCE, B_CONTENT, I_CONTENT = range(5)
FORBIDDEN = [
    (OUT, I_SOURCE),
    (OUT, I_CONTENT),
    (B_SOURCE, I_CONTENT),
    (I_SOURCE, I_CONTENT),
    (B_CONTENT, I_SOURCE),
    (I_CONTENT, I_SOURCE),
]
NEVER = -1e4
BUCKETS = (1, 2, 3, 4, 5, 7, 10, 15, 23, 35, 55, 90)


@dataclass(frozen=True)
class Shape:
    """Sizes of a model."""

    pieces: int
    tags: int
    deps: int
    shapes: int
    layers: int = 6
    hidden: int = 384
    heads: int = 12
    inner: int = 1536
    positions: int = 512
    narrow: int = 192


def drop(x: Tensor, p: float, training: bool) -> Tensor:
    """Dropout with one mask per sequence: as good as one per word, and much cheaper on a processor."""
    if not training or p == 0:
        return x
    mask = torch.empty(x.shape[0], 1, x.shape[-1], device=x.device).bernoulli_(1 - p) / (1 - p)
    return x * mask.to(x.dtype)


class Layer(nn.Module):
    """A transformer layer that norms behind attention and behind the inner layer."""

    def __init__(self, hidden: int, heads: int, inner: int, eps: float = 1e-12) -> None:
        super().__init__()
        self.heads = heads
        self.query, self.key, self.value, self.out = (nn.Linear(hidden, hidden) for _ in range(4))
        self.up, self.down = nn.Linear(hidden, inner), nn.Linear(inner, hidden)
        self.norm1, self.norm2 = nn.LayerNorm(hidden, eps=eps), nn.LayerNorm(hidden, eps=eps)

    def forward(self, x: Tensor, mask: Tensor, p: float = 0.0) -> Tensor:
        """Vectors (B × T × H) from vectors; `mask` is added to attention scores, `p` is the share dropped."""
        b, t, h = x.shape
        q, k, v = (
            f(x).view(b, t, self.heads, h // self.heads).transpose(1, 2)
            for f in (self.query, self.key, self.value)
        )
        scores = (q / math.sqrt(h // self.heads)) @ k.transpose(-1, -2)
        weights = torch.softmax(scores + mask.to(scores.dtype), dim=-1)
        y = self.out((weights @ v).transpose(1, 2).reshape(b, t, h))
        x = self.norm1(x + drop(y, p, self.training))
        return self.norm2(x + drop(self.down(gelu(self.up(x))), p, self.training))


class Encoder(nn.Module):
    """Pieces, shapes, tags and dependency labels (each B × T) to vectors (B × T × H)."""

    def __init__(self, s: Shape) -> None:
        super().__init__()
        self.pieces = nn.Embedding(s.pieces, s.hidden)
        self.positions = nn.Embedding(s.positions, s.hidden)
        self.shapes = nn.Embedding(s.shapes, s.hidden)
        self.tags = nn.Embedding(s.tags + 1, s.hidden)
        self.deps = nn.Embedding(s.deps + 1, s.hidden)
        for table in (self.shapes, self.tags, self.deps):
            nn.init.zeros_(table.weight)
        self.norm = nn.LayerNorm(s.hidden, eps=1e-12)
        self.layers = nn.ModuleList(Layer(s.hidden, s.heads, s.inner) for _ in range(s.layers))
        self.p = 0.1

    def forward(self, pieces: Tensor, shapes: Tensor, tags: Tensor, deps: Tensor) -> Tensor:
        """Vectors of all pieces."""
        at = torch.arange(pieces.shape[1], device=pieces.device)
        x = self.pieces(pieces) + self.positions(at) + self.shapes(shapes) + self.tags(tags) + self.deps(deps)
        x = drop(self.norm(x), self.p, self.training)
        mask = (1.0 - (pieces != 0).to(x.dtype))[:, None, None, :] * NEVER
        for layer in self.layers:
            x = layer(x, mask, self.p)
        return x


class Heads(nn.Module):
    """Cue and role per word; source and content per cue, as a chain of tags."""

    def __init__(self, s: Shape) -> None:
        super().__init__()
        self.cue = nn.Linear(s.hidden, 3)
        self.spoken = nn.Linear(s.hidden, 3)  # what record gold marks of it: added to `cue`
        nn.init.zeros_(self.spoken.weight)
        nn.init.zeros_(self.spoken.bias)
        self.role = nn.Linear(s.hidden, 4)
        self.word = nn.Linear(s.hidden, s.narrow)
        self.asked = nn.Linear(s.hidden, s.narrow)
        self.distance = nn.Embedding(2 * len(BUCKETS) + 3, s.narrow)
        self.norm = nn.LayerNorm(s.narrow)
        self.mix = Layer(s.narrow, 4, 2 * s.narrow, eps=1e-5)
        self.tag = nn.Linear(s.narrow, 5)
        self.between = nn.Parameter(torch.zeros(5, 5))
        self.begin = nn.Parameter(torch.zeros(5))
        banned = torch.zeros(5, 5)
        for a, b in FORBIDDEN:
            banned[a, b] = NEVER
        self.register_buffer("banned", banned, persistent=False)
        self.register_buffer("banned_first", torch.tensor([0, 0, NEVER, 0, NEVER]), persistent=False)

    def cues(self, vectors: Tensor) -> tuple[Tensor, Tensor]:
        """Logits of O, B, I per word: of any attribution, and of what was spoken or written."""
        plain = self.cue(vectors)
        return plain, plain + self.spoken(vectors)

    def spans(self, vectors: Tensor, cue: Tensor, distance: Tensor, mask: Tensor) -> Tensor:
        """Tag scores (N × L × 5) from vectors (N × L × H), cue vectors (N × H) and distances (N × L)."""
        x = self.word(vectors) + self.asked(cue)[:, None, :] + self.distance(distance)
        x = drop(self.norm(x), 0.1, self.training)
        hidden = (1.0 - mask.to(x.dtype))[:, None, None, :] * NEVER
        return self.tag(self.mix(x, hidden, 0.1))

    def steps(self) -> tuple[Tensor, Tensor]:
        """Scores of transitions (5 × 5) and of first tags (5)."""
        return self.between + self.banned, self.begin + self.banned_first

    def nll(self, scores: Tensor, gold: Tensor, mask: Tensor) -> Tensor:
        """Negative log likelihood of gold tags (N × L) per cue; `mask` marks the words."""
        scores = scores.float()
        between, begin = self.steps()
        inside = mask.float()
        picked = scores.gather(-1, gold[..., None]).squeeze(-1) * inside
        path = picked.sum(1) + begin[gold[:, 0]]
        path = path + (between[gold[:, :-1], gold[:, 1:]] * inside[:, 1:]).sum(1)
        return log_partition(scores, between, begin, mask) - path


def log_partition(scores: Tensor, between: Tensor, begin: Tensor, mask: Tensor) -> Tensor:
    """The log partition function of N chains, by pairwise products: log L steps instead of L."""
    n, _, k = scores.shape
    first = begin + scores[:, 0]
    m = between[None, None] + scores[:, 1:, None, :]
    identity = torch.full((k, k), 2 * NEVER, device=scores.device)
    identity.fill_diagonal_(0.0)
    m = torch.where(mask[:, 1:, None, None], m, identity)
    while m.shape[1] > 1:
        if m.shape[1] % 2:
            m = torch.cat([m, identity.expand(n, 1, k, k)], 1)
        a, b = m[:, 0::2], m[:, 1::2]
        m = torch.logsumexp(a[..., :, :, None] + b[..., None, :, :], dim=-2)
    if m.shape[1]:
        first = torch.logsumexp(first[:, :, None] + m[:, 0], dim=1)
    return torch.logsumexp(first, dim=-1)


def buckets(words: Tensor, first: Tensor, last: Tensor) -> Tensor:
    """Bucketed signed distances of word numbers (… × L) to cues from `first` to `last` (exclusive)."""
    edges = torch.tensor(BUCKETS)
    before, after = (first - words).clamp(min=0), (words - last + 1).clamp(min=0)
    distance = torch.maximum(before, after)
    size = torch.bucketize(distance, edges, right=True)
    return torch.where(before > 0, len(BUCKETS) + 1 - size, len(BUCKETS) + 1 + size)


class Model(nn.Module):
    """The encoder and its heads."""

    def __init__(self, s: Shape) -> None:
        super().__init__()
        self.shape = s
        self.encoder = Encoder(s)
        self.heads = Heads(s)

    def words(self, batch: dict[str, Tensor]) -> Tensor:
        """Word vectors (B × W × H): the mean of a word's first and last piece."""
        x = self.encoder(batch["pieces"], batch["shapes"], batch["tags"], batch["deps"])
        index = lambda name: batch[name][..., None].expand(-1, -1, x.shape[-1])  # noqa: E731
        return (x.gather(1, index("first")) + x.gather(1, index("last"))) / 2


def load_minilm(encoder: Encoder, path: str, keep: list[int]) -> None:
    """Fill an encoder with the layers `keep` of a BERT checkpoint in safetensors form."""
    from safetensors.torch import load_file

    w = {k.removeprefix("bert."): v.float() for k, v in load_file(path).items()}
    e = "embeddings."
    encoder.pieces.weight.data = w[e + "word_embeddings.weight"]
    encoder.positions.weight.data = (
        w[e + "position_embeddings.weight"] + w[e + "token_type_embeddings.weight"][0]
    )
    encoder.norm.weight.data, encoder.norm.bias.data = w[e + "LayerNorm.weight"], w[e + "LayerNorm.bias"]
    names = {
        "query": "attention.self.query", "key": "attention.self.key", "value": "attention.self.value",
        "out": "attention.output.dense", "norm1": "attention.output.LayerNorm", "up": "intermediate.dense",
        "down": "output.dense", "norm2": "output.LayerNorm",
    }  # fmt: skip
    for layer, n in zip(encoder.layers, keep, strict=True):
        for ours, theirs in names.items():
            part = getattr(layer, ours)
            part.weight.data = w[f"encoder.layer.{n}.{theirs}.weight"]
            part.bias.data = w[f"encoder.layer.{n}.{theirs}.bias"]
