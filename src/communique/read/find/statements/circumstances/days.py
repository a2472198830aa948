"""The day on which something was said, as its own sentence tells it."""

from __future__ import annotations

from communique.model.finding import Time
from communique.model.when import When
from communique.read.analysis.analysis import Analysis
from communique.read.find.statements.circumstances.telling import Telling

NAMED_TIMES = ("", "DATE", "TIME")  # OntoNotes labels; "Today" in the name of a programme has another


def own_day(t: Telling) -> When | None:
    """The day that the report of the saying names, or None.

    One that stands for itself wins over one before a noun: “his Sunday message on May 11”.
    """
    found: list[tuple[bool, When]] = []
    for i in t.frame:
        time = t.a.layers.time_at.get(i)
        if time is not None and is_past_day(t.a, time) and t.a.ent[i] in NAMED_TIMES:
            head = _head(t.a, i)
            if t.about(head):
                found.append((t.a.dep[head] in ("compound", "amod", "nmod"), time.when))
    return min(found, key=lambda f: f[0])[1] if found else None


def is_past_day(a: Analysis, time: Time) -> bool:
    """True for one single day, not after the article came out: nothing is said after it was reported."""
    published, when = a.article.published, time.when
    if time.type not in ("DATE", "TIME") or not when.is_day or when.first is None:
        return False
    return published is None or published.last is None or when.first <= published.last


def _head(a: Analysis, i: int) -> int:
    """The word by which the time expression at word `i` hangs on the others."""
    at = a.layers.time_at
    while a.head[i] != i and at.get(a.head[i]) is at[i]:
        i = a.head[i]
    return i
