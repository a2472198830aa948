"""Whom an office means on the day of a report, and from when to when somebody held it.

Three things tell who held an office, in this order: a user's file; the reports, which introduce people
("Foreign Minister X of Orlia"); the shipped file. The shipped file goes before the reports where it gives
the last day in office too, and where what the reports say is older than the holder's first day. Nothing of
this enters a finding; every conclusion says from what.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from typing import TYPE_CHECKING

from communique.knowledge.offices import (
    SHIPPED,
    Holding,
    OfficeBook,
    first_day,
    last_day,
    office_key,
    office_words,
    polity,
)
from communique.model.entry import Attestation, HeldOffice, Seated
from communique.model.reference import ActorKind, Office, Standing
from communique.settle.names import GIVEN_DIFFER, MIDDLES, by_office, fold, person_name, same_name, sounds

if TYPE_CHECKING:
    from communique.settle.actors import LocalActor
    from communique.settle.links import Links

NEAR = 180  # days from a report that names the holder of an office to one that names the office alone
SLIPS = 15  # an office given so many times less often than the usual one is left out
STEM = 4  # letters that the adjective of a polity has in common with its name
HOLDS = (Standing.CURRENT, Standing.ACTING)

Key = tuple[frozenset[str], str]
OfficeId = tuple[frozenset[str], str | None, Standing]
Given = tuple["LocalActor", Office]


@dataclass(frozen=True, slots=True, kw_only=True)
class Seat:
    """Who holds the office by which alone an article names somebody, and why that is known."""

    holder: str
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Taught:
    """What a report teaches: on its day the person of a group held an office."""

    day: date
    article: str
    words: str
    group: int


def give_seats(groups: list[list[LocalActor]], book: OfficeBook, held: Links) -> list[list[LocalActor]]:
    """Join whom an article names by office alone with the group of who holds it on that day.

    A holder whom no report names becomes a group of his own. Actors that a person has judged stay where
    they are.
    """
    taught = _taught(groups)
    found = [list(g) for g in groups]
    alone: dict[str, list[LocalActor]] = {}
    persons = _Persons(groups)
    for n, group in enumerate(groups):
        for actor in group:
            if not _by_office_alone(actor) or held.touches(actor.key):
                continue
            seat = _seat(actor, groups, taught, book, persons)
            if seat is None:
                continue
            home, known = seat
            found[n].remove(actor)
            target = alone.setdefault(known.holder, []) if home is None else found[home]
            target.append(replace(actor, seat=known))
    return [g for g in (*found, *(alone[k] for k in sorted(alone))) if g]


def _by_office_alone(actor: LocalActor) -> bool:
    return (
        actor.kind is ActorKind.PERSON
        and actor.day is not None
        and (not actor.named or by_office(actor.name))
    )


def _seat(
    actor: LocalActor, groups: Sequence[Sequence[LocalActor]], taught: Mapping[Key, list[Taught]],
    book: OfficeBook, persons: _Persons,
) -> tuple[int | None, Seat] | None:  # fmt: skip
    """The group of who holds the only office of an actor on the day of the report, and why."""
    keys = {(o.title, o.of) for o in actor.offices if o.of and o.standing in HOLDS}
    if len({office_key(t, of or "") for t, of in keys}) != 1 or actor.day is None:
        return None
    title, of = min(keys, key=lambda k: (k[0], k[1] or ""))
    row = _only(book.on(title, of or "", actor.day))
    lesson = _lesson(taught.get(office_key(title, of or ""), ()), row, actor.day)
    if lesson is not None and not _settled_by(row):
        holder = _name(groups[lesson.group])
        why = f"article {lesson.article} of {lesson.day} calls {holder} “{lesson.words}”"
        return lesson.group, Seat(holder=holder, why=why)
    if row is None:
        return None
    return persons.find(row.holder), Seat(holder=row.holder, why=told(row))


def told(row: Holding) -> str:
    """What a row of a file of offices says, in words."""
    days = f"from {row.first or '?'} to {row.last or 'now'}"
    return f"{row.holder} is {row.title} of {row.of} {days}, by {row.source}"


def _only(rows: Sequence[Holding]) -> Holding | None:
    """The one holder; on the day of a change there are two, and none is taken."""
    return rows[0] if len({fold(r.holder) for r in rows}) == 1 else None


def _settled_by(row: Holding | None) -> bool:
    """True when a row leaves nothing for the reports to teach: a user's, or one with a last day."""
    return row is not None and (row.source != SHIPPED or row.last is not None)


def _lesson(taught: Sequence[Taught], row: Holding | None, day: date) -> Taught | None:
    """The nearest report that names the holder; of equally near ones what more reports say, else none."""
    since = first_day(row.first) if row is not None and row.first else date.min
    near = [t for t in taught if abs((t.day - day).days) <= NEAR and t.day >= since]
    if not near:
        return None
    least = min(abs((t.day - day).days) for t in near)
    nearest = [t for t in near if abs((t.day - day).days) == least]
    counts = Counter(t.group for t in near if t.group in {n.group for n in nearest})
    best = counts.most_common(2)
    if len(best) > 1 and best[0][1] == best[1][1]:
        return None
    return min((t for t in nearest if t.group == best[0][0]), key=lambda t: (t.day, t.article, t.words))


def _taught(groups: Sequence[Sequence[LocalActor]]) -> dict[Key, list[Taught]]:
    """What the reports teach, by office: offices in force of those whom they name, slips left out."""
    found: dict[Key, list[Taught]] = {}
    for n, group in enumerate(groups):
        named = [a for a in group if a.kind is ActorKind.PERSON and a.named and not by_office(a.name)]
        usual = set(_usual(named))
        for a in named:
            for o in a.offices:
                if a.day is None or not o.of or o.standing not in HOLDS or _office_id(o) not in usual:
                    continue
                words = o.span.line if o.span else o.title
                lesson = Taught(day=a.day, article=a.article, words=words, group=n)
                found.setdefault(office_key(o.title, o.of), []).append(lesson)
    return found


class _Persons:
    """The groups of named persons, to find whom a file means."""

    def __init__(self, groups: Sequence[Sequence[LocalActor]]) -> None:
        self._by_sound: dict[str, list[tuple[int, str, int]]] = {}
        for n, group in enumerate(groups):
            if any(a.kind is ActorKind.PERSON and a.named and not by_office(a.name) for a in group):
                name = _name(group)
                for key in sounds(person_name(name)):
                    self._by_sound.setdefault(key, []).append((len(group), name, n))

    def find(self, holder: str) -> int | None:
        """The largest group that bears the holder's name, if any."""
        near = [met for key in sounds(person_name(holder)) for met in self._by_sound.get(key, ())]
        whole = bool(person_name(holder).given)  # a lone surname may be anybody's
        fitting = [
            (size, -n)
            for size, name, n in near
            if same_holder(name, holder) and bool(person_name(name).given) is whole
        ]
        return -max(fitting)[1] if fitting else None


def same_holder(name: str, holder: str) -> bool:
    """True when a person's name, as reports have it, may be that of a holder in a file."""
    found = same_name(person_name(name), person_name(holder))
    return bool(found) and GIVEN_DIFFER not in found and MIDDLES not in found


def _name(group: Sequence[LocalActor]) -> str:
    names = Counter(a.name for a in group if a.seat is None)
    return min(names, key=lambda n: (not person_name(n).given, -names[n], -len(n), n))


def seated(group: Iterable[LocalActor]) -> tuple[Seated, ...]:
    """Those of a group that were joined by an office."""
    found = [
        Seated(article=a.article, name=a.name, reason=a.seat.why, finding=a.id)
        for a in group
        if a.seat is not None
    ]
    return tuple(sorted(found, key=lambda s: (s.article, s.name)))


# --- the offices of a settled actor ----------------------------------------------------------------


def held_offices(group: Sequence[LocalActor], name: str, book: OfficeBook) -> tuple[HeldOffice, ...]:
    """Each office of a group once, the most often given first, with its days and from where they are."""
    given: dict[OfficeId, list[Given]] = {}
    usual = _usual(group)
    for actor in group:
        for office in actor.offices:
            home = _home(_office_id(office), usual)
            if home is not None:
                given.setdefault(home, []).append((actor, office))
    made = [office for id, several in given.items() for office in _held(id, several, name, book)]
    order = sorted(made, key=lambda o: (fold(o.title), o.of or "", o.standing, o.first or ""))
    return tuple(sorted(order, key=lambda o: -o.reports))


def known_office(group: Iterable[LocalActor], name: str, book: OfficeBook) -> Office | None:
    """The office that a file gives to a person of this whole name on a day of the reports.

    No report says so: it only tells country and sector where the reports tell none.
    """
    person = person_name(name)
    if not person.given:
        return None
    days = [a.day for a in group if a.day is not None]
    held = (row for key in sorted(sounds(person)) for row in _by_sound(book).get(key, ()))
    for row in held:
        if person_name(row.holder).given and same_holder(name, row.holder) and any(map(row.covers, days)):
            return Office(title=row.title, of=row.of)
    return None


@cache
def _by_sound(book: OfficeBook) -> dict[str, list[Holding]]:
    found: dict[str, list[Holding]] = {}
    for row in book.all():
        for key in sounds(person_name(row.holder)):
            found.setdefault(key, []).append(row)
    return found


def _office_id(office: Office) -> OfficeId:
    of = polity(office.of) if office.of else None
    return office_words(office.title) or frozenset((fold(office.title),)), of, office.standing


def _home(id: OfficeId, usual: Mapping[OfficeId, int]) -> OfficeId | None:
    """The office as it is kept: one without a state joins the only one with it; slips have none."""
    words, of, standing = id
    if of is None:
        fuller = [u for u in usual if u[0] == words and u[1] is not None and u[2] is standing]
        if len(fuller) == 1:
            return fuller[0]
    return id if id in usual else None


def _usual(group: Iterable[LocalActor]) -> dict[OfficeId, int]:
    """How often each office is given. What one report in many gives is mostly a slip, and left out."""
    counts = Counter(_office_id(o) for a in group for o in a.offices)
    titles = {_office_id(o): o.title for a in group for o in a.offices}
    most = max(counts.values(), default=0)
    often = {id: n for id, n in counts.items() if n * SLIPS >= most}
    return {id: n for id, n in often.items() if not _by_adjective(titles[id], id[1], titles)}


def _by_adjective(title: str, of: str | None, others: Mapping[OfficeId, str]) -> bool:
    """True for "orlian president" where another report has "president" of "Orlia"."""
    title = fold(title)
    return of is None and any(
        title.endswith(f" {fold(t)}") and o is not None and title[:STEM] == fold(o)[:STEM]
        for (_, o, _), t in others.items()
    )


def _held(id: OfficeId, given: Sequence[Given], name: str, book: OfficeBook) -> list[HeldOffice]:
    """An office of a person: once for each term that a file knows, and once for what goes beyond it."""
    titles = Counter(o.title for _, o in given)
    title = min(titles, key=lambda t: (-titles[t], t))
    wholes = Counter(o.of for _, o in given if o.of)
    of = min(wholes, key=lambda w: (-wholes[w], w)) if wholes else None
    rows = [h for h in book.holdings(title, of or "") if same_holder(name, h.holder)]
    terms: dict[Holding | None, list[Given]] = {}
    for actor, office in given:
        terms.setdefault(_term(rows, id[2], actor.day), []).append((actor, office))
    return [_of_term(title, of, id[2], row, several) for row, several in terms.items()]


def _term(rows: Sequence[Holding], standing: Standing, day: date | None) -> Holding | None:
    """The row of a file for the term that a report of a day speaks of; None where there is none."""
    if day is None or standing is Standing.COMING:
        return None
    if standing is Standing.FORMER:
        past = [h for h in rows if h.last and first_day(h.last) <= day]
        return max(past, key=lambda h: last_day(h.last or "")) if past else None
    return next((h for h in rows if h.covers(day)), None)


def _of_term(
    title: str, of: str | None, standing: Standing, row: Holding | None, given: Sequence[Given]
) -> HeldOffice:
    reports = sorted(
        (Attestation(article=a.article, day=a.day, span=o.span) for a, o in given),
        key=lambda r: (r.day or date.max, r.article),
    )
    days = [r.day for r in reports if r.day is not None]
    first, last = (row.first, row.last) if row else (None, None)
    if row is None and standing in HOLDS and days:
        first, last = min(days).isoformat(), max(days).isoformat()
    return HeldOffice(
        title=title, of=of, standing=standing, first=first, last=last,
        source=row.source if row else "reports", reports=len({r.article for r in reports}),
        attested=tuple(reports if len(reports) < 3 else (reports[0], reports[-1])),
    )  # fmt: skip
