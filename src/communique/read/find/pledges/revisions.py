"""Sums that a report sets beside an earlier one: "from $200 million to $250 million"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cache

from communique.knowledge import column
from communique.model.finding import Pledge
from communique.read.find.amounts import Amount

FROM = re.compile(r"\bfrom\s+(?:\w+\s+){0,2}$", re.IGNORECASE)
BY = re.compile(r"\bby\s+(?:\w+\s+){0,2}$", re.IGNORECASE)
TO = re.compile(r"\bto\s+(?:\w+\s+){0,3}$", re.IGNORECASE)
# "$50 million more than it first offered" compares two sums; it is none of its own.
COMPARED = re.compile(r"\s+(more|less|higher|lower|above|below|short)\s+(?:than|of)?\b", re.IGNORECASE)
MORE = ("more", "higher", "above")
REACH = 60  # characters before a sum that may say that it is an earlier one


@cache
def _earlier() -> re.Pattern[str]:
    words = "|".join(
        re.escape(w) for w in sorted(column("pledge_earlier", "words"), key=lambda w: (-len(w), w))
    )
    return re.compile(rf"\b(?:{words})\s+(?:\w+\s+){{0,2}}$", re.IGNORECASE)


def newest(text: str, start: int, sums: Sequence[Amount]) -> Iterator[tuple[Amount, float | None]]:
    """The sums of a sentence that stand now, each with the one that it takes the place of.

    `start` is the offset at which the sentence begins. An earlier sum ("from", "up from", "its initial")
    and a mere step ("by $50 million to $250 million", "$50 million more than before") are left out.
    """
    earlier: float | None = None
    for n, one in enumerate(sums):
        lead = text[max(start, one.start - REACH) : one.start]
        later = sums[n + 1] if n + 1 < len(sums) and sums[n + 1].currency == one.currency else None
        rises = later is not None and TO.search(text[one.end : later.start]) is not None
        if one.upper is not None and FROM.search(lead):
            yield replace(one, value=one.upper, upper=None), one.value
        elif one.upper is not None and BY.search(lead):
            yield replace(one, value=one.upper, upper=None), one.upper - one.value
        elif rises and later is not None and BY.search(lead):
            earlier = later.value - one.value
        elif rises and (FROM.search(lead) or _earlier().search(lead)):
            earlier = one.value
        elif COMPARED.match(text, one.end) is None and not (n and _earlier().search(lead)):
            yield one, earlier if earlier is not None else _before(text, one, later)
            earlier = None


def _before(text: str, one: Amount, later: Amount | None) -> float | None:
    """What a sum was before, where the next sum says by how much it differs or what it was."""
    if later is None:
        return None
    compared = COMPARED.match(text, later.end)
    if compared is not None:
        return one.value - later.value if compared[1].lower() in MORE else one.value + later.value
    return later.value if _earlier().search(text[max(one.end, later.start - REACH) : later.start]) else None


def revised(pledge: Pledge, earlier: float | None) -> Pledge:
    """The pledge with the earlier sum that the report gives, and a note of it."""
    if earlier is None or earlier == pledge.amount:
        return pledge
    note = f"in the place of {earlier:,.10g} {pledge.currency}, as the report compares the sums"
    evidence = replace(pledge.evidence, notes=(*pledge.evidence.notes, note))
    return replace(pledge, evidence=evidence, earlier=earlier)
