"""Periods of reports: quarters and halves, the year, and those of a year before that they are compared with.

A quarter is one of the calendar, also where a fiscal year begins in another month.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from communique.read.find.times import calendar
from communique.read.find.times.calendar import Period
from communique.read.find.times.context import NEAR, Context, Reading, dated, group
from communique.read.find.times.dates import SIGNS, STEPS, carried_on, full_year, referred_year
from communique.read.find.times.durations import duration_of
from communique.read.find.times.numbers import number

LATEST = re.compile(r"\b(?:latest|recent)\b", re.IGNORECASE)
BARRED_AFTER = re.compile(
    r"\s+(?:of (?:[A-Z]\w*|\d+|the|an?|his|her|its|their)|when|that|in which|before|after|to come"
    r"|round|long)\b|-"
)
ENDED = re.compile(r",?\s+(?:that )?(?:ended|ending|ends|to|through)\b")


def quarter(m: re.Match[str], context: Context) -> Reading | None:
    """The third quarter of 2024, the first half, last year's fourth quarter, Q3."""
    make = calendar.quarter if group(m, "kind") in ("quarter", "q") else calendar.half
    which = {"last": 4, "final": 4}.get(group(m, "q")) or int(number(m["q"]))
    if make is calendar.half:
        which = 2 if group(m, "q") in ("last", "final") else which
    if which > (4 if make is calendar.quarter else 2):
        return None
    start = m.start() + 4 if m[0].lower().startswith("the ") and "-" in m[0][-8:] else None
    year_, why, inferred = _year_of_quarter(m, context, make, which)
    if year_ is None:
        return Reading("DATE", None, None)
    period = make(year_, which)
    passing = context.published is not None and period.first > context.published  # a forecast
    return Reading("DATE", period, period.value, why, inferred, start, passing or _compared(m))


def _compared(m: re.Match[str]) -> bool:
    """True for the quarter of the year before, with which another is compared."""
    return group(m, "rel") in ("year-ago", "year-earlier") or bool(group(m, "rel") == "last" and m["poss"])


def _year_of_quarter(
    m: re.Match[str], context: Context, make: Callable[[int, int], Period], which: int
) -> tuple[int | None, str | None, bool]:
    if given := group(m, "y") or group(m, "y0"):
        return full_year(given), None, False
    if referred := referred_year(m, context):
        return *referred, True
    published = context.published
    rel = group(m, "rel")
    if rel and group(m, "poss") and published:
        return published.year + STEPS.get(rel, 0), context.against(), False
    said = context.last("quarter")
    before = 1 if rel in ("year-ago", "year-earlier") else 0
    if said is not None and (before or rel in ("same", "comparable", "corresponding")):
        return said.period.first.year - before, f"“{said.words}” before it in the text", True
    if told := context.told_year(m.start()):
        return carried_on(told.period, 1) - before, f"“{told.words}” before it in the text", True
    if published is None:
        return None, None, True
    around = [make(published.year + k, which) for k in (-1, 0, 1)]
    sign = SIGNS[context.direction(m)]
    if sign < 0:
        around = [p for p in around if p.first <= published]
    near = min(around, key=lambda p: max((p.first - published).days, (published - p.last).days, 0))
    return near.first.year - before, context.against(), True


def period(m: re.Match[str], context: Context) -> Reading | None:
    """The quarter, the latest period, the year-ago quarter, the year, the current month."""
    if m["ago"] or m["ago2"]:
        return _of_last_year(m, context, group(m, "noun") or group(m, "noun2"))
    noun, which = group(m, "noun2"), group(m, "which")
    if which.isdigit():
        return _of_year(int(which), noun, context)
    if noun not in ("quarter", "period", "half"):
        return _now_or_then(m, context, noun) if group(m, "det") == "the" else None
    if noun != "quarter" and which not in ("latest", "most recent", "current"):
        return None
    return _reported(context, current="current" in m[0].lower())


def _now_or_then(m: re.Match[str], context: Context, noun: str) -> Reading | None:
    """The year, month or week of publication, or in question; a duration in "the year ended June 30"."""
    which = group(m, "which")
    if not which and BARRED_AFTER.match(context.text, m.end()):
        return None
    if noun == "year" and ENDED.match(context.text, m.end()):
        return duration_of("1", noun)
    if noun == "year" and LATEST.search(m[0]) and context.published:
        return dated(calendar.year(context.published.year - 1), context.against(), inferred=True)
    in_text = context.narrative or (noun in ("week", "month") and not which)
    base = context.base(noun) if in_text else context.present()
    found = calendar.shifted(noun, 0, base[0]) if base else None
    if found is None or base is None:
        return None
    return dated(calendar.part_of(found, group(m, "part")), base[1], inferred=True)


def _of_year(year_: int, noun: str, context: Context) -> Reading | None:
    """The quarter in question in another year ("the 1988 quarter"); the year where none is."""
    said = context.last("quarter")
    if said is None or noun == "year":
        return dated(calendar.year(year_))
    make = calendar.quarter if said.period.unit == "quarter" else calendar.half
    found = make(year_, int(said.period.value[-1]))
    return Reading("DATE", found, found.value, passing=found.first < said.period.first)


def _of_last_year(m: re.Match[str], context: Context, noun: str) -> Reading | None:
    """The period of figures that others are compared with: the same quarter, or the year, a year before."""
    said = context.said.get("quarter")
    if noun not in ("month", "week", "year") and said is not None and m.start() - said.end <= 2 * NEAR:
        if noun == "" and context.text[m.end() : m.end() + 1] == "-":
            return None
        return _year_before(said.period, f"“{said.words}” before it in the text, {said.period.value}")
    if context.published is None:
        return Reading("DATE", None, None)
    published = context.published
    if noun == "quarter":
        last = calendar.shifted("quarter", -5, published)
        return dated(last, context.against(), inferred=True) if last else None
    return dated(calendar.year(published.year - 1), context.against(), inferred=True)


def _reported(context: Context, *, current: bool) -> Reading | None:
    """The quarter in question, else the last that is over; with `current`, the one that goes on."""
    published = context.published
    said = context.last("quarter")
    if said is not None and not current:
        why = f"“{said.words}” before it in the text, {said.period.value}"
        return dated(said.period, why, inferred=True)
    if published is None:
        return Reading("DATE", None, None)
    found = calendar.shifted("quarter", 0 if current else -1, published)
    return None if found is None else dated(found, context.against(), inferred=True)


def figures_before(m: re.Match[str], context: Context, way: str) -> Reading | None:
    """Where figures of a quarter are compared, "a year ago" is that quarter a year before."""
    said = context.said.get("quarter")
    if group(m, "unit") != "year" or way not in ("ago", "earlier", "before") or said is None:
        return None
    if m.start() - said.end > NEAR:
        return None
    return _year_before(said.period, f"“{said.words}” before it in the text, {said.period.value}")


def _year_before(period: Period, why: str) -> Reading:
    number_ = int(period.value[-1])
    make = calendar.quarter if period.unit == "quarter" else calendar.half
    before = make(period.first.year - 1, number_)
    return Reading("DATE", before, before.value, why, inferred=True, passing=True)
