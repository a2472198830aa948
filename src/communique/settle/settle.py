"""Settling: from everything that was found and judged to actors, copies and entries.

    1. copies     which articles print one wire story
    2. actors     who is who across articles
    3. accounts   each meeting, pledge and proposal with settled actors
    4. same       which accounts are of one thing
    5. assemble   an entry from each group, with where reports differ

A pure function of findings and judgements, made anew each time: the order of reading changes nothing.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from communique.knowledge.offices import Holding, OfficeBook, office_book
from communique.model.entry import CopyGroup, Entry, SettledActor, Settlement
from communique.model.finding import Actor, Finding, Meeting, Pledge, Proposal
from communique.model.judgement import Judgement, Verdict
from communique.model.reference import ActorRef
from communique.model.text import Article
from communique.settle.accounts import Account, account
from communique.settle.actors import LocalActor, Roster, actor_id, local_actors, settle_actors
from communique.settle.assemble import assemble, entry_id
from communique.settle.copies import copies
from communique.settle.corrections import check_correction, corrections_of
from communique.settle.links import Links, links, newest_first, rejected
from communique.settle.same import same

KINDS = ("meeting", "pledge", "proposal")


class Findings(Protocol):
    """What settling asks of a View of the record, and no more."""

    def articles(self) -> Iterator[Article]:
        """All articles."""
        ...

    def findings(self, kind: str | None = None, article: str | None = None) -> Iterator[Finding]:
        """The findings, of one kind or one article if given."""
        ...

    def judgements(self) -> Iterator[Judgement]:
        """All judgements, the oldest first."""
        ...

    def offices(self) -> tuple[Holding, ...]:
        """A user's own rows of who held which office."""
        ...


def settle(view: Findings) -> Settlement:
    """The settlement of a record's findings under its judgements.

    Raises:
        SettingsError: when a stored correction is invalid.
    """
    judgements = newest_first(view.judgements())
    dropped = rejected(judgements)
    articles = {a.id: a for a in view.articles()}
    # 1. copies
    groups = copies(articles.values())
    # 2. actors
    things = [f for kind in KINDS for f in view.findings(kind) if f.id not in dropped]
    actors = [f for f in view.findings("actor") if isinstance(f, Actor) and f.id not in dropped]
    days = {a.id: a.published.first if a.published else None for a in articles.values()}
    roster = _actors(local_actors(actors, _refs(things), days), judgements, office_book(view.offices()))
    # 3.–5. accounts, same, assemble
    made = _accounts(things, articles, roster)
    entries = _entries(made, roster, groups, judgements, dropped)
    shown = tuple(a for a in roster.actors if a.id not in dropped)
    return Settlement(actors=shown, copies=groups, entries=tuple(entries))


def _refs(things: Iterable[Finding]) -> Iterator[tuple[str, ActorRef]]:
    for f in sorted(things, key=lambda f: (f.article, f.id)):
        refs: tuple[ActorRef, ...] = ()
        if isinstance(f, Meeting):
            refs = (*f.participants(), *f.mediators)
        elif isinstance(f, Pledge):
            refs = (*f.givers, *f.receivers)
        elif isinstance(f, Proposal):
            refs = (*f.by, *f.with_)
        yield from ((f.article, ref) for ref in refs)


def _actors(local: Sequence[LocalActor], judgements: Sequence[Judgement], book: OfficeBook) -> Roster:
    """The roster; where people judged, ids of settled actors are first led back to findings."""
    free = settle_actors(local, book=book)
    if not judgements:
        return free
    behind = _Behind(free.actors, local)
    held = links(judgements, behind.of, behind.own)
    fixed: dict[str, dict[str, str]] = {}
    for j in judgements:
        if j.verdict is Verdict.CORRECT and j.field and j.value is not None:
            for id in behind.of(j.subject):
                check_correction("actor", j.field, j.value)
                fixed.setdefault(id, {}).setdefault(j.field, j.value)
    return settle_actors(local, held, fixed, book)


class _Behind:
    """The actor findings behind an id: a finding's own, a settled actor's, or an actor's by name.

    Another reading may find other passages and lead with another spelling. An id that was made from a
    name stands for the actor, whatever it leads with now, that has most of the findings of that name.
    """

    def __init__(self, actors: Sequence[SettledActor], local: Sequence[LocalActor]) -> None:
        self.findings = {a.id: (a.id,) for a in local if a.id}
        self.settled = {a.id: a.findings for a in actors}
        self.named: dict[str, list[str]] = {}
        for a in local:
            if a.id:
                self.findings[actor_id(a.name, a.kind, a.article)] = (a.id,)
                self.named.setdefault(actor_id(a.name, a.kind), []).append(a.id)
                self.named.setdefault(actor_id(a.name, a.kind, a.id), []).append(a.id)
        self.home = {id: a.findings for a in actors for id in a.findings}

    def own(self, id: str) -> tuple[str, ...]:
        """The findings that the id itself names; empty when it is no actor's."""
        return self.findings.get(id) or tuple(self.named.get(id, ())) or self.settled.get(id, ())

    def of(self, id: str) -> tuple[str, ...]:
        """Ids of findings; empty when the id is no actor's."""
        if whole := self.findings.get(id) or self.settled.get(id):
            return whole
        homes = Counter(self.home[f] for f in self.named.get(id, ()))
        return min(homes, key=lambda h: (-homes[h], h)) if homes else ()


def _accounts(
    things: Iterable[Finding], articles: Mapping[str, Article], roster: Roster
) -> dict[str, list[Account]]:
    made: dict[str, list[Account]] = {kind: [] for kind in KINDS}
    for f in things:
        one = account(f, articles[f.article], roster)
        if one is not None:
            made[one.kind].append(one)
    return made


@dataclass(frozen=True, slots=True, kw_only=True)
class _Context:
    """What every entry is assembled with."""

    names: Mapping[str, str]
    group: Mapping[str, str]
    judgements: Sequence[Judgement]
    subjects: frozenset[str]
    dropped: frozenset[str]


def _entries(
    made: Mapping[str, list[Account]],
    roster: Roster,
    groups: Sequence[CopyGroup],
    judgements: Sequence[Judgement],
    dropped: set[str],
) -> list[Entry]:
    names = {a.id: a.name for a in roster.by_name.values()}
    names |= {f"{article}\x1f{name}": a.name for (article, name), a in roster.by_name.items()}
    context = _Context(
        names=names,
        group={id: g.id for g in groups for id in g.articles},
        judgements=judgements,
        subjects=frozenset(i for j in judgements for i in (j.subject, j.object) if i),
        dropped=frozenset(dropped),
    )
    found = [e for kind in KINDS for e in _of_kind(kind, made[kind], context)]
    return sorted(found, key=lambda e: (KINDS.index(e.kind), e.id))


def _of_kind(kind: str, accounts: Sequence[Account], context: _Context) -> Iterator[Entry]:
    anchors = {entry_id(kind, a.id): a.id for a in accounts}
    own = {a.id for a in accounts}
    held = Links()
    if context.judgements:
        natural = {min(a.id for a in c): c for c in same(accounts, held)}

        def behind(id: str) -> tuple[str, ...]:
            anchor = anchors.get(id)
            if anchor is None:
                return (id,) if id in own else ()
            return tuple(a.id for a in natural[anchor]) if anchor in natural else (anchor,)

        held = links(context.judgements, behind)
    for cluster in same(accounts, held):
        entry = _entry(kind, cluster, context)
        if entry is not None:
            yield entry


def _entry(kind: str, cluster: Sequence[Account], context: _Context) -> Entry | None:
    """The entry of a cluster; None when a person rejected it under any id that it has had."""
    ids = [i for a in cluster for i in (a.id, entry_id(kind, a.id))]
    known = [i for i in ids if i in context.subjects]
    if entry_id(kind, min(a.id for a in cluster)) in context.dropped:
        return None
    given = corrections_of(context.judgements, known) if known else {}
    return assemble(cluster, context.names, context.group, given, bool(known))
