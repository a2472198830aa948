"""Which candidates tell a pledge: a logistic regression over their features, the likeliest first."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache
from importlib import resources
from math import exp

from communique.model.text import Span
from communique.read.find.pledges.candidates import Candidate

WEIGHTS = "communique.read.find.pledges.weights"
THRESHOLD = 0.6  # on folds of the training articles, beside what the rules find (docs/pledges.md)


@cache
def weights() -> Mapping[str, float]:
    """The weight of each feature, as ``training/pledges/train.py`` left it."""
    lines = (resources.files(WEIGHTS) / "pledges.tsv").read_text(encoding="utf-8").splitlines()
    rows = (line.split("\t") for line in lines if not line.startswith("#"))
    return {name: float(weight) for name, weight in rows}


def likelihood(features: Mapping[str, float], known: Mapping[str, float] | None = None) -> float:
    """The probability, 0 to 1, that a candidate with these features tells a pledge.

    `known` are other weights than those that ship.
    """
    known = weights() if known is None else known
    return 1 / (1 + exp(-sum(known.get(name, 0.0) * value for name, value in features.items())))


def chosen(scored: Sequence[tuple[Candidate, float]], taken: Sequence[Span]) -> list[tuple[Candidate, float]]:
    """The candidates that tell pledges, the likeliest first; none overlaps another or a passage `taken`."""
    kept: list[tuple[Candidate, float]] = []
    spans = list(taken)
    for candidate, likely in sorted(scored, key=lambda item: -item[1]):
        if likely < THRESHOLD:
            break
        if not any(candidate.span.overlaps(x) for x in spans):
            spans.append(candidate.span)
            kept.append((candidate, likely))
    return kept
