"""Which of its namesakes a place is: by what stands after the comma, by the article, by its size.

Follows the usual minimal-distance and population heuristics (Leidner 2007; Lieberman and Samet 2012):
one sense per article, the country or state of the places around it, then population.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from communique.read.analysis.analysis import Analysis
from communique.read.find.places.gazetteer import Candidate, folded
from communique.read.find.places.mentions import Named

SAME_COUNTRY, SAME_DIVISION, SAME_NAME = 1.0, 1.5, 6.0
CLEAR = 1.5  # how much the first must lead the second to count as evidence for others


def resolve(analysis: Analysis, named: Sequence[Named]) -> list[Candidate | None]:
    """For each mention the candidate that is meant, or None where none is known."""
    inside = [_container(analysis, named, k) for k in range(len(named))]
    around = _around(named, inside)
    fixed: dict[str, Candidate] = {}
    for k, n in enumerate(named):
        holder = inside[k]
        if holder is not None and (fits := [c for c in n.candidates if _lies_in(c, holder)]):
            fixed[_name(analysis, n)] = max(fits, key=lambda c: c.prior)
    return [_best(n.candidates, around, fixed.get(_name(analysis, n))) for n in named]


def _name(analysis: Analysis, n: Named) -> str:
    return folded(analysis.article.text[analysis.start[n.first] : analysis.end[n.last - 1]])


def _container(analysis: Analysis, named: Sequence[Named], k: int) -> Candidate | None:
    """The country or state that follows a place after a comma: "Paris, Texas"."""
    if k + 1 >= len(named):
        return None
    n, after = named[k], named[k + 1]
    if after.first != n.last + 1 or analysis.text[n.last] != ",":
        return None
    holders = [c for c in after.candidates if c.kind in ("country", "region", "area")]
    fits = [h for h in holders if any(_lies_in(c, h) for c in n.candidates)]
    return max(fits, key=lambda c: c.prior, default=None)


def _lies_in(c: Candidate, holder: Candidate) -> bool:
    if c.id == holder.id or c.country != holder.country:
        return False
    return holder.kind == "country" or not holder.admin1 or c.admin1 == holder.admin1


def _around(named: Sequence[Named], inside: Sequence[Candidate | None]) -> Counter[tuple[str, str]]:
    """How often the article speaks of each country, and of each of its divisions, beyond doubt."""
    votes: Counter[tuple[str, str]] = Counter()
    for n, holder in zip(named, inside, strict=True):
        best = sorted(n.candidates, key=lambda c: -c.prior)
        clear = best[:1] if len(best) == 1 or (best and best[0].prior - best[1].prior >= CLEAR) else []
        for c in (holder, *clear):
            if c is not None and c.country:
                votes[c.country, ""] += 1
                if c.admin1 and c.kind == "region":
                    votes[c.country, c.admin1] += 1
    return votes


def _best(
    candidates: Sequence[Candidate], around: Counter[tuple[str, str]], fixed: Candidate | None
) -> Candidate | None:
    def weight(c: Candidate) -> float:
        near = SAME_COUNTRY if c.country and around[c.country, ""] else 0.0
        near += SAME_DIVISION if c.country and c.admin1 and around[c.country, c.admin1] else 0.0
        return c.prior + near + (SAME_NAME if fixed is not None and c == fixed else 0.0)

    return max(candidates, key=weight, default=None)
