"""The lines of a brief: what it says, before any format. Every line carries its citations."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Generic, Literal, TypeVar

from communique.model.text import Span

Change = Literal["new", "changed"]
T = TypeVar("T")


@dataclass(frozen=True, slots=True, kw_only=True)
class Citation:
    """One independent source of a line: the report, and the exact words in it, the decisive ones first.

    `before` and `after` are the rest of the sentence around the decisive words, where those are few.
    `copies` counts the other reports that carry the same story; they are no sources of their own.
    `notes` say what was inferred and from what.
    """

    article: str
    finding: str
    outlet: str
    day: date | None
    date: str
    spans: tuple[Span, ...]
    before: str = ""
    after: str = ""
    copies: int = 0
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Listed(Generic[T]):
    """The first items of a ranked list; `more` were left out."""

    items: tuple[T, ...] = ()
    more: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class MeetingLine:
    """A meeting as all reports together have it. `differs` names the fields on which they differ."""

    id: str
    sides: tuple[str, ...]
    mediators: tuple[str, ...]
    meeting_kind: str
    status: str
    place: str
    day: date | None
    date: str
    sources: int
    citations: tuple[Citation, ...]
    differs: tuple[str, ...] = ()
    change: Change | None = None
    judged: bool = False

    @property
    def who(self) -> str:
        """The sides in one line."""
        return " – ".join(self.sides) or "Parties not named"


@dataclass(frozen=True, slots=True, kw_only=True)
class StanceLine:
    """What a party's stance on an issue was at a date; `speaker` is who said so, if it was another.

    `verbatim` is True when the stance is told in the report's own words, which need no repeating. `turned`
    is True for an earlier stance that the party's newest one goes against.
    """

    party: str
    issue: str
    stance: str
    speaker: str
    day: date | None
    date: str
    sources: int
    citations: tuple[Citation, ...]
    change: Change | None = None
    verbatim: bool = False
    turned: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class PartyStances:
    """One party's stances on one issue, newest first; `older` are those before the newest."""

    party: str
    stances: tuple[StanceLine, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Issue:
    """One issue and where the parties stand on it."""

    name: str
    parties: tuple[PartyStances, ...]
    sources: int
    day: date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class StatementLine:
    """Something said or written. `via` says through whom it came and where it was said, in words.

    `cue` are the report's own words for the saying ("denied", "told reporters"): a denial must not
    be read as an assertion.
    """

    id: str
    cue: str
    words: tuple[str, ...]
    quoting: str
    sourcing: str
    mode: str
    addressee: str
    via: str
    day: date | None
    date: str
    sources: int
    citations: tuple[Citation, ...]
    change: Change | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Speaker:
    """Somebody who spoke, with the offices that reports give, and the newest of what was said."""

    name: str
    offices: tuple[str, ...]
    named: bool
    lines: Listed[StatementLine]
    sources: int


@dataclass(frozen=True, slots=True, kw_only=True)
class PledgeLine:
    """A pledge as all reports together have it.

    `terms` are the sum it is a part of, the time it is for and its condition, in words. `earlier` are the
    amounts before it was raised or revised, in words, the newest first.
    """

    id: str
    givers: tuple[str, ...]
    receivers: tuple[str, ...]
    what: str
    amount: str
    status: str
    by_when: str
    day: date | None
    date: str
    sources: int
    citations: tuple[Citation, ...]
    differs: tuple[str, ...] = ()
    change: Change | None = None
    judged: bool = False
    terms: tuple[str, ...] = ()
    earlier: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Total:
    """Money of one currency, status and period, each entry counted once; `giver` is "" for all givers.

    `amount` is in units of the currency; of a range it counts the lower end. Amounts a month or a
    year stay apart from those given once. Pledges that may be parts of one another are never added:
    then `amount` is the largest of them, and `others` says how many more there are.
    """

    currency: str
    status: str
    per: str
    amount: float
    entries: int
    giver: str = ""
    others: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Ledger:
    """The pledges, their totals by currency and status, and by giver for the chart."""

    lines: Listed[PledgeLine]
    totals: tuple[Total, ...]
    by_giver: tuple[Total, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """What a proposal was before: its status then, with its name where that was another, and who says so."""

    what: str
    date: str
    citations: tuple[Citation, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ProposalLine:
    """A proposal as all reports together have it; `before` is what it was, the newest first."""

    id: str
    name: str
    by: tuple[str, ...]
    with_: tuple[str, ...]
    status: str
    day: date | None
    date: str
    sources: int
    citations: tuple[Citation, ...]
    differs: tuple[str, ...] = ()
    change: Change | None = None
    judged: bool = False
    before: tuple[Step, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class EventLine:
    """An act that reports tell of; `what` is its type in words, `event_mode` how it was done."""

    id: str
    what: str
    event_mode: str
    status: str
    actors: tuple[str, ...]
    recipients: tuple[str, ...]
    place: str
    day: date | None
    date: str
    sources: int
    citations: tuple[Citation, ...]
    change: Change | None = None

    @property
    def who(self) -> str:
        """Who and whom in one line."""
        actors = ", ".join(self.actors) or "Actor not named"
        return f"{actors} → {', '.join(self.recipients)}" if self.recipients else actors

    @property
    def how(self) -> str:
        """The type with its mode: "attack, drone"."""
        return ", ".join(x for x in (self.what, self.event_mode) if x)


@dataclass(frozen=True, slots=True, kw_only=True)
class Counted:
    """How many acts of a type there are that are not listed, and what they are called."""

    what: str
    number: int


@dataclass(frozen=True, slots=True, kw_only=True)
class VersionLine:
    """One version of a disputed field, and who gives it."""

    value: str
    sources: int
    citations: tuple[Citation, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class DifferenceLine:
    """Where accounts of one thing differ; the version with the most independent sources comes first.

    `first` is True at the first of an entry's differences, which links to the entry lead to.
    """

    entry: str
    kind: str
    title: str
    field: str
    versions: tuple[VersionLine, ...]
    sources: int
    day: date | None
    first: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """One report that was read. `copy_of` is the outlet of the report that it copies, if any."""

    article: str
    outlet: str
    title: str
    url: str | None
    day: date | None
    date: str
    copy_of: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class NotRead:
    """A file or row that was skipped or could not be read, and why."""

    location: str
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Reports:
    """What the record was made from.

    `latest` is the newest publication day: the day the brief is as of. `read_on` is the day when the
    last report came into the record.
    """

    items: tuple[Report, ...]
    copies: int
    outlets: int
    failed: tuple[NotRead, ...]
    earliest: date | None
    latest: date | None
    read_on: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Now:
    """Where it stands: the latest of each; of money, the newest sum from each giver to each receiver."""

    held: tuple[MeetingLine, ...]
    planned: tuple[MeetingLine, ...]
    proposals: tuple[ProposalLine, ...]
    stances: tuple[StanceLine, ...]
    money: tuple[PledgeLine, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """What `--about` kept to: the query, what it matched, and near names when it matched nothing.

    `also` are those who speak for a matched state: its government and who holds an office of it.
    """

    query: str
    matches: tuple[str, ...]
    also: tuple[str, ...] = ()
    suggestions: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Brief:
    """A brief: everything that the formats show, in the order in which they show it."""

    reports: Reports
    since: date | None
    about: Kept | None
    now: Now
    meetings: Listed[MeetingLine]
    events: Listed[EventLine]
    counted: tuple[Counted, ...]
    issues: Listed[Issue]
    speakers: Listed[Speaker]
    ledger: Ledger
    proposals: Listed[ProposalLine]
    differences: Listed[DifferenceLine]

    @property
    def empty(self) -> bool:
        """True when no section has a line."""
        return not (
            self.meetings.items
            or self.events.items
            or self.issues.items
            or self.speakers.items
            or self.ledger.lines.items
            or self.proposals.items
        )
