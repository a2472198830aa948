"""Events against gold: what agrees, what is counted, and what is wrong with gold that cannot be read."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from communique.errors import GoldError
from communique.evaluate import evaluate
from communique.evaluate.events import same_event
from communique.evaluate.score import Score
from communique.model.finding import Event, EventStatus, EventType, Evidence
from communique.model.reference import ActorRef
from communique.model.text import Article

TEXT = "The Norland army shelled Port Aven."


def event(
    kind: str, who: str = "", whom: str = "", status: EventStatus = EventStatus.HAPPENED, article: str = "1"
) -> Event:
    def refs(names: str) -> tuple[ActorRef, ...]:
        return tuple(ActorRef(name=n) for n in names.split("+") if n)

    span = Article(id="1", text=TEXT).span(0, 3)
    return Event(
        article=article,
        evidence=Evidence(spans=(span,), finder="f", version="1"),
        event_type=EventType(kind),
        status=status,
        actors=refs(who),
        recipients=refs(whom),
    )


@pytest.mark.parametrize(
    ("gold", "found", "expected"),
    [
        (event("ASSAULT", "the army", "Port Aven"), event("ASSAULT", "Norland army", "Aven"), True),
        (event("ASSAULT", "the army", "Port Aven"), event("COERCE", "the army", "Port Aven"), False),
        (event("ASSAULT", "the army"), event("ASSAULT", "the rebels"), False),
        (event("ASSAULT"), event("ASSAULT", "anybody", "anything"), True),  # the gold leaves it open
        (event("ASSAULT", "the army"), event("ASSAULT"), False),
        (event("CONCEDE", "Vessia"), event("RETREAT", "Vessia"), True),  # YIELD
        (event("CONSULT", "Okoy", "Maren"), event("CONSULT", "Okoy+Maren"), True),  # all sides are actors
        (event("ACCUSE", "the head of the bank"), event("ACCUSE", "the head"), True),
        (event("ACCUSE", "the head of the bank"), event("ACCUSE", "another bank"), True),  # either way round
        (event("ACCUSE", "…"), event("ACCUSE", "!"), False),  # no words at all
    ],
)
def test_what_makes_two_events_the_same(gold: Event, found: Event, expected: bool) -> None:
    assert same_event(gold, found) is expected


def test_a_member_of_a_plural_is_known_by_the_plurals_words() -> None:
    mention = Article(id="1", text="The two leaders spoke.").span(0, 15)
    both = ActorRef(name="both", mention=mention, members=(ActorRef(name="A"), ActorRef(name="B")))
    found = replace(event("CONSULT"), actors=(both,))
    assert same_event(event("CONSULT", "two leaders"), found)


def write(folder: Path, *rows: Any) -> Path:
    path = folder / "gold.jsonl"
    path.write_text("\n".join(json.dumps(r) for r in rows), encoding="utf-8")
    return path


def test_figures(tmp_path: Path) -> None:
    gold = write(
        tmp_path,
        {
            "id": "1",
            "text": TEXT,
            "events": [{"type": "ASSAULT", "source": ["army"], "target": "Aven", "status": "happened"}],
        },
        {"id": "2", "text": TEXT, "events": []},
        {"id": "3", "text": TEXT, "events": [{"type": "YIELD", "source": None, "target": []}]},
    )
    found = {
        "1": [event("ASSAULT", "army", "Aven", EventStatus.PLANNED), event("REQUEST", "army")],
        "2": [event("ACCUSE"), event("ACCUSE")],
        "3": [],
    }
    measures = evaluate("events", gold, read=lambda a: found[a.id]).measures
    types, triples = measures["types"], measures["triples"]
    assert isinstance(types, Score)
    assert isinstance(triples, Score)
    assert (types.hits, types.found, types.gold) == (1, 3, 2)
    assert (triples.hits, triples.found, triples.gold) == (1, 4, 2)
    shares = {k: v for k, v in measures.items() if isinstance(v, float)}
    assert shares == pytest.approx(
        {"types macro": 0.5, "status": 0.0, "silent": 1 / 3, "extra": 2 / 3, "false events": 2.0}
    )


@pytest.mark.parametrize(
    ("row", "says"),
    [
        ({"id": "1", "text": TEXT}, "lacks text or events"),
        ({"id": "1", "text": TEXT, "events": [{"source": "A"}]}, "type"),
        ({"id": "1", "text": TEXT, "events": [{"type": "DANCE"}]}, "DANCE"),
        ({"id": "1", "text": TEXT, "events": [{"type": "AID", "status": "maybe"}]}, "maybe"),
    ],
)
def test_gold_that_cannot_be_understood_is_named(tmp_path: Path, row: Any, says: str) -> None:
    with pytest.raises(GoldError, match=says):
        evaluate("events", write(tmp_path, row), read=lambda _: ())
