"""Polities that no table lists, told by their adjective before an office: "the Karsovan president"."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from functools import cache

from communique.knowledge import table
from communique.model.reference import ActorKind, MentionForm
from communique.read.analysis.analysis import Analysis
from communique.read.find.actors.lexicon import Known, Lexicon

AHEAD = 3  # words within which the office follows its adjective
SHORTEST = 5  # letters of a name, below which likeness is chance


@cache
def _endings() -> tuple[tuple[str, str], ...]:
    return tuple((r["adjective"], r["name"]) for r in table("demonym_endings").rows)


def with_polities(a: Analysis, lex: Lexicon) -> Lexicon:
    """The lexicon with the polities that only this article tells of; the same one when there are none."""
    found = dict(_unlisted(a, lex))
    if not found:
        return lex
    phrases = dict(lex.phrases)
    for adjective, name in found.items():
        own = Known(name, ActorKind.STATE, MentionForm.NAME, None)
        demonym = Known(name, ActorKind.STATE, MentionForm.NOMINAL, None, demonym=True)
        phrases[name] = (((name,), own),)
        phrases[adjective] = (((adjective,), demonym),)
    return replace(lex, phrases=phrases)


def _unlisted(a: Analysis, lex: Lexicon) -> Iterator[tuple[str, str]]:
    """Adjectives before an office, each with the name in the article that it is made from."""
    names: set[str] | None = None
    for i in range(len(a) - 1):
        word = a.text[i]
        if len(word) < SHORTEST or not word[0].isupper() or word in lex.phrases or word.isupper():
            continue
        if not _before_office(a, lex, i):
            continue
        if names is None:
            places = {a.text[k] for k in a.layers.place_at}
            names = {t for t in a.text if len(t) >= SHORTEST and t.istitle() and t not in places}
            names = {t for t in names if t.lower() not in lex.given}
        for adjective, ending in _endings():
            name = word[: -len(adjective)] + ending
            if word.endswith(adjective) and name in names and name != word and name not in lex.phrases:
                yield word, name
                break


def _before_office(a: Analysis, lex: Lexicon, i: int) -> bool:
    for k in range(i + 1, min(i + 1 + AHEAD, len(a))):
        noun = lex.nouns.get(a.lower[k])
        if noun is not None and (bool(noun.role) or noun.kind is ActorKind.GOVERNMENT):
            return True
        if a.tag[k] not in ("NN", "NNP", "JJ"):
            return False
    return False
