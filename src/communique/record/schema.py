"""The tables of a record. docs/record.md says what each is for.

`data` columns hold the whole finding, entry or actor as JSON, and are what Communiqué reads back; the
other columns and tables say the same in a form that SQL, Datasette and people can ask. Offsets are
code points into ``articles.text``; `start_char` and `end_char` as spaCy names them, end exclusive.
"""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from sqlalchemy import (
    Boolean,
    Column,
    Date,
    DateTime,
    Dialect,
    Double,
    ForeignKey,
    Index,
    Integer,
    MetaData,
    String,
    Table,
    Text,
    TypeDecorator,
)

VERSION_TABLE = "communique_schema"
SCHEMA_VERSION = "0008"  # the newest revision in migrations/versions; a test holds them together


class Moment(TypeDecorator[datetime]):
    """A moment in UTC; SQLite keeps no time zone, so it is put back on reading."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """To UTC; a moment without a zone is taken to be in UTC."""
        if value is None:
            return None
        moment = value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)
        return moment.replace(tzinfo=None) if dialect.name == "sqlite" else moment

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:  # noqa: ARG002
        """In UTC, with its zone."""
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s",
        "pk": "pk_%(table_name)s",
    }
)


def _span(prefix: str = "") -> tuple[Column[Any], ...]:
    """A passage: where it begins, where it ends, its words. All three are null where there is none."""
    return (
        Column(f"{prefix}start_char", Integer),
        Column(f"{prefix}end_char", Integer),
        Column(f"{prefix}text", Text),
    )


def _when(prefix: str = "") -> tuple[Column[Any], ...]:
    """An interval of days and the expression it came from; all null where no date is given."""
    return (
        Column(f"{prefix}first", Date),
        Column(f"{prefix}last", Date),
        Column(f"{prefix}value", String),
        *_span(prefix),
        Column(f"{prefix}anchor", Text),
        Column(f"{prefix}inferred", Boolean),
    )


def _place() -> tuple[Column[Any], ...]:
    """A place in a role of a finding; all null where none is given."""
    return (
        Column("place", Text),
        Column("place_geonames_id", Integer),
        Column("place_lat", Double),
        Column("place_lon", Double),
        Column("place_country", String),
        *_span("place_"),
    )


def _owner(target: str, name: str, *, key: bool = True) -> Column[Any]:
    """A column that names a row elsewhere, and goes with it when that row goes."""
    return Column(name, String, ForeignKey(target, ondelete="CASCADE"), primary_key=key, nullable=False)


def _of_finding(name: str, *columns: Column[Any], keys: tuple[Column[Any], ...] = ()) -> Table:
    # Without SQLite's hidden row id, the primary key is the table itself and needs no second index.
    return Table(
        name, metadata, _owner("findings.id", "finding_id"), *keys, *columns, sqlite_with_rowid=False
    )


def _number(name: str) -> Column[Any]:
    return Column(name, Integer, primary_key=True, autoincrement=False, nullable=False)


articles = Table(
    "articles",
    metadata,
    Column("id", String, primary_key=True),
    Column("source", String),
    Column("title", Text),
    Column("url", Text),
    Column("location", Text),
    Column("language", String),
    *_when("published_"),
    *_span("dateline_"),
    Column("text", Text, nullable=False),
    Column("text_hash", String(64), nullable=False),
    Column("replaced", Text),
    Column("version", String, nullable=False),
    Column("read_at", Moment, nullable=False),
    Column("place", Text),
)
Index(None, articles.c.published_first)

blocks = Table(
    "blocks",
    metadata,
    _owner("articles.id", "article_id"),
    _number("ordinal"),
    Column("kind", String, nullable=False),
    Column("start_char", Integer, nullable=False),
    Column("end_char", Integer, nullable=False),
    Column("is_foreign", Boolean, nullable=False),
    Column("reason", Text),
    sqlite_with_rowid=False,
)

findings = Table(
    "findings",
    metadata,
    Column("id", String(16), primary_key=True),
    _owner("articles.id", "article_id", key=False),
    Column("ordinal", Integer, nullable=False),
    Column("kind", String, nullable=False),
    *_span(),
    Column("finder", String, nullable=False),
    Column("version", String, nullable=False),
    Column("method", String, nullable=False),
    Column("score", Double, nullable=False),
    Column("notes", Text),
    Column("first_seen", Moment, nullable=False),
    Column("data", Text, nullable=False),
)
Index(None, findings.c.article_id, findings.c.ordinal)
Index(None, findings.c.kind, findings.c.article_id, findings.c.ordinal)

spans = _of_finding(
    "spans",
    *_span(),
    keys=(Column("role", String, primary_key=True, nullable=False), _number("ordinal")),
)

roles = _of_finding(
    "roles",
    Column("name", Text, nullable=False),
    Column("kind", String, nullable=False),
    Column("country", String),
    Column("named", Boolean, nullable=False),
    Column("form", String, nullable=False),
    Column("inferred", Text),
    *_span(),
    keys=(
        Column("role", String, primary_key=True, nullable=False),
        _number("side"),
        _number("ordinal"),
        _number("member"),
    ),
)
Index(None, roles.c.name)

times = _of_finding("times", Column("type", String, nullable=False), *_when())

places = _of_finding(
    "places",
    Column("name", Text, nullable=False),
    Column("geonames_id", Integer),
    Column("lat", Double),
    Column("lon", Double),
    Column("country", String),
    Column("kind", String),
    *_span(),
    Column("use", String, nullable=False, server_default="literal"),
)

actors = _of_finding(
    "actors",
    Column("name", Text, nullable=False),
    Column("kind", String, nullable=False),
    Column("country", String),
    Column("named", Boolean, nullable=False),
    Column("sector", String),
)
Index(None, actors.c.name)

actor_aliases = _of_finding(
    "actor_aliases", Column("alias", Text, nullable=False), keys=(_number("ordinal"),)
)

actor_offices = _of_finding(
    "actor_offices",
    Column("title", Text, nullable=False),
    Column("of_whom", Text),
    *_span(),
    Column("standing", String),
    keys=(_number("ordinal"),),
)

mentions = _of_finding(
    "mentions", Column("form", String, nullable=False), *_span(), keys=(_number("ordinal"),)
)

statements = _of_finding(
    "statements",
    Column("speaker", Text),
    Column("cue", Text),
    Column("content", Text, nullable=False),
    Column("mode", String, nullable=False),
    Column("quoting", String, nullable=False),
    Column("sourcing", String, nullable=False),
    Column("addressee", Text),
    Column("relay", Text),
    *_when("said_on_"),
    Column("within_finding_id", String(16)),
    *_span("venue_"),
)

events = _of_finding(
    "events",
    Column("type", String, nullable=False),
    Column("mode", String),
    Column("status", String, nullable=False),
    Column("quad", String, nullable=False),
    Column("intensity", Double, nullable=False),
    Column("contexts", Text),
    Column("actors", Text),
    Column("recipients", Text),
    *_place(),
    *_when("date_"),
)

meetings = _of_finding(
    "meetings",
    Column("who", Text, nullable=False),
    Column("mediators", Text),
    Column("kind", String, nullable=False),
    Column("status", String, nullable=False),
    *_place(),
    *_when("date_"),
    Column("number", Integer),
)

pledges = _of_finding(
    "pledges",
    Column("givers", Text),
    Column("receivers", Text),
    Column("what", Text),
    Column("amount", Double),
    Column("upper", Double),
    Column("currency", String),
    Column("unit", Text),
    Column("per", String),
    Column("status", String, nullable=False),
    *_when("by_when_"),
    *_when("period_"),
    Column("earlier", Double),
    Column("bound", String),
    Column("additional", Boolean),
    Column("converted", Double),
    Column("converted_currency", String),
    Column("total", Double),
    Column("condition", Text),
)

positions = _of_finding(
    "positions",
    Column("party", Text, nullable=False),
    Column("issue", Text, nullable=False),
    Column("stance", Text, nullable=False),
    Column("speaker", Text),
    *_when("date_"),
)

proposals = _of_finding(
    "proposals",
    Column("name", Text, nullable=False),
    Column("by_whom", Text),
    Column("with_whom", Text),
    Column("status", String, nullable=False),
    *_when("date_"),
)

outcomes = Table(
    "outcomes",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("location", Text, nullable=False, unique=True),
    Column("kind", String, nullable=False),
    Column("article_id", String),
    Column("code", String),
    Column("message", Text),
    Column("words", Integer, nullable=False),
    Column("findings", Integer, nullable=False),
    Column("at", Moment, nullable=False),
)

finder_failures = Table(
    "finder_failures",
    metadata,
    _owner("outcomes.location", "location"),
    _number("ordinal"),
    Column("finder", String, nullable=False),
    Column("error", Text, nullable=False),
    sqlite_with_rowid=False,
)

# From here on: what settling makes, and what people decided. Ids of findings are no foreign keys
# here, so that reading an article again never deletes what stands about it.

judgements = Table(
    "judgements",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("verdict", String, nullable=False),
    Column("subject", String, nullable=False),
    Column("object", String),
    Column("who", Text, nullable=False),
    Column("at", Moment, nullable=False),
    Column("field", String),
    Column("value", Text),
    Column("reason", Text),
)
Index(None, judgements.c.subject)

known_offices = Table(
    "known_offices",
    metadata,
    Column("ordinal", Integer, primary_key=True, autoincrement=False),
    Column("holder", Text, nullable=False),
    Column("title", Text, nullable=False),
    Column("of_whom", Text, nullable=False),
    Column("first", String),
    Column("last", String),
    Column("wikidata", String),
    Column("source", Text, nullable=False),
)

entries = Table(
    "entries",
    metadata,
    Column("id", String, primary_key=True),
    Column("ordinal", Integer, nullable=False),
    Column("kind", String, nullable=False),
    Column("title", Text, nullable=False),
    Column("status", String),
    Column("date_first", Date),
    Column("date_last", Date),
    Column("sources", Integer, nullable=False),
    Column("judged", Boolean, nullable=False),
    Column("data", Text, nullable=False),
)
Index(None, entries.c.kind, entries.c.ordinal)

entry_findings = Table(
    "entry_findings",
    metadata,
    _owner("entries.id", "entry_id"),
    _number("ordinal"),
    Column("finding_id", String(16), nullable=False, index=True),
    sqlite_with_rowid=False,
)

entry_articles = Table(
    "entry_articles",
    metadata,
    _owner("entries.id", "entry_id"),
    _number("ordinal"),
    Column("article_id", String, ForeignKey("articles.id"), nullable=False, index=True),
    sqlite_with_rowid=False,
)

entry_versions = Table(
    "entry_versions",
    metadata,
    _owner("entries.id", "entry_id"),
    Column("field", String, primary_key=True, nullable=False),
    _number("ordinal"),
    Column("value", Text, nullable=False),
    Column("sources", Integer, nullable=False),
    Column("finding_ids", Text, nullable=False),
    sqlite_with_rowid=False,
)

settled_actors = Table(
    "settled_actors",
    metadata,
    Column("id", String, primary_key=True),
    Column("ordinal", Integer, nullable=False, index=True),
    Column("name", Text, nullable=False, index=True),
    Column("kind", String, nullable=False),
    Column("country", String),
    Column("named", Boolean, nullable=False),
    Column("data", Text, nullable=False),
    Column("sector", String),
)

settled_aliases = Table(
    "settled_aliases",
    metadata,
    _owner("settled_actors.id", "actor_id"),
    _number("ordinal"),
    Column("alias", Text, nullable=False, index=True),
    sqlite_with_rowid=False,
)

settled_offices = Table(
    "settled_offices",
    metadata,
    _owner("settled_actors.id", "actor_id"),
    _number("ordinal"),
    Column("title", Text, nullable=False),
    Column("of_whom", Text),
    Column("standing", String),
    Column("first", String),
    Column("last", String),
    Column("source", Text),
    Column("reports", Integer),
    sqlite_with_rowid=False,
)

office_reports = Table(
    "office_reports",
    metadata,
    _owner("settled_actors.id", "actor_id"),
    _number("office"),
    _number("ordinal"),
    Column("article_id", String, ForeignKey("articles.id"), nullable=False, index=True),
    Column("day", Date),
    *_span(),
    sqlite_with_rowid=False,
)

settled_seats = Table(
    "settled_seats",
    metadata,
    _owner("settled_actors.id", "actor_id"),
    _number("ordinal"),
    Column("article_id", String, ForeignKey("articles.id"), nullable=False, index=True),
    Column("name", Text, nullable=False),
    Column("finding_id", String(16)),
    Column("reason", Text, nullable=False),
    sqlite_with_rowid=False,
)

settled_findings = Table(
    "settled_findings",
    metadata,
    _owner("settled_actors.id", "actor_id"),
    _number("ordinal"),
    Column("finding_id", String(16), nullable=False, index=True),
    Column("article_id", String),
    Column("name", Text),
    sqlite_with_rowid=False,
)
Index(None, settled_findings.c.article_id, settled_findings.c.name)

copy_groups = Table(
    "copy_groups",
    metadata,
    Column("id", String, primary_key=True),
    Column("ordinal", Integer, nullable=False),
    Column("original", String, ForeignKey("articles.id"), nullable=False),
    Column("similarity", Double, nullable=False),
    Column("credit", Text),
)

copy_articles = Table(
    "copy_articles",
    metadata,
    _owner("copy_groups.id", "group_id"),
    _number("ordinal"),
    Column("article_id", String, ForeignKey("articles.id"), nullable=False, index=True),
    sqlite_with_rowid=False,
)

# Children before parents would break their keys, so both lists go from parent to child.
FINDING_TABLES: tuple[Table, ...] = (
    findings, spans, roles, times, places, actors, actor_aliases, actor_offices, mentions,
    statements, events, meetings, pledges, positions, proposals,
)  # fmt: skip
SETTLEMENT_TABLES: tuple[Table, ...] = (
    entries, entry_findings, entry_articles, entry_versions,
    settled_actors, settled_aliases, settled_offices, office_reports, settled_seats, settled_findings,
    copy_groups, copy_articles,
)  # fmt: skip


def span_columns(table: Table) -> tuple[str, ...]:
    """The prefixes of the passages that a table stores with their words ("", "date_", …)."""
    names = [column.name for column in table.c]
    prefixes = (n.removesuffix("start_char") for n in names if n.endswith("start_char"))
    return tuple(p for p in prefixes if f"{p}text" in names)
