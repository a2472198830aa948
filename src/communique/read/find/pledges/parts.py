"""Sums that are parts of another: "This includes $30 million", "$90 million, of which $40 million …"."""

from __future__ import annotations

import re
from collections.abc import Sequence

from communique.knowledge import column
from communique.read.analysis.analysis import Analysis, Sentence
from communique.read.find.amounts import Amount
from communique.read.find.clauses import ancestors, subject_of
from communique.read.find.pledges.triggers import pledge_nouns

# What may stand between a sum and a part of it in one sentence.
INSIDE = re.compile(r"\b(?:including|includes?|of which|of that|of this|consisting of|with)\b", re.IGNORECASE)
POINTING = ("this", "that", "it", "which", "these", "they")


def continues(a: Analysis, s: Sentence, word: int) -> bool:
    """True where a sum tells a part of what the sentence before promised.

    "This includes $30 million for roads"; an item of a list that the sentence before opened by a colon.
    """
    for i in ancestors(a, word):
        if a.tag[i][:1] == "V":
            subject = subject_of(a, i)
            if subject is None or a.lemma[i] not in column("pledge_including", "lemma"):
                break
            whole = a.lemma[subject] in pledge_nouns() or a.lower[subject] in column("pledge_goods", "word")
            return whole or a.lower[subject] in POINTING
    return _listed(a, s, word)


def _listed(a: Analysis, s: Sentence, word: int) -> bool:
    """True for the sum that opens an item below "The request … is for:"."""
    opens = not any(a.text[i].isalpha() for i in range(s.first, word) if a.tag[i] not in ("CD", "$", "LS"))
    if not opens or s.index == 0:
        return False
    last = s.first - 1
    while last > 0 and (a.text[last] == "." or a.text[last].isdigit()):
        last -= 1  # the number of the item
    return a.text[last] in (":", ";") or (a.lower[last] in ("and", "or") and last < s.first - 1)


def totals_of(text: str, sums: Sequence[Amount]) -> dict[int, float]:
    """Of the sums of one sentence, by their offset, the total that each is a part of.

    The first is a total where a word says so ("including", "of which") and it is the larger, or where
    those behind it add up to it exactly.
    """
    found: dict[int, float] = {}
    if len(sums) < 2:
        return found
    whole, parts = sums[0], sums[1:]
    like = [p for p in parts if p.currency == whole.currency and p.value < whole.value]
    if len(like) > 1 and sum(p.value for p in like) == whole.value:
        return {p.start: whole.value for p in like}
    told = bool(like) and INSIDE.search(text, whole.end, like[0].start) is not None
    return (
        {p.start: whole.value for p in like} if told and sum(p.value for p in like) < whole.value else found
    )
