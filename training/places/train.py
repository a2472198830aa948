"""Train the heads that mark names of places and tell their use, or measure them on articles not seen.

python training/places/train.py --gold A.jsonl B.jsonl --output weights/  # the heads that ship
python training/places/train.py --gold A.jsonl B.jsonl --folds 5          # by article, all sets together
python training/places/train.py --gold A.jsonl B.jsonl --across           # trained on all sets but one

Gold is as for ``communique evaluate places``. A toponym without coordinates has no weight (so the annotators
of GeoWebNews mark what is no place); uses are learnt from the sets that have types. Adam (Kingma and Ba 2015)
with a rate that falls to nothing, dropout on the hidden layer, one seed: the same data give the same weights.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from communique.evaluate.gold import GoldArticle, place_gold
from communique.evaluate.score import Score, score_places
from communique.model.finding import Finding, Place, PlaceUse
from communique.read.analysis.analysis import Analysis
from communique.read.analysis.build import analyse
from communique.read.find.places import Places
from communique.read.find.places.head import Floats, Head
from communique.read.find.places.mentions import known_names, mentions
from communique.read.find.places.resolve import resolve
from communique.read.find.places.tagger import askable, features
from communique.read.find.places.uses import LEARNED, guess, learnable
from communique.read.find.places.uses import features as use_features

Numbers = npt.NDArray[np.int64]
Results = list[tuple[GoldArticle, list[Finding]]]
NOTHING, FIRST, LATER = range(3)  # labels of words


class Settings(NamedTuple):
    """How a head is trained."""

    hidden: int
    epochs: int
    batch: int
    rate: float
    dropout: float


NAMES = Settings(64, 15, 512, 2e-3, 0.4)
USES = Settings(32, 25, 64, 1e-3, 0.6)


class Rows(NamedTuple):
    """What a head learns from: features, labels and weights."""

    x: Floats
    y: Numbers
    weight: Floats


class Example(NamedTuple):
    """An article: its gold, its analysis, and the rows of its words that may belong to names."""

    gold: GoldArticle
    analysis: Analysis
    words: Rows


def examples(path: Path) -> Iterator[Example]:
    """The articles of a gold set."""
    for gold in place_gold(path):
        analysis = analyse(gold.article)
        words = askable(analysis)
        if words:
            y, weight = labels(gold, analysis)
            x = features(analysis, words, known_names(analysis))
            yield Example(gold, analysis, Rows(x, y[words], weight[words]))


def labels(gold: GoldArticle, analysis: Analysis) -> tuple[Numbers, Floats]:
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


def use_rows(names: Head, example: Example) -> Iterator[Rows]:
    """The mentions of an article that meet gold, as rows for the head of uses."""
    analysis = example.analysis
    named = [n for n in mentions(analysis, names) if learnable(n)]
    golds = [g.finding for g in example.gold.of("place") if not g.optional and isinstance(g.finding, Place)]
    for n, candidate in zip(named, resolve(analysis, named), strict=True):
        span = analysis.span(n.first, n.last)
        use = next((g.use for g in golds if g.evidence.spans[0].overlaps(span)), None)
        if use in LEARNED:
            x = use_features(analysis, [(n, candidate)], [guess(analysis, n, candidate)])
            yield Rows(x, np.array([LEARNED.index(use)]), np.ones(1, dtype=np.float32))


def heads(data: Iterable[Example]) -> tuple[Head, Head | None]:
    """The heads of names and of uses for these articles; None where no gold tells uses."""
    some = list(data)
    names = trained([e.words for e in some], 3, NAMES)
    typed = [e for e in some if any(isinstance(g.finding, Place) and g.finding.use is not PlaceUse.LITERAL
                                    for g in e.gold.findings)]  # fmt: skip
    rows = [row for e in typed for row in use_rows(names, e)]
    return names, trained(rows, len(LEARNED), USES) if rows else None


def trained(rows: Sequence[Rows], size: int, how: Settings) -> Head:
    """A head with `size` labels for these rows."""
    x, y, weight = (np.concatenate([r[k] for r in rows]) for k in range(3))
    random = np.random.default_rng(0)
    parts = []
    for wide, high in ((x.shape[1], how.hidden), (how.hidden, size)):
        parts.append(random.normal(0, wide**-0.5, (wide, high)).astype(np.float32))
        parts.append(np.zeros(high, dtype=np.float32))
    moments = [(np.zeros_like(p), np.zeros_like(p)) for p in parts]
    starts = range(0, len(x), how.batch)
    for epoch in range(how.epochs):
        order = random.permutation(len(x))
        for n, low in enumerate(starts, epoch * len(starts)):
            at = order[low : low + how.batch]
            kept = random.random((len(at), how.hidden)) >= how.dropout
            slopes = _slopes(parts, x[at], y[at], weight[at], kept.astype(np.float32) / (1 - how.dropout))
            _adam(parts, moments, slopes, n + 1, how.rate * (1 - n / (how.epochs * len(starts))))
    return Head(*parts)


def _slopes(parts: list[Floats], x: Floats, y: Numbers, weight: Floats, mask: Floats) -> list[Floats]:
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


def found(both: tuple[Head, Head | None], data: Iterable[Example]) -> Results:
    """What the finder finds with these heads."""
    places = Places(*both)
    return [(e.gold, list(places(e.analysis, {}))) for e in data]


def report(name: str, results: Results, *, by_use: bool) -> None:
    """Print the scores of one set."""
    print(f"{name}: {len(results)} articles")
    for measure, value in score_places(results).items():
        if isinstance(value, Score):
            print(f"  {measure:18s} P {value.precision:.3f}  R {value.recall:.3f}  F1 {value.f1:.3f}")
        elif by_use:
            print(f"  {measure:18s} {value:.3f}")


def in_folds(sets: dict[str, list[Example]], folds: int) -> None:
    """Measure every article with heads that saw none of its fold."""
    whole = [e for data in sets.values() for e in data]
    unseen: dict[int, tuple[GoldArticle, list[Finding]]] = {}
    for k in range(folds):
        both = heads(e for j, e in enumerate(whole) if j % folds != k)
        part = whole[k::folds]
        unseen.update(zip(map(id, part), found(both, part), strict=True))
    for name, data in sets.items():
        report(name, [unseen[id(e)] for e in data], by_use=True)


def across(sets: dict[str, list[Example]]) -> None:
    """Measure every set with heads that saw the others alone."""
    for name, data in sets.items():
        both = heads(e for other, some in sets.items() if other != name for e in some)
        report(f"{name}, trained on the others", found(both, data), by_use=both[1] is not None)


def write(both: tuple[Head, Head | None], folder: Path) -> None:
    """Write the heads with 16-bit weights."""
    for name, head in zip(("names", "uses"), both, strict=True):
        if head is not None:
            stored = {k: getattr(head, k).astype(np.float16) for k in Head.__slots__}
            np.savez_compressed(folder / f"{name}.npz", **stored)


def main() -> None:
    """Read the arguments, then measure or write."""
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
        in_folds(sets, given.folds)
    if given.across:
        across(sets)
    if given.output:
        write(heads(e for data in sets.values() for e in data), given.output)


if __name__ == "__main__":
    main()
