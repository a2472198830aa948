"""Where participants were at the time: a visit told elsewhere gives a meeting its place and day.

"Berg was in Lima this week. She met Rojas": the second sentence alone tells neither. A stay is lent
only to a meeting of the same traveller, with the same tense, whose host is at home in that country or
which is told right after it; what was lent is in the meeting's evidence.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from communique.model.finding import MeetingKind, Place, Time
from communique.model.finding import MeetingStatus as Status
from communique.model.reference import ActorKind, ActorRef
from communique.read.analysis.analysis import Analysis
from communique.read.find.meetings.mention import Mention
from communique.read.find.meetings.merging import HAPPENS, OFF, TO_COME, Group
from communique.read.find.meetings.setting import days, when, where
from communique.read.find.meetings.verdict import firm, status
from communique.read.find.status import status_of

NEAR = 2  # sentences after a stay that go on telling of it
LONGEST = 14  # days of a stay that still tell when


@dataclass(frozen=True, slots=True, kw_only=True)
class Stay:
    """Somebody is, was or will be somewhere; `words` bear it out."""

    who: frozenset[str]
    home: frozenset[str]
    place: Place
    time: Time | None
    ahead: bool
    words: tuple[int, ...]

    def sentence(self, analysis: Analysis) -> int:
        """The number of the sentence that tells it."""
        return analysis.sent[self.words[0]]


def stays(analysis: Analysis, mentions: Iterable[Mention]) -> list[Stay]:
    """The stays that an article tells of, in text order."""
    found = [*_visits(analysis, mentions), *_whereabouts(analysis)]
    return sorted(found, key=lambda s: s.words)


def _visits(analysis: Analysis, mentions: Iterable[Mention]) -> Iterator[Stay]:
    for m in mentions:
        told = firm(analysis, m)[0]
        if m.kind is MeetingKind.VISIT and m.place and m.sides and told in (*HAPPENS, *TO_COME):
            yield _stay(m.sides[0], m.place, m.time, m.words, ahead=told in TO_COME)


def _whereabouts(analysis: Analysis) -> Iterator[Stay]:
    """Stays told by a form of "be": "Berg was in Lima this week for …"."""
    for s in analysis.readable_sentences():
        for i in range(s.first, s.last):
            if analysis.lemma[i] != "be" or analysis.tag[i][0] != "V" or analysis.dep[i] == "auxpass":
                continue
            who = next((c for c in analysis.children[i] if analysis.dep[c] == "nsubj"), None)
            ref = None if who is None else analysis.ref(who)
            place = where(analysis, [i], visit=False) if ref is not None else None
            told = status(status_of(analysis, i)) if place is not None else None
            if ref is None or place is None or ref.kind is not ActorKind.PERSON:
                continue
            if told in (*HAPPENS, Status.PLANNED, None):
                time = when(analysis, [i])
                words = (*((who,) if who is not None else ()), i, *_words(analysis, place, time))
                yield _stay(ref.each(), place, time, tuple(sorted(words)), ahead=told is Status.PLANNED)


def _words(analysis: Analysis, place: Place, time: Time | None) -> Iterator[int]:
    for span in (place.place.span, time.when.span if time else None):
        if span is not None:
            yield from analysis.words(span)


def _stay(
    who: Iterable[ActorRef], place: Place, time: Time | None, words: tuple[int, ...], *, ahead: bool
) -> Stay:
    people = [one for actor in who for one in actor.each()]
    return Stay(
        who=frozenset(a.name for a in people),
        home=frozenset(a.country for a in people if a.country),
        place=place,
        time=time,
        ahead=ahead,
        words=words,
    )


def settle(analysis: Analysis, groups: Iterable[Group], told: list[Stay]) -> None:
    """Give each group that lacks a place or day the one of the stay that it was part of."""
    for group in groups:
        if any(m.kind in (MeetingKind.CALL, MeetingKind.VISIT) for m in group.mentions):
            continue
        stay = None if group.place and group.time else _of(analysis, group, told)
        if stay is None:
            _at_dateline(analysis, group)
            continue
        placed = group.place is None and stay.place.place.country is not None  # not "in the region"
        dated = group.time is None and stay.time is not None and days(stay.time) <= LONGEST
        if placed:
            group.place = stay.place
        if dated:
            group.time = stay.time
        if placed or dated:
            group.lent = stay.words


def _at_dateline(analysis: Analysis, group: Group) -> None:
    """Give a meeting of the dateline's day its place, where one participant is at home and one a guest."""
    span, published = analysis.article.dateline_place, analysis.article.published
    place = None if span is None else analysis.layers.place_at.get(analysis.words(span).start)
    if group.place is not None or place is None or published is None:
        return
    homes = {a.country for a in group.everyone() if a.kind is ActorKind.PERSON and a.country}
    dated = group.time is not None and days(group.time) == 0 and group.time.when.overlaps(published)
    today = dated or (group.time is None and any(m.over for m in group.mentions))
    if today and len(homes) > 1 and place.place.country in homes and group.status() not in OFF:
        group.place = place
        group.lent = tuple(_words(analysis, place, None))


def _of(analysis: Analysis, group: Group, told: list[Stay]) -> Stay | None:
    """The stay that a meeting was part of: the last one told before it, else the first after it."""
    first = analysis.sent[min(m.trigger for m in group.mentions)]
    fitting = [s for s in told if _fits(analysis, s, group, first)]
    before = [s for s in fitting if s.sentence(analysis) <= first]
    if group.place is not None and group.time is None:
        before = [s for s in before if s.time is not None] or before
    return before[-1] if before else fitting[0] if fitting else None


def _fits(analysis: Analysis, stay: Stay, group: Group, first: int) -> bool:
    everyone = group.everyone()
    if not any(a.name in stay.who for a in everyone) or (group.status() in TO_COME) != stay.ahead:
        return False
    if group.status() not in (*HAPPENS, *TO_COME):
        return False
    if group.place is not None and group.place.place.country != stay.place.place.country:
        return False
    if group.time and stay.time and not group.time.when.overlaps(stay.time.when):
        return False
    if 0 <= first - stay.sentence(analysis) <= NEAR:
        return True
    if group.time and not stay.time:
        return False  # a day of its own may be another journey's
    country = stay.place.place.country
    return country is not None and country not in stay.home and any(a.country == country for a in everyone)
