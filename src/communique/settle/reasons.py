"""Why the names of a settled actor were joined, a sentence for each."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from communique.model.entry import SettledActor
from communique.model.finding import Actor
from communique.model.reference import ActorKind
from communique.settle.actors import FAMED, Profile, compare
from communique.settle.names import (
    body_words,
    fold,
    organisations,
    person_name,
    plain,
    same_name,
    state,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Reason:
    """A name that reports give an actor, how many do, and why it counts as this actor's."""

    name: str
    reports: int
    why: str


def reasons(
    actor: SettledActor, found: Sequence[Actor], others: Iterable[SettledActor]
) -> tuple[Reason, ...]:
    """Each name of the actor, the one that leads first, then the most reported, then offices alone.

    `found` are the articles' actors joined in it, `others` all settled actors: a lone surname is joined
    because nobody else has it.
    """
    seated = {s.finding: s for s in actor.seated}
    by_office = {s.name: s.reason for s in reversed(actor.seated)}
    often = Counter(s.name for s in actor.seated)
    held = tuple(Reason(name=n, reports=often[n], why=by_office[n]) for n in sorted(by_office))
    found = [f for f in found if f.id not in seated]
    counts = Counter(f.name for f in found)
    names = sorted(counts, key=lambda n: (n != actor.name, -counts[n], n))
    if actor.kind is ActorKind.PERSON and actor.named:
        whys = _persons(actor, found, names, [a for a in others if a.id != actor.id])
    else:
        whys = {n: _body(n, names[0], actor) for n in names[1:]}
    if names:
        whys[names[0]] = "the name that leads"
    return (*(Reason(name=n, reports=counts[n], why=whys[n]) for n in names), *held)


def _persons(
    actor: SettledActor, found: Sequence[Actor], names: Sequence[str], others: Sequence[SettledActor]
) -> dict[str, str]:
    """For each name but the first, the decision that speaks most for it, and with which name."""
    profiles = {n: _profile(n, found) for n in names}
    bearers = [(a, person_name(a.name)) for a in others if a.kind is ActorKind.PERSON and a.named]
    whys: dict[str, str] = {}
    for name in names[1:]:
        one = profiles[name]
        rivals = [a for a, n in bearers if not one.name.given and n.given and same_name(one.name, n)]
        famed = len(actor.articles) >= FAMED * sum(len(a.articles) for a in rivals)
        tried = {n: compare(profiles[n], one, unique=not rivals, famed=famed) for n in names if n != name}
        best = max(tried, key=lambda n: (tried[n].score, n == names[0]))
        decision = tried[best]
        whys[name] = f"with {best}: {decision.sentence()}" if decision.same else _otherwise(name, best)
    return whys


def _profile(name: str, found: Sequence[Actor]) -> Profile:
    mine = [f for f in found if f.name == name]
    countries = Counter(f.country for f in mine if f.country)
    return Profile(
        name=person_name(name),
        country=min(countries, key=lambda c: (-countries[c], c)) if countries else None,
        offices=frozenset(fold(o.title) for f in mine for o in f.offices),
    )


def _otherwise(name: str, lead: str) -> str:
    if plain(name) == plain(lead):
        return "the same name"
    return "by the names of its articles taken together, or by a judgement"


def _body(name: str, lead: str, actor: SettledActor) -> str:
    """What the tables, or the words that are left of a name, say."""
    if plain(name) == plain(lead):
        return f"the same name as {lead}"
    known = organisations().get(plain(name)) or (state(name) if actor.kind is not ActorKind.PERSON else None)
    if known:
        return f"the tables have it as a name for {known.name}"
    words = {body_words(n, actor.country) for n in (name, lead)}
    if len(words) == 1:
        return f"the same words as {lead}, however written: {min(words)}"
    return f"short for {lead}, or by a judgement"
