"""Quotations by their marks, in any newsroom's typography.

Straight and curly double marks, two apostrophes for one double mark, single marks used as main marks
(told from apostrophes by what stands beside them), „German“, »reversed« and «French» ones. A missing
closer ends at the paragraph's end; a paragraph that opens without the one before having closed
continues that quotation, as news style has it. Marks inside a quotation open none of their own.
"""

from __future__ import annotations

import re
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


@dataclass(frozen=True, slots=True)
class _Style:
    """How one opening mark works: the marks that close it, and whether they may be apostrophes.

    `faces` is True when an opener must stand before a word and behind none, because the same mark
    closes too.
    """

    closers: frozenset[str]
    single: bool = False
    faces: bool = False


STYLES = {
    '"': _Style(frozenset('"”“'), faces=True),
    "“": _Style(frozenset('”“"')),
    "”": _Style(frozenset("”"), faces=True),
    "„": _Style(frozenset('“”"')),
    "«": _Style(frozenset("»"), faces=True),
    "»": _Style(frozenset("«"), faces=True),
    "‹": _Style(frozenset("›"), faces=True),
    "「": _Style(frozenset("」")),
    "''": _Style(frozenset(("''", '"')), faces=True),
    "``": _Style(frozenset(("''", '"'))),
    "‘": _Style(frozenset("’'"), single=True, faces=True),
    "'": _Style(frozenset("'’"), single=True, faces=True),
}
MARK = re.compile("''|``|[\"“”„«»‹›「」‘’']")
# Marks that only close when nothing but the end of a word or sentence stands before them.
BOTH_WAYS = frozenset('"“”')
SPACED = frozenset("«‹")  # French sets a space inside its marks
PAUSES = frozenset(",.?!…;:")
BRACKETS = frozenset("([{—–-/:>…")


def find_quotations(text: str, paragraphs: Sequence[tuple[int, int]]) -> list[Quotation]:
    """All quotations of `text`, in order and without overlap; never raises on any string.

    `paragraphs` are (start, end) offsets, in order and without overlap.
    """
    found: list[Quotation] = []
    open_from: int | None = None
    for start, end in paragraphs:
        first = _first(text, start, end)
        for opened, closed_at in _quotations(text, start, end):
            continues = open_from if opened == first else None
            open_from = None
            last = end if closed_at is None else closed_at
            found.append(Quotation(start=opened, end=last, closed=closed_at is not None, continues=continues))
            if closed_at is None:
                open_from = len(found) - 1
    return found


def _first(text: str, start: int, end: int) -> int:
    while start < end and text[start].isspace():
        start += 1
    return start


def _quotations(text: str, start: int, end: int) -> Iterator[tuple[int, int | None]]:
    """The quotations of one paragraph: (start, end), or (start, None) where the closer is missing."""
    marks = [(m.start(), m.group()) for m in MARK.finditer(text, start, end)]
    n = 0
    while n < len(marks):
        at, mark = marks[n]
        style = STYLES.get(mark)
        n += 1
        if style is None or not _opens(text, at, mark, style, start, end):
            continue
        close = _closer(text, marks, n, style, start, end)
        if close is not None:
            if marks[close][0] > at + len(mark):
                yield at, marks[close][0] + len(marks[close][1])
            n = close + 1
        elif not style.single:
            n = _reopened(text, marks, n, mark, style, start, end)
            if n < len(marks):
                yield at, marks[n][0]
            else:
                yield at, None


def _opens(text: str, at: int, mark: str, style: _Style, start: int, end: int) -> bool:
    behind = at + len(mark)
    if behind >= end:
        return False
    if not style.faces:
        return True
    before = text[at - 1] if at > start else " "
    free = before.isspace() or before in BRACKETS or (before in "“\"‘'" and not style.single)
    if style.single:
        return free and (
            text[behind].isalpha() or text[behind] in '“"$£€@#[(' or (text[behind].isdigit() and mark == "‘")
        )
    if mark in SPACED:
        return free
    # A straight mark glued on both sides (said."Yes") opens as well as closes: opening comes first.
    return not text[behind].isspace() and (
        free or before in PAUSES or not text[behind].isalnum() or mark == '"'
    )


def _closer(
    text: str, marks: list[tuple[int, str]], n: int, style: _Style, start: int, end: int
) -> int | None:
    """The index of the mark that closes a quotation whose words begin before mark `n`."""
    fallback = None
    for k in range(n, len(marks)):
        at, mark = marks[k]
        if mark not in style.closers:
            if (
                style.single
                and mark in STYLES
                and STYLES[mark].single
                and _reopens(text, at, mark, start, end)
            ):
                break
            continue
        if style.single:
            if not _ends_word(text, at, mark, start, end):
                continue
            if _possessive(text, at, end):
                fallback = k if fallback is None else fallback
                continue
            return k
        if mark in BOTH_WAYS and _reopens(text, at, mark, start, end):
            return None
        return k
    return fallback


def _reopened(
    text: str, marks: list[tuple[int, str]], n: int, mark: str, style: _Style, start: int, end: int
) -> int:
    """The index of the next mark that opens anew where a closer was forgotten; all marks' number if none."""
    for k in range(n, len(marks)):
        at, other = marks[k]
        if other == mark and other in style.closers | {mark} and _reopens(text, at, other, start, end):
            return k
    return len(marks)


def _reopens(text: str, at: int, mark: str, start: int, end: int) -> bool:
    """True for a mark behind a space and before a word: it can only open."""
    before = text[at - 1] if at > start else " "
    behind = text[at + len(mark)] if at + len(mark) < end else " "
    return before.isspace() and not behind.isspace()


def _ends_word(text: str, at: int, mark: str, start: int, end: int) -> bool:
    """True for a single mark that stands behind something and before no letter: it may close."""
    if at <= start or text[at - 1].isspace():
        return False
    behind = at + len(mark)
    return behind >= end or not (text[behind].isalnum() or text[behind] == "_")


def _possessive(text: str, at: int, end: int) -> bool:
    """True for what may be the apostrophe of a plural: workers’ rights."""
    if text[at - 1] not in "sSxz":
        return False
    return at + 2 < end and text[at + 1] == " " and text[at + 2].isalnum()
