"""The grammar of time expressions: patterns built from the tables of months, weekdays, units.

A pattern is tried only at a word that can begin it, so a text costs one dictionary look-up a word.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache

from communique.knowledge import column, mapping, table, values
from communique.read.find.times.patterns import DIGITS, RULES

SPACE = r"(?:[^\S\n]+\n?|\n)[^\S\n]*"
GATED = "the"  # stands before a fifteenth of all words, and before few times: see what follows it first
NEXT = re.compile(r"\s*(\w*)")
WORD = re.compile(r"\w+|[’']\d0[’']?s\b")


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
        "@number": (DIGITS, *_first(column("time_quantities", "word"))),
        "@approximator": _first(column("time_approximators", "form")),
        "@ordinal": _first(column("ordinals", "word")),
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
    quantities = mapping("time_quantities", "word", "value")
    several = [w for w in quantities if w not in ("a", "an")]
    cardinals = _any(w for w, v in quantities.items() if v != "X" and " " not in w and len(w) > 2)
    teens = _any(w for w, v in quantities.items() if v.isdigit() and 10 <= int(v) <= 90 and " " not in w)
    digits = r"\d{1,3}(?:,\d{3})*(?:\.\d+)?(?:" + SPACE + r"1/2)?"
    more = f"(?:(?:{SPACE}|-)(?:and{SPACE})?{cardinals})*"
    return {
        "weekday": f"(?:{_any(names)}|{_any(short)}\\b\\.?)",
        "weekdayname": _any(names),
        "weekdays": "(?:" + _any(f"{n}s" for n in names) + ")",
        "month": f"(?:{_any(column('months', 'name'))}|{_any(column('months', 'abbreviations'))}\\b\\.?)",
        "suffix": "(?:st|nd|rd|th)?",
        "ordinal": _any(column("ordinals", "word")),
        "unit": _any(f for forms in units for f in forms),
        "units": _any(forms[1] for forms in units),
        "daypart": _any(column("day_parts", "form")),
        "season": _any(column("seasons", "form")),
        "word": _any(column("time_words", "form")),
        "feast": _any(column("feasts", "form")),
        "number": f"(?:{digits}|an?{SPACE}(?:hundred|thousand){more}|{_any(several)}{more}|an?)",
        "approximator": _any(column("time_approximators", "form")),
        "sequence": _any(column("time_sequences", "form")),
        "spokenyear": f"(?:(?:eighteen|nineteen|twenty)(?:{SPACE}|-){teens}(?:(?:{SPACE}|-){cardinals})?"
        f"|two{SPACE}thousand(?:{SPACE}(?:and{SPACE})?{cardinals})?)",
        "tens": _any(column("decades", "form")),
    }


def _any(forms: Iterable[str]) -> str:
    longest_first = sorted(forms, key=lambda f: (-len(f), f))
    escaped = (re.escape(f).replace(r"\ ", SPACE) for f in longest_first)
    return "(?:" + "|".join(escaped) + ")"


@cache
def _behind_the() -> frozenset[str]:
    """All words in the patterns that can begin with "the": no other word can stand behind it in a match."""
    sources = (re.sub(r"\\[a-zA-Z]", " ", r.pattern.pattern.lower()) for r in rules_by_first_word()[GATED])
    found = {w for source in sources for w in re.findall(r"[a-z]+\??", source)}
    return frozenset({w.rstrip("?") for w in found} | {w[:-2] for w in found if w.endswith("?")})


def _can_follow(text: str, at: int) -> bool:
    """True where what stands behind "the" is no word, a number, or one of the patterns' words."""
    found = NEXT.match(text, at)
    word = found[1] if found else ""
    return not word.isalpha() or word.lower() in _behind_the()


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
        if form.lower() == GATED and not _can_follow(text, word.end()):
            continue
        hits = [(r, m) for r in tried if (m := r.pattern.match(text, at))]
        if len(hits) > 1:
            hits.sort(key=lambda h: (-h[1].end(), h[0].rank))
        yield from hits
