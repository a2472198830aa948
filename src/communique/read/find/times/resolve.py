"""From a matched time expression to its interval, TIMEX3 value, and what it was resolved against.

Values follow TIMEX3 (Pustejovsky et al. 2003, as in TimeBank 1.2): "1998-W02" for a week,
"1998-01-08TMO" for a morning, "P3D" for three days, "PRESENT_REF" for "now".
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from functools import cache

from communique.knowledge import column, mapping, table, values
from communique.read.find.times import calendar
from communique.read.find.times.calendar import Period
from communique.read.find.times.grammar import matches, numbers


class Direction(StrEnum):
    """Which way from the publication day an event lies, as tense and context tell."""

    PAST = "past"
    COMING = "coming"
    UNKNOWN = "unknown"


Ask = Callable[[int, int], Direction]


@dataclass(frozen=True, slots=True)
class Reading:
    """What a match means. `period` is None for durations, sets, and what has no anchor."""

    type: str
    period: Period | None
    value: str | None
    anchor: str | None = None
    inferred: bool = False
    start: int | None = None


@dataclass(frozen=True, slots=True)
class Expression:
    """A time expression: code points `start` to `end` of the text, and its reading."""

    start: int
    end: int
    reading: Reading


@dataclass(slots=True)
class Context:
    """What expressions of one text are resolved against; `narrative` is the last day spoken of."""

    text: str
    published: date | None
    ask: Ask
    narrative: date | None = None
    narrative_text: str = ""

    def direction(self, m: re.Match[str]) -> Direction:
        """Which way a match lies from the publication day."""
        return self.ask(m.start(), m.end())


def expressions(text: str, published: date | None, ask: Ask) -> Iterator[Expression]:
    """All time expressions of a text, in order; `ask` tells the direction of a passage of it."""
    context = Context(text, published, ask)
    at = 0
    for rule, m in matches(text):
        if m.start() < at:
            continue
        try:
            reading = RESOLVERS[rule.name](m, context)
        except (ValueError, OverflowError):  # the 31st of June, the year 0
            continue
        if reading is None:
            continue
        at = m.end()
        period = reading.period
        if period and period.unit == "day":
            context.narrative, context.narrative_text = period.first, m[0]
        yield Expression(m.start() if reading.start is None else reading.start, at, reading)


def ignorant(_start: int, _end: int) -> Direction:
    """The direction when nothing is known of the words around."""
    return Direction.UNKNOWN


def _date(period: Period, anchor: str | None = None, *, inferred: bool = False) -> Reading:
    return Reading("TIME" if "T" in period.value else "DATE", period, period.value, anchor, inferred)


def _against(context: Context, why: str = "") -> str:
    return f"publication on {context.published}" + (f", {why}" if why else "")


def _group(m: re.Match[str], name: str) -> str:
    found = m[name]
    return " ".join(found.lower().split()) if found else ""


def _number(form: str) -> str:
    """The number of a form: "twenty-five" → "25", "several" → "X"."""
    form = " ".join(form.lower().rstrip(".").split()).replace(",", "")
    if form[:1].isdigit():
        return form
    known = numbers()
    if form in known:
        return known[form]
    return str(sum(int(known[p]) for p in form.split("-") if known[p] != "X"))


def _year(digits: str) -> int:
    number = int(digits)
    if len(digits) == 2:
        return number + (1900 if number > 50 else 2000)
    return number


# --- dates ---------------------------------------------------------------------------------------


def _iso(m: re.Match[str], _: Context) -> Reading | None:
    return _date(calendar.day(date(int(m["y"]), int(m["m"]), int(m["d"]))))


def _slashed(m: re.Match[str], _: Context) -> Reading | None:
    a, b = int(m["a"]), int(m["b"])
    if len(m["y"]) == 2 and len(m[0]) < 8:
        return None  # 9/11/01 might be anything
    month_, day_ = (b, a) if a > 12 else (a, b)
    return _date(calendar.day(date(_year(m["y"]), month_, day_)), inferred=a <= 12 and b <= 12 and a != b)


def _dotted(m: re.Match[str], _: Context) -> Reading | None:
    return _date(calendar.day(date(int(m["y"]), int(m["m"]), int(m["d"]))))


def _month_day(m: re.Match[str], context: Context) -> Reading | None:
    if not m["month"][0].isupper() or (m["d"].startswith("0") and len(m["d"]) > 2):
        return None
    month_, first = int(_number(m["month"])), int(m["d"])
    last = int(m["d2"]) if m["d2"] else first
    if m["y"]:
        return _date(_span_of_days(int(m["y"]), month_, first, last))
    if context.published is None:
        date(2000, month_, first)  # raises where there is no such day
        return Reading("DATE", None, f"XXXX-{month_:02d}-{first:02d}", inferred=True)
    year_, why = _nearest_year(m, context, month_, first)
    return _date(_span_of_days(year_, month_, first, last), _against(context, why), inferred=True)


def _span_of_days(year_: int, month_: int, first: int, last: int) -> Period:
    one = date(year_, month_, first)
    return calendar.day(one) if last <= first else calendar.days(one, date(year_, month_, last))


def _nearest_year(m: re.Match[str], context: Context, month_: int, day_: int) -> tuple[int, str]:
    """The year that brings a day nearest to publication, on the side that the tense tells.

    News gives the year of what lies further off, so a tense that leads more than ten months away
    is not believed.
    """
    published = context.published
    assert published is not None
    if told := YEAR_AFTER.match(context.text, m.end()):  # "May 8 last year"
        return published.year + {"last": -1, "this": 0, "next": 1}[told[1]], f"“{told[0].strip()}”"
    around = [published.year - 1, published.year, published.year + 1]
    dates = [date(y, month_, min(day_, calendar.month(y, month_).last.day)) for y in around]
    weekday = _group(m, "wd") if "wd" in m.re.groupindex else ""
    if weekday and (fits := [d for d in dates if d.isoweekday() == int(_number(weekday))]):
        return min(fits, key=lambda d: abs(d - published)).year, "year that has this weekday"
    direction = context.direction(m)
    if direction is not Direction.UNKNOWN:
        sign = -1 if direction is Direction.PAST else 1
        far = timedelta(days=300)
        side = [d for d in dates if timedelta(0) <= (d - published) * sign <= far]
        if side:
            return min(side, key=lambda d: abs(d - published)).year, f"{direction} tense"
    return min(dates, key=lambda d: abs(d - published)).year, "nearest year"


def _month(m: re.Match[str], context: Context) -> Reading | None:
    name = m["month"]
    if not name[0].isupper() or not _plausible_month(m, context):
        return None
    month_, part = int(_number(name)), _group(m, "part")
    if m["y"]:
        return _date(calendar.part_of(calendar.month(int(m["y"]), month_), part))
    published = context.published
    if published is None:
        return Reading("DATE", None, f"XXXX-{month_:02d}", inferred=True)
    if m["yrel"]:
        year_ = published.year + {"last": -1, "this": 0, "next": 1}[_group(m, "yrel")]
        return _date(calendar.part_of(calendar.month(year_, month_), part), _against(context))
    rel = _group(m, "rel")
    if rel in ("last", "next"):
        ahead = (month_ - published.month) % 12
        count = (ahead or 12) if rel == "next" else ahead - 12
        period = calendar.month(published.year, published.month + count)
        return _date(calendar.part_of(period, part), _against(context))
    if rel:
        sign = {"this past": -1, "this coming": 1}.get(rel, 0)
        period = _month_on(published, month_, sign)
        return _date(calendar.part_of(period, part), _against(context))
    modifier = _before(context.text, m.start()) in DETERMINERS  # "a June agreement"
    direction = Direction.UNKNOWN if modifier else context.direction(m)
    sign = {Direction.PAST: -1, Direction.COMING: 1}.get(direction, 0)
    period = calendar.part_of(_month_on(published, month_, sign), part)
    return _date(period, _against(context, f"{direction} tense" if sign else "nearest year"), inferred=True)


def _month_on(published: date, month_: int, sign: int) -> Period:
    ahead = (month_ - published.month) % 12
    if sign < 0:
        count = ahead - 12 if ahead else 0
    elif sign > 0:
        count = ahead
    else:
        count = ahead if ahead <= 5 else ahead - 12
    return calendar.month(published.year, published.month + count)


def _plausible_month(m: re.Match[str], context: Context) -> bool:
    """May, March, August: only where a date can stand, not "May I" or "Theresa May"."""
    name = m["month"].lower().rstrip(".")
    short = name in column("months", "abbreviations")
    if short and not m["y"] and not m["month"].endswith("."):
        return False
    if m["y"] or m["rel"] or m["part"]:
        return True
    if short:
        return _before(context.text, m.start()) in column("date_contexts", "before")
    if name not in _ambiguous_months():
        return not _next_capital(context.text, m.end())
    before = _before(context.text, m.start())
    return before in column("date_contexts", "before") and not _next_capital(context.text, m.end())


@cache
def _ambiguous_months() -> frozenset[str]:
    return frozenset(r["name"].lower() for r in table("months").rows if r["ambiguous"])


DETERMINERS = ("a", "an", "the", "this", "that", "his", "her", "its", "their")
YEAR_AFTER = re.compile(r"\s(?:of )?(last|this|next) year\b")
WORD_BEFORE = re.compile(r"([\w’']+)[\s\-–]*$")
COUNTED_AFTER = re.compile(r"\s+(?:[\w-]+\s+)?([a-z]+)\b")


def _before(text: str, at: int) -> str:
    """The word before an offset, lower-cased; "" where punctuation stands between."""
    m = WORD_BEFORE.search(text, max(0, at - 24), at)
    return m[1].lower() if m else ""


def _next_capital(text: str, at: int) -> bool:
    """True when a capitalised word follows at once, as in a name ("April Jones")."""
    return text[at : at + 1] == " " and text[at + 1 : at + 2].isupper() and text[at + 2 : at + 3].islower()


def _edge(m: re.Match[str], context: Context) -> Reading | None:
    part = _group(m, "part")
    if m["y"]:
        return _date(calendar.part_of(calendar.year(int(m["y"])), part))
    if m["month"]:
        if not m["month"][0].isupper():
            return None
        if m["my"]:
            return _date(calendar.part_of(calendar.month(int(m["my"]), int(_number(m["month"]))), part))
        if context.published is None:
            return None
        way = {Direction.PAST: -1, Direction.COMING: 1}.get(context.direction(m), 0)
        period = _month_on(context.published, int(_number(m["month"])), way)
        return _date(calendar.part_of(period, part), _against(context), inferred=True)
    unit, rel = _granularity(_group(m, "unit")), _group(m, "rel")
    if unit == "day" or not unit:
        return None
    period2 = _relative(context, unit, {"last": -1, "next": 1}.get(rel, 0))
    return None if period2 is None else _date(calendar.part_of(period2, part), _against(context))


def _relative(context: Context, unit: str, count: int) -> Period | None:
    if context.published is None:
        return None
    return calendar.shifted(unit, count, context.published)


def _granularity(form: str) -> str:
    return _units()[form.lower()][1]


@cache
def _units() -> dict[str, tuple[str, str]]:
    """From each form of a unit to its TIMEX3 code and calendar period."""
    rows = table("time_units").rows
    return {f: (r["code"], r["granularity"]) for r in rows for f in values(r["forms"])}


def _years(m: re.Match[str], context: Context) -> Reading | None:
    first = int(m["y"])
    if m["part"] is None and not m[0].lower().startswith("fiscal") and not _is_year(m, context):
        return None
    if m["y2"]:
        tail = m["y2"]
        last = int(tail) if len(tail) == 4 else first // 100 * 100 + int(tail)
        return _date(calendar.years(first, last)) if first < last < first + 100 else None
    return _date(calendar.part_of(calendar.year(first), _group(m, "part")))


def _is_year(m: re.Match[str], context: Context) -> bool:
    """Four digits are a year where one can stand, and nothing is counted by them."""
    text, at = context.text, m.start()
    if text[at - 1 : at] in tuple("$€£¥#.,/:-+–’'") and at:
        return False
    after = COUNTED_AFTER.match(text, m.end())
    if after and _counted(after):
        return False
    if text[at - 1 : at] == "(" and text[m.end() : m.end() + 1] in (")", ",", ";"):
        return True
    before = _before(text, at)
    return before.endswith(("'s", "’s")) or before in column("date_contexts", "before")


def _counted(after: re.Match[str]) -> bool:
    counts = column("date_contexts", "count")
    return any(w.lower() in counts for w in after[0].split())


def _decade(m: re.Match[str], context: Context) -> Reading | None:
    glued = context.text[m.start() - 1 : m.start()] if m.start() else ""
    if glued.isalnum() or glued == "$":
        return None
    prefix = int(m["c"]) if m["c"] else 19
    return _date(calendar.part_of(calendar.decade(prefix * 10 + int(m["d"])), _group(m, "part")))


def _feast(m: re.Match[str], context: Context) -> Reading | None:
    if not m["feast"][0].isupper():
        return None
    key = _group(m, "feast")
    month_, day_ = (int(mapping("feasts", "form", c)[key]) for c in ("month", "day"))
    if m["y"]:
        return _date(calendar.day(date(int(m["y"]), month_, day_)))
    if context.published is None:
        return Reading("DATE", None, f"XXXX-{month_:02d}-{day_:02d}", inferred=True)
    year_, why = _nearest_year(m, context, month_, day_)
    return _date(calendar.day(date(year_, month_, day_)), _against(context, why), inferred=True)


def _season(m: re.Match[str], context: Context) -> Reading | None:
    form = _group(m, "season")
    if not (m["y"] or m["part"] or m["det"]) or (m["det"] and form in _ambiguous_seasons() and not m["y"]):
        return None
    code, first = _season_of(form)
    part = _group(m, "part")
    if m["y"]:
        return _date(calendar.part_of(calendar.season(int(m["y"]), first, code), part))
    if context.published is None:
        return None
    direction = context.direction(m)
    period = _nearest_season(context.published, first, code, direction)
    return _date(calendar.part_of(period, part), _against(context, str(direction)), inferred=True)


@cache
def _ambiguous_seasons() -> frozenset[str]:
    return frozenset(r["form"] for r in table("seasons").rows if r["ambiguous"])


def _season_of(form: str) -> tuple[str, int]:
    code = mapping("seasons", "form", "code")[form]
    return code, int(mapping("seasons", "form", "first_month")[form])


def _nearest_season(published: date, first: int, code: str, direction: Direction) -> Period:
    around = [calendar.season(published.year + k, first, code) for k in (-1, 0, 1)]
    if direction is Direction.PAST:
        return [s for s in around if s.first <= published][-1]
    if direction is Direction.COMING:
        return next(s for s in around if s.last >= published)
    return min(around, key=lambda s: abs((s.first - published).days + 45))


# --- weekdays and other words for days -----------------------------------------------------------


def _weekday(m: re.Match[str], context: Context) -> Reading | None:
    name = _group(m, "wd")
    if not (m["wd"][0].isupper()) or _before(context.text, m.start()) in _names_with(name):
        return None
    if context.published is None:
        return Reading("DATE", None, None)
    number, rel, week = int(_number(name)), _group(m, "rel"), _group(m, "week")
    part = _daypart(_group(m, "dp"))
    if week:
        way = "same week" if week == "this" else f"{week} week"
        day_ = calendar.weekday_near(context.published, number, way)
        return _date(calendar.day(day_, part), _against(context))
    fixed = {
        "last": "before", "this past": "before", "next": "next week", "coming": "after",
        "this coming": "after", "this": "same week",
    }.get(rel)  # fmt: skip
    if fixed:
        day_ = calendar.weekday_near(context.published, number, fixed)
        return _date(calendar.day(day_, part), _against(context))
    if rel in ("previous", "following"):
        base = context.narrative or context.published
        day_ = calendar.weekday_near(base, number, "before" if rel == "previous" else "after")
        return _date(calendar.day(day_, part), f"the day before it in the text, {base}", inferred=True)
    direction = context.direction(m)
    way = "coming" if direction is Direction.COMING else "past"
    day_ = calendar.weekday_near(context.published, number, way)
    return _date(calendar.day(day_, part), _against(context, f"{way} tense"), inferred=True)


@cache
def _names_with(weekday: str) -> frozenset[str]:
    """Words that make a name with a weekday: "Good" with "Friday"."""
    return frozenset(v.lower() for v in values(mapping("weekdays", "name", "names_with")[weekday]))


def _daypart(form: str) -> str:
    return mapping("day_parts", "form", "value")[form] if form else ""


def _word(m: re.Match[str], context: Context) -> Reading | None:
    form = _group(m, "word")
    kind = mapping("time_words", "form", "kind")[form]
    value = mapping("time_words", "form", "value")[form]
    if kind == "reference":
        return Reading("DATE", None, value)
    if kind == "set":
        return Reading("SET", None, value)
    if context.published is None:
        return Reading("DATE", None, None)
    part = _daypart(_group(m, "dp")) or mapping("time_words", "form", "part")[form]
    day_ = context.published + timedelta(days=int(value))
    return _date(calendar.day(day_, part), _against(context))


def _clock(m: re.Match[str], context: Context) -> Reading | None:
    hour, minute = _hour(m)
    at = m.start()
    if hour > 24 or (context.text[at - 1 : at] in tuple(":.,$-/") and at):
        return None
    part = f"T{hour:02d}:{minute:02d}"
    if not (m["wd"] or m["word"]) or context.published is None:
        return Reading("TIME", None, part)
    if m["word"]:
        offset = int(mapping("time_words", "form", "value")[_group(m, "word")])
        day_ = context.published + timedelta(days=offset)
        return _date(calendar.day(day_, part), _against(context))
    direction = context.direction(m)
    way = "coming" if direction is Direction.COMING else "past"
    day_ = calendar.weekday_near(context.published, int(_number(m["wd"])), way)
    return _date(calendar.day(day_, part), _against(context, f"{way} tense"), inferred=True)


def _hour(m: re.Match[str]) -> tuple[int, int]:
    if m["noon"]:
        return (12, 0) if m["noon"].lower() == "noon" else (24, 0)
    if m["h2"]:
        return int(m["h2"]), int(m["min2"])
    return int(m["h"]) % 12 + (12 if m["ap"].lower() == "p" else 0), int(m["min"] or 0)


def _weekdays(m: re.Match[str], _: Context) -> Reading | None:
    name = _group(m, "wd") or _group(m, "pl")[:-1]
    if not (m["wd"] or m["pl"])[0].isupper():
        return None
    return Reading("SET", None, f"XXXX-WXX-{_number(name)}")


# --- periods counted from the publication day or the narrative -----------------------------------


def _unit(m: re.Match[str], context: Context) -> Reading | None:
    unit, rel, part = _group(m, "unit"), _group(m, "rel"), _group(m, "part")
    count = {"this": 0, "last": -1, "next": 1}[rel]
    if (mod := _group(m, "mod")) and rel == "this":
        count = -1 if mod == "past" else 1
    if unit.endswith("s"):  # "avoided this weeks ago"
        return None
    if context.published is None:
        return Reading("DATE", None, None)
    if unit in column("seasons", "form"):
        code, first = _season_of(unit)
        way = {0: Direction.UNKNOWN, -1: Direction.PAST, 1: Direction.COMING}[count]
        period: Period | None = _nearest_season(context.published, first, code, way)
    else:
        period = _relative(context, _granularity(unit), count)
    if period is None or unit == "day":
        return None
    period = calendar.part_of(period, part)
    if count == 0 and part in ("earlier", "later"):
        period = _since_or_until(period, context.published, part)
    return _date(period, _against(context))


def _since_or_until(period: Period, published: date, part: str) -> Period:
    """Cut at the publication day: "earlier this month" ends with it, "later this month" begins with it."""
    if part == "earlier":
        return Period(period.first, min(period.last, published), period.value, period.unit)
    return Period(max(period.first, published), period.last, period.value, period.unit)


def _weekend(m: re.Match[str], context: Context) -> Reading | None:
    if context.published is None:
        return Reading("DATE", None, None)
    coming = context.direction(m) is Direction.COMING
    count = 0 if coming or context.published.isoweekday() >= 6 else -1
    return _date(calendar.weekend(context.published + timedelta(weeks=count)), _against(context))


STEPS = {"previous": -1, "preceding": -1, "prior": -1, "next": 1, "following": 1, "coming": 1}


def _narrative(m: re.Match[str], context: Context) -> Reading | None:
    unit, rel = _group(m, "unit"), _group(m, "rel").removeprefix("the ")
    base = context.narrative or context.published
    if base is None:
        return Reading("DATE", None, None)
    count = STEPS.get(rel, 0)
    parts = column("day_parts", "form")
    part = _daypart(unit) if unit in parts else ""
    granularity = "day" if part else _granularity(unit)
    if not granularity or (granularity == "weekend" and rel == "coming"):
        return None
    if unit.endswith("s") and not part and rel in STEPS:
        return Reading("DURATION", None, _duration_value("X", unit))  # "the coming days": how many?
    if rel == "coming":
        base = context.published or base
    period = calendar.shifted(granularity, count, base)
    if period and part:
        period = calendar.day(period.first, part)
    return None if period is None else _date(period, _from_narrative(context), inferred=True)


def _from_narrative(context: Context) -> str:
    if context.narrative is None:
        return _against(context)
    return f"“{context.narrative_text}” before it in the text, {context.narrative}"


def _day_before(m: re.Match[str], context: Context) -> Reading | None:
    return _counted_from(m, context, 1, _group(m, "way"))


def _ago(m: re.Match[str], context: Context) -> Reading | None:
    number = _number(m["n"])
    if not number.isdigit():
        past = _group(m, "way") in ("ago", "earlier")
        return Reading("DATE", None, "PAST_REF" if past else "FUTURE_REF")
    if m["exact"] and _granularity(_group(m, "unit")) == "year" and context.published:
        year_ = context.published.year - int(number)
        return _date(calendar.day(context.published.replace(year=year_)), _against(context))
    return _counted_from(m, context, int(number), _group(m, "way"))


def _counted_from(m: re.Match[str], context: Context, count: int, way: str) -> Reading | None:
    """So many units before or after the publication day ("ago") or the day last spoken of."""
    unit = _granularity(_group(m, "unit"))
    deictic = way in ("ago", "from now", "from today", "hence")
    base = context.published if deictic else context.narrative or context.published
    if not unit:
        return Reading("TIME", None, None)
    if base is None:
        return Reading("DATE", None, None)
    sign = -1 if way in ("ago", "earlier", "before") else 1
    period = calendar.shifted(unit, sign * count, base)
    if period is None:
        return None
    return _date(period, _against(context) if deictic else _from_narrative(context), inferred=not deictic)


def _ahead(m: re.Match[str], context: Context) -> Reading | None:
    """A date when what happens "in three days" is to come, else a duration."""
    number = _number(m["n"])
    start = m.start("n")
    granularity = _granularity(_group(m, "unit"))
    coming = bool(m["time"]) or context.direction(m) is Direction.COMING
    if coming and number.isdigit() and granularity and context.published:
        period = calendar.shifted(granularity, int(number), context.published)
        if period:
            return _date(period, _against(context))
    return Reading("DURATION", None, _duration_value(number, _group(m, "unit")), start=start)


def _per(m: re.Match[str], context: Context) -> Reading | None:
    every = _group(m, "every")
    unit = _group(m, "unit")
    if every in ("a", "an"):  # "twice a week", "$3 million a year"; else a duration
        if _is_rate(context.text, m.start()):
            return Reading("SET", None, _duration_value("1", unit))
        return None
    number = "2" if every == "every other" else _number(m["n"]) if m["n"] else "1"
    return Reading("SET", None, _duration_value(number, unit))


RATE = re.compile(r"(?:\b(?:times|once|twice|million|billion|percent|%|dollars|euros)|[$€£][\d.,]+)\s$", re.I)


def _is_rate(text: str, at: int) -> bool:
    return RATE.search(text, max(0, at - 24), at) is not None


def _duration(m: re.Match[str], context: Context) -> Reading | None:
    number = _number(m["n"])
    before = context.text[m.start() - 1 : m.start()] if m.start() else ""
    if before in tuple("$€£.,-/:") and before:
        return None
    unit = _group(m, "unit")
    if unit.startswith("second") and not number.replace(".", "").isdigit():
        return None
    if unit == "second":  # "a second round"
        return None
    return Reading("DURATION", None, _duration_value(number, unit))


def _duration_value(number: str, unit: str) -> str:
    code = _units()[unit][0]
    if code.startswith("2"):
        number, code = (str(2 * int(number)) if number.isdigit() else number), code[1:]
    if code.startswith("T"):
        return f"PT{number}{code[1:]}"
    return f"P{number}{code}"


def _vague(m: re.Match[str], context: Context) -> Reading | None:
    start = m.start("unit")
    bare = start == m.start()
    if bare and not re.match(r"\s+(?:of|ago|later|earlier)\b", context.text[m.end() : m.end() + 9]):
        return None
    return Reading("DURATION", None, _duration_value("X", _group(m, "unit")), start=start)


def _past_unit(m: re.Match[str], _: Context) -> Reading | None:
    return Reading("DURATION", None, _duration_value("1", _group(m, "unit")))


def _quarter(m: re.Match[str], context: Context) -> Reading | None:
    make = calendar.quarter if _group(m, "kind") in ("quarter", "q") else calendar.half
    number = int(_number(m["q"]))
    if make is calendar.half and number > 2:
        return None
    if m["y"]:
        return _date(make(int(m["y"]), number))
    published = context.published
    if published is None:
        return Reading("DATE", None, None)
    around = [make(published.year + k, number) for k in (-1, 0, 1)]
    period = min(around, key=lambda p: max((p.first - published).days, (published - p.last).days, 0))
    return _date(period, _against(context), inferred=True)


Resolver = Callable[[re.Match[str], Context], Reading | None]

RESOLVERS: dict[str, Resolver] = {
    "iso": _iso, "slashed": _slashed, "dotted": _dotted, "month_day": _month_day, "day_month": _month_day,
    "month": _month, "edge": _edge, "weekdays": _weekdays, "weekday": _weekday, "clock": _clock,
    "word": _word, "unit": _unit, "narrative": _narrative, "day_before": _day_before,
    "weekend": _weekend, "ago": _ago, "ahead": _ahead, "per": _per, "duration": _duration,
    "vague": _vague, "past_unit": _past_unit, "quarter": _quarter, "q": _quarter, "season": _season,
    "year": _years, "decade": _decade, "feast": _feast,
}  # fmt: skip
