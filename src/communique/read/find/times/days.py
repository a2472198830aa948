"""Weekdays, words for days, parts of the day, hours."""

from __future__ import annotations

import re
from datetime import date, timedelta
from functools import cache

from communique.knowledge import column, mapping, table, values
from communique.read.find.times import calendar
from communique.read.find.times.context import Context, Direction, Reading, dated, group, word_before
from communique.read.find.times.dates import year_of_day
from communique.read.find.times.numbers import number

# Which days "last Friday" and its like mean: those before publication, or of the week around it.
WAYS = {
    "last": "before", "this past": "before", "next": "next week", "coming": "after",
    "this coming": "after", "this": "same week",
}  # fmt: skip


def weekday(m: re.Match[str], context: Context) -> Reading | None:
    """On Tuesday, last Friday, Monday of last week, the following Sunday, Thursday night."""
    name = group(m, "wd")
    if not m["wd"][0].isupper() or word_before(context.text, m.start()) in _names_with(name):
        return None
    part = daypart(group(m, "dp"))
    found = _day_of_week(m, context, int(number(name)))
    if found is None:
        return Reading("DATE", None, None)
    return dated(calendar.day(found[0], part), found[1], inferred=found[2])


def _day_of_week(m: re.Match[str], context: Context, wanted: int) -> tuple[date, str, bool] | None:
    """The day that a weekday means, why, and whether it is inferred."""
    rel, week = group(m, "rel"), group(m, "week")
    if rel in ("previous", "following") or (context.narrative and not rel and not week):
        base = context.base("day")
        way = {"previous": "before", "following": "after"}.get(rel, "coming")
        return None if base is None else (calendar.weekday_near(base[0], wanted, way), base[1], True)
    published = context.published
    if published is None:
        return None
    if week:
        way = "same week" if week == "this" else f"{week} week"
        return calendar.weekday_near(published, wanted, way), context.against(), False
    if fixed := WAYS.get(rel):
        return calendar.weekday_near(published, wanted, fixed), context.against(), False
    if m[0].lower().startswith("later"):
        if same := _same_day(context, wanted):
            return same, context.against("the same day as before in the text"), True
        if published - (last := calendar.weekday_near(published, wanted, "past")) <= LATE:
            return last, context.against("told on that day"), True
    if (start := _range_start(m, context)) is not None:
        return calendar.weekday_near(start, wanted, "after"), context.against(f"after {start}"), True
    way = "coming" if context.direction(m) is Direction.COMING else "past"
    return calendar.weekday_near(published, wanted, way), context.against(f"{way} tense"), True


def _same_day(context: Context, wanted: int) -> date | None:
    """The day last spoken of, for "later on Sunday", where it is of the week before publication."""
    said, published = context.said.get("day"), context.published
    if said is None or published is None or said.period.first.isoweekday() != wanted:
        return None
    return said.period.first if timedelta(0) <= published - said.period.first < WEEK else None


def _range_start(m: re.Match[str], context: Context) -> date | None:
    """The day before in "from Monday to Thursday", just read; None where there is no such range."""
    said = context.said.get("day")
    near = said is not None and context.published and abs(said.period.first - context.published) <= WEEK
    if said is None or not near or said.end != context.last_end:
        return None
    return said.period.first if RANGE.fullmatch(context.text, said.end, m.start()) else None


WEEK = timedelta(weeks=1)
LATE = timedelta(days=2)  # so long after "later on Sunday" was said, it is still printed
RANGE = re.compile(r"(?:[ \n](?:to|until|through)[ \n]| ?[–-] ?)(?:the )?")


@cache
def _names_with(weekday_: str) -> frozenset[str]:
    """Words that make a name with a weekday: "Good" with "Friday"."""
    return frozenset(v.lower() for v in values(mapping("weekdays", "name", "names_with")[weekday_]))


def daypart(form: str) -> str:
    """The TIMEX3 code of a part of the day; "" for none."""
    return mapping("day_parts", "form", "value")[form] if form else ""


def weekdays(m: re.Match[str], _: Context) -> Reading | None:
    """Every Tuesday, Sundays, Monday nights: a set."""
    name = group(m, "wd") or group(m, "pl")[:-1]
    if not (m["wd"] or m["pl"])[0].isupper():
        return None
    return Reading("SET", None, f"XXXX-WXX-{number(name)}{daypart(group(m, 'dp'))}")


def word(m: re.Match[str], context: Context) -> Reading | None:
    """Today, last night, now, recently, daily."""
    row = _words()[group(m, "word")]
    needs, bars = values(row["needs"]), values(row["bars"])
    before = word_before(context.text, m.start())
    if (needs and before not in needs) or before in bars:
        return None
    if bars and context.text[m.end() : m.end() + 8].strip().split(" ")[0].lower() in bars:
        return None
    if row["kind"] != "day":
        kind = {"reference": "DATE", "span": "DURATION", "set": "SET"}[row["kind"]]
        return Reading(kind, None, row["value"])
    if context.narrative and group(m, "word") == "today":
        return Reading("DATE", None, "PRESENT_REF")
    if context.published is None:
        return Reading("DATE", None, None)
    part = daypart(group(m, "dp")) or row["part"]
    day_ = context.published + timedelta(days=int(row["value"]))
    return dated(calendar.day(day_, part), context.against())


@cache
def _words() -> dict[str, dict[str, str]]:
    return {r["form"]: r for r in table("time_words").rows}


def part_of_day(m: re.Match[str], context: Context) -> Reading | None:
    """In the morning, mid-afternoon: of the day that the text is in."""
    part = daypart(group(m, "dp"))
    if m["word"] and context.published:
        day_ = context.published + timedelta(days=int(_words()[group(m, "word")]["value"]))
        return dated(calendar.day(day_, part), context.against())
    base = context.base("day")
    if base is None or word_before(context.text, m.start()) not in ("in", "by", "during", "until", "that"):
        return None
    return dated(calendar.day(base[0], part), base[1], inferred=True)


def in_the_day(_: re.Match[str], context: Context) -> Reading | None:
    """Earlier in the day: of the day last spoken of if it is of the week before, else of publication."""
    base, present = context.base("day"), context.present()
    if base is not None and present is not None and not context.narrative:
        base = base if timedelta(0) <= present[0] - base[0] < WEEK else present
    return (
        Reading("DATE", None, None) if base is None else dated(calendar.day(base[0]), base[1], inferred=True)
    )


def clock(m: re.Match[str], context: Context) -> Reading | None:
    """3 p.m. Friday, 10:30 EST, 5 a.m. on 22 June: of the day given, else the one that the text is in."""
    hour, minute = _hour(m)
    at = m.start()
    if hour > 24 or (at and context.text[at - 1] in ":.,$-/"):
        return None
    part = f"T{hour:02d}:{minute:02d}"
    if found := _day_of_clock(m, context):
        return dated(calendar.day(found[0], part), found[1], inferred=found[2])
    base = context.base("day")  # the hour alone gives no day to the record
    return Reading("TIME", None, part if base is None else base[0].isoformat() + part)


def _day_of_clock(m: re.Match[str], context: Context) -> tuple[date, str | None, bool] | None:
    """The day that stands with an hour, why, and whether it is inferred; None where none does."""
    if m["wd"]:
        return _day_of_week(m, context, int(number(m["wd"])))
    if m["word"] and context.published:
        days = int(_words()[group(m, "word")]["value"])
        return context.published + timedelta(days=days), context.against(), False
    if m["nth"] and (base := context.base("month")):
        return base[0].replace(day=int(number(m["nth"]))), base[1], True
    if not (m["month"] or m["month_"]):
        return None
    month_, day_ = int(number(m["month"] or m["month_"])), int(number(m["d"] or m["d_"]))
    if given := m["y"] or m["y_"]:
        return date(int(given), month_, day_), None, False
    found = year_of_day(m, context, month_, day_)
    return (date(found[0], month_, day_), found[1], True) if found else None


def _hour(m: re.Match[str]) -> tuple[int, int]:
    if m["noon"]:
        return (12, 0) if m["noon"].lower() == "noon" else (24, 0)
    if m["h2"]:
        return int(m["h2"]), int(m["min2"])
    if m["h3"]:
        return int(m["h3"]), int(m["min3"])
    hour = int(m["h"] or m["h4"])
    afternoon = group(m, "ap") == "p" or group(m, "dp") in ("afternoon", "evening")
    return (hour % 12 if m["h"] or m["dp"] else hour) + (12 if afternoon else 0), int(m["min"] or 0)


def is_part_of_day(form: str) -> bool:
    """True for "morning", "night" and their like."""
    return form in column("day_parts", "form")
