"""Knowledge as data: reviewed tables under ``data/``, each with its source, licence and date on top.

A table is a tab-separated file. Lines that begin with ``#`` before the header hold ``key: value``
(``source``, ``licence``, ``date`` are required); the first other line names the columns. A cell may
hold several values separated by ``|``.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from importlib import resources

from communique.errors import KnowledgeError

REQUIRED = ("source", "licence", "date")


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """One data file: where it comes from, and its rows as dictionaries of column → cell."""

    name: str
    source: str
    licence: str
    date: str
    note: str
    rows: tuple[dict[str, str], ...]


@cache
def table(name: str) -> Table:
    """The table ``data/<name>.tsv``.

    Raises:
        KnowledgeError: when it is missing, lacks a required header, or has a row of another width.
    """
    path = resources.files(__package__) / "data" / f"{name}.tsv"
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except FileNotFoundError:
        raise KnowledgeError(f"no data file {name}.tsv") from None
    return parse(name, lines)


def parse(name: str, lines: list[str]) -> Table:
    """A table from its lines; `name` is for messages."""
    meta: dict[str, str] = {}
    columns: list[str] | None = None
    rows: list[dict[str, str]] = []
    for number, line in enumerate(lines, start=1):
        if columns is None and line.startswith("#"):
            key, _, value = line.lstrip("# ").partition(":")
            meta[key.strip()] = value.strip()
        elif not line.strip():
            continue
        elif columns is None:
            columns = line.split("\t")
            if len(set(columns)) < len(columns):
                raise KnowledgeError(f"{name}.tsv:{number}: a column name stands twice")
        else:
            rows.append(_row(name, number, columns, line))
    missing = [k for k in REQUIRED if not meta.get(k)]
    if missing or columns is None:
        raise KnowledgeError(f"{name}.tsv: no {', '.join(missing) or 'column names'} on top")
    return Table(
        name=name,
        source=meta["source"],
        licence=meta["licence"],
        date=meta["date"],
        note=meta.get("note", ""),
        rows=tuple(rows),
    )


def _row(name: str, number: int, columns: list[str], line: str) -> dict[str, str]:
    cells = line.split("\t")
    if len(cells) > len(columns):
        raise KnowledgeError(f"{name}.tsv:{number}: {len(cells)} cells for {len(columns)} columns")
    cells += [""] * (len(columns) - len(cells))
    return dict(zip(columns, (c.strip() for c in cells), strict=True))


def values(cell: str) -> tuple[str, ...]:
    """The values of a cell that may hold several."""
    return tuple(v.strip() for v in cell.split("|") if v.strip())


@cache
def column(name: str, field: str) -> frozenset[str]:
    """All values of one column of a table, lower-cased.

    Raises:
        KnowledgeError: when the table is missing or malformed, or has no such column.
    """
    return frozenset(v.lower() for row in _rows(name, field) for v in values(row[field]))


@cache
def mapping(name: str, key: str, value: str) -> dict[str, str]:
    """From each value of column `key` (lower-cased) to the cell of column `value` in its row.

    Raises:
        KnowledgeError: when the table is missing or malformed, or has no such column.
    """
    return {k.lower(): row[value] for row in _rows(name, key, value) for k in values(row[key])}


def _rows(name: str, *fields: str) -> tuple[dict[str, str], ...]:
    rows = table(name).rows
    for field in fields:
        if rows and field not in rows[0]:
            raise KnowledgeError(f"{name}.tsv: no column {field}; there are {', '.join(rows[0])}")
    return rows
