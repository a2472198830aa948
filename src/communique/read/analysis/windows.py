"""How a text is cut into windows for the encoder: whole paragraphs, long ones at sentence ends."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Window:
    """Words `low` to `high` (exclusive) are encoded, `first` to `last` of them kept; the rest is context."""

    low: int
    first: int
    last: int
    high: int


def windows(
    sizes: Sequence[int], breaks: Sequence[int], ends: Sequence[int], limit: int, left: int, right: int
) -> list[Window]:
    """Windows of at most `limit` pieces, with up to `left` and `right` pieces of context around them.

    `sizes` are the pieces of every word. `breaks` are the words that begin a paragraph and `ends` those
    that begin a sentence, ascending, both with 0. A sentence longer than `limit` is cut where it must be.
    """
    total = [0]
    for size in sizes:
        total.append(total[-1] + size)
    cores = list(_cores(total, breaks, ends, limit))
    return [Window(_back(total, a, left), a, b, _forward(total, b, right)) for a, b in cores]


def _cores(
    total: Sequence[int], breaks: Sequence[int], ends: Sequence[int], limit: int
) -> Iterator[tuple[int, int]]:
    n = len(total) - 1
    stops = [*breaks[1:], n] if n else []
    low = at = 0
    for stop in stops:
        if total[stop] - total[low] > limit and at > low:
            yield low, at
            low = at
        if total[stop] - total[low] > limit:
            for a, b in _pieces(total, [e for e in ends if low < e < stop] + [stop], low, limit):
                if b == stop:
                    low = a
                else:
                    yield a, b
        at = stop
    if low < n:
        yield low, n


def _pieces(total: Sequence[int], stops: Sequence[int], low: int, limit: int) -> Iterator[tuple[int, int]]:
    """A long paragraph at its sentence ends."""
    at = low
    for stop in stops:
        if total[stop] - total[low] > limit and at > low:
            yield low, at
            low = at
        while total[stop] - total[low] > limit and low + 1 < stop:
            cut = max(_forward(total, low, limit), low + 1)
            yield low, cut
            low = cut
        at = stop
    yield low, stops[-1]


def _back(total: Sequence[int], a: int, pieces: int) -> int:
    low = a
    while low > 0 and total[a] - total[low - 1] <= pieces:
        low -= 1
    return low


def _forward(total: Sequence[int], b: int, pieces: int) -> int:
    high, n = b, len(total) - 1
    while high < n and total[high + 1] - total[b] <= pieces:
        high += 1
    return high
