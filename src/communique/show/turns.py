"""Stances that turned: a party that rejected what it accepts now, or the other way round."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import cache

from communique.knowledge import mapping
from communique.show.lines import StanceLine

WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")
NEGATIONS = ("not", "never", "no", "cannot", "won't", "won’t")
CLEAR = ("for", "against")


def turns(stances: Sequence[StanceLine]) -> tuple[StanceLine, ...]:
    """A party's stances on one issue, newest first, with those marked that the newest goes against.

    The nearest of these stands right behind the newest, so that a change is seen.
    """
    newest = stances[0]
    now = direction(newest.stance)
    if now is None or newest.day is None:
        return tuple(stances)
    found = [
        replace(s, turned=s.day is not None and s.day < newest.day and direction(s.stance) not in (None, now))
        for s in stances[1:]
    ]
    first = next((s for s in found if s.turned), None)
    return (newest, *((first,) if first else ()), *(s for s in found if s is not first))


def direction(stance: str) -> str | None:
    """Either ``for`` or ``against``, by the first verb of `stance_verbs.tsv` that is; negation turns it."""
    words = WORD.findall(stance.lower())
    for i, word in enumerate(words):
        known = _directions().get(word)
        if known is not None:
            negated = any(w in NEGATIONS or w.endswith(("n't", "n’t")) for w in words[max(0, i - 3) : i])
            return known if not negated else CLEAR[1 - CLEAR.index(known)]
    return None


@cache
def _directions() -> dict[str, str]:
    """The forms of clear verbs of stance: "accept", "accepts", "accepted", "accepting"."""
    found: dict[str, str] = {}
    for lemma, told in mapping("stance_verbs", "lemma", "direction").items():
        if told in CLEAR:
            stem = lemma.removesuffix("e")
            third = f"{lemma[:-1]}ies" if lemma.endswith("y") else f"{lemma}s"
            past = f"{lemma[:-1]}ied" if lemma.endswith("y") else f"{stem}ed"
            found |= dict.fromkeys((lemma, third, f"{lemma}es", past, f"{stem}ing"), told)
    return found
