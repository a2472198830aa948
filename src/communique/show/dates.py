"""Days and intervals in words, as precise as the report is and no more."""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date, timedelta

from communique.model.when import When

MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip


def day_text(day: date) -> str:
    """One day: ``4 December 2025``."""
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"


def when_text(when: When | None) -> str:
    """An interval in words; "" when nothing is known.

    A year that the report does not give stands in brackets, as editors mark what they supply:
    ``4 December [2025]``.
    """
    if when is None:
        return ""
    if when.first is None or when.last is None:
        return when.span.text if when.span else (when.value or "")
    text = interval_text(when.first, when.last)
    return re.sub(r"\b\d{4}\b", r"[\g<0>]", text) if when.inferred else text


def interval_text(first: date, last: date) -> str:
    """Both ends of an interval, with what they share said once; whole months and years by name."""
    if first == last:
        return day_text(first)
    if (first.day, first.month, last.day, last.month) == (1, 1, 31, 12):
        return str(first.year) if first.year == last.year else f"{first.year}–{last.year}"
    month = f"{MONTHS[last.month - 1]} {last.year}"
    if (first.year, first.month) == (last.year, last.month):
        whole = first.day == 1 and last.day == monthrange(last.year, last.month)[1]
        return month if whole else f"{first.day}–{last.day} {month}"
    if first.day == 1 and (last + timedelta(days=1)).day == 1 and first.year == last.year:
        return f"{MONTHS[first.month - 1]}–{month}"
    if first.year == last.year:
        return f"{first.day} {MONTHS[first.month - 1]} – {last.day} {month}"
    return f"{day_text(first)} – {day_text(last)}"


def spelt_out(text: str) -> str:
    """A text in which ISO dates (``2025-12-04``) are days in words; two with a slash are an interval."""
    return _ISO.sub(_in_words, text)


_ISO = re.compile(r"\b(\d{4}-\d\d-\d\d)(?:\s*(?:/|–|to)\s*(\d{4}-\d\d-\d\d))?\b")


def _in_words(found: re.Match[str]) -> str:
    try:
        first = date.fromisoformat(found[1])
        return interval_text(first, date.fromisoformat(found[2]) if found[2] else first)
    except ValueError:
        return found[0]
