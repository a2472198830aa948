"""Passages that may name a place: entities of the language model, and known names after a preposition."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from communique.knowledge import column
from communique.read.analysis.analysis import Analysis
from communique.read.find.places.gazetteer import Candidate, capital, capital_of, demonyms, lookup

PLACES = frozenset({"GPE", "LOC", "FAC"})
DOUBTFUL = frozenset({"ORG", "PERSON", "NORP", "PRODUCT", "EVENT", "WORK_OF_ART"})
WIDE = frozenset({"region", "area", "sea", "river"})  # kinds whose long names stand for nobody
LONGEST = 5  # words of a name
MIN_DOUBTFUL = 5.0  # decimal logarithm of the people of a place that no place entity names


@dataclass(frozen=True, slots=True)
class Named:
    """Words `first` to `last` (exclusive), what they may mean, and whether a preposition says place."""

    first: int
    last: int
    candidates: tuple[Candidate, ...]
    located: bool
    label: str
    described: bool = False


def mentions(analysis: Analysis) -> list[Named]:
    """All passages that may name a place, in text order, without overlaps."""
    found: list[Named] = []
    for e in analysis.entities:
        if e.label in PLACES or e.label in DOUBTFUL:
            found.extend(_of_entity(analysis, e.first, e.last, e.label))
    found.extend(_of_dateline(analysis))
    found.extend(_capitals(analysis))
    found.extend(_after_prepositions(analysis))
    found.sort(key=lambda n: (n.first, -n.last, not n.located))
    kept: list[Named] = []
    for n in found:
        if not kept or n.first >= kept[-1].last:
            kept.append(n)
    return kept


def _of_entity(analysis: Analysis, first: int, last: int, label: str) -> Iterator[Named]:
    """The places of an entity: itself, or its parts where commas part it."""
    first, last = _stripped(analysis, first, last)
    if first >= last:
        return
    if analysis.text[first - 1] == "The" and first and (whole := _candidates(analysis, first - 1, last)):
        first -= 1  # "The Hague"
    else:
        whole = _candidates(analysis, first, last)
    if not whole and label in PLACES and "," in analysis.text[first:last]:
        comma = analysis.text.index(",", first, last)
        yield from _of_entity(analysis, first, comma, label)
        yield from _of_entity(analysis, comma + 1, last, label)
        return
    longer = _extended(analysis, first, last)
    if longer:
        last, whole = last + 1, longer
    located = is_located(analysis, first)
    if label in DOUBTFUL:
        sure = last - first > 1 and any(c.kind in WIDE for c in whole)
        whole = tuple(c for c in whole if c.prior >= MIN_DOUBTFUL)
        if not whole or not (located or sure):
            return
    elif not whole and not (located and label in ("FAC", "GPE")):
        return
    if not whole and not _namelike(analysis, first, last):
        return
    yield Named(first, last, whole, located, label)


def _namelike(analysis: Analysis, first: int, last: int) -> bool:
    """True for words that may name a place that no list holds: "Praiano", not "G7" or "Greek"."""
    word = analysis.text[first]
    return word[0].isupper() and not word.isupper() and analysis.lower[last - 1] not in demonyms()


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
    while first < last and (analysis.lower[first] in ("the", "a", "an") or analysis.tag[first] == "IN"):
        first += 1
    while last > first and (
        analysis.lower[last - 1] in ("'s", "’s", "'", "’") or not _wordlike(analysis, last - 1)
    ):
        last -= 1
    return first, last


def _wordlike(analysis: Analysis, i: int) -> bool:
    return analysis.text[i][0].isalnum()


def _extended(analysis: Analysis, first: int, last: int) -> tuple[Candidate, ...]:
    """The region whose name goes on behind the entity: "Sumy" + "region"."""
    if last >= len(analysis) or analysis.sent[last] != analysis.sent[first] or last - first > 3:
        return ()
    return _candidates(analysis, first, last + 1) if analysis.tag[last][0] == "N" else ()


def _candidates(analysis: Analysis, first: int, last: int) -> tuple[Candidate, ...]:
    return lookup(analysis.article.text[analysis.start[first] : analysis.end[last - 1]])


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


def _after_prepositions(analysis: Analysis) -> Iterator[Named]:
    """Known names after "in", "at", "to" that the language model took for no entity."""
    prepositions = _prepositions()
    size = len(analysis)
    for i, word in enumerate(analysis.lower):
        if word not in prepositions:
            continue
        first = i + 1
        if first < size and analysis.lower[first] == "the":
            first += 1
        if first >= size or analysis.ent[first] or not analysis.text[first][0].isupper():
            continue
        for last in range(min(first + LONGEST, size), first, -1):
            found = tuple(c for c in _candidates(analysis, first, last) if c.prior >= MIN_DOUBTFUL)
            if found and analysis.sent[last - 1] == analysis.sent[i]:
                yield Named(first, last, found, True, "")
                break
