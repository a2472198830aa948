"""When a statement was made, and through whom it came."""

from __future__ import annotations

from communique.model.reference import ActorKind, ActorRef
from communique.model.when import When
from communique.read.analysis.analysis import Analysis
from communique.read.find.statements.draft import Draft
from communique.read.find.statements.lexicon import occasions
from communique.read.find.statements.sources import reference

NEAR = frozenset(("prep", "npadvmod", "advmod", "nmod", "pobj", "dative"))


def said_on(a: Analysis, d: Draft) -> When | None:
    """The day that the cue's own clause names, or None: what no report says is left empty.

    Nothing is said after the report of it came out: such a day was read wrongly.
    """
    if d.anchor < 0 or not a.layers.time_at:
        return None
    published = a.article.published.last if a.article.published else None
    for i in _beside(a, d):
        time = a.layers.time_at.get(i)
        if time is not None and time.type in ("DATE", "TIME") and time.when.first is not None:
            return time.when if published is None or time.when.first <= published else None
    return None


def addressee_of(a: Analysis, d: Draft) -> ActorRef | None:
    """Whom it was said to."""
    return None if d.addressee is None else reference(a, d.addressee)


def _outlet(a: Analysis, i: int) -> bool:
    hit = a.ref(i)
    return hit is not None and hit.kind is ActorKind.OUTLET


def relay_of(a: Analysis, d: Draft) -> ActorRef | None:
    """Who passed it on: “told Interfax”, “in an interview with the Herald”."""
    if d.anchor < 0:
        return None
    if d.addressee is not None and _outlet(a, d.addressee):
        return reference(a, d.addressee)
    for i in _beside(a, d):
        if a.lemma[i] not in occasions():
            continue
        for c in a.children[i]:
            if a.dep[c] == "prep" and a.lower[c] in ("with", "to"):
                partner = next((p for p in a.children[c] if a.dep[p] == "pobj"), None)
                if partner is not None and (a.lemma[i] == "interview" or _outlet(a, partner)):
                    return reference(a, partner)
    return None


def _beside(a: Analysis, d: Draft) -> list[int]:
    """The words of the cue's own adverbials, content and subject left out, in text order."""
    out: list[int] = []
    for c in a.children[d.anchor]:
        if a.dep[c] not in NEAR or any(low <= c < high for low, high in d.content):
            continue
        out.extend(range(*a.subtree(c)))
    return [i for i in out if not any(low <= i < high for low, high in d.content)]
