"""Quotations by their marks, in any newsroom's typography.

Straight and curly double marks, single marks used as main marks, „German“ and «French» ones. A missing
closer ends at the paragraph's end; a paragraph that opens without the one before having closed
continues that quotation, as news style has it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Quotation:
    """One quotation: code-point offsets of the whole, marks included, end exclusive.

    `closed` is False when its closer is missing. `continues` is the index (in the list returned) of
    the quotation that this one goes on from, across a paragraph break.
    """

    start: int
    end: int
    closed: bool = True
    continues: int | None = None


PAIRS = {"“": "”", "«": "»", "„": "“”", "‹": "›", "「": "」"}


def find_quotations(text: str, paragraphs: Sequence[tuple[int, int]]) -> list[Quotation]:
    """All quotations of `text`; `paragraphs` are (start, end) offsets, in order."""
    found: list[Quotation] = []
    open_from: int | None = None
    for start, end in paragraphs:
        for opened, closed_at in _marks(text, start, end):
            continues = open_from if not found or opened == _first(text, start) else None
            open_from = None
            found.append(
                Quotation(
                    start=opened, end=closed_at or end, closed=closed_at is not None, continues=continues
                )
            )
            if closed_at is None:
                open_from = len(found) - 1
    return found


def _first(text: str, start: int) -> int:
    while start < len(text) and text[start].isspace():
        start += 1
    return start


def _marks(text: str, start: int, end: int) -> Iterator[tuple[int, int | None]]:
    i = start
    while i < end:
        c = text[i]
        closers = '"' if c == '"' else PAIRS.get(c)
        if closers is None:
            i += 1
            continue
        j = next((k for k in range(i + 1, end) if text[k] in closers), None)
        yield i, None if j is None else j + 1
        if j is None:
            return
        i = j + 1
