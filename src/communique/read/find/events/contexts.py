"""The contexts that a stretch of text stands in, by its words.

PLOVER (manual, draft 0.8) gives a document or paragraph any number of 37 contexts. `plover_contexts.tsv`
has the words that show each.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache

from communique.knowledge import table, values
from communique.read.analysis.analysis import Analysis

# From the first word to what must follow it, with the contexts of the whole.
Phrases = Mapping[str, tuple[tuple[tuple[str, ...], tuple[str, ...]], ...]]


def contexts(analysis: Analysis, first: int, last: int) -> tuple[str, ...]:
    """The contexts of words `first` to `last` (exclusive), in the manual's order."""
    lemma, known = analysis.lemma, _phrases()
    found: set[str] = set()
    for i in range(first, last):
        for rest, names in known.get(lemma[i], ()):
            if not rest or _follows(lemma, i + 1, last, rest):
                found.update(names)
    return tuple(name for name in _order() if name in found) if found else ()


def _follows(lemma: Sequence[str], i: int, last: int, rest: Sequence[str]) -> bool:
    """True when the words from `i` on are `rest`; hyphens between them do not count."""
    for word in rest:
        if i < last and lemma[i] == "-":
            i += 1
        if i >= last or lemma[i] != word:
            return False
        i += 1
    return True


@cache
def _order() -> tuple[str, ...]:
    return tuple(row["context"] for row in table("plover_contexts").rows)


@cache
def _phrases() -> Phrases:
    of: dict[str, dict[tuple[str, ...], list[str]]] = {}
    for row in table("plover_contexts").rows:
        for phrase in values(row["words"]):
            word, *rest = phrase.split()
            of.setdefault(word, {}).setdefault(tuple(rest), []).append(row["context"])
    return {word: tuple((rest, tuple(names)) for rest, names in of[word].items()) for word in of}
