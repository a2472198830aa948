"""POLECAT's columns, and the companion file beside them."""

from __future__ import annotations

import csv
import io
from dataclasses import replace
from typing import Any

import pytest

from communique.model.finding import Actor, Event, EventType, Evidence
from communique.model.reference import ActorKind, ActorRef, Office, PlaceRef, Standing
from communique.model.text import Article
from communique.show.polecat import COLUMNS, COMPANION, export_polecat

PERU = ActorRef(name="Peru", kind=ActorKind.STATE)
NOBODY = ActorRef(name="Nobody; really")


def files(view: Any, **more: Any) -> tuple[list[dict[str, str]], list[dict[str, str]]]:
    out, companion = io.StringIO(), io.StringIO()
    count = export_polecat(view, out, companion, **more)
    tables = []
    for file, columns in ((out, COLUMNS), (companion, COMPANION)):
        reader = csv.DictReader(io.StringIO(file.getvalue()), delimiter="\t")
        tables.append(list(reader))
        assert tuple(reader.fieldnames or ()) == columns
        assert len(tables[-1]) == count
    assert [r["Event ID"] for r in tables[0]] == [r["Event ID"] for r in tables[1]]
    return tables[0], tables[1]


def coded(view: Any, text: str, event: dict[str, Any], chains: list[dict[str, Any]]) -> Any:
    """The view with one article instead of its own, in which one event and these actors were found."""
    article = Article(id="a", text=text)
    whole = Evidence(spans=(article.span(0, len(text)),), finder="f", version="1")
    view.stored, view.settled_actors = [article], []
    view.found = [
        *(Actor(article="a", evidence=whole, **c) for c in chains),
        Event(article="a", evidence=whole, **event),
    ]
    return view


def test_there_are_forty_columns() -> None:
    assert len(COLUMNS) == len(set(COLUMNS)) == 40
    assert COMPANION[0] == COLUMNS[0]


def test_a_meeting(view: Any) -> None:
    row, beside = (rows[0] for rows in files(view))
    assert row["Event Date"] == row["Publication Date"] == "2031-03-04"
    assert (row["Event Type"], row["Intensity"], row["Quad Code"]) == ("CONSULT", "2.5", "VERBAL COOPERATION")
    assert row["Actor Name"] == "Ilse Maren; Tomas Okoy"
    assert row["Actor Title"] == "foreign minister of Norland; None"
    assert row["Actor Name Raw"] == "Ilse Maren; Tomas Okoy"
    assert row["Recipient Name"] == row["Recipient COW"] == "None"
    assert row["Wikipedia Actor ID"] == ""
    assert [row[c] for c in ("Placename", "City", "Province", "Country", "Latitude", "Longitude")] == [
        "Port Aven", "Port Aven", "", "NOR", "1.5", "-2.25",
    ]  # fmt: skip
    assert row["Story People"] == "Ilse Maren; Tomas Okoy"
    assert beside["Article ID"] == "h1"
    assert beside["Status"] == "happened"
    assert beside["Actor IDs"] == "A1; A2"
    text = view.article("h1").text
    assert text[int(beside["Trigger Start"]) : int(beside["Trigger End"])] == beside["Trigger"] == "met"
    assert text[int(beside["Sentence Start"]) : int(beside["Sentence End"])] == beside["Sentence"]


def test_a_day_that_is_not_told_is_the_day_of_publication_and_the_companion_says_so(view: Any) -> None:
    for row, beside in zip(*files(view), strict=True):
        if row["Event Type"] == "AID":
            assert row["Event Date"] == row["Publication Date"]
            assert (beside["Date From"], beside["Date Inferred"], beside["Status"]) == ("", "", "planned")


@pytest.mark.parametrize(
    ("actor", "chain", "expected"),
    [
        (  # a state
            {"name": "Germany", "kind": ActorKind.STATE}, {},
            ("Germany", "DEU", "255", "GOV", "GOV", "None"),
        ),
        (  # its minister, whose office the article gives
            {"name": "Ada Falk", "kind": ActorKind.PERSON, "country": "FR"},
            {"offices": (Office(title="finance minister", of="France"),)},
            ("Ada Falk", "FRA", "220", "GOV", "GOV", "finance minister of France"),
        ),
        (  # out of office
            {"name": "Ada Falk", "kind": ActorKind.PERSON, "country": "FR"},
            {"offices": (Office(title="finance minister", of="France", standing=Standing.FORMER),)},
            ("Ada Falk", "FRA", "220", "ELI", "ELI", "None"),
        ),
        (  # between states
            {"name": "United Nations", "kind": ActorKind.ORGANISATION}, {},
            ("United Nations", "IGO", "None", "IGO", "IGO", "None"),
        ),
        (  # a plural: cells keep step
            {"name": "both", "members": (PERU, NOBODY)}, {},
            ("Peru; Nobody, really", "PER; None", "135; None", "GOV; None", "GOV; None", "None; None"),
        ),
        (  # spoken of twice
            {"name": "both", "members": (PERU, NOBODY, PERU)}, {},
            ("Peru; Nobody, really", "PER; None", "135; None", "GOV; None", "GOV; None", "None; None"),
        ),
    ],
    ids=["state", "minister", "former", "IGO", "plural", "twice"],
)  # fmt: skip
def test_actors(view: Any, actor: dict[str, Any], chain: dict[str, Any], expected: tuple[str, ...]) -> None:
    ref = ActorRef(**actor)
    chains = [{"name": ref.name, "actor_kind": ref.kind, **chain}]
    view = coded(view, "They warned them.", {"event_type": EventType.THREATEN, "recipients": (ref,)}, chains)
    (row,), _ = files(view)
    columns = ("Name", "Country", "COW", "Primary {}Sector", "{}Sectors", "Title")
    names = [c.format("Recipient ") if "{}" in c else f"Recipient {c}" for c in columns]
    assert tuple(row[n] for n in names) == expected


@pytest.mark.parametrize(
    ("name", "cell"),
    [
        ("=SUM(A1)", "'=SUM(A1)"), ("two\nlines\tand tabs", "two lines and tabs"),
        ('the "old" one', 'the "old" one'),
        ("half \ud83d a pair", "half ? a pair"), ("nul\x00l", "nul\ufffdl"), ("\u2028line", "line"),
    ],
)  # fmt: skip
def test_any_text_survives(view: Any, name: str, cell: str) -> None:
    place = PlaceRef(name=name)
    event = {"event_type": EventType.ASSAULT, "actors": (ActorRef(name=name),), "place": place}
    (row,), _ = files(coded(view, f"They met {name} there.", event, []))
    assert row["Actor Name"] == row["Placename"] == cell
    assert row["Event Date"] == row["Publication Date"] == ""


def test_what_was_rejected_only_when_asked_for(view: Any) -> None:
    rejected = next(view.findings("event"))
    view.refused = frozenset({rejected.id})
    assert len(files(view, rejected=True)[0]) == len(files(view)[0]) + 1


def test_what_was_inferred_is_said(view: Any) -> None:
    event = next(view.findings("event"))
    ref = ActorRef(name="Norland", inferred="the minister speaks for it")
    view.found = [replace(event, actors=(ref,), recipients=())]
    _, (beside,) = files(view)
    assert beside["Inferred"] == "Norland: the minister speaks for it"
    assert beside["Actor IDs"] == "A3"
    assert beside["Recipient IDs"] == "None"


def test_a_record_without_events_gives_two_heads(view: Any) -> None:
    view.found = []
    assert files(view) == ([], [])
