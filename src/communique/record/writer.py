"""Writing to the record: articles with their findings, outcomes, judgements, settlements."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from pathlib import Path

from sqlalchemy import Connection, Engine, delete, insert, select

from communique.knowledge.offices import Holding
from communique.model.entry import Settlement
from communique.model.finding import Finding
from communique.model.judgement import Judgement
from communique.model.outcome import Outcome
from communique.model.text import Article
from communique.record import schema
from communique.record.database import translated, writing
from communique.record.inserting import Inserter
from communique.record.rows import (
    Row,
    Rows,
    article_row,
    block_rows,
    clean,
    finding_rows,
    known_office_rows,
    settlement_rows,
    storable,
)

_FLUSH_AT = 4000  # rows of findings kept back before they go to the database together
_ASK_AT_ONCE = 500  # ids in one IN (…)


def now() -> datetime:
    """The present moment, in UTC."""
    return datetime.now(UTC)


@dataclass(slots=True)
class _Pending:
    """Articles and outcomes that wait to be written in one go."""

    articles: dict[str, Row] = field(default_factory=dict)
    outcomes: dict[str, tuple[Outcome, datetime]] = field(default_factory=dict)
    rows: Rows = field(default_factory=lambda: defaultdict(list))

    def full(self) -> bool:
        return len(self.articles) + len(self.outcomes) + len(self.rows["findings"]) >= _FLUSH_AT


class Writer:
    """Everything that changes a record. Each call is one transaction, unless inside :meth:`batch`.

    Not for use by several threads at once. All methods raise RecordLockedError when another process
    is writing, RecordFullError when the disk is full, and RecordError for what else the database says.
    """

    def __init__(
        self,
        engine: Engine,
        path: Path,
        clock: Callable[[], datetime] = now,
        changed: Callable[[], None] = lambda: None,
    ) -> None:
        """`clock` tells the time; `changed` is called whenever something has been committed."""
        self._engine = engine
        self._path = path
        self._clock = clock
        self._changed = changed
        self._inserter = Inserter(engine.dialect)
        self._connection: Connection | None = None
        self._pending = _Pending()

    @contextmanager
    def batch(self) -> Iterator[None]:
        """Everything written inside is one transaction: all of it is stored at the end, or none.

        A view sees it only then.
        """
        if self._connection is not None:
            yield
            return
        self._pending = _Pending()
        try:
            with writing(self._engine, self._path) as connection:
                self._connection = connection
                yield
                self._flush(connection)
            self._changed()
        finally:
            self._connection = None
            self._pending = _Pending()

    def known(self, ids: Iterable[str]) -> dict[str, tuple[str, str]]:
        """Which of these articles are stored: id → (hash of the text, version of the reading)."""
        found: dict[str, tuple[str, str]] = {}
        table = schema.articles
        with self._reading() as connection:
            for part in _parts(ids):
                query = select(table.c.id, table.c.text_hash, table.c.version).where(table.c.id.in_(part))
                found.update((r[0], (r[1], r[2])) for r in connection.execute(query))
        return found

    def store(
        self, article: Article, findings: Sequence[Finding], outcome: Outcome | None, version: str
    ) -> None:
        """Store an article and its findings in place of what was stored for it; judgements stay.

        `version` is that of the reading (see `reading_version`). A finding that was there before
        keeps the moment at which it was first seen.

        Raises:
            RecordError: for a finding of another article, or of a type that the model does not list.
        """
        moment = self._clock()
        rows: Rows = defaultdict(list)
        finding_rows(rows, article, findings, moment)
        row = article_row(article, version, moment)
        rows["blocks"] = block_rows(article)
        if row["replaced"] is not None:
            clean(rows)
        with self._transaction() as connection:
            if article.id in self._pending.articles:
                self._flush(connection)
            self._pending.articles[article.id] = row
            for name, several in rows.items():
                self._pending.rows[name].extend(several)
            if outcome is not None:
                self.outcome(outcome)
            if self._pending.full():
                self._flush(connection)

    def outcome(self, outcome: Outcome) -> None:
        """Store what became of an article, in place of an earlier outcome at the same location."""
        with self._transaction():
            # Last come, last listed.
            self._pending.outcomes.pop(outcome.location, None)
            self._pending.outcomes[outcome.location] = (outcome, self._clock())

    def judge(self, judgement: Judgement) -> Judgement:
        """Store a person's judgement; gives it back with its id. The one it was given is ignored."""
        table = schema.judgements
        row = {
            "verdict": judgement.verdict.value,
            "subject": judgement.subject,
            "object": judgement.object,
            "who": judgement.who,
            "at": judgement.at,
            "field": judgement.field,
            "value": judgement.value,
            "reason": judgement.reason,
        }
        row = {k: storable(v) if isinstance(v, str) else v for k, v in row.items()}
        with self._transaction() as connection:
            (id,) = connection.execute(insert(table).values(row)).inserted_primary_key or (None,)
        return replace(judgement, id=id)

    def know(self, offices: Sequence[Holding]) -> None:
        """Store a user's rows of who held which office, in place of those stored before."""
        table = schema.known_offices
        rows = known_office_rows(offices)
        clean({table.name: rows})
        with self._transaction() as connection:
            connection.execute(delete(table))
            if rows:
                connection.execute(insert(table), rows)

    def settle(self, settlement: Settlement) -> None:
        """Store a settlement in place of the last one. Its articles must be stored already."""
        with self._transaction() as connection:
            self._flush(connection)
            for table in reversed(schema.SETTLEMENT_TABLES):
                connection.execute(delete(table))
            f, a = schema.findings, schema.actors
            query = select(f.c.id, f.c.article_id, a.c.name).join(a, a.c.finding_id == f.c.id)
            named = {r[0]: (r[1], r[2]) for r in connection.execute(query)}
            self._inserter.insert(connection, schema.SETTLEMENT_TABLES, settlement_rows(settlement, named))

    @contextmanager
    def _transaction(self) -> Iterator[Connection]:
        with self.batch():
            assert self._connection is not None
            yield self._connection

    @contextmanager
    def _reading(self) -> Iterator[Connection]:
        """The batch's own transaction, for it holds what no other sees yet; else one that takes no lock."""
        if self._connection is not None:
            self._flush(self._connection)
            yield self._connection
        else:
            with translated(self._path), self._engine.connect() as connection:
                yield connection

    def _flush(self, connection: Connection) -> None:
        pending, self._pending = self._pending, _Pending()
        if pending.articles:
            _write_articles(connection, self._inserter, pending)
        if pending.outcomes:
            _write_outcomes(connection, self._inserter, pending.outcomes)


def _write_articles(connection: Connection, inserter: Inserter, pending: _Pending) -> None:
    articles, findings = schema.articles, schema.findings
    stored: set[str] = set()
    first_seen: dict[str, datetime] = {}
    for part in _parts(pending.articles):
        here = articles.c.id.in_(part)
        stored.update(connection.scalars(select(articles.c.id).where(here)))
    for part in _parts(id for id in pending.articles if id in stored):
        query = select(findings.c.id, findings.c.first_seen).where(findings.c.article_id.in_(part))
        first_seen.update((r[0], r[1]) for r in connection.execute(query))
        connection.execute(delete(findings).where(findings.c.article_id.in_(part)))
        connection.execute(delete(schema.blocks).where(schema.blocks.c.article_id.in_(part)))
    for row in pending.rows["findings"]:
        row["first_seen"] = first_seen.get(row["id"], row["first_seen"])
    for id, row in pending.articles.items():
        if id in stored:
            # Not deleted and put back: entries and copy groups point at it.
            connection.execute(articles.update().where(articles.c.id == id).values(row))
    pending.rows[articles.name] = [row for id, row in pending.articles.items() if id not in stored]
    inserter.insert(connection, (articles, schema.blocks, *schema.FINDING_TABLES), pending.rows)


def _write_outcomes(
    connection: Connection, inserter: Inserter, outcomes: dict[str, tuple[Outcome, datetime]]
) -> None:
    table = schema.outcomes
    rows: Rows = defaultdict(list)
    for outcome, at in outcomes.values():
        location = storable(outcome.location)
        rows["outcomes"].append(
            {
                "location": location,
                "kind": outcome.kind.value,
                "article_id": outcome.article,
                "code": outcome.code,
                "message": outcome.message,
                "words": outcome.words,
                "findings": outcome.findings,
                "at": at,
            }
        )
        for n, failure in enumerate(outcome.finder_failures):
            row = {"location": location, "ordinal": n, "finder": failure.finder, "error": failure.error}
            rows["finder_failures"].append(row)
    clean(rows)
    for part in _parts(row["location"] for row in rows["outcomes"]):
        connection.execute(delete(table).where(table.c.location.in_(part)))
    inserter.insert(connection, (table, schema.finder_failures), rows)


def _parts(ids: Iterable[str]) -> Iterator[list[str]]:
    part: list[str] = []
    for id in ids:
        part.append(id)
        if len(part) == _ASK_AT_ONCE:
            yield part
            part = []
    if part:
        yield part
