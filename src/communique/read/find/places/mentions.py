"""Passages that name a place: what the tagger marks, cut to the names that the gazetteer knows."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import NamedTuple

import numpy as np

from communique.knowledge import column, table
from communique.read.analysis.analysis import Analysis
from communique.read.find.places.gazetteer import Candidate, capital, capital_of, lookup, of_demonym
from communique.read.find.places.head import Floats, Head
from communique.read.find.places.tagger import PLACES, Known, askable, features

LONGEST = 5  # words of a name that is looked up
PART = 0.2  # least probability of a word that belongs to a name
# Least probability of a name that the gazetteer knows, of one that it does not, and of part of a person's.
KNOWN, UNKNOWN, SURE = 0.4, 0.6, 0.8
SUREST = 0.9999  # what a head says is never certain; what a rule says is 1
REMEMBERED = 1 << 15  # names
SETTLED = frozenset({"city", "county", "region"})  # kinds whose namesakes are organisations: "UN", "Hamas"


@dataclass(frozen=True, slots=True)
class Named:
    """Words `first` to `last` (exclusive), what they may mean, and whether a preposition says place.

    `label` is the language model's. `described` tells a passage that does not hold the name ("the Italian
    capital"), `demonym` a people or what is of it. `score` is the probability, 0 to 1, that it names a place.
    """

    first: int
    last: int
    candidates: tuple[Candidate, ...]
    located: bool
    label: str
    described: bool = False
    demonym: bool = False
    score: float = 1.0


class Run(NamedTuple):
    """Words `first` to `last` (exclusive) that the tagger takes for one name, and how probable that is."""

    first: int
    last: int
    score: float


def mentions(analysis: Analysis, head: Head) -> list[Named]:
    """All passages that name a place, in text order, without overlaps, by a head."""
    found = [
        *_of_dateline(analysis),
        *_capitals(analysis),
        *_tagged(analysis, head),
        *_unknown_venues(analysis),
    ]
    found.sort(key=lambda n: n.first)  # stable: of two that begin together, the first of these wins
    kept: list[Named] = []
    for n in found:
        if not kept or n.first >= kept[-1].last:
            kept.append(n)
    return kept


def known_names(analysis: Analysis) -> list[Known]:
    """The longest names that the gazetteer knows, from left to right: they begin and end with a capital.

    The last word may be a noun without one: "Sumy region".
    """
    capital = [t != low for t, low in zip(analysis.text, analysis.lower, strict=True)]
    text, start, end = analysis.article.text, analysis.start, analysis.end
    found: list[Known] = []
    free = 0
    for first in (i for i, c in enumerate(capital) if c):
        if first < free:
            continue
        end_of_sentence = analysis.sentence_of(first).last
        for last in range(min(first + LONGEST, end_of_sentence), first, -1):
            if not capital[last - 1] and analysis.tag[last - 1] not in ("NN", "NNS"):
                continue
            if candidates := _lookup(text[start[first] : end[last - 1]]):
                found.append((first, last, candidates))
                free = last
                break
    return found


@lru_cache(maxsize=REMEMBERED)
def _lookup(name: str) -> tuple[Candidate, ...]:
    low = name.lower()
    if low in column("place_exclusions", "words"):
        return ()
    found = lookup(name)
    return tuple(c for c in found if c.kind not in SETTLED) if low in _organisations() else found


@cache
def _organisations() -> frozenset[str]:
    """Names of organisations in lower case; none of them names a town."""
    return column("organisations", "name") | column("organisations", "aliases")


def _tagged(analysis: Analysis, head: Head) -> Iterator[Named]:
    words = askable(analysis)
    if not words:
        return
    known = known_names(analysis)
    scores = np.zeros((len(analysis), 3), dtype=np.float32)
    scores[words] = head(features(analysis, words, known))
    whole = {first: (first, last, candidates) for first, last, candidates in known}
    surnames = _surnames(analysis)
    for run in _runs(scores):
        n = _named(analysis, run, whole)
        if n is None or _other_code(analysis, n) or (n.score < SURE and _of_person(analysis, n, surnames)):
            continue
        yield n


def _other_code(analysis: Analysis, n: Named) -> bool:
    """True for a postal code without a place and a comma before it: the "PA" of the Palestinians."""
    codes = bool(n.candidates) and all(c.code for c in n.candidates)
    return codes and (n.first == 0 or analysis.text[n.first - 1] not in (",", "("))


def _runs(scores: Floats) -> Iterator[Run]:
    """The names in a row of scores (words × 3)."""
    named = scores[:, 1] + scores[:, 2]
    goes_on = scores[:, 2] > scores[:, 1]
    words: list[int] = []
    for i in np.flatnonzero(named >= PART).tolist():
        if words and not (i == words[-1] + 1 and goes_on[i]):
            yield _run(words, named)
            words = []
        words.append(i)
    if words:
        yield _run(words, named)


def _run(words: list[int], named: Floats) -> Run:
    return Run(words[0], words[-1] + 1, min(SUREST, float(named[words].max())))


def _named(analysis: Analysis, run: Run, known: dict[int, Known]) -> Named | None:
    """A run as a mention: with what the gazetteer knows, else its longest known part, else its bare words."""
    first, last = _stripped(analysis, run.first, run.last)
    if first >= last:
        return None
    least = KNOWN
    if demonym := of_demonym(_words(analysis, first, last)):
        fitted: Known | None = (first, last, demonym)
    elif (fitted := _known(analysis, first, last, known)) is None:
        fitted, least = _part(analysis, first, last, known), UNKNOWN
    first, last, candidates = fitted or (first, last, ())
    if run.score < least or (not candidates and _words(analysis, first, last).lower() in _organisations()):
        return None
    label = next(filter(None, analysis.ent[first:last]), "")
    located = not demonym and is_located(analysis, first)
    return Named(first, last, candidates, located, label, demonym=bool(demonym), score=run.score)


def _known(analysis: Analysis, first: int, last: int, known: dict[int, Known]) -> Known | None:
    """The known name that these words are, or the longer one that they begin: "Laurel" of "Laurel County"."""
    longer = known.get(first)
    if longer is not None and longer[1] >= last:
        return longer
    candidates = _candidates(analysis, first, last)
    return (first, last, candidates) if candidates else None


def _part(analysis: Analysis, first: int, last: int, known: dict[int, Known]) -> Known | None:
    """The first known name that shares words with these and is no bare noun: "Cavan" of "Cavan Institute"."""
    for i in range(max(0, first - LONGEST), last):
        hit = known.get(i)
        if hit is not None and hit[1] > first and analysis.lower[i] not in column("place_nouns", "noun"):
            return hit
    return None


def _surnames(analysis: Analysis) -> frozenset[str]:
    """The last words of persons' names of several words, in lower case."""
    persons = (e for e in analysis.entities if e.label == "PERSON" and e.last - e.first > 1)
    return frozenset(analysis.lower[e.last - 1] for e in persons)


def _of_person(analysis: Analysis, n: Named, surnames: frozenset[str]) -> bool:
    """True for a person's surname, or part of the whole name: "Mr. Jackson", "Paris" of "Paris Hilton"."""
    if n.first and analysis.lower[n.first - 1] in _honorifics():
        return True
    if n.last - n.first == 1 and not n.located and analysis.lower[n.first] in surnames:
        return True
    beside = (i for i in (n.first - 1, n.last) if 0 <= i < len(analysis))
    return analysis.ent[n.first] == "PERSON" and any(
        analysis.ent[i] == "PERSON" and analysis.tag[i] == "NNP" for i in beside
    )


@cache
def _honorifics() -> frozenset[str]:
    return frozenset(row["noun"] for row in table("offices").rows if row["class"] == "honorific")


def _unknown_venues(analysis: Analysis) -> Iterator[Named]:
    """What the language model takes for a place, behind a preposition of place, on a list or not."""
    for e in analysis.entities:
        if e.label not in PLACES:
            continue
        first, last = _stripped(analysis, e.first, e.last)
        if first < last and is_located(analysis, first) and _namelike(analysis, first, last):
            yield Named(first, last, _candidates(analysis, first, last), True, e.label, score=UNKNOWN)


def _namelike(analysis: Analysis, first: int, last: int) -> bool:
    """True for words that may name a place that no list holds: "Praiano", not "G7" or "Greek"."""
    word = analysis.text[first]
    return word[0].isupper() and not word.isupper() and not of_demonym(analysis.text[last - 1])


def _words(analysis: Analysis, first: int, last: int) -> str:
    return analysis.article.text[analysis.start[first] : analysis.end[last - 1]]


def _of_dateline(analysis: Analysis) -> Iterator[Named]:
    """The places of the dateline, which capitals hide from the language model."""
    span = analysis.article.dateline_place
    words = analysis.words(span) if span else range(0)
    first = words.start
    for i in words:
        last = i + 1
        if last == words.stop or analysis.text[last] == ",":
            if first < last and (found := _candidates(analysis, first, last)):
                yield Named(first, last, found, True, "GPE")
            first = last + 1


def _capitals(analysis: Analysis) -> Iterator[Named]:
    """Capitals that are described: "the Italian capital", "Oman's capital"."""
    for i, word in enumerate(analysis.lower):
        if word != "capital" or not i:
            continue
        first = i - 1
        if analysis.tag[first] == "POS" and first:
            first -= 1
            city = next((capital(c) for c in lookup(analysis.text[first]) if c.kind == "country"), None)
        else:
            city = capital_of(analysis.lower[first])
        seats = tuple(c for c in lookup(city) if c.seat) if city else ()
        if seats:
            yield Named(first, i + 1, seats, is_located(analysis, first), "GPE", described=True)


def _stripped(analysis: Analysis, first: int, last: int) -> tuple[int, int]:
    """Without article, possessive and closing marks."""
    while first < last and (analysis.text[first] in ("the", "a", "an") or not _wordlike(analysis, first)):
        first += 1
    while last > first and (
        analysis.lower[last - 1] in ("'s", "’s", "'", "’") or not _wordlike(analysis, last - 1)
    ):
        last -= 1
    return first, last


def _wordlike(analysis: Analysis, i: int) -> bool:
    return analysis.text[i][0].isalnum()


def _candidates(analysis: Analysis, first: int, last: int) -> tuple[Candidate, ...]:
    return _lookup(_words(analysis, first, last))


def is_located(analysis: Analysis, first: int) -> bool:
    """True when a preposition of place stands before word `first`."""
    j = first - 1
    while j >= 0 and analysis.tag[j] in ("DT", "JJ", "PRP$") and first - j < 4:
        j -= 1
    if j > 0 and analysis.tag[j] == "POS":  # "at Cairo's airport"
        j -= 1
        while j >= 0 and analysis.tag[j] == "NNP":
            j -= 1
    return j >= 0 and analysis.sent[j] == analysis.sent[first] and analysis.lower[j] in _prepositions()


def _prepositions() -> frozenset[str]:
    return column("place_contexts", "place")
