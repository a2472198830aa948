"""Whose words a text is, as its title says: "Statement by President A. Name on …"."""

from __future__ import annotations

import re
from functools import cache

from communique.knowledge import column
from communique.model.reference import ActorKind, ActorRef
from communique.read.analysis.analysis import Analysis
from communique.read.find.clauses import publisher_state

BY = ("by", "from")


@cache
def _before_names() -> frozenset[str]:
    return frozenset(column("offices", "noun")) | frozenset(column("title_modifiers", "word"))


def author(analysis: Analysis) -> ActorRef | None:
    """The person whose own words the whole article is, by its title; None where it names none.

    Only official publishers title texts so; what a newspaper calls a statement it tells in its own words.
    """
    publisher = publisher_state(analysis)
    words = re.findall(r"[^\s,]+", analysis.article.title or "")
    if publisher is None or len(words) < 3 or words[0].lower() not in column("authored_titles", "word"):
        return None
    if words[1].lower() not in BY:
        return None
    name = _name(words[2:])
    if name is None:
        return None
    last = name.split()[-1]
    for actor in analysis.layers.actors:
        if actor.actor_kind is ActorKind.PERSON and actor.named and actor.name.split()[-1] == last:
            return ActorRef(name=actor.name, kind=ActorKind.PERSON, country=actor.country)
    return ActorRef(name=name, kind=ActorKind.PERSON, country=publisher.country)


def _name(words: list[str]) -> str | None:
    """The name at the start of `words`, behind its titles; None when two people or none are named."""
    named = []
    for word in words:
        if not word[0].isupper():
            break
        named.append(word)
    if len(words) > len(named) and words[len(named)] == "and":
        return None
    while any(w.lower() in _before_names() for w in named):
        named = named[1:]
    return " ".join(named) or None
