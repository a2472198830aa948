"""JSONL files: one article a row, however large the file or broken a line."""

from __future__ import annotations

import codecs
import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from communique.errors import BrokenRowError, EmptyError, InputError, TooLargeError
from communique.read.ingest.checks import LONGEST
from communique.read.ingest.decode import decode, without_surrogates

# A character takes up to six bytes when escaped (\uXXXX).
LONGEST_LINE = 6 * LONGEST
_OPTIONAL = ("title", "date", "source", "url", "place")


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One row of a JSONL file; what it does not give is None."""

    text: str
    id: str | None
    title: str | None
    date: str | None
    source: str | None
    url: str | None
    place: str | None
    location: str


def rows(path: Path) -> Iterator[Row | InputError]:
    """The rows of a JSONL file, each broken one as its error. Holds one line at a time."""
    with path.open("rb") as file:
        for number, line in enumerate(_lines(file), start=1):
            location = f"{path}:{number}"
            if line is None:
                yield TooLargeError(location, f"a line of more than {LONGEST_LINE:,} bytes")
            elif line.strip():
                try:
                    yield parse_row(decode(line, location), location)
                except InputError as error:
                    yield error


def _lines(file: IO[bytes]) -> Iterator[bytes | None]:
    """Lines as bytes; None for one that is too long, whose rest is passed over."""
    start = file.read(4)
    file.seek(0)
    if start.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        yield from (line.encode("utf-8", "surrogatepass") for line in codecs.getreader("utf-16")(file))
        return
    while line := file.readline(LONGEST_LINE + 1):
        if len(line) <= LONGEST_LINE or line.endswith(b"\n"):
            yield line
            continue
        while (rest := file.readline(LONGEST_LINE)) and not rest.endswith(b"\n"):
            pass
        yield None


def parse_row(line: str, location: str) -> Row:
    """One row from its line.

    Raises:
        BrokenRowError: no JSON object, no text, or a field of another type than text.
        EmptyError: the text is empty.
    """
    try:
        row = json.loads(line.removeprefix("\ufeff"))
    except json.JSONDecodeError as error:
        raise BrokenRowError(
            location, f"not JSON ({error.msg.removesuffix(' at')} at column {error.colno})"
        ) from None
    except RecursionError:
        raise BrokenRowError(location, "not JSON that can be read (nested too deep)") from None
    except ValueError:
        raise BrokenRowError(location, "not JSON that can be read (a number too long)") from None
    if not isinstance(row, dict):
        raise BrokenRowError(location, "a row must be a JSON object with a text")
    if "text" not in row or row["text"] is None:
        raise BrokenRowError(location, f"no text in the row; it has {', '.join(sorted(row)) or 'nothing'}")
    if not isinstance(row["text"], str):
        raise BrokenRowError(location, f"text must be a string, not {type(row['text']).__name__}")
    if not row["text"].strip():
        raise EmptyError(location, "the text is empty")
    fields = {name: _field(row, name, location) for name in _OPTIONAL}
    return Row(text=without_surrogates(row["text"]), id=_id(row, location), location=location, **fields)


def _field(row: dict[str, object], name: str, location: str) -> str | None:
    value = row.get(name)
    if value is not None and not isinstance(value, str):
        raise BrokenRowError(location, f"{name} must be a string, not {type(value).__name__}")
    return without_surrogates(value).strip() or None if value else None


def _id(row: dict[str, object], location: str) -> str | None:
    value = row.get("id")
    if isinstance(value, int) and not isinstance(value, bool):
        return str(value)
    return _field(row, "id", location)
