"""Fit the weights that decide which passages tell a position, or measure them on articles not seen.

python training/positions/train.py --gold RECORD_GOLD --output positions.tsv   # the weights that ship
python training/positions/train.py --gold RECORD_GOLD --folds 5                # by article

A logistic regression with a penalty on squared weights, fitted by Newton's method: the same data give the
same weights. A candidate counts as right when gold has a position of its party in an overlapping passage,
optional ones too.
"""

from __future__ import annotations

import argparse
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from communique.evaluate.gold import GoldArticle, record_gold
from communique.evaluate.names import same_name
from communique.evaluate.score import Score, pair
from communique.model.finding import Finding, Position
from communique.model.reference import ActorRef
from communique.model.text import Span
from communique.read.analysis.analysis import Analysis, lay
from communique.read.analysis.build import analyse
from communique.read.find.finder import finders
from communique.read.find.positions.around import Around
from communique.read.find.positions.candidates import Candidate, candidates, uncovered
from communique.read.find.positions.decision import chosen, likelihood
from communique.read.find.positions.features import features
from communique.read.find.positions.finder import once
from communique.read.find.positions.rules import by_rule

Floats = npt.NDArray[np.float64]

PENALTY = 2.0
RAREST = 8  # candidates that have a feature, below which it is left out
STEPS = 12


class Ruled(NamedTuple):
    """Party and passages of a position that the rules find."""

    party: ActorRef
    spans: tuple[Span, ...]


class Seen(NamedTuple):
    """An article: its gold, what the rules find, the candidates, their features, and which are right."""

    gold: GoldArticle
    ruled: list[Ruled]
    candidates: list[Candidate]
    features: list[dict[str, float]]
    right: list[bool]


def seen(gold: GoldArticle) -> Seen:
    """An article read as far as positions need it."""
    a = analyse(gold.article)
    found: dict[str, list[Finding]] = {}
    for finder in finders():
        if finder.provides in ("time", "place", "actor", "statement"):
            fresh = list(finder(a, found))
            lay(a, fresh)
            found.setdefault(finder.provides, []).extend(fresh)
    return judged(gold, a, found)


def judged(gold: GoldArticle, a: Analysis, found: dict[str, list[Finding]]) -> Seen:
    """What the rules find, all candidates, and which of them gold has."""
    around = Around(a, found)
    ruled = [Ruled(p.party, p.evidence.spans) for p in once(by_rule(around))]
    there = list(candidates(around))
    wanted = [g.finding for g in gold.of("position")]
    right = [any(_agrees(p, c) for p in wanted) for c in there]
    return Seen(gold, ruled, there, [_named(c, features(c, around)) for c in there], right)


def _named(c: Candidate, plain: dict[str, float]) -> dict[str, float]:
    """Features by their names in the table of weights, where each kind has its own."""
    return {f"{c.kind} {name}": value for name, value in plain.items()}


def _agrees(position: Finding, c: Candidate | Ruled) -> bool:
    assert isinstance(position, Position)
    touches = any(x.overlaps(y) for x in position.evidence.spans for y in c.spans)
    return touches and same_name(position.party.name, c.party.name)


def fit(articles: Sequence[Seen]) -> dict[str, float]:
    """The weights of a logistic regression."""
    rows = [f for s in articles for f in s.features]
    counted = Counter(name for f in rows for name in f)
    names = sorted(name for name, times in counted.items() if times >= RAREST)
    place = {name: i for i, name in enumerate(names)}
    x: Floats = np.zeros((len(rows), len(names)))
    for i, f in enumerate(rows):
        for name, value in f.items():
            if name in place:
                x[i, place[name]] = value
    y = np.array([r for s in articles for r in s.right], dtype=float)
    w: Floats = np.zeros(len(names))
    for _ in range(STEPS):
        p = 1 / (1 + np.exp(-x @ w))
        hessian = x.T @ (x * (p * (1 - p))[:, None]) + PENALTY * np.eye(len(names))
        w -= np.linalg.solve(hessian, x.T @ (p - y) + PENALTY * w)
    return {name: round(float(w[i]), 3) for name, i in place.items()}


def measure(articles: Sequence[Seen], weights: dict[str, float]) -> Counter[str]:
    """Counts of right, found and gold positions, those of the rules and those learned together."""
    n: Counter[str] = Counter()
    for s in articles:
        likely = {id(c): likelihood(f, weights) for c, f in zip(s.candidates, s.features, strict=True)}
        there = [(c, likely[id(c)]) for c in uncovered(s.candidates, s.ruled)]
        got: list[Candidate | Ruled] = [*s.ruled, *(c for c, _ in chosen(there))]
        pairs = pair(s.gold.of("position"), got, lambda g, c: float(_agrees(g.finding, c)))
        n["found"] += len(got)
        n["right"] += len(pairs)
        hit = {id(g) for g, _ in pairs}
        n["gold"] += sum(not g.optional or id(g) in hit for g in s.gold.of("position"))
    return n


def folds(articles: Sequence[Seen], number: int) -> None:
    """Print what weights reach on the articles that they were not fitted on."""
    n: Counter[str] = Counter()
    for k in range(number):
        weights = fit([s for i, s in enumerate(articles) if i % number != k])
        n.update(measure([s for i, s in enumerate(articles) if i % number == k], weights))
    score = Score(hits=n["right"], found=n["found"], gold=n["gold"])
    print(f"P {score.precision:.3f}  R {score.recall:.3f}  F1 {score.f1:.3f}")


def main() -> None:
    """Read the options, fit or measure."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--gold", type=Path, required=True)
    parser.add_argument("--output", type=Path)
    parser.add_argument("--folds", type=int)
    options = parser.parse_args()
    articles = [seen(g) for g in record_gold(options.gold)]
    if options.folds:
        folds(articles, options.folds)
    if options.output:
        lines = (f"{name}\t{weight}\n" for name, weight in fit(articles).items())
        head = "# weights of what makes a passage a position, by training/positions/train.py\n"
        options.output.write_text(head + "".join(lines), encoding="utf-8")


if __name__ == "__main__":
    main()
