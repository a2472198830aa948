"""Fit ``knowledge/data/place_weights.tsv``: which of its namesakes a place is.

A conditional logit over the candidates of each name (all that lie within 161 km of the annotated place are
right), with an L2 penalty, by gradient ascent; first without, then with what the article's other names tell.
Each file of gold weighs the same. The figures printed are those of held-out folds: articles of one outlet are
never parted. Then the weights are fitted once more on all.

Usage: python training/fit_places.py TABLE GOLD.jsonl…
"""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from zlib import crc32

import numpy as np

from communique.evaluate.gold import GoldArticle, place_gold
from communique.evaluate.score import kilometres
from communique.model.finding import Place
from communique.model.reference import PlaceRef
from communique.read.analysis.build import analyse
from communique.read.find.places.gazetteer import Candidate, lookup, of_demonym
from communique.read.find.places.mentions import Named
from communique.read.find.places.resolve import AROUND, FEATURES, Group, around, features, grouped, shared

Array = np.ndarray[Any, np.dtype[np.float64]]
Starts = np.ndarray[Any, np.dtype[np.int64]]

FOLDS = 5
PENALTY = 0.0001  # of the squared weights, beside the mean log-likelihood
STEPS, RATE = 1200, 0.1
RIGHT = 161.0  # kilometres

HEAD = """\
# source: fitted on Local-Global Lexicon and GeoWebNews by training/fit_places.py
# licence: Apache-2.0
# date: 2026-11-24
# note: weights of the two passes of read/find/places/resolve.py, on natural logarithms of likelihood
feature\tfirst\tsecond
"""


@dataclass(slots=True)
class Document:
    """One article: features (candidates × features), where groups start, which candidates are right."""

    fold: int
    weight: float
    groups: list[Group]
    x: Array
    starts: list[int]
    right: Array
    unknown: int


def main(table: Path, paths: Sequence[Path]) -> None:
    """Print what held-out folds reach, and write the weights fitted on all."""
    files = [[d for a in place_gold(p) if (d := _document(a))] for p in paths]
    for documents in files:
        for d in documents:
            d.weight = 1.0 / sum(sum(len(g.mentions) for g in d.groups) for d in documents)
    hits = {p.name: np.zeros(3, dtype=int) for p in paths}
    for fold in range(FOLDS):
        first, second = _fit([d for f in files for d in f if d.fold != fold])
        for path, documents in zip(paths, files, strict=True):
            for d in documents:
                if d.fold == fold:
                    hits[path.name] += np.array(_hits(d, first, second))
    for name, (one, two, all_) in hits.items():
        print(f"{name}: first pass {one / all_:.3f}, both {two / all_:.3f} of {all_}, held out")
    first, second = _fit([d for f in files for d in f])
    rows = zip(FEATURES, first, second, strict=True)
    table.write_text(HEAD + "".join(f"{f}\t{a:.2f}\t{b:.2f}\n" for f, a, b in rows), encoding="utf-8")


def _document(gold: GoldArticle) -> Document | None:
    analysis = analyse(gold.article)
    places = [g.finding.place for g in gold.of("place") if not g.optional and isinstance(g.finding, Place)]
    named, kept = [], []
    for p in sorted(places, key=lambda p: p.span.start if p.span else 0):
        assert p.span is not None
        words = analysis.words(p.span)
        if words:
            named.append(Named(words.start, words.stop, of_demonym(p.name) or lookup(p.name), False, "GPE"))
            kept.append(p)
    groups = grouped(analysis, named)
    if not groups:
        return None
    x, starts = features(analysis, groups)
    right = np.array([_is_right(c, kept[g.mentions[0]]) for g in groups for c in g.candidates], dtype=float)
    fold = crc32((gold.article.source or gold.article.id).encode()) % FOLDS
    return Document(fold, 1.0, groups, x, starts, right, sum(not n.candidates for n in named))


def _is_right(c: Candidate, gold: PlaceRef) -> bool:
    if c.id is not None and c.id == gold.geonames_id:
        return True
    if c.lat is None or c.lon is None or gold.lat is None or gold.lon is None:
        return False
    return kilometres(c.lat, c.lon, gold.lat, gold.lon) <= RIGHT


def _fit(documents: Sequence[Document]) -> tuple[Array, Array]:
    for d in documents:
        d.x[:, -len(AROUND) :] = 0.0
    first = _ascend(documents)
    for d in documents:
        around(d.x, d.starts, d.groups, shared(d.x @ first, d.starts))
    return first, _ascend(documents)


def _ascend(documents: Sequence[Document]) -> Array:
    """Weights by Adam (Kingma and Ba 2015) over the whole of the data at each step."""
    x, starts, right, weight = _stacked(documents)
    w, mean, square = (np.zeros(x.shape[1]) for _ in range(3))
    for step in range(1, STEPS + 1):
        p = _softmax(x @ w, starts)
        q = p * right
        q /= np.maximum(np.add.reduceat(q, starts), 1e-300).repeat(np.diff([*starts, len(x)]))
        slope = x.T @ ((q - p) * weight) - 2 * PENALTY * w
        mean, square = 0.9 * mean + 0.1 * slope, 0.999 * square + 0.001 * slope**2
        w += RATE * (mean / (1 - 0.9**step)) / (np.sqrt(square / (1 - 0.999**step)) + 1e-8)
    return w


def _stacked(documents: Sequence[Document]) -> tuple[Array, Starts, Array, Array]:
    """All groups that have a right and a wrong candidate, one behind the other."""
    parts = [p for d in documents for p in _parts(d)]
    sizes = [len(x) for x, _, _ in parts]
    starts = np.cumsum([0, *sizes[:-1]])
    x = np.concatenate([x for x, _, _ in parts])
    right = np.concatenate([r for _, r, _ in parts])
    weight = np.repeat([w for _, _, w in parts], sizes)
    return x, starts, right, weight / weight[starts].sum()


def _parts(d: Document) -> Iterator[tuple[Array, Array, float]]:
    for g, a, b in zip(d.groups, d.starts, (*d.starts[1:], len(d.x)), strict=True):
        if 0 < d.right[a:b].sum() < b - a:
            yield d.x[a:b].copy(), d.right[a:b], d.weight * len(g.mentions)


def _softmax(scores: Array, starts: Starts) -> Array:
    sizes = np.diff([*starts, len(scores)])
    e = np.exp(scores - np.maximum.reduceat(scores, starts).repeat(sizes))
    found: Array = e / np.add.reduceat(e, starts).repeat(sizes)
    return found


def _hits(d: Document, first: Array, second: Array) -> tuple[int, int, int]:
    """Mentions right after the first pass, after both, and all."""
    d.x[:, -len(AROUND) :] = 0.0
    scores = d.x @ first
    one = _right(d, scores)
    around(d.x, d.starts, d.groups, shared(scores, d.starts))
    return one, _right(d, d.x @ second), d.unknown + sum(len(g.mentions) for g in d.groups)


def _right(d: Document, scores: Array) -> int:
    ends: Iterable[int] = (*d.starts[1:], len(d.x))
    spans = zip(d.groups, d.starts, ends, strict=True)
    return sum(len(g.mentions) * int(d.right[a + int(scores[a:b].argmax())]) for g, a, b in spans)


if __name__ == "__main__":
    main(Path(sys.argv[1]), [Path(p) for p in sys.argv[2:]])
