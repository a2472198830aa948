"""Which words name a place: a small learned head on the encoder's vectors, entities and the gazetteer.

One hidden layer over the vector of a word, what the language model and the gazetteer make of it and of its
neighbours, and what the article makes of the same word elsewhere. Training and scores: docs/model-card.md.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources
from io import BytesIO

import numpy as np
import numpy.typing as npt

from communique.knowledge import column
from communique.read.analysis.analysis import Analysis
from communique.read.find.places.gazetteer import Candidate, demonyms

Floats = npt.NDArray[np.float32]

WEIGHTS = "communique.read.find.places.weights"
PLACES = frozenset({"GPE", "LOC", "FAC"})
ENTITIES = (
    "GPE", "LOC", "FAC", "ORG", "PERSON", "NORP", "PRODUCT", "EVENT", "WORK_OF_ART", "LAW", "LANGUAGE",
    "DATE", "TIME", "MONEY", "PERCENT", "QUANTITY", "ORDINAL", "CARDINAL",
)  # fmt: skip
_NUMBER = {label: n for n, label in enumerate(ENTITIES)}
# The columns behind those of entities: of the word, of the same word elsewhere, of the gazetteer's names.
(
    BEGINS, CAPITAL, CAPITALS, PERSON, PLACE, OTHER, DEMONYM, NOUN, PREPOSITION,
    KNOWN_FIRST, KNOWN_REST, SIZE, WIDE, STARTS, COMMA, DASH,
) = range(len(ENTITIES), len(ENTITIES) + 16)  # fmt: skip
WIDTH = DASH + 1
DASHES = frozenset("-–—") | {"--", "―"}
LARGEST = 10.0  # decimal logarithm that scales the size of places to 1

Known = tuple[int, int, tuple[Candidate, ...]]  # words `first` to `last` (exclusive), what they may mean


def askable(analysis: Analysis) -> list[int]:
    """The words that may belong to the name of a place: those with a capital, and those between two."""
    capital = [t != low for t, low in zip(analysis.text, analysis.lower, strict=True)]
    size = len(capital)
    return [i for i, c in enumerate(capital) if c or (0 < i < size - 1 and capital[i - 1] and capital[i + 1])]


def features(analysis: Analysis, words: Sequence[int], known: Sequence[Known]) -> Floats:
    """What the head is told of each of `words` (words × (vector + 3 × `WIDTH`)): of it and its neighbours."""
    cues = np.zeros((len(analysis) + 2, WIDTH), dtype=np.float32)
    _fill(cues[1:-1], analysis, known)
    at = np.asarray(words, dtype=np.int64)
    return np.hstack([analysis.vectors[at], cues[at + 1], cues[at], cues[at + 2]])


def _fill(cues: Floats, analysis: Analysis, known: Sequence[Known]) -> None:
    for i, label in enumerate(analysis.ent):
        if label:
            cues[i, _NUMBER[label]] = 1
    for e in analysis.entities:
        cues[e.first, BEGINS] = 1
    for s in analysis.sentences:
        cues[s.first, STARTS] = 1
    nouns, prepositions, peoples = (
        column("place_nouns", "noun"),
        column("place_contexts", "place"),
        demonyms(),
    )
    told: dict[str, set[int]] = {}
    capital = []
    for i, (word, low) in enumerate(zip(analysis.text, analysis.lower, strict=True)):
        cues[i, NOUN] = low in nouns
        if word == low:
            cues[i, PREPOSITION] = low in prepositions
            cues[i, COMMA] = low == ","
            cues[i, DASH] = low in DASHES
            continue
        capital.append(i)
        label = analysis.ent[i]
        kind = PLACE if label in PLACES else PERSON if label == "PERSON" else OTHER
        told.setdefault(low, set()).add(kind if label else CAPITAL)
        cues[i, CAPITALS] = word.isupper() and len(word) > 1
        cues[i, DEMONYM] = low in peoples
    for i in capital:
        cues[i, list(told[analysis.lower[i]])] = 1
        cues[i, CAPITAL] = 1
    for first, last, candidates in known:
        cues[first, KNOWN_FIRST] = 1
        cues[first + 1 : last, KNOWN_REST] = 1
        cues[first:last, SIZE] = max(c.prior for c in candidates) / LARGEST
        cues[first:last, WIDE] = any(c.kind != "city" for c in candidates)


@dataclass(frozen=True, slots=True)
class Tagger:
    """The weights of the head, as (in × out) with a bias each."""

    hidden: Floats
    hidden_bias: Floats
    out: Floats
    out_bias: Floats

    def __call__(self, x: Floats) -> Floats:
        """The probabilities of each word (words × 3): no part of a name, its first word, a later one."""
        hidden = np.maximum(x @ self.hidden + self.hidden_bias, 0)
        scores = hidden @ self.out + self.out_bias
        e = np.exp(scores - scores.max(axis=1, keepdims=True))
        out: Floats = e / e.sum(axis=1, keepdims=True)
        return out


@cache
def tagger() -> Tagger:
    """The head that ships with the package, loaded once for a process."""
    with np.load(BytesIO((resources.files(WEIGHTS) / "places.npz").read_bytes())) as stored:
        return Tagger(**{k: stored[k].astype(np.float32) for k in stored.files})
