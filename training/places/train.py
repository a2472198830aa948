"""Train the head that marks names of places, or measure it on articles that it has not seen.

python training/places/train.py --gold A.jsonl B.jsonl --output places.npz  # the head that ships
python training/places/train.py --gold A.jsonl B.jsonl --folds 5            # by article, all sets together
python training/places/train.py --gold A.jsonl B.jsonl --across             # trained on all sets but one

Gold is as for ``communique evaluate places``. A toponym without coordinates has no weight (so the annotators
of GeoWebNews mark what is no place). Adam (Kingma and Ba 2015) with a rate that falls to nothing, dropout on
the hidden layer, one seed: the same data give the same weights.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

import numpy as np

from communique.evaluate.gold import GoldArticle, place_gold
from communique.evaluate.score import Score, score_places
from communique.model.finding import Finding
from communique.read.analysis.analysis import Analysis
from communique.read.analysis.build import analyse
from communique.read.find.places import Places
from communique.read.find.places.mentions import known_names
from communique.read.find.places.tagger import Floats, Tagger, askable, features

HIDDEN, EPOCHS, BATCH, RATE, DROPOUT = 64, 15, 512, 2e-3, 0.4
NOTHING, FIRST, LATER = range(3)


class Example(NamedTuple):
    """An article: its gold, its analysis, and of its askable words the features, labels and weights."""

    gold: GoldArticle
    analysis: Analysis
    x: Floats
    y: np.ndarray
    weight: Floats


def examples(path: Path) -> Iterator[Example]:
    """The articles of a gold set, with one row for each word that may belong to a name."""
    for gold in place_gold(path):
        analysis = analyse(gold.article)
        words = askable(analysis)
        if words:
            y, weight = labels(gold, analysis)
            x = features(analysis, words, known_names(analysis))
            yield Example(gold, analysis, x, y[words], weight[words])


def labels(gold: GoldArticle, analysis: Analysis) -> tuple[np.ndarray, Floats]:
    """The label and the weight of every word."""
    y = np.zeros(len(analysis), dtype=np.int64)
    weight = np.ones(len(analysis), dtype=np.float32)
    for g in sorted(
        gold.of("place"), key=lambda g: not g.optional
    ):  # where both overlap, the sure one counts
        span = g.finding.evidence.spans[0]
        words = list(analysis.words(span))
        if not g.optional:
            y[words] = LATER
            y[words[:1]] = FIRST
        if not span.text[:1].islower():
            weight[words] = float(not g.optional)
    return y, weight


def trained(data: Iterable[Example]) -> Tagger:
    """A head for these articles."""
    some = list(data)
    x, y, weight = (np.concatenate([e[k] for e in some]) for k in (2, 3, 4))
    random = np.random.default_rng(0)
    shapes = ((x.shape[1], HIDDEN), (HIDDEN,), (HIDDEN, 3), (3,))
    parts = [
        random.normal(0, s[0] ** -0.5, s).astype(np.float32) if len(s) == 2 else np.zeros(s, np.float32)
        for s in shapes
    ]
    moments = [(np.zeros_like(p), np.zeros_like(p)) for p in parts]
    starts = range(0, len(x), BATCH)
    for epoch in range(EPOCHS):
        order = random.permutation(len(x))
        for n, low in enumerate(starts, epoch * len(starts)):
            at = order[low : low + BATCH]
            mask = (random.random((len(at), HIDDEN)) >= DROPOUT).astype(np.float32) / (1 - DROPOUT)
            slopes = _slopes(parts, x[at], y[at], weight[at], mask)
            _adam(parts, moments, slopes, n + 1, RATE * (1 - n / (EPOCHS * len(starts))))
    return Tagger(*parts)


def _slopes(parts: list[Floats], x: Floats, y: np.ndarray, weight: Floats, mask: Floats) -> list[Floats]:
    """The gradient of the mean cross-entropy by each part of the weights."""
    raw = x @ parts[0] + parts[1]
    hidden = np.maximum(raw, 0) * mask
    scores = hidden @ parts[2] + parts[3]
    wrong = np.exp(scores - scores.max(axis=1, keepdims=True))
    wrong /= wrong.sum(axis=1, keepdims=True)
    wrong[np.arange(len(y)), y] -= 1
    wrong *= weight[:, None] / len(y)
    back = (wrong @ parts[2].T) * mask * (raw > 0)
    return [x.T @ back, back.sum(axis=0), hidden.T @ wrong, wrong.sum(axis=0)]


def _adam(
    parts: list[Floats], moments: list[tuple[Floats, Floats]], slopes: list[Floats], step: int, rate: float
) -> None:
    for part, (mean, square), slope in zip(parts, moments, slopes, strict=True):
        mean += 0.1 * (slope - mean)
        square += 0.001 * (slope**2 - square)
        part -= rate * (mean / (1 - 0.9**step)) / (np.sqrt(square / (1 - 0.999**step)) + 1e-8)


def found(head: Tagger, data: Iterable[Example]) -> list[tuple[GoldArticle, list[Finding]]]:
    """What the finder finds with this head."""
    return [(e.gold, list(Places(head)(e.analysis, {}))) for e in data]


def report(name: str, results: list[tuple[GoldArticle, list[Finding]]]) -> None:
    """Print the scores of one set."""
    print(f"{name}: {len(results)} articles")
    for measure, value in score_places(results).items():
        if isinstance(value, Score):
            print(f"  {measure:18s} P {value.precision:.3f}  R {value.recall:.3f}  F1 {value.f1:.3f}")
        else:
            print(f"  {measure:18s} {value:.3f}")


def main() -> None:
    """Read the arguments, train, measure or write."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--gold", nargs="+", type=Path, required=True)
    parser.add_argument("--output", type=Path)
    parser.add_argument("--folds", type=int)
    parser.add_argument("--across", action="store_true")
    given = parser.parse_args()
    sets = {path.stem: list(examples(path)) for path in given.gold}
    if given.folds:
        whole = [e for data in sets.values() for e in data]
        heads = [
            trained(whole[j] for j in range(len(whole)) if j % given.folds != k) for k in range(given.folds)
        ]
        unseen = {id(e): r for k, head in enumerate(heads) for e, r in _paired(head, whole[k :: given.folds])}
        for name, data in sets.items():
            report(name, [unseen[id(e)] for e in data])
    if given.across:
        for name, data in sets.items():
            others = [e for other, some in sets.items() if other != name for e in some]
            report(f"{name}, trained on the others", found(trained(others), data))
    if given.output:
        head = trained(e for data in sets.values() for e in data)
        stored = {k: getattr(head, k).astype(np.float16) for k in Tagger.__slots__}
        np.savez_compressed(given.output, **stored)


def _paired(head: Tagger, data: list[Example]) -> Iterator[tuple[Example, tuple[GoldArticle, list[Finding]]]]:
    return zip(data, found(head, data), strict=True)


if __name__ == "__main__":
    main()
