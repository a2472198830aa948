"""From a matched time expression to its interval, TIMEX3 value, and what it was resolved against.

Values follow TIMEX3 (Pustejovsky et al. 2003, as in TimeBank 1.2): "1998-W02" for a week,
"1998-01-08TMO" for a morning, "P3D" for three days, "PRESENT_REF" for "now".
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date

from communique.read.find.times import anniversary, dates, days, durations, periods, reports
from communique.read.find.times.context import Ask, Context, Direction, Expression, Reading
from communique.read.find.times.grammar import matches

__all__ = ["Direction", "Expression", "expressions", "ignorant"]

Resolver = Callable[[re.Match[str], Context], Reading | None]

RESOLVERS: dict[str, Resolver] = {
    "iso": dates.iso, "slashed": dates.slashed, "dotted": dates.iso,
    "month_day": dates.month_day, "day_of_month": dates.day_of_month,
    "day_month": dates.month_day, "month": dates.month, "edge": dates.edge,
    "year_end": dates.year_end, "year": dates.year, "year_tail": dates.year_tail,
    "spoken_year": dates.spoken_year, "era": dates.era, "decade": dates.decade,
    "decade_word": dates.decade_word, "century": dates.century, "feast": dates.feast,
    "season": dates.season, "anniversary": anniversary.anniversary,
    "weekdays": days.weekdays, "weekday": days.weekday, "clock": days.clock, "word": days.word,
    "daypart": days.part_of_day, "in_the_day": days.in_the_day,
    "unit": periods.unit, "narrative": periods.narrative, "day_before": periods.day_before,
    "weekend": periods.weekend, "ago": periods.ago, "ahead": periods.ahead, "quarter": reports.quarter,
    "q": reports.quarter, "period": reports.period,
    "per": durations.per, "duration": durations.span, "half": durations.half, "vague": durations.vague,
    "past_unit": durations.past_unit, "extra_unit": durations.past_unit,
}  # fmt: skip


# Rules that count a day from another, those that give one, and what stands between if both are the same day.
COUNTED = ("narrative", "day_before", "ago")
DATED = ("month_day", "day_month")
EXPLAINING = (", ", ", on ", " (")


def expressions(text: str, published: date | None, ask: Ask) -> Iterator[Expression]:
    """All time expressions of a text, in order; `ask` tells the direction of a passage of it."""
    held: Expression | None = None
    for e in _read(text, published, ask):
        if held is not None:
            yield _told_behind(text, held, e)
        held = e
    if held is not None:
        yield held


def _told_behind(text: str, first: Expression, second: Expression) -> Expression:
    """A day that was counted, corrected by the date that explains it: "the next day, 8 October"."""
    explained = first.rule in COUNTED and second.rule in DATED
    if not explained or text[first.end : second.start] not in EXPLAINING:
        return first
    own, given = first.reading.period, second.reading.period
    if own is None or given is None or own.value != own.first.isoformat() or given.unit != "day":
        return first
    why = f"“{text[second.start : second.end]}” behind it"
    return replace(first, reading=replace(first.reading, period=given, value=given.value, anchor=why))


def _read(text: str, published: date | None, ask: Ask) -> Iterator[Expression]:
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
        context.note(at, m, reading)
        yield Expression(m.start() if reading.start is None else reading.start, at, reading, rule.name)


def ignorant(_start: int, _end: int) -> Direction:
    """The direction when nothing is known of the words around."""
    return Direction.UNKNOWN
