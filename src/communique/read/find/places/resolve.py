"""Which of its namesakes a place is: by what stands after the comma, by the article and its outlet, by size.

A log-linear choice among candidates, in two passes. The first sees the candidate itself (people, kind,
other name), what holds it in the text ("Paris, Texas") and where the outlet is at home; the second also
sees how likely the article's other names lie in the same country and division, and how many lie near
(after Leidner 2007, Lieberman and Samet 2012, and the fusion of context and hierarchy of Kamalloo and Rafiei
2018). One name has one sense in an article. Weights are in ``place_weights.tsv``, fitted by
``training/fit_places.py``.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Any

import numpy as np

from communique.knowledge import column, table
from communique.read.analysis.analysis import Analysis
from communique.read.find.places.gazetteer import DIVISIONS, Candidate, country, folded
from communique.read.find.places.homes import homes
from communique.read.find.places.mentions import Named

Array = np.ndarray[Any, np.dtype[np.float64]]

OWN = (
    "people", "continent", "country", "region", "county", "city", "seat", "head", "part", "alias", "code",
    "wide", "venue", "eponymous",
)  # fmt: skip
HELD = ("held", "unheld", "noun", "small_paper")
HOME = ("home", "home_country", "home_division", "home_near")
AROUND = ("same_country", "same_division", "near", "nearest")
FEATURES = (*OWN, *HELD, *HOME, *AROUND)

NEAR = 100.0  # kilometres
PART = 0.9  # decimal logarithm of the people of a division over those of the city it is named after
WIDE = frozenset({"area", "sea", "lake", "river", "mountains"})
VENUES = frozenset({"residence", "venue"})
EARTH = 6371.0
SUPPORT = 0.1  # names of the article that an outlet's home among namesakes needs around it
HEAD = 5  # the rank of a seat of a first-level division


@dataclass(slots=True)
class Group:
    """All mentions of one name: which they are, what they may mean, and what stands after their commas."""

    mentions: list[int]
    candidates: tuple[Candidate, ...]
    holders: list[Candidate]
    noun: bool = False


def resolve(analysis: Analysis, named: Sequence[Named]) -> list[Candidate | None]:
    """For each mention the candidate that is meant, or None where none is known."""
    chosen: list[Candidate | None] = [None] * len(named)
    groups = grouped(analysis, named)
    if not groups:
        return chosen
    x, starts = features(analysis, groups)
    weights = _weights()
    shares = shared(x @ weights[:, 0], starts)
    around(x, starts, groups, shares)
    scores = x @ weights[:, 1]
    for g, first, last in zip(groups, starts, (*starts[1:], len(x)), strict=True):
        best = _settled(g, g.candidates[int(scores[first:last].argmax())])
        for k in g.mentions:
            chosen[k] = best
    return chosen


def _settled(g: Group, best: Candidate) -> Candidate:
    """Of things that bear one name and lie in each other the one that a bare name means.

    A division gives way to the city it is named after ("Kharkiv"), but for a noun ("the Kharkiv region");
    a city to the country or area that is known by it ("Singapore", "Gaza").
    """
    if best.kind == "region" and not g.noun:
        cities = [c for c in g.candidates if c.kind == "city" and _named_after(best, c)]
        best = max(cities, key=lambda c: c.people, default=best)
    if best.kind == "city":
        wider = (c for c in g.candidates if c.kind in ("country", "area") and not c.alias)
        best = next((c for c in wider if lies_in(best, c) and _distance(best, c) <= NEAR), best)
    return best


def grouped(analysis: Analysis, named: Sequence[Named]) -> list[Group]:
    """The mentions by name; those that nothing is known of are left out."""
    found: dict[tuple[str, tuple[Candidate, ...]], Group] = {}
    holders: tuple[Candidate, ...] = ()
    for k, n in enumerate(named):
        candidates = holders or n.candidates  # "New York" is the state behind "Albany,"
        holders = _holders(analysis, named, k)
        if candidates:
            name = folded(analysis.article.text[analysis.start[n.first] : analysis.end[n.last - 1]])
            group = found.setdefault((name, candidates), Group([], candidates, []))
            group.mentions.append(k)
            group.noun = group.noun or _divides(analysis, n)
            group.holders.extend(holders)
    return list(found.values())


def _divides(analysis: Analysis, n: Named) -> bool:
    """True where the noun of a division goes on behind the name: "the Oxford and Kent counties"."""
    return n.last < len(analysis) and analysis.lemma[n.last] in column("division_nouns", "noun")


def _holders(analysis: Analysis, named: Sequence[Named], k: int) -> tuple[Candidate, ...]:
    """What may hold a place and stands behind it: "Paris, Texas", "Paris (Texas)"."""
    if k + 1 >= len(named):
        return ()
    n, after = named[k], named[k + 1]
    if after.first != n.last + 1 or analysis.text[n.last] not in (",", "("):
        return ()
    wide = [c for c in after.candidates if c.kind in DIVISIONS or c.kind == "country"]
    return tuple(h for h in wide if any(lies_in(c, h) for c in n.candidates))


def lies_in(c: Candidate, holder: Candidate) -> bool:
    """True when a place lies in a country or division."""
    if c.id == holder.id or c.country != holder.country:
        return False
    if holder.kind == "country" or not holder.admin1:
        return True
    return c.admin1 == holder.admin1 and (not holder.admin2 or c.admin2 == holder.admin2)


def features(analysis: Analysis, groups: Sequence[Group]) -> tuple[Array, list[int]]:
    """The features of all candidates, but for those of `around`, and where each group starts.

    One row a candidate, one column for each of `FEATURES`.
    """
    rows: list[tuple[float, ...]] = []
    starts = []
    home = _home(analysis, groups)
    for g in groups:
        starts.append(len(rows))
        own = _own(g.candidates)
        rows += [(*o, *_held(g, c), *_at_home(c, home)) for o, c in zip(own, g.candidates, strict=True)]
    x = np.zeros((len(rows), len(FEATURES)))
    x[:, : len(FEATURES) - len(AROUND)] = rows
    if home is not None and home.kind == "city":
        x[:, FEATURES.index("small_paper")] = x[:, 0]
    return x, starts


@lru_cache(maxsize=4096)
def _own(candidates: tuple[Candidate, ...]) -> tuple[tuple[float, ...], ...]:
    cities = [c for c in candidates if c.kind == "city"]
    return tuple(
        (
            c.people, c.kind == "continent", c.kind == "country", c.kind == "region",
            c.kind == "county", c.kind == "city", _seat(c), c.rank == HEAD, c.rank == 1, c.alias, c.code,
            c.kind in WIDE, c.kind in VENUES, c.kind == "region" and any(_named_after(c, x) for x in cities),
        )
        for c in candidates
    )  # fmt: skip


def _seat(c: Candidate) -> float:
    """How much a capital weighs: the decimal logarithm of its country's people, over that of 100 million."""
    state = country(c.country) if c.seat and c.country else None
    return state.people / 8 if state else 0.0


def _named_after(division: Candidate, city: Candidate) -> bool:
    """True when a division has the name of a city that holds a good part of its people: "Kharkiv"."""
    return lies_in(city, division) and city.people >= division.people - PART


def _held(g: Group, c: Candidate) -> tuple[float, ...]:
    held = any(lies_in(c, h) for h in g.holders)
    return held, bool(g.holders) and not held, g.noun and c.kind in DIVISIONS, 0.0


def _at_home(c: Candidate, home: Candidate | None) -> tuple[float, ...]:
    if home is None or not home.country:
        return 0.0, 0.0, 0.0, 0.0
    state = c.country == home.country
    division = bool(home.admin1) and state and c.admin1 == home.admin1
    near = home.kind == "city" and _distance(c, home) <= NEAR
    return c.id == home.id, state, division, near


def _home(analysis: Analysis, groups: Sequence[Group]) -> Candidate | None:
    """Of the places where the outlet may be at home the one that the article speaks around."""
    options = homes(analysis.article)
    if len(options) < 2:
        return options[0] if options else None
    support = [_support(h, groups) for h in options]
    best = max(range(len(options)), key=lambda k: (support[k], options[k].prior))
    return options[best] if support[best] >= SUPPORT else None


def _support(home: Candidate, groups: Sequence[Group]) -> float:
    """How many of the article's other names may lie in the same division, by shares of their candidates.

    A share goes by the root of the people, so that "Peru" hardly counts for a town of that name.
    """
    total = 0.0
    for g in groups:
        if all(c.id != home.id for c in g.candidates):
            sizes = [10 ** (c.prior / 2) for c in g.candidates]
            together = (s for c, s in zip(g.candidates, sizes, strict=True) if _together(c, home))
            total += sum(together) / sum(sizes)
    return total


def _together(a: Candidate, b: Candidate) -> bool:
    return a.country == b.country and a.admin1 == b.admin1


def _distance(a: Candidate, b: Candidate) -> float:
    """Kilometres between two places."""
    u, v = _unit(a), _unit(b)
    return EARTH * float(np.arccos(min(1.0, u[0] * v[0] + u[1] * v[1] + u[2] * v[2])))


@lru_cache(maxsize=8192)
def _unit(c: Candidate) -> tuple[float, float, float]:
    if c.lat is None or c.lon is None:
        return 0.0, 0.0, 0.0
    lat, lon = np.radians((c.lat, c.lon))
    return float(np.cos(lat) * np.cos(lon)), float(np.cos(lat) * np.sin(lon)), float(np.sin(lat))


def shared(scores: Array, starts: Sequence[int]) -> Array:
    """How likely each candidate is within its group."""
    found = np.exp(np.clip(scores - scores.max(), -700, 0)) if len(scores) else scores
    for first, last in zip(starts, (*starts[1:], len(scores)), strict=True):
        part = np.exp(scores[first:last] - scores[first:last].max())
        found[first:last] = part / part.sum()
    return found


def around(x: Array, starts: Sequence[int], groups: Sequence[Group], shares: Array) -> None:
    """Set the features that tell how the article's other names lie to a candidate, by their likelihood."""
    candidates = [c for g in groups for c in g.candidates]
    group = np.repeat(np.arange(len(groups)), np.diff([*starts, len(candidates)]))
    for name, area in (("same_country", _country), ("same_division", _division)):
        _, codes = np.unique([area(c) for c in candidates], return_inverse=True)
        mass = np.zeros((len(groups), codes.max() + 1))
        np.add.at(mass, (group, codes), shares)
        mass[:, codes[[area(c) == "" for c in candidates]]] = 0.0
        others = mass.sum(axis=0)[codes] - mass[group, codes]
        x[:, FEATURES.index(name)] = others / max(len(groups) - 1, 1)
    likely = np.flatnonzero(shares >= 0.5)
    unit = np.array([_unit(c) for c in candidates])
    close = unit @ unit[likely].T >= np.cos(NEAR / EARTH)
    close &= group[:, None] != group[likely]
    x[:, FEATURES.index("near")] = np.log1p(close.sum(axis=1))
    x[:, FEATURES.index("nearest")] = close.any(axis=1)


def _country(c: Candidate) -> str:
    return c.country or ""


def _division(c: Candidate) -> str:
    return f"{c.country}.{c.admin1}" if c.country and c.admin1 else ""


@cache
def _weights() -> Array:
    """The weights of both passes (features × 2)."""
    rows = {r["feature"]: (float(r["first"]), float(r["second"])) for r in table("place_weights").rows}
    return np.array([rows[f] for f in FEATURES])
