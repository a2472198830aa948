"""Articles, findings and settlements as rows of the record's tables.

Every row is made before anything is written, so that what cannot be stored fails early and whole.
"""

from __future__ import annotations

import json
import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from datetime import datetime
from typing import Any

from communique.errors import RecordError
from communique.knowledge.offices import Holding
from communique.knowledge.plover import intensity, quad
from communique.knowledge.sectors import sector
from communique.model.entry import Entry, HeldOffice, SettledActor, Settlement
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
from communique.model.reference import ActorRef, PlaceRef
from communique.model.text import Article, Span
from communique.model.when import When
from communique.record.encoding import encode

Row = dict[str, Any]
Rows = defaultdict[str, list[Row]]  # table name → its new rows

# Characters that databases refuse in text: half surrogate pairs, and the null character.
_REFUSED = re.compile("[\x00\ud800-\udfff]")
_STAND_IN = "\ufffd"


def storable(text: str) -> str:
    """The text with a stand-in for each character that cannot be stored; of the same length."""
    return text if text.isascii() and "\x00" not in text else _REFUSED.sub(_STAND_IN, text)


def replaced(text: str) -> str | None:
    """The characters that :func:`storable` takes out, as JSON ``[[offset, code point], …]``; None if none."""
    found = [(m.start(), ord(m.group())) for m in _REFUSED.finditer(text)]
    return json.dumps(found) if found else None


def restored(text: str, taken_out: str | None) -> str:
    """The text as it was before :func:`storable`."""
    if taken_out is None:
        return text
    characters = list(text)
    for offset, code in json.loads(taken_out):
        characters[offset] = chr(code)
    return "".join(characters)


def article_row(article: Article, version: str, now: datetime) -> Row:
    """The row of `articles`."""
    row = {
        "id": article.id,
        "source": article.source,
        "title": article.title,
        "url": article.url,
        "location": article.location,
        "language": article.language,
        **_when("published_", article.published),
        **_span("dateline_", article.dateline_place),
        "place": article.place,
        "text": article.text,
        "replaced": replaced(article.text),
    }
    row = {k: storable(v) if isinstance(v, str) and k != "id" else v for k, v in row.items()}
    return {**row, "text_hash": article.text_hash, "version": version, "read_at": now}


def block_rows(article: Article) -> list[Row]:
    """The rows of `blocks`."""
    return [
        {
            "article_id": article.id,
            "ordinal": n,
            "kind": b.kind.value,
            "start_char": b.span.start,
            "end_char": b.span.end,
            "is_foreign": b.foreign,
            "reason": b.reason,
        }
        for n, b in enumerate(article.blocks)
    ]


def finding_rows(rows: Rows, article: Article, findings: Iterable[Finding], first_seen: datetime) -> None:
    """Add the rows of an article's findings, in their order, to `rows`; each id once.

    Raises:
        RecordError: for a finding of another article, or of a type that the model does not list.
    """
    seen: set[str] = set()
    for ordinal, finding in enumerate(findings):
        id = finding.id
        if finding.article != article.id:
            raise RecordError(f"finding {id} belongs to article {finding.article}, not to {article.id}")
        if id in seen:
            continue
        seen.add(id)
        rows["findings"].append(_finding(id, finding, ordinal, first_seen))
        _spans(rows["spans"], id, "evidence", finding.evidence.spans)
        _spans(rows["spans"], id, "cue", finding.evidence.cue)
        _BY_KIND[finding.kind](rows, id, finding)


def clean(rows: Mapping[str, list[Row]]) -> None:
    """Put stand-ins for what cannot be stored into every text of `rows`; for the odd article only."""
    for several in rows.values():
        for row in several:
            for key, value in row.items():
                if isinstance(value, str):
                    row[key] = storable(value)


def _finding(id: str, finding: Finding, ordinal: int, first_seen: datetime) -> Row:
    evidence = finding.evidence
    span = evidence.spans[0]
    return {
        "id": id,
        "article_id": finding.article,
        "ordinal": ordinal,
        "kind": finding.kind,
        "start_char": span.start,
        "end_char": span.end,
        "text": span.text,
        "finder": evidence.finder,
        "version": evidence.version,
        "method": evidence.method,
        "score": evidence.score,
        "notes": "\n".join(evidence.notes) or None,
        "first_seen": first_seen,
        "data": encode(finding),
    }


def _time(rows: Rows, id: str, finding: Time) -> None:
    rows["times"].append({"finding_id": id, "type": finding.type, **_when("", finding.when)})


def _place(rows: Rows, id: str, finding: Place) -> None:
    place = finding.place
    rows["places"].append(
        {
            "finding_id": id,
            "name": place.name,
            "geonames_id": place.geonames_id,
            "lat": place.lat,
            "lon": place.lon,
            "country": place.country,
            "kind": place.kind,
            **_span("", place.span),
            "use": finding.use.value,
        }
    )


def _actor(rows: Rows, id: str, finding: Actor) -> None:
    rows["actors"].append(
        {
            "finding_id": id,
            "name": finding.name,
            "kind": finding.actor_kind.value,
            "country": finding.country,
            "named": finding.named,
            "sector": sector(
                finding.actor_kind, finding.name, finding.offices, finding.named, finding.country
            ),
        }
    )
    for n, alias in enumerate(finding.aliases):
        rows["actor_aliases"].append({"finding_id": id, "ordinal": n, "alias": alias})
    for n, office in enumerate(finding.offices):
        row = {"finding_id": id, "ordinal": n, "title": office.title, "of_whom": office.of}
        row["standing"] = office.standing.value
        rows["actor_offices"].append({**row, **_span("", office.span)})
    for n, mention in enumerate(finding.mentions):
        span = mention.span
        rows["mentions"].append(
            {
                "finding_id": id,
                "ordinal": n,
                "form": mention.form.value,
                "start_char": span.start,
                "end_char": span.end,
                "text": span.text,
            }
        )


def _statement(rows: Rows, id: str, finding: Statement) -> None:
    rows["statements"].append(
        {
            "finding_id": id,
            "speaker": _name(finding.speaker),
            "cue": _words(finding.cue),
            "content": _words(finding.content) or "",
            "mode": finding.mode.value,
            "quoting": finding.quoting.value,
            "sourcing": finding.sourcing.value,
            "addressee": _name(finding.addressee),
            "relay": _name(finding.relay),
            **_when("said_on_", finding.said_on),
            "within_finding_id": finding.within,
            **_span("venue_", finding.venue),
        }
    )
    _spans(rows["spans"], id, "content", finding.content)
    _spans(rows["spans"], id, "statement cue", finding.cue)
    for role in ("speaker", "addressee", "relay"):
        actor = getattr(finding, role)
        if actor is not None:
            _roles(rows["roles"], id, role, (actor,))


def _event(rows: Rows, id: str, finding: Event) -> None:
    rows["events"].append(
        {
            "finding_id": id,
            "type": finding.event_type.value,
            "mode": finding.mode,
            "status": finding.status.value,
            "quad": quad(finding.event_type),
            "intensity": intensity(finding.event_type),
            "contexts": ", ".join(finding.contexts) or None,
            "actors": _names(finding.actors),
            "recipients": _names(finding.recipients),
            **_where(finding.place),
            **_when("date_", finding.date),
        }
    )
    _roles(rows["roles"], id, "actor", finding.actors)
    _roles(rows["roles"], id, "recipient", finding.recipients)


def _meeting(rows: Rows, id: str, finding: Meeting) -> None:
    rows["meetings"].append(
        {
            "finding_id": id,
            "who": " / ".join(_names(side) or "" for side in finding.who),
            "mediators": _names(finding.mediators),
            "kind": finding.meeting_kind.value,
            "number": finding.number,
            "status": finding.status.value,
            **_where(finding.place),
            **_when("date_", finding.date),
        }
    )
    for side, actors in enumerate(finding.who):
        _roles(rows["roles"], id, "participant", actors, side)
    _roles(rows["roles"], id, "mediator", finding.mediators)


def _pledge(rows: Rows, id: str, finding: Pledge) -> None:
    rows["pledges"].append(
        {
            "finding_id": id,
            "givers": _names(finding.givers),
            "receivers": _names(finding.receivers),
            "what": finding.what,
            "amount": finding.amount,
            "upper": finding.upper,
            "currency": finding.currency,
            "unit": finding.unit,
            "per": finding.per,
            "status": finding.status.value,
            **_when("by_when_", finding.by_when),
            **_when("period_", finding.period),
            "earlier": finding.earlier,
            "bound": finding.bound,
            "additional": finding.additional,
            "converted": finding.converted,
            "converted_currency": finding.converted_currency,
            "total": finding.total,
            "condition": finding.condition,
        }
    )
    _roles(rows["roles"], id, "giver", finding.givers)
    _roles(rows["roles"], id, "receiver", finding.receivers)


def _position(rows: Rows, id: str, finding: Position) -> None:
    rows["positions"].append(
        {
            "finding_id": id,
            "party": finding.party.name,
            "issue": finding.issue,
            "stance": finding.stance,
            "speaker": _name(finding.speaker),
            **_when("date_", finding.date),
        }
    )
    _roles(rows["roles"], id, "party", (finding.party,))
    if finding.speaker is not None:
        _roles(rows["roles"], id, "speaker", (finding.speaker,))


def _proposal(rows: Rows, id: str, finding: Proposal) -> None:
    rows["proposals"].append(
        {
            "finding_id": id,
            "name": finding.name,
            "by_whom": _names(finding.by),
            "with_whom": _names(finding.with_),
            "status": finding.status.value,
            **_when("date_", finding.date),
        }
    )
    _roles(rows["roles"], id, "by", finding.by)
    _roles(rows["roles"], id, "with", finding.with_)


_BY_KIND: dict[str, Callable[[Rows, str, Any], None]] = {
    Time.kind: _time,
    Place.kind: _place,
    Actor.kind: _actor,
    Statement.kind: _statement,
    Event.kind: _event,
    Meeting.kind: _meeting,
    Pledge.kind: _pledge,
    Position.kind: _position,
    Proposal.kind: _proposal,
}


def _span(prefix: str, span: Span | None) -> Row:
    return {
        f"{prefix}start_char": span.start if span else None,
        f"{prefix}end_char": span.end if span else None,
        f"{prefix}text": span.text if span else None,
    }


def _where(place: PlaceRef | None) -> Row:
    return {
        "place": place.name if place else None,
        "place_geonames_id": place.geonames_id if place else None,
        "place_lat": place.lat if place else None,
        "place_lon": place.lon if place else None,
        "place_country": place.country if place else None,
        **_span("place_", place.span if place else None),
    }


def _when(prefix: str, when: When | None) -> Row:
    return {
        f"{prefix}first": when.first if when else None,
        f"{prefix}last": when.last if when else None,
        f"{prefix}value": when.value if when else None,
        **_span(prefix, when.span if when else None),
        f"{prefix}anchor": when.anchor if when else None,
        f"{prefix}inferred": when.inferred if when else None,
    }


def _spans(rows: list[Row], id: str, role: str, spans: tuple[Span, ...]) -> None:
    for n, span in enumerate(spans):
        rows.append(
            {
                "finding_id": id,
                "role": role,
                "ordinal": n,
                "start_char": span.start,
                "end_char": span.end,
                "text": span.text,
            }
        )


def _roles(rows: list[Row], id: str, role: str, actors: tuple[ActorRef, ...], side: int = 0) -> None:
    """One row for each actor (member 0) and one for each of its members (1, 2, …)."""
    for n, actor in enumerate(actors):
        for member, each in enumerate((actor, *actor.members)):
            rows.append(
                {
                    "finding_id": id,
                    "role": role,
                    "side": side,
                    "ordinal": n,
                    "member": member,
                    "name": each.name,
                    "kind": each.kind.value,
                    "country": each.country,
                    "named": each.named,
                    "form": each.form.value,
                    "inferred": each.inferred,
                    **_span("", each.mention),
                }
            )


def _name(actor: ActorRef | None) -> str | None:
    return None if actor is None else actor.name


def _names(actors: tuple[ActorRef, ...]) -> str | None:
    return ", ".join(a.name for a in actors) or None


def _words(spans: tuple[Span, ...]) -> str | None:
    return " … ".join(s.text for s in spans) or None


def settlement_rows(settlement: Settlement, actor_findings: Mapping[str, tuple[str, str]]) -> Rows:
    """The rows of a settlement; `actor_findings` tells article and name of each actor finding."""
    rows: Rows = defaultdict(list)
    for ordinal, entry in enumerate(settlement.entries):
        _entry(rows, ordinal, entry)
    for ordinal, actor in enumerate(settlement.actors):
        _settled_actor(rows, ordinal, actor, actor_findings)
    for ordinal, group in enumerate(settlement.copies):
        rows["copy_groups"].append(
            {
                "id": group.id,
                "ordinal": ordinal,
                "original": group.original,
                "similarity": group.similarity,
                "credit": group.credit,
            }
        )
        for n, article in enumerate(group.articles):
            rows["copy_articles"].append({"group_id": group.id, "ordinal": n, "article_id": article})
    clean(rows)
    return rows


def _entry(rows: Rows, ordinal: int, entry: Entry) -> None:
    finding = entry.finding
    when = getattr(finding, "date", None) or getattr(finding, "by_when", None)
    rows["entries"].append(
        {
            "id": entry.id,
            "ordinal": ordinal,
            "kind": entry.kind,
            "title": entry.title,
            "status": getattr(finding, "status", None),
            "date_first": when.first if when else None,
            "date_last": when.last if when else None,
            "sources": entry.sources,
            "judged": entry.judged,
            "data": encode(entry),
        }
    )
    for n, id in enumerate(entry.findings):
        rows["entry_findings"].append({"entry_id": entry.id, "ordinal": n, "finding_id": id})
    for n, article in enumerate(entry.articles):
        rows["entry_articles"].append({"entry_id": entry.id, "ordinal": n, "article_id": article})
    for difference in entry.differences:
        for n, version in enumerate(difference.versions):
            rows["entry_versions"].append(
                {
                    "entry_id": entry.id,
                    "field": difference.field,
                    "ordinal": n,
                    "value": version.value,
                    "sources": version.sources,
                    "finding_ids": " ".join(version.findings),
                }
            )


def _settled_actor(
    rows: Rows, ordinal: int, actor: SettledActor, actor_findings: Mapping[str, tuple[str, str]]
) -> None:
    rows["settled_actors"].append(
        {
            "id": actor.id,
            "ordinal": ordinal,
            "name": actor.name,
            "kind": actor.kind.value,
            "country": actor.country,
            "named": actor.named,
            "sector": actor.sector,
            "data": encode(actor),
        }
    )
    for n, alias in enumerate(actor.aliases):
        rows["settled_aliases"].append({"actor_id": actor.id, "ordinal": n, "alias": alias})
    for n, office in enumerate(actor.offices):
        _held_office(rows, actor.id, n, office)
    for n, seat in enumerate(actor.seated):
        row = {"actor_id": actor.id, "ordinal": n, "article_id": seat.article, "name": seat.name}
        rows["settled_seats"].append({**row, "finding_id": seat.finding, "reason": seat.reason})
    for n, id in enumerate(actor.findings):
        article, name = actor_findings.get(id, (None, None))
        row = {"actor_id": actor.id, "ordinal": n, "finding_id": id, "article_id": article, "name": name}
        rows["settled_findings"].append(row)


def _held_office(rows: Rows, actor: str, ordinal: int, office: HeldOffice) -> None:
    rows["settled_offices"].append(
        {
            "actor_id": actor,
            "ordinal": ordinal,
            "title": office.title,
            "of_whom": office.of,
            "standing": office.standing.value,
            "first": office.first,
            "last": office.last,
            "source": office.source,
            "reports": office.reports,
        }
    )
    for n, report in enumerate(office.attested):
        row = {"actor_id": actor, "office": ordinal, "ordinal": n, "article_id": report.article}
        rows["office_reports"].append({**row, "day": report.day, **_span("", report.span)})


def known_office_rows(offices: Iterable[Holding]) -> list[Row]:
    """The rows of `known_offices`."""
    return [
        {
            "ordinal": n,
            "holder": h.holder,
            "title": h.title,
            "of_whom": h.of,
            "first": h.first,
            "last": h.last,
            "wikidata": h.wikidata,
            "source": h.source,
        }
        for n, h in enumerate(offices)
    ]
