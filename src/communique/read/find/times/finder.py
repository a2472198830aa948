"""The finder of time expressions."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator

from communique.model.finding import Evidence, Finding, Time
from communique.model.when import When
from communique.read.analysis.analysis import Analysis
from communique.read.find.times.context import Direction, Expression
from communique.read.find.times.resolve import expressions
from communique.read.find.times.tense import direction


class Times:
    """Finds time expressions in the readable text and resolves them against the publication day."""

    name = "times"
    version = "1"
    provides = "time"
    requires: tuple[str, ...] = ()

    def __call__(self, analysis: Analysis, found: dict[str, list[Finding]]) -> Iterator[Finding]:  # noqa: ARG002
        """The times of one article, in text order."""
        article, starts = analysis.article, analysis.start
        published = article.published.last if article.published else None

        def ask(start: int, _end: int) -> Direction:
            i = bisect_left(starts, start)
            return direction(analysis, i) if i < len(starts) else Direction.UNKNOWN

        for e in expressions(article.text, published, ask):
            i = bisect_left(analysis.end, e.start + 1)
            if i < len(starts) and starts[i] < e.end:  # else it stands in furniture
                yield self._finding(analysis, e)

    def _finding(self, analysis: Analysis, e: Expression) -> Time:
        article, r = analysis.article, e.reading
        span = article.span(e.start, e.end)
        p = r.period
        when = When(
            first=p.first if p else None,
            last=p.last if p else None,
            value=r.value,
            span=span,
            anchor=r.anchor,
            inferred=r.inferred,
        )
        notes = (f"resolved against {r.anchor}",) if r.anchor else ()
        evidence = Evidence(spans=(span,), finder=self.name, version=self.version, notes=notes)
        return Time(article=article.id, evidence=evidence, when=when, type=r.type)
