"""The finder of places."""

from __future__ import annotations

from collections.abc import Iterator

from communique.knowledge import column
from communique.model.finding import Evidence, Finding, Place, PlaceUse
from communique.model.reference import PlaceRef
from communique.read.analysis.analysis import Analysis
from communique.read.find.places.gazetteer import Candidate
from communique.read.find.places.mentions import Named, mentions
from communique.read.find.places.resolve import resolve
from communique.read.find.places.tagger import Tagger

# Kinds whose names also stand for those who act there.
ACTING = frozenset({"country", "region", "residence", "venue"})


class Places:
    """Finds names of places and resolves them in the gazetteer; `head` takes the shipped tagger's place."""

    name = "places"
    version = "1"
    provides = "place"
    requires: tuple[str, ...] = ()

    def __init__(self, head: Tagger | None = None) -> None:
        self._head = head

    def __call__(self, analysis: Analysis, found: dict[str, list[Finding]]) -> Iterator[Finding]:  # noqa: ARG002
        """The places of one article, in text order."""
        readable = [n for n in mentions(analysis, self._head) if analysis.sentence_of(n.first).block.readable]
        for n, candidate in zip(readable, resolve(analysis, readable), strict=True):
            yield self._finding(analysis, n, candidate)

    def _finding(self, analysis: Analysis, n: Named, c: Candidate | None) -> Place:
        span = analysis.span(n.first, n.last)
        kind = c.kind if c else "venue" if n.label == "FAC" else None
        place = PlaceRef(
            name=c.name if c and (n.described or n.demonym) else _shown(span.text),
            span=span,
            geonames_id=c.id if c else None,
            lat=c.lat if c else None,
            lon=c.lon if c else None,
            country=c.country if c else None,
            kind=kind,
        )
        notes = (f"“{span.text}” is {place.name}",) if n.described else ()
        evidence = Evidence(
            spans=(span,),
            finder=self.name,
            version=self.version,
            method="model" if n.score < 1 else "rule",
            score=n.score,
            notes=notes,
        )
        return Place(article=analysis.article.id, evidence=evidence, place=place, use=_use(analysis, n, c))


def _shown(name: str) -> str:
    """A name on one line; capitals of a dateline become a usual name."""
    name = " ".join(name.split())
    return name.title() if name.isupper() and len(name) > 3 and "." not in name else name


def _use(analysis: Analysis, n: Named, c: Candidate | None) -> PlaceUse:
    """What the name does: after a preposition of place it is the place itself."""
    if n.demonym:
        return PlaceUse.DEMONYM
    if n.located:
        return PlaceUse.LITERAL
    i = _head(analysis, n)
    for _ in range(4):
        if analysis.dep[i] not in ("conj", "appos") or analysis.head[i] == i:
            break
        i = analysis.head[i]
    dep, head = analysis.dep[i], analysis.head[i]
    if dep in ("poss", "compound", "nmod", "amod"):
        return PlaceUse.ASSOCIATIVE
    if c is None or not (c.kind in ACTING or c.seat):
        return PlaceUse.LITERAL
    acts = (
        (dep == "nsubj" and analysis.lemma[head] != "be")
        or (dep == "pobj" and analysis.lower[head] in column("place_contexts", "agentive_preposition"))
        or (dep in ("dobj", "dative") and analysis.lemma[head] not in column("place_contexts", "locative"))
    )
    return PlaceUse.METONYM if acts else PlaceUse.LITERAL


def _head(analysis: Analysis, n: Named) -> int:
    for i in range(n.first, n.last):
        if not n.first <= analysis.head[i] < n.last:
            return i
    return n.last - 1
