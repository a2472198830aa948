"""Which of its namesakes a place is."""

from __future__ import annotations

import pytest

from communique.model.text import Article
from communique.read.analysis.build import analyse
from communique.read.find.places.gazetteer import lookup
from communique.read.find.places.mentions import Named
from communique.read.find.places.resolve import resolve


def resolved(text: str, *names: str, source: str | None = None) -> list[str]:
    """Kind, country and division of each of the names, in their order in the text."""
    analysis = analyse(Article(id="r", text=text, source=source))
    named, at = [], 0
    for name in names:
        at = text.index(name, at)
        words = analysis.words(analysis.article.span(at, at + len(name)))
        named.append(Named(words.start, words.stop, lookup(name), True, "GPE"))
        at += len(name)
    found = resolve(analysis, named)
    return [f"{c.kind} {c.country} {c.admin1}".strip() if c else "" for c in found]


@pytest.mark.parametrize(
    ("text", "names", "source", "expected"),
    [
        # the sense that all know, where nothing speaks against it
        ("She lives in Paris.", ["Paris"], None, ["city FR 11"]),
        ("The vote was held in Jordan.", ["Jordan"], None, ["country JO"]),
        ("Talks were held in Kharkiv.", ["Kharkiv"], None, ["city UA 07"]),
        ("They met in Washington and Moscow.", ["Washington", "Moscow"], None, ["city US DC", "city RU 48"]),
        # what stands behind a comma or in brackets
        ("She lives in Paris, Texas.", ["Paris", "Texas"], None, ["city US TX", "region US TX"]),
        ("He is from Paris (Texas).", ["Paris", "Texas"], None, ["city US TX", "region US TX"]),
        ("A trial in Athens, Georgia, ended.", ["Athens", "Georgia"], None, ["city US GA", "region US GA"]),
        ("A fair in Batumi, Georgia, ended.", ["Batumi", "Georgia"], None, ["city GE 04", "country GE"]),
        # one sense in an article
        ("He was born in London, Ontario. He left London early.", ["London", "Ontario", "London"], None,
         ["city CA 08", "region CA 08", "city CA 08"]),
        # places that go together
        ("Roads from Portland to Salem and Eugene were closed in Oregon.",
         ["Portland", "Salem", "Eugene", "Oregon"], None,
         ["city US OR", "city US OR", "city US OR", "region US OR"]),
        ("The ferry links Portland with Bangor; Maine pays.", ["Portland", "Bangor", "Maine"], None,
         ["city US ME", "city US ME", "region US ME"]),
        # where the paper is at home
        ("The mayor of Athens spoke.", ["Athens"], "Athens Banner-Herald", ["city US GA"]),
        ("The mayor of Hamilton spoke.", ["Hamilton"], "thespec.com", ["city CA 08"]),
        ("The mayor of Wellington spoke.", ["Wellington"], "example.co.uk", ["city NZ G2"]),
        # of the towns that an outlet may be named after, not one that states' names are towns near
        ("Peru and Norway met in Geneva.", ["Peru", "Norway", "Geneva"], "Geneva Courier",
         ["country PE", "country NO", "city CH GE"]),
        ("Nobody came.", [], None, []),
    ],
)  # fmt: skip
def test_the_sense_of_a_name(text: str, names: list[str], source: str | None, expected: list[str]) -> None:
    assert resolved(text, *names, source=source) == expected


def test_a_name_that_nothing_is_known_of_is_nothing() -> None:
    assert resolved("They met in Xyzzyville.", "Xyzzyville") == [""]
