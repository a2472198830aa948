"""Many rows into a table at once, at the speed of the driver."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from operator import itemgetter
from typing import Any

from sqlalchemy import Boolean, Connection, Dialect, Table, insert

from communique.record.rows import Row, Rows


@dataclass(frozen=True, slots=True)
class _Prepared:
    """An INSERT in the driver's own words; `converters` are (position, function) for dates and moments."""

    sql: str
    values: Callable[[Row], tuple[Any, ...]]
    converters: tuple[tuple[int, Callable[[Any], Any]], ...]


class Inserter:
    """Inserts rows, each a dict with every column of its table but a numbered key.

    SQLAlchemy takes longer to bind a row than SQLite to store it. Where the driver takes parameters
    by position, rows therefore go to it as tuples; elsewhere SQLAlchemy binds them.
    """

    def __init__(self, dialect: Dialect) -> None:
        self._dialect = dialect
        self._prepared: dict[str, _Prepared] = {}

    def insert(self, connection: Connection, tables: Iterable[Table], rows: Rows) -> None:
        """Insert what `rows` has for each table, in the order of the tables."""
        for table in tables:
            several = rows.get(table.name)
            if not several:
                continue
            if self._dialect.positional:
                self._by_position(connection, table, several)
            else:
                connection.execute(insert(table), several)

    def _by_position(self, connection: Connection, table: Table, rows: Sequence[Row]) -> None:
        prepared = self._prepared.get(table.name)
        if prepared is None:
            prepared = self._prepared[table.name] = self._prepare(table, rows[0])
        tuples = list(map(prepared.values, rows))
        if prepared.converters:
            tuples = [_converted(t, prepared.converters) for t in tuples]
        connection.exec_driver_sql(prepared.sql, tuples)

    def _prepare(self, table: Table, row: Row) -> _Prepared:
        compiled = insert(table).compile(dialect=self._dialect, column_keys=list(row))
        names = list(compiled.positiontup or ())
        converters = []
        for position, name in enumerate(names):
            kind = table.c[name].type
            convert = kind.dialect_impl(self._dialect).bind_processor(self._dialect)
            if convert is not None and not isinstance(kind, Boolean):  # drivers take True as it is
                converters.append((position, convert))
        return _Prepared(str(compiled), itemgetter(*names), tuple(converters))


def _converted(
    values: tuple[Any, ...], converters: tuple[tuple[int, Callable[[Any], Any]], ...]
) -> tuple[Any, ...]:
    changed = list(values)
    for position, convert in converters:
        if changed[position] is not None:
            changed[position] = convert(changed[position])
    return tuple(changed)
