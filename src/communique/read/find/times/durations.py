"""Amounts of time and recurring times."""

from __future__ import annotations

import re

from communique.read.find.times.context import Context, Reading, group, word_before
from communique.read.find.times.numbers import duration, number

MONEY = re.compile(
    r"(?:\b(?:times|once|twice|million|billion|percent|%|dollars|euros)|[$€£#][\d.,]+)\s$", re.I
)
COUNTED = re.compile(r"(?:\d|\b(?:once|twice)|\b[a-z]+(?<!ou)s)\s$")  # "700 seats", "four flights"
NO_PLURALS = re.compile(r"\b(?:is|was|as|has|less|lasts|takes|plus|across|towards|this|his|its|minus)\s$")


def duration_of(count: str, unit: str, start: int | None = None, *, half: bool = False) -> Reading:
    """The reading of so many units, with `half` and a half more; `start` is where the expression begins."""
    return Reading("DURATION", None, duration(count, unit, half=half), start=start)


def per(m: re.Match[str], context: Context) -> Reading | None:
    """Every two weeks, each year, twice a week; "a year" that is no rate is a duration."""
    every, unit = group(m, "every"), group(m, "unit")
    if every in ("a", "an"):
        if not _is_rate(context.text, m.start()) or unit.startswith("second"):
            return None
        return Reading("SET", None, duration("1", unit))
    if every == "per" and unit.startswith("second"):
        return None
    count = "2" if every == "every other" else number(m["n"]) if m["n"] else "1"
    return Reading("SET", None, duration(count, unit))


def _is_rate(text: str, at: int) -> bool:
    """True where something is counted or paid per unit: "$20 a year", "four flights a week"."""
    from_ = max(0, at - 24)
    if MONEY.search(text, from_, at):
        return True
    return COUNTED.search(text, from_, at) is not None and not NO_PLURALS.search(text, from_, at)


def span(m: re.Match[str], context: Context) -> Reading | None:
    """Three days, at least two more years, the first nine months, 2 1/2 hours."""
    unit, count = group(m, "unit"), number(m["n"])
    before = context.text[m.start() - 1 : m.start()]
    if before and before in "$€£.,-/:":
        return None
    if count == "X" and word_before(context.text, m.start()) == "as":
        return None  # "the third time in as many days"
    if unit == "second" or (unit == "seconds" and count == "X"):
        return None  # "a second round"
    if unit.startswith("quarter") and count in ("1", "3") and QUARTERS_OF.match(context.text, m.end()):
        return None
    return Reading("DURATION", None, duration(count, unit, half=bool(m["half"] or m["half_"])))


QUARTERS_OF = re.compile(r"\s+(?:of\b|century)")


def half(m: re.Match[str], _: Context) -> Reading | None:
    """Half an hour, a half-year."""
    value = duration("0", group(m, "unit"), half=True)
    return None if value[1:].lstrip("T").startswith("0") else Reading("DURATION", None, value)


def vague(m: re.Match[str], context: Context) -> Reading | None:
    """For decades, over the years, weeks of talks, the first weeks, the weeks ahead, months later."""
    start = m.start("the") if m["the"] else m.start("which") if m["which"] else m.start("unit")
    bare = not m["after"] and not m["which"]
    if bare and m["prep"] is None and (m["the"] or not OF.match(context.text, m.end())):
        return None
    if bare and m["the"] and group(m, "prep") != "over":
        return None
    if m["unit"].lower() == "hours" and (group(m, "which") or word_before(context.text, start)) == "early":
        return None  # "in the early hours of Monday"
    if m["which"] and not m["the"]:
        reference = {"past": "PAST_REF", "future": "FUTURE_REF"}.get(group(m, "which"))
        return Reading("DATE", None, reference, start=start) if reference else None
    return duration_of("X", group(m, "unit"), start)


OF = re.compile(r"\s+of\b")


def past_unit(m: re.Match[str], _: Context) -> Reading | None:
    """The past year, the next decade."""
    return duration_of("1", group(m, "unit"))
