"""The terms of a pledge: what it is of, per month or year, by when, within which bound, on what condition."""

from __future__ import annotations

import re
from functools import cache
from typing import Literal, cast

from communique.knowledge import mapping
from communique.model.text import Span
from communique.model.when import When
from communique.read.analysis.analysis import Analysis, Sentence
from communique.read.find.amounts import Amount
from communique.read.find.pledges.triggers import Trigger, pledge_nouns

Period = Literal["month", "year"]
Bound = Literal["least", "most", "about"]

PER = re.compile(
    r"\s*(?:(?:per|a|each|every|for the)\s+(month|year)\b|(monthly|annually|yearly))", re.IGNORECASE
)
PERIODS: dict[str, Period] = {
    "month": "month", "monthly": "month", "year": "year", "annually": "year", "yearly": "year",
    "annual": "year",
}  # fmt: skip
REACH = 30  # characters before or behind an amount in which a word may bound it
# "another 2 billion", "a further $5 million", "$2 billion more", "an additional 20 tanks"
ON_TOP = re.compile(
    r"\b(?:another|(?:an |the )?(?:additional|extra)|a further)\s+(?:[\w-]+\s+){0,2}$", re.IGNORECASE
)
MORE = re.compile(
    r"\s+(?:more|extra|on top)\b(?!\s+than)|\s+(?:in|of)\s+(?:additional|extra|further)\b", re.I
)
LEAD = 20  # characters before a time that say what it is to the pledge
OVER = re.compile(
    r"\b(?:over|through|throughout|across|spread over)\s+(?:the\s+)?(?:(?:next|coming)\s+)?$", re.I
)
FOR = re.compile(r"\bfor\s+(?:the\s+)?(?:(?:next|coming)\s+)?$", re.IGNORECASE)
MARKS = ("if", "unless", "once", "until", "provided", "providing")
ON_CONDITION = re.compile(
    r"\b(?:on (?:the )?conditions? (?:that|of)|condition(?:al|ed) (?:up)?on|contingent (?:up)?on"
    r"|only (?:after|if|once|when)|subject to|provided that|as long as|in exchange for"
    r"|in return for)\b[^.;:!?]*",
    re.IGNORECASE,
)


@cache
def _bounds(side: str) -> re.Pattern[str]:
    words = sorted(
        (w for w, s in mapping("pledge_bounds", "words", "side").items() if s == side),
        key=lambda w: (-len(w), w),
    )
    either = "|".join(map(re.escape, words))
    return re.compile(
        rf"\b(?:{either})\s+(?:(?:a|an|another|additional|further)\s+)*$"
        if side == "before"
        else rf"\s+(?:{either})\b",
        re.I,
    )


def bound_of(text: str, amount: Amount) -> Bound | None:
    """Whether an amount is a lower bound ("at least"), an upper one ("up to") or about so much."""
    bounds = mapping("pledge_bounds", "words", "bound")
    before = _bounds("before").search(text, max(0, amount.start - REACH), amount.start)
    found = before or _bounds("behind").match(text, amount.end)
    if found is None:
        return None
    words = next(w for w in sorted(bounds, key=lambda w: -len(w)) if w in found[0].lower())
    return cast(Bound, bounds[words])


def additional(text: str, amount: Amount) -> bool:
    """True for an amount on top of what was given before: "another 2 billion kronor"."""
    lead = text[max(0, amount.start - REACH) : amount.start]
    return ON_TOP.search(lead) is not None or MORE.match(text, amount.end) is not None


def per_of(a: Analysis, amount: Amount, noun: int) -> Period | None:
    """Per month or year: "a month", "annually", "an annual contribution of"."""
    per = PER.match(a.article.text, amount.end)
    if per is not None:
        return PERIODS[(per[1] or per[2]).lower()]
    beside = (c for i in (noun, a.head[a.head[noun]]) for c in a.children[i])
    return next((PERIODS[a.lower[c]] for c in beside if a.dep[c] == "amod" and a.lower[c] in PERIODS), None)


def condition_of(a: Analysis, s: Sentence, trigger: Trigger) -> str | None:
    """The words of the condition that a pledge depends on: "if parliament agrees"."""
    for top in (trigger.word, trigger.transfer):
        for child in a.children[top] if top is not None else ():
            marked = any(a.dep[c] == "mark" and a.lower[c] in MARKS for c in a.children[child])
            if a.dep[child] == "advcl" and marked:
                low, high = a.subtree(child)
                return a.span(low, high).line.rstrip(" ,.;")
    start = a.start[min(t for t in (trigger.word, trigger.transfer) if t is not None)]
    told = ON_CONDITION.search(a.article.text, start, a.end[s.last - 1])
    return " ".join(told[0].split()).rstrip(' ,”"') if told else None


def by_when(a: Analysis, s: Sentence) -> When | None:
    """A deadline: "by June"."""
    for i in range(s.first + 1, s.last):
        time = a.layers.time_at.get(i)
        if time is None or time.when.first is None or time.type != "DATE":
            continue
        if a.lower[i - 1] in ("by", "until", "before"):
            return time.when
    return None


def period_of(a: Analysis, s: Sentence, trigger: Trigger) -> When | None:
    """The time that a pledge is for: "for 2027", "over three years", "their 2025 commitment"."""
    for i in range(s.first, s.last):
        time = a.layers.time_at.get(i)
        if time is None or time.type not in ("DATE", "DURATION") or time.when.span is None:
            continue
        own = a.lower[i] in ("over", "through", "throughout", "across") and a.dep[i] == "prep"
        lead = a.article.text[max(0, time.when.span.start - LEAD) : time.when.span.start]
        beside = a.head[i] == trigger.word and a.tag[trigger.word][:1] == "N" and time.type == "DATE"
        noun = a.lemma[a.head[a.head[i]]] in pledge_nouns()
        if own or beside or OVER.search(lead) or (FOR.search(lead) and (noun or time.when.first is None)):
            return time.when
    return None


def what(a: Analysis, head: int, amount: Amount | None) -> str | None:
    """The good with its modifiers, amounts left out: "U.S.-made weapons"; "dollars" are no good."""
    if amount is not None and amount.currency and amount.start <= a.start[head] < amount.end:
        return None
    if a.lower[head] == "worth":  # "$5 million worth of boats"
        of = next((c for c in a.children[head] if a.dep[c] == "prep" and a.lower[c] == "of"), head)
        head = next((c for c in a.children[of] if a.dep[c] == "pobj"), head)
    left = [
        c
        for c in a.children[head]
        if c < head and a.dep[c] in ("compound", "amod", "nmod") and a.tag[c] != "CD"
    ]
    left += [
        m for c in left for m in a.children[c] if m < c and a.dep[m] == "compound"
    ]  # "air defense systems"
    first = min([head, *left])
    while first > 1 and a.text[first - 1] == "-":
        first -= 2  # "three-year package", "air-to-ground missiles"
    while any(a.tag[i] == "CD" or a.ent[i] == "MONEY" or a.lower[i] == "worth" for i in range(first, head)):
        first += 1
    return a.span(first, head + 1).line if a.tag[head][:1] == "N" else None


def passage(
    a: Analysis, s: Sentence, trigger: Trigger, noun: int, goods: int | None, amount: Amount | None
) -> Span:
    """From the trigger (or what is pledged, if that comes first) to the end of the phrase."""
    ends = [noun, trigger.word, *([goods] if goods is not None else [])]
    low, high = min(ends), max(a.subtree(noun)[1], *(e + 1 for e in ends))
    low = min(low, a.subtree(noun)[0]) if trigger.word > noun else low
    sums = [a.subtree(c)[0] for c in a.children[noun] if a.dep[c] == "conj" and a.tag[c] == "CD" and c > noun]
    high = max(min([high, *sums]), *(e + 1 for e in ends))  # another sum beside it has a passage of its own
    start, end = a.start[max(low, s.first)], a.end[min(high, s.last) - 1]
    if amount is not None:
        start, end = min(start, amount.start), max(end, amount.end)
    return a.article.span(start, end)
