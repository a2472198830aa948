"""Intervals of days."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from communique.model.when import When

D = date.fromisoformat
days = st.dates(date(1900, 1, 1), date(2100, 12, 31))


def interval(first: str, last: str) -> When:
    return When(first=D(first), last=D(last))


@given(days)
def test_one_day(day: date) -> None:
    when = When.day(day)
    assert when.is_day
    assert (when.first, when.last, when.value) == (day, day, day.isoformat())
    assert when.overlaps(when)


@given(days, days, days, days)
def test_overlap_means_a_day_in_both(a: date, b: date, c: date, d: date) -> None:
    one = When(first=min(a, b), last=max(a, b))
    two = When(first=min(c, d), last=max(c, d))
    shared = max(min(a, b), min(c, d)) <= min(max(a, b), max(c, d))
    assert one.overlaps(two) is two.overlaps(one) is shared


@pytest.mark.parametrize(("first", "last"), [("2031-03-01", None), (None, "2031-03-01")])
def test_half_an_interval_is_refused(first: str | None, last: str | None) -> None:
    with pytest.raises(ValueError, match="both ends"):
        When(first=D(first) if first else None, last=D(last) if last else None)


def test_an_interval_cannot_end_before_it_begins() -> None:
    with pytest.raises(ValueError, match="ends before it begins"):
        interval("2031-03-02", "2031-03-01")


@pytest.mark.parametrize(
    ("when", "is_day"),
    [
        (interval("2031-03-01", "2031-03-01"), True),
        (interval("2031-03-01", "2031-03-02"), False),
        (When(first=None, last=None, value="P3D"), False),
    ],
)
def test_is_day(when: When, is_day: bool) -> None:
    assert when.is_day is is_day


def test_what_is_unknown_overlaps_nothing() -> None:
    unknown = When(first=None, last=None, value="P3D")
    known = interval("2031-03-01", "2031-03-09")
    assert not unknown.overlaps(known)
    assert not known.overlaps(unknown)
    assert not unknown.overlaps(unknown)
