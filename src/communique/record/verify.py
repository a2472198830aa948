"""Verifying: every stored passage against the text of its article, and every text against its hash."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, fields, is_dataclass
from functools import cache
from itertools import groupby
from typing import Any

from sqlalchemy import Select, Table, select

from communique.model.finding import Finding
from communique.model.text import Article, Span
from communique.record import schema
from communique.record.encoding import decode_finding
from communique.record.rows import restored
from communique.record.view import StoredView


@dataclass(frozen=True, slots=True, kw_only=True)
class Lie:
    """Something stored that its article does not bear out.

    `finding` is the id of the finding, entry or actor it stands in; None for the article's own passages.
    `role` says where it stands ("statement content", "meetings.place", "text hash"). `stored` is what
    the record holds and `actual` what the article has there; for an id or a hash, `start` and `end` are 0.
    """

    article: str
    finding: str | None
    role: str
    start: int
    end: int
    stored: str
    actual: str


def verify(view: StoredView) -> Iterator[Lie]:
    """Check every passage in the record; yields each that is not what its article says.

    Looked at are the texts and their hashes, blocks, datelines, dates of publication, the passages in
    the tables, the whole findings as they are read back, with their ids, the findings of entries, and
    what gives settled actors their offices.
    """
    for article in view.articles():
        yield from _article(article)
    yield from _hashes(view)
    for table in schema.FINDING_TABLES:
        for prefix in schema.span_columns(table):
            yield from _columns(view, table, prefix)
    yield from _findings(view)
    yield from _entries(view)
    yield from _offices(view)


def _article(article: Article) -> Iterator[Lie]:
    for block in article.blocks:
        start, end = block.span.start, block.span.end
        if not 0 <= start < end <= len(article.text):
            yield _lie(article.id, None, f"block {block.kind}", block.span, article.text)
    published = article.published.span if article.published else None
    for role, span in (("dateline", article.dateline_place), ("published", published)):
        if span is not None and article.text[span.start : span.end] != span.text:
            yield _lie(article.id, None, role, span, article.text)


def _hashes(view: StoredView) -> Iterator[Lie]:
    table = schema.articles
    for row in view.rows(select(table.c.id, table.c.text, table.c.replaced, table.c.text_hash)):
        actual = Article(id=row.id, text=restored(row.text, row.replaced)).text_hash
        if actual != row.text_hash:
            yield Lie(
                article=row.id,
                finding=None,
                role="text hash",
                start=0,
                end=0,
                stored=row.text_hash,
                actual=actual,
            )


def _columns(view: StoredView, table: Table, prefix: str) -> Iterator[Lie]:
    """Passages in the columns of one table, against the text as it is stored.

    Compared here: the database would look for the offset from the beginning of the text each time.
    """
    role = f"{table.name}.{prefix}".rstrip("._")
    for article, rows in groupby(view.rows(_query(table, prefix)), lambda row: str(row[0])):
        text = _stored_text(view, article)
        for row in rows:
            finding, start, end, stored = tuple(row)[1:]
            if end is not None and 0 <= start < end <= len(text) and text[start:end] == stored:
                continue
            yield Lie(
                article=article,
                finding=finding,
                role=role,
                start=start,
                end=end or 0,
                stored=stored or "",
                actual=text[max(start, 0) : max(end or 0, 0)],
            )


def _query(table: Table, prefix: str) -> Select[Any]:
    findings = schema.findings
    start, end, text = (table.c[f"{prefix}{name}"] for name in ("start_char", "end_char", "text"))
    query = select(findings.c.article_id, findings.c.id, start, end, text)
    if table is not findings:
        query = query.select_from(findings.join(table, table.c.finding_id == findings.c.id))
    return query.where(start.is_not(None)).order_by(findings.c.article_id, findings.c.id)


def _stored_text(view: StoredView, article: str) -> str:
    table = schema.articles
    return next((str(row[0]) for row in view.rows(select(table.c.text).where(table.c.id == article))), "")


def _findings(view: StoredView) -> Iterator[Lie]:
    """Whole findings as they are read back, and their ids."""
    table = schema.findings
    query = select(table.c.id, table.c.article_id, table.c.data).order_by(table.c.article_id, table.c.ordinal)
    for id, rows in groupby(view.rows(query), lambda r: r.article_id):
        text = _text(view, id)
        for row in rows:
            finding = decode_finding(row.data)
            if finding.id != row.id or finding.article != id:
                yield Lie(
                    article=id, finding=row.id, role="id", start=0, end=0, stored=row.id, actual=finding.id
                )
            yield from _passages(finding, row.id, id, text)


def _entries(view: StoredView) -> Iterator[Lie]:
    for entry in view.entries():
        article = entry.finding.article
        yield from _passages(entry.finding, entry.id, article, _text(view, article))


def _offices(view: StoredView) -> Iterator[Lie]:
    """The passages that give settled actors their offices."""
    for actor in view.actors():
        for report in (r for office in actor.offices for r in office.attested):
            text = _text(view, report.article)
            for role, span in spans_of(report, "actor offices"):
                if span.start < 0 or span.end <= span.start or text[span.start : span.end] != span.text:
                    yield _lie(report.article, actor.id, role, span, text)


def _text(view: StoredView, article: str) -> str:
    table = schema.articles
    query = select(table.c.text, table.c.replaced).where(table.c.id == article)
    return next((restored(row.text, row.replaced) for row in view.rows(query)), "")


def _passages(finding: Finding, id: str, article: str, text: str) -> Iterator[Lie]:
    for role, span in spans_of(finding, finding.kind):
        if span.start < 0 or span.end <= span.start or text[span.start : span.end] != span.text:
            yield _lie(article, id, role, span, text)


def spans_of(value: Any, role: str) -> Iterator[tuple[str, Span]]:
    """Every passage in a finding, however deep, with the way to it ("meeting who mention")."""
    if isinstance(value, Span):
        yield role, value
    elif isinstance(value, tuple):
        for each in value:
            yield from spans_of(each, role)
    else:
        kind: Any = type(value)
        for name in _fields(kind):
            yield from spans_of(getattr(value, name), f"{role} {name}")


@cache
def _fields(kind: Any) -> tuple[str, ...]:
    return tuple(f.name for f in fields(kind)) if is_dataclass(kind) else ()


def _lie(article: str, finding: str | None, role: str, span: Span, text: str) -> Lie:
    return Lie(
        article=article,
        finding=finding,
        role=role,
        start=span.start,
        end=span.end,
        stored=span.text,
        actual=text[max(span.start, 0) : max(span.end, 0)],
    )
