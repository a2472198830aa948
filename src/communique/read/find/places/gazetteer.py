"""The gazetteer: names of countries, regions, cities, residences and waters, and what they may mean."""

from __future__ import annotations

import math
import unicodedata
from dataclasses import dataclass, replace
from functools import cache

from communique.knowledge import mapping, table, values

# Weights of the prior in tens of people: a country is meant far sooner than a city of its size.
COUNTRY, CAPITAL, AREA = 2.0, 1.0, 8.0


@dataclass(frozen=True, slots=True)
class Candidate:
    """One thing that a name may mean.

    `lat` and `lon` are degrees (WGS 84), `admin1` is GeoNames' code of the first-level division, and
    `prior` the decimal logarithm of its people with what its kind adds. `seat` tells a capital.
    """

    name: str
    kind: str
    id: int | None
    lat: float | None
    lon: float | None
    country: str | None
    admin1: str
    prior: float
    seat: bool = False


def lookup(name: str) -> tuple[Candidate, ...]:
    """What a name may mean, in any case and with or without diacritics; nothing when unknown."""
    return _index().get(folded(name), ())


def folded(name: str) -> str:
    """A name in lower case, without diacritics, with straight apostrophes and single blanks."""
    name = name.replace("’", "'").lower()
    if not name.isascii():
        name = "".join(c for c in unicodedata.normalize("NFKD", name) if not unicodedata.combining(c))
    return " ".join(name.split())


@cache
def _index() -> dict[str, tuple[Candidate, ...]]:
    found: dict[str, list[Candidate]] = {}
    for c in _rows():
        found.setdefault(folded(c.name), []).append(c)
    _add_aliases(found)
    _add_listed(found, "regions")
    _add_listed(found, "residences")
    return {k: tuple(v) for k, v in found.items()}


def _rows() -> list[Candidate]:
    seats = {(r["iso2"], v) for r in table("states").rows for v in values(r["capital"])}
    return [_candidate(r, (r["country"], r["name"]) in seats) for r in table("gazetteer").rows]


def _candidate(row: dict[str, str], seat: bool) -> Candidate:
    kind = row["kind"]
    prior = math.log10(int(row["population"]) + 1)
    prior += COUNTRY if kind == "country" else CAPITAL if seat else 0.0
    return Candidate(
        row["name"], kind, int(row["id"]), float(row["lat"]), float(row["lon"]), row["country"],
        row["admin1"], prior, seat and kind == "city",
    )  # fmt: skip


def _add_aliases(found: dict[str, list[Candidate]]) -> None:
    for row in table("states").rows:
        own = [
            c
            for group in (folded(row["name"]), *map(folded, _country_names(row["iso2"])))
            for c in found.get(group, ())
            if c.kind == "country" and c.country == row["iso2"]
        ]
        for alias in (row["name"], *values(row["aliases"])):
            _join(found, alias.removeprefix("the "), own[:1])
    for table_name in ("place_aliases",):
        for row in table(table_name).rows:
            named = found.get(folded(row["name"]), ())
            cities = [c for c in named if c.kind == "city" and c.country == row["country"]]
            top = sorted(cities, key=lambda c: -c.prior)[:1]
            for alias in values(row["aliases"]):
                _join(found, alias, [replace(c, prior=c.prior + 0.5) for c in top])
    for name, row in {r["name"]: r for r in table("state_abbreviations").rows}.items():
        states = [c for c in found.get(folded(name), ()) if c.kind == "region"]
        for alias in values(row["abbreviations"]):
            _join(found, alias, states)


def _country_names(iso2: str) -> list[str]:
    return [
        r["name"] for r in table("gazetteer").rows[:300] if r["country"] == iso2 and r["kind"] == "country"
    ]


def _join(found: dict[str, list[Candidate]], alias: str, candidates: list[Candidate]) -> None:
    there = found.setdefault(folded(alias), [])
    there.extend(c for c in candidates if all(c.id != t.id for t in there))


def _add_listed(found: dict[str, list[Candidate]], name: str) -> None:
    for row in table(name).rows:
        names = values(row["names"])
        lat, lon = row["lat"], row["lon"]
        candidate = Candidate(
            names[0], row["kind"], int(row["geonames_id"]) if row["geonames_id"] else None,
            float(lat) if lat else None, float(lon) if lon else None, row["country"] or None, "", AREA,
        )  # fmt: skip
        for alias in names:
            found.setdefault(folded(alias), []).append(candidate)


@cache
def demonyms() -> frozenset[str]:
    """Words for people and things of a state, lower-cased: these are no places."""
    return frozenset(mapping("states", "demonyms", "iso2"))
