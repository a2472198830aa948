"""Sectors of actors, by PLOVER: from kind, name, nouns and offices."""

from __future__ import annotations

import pytest

from communique.knowledge import table
from communique.knowledge.sectors import of_body, of_title, sector
from communique.model.reference import ActorKind, Office, Standing

# The primary and non-state codes of the manual, draft 0.8.
FREQUENT = "GOV JUD LEG MIL COP OPP PTY REB PRM SPY UAF"
OTHERS = "CVL ELI BUS EDU MED LAB AGR JRN REF REL SOC CRM IGO NGO ISM IMG MNC"
CODES = {*FREQUENT.split(), *OTHERS.split()}


@pytest.mark.parametrize(
    ("title", "of", "code"),
    [
        ("president", "Orlia", "GOV"),
        ("president", "Peru", "GOV"),
        ("deputy foreign minister", None, "GOV"),
        ("minister of police", "Peru", "GOV"),
        ("justice minister", None, "GOV"),
        ("secretary of state", "United States", "GOV"),
        ("special envoy", "United States", "GOV"),
        ("special envoy", "United Nations", "IGO"),
        ("secretary general", "United Nations", "IGO"),
        ("foreign policy chief", "European Union", "IGO"),
        ("president", "European Commission", "IGO"),
        ("spokesman", "Hamas", "REB"),
        ("leader", "Hezbollah", "REB"),
        ("spokesperson", "Israel Defense Forces", "MIL"),
        ("spokesperson", "State Department", "GOV"),
        ("spokesman", "Kremlin", "GOV"),
        ("spokesman", "Peru", "GOV"),
        ("spokesman", None, None),
        ("military spokesman", "Peru", "MIL"),
        ("army chief", "Peru", "MIL"),
        ("intelligence chief", "Peru", "SPY"),
        ("police chief", "Peru", "COP"),
        ("chief", None, None),
        ("director", "Mossad", "SPY"),
        ("director", "FBI", "COP"),
        ("opposition leader", "Peru", "OPP"),
        ("shadow foreign secretary", None, "OPP"),
        ("rebel commander", None, "REB"),
        ("commander", "Peru", "MIL"),
        ("senator", "United States", "LEG"),
        ("member of parliament", None, "LEG"),
        ("speaker", "Peru", "LEG"),
        ("judge", None, "JUD"),
        ("chief prosecutor", "International Criminal Court", "IGO"),
        ("prosecutor", "Peru", "JUD"),
        ("professor", "Lima University", "EDU"),
        ("political scientist", None, "EDU"),
        ("correspondent", "Reuters", "JRN"),
        ("editor", None, "JRN"),
        ("ceo", "Orlia Motors", "BUS"),
        ("chairman", "Orlia Motors", "BUS"),
        ("surgeon", None, "MED"),
        ("director", "Lima hospital", "MED"),
        ("archbishop", None, "REL"),
        ("party leader", None, "PTY"),
        ("chairwoman", "Labour Party", "PTY"),
        ("director", "Amnesty International", "NGO"),
        ("farmer", None, "AGR"),
        ("residents", None, "CVL"),
        ("two senior officials", None, "GOV"),
        ("refugees from the north", None, "REF"),
        ("soldiers", "Peru", "MIL"),
        ("countries", None, "GOV"),
    ],
)
def test_offices_and_people(title: str, of: str | None, code: str | None) -> None:
    assert of_title(title, of) == code


@pytest.mark.parametrize(
    ("kind", "name", "code"),
    [
        ("state", "Peru", "GOV"),
        ("government", "the Peruvian Ministry of Defence", "GOV"),
        ("government", "the High Court", "JUD"),
        ("government", "the Orlian parliament", "LEG"),
        ("government", "Orlia's spy service and intelligence", "SPY"),
        ("government", "the Kremlin", "GOV"),
        ("organisation", "the UN", "IGO"),
        ("organisation", "NATO", "IGO"),
        ("organisation", "the Red Cross", "NGO"),
        ("organisation", "the Orlian Workers’ Party", "PTY"),
        ("organisation", "Lima University", "EDU"),
        ("organisation", "Bank of Orlia", "BUS"),
        ("organisation", "Orlian Broadcasting", "JRN"),
        ("organisation", "Orlian Orthodox Church", "REL"),
        ("organisation", "Blue Lake", None),
        ("armed group", "Hamas", "REB"),
        ("armed group", "the Orlian army", "MIL"),
        ("armed group", "the police", "COP"),
        ("armed group", "Orlia Liberation Front", "REB"),
        ("armed group", "a militia", "PRM"),
        ("armed group", "the Hill Men", "UAF"),
        ("outlet", "Reuters", "JRN"),
        ("outlet", "the Hill Herald", "JRN"),
        ("document", "the report of the ministry", None),
        ("unknown", "Brexit", None),
        ("unknown", "the IMF", "IGO"),
        ("group", "Peruvians", "CVL"),
        ("group", "rebels", "REB"),
        ("group", "many", None),
    ],
)
def test_kinds_and_names(kind: str, name: str, code: str | None) -> None:
    assert sector(ActorKind(kind), name) == code


def person(*offices: tuple[str, str | None, str]) -> str | None:
    held = [Office(title=t, of=of, standing=Standing(s)) for t, of, s in offices]
    return sector(ActorKind.PERSON, "Ada Holm", held)


@pytest.mark.parametrize(
    ("offices", "code"),
    [
        ([], None),
        ([("president", "Peru", "former")], "ELI"),
        ([("general", None, "former")], "ELI"),
        ([("professor", None, "former")], "EDU"),
        ([("president", "Peru", "former"), ("senator", "Peru", "current")], "LEG"),
        ([("general", None, "current"), ("defence minister", "Peru", "current")], "GOV"),
        ([("general", None, "current")], "MIL"),
        ([("foreign minister", "Peru", "acting")], "GOV"),
        ([("president elect", "Peru", "coming")], "GOV"),
        ([("chief", None, "current"), ("judge", None, "current")], "JUD"),
    ],
)
def test_persons_by_their_offices(offices: list[tuple[str, str | None, str]], code: str | None) -> None:
    assert person(*offices) == code


@pytest.mark.parametrize("name", ["a senior official", "an aide"])
def test_a_person_without_a_name_by_the_noun(name: str) -> None:
    assert sector(ActorKind.PERSON, name, named=False, country="PE") == "GOV"


@pytest.mark.parametrize("text", ["", " ", "the", "’s", "\ud800", "\x00 of of", "of the of"])
def test_any_text_will_do(text: str) -> None:
    assert of_title(text, text) in {None, *CODES}
    assert of_body(text) in {None, *CODES}


def test_only_codes_of_the_manual() -> None:
    rows = (*table("sectors").rows, *table("organisations").rows)
    assert {r["sector"] for r in rows} <= CODES
    assert {r["where"] for r in table("sectors").rows} == {
        "any", "own", "rank", "of", "head", "beside", "body", "kind",
    }  # fmt: skip


def test_a_word_stands_once_in_its_place() -> None:
    places = [(r["words"], r["where"]) for r in table("sectors").rows]
    assert len(places) == len(set(places))


def test_every_known_body_has_a_sector() -> None:
    assert [r["name"] for r in table("organisations").rows if not r["sector"]] == []
