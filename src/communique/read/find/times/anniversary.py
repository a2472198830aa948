"""Anniversaries of an event that the article dates: "on the third anniversary of the invasion"."""

from __future__ import annotations

import re
from datetime import date
from functools import cache

from communique.read.find.times import calendar
from communique.read.find.times.context import Context, Reading, dated
from communique.read.find.times.grammar import fragments
from communique.read.find.times.numbers import number

NEAR = 120  # characters between an event and the date that is taken for its own


def anniversary(m: re.Match[str], context: Context) -> Reading | None:
    """So many years after the day that the article gives the event; None where it gives none."""
    began = _day_of(m, context.text)
    if began is None:
        return None
    found = date(began.year + int(number(m["n"])), began.month, began.day)
    return dated(calendar.day(found), f"“{m['event']}” on {began} in the text", inferred=True)


def _day_of(m: re.Match[str], text: str) -> date | None:
    """The full date that stands nearest to another mention of the event in the same paragraph."""
    near: list[tuple[int, date]] = []
    for event in re.finditer(rf"\b{re.escape(m['event'])}", text, re.IGNORECASE):
        if m.start() <= event.start() < m.end():
            continue
        first = max(text.rfind("\n", 0, event.start()) + 1, event.start() - NEAR)
        last = text.find("\n", event.end())
        within = min(len(text) if last < 0 else last, event.end() + NEAR)
        near += [(abs(at - event.start()), day_) for at, day_ in _full_dates(text, first, within)]
    return min(near, default=(0, None))[1]


def _full_dates(text: str, first: int, last: int) -> list[tuple[int, date]]:
    """Where in a passage days with month and year stand, and which they are."""
    found = []
    for m in _pattern().finditer(text, first, last):
        month = int(number(m["month"] or m["month_"]))
        day_, year = int(m["d"] or m["d_"]), int(m["y"] or m["y_"])
        if 1 <= day_ <= calendar.month(year, month).last.day:
            found.append((m.start(), date(year, month, day_)))
    return found


@cache
def _pattern() -> re.Pattern[str]:
    month = fragments()["month"]
    return re.compile(
        rf"(?P<month>{month})\s+(?P<d>\d{{1,2}}),?\s+(?P<y>[12]\d{{3}})"
        rf"|(?P<d_>\d{{1,2}})\s+(?P<month_>{month})\s+(?P<y_>[12]\d{{3}})",
        re.IGNORECASE,
    )
