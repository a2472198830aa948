"""How good a model in training is, measured as it would read: through the graphs that ship, in 32 bits."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import graph
import numpy as np
from calibrate import matched
from export import POSITIONS, linear

from communique.evaluate.gold import GoldArticle
from communique.read.analysis.analysis import Analysis
from communique.read.analysis.build import analyse
from communique.read.analysis.encoder import Encoder, Vocabulary, session
from communique.read.find.statements.chains import Chain
from communique.read.find.statements.heads import Heads
from communique.read.find.statements.learned import FLOOR, agreed
from communique.read.find.statements.quotations import locate

THRESHOLDS = (0.2, 0.25, 0.3, 0.35, 0.4, 0.45, 0.5, 0.55, 0.6)


@dataclass(frozen=True, slots=True)
class Figures:
    """Precision, recall and F1 of content and source together, at the best threshold of the raw score."""

    precision: float
    recall: float
    f1: float
    threshold: float

    def __str__(self) -> str:
        return (
            f"F1 {self.f1:.3f} (P {self.precision:.3f} R {self.recall:.3f}) at threshold {self.threshold:.2f}"
        )


class Development:
    """Development articles, analysed once."""

    def __init__(self, golds: Iterable[GoldArticle], *, with_source: bool) -> None:
        self.golds = list(golds)
        self.with_source = with_source
        self.analyses = [analyse(g.article) for g in self.golds]

    def figures(
        self, state: dict[str, np.ndarray], layers: int, heads: int, vocabulary: Vocabulary
    ) -> Figures:
        """What a model's weights reach."""
        graphs = graph.encoder(state, layers, heads, POSITIONS, rounded=False)
        encoder = Encoder(session(graphs.SerializeToString()), vocabulary, "in training", 384)
        reader = _heads(state)
        scored: list[tuple[float, float]] = []
        for gold, a in zip(self.golds, self.analyses, strict=True):
            scored += self._judged(gold, a, encoder, reader)
        return max((self._at(scored, t) for t in THRESHOLDS), key=lambda f: f.f1)

    def _judged(
        self, gold: GoldArticle, a: Analysis, encoder: Encoder, reader: Heads
    ) -> list[tuple[float, float]]:
        found = agreed(a, locate(a), reader.candidates(encoder.vectors(a), FLOOR))
        hit = matched(a, gold, found, self.with_source)
        return [(d.score, hit.get(n, 0.0)) for n, (_, d) in enumerate(found)]

    def _at(self, scored: list[tuple[float, float]], threshold: float) -> Figures:
        kept = [right for score, right in scored if score >= threshold and right >= 0]
        wanted = sum(not g.optional for gold in self.golds for g in gold.of("statement"))
        right = sum(kept)
        return Figures(
            precision=right / max(1, len(kept)),
            recall=right / max(1, wanted),
            f1=2 * right / max(1, len(kept) + wanted),
            threshold=threshold,
        )


def _heads(state: dict[str, np.ndarray]) -> Heads:
    weights = linear(state)
    chain = Chain(weights.pop("between"), weights.pop("begin"))
    return Heads(
        session(graph.spans(state, rounded=False).SerializeToString()), weights, chain, weights.pop("edges")
    )
