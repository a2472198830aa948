"""Mentions of one meeting become one: a readable list of what keeps two apart and what joins them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from typing import TypeVar

from communique.model.finding import MeetingKind as Kind
from communique.model.finding import MeetingStatus as Status
from communique.model.finding import Place, Time
from communique.model.reference import ActorKind, ActorRef
from communique.read.analysis.analysis import Analysis
from communique.read.find.meetings.mention import COLLECTIVE, Mention, Side, same_party
from communique.read.find.meetings.setting import breadth, days
from communique.read.find.meetings.verdict import firm

T = TypeVar("T")
TO_COME = (Status.PLANNED, Status.PROPOSED)
OFF = (Status.POSTPONED, Status.CANCELLED, Status.REFUSED, Status.DENIED)
HAPPENS = (Status.HELD, Status.UNDER_WAY)
FIRST = 3  # sentences in which a report tells what its title names
NEW = frozenset(("next", "another", "further", "future"))
SEVERAL = "rounds"  # in place of an ordinal: "four rounds of talks"
VAGUE = frozenset(("last", "latest", "previous"))


@dataclass(slots=True)
class Group:
    """All mentions of what is taken to be one meeting, in text order."""

    mentions: list[Mention] = field(default_factory=list)
    statuses: list[tuple[Status, bool]] = field(default_factory=list)
    sides: list[list[ActorRef]] = field(default_factory=list)
    place: Place | None = None
    time: Time | None = None
    lent: tuple[int, ...] = ()  # words elsewhere that tell place or day (see stays.py)
    mediators: list[ActorRef] = field(default_factory=list)  # of all the rounds that this is one of
    titled: bool = False  # begun by the title (see opening.py)
    assumed: tuple[str, ...] = ()  # which of "place" and "time" no mention tells

    def everyone(self) -> list[ActorRef]:
        """All participants of all sides."""
        return [a for side in self.sides for a in side]

    def status(self) -> Status:
        """What the fullest mention says; a later one that takes it off overrides what was to come."""
        order = sorted(
            range(len(self.mentions)),
            key=lambda i: (not self.statuses[i][1], -fullness(self.mentions[i]), i),
        )
        best = self.statuses[order[0]][0]
        if best in TO_COME:
            return next((s for s, told in self.statuses if told and s in OFF), best)
        return best

    def add(self, mention: Mention, told: tuple[Status, bool]) -> None:
        """Take a mention in: its parties, its place and date where they are more exact."""
        self.mentions.append(mention)
        self.statuses.append(told)
        if self.sides:
            for side in mention.sides:
                self._side(side)
        else:  # what one mention tells apart stays so ("A met families of Aians")
            self.sides = [list(side) for side in mention.sides]
        place, time = self._told("place", self.place), self._told("time", self.time)
        if mention.place and (place is None or breadth(mention.place) < breadth(place)):
            self.place = mention.place
            self.assumed = tuple(a for a in self.assumed if a != "place")
        if mention.time and (time is None or days(mention.time) < days(time)):
            self.time = mention.time
            self.assumed = tuple(a for a in self.assumed if a != "time")

    def _told(self, what: str, value: T) -> T | None:
        return None if what in self.assumed else value

    def assume(self, place: Place | None, time: Time | None, *, firm: bool) -> None:
        """Take place and day as they are taken to be until a mention tells better; a `firm` place stays."""
        self.place, self.time = place, time
        self.assumed = ("time",) if firm else ("place", "time")

    def drop_first(self) -> None:
        """Leave the first mention out: the others tell what it does."""
        del self.mentions[0], self.statuses[0]

    def take(self, other: Group) -> None:
        """Take in the mentions of another group, but not its sides."""
        for mention, told in zip(other.mentions, other.statuses, strict=True):
            self.add(replace(mention, sides=()), told)
        self.drop_first()

    def _side(self, side: Side) -> None:
        names = {a.name for a in self.everyone()}
        fresh = [a for a in side if a.name not in names]
        for own in self.sides:
            if any(same_party(a, b) for a in own for b in side):
                own.extend(fresh)
                return
        if fresh:
            self.sides.append(fresh)


def fullness(mention: Mention) -> int:
    """How many fields a mention fills."""
    return min(len(mention.sides), 2) * 2 + bool(mention.place) + bool(mention.time)


def merge(analysis: Analysis, mentions: Iterable[Mention], first: Group | None = None) -> list[Group]:
    """Groups of mentions in text order; mentions that point back to nothing are left out.

    `first` is a group that is known before the text: the title's.
    """
    groups = [first] if first else []
    for mention in mentions:
        told = firm(analysis, mention)
        recent = sorted(groups, key=lambda g: -g.mentions[-1].trigger)
        group = next((g for g in recent if fits(analysis, g, mention, told)), None)
        if group is None:
            if not mention.sides:
                mention = _inherit(groups, mention, told[0])
            if not mention.sides and not groups:
                mention = replace(mention, sides=tuple((a,) for a in mention.pair))
            if not mention.sides:
                continue
            group = Group()
            groups.append(group)
        late = group.titled and analysis.sent[mention.trigger] >= FIRST
        group.add(mention, (Status.HELD, False) if late and told[0] in TO_COME else told)
    return _uncounted(_absorb(groups))


def _uncounted(groups: list[Group]) -> list[Group]:
    """The groups without "four rounds" in general, where rounds of the same parties are told one by one."""
    single = [g for g in groups if len({m.ordinal for m in g.mentions} - {None, SEVERAL} - NEW - VAGUE) == 1]
    out = []
    for group in groups:
        told = [g for g in single if g is not group and _people_of(g, group)]
        if len(told) > 1 and any(m.ordinal == SEVERAL for m in group.mentions):
            for one in told:
                one.mediators.extend(a for m in group.mentions for a in m.mediators)
        else:
            out.append(group)
    return out


def _people_of(one: Group, other: Group) -> bool:
    """True when all of one group may be among those of another."""
    return all(any(same_party(a, b) for b in one.everyone()) for a in other.everyone())


def _inherit(groups: list[Group], mention: Mention, told: Status) -> Mention:
    """Of "the next round" and "we met in X last year": another meeting of the parties that met before."""
    anew = mention.verbal and mention.kind is not Kind.OTHER  # "they agreed to meet", not "to speak of it"
    again = mention.definite and mention.strong and anew and told in TO_COME
    numbered = mention.ordinal is not None and mention.ordinal not in VAGUE
    again = again or (mention.definite and anew and bool(mention.place or mention.time))
    if not again and not numbered:
        return mention
    before = next(
        (
            g
            for g in reversed(groups)
            if len(g.everyone()) > 1 and (again or any(m.kind is mention.kind for m in g.mentions))
        ),
        None,
    )
    if before is None:
        return mention
    sides = tuple(
        tuple(replace(a, mention=None, inferred="the meeting spoken of before") for a in side)
        for side in before.sides
    )
    return replace(mention, sides=sides)


def _absorb(groups: list[Group]) -> list[Group]:
    """Groups that are full enough to stand alone: two parties, one of which has a name."""
    return [g for g in groups if _named(g) and (len(g.everyone()) > 1 or _alone(g))]


def _named(group: Group) -> bool:
    return any(a.named and a.kind is not ActorKind.GROUP for a in group.everyone())


def _alone(group: Group) -> bool:
    kinds = {m.kind for m in group.mentions}
    return bool(group.sides) and (
        (Kind.VISIT in kinds and (group.place is not None or group.time is not None))
        or (Kind.SUMMIT in kinds and (group.place is not None or group.time is not None))
    )


def fits(analysis: Analysis, group: Group, mention: Mention, told: tuple[Status, bool]) -> bool:
    """True when a mention may be of the group's meeting."""
    if not (_kinds(group, mention) and _order(group, mention)):
        return False
    dated = _dates(group, mention)
    placed = places_agree(group.place, mention.place)
    if dated is False or placed is False:
        return False
    early = analysis.sent[mention.trigger] < FIRST
    if group.titled and told[0] not in HAPPENS and not early and not dated:
        return False  # what is to come is another meeting than the one that is reported
    near = _same_sentence(analysis, group, mention) or (group.titled and early)
    anchored = bool(dated or placed or near)
    if not _status(group, told, bool(dated) or near, mention):
        return False
    return _people(group, mention, anchored)


def _kinds(group: Group, mention: Mention) -> bool:
    kinds = {m.kind for m in group.mentions} - {Kind.OTHER}
    if mention.kind is Kind.ROUND and not mention.sides and all(_spoken(m) for m in group.mentions):
        return False  # that A spoke with B is no "negotiations"
    if mention.kind is Kind.OTHER or not kinds:
        return Kind.VISIT not in kinds or mention.kind is Kind.VISIT
    return all((mention.kind is alone) == (alone in kinds) for alone in (Kind.CALL, Kind.VISIT, Kind.SUMMIT))


def _spoken(mention: Mention) -> bool:
    return mention.verbal and mention.kind is Kind.OTHER


def _order(group: Group, mention: Mention) -> bool:
    mine = mention.ordinal if mention.ordinal not in VAGUE else None
    theirs = {m.ordinal for m in group.mentions if m.ordinal and m.ordinal not in VAGUE}
    if mine in NEW:
        return bool(theirs & NEW) or (bool(theirs) and group.status() in TO_COME)
    if mine is None:
        return True
    return not theirs or mine in theirs or (bool(theirs & NEW) and group.status() in TO_COME)


def _dates(group: Group, mention: Mention) -> bool | None:
    """True when the days agree, False when they do not, None when one is unknown."""
    if group.time is None or mention.time is None:
        return None
    return group.time.when.overlaps(mention.time.when)


def places_agree(one: Place | None, other: Place | None) -> bool | None:
    """True when one place is or holds the other, False when they differ, None when one is unknown."""
    if one is None or other is None:
        return None
    a, b = one.place, other.place
    if a.name == b.name:
        return True
    alike = a.country is not None and a.country == b.country
    return alike and (breadth(one) != breadth(other) or a.kind != b.kind)


def _same_sentence(analysis: Analysis, group: Group, mention: Mention) -> bool:
    return analysis.sent[group.mentions[-1].trigger] == analysis.sent[mention.trigger]


def _status(group: Group, told: tuple[Status, bool], anchored: bool, mention: Mention) -> bool:
    mine, sure = told
    theirs = group.status()
    if mine != theirs and Status.REFUSED in (mine, theirs) and mention.sides:
        return False
    if mine in OFF and theirs in OFF:
        return True
    if mine in OFF or theirs in OFF:
        return mine in TO_COME or theirs in TO_COME
    if not sure or mine == theirs or anchored or not any(s for _, s in group.statuses):
        return True
    if mine in TO_COME and theirs in TO_COME:
        return True
    if mine in HAPPENS and theirs in HAPPENS:
        return True
    return mention.definite and mine not in TO_COME and not mention.sides


def _people(group: Group, mention: Mention, anchored: bool) -> bool:
    mine, theirs = mention.everyone(), group.everyone()
    if not mine:
        return mention.definite or anchored
    few, many = (mine, theirs) if len(mine) <= len(theirs) else (theirs, mine)
    exact = sum(any(a.name == b.name for b in many) for a in few)
    if exact == len(few) and len(few) > 1:
        return True
    if not all(any(same_party(a, b) for b in many) for a in few):
        return anchored and exact >= 2
    return anchored or (mention.definite and (exact > 0 or len(few) > 1))


def apart(analysis: Analysis, group: Group) -> list[Group]:
    """The group, or one for each call, where somebody "spoke with A and B", leaders of two states.

    One noun for all ("a joint call with A and B") is one call.
    """
    if {m.kind for m in group.mentions} - {Kind.CALL, Kind.OTHER} or len(group.sides) != 2:
        return [group]
    for i, many in enumerate(group.sides):
        people = [a for a in many if a.kind is ActorKind.PERSON and a.named and a.country]
        several = len(people) == len(many) > 1 and len({a.country for a in people}) == len(people)
        if several and all(_singly(analysis, m, people) for m in group.mentions):
            return [_with(group, i, a) for a in people]
    return [group]


def _singly(analysis: Analysis, mention: Mention, people: list[ActorRef]) -> bool:
    """False where a mention has two of these people in one call."""
    names = {a.name for a in people} & {a.name for a in mention.everyone()}
    several = mention.verbal or analysis.tag[mention.trigger] == "NNS"
    return len(names) < 2 or (several and not mention.together)


def _with(group: Group, side: int, one: ActorRef) -> Group:
    """A group with only one of the people of a side, and the mentions that do not name only others."""
    others = {a.name for a in group.sides[side] if a is not one}
    kept = [
        i
        for i, m in enumerate(group.mentions)
        if one.name in (names := {a.name for a in m.everyone()}) or not names & others
    ]
    sides = [[one] if i == side else list(s) for i, s in enumerate(group.sides)]
    return Group(
        mentions=[group.mentions[i] for i in kept],
        statuses=[group.statuses[i] for i in kept],
        sides=sides,
        place=group.place,
        time=group.time,
        lent=group.lent,
    )


def people_first(sides: list[list[ActorRef]]) -> tuple[Side, ...]:
    """The sides with people rather than the states and nameless groups they speak for."""
    out = []
    for side in sides:
        people = [a for a in side if a.kind is ActorKind.PERSON and a.named]
        kept = [a for a in side if a in people or not any(_speaks_for(p, a) for p in people)]
        out.append(tuple(kept))
    return tuple(out)


def _speaks_for(person: ActorRef, other: ActorRef) -> bool:
    return other.kind in COLLECTIVE and person.country is not None and person.country == other.country
