"""How good a model in training is, measured as it would read: through the graphs that ship, in 32 bits."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import graph
import numpy as np
from calibrate import matched
from export import POSITIONS, acts_linear, linear

from communique.evaluate.gold import GoldArticle
from communique.read.analysis.analysis import Analysis
from communique.read.analysis.build import analyse
from communique.read.analysis.encoder import Encoder, Vocabulary, session
from communique.read.find.chains import Chain
from communique.read.find.events import heads as events
from communique.read.find.statements.heads import Heads
from communique.read.find.statements.learned import FLOOR, agreed
from communique.read.find.statements.quotations import locate
from communique.read.ingest.article import make_article

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


class EventDevelopment:
    """Sentences of development with their events, read one by one as articles."""

    def __init__(self, path: Path) -> None:
        self.gold = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]

    def figures(
        self,
        state: dict[str, np.ndarray],
        layers: int,
        heads: int,
        vocabulary: Vocabulary,
        about: dict[str, Any],
    ) -> str:
        """F1 of types at several thresholds, and how many types are found where gold has none."""
        graphs = graph.encoder(state, layers, heads, POSITIONS, rounded=False)
        encoder = Encoder(session(graphs.SerializeToString()), vocabulary, "in training", 384)
        acts = graph.spans(state, rounded=False, heads="events.", mixed=True)
        reader = events.made(acts_linear(state), session(acts.SerializeToString()), about)
        found = [self._found(r, encoder, reader) for r in self.gold]
        return "; ".join(self._at(found, t) for t in THRESHOLDS[2:])

    def _found(self, r: dict[str, Any], encoder: Encoder, reader: events.Heads) -> dict[str, float]:
        a = analyse(make_article(r["text"], id=r["id"]))
        if not len(a):
            return {}
        triggers = reader.triggers(encoder.vectors(a), [(0, len(a))], 0.1, 1.0)
        return {_folded(t.type): t.probability for t in triggers}

    def _at(self, found: list[dict[str, float]], threshold: float) -> str:
        right = extra = missed = false = 0
        for r, types in zip(self.gold, found, strict=True):
            wanted = {_folded(e["type"]) for e in r["events"]}
            kept = {t for t, p in types.items() if p >= threshold}
            right += len(wanted & kept)
            extra += len(kept - wanted)
            missed += len(wanted - kept)
            false += 0 if wanted else len(kept)
        return f"{threshold:.2f}: F1 {2 * right / max(1, 2 * right + extra + missed):.3f}, false {false}"


def _folded(kind: str) -> str:
    return "YIELD" if kind in ("CONCEDE", "RETREAT") else kind


def _heads(state: dict[str, np.ndarray]) -> Heads:
    weights = linear(state)
    chain = Chain(weights.pop("between"), weights.pop("begin"))
    return Heads(
        session(graph.spans(state, rounded=False).SerializeToString()), weights, chain, weights.pop("edges")
    )
