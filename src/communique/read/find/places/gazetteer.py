"""The gazetteer: names of countries, divisions, cities, residences and waters, and what they may mean."""

from __future__ import annotations

import re
import unicodedata
from array import array
from bisect import bisect_left
from dataclasses import dataclass, replace
from functools import cache, lru_cache
from importlib import resources
from typing import Any
from zlib import crc32

import numpy as np

from communique.errors import KnowledgeError
from communique.knowledge import REQUIRED, column, mapping, table, values

# Added to the decimal logarithm of its people: a country is meant far sooner than a city of its size.
COUNTRY, CAPITAL, AREA, OTHER_NAME = 2.0, 1.0, 8.0, -1.0

KINDS = ("continent", "country", "region", "county", "city")  # as numbered in the file
DIVISIONS = frozenset({"region", "county", "area"})
CAPITAL_RANK = 6
SIEVE = 1 << 21  # bits of a Bloom filter of one hash, that most names which are none stop at
ALIAS = 1 << 31  # marks a place that the name is another name of
REMEMBERED = 1 << 14  # names

LETTERS = str.maketrans({"ł": "l", "ø": "o", "ı": "i", "đ": "d", "ð": "d", "ß": "ss", "æ": "ae", "œ": "oe"})
MARKS = str.maketrans({"-": " ", "–": " ", **dict.fromkeys("'’‘ʻʿ`", "")})
SHORTENED = re.compile(r"\b(?:(saint|st\.)|(mount|mt\.)|(fort|ft\.))(?= )")


@dataclass(frozen=True, slots=True)
class Candidate:
    """One thing that a name may mean.

    `lat` and `lon` are degrees (WGS 84), `admin1` and `admin2` GeoNames' codes of the divisions,
    `people` the decimal logarithm of its people, and `prior` that with what its kind adds. `seat` tells a
    capital, `rank` how high the division stands whose seat it is (5: first level; 1: a part of a city),
    `alias` that the name is another name of it, and `code` that the name is a postal code, which often
    stands for something else.
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
    people: float = 0.0
    admin2: str = ""
    rank: int = 0
    alias: bool = False
    code: bool = False

    def __hash__(self) -> int:
        """Of what nearly tells it, since names with sixty candidates are looked up in dictionaries."""
        return hash((self.id, self.name))


def lookup(name: str) -> tuple[Candidate, ...]:
    """What a name may mean, in any case and with or without diacritics; nothing when unknown.

    Codes ("GA", "US") are known in capitals only. A noun of a division may stand before or behind the
    name of one: "Sumy region", "County Clare", "Washington state".
    """
    if len(name) <= 3 and name in _codes():
        return _codes()[name]
    key = folded(name)
    return _lookup(key) or (_lookup(key + ".") if "." in key else ())  # "N.Y", before the end of a sentence


@lru_cache(maxsize=REMEMBERED)
def _lookup(key: str) -> tuple[Candidate, ...]:
    listed = _listed().get(key, ())
    own = _gazetteer().find(key)
    if not listed and own and all(c.alias for c in own) and key in _others():
        return ()
    if listed or own:
        known = {c.id for c in listed if c.id is not None}
        return (*(c for c in own if c.id not in known), *listed)
    if " " not in key:
        return ()
    (first, _, rest), (start, _, last) = key.partition(" "), key.rpartition(" ")
    noun, stem = (last, start) if last in _division_nouns() else (first, rest)
    if not stem or noun not in _division_nouns():
        return ()
    countries = _division_nouns()[noun]
    return tuple(
        c for c in _lookup(stem) if c.kind in DIVISIONS and (not countries or c.country in countries)
    )


def country(iso: str) -> Candidate | None:
    """The country of an ISO 3166 alpha-2 code."""
    return _countries().get(iso)


def folded(name: str) -> str:
    """The key of a name: lower case, without diacritics, apostrophes and hyphens, "st" for "Saint"."""
    name = name.lower()
    if not name.isalpha() or not name.isascii():
        if not name.isascii():
            name = unicodedata.normalize("NFKD", name.translate(LETTERS))
            name = "".join(c for c in name if not unicodedata.combining(c))
        if not name.replace(" ", "").isalnum():
            name = name.translate(MARKS)
        name = SHORTENED.sub(_shorten, " ".join(name.split()))
    return name


def _shorten(found: re.Match[str]) -> str:
    return ("st", "mt", "ft")[(found.lastindex or 1) - 1]


class _Gazetteer:
    """The file, unpacked: sorted keys in one run of bytes, and one array for each column of its places.

    Nothing is made of a row before its name is looked up, so that loading takes 0.1 s and 20 MB.
    """

    def __init__(self, file: Any) -> None:
        self.keys, self.key_end = _strings(file["keys"])
        self.names, self.name_end = _strings(file["names"])
        self.areas = file["areas"].tobytes().decode("utf-8").splitlines()
        self.first, self.places, self.sieve = file["first"], file["places"], file["sieve"].tobytes()
        self.area, self.kind, self.rank, self.id = (file[k] for k in ("area", "kind", "rank", "id"))
        self.lat, self.lon, self.people = (file[k] for k in ("lat", "lon", "people"))

    def find(self, key: str) -> tuple[Candidate, ...]:
        sought = key.encode("utf-8", "replace")
        if not self.sieve[(bit := slot(sought)) >> 3] & 128 >> (bit & 7):
            return ()
        k = bisect_left(range(len(self.key_end)), sought, key=self._key)
        if k == len(self.key_end) or self._key(k) != sought:
            return ()
        shown = key.title()
        return tuple(
            self._candidate(p, shown) for p in self.places[self.first[k] : self.first[k + 1]].tolist()
        )

    def by_code(self) -> dict[str, Candidate]:
        """The countries by their ISO 3166 code."""
        rows = np.flatnonzero(self.kind == KINDS.index("country")).tolist()
        return {c.country: c for c in (self._candidate(p, "") for p in rows) if c.country}

    def _key(self, k: int) -> bytes:
        return _line(self.keys, self.key_end, k)

    def _candidate(self, marked: int, shown: str) -> Candidate:
        p, alias = marked & ~ALIAS, bool(marked & ALIAS)
        name = _line(self.names, self.name_end, p).decode("utf-8") or shown
        country, admin1, admin2 = (*self.areas[self.area[p]].split(".", 2), "", "")[:3]
        kind, rank, people = KINDS[self.kind[p]], int(self.rank[p]), float(self.people[p]) / 20
        seat = kind == "city" and (rank == CAPITAL_RANK or (country, name) in _seats())
        prior = people + (COUNTRY if kind == "country" else CAPITAL if seat else 0.0)
        return Candidate(
            name, kind, int(self.id[p]), float(self.lat[p]) / 100, float(self.lon[p]) / 100, country or None,
            admin1, prior + (OTHER_NAME if alias else 0.0), seat, people, admin2, rank, alias,
        )  # fmt: skip


def slot(key: bytes) -> int:
    """The place of a key in the Bloom filter."""
    return crc32(key) & SIEVE - 1


def _strings(lines: Any) -> tuple[bytes, array[int]]:
    """A run of lines, and where each ends."""
    return lines.tobytes(), array("I", np.flatnonzero(lines == ord("\n")).astype(np.uint32).tobytes())


def _line(lines: bytes, ends: array[int], k: int) -> bytes:
    return lines[ends[k - 1] + 1 if k else 0 : ends[k]]


@cache
def _gazetteer() -> _Gazetteer:
    """The gazetteer of the package, made by ``training/make_gazetteer.py``.

    Raises:
        KnowledgeError: when its head does not say where it comes from.
    """
    with (
        resources.files("communique.knowledge").joinpath("data/gazetteer.npz").open("rb") as opened,
        np.load(opened) as file,
    ):
        head = file["head"].tobytes().decode("utf-8")
        if missing := [k for k in REQUIRED if f"# {k}: " not in head]:
            raise KnowledgeError(f"gazetteer.npz: no {', '.join(missing)} in its head")
        return _Gazetteer(file)


@cache
def _countries() -> dict[str, Candidate]:
    return _gazetteer().by_code()


@cache
def _seats() -> frozenset[tuple[str, str]]:
    return frozenset((r["iso2"], v) for r in table("states").rows for v in values(r["capital"]))


@cache
def _division_nouns() -> dict[str, tuple[str, ...]]:
    """Nouns of divisions, and the countries that alone have such; none where all may."""
    return {r["noun"]: values(r["countries"]) for r in table("division_nouns").rows}


@cache
def _others() -> frozenset[str]:
    """Names of organisations and outlets: a city that is called so in another language is not meant."""
    tables = (
        ("organisations", "name"),
        ("organisations", "aliases"),
        ("outlets", "name"),
        ("outlets", "aliases"),
    )
    return frozenset(folded(name) for t, field in tables for name in column(t, field))


@cache
def _codes() -> dict[str, tuple[Candidate, ...]]:
    """Names that are codes in capitals: of states of the USA ("GA"), and of countries ("US", "UAE")."""
    found: dict[str, list[Candidate]] = {}
    for row in table("state_abbreviations").rows:
        spoken = row["postal"] in values(row["abbreviations"])
        for state in _states(row["name"]):
            found.setdefault(row["postal"], []).append(replace(state, code=not spoken))
    countries = _countries()
    for row in table("states").rows:
        for alias in values(row["aliases"]):
            if _is_code(alias) and row["iso2"] in countries:
                found.setdefault(alias, []).append(countries[row["iso2"]])
    return {k: tuple(v) for k, v in found.items() if k}


def _is_code(name: str) -> bool:
    return len(name) <= 3 and name.isupper() and name.isalpha()


def _states(name: str) -> list[Candidate]:
    """The state or territory of the USA of that name, of Canada or Australia where the USA have none."""
    regions = [c for c in _gazetteer().find(folded(name)) if c.kind == "region" and not c.alias]
    found = [c for c in regions if c.country == "US"]
    return found or [c for c in regions if c.country in ("CA", "AU")]


@cache
def _listed() -> dict[str, tuple[Candidate, ...]]:
    """Other names of the gazetteer's places, and places that only our own lists hold."""
    found: dict[str, list[Candidate]] = {}
    for alias, candidates in (*_aliases_of_countries(), *_aliases_of_cities(), *_abbreviations()):
        found.setdefault(folded(alias), []).extend(candidates)
    for name in ("regions", "residences"):
        for row in table(name).rows:
            for alias in values(row["names"]):
                found.setdefault(folded(alias), []).append(_of_list(row))
    return {k: tuple({c.id or c.name: c for c in v}.values()) for k, v in found.items()}


def _aliases_of_countries() -> list[tuple[str, list[Candidate]]]:
    countries = _countries()
    rows = [r for r in table("states").rows if r["iso2"] in countries]
    return [
        (alias.removeprefix("the "), [countries[row["iso2"]]])
        for row in rows
        for alias in (row["name"], *values(row["aliases"]))
        if not _is_code(alias)
    ]


def _aliases_of_cities() -> list[tuple[str, list[Candidate]]]:
    found = []
    for row in table("place_aliases").rows:
        cities = [c for c in _gazetteer().find(folded(row["name"])) if _may_be(c, row)]
        best = max(cities, key=_prior, default=None)
        if best is not None:
            found += [(a, [replace(best, prior=best.prior + 0.5)]) for a in values(row["aliases"])]
    return found


def _prior(c: Candidate) -> float:
    return c.prior


def _may_be(c: Candidate, row: dict[str, str]) -> bool:
    return c.kind == (row["kind"] or "city") and c.country == row["country"]


def _abbreviations() -> list[tuple[str, list[Candidate]]]:
    rows = table("state_abbreviations").rows
    return [(a, _states(row["name"])) for row in rows for a in values(row["abbreviations"])]


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
    """The country, region or city that a demonym belongs to: "Italian", "Californian", "Londoner"."""
    return _demonyms().get(word.lower(), ())


@cache
def _demonyms() -> dict[str, tuple[Candidate, ...]]:
    countries = _countries()
    states = mapping("states", "demonyms", "iso2").items()
    found: dict[str, tuple[Candidate, ...]] = {d: (countries[i],) for d, i in states if i in countries}
    for row in table("demonyms").rows:
        named = [c for c in lookup(row["name"]) if c.kind == row["kind"]]
        best = max((c for c in named if c.country == (row["country"] or None)), key=_prior, default=None)
        if best is not None:
            found.update((d.lower(), (best,)) for d in values(row["demonyms"]) if d.lower() not in found)
    return found


def capital_of(demonym: str) -> str | None:
    """The capital of the state that a demonym belongs to: "italian" → "Rome"."""
    named = mapping("states", "demonyms", "capital").get(demonym)
    return values(named)[0] if named else None


def capital(country: Candidate) -> str | None:
    """The name of a country's capital."""
    named = mapping("states", "iso2", "capital").get((country.country or "").lower())
    return values(named)[0] if named else None
