"""Findings: what one article says, each with the exact words that bear it out.

A finding is never edited once made. Its id is a hash of the article, its kind and the passages that
identify it, so that reading an article twice, or with a better version, gives the same id to the
same thing and a person's judgement about it stays attached.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from enum import StrEnum
from typing import ClassVar, Literal

from communique.model.reference import ActorKind, ActorRef, Mention, Office, PlaceRef
from communique.model.text import Span
from communique.model.when import When


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """Why a finding is believed.

    `spans` are the passages, the decisive one first. `cue` are the words that gave it away. `score`
    is a confidence from 0 to 1. `notes` say in a sentence each what was inferred and from what.
    """

    spans: tuple[Span, ...]
    cue: tuple[Span, ...] = ()
    finder: str
    version: str
    method: Literal["rule", "model"] = "rule"
    score: float = 1.0
    notes: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        if not self.spans:
            raise ValueError("a finding needs at least one passage as evidence")
        if not 0.0 <= self.score <= 1.0:
            raise ValueError(f"a score lies between 0 and 1, not {self.score}")


class Mode(StrEnum):
    """How a statement was made."""

    SPEECH = "speech"
    WRITING = "writing"
    THOUGHT = "thought"


class Quoting(StrEnum):
    """How much of a statement's content is in quotation marks: all, none, some."""

    DIRECT = "direct"
    INDIRECT = "indirect"
    MIXED = "mixed"


class Sourcing(StrEnum):
    """What kind of source a statement has."""

    NAMED = "named"
    UNNAMED = "unnamed"
    DOCUMENT = "document"


class PlaceUse(StrEnum):
    """What the name of a place does where it stands, after Gritta, Pilehvar and Collier (2020)."""

    LITERAL = "literal"  # the place itself: "met in Oslo"
    ASSOCIATIVE = "associative"  # modifier, possessor, origin: "the Texas governor", "Peru's parliament"
    METONYM = "metonym"  # those who act there: "Moscow said"
    DEMONYM = "demonym"  # its people, or what is of it: "Iraqis", "the Russian envoy"


class MeetingKind(StrEnum):
    """What kind of meeting it is."""

    IN_PERSON = "in person"
    CALL = "call"
    ROUND = "round of talks"
    VISIT = "visit"
    SUMMIT = "summit"
    OTHER = "other"


class MeetingStatus(StrEnum):
    """Where a meeting stands, as the article has it."""

    PROPOSED = "proposed"
    PLANNED = "planned"
    UNDER_WAY = "under way"
    HELD = "held"
    POSTPONED = "postponed"
    CANCELLED = "cancelled"
    REFUSED = "refused"
    DENIED = "denied"


class PledgeStatus(StrEnum):
    """Where a pledge stands, as the article has it."""

    PLEDGED = "pledged"
    COMMITTED = "committed"
    DELIVERED = "delivered"
    CALLED_FOR = "called for"
    SUSPENDED = "suspended"
    REFUSED = "refused"


class ProposalStatus(StrEnum):
    """Where a proposal stands, as the article has it."""

    FLOATED = "floated"
    UNDER_DISCUSSION = "under discussion"
    ACCEPTED = "accepted"
    REJECTED = "rejected"
    SIGNED = "signed"


class EventType(StrEnum):
    """What kind of act it is: the sixteen types of the PLOVER manual (draft 0.8)."""

    AGREE = "AGREE"
    CONSULT = "CONSULT"
    SUPPORT = "SUPPORT"
    CONCEDE = "CONCEDE"
    COOPERATE = "COOPERATE"
    AID = "AID"
    RETREAT = "RETREAT"
    REQUEST = "REQUEST"
    ACCUSE = "ACCUSE"
    REJECT = "REJECT"
    THREATEN = "THREATEN"
    PROTEST = "PROTEST"
    SANCTION = "SANCTION"
    MOBILIZE = "MOBILIZE"
    COERCE = "COERCE"
    ASSAULT = "ASSAULT"


class EventStatus(StrEnum):
    """Where an event stands, as the article has it."""

    HAPPENED = "happened"
    ONGOING = "ongoing"
    PLANNED = "planned"
    HYPOTHETICAL = "hypothetical"
    DENIED = "denied"


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """What all findings share. `article` is the id of the article it stands in."""

    kind: ClassVar[str] = ""
    article: str
    evidence: Evidence

    @property
    def id(self) -> str:
        """A hash of article, kind and the passages that identify the finding (16 hex digits)."""
        raw = "\x1f".join((self.article, self.kind, *self._identity()))
        return hashlib.sha256(raw.encode("utf-8", "surrogatepass")).hexdigest()[:16]

    def _identity(self) -> tuple[str, ...]:
        first = self.evidence.spans[0]
        return (f"{first.start}-{first.end}",)


def _offsets(spans: tuple[Span, ...]) -> tuple[str, ...]:
    return tuple(f"{s.start}-{s.end}" for s in spans)


def _names(actors: tuple[ActorRef, ...]) -> str:
    return "|".join(sorted(a.name for a in actors))


@dataclass(frozen=True, slots=True, kw_only=True)
class Time(Finding):
    """A time expression; `type` is the TIMEX3 type (DATE, TIME, DURATION, SET)."""

    kind: ClassVar[str] = "time"
    when: When
    type: str = "DATE"


@dataclass(frozen=True, slots=True, kw_only=True)
class Place(Finding):
    """A place that the article names; only literal ones say where something is."""

    kind: ClassVar[str] = "place"
    place: PlaceRef
    use: PlaceUse = PlaceUse.LITERAL


@dataclass(frozen=True, slots=True, kw_only=True)
class Actor(Finding):
    """An actor of one article, with every mention of it there (one chain).

    Several spoken of as one ("the two leaders") have `members`: the single actors, without a mention.
    """

    kind: ClassVar[str] = "actor"
    name: str
    actor_kind: ActorKind = ActorKind.UNKNOWN
    country: str | None = None
    named: bool = True
    aliases: tuple[str, ...] = ()
    offices: tuple[Office, ...] = ()
    mentions: tuple[Mention, ...] = ()
    members: tuple[ActorRef, ...] = ()

    def _identity(self) -> tuple[str, ...]:
        return (self.name,)


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement(Finding):
    """What is attributed to somebody.

    `content` has one span, or several where a quotation is broken by its cue. `within` is the id of
    the statement inside whose content this one is reported. `relay` is who passed it on. `venue` is the
    phrase that tells where or through what it was said ("at a news conference in Oslo", "on Telegram").
    """

    kind: ClassVar[str] = "statement"
    content: tuple[Span, ...]
    speaker: ActorRef | None
    cue: tuple[Span, ...] = ()
    mode: Mode = Mode.SPEECH
    quoting: Quoting = Quoting.INDIRECT
    sourcing: Sourcing = Sourcing.NAMED
    addressee: ActorRef | None = None
    relay: ActorRef | None = None
    said_on: When | None = None
    within: str | None = None
    venue: Span | None = None

    def _identity(self) -> tuple[str, ...]:
        return (*_offsets(self.content), "/", *_offsets(self.cue))


@dataclass(frozen=True, slots=True, kw_only=True)
class Meeting(Finding):
    """A meeting, call, round of talks, visit or summit; `who` holds the sides.

    `number` is its number in a row, where the report tells one ("the third round").
    """

    kind: ClassVar[str] = "meeting"
    who: tuple[tuple[ActorRef, ...], ...]
    mediators: tuple[ActorRef, ...] = ()
    meeting_kind: MeetingKind = MeetingKind.OTHER
    place: PlaceRef | None = None
    date: When | None = None
    status: MeetingStatus = MeetingStatus.HELD
    number: int | None = None

    @property
    def sort(self) -> str:
        """Its kind, with its number in a row: "round of talks, no. 3"."""
        kind = self.meeting_kind.value
        return kind if self.number is None else f"{kind}, no. {self.number}"

    def participants(self) -> tuple[ActorRef, ...]:
        """All participants of all sides, mediators left out."""
        return tuple(a for side in self.who for a in side)

    def _identity(self) -> tuple[str, ...]:
        first = self.evidence.spans[0]
        return (f"{first.start}-{first.end}", _names(self.participants()))


@dataclass(frozen=True, slots=True, kw_only=True)
class Event(Finding):
    """Who did what to whom, in PLOVER's terms. The evidence is the sentence, its cue the trigger.

    `mode` and `contexts` are words of the manual. Where the act is mutual, as a meeting is, all that take
    part are in `actors`. A compound of actors is one event.
    """

    kind: ClassVar[str] = "event"
    event_type: EventType
    mode: str | None = None
    status: EventStatus = EventStatus.HAPPENED
    actors: tuple[ActorRef, ...] = ()
    recipients: tuple[ActorRef, ...] = ()
    date: When | None = None
    place: PlaceRef | None = None
    contexts: tuple[str, ...] = ()

    def _identity(self) -> tuple[str, ...]:
        return (*_offsets(self.evidence.cue or self.evidence.spans[:1]), self.event_type)


@dataclass(frozen=True, slots=True, kw_only=True)
class Pledge(Finding):
    """Money, arms, troops, aid or goods promised, delivered, called for, suspended or refused.

    `amount` is the exact number in `currency` (ISO 4217) or `unit`; `upper` ends a range that begins
    with `amount`. `bound` says that the amount is the least ("at least", "more than") or the most ("up
    to") or about so much; an upper bound is never made the end of a range. `additional` is true where it
    comes on top of what was given before ("another"). `converted` is the report's own conversion.
    `total` is the sum that this one is a part of. `by_when` is a deadline, `period` the time that the
    pledge is for, `condition` the words of what it depends on. `earlier` is the sum that the report says
    this one takes the place of ("raised from …").
    """

    kind: ClassVar[str] = "pledge"
    givers: tuple[ActorRef, ...] = ()
    receivers: tuple[ActorRef, ...] = ()
    what: str | None = None
    amount: float | None = None
    upper: float | None = None
    currency: str | None = None
    unit: str | None = None
    per: Literal["month", "year"] | None = None
    status: PledgeStatus = PledgeStatus.PLEDGED
    by_when: When | None = None
    earlier: float | None = None
    bound: Literal["least", "most", "about"] | None = None
    additional: bool = False
    converted: float | None = None
    converted_currency: str | None = None
    total: float | None = None
    period: When | None = None
    condition: str | None = None

    def _identity(self) -> tuple[str, ...]:
        return (*_offsets(self.evidence.spans[:1]), repr(self.amount), self.what or "")


@dataclass(frozen=True, slots=True, kw_only=True)
class Position(Finding):
    """A party's stance on an issue, in its own words or another's."""

    kind: ClassVar[str] = "position"
    party: ActorRef
    issue: str
    stance: str
    speaker: ActorRef | None = None
    date: When | None = None

    def _identity(self) -> tuple[str, ...]:
        return (*_offsets(self.evidence.spans[:1]), self.party.name, self.issue)


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposal(Finding):
    """A plan, draft, deal or framework: by whom, with whom, when, and what became of it."""

    kind: ClassVar[str] = "proposal"
    name: str
    by: tuple[ActorRef, ...] = ()
    with_: tuple[ActorRef, ...] = ()
    date: When | None = None
    status: ProposalStatus = ProposalStatus.FLOATED

    def _identity(self) -> tuple[str, ...]:
        return (*_offsets(self.evidence.spans[:1]), self.name)


FINDING_TYPES: tuple[type[Finding], ...] = (
    Time, Place, Actor, Statement, Event, Meeting, Pledge, Position, Proposal,
)  # fmt: skip
