"""The meeting that a title names, before the text is read: its mentions in the text join it.

Where no mention joins, the finding stands on the words with which the text begins or greets. The day is
that of the report and the place that of its place line, until a mention tells better.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from communique.knowledge import column
from communique.model.finding import Evidence, MeetingKind, Place, Time
from communique.model.finding import MeetingStatus as Status
from communique.model.reference import ActorRef, PlaceRef
from communique.model.text import BlockKind
from communique.read.analysis.analysis import Analysis, Sentence
from communique.read.find.meetings.mention import Mention, same_party
from communique.read.find.meetings.merging import FIRST, HAPPENS, Group, places_agree
from communique.read.find.meetings.setting import breadth
from communique.read.find.meetings.titled import Titled, plain, titled
from communique.read.find.places.gazetteer import Candidate, lookup
from communique.read.find.status import status_of

BETWEEN = frozenset(("you", "all", "both", "of", "here", "again", "back", "today", ","))


def opening(analysis: Analysis) -> Group | None:
    """The meeting of the title, with the words that the text begins with; None where it names none."""
    told = titled(analysis)
    first = next((s for s in analysis.readable_sentences() if s.block.kind is BlockKind.BODY), None)
    if told is None or first is None:
        return None
    greeted = None if told.kind is MeetingKind.CALL else greeting(analysis)
    sentence = analysis.sentence_of(greeted[0]) if greeted else first
    group = Group(titled=True)
    group.add(_mention(analysis, told, sentence), (Status.HELD, False))
    place, day = _place(analysis, told, greeted, sentence), _day(analysis, sentence)
    group.assume(place, day, firm=analysis.article.place is not None)
    return group


def close(analysis: Analysis, groups: list[Group]) -> list[Group]:
    """The groups, where the title's has joined what the text tells of it, or stands on its own."""
    own = next((g for g in groups if g.titled), None)
    if own is None:
        return groups
    if any(m.sides for m in own.mentions[1:]):
        own.drop_first()
        _day_beside(analysis, own)
        return groups
    early = [g for g in groups if g is not own and analysis.sent[g.mentions[0].trigger] < FIRST]
    if any(_both(own, g) for g in early):
        return [g for g in groups if g is not own]
    part = next((g for g in early if _one(own, g)), None)
    if part is not None:
        own.take(part)
        return [g for g in groups if g is not part]
    return groups


def _day_beside(analysis: Analysis, group: Group) -> None:
    """Take the one day that the sentence of a meeting names, where nothing links it to the meeting."""
    sentence = analysis.sentence_of(group.mentions[0].trigger)
    layer = analysis.layers.time_at
    found = {id(t): t for i in range(sentence.first, sentence.last) if (t := layer.get(i)) is not None}
    told = [t for t in found.values() if t.type == "DATE" and t.when.is_day]
    if "time" in group.assumed and len(told) == 1:
        group.time = told[0]


def at_line(analysis: Analysis, groups: list[Group]) -> None:
    """Give the place line to what a report tells first, of its own day or none, with at most a country."""
    for group in groups if analysis.article.place else ():
        first = group.mentions[0].trigger
        own = group.time is None or (analysis.article.published or group.time.when).overlaps(group.time.when)
        if {m.kind for m in group.mentions} & {MeetingKind.CALL, MeetingKind.VISIT} or not own:
            continue
        line = _given(analysis, analysis.sentence_of(first), analysis.article.place)
        broad = group.place is None or (breadth(group.place) == 2 and places_agree(group.place, line))
        if broad and analysis.sent[first] < FIRST and group.status() in HAPPENS:
            group.place = line


def _both(own: Group, other: Group) -> bool:
    """True when a group has somebody of each side that the title names, and may be the same meeting."""
    return _may_be(own, other) and all(
        any(_same(a, b) for a in side for b in other.everyone()) for side in own.sides
    )


def _one(own: Group, other: Group) -> bool:
    """True when a group has one of the title's sides, and of the other only whom it does not name."""
    met = [any(a.name == b.name for a in side for b in other.everyone()) for side in own.sides]
    rest = [b for b in other.everyone() if all(not same_party(a, b) for a in own.everyone())]
    return _may_be(own, other) and any(met) and bool(rest) and all(not b.named for b in rest)


def _may_be(own: Group, other: Group) -> bool:
    """True when neither the places nor the kinds of two groups keep them apart."""
    if "place" not in own.assumed and other.status() not in HAPPENS:
        return False  # what stands under a place line took place
    kinds = {m.kind for m in other.mentions} - {m.kind for m in own.mentions}
    return (
        not kinds & {MeetingKind.VISIT, MeetingKind.SUMMIT}
        and places_agree(own.place, other.place) is not False
    )


def _same(one: ActorRef, other: ActorRef) -> bool:
    last = plain(one.name.split()[-1])
    return same_party(one, other) or any(plain(w) == last for w in other.name.split())


def _mention(analysis: Analysis, told: Titled, sentence: Sentence) -> Mention:
    return Mention(
        trigger=sentence.first,
        kind=told.kind,
        sides=told.sides,
        reading=status_of(analysis, sentence.first),
        words=(sentence.first, sentence.last - 1),
    )


def _evidence(analysis: Analysis, sentence: Sentence, note: str) -> Evidence:
    span = analysis.span(sentence.first, sentence.last)
    return Evidence(spans=(span,), finder="meetings", version="1", notes=(note,))


def _day(analysis: Analysis, sentence: Sentence) -> Time | None:
    """The day of the report, as a time for the meeting."""
    when = analysis.article.published
    if when is None or not when.is_day or when.first is None:
        return None
    told = type(when).day(when.first, anchor="the day of the report", inferred=True)
    note = "the day of the report, whose title names the meeting"
    return Time(article=analysis.article.id, evidence=_evidence(analysis, sentence, note), when=told)


def _place(
    analysis: Analysis, told: Titled, greeted: tuple[int, Place] | None, sentence: Sentence
) -> Place | None:
    """What the place line tells, else where hosts greet their guests, else the title; calls have no place."""
    if told.kind is MeetingKind.CALL:
        return None
    if analysis.article.place is None and greeted:
        return greeted[1]
    return _given(analysis, sentence, analysis.article.place or told.place)


def _given(analysis: Analysis, sentence: Sentence, line: str | None) -> Place | None:
    """The place that a place line or title gives, as a place of what `sentence` tells."""
    if line is None:
        return None
    evidence = _evidence(analysis, sentence, "the title or place line of the report")
    return Place(article=analysis.article.id, evidence=evidence, place=_of_line(line))


@lru_cache(maxsize=256)
def _of_line(line: str) -> PlaceRef:
    """The place of a place line ("The Castle, Oslo"); where it lies, by its last part that is known."""
    parts = [p.strip() for p in line.split(",")]
    found = next((c[0] for p in reversed(parts) if (c := _known(p))), None)
    return PlaceRef(
        name=line,
        lat=found.lat if found else None,
        lon=found.lon if found else None,
        country=found.country if found else None,
        kind=found.kind if found and len(parts) == 1 else "venue",
    )


def _known(name: str) -> list[Candidate]:
    return sorted(lookup(name), key=lambda c: -c.prior)[:1]


def greeting(analysis: Analysis) -> tuple[int, Place] | None:
    """The first place in which a speaker greets: "welcome to X", "glad to see you in X", "here, in X"."""
    for place, first in _places(analysis):
        link = first - 1 - (analysis.lower[first - 1] == "the")
        if link > 0 and analysis.lower[link] in ("in", "to", "at") and _greets(analysis, link):
            return first, place
    return None


def _greets(analysis: Analysis, link: int) -> bool:
    """True when a greeting stands right before a preposition, but for "you", "all", "here" and the like."""
    first = analysis.sentence_of(link).first
    at = next((i for i in range(link - 1, first - 1, -1) if analysis.lower[i] not in BETWEEN), first)
    between = analysis.lower[at + 1 : link]
    if "here" in between:
        return True
    greets = analysis.lemma[at] in column("meeting_greetings", "lemma")
    return greets and ("you" in between or analysis.lower[at] == "welcome")


def _places(analysis: Analysis) -> Iterator[tuple[Place, int]]:
    seen: set[int] = set()
    for i, place in sorted(analysis.layers.place_at.items()):
        if id(place) not in seen and analysis.sentence_of(i).block.readable:
            seen.add(id(place))
            yield place, i
