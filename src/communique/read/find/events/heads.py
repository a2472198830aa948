"""The learned heads of events on the encoder's vectors: types and triggers, then roles, status and mode.

A sentence has an event of a type when one of its words triggers it; what a trigger says of who did it to whom
is a chain of tags over the words of its sentence. Weights, training and scores: docs/model-card.md.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources
from io import BytesIO
from typing import TYPE_CHECKING, Any

import numpy as np
import numpy.typing as npt

from communique.knowledge import plover
from communique.model.finding import EventType
from communique.read.analysis.encoder import Vectors, session
from communique.read.find.chains import Chain, Scores, distances, ranges, softmax
from communique.read.find.event_status import event_status
from communique.read.find.events.paths import paths

if TYPE_CHECKING:
    from communique.read.analysis.analysis import Analysis

WEIGHTS = "communique.read.find.events.weights"
B_ACTOR, I_ACTOR, B_RECIPIENT, I_RECIPIENT = range(1, 5)
FEW = 12  # triggers read at once
LONGEST = 150  # words of a sentence that a trigger is seen with, before and behind it
IMPOSSIBLE = np.float32(-1e4)

Range = tuple[int, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class Trigger:
    """A word that may trigger an event of a type.

    `probability` is that of its sentence to have such an event at all, `own` that of the word to trigger
    it; `sentence` is the range of words that it is read in.
    """

    word: int
    type: str
    probability: float
    own: float
    sentence: Range


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """An event as the heads see it: its trigger, ranges of words that name actors and recipients, its mode.

    `statuses` are the probabilities of the statuses.
    """

    trigger: Trigger
    actors: tuple[Range, ...]
    recipients: tuple[Range, ...]
    statuses: dict[str, float]
    mode: str | None


@dataclass(frozen=True, slots=True)
class Heads:
    """The heads' weights: linear maps as (in × out), the role head's session, its chain, names of labels."""

    session: Any
    weights: dict[str, npt.NDArray[np.float32]]
    chain: Chain
    edges: npt.NDArray[np.int64]
    types: tuple[str, ...]
    statuses: tuple[str, ...]
    modes: tuple[str, ...]
    codes: dict[str, int]  # numbers of the paths that are known; 0 is any other

    def triggers(
        self, vectors: Vectors, sentences: Sequence[Range], least: float, more: float
    ) -> list[Trigger]:
        """The words that trigger events, in text order.

        A sentence has the likeliest type where its probability is `least`, and others where theirs is `more`.
        Of each, the likeliest word triggers it, and every other whose own probability is `more`, unless it
        stands beside one that is likelier.
        """
        if not sentences:
            return []
        hidden = self._hidden(vectors)
        logits = self._linear("act", hidden)
        whole = self._whole(hidden, logits, sentences)
        own = _sigmoid(logits)
        found = []
        likely = _sigmoid(whole)
        kept = (likely >= more) | ((likely >= least) & (likely == likely.max(axis=1, keepdims=True)))
        for n, t in np.argwhere(kept).tolist():
            low, high = sentences[n]
            sure = float(_sigmoid(whole[n, t]))
            for i in _peaks(own[low:high, t], more):
                trigger = Trigger(
                    word=low + i, type=self.types[t], probability=sure, own=float(own[low + i, t]),
                    sentence=(low, high),
                )  # fmt: skip
                found.append(trigger)
        return sorted(found, key=lambda f: (f.word, f.type))

    def likeliest(self, vectors: Vectors, but: str) -> tuple[int, str, float] | None:
        """The word that is likeliest to trigger a type other than `but`, the type, and its probability."""
        if not len(vectors):
            return None
        own = _sigmoid(self._linear("act", self._hidden(vectors)))
        own[:, self.types.index(but)] = 0.0
        word, kind = np.unravel_index(int(own.argmax()), own.shape)
        return int(word), self.types[int(kind)], float(own[word, kind])

    def _hidden(self, vectors: Vectors) -> Vectors:
        out: Vectors = np.maximum(self._linear("hidden", vectors), 0)
        return out

    def _whole(self, hidden: Vectors, logits: Scores, sentences: Sequence[Range]) -> Scores:
        """The logit of every type for every sentence (S × K)."""
        rows = []
        for low, high in sentences:
            part = logits[low:high]
            top = part.max(axis=0)
            rows.append(top + np.log(np.exp(part - top).sum(axis=0)))
        means = np.stack([hidden[low:high].mean(axis=0) for low, high in sentences])
        return np.stack(rows) + self._linear("pool", means)

    def candidates(self, a: Analysis, triggers: Sequence[Trigger]) -> list[Candidate]:
        """Each trigger with its roles, status and mode."""
        vectors = a.vectors
        words = {s: self._linear("word", vectors[s[0] : s[1]]) for s in {_seen(t) for t in triggers}}
        order = sorted(range(len(triggers)), key=lambda n: _length(triggers[n]))
        out: dict[int, Candidate] = {}
        for k in range(0, len(order), FEW):
            part = order[k : k + FEW]
            made = self._roles(a, words, [triggers[n] for n in part])
            out.update(zip(part, made, strict=True))
        return [out[n] for n in range(len(triggers))]

    def _roles(
        self, a: Analysis, words: dict[Range, Vectors], triggers: list[Trigger]
    ) -> Iterable[Candidate]:
        width = max(_length(t) for t in triggers)
        seen = np.zeros((len(triggers), width, self.weights["word.bias"].shape[0]), dtype=np.float32)
        mask = np.zeros((len(triggers), width), dtype=np.int32)
        away = np.zeros((len(triggers), width), dtype=np.int64)
        for n, t in enumerate(triggers):
            low, high = _seen(t)
            ways = paths(a.head, a.dep, a.lower, t.word, low, high)
            numbers = [self.codes.get(way, 0) for way in ways]
            seen[n, : high - low] = words[low, high] + self.weights["path"][numbers]
            mask[n, : high - low] = 1
            away[n] = distances(np.arange(low, low + width), t.word, t.word + 1, self.edges)
        kinds = np.array([self.types.index(t.type) for t in triggers])
        asked = self._linear("asked", a.vectors[[t.word for t in triggers]]) + self.weights["about"][kinds]
        feed = {"words": seen, "cues": asked[:, None, :], "distances": away, "mask": mask}
        scores, mixed = self.session.run(None, feed)
        scores[mask == 0] = (0.0, *[IMPOSSIBLE] * 4)
        tags = self.chain.best(scores)
        at = mixed[np.arange(len(triggers)), [t.word - _seen(t)[0] for t in triggers]]
        rules = [self.statuses.index(event_status(a, t.word, EventType(t.type))) for t in triggers]
        status = softmax(self._linear("status", at) + self.weights["rule"][rules])
        mode = self._linear("mode", at)
        for n, t in enumerate(triggers):
            low = _seen(t)[0]
            yield Candidate(
                trigger=t,
                actors=tuple((low + x, low + y) for x, y in ranges(tags[n], B_ACTOR, I_ACTOR)),
                recipients=tuple((low + x, low + y) for x, y in ranges(tags[n], B_RECIPIENT, I_RECIPIENT)),
                statuses={s: float(p) for s, p in zip(self.statuses, status[n], strict=True)},
                mode=self._mode(t.type, mode[n]),
            )

    def _mode(self, kind: str, scores: Scores) -> str | None:
        """The likeliest of the type's modes; None where none, which has the first score, is likelier."""
        own = [(scores[n], m) for n, m in enumerate(self.modes, 1) if m in plover.modes(kind)]
        return max([(scores[0], None), *own], key=lambda item: item[0])[1]

    def _linear(self, name: str, x: Vectors) -> Vectors:
        out: Vectors = x @ self.weights[f"{name}.weight"] + self.weights[f"{name}.bias"]
        return out


def _seen(t: Trigger) -> Range:
    """The words that a trigger is seen with: its sentence, or the part around it of one that never ends."""
    low, high = t.sentence
    return max(low, t.word - LONGEST), min(high, t.word + LONGEST)


def _length(t: Trigger) -> int:
    low, high = _seen(t)
    return high - low


def _peaks(own: Scores, more: float) -> list[int]:
    """The likeliest word, and others at least `more` likely that stand beside no likelier one."""
    best = int(own.argmax())
    others = [int(i) for i in np.flatnonzero(own >= more) if i != best]
    chosen = [best]
    for i in sorted(others, key=lambda i: -own[i]):
        if all(abs(i - j) > 1 for j in chosen):
            chosen.append(i)
    return sorted(chosen)


def _sigmoid(x: Scores) -> Scores:
    out: Scores = np.reciprocal(1 + np.exp(-np.clip(x, -30, 30))).astype(np.float32)
    return out


@cache
def heads() -> Heads:
    """The heads that ship with the package, loaded once for a process."""
    folder = resources.files(WEIGHTS)
    about = json.loads((folder / "events.json").read_text(encoding="utf-8"))
    with np.load(BytesIO((folder / "events.npz").read_bytes())) as stored:
        weights = {k: stored[k] for k in stored.files}
    return made(weights, session((folder / "events.onnx").read_bytes()), about)


def made(weights: dict[str, npt.NDArray[Any]], graph: Any, about: dict[str, Any]) -> Heads:
    """Heads of stored weights, a session of the role head and the names of labels."""
    chain = Chain(weights.pop("between"), weights.pop("begin"))
    edges = weights.pop("edges").astype(np.int64)
    codes = {code: n for n, code in enumerate(about["paths"], 1)}
    types, statuses, modes = (tuple(about[name]) for name in ("types", "statuses", "modes"))
    return Heads(graph, weights, chain, edges, types, statuses, modes, codes)
