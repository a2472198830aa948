"""Dates of the calendar: days, months, seasons, years, decades, centuries, feasts."""

from __future__ import annotations

import re
from datetime import date, timedelta
from functools import cache

from communique.knowledge import column, mapping, table, values
from communique.read.find.times import calendar
from communique.read.find.times.calendar import Period
from communique.read.find.times.context import Context, Direction, Reading, dated, group, word_before
from communique.read.find.times.numbers import granularity, number, numbers

BEFORE_A_DAY = ("on", "by", "until", "from", "since", "of")
DETERMINERS = ("a", "an", "the", "this", "that", "his", "her", "its", "their")
DURING = ("by", "during", "until", "till", "since", "through", "throughout", "over", "before", "after")
FALL_OF = re.compile(r"\s+(?:of|in|from)\b")
PLURAL_AFTER = re.compile(r"\s+(?!(?:was|is|as|has|its|his|this|thus|across|towards)\b)[a-z]{3,}s\b")
QUALIFIED = re.compile(
    r"(?:\b(?:the|an?|his|her|its|their)|[’']s) [a-z-]{4,} $"
)  # "its original 1972 charter"
LOOSE = ("of", "about", "around", "a", "than", "for")
COUNTED_AFTER = re.compile(r"\s+(?:[\w-]+\s+)?([a-z]+)\b")
STEPS = {"last": -1, "previous": -1, "preceding": -1, "prior": -1, "next": 1, "following": 1, "ensuing": 1}
SIGNS = {Direction.PAST: -1, Direction.COMING: 1, Direction.UNKNOWN: 0}
FAR = timedelta(days=300)  # news gives the year of what lies further off
ON, BACK = 8, 10  # months that a text may seem to go back, or on, before it is in another year
YEARS_AROUND = 5  # how far off a weekday and a day may look for the year in which they meet


def iso(m: re.Match[str], _: Context) -> Reading | None:
    """2025-12-04, 4.12.2025."""
    return dated(calendar.day(date(int(m["y"]), int(m["m"]), int(m["d"]))))


def slashed(m: re.Match[str], _: Context) -> Reading | None:
    """28/11/2025, and 11/28/2025: inferred where either number may be the month."""
    a, b = int(m["a"]), int(m["b"])
    if len(m["y"]) == 2 and len(m[0]) < 8:
        return None  # 9/11/01 might be anything
    month_, day_ = (b, a) if a > 12 else (a, b)
    found = calendar.day(date(full_year(m["y"]), month_, day_))
    return dated(found, inferred=a <= 12 and b <= 12 and a != b)


def full_year(digits: str) -> int:
    """From two digits or four to a year: ’94 is 1994."""
    year_ = int(digits.lstrip("’'"))
    return year_ if year_ >= 100 else year_ + (1900 if year_ > 50 else 2000)


def month_day(m: re.Match[str], context: Context) -> Reading | None:
    """Dec. 4; Tuesday, 4 December 2025; March eighth; May 8 last year."""
    if not m["month"][0].isupper() or (m["d"].startswith("0") and len(m["d"]) > 2):
        return None
    month_, first = int(number(m["month"])), int(number(group(m, "d").removeprefix("the ")))
    last = int(m["d2"]) if m["d2"] else first
    part = mapping("day_parts", "form", "value")[group(m, "dp")] if m["dp"] else ""
    date(2000, month_, first)  # raises where there is no such day
    if m["bc"]:
        return before_era(context, int(m["bc"]), f"-{month_:02d}-{first:02d}{part}")
    if m["y"]:
        return dated(_days(int(m["y"]), month_, first, last, part))
    weekday = int(number(group(m, "wd"))) if group(m, "wd") else 0
    found = year_of_day(m, context, month_, first, weekday)
    if found is None:
        return _without_year(context, f"-{month_:02d}-{first:02d}{part}")
    return dated(_days(found[0], month_, first, last, part), found[1], inferred=True)


def _days(year_: int, month_: int, first: int, last: int, part: str = "") -> Period:
    one = date(year_, month_, first)
    if part or last <= first:
        return calendar.day(one, part)
    return calendar.days(one, date(year_, month_, last))


def day_of_month(m: re.Match[str], context: Context) -> Reading | None:
    """A bare day, as in "on the 29th": of the month that the text is in."""
    base = context.base("month")
    if base is None or word_before(context.text, m.start()) not in BEFORE_A_DAY:
        return None
    found = date(base[0].year, base[0].month, int(number(m["d"])))
    return dated(calendar.day(found), base[1], inferred=True)


def before_era(context: Context, year_: int, rest: str = "", start: int | None = None) -> Reading:
    """A date before our era: it has a value and no days, and the text goes on in its year."""
    context.said.clear()
    context.before_era = year_
    return Reading("DATE", None, f"BC{year_:04d}{rest}", start=start)


def _without_year(context: Context, rest: str) -> Reading:
    """A date whose year nothing tells, save that of a year before our era."""
    if context.before_era:
        return Reading("DATE", None, f"BC{context.before_era:04d}{rest}", inferred=True)
    return Reading("DATE", None, f"XXXX{rest}", inferred=True)


def year_of_day(
    m: re.Match[str], context: Context, month_: int, day_: int, weekday: int = 0
) -> tuple[int, str] | None:
    """The year of a day without one, and why: told in words, the text's own, or nearest to publication.

    `weekday` is that of the day (ISO 8601), 0 where it is not given. None where there is nothing to tell.
    """
    if referred := referred_year(m, context) or _year_ahead(m, context, month_):
        return referred
    if context.before_era:
        return None
    if said := context.told_year(m.start()):
        year_ = carried_on(said.period, month_)
        if weekday:
            year_ = _fitting([year_, year_ + 1, year_ - 1], month_, day_, weekday) or year_
        return year_, f"“{said.words}” before it in the text"
    if context.published is None:
        return None
    return _nearest_year(m, context, month_, day_, weekday)


def referred_year(m: re.Match[str], context: Context) -> tuple[int, str] | None:
    """The year that words behind a date name: "last year", "of that year"; None where there are none."""
    words = group(m, "yrel")
    if not words:
        return None
    rel = words.removeprefix("the ").removesuffix(" same")
    said = context.base("year")
    if rel in ("last", "this", "next") and not words.startswith("the ") and context.published:
        return context.published.year + {"last": -1, "this": 0, "next": 1}[rel], context.against()
    return (said[0].year + STEPS.get(rel, 0), said[1]) if said else None


def _year_ahead(m: re.Match[str], context: Context, month_: int) -> tuple[int, str] | None:
    """The year that stands at the end of a range or list: "from 22 June to 5 December 1941"."""
    found = _range_end().match(context.text, m.end())
    if found is None:
        return None
    end = int(number(found["month"]))
    return int(found["y"]) - (month_ > end), f"“{found[0].strip()}” behind it"


@cache
def _range_end() -> re.Pattern[str]:
    names = "|".join(sorted(column("months", "name")))
    day_ = r"(?:\d{1,2}\s+)?"
    return re.compile(
        rf"(?:\s+(?:to|until|through|and|or)\s+|\s?[-–—]\s?){day_}(?P<month>{names})\s+"
        rf"(?:\d{{1,2}},\s+)?(?P<y>[12]\d{{3}})(?!\d)",
        re.IGNORECASE,
    )


def carried_on(period: Period, month_: int) -> int:
    """The year in which a text that has come to `period` places a month.

    A text goes on more often than back: after November comes the March of the next year, while only the
    last two months are those of the year before.
    """
    year_, ahead = period.first.year, month_ - period.first.month
    if period.unit not in ("day", "month"):
        return year_
    return year_ + 1 if ahead <= -ON else year_ - 1 if ahead >= BACK else year_


def _nearest_year(
    m: re.Match[str], context: Context, month_: int, day_: int, weekday: int
) -> tuple[int, str]:
    """The year that brings a day nearest to publication, on the side that the tense tells.

    News gives the year of what lies further off, so a tense that leads more than ten months away
    is not believed. A weekday decides alone: 4 March is a Tuesday in one year out of five or six.
    """
    published = context.published
    assert published is not None
    if weekday:
        around = range(published.year - YEARS_AROUND, published.year + YEARS_AROUND + 1)
        near = sorted(around, key=lambda y: abs((_in_year(y, month_, day_) - published).days))
        if fit := _fitting(near, month_, day_, weekday):
            return fit, context.against("year that has this weekday")
    dates = [_in_year(published.year + k, month_, day_) for k in (-1, 0, 1)]
    sign = SIGNS[context.direction(m)]
    if side := [d for d in dates if sign and timedelta(0) <= (d - published) * sign <= FAR]:
        why = context.against("past tense" if sign < 0 else "coming tense")
        return min(side, key=lambda d: abs(d - published)).year, why
    return min(dates, key=lambda d: abs(d - published)).year, context.against("nearest year")


def _in_year(year_: int, month_: int, day_: int) -> date:
    return date(year_, month_, min(day_, calendar.month(year_, month_).last.day))


def _fitting(years: list[int], month_: int, day_: int, weekday: int) -> int | None:
    """The first of the years in which a day falls on a weekday."""
    return next((y for y in years if _in_year(y, month_, day_).isoweekday() == weekday), None)


def month(m: re.Match[str], context: Context) -> Reading | None:
    """November; early January 2024; last March; June of that year; every July."""
    if not m["month"][0].isupper() or not _plausible_month(m, context):
        return None
    month_, part = int(number(m["month"])), group(m, "part")
    if m["every"]:
        return Reading("SET", None, f"XXXX-{month_:02d}")
    if m["bc"]:
        return before_era(context, int(m["bc"]), f"-{month_:02d}")
    if m["y"] or m["spoken"]:
        year_ = int(m["y"]) if m["y"] else in_words(m["spoken"])
        return dated(calendar.part_of(calendar.month(year_, month_), part))
    if referred := referred_year(m, context) or _year_ahead(m, context, month_):
        return dated(calendar.part_of(calendar.month(referred[0], month_), part), referred[1])
    found = None if context.before_era else _relative_month(m, context, month_)
    if found is None:
        return _without_year(context, f"-{month_:02d}")
    period, why, inferred = found
    return dated(calendar.part_of(period, part), why, inferred=inferred)


def _relative_month(m: re.Match[str], context: Context, month_: int) -> tuple[Period, str, bool] | None:
    """A month without a year: counted from the text or publication, why, and whether it is inferred."""
    rel = group(m, "rel")
    if rel.startswith("the "):
        base = context.base("month")
        return base and (_next_month(base[0], month_, rel.removeprefix("the ")), base[1], True)
    if not rel and (said := context.told_year(m.start())):
        why = f"“{said.words}” before it in the text"
        return calendar.month(carried_on(said.period, month_), month_), why, True
    published = context.published
    if published is None:
        return None
    if rel in ("last", "next"):
        return _next_month(published, month_, rel), context.against(), False
    if rel:
        sign = {"this past": -1, "this coming": 1}.get(rel) or SIGNS[context.direction(m)]
        period = month_on(published, month_, sign) if sign else calendar.month(published.year, month_)
        return period, context.against(), False
    modifier = word_before(context.text, m.start()) in DETERMINERS  # "a June agreement"
    sign = 0 if modifier else SIGNS[context.direction(m)]
    why = "past tense" if sign < 0 else "coming tense" if sign else "nearest year"
    return month_on(published, month_, sign), context.against(why), True


def _next_month(base: date, month_: int, rel: str) -> Period:
    """The month of a name before or after that of `base`; its own one only for "the same"."""
    ahead = (month_ - base.month) % 12
    if STEPS.get(rel, 0) < 0:
        return calendar.month(base.year, base.month + ahead - 12)
    return calendar.month(base.year, base.month + (ahead or (12 if rel != "same" else 0)))


def month_on(published: date, month_: int, sign: int) -> Period:
    """The month of a name nearest to publication, on the side of `sign` (0 for either)."""
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
    given = bool(m["y"] or m["bc"] or m["spoken"])
    if short and not given and not m["month"].endswith("."):
        return False
    if given or m["rel"] or m["part"] or m["every"] or m["yrel"]:
        return True
    before = word_before(context.text, m.start())
    if short:
        return before in column("date_contexts", "before")
    if name not in _ambiguous_months():
        return not _next_capital(context.text, m.end())
    return before in column("date_contexts", "before") and not _next_capital(context.text, m.end())


@cache
def _ambiguous_months() -> frozenset[str]:
    return frozenset(r["name"].lower() for r in table("months").rows if r["ambiguous"])


def _next_capital(text: str, at: int) -> bool:
    """True when a capitalised word follows at once, as in a name ("April Jones")."""
    return text[at : at + 1] == " " and text[at + 1 : at + 2].isupper() and text[at + 2 : at + 3].islower()


def edge(m: re.Match[str], context: Context) -> Reading | None:
    """The end of the month, the beginning of 2024, the middle of May."""
    part = group(m, "part").replace("close", "end")
    if m["y"]:
        return dated(calendar.part_of(calendar.year(int(m["y"])), part))
    if m["month"]:
        return _edge_of_month(m, context, part)
    unit, rel = granularity(group(m, "unit")), group(m, "rel")
    if unit == "day" or not unit:
        return None
    own = rel in ("last", "next", "this") or (rel == "the" and not context.narrative)
    base = context.present() if own else context.base(unit)
    if base is None:
        return None
    period = calendar.shifted(unit, STEPS.get(rel.removeprefix("the "), 0), base[0])
    return None if period is None else dated(calendar.part_of(period, part), base[1])


def _edge_of_month(m: re.Match[str], context: Context, part: str) -> Reading | None:
    month_ = int(number(m["month"]))
    if not m["month"][0].isupper():
        return None
    if m["my"]:
        return dated(calendar.part_of(calendar.month(int(m["my"]), month_), part))
    if said := context.told_year(m.start()):
        period = calendar.month(carried_on(said.period, month_), month_)
        return dated(calendar.part_of(period, part), f"“{said.words}” before it in the text", inferred=True)
    if context.published is None:
        return None
    period = month_on(context.published, month_, SIGNS[context.direction(m)])
    return dated(calendar.part_of(period, part), context.against(), inferred=True)


def year_end(_: re.Match[str], context: Context) -> Reading | None:
    """Year-end: its last day, in the year that the text is in."""
    base = context.base("year") if context.narrative else None
    day_ = base[0] if base else context.published
    if day_ is None:
        return None
    return dated(calendar.day(date(day_.year, 12, 31)), base[1] if base else context.against(), inferred=True)


def year(m: re.Match[str], context: Context) -> Reading | None:
    """1994, early 2024, fiscal 1990."""
    explicit = m["part"] or m["fiscal"] or m[0].lower().startswith("the year")
    if not explicit and not _is_year(m, context):
        return None
    found = calendar.part_of(calendar.year(int(m["y"])), group(m, "part"))
    aside = word_before(context.text, m.start()) == "since" or context.text[m.start() - 1 : m.start()] == "("
    return Reading("DATE", found, found.value, passing=aside and context.last("year") is not None)


def year_tail(m: re.Match[str], context: Context) -> Reading | None:
    """The 45 of "1939–45"."""
    at, before = m.start(), context.last_period
    if before is None or before.unit != "year" or context.last_end != at - 1:
        return None
    year_ = before.first.year // 100 * 100 + int(m["y2"])
    if context.text[at - 1] not in "-–—/" or not before.first.year < year_ < before.first.year + 60:
        return None
    return dated(calendar.year(year_), f"{before.value} before it", inferred=True)


def spoken_year(m: re.Match[str], context: Context) -> Reading | None:
    """Nineteen ninety-six, two thousand and four."""
    said = m[0].lower().startswith("the year")
    if not said and word_before(context.text, m.start()) not in column("date_contexts", "before"):
        if m["spoken"].lower().startswith("two"):
            return None
        after = COUNTED_AFTER.match(context.text, m.end())
        if after and _counted(after):
            return None
    return dated(calendar.year(in_words(m["spoken"])))


def in_words(words: str) -> int:
    """The year that words spell out: "nineteen forty-one" → 1941."""
    first, *rest = words.lower().replace("-", " ").split()
    if first == "two":
        return int(number(" ".join(words.lower().split())))
    return 100 * int(numbers()[first]) + int(number(" ".join(rest)))


def _is_year(m: re.Match[str], context: Context) -> bool:
    """Four digits are a year where one can stand, and nothing is counted or named by them."""
    text, at = context.text, m.start()
    glued = text[at - 1 : at] if at else ""
    if glued in ("-", "–", "—", "/") and context.last_end == at - 1 and context.last_period is not None:
        return context.last_period.unit == "year" and context.last_period.first.year < int(m["y"])
    if glued and glued in "$€£¥#.,/:-+–’'":
        return False
    after = COUNTED_AFTER.match(text, m.end())
    if after and _counted(after):
        return False
    behind = text[m.end() : m.end() + 1]
    if glued == "(" and behind in tuple("),;-–"):
        return True
    if glued in ("", "\n") or text[at - 2 : at] == ", ":  # a year by itself
        return behind in ("", "\n", "-", "–", ",", ".", ";", ")")
    before = word_before(text, at)
    if before in column("date_contexts", "numbered"):
        return False
    if QUALIFIED.search(text, max(0, at - 40), at) and not PLURAL_AFTER.match(text, m.end()):
        return True
    if before in LOOSE and PLURAL_AFTER.match(text, m.end()):
        return False  # "of 1500 horsemen"
    return before.endswith(("'s", "’s")) or before in column("date_contexts", "before")


def _counted(after: re.Match[str]) -> bool:
    counts = column("date_contexts", "count")
    return any(w.lower() in counts for w in after[0].split())


def era(m: re.Match[str], context: Context) -> Reading | None:
    """44 BC, AD 70."""
    if before := m["bc"] or m["bc2"]:
        return before_era(context, int(before))
    return dated(calendar.year(int(m["ad"] or m["ad2"])))


def decade(m: re.Match[str], context: Context) -> Reading | None:
    """The 1990s, the late ’80s."""
    glued = context.text[m.start() - 1 : m.start()] if m.start() else ""
    if glued.isalnum() or glued == "$":
        return None
    return _decade(int(m["c"]) if m["c"] else 19, int(m["d"]), m)


def decade_word(m: re.Match[str], context: Context) -> Reading | None:
    """The nineties, of the century that the text is in; else of the last."""
    tens = mapping("decades", "form", "tens")[group(m, "tens")]
    if not m[0].lower().startswith("the"):
        return None
    said = context.last("year") if context.narrative else None
    return _decade(said.period.first.year // 100 if said else 19, int(tens), m)


def _decade(century_: int, tens: int, m: re.Match[str]) -> Reading:
    return dated(calendar.part_of(calendar.decade(century_ * 10 + tens), group(m, "part")))


def century(m: re.Match[str], _: Context) -> Reading | None:
    """The 19th century; the fifth century BC."""
    which = int(number(m["n"])) - 1
    if m["bc"]:
        return Reading("DATE", None, f"BC{which:02d}")
    if which == 0:
        return Reading("DATE", None, "00")
    return dated(calendar.part_of(calendar.century(which), group(m, "part")))


def feast(m: re.Match[str], context: Context) -> Reading | None:
    """Christmas, New Year's Eve."""
    if not m["feast"][0].isupper():
        return None
    key = group(m, "feast")
    row = _feasts()[key]
    if m["y"]:
        return dated(calendar.day(_feast_in(row, int(m["y"]))))
    about = _feast_in(row, context.published.year if context.published else 2000)
    found = year_of_day(m, context, about.month, about.day)
    if found is None:
        return _without_year(context, f"-{about.month:02d}-{about.day:02d}") if row["day"] else None
    return dated(calendar.day(_feast_in(row, found[0])), found[1], inferred=True)


@cache
def _feasts() -> dict[str, dict[str, str]]:
    return {f.lower(): r for r in table("feasts").rows for f in values(r["form"])}


def _feast_in(row: dict[str, str], year_: int) -> date:
    """The day of a feast in a year: a day of a month, the n-th weekday of one, or so many from Easter."""
    if row["easter"]:
        return calendar.easter(year_) + timedelta(days=int(row["easter"]))
    if row["weekday"]:
        return calendar.weekday_of_month(year_, int(row["month"]), int(row["weekday"]), int(row["nth"]))
    return date(year_, int(row["month"]), int(row["day"]))


def season(m: re.Match[str], context: Context) -> Reading | None:
    """The summer of 2023, early spring, in the winter."""
    form, part = group(m, "season"), group(m, "part") or group(m, "part2")
    if not (m["y"] or m["bc"] or m["spoken"] or m["yrel"]) and not _plausible_season(m, context, form):
        return None
    code, first = season_of(form)
    start = m.end("det") if group(m, "det") == "in" else m.start() + 3 if m[0][:3].lower() == "in " else None
    if m["bc"]:
        return before_era(context, int(m["bc"]), f"-{code}", start)
    if m["y"] or m["spoken"]:
        year_, why = int(m["y"]) if m["y"] else in_words(m["spoken"]), None
        return _season(year_, first, code, part, why, start, inferred=False)
    referred = referred_year(m, context)
    if referred is None and (said := context.told_year(m.start())):
        referred = said.period.first.year, f"“{said.words}” before it in the text"
    if referred is None and context.before_era:
        return Reading("DATE", None, f"BC{context.before_era:04d}-{code}", inferred=True, start=start)
    if referred:
        return _season(referred[0], first, code, part, referred[1], start, inferred=True)
    if context.published is None:
        return None
    direction = context.direction(m)
    period = nearest_season(context.published, first, code, direction)
    return Reading(
        "DATE", calendar.part_of(period, part), period.value, context.against(str(direction)), True, start
    )


def _season(
    year_: int, first: int, code: str, part: str, why: str | None, start: int | None, *, inferred: bool
) -> Reading:
    period = calendar.part_of(calendar.season(year_, first, code), part)
    return Reading("DATE", period, period.value, why, inferred, start)


def _plausible_season(m: re.Match[str], context: Context, form: str) -> bool:
    """A season without a year: "in the fall", "early spring", but not "the fall of the town"."""
    if form not in _ambiguous_seasons():
        return bool(m["det"] or m["part"] or m["part2"])
    if FALL_OF.match(context.text, m.end()):
        return False
    during = group(m, "det") == "in the" or word_before(context.text, m.start()) in DURING
    return bool(m["part"] or m["part2"]) or (during and "the" in group(m, "det"))


@cache
def _ambiguous_seasons() -> frozenset[str]:
    return frozenset(r["form"] for r in table("seasons").rows if r["ambiguous"])


def season_of(form: str) -> tuple[str, int]:
    """The TIMEX3 code and the first month of a season."""
    code = mapping("seasons", "form", "code")[form]
    return code, int(mapping("seasons", "form", "first_month")[form])


def nearest_season(published: date, first: int, code: str, direction: Direction) -> Period:
    """The season of a name nearest to publication, on the side that the tense tells."""
    around = [calendar.season(published.year + k, first, code) for k in (-1, 0, 1)]
    if direction is Direction.PAST:
        return [s for s in around if s.first <= published][-1]
    if direction is Direction.COMING:
        return next(s for s in around if s.last >= published)
    return min(around, key=lambda s: abs((s.first - published).days + 45))
