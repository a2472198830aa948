"""Visits to several countries that one clause lists, and those that go on where a report comes from."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from communique.model.finding import MeetingKind, MeetingStatus, Place
from communique.model.reference import ActorKind, ActorRef
from communique.read.analysis.analysis import Analysis
from communique.read.find.meetings.mention import Mention
from communique.read.find.meetings.merging import Group

JOINING = frozenset((",", "and", "the", "or"))


def each_country(analysis: Analysis, mention: Mention) -> Iterator[Mention]:
    """The visits of "a visit to X, Y and Z": the mention itself, and one for every other place."""
    yield mention
    if mention.kind is not MeetingKind.VISIT or mention.place is None or not mention.sides:
        return
    for place in _listed(analysis, mention.place):
        state = visited(analysis, place)
        if state is not None and place.place.span is not None:
            words = (*mention.words, *analysis.words(place.place.span))
            sides = (mention.sides[0], (state,))
            yield replace(mention, place=place, sides=sides, words=tuple(sorted(set(words))))


def _listed(analysis: Analysis, place: Place) -> list[Place]:
    """The other countries of the list in which a place stands."""
    inside = analysis.words(place.place.span) if place.place.span else range(0)
    found = [*_beside(analysis, inside.start - 1, -1), *_beside(analysis, inside.stop, 1)] if inside else []
    return [p for p in found if p.place.country not in (None, place.place.country)]


def _beside(analysis: Analysis, at: int, step: int) -> Iterator[Place]:
    """The places that follow one another from a word on, joined by commas and "and"."""
    layer, last = analysis.layers.place_at, None
    while 0 <= at < len(analysis):
        place = layer.get(at)
        if place is None and analysis.lower[at] not in JOINING:
            return
        if place is not None and place is not last:
            last = place
            yield place
        at += step


def visited(analysis: Analysis, place: Place) -> ActorRef | None:
    """The state that a place is in, where the article itself names it."""
    for actor in analysis.layers.actors:
        if actor.actor_kind is ActorKind.STATE and actor.country == place.place.country:
            inferred = f"the state that {place.place.name} is in"
            return ActorRef(name=actor.name, kind=ActorKind.STATE, country=actor.country, inferred=inferred)
    return None


def going_on(analysis: Analysis, groups: Iterable[Group]) -> None:
    """A visit without a day, told only by a noun, goes on where the report itself comes from that country."""
    span = analysis.article.dateline_place
    home = None if span is None else analysis.layers.place_at.get(analysis.words(span).start)
    for group in groups if home else ():
        visit = all(m.kind is MeetingKind.VISIT for m in group.mentions)
        told = any(sure for _, sure in group.statuses)
        here = (
            group.place is not None and home is not None and group.place.place.country == home.place.country
        )
        if visit and here and not told and group.time is None and group.status() is MeetingStatus.HELD:
            group.statuses[0] = (MeetingStatus.UNDER_WAY, False)
            group.statuses[1:] = [(MeetingStatus.UNDER_WAY, False)] * (len(group.statuses) - 1)
