"""Verifying finds every passage that was tampered with, wherever it stands."""

from __future__ import annotations

import sqlite3
from dataclasses import replace
from pathlib import Path

import pytest
import record_samples as samples

from communique.model.text import Article, Span
from communique.record import schema
from communique.record.record import Record
from communique.record.verify import Lie, verify


@pytest.fixture
def path(tmp_path: Path) -> Path:
    with Record(tmp_path / "talks.db", create=True) as record:
        article = samples.article()
        odd = Article(id="odd", text="\x00Half \ud83d a pair. " + samples.TEXT)
        odd = replace(odd, dateline_place=samples.find(odd, "Half \ud83d a"))
        for each in (article, odd):
            record.writer.store(each, samples.findings(each), None, "v1")
        record.writer.settle(samples.settlement(article))
    return tmp_path / "talks.db"


def lies(path: Path) -> list[Lie]:
    with Record(path) as record:
        return list(verify(record.view))


def tamper(path: Path, statement: str) -> None:
    connection = sqlite3.connect(path)
    with connection:
        assert connection.execute(statement).rowcount > 0
    connection.close()


def test_an_honest_record_has_no_lies(path: Path) -> None:
    assert lies(path) == []


HERE = "finding_id IN (SELECT id FROM findings WHERE article_id = 'port-hale')"


@pytest.mark.parametrize(
    ("statement", "role"),
    [
        ("UPDATE articles SET text_hash = 'x' WHERE id = 'port-hale'", "text hash"),
        ("UPDATE articles SET dateline_text = 'Port Vell' WHERE id = 'port-hale'", "dateline"),
        ("UPDATE articles SET published_end_char = 99 WHERE id = 'port-hale'", "published"),
        ("UPDATE blocks SET end_char = 9999 WHERE ordinal = 1", "block body"),
        ("UPDATE blocks SET start_char = -1 WHERE ordinal = 0", "block headline"),
        ("UPDATE findings SET text = 'x' WHERE kind = 'pledge' AND article_id = 'port-hale'", "findings"),
        (f"UPDATE spans SET text = 'No.' WHERE role = 'content' AND {HERE}", "spans"),
        (f"UPDATE spans SET end_char = 9999 WHERE role = 'evidence' AND {HERE}", "spans"),
        (f"UPDATE roles SET start_char = 0 WHERE role = 'speaker' AND {HERE}", "roles"),
        (f"UPDATE mentions SET text = NULL WHERE {HERE}", "mentions"),
        (f"UPDATE actor_offices SET text = 'minister' WHERE {HERE}", "actor_offices"),
        (f"UPDATE meetings SET place_text = 'Port Vell' WHERE {HERE}", "meetings.place"),
        (f"UPDATE meetings SET date_start_char = -4 WHERE {HERE}", "meetings.date"),
        (
            "UPDATE findings SET data = replace(data, '\"Foreign Minister\"', '\"Prime Minister\"')"
            " WHERE article_id = 'port-hale' AND kind = 'actor'",
            "actor offices span",
        ),
        (
            "UPDATE entries SET data = replace(data, '\"PORT HALE\"', '\"PORT VELL\"')",
            "meeting place span",
        ),
    ],
)  # fmt: skip
def test_a_lie_is_found_and_named(path: Path, statement: str, role: str) -> None:
    tamper(path, statement)
    found = lies(path)
    assert {lie.role for lie in found} == {role}
    assert {lie.article for lie in found} == {"port-hale"}
    assert all(lie.stored != lie.actual or lie.start < 0 or lie.end > 200 for lie in found)


def test_a_changed_text_is_found_by_its_hash_and_its_passages(path: Path) -> None:
    tamper(path, "UPDATE articles SET text = replace(text, 'Monday', 'Sunday') WHERE id = 'port-hale'")
    assert {lie.role for lie in lies(path)} == {
        "text hash",
        *("meetings.date", "meeting date span", "events.date", "event date span"),
    }


def test_a_finding_under_anothers_id(path: Path) -> None:
    tamper(path, "UPDATE findings SET data = replace(data, '40000000', '50000000') WHERE article_id = 'odd'")
    (lie,) = lies(path)
    assert (lie.role, lie.article) == ("id", "odd")


def test_a_lie_says_what_is_there_and_what_should_be(path: Path) -> None:
    tamper(path, "UPDATE articles SET dateline_text = 'Port Vell' WHERE id = 'port-hale'")
    start = samples.TEXT.index("PORT HALE")
    assert lies(path) == [
        Lie(
            article="port-hale",
            finding=None,
            role="dateline",
            start=start,
            end=start + 9,
            stored="Port Vell",
            actual="PORT HALE",
        )
    ]


def test_a_finder_that_invents_a_passage_is_found_out(path: Path) -> None:
    article = samples.article()
    actor, *_ = samples.findings(article)
    invented = replace(actor, evidence=replace(actor.evidence, spans=(Span(0, 5, "Truce"),)))
    with Record(path) as record:
        record.writer.store(article, (invented,), None, "v1")
    assert {lie.stored for lie in lies(path)} == {"Truce"}


def test_every_table_of_findings_with_words_is_checked() -> None:
    with_words = {t.name for t in schema.FINDING_TABLES if any(c.name.endswith("start_char") for c in t.c)}
    checked = {t.name for t in schema.FINDING_TABLES if schema.span_columns(t)}
    assert checked == with_words
    assert {"spans", "roles", "mentions", "times", "places", "statements"} <= checked
