"""A record in memory for the tests of settling, and short ways to make findings."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from communique.knowledge.offices import Holding
from communique.model.finding import (
    Actor,
    Evidence,
    Finding,
    Meeting,
    MeetingKind,
    MeetingStatus,
    Pledge,
    PledgeStatus,
    Proposal,
    ProposalStatus,
)
from communique.model.judgement import Judgement, Verdict
from communique.model.reference import ActorKind, ActorRef, Office, PlaceRef
from communique.model.text import Article
from communique.model.when import When

NOON = datetime.datetime(2031, 3, 20, 12, tzinfo=datetime.UTC)


@dataclass
class Memory:
    """What settling asks of a View, from lists."""

    stories: list[Article]
    things: list[Finding]
    decided: list[Judgement] = field(default_factory=list)
    known: tuple[Holding, ...] = ()

    def articles(self) -> Iterator[Article]:
        return iter(self.stories)

    def findings(self, kind: str | None = None, article: str | None = None) -> Iterator[Finding]:
        return (f for f in self.things if kind in (None, f.kind) and article in (None, f.article))

    def offices(self) -> tuple[Holding, ...]:
        return self.known

    def judgements(self) -> Iterator[Judgement]:
        return iter(self.decided)


def story(
    id: str, day: str | None = "2031-03-04", text: str | None = None, source: str | None = None
) -> Article:
    published = When.day(datetime.date.fromisoformat(day)) if day else None
    return Article(id=id, text=text or f"Report {id}. " + "x" * 400, published=published, source=source)


def evidence(article: str, at: int) -> Evidence:
    return Evidence(spans=(story(article).span(at, at + 5),), finder="test", version="1")


def person(name: str, country: str | None = None) -> ActorRef:
    return ActorRef(name=name, kind=ActorKind.PERSON, country=country)


def nation(name: str, country: str) -> ActorRef:
    return ActorRef(name=name, kind=ActorKind.STATE, country=country)


def actor(
    article: str,
    name: str,
    kind: ActorKind = ActorKind.PERSON,
    country: str | None = None,
    *,
    office: tuple[str, str] | None = None,
    named: bool = True,
    aliases: tuple[str, ...] = (),
) -> Actor:
    offices = (Office(title=office[0], of=office[1]),) if office else ()
    return Actor(
        article=article, evidence=evidence(article, 0), name=name, actor_kind=kind, country=country,
        named=named, aliases=aliases, offices=offices,
    )  # fmt: skip


def days(text: str | None) -> When | None:
    if text is None:
        return None
    first, _, last = text.partition("/")
    return When(first=datetime.date.fromisoformat(first), last=datetime.date.fromisoformat(last or first))


def meeting(
    article: str,
    who: Iterable[ActorRef],
    on: str | None = None,
    place: PlaceRef | None = None,
    status: str = "held",
    kind: str = "in person",
    at: int = 10,
) -> Meeting:
    return Meeting(
        article=article, evidence=evidence(article, at), who=tuple((a,) for a in who), date=days(on),
        place=place, status=MeetingStatus(status), meeting_kind=MeetingKind(kind),
    )  # fmt: skip


def pledge(
    article: str,
    givers: Iterable[ActorRef],
    receivers: Iterable[ActorRef] = (),
    amount: float | None = None,
    currency: str | None = "EUR",
    what: str | None = None,
    status: str = "pledged",
    at: int = 10,
    earlier: float | None = None,
) -> Pledge:
    return Pledge(
        article=article, evidence=evidence(article, at), givers=tuple(givers), receivers=tuple(receivers),
        amount=amount, currency=None if amount is None else currency, what=what,
        status=PledgeStatus(status), earlier=earlier,
    )  # fmt: skip


def proposal(
    article: str, name: str, by: Iterable[ActorRef] = (), status: str = "floated", at: int = 10
) -> Proposal:
    return Proposal(
        article=article,
        evidence=evidence(article, at),
        name=name,
        by=tuple(by),
        status=ProposalStatus(status),
    )


def judge(
    verdict: str,
    subject: str,
    object: str | None = None,
    *,
    hour: int = 12,
    field: str | None = None,
    value: str | None = None,
) -> Judgement:
    return Judgement(
        verdict=Verdict(verdict), subject=subject, object=object, who="editor",
        at=NOON.replace(hour=hour), field=field, value=value,
    )  # fmt: skip
