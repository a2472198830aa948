"""Calendar arithmetic: periods of days with their TIMEX3 values."""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta

# Which thirds of a period the words before it leave: first and last third, counted from 0.
PARTS = {
    "early": (0, 0),
    "beginning": (0, 0),
    "start": (0, 0),
    "mid": (1, 1),
    "middle": (1, 1),
    "late": (2, 2),
    "end": (2, 2),
}


@dataclass(frozen=True, slots=True)
class Period:
    """Days `first` to `last` (included), and the TIMEX3 value. `unit` is what kind of period it is."""

    first: date
    last: date
    value: str
    unit: str


def day(d: date, part: str = "") -> Period:
    """One day; `part` is a TIMEX3 part of it ("TMO") or an hour ("T15:00")."""
    return Period(d, d, d.isoformat() + part, "day")


def days(first: date, last: date) -> Period:
    """Several days; the value is an ISO 8601 interval."""
    return Period(first, last, f"{first.isoformat()}/{last.isoformat()}", "days")


def week(d: date) -> Period:
    """The ISO week that `d` lies in, Monday to Sunday."""
    year, number, weekday = d.isocalendar()
    monday = d - timedelta(days=weekday - 1)
    return Period(monday, monday + timedelta(days=6), f"{year}-W{number:02d}", "week")


def weekend(d: date) -> Period:
    """Saturday and Sunday of the ISO week that `d` lies in."""
    w = week(d)
    return Period(w.first + timedelta(days=5), w.last, f"{w.value}-WE", "weekend")


def month(year_: int, number: int) -> Period:
    """A month; `number` may lie outside 1 to 12 and then counts on into other years."""
    year_, number = year_ + (number - 1) // 12, (number - 1) % 12 + 1
    last = date(year_, number, monthrange(year_, number)[1])
    return Period(date(year_, number, 1), last, f"{year_:04d}-{number:02d}", "month")


def _months(year_: int, first: int, count: int, value: str, unit: str) -> Period:
    return Period(month(year_, first).first, month(year_, first + count - 1).last, value, unit)


def quarter(year_: int, number: int) -> Period:
    """A quarter of a calendar year; `number` may lie outside 1 to 4."""
    year_, number = year_ + (number - 1) // 4, (number - 1) % 4 + 1
    return _months(year_, 3 * number - 2, 3, f"{year_:04d}-Q{number}", "quarter")


def half(year_: int, number: int) -> Period:
    """The first or second half of a year."""
    return _months(year_, 6 * number - 5, 6, f"{year_:04d}-H{number}", "half")


def season(year_: int, first_month: int, code: str) -> Period:
    """Three months from `first_month`; the winter of a year is the one that begins in it."""
    return _months(year_, first_month, 3, f"{year_:04d}-{code}", "season")


def year(number: int) -> Period:
    """A calendar year."""
    return Period(date(number, 1, 1), date(number, 12, 31), f"{number:04d}", "year")


def years(first: int, last: int) -> Period:
    """Several years."""
    return Period(date(first, 1, 1), date(last, 12, 31), f"{first:04d}/{last:04d}", "years")


def decade(number: int) -> Period:
    """Ten years from ``number * 10``; the TIMEX3 value has three digits."""
    return Period(date(number * 10, 1, 1), date(number * 10 + 9, 12, 31), f"{number:03d}", "decade")


def century(number: int) -> Period:
    """The hundred years that begin with ``number * 100``; the value has two digits."""
    return Period(date(number * 100, 1, 1), date(number * 100 + 99, 12, 31), f"{number:02d}", "century")


def part_of(period: Period, part: str) -> Period:
    """The early, middle or late third of a period; the value stays that of the whole, as in TIMEX3."""
    thirds = PARTS.get(part)
    if thirds is None or period.unit == "day":
        return period
    if period.unit == "month":  # tens of days, as people count them
        start, end = period.first, period.last
        cuts = [start, start.replace(day=11), start.replace(day=21), end + timedelta(days=1)]
    else:
        length = (period.last - period.first).days + 1
        cuts = [period.first + timedelta(days=length * k // 3) for k in range(4)]
    return Period(cuts[thirds[0]], cuts[thirds[1] + 1] - timedelta(days=1), period.value, period.unit)


def shifted(unit: str, count: int, anchor: date) -> Period | None:
    """The period of kind `unit` that lies `count` units from the one `anchor` lies in.

    None for a unit without a calendar, or outside the years that dates can hold.
    """
    try:
        return _shifted(unit, count, anchor)
    except (ValueError, OverflowError):
        return None


def _shifted(unit: str, count: int, anchor: date) -> Period | None:
    match unit:
        case "day":
            return day(anchor + timedelta(days=count))
        case "week":
            return week(anchor + timedelta(weeks=count))
        case "fortnight":
            return week(anchor + timedelta(weeks=2 * count))
        case "weekend":
            return weekend(anchor + timedelta(weeks=count))
        case "month":
            return month(anchor.year, anchor.month + count)
        case "quarter":
            return quarter(anchor.year, (anchor.month + 2) // 3 + count)
        case "year":
            return year(anchor.year + count)
        case "decade":
            return decade(anchor.year // 10 + count)
        case "century":
            return century(anchor.year // 100 + count)
    return None


def weekday_near(anchor: date, number: int, way: str) -> date:
    """The day with ISO weekday `number` that `way` leads to from `anchor`.

    "past" and "coming" allow the anchor itself; "before" and "after" do not; "same week", "next week"
    and "last week" take it from an ISO week.
    """
    ahead = (number - anchor.isoweekday()) % 7
    back = (anchor.isoweekday() - number) % 7
    monday = anchor - timedelta(days=anchor.isoweekday() - 1)
    match way:
        case "past":
            return anchor - timedelta(days=back)
        case "before":
            return anchor - timedelta(days=back or 7)
        case "coming":
            return anchor + timedelta(days=ahead)
        case "after":
            return anchor + timedelta(days=ahead or 7)
        case "next week":
            return monday + timedelta(days=6 + number)
        case "last week":
            return monday + timedelta(days=number - 8)
    return monday + timedelta(days=number - 1)


def weekday_of_month(year_: int, month_: int, number: int, nth: int) -> date:
    """The `nth` day with ISO weekday `number` of a month, from 1; the last one for 0."""
    if nth == 0:
        return weekday_near(month(year_, month_).last, number, "past")
    return weekday_near(date(year_, month_, 1), number, "coming") + timedelta(weeks=nth - 1)


def easter(year_: int) -> date:
    """Easter Sunday of the western churches (the anonymous Gregorian algorithm; Meeus 1991)."""
    golden, hundreds, rest = year_ % 19, year_ // 100, year_ % 100
    moon = (19 * golden + hundreds - hundreds // 4 - (hundreds - (hundreds + 8) // 25 + 1) // 3 + 15) % 30
    sunday = (32 + 2 * (hundreds % 4) + 2 * (rest // 4) - moon - rest % 4) % 7
    late = (golden + 11 * moon + 22 * sunday) // 451
    number = moon + sunday - 7 * late + 114
    return date(year_, number // 31, number % 31 + 1)
