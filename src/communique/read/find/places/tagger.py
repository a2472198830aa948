"""Which words name a place: a small learned head on the encoder's vectors, entities and the gazetteer.

One hidden layer over the vector of a word, what the language model and the gazetteer make of it and of its
neighbours, and what the article makes of the same word elsewhere. Training and scores: docs/model-card.md.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence, Set

import numpy as np

from communique.knowledge import column
from communique.read.analysis.analysis import Analysis
from communique.read.find.places.gazetteer import Candidate, demonyms
from communique.read.find.places.head import Floats

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
_SORT = {"": CAPITAL, "PERSON": PERSON, **dict.fromkeys(PLACES, PLACE)}  # what an entity makes of its words
_WORDS: dict[int, Callable[[], Set[str]]] = {  # columns of the words of a list
    NOUN: lambda: column("place_nouns", "noun"),
    PREPOSITION: lambda: column("place_contexts", "place"),
    DEMONYM: demonyms,
    COMMA: lambda: frozenset(","),
    DASH: lambda: frozenset(("-", "–", "—", "―", "--")),
}
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
    for number, words in _WORDS.items():
        listed = words()
        cues[:, number] = [low in listed for low in analysis.lower]
    for s in analysis.sentences:
        cues[s.first, STARTS] = 1
    for e in analysis.entities:
        if e.label in _NUMBER:
            cues[e.first : e.last, _NUMBER[e.label]] = 1
        cues[e.first, BEGINS] = 1
    elsewhere: dict[str, set[int]] = {}
    capital = [
        i for i, (word, low) in enumerate(zip(analysis.text, analysis.lower, strict=True)) if word != low
    ]
    for i in capital:
        elsewhere.setdefault(analysis.lower[i], {CAPITAL}).add(_SORT.get(analysis.ent[i], OTHER))
    for i in capital:
        cues[i, list(elsewhere[analysis.lower[i]])] = 1
        cues[i, CAPITALS] = len(analysis.text[i]) > 1 and analysis.text[i].isupper()
    for first, last, candidates in known:
        cues[first, KNOWN_FIRST] = 1
        cues[first + 1 : last, KNOWN_REST] = 1
        cues[first:last, SIZE] = max(c.prior for c in candidates) / LARGEST
        cues[first:last, WIDE] = any(c.kind != "city" for c in candidates)
