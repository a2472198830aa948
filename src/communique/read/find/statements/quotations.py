"""Where quotations and paragraphs lie among the words of an analysis."""

from __future__ import annotations

from dataclasses import dataclass

from communique.read.analysis.analysis import Analysis
from communique.read.find.statements.draft import Range

LEADING = frozenset((",", ":", ";", "-", "–", "—", "--", "…", "...", ".", "and", "but", "?", "!"))
TRAILING = frozenset((",", ":", ";", "-", "–", "—", "--", ".", "…"))
OPENING = frozenset("“\"„«‘'‹「")


@dataclass(frozen=True, slots=True)
class Quotations:
    """The words of every quotation: quotation `k` covers words ``first[k]`` to ``last[k]`` (exclusive).

    `open_from[k]` is the quotation that `k` goes on from, or -1.
    """

    first: tuple[int, ...]
    last: tuple[int, ...]
    open_from: tuple[int, ...]

    def chain(self, k: int) -> tuple[Range, ...]:
        """The quotation with those that it goes on from, as ranges of words in text order."""
        out: list[Range] = []
        while k >= 0:
            out.append((self.first[k], self.last[k]))
            k = self.open_from[k]
        return tuple(reversed(out))


def locate(a: Analysis) -> Quotations:
    """Locate all quotations among the words; one without words covers none."""
    n = len(a.quotations)
    first, last = [0] * n, [0] * n
    for i, k in enumerate(a.quoted):
        if k >= 0:
            if last[k] == 0:
                first[k] = i
            last[k] = i + 1
    origin = []
    for k, q in enumerate(a.quotations):
        c = q.continues
        origin.append(c if c is not None and c < k and last[c] and last[k] else -1)
    return Quotations(tuple(first), tuple(last), tuple(origin))


def same_paragraph(a: Analysis, i: int, j: int) -> bool:
    """True when no paragraph ends between words `i` and `j` (`i` before `j`)."""
    one, two = a.sentence_of(i), a.sentence_of(j)
    if one.block is not two.block:
        return False
    if one.index == two.index or a.article.blocks:  # a line break inside a block is a margin
        return True
    return "\n" not in a.article.text[a.end[i] : a.start[j]]


def trim(a: Analysis, low: int, high: int) -> Range | None:
    """The range without marks at its edges that belong to no quotation; None when nothing is left."""
    while low < high and a.quoted[low] < 0 and a.text[low] in TRAILING:
        low += 1
    while high > low and a.text[high - 1] in TRAILING and a.quoted[high - 1] < 0:
        high -= 1
    while low < high and a.text[high - 1] in OPENING and a.quoted[high - 1] >= 0 and _opens(a, high - 1):
        high -= 1
    return (low, high) if low < high else None


def _opens(a: Analysis, i: int) -> bool:
    return i == 0 or a.quoted[i - 1] != a.quoted[i]


def snap(a: Analysis, q: Quotations, low: int, high: int, floor: int) -> Range:
    """The range widened to whole quotations at its end, and at its start if that is after `floor`."""
    k = a.quoted[low]
    if k >= 0 and floor < q.first[k] < low:
        low = q.first[k]
    k = a.quoted[high - 1]
    if k >= 0:
        high = max(high, q.last[k])
    elif high < len(a) and a.quoted[high] >= 0 and a.text[high] not in OPENING:
        high = max(high, q.last[a.quoted[high]])
    return low, high
