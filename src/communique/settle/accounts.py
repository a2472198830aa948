"""Accounts: findings made ready for comparison, with settled actors in place of names."""

from __future__ import annotations

import datetime
import re
from dataclasses import dataclass
from functools import cache

from communique.knowledge import table, values
from communique.model.finding import Finding, Meeting, Pledge, Proposal
from communique.model.reference import ActorKind, ActorRef, PlaceRef
from communique.model.text import Article
from communique.model.when import When
from communique.settle.actors import Roster
from communique.settle.names import fold, plain, state

WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True, order=True, kw_only=True)
class Party:
    """A participant as compared: settled actor, its country, and whether it stands for the state itself."""

    actor: str
    country: str
    official: bool  # a state or government
    person: bool
    named: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Account:
    """One finding as it is compared. `near` is its known day, else the publication day."""

    finding: Finding
    id: str
    kind: str
    published: datetime.date | None
    main: tuple[Party, ...]  # participants, givers, or the side that proposes
    other: tuple[Party, ...] = ()  # receivers, or with whom
    date: When | None = None
    place: PlaceRef | None = None
    status: str = ""
    sort: str = ""
    number: int | None = None
    words: frozenset[str] = frozenset()
    amount: float | None = None
    measure: str | None = None

    @property
    def near(self) -> datetime.date | None:
        """The day by which it is looked up."""
        return self.date.first if self.date and self.date.first else self.published

    def profile(self) -> tuple[object, ...]:
        """Accounts of one profile compare alike with everything."""
        place = (self.place.name, self.place.country) if self.place else None
        days = (self.date.first, self.date.last) if self.date else None
        return (
            self.kind, self.published, self.main, self.other, days, place, self.status, self.sort,
            self.number, tuple(sorted(self.words)), self.amount, self.measure,
        )  # fmt: skip


def account(finding: Finding, article: Article, roster: Roster) -> Account | None:
    """The account of a meeting, pledge or proposal; None for other findings."""
    day = article.published.first if article.published else None

    def parties(refs: tuple[ActorRef, ...]) -> tuple[Party, ...]:
        return tuple(sorted({_party(finding.article, one, roster) for r in refs for one in r.each()}))

    if isinstance(finding, Meeting):
        return Account(
            finding=finding, id=finding.id, kind="meeting", published=day, date=_known(finding.date),
            main=parties(finding.participants()), other=parties(finding.mediators), place=finding.place,
            status=finding.status.value, sort=finding.meeting_kind.value, number=finding.number,
        )  # fmt: skip
    if isinstance(finding, Pledge):
        return Account(
            finding=finding, id=finding.id, kind="pledge", published=day, date=_known(finding.by_when),
            main=parties(finding.givers), other=parties(finding.receivers), status=finding.status.value,
            words=heads(finding.what or "", "goods"), amount=finding.amount,
            measure=finding.currency or finding.unit,
        )  # fmt: skip
    if isinstance(finding, Proposal):
        return Account(
            finding=finding, id=finding.id, kind="proposal", published=day, date=_known(finding.date),
            main=parties(finding.by), other=parties(finding.with_), status=finding.status.value,
            words=heads(finding.name),
        )  # fmt: skip
    return None


def _known(when: When | None) -> When | None:
    return when if when is not None and when.first is not None else None


def _party(article: str, ref: ActorRef, roster: Roster) -> Party:
    settled = roster.of(article, ref)
    kind = settled.kind if settled else ref.kind
    country = (settled.country if settled else None) or ref.country or ""
    return Party(
        actor=settled.id if settled else f"{article}\x1f{ref.name}",
        country=country,
        official=kind in (ActorKind.STATE, ActorKind.GOVERNMENT) and bool(country),
        person=kind is ActorKind.PERSON,
        named=ref.named and kind is not ActorKind.GROUP,
    )


@cache
def _role(role: str) -> frozenset[str]:
    rows = table("generic_words").rows
    return frozenset(w for row in rows if row["role"] == role for w in values(row["words"]))


@cache
def heads(text: str, sort: str = "sort") -> frozenset[str]:
    """The telling words of a name, demonyms as states, plural endings off; empty for "the plan".

    `sort` is the role in generic_words.tsv of words that tell nothing ("sort" or "goods").
    """
    found = set()
    for word in WORD.findall(fold(text)):
        if word in _role("function") or word in _role(sort):
            continue
        known = state(word) if len(word) > 3 or word == "us" else None
        found.add(plain(known.name) if known else _stem(word))
    return frozenset(found)


def _stem(word: str) -> str:
    word = word.replace("isation", "ization")
    return word[:-1] if len(word) > 3 and word.endswith("s") and not word.endswith("ss") else word


def agreement(a: tuple[Party, ...], b: tuple[Party, ...]) -> float | None:
    """How far two sets of parties agree, 0 to 1, by the smaller set; None when one of them is empty.

    The same actor counts 1, a state and its own minister 0.7, unnamed people and their state 0.5,
    two persons of one state 0.2.
    """
    if not a or not b:
        return None
    small, large = (a, b) if len(a) <= len(b) else (b, a)
    free = list(large)
    total = 0.0
    for party in small:
        best = max(free, key=lambda other: _alike(party, other), default=None)
        if best is None:
            continue
        value = _alike(party, best)
        if value:
            total += value
            if value == 1.0:  # a state may match both its president and its minister
                free.remove(best)
    return total / len(small)


def _title_alone(party: Party) -> bool:
    return party.person and not party.named and not party.country


def _alike(a: Party, b: Party) -> float:
    if a.actor == b.actor:
        return 1.0
    if _title_alone(a) or _title_alone(b):
        return 0.4  # "President holds talks": it may be his
    if not a.country or a.country != b.country:
        return 0.0
    if a.official or b.official:
        return 0.7 if a.named and b.named else 0.5
    if not a.named or not b.named:
        return 0.4
    return 0.2
