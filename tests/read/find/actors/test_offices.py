"""Offices in the words of reports: title, what it is of, and how the bearer stands to it."""

from __future__ import annotations

import pytest

from communique.knowledge import table
from communique.model.finding import Actor
from communique.model.reference import Standing
from communique.read.analysis.build import analyse
from communique.read.find.actors import Actors
from communique.read.ingest.article import make_article

Expected = list[tuple[str, str | None, str]]


def offices(text: str, name: str) -> Expected:
    found = Actors()(analyse(make_article(text, date="2026-03-12")), {})
    bearer = next(a for a in found if isinstance(a, Actor) and a.name == name)
    return [(o.title, o.of, o.standing.value) for o in bearer.offices]


@pytest.mark.parametrize(
    ("text", "name", "expected"),
    [
        ("Vice Premier Li Wen spoke.", "Li Wen", [("vice premier", None, "current")]),
        (
            "Norwegian national security adviser Tom Hale spoke.",
            "Tom Hale",
            [("national security adviser", "Norway", "current")],
        ),
        (
            "The Kremlin's foreign policy aide Yuri Orlov spoke.",
            "Yuri Orlov",
            [("foreign policy aide", "Russia", "current")],
        ),
        (
            "Ukraine's Deputy Defence Minister Oleh Koval spoke.",
            "Oleh Koval",
            [("deputy defence minister", "Ukraine", "current")],
        ),
        # several at once
        (
            "Deputy Prime Minister and Minister of Foreign Affairs Karl Lund met reporters.",
            "Karl Lund",
            [("deputy prime minister", None, "current"), ("minister of foreign affairs", None, "current")],
        ),
        (
            "Ada Lind, Peru's deputy prime minister and minister of foreign affairs, said so.",
            "Ada Lind",
            [
                ("deputy prime minister", "Peru", "current"),
                ("minister of foreign affairs", "Peru", "current"),
            ],
        ),
        (
            "Norway's finance minister and deputy prime minister, Tom Hale, spoke.",
            "Tom Hale",
            [("finance minister", "Norway", "current"), ("deputy prime minister", "Norway", "current")],
        ),
        (
            "Ada Lind, president of Norway and head of the Red Party, spoke.",
            "Ada Lind",
            [("president", "Norway", "current"), ("head of the Red Party", None, "current")],
        ),
        (
            "Senator and former general Ada Lind spoke.",
            "Ada Lind",
            [("senator", None, "current"), ("general", None, "former")],
        ),
        # of two people, each his own
        (
            "He met the president and Foreign Minister Karl Lund.",
            "Karl Lund",
            [("foreign minister", None, "current")],
        ),
        (
            "President Ada Lind and Foreign Minister Karl Lund of Norway spoke.",
            "Karl Lund",
            [("foreign minister", "Norway", "current")],
        ),
        (
            "President Ada Lind and Foreign Minister Karl Lund of Norway spoke.",
            "Ada Lind",
            [("president", None, "current")],
        ),
        # former
        (
            "Former Peruvian prime minister Jan Vik spoke.",
            "Jan Vik",
            [("prime minister", "Peru", "former")],
        ),
        ("Ex-Prime Minister Ole Moe spoke.", "Ole Moe", [("prime minister", None, "former")]),
        (
            "The deal was made with then-president Luis Ortega.",
            "Luis Ortega",
            [("president", None, "former")],
        ),
        (
            "Under then Prime Minister Ada Lind, it was built.",
            "Ada Lind",
            [("prime minister", None, "former")],
        ),
        ("The then president, Ada Lind, left.", "Ada Lind", [("president", None, "former")]),
        ("Then President Ada Lind spoke.", "Ada Lind", [("president", None, "current")]),
        ("The late president Jon Aas founded it.", "Jon Aas", [("president", None, "former")]),
        ("The ousted president, Ola Moe, fled.", "Ola Moe", [("president", None, "former")]),
        ("Retired General Ola Moe spoke.", "Ola Moe", [("general", None, "former")]),
        (
            "Ada Lind, a former Norwegian defence minister, said so.",
            "Ada Lind",
            [("defence minister", "Norway", "former")],
        ),
        (
            "Ada Lind, Norway's defence minister from 2010 to 2015, said so.",
            "Ada Lind",
            [("defence minister", "Norway", "former")],
        ),
        (
            "Ben Gold, foreign minister of Peru until 2020, said so.",
            "Ben Gold",
            [("foreign minister", "Peru", "former")],
        ),
        (
            "President Ada Lind spoke. The vote went to the former president, Ada Lind.",
            "Ada Lind",
            [("president", None, "former")],
        ),
        # acting and coming
        (
            "Acting Foreign Minister Ana Ruiz of Peru said no.",
            "Ana Ruiz",
            [("foreign minister", "Peru", "acting")],
        ),
        ("Interim President Ana Weil of Peru agreed.", "Ana Weil", [("president", "Peru", "acting")]),
        ("President-elect Mira Holm said no.", "Mira Holm", [("president", None, "coming")]),
        (
            "Incoming Peruvian Foreign Minister Ola Moe spoke.",
            "Ola Moe",
            [("foreign minister", "Peru", "coming")],
        ),
        # leaving, but not left
        (
            "Norway's outgoing chancellor, Ana Weil, agreed.",
            "Ana Weil",
            [("chancellor", "Norway", "current")],
        ),
    ],
)
def test_an_office_and_how_it_is_held(text: str, name: str, expected: Expected) -> None:
    assert offices(text, name) == expected


def test_an_office_alone_has_a_standing_too() -> None:
    text = "Peru's acting foreign minister said so."
    assert offices(text, "Peru's acting foreign minister") == [("foreign minister", "Peru", "acting")]


@pytest.mark.parametrize(
    ("text", "country"),
    [
        ("The Bank of Norway spoke.", "NO"),
        ("Peruvian Airways spoke.", "PE"),
        ("The Peru and Norway Society spoke.", None),
        ("The Blue Lake Company spoke.", None),
    ],
)
def test_a_body_has_the_one_state_in_its_name(text: str, country: str | None) -> None:
    found = Actors()(analyse(make_article(text, date="2026-03-12")), {})
    bodies = [a for a in found if isinstance(a, Actor) and a.actor_kind == "organisation"]
    assert [a.country for a in bodies] == [country]


def test_every_word_of_standing_has_one() -> None:
    assert {r["standing"] for r in table("office_standing").rows} == set(Standing) - {Standing.CURRENT}
