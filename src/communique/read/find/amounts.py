"""Amounts of money and counts of goods in a text, exactly as given.

Not a finder: pledges build on it. A range keeps both ends; "up to", "more than" and the like stay in
the passage and are never turned into another number.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cache

from communique.knowledge import column, mapping, table, values
from communique.read.analysis.analysis import Analysis

NUMBER = r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?"


@dataclass(frozen=True, slots=True, kw_only=True)
class Amount:
    """A sum of money or a count: code-point offsets of its passage, and what it says.

    `value` is the number, or the lower end of a range whose upper end is `upper`. Money has a
    `currency` (ISO 4217), a count has the `unit` it counts. `converted` and `converted_currency` are the
    first conversion that the text gives beside it.
    """

    start: int
    end: int
    value: float
    upper: float | None = None
    currency: str | None = None
    unit: str | None = None
    converted: float | None = None
    converted_currency: str | None = None


@cache
def _currency_symbols() -> dict[str, str]:
    found: dict[str, str] = {}
    for row in table("currencies").rows:
        for symbol in values(row["symbols"]):
            found.setdefault(symbol, row["iso"])
    return found


@cache
def _money() -> re.Pattern[str]:
    symbols = _either(_currency_symbols())
    words = _either(column("currencies", "words"))
    times = _either(column("multipliers", "word"))
    spelled = _either(column("number_words", "word"))

    def number(name: str, digits: str) -> str:
        return rf"(?P<{name}>{digits})(?:[ \u00a0-]?(?P<x{name}>{times})\b)?"

    to = r"\s?(?:-|–|to|and)\s?"
    after_symbol = rf"{number('a', NUMBER)}(?:{to}(?:(?P=symbol)\s?)?{number('b', NUMBER)})?"
    before_word = rf"{number('c', f'{NUMBER}|{spelled}')}(?:{to}{number('d', f'{NUMBER}|{spelled}')})?"
    return re.compile(
        rf"(?<!\w)(?:(?P<symbol>{symbols})\s?{after_symbol}|{before_word}[ \u00a0-](?P<word>{words})\b)",
        re.IGNORECASE,
    )


def _either(words: Iterable[str]) -> str:
    return "|".join(re.escape(w) for w in sorted(words, key=lambda w: (-len(w), w)))


def money(text: str) -> Iterator[Amount]:
    """The sums of money of a text, in order."""
    factors = mapping("multipliers", "word", "factor")
    currencies = mapping("currencies", "words", "iso")
    for m in _money().finditer(text):
        low, high = ("a", "b") if m["symbol"] else ("c", "d")
        iso = _symbol(m["symbol"]) if m["symbol"] else currencies[m["word"].lower()]
        upper = _number(m[high], m["x" + high], factors) if m[high] else None
        # "2 to 3 billion": the multiplier of the second counts for both.
        times = m["x" + low] or (m["x" + high] if m[high] else None)
        value = _number(m[low], times, factors)
        if upper is not None and upper <= value:
            upper = None
        yield Amount(start=m.start(), end=m.end(), value=value, upper=upper, currency=iso)


CONVERTED = re.compile(
    r"[^().;\d]{0,40}[(\[]\s*(?:or|about|around|roughly|approximately|some|nearly|over|≈|~|=|\s)*$"
    r"|\s*,?\s*(?:or|equivalent to|the equivalent of)\s+(?:about|around|roughly|approximately|some)?\s*$"
)
LISTED = re.compile(r"\s*(?:[,;/]|or|and)?\s*(?:or|about|around|roughly|approximately)?\s*$")


def original_sums(text: str) -> list[Amount]:
    """The sums of money of a text, a conversion kept beside its original: "£4 million (€4.75 million)"."""
    kept: list[Amount] = []
    before: Amount | None = None
    converting = False
    for sum_ in money(text):
        between = text[before.end : sum_.start] if before else ""
        other = bool(kept) and sum_.currency != kept[-1].currency
        converting = other and bool((LISTED if converting else CONVERTED).match(between))
        if not converting:
            kept.append(sum_)
        elif kept[-1].converted is None:
            kept[-1] = replace(kept[-1], converted=sum_.value, converted_currency=sum_.currency)
        before = sum_
    return kept


def _symbol(symbol: str) -> str:
    symbols = _currency_symbols()
    return symbols.get(symbol) or symbols[symbol.upper()]


def _number(digits: str, times: str | None, factors: dict[str, str]) -> float:
    digits = mapping("number_words", "word", "value").get(digits.lower(), digits)
    value = Decimal(digits.replace(",", "")) * Decimal(factors[times.lower()] if times else 1)
    return int(value) if value == value.to_integral_value() else float(value)


def counts(analysis: Analysis, first: int, last: int) -> Iterator[tuple[Amount, int]]:
    """Counts of goods among words `first` to `last`: the amount, and the word that is counted."""
    goods = mapping("pledge_goods", "word", "class")
    for i in range(first, last):
        value = _count_value(analysis, i, last)
        if value is None:
            continue
        number, after = value
        if after + 1 < last and _range_before(analysis, after + 1, first)[0] is not None:
            continue  # the lower end of a range stands with the upper
        low, start = _range_before(analysis, i, first)
        head = analysis.head[i]
        while head < i and analysis.dep[head] == "nmod":  # "send Peru 20 tanks", taken for one phrase
            head = analysis.head[head]
        while i < head < after:  # "4 million doses": the number hangs on its multiplier
            head = analysis.head[head]
        while head >= after and analysis.dep[head] in ("compound", "amod", "nmod"):
            head = analysis.head[head]
        if low is not None and head == start:  # "20 and 30 tanks"
            head = analysis.head[start]
        if head < after:
            head = after = _counted_of(analysis, after)
        if head < max(after, first) or head >= last or analysis.lower[head] not in goods:
            continue
        if goods[analysis.lower[head]] == "aid":
            continue  # sums of aid are money; "two packages" counts nothing
        unit = analysis.span(after, head + 1).line
        upper = number if low is not None and low < number else None
        begin = analysis.start[start if upper is not None else i]
        number = low if low is not None and upper is not None else number
        yield Amount(start=begin, end=analysis.end[head], value=number, upper=upper, unit=unit), head


def _range_before(analysis: Analysis, i: int, first: int) -> tuple[float | None, int]:
    """The lower end of a range of counts and its word: "20 to 30 tanks", "between 20 and 30 tanks"."""
    if i - 2 < first or analysis.tag[i - 2] != "CD":
        return None, i
    between = i - 3 >= first and analysis.lower[i - 3] == "between"
    if analysis.lower[i - 1] not in ("to", "-", "–") and not (analysis.lower[i - 1] == "and" and between):
        return None, i
    low = _number_at(analysis, i - 2)
    return low, i - 2


def _counted_of(analysis: Analysis, after: int) -> int:
    """The goods that a number by itself counts: "30 of its tanks"; -1 where there are none."""
    if after >= len(analysis) or analysis.lower[after] != "of":
        return -1
    return next((c for c in analysis.children[after] if analysis.dep[c] == "pobj"), -1)


def single(analysis: Analysis, head: int) -> Amount | None:
    """One piece of arms told by its article: "a Patriot battery", "another tank"."""
    if (
        analysis.tag[head] != "NN"
        or mapping("pledge_goods", "word", "class").get(analysis.lower[head]) != "arms"
    ):
        return None
    if analysis.lower[head] not in column("pledge_pieces", "word"):
        return None
    low = next((c for c in analysis.children[head] if analysis.lower[c] in ("a", "an", "another")), None)
    if low is None:
        return None
    first = low + 1
    while first < head and analysis.lower[first] in ("additional", "new", "further", "single"):
        first += 1
    unit = analysis.span(first, head + 1).line
    return Amount(start=analysis.start[low], end=analysis.end[head], value=1, unit=unit)


def _count_value(analysis: Analysis, i: int, last: int) -> tuple[float, int] | None:
    """The number that begins at word `i`, and the word after it."""
    if analysis.tag[i] != "CD" or (i and analysis.lower[i - 1] in _currency_symbols()):
        return None
    if i and analysis.tag[i - 1] == "CD":
        return None
    factors = mapping("multipliers", "word", "factor")
    times = analysis.lower[i + 1] if i + 1 < last and analysis.lower[i + 1] in factors else None
    value = _number_at(analysis, i, times)
    return None if value is None else (value, i + (2 if times else 1))


def _number_at(analysis: Analysis, i: int, times: str | None = None) -> float | None:
    word = analysis.lower[i]
    if word not in mapping("number_words", "word", "value") and not re.fullmatch(NUMBER, word):
        return None
    return _number(word, times, mapping("multipliers", "word", "factor"))
