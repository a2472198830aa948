"""Export: findings as the JSON rows that scorers and other programs read.

The keys are a contract; see docs/export.md. Offsets are code points into the article's text.
"""

from __future__ import annotations

from typing import Any

from communique.model.finding import (
    Actor,
    Finding,
    Meeting,
    Place,
    Pledge,
    Position,
    Proposal,
    Statement,
    Time,
)
from communique.model.reference import ActorRef, PlaceRef
from communique.model.text import Span
from communique.model.when import When

Row = dict[str, Any]


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
                "by": [_actor(a) for a in finding.by],
                "with": [_actor(a) for a in finding.with_],
                "date": _when(finding.date),
                "status": finding.status.value,
            }
        case Time():
            return {**_first_span(finding), "type": finding.type, **(_when(finding.when) or {})}
        case Place():
            return {**_first_span(finding), **(_place(finding.place) or {})}
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
    }


def _meeting(m: Meeting) -> Row:
    return {
        "who": [[_actor(a) for a in side] for side in m.who],
        "mediators": [_actor(a) for a in m.mediators],
        "kind": m.meeting_kind.value,
        "place": _place(m.place),
        "date": _when(m.date),
        "status": m.status.value,
    }


def _pledge(p: Pledge) -> Row:
    return {
        "givers": [_actor(a) for a in p.givers],
        "receivers": [_actor(a) for a in p.receivers],
        "what": p.what,
        "amount": p.amount,
        "upper": p.upper,
        "currency": p.currency,
        "unit": p.unit,
        "per": p.per,
        "period": None,
        "status": p.status.value,
        "by_when": _when(p.by_when),
    }


def _chain(a: Actor, actor_id: str | None) -> Row:
    return {
        "actor": actor_id,
        "name": a.name,
        "kind": a.actor_kind.value,
        "country": a.country,
        "aliases": list(a.aliases),
        "offices": [{"title": o.title, "of": o.of, "from": None, "to": None} for o in a.offices],
        "mentions": [{**_span(m.span), "article": a.article, "form": m.form.value} for m in a.mentions],
    }


def _span(s: Span) -> Row:
    return {"start": s.start, "end": s.end, "text": s.text}


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
