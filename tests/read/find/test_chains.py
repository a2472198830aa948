"""Decoding of tag chains, against sums over all sequences."""

from __future__ import annotations

from itertools import pairwise, product

import numpy as np
import pytest

from communique.read.find.chains import Chain, cue_runs, ranges


def a_chain(seed: int) -> tuple[Chain, np.ndarray]:
    dice = np.random.default_rng(seed)
    between, begin = dice.normal(size=(5, 5)), dice.normal(size=5)
    between[0, 2] = begin[2] = -1e4
    scores = dice.normal(size=(3, 4, 5)).astype(np.float32)
    return Chain(between.astype(np.float32), begin.astype(np.float32)), scores


def value(chain: Chain, scores: np.ndarray, tags: tuple[int, ...]) -> float:
    steps = sum(chain.between[x, y] for x, y in pairwise(tags))
    return float(chain.begin[tags[0]] + steps + sum(s[t] for s, t in zip(scores, tags, strict=True)))


@pytest.mark.parametrize("seed", range(5))
def test_the_best_path_is_the_best_of_all(seed: int) -> None:
    chain, scores = a_chain(seed)
    for one, tags in zip(scores, chain.best(scores), strict=True):
        best = max(value(chain, one, path) for path in product(range(5), repeat=4))
        assert value(chain, one, tuple(tags)) == pytest.approx(best)


@pytest.mark.parametrize("seed", range(5))
def test_posteriors_are_shares_of_all_paths(seed: int) -> None:
    chain, scores = a_chain(seed)
    sure = chain.posteriors(scores)
    for n, one in enumerate(scores):
        mass = {path: np.exp(value(chain, one, path)) for path in product(range(5), repeat=4)}
        total = sum(mass.values())
        for t, k in ((0, 1), (1, 2), (3, 4)):
            share = sum(m for path, m in mass.items() if path[t] == k) / total
            assert sure[n, t, k] == pytest.approx(share, abs=1e-4)


def test_a_cue_begins_where_it_is_likely_and_goes_on_while_inside_is() -> None:
    begin = np.array([0.0, 0.9, 0.05, 0.0, 0.3, 0.4])
    inside = np.array([0.0, 0.0, 0.9, 0.2, 0.0, 0.1])
    assert cue_runs(begin, inside, 0.2) == [(1, 3), (4, 5), (5, 6)]


def test_ranges_of_tags() -> None:
    assert ranges(np.array([0, 3, 4, 0, 4, 3, 3]), 3, 4) == [(1, 3), (5, 6), (6, 7)]
