"""What the name of a place does where it stands: the place itself, a modifier, an actor, a people.

Terms after Gritta, Pilehvar and Collier (2020). Rules over the parse make a guess; a small learned head on
the vectors of the name and of the word that governs it weighs that guess. Datelines and demonyms need
neither. Training and scores: docs/model-card.md.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from communique.knowledge import column
from communique.model.finding import PlaceUse
from communique.read.analysis.analysis import Analysis
from communique.read.find.places.gazetteer import Candidate
from communique.read.find.places.head import Floats, Head
from communique.read.find.places.mentions import Named

# Kinds whose names also stand for those who act there.
ACTING = frozenset({"country", "region", "residence", "venue"})
MODIFIERS = frozenset({"poss", "compound", "nmod", "amod"})
LEARNED = (PlaceUse.LITERAL, PlaceUse.ASSOCIATIVE, PlaceUse.METONYM)  # the labels of the head
_DEPS = (
    "nsubj", "nsubjpass", "pobj", "dobj", "dative", "poss", "compound", "amod", "nmod", "conj", "appos",
    "attr", "ROOT", "npadvmod", "dep",
)  # fmt: skip
_KINDS = ("country", "city", "region", "residence", "venue")
_LABELS = ("ORG", "NORP", "PERSON", "FAC")
_ONE_HOTS = (_DEPS, _DEPS, LEARNED, _KINDS, _LABELS, (True,))

Resolved = tuple[Named, Candidate | None]


def uses(analysis: Analysis, resolved: Sequence[Resolved], head: Head) -> list[PlaceUse]:
    """The use of each mention."""
    found = [guess(analysis, n, c) for n, c in resolved]
    asked = [k for k, (n, _) in enumerate(resolved) if learnable(n)]
    if asked:
        labels = head(features(analysis, [resolved[k] for k in asked], [found[k] for k in asked])).argmax(
            axis=1
        )
        for k, label in zip(asked, labels.tolist(), strict=True):
            found[k] = LEARNED[label]
    return found


def learnable(n: Named) -> bool:
    """True for what the head decides: not demonyms, nor what rules found (datelines, described capitals)."""
    return not n.demonym and n.score < 1.0


def features(analysis: Analysis, resolved: Sequence[Resolved], guesses: Sequence[PlaceUse]) -> Floats:
    """What the head is told of each mention: two vectors, and one-hot what parse, rules and gazetteer say."""
    width = sum(map(len, _ONE_HOTS))
    told = np.zeros((len(resolved), width), dtype=np.float32)
    own, governing = [], []
    for row, ((n, c), said) in enumerate(zip(resolved, guesses, strict=True)):
        i, top = _governed(analysis, n)
        own.append(i)
        governing.append(analysis.head[top])
        values = (analysis.dep[i], analysis.dep[top], said, c.kind if c else "", n.label, n.located)
        start = 0
        for value, known in zip(values, _ONE_HOTS, strict=True):
            if value in known:
                told[row, start + known.index(value)] = 1
            start += len(known)
    return np.hstack([analysis.vectors[own], analysis.vectors[governing], told])


def guess(analysis: Analysis, n: Named, c: Candidate | None) -> PlaceUse:
    """What the parse says: after a preposition of place it is the place itself."""
    if n.demonym:
        return PlaceUse.DEMONYM
    if n.located:
        return PlaceUse.LITERAL
    _, i = _governed(analysis, n)
    dep, head = analysis.dep[i], analysis.head[i]
    if dep in MODIFIERS:
        return PlaceUse.ASSOCIATIVE
    if c is None or not (c.kind in ACTING or c.seat):
        return PlaceUse.LITERAL
    acts = (
        (dep == "nsubj" and analysis.lemma[head] != "be")
        or (dep == "pobj" and analysis.lower[head] in column("place_contexts", "agentive_preposition"))
        or (dep in ("dobj", "dative") and analysis.lemma[head] not in column("place_contexts", "locative"))
    )
    return PlaceUse.METONYM if acts else PlaceUse.LITERAL


def _governed(analysis: Analysis, n: Named) -> tuple[int, int]:
    """The head word of a name, and that of the list or apposition that it stands in."""
    within = range(n.first, n.last)
    word = next((i for i in within if analysis.head[i] not in within), n.last - 1)
    top = word
    for _ in range(4):
        if analysis.dep[top] not in ("conj", "appos") or analysis.head[top] == top:
            break
        top = analysis.head[top]
    return word, top
