"""The learned heads on the encoder's vectors: which words are cues, and the source and content of each.

Weights, their training and their scores: docs/model-card.md.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache, partial
from importlib import resources
from io import BytesIO
from typing import Any

import numpy as np
import numpy.typing as npt

from communique.read.analysis.encoder import Vectors, session
from communique.read.find.chains import (
    BEGIN_CONTENT,
    BEGIN_SOURCE,
    IN_CONTENT,
    IN_SOURCE,
    Chain,
    Scores,
    cue_runs,
    distances,
    ranges,
    softmax,
)
from communique.read.find.statements.draft import Range

WEIGHTS = "communique.read.find.statements.weights"
BEFORE, AFTER = 50, 70  # words around a cue in which its source and content are looked for
AT_ONCE = 16  # cues of a batch
CONTENT, CUE = 2, 3  # of the roles that the third head knows; 1 is a source
IMPOSSIBLE = np.float32(-1e4)


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """A statement as the heads see it, as ranges of words; probabilities from 0 to 1.

    `attributed` is that of the cue to introduce what is attributed to anybody, thoughts included, `spoken`
    that it introduces what was said or written. `content_sure` and `source_sure` are the mean posteriors
    of the words marked; without a source, `source_sure` is the probability that there is none. `cue_role`
    and `content_role` are the mean probabilities that a head which knows no cue gives to the same words.
    """

    cue: Range
    content: tuple[Range, ...]
    source: Range | None
    attributed: float
    spoken: float
    content_sure: float
    source_sure: float
    cue_role: float
    content_role: float


@dataclass(frozen=True, slots=True)
class Heads:
    """The heads' weights: linear maps as (in × out) with a bias row, the span head's session, its chain."""

    session: Any
    weights: dict[str, npt.NDArray[np.float32]]
    chain: Chain
    edges: npt.NDArray[np.int64]

    def candidates(self, vectors: Vectors, floor: float) -> list[Candidate]:
        """All statements whose cue has at least the probability `floor`, in text order of cues."""
        attributed = softmax(self._linear("cue", vectors))
        spoken = softmax(self._linear("cue", vectors) + self._linear("spoken", vectors))
        either = np.maximum(attributed, spoken)
        runs = cue_runs(either[:, 1], either[:, 2], floor)
        roles = softmax(self._linear("role", vectors))
        words = self._linear("word", vectors)
        out: list[Candidate] = []
        for n in range(0, len(runs), AT_ONCE):
            part = runs[n : n + AT_ONCE]
            lows, scores = self._scores(vectors, words, part)
            tags, sure = self.chain.best(scores), self.chain.posteriors(scores)
            for i, cue in enumerate(part):
                found = _read(cue, lows[i], tags[i], sure[i], roles)
                if found is not None:
                    at = cue[0]
                    out.append(found(attributed=float(attributed[at, 1]), spoken=float(spoken[at, 1])))
        return out

    def _scores(self, vectors: Vectors, words: Vectors, cues: list[Range]) -> tuple[list[int], Scores]:
        """The first word that each cue is seen with, and the tag scores of all words seen (N × L × 5)."""
        lows = [max(0, first - BEFORE) for first, _ in cues]
        highs = [min(len(words), last + AFTER) for _, last in cues]
        width = max(high - low for low, high in zip(lows, highs, strict=True))
        seen = np.zeros((len(cues), width, words.shape[1]), dtype=np.float32)
        mask = np.zeros((len(cues), width), dtype=np.int32)
        away = np.zeros((len(cues), width), dtype=np.int64)
        for i, (low, high) in enumerate(zip(lows, highs, strict=True)):
            seen[i, : high - low] = words[low:high]
            mask[i, : high - low] = 1
            away[i] = distances(np.arange(low, low + width), *cues[i], self.edges)
        asked = self._linear("asked", np.stack([vectors[a:b].mean(axis=0) for a, b in cues]))
        feed = {"words": seen, "cues": asked[:, None, :], "distances": away, "mask": mask}
        (scores,) = self.session.run(None, feed)
        scores[mask == 0] = (0.0, *[IMPOSSIBLE] * 4)
        return lows, scores

    def _linear(self, name: str, x: Vectors) -> Vectors:
        out: Vectors = x @ self.weights[f"{name}.weight"] + self.weights[f"{name}.bias"]
        return out


def _read(
    cue: Range, low: int, tags: npt.NDArray[np.int64], sure: Scores, roles: Scores
) -> Callable[..., Candidate] | None:
    content = ranges(tags, BEGIN_CONTENT, IN_CONTENT)
    if not content:
        return None
    source = next(iter(ranges(tags, BEGIN_SOURCE, IN_SOURCE)), None)
    of_source = sure[:, BEGIN_SOURCE] + sure[:, IN_SOURCE]
    of_content = sure[:, BEGIN_CONTENT] + sure[:, IN_CONTENT]
    return partial(
        Candidate,
        cue=cue,
        content=tuple((low + a, low + b) for a, b in content),
        source=None if source is None else (low + source[0], low + source[1]),
        content_sure=float(np.mean([of_content[a:b].mean() for a, b in content])),
        source_sure=float(1 - of_source.max() if source is None else of_source[slice(*source)].mean()),
        cue_role=float(roles[slice(*cue), CUE].mean()),
        content_role=float(np.mean([roles[low + a : low + b, CONTENT].mean() for a, b in content])),
    )


@cache
def heads() -> Heads:
    """The heads that ship with the package, loaded once for a process."""
    folder = resources.files(WEIGHTS)
    with np.load(BytesIO((folder / "statements.npz").read_bytes())) as stored:
        weights = {k: stored[k] for k in stored.files}
    chain = Chain(weights.pop("between"), weights.pop("begin"))
    graph = session((folder / "statements.onnx").read_bytes())
    return Heads(graph, weights, chain, weights.pop("edges").astype(np.int64))
