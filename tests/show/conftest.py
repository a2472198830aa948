"""A small record in memory: four reports on an invented negotiation, one of them a copy, one hostile."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime
from typing import Any

import pytest

from communique.errors import UnknownIdError
from communique.model.entry import CopyGroup, Difference, Entry, HeldOffice, SettledActor, Version
from communique.model.finding import (
    Actor,
    Event,
    EventStatus,
    EventType,
    Evidence,
    Finding,
    Meeting,
    MeetingKind,
    MeetingStatus,
    Mode,
    Place,
    Pledge,
    PledgeStatus,
    Position,
    Proposal,
    ProposalStatus,
    Quoting,
    Sourcing,
    Statement,
    Time,
)
from communique.model.judgement import Judgement
from communique.model.outcome import Outcome, OutcomeKind
from communique.model.reference import ActorKind, ActorRef, Mention, MentionForm, PlaceRef
from communique.model.text import Article, Span
from communique.model.when import When


@dataclass
class FakeView:
    """The whole of View over lists."""

    stored: list[Article] = field(default_factory=list)
    found: list[Finding] = field(default_factory=list)
    settled: list[Entry] = field(default_factory=list)
    settled_actors: list[SettledActor] = field(default_factory=list)
    groups: list[CopyGroup] = field(default_factory=list)
    became: list[Outcome] = field(default_factory=list)
    refused: frozenset[str] = frozenset()
    seen: dict[str, datetime] = field(default_factory=dict)
    read: datetime = datetime(2031, 3, 10, 8, 0, tzinfo=UTC)

    def article(self, id: str) -> Article:
        for a in self.stored:
            if a.id == id:
                return a
        raise UnknownIdError(f"no article {id}")

    def articles(self) -> Iterator[Article]:
        return iter(self.stored)

    def read_at(self, article: str) -> datetime:
        return self.seen.get(article, self.read)

    def first_seen(self, finding: str) -> datetime:
        return self.seen.get(finding, self.read)

    def finding(self, id: str) -> Finding:
        return next(f for f in self.found if f.id == id)

    def findings(self, kind: str | None = None, article: str | None = None) -> Iterator[Finding]:
        return (f for f in self.found if kind in (None, f.kind) and article in (None, f.article))

    def entry(self, id: str) -> Entry:
        return next(e for e in self.settled if e.id == id)

    def entries(self, kind: str | None = None) -> Iterator[Entry]:
        return (e for e in self.settled if kind in (None, e.kind))

    def actors(self) -> Iterator[SettledActor]:
        return iter(self.settled_actors)

    def actor_of(self, article: str, name: str) -> SettledActor | None:
        return next((a for a in self.settled_actors if article in a.articles and name in a.aliases), None)

    def copies(self) -> Iterator[CopyGroup]:
        return iter(self.groups)

    def judgements(self) -> Iterator[Judgement]:
        return iter(())

    def rejected(self) -> frozenset[str]:
        return self.refused

    def outcomes(self) -> Iterator[Outcome]:
        return iter(self.became)


@dataclass
class Builder:
    """Makes a record by naming words of its articles."""

    view: FakeView = field(default_factory=FakeView)

    def article(
        self, id: str, text: str, day: str | None, source: str | None, title: str, url: str | None = None
    ) -> Article:
        when = When.day(date.fromisoformat(day), anchor="metadata") if day else None
        article = Article(id=id, text=text, source=source, title=title, url=url, published=when)
        self.view.stored.append(article)
        return article

    def span(self, article: str, words: str) -> Span:
        a = self.view.article(article)
        start = a.text.index(words)
        return a.span(start, start + len(words))

    def evidence(self, article: str, *words: str, notes: tuple[str, ...] = ()) -> Evidence:
        spans = tuple(self.span(article, w) for w in words)
        return Evidence(spans=spans, finder="fake", version="1", score=0.8, notes=notes)

    def ref(self, article: str, name: str, mention: str | None = None, **more: Any) -> ActorRef:
        return ActorRef(name=name, mention=self.span(article, mention) if mention else None, **more)

    def add(self, finding: Finding) -> Finding:
        self.view.found.append(finding)
        return finding

    def event(self, article: str, words: str, trigger: str, type: EventType, **more: Any) -> None:
        cue = (self.span(article, trigger),)
        evidence = replace(self.evidence(article, words), cue=cue)
        self.add(Event(article=article, evidence=evidence, event_type=type, **more))

    def actor(
        self, id: str, name: str, kind: ActorKind, *aliases: str, offices: tuple[HeldOffice, ...] = ()
    ) -> None:
        names = (name, *aliases)
        findings, articles = [], []
        for a in self.view.stored:
            hits = [n for n in names if n in a.text]
            if hits:
                spans = [self.span(a.id, n) for n in hits]
                found = Actor(
                    article=a.id,
                    evidence=self.evidence(a.id, hits[0]),
                    name=hits[0],
                    actor_kind=kind,
                    mentions=tuple(Mention(span=s, form=MentionForm.NAME) for s in spans),
                )
                self.add(found)
                findings.append(found.id)
                articles.append(a.id)
        self.view.settled_actors.append(
            SettledActor(
                id=id, name=name, kind=kind, country=None, named=True, aliases=names,
                offices=offices, findings=tuple(findings), articles=tuple(articles),
            )
        )  # fmt: skip

    def entry(
        self, id: str, title: str, *findings: Finding, differences: tuple[Difference, ...] = ()
    ) -> None:
        articles = tuple(dict.fromkeys(f.article for f in findings))
        self.view.settled.append(
            Entry(
                id=id, kind=findings[0].kind, title=title, finding=findings[0],
                findings=tuple(f.id for f in findings), articles=articles,
                sources=len(articles), differences=differences,
            )
        )  # fmt: skip


HARBOUR = """PORT AVEN, March 4 (Harbour Wire) — Norland's foreign minister Ilse Maren met Vessian president \
Tomas Okoy in Port Aven on Tuesday, her office said.
“We agreed to keep talking,” Maren told reporters. She said Norland would not give up the Strait of Sel.
Norland will pay 1.2 billion euros for the harbour by the end of June, Maren said.
A second round is planned in Calder on March 12.
Okoy's draft, known as the Sel Plan, is under discussion."""
COURIER = """Vessia's president denied that any meeting took place in Port Aven.
“There was no meeting, and nobody should believe there was,” Tomas Okoy said on Wednesday.
Vessia demands free passage through the Strait of Sel. Norland has promised 900 million euros, a \
Vessian official said."""
HOSTILE = """<script>alert('text')</script> Officials "met" & <b>talked</b>, Maren wrote in a letter.
The cost is 40 million Calder dollars. \u202eevil order"""


def day(text: str) -> When:
    return When.day(date.fromisoformat(text))


def negotiation() -> FakeView:
    b = Builder()
    b.article(
        "h1", HARBOUR, "2031-03-04", "Harbour Wire", "Maren and Okoy meet", "https://wire.example/1?a=1&b=2"
    )
    b.article("h2", HARBOUR, "2031-03-05", "Northern Post", "Maren and Okoy meet", "https://post.example/(x)")
    b.article("c1", COURIER, "2031-03-05", "Calder Courier", "Okoy denies meeting", None)
    b.article(
        "x1",
        HOSTILE,
        "2031-03-09",
        'Evil "Daily" <i>',
        "<img src=x onerror=alert(1)> \u202etitle",
        "javascript:alert(1)",
    )
    minister = (HeldOffice(title="foreign minister", of="Norland", first="2031-03-01", reports=2),)
    b.actor("A1", "Ilse Maren", ActorKind.PERSON, "Maren", offices=minister)
    b.actor("A2", "Tomas Okoy", ActorKind.PERSON, "Okoy")
    b.actor("A3", "Norland", ActorKind.STATE)
    b.actor("A4", "Vessia", ActorKind.STATE)
    _meetings(b)
    _statements(b)
    _pledges(b)
    _rest(b)
    _events(b)
    b.view.groups.append(
        CopyGroup(id="g1", original="h1", articles=("h1", "h2"), similarity=1.0, credit="Harbour Wire")
    )
    b.view.became.append(
        Outcome(
            kind=OutcomeKind.FAILED, location="reports/broken.txt", code="empty", message="no <text> in it"
        )
    )
    return b.view


def _meetings(b: Builder) -> None:
    met = "Ilse Maren met Vessian president Tomas Okoy in Port Aven on Tuesday"
    held = [
        b.add(
            Meeting(
                article=a, evidence=b.evidence(a, met),
                who=((b.ref(a, "Ilse Maren", "Ilse Maren"),), (b.ref(a, "Tomas Okoy", "Tomas Okoy"),)),
                meeting_kind=MeetingKind.IN_PERSON, date=day("2031-03-04"),
                place=PlaceRef(name="Port Aven", span=b.span(a, "Port Aven")),
            )
        )
        for a in ("h1", "h2")
    ]  # fmt: skip
    denied = b.add(
        Meeting(
            article="c1", evidence=b.evidence("c1", "denied that any meeting took place in Port Aven"),
            who=((b.ref("c1", "Tomas Okoy", "Tomas Okoy"),),), status=MeetingStatus.DENIED,
            place=PlaceRef(name="Port Aven"),
        )
    )  # fmt: skip
    versions = (
        Version(value="held", findings=tuple(f.id for f in held), sources=1),
        Version(value="denied", findings=(denied.id,), sources=1),
    )
    differ = Difference(field="status", versions=versions)
    b.entry("E1", "Maren and Okoy in Port Aven", *held, denied, differences=(differ,))
    second = b.add(
        Meeting(
            article="h1", evidence=b.evidence("h1", "A second round is planned in Calder on March 12"),
            who=((b.ref("h1", "Norland"),), (b.ref("h1", "Vessia"),)), status=MeetingStatus.PLANNED,
            meeting_kind=MeetingKind.ROUND, place=PlaceRef(name="Calder"), date=day("2031-03-12"),
        )
    )  # fmt: skip
    b.entry("E2", "Second round in Calder", second)


def _statements(b: Builder) -> None:
    for a in ("h1", "h2"):
        b.add(
            Statement(
                article=a, evidence=b.evidence(a, "“We agreed to keep talking,” Maren told reporters"),
                content=(b.span(a, "“We agreed to keep talking,”"),), cue=(b.span(a, "told"),),
                speaker=b.ref(a, "Ilse Maren", "Maren told"[:5]), quoting=Quoting.DIRECT,
            )
        )  # fmt: skip
    no = "“There was no meeting, and nobody should believe there was,”"
    b.add(
        Statement(
            article="c1", evidence=b.evidence("c1", no), content=(b.span("c1", no),),
            speaker=b.ref("c1", "Tomas Okoy", "Tomas Okoy"), quoting=Quoting.DIRECT,
            said_on=day("2031-03-05"),
        )
    )  # fmt: skip
    b.add(
        Statement(
            article="c1", evidence=b.evidence("c1", "Norland has promised 900 million euros"),
            content=(b.span("c1", "Norland has promised 900 million euros"),),
            speaker=b.ref("c1", "a Vessian official", "a Vessian official", named=False),
            sourcing=Sourcing.UNNAMED,
        )
    )  # fmt: skip
    b.add(
        Statement(
            article="h1", evidence=b.evidence("h1", "would not give up the Strait of Sel"), mode=Mode.THOUGHT,
            content=(b.span("h1", "would not give up the Strait of Sel"),), speaker=b.ref("h1", "Ilse Maren"),
        )
    )  # fmt: skip
    b.add(
        Statement(
            article="x1", evidence=b.evidence("x1", 'Officials "met" & <b>talked</b>, Maren wrote'),
            mode=Mode.WRITING,
            content=(b.span("x1", 'Officials "met" & <b>talked</b>'),),
            speaker=b.ref("x1", "Maren", "Maren"), venue=b.span("x1", "in a letter"),
        )
    )  # fmt: skip


def _pledges(b: Builder) -> None:
    norland = {a: (b.ref(a, "Norland"),) for a in ("h1", "h2", "c1")}
    paid = [
        b.add(
            Pledge(
                article=a, evidence=b.evidence(a, "Norland will pay 1.2 billion euros for the harbour"),
                givers=norland[a], what="for the harbour", amount=1.2e9, currency="EUR",
                by_when=When(first=date(2031, 6, 30), last=date(2031, 6, 30)),
            )
        )
        for a in ("h1", "h2")
    ]  # fmt: skip
    less = b.add(
        Pledge(
            article="c1", evidence=b.evidence("c1", "Norland has promised 900 million euros"),
            givers=norland["c1"], receivers=(b.ref("c1", "Vessia"),), amount=9e8, currency="EUR",
        )
    )  # fmt: skip
    versions = (
        Version(value="1200000000.0 EUR", findings=tuple(f.id for f in paid), sources=1),
        Version(value="900000000.0 EUR", findings=(less.id,), sources=1),
    )
    b.entry(
        "P1", "Norland: harbour", *paid, less, differences=(Difference(field="amount", versions=versions),)
    )
    other = b.add(
        Pledge(
            article="x1", evidence=b.evidence("x1", "The cost is 40 million Calder dollars"),
            what="cost", amount=4e7, currency="CLD", status=PledgeStatus.CALLED_FOR, per="year",
        )
    )  # fmt: skip
    b.entry("P2", "Calder dollars", other)


def _rest(b: Builder) -> None:
    b.add(
        Position(
            article="h1", evidence=b.evidence("h1", "Norland would not give up the Strait of Sel"),
            party=b.ref("h1", "Norland"), issue="Strait of Sel", stance="will not give it up",
            speaker=b.ref("h1", "Ilse Maren"),
        )
    )  # fmt: skip
    b.add(
        Position(
            article="c1", evidence=b.evidence("c1", "Vessia demands free passage through the Strait of Sel"),
            party=b.ref("c1", "Vessia"), issue="the Strait of Sel", stance="demands free passage",
        )
    )  # fmt: skip
    plan = b.add(
        Proposal(
            article="h1",
            evidence=b.evidence("h1", "Okoy's draft, known as the Sel Plan, is under discussion"),
            name="Sel Plan", by=(b.ref("h1", "Okoy", "Okoy"),), status=ProposalStatus.UNDER_DISCUSSION,
        )
    )  # fmt: skip
    b.entry("R1", "Sel Plan", plan)
    b.add(
        Place(
            article="h1",
            evidence=b.evidence("h1", "Port Aven"),
            place=PlaceRef(name="Port Aven", span=b.span("h1", "Port Aven")),
        )
    )
    b.add(Time(article="h1", evidence=b.evidence("h1", "March 12"), when=day("2031-03-12")))


def _events(b: Builder) -> None:
    met = "Ilse Maren met Vessian president Tomas Okoy in Port Aven on Tuesday"
    b.event(
        "h1", met, "met", EventType.CONSULT, date=day("2031-03-04"),
        actors=(b.ref("h1", "Ilse Maren", "Ilse Maren"), b.ref("h1", "Tomas Okoy", "Tomas Okoy")),
        place=PlaceRef(
            name="Port Aven", span=b.span("h1", "Port Aven"), geonames_id=7, lat=1.5, lon=-2.25,
            country="NO", kind="city",
        ),
    )  # fmt: skip
    for a in ("h1", "h2"):
        b.event(
            a, "Norland will pay 1.2 billion euros for the harbour by the end of June", "pay", EventType.AID,
            status=EventStatus.PLANNED, actors=(b.ref(a, "Norland"),), contexts=("economic",),
        )  # fmt: skip
    b.event(
        "c1", "Vessia demands free passage through the Strait of Sel", "demands", EventType.REQUEST,
        mode="yield", actors=(b.ref("c1", "Vessia", "Vessia demands"[:6]),),
    )  # fmt: skip


@pytest.fixture
def view() -> FakeView:
    return negotiation()
