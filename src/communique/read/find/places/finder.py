"""The finder of places."""

from __future__ import annotations

from collections.abc import Iterator

from communique.model.finding import Evidence, Finding, Place, PlaceUse
from communique.model.reference import PlaceRef
from communique.read.analysis.analysis import Analysis
from communique.read.find.places.gazetteer import Candidate
from communique.read.find.places.head import Head, shipped
from communique.read.find.places.mentions import Named, mentions
from communique.read.find.places.resolve import resolve
from communique.read.find.places.uses import uses


class Places:
    """Finds names of places, resolves them in the gazetteer, and tells what each does.

    `names` and `uses` take the place of the heads that ship.
    """

    name = "places"
    version = "1"
    provides = "place"
    requires: tuple[str, ...] = ()

    def __init__(self, names: Head | None = None, uses: Head | None = None) -> None:
        self._names, self._uses = names, uses

    def __call__(self, analysis: Analysis, found: dict[str, list[Finding]]) -> Iterator[Finding]:  # noqa: ARG002
        """The places of one article, in text order."""
        named = mentions(analysis, self._names or shipped("names"))
        readable = [n for n in named if analysis.sentence_of(n.first).block.readable]
        resolved = list(zip(readable, resolve(analysis, readable), strict=True))
        for (n, candidate), use in zip(
            resolved, uses(analysis, resolved, self._uses or shipped("uses")), strict=True
        ):
            yield self._finding(analysis, n, candidate, use)

    def _finding(self, analysis: Analysis, n: Named, c: Candidate | None, use: PlaceUse) -> Place:
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
        return Place(article=analysis.article.id, evidence=evidence, place=place, use=use)


def _shown(name: str) -> str:
    """A name on one line; capitals of a dateline become a usual name."""
    name = " ".join(name.split())
    return name.title() if name.isupper() and len(name) > 3 and "." not in name else name
