"""Which candidates tell a position: a logistic regression over their features, the likeliest first."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache
from importlib import resources
from math import exp

from communique.model.text import Span
from communique.read.find.positions.candidates import Candidate

WEIGHTS = "communique.read.find.positions.weights"
THRESHOLD = 0.75  # on folds of the training articles, precision counting double (docs/positions.md)


@cache
def weights() -> Mapping[str, Mapping[str, float]]:
    """The weight of each feature for each kind, as ``training/positions/train.py`` left it."""
    lines = (resources.files(WEIGHTS) / "positions.tsv").read_text(encoding="utf-8").splitlines()
    by_kind: dict[str, dict[str, float]] = {}
    for name, weight in (line.split("\t") for line in lines if not line.startswith("#")):
        kind, _, feature = name.partition(" ")
        by_kind.setdefault(kind, {})[feature] = float(weight)
    return by_kind


def likelihood(features: Mapping[str, float], known: Mapping[str, float]) -> float:
    """The probability, 0 to 1, that a candidate with these features tells a position.

    `known` are the weights of features for its kind.
    """
    return 1 / (1 + exp(-sum([known.get(name, 0.0) * value for name, value in features.items()])))


def chosen(scored: Sequence[tuple[Candidate, float]]) -> list[tuple[Candidate, float]]:
    """The candidates that tell positions, the likeliest first; of those of a party that overlap, one."""
    kept: list[tuple[Candidate, float]] = []
    taken: dict[str, list[Span]] = {}
    for candidate, likely in sorted(scored, key=lambda item: -item[1]):
        if likely < THRESHOLD:
            break
        mine = taken.setdefault(candidate.party.name, [])
        if not any(x.overlaps(y) for x in mine for y in candidate.spans):
            mine.extend(candidate.spans)
            kept.append((candidate, likely))
    return kept
