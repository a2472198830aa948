"""Persons whom the title of an official text names, and the text then calls by their office alone.

A readout says "the President" throughout; whose words and deeds it tells stands in its title.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from communique.knowledge import column
from communique.model.reference import ActorKind, ActorRef
from communique.read.analysis.analysis import Analysis
from communique.read.find.actors.chains import same_person
from communique.read.find.actors.draft import Chain, Title
from communique.read.find.actors.lexicon import (
    Lexicon,
    holder_surnames,
    lexicon,
    match,
    name_key,
    title_modifiers,
)
from communique.read.find.clauses import publisher_state

_WORD = re.compile(r"\w[\w.\-]*|[’']s\b|,")
LONGEST = 2  # words of a name in a title in capitals, where nothing tells its end


@dataclass(frozen=True, slots=True)
class _Named:
    name: str
    key: tuple[str, ...]
    title: Title
    author: bool


def add_headed(a: Analysis, lex: Lexicon, chains: list[Chain]) -> list[Chain]:
    """Give the persons of an official text the offices of its title, and add those that it lacks.

    Gives back whom the title tells about, which its author is not ("Statement by …").
    """
    home = publisher_state(a)
    if home is None or not a.article.title:
        return []
    told: list[Chain] = []
    surnames = {c.key[-1] for c in chains if c.key}
    for found in list(_persons(_WORD.findall(a.article.title), lex, surnames, home.country)):
        own = next((c for c in chains if c.key and same_person(c.key, found.key)), None)
        if own is None:
            own = Chain(name=found.name, kind=ActorKind.PERSON, key=found.key)
            chains.append(own)
        own.country = own.country or found.title.of
        own.held.append(found.title)
        if not found.author and own not in told:
            told.append(own)
    return told


def author(a: Analysis) -> ActorRef | None:
    """The person whose own words an official text is, by its title; None where it names none."""
    home, words = publisher_state(a), _WORD.findall(a.article.title or "")
    if home is None or not words or words[0].lower() not in column("authored_titles", "word"):
        return None
    persons = [p for p in a.layers.actors if p.actor_kind is ActorKind.PERSON and p.named]
    keys = [name_key(p.name) for p in persons]
    for found in _persons(words, lexicon(), {k[-1] for k in keys if k}, home.country):
        if found.author:
            pairs = zip(persons, keys, strict=True)
            own = next((p for p, k in pairs if k and same_person(k, found.key)), None)
            name, country = (own.name, own.country) if own is not None else (found.name, found.title.of)
            return ActorRef(name=name, kind=ActorKind.PERSON, country=country)
    return None


def _persons(words: Sequence[str], lex: Lexicon, surnames: set[str], home: str | None) -> Iterator[_Named]:
    for i, word in enumerate(words):
        noun = lex.nouns.get(word.lower())
        if noun is None or not noun.role or noun.plural or not word[:1].isupper():
            continue
        first, of = i + 1, _before(words, i, lex)
        if (
            first + 1 < len(words)
            and words[first] == "of"
            and (hit := match(lex, words, first + 1, len(words)))
        ):
            first, of = first + 1 + hit[0], hit[1].country
        last = _name_end(words, first, lex, surnames)
        if last == first:
            continue
        name = " ".join(words[first:last])
        if last + 1 < len(words) and words[last] == "of" and (hit := match(lex, words, last + 1, len(words))):
            of = of or hit[1].country
        begin = _title_start(words, i)
        narrow = frozenset(w.lower() for w in words[begin:i]) - title_modifiers("passing")
        by = begin > 0 and words[begin - 1].lower() in ("by", "from")
        yield _Named(name, name_key(name), Title(noun, narrow, of or home, 0, 0), by)


def _before(words: Sequence[str], i: int, lex: Lexicon) -> str | None:
    """The state whose adjective stands before an office ("Peruvian Foreign Minister")."""
    k = i - 1
    while k >= 0 and words[k][:1].isupper():
        if hit := match(lex, words, k, i):
            return hit[1].country
        k -= 1
    return None


def _title_start(words: Sequence[str], i: int) -> int:
    while i > 0 and words[i - 1][:1].isupper():
        i -= 1
    return i


def _name_end(words: Sequence[str], first: int, lex: Lexicon, surnames: set[str]) -> int:
    """Where the name that starts at word `first` ends: with a known surname, else after two words."""
    last = full = first
    while last < len(words) and words[last][:1].isupper() and words[last].lower() not in lex.nouns:
        last += 1
        full += not words[last - 1].endswith(".")
        known = words[last - 1] in holder_surnames() or not surnames.isdisjoint(name_key(words[last - 1]))
        if known or full - first == LONGEST:
            return last
    return last if last < len(words) and words[last] in (",", "’s", "'s") else first
