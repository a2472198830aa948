"""The brief: what a record says, ranked and cut to what a reader can take in, without any format.

    1. the reports that were read, copied, failed
    2. the lines of every section, each with its citations
    3. where it stands now, out of those lines
    4. where accounts differ

Ranking is by the number of independent sources and by date; a list that was cut says by how much.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Protocol, TypeVar

from communique.model.entry import Entry, HeldOffice, Version
from communique.model.finding import (
    Event,
    Finding,
    Meeting,
    MeetingStatus,
    Mode,
    Pledge,
    Position,
    Proposal,
    Sourcing,
    Statement,
)
from communique.model.outcome import OutcomeKind
from communique.model.reference import ActorRef, Standing
from communique.model.when import When
from communique.record.view import View
from communique.show.amounts import Sum, amount_text, earlier_text, terms_text, totals
from communique.show.dates import spelt_out, when_text
from communique.show.events import Events
from communique.show.focus import About, Selection, fold
from communique.show.lines import (
    Brief,
    DifferenceLine,
    Issue,
    Ledger,
    Listed,
    MeetingLine,
    NotRead,
    Now,
    PartyStances,
    PledgeLine,
    ProposalLine,
    Reports,
    Speaker,
    StanceLine,
    StatementLine,
    Step,
    VersionLine,
)
from communique.show.sources import Sources, reported
from communique.show.turns import turns
from communique.show.words import venue_text

T = TypeVar("T")
LATEST_DAYS = 14  # how far back "now" looks from the newest report


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """How many lines each list of a brief has at most."""

    meetings: int = 40
    events: int = 30
    issues: int = 15
    parties: int = 8
    stances: int = 3
    speakers: int = 20
    statements: int = 5
    pledges: int = 40
    proposals: int = 25
    differences: int = 20
    now: int = 5

    @classmethod
    def none(cls) -> Limits:
        """No limits: everything (but "now" stays short)."""
        big = 10**9
        return cls(
            meetings=big, events=big, issues=big, parties=big, stances=big, speakers=big,
            statements=big, pledges=big, proposals=big, differences=big, now=10,
        )  # fmt: skip


DEFAULT_LIMITS = Limits()


def brief(
    view: View, *, since: date | None = None, about: str | None = None, limits: Limits = DEFAULT_LIMITS
) -> Brief:
    """The brief of a record.

    `since` keeps to lines that are new or changed since that day, `about` to one party, person,
    place or issue. When nothing matches, the brief is empty and ``about.suggestions`` has near names.
    """
    sources = Sources(view)
    focus = About(view, about, sources) if about else None
    return _Desk(view, sources, Selection(view, sources, focus, since), limits).brief(since, focus)


class _Desk:
    """One making of a brief: the record, what enters, and how much."""

    def __init__(self, view: View, sources: Sources, selection: Selection, limits: Limits) -> None:
        self.view = view
        self.sources = sources
        self.selection = selection
        self.limits = limits
        kinds = ("meeting", "event", "pledge", "proposal", "position", "statement")
        self.findings: dict[str, list[Finding]] = {
            k: [f for f in view.findings(k) if selection.allowed(f)] for k in kinds
        }
        self.by_id: dict[str, Finding] = {f.id: f for fs in self.findings.values() for f in fs}

    def brief(self, since: date | None, focus: About | None) -> Brief:
        reports = self._reports()
        found = {kind: list(self._entries(kind)) for kind in ("meeting", "pledge", "proposal")}
        meetings = [self._meeting(e, fs) for e, fs in found["meeting"]]
        pledges = [(e, self._pledge(e, fs)) for e, fs in found["pledge"]]
        proposals = [self._proposal(e, fs) for e, fs in found["proposal"]]
        stances = self._stances()
        ledger = self._ledger(pledges)
        events = Events(
            (f for f in self.findings["event"] if isinstance(f, Event)), self.sources, self.selection
        )
        entries = [pair for pairs in found.values() for pair in pairs]
        return Brief(
            reports=reports,
            since=since,
            about=focus.kept() if focus else None,
            now=self._now(reports.latest, meetings, proposals, stances, pledges),
            meetings=self._timeline(meetings, self.limits.meetings),
            events=self._timeline(events.lines(), self.limits.events),
            counted=events.counted(),
            issues=self._issues(stances),
            speakers=self._speakers(),
            ledger=ledger,
            proposals=_top(proposals, self.limits.proposals, _rank),
            differences=_top(self._differences(entries), self.limits.differences, _rank),
        )

    # 1. The reports

    def _reports(self) -> Reports:
        items = self.sources.reports
        days = [r.day for r in items if r.day]
        failed = [
            NotRead(location=o.location, why=o.message or o.code or o.kind.value)
            for o in self.view.outcomes()
            if o.kind is OutcomeKind.FAILED
        ]
        return Reports(
            items=tuple(items),
            copies=sum(1 for r in items if r.copy_of),
            outlets=len({r.outlet for r in items}),
            failed=tuple(failed),
            earliest=min(days, default=None),
            latest=max(days, default=None),
            read_on=max((self.view.read_at(r.article).date() for r in items), default=None),
        )

    # 2. The lines

    def _entries(self, kind: str) -> Iterable[tuple[Entry, list[Finding]]]:
        """The entries that enter, each with its findings, the fullest account first."""
        for entry in self.view.entries(kind):
            findings = [self.by_id[i] for i in entry.findings if i in self.by_id]
            findings.sort(key=lambda f: f.id != entry.finding.id)
            if findings and self.selection.shows(findings):
                yield entry, findings

    def _meeting(self, entry: Entry, findings: list[Finding]) -> MeetingLine:
        m = entry.finding
        assert isinstance(m, Meeting)
        day, text = self._day(m.date, findings)
        sides = (", ".join(self.sources.names(m.article, side)) for side in m.who)
        return MeetingLine(
            id=entry.id,
            sides=tuple(s for s in sides if s),
            mediators=self.sources.names(m.article, m.mediators),
            meeting_kind=m.sort,
            status=m.status.value,
            place=m.place.name if m.place else "",
            day=day,
            date=text,
            sources=self._count(findings),
            citations=self.sources.cite(findings),
            differs=tuple(d.field for d in entry.differences),
            change=self.selection.change(findings),
            judged=entry.judged,
        )

    def _pledge(self, entry: Entry, findings: list[Finding]) -> PledgeLine:
        p = entry.finding
        assert isinstance(p, Pledge)
        replaced = {i for v in entry.earlier for i in v.findings if i != p.id}
        standing = [f for f in findings if f.id not in replaced] or findings
        before = [f for f in findings if f not in standing]
        day, text = self._day(None, standing)
        return PledgeLine(
            id=entry.id,
            givers=self.sources.names(p.article, p.givers),
            receivers=self.sources.names(p.article, p.receivers),
            what="" if p.what and p.unit and p.what in p.unit else p.what or "",
            amount=amount_text(p),
            status=p.status.value,
            by_when=when_text(p.by_when),
            terms=terms_text(p),
            day=day,
            date=text,
            sources=self._count(findings),
            citations=(*self.sources.cite(standing), *self.sources.cite(before)),
            differs=tuple(d.field for d in entry.differences),
            change=self.selection.change(findings),
            judged=entry.judged,
            earlier=tuple(self._earlier(v) for v in entry.earlier),
        )

    def _earlier(self, version: Version) -> str:
        """An earlier amount, and when it was reported where a report of that time gives it."""
        told = [f for i in version.findings if isinstance(f := self.by_id.get(i), Pledge)]
        own = [f for f in told if f.earlier is None]
        return ", ".join(
            x for x in (earlier_text(version.value), self._day(None, own)[1] if own else "") if x
        )

    def _proposal(self, entry: Entry, findings: list[Finding]) -> ProposalLine:
        p = entry.finding
        assert isinstance(p, Proposal)
        before = {i for v in entry.earlier for i in v.findings}
        standing = [f for f in findings if f.id not in before] or findings
        day, text = self._day(p.date, standing)
        return ProposalLine(
            id=entry.id,
            name=p.name,
            by=self.sources.names(p.article, p.by),
            with_=self.sources.names(p.article, p.with_),
            status=p.status.value,
            day=day,
            date=text,
            sources=self._count(findings),
            citations=self.sources.cite(standing),
            differs=tuple(d.field for d in entry.differences),
            change=self.selection.change(findings),
            judged=entry.judged,
            before=tuple(self._step(v) for v in entry.earlier),
        )

    def _step(self, version: Version) -> Step:
        told = [f for i in version.findings if (f := self.by_id.get(i))]
        return Step(what=version.value, date=self._day(None, told)[1], citations=self.sources.cite(told))

    def _stances(self) -> list[StanceLine]:
        """Every stance once: the same words of a party on an issue in several reports are one line."""
        groups: dict[tuple[object, ...], list[Position]] = {}
        for f in self.findings["position"]:
            assert isinstance(f, Position)
            key = (self._key(f, f.party.name), fold(f.issue), fold(f.stance), f.date and f.date.first)
            groups.setdefault(key, []).append(f)
        return [self._stance(fs) for fs in groups.values() if self.selection.shows(list(fs))]

    def _stance(self, findings: list[Position]) -> StanceLine:
        p = findings[0]
        day, text = self._day(p.date, findings)
        party = self.sources.name(p.article, p.party)
        speaker = self.sources.name(p.article, p.speaker) if p.speaker else ""
        citations = self.sources.cite(findings)
        return StanceLine(
            party=party,
            issue=p.issue,
            stance=p.stance,
            speaker="" if speaker == party else speaker,
            day=day,
            date=text,
            sources=self._count(findings),
            citations=citations,
            change=self.selection.change(findings),
            verbatim=fold(p.stance) == fold(citations[0].spans[0].text),
        )

    def _issues(self, stances: list[StanceLine]) -> Listed[Issue]:
        groups: dict[tuple[str, ...], list[StanceLine]] = {}
        for s in stances:
            groups.setdefault(fold(s.issue), []).append(s)
        return _top([self._issue(group) for group in groups.values()], self.limits.issues, _rank)

    def _issue(self, stances: list[StanceLine]) -> Issue:
        parties: dict[str, list[StanceLine]] = {}
        for s in _newest(stances):
            parties.setdefault(s.party, []).append(s)
        kept = sorted(parties.items(), key=lambda p: -len({c.article for s in p[1] for c in s.citations}))
        return Issue(
            name=stances[0].issue,
            parties=tuple(
                PartyStances(party=p, stances=turns(ss)[: self.limits.stances])
                for p, ss in kept[: self.limits.parties]
            ),
            sources=self.sources.independent(c.article for s in stances for c in s.citations),
            day=max((s.day for s in stances if s.day), default=None),
        )

    def _speakers(self) -> Listed[Speaker]:
        """What was said or written, by speaker; thoughts are nothing said, and stay out."""
        groups: dict[object, dict[tuple[str, ...], list[Statement]]] = {}
        names: dict[object, ActorRef] = {}
        for f in self.findings["statement"]:
            assert isinstance(f, Statement)
            if f.mode is Mode.THOUGHT or f.speaker is None:
                continue
            words = fold(" ".join(s.text for s in f.content))
            for one in f.speaker.each():  # what two said together is each one's
                key = self._key(f, one.name)
                names.setdefault(key, one)
                groups.setdefault(key, {}).setdefault(words, []).append(f)
        speakers = []
        for key, said in groups.items():
            shown = [fs for fs in said.values() if self.selection.shows(list(fs))]
            if shown:
                speakers.append(self._speaker(shown, names[key]))
        return _top(
            speakers, self.limits.speakers, lambda s: (-s.sources, -(len(s.lines.items) + s.lines.more))
        )

    def _speaker(self, said: list[list[Statement]], one: ActorRef) -> Speaker:
        first = said[0][0]
        settled = next((s for fs in said for f in fs if (s := self.sources.actor(f.article, one.name))), None)
        offices = _offices(settled.offices) if settled else ()
        lines = [self._statement(fs) for fs in said]
        return Speaker(
            name=settled.name if settled else one.name,
            offices=offices[:2],
            named=one.named and first.sourcing is not Sourcing.UNNAMED,
            lines=_cut(_newest(lines), self.limits.statements),
            sources=self.sources.independent(f.article for fs in said for f in fs),
        )

    def _statement(self, findings: list[Statement]) -> StatementLine:
        s = findings[0]
        day, text = self._day(s.said_on, findings)
        return StatementLine(
            id=s.id,
            cue=" … ".join(c.text for c in s.cue),
            words=tuple(c.text for c in s.content),
            quoting=s.quoting.value,
            sourcing=s.sourcing.value,
            mode=s.mode.value,
            addressee=self._addressee(s),
            via=self._via(s),
            day=day,
            date=text,
            sources=self._count(findings),
            citations=self.sources.cite(findings),
            change=self.selection.change(findings),
        )

    def _addressee(self, s: Statement) -> str:
        """Who was told, unless that is who passed it on."""
        name = self.sources.name(s.article, s.addressee) if s.addressee else ""
        return "" if s.relay and name == self.sources.name(s.article, s.relay) else name

    def _via(self, s: Statement) -> str:
        venue = venue_text(s.venue)
        return ", ".join(part for part in (self._through(s, venue), venue) if part)

    def _through(self, s: Statement, venue: str) -> str:
        """Through whom it came, unless the venue tells ("in an interview with the Herald")."""
        if s.relay:
            name = self.sources.name(s.article, s.relay)
            told = s.addressee is not None and self.sources.name(s.article, s.addressee) == name
            words = s.relay.mention.line if s.relay.mention else name
            if words in venue:
                return ""
            return f"to {name}" if told else f"through {name}"
        outer = self.by_id.get(s.within) if s.within else None
        if isinstance(outer, Statement) and outer.speaker:
            return f"as {self.sources.name(outer.article, outer.speaker)} has it"
        return ""

    def _timeline(self, lines: list[R], limit: int) -> Listed[R]:
        best = _top(lines, limit, _rank)
        return Listed(items=tuple(_newest(best.items)), more=best.more)

    def _ledger(self, pledges: list[tuple[Entry, PledgeLine]]) -> Ledger:
        money = [s for e, line in pledges if (s := _sum(e, line)) is not None]
        return Ledger(
            lines=_top([line for _, line in pledges], self.limits.pledges, _rank),
            totals=totals(money, by_giver=False),
            by_giver=totals(money, by_giver=True),
        )

    # 3. Where it stands now

    def _now(
        self,
        latest: date | None,
        meetings: list[MeetingLine],
        proposals: list[ProposalLine],
        stances: list[StanceLine],
        pledges: list[tuple[Entry, PledgeLine]],
    ) -> Now:
        n = self.limits.now
        held = [m for m in meetings if m.status == MeetingStatus.HELD and _recent(m.day, latest)]
        coming = (MeetingStatus.PLANNED, MeetingStatus.PROPOSED, MeetingStatus.UNDER_WAY)
        planned = [m for m in meetings if m.status in coming and _ahead(m.day, latest)]
        current = [p for p in proposals if _recent(p.day, latest)]
        return Now(
            held=tuple(_newest(_top(held, n, _rank).items)),
            planned=tuple(sorted(_top(planned, n, _rank).items, key=lambda m: m.day or date.max)),
            proposals=_top(current, n, _rank).items,
            stances=_top([s for s in stances if _recent(s.day, latest)], n, _rank).items,
            money=tuple(_newest_sums(pledges)[:n]),
        )

    # 4. Where accounts differ

    def _differences(self, entries: list[tuple[Entry, list[Finding]]]) -> list[DifferenceLine]:
        out = []
        for entry, findings in entries:
            day, _ = self._day(getattr(entry.finding, "date", None), findings)
            first = True
            for d in entry.differences:
                versions = [self._version(v) for v in d.versions]
                kept = tuple(sorted((v for v in versions if v.citations), key=lambda v: -v.sources))
                if len(kept) > 1:
                    out.append(
                        DifferenceLine(
                            entry=entry.id,
                            kind=entry.kind,
                            title=entry.title,
                            field=d.field,
                            versions=kept,
                            sources=self._count(findings),
                            day=day,
                            first=first,
                        )
                    )
                    first = False
        return out

    def _version(self, version: Version) -> VersionLine:
        findings = [self.by_id[i] for i in version.findings if i in self.by_id]
        citations = self.sources.cite(findings)
        return VersionLine(value=spelt_out(version.value), sources=self._count(findings), citations=citations)

    # What the sections share

    def _day(self, when: When | None, findings: Sequence[Finding]) -> tuple[date | None, str]:
        """The day to sort by and the date in words: the thing's own, else that of the first report."""
        if when and when.first:
            return when.first, when_text(when)
        days = [d for f in findings if (d := self.sources.day(f.article))]
        day = min(days, default=None)
        return day, reported(day)

    def _count(self, findings: Sequence[Finding]) -> int:
        return self.sources.independent(f.article for f in findings)

    def _key(self, finding: Finding, name: str) -> object:
        settled = self.sources.actor(finding.article, name)
        return settled.id if settled else (finding.article, name)


def _sum(entry: Entry, line: PledgeLine) -> Sum | None:
    p = entry.finding
    if not isinstance(p, Pledge) or p.amount is None or not p.currency:
        return None
    return Sum(pledge=p, givers=line.givers, receivers=line.receivers)


def _newest_sums(pledges: Sequence[tuple[Entry, PledgeLine]]) -> list[PledgeLine]:
    """The newest sum of money from each giver to each receiver; of one day, the largest."""
    found = [(s, line) for e, line in pledges if (s := _sum(e, line)) is not None]
    found.sort(key=lambda f: (-_last_reported(f[1]), -(f[0].pledge.amount or 0)))
    kept: list[tuple[Sum, PledgeLine]] = []
    for one, line in found:
        if one.givers and not any(one.may_overlap(other) for other, _ in kept):
            kept.append((one, line))
    return [line for _, line in kept]


def _last_reported(line: PledgeLine) -> int:
    return max((c.day.toordinal() for c in line.citations if c.day), default=0)


def _offices(offices: Sequence[HeldOffice]) -> tuple[str, ...]:
    """The offices in words, each once; a title alone only where no report says of what."""
    full = {o.title for o in offices if o.of}
    shown = (o for o in offices if o.of or o.title not in full)
    return tuple(dict.fromkeys(_office(o) for o in shown))


def _office(office: HeldOffice) -> str:
    standing = "" if office.standing is Standing.CURRENT else f"{office.standing} "
    return f"{standing}{office.title} of {office.of}" if office.of else f"{standing}{office.title}"


class _Ranked(Protocol):
    @property
    def sources(self) -> int: ...
    @property
    def day(self) -> date | None: ...


R = TypeVar("R", bound=_Ranked)


def _rank(line: _Ranked) -> tuple[int, int]:
    """More independent sources first, then the newer."""
    return -line.sources, -line.day.toordinal() if line.day else 0


def _newest(lines: Iterable[R]) -> list[R]:
    return sorted(lines, key=lambda x: (-x.day.toordinal() if x.day else 0, -x.sources))


def _recent(day: date | None, latest: date | None) -> bool:
    return day is not None and latest is not None and latest - timedelta(days=LATEST_DAYS) <= day <= latest


def _ahead(day: date | None, latest: date | None) -> bool:
    return day is None or latest is None or day >= latest


def _top(items: Sequence[T], limit: int, rank: Callable[[T], tuple[int, int]]) -> Listed[T]:
    return _cut(sorted(items, key=rank), limit)


def _cut(items: Sequence[T], limit: int) -> Listed[T]:
    return Listed(items=tuple(items[:limit]), more=max(0, len(items) - limit))
