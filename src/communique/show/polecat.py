"""Events as POLECAT's forty columns, and beside them what these leave out.

POLECAT (Halterman, Bagozzi, Beger, Schrodt and Scarborough 2023, "PLOVER and POLECAT") is PLOVER's public
data set. docs/events.md says what each column holds here and where that differs.
"""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from importlib.metadata import version
from itertools import groupby
from typing import TextIO

from communique.knowledge.countries import alpha3, cow_number
from communique.knowledge.offices import state_code
from communique.knowledge.plover import intensity, quad
from communique.knowledge.sectors import sector
from communique.model.entry import SettledActor
from communique.model.finding import Actor, Event, Finding, Place, PlaceUse
from communique.model.reference import ActorKind, ActorRef, Office, PlaceRef, Standing
from communique.model.text import Article
from communique.record.view import View
from communique.show.export import harmless

COLUMNS = (
    "Event ID", "Event Date", "Event Type", "Event Mode", "Intensity", "Quad Code", "Contexts",
    "Actor Name", "Actor Country", "Actor COW", "Primary Actor Sector", "Actor Sectors", "Actor Title",
    "Actor Name Raw", "Wikipedia Actor ID",
    "Recipient Name", "Recipient Country", "Recipient COW", "Primary Recipient Sector", "Recipient Sectors",
    "Recipient Title", "Recipient Name Raw", "Wikipedia Recipient ID",
    "Placename", "City", "District", "Province", "Country", "Latitude", "Longitude", "GeoNames ID",
    "Raw Placename", "Feature Type",
    "Source", "Publication Date", "Story People", "Story Organizations", "Story Locations", "Language",
    "Version",
)  # fmt: skip
COMPANION = (
    "Event ID", "Article ID", "URL", "Headline", "Status", "Trigger", "Trigger Start", "Trigger End",
    "Sentence", "Sentence Start", "Sentence End", "Score", "Actor IDs", "Recipient IDs",
    "Date From", "Date To", "Date Text", "Date Inferred", "Inferred", "Notes",
)  # fmt: skip
NONE = "None"  # what POLECAT writes for an actor, or a part of one, that there is not
JOINT = "; "  # what POLECAT joins the several values of a cell with
PERSON, ORGANISATIONS = {ActorKind.PERSON}, {
    ActorKind.GOVERNMENT, ActorKind.ORGANISATION, ActorKind.ARMED_GROUP, ActorKind.OUTLET,
}  # fmt: skip

Cell = str | int | float
Row = list[Cell]


def export_polecat(view: View, out: TextIO, companion: TextIO, *, rejected: bool = False) -> int:
    """Write every event as a row of `out` and of `companion`, which share its id; the number of rows.

    Both are tab-separated, with a line of column names. Cells hold no tabs or line breaks. Events that a
    person rejected are left out unless `rejected` asks for them.
    """
    left_out = frozenset() if rejected else view.rejected()
    files = [csv.writer(f, delimiter="\t", lineterminator="\n") for f in (out, companion)]
    for file, columns in zip(files, (COLUMNS, COMPANION), strict=True):
        file.writerow(columns)
    count = 0
    for article, found in groupby(view.findings("event"), lambda f: f.article):
        events = [f for f in found if isinstance(f, Event) and f.id not in left_out]
        if not events:
            continue
        story = _Story(view, view.article(article))
        for event in events:
            for file, row in zip(files, (story.row(event), story.beside(event)), strict=True):
                file.writerow([_cell(value) for value in row])
            count += 1
    return count


@dataclass(frozen=True, slots=True)
class _Party:
    """One actor in the columns of POLECAT."""

    name: str
    country: str | None
    cow: str | None
    sector: str | None
    title: str | None
    raw: str | None
    id: str | None


class _Story:
    """One article: what all of its rows share, and the actors of its events."""

    def __init__(self, view: View, article: Article) -> None:
        self._view = view
        self._article = article
        found: list[Finding] = list(view.findings("actor", article.id))
        self._chains = {f.name: f for f in found if isinstance(f, Actor)}
        self._places = _names(
            f.place.name
            for f in view.findings("place", article.id)
            if isinstance(f, Place) and f.use is not PlaceUse.DEMONYM
        )

    def row(self, e: Event) -> Row:
        """The forty columns of an event."""
        day = e.date.first if e.date and e.date.first else self._published()
        return [
            e.id, day.isoformat() if day else "", e.event_type.value, e.mode or "", intensity(e.event_type),
            quad(e.event_type).upper(), _joined(e.contexts),
            *_side(self.parties(e.actors)),
            *_side(self.parties(e.recipients)),
            *_where(e.place),
            *self._shared(),
        ]  # fmt: skip

    def beside(self, e: Event) -> Row:
        """What POLECAT has no column for."""
        sentence, trigger = e.evidence.spans[0], e.evidence.cue[0] if e.evidence.cue else None
        parties = [[p.id or NONE for p in self.parties(side)] for side in (e.actors, e.recipients)]
        return [
            e.id, e.article, self._article.url or "", self._article.title or "", e.status.value,
            JOINT.join(_item(c.text) for c in e.evidence.cue),
            trigger.start if trigger else "", trigger.end if trigger else "",
            sentence.text, sentence.start, sentence.end, round(e.evidence.score, 4),
            *(_joined(ids) or NONE for ids in parties),
            *_dates(e),
            _joined(f"{a.name}: {a.inferred}" for a in (*e.actors, *e.recipients) if a.inferred),
            _joined(e.evidence.notes),
        ]  # fmt: skip

    def parties(self, actors: Sequence[ActorRef]) -> list[_Party]:
        """The single actors, members of a plural one by one, each once."""
        found: dict[str, _Party] = {}
        for party in (self._party(one, a) for a in actors for one in a.each()):
            found.setdefault(party.id or party.name, party)
        return list(found.values())

    def _party(self, one: ActorRef, whole: ActorRef) -> _Party:
        settled = self._view.actor_of(self._article.id, one.name)
        chain = self._chains.get(one.name)
        kind = settled.kind if settled else one.kind
        country = (settled.country if settled else None) or one.country or state_code(one.name)
        code = (settled.sector if settled else None) or sector(
            kind, one.name, chain.offices if chain else (), one.named, country
        )
        mention = one.mention or whole.mention
        return _Party(
            name=settled.name if settled else one.name,
            country=(alpha3(country) if country else None) or ("IGO" if code == "IGO" else None),
            cow=cow_number(country) if country else None,
            sector=code,
            title=_title(chain.offices if chain else ()) or _held(settled),
            raw=mention.text if mention else None,
            id=settled.id if settled else None,
        )

    def _shared(self) -> Iterator[Cell]:
        published = self._published()
        yield self._article.source or ""
        yield published.isoformat() if published else ""
        for kinds in (PERSON, ORGANISATIONS):
            yield _names(c.name for c in self._chains.values() if c.named and c.actor_kind in kinds)
        yield self._places
        yield self._article.language or ""
        yield f"communique-{version('communique')}"

    def _published(self) -> date | None:
        return self._article.published.first if self._article.published else None


def _side(parties: Sequence[_Party]) -> Iterator[str]:
    """The eight columns of actors or of recipients; a cell has as many values as there are of them."""
    fields: tuple[Callable[[_Party], str | None], ...] = (
        lambda p: p.name, lambda p: p.country, lambda p: p.cow, lambda p: p.sector, lambda p: p.sector,
        lambda p: p.title, lambda p: p.raw,
    )  # fmt: skip
    for value in fields:
        yield JOINT.join(_item(value(p) or NONE) for p in parties) or NONE
    yield ""


def _title(offices: Iterable[Office]) -> str | None:
    """The first office that the article gives to somebody who is in it."""
    held = (o for o in offices if o.standing in (Standing.CURRENT, Standing.ACTING))
    return next((_office(o.title, o.of) for o in held), None)


def _held(settled: SettledActor | None) -> str | None:
    """The office that other reports give, where they give one only: which it was on the day is not known."""
    offices = (
        {_office(o.title, o.of) for o in settled.offices if o.standing is Standing.CURRENT} if settled else ()
    )
    return next(iter(offices)) if len(offices) == 1 else None


def _office(title: str, of: str | None) -> str:
    return f"{title} of {of}" if of else title


def _where(place: PlaceRef | None) -> Iterator[Cell]:
    """The ten columns of the place; of city and province the one that it is."""
    if place is None:
        yield from [""] * 10
        return
    yield place.name
    yield place.name if place.kind == "city" else ""
    yield place.name if place.kind == "county" else ""
    yield place.name if place.kind == "region" else ""
    yield (alpha3(place.country) if place.country else None) or ""
    for number in (place.lat, place.lon, place.geonames_id):
        yield "" if number is None else number
    yield place.span.text if place.span else ""
    yield place.kind or ""


def _dates(e: Event) -> Iterator[str]:
    when = e.date
    yield when.first.isoformat() if when and when.first else ""
    yield when.last.isoformat() if when and when.last else ""
    yield when.span.text if when and when.span else ""
    yield "" if when is None else str(when.inferred).lower()


def _names(names: Iterable[str]) -> str:
    return _joined(dict.fromkeys(names))


def _joined(values: Iterable[str]) -> str:
    return JOINT.join(map(_item, values))


def _item(value: str) -> str:
    """One of several values of a cell, without the mark that joins them."""
    return value.replace(";", ",")


def _cell(value: Cell) -> Cell:
    """A cell on one line; text that a spreadsheet would take for a formula begins with an apostrophe."""
    return harmless(" ".join(value.split())) if isinstance(value, str) else value
