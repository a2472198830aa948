from __future__ import annotations

import csv
import io
import json
from typing import Any

import pytest

from communique.errors import SettingsError
from communique.model.finding import Evidence, Pledge
from communique.model.reference import ActorRef
from communique.show.export import WHAT, export, export_row

KEYS = {
    "statements": {
        "speaker",
        "sourcing",
        "mode",
        "kind",
        "cue",
        "content",
        "addressee",
        "relay",
        "said_on",
        "within",
        "venue",
    },
    "events": {
        *("type", "mode", "status", "actor", "recipient", "date", "place"),
        *("quad", "intensity", "contexts", "trigger"),
    },
    "meetings": {"who", "mediators", "kind", "place", "date", "status"},
    "pledges": {
        "givers",
        "receivers",
        "what",
        "amount",
        "currency",
        "unit",
        "per",
        "period",
        "status",
        "by_when",
    },
    "positions": {"party", "issue", "stance", "speaker", "date"},
    "proposals": {"name", "by", "with", "date", "status"},
    "times": {"start", "end", "text", "type", "value", "from", "to"},
    "places": {"start", "end", "text", "name", "geonames_id", "lat", "lon", "country", "kind"},
    "actors": {"id", "name", "kind", "aliases", "sector", "offices", "seated", "mentions"},
}


def rows(view: Any, what: Any, **more: Any) -> Any:
    out = io.StringIO()
    count = export(view, what, out, **more)
    found = [json.loads(line) for line in out.getvalue().splitlines()]
    assert count == len(found)
    return found


@pytest.mark.parametrize("what", sorted(WHAT))
def test_the_contract(view: Any, what: Any) -> None:
    found = rows(view, what)
    assert found
    for row in found:
        assert row.keys() >= KEYS[what]
        if what != "actors":
            assert row.keys() >= {"article", "id", "evidence", "score"}
            text = view.article(row["article"]).text
            assert all(text[s["start"] : s["end"]] == s["text"] for s in row["evidence"])


def test_actors_carry_the_settled_id(view: Any) -> None:
    held = rows(view, "meetings")[0]
    assert [[a["id"] for a in side] for side in held["who"]] == [["A1"], ["A2"]]
    assert held["entry"] == "E1"
    assert rows(view, "proposals")[0]["id"] == rows(view, "proposals")[0]["id"] != "A2"
    official = next(r for r in rows(view, "statements") if r["sourcing"] == "unnamed")
    assert official["speaker"]["id"] is None


def test_settled_actors_have_mentions_in_all_articles(view: Any) -> None:
    okoy = next(r for r in rows(view, "actors") if r["id"] == "A2")
    assert {m["article"] for m in okoy["mentions"]} == {"h1", "h2", "c1"}
    maren = next(r for r in rows(view, "actors") if r["id"] == "A1")
    assert maren["offices"] == [
        {
            "title": "foreign minister", "of": "Norland", "from": "2031-03-01", "to": None,
            "standing": "current", "source": "reports", "reports": 2, "evidence": [],
        }
    ]  # fmt: skip


def test_rejected_findings_only_when_asked_for(view: Any) -> None:
    view.refused = frozenset({view.found[-1].id, *(f.id for f in view.findings("position"))})
    assert rows(view, "positions") == []
    assert len(rows(view, "positions", rejected=True)) == 2


def test_what_cannot_be_exported(view: Any) -> None:
    with pytest.raises(SettingsError, match="statements, events, meetings"):
        export(view, "meeting", io.StringIO())


def test_a_format_that_is_none(view: Any) -> None:
    with pytest.raises(SettingsError, match="csv"):
        export(view, "times", io.StringIO(), format="xml")  # type: ignore[arg-type]


def test_csv_cells_are_no_formulas(view: Any) -> None:
    out = io.StringIO()
    export(view, "pledges", out, format="csv")
    table = list(csv.DictReader(io.StringIO(out.getvalue())))
    assert table[0]["givers"] == "Norland"
    from communique.show.export import _cell

    assert _cell("=1+1") == "'=1+1"
    assert _cell(-1.5) == -1.5


def test_a_plural_is_exported_as_its_members(view: Any) -> None:
    span = view.article("h1").span(0, 9)
    both = ActorRef(name="A and B", members=(ActorRef(name="A"), ActorRef(name="B")))
    pledge = Pledge(article="h1", evidence=Evidence(spans=(span,), finder="f", version="1"), givers=(both,))
    assert [a["name"] for a in export_row(pledge)["givers"]] == ["A", "B"]
