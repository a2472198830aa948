"""Opening the file of a record: what it is, its schema's version, its locks, and what can go wrong."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import (
    Column,
    Connection,
    Engine,
    MetaData,
    String,
    Table,
    create_engine,
    event,
    insert,
    inspect,
    text,
)
from sqlalchemy.exc import DBAPIError
from sqlalchemy.pool import QueuePool

from communique.errors import (
    NotARecordError,
    RecordError,
    RecordFullError,
    RecordLockedError,
    RecordTooNewError,
)
from communique.record.migrations import upgrade
from communique.record.schema import SCHEMA_VERSION, VERSION_TABLE, metadata

_FULL = ("SQLITE_FULL", "SQLITE_IOERR_WRITE", "SQLITE_IOERR_SHMSIZE")
_NO_DATABASE = ("SQLITE_NOTADB", "SQLITE_CORRUPT")


def open_engine(path: Path, *, create: bool = False, timeout: float = 5.0) -> Engine:
    """An engine on the record at `path`, its schema brought up to date.

    `timeout` is how many seconds to wait for another process that is writing. Without `create`, a
    file that is missing or empty stays so.

    Raises:
        NotARecordError: there is no file, or it is something else.
        RecordTooNewError: a newer version of Communiqué made it.
        RecordLockedError: another process holds it.
        RecordFullError: the disk is full.
        RecordError: it cannot be opened for another reason.
    """
    _check_file(path, create=create)
    engine = _engine(path, timeout)
    try:
        with translated(path):
            if not _is_current(engine, path, create=create):
                _migrate(engine)
    except RecordError:
        engine.dispose()
        raise
    return engine


@contextmanager
def writing(engine: Engine, path: Path) -> Iterator[Connection]:
    """A transaction that writes: committed at the end, undone when anything is raised."""
    options = {"communique_writes": True}
    with (
        translated(path),
        engine.connect().execution_options(**options) as connection,
        connection.begin(),
    ):
        yield connection


@contextmanager
def translated(path: Path) -> Iterator[None]:
    """Turn what the database raises into errors that name the file and what to do."""
    try:
        yield
    except DBAPIError as error:
        raise _translate(path, error.orig) from error
    except sqlite3.Error as error:
        raise _translate(path, error) from error
    except UnicodeEncodeError as error:
        raise RecordError(f"{path}: {error.object!r:.80} holds characters that cannot be stored") from error


def _translate(path: Path, error: BaseException | None) -> RecordError:
    code = getattr(error, "sqlite_errorname", "")
    if code.startswith(("SQLITE_BUSY", "SQLITE_LOCKED")):
        return RecordLockedError(
            f"{path}: another process is writing to this record; try again when it is done"
        )
    if code in _FULL:
        return RecordFullError(
            f"{path}: the disk is full; what was stored before is safe. Make room and run again"
        )
    if code.startswith(_NO_DATABASE):
        return NotARecordError(f"{path}: this file is no record, or is damaged ({error}); choose another")
    if code.startswith("SQLITE_READONLY"):
        return RecordError(f"{path}: the record cannot be written to; check the rights of file and folder")
    if code.startswith("SQLITE_CANTOPEN"):
        return RecordError(f"{path}: the record cannot be opened; check the rights of file and folder")
    return RecordError(f"{path}: {error}")


def _check_file(path: Path, *, create: bool) -> None:
    try:
        if path.is_dir():
            raise NotARecordError(f"{path}: this is a folder; a record is a file")
        size = path.stat().st_size if path.exists() else None
    except OSError as error:
        raise RecordError(f"{path}: {error.strerror}") from error
    if create and size is None and not path.parent.is_dir():
        raise RecordError(f"{path}: there is no folder {path.parent}; make it first")
    if not create and not size:
        what = "there is no record here" if size is None else "this file is empty"
        raise NotARecordError(f"{path}: {what}; make a record with: communique read PATH --record {path}")


def _engine(path: Path, timeout: float) -> Engine:
    def connect() -> sqlite3.Connection:
        # "rwc" would make an empty file where a reading command looks for a record that is not there.
        mode = "rw" if path.exists() else "rwc"
        connection = sqlite3.connect(
            f"{path.absolute().as_uri()}?mode={mode}",
            uri=True,
            timeout=timeout,
            isolation_level=None,
            check_same_thread=False,
        )
        connection.execute("PRAGMA foreign_keys = ON")
        connection.execute("PRAGMA synchronous = NORMAL")
        connection.execute("PRAGMA cache_size = -32768")  # 32 MB
        # A batch touches pages all over the file; seldom copying them over from the log saves time.
        connection.execute("PRAGMA wal_autocheckpoint = 8000")
        return connection

    engine = create_engine("sqlite+pysqlite://", creator=connect, poolclass=QueuePool, max_overflow=-1)

    # The driver's own transactions take the write lock late, when waiting for it is no longer possible.
    @event.listens_for(engine, "begin")
    def begin(connection: Connection) -> None:
        writes = connection.get_execution_options().get("communique_writes")
        connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")

    return engine


def _is_current(engine: Engine, path: Path, *, create: bool) -> bool:
    """True when the schema is of today; False when it is older or, with `create`, not there yet."""
    with engine.connect() as connection:
        version = _version(connection)
        if version == SCHEMA_VERSION:
            return True
        if version is None:
            if inspect(connection).get_table_names() or not create:
                raise NotARecordError(
                    f"{path}: this database is no record of Communiqué; choose another file"
                )
            return False
    if not (version.isdigit() and len(version) == len(SCHEMA_VERSION)):
        raise NotARecordError(f"{path}: this database is no record of Communiqué (schema {version!r})")
    if version > SCHEMA_VERSION:
        raise RecordTooNewError(
            f"{path}: a newer version of Communiqué made this record (schema {version}, "
            f"this one knows up to {SCHEMA_VERSION}); update Communiqué to open it"
        )
    return False


def _version(connection: Connection) -> str | None:
    if not inspect(connection).has_table(VERSION_TABLE):
        return None
    version = connection.execute(text(f"SELECT version_num FROM {VERSION_TABLE}")).scalar()
    return "" if version is None else str(version)


def _migrate(engine: Engine) -> None:
    if engine.dialect.name == "sqlite":
        # Readers and the writer do not wait for each other, and a killed process loses no commit.
        raw = engine.raw_connection()
        try:
            raw.cursor().execute("PRAGMA journal_mode = WAL")
        finally:
            raw.close()
    with engine.connect() as connection, connection.execution_options(communique_writes=True).begin():
        # Another process may have done it while this one waited for the lock.
        version = _version(connection)
        if version is None:
            _make(connection)
        elif version != SCHEMA_VERSION:
            upgrade(connection)


def _make(connection: Connection) -> None:
    """The tables of today in a new record: what all migrations lead to, without their half a second."""
    metadata.create_all(connection, checkfirst=False)
    name = "version_num"
    marks = Table(VERSION_TABLE, MetaData(), Column(name, String(32), primary_key=True))
    marks.create(connection)
    connection.execute(insert(marks).values({name: SCHEMA_VERSION}))
