"""Who held which office on a day: the shipped file of office holders, and a user's file before it.

Both have the columns of ``data/office_holders.tsv``: holder, title, of, from, to, wikidata. Where a row of
the user tells who holds an office on a day, the shipped rows for that office and day do not count.
"""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache, cached_property

from communique.errors import SettingsError
from communique.knowledge import table, values

COLUMNS = ("holder", "title", "of", "from", "to", "wikidata")
NEEDED = COLUMNS[:3]
DAY = re.compile(r"(\d{4})(?:-(\d\d)(?:-(\d\d))?)?")
CODE = re.compile(r"[A-Z]{2}")
WIKIDATA = re.compile(r"Q[1-9]\d*")
LITTLE = frozenset(("of", "for", "and", "the", "to", "on", "in"))
SHIPPED = "office_holders"


@dataclass(frozen=True, slots=True, kw_only=True)
class Holding:
    """Somebody in an office. `first` and `last` are ISO days, months or years; None where not known.

    `of` is an ISO 3166 alpha-2 code or the name of a body; `source` is the file and line that say so.
    """

    holder: str
    title: str
    of: str
    first: str | None = None
    last: str | None = None
    wikidata: str | None = None
    source: str = SHIPPED

    def covers(self, day: date) -> bool:
        """True when the office was held on this day, as far as the file goes."""
        begun = self.first is None or first_day(self.first) <= day
        return begun and (self.last is None or day <= last_day(self.last))


def first_day(given: str) -> date:
    """The first day of an ISO day, month or year. Raises ValueError for what is none."""
    year, month, day = _parts(given)
    return date(year, month or 1, day or 1)


def last_day(given: str) -> date:
    """The last day of an ISO day, month or year. Raises ValueError for what is none."""
    year, month, day = _parts(given)
    month = month or 12
    return date(year, month, day or monthrange(year, month)[1])


def _parts(given: str) -> tuple[int, int | None, int | None]:
    found = DAY.fullmatch(given)
    if found is None:
        raise ValueError(f"{given!r} is no day, month or year")
    year, month, day = (None if g is None else int(g) for g in found.groups())
    date(year or 0, month or 1, day or 1)
    return year or 0, month, day


class OfficeBook:
    """Holdings by office. Equal offices have equal keys, however their titles are worded."""

    def __init__(self, own: Iterable[Holding] = ()) -> None:
        """`own` are a user's rows, which go before the shipped ones."""
        self.own = tuple(own)

    @cached_property
    def _by_office(self) -> dict[tuple[frozenset[str], str], tuple[list[Holding], list[Holding]]]:
        """A user's holdings and the shipped ones; made when an office is first asked for."""
        found: dict[tuple[frozenset[str], str], tuple[list[Holding], list[Holding]]] = {}
        for holding in self.all():
            mine, theirs = found.setdefault(office_key(holding.title, holding.of), ([], []))
            (theirs if holding.source == SHIPPED else mine).append(holding)
        return found

    def all(self) -> Iterator[Holding]:
        """Every holding, a user's rows first."""
        return iter((*self.own, *shipped()))

    def holdings(self, title: str, of: str) -> tuple[Holding, ...]:
        """All who held an office, a user's rows first. `of` is a state, its code, or the name of a body."""
        mine, theirs = self._by_office.get(office_key(title, of), ((), ()))
        return (*mine, *theirs)

    def on(self, title: str, of: str, day: date) -> tuple[Holding, ...]:
        """Who held an office on a day: none, one, or several on the day of a change."""
        mine, theirs = self._by_office.get(office_key(title, of), ((), ()))
        return tuple(h for h in mine if h.covers(day)) or tuple(h for h in theirs if h.covers(day))


@cache
def office_book(own: tuple[Holding, ...] = ()) -> OfficeBook:
    """The book of the shipped file under a user's rows; made once for each set of these."""
    return OfficeBook(own)


@cache
def office_key(title: str, of: str) -> tuple[frozenset[str], str]:
    """What two wordings of one office have in common: ("Minister of Foreign Affairs", "Peru")."""
    return office_words(title), polity(of)


@cache
def office_words(title: str) -> frozenset[str]:
    """The words of a title that tell it from other offices: one of `office_words.tsv` for all its like."""
    passing = _passing()
    words = re.findall(r"[^\W_]+(?:['’][^\W_]+)?", title.lower())
    text = " ".join(w for w in words if w not in LITTLE and w not in passing)
    for written, meant in _synonyms():
        text = written.sub(meant, text)
    return frozenset(text.split())


@cache
def _passing() -> frozenset[str]:
    rows = table("title_modifiers").rows
    # "chief" alone is an office, and "first" among others; the rest says only when or how.
    return frozenset(r["word"] for r in rows if r["effect"] == "passing" and r["word"] != "chief")


@cache
def _synonyms() -> tuple[tuple[re.Pattern[str], str], ...]:
    rows = sorted(table("office_words").rows, key=lambda r: (-len(r["words"].split()), r["words"]))
    return tuple((re.compile(rf"\b{re.escape(r['words'])}\b"), r["stands_for"]) for r in rows)


@cache
def polity(of: str) -> str:
    """The ISO code of a state under any of its names, else the usual name of a body, in small letters."""
    name = of.strip().removeprefix("the ").removeprefix("The ").lower()
    return _polities().get(name, name)


def state_code(of: str) -> str | None:
    """The ISO code of a state under any of its names, None for anything else."""
    found = polity(of)
    return found if found.isupper() else None


@cache
def _polities() -> dict[str, str]:
    found: dict[str, str] = {}
    for row in table("states").rows:
        for cell in ("iso2", "name", "aliases", "demonyms"):
            for value in values(row[cell]):
                found.setdefault(value.lower(), row["iso2"])
    for row in table("organisations").rows:
        for value in (row["name"], *values(row["aliases"])):
            found.setdefault(value.lower(), row["name"].lower())
    return found


@cache
def shipped() -> tuple[Holding, ...]:
    """The shipped holdings.

    Raises:
        KnowledgeError: when the file is missing or malformed.
    """
    return tuple(_holding(row, SHIPPED) for row in table(SHIPPED).rows)


def parse_holdings(name: str, lines: Sequence[str]) -> tuple[Holding, ...]:
    """The rows of a user's file; `name` is for messages and becomes part of each row's source.

    Lines that begin with ``#`` are notes. A file of notes or of column names alone has no rows.

    Raises:
        SettingsError: naming the file and line, for a row or column that is none.
    """
    columns: list[str] | None = None
    found: list[Holding] = []
    for number, line in enumerate(lines, start=1):
        cells = [c.strip() for c in line.removeprefix("\ufeff").split("\t")]
        where = f"{name}:{number}"
        if cells[0].startswith("#") or not any(cells):
            continue
        if columns is None:
            columns = _columns(where, cells)
        elif len(cells) > len(columns):
            raise SettingsError(f"{where}: {len(cells)} cells for {len(columns)} columns; cells part at tabs")
        else:
            row = dict.fromkeys(COLUMNS, "") | dict(zip(columns, cells, strict=False))
            _check(where, row)
            found.append(_holding(row, where))
    return tuple(found)


def _columns(where: str, cells: list[str]) -> list[str]:
    unknown = [c for c in cells if c not in COLUMNS]
    missing = [c for c in NEEDED if c not in cells]
    if unknown or missing or len(set(cells)) < len(cells):
        raise SettingsError(f"{where}: the columns are {', '.join(COLUMNS)}, with tabs between them")
    return cells


def _check(where: str, row: dict[str, str]) -> None:
    for name in NEEDED:
        if not row[name]:
            raise SettingsError(f"{where}: no {name}")
    if CODE.fullmatch(row["of"]) and row["of"].lower() not in _polities():
        raise SettingsError(f"{where}: {row['of']} is no code of ISO 3166; a body is named in full")
    for name in ("from", "to"):
        try:
            _ = row[name] and first_day(row[name])
        except ValueError:
            wanted = "YYYY-MM-DD, YYYY-MM or YYYY"
            raise SettingsError(f"{where}: {name} is {wanted}, not {row[name]!r}") from None
    if row["from"] and row["to"] and last_day(row["to"]) < first_day(row["from"]):
        raise SettingsError(f"{where}: to ({row['to']}) is before from ({row['from']})")
    if row["wikidata"] and not WIKIDATA.fullmatch(row["wikidata"]):
        raise SettingsError(f"{where}: wikidata is an identifier such as Q42, not {row['wikidata']!r}")


def _holding(row: dict[str, str], source: str) -> Holding:
    return Holding(
        holder=row["holder"], title=row["title"], of=row["of"], first=row["from"] or None,
        last=row["to"] or None, wikidata=row["wikidata"] or None, source=source,
    )  # fmt: skip
