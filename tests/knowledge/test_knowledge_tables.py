"""Every data file is in order, and the loader says what is wrong with one that is not."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from communique import knowledge
from communique.errors import KnowledgeError
from communique.knowledge import REQUIRED, column, mapping, parse, table, values

DATA = Path(knowledge.__file__).parent / "data"
NAMES = sorted(p.stem for p in DATA.glob("*.tsv"))
TOP = ["# source: s", "# licence: l", "# date: 2026-11-24"]
SOURCES = "\n".join(p.read_text(encoding="utf-8") for p in sorted(DATA.parents[1].rglob("*.py")))


def lines(name: str) -> list[str]:
    return (DATA / f"{name}.tsv").read_text(encoding="utf-8").split("\n")


@pytest.mark.parametrize("name", NAMES)
def test_a_table_says_where_it_comes_from(name: str) -> None:
    made = table(name)
    assert made.rows
    assert made.source
    assert made.licence
    assert date.fromisoformat(made.date) <= date(2026, 12, 31)


@pytest.mark.parametrize("name", NAMES)
def test_a_file_is_plain_text_in_one_form(name: str) -> None:
    raw = (DATA / f"{name}.tsv").read_bytes()
    text = raw.decode("utf-8")
    assert not raw.startswith(b"\xef\xbb\xbf"), "a byte order mark"
    assert "\r" not in text
    assert text.splitlines() == text.split("\n")[:-1], "a line separator other than a line feed, or no last"
    assert text == unicodedata.normalize("NFC", text)
    assert not re.search(r"[\u200b\ufeff\ufffd\x00-\x08\x0b-\x1f]", text)
    assert not re.search(r"Ã.|â€|Â[^a-z]", text), "text decoded twice"


@pytest.mark.parametrize("name", NAMES)
def test_cells_hold_no_stray_space(name: str) -> None:
    for number, line in enumerate(lines(name), start=1):
        if not line.startswith("#"):
            for cell in line.split("\t"):
                assert cell == " ".join(cell.split()), f"{name}.tsv:{number}: {cell!r}"


@pytest.mark.parametrize("name", NAMES)
def test_cells_with_several_values_hold_each_once(name: str) -> None:
    for row in table(name).rows:
        for cell in row.values():
            if "|" in cell:
                parts = cell.split("|")
                assert all(p and p == p.strip() for p in parts), cell
                assert len(set(parts)) == len(parts), cell


@pytest.mark.parametrize("name", NAMES)
def test_no_row_stands_twice(name: str) -> None:
    rows = [tuple(row.values()) for row in table(name).rows]
    assert len(set(rows)) == len(rows)
    assert all(any(row) for row in rows)


@pytest.mark.parametrize("name", NAMES)
def test_column_names_are_words(name: str) -> None:
    columns = list(table(name).rows[0])
    assert len(set(columns)) == len(columns)
    assert all(re.fullmatch(r"[a-z][a-z0-9_]*", c) for c in columns)


@pytest.mark.parametrize("name", NAMES)
def test_every_table_is_used(name: str) -> None:
    assert re.search(rf"[\"']{name}[\"']", SOURCES), f"no code reads {name}.tsv"


def test_there_is_nothing_else_beside_the_tables() -> None:
    others = [p.name for p in sorted(DATA.iterdir()) if p.suffix != ".tsv" and p.name != "__pycache__"]
    assert others == ["gazetteer.npz"]


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        ("", ()),
        ("one", ("one",)),
        ("one|two", ("one", "two")),
        (" one | two ", ("one", "two")),
        ("|one||", ("one",)),
        ("U.S.|United States", ("U.S.", "United States")),
    ],
)
def test_values_of_a_cell(cell: str, expected: tuple[str, ...]) -> None:
    assert values(cell) == expected


def test_a_table_is_parsed() -> None:
    made = parse("t", [*TOP, "# note: none", "word\tkind", "Met|Meets\tpast", "", "said", "# no comment\tx"])
    assert (made.name, made.source, made.licence, made.date) == ("t", "s", "l", "2026-11-24")
    assert made.rows == (
        {"word": "Met|Meets", "kind": "past"},
        {"word": "said", "kind": ""},
        {"word": "# no comment", "kind": "x"},
    )


@pytest.mark.parametrize("missing", REQUIRED)
def test_a_table_without_its_source_is_refused(missing: str) -> None:
    top = [line for line in TOP if missing not in line]
    with pytest.raises(KnowledgeError, match=rf"t\.tsv: no {missing} on top"):
        parse("t", [*top, "word", "met"])


def test_an_empty_source_is_none() -> None:
    with pytest.raises(KnowledgeError, match="no source on top"):
        parse("t", ["# source:", *TOP[1:], "word", "met"])


def test_a_table_without_columns_is_refused() -> None:
    with pytest.raises(KnowledgeError, match="no column names on top"):
        parse("t", TOP)


def test_a_row_that_is_too_wide_is_refused_with_its_line() -> None:
    with pytest.raises(KnowledgeError, match=r"t\.tsv:5: 2 cells for 1 columns"):
        parse("t", [*TOP, "word", "met\tpast"])


def test_a_column_name_stands_once() -> None:
    with pytest.raises(KnowledgeError, match=r"t\.tsv:4: a column name stands twice"):
        parse("t", [*TOP, "word\tkind\tword", "met"])


@pytest.mark.parametrize(
    "read", [lambda: column("months", "nane"), lambda: mapping("months", "name", "nane")]
)
def test_a_missing_column_is_named(read: Callable[[], object]) -> None:
    with pytest.raises(KnowledgeError, match=r"months\.tsv: no column nane; there are name, "):
        read()


def test_a_missing_table_is_named() -> None:
    with pytest.raises(KnowledgeError, match=r"no data file no_such_table\.tsv"):
        table("no_such_table")


def test_columns_and_mappings_are_lower_case() -> None:
    assert {"mr.", "gen."} <= column("abbreviations", "before_name")
    assert mapping("languages", "code", "name")["fr"] == "French"
    months = column("months", next(iter(table("months").rows[0])))
    assert months == {m.lower() for m in months}


def mapped() -> list[tuple[str, str, str]]:
    """The (table, key, value) of every call of `mapping` in the sources."""
    call = re.compile(r"\bmapping\(\s*\"(\w+)\",\s*\"(\w+)\",\s*\"(\w+)\"")
    return sorted(set(call.findall(SOURCES)))


@pytest.mark.parametrize(("name", "key", "value"), mapped())
def test_a_key_has_one_value(name: str, key: str, value: str) -> None:
    seen: dict[str, str] = {}
    for row in table(name).rows:
        for k in values(row[key]):
            assert seen.setdefault(k.lower(), row[value]) == row[value], f"{name}.tsv: {k} stands twice"
