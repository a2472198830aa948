"""Which way in time a passage lies: told by tense, modals, governing words and prepositions.

The governing verb is found by walking up the dependency tree. Tense follows reference grammar (Quirk
et al. 1985, chapter 4): a present with a date is scheduled, except in headlines and captions, where
it is the historic present.
"""

from __future__ import annotations

from functools import cache

from communique.knowledge import table
from communique.model.text import BlockKind
from communique.read.analysis.analysis import Analysis
from communique.read.find.times.context import Direction

PAST, COMING, UNKNOWN = Direction.PAST, Direction.COMING, Direction.UNKNOWN
SINCE = frozenset({"after", "since", "following"})
EPISTEMIC = frozenset({"could", "may", "might", "must", "can"})
PROSPECTIVE = frozenset({"planned", "proposed", "refused", "postponed", "cancelled"})
BEFORE = {"before": COMING, "until": COMING, "till": COMING, "after": PAST, "since": PAST, "following": PAST}
CERTAIN = frozenset({"will", "shall", "'ll", "’ll"})
OPEN = frozenset({"effective", "through"})  # they reach ahead whatever the tense
BACKSHIFTED = frozenset(
    {"would", "will", "shall", "'ll", "’ll", "wo", "could", "should", "may", "might", "can", "must", "'d"}
)


def direction(analysis: Analysis, first: int) -> Direction:
    """The direction of the time expression that begins with word `first`."""
    if (told := _by_preposition(analysis, first)) is not None:
        return told
    i, below = first, ""
    for _ in range(12):
        if i != first and (found := _step(analysis, first, i, below)) is not None:
            return found
        head = analysis.head[i]
        if head == i:
            break
        i, below = head, "" if i == first else analysis.dep[i]
    return UNKNOWN


def _step(analysis: Analysis, first: int, i: int, below: str) -> Direction | None:
    """What word `i` on the way up tells; `below` is the relation that led to it, if from a phrase."""
    tag = analysis.tag[i]
    if tag[0] == "V":
        if _moved_to(analysis, first, i):
            return COMING
        if below == "dobj" and analysis.lemma[i] == "follow":
            return PAST  # "The remarks follow Monday's call"
        if below in ("nsubj", "csubj") and _comments(analysis, i):
            return UNKNOWN
        if tag == "VBN" and analysis.dep[i] == "acl" and _without_for(analysis, first, i):
            return PAST  # "a record set on Friday"
        if (found := _of_verb(analysis, i)) is not UNKNOWN:
            return found
    if analysis.dep[i] == "prep" and analysis.lower[i] in SINCE:
        return PAST  # "after a call on Monday"
    if analysis.lower[i] == "ahead":
        return COMING  # "ahead of talks on Monday"
    return COMING if tag[0] == "N" and _upcoming(analysis, i) else None


def _by_preposition(analysis: Analysis, first: int) -> Direction | None:
    """What "before Thursday's talks" or "since Monday" tell; None where the preposition is neutral."""
    j = first - 1
    if j >= 0 and analysis.lower[j] in ("the", "its", "their", "his", "her"):
        j -= 1
    if j < 0 or analysis.sent[j] != analysis.sent[first]:
        return None
    word = analysis.lower[j]
    if word == "of" and j and analysis.lower[j - 1] == "ahead":
        return COMING
    if word == "to" and j and analysis.lower[j - 1] == "prior":
        return COMING
    if word in OPEN:
        return UNKNOWN
    return BEFORE.get(word)


def _comments(analysis: Analysis, i: int) -> bool:
    """True for verbs that judge an event but do not date it: "Monday's call shows", "could signal"."""
    if any(analysis.lower[c] in EPISTEMIC for c in analysis.children[i] if analysis.dep[c] == "aux"):
        return True
    plain = not any(analysis.dep[c] in ("aux", "auxpass") for c in analysis.children[i])
    return (
        plain
        and analysis.tag[i] in ("VBZ", "VBP")
        and analysis.lemma[i] != "be"
        and analysis.lemma[i] not in _prospective()
    )


def _without_for(analysis: Analysis, first: int, verb: int) -> bool:
    """True for a word that schedules only with "for", where the time expression follows without it."""
    return analysis.lemma[verb] in _scheduling_with_for() and analysis.lower[first - 1] != "for"


def _moved_to(analysis: Analysis, first: int, verb: int) -> bool:
    """True for "postponed to Friday"."""
    return first > 0 and analysis.lower[first - 1] == "to" and analysis.lemma[verb] in _postponing()


def _upcoming(analysis: Analysis, i: int) -> bool:
    """True when a noun is called planned, upcoming, scheduled."""
    return analysis.tag[i][0] == "N" and any(
        analysis.lower[c] in _prospective() and analysis.dep[c] in ("amod", "acl", "compound")
        for c in analysis.children[i]
    )


def _of_verb(analysis: Analysis, i: int) -> Direction:
    auxiliaries = [
        analysis.lower[c] for c in analysis.children[i] if analysis.dep[c] in ("aux", "auxpass") and c < i
    ]
    tag = analysis.tag[i]
    if any(a in BACKSHIFTED for a in auxiliaries):
        return PAST if "have" in auxiliaries and not CERTAIN.intersection(auxiliaries) else COMING
    if "to" in auxiliaries:
        return _of_infinitive(analysis, i, auxiliaries)
    if tag == "VBD" or any(
        a in ("had", "was", "were", "did", "has", "have", "'ve", "’ve") for a in auxiliaries
    ):
        return COMING if _planned(analysis, i) and "had" not in auxiliaries else PAST
    if tag == "VBG":
        return COMING if auxiliaries and not _historic(analysis, i) else UNKNOWN  # "is meeting Thursday"
    if tag == "VBN":
        if any(a in ("is", "are", "'s", "'re", "being") for a in auxiliaries):
            return COMING
        return COMING if analysis.lemma[i] in _scheduling() else PAST  # "talks held Thursday"
    if tag in ("VBZ", "VBP"):
        return PAST if _historic(analysis, i) else COMING
    if tag == "VB" and not auxiliaries and analysis.head[i] == i:
        return COMING  # "See you on Thursday"
    return UNKNOWN


def _of_infinitive(analysis: Analysis, i: int, auxiliaries: list[str]) -> Direction:
    """An infinitive lies ahead of a word that looks ahead, and with its governor after any other."""
    if "have" in auxiliaries:
        return PAST
    head = analysis.head[i]
    if head == i:
        return COMING
    if any(analysis.lower[c] == "had" and analysis.dep[c] == "aux" for c in analysis.children[head]):
        return PAST  # "had been expected to land"
    if analysis.lemma[head] in _prospective() or analysis.lower[head] in _prospective():
        return COMING
    if analysis.lemma[head] == "be" or _historic(analysis, i):
        return COMING  # "is to meet", and headlines: "Leaders to meet"
    if analysis.tag[head][0] == "N":
        return COMING  # "plans to meet", "an invitation to visit"
    return UNKNOWN


def _planned(analysis: Analysis, i: int) -> bool:
    """True for "were scheduled for Thursday": a passive of a word that looks ahead."""
    return analysis.tag[i] == "VBN" and analysis.lemma[i] in _scheduling()


def _historic(analysis: Analysis, i: int) -> bool:
    kind = analysis.sentence_of(i).block.kind
    return kind in (BlockKind.HEADLINE, BlockKind.CAPTION)


@cache
def _prospective() -> frozenset[str]:
    """Words after which something is yet to come."""
    rows = table("status_governors").rows
    return (
        frozenset(r["lemma"] for r in rows if r["facet"] in PROSPECTIVE and not r["particle"]) | _scheduling()
    )


@cache
def _postponing() -> frozenset[str]:
    return frozenset(r["lemma"] for r in table("status_governors").rows if r["facet"] == "postponed")


@cache
def _scheduling() -> frozenset[str]:
    rows = table("scheduling_words").rows
    return frozenset(r["form"] for r in rows)


@cache
def _scheduling_with_for() -> frozenset[str]:
    return frozenset(r["form"] for r in table("scheduling_words").rows if r["with_for"])
