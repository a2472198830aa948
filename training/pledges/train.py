"""Fit the weights that decide which passages tell a pledge without an amount, or measure them.

python training/pledges/train.py --gold RECORD_GOLD --output pledges.tsv   # the weights that ship
python training/pledges/train.py --gold RECORD_GOLD --folds 5              # by article

A logistic regression with a penalty on squared weights, fitted by Newton's method: the same data give the
same weights. A candidate counts as right when gold has a pledge without an amount in an overlapping passage
and a giver in common, optional ones too; those that the rules find as well are learnt from like the others.
"""

from __future__ import annotations

import argparse
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from communique.evaluate.gold import GoldArticle, GoldFinding, record_gold
from communique.evaluate.names import same_name
from communique.evaluate.score import Score, pair
from communique.model.finding import Finding, Pledge
from communique.model.reference import ActorRef
from communique.model.text import Span
from communique.read.analysis.analysis import lay
from communique.read.analysis.build import analyse
from communique.read.find.finder import finders
from communique.read.find.pledges.candidates import Candidate, candidates
from communique.read.find.pledges.decision import chosen, likelihood
from communique.read.find.pledges.features import Around, features
from communique.read.find.pledges.finder import by_rule

Floats = npt.NDArray[np.float64]

PENALTY = 2.0
RAREST = 8  # candidates that have a feature, below which it is left out
STEPS = 12


class Told(NamedTuple):
    """What decides whether a pledge is gold's: its amount, its givers and its passages."""

    amount: float | None
    givers: tuple[ActorRef, ...]
    spans: tuple[Span, ...]


class Seen(NamedTuple):
    """An article: its gold, what the rules find, the candidates, their features, and which are right."""

    gold: GoldArticle
    ruled: list[Told]
    candidates: list[Candidate]
    features: list[dict[str, float]]
    right: list[bool]


def seen(gold: GoldArticle) -> Seen:
    """An article read as far as pledges need it."""
    a = analyse(gold.article)
    found: dict[str, list[Finding]] = {}
    for finder in finders():
        if finder.provides in ("time", "place", "actor", "statement"):
            fresh = list(finder(a, found))
            lay(a, fresh)
            found.setdefault(finder.provides, []).extend(fresh)
    ruled = by_rule(a, found)
    around = Around(a, ruled)
    there = list(candidates(a, found))
    wanted = gold.of("pledge")
    return Seen(
        gold,
        [Told(p.amount, p.givers, p.evidence.spans) for p in ruled],
        there,
        [features(a, c, around, found) for c in there],
        [any(_agrees(g, _told(c)) for g in wanted) for c in there],
    )


def _told(c: Candidate) -> Told:
    return Told(None, c.givers, (c.span,))


def _agrees(gold: GoldFinding, told: Told) -> float:
    """How well it fits a pledge of gold, as the record scorer has it; 0 where it does not."""
    pledge = gold.finding
    assert isinstance(pledge, Pledge)
    touches = any(x.overlaps(y) for x in pledge.evidence.spans for y in told.spans)
    if pledge.amount != told.amount or (told.amount is None and not touches):
        return 0.0
    shared = any(same_name(x.name, y.name) for x in pledge.givers for y in told.givers)
    return 1.0 + touches if shared or not pledge.givers else 0.0


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
    """Counts of right, found and gold pledges, those of the rules and those learned together."""
    n: Counter[str] = Counter()
    for s in articles:
        scored = [(c, likelihood(f, weights)) for c, f in zip(s.candidates, s.features, strict=True)]
        taken = [span for told in s.ruled for span in told.spans]
        got = [*s.ruled, *(_told(c) for c, _ in chosen(scored, taken))]
        pairs = pair(s.gold.of("pledge"), got, _agrees)
        n["found"] += len(got)
        n["right"] += len(pairs)
        hit = {id(g) for g, _ in pairs}
        n["gold"] += sum(not g.optional or id(g) in hit for g in s.gold.of("pledge"))
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
        head = "# weights of what makes a passage a pledge, by training/pledges/train.py\n"
        options.output.write_text(head + "".join(lines), encoding="utf-8")


if __name__ == "__main__":
    main()
