"""Prepared articles as windows, batches and targets."""

from __future__ import annotations

import gzip
import json
import random
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import torch
from torch import Tensor

from communique.read.analysis.encoder import Vocabulary, assembled
from communique.read.analysis.features import labels
from communique.read.analysis.windows import windows
from model import B_CONTENT, B_SOURCE

Ids = npt.NDArray[np.int64]

LIMITS = (60, 250)  # pieces of a training window: short texts must be read as well as long ones
BUDGET = 1280  # pieces of a batch, padding included
RESTYLED = 0.15  # share of articles seen with another newsroom's quotation marks
MARKS = frozenset(('"', "“", "”", "''", "``"))
STYLES = (("“", "”"), ('"', '"'), ("‘", "’"), ("'", "'"), ("„", "“"), ("«", "»"), ("''", "''"))
IGNORED = -100


class Article:
    """An annotated article with its pieces and features per word."""

    def __init__(self, row: dict[str, Any], vocabulary: Vocabulary) -> None:
        self.id: str = row["id"]
        self.record: bool = row["domain"] == "record"
        self.words: list[str] = row["words"]
        self.pieces = [vocabulary.pieces(w) for w in self.words]
        self.features = np.stack(
            (np.array(row["shape"]), labels(row["tag"], vocabulary.tags), labels(row["dep"], vocabulary.deps))
        )
        self.sentences: list[int] = row["sentences"]
        self.paragraphs: list[int] = row["paragraphs"]
        self.begins = frozenset(self.paragraphs)
        self.attributions: list[dict[str, Any]] = row["attributions"]


@dataclass(frozen=True, slots=True)
class Window:
    """Words `low` to `high` of an article: ids (4 × T), first and last piece of every word."""

    article: Article
    low: int
    high: int
    ids: Ids
    first: Ids
    last: Ids


@dataclass(frozen=True, slots=True)
class Targets:
    """Gold cue tags and roles (B × W) and, for each cue, its window, its range and its tags."""

    cue: Tensor
    role: Tensor
    cues: list[tuple[int, int, int, Ids]]


def load(path: Path, vocabulary: Vocabulary) -> list[Article]:
    """The articles that prepare.py wrote."""
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        return [Article(json.loads(line), vocabulary) for line in lines]


def cut(articles: Sequence[Article], vocabulary: Vocabulary, dice: random.Random) -> list[Window]:
    """All articles as windows, each of a size of its own."""
    out = []
    for a in articles:
        pieces = _restyled(a, vocabulary, dice) if dice.random() < RESTYLED else a.pieces
        sizes = [len(p) for p in pieces]
        made = windows(sizes, a.paragraphs, a.sentences, dice.randint(*LIMITS), 0, 0)
        out += [_window(a, w.first, w.last, pieces, vocabulary) for w in made]
    return out


def _restyled(a: Article, vocabulary: Vocabulary, dice: random.Random) -> list[tuple[int, ...]]:
    """The pieces with other quotation marks; what the features say of them stays."""
    opening, closing = dice.choice(STYLES)
    out = list(a.pieces)
    for i, word in enumerate(a.words):
        if word in MARKS:
            opens = (a.features[0, i] - 1) % 4 == 2
            out[i] = vocabulary.pieces(opening if opens else closing)
    return out


def _window(
    a: Article, low: int, high: int, pieces: Sequence[tuple[int, ...]], vocabulary: Vocabulary
) -> Window:
    return Window(a, low, high, *assembled(low, high, pieces, a.begins, a.features, vocabulary))


def batches(made: list[Window], dice: random.Random) -> list[list[Window]]:
    """Windows of like length together, so that little is padding; in random order."""
    dice.shuffle(made)
    out: list[list[Window]] = []
    for k in range(0, len(made), 400):
        batch: list[Window] = []
        for w in sorted(made[k : k + 400], key=lambda w: w.ids.shape[1]):
            if batch and (len(batch) + 1) * w.ids.shape[1] > BUDGET:
                out.append(batch)
                batch = []
            batch.append(w)
        out.append(batch)
    dice.shuffle(out)
    return out


def inputs(batch: Sequence[Window]) -> dict[str, Tensor]:
    """A batch as the model takes it."""
    names = ("pieces", "shapes", "tags", "deps")
    out = {name: stack([w.ids[n] for w in batch]) for n, name in enumerate(names)}
    return {**out, "first": stack([w.first for w in batch]), "last": stack([w.last for w in batch])}


def stack(rows: Sequence[Ids], value: int = 0) -> Tensor:
    """Rows of unlike length as one matrix."""
    out = np.full((len(rows), max(len(r) for r in rows)), value, dtype=np.int64)
    for i, r in enumerate(rows):
        out[i, : len(r)] = r
    return torch.from_numpy(out)


def targets(batch: Sequence[Window], dice: random.Random) -> Targets:
    """What gold says of a batch."""
    shape = (len(batch), max(len(w.first) for w in batch))
    cue, role = (np.full(shape, IGNORED, dtype=np.int64) for _ in range(2))
    cues: list[tuple[int, int, int, Ids]] = []
    for b, w in enumerate(batch):
        n = w.high - w.low
        cue[b, :n] = role[b, :n] = 0
        for item in w.article.attributions:
            if not w.low <= item["cue"][0] < w.high:
                continue
            first, last = item["cue"][0] - w.low, min(item["cue"][1], w.high) - w.low
            tags = _tags(item, w)
            role[b, :n] = np.where(tags > 0, (tags + 1) // 2, role[b, :n])
            role[b, first:last] = 3
            cue[b, first:last] = IGNORED if item["optional"] else 2
            if not item["optional"]:
                cue[b, first] = 1
            if (tags >= B_CONTENT).any():
                cues.append((b, *_imperfect(first, last, n, dice), tags))
    return Targets(torch.from_numpy(cue), torch.from_numpy(role), cues)


def _tags(item: dict[str, Any], w: Window) -> Ids:
    """The tags of one attribution's words; of roles that cross, the first stays whole."""
    n = w.high - w.low
    tags = np.zeros(n, dtype=np.int64)
    sources = [item["source"]] if item["source"] else []
    for begin, (x, y) in [(B_SOURCE, r) for r in sources] + [(B_CONTENT, r) for r in item["content"]]:
        x, y = max(x - w.low, 0), min(y - w.low, n)
        if x < y and not tags[x:y].any():
            tags[x:y] = begin + 1
            tags[x] = begin
    return tags


def _imperfect(first: int, last: int, n: int, dice: random.Random) -> tuple[int, int]:
    """A gold cue, sometimes shortened or widened, as those that the first head finds will be."""
    if dice.random() >= 0.15:
        return first, last
    ahead = dice.random() < 0.5
    if last - first > 1 and dice.random() < 0.6:
        return (first + 1, last) if ahead else (first, last - 1)
    return (max(0, first - 1), last) if ahead else (first, min(n, last + 1))
