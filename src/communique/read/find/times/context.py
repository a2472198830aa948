"""What a text's time expressions are read against: publication, tense, and the periods spoken of before.

News counts from the day of publication. Narrative texts, such as the history of a war, count from the
dates that they have given so far (the distinction of Strötgen & Gertz 2012, LRE 47).
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from communique.knowledge import column
from communique.read.find.times.calendar import Period


class Direction(StrEnum):
    """Which way from the publication day an event lies, as tense and context tell."""

    PAST = "past"
    COMING = "coming"
    UNKNOWN = "unknown"


Ask = Callable[[int, int], Direction]


@dataclass(frozen=True, slots=True)
class Reading:
    """What a match means. `period` is None for durations, sets, and what has no anchor.

    `start` is where the expression begins, if not where the match does. One in `passing`, such as the
    quarter that another is compared with, does not become what the text is about.
    """

    type: str
    period: Period | None
    value: str | None
    anchor: str | None = None
    inferred: bool = False
    start: int | None = None
    passing: bool = False


@dataclass(frozen=True, slots=True)
class Expression:
    """A time expression: code points `start` to `end` of the text, its reading, the rule that found it."""

    start: int
    end: int
    reading: Reading
    rule: str = ""


@dataclass(frozen=True, slots=True)
class Said:
    """A period that the text spoke of: its words, where they end, and whether its year was among them."""

    period: Period
    words: str
    end: int
    dated: bool


YEARLY = ("day", "week", "weekend", "month", "season", "quarter", "half", "year")
FINER = {  # from a kind of period to those that say which one of the kind is meant
    "day": ("day",),
    "week": ("day", "week", "weekend"),
    "weekend": ("day", "week", "weekend"),
    "month": ("day", "month"),
    "season": ("day", "month", "season"),
    "quarter": ("quarter",),
    "half": ("quarter", "half"),
    "year": YEARLY,
    "decade": YEARLY,
    "century": YEARLY,
}
ATTRIBUTIVE = ("the", "a", "an", "its", "their", "his", "her", "this", "that")
NEAR = 600  # characters within which figures are still compared with those of the same report
MANY_YEARS = 10  # so many years of long ago make a narrative,
RARE = 5  # if there are so many times fewer words for days around the present
LEAD = 600  # and none among the first characters, where news says when
BEFORE_ERA = re.compile(r"\d B\.?C\b")
WORD_BEFORE = re.compile(r"([\w’']+)[\s\-–]*$")
YEAR = re.compile(r"(?<![\d.,$€£#-])(?:1[0-9]\d\d|20\d\d)(?![\d%]|[.,-]\d)")


@dataclass(slots=True)
class Context:
    """What expressions of one text are resolved against."""

    text: str
    published: date | None
    ask: Ask
    narrative: bool = False
    said: dict[str, Said] = field(default_factory=dict)  # by kind of period, the last one of each
    before_era: int = 0  # the year before our era that the text is in
    last_end: int = -1
    last_period: Period | None = None

    def __post_init__(self) -> None:
        self.narrative = is_narrative(self.text, self.published)

    def direction(self, m: re.Match[str]) -> Direction:
        """Which way a match lies from the publication day."""
        return self.ask(m.start(), m.end())

    def note(self, end: int, m: re.Match[str], reading: Reading) -> None:
        """Keep what was just spoken of."""
        self.last_end, self.last_period = end, reading.period
        period = reading.period
        if period is not None and not reading.passing:
            told = word_before(self.text, m.start()) not in ATTRIBUTIVE  # not "the August 1988 truce"
            dated = told and not reading.inferred and reading.anchor is None
            self.before_era = 0
            self.said[period.unit] = Said(period, " ".join(m[0].split()), end, dated)
        elif period is None and reading.type == "DURATION" and reading.value and reading.value.endswith("M"):
            self.said.pop("quarter", None)  # "in the nine months": figures are no longer a quarter's

    def last(self, unit: str) -> Said | None:
        """The last period that tells which `unit` the text is in: for "month", a day or a month."""
        found = [s for u in FINER.get(unit, ()) if (s := self.said.get(u)) is not None]
        return max(found, key=lambda s: s.end, default=None)

    def base(self, unit: str) -> tuple[date, str] | None:
        """The day that "the next `unit`" counts from, and why; the publication day where nothing was said."""
        if self.before_era:
            return None
        said = self.last(unit)
        if said is None and unit in ("day", "week") and self.narrative:
            said = self.last("month")
        if said is not None:
            return said.period.first, f"“{said.words}” before it in the text, {said.period.value}"
        return self.present()

    def present(self) -> tuple[date, str] | None:
        """The publication day, and that it is what an expression counts from."""
        return None if self.published is None else (self.published, self.against())

    def against(self, why: str = "") -> str:
        """The anchor of what is counted from publication."""
        return f"publication on {self.published}" + (f", {why}" if why else "")

    def told_year(self, at: int) -> Said | None:
        """The year that a date without one takes from the text before, and not from publication.

        In a narrative it is the last one; in news one that stands shortly before in the same paragraph
        and lies well back.
        """
        said = self.last("year")
        if said is None:
            return None
        if self.narrative or self.published is None:
            return said
        if said.period.unit == "year" or not said.dated or said.period.first.year >= self.published.year - 1:
            return None
        return said if at - said.end < NEAR // 2 and "\n" not in self.text[said.end : at] else None


def is_narrative(text: str, published: date | None) -> bool:
    """True for a text whose years mostly lie well before publication, and that names few weekdays."""
    if published is None:
        return True
    years = [int(y) for y in YEAR.findall(text)]
    old = sum(y < published.year - 1 for y in years) + len(BEFORE_ERA.findall(text))
    if old < MANY_YEARS or 2 * old <= len(years):
        return False
    present = _present_days()
    if any(day in text[:LEAD] for day in present):
        return False
    return RARE * sum(text.count(day) for day in present) < old


def _present_days() -> tuple[str, ...]:
    """Words of news: weekdays and the days around the present, as they stand in a sentence."""
    return (*sorted(n.capitalize() for n in column("weekdays", "name")), "today", "yesterday", "tomorrow")


def dated(period: Period, anchor: str | None = None, *, inferred: bool = False) -> Reading:
    """The reading of a date, or of a time of day where the value holds one."""
    return Reading("TIME" if "T" in period.value else "DATE", period, period.value, anchor, inferred)


def group(m: re.Match[str], name: str) -> str:
    """A named group, lower-cased, white space made single; "" where it is not in the match."""
    found = m[name] if name in m.re.groupindex else None
    return " ".join(found.lower().split()) if found else ""


def word_before(text: str, at: int) -> str:
    """The word before an offset, lower-cased; "" where punctuation stands between."""
    m = WORD_BEFORE.search(text, max(0, at - 24), at)
    return m[1].lower() if m else ""
