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
    state_names,
    title_modifiers,
)
from communique.read.find.clauses import publisher_state

_WORD = re.compile(r"\w[\w.\-]*|[’']s\b|,")
ABOUT = frozenset(("on", "in", "following", "announcing", "regarding"))  # before what a title is about
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
    """Whose own words an official text is, by its title; None where it names nobody.

    Of a joint statement they are several: the persons of the title, or else its states and bodies.
    """
    home, words = publisher_state(a), _WORD.findall(a.article.title or "")
    if home is None or not words:
        return None
    low = [w.lower() for w in words]
    if "joint" in low and "statement" in low:
        stop = next((k for k, w in enumerate(low) if w in ABOUT), len(words))
        members = _signers(a, words[:stop], home.country)
        return _together(members) if len(members) > 1 else None
    if low[0] not in column("authored_titles", "word"):
        return None
    return next(
        (_known(a, p) for p in _persons(words, lexicon(), _surnames(a), home.country) if p.author), None
    )


def _signers(a: Analysis, words: Sequence[str], home: str | None) -> list[ActorRef]:
    persons = [_known(a, p) for p in _persons(words, lexicon(), _surnames(a), home)]
    if persons:
        return persons
    parts = [part for w in words for part in w.split("-")]  # "Norway-Peru Joint Statement"
    found, k = dict[str, ActorRef](), 0
    while k < len(parts):
        hit = match(lexicon(), parts, k, len(parts))
        if hit is not None:
            name = state_names().get(hit[1].key, hit[1].key)
            found.setdefault(name, ActorRef(name=name, kind=hit[1].kind, country=hit[1].country))
        k += hit[0] if hit is not None else 1
    return list(found.values())


def _together(members: Sequence[ActorRef]) -> ActorRef:
    name = ", ".join(m.name for m in members[:-1]) + f" and {members[-1].name}"
    return ActorRef(name=name, kind=ActorKind.GROUP, members=tuple(members))


def _known(a: Analysis, found: _Named) -> ActorRef:
    """A person of the title, by the name of the text where it has one."""
    for p in a.layers.actors:
        key = name_key(p.name)
        if p.actor_kind is ActorKind.PERSON and p.named and key and same_person(key, found.key):
            return ActorRef(name=p.name, kind=ActorKind.PERSON, country=p.country)
    return ActorRef(name=found.name, kind=ActorKind.PERSON, country=found.title.of)


def _surnames(a: Analysis) -> set[str]:
    persons = (p for p in a.layers.actors if p.actor_kind is ActorKind.PERSON and p.named)
    return {key[-1] for p in persons if (key := name_key(p.name))}


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
