"""What names may mean, by the gazetteer that ships and the tables beside it."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from communique import knowledge
from communique.knowledge import REQUIRED, table, values
from communique.model.text import Article
from communique.read.find.places.gazetteer import Candidate, country, folded, lookup, of_demonym
from communique.read.find.places.homes import homes

FILE = Path(knowledge.__file__).parent / "data" / "gazetteer.npz"


def best(found: tuple[Candidate, ...]) -> str:
    c = max(found, key=lambda c: c.prior)
    return " ".join(p for p in (c.name, c.kind, c.country, c.admin1) if p)


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Oslo", "Oslo city NO 12"),
        ("OSLO", "Oslo city NO 12"),
        ("Tromso", "Tromsø city NO 18"),
        ("Saint Paul", "Saint Paul city US MN"),
        ("St Paul", "Saint Paul city US MN"),
        ("St. Paul", "Saint Paul city US MN"),
        ("Sana’a", "Sanaa city YE 26"),
        ("Stratford upon Avon", "Stratford-upon-Avon city GB ENG"),
        ("Bergamo", "Bergamo city IT 09"),
        ("Peking", "Beijing city CN 22"),
        ("Multnomah County", "Multnomah County county US OR"),
        ("County Kerry", "Kerry county IE M"),
        ("the Lviv", ""),
        ("Lviv region", "Lviv region UA 15"),
        ("Oregon state", "Oregon region US OR"),
        ("Ore.", "Oregon region US OR"),
        ("OR", "Oregon region US OR"),
        ("Ont.", "Ontario region CA 08"),
        ("N.M", "New Mexico region US NM"),
        ("Peru", "Peru country PE"),
        ("UK", "United Kingdom country GB"),
        ("Africa", "Africa continent"),
        ("Baltic Sea", "Baltic Sea sea"),
        ("Lake Victoria", "Lake Victoria lake"),
        ("Perm state", ""),  # states are in the USA and few other countries
        ("Hamas", ""),  # Hamm, elsewhere
    ],
)
def test_lookup(name: str, expected: str) -> None:
    found = lookup(name)
    assert (best(found) if found else "") == expected


@pytest.mark.parametrize("name", ["", " ", "\n", "or", "Or", "xyzzy", "\ud800", "a\tb", "’", "County", "of"])
def test_no_state_and_no_country_is_named(name: str) -> None:
    assert all(c.kind in ("city", "county") for c in lookup(name))


def test_a_code_is_marked_since_it_is_often_none() -> None:
    assert [c.code for c in lookup("OR")] == [True]
    assert not any(c.code for c in lookup("Oregon"))


@pytest.mark.parametrize(
    ("word", "expected"),
    [
        ("Peruvian", "Peru country PE"),
        ("Oregonians", "Oregon region US OR"),
        ("parisian", "Paris city FR 11"),
        ("Europeans", "Europe continent"),
        ("Catalan", "Catalonia region ES 56"),
        ("Oslo", ""),
    ],
)
def test_demonyms(word: str, expected: str) -> None:
    found = of_demonym(word)
    assert (best(found) if found else "") == expected


def test_every_demonym_has_its_place() -> None:
    for row in table("demonyms").rows:
        for word in values(row["demonyms"]):
            assert of_demonym(word), word


def test_every_alias_and_abbreviation_has_its_place() -> None:
    for name, field in (("place_aliases", "aliases"), ("state_abbreviations", "abbreviations")):
        for row in table(name).rows:
            for alias in values(row[field]):
                assert lookup(alias), alias


@pytest.mark.parametrize(
    ("name", "key"),
    [
        ("Al-Bayda’", "al bayda"),
        ("Łódź", "lodz"),
        ("  Fort   Worth ", "ft worth"),
        ("St. Ives", "st ives"),
        ("Mt. Fuji", "mt fuji"),
        ("Mount", "mount"),
    ],
)
def test_folded(name: str, key: str) -> None:
    assert folded(name) == key


def test_middles_of_large_countries_are_no_capitals() -> None:
    for iso, lat, lon in (("US", 39.8, -98.5), ("RU", 60, 100), ("BR", -10, -55), ("NO", 62, 10)):
        state = country(iso)
        assert state is not None
        assert (state.lat, state.lon) == pytest.approx((lat, lon), abs=1.0)


def test_the_file_is_small_and_says_where_it_comes_from() -> None:
    assert FILE.stat().st_size < 5_000_000
    with np.load(FILE) as file:
        head = file["head"].tobytes().decode("utf-8")
        keys = file["keys"].tobytes().splitlines()
        assert all(f"# {k}: " in head for k in REQUIRED)
        assert keys == sorted(set(keys))
        assert len(file["first"]) == len(keys) + 1
        assert len({len(file[k]) for k in ("id", "lat", "lon", "kind", "rank", "area", "people")}) == 1


@pytest.mark.parametrize(
    ("source", "url", "expected"),
    [
        ("Oregonian", None, "Portland city US OR"),
        ("oregonlive.com", None, "Portland city US OR"),
        (None, "https://www.oregonlive.com/news/1.html", "Portland city US OR"),
        ("The Bergen Herald", None, "Bergen city NO 46"),
        ("http://www.eugenedailynews.com/a", None, "Eugene city US OR"),
        ("thisisshropshire.co.uk", None, "Shropshire county GB ENG"),
        ("example.no", None, "Norway country NO"),
        ("example.com", None, ""),
        ("example.tv", None, ""),
        ("Reuters", None, ""),
        ("The Daily Star", None, ""),
        ("", "", ""),
    ],
)
def test_homes(source: str | None, url: str | None, expected: str) -> None:
    found = homes(Article(id="h", text="", source=source, url=url))
    assert (best(found) if found else "") == expected


def test_every_outlet_has_its_home() -> None:
    for row in table("outlet_homes").rows:
        for name in values(row["outlet"]):
            assert homes(Article(id="h", text="", source=name)), name
