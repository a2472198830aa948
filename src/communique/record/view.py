"""Reading the record: the one read-only view that settle and show build on."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from itertools import groupby
from pathlib import Path
from typing import Any, Protocol

from sqlalchemy import Engine, Row, Select, select

from communique.errors import UnknownIdError
from communique.knowledge.offices import Holding
from communique.model.entry import CopyGroup, Entry, SettledActor
from communique.model.finding import Actor, Finding
from communique.model.judgement import Judgement, Verdict
from communique.model.outcome import FinderFailure, Outcome, OutcomeKind
from communique.model.reference import ActorKind
from communique.model.text import Article, Block, BlockKind, Span
from communique.model.when import When
from communique.record import schema
from communique.record.database import translated
from communique.record.encoding import decode_actor, decode_entry, decode_finding
from communique.record.rows import restored, storable

_AT_ONCE = 500  # rows fetched together when streaming


class View(Protocol):
    """What can be asked of a record. Everything comes back as the model's own types.

    What takes an id raises UnknownIdError for one that is not in the record. Iterators stream: they
    hold a few hundred rows in memory, however large the record.
    """

    def article(self, id: str) -> Article:
        """One article, whole."""
        ...

    def articles(self) -> Iterator[Article]:
        """All articles, by id."""
        ...

    def read_at(self, article: str) -> datetime:
        """When the article was last read into the record (UTC)."""
        ...

    def finding(self, id: str) -> Finding:
        """One finding."""
        ...

    def findings(self, kind: str | None = None, article: str | None = None) -> Iterator[Finding]:
        """Findings by article id, each article's in the order in which they were found.

        `kind` is as in ``Finding.kind`` ("statement"); None means every kind, or every article.
        """
        ...

    def first_seen(self, finding: str) -> datetime:
        """When this finding first entered the record (UTC); reading again does not change it."""
        ...

    def entry(self, id: str) -> Entry:
        """One entry."""
        ...

    def entries(self, kind: str | None = None) -> Iterator[Entry]:
        """Entries ("meeting", "pledge", "proposal"; None for all) in the order of the settlement."""
        ...

    def actors(self) -> Iterator[SettledActor]:
        """Settled actors in the order of the settlement."""
        ...

    def actor(self, id: str) -> SettledActor:
        """One settled actor."""
        ...

    def actor_of(self, article: str, name: str) -> SettledActor | None:
        """The settled actor that an article's actor of this name belongs to."""
        ...

    def actor_findings(self, id: str) -> Iterator[Actor]:
        """The articles' actors that were joined in a settled actor, by article."""
        ...

    def actor_names(self) -> Iterator[tuple[str, str, str, ActorKind]]:
        """Every article's actor in brief: id of the finding, article, name, kind."""
        ...

    def copies(self) -> Iterator[CopyGroup]:
        """Groups of copies of one story."""
        ...

    def judgements(self) -> Iterator[Judgement]:
        """What people decided, oldest first."""
        ...

    def rejected(self) -> frozenset[str]:
        """Ids that a person rejected."""
        ...

    def offices(self) -> tuple[Holding, ...]:
        """A user's own rows of who held which office, in the order of the file."""
        ...

    def outcomes(self) -> Iterator[Outcome]:
        """The latest outcome of each location, in the order in which they came."""
        ...


class StoredView(View):
    """The view of a record in a database.

    `first_seen` and `actor_of` keep their answers in memory, so they do not notice another process
    that settles meanwhile; :meth:`forget` or opening the record again does.
    """

    def __init__(self, engine: Engine, path: Path) -> None:
        self._engine = engine
        self._path = path
        self._first_seen: dict[str, datetime] = {}
        self._actor_of: dict[tuple[str, str], SettledActor] | None = None

    def rows(self, query: Select[Any]) -> Iterator[Row[Any]]:
        """The rows of a query over the tables of schema.py, streamed."""
        with translated(self._path), self._engine.connect() as connection:
            yield from connection.execution_options(yield_per=_AT_ONCE).execute(query)

    def article(self, id: str) -> Article:
        """One article, whole."""
        row = self._one(select(schema.articles).where(schema.articles.c.id == id), "article", id)
        table = schema.blocks
        query = select(table).where(table.c.article_id == id).order_by(table.c.ordinal)
        return _article(row, self.rows(query))

    def articles(self) -> Iterator[Article]:
        """All articles, by id."""
        table = schema.blocks
        blocks = groupby(
            self.rows(select(table).order_by(table.c.article_id, table.c.ordinal)), lambda r: r.article_id
        )
        waiting = next(blocks, None)
        for row in self.rows(select(schema.articles).order_by(schema.articles.c.id)):
            while waiting is not None and waiting[0] < row.id:
                waiting = next(blocks, None)
            mine = waiting is not None and waiting[0] == row.id
            yield _article(row, waiting[1] if mine and waiting else iter(()))

    def read_at(self, article: str) -> datetime:
        """When the article was last read into the record (UTC)."""
        table = schema.articles
        row: Any = self._one(select(table.c.read_at).where(table.c.id == article), "article", article)
        moment: datetime = row.read_at
        return moment

    def finding(self, id: str) -> Finding:
        """One finding."""
        table = schema.findings
        return decode_finding(self._one(select(table.c.data).where(table.c.id == id), "finding", id)[0])

    def findings(self, kind: str | None = None, article: str | None = None) -> Iterator[Finding]:
        """Findings by article id, each article's in the order in which they were found."""
        table = schema.findings
        query = select(table.c.data).order_by(table.c.article_id, table.c.ordinal)
        if kind is not None:
            query = query.where(table.c.kind == kind)
        if article is not None:
            query = query.where(table.c.article_id == article)
        return (decode_finding(row[0]) for row in self.rows(query))

    def first_seen(self, finding: str) -> datetime:
        """When this finding first entered the record (UTC); reading again does not change it."""
        if finding not in self._first_seen:
            # A brief asks this of every finding. The moment never changes, so it may be kept.
            table = schema.findings
            query = select(table.c.id, table.c.first_seen)
            self._first_seen = {r.id: r.first_seen for r in self.rows(query)}
        if finding not in self._first_seen:
            raise UnknownIdError(f"{self._path}: no finding has the id {finding}")
        return self._first_seen[finding]

    def entry(self, id: str) -> Entry:
        """One entry."""
        table = schema.entries
        return decode_entry(self._one(select(table.c.data).where(table.c.id == id), "entry", id)[0])

    def entries(self, kind: str | None = None) -> Iterator[Entry]:
        """Entries (of one kind, or all) in the order of the settlement."""
        table = schema.entries
        query = select(table.c.data).order_by(table.c.ordinal)
        if kind is not None:
            query = query.where(table.c.kind == kind)
        return (decode_entry(row[0]) for row in self.rows(query))

    def actors(self) -> Iterator[SettledActor]:
        """Settled actors in the order of the settlement."""
        table = schema.settled_actors
        return (decode_actor(r[0]) for r in self.rows(select(table.c.data).order_by(table.c.ordinal)))

    def actor(self, id: str) -> SettledActor:
        """One settled actor."""
        table = schema.settled_actors
        return decode_actor(self._one(select(table.c.data).where(table.c.id == id), "actor", id)[0])

    def actor_findings(self, id: str) -> Iterator[Actor]:
        """The articles' actors that were joined in a settled actor, by article."""
        table, joined = schema.findings, schema.settled_findings
        query = (
            select(table.c.data)
            .join(joined, joined.c.finding_id == table.c.id)
            .where(joined.c.actor_id == id)
            .order_by(table.c.article_id, table.c.ordinal)
        )
        found = (decode_finding(row[0]) for row in self.rows(query))
        return (f for f in found if isinstance(f, Actor))

    def actor_names(self) -> Iterator[tuple[str, str, str, ActorKind]]:
        """Every article's actor in brief: id of the finding, article, name, kind."""
        table, found = schema.actors, schema.findings
        query = select(found.c.id, found.c.article_id, table.c.name, table.c.kind).join(
            table, table.c.finding_id == found.c.id
        )
        return ((r.id, r.article_id, r.name, ActorKind(r.kind)) for r in self.rows(query))

    def actor_of(self, article: str, name: str) -> SettledActor | None:
        """The settled actor that an article's actor of this name belongs to."""
        if self._actor_of is None:
            # A brief asks this thousands of times, and a much-named actor is long to decode.
            actors = {actor.id: actor for actor in self.actors()}
            joined = schema.settled_findings
            query = select(joined.c.article_id, joined.c.name, joined.c.actor_id).where(
                joined.c.article_id.is_not(None)
            )
            self._actor_of = {
                (r.article_id, r.name): actors[r.actor_id]
                for r in self.rows(query.order_by(joined.c.actor_id, joined.c.ordinal))
                if r.actor_id in actors
            }
        return self._actor_of.get((article, name))

    def forget(self) -> None:
        """Let go of what was kept in memory; the record's own writer calls this at each commit."""
        self._actor_of = None
        self._first_seen = {}

    def copies(self) -> Iterator[CopyGroup]:
        """Groups of copies of one story."""
        groups, members = schema.copy_groups, schema.copy_articles
        query = (
            select(groups, members.c.article_id)
            .join(members, members.c.group_id == groups.c.id)
            .order_by(groups.c.ordinal, members.c.ordinal)
        )
        for _, rows in groupby(self.rows(query), lambda r: r.ordinal):
            several = list(rows)
            first = several[0]
            yield CopyGroup(
                id=first.id,
                original=first.original,
                articles=tuple(r.article_id for r in several),
                similarity=first.similarity,
                credit=first.credit,
            )

    def judgements(self) -> Iterator[Judgement]:
        """What people decided, oldest first."""
        table = schema.judgements
        for row in self.rows(select(table).order_by(table.c.id)):
            fields = dict(row._mapping)
            yield Judgement(**{**fields, "verdict": Verdict(row.verdict)})

    def rejected(self) -> frozenset[str]:
        """Ids that a person rejected."""
        table = schema.judgements
        query = select(table.c.id, table.c.subject).where(table.c.verdict == Verdict.REJECT.value)
        found = list(self.rows(query))
        undone = self._undone() if found else frozenset()
        return frozenset(r.subject for r in found if str(r.id) not in undone)

    def _undone(self) -> frozenset[str]:
        """Numbers of judgements taken back, but for those whose taking back was taken back."""
        table = schema.judgements
        query = select(table.c.id, table.c.subject).where(table.c.verdict == Verdict.UNDO.value)
        undone: set[str] = set()
        for row in self.rows(query.order_by(table.c.id.desc())):
            if str(row.id) not in undone:
                undone.add(row.subject)
        return frozenset(undone)

    def offices(self) -> tuple[Holding, ...]:
        """A user's own rows of who held which office, in the order of the file."""
        table = schema.known_offices
        return tuple(
            Holding(
                holder=r.holder, title=r.title, of=r.of_whom, first=r.first, last=r.last,
                wikidata=r.wikidata, source=r.source,
            )
            for r in self.rows(select(table).order_by(table.c.ordinal))
        )  # fmt: skip

    def outcomes(self) -> Iterator[Outcome]:
        """The latest outcome of each location, in the order in which they came."""
        table, failed = schema.outcomes, schema.finder_failures
        query = (
            select(table, failed.c.finder, failed.c.error)
            .join(failed, failed.c.location == table.c.location, isouter=True)
            .order_by(table.c.id, failed.c.ordinal)
        )
        for _, rows in groupby(self.rows(query), lambda r: r.id):
            yield _outcome(list(rows))

    def _one(self, query: Select[Any], what: str, id: str) -> Row[Any]:
        with translated(self._path), self._engine.connect() as connection:
            row = connection.execute(query).first()
        if row is None:
            raise UnknownIdError(f"{self._path}: no {what} has the id {id}")
        return row


def _article(row: Row[Any], blocks: Iterator[Row[Any]]) -> Article:
    text = restored(row.text, row.replaced)
    return Article(
        id=row.id,
        text=text,
        source=row.source,
        title=row.title,
        url=row.url,
        location=row.location,
        language=row.language,
        published=_published(row, text),
        place=row.place,
        dateline_place=_span(text, row.dateline_start_char, row.dateline_end_char, row.dateline_text),
        # Not by Article.span(): verify must be able to open an article that was tampered with.
        blocks=tuple(
            Block(
                span=Span(b.start_char, b.end_char, text[b.start_char : b.end_char]),
                kind=BlockKind(b.kind),
                foreign=b.is_foreign,
                reason=b.reason,
            )
            for b in blocks
        ),
    )


def _published(row: Row[Any], text: str) -> When | None:
    if row.published_inferred is None:
        return None
    return When(
        first=row.published_first,
        last=row.published_last,
        value=row.published_value,
        span=_span(text, row.published_start_char, row.published_end_char, row.published_text),
        anchor=row.published_anchor,
        inferred=row.published_inferred,
    )


def _span(text: str, start: int | None, end: int | None, words: str | None) -> Span | None:
    if start is None or end is None or words is None:
        return None
    actual = text[start:end]
    # The column may hold stand-ins for what it could not store. Other words are left, for verify to see.
    return Span(start, end, actual if storable(actual) == words else words)


def _outcome(rows: list[Row[Any]]) -> Outcome:
    row = rows[0]
    return Outcome(
        kind=OutcomeKind(row.kind),
        location=row.location,
        article=row.article_id,
        code=row.code,
        message=row.message,
        words=row.words,
        findings=row.findings,
        finder_failures=tuple(
            FinderFailure(finder=r.finder, error=r.error) for r in rows if r.finder is not None
        ),
    )
