"""Events of our own sentences, and of what may not be one."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from communique.model.finding import Event
from communique.read.analysis.build import analyse
from communique.read.find.finder import finders, run
from communique.read.ingest.article import make_article

TABLE = Path(__file__).parent / "sentences.tsv"


@dataclass(frozen=True)
class Wanted:
    """An event as the table has it: type, status, and a word of who and of whom ("-" for none)."""

    type: str
    status: str
    who: str
    whom: str


def rows() -> Iterator[tuple[str, list[Wanted]]]:
    """The sentences of the table and their events."""
    for line in TABLE.read_text(encoding="utf-8").splitlines()[2:]:
        text, events = line.split("\t")
        yield text, [] if events == "none" else [Wanted(*e.split()) for e in events.split(";")]


def events(text: str) -> list[Event]:
    """The events of a text, read as an article of 3 March 2026."""
    found, failures = run(analyse(make_article(text, id="one", date="2026-03-03")), finders())
    assert not failures
    return [f for f in found if isinstance(f, Event)]


def named(refs: tuple[object, ...], word: str) -> bool:
    """True when a reference has the word, or none is wanted."""
    return word == "-" or any(word in (r.mention.text if r.mention else r.name) for r in refs)  # type: ignore[attr-defined]


def test_our_own_sentences() -> None:
    types = triples = statuses = wanted = found = false = empty = 0
    for text, gold in rows():
        got = events(text)
        found += len(got)
        wanted += len(gold)
        empty += not gold
        false += 0 if gold else len(got)
        for g in gold:
            same = [e for e in got if e.event_type == g.type]
            types += bool(same)
            whole = [e for e in same if named(e.actors, g.who) and named(e.recipients or e.actors, g.whom)]
            triples += bool(whole)
            statuses += any(e.status == g.status for e in whole)
    f1, whole_f1 = 2 * types / (wanted + found), 2 * triples / (wanted + found)
    print(  # noqa: T201 — the figures of docs/events.md
        f"types F1 {f1:.3f}, triples F1 {whole_f1:.3f}, status right {statuses / triples:.3f}, "
        f"{false} false events in {empty} sentences without any"
    )
    assert f1 >= 0.65
    assert whole_f1 >= 0.6
    assert statuses / triples >= 0.9
    assert false <= 0.1 * empty


def test_an_event_points_to_its_sentence_and_trigger() -> None:
    (event,) = [e for e in events("The talks went on. Peru condemned Chile.") if e.event_type == "ACCUSE"]
    assert event.evidence.spans[0].text == "Peru condemned Chile."
    assert [c.text for c in event.evidence.cue] == ["condemned"]
    assert [a.name for a in event.actors] == ["Peru"]
    assert [a.name for a in event.recipients] == ["Chile"]


def test_when_and_where() -> None:
    (event,) = events("The presidents of Peru and Chile met in Lima on Monday.")
    assert event.date is not None
    assert str(event.date.first) == "2026-03-02"
    assert event.place is not None
    assert event.place.name == "Lima"


@pytest.mark.parametrize("text", ["…", "?!", "a", "«»", "\ud800 met Peru"])
def test_any_text_is_read(text: str) -> None:
    assert isinstance(events(text), list)
