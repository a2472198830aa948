"""Datelines and publication dates.

A day comes from metadata, else from the dateline, else from a line at the top that is only a date. A
year that the dateline leaves out is inferred from the text where its full dates, its weekdays and the
years it speaks of agree on one; otherwise there is no publication date.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from datetime import date, datetime
from email.utils import parsedate_to_datetime

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_MONTH = (
    r"(?P<month>Jan(?:uary|\.)?|Feb(?:ruary|\.)?|March|Mar\.?|April|Apr\.?|May|June|Jun\.?|July|Jul\.?|"
    r"Aug(?:ust|\.)?|Sept(?:ember|\.)?|Sep\.?|Oct(?:ober|\.)?|Nov(?:ember|\.)?|Dec(?:ember|\.)?)"
)
_DAY = r"(?P<day>[0-3]?\d)(?:st|nd|rd|th)?"
_YEAR = r"(?:,?\s(?P<year>(?:19|20)\d\d))?"
_DAY_FIRST = rf"{_DAY}\s{_MONTH}{_YEAR}".replace(">", "2>")
_DATE = rf"(?:{_MONTH}\s{_DAY}{_YEAR}|{_DAY_FIRST})"
_WORD = r"[A-Z][\w.'’\-]*"
_PLACE = (
    rf"(?P<place>{_WORD}(?:\s(?:{_WORD}|of|de|la|al|el)){{0,3}}(?:,\s{_WORD}(?:\s{_WORD}){{0,2}}){{0,2}})"
)
_CAPITALS = r"[A-Z][A-Z.'’\-]+(?:\s[A-Z.'’\-]+){0,3}(?:,\s[A-Z][\w.'’\-]+(?:\s[A-Z][\w.'’\-]+){0,2})?"
_AGENCY = r"(?:\([A-Z][^()]{1,40}\)|/[A-Z][\w /]{1,30}/|\[[A-Z][^\[\]]{1,30}\])"
_DASH = r"(?:\s?(?:—|–|--|‒|―)|\s-|\s?:|\.)"

_FORMS = tuple(
    re.compile(pattern)
    for pattern in (
        rf"(?:{_PLACE},?\s)?(?:\w+day,\s)?{_DATE}\.?,?\s?{_AGENCY}(?:{_DASH})?\s*",
        rf"{_PLACE}\s?{_AGENCY},?\s(?:\w+day,\s)?{_DATE}(?:{_DASH})\s*",
        rf"{_PLACE}\s?{_AGENCY}(?:{_DASH})\s+",
        rf"{_PLACE}(?:\s/[^/]{{2,40}}/)?,\s(?:\w+day,\s)?{_DATE}{_DASH}(?:\s?{_AGENCY}\.?)?\s+",
        rf"(?P<place>{_CAPITALS})\s?(?:—|–|--|\s-)\s+",
        rf"{_DATE}\s?(?:—|–|--)\s+",
    )
)
_FULL = re.compile(_DATE)
_YEARS = re.compile(
    r"(?<![\d.,$€£])\b((?:19|20)\d\d)\b(?![.,]?\d|\s?(?:people|troops|tons|tonnes|km|soldiers))"
)
_ALONE = re.compile(
    rf"(?:(?:Published|Updated|Posted)(?:\son|:)?\s)?(?:(?:{'|'.join(_WEEKDAYS)}),?\s)?{_DATE}(?:[,\s]+(?:at\s)?\d\d?[:.]\d\d.{{0,30}})?"
)
_ISO = re.compile(r"(\d{4})-?(\d\d)-?(\d\d)(?!\d)")
_SLASHED = re.compile(r"(\d{4})[/.](\d\d?)[/.](\d\d?)(?!\d)")


@dataclass(frozen=True, slots=True, kw_only=True)
class Dateline:
    """A dateline: its stretch, its place (offsets) and its month, day and year as far as given."""

    start: int
    end: int
    place: tuple[int, int] | None
    date: tuple[int, int] | None
    month: int | None
    day: int | None
    year: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Inferred:
    """A day whose year was inferred, and from what."""

    day: date
    anchor: str


def find_dateline(text: str, start: int, end: int) -> Dateline | None:
    """The dateline that a paragraph begins with, if any."""
    stop = min(end, start + 120)
    for form in _FORMS:
        m = form.match(text, start, stop)
        if m is None or m.end() >= end:
            continue
        groups = m.groupdict()
        place = m.span("place") if groups.get("place") else None
        found = _parts(groups)
        if found is None and place is None:
            continue
        name = "month" if groups.get("month") else "month2"
        day = "day" if groups.get("day") else "day2"
        span = None
        if found:
            year = "year" if name == "month" else "year2"
            ends = [m.end(name), m.end(day), m.end(year) if groups.get(year) else -1]
            span = (min(m.start(name), m.start(day)), max(ends))
        tail = len(m.group()) - len(m.group().rstrip())
        month, number, year_given = found or (None, None, None)
        return Dateline(
            start=start, end=m.end() - tail, place=place, date=span, month=month, day=number, year=year_given
        )
    return None


def _parts(groups: dict[str, str | None]) -> tuple[int, int, int | None] | None:
    month, day = groups.get("month") or groups.get("month2"), groups.get("day") or groups.get("day2")
    if not month or not day:
        return None
    year = groups.get("year") or groups.get("year2")
    number = _MONTHS.index(month[:3].lower()) + 1
    if _day(int(year) if year else 2024, number, int(day)) is None:
        return None
    return number, int(day), int(year) if year else None


def parse_date(given: str) -> date | None:
    """The day of a date in ISO 8601, RFC 822 or a usual English form; None when it is none of them."""
    given = given.strip()
    m = _ISO.match(given) or _SLASHED.match(given)
    if m:
        return _day(int(m[1]), int(m[2]), int(m[3]))
    m = _FULL.search(given)
    if m and (found := _parts(m.groupdict())) and found[2]:
        return _day(found[2], found[0], found[1])
    try:
        return parsedate_to_datetime(given).date()
    except (TypeError, ValueError):
        pass
    try:
        return datetime.fromisoformat(given).date()
    except ValueError:
        return None


def holds_full_date(line: str) -> bool:
    """True when a line has a date with day, month and year."""
    m = _FULL.search(line)
    found = _parts(m.groupdict()) if m else None
    return bool(found and found[2])


def lone_date(line: str) -> date | None:
    """The day of a line that is only a full date ("Wednesday, 21 May 2025", "Updated May 21, 2025")."""
    m = _ALONE.fullmatch(line.strip())
    found = _parts(m.groupdict()) if m else None
    return _day(found[2], found[0], found[1]) if found and found[2] else None


def infer_year(month: int, day: int, lead: str, body: str) -> Inferred | None:
    """The year of a day and month, from what the text says; None when nothing settles it.

    Three kinds of evidence are weighed for each year that the text names, and its neighbours: a full
    date within 45 days; the weekday of that day named in the lead (news names the day of
    publication) or elsewhere; the year named, or the next one as a thing to come.
    """
    years = Counter(int(y) for y in _YEARS.findall(f"{lead}\n{body}"))
    near = _near_years(month, day, f"{lead}\n{body}")
    scored = []
    for year in sorted({y + d for y in years for d in (-1, 0, 1)}):
        when = _day(year, month, day)
        if when is None:
            continue
        score, reasons = _weigh(when, years, near, lead, body)
        scored.append((score, year, when, reasons))
    scored.sort(key=lambda s: (-s[0], s[1]))
    if not scored or scored[0][0] < 3 or (len(scored) > 1 and scored[1][0] == scored[0][0]):
        return None
    _, _, when, reasons = scored[0]
    return Inferred(day=when, anchor="year inferred: " + "; ".join(reasons))


def _weigh(when: date, years: Counter[int], near: set[int], lead: str, body: str) -> tuple[int, list[str]]:
    score, reasons = 0, []
    weekday = _WEEKDAYS[when.weekday()]
    if when.year in near:
        score += 4
        reasons.append("the text has a full date close by")
    if weekday in lead:
        score += 2
        reasons.append(f"the day is a {weekday} in {when.year}, which the lead names")
    elif weekday in body:
        score += 1
        reasons.append(f"the day is a {weekday} in {when.year}, which the text names")
    if years[when.year]:
        score += 2
        reasons.append(f"the text names {when.year}")
    if years[when.year + 1]:
        score += 1
        reasons.append(f"it names {when.year + 1} as well")
    return score, reasons


def _near_years(month: int, day: int, text: str) -> set[int]:
    out = set()
    for m in _FULL.finditer(text):
        found = _parts(m.groupdict())
        full = _day(found[2], found[0], found[1]) if found and found[2] else None
        if full is None:
            continue
        for year in (full.year - 1, full.year, full.year + 1):
            when = _day(year, month, day)
            if when and abs((when - full).days) <= 45:
                out.add(year)
    return out


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
