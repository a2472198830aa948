"""Opening a record: what is refused, and what each message says."""

from __future__ import annotations

import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest
import record_samples as samples
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import text

from communique.errors import (
    NotARecordError,
    RecordError,
    RecordFullError,
    RecordLockedError,
    RecordTooNewError,
)
from communique.record import schema
from communique.record.database import _engine, writing
from communique.record.migrations import upgrade
from communique.record.record import Record


def made(path: Path) -> Path:
    with Record(path, create=True) as record:
        article = samples.article()
        record.writer.store(article, samples.findings(article), samples.outcome(article), "v1")
    return path


@pytest.mark.parametrize("name", ["talks.db", "100% odd ?&# Ünïcode.db"])
def test_a_record_is_made_and_opened(tmp_path: Path, name: str) -> None:
    path = made(tmp_path / name)
    with Record(path) as record:
        assert len(list(record.view.findings())) == 5
    assert [p.name for p in tmp_path.iterdir()] == [name]


def test_a_missing_file_is_not_made(tmp_path: Path) -> None:
    with pytest.raises(NotARecordError, match=r"talks\.db: there is no record here"):
        Record(tmp_path / "talks.db")
    assert list(tmp_path.iterdir()) == []


def test_a_missing_folder_is_named(tmp_path: Path) -> None:
    with pytest.raises(RecordError, match="there is no folder"):
        Record(tmp_path / "nowhere" / "talks.db", create=True)


@pytest.mark.parametrize("create", [True, False])
def test_a_folder_is_no_record(tmp_path: Path, create: bool) -> None:
    with pytest.raises(NotARecordError, match="this is a folder"):
        Record(tmp_path, create=create)


def test_an_empty_file_is_a_record_to_be(tmp_path: Path) -> None:
    path = tmp_path / "talks.db"
    path.touch()
    with pytest.raises(NotARecordError, match="this file is empty"):
        Record(path)
    assert path.stat().st_size == 0
    Record(path, create=True).close()
    Record(path).close()


@pytest.mark.parametrize("create", [True, False])
@pytest.mark.parametrize("content", [b"Envoys met.\n" * 400, b"short", bytes(range(256)) * 40])
def test_another_file_is_refused_and_left_alone(tmp_path: Path, content: bytes, create: bool) -> None:
    path = tmp_path / "report.txt"
    path.write_bytes(content)
    with pytest.raises(NotARecordError, match=r"report\.txt: this file is no record"):
        Record(path, create=create)
    assert path.read_bytes() == content


@pytest.mark.parametrize("create", [True, False])
def test_another_database_is_refused_and_left_alone(tmp_path: Path, create: bool) -> None:
    path = tmp_path / "shop.db"
    connection = sqlite3.connect(path)
    connection.execute("CREATE TABLE articles (id INTEGER)")
    connection.execute("CREATE TABLE alembic_version (version_num TEXT)")
    connection.commit()
    connection.close()
    before = path.read_bytes()
    with pytest.raises(NotARecordError, match="no record of Communiqué"):
        Record(path, create=create)
    assert path.read_bytes() == before


def test_a_newer_schema_is_refused(tmp_path: Path) -> None:
    path = made(tmp_path / "talks.db")
    change(path, f"UPDATE {schema.VERSION_TABLE} SET version_num = '0999'")
    with pytest.raises(RecordTooNewError, match=r"talks\.db: a newer version .*0999.* update Communiqué"):
        Record(path)


def test_an_older_schema_is_brought_up_to_date(tmp_path: Path) -> None:
    path = tmp_path / "talks.db"
    engine = _engine(path, 1.0)
    with writing(engine, path) as connection:
        upgrade(connection, "0001")
        connection.execute(
            text(
                "INSERT INTO articles (id, text, text_hash, version, read_at)"
                " VALUES ('old', 'Old news.', 'x', 'v0', '2025-01-01 00:00:00.000000')"
            )
        )
    engine.dispose()
    with Record(path) as record:
        assert record.view.article("old").text == "Old news."
        assert list(record.view.judgements()) == []
    assert ask(path, f"SELECT version_num FROM {schema.VERSION_TABLE}") == [(schema.SCHEMA_VERSION,)]


def test_migrations_lead_to_the_schema(tmp_path: Path) -> None:
    engine = _engine(tmp_path / "migrated.db", 1.0)
    with writing(engine, tmp_path / "migrated.db") as connection:
        upgrade(connection)
        context = MigrationContext.configure(connection, opts={"version_table": schema.VERSION_TABLE})
        assert compare_metadata(context, schema.metadata) == []
    engine.dispose()
    with Record(tmp_path / "new.db", create=True):
        pass
    assert shape(tmp_path / "migrated.db") == shape(tmp_path / "new.db")


def shape(path: Path) -> dict[str, object]:
    """The columns, foreign keys and indexes of every table, and the version that it is marked with."""
    found: dict[str, object] = {"version": ask(path, f"SELECT version_num FROM {schema.VERSION_TABLE}")}
    for (table,) in ask(path, "SELECT name FROM sqlite_master WHERE type = 'table'"):
        indexes = ask(path, f"PRAGMA index_list({table})")
        found[str(table)] = (
            ask(path, f"PRAGMA table_info({table})"),
            sorted(row[2:] for row in ask(path, f"PRAGMA foreign_key_list({table})")),
            sorted((row[1], *ask(path, f"PRAGMA index_info({row[1]})")) for row in indexes),
            "WITHOUT ROWID" in str(ask(path, f"SELECT sql FROM sqlite_master WHERE name = '{table}'")),
        )
    return found


def test_a_new_record_needs_no_migrations(tmp_path: Path) -> None:
    code = "import sys; from communique.record.record import Record; Record('x.db', create=True).close(); "
    code += "print([m for m in ('alembic', 'pandas', 'matplotlib') if m in sys.modules])"
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=tmp_path, capture_output=True, text=True, check=True
    )
    assert done.stdout == "[]\n"


def test_a_locked_record_says_so(tmp_path: Path) -> None:
    path = made(tmp_path / "talks.db")
    other = sqlite3.connect(path, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    try:
        with Record(path, timeout=0.05) as record:
            assert len(list(record.view.findings())) == 5  # reading does not wait
            assert set(record.writer.known(["port-hale"])) == {"port-hale"}
            with pytest.raises(RecordLockedError, match=r"talks\.db: another process is writing"):
                record.writer.store(samples.article("b"), (), None, "v1")
    finally:
        other.close()


def test_a_full_disk_says_so_and_loses_nothing(tmp_path: Path) -> None:
    path = made(tmp_path / "talks.db")
    with Record(path) as record:
        with record._engine.connect() as connection:
            connection.exec_driver_sql("PRAGMA max_page_count = 1")  # SQLite takes what there is as the least
        long = samples.article("b", samples.TEXT + "More. " * 100_000)
        with pytest.raises(RecordFullError, match=r"talks\.db: the disk is full"):
            record.writer.store(long, (), None, "v1")
        assert [a.id for a in record.view.articles()] == ["port-hale"]


def test_a_record_that_may_not_be_written(tmp_path: Path) -> None:
    path = made(tmp_path / "talks.db")
    with Record(path) as record:
        with record._engine.connect() as connection:
            connection.exec_driver_sql("PRAGMA query_only = 1")
        with pytest.raises(RecordError, match="cannot be written to"):
            record.writer.store(samples.article("b"), (), None, "v1")


def test_plain_sqlite_can_ask(tmp_path: Path) -> None:
    path = made(tmp_path / "talks.db")
    question = """
        SELECT a.source, m.who, m.place, m.date_first, f.text
        FROM meetings m JOIN findings f ON f.id = m.finding_id JOIN articles a ON a.id = f.article_id
    """
    words = "Foreign Minister Ilda Marek of Ostrava met Teo Brandt"
    assert ask(path, question) == [
        ("The Hale Courier", "Ilda Marek / Teo Brandt", "Port Hale", "2025-03-03", words)
    ]
    assert ask(path, "PRAGMA journal_mode") == [("wal",)]
    assert ask(path, "PRAGMA foreign_key_check") == []


def ask(path: Path, question: str) -> list[tuple[object, ...]]:
    connection = sqlite3.connect(path)
    try:
        return connection.execute(question).fetchall()
    finally:
        connection.close()


def change(path: Path, statement: str) -> None:
    connection = sqlite3.connect(path)
    with connection:
        connection.execute(statement)
    connection.close()
