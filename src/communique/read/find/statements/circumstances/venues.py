"""Where, or through what, something was said."""

from __future__ import annotations

from communique.model.reference import ActorKind
from communique.model.text import Span
from communique.read.analysis.analysis import Analysis
from communique.read.find.statements.circumstances.tables import occasions, platforms
from communique.read.find.statements.circumstances.telling import Telling

OF_OCCASIONS = frozenset(("at", "in", "during", "on", "over", "before"))
OF_PLATFORMS = frozenset(("on", "via", "through"))
OF_PLACES = frozenset(("at", "in", "before"))
PREPOSITIONS = OF_OCCASIONS | OF_PLATFORMS
BODIES = frozenset((ActorKind.ORGANISATION, ActorKind.GOVERNMENT))
ENDS = frozenset(("V", "M", "W", ",", ":", ".", "-"))  # first letters of tags that end a phrase
LOOSE = frozenset(("IN", "TO", "DT", "CC", "PRP$"))  # tags of words that end no phrase


def own_venue(t: Telling) -> Span | None:
    """The phrase that names it, as the text has it: “at a news conference in Lima”, “on Telegram”.

    An occasion wins over a platform, and both win over a place.
    """
    found = [(rank, i) for i in t.frame if (rank := _rank(t, i)) is not None]
    return _phrase(t, min(found)[1]) if found else None


def _rank(t: Telling, preposition: int) -> int | None:
    """How well a preposition's phrase tells where it was said (0 the best), or None."""
    a, low = t.a, t.a.lower[preposition]
    if a.tag[preposition] != "IN" or low not in PREPOSITIONS:
        return None
    at = next((p for p in a.children[preposition] if a.dep[p] == "pobj" and p > preposition), None)
    if (
        at is None
        or t.inner[at] != t.inner[preposition]
        or at in a.layers.time_at
        or not t.about(preposition)
    ):
        return None
    if low in OF_OCCASIONS and a.lemma[at] in occasions() and a.tag[at][0] == "N":
        return 0
    if low in OF_PLATFORMS and (_named(a, at) or a.lemma[at] in platforms()):
        return 1
    return 2 if low in OF_PLACES and _place(a, at) else None


def _named(a: Analysis, i: int) -> bool:
    """True for a platform's name, of one word or two."""
    name = a.lower[i]
    return a.text[i][0].isupper() and (name in platforms() or f"{a.lower[i - 1]} {name}" in platforms())


def _place(a: Analysis, i: int) -> bool:
    if i in a.layers.place_at:
        return True
    found = a.layers.actor_at.get(i)
    return found is not None and found[0].actor_kind in BODIES


def _phrase(t: Telling, preposition: int) -> Span:
    """The preposition's phrase, without the day and without clauses behind its noun."""
    a, (_, high) = t.a, t.a.subtree(preposition)
    noun = next(p for p in a.children[preposition] if a.dep[p] == "pobj")
    last = noun + 1
    while last < high and t.inner[last] == t.inner[preposition] and not _ends(a, last):
        last += 1
    while last > noun + 1 and a.tag[last - 1] in LOOSE:
        last -= 1
    return a.span(preposition, last)


def _ends(a: Analysis, i: int) -> bool:
    return i in a.layers.time_at or a.tag[i][0] in ENDS or a.lower[i] in ("after", "before")
