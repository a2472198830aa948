"""Writing: what replaces what, what stays, what is all or nothing."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
import record_samples as samples
from sqlalchemy import Table, func, select

from communique.errors import RecordError, UnknownIdError
from communique.model.judgement import Judgement, Verdict
from communique.model.outcome import FinderFailure, Outcome, OutcomeKind
from communique.model.text import Article
from communique.record import schema
from communique.record.record import Record
from communique.record.writer import Writer

TABLES = (schema.articles, schema.blocks, *schema.FINDING_TABLES)


@pytest.fixture
def record(tmp_path: Path) -> Iterator[Record]:
    with Record(tmp_path / "talks.db", create=True) as opened:
        yield opened


def count(record: Record, table: Table) -> int:
    (row,) = record.view.rows(select(func.count()).select_from(table))
    return int(row[0])


def store(record: Record, article: Article, version: str = "v1") -> None:
    record.writer.store(article, samples.findings(article), samples.outcome(article), version)


def at(record: Record, moment: datetime) -> Writer:
    return Writer(record._engine, record.path, clock=lambda: moment)


def test_an_article_comes_back_whole(record: Record) -> None:
    article = samples.article()
    store(record, article)
    assert record.view.article(article.id) == article
    assert list(record.view.articles()) == [article]
    assert list(record.view.findings()) == list(samples.findings(article))
    assert record.view.read_at(article.id) <= datetime.now(UTC)


def test_articles_come_by_id_with_their_own_blocks(record: Record) -> None:
    bare = Article(id="b", text="No blocks here.")
    made = [samples.article("c"), samples.article("a"), bare]
    for article in made:
        record.writer.store(article, (), None, "v1")
    assert list(record.view.articles()) == sorted(made, key=lambda a: a.id)


def test_findings_by_kind_and_article(record: Record) -> None:
    for id in ("a", "b"):
        store(record, samples.article(id))
    assert [f.kind for f in record.view.findings(article="a")] == [
        *("actor", "meeting", "statement", "pledge", "event")
    ]
    assert [f.article for f in record.view.findings("pledge")] == ["a", "b"]
    (only,) = record.view.findings("meeting", "b")
    assert record.view.finding(only.id) == only


def test_storing_again_changes_nothing_but_the_time(record: Record) -> None:
    store(record, samples.article())
    before = {t.name: count(record, t) for t in TABLES}
    store(record, samples.article())
    assert {t.name: count(record, t) for t in TABLES} == before
    assert before["findings"] == 5


def test_storing_again_replaces_the_findings_and_keeps_first_seen(record: Record) -> None:
    article = samples.article()
    actor, meeting, statement, pledge, _ = samples.findings(article)
    at(record, samples.NOON).store(article, (actor, meeting), None, "v1")
    later = samples.NOON + timedelta(days=2)
    at(record, later).store(article, (meeting, statement), None, "v2")
    assert list(record.view.findings()) == [meeting, statement]
    assert record.view.first_seen(meeting.id) == samples.NOON
    assert record.view.first_seen(statement.id) == later
    assert record.view.read_at(article.id) == later
    assert record.writer.known([article.id, "other"]) == {article.id: (article.text_hash, "v2")}
    for gone in (actor, pledge):
        with pytest.raises(UnknownIdError):
            record.view.first_seen(gone.id)


def test_judgements_outlive_reading_and_settling(record: Record) -> None:
    article = samples.article()
    store(record, article)
    record.writer.settle(samples.settlement(article))
    subjects = (samples.findings(article)[2].id, "entry-1", "actor-1")
    given = [
        Judgement(verdict=Verdict.REJECT, subject=s, who="Ann Editor", at=samples.NOON, reason="a joke")
        for s in subjects
    ]
    made = [record.writer.judge(j) for j in given]
    assert [j.id for j in made] == [1, 2, 3]
    record.writer.store(article, (), None, "v2")
    record.writer.settle(replace(samples.settlement(article), entries=(), actors=()))
    assert list(record.view.judgements()) == made
    assert record.view.rejected() == frozenset(subjects)


def test_a_judgement_keeps_its_moment_in_utc(record: Record) -> None:
    local = datetime.fromisoformat("2025-03-04T14:30:15.25+02:00")
    made = record.writer.judge(
        Judgement(verdict=Verdict.CORRECT, subject="x", who="Ann", at=local, field="status", value="held")
    )
    assert list(record.view.judgements()) == [made]
    assert record.view.rejected() == frozenset()


def test_a_settlement_replaces_the_last(record: Record) -> None:
    article = samples.article()
    store(record, article)
    settlement = samples.settlement(article)
    for _ in range(2):
        record.writer.settle(settlement)
    assert tuple(record.view.entries()) == settlement.entries
    assert tuple(record.view.entries("pledge")) == ()
    assert tuple(record.view.actors()) == settlement.actors
    assert tuple(record.view.copies()) == settlement.copies
    assert record.view.entry("entry-1") == settlement.entries[0]
    assert record.view.actor_of(article.id, "Ilda Marek") == settlement.actors[0]
    assert record.view.actor_of(article.id, "Nobody") is None


def test_the_view_follows_a_new_settlement(record: Record) -> None:
    article = samples.article()
    store(record, article)
    settlement = samples.settlement(article)
    record.writer.settle(settlement)
    assert record.view.actor_of(article.id, "Ilda Marek") is not None
    renamed = replace(settlement.actors[0], name="I. Marek")
    record.writer.settle(replace(settlement, actors=(renamed,)))
    assert record.view.actor_of(article.id, "Ilda Marek") == renamed
    record.writer.settle(replace(settlement, actors=()))
    assert record.view.actor_of(article.id, "Ilda Marek") is None


def test_entries_keep_corrected_fields(record: Record) -> None:
    article = samples.article()
    store(record, article)
    settlement = samples.settlement(article)
    entry = settlement.entries[0]
    corrected = replace(entry, finding=replace(entry.finding, place=None, mediators=()))  # type: ignore[call-arg]
    record.writer.settle(replace(settlement, entries=(corrected,)))
    assert record.view.entry(entry.id) == corrected
    assert record.view.finding(entry.findings[0]) == entry.finding


def test_reading_again_leaves_the_settlement(record: Record) -> None:
    article = samples.article()
    store(record, article)
    record.writer.settle(samples.settlement(article))
    record.writer.store(article, (), None, "v2")
    assert len(list(record.view.entries())) == 1
    assert len(list(record.view.copies())) == 1


def test_the_latest_outcome_of_each_location(record: Record) -> None:
    failed = Outcome(
        kind=OutcomeKind.FAILED, location="a.txt", code="undecodable", message="no text in any encoding"
    )
    broken = FinderFailure(finder="pledges", error="ValueError: odd")
    read = Outcome(kind=OutcomeKind.READ, location="a.txt", article="a", words=3, finder_failures=(broken,))
    other = replace(failed, location="b.txt", finder_failures=(broken, replace(broken, finder="times")))
    for outcome in (failed, other, read):
        record.writer.outcome(outcome)
    assert list(record.view.outcomes()) == [other, read]


def test_a_batch_is_all_or_nothing(record: Record) -> None:
    def broken_off() -> None:
        with record.writer.batch():
            store(record, samples.article("a"))
            assert set(record.writer.known(["a"])) == {"a"}
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        broken_off()
    assert list(record.view.articles()) == []
    with record.writer.batch():
        store(record, samples.article("a"))
        store(record, samples.article("b"))
        assert list(record.view.articles()) == []
    assert [a.id for a in record.view.articles()] == ["a", "b"]


def test_the_same_article_twice_in_a_batch(record: Record) -> None:
    article = samples.article()
    with record.writer.batch():
        store(record, article, "v1")
        record.writer.store(article, samples.findings(article)[:1], None, "v2")
    assert len(list(record.view.findings())) == 1
    assert record.writer.known([article.id])[article.id][1] == "v2"


def test_a_finding_of_another_article_is_refused_and_costs_nothing_else(record: Record) -> None:
    with record.writer.batch():
        store(record, samples.article("a"))
        with pytest.raises(RecordError, match="belongs to article b"):
            record.writer.store(samples.article("c"), samples.findings(samples.article("b")), None, "v1")
    assert [a.id for a in record.view.articles()] == ["a"]


def test_unknown_ids_are_named(record: Record) -> None:
    for ask in (record.view.article, record.view.finding, record.view.entry, record.view.read_at):
        with pytest.raises(UnknownIdError, match="nowhere"):
            ask("nowhere")


def test_streams_may_stay_open_while_writing(record: Record) -> None:
    for id in ("a", "b"):
        store(record, samples.article(id))
    stream = record.view.articles()
    assert next(stream).id == "a"
    store(record, samples.article("c"))
    assert [a.id for a in stream] == ["b"]


KILLED = """
import os, signal, sys
import record_samples as samples
from communique.record.record import Record

record = Record(sys.argv[1], create=True)
def store(id):
    article = samples.article(id)
    record.writer.store(article, samples.findings(article), samples.outcome(article), "v1")
store("reported")
with record.writer.batch():
    store("lost")
    record.writer.known(["lost"])  # written, not yet committed
    os.kill(os.getpid(), signal.SIGKILL)
"""


def test_a_kill_loses_only_what_was_not_committed(tmp_path: Path) -> None:
    path = tmp_path / "talks.db"
    killed = subprocess.run([sys.executable, "-c", KILLED, path], cwd=Path(__file__).parent, check=False)
    assert killed.returncode == -9
    with Record(path) as record:
        assert [a.id for a in record.view.articles()] == ["reported"]
        store(record, samples.article("lost"))
        assert len(list(record.view.articles())) == 2
