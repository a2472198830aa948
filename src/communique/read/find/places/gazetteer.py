"""The gazetteer: names of countries, regions, cities, residences and waters, and what they may mean."""

from __future__ import annotations

import math
import unicodedata
from dataclasses import dataclass, replace
from functools import cache

from communique.knowledge import mapping, table, values

# Added to the decimal logarithm of its people: a country is meant far sooner than a city of its size.
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
    key = folded(name)
    rows, listed = _rows().get(key), _listed().get(key)
    if rows is None:
        return () if listed is None else listed
    own = tuple(map(_candidate, rows))
    return own if listed is None else own + tuple(c for c in listed if all(c.id != o.id for o in own))


def folded(name: str) -> str:
    """A name in lower case, without diacritics, with straight apostrophes and single blanks."""
    name = name.replace("’", "'").lower()
    if not name.isascii():
        name = "".join(c for c in unicodedata.normalize("NFKD", name) if not unicodedata.combining(c))
    return " ".join(name.split())


@cache
def _rows() -> dict[str, list[dict[str, str]]]:
    """The rows of the gazetteer by name; a candidate is made only of those that are looked up."""
    found: dict[str, list[dict[str, str]]] = {}
    for row in table("gazetteer").rows:
        found.setdefault(folded(row["name"]), []).append(row)
    return found


@cache
def _seats() -> frozenset[tuple[str, str]]:
    return frozenset((r["iso2"], v) for r in table("states").rows for v in values(r["capital"]))


def _candidate(row: dict[str, str]) -> Candidate:
    kind, country = row["kind"], row["country"]
    seat = kind == "city" and (country, row["name"]) in _seats()
    prior = math.log10(int(row["population"]) + 1)
    prior += COUNTRY if kind == "country" else CAPITAL if seat else 0.0
    return Candidate(
        row["name"], kind, int(row["id"]), float(row["lat"]), float(row["lon"]), country, row["admin1"],
        prior, seat,
    )  # fmt: skip


@cache
def _listed() -> dict[str, tuple[Candidate, ...]]:
    """Other names of the gazetteer's places, and places that only our own lists hold."""
    found: dict[str, list[Candidate]] = {}
    countries = {r["country"]: _candidate(r) for r in table("gazetteer").rows if r["kind"] == "country"}
    for row in table("states").rows:
        if country := countries.get(row["iso2"]):
            for alias in (row["name"], *values(row["aliases"])):
                found.setdefault(folded(alias.removeprefix("the ")), []).append(country)
    for row in table("place_aliases").rows:
        cities = [c for c in _named(row["name"], "city") if c.country == row["country"]]
        best = max(cities, key=lambda c: c.prior, default=None)
        if best is not None:
            for alias in values(row["aliases"]):
                found.setdefault(folded(alias), []).append(replace(best, prior=best.prior + 0.5))
    for row in table("state_abbreviations").rows:
        states = [c for c in _named(row["name"], "region") if c.country == "US"]
        for alias in values(row["abbreviations"]):
            found.setdefault(folded(alias), []).extend(states)
    for name in ("regions", "residences"):
        for row in table(name).rows:
            for alias in values(row["names"]):
                found.setdefault(folded(alias), []).append(_of_list(row))
    return {k: tuple(v) for k, v in found.items()}


def _named(name: str, kind: str) -> list[Candidate]:
    return [c for c in map(_candidate, _rows().get(folded(name), ())) if c.kind == kind]


def _of_list(row: dict[str, str]) -> Candidate:
    lat, lon, number = row["lat"], row["lon"], row["geonames_id"]
    return Candidate(
        values(row["names"])[0], row["kind"], int(number) if number else None,
        float(lat) if lat else None, float(lon) if lon else None, row["country"] or None, "", AREA,
    )  # fmt: skip


@cache
def demonyms() -> frozenset[str]:
    """Words for people and things of a state, lower-cased: these are no places."""
    return frozenset(mapping("states", "demonyms", "iso2"))


def of_demonym(word: str) -> tuple[Candidate, ...]:
    """The country that a demonym belongs to: "Italian"."""
    name = mapping("states", "demonyms", "name").get(word.lower())
    return tuple(c for c in lookup(name) if c.kind == "country") if name else ()


def capital_of(demonym: str) -> str | None:
    """The capital of the state that a demonym belongs to: "italian" → "Rome"."""
    named = mapping("states", "demonyms", "capital").get(demonym)
    return values(named)[0] if named else None


def capital(country: Candidate) -> str | None:
    """The name of a country's capital."""
    named = mapping("states", "iso2", "capital").get((country.country or "").lower())
    return values(named)[0] if named else None
