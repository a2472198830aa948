"""Periods counted from the publication day or from what the text spoke of."""

from __future__ import annotations

import re
from datetime import date, timedelta

from communique.knowledge import column
from communique.read.find.times import calendar
from communique.read.find.times.calendar import Period
from communique.read.find.times.context import Context, Direction, Reading, dated, group
from communique.read.find.times.dates import STEPS, nearest_season, season_of
from communique.read.find.times.days import daypart, is_part_of_day
from communique.read.find.times.durations import duration_of
from communique.read.find.times.numbers import duration, granularity, number
from communique.read.find.times.reports import figures_before


def unit(m: re.Match[str], context: Context) -> Reading | None:
    """Last week, early next year, later this month, this summer."""
    form, rel, part = group(m, "unit"), group(m, "rel"), group(m, "part")
    count = {"this": 0, "last": -1, "next": 1}[rel]
    if (mod := group(m, "mod")) and rel == "this":
        count = -1 if mod == "past" else 1
    if form.endswith("s") or _is_title(m, context):  # "avoided this weeks ago"
        return None
    if context.published is None:
        return Reading("DATE", None, None)
    if form in column("seasons", "form"):
        code, first = season_of(form)
        period: Period | None = _season_from(context.published, first, code, count)
    else:
        period = calendar.shifted(granularity(form), count, context.published)
    if period is None or form == "day":
        return None
    period = calendar.part_of(period, part)
    if count == 0 and part in ("earlier", "later"):
        period = _since_or_until(period, context.published, part)
    return dated(period, context.against())


def _is_title(m: re.Match[str], context: Context) -> bool:
    """True for “This Week”, the name of a broadcast."""
    return m["unit"][0].isupper() and context.text[m.start() - 1 : m.start()] in ("“", '"', "‘", "'")


def _season_from(published: date, first: int, code: str, count: int) -> Period:
    """The season of a name that goes on (`count` 0), or the last or the next one; the last is over."""
    if count == 0:
        return nearest_season(published, first, code, Direction.UNKNOWN)
    around = [calendar.season(published.year + k, first, code) for k in (-2, -1, 0, 1)]
    if count < 0:
        return [s for s in around if s.last < published][-1]
    return next(s for s in around if s.first > published)


def _since_or_until(period: Period, published: date, part: str) -> Period:
    """Cut at the publication day: "earlier this month" ends with it, "later this month" begins with it."""
    if part == "earlier":
        return Period(period.first, min(period.last, published), period.value, period.unit)
    return Period(max(period.first, published), period.last, period.value, period.unit)


def weekend(m: re.Match[str], context: Context) -> Reading | None:
    """The weekend: the last one, unless the verb looks ahead."""
    if context.published is None:
        return Reading("DATE", None, None)
    coming = context.direction(m) is Direction.COMING
    count = 0 if coming or context.published.isoweekday() >= 6 else -1
    return dated(calendar.weekend(context.published + timedelta(weeks=count)), context.against())


def narrative(m: re.Match[str], context: Context) -> Reading | None:
    """The next day, that evening, the following spring, later that year."""
    form = group(m, "unit")
    rel = group(m, "rel").removeprefix("the ").removeprefix("very ")
    part = daypart(form) if is_part_of_day(form) else ""
    if form in column("seasons", "form"):
        return _narrative_season(m, context, form, rel)
    kind = "day" if part else granularity(form)
    if not kind or (kind == "weekend" and rel == "coming"):
        return None
    if form.endswith("s") and not part:
        return Reading("DURATION", None, duration("X", form)) if rel in STEPS or rel == "coming" else None
    if context.before_era:
        return _in_era(context, kind, STEPS.get(rel, 0))
    base = context.base(kind)
    if rel == "coming" and context.published:
        base = context.published, context.against()
    if base is None:
        return Reading("DATE", None, None)
    count = 1 if rel == "coming" else STEPS.get(rel.removeprefix("the "), 0)
    period = calendar.shifted(kind, count, base[0])
    if period is None:
        return None
    period = calendar.day(period.first, part) if part else calendar.part_of(period, group(m, "part"))
    return dated(period, base[1], inferred=True)


def _narrative_season(m: re.Match[str], context: Context, form: str, rel: str) -> Reading | None:
    code, first = season_of(form)
    said = context.base("season") if context.last("season") else context.base("year")
    if said is None:
        return None
    base, step = said[0], STEPS.get(rel, 0)
    around = [calendar.season(base.year + k, first, code) for k in (-2, -1, 0, 1, 2)]
    if step > 0:
        period = next(s for s in around if s.first > base)
    elif step < 0:
        period = [s for s in around if s.last < base][-1]
    else:
        period = next((s for s in around if s.first <= base <= s.last), around[2])
    return dated(calendar.part_of(period, group(m, "part")), said[1], inferred=True)


def day_before(m: re.Match[str], context: Context) -> Reading | None:
    """The day before, a week later, a year ago."""
    way = group(m, "way")
    if (quarter_ago := figures_before(m, context, way)) is not None:
        return quarter_ago
    return _counted_from(m, context, 1, way)


def ago(m: re.Match[str], context: Context) -> Reading | None:
    """Two weeks ago, three days later, thirty years ago today."""
    count, way, form = number(m["n"]), group(m, "way"), group(m, "unit")
    if not count.isdigit():
        past = way in ("ago", "earlier", "before")
        return Reading("DATE", None, "PAST_REF" if past else "FUTURE_REF")
    if m["exact"] and granularity(form) == "year" and context.published:
        day_ = context.published.replace(year=context.published.year - int(count))
        return dated(calendar.day(day_), context.against())
    return _counted_from(m, context, int(count), way)


def _counted_from(m: re.Match[str], context: Context, count: int, way: str) -> Reading | None:
    """So many units before or after the publication day ("ago") or the period last spoken of."""
    kind = granularity(group(m, "unit"))
    deictic = way in ("ago", "from now", "from today", "hence")
    if not kind:
        return duration_of(str(count), group(m, "unit"), half=bool(group(m, "half")))
    sign = -1 if way in ("ago", "earlier", "before") else 1
    if context.before_era and not deictic:
        return _in_era(context, kind, sign * count)
    base = context.present() if deictic else context.base(kind)
    if base is None:
        return Reading("DATE", None, None)
    period = calendar.shifted(kind, sign * count, base[0])
    return None if period is None else dated(period, base[1], inferred=not deictic)


def _in_era(context: Context, kind: str, count: int) -> Reading:
    """So many years from the year before our era that the text is in; nothing finer is counted there."""
    year_ = context.before_era - count
    if kind != "year" or year_ <= 0:
        return Reading("DATE", None, None)
    context.before_era = year_
    return Reading("DATE", None, f"BC{year_:04d}", inferred=True)


def ahead(m: re.Match[str], context: Context) -> Reading | None:
    """A date when what happens "in three days" is to come, else a duration."""
    count, form = number(m["n"]), group(m, "unit")
    kind = granularity(form)
    coming = bool(m["time"]) or context.direction(m) is Direction.COMING
    if coming and count.isdigit() and kind and context.published:
        period = calendar.shifted(kind, int(count), context.published)
        if period:
            return dated(period, context.against())
    return duration_of(count, form, m.start("n"))
