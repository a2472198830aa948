"""Export: findings as the JSON rows that scorers and other programs read.

The keys are a contract; see docs/export.md. Offsets are code points into the article's text.
"""

from __future__ import annotations

import csv
import json
from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import cache, partial
from typing import Any, Literal, TextIO

from communique.errors import SettingsError
from communique.knowledge.plover import intensity, quad
from communique.model.entry import HeldOffice, SettledActor
from communique.model.finding import (
    Actor,
    Event,
    Finding,
    Meeting,
    Place,
    Pledge,
    Position,
    Proposal,
    Statement,
    Time,
)
from communique.model.reference import ActorRef, Mention, PlaceRef
from communique.model.text import Span
from communique.model.when import When
from communique.record.view import View

Row = dict[str, Any]
Format = Literal["jsonl", "csv"]

# What can be exported, and the kind of finding that it is.
WHAT = {
    "statements": "statement",
    "events": "event",
    "meetings": "meeting",
    "pledges": "pledge",
    "positions": "position",
    "proposals": "proposal",
    "times": "time",
    "places": "place",
    "actors": "actor",
}


def export(view: View, what: str, out: TextIO, *, format: Format = "jsonl", rejected: bool = False) -> int:
    """Write the findings of one kind, one row a line, as they come; the number of rows.

    Actors are the settled ones, with their mentions in all articles. Findings that a person rejected
    are left out unless `rejected` asks for them.

    Raises:
        SettingsError: when there is no such kind, or the format is none.
    """
    if what not in WHAT:
        raise SettingsError(f"{what!r} is nothing to export; {_choices()}")
    rows = _actors(view) if what == "actors" else _findings(view, WHAT[what], rejected)
    if format == "jsonl":
        return _write_jsonl(rows, out)
    if format == "csv":
        return _write_csv(rows, out)
    raise SettingsError(f"{format!r} is no format of these rows; there are jsonl and csv")


def _choices() -> str:
    return f"there are {', '.join(WHAT)}"


def _findings(view: View, kind: str, rejected: bool) -> Iterator[Row]:
    left_out = frozenset() if rejected else view.rejected()
    entry_of = {f: e.id for e in view.entries(kind) for f in e.findings}

    @cache
    def actor_id(article: str, name: str) -> str | None:
        settled = view.actor_of(article, name)
        return settled.id if settled else None

    for finding in view.findings(kind):
        if finding.id in left_out:
            continue
        row = export_row(finding)
        _fill(list(row.values()), partial(actor_id, finding.article))
        if kind in ("meeting", "pledge", "proposal"):
            row["entry"] = entry_of.get(finding.id)
        yield row


def _fill(value: Any, actor_id: Callable[[str], str | None]) -> None:
    """Put the settled actor's id into every ACTOR of a row."""
    if isinstance(value, dict):
        if "id" in value and "name" in value:
            value["id"] = actor_id(value["name"])
        value = list(value.values())
    if isinstance(value, list):
        for part in value:
            _fill(part, actor_id)


def _actors(view: View) -> Iterator[Row]:
    """Settled actors; the mentions of all are held in memory, for one query each would take minutes."""
    mentions = {f.id: (f.article, f.mentions) for f in view.findings("actor") if isinstance(f, Actor)}
    for actor in view.actors():
        yield _settled(actor, [mentions[i] for i in actor.findings if i in mentions])


def _settled(actor: SettledActor, chains: list[tuple[str, tuple[Mention, ...]]]) -> Row:
    mentions = [{**_span(m.span), "article": article} for article, chain in chains for m in chain]
    return {
        "id": actor.id,
        "name": actor.name,
        "kind": actor.kind.value,
        "country": actor.country,
        "named": actor.named,
        "aliases": list(actor.aliases),
        "sector": actor.sector,
        "offices": [_held(o) for o in actor.offices],
        "seated": [{"article": s.article, "name": s.name, "reason": s.reason} for s in actor.seated],
        "mentions": mentions,
    }


def _held(office: HeldOffice) -> Row:
    return {
        "title": office.title,
        "of": office.of,
        "from": office.first,
        "to": office.last,
        "standing": office.standing.value,
        "source": office.source,
        "reports": office.reports,
        "evidence": [
            {**_span(r.span), "article": r.article, "day": r.day.isoformat() if r.day else None}
            for r in office.attested
            if r.span is not None
        ],
    }


def _write_jsonl(rows: Iterator[Row], out: TextIO) -> int:
    count = 0
    for row in rows:
        out.write(json.dumps(row, ensure_ascii=False).encode("utf-8", "replace").decode("utf-8") + "\n")
        count += 1
    return count


def _write_csv(rows: Iterator[Row], out: TextIO) -> int:
    """Flat cells: actors by name, passages by their words; what nests deeper is JSON."""
    writer: csv.DictWriter[str] | None = None
    count = 0
    for row in rows:
        if writer is None:
            writer = csv.DictWriter(out, fieldnames=list(row), lineterminator="\n")
            writer.writeheader()
        writer.writerow({key: _cell(value) for key, value in row.items()})
        count += 1
    return count


def _cell(value: Any) -> str | int | float | bool | None:
    if isinstance(value, list):
        return harmless("; ".join(str(_cell(v)) for v in value))
    if isinstance(value, dict):
        for key in ("name", "value", "text", "title"):
            if value.get(key):
                return harmless(str(value[key]))
        return json.dumps(value, ensure_ascii=False)
    return harmless(value) if isinstance(value, str) else value


def harmless(cell: str) -> str:
    """A cell that a spreadsheet takes for text, not for a formula, and that UTF-8 can hold."""
    cell = cell.encode("utf-8", "replace").decode("utf-8").replace("\0", "\ufffd")
    return f"'{cell}" if cell[:1] in ("=", "+", "-", "@", "\t", "\r") else cell


def export_row(finding: Finding, actor_id: str | None = None) -> Row:
    """One finding as a JSON-ready row; `actor_id` is the settled actor's id (for actors)."""
    row: Row = {
        "article": finding.article,
        "id": finding.id,
        "evidence": [_span(s) for s in finding.evidence.spans],
        "score": round(finding.evidence.score, 4),
    }
    row.update(_fields(finding, actor_id))
    return row


def _fields(finding: Finding, actor_id: str | None) -> Row:
    match finding:
        case Statement():
            return _statement(finding)
        case Event():
            return _event(finding)
        case Meeting():
            return _meeting(finding)
        case Pledge():
            return _pledge(finding)
        case Position():
            return {
                "party": _actor(finding.party),
                "issue": finding.issue,
                "stance": finding.stance,
                "speaker": _actor(finding.speaker),
                "date": _when(finding.date),
            }
        case Proposal():
            return {
                "name": finding.name,
                "by": _list(finding.by),
                "with": _list(finding.with_),
                "date": _when(finding.date),
                "status": finding.status.value,
            }
        case Time():
            return {**_first_span(finding), "type": finding.type, **(_when(finding.when) or {})}
        case Place():
            return {**_first_span(finding), **(_place(finding.place) or {}), "use": finding.use.value}
        case Actor():
            return _chain(finding, actor_id)
        case _:
            return {}


def _first_span(finding: Finding) -> Row:
    return _span(finding.evidence.spans[0])


def _statement(s: Statement) -> Row:
    return {
        "speaker": _actor(s.speaker),
        "sourcing": s.sourcing.value,
        "mode": s.mode.value,
        "kind": s.quoting.value,
        "cue": [_span(c) for c in s.cue],
        "content": [_span(c) for c in s.content],
        "addressee": _actor(s.addressee),
        "relay": _actor(s.relay),
        "said_on": _when(s.said_on),
        "within": s.within,
        "venue": None if s.venue is None else _span(s.venue),
    }


def _event(e: Event) -> Row:
    return {
        "type": e.event_type.value,
        "mode": e.mode,
        "status": e.status.value,
        "actor": _phrases(e.actors),
        "recipient": _phrases(e.recipients),
        "date": _when(e.date),
        "place": _place(e.place),
        "quad": quad(e.event_type),
        "intensity": intensity(e.event_type),
        "contexts": list(e.contexts),
        "trigger": [_span(c) for c in e.evidence.cue],
    }


def _phrases(actors: tuple[ActorRef, ...]) -> list[Row | None]:
    """Each single actor; members of a plural without words of their own have the plural's."""
    return [_actor(replace(one, mention=one.mention or a.mention)) for a in actors for one in a.each()]


def _meeting(m: Meeting) -> Row:
    return {
        "who": [_list(side) for side in m.who],
        "mediators": _list(m.mediators),
        "kind": m.meeting_kind.value,
        "number": m.number,
        "place": _place(m.place),
        "date": _when(m.date),
        "status": m.status.value,
    }


def _pledge(p: Pledge) -> Row:
    return {
        "givers": _list(p.givers),
        "receivers": _list(p.receivers),
        "what": p.what,
        "amount": p.amount,
        "upper": p.upper,
        "bound": p.bound,
        "additional": p.additional,
        "converted": p.converted,
        "converted_currency": p.converted_currency,
        "total": p.total,
        "earlier": p.earlier,
        "currency": p.currency,
        "unit": p.unit,
        "per": p.per,
        "period": _when(p.period),
        "status": p.status.value,
        "by_when": _when(p.by_when),
        "condition": p.condition,
    }


def _chain(a: Actor, actor_id: str | None) -> Row:
    return {
        "actor": actor_id,
        "name": a.name,
        "kind": a.actor_kind.value,
        "country": a.country,
        "aliases": list(a.aliases),
        "offices": [
            {"title": o.title, "of": o.of, "from": None, "to": None, "standing": o.standing.value}
            for o in a.offices
        ],
        "mentions": [{**_span(m.span), "article": a.article, "form": m.form.value} for m in a.mentions],
    }


def _span(s: Span) -> Row:
    return {"start": s.start, "end": s.end, "text": s.text}


def _list(actors: tuple[ActorRef, ...]) -> list[Row | None]:
    """Each single actor: a plural stands for its members."""
    return [_actor(one) for a in actors for one in a.each()]


def _actor(a: ActorRef | None) -> Row | None:
    if a is None:
        return None
    at = a.mention
    return {
        "name": a.name,
        "id": None,
        "start": at.start if at else None,
        "end": at.end if at else None,
        "text": at.text if at else None,
    }


def _when(w: When | None) -> Row | None:
    if w is None:
        return None
    return {
        "value": w.value,
        "from": w.first.isoformat() if w.first else None,
        "to": w.last.isoformat() if w.last else None,
        "text": w.span.text if w.span else None,
        "inferred": w.inferred,
    }


def _place(p: PlaceRef | None) -> Row | None:
    if p is None:
        return None
    return {
        "name": p.name,
        "geonames_id": p.geonames_id,
        "lat": p.lat,
        "lon": p.lon,
        "country": p.country,
        "kind": p.kind,
        "start": p.span.start if p.span else None,
        "end": p.span.end if p.span else None,
        "text": p.span.text if p.span else None,
    }
