"""Events in the brief: which are listed, which only counted, and what is one act in several reports.

Meetings and aid have sections of their own. Accusations, requests, rejections and words of support mostly
stand under who said them; here they are counted. What is only supposed is left to the export.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from datetime import date

from communique.knowledge.plover import label
from communique.model.finding import Event, EventStatus, EventType
from communique.model.reference import ActorRef
from communique.show.dates import when_text
from communique.show.focus import Selection
from communique.show.lines import Counted, EventLine
from communique.show.sources import Sources, reported

ELSEWHERE = frozenset((EventType.CONSULT, EventType.AID))
COUNTED = frozenset((EventType.SUPPORT, EventType.REQUEST, EventType.ACCUSE, EventType.REJECT))

Act = tuple[object, ...]


def _named(e: Event) -> bool:
    """True when one of those who act or to whom it is done has a name."""
    return any(one.named for a in (*e.actors, *e.recipients) for one in a.each())


class Events:
    """The events that enter a brief, as lines and as counts."""

    def __init__(self, events: Iterable[Event], sources: Sources, selection: Selection) -> None:
        self._sources = sources
        self._selection = selection
        acts: dict[Act, list[Event]] = {}
        for e in events:
            if e.event_type not in ELSEWHERE and e.status is not EventStatus.HYPOTHETICAL:
                acts.setdefault(self._act(e), []).append(e)
        self._acts = [found for found in acts.values() if selection.shows(list(found))]

    def lines(self) -> list[EventLine]:
        """Those of listed types that name somebody, each act once."""
        return [
            self._line(found)
            for found in self._acts
            if found[0].event_type not in COUNTED and _named(found[0])
        ]

    def counted(self) -> tuple[Counted, ...]:
        """The acts of the other types, by their names in words, the most frequent first."""
        numbers = Counter(found[0].event_type for found in self._acts if found[0].event_type in COUNTED)
        return tuple(
            Counted(what=label(t, number), number=number)
            for t, number in sorted(numbers.items(), key=lambda n: (-n[1], n[0]))
        )

    def _act(self, e: Event) -> Act:
        """What two reports of one act have in common; nothing is, where neither who nor whom is told."""
        sides = tuple(frozenset(self._keys(e, side)) for side in (e.actors, e.recipients))
        told = () if any(sides) else (e.id,)
        return (e.event_type, e.mode, e.status, *sides, self._day(e), *told)

    def _keys(self, e: Event, side: Iterable[ActorRef]) -> Iterable[object]:
        for one in (one for a in side for one in a.each()):
            settled = self._sources.actor(e.article, one.name)
            yield settled.id if settled else (e.article, one.name)

    def _day(self, e: Event) -> date | None:
        """Its own day, else that of the report, of a copy that of the original."""
        if e.date and e.date.first:
            return e.date.first
        return self._sources.day(self._sources.story(e.article))

    def _line(self, found: list[Event]) -> EventLine:
        e = found[0]
        day = self._day(e)
        return EventLine(
            id=e.id,
            what=label(e.event_type),
            event_mode=e.mode or "",
            status=e.status.value,
            actors=self._sources.names(e.article, e.actors),
            recipients=self._sources.names(e.article, e.recipients),
            place=next((f.place.name for f in found if f.place), ""),
            day=day,
            date=when_text(e.date) if e.date and e.date.first else reported(day),
            sources=self._sources.independent(f.article for f in found),
            citations=self._sources.cite(found),
            change=self._selection.change(found),
        )
