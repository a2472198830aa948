"""The grammar of time expressions: patterns built from the tables of months, weekdays, units.

A pattern is tried only at a word that can begin it, so a text costs one dictionary look-up a word.
In patterns "@name" stands for an alternation of a table's forms, and a blank for white space that
may hold one line break.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache

from communique.knowledge import column, mapping, table, values

SPACE = r"(?:[^\S\n]+\n?|\n)[^\S\n]*"
WORD = re.compile(r"\w+|[’']\d0[’']?s\b")
DIGITS = "#"  # the key of rules that begin with a digit

# name, words that can begin it ("@table" for its forms), pattern
RULES: tuple[tuple[str, str, str], ...] = (
    ("iso", DIGITS, r"(?P<y>\d{4})-(?P<m>\d\d)-(?P<d>\d\d)(?!\d)"),
    ("slashed", DIGITS, r"(?P<a>\d{1,2})/(?P<b>\d{1,2})/(?P<y>\d{4}|\d\d)(?![\d/])"),
    ("dotted", DIGITS, r"(?P<d>\d{1,2})\.(?P<m>\d{1,2})\.(?P<y>\d{4})(?!\d)"),
    (
        "month_day",
        "@weekday @month early late",
        r"(?:(?P<wd>@weekday)(?:,| \(?)? ?)?(?:(?:early|late) )?(?P<month>@month) (?P<d>\d{1,2})@ordinal"
        r"(?:(?: ?[-–—] ?|,? (?:to|and|through) )(?P<d2>\d{1,2})@ordinal)?(?![\w%]|[.,:]\d)"
        r"(?:,? (?P<y>\d{4})(?![\w-]|[.,]\d))?",
    ),
    (
        "day_month",
        f"{DIGITS} @weekday the",
        r"(?:(?P<wd>@weekday),? )?(?:the )?(?P<d>\d{1,2})@ordinal"
        r"(?:(?: ?[-–—] ?|,? (?:to|and|through) )(?P<d2>\d{1,2})@ordinal)?(?: of)? (?P<month>@month)\b"
        r"(?:,? (?P<y>\d{4})(?![\w-]|[.,]\d))?",
    ),
    (
        "month",
        "@month last next this early late mid the",
        r"(?:(?:the )?(?P<part>early|late|mid)(?: in |[ -]))?(?:(?P<rel>last|next|this(?: past| coming)?) )?"
        r"(?P<month>@month)(?![\w-]?\w|[’']\w\w)(?:,? (?:of )?(?P<y>\d{4})(?!\w)| (?:of )?"
        r"(?P<yrel>last|this|next) year\b)?",
    ),
    (
        "edge",
        "the end beginning start middle",
        r"(?:the )?(?P<part>end|beginning|start|middle) of (?:(?:(?P<rel>the|this|next|last) (?P<unit>@unit))"
        r"|(?:(?P<month>@month)(?: (?P<my>\d{4}))?)|(?P<y>\d{4}))(?!\w)",
    ),
    (
        "weekdays",
        "every each @weekdays",
        r"(?:(?:every|each)(?: other)? (?P<wd>@weekdayname)|(?P<pl>@weekdays))\b",
    ),
    (
        "weekday",
        "@weekday last next this the early late",
        r"(?:(?:the )?(?P<rel>last|next|this(?: past| coming)?|previous|following|coming) )?"
        r"(?:(?:early|late)(?: on)? )?(?P<wd>@weekdayname)(?!\w|[’'][a-rt-z])(?:,? (?P<dp>@daypart)\b)?"
        r"(?: (?:of )?(?P<week>last|next|this) week)?",
    ),
    (
        "clock",
        f"{DIGITS} noon midnight",
        r"(?:(?P<h>\d{1,2})(?:[:.](?P<min>[0-5]\d))?(?: ?(?P<ap>[ap])\.?m\b\.?)|"
        r"(?P<h2>[01]?\d|2[0-3]):(?P<min2>[0-5]\d)"
        r"|(?P<noon>noon|midnight))(?:,? (?:\(?(?-i:[A-Z]{2,4})\)?|local time))?"
        r"(?:,? (?:on )?(?:(?P<wd>@weekdayname)|(?P<word>today|yesterday|tomorrow))\b)?",
    ),
    (
        "word",
        "@word early earlier late later",
        r"(?:(?:early|earlier|late|later) )?(?P<word>@word)(?!-?\w)(?: (?P<dp>@daypart)\b)?",
    ),
    (
        "unit",
        "early earlier late later mid this last next",
        r"(?:(?P<part>earlier|later|early|late|mid)(?: in |[ -]))?(?P<rel>this|last|next) "
        r"(?:(?P<mod>past|coming) )?(?P<unit>@unit|@season)(?!\w)",
    ),
    (
        "narrative",
        "the that earlier later early late",
        r"(?:(?:earlier|later|early|late) )?(?P<rel>the "
        r"(?:previous|preceding|prior|next|following|coming|same)"
        r"|that(?: same)?) (?P<unit>@unit|@daypart)(?!\w)",
    ),
    (
        "day_before",
        "the a",
        r"(?:the|a) (?P<unit>@unit) (?P<way>before|after|earlier|later|ago|from now)"
        r"(?=[^\S\n]*(?:[.,;:)”\"\n—–]|$)|(?<=earlier)|(?<=later)|(?<=ago)|(?<=now))",
    ),
    ("weekend", "the", r"the weekend\b"),
    (
        "ago",
        f"{DIGITS} @quantity nearly almost about",
        r"(?:(?:nearly|almost|about|some) )?(?P<n>@quantity|\d{1,3})[ -](?P<unit>@unit) "
        r"(?P<way>ago|earlier|later|hence|from now|from today)\b(?: (?P<exact>today)\b)?",
    ),
    ("ahead", "in", r"in (?P<n>@quantity|\d{1,3}) (?P<unit>@unit)(?P<time>[’']s? time)?(?![\w-])"),
    (
        "per",
        "a an per each every",
        r"(?:(?P<every>per|each|every(?: (?:other|(?P<n>@quantity|\d{1,3})))?)) (?P<unit>@unit)\b",
    ),
    (
        "duration",
        f"{DIGITS} @quantity the first last past next recent coming nearly almost",
        r"(?:(?:the )?(?:first|last|past|next|coming|final) |(?:nearly|almost) )?"
        r"(?P<n>@quantity|\d{1,3}(?:,\d{3})?(?:\.\d)?)"
        r"(?P<hy>[ -]| to \d{1,3} )(?P<unit>@unit)(?!-?\w|-old| olds?\b| of age)",
    ),
    ("vague", "for over decades years months weeks days hours", r"(?:for |over )?(?P<unit>@units)\b"),
    ("past_unit", "the", r"the (?:last|past) (?P<unit>@unit)\b"),
    (
        "quarter",
        "the first second third fourth fiscal this last next latest",
        r"(?:the )?(?:(?P<rel>this|last|next) )?(?:fiscal )?(?:year[’']s )?"
        r"(?P<q>first|second|third|fourth)[ -](?P<kind>quarter|half)"
        r"(?! of (?:the )?[a-z])(?:,? (?:of )?(?:fiscal )?(?P<y>\d{4})(?!\w))?",
    ),
    ("q", "q1 q2 q3 q4 h1 h2", r"(?P<kind>[QH])(?P<q>[1-4])(?:,? (?:of )?(?P<y>\d{4})(?!\w))?(?!\w)"),
    (
        "season",
        "@season last next this the early late mid in",
        r"(?:(?:the )?(?P<part>early|late|mid)(?: in |[ -]))?(?P<det>(?:in )?the |in )?(?P<season>@season)"
        r"(?!-?\w)(?:,? (?:of )?(?P<y>\d{4})(?!\w))?",
    ),
    (
        "year",
        f"{DIGITS} early late mid fiscal",
        r"(?:(?P<part>early|late|mid)(?: in |[ -]))?(?:fiscal )?(?P<y>1[5-9]\d\d|20\d\d)"
        r"(?:[-–/](?P<y2>\d{4}|\d\d)(?!\d))?(?![\w%]|[.,:/]\d|-[\w])",
    ),
    (
        "decade",
        f"{DIGITS} the early late mid ’ '",
        r"(?:the )?(?:(?P<part>early|late|mid)(?: |-))?(?:the )?(?:(?P<c>1[5-9]|20)|[’'])"
        r"(?P<d>\d)0[’']?s(?!\w)",
    ),
    ("feast", "@feast", r"(?P<feast>@feast)(?![-\w])(?:,? (?P<y>\d{4}))?"),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Rule:
    """One compiled pattern; `rank` breaks ties between matches of the same length."""

    name: str
    pattern: re.Pattern[str]
    rank: int


@cache
def rules_by_first_word() -> dict[str, tuple[Rule, ...]]:
    """For each lower-cased word (or the key of digits), the rules that can begin with it."""
    forms = fragments()
    firsts = _first_words()
    found: dict[str, list[Rule]] = {}
    for rank, (name, begins, pattern) in enumerate(RULES):
        spaced = pattern.replace("[ -]", "(?: |-)").replace(" ?", r"[^\S\n]?").replace(" ", SPACE)
        source = re.sub(r"@(\w+)", lambda m: forms[m[1]], spaced)
        rule = Rule(name, re.compile(source, re.IGNORECASE), rank)
        for word in begins.split():
            for first in firsts.get(word, (word,)):
                found.setdefault(first, []).append(rule)
    return {k: tuple(dict.fromkeys(v)) for k, v in found.items()}


def _first_words() -> dict[str, tuple[str, ...]]:
    weekdays = sorted(column("weekdays", "name"))
    return {
        "@weekday": (*weekdays, *sorted(column("weekdays", "abbreviations"))),
        "@weekdays": tuple(f"{w}s" for w in weekdays),
        "@month": (*sorted(column("months", "name")), *sorted(column("months", "abbreviations"))),
        "@word": _first(column("time_words", "form")),
        "@quantity": _first(column("time_quantities", "word")),
        "@season": tuple(sorted(column("seasons", "form"))),
        "@feast": _first(re.split(r"['’ ]", f)[0] for f in column("feasts", "form")),
    }


def _first(phrases: Iterable[str]) -> tuple[str, ...]:
    return tuple(sorted({p.split()[0].split("-")[0] for p in phrases}))


@cache
def fragments() -> dict[str, str]:
    """For each "@name" of the patterns, the alternation it stands for."""
    names, short = column("weekdays", "name"), column("weekdays", "abbreviations")
    units = [values(r["forms"]) for r in table("time_units").rows]
    quantities = _any(column("time_quantities", "word"))
    return {
        "weekday": f"(?:{_any(names)}|{_any(short)}\\b\\.?)",
        "weekdayname": _any(names),
        "weekdays": "(?:" + _any(f"{n}s" for n in names) + ")",
        "month": f"(?:{_any(column('months', 'name'))}|{_any(column('months', 'abbreviations'))}\\b\\.?)",
        "ordinal": "(?:st|nd|rd|th)?",
        "unit": _any(f for forms in units for f in forms),
        "units": _any(forms[1] for forms in units),
        "daypart": _any(column("day_parts", "form")),
        "season": _any(column("seasons", "form")),
        "word": _any(column("time_words", "form")),
        "feast": _any(column("feasts", "form")),
        "quantity": f"(?:{quantities})(?:-(?:{quantities}))?",
    }


def _any(forms: Iterable[str]) -> str:
    longest_first = sorted(forms, key=lambda f: (-len(f), f))
    escaped = (re.escape(f).replace(r"\ ", SPACE) for f in longest_first)
    return "(?:" + "|".join(escaped) + ")"


def matches(text: str) -> Iterator[tuple[Rule, re.Match[str]]]:
    """All places where a rule matches, from left to right; the longest first at each place.

    Several may be given for one place: the caller takes the first it can make sense of, and skips
    those that begin before its end.
    """
    rules = rules_by_first_word()
    for word in WORD.finditer(text):
        form = word[0]
        tried = rules.get(DIGITS if form[0].isdigit() else form.lower() if form[0].isalpha() else "’")
        if tried is None:
            continue
        at = word.start()
        hits = [(r, m) for r in tried if (m := r.pattern.match(text, at))]
        if len(hits) > 1:
            hits.sort(key=lambda h: (-h[1].end(), h[0].rank))
        yield from hits


@cache
def numbers() -> dict[str, str]:
    """From each form of a quantity, month, weekday or ordinal (lower-cased) to its number."""
    return {
        **mapping("time_quantities", "word", "value"),
        **mapping("months", "name", "number"),
        **mapping("months", "abbreviations", "number"),
        **mapping("weekdays", "name", "number"),
        **mapping("weekdays", "abbreviations", "number"),
        "first": "1", "second": "2", "third": "3", "fourth": "4",
    }  # fmt: skip
