"""PLOVER's types and the codes of countries."""

from __future__ import annotations

import pytest

from communique.knowledge import plover, table
from communique.knowledge.countries import alpha3, cow_number
from communique.model.finding import EventType

QUADS = ("verbal cooperation", "material cooperation", "verbal conflict", "material conflict")


def test_every_type_has_its_row_in_the_manuals_order() -> None:
    assert [r["type"] for r in table("plover_types").rows] == [t.value for t in EventType]
    assert sorted({plover.quad(t) for t in EventType}) == sorted(QUADS)


@pytest.mark.parametrize("event_type", EventType)
def test_cooperation_scores_above_conflict(event_type: EventType) -> None:
    score = plover.intensity(event_type)
    assert -10 <= score <= 10
    assert score > 0 if "cooperation" in plover.quad(event_type) else score <= 0


@pytest.mark.parametrize(
    ("event_type", "number", "one"),
    [("AGREE", 0, None), ("CONSULT", 4, "phone"), ("COERCE", 10, "martial-law"), ("ASSAULT", 15, "drone")],
)
def test_modes(event_type: str, number: int, one: str | None) -> None:
    found = plover.modes(event_type)
    assert len(found) == number
    assert one is None or one in found


def test_names_for_readers() -> None:
    assert (plover.label("ASSAULT"), plover.label("ASSAULT", 2)) == ("attack", "attacks")
    assert len({plover.label(t) for t in EventType}) == len(EventType)


@pytest.mark.parametrize(
    ("country", "three", "cow"),
    [
        ("US", "USA", "2"), ("DE", "DEU", "255"), ("VN", "VNM", "816"), ("XK", "XKX", "347"),
        ("AG", "ATG", "58"), ("PS", "PSE", None), ("va", "VAT", None), ("HK", "HKG", None),
        ("", None, None), ("ZZ", None, None),
    ],
)  # fmt: skip
def test_codes_of_countries(country: str, three: str | None, cow: str | None) -> None:
    assert (alpha3(country), cow_number(country)) == (three, cow)


def test_every_state_has_a_code_and_no_two_the_same() -> None:
    states = {r["iso2"] for r in table("states").rows}
    assert all(alpha3(s) for s in states)
    assert {s for s in states if cow_number(s) is None} == {"PS", "VA"}
    for column in ("iso2", "iso3", "cow", "cow_abbreviation"):
        codes = [r[column] for r in table("country_codes").rows if r[column]]
        assert len(set(codes)) == len(codes)
