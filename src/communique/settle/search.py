"""Finding a settled actor by its id, an id that it had, or any spelling of its name."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from communique.errors import UnknownIdError
from communique.model.entry import SettledActor
from communique.model.reference import ActorKind
from communique.settle.actors import FAMED, actor_id
from communique.settle.names import bones, fold, person_name, same_name, sound

SHORT = 4  # characters of an id that are enough when only one begins so
HEARD = 3  # sounds of a word at least, for a name to be found by them
NEAR = 3  # near matches that an error names
MISFITS = frozenset({"given names differ", "middle names differ"})


def find_actor(actors: Sequence[SettledActor], given: str) -> SettledActor:
    """The actor of an id, of the beginning of one, of an id made from one of its names, or of a name.

    Of several that have the name, the one with far the most reports is meant.

    Raises:
        UnknownIdError: for what fits no actor or several; the message names the nearest.
    """
    for fitting in _ways(actors, given):
        ordered = sorted(fitting, key=lambda a: -len(a.articles))
        if ordered and len(ordered[0].articles) >= FAMED * sum(len(a.articles) for a in ordered[1:]):
            return ordered[0]
        if ordered:
            raise UnknownIdError(f"{given!r} may be any of several actors: {_listed(ordered)}")
    near = _near(actors, given)
    hint = f"the nearest: {_listed(near)}" if near else "communique actors search finds one by any spelling"
    raise UnknownIdError(f"no actor has the id or name {given!r}; {hint}")


def search(actors: Iterable[SettledActor], words: str) -> list[SettledActor]:
    """Actors with a name that has all the words, or is a person's name in another spelling.

    The nearest come first, then those with the most reports.
    """
    found = [(rank, a) for a in actors if (rank := _rank(a, words)) is not None]
    return [a for _, a in sorted(found, key=lambda f: (f[0], -len(f[1].articles), f[1].name, f[1].id))]


def _ways(actors: Sequence[SettledActor], given: str) -> Iterator[list[SettledActor]]:
    yield [a for a in actors if a.id == given]
    if len(given) >= SHORT and set(given) <= set("0123456789abcdef"):
        yield [a for a in actors if a.id.startswith(given)]
    if len(given) == 16:
        yield [a for a in actors if given in a.findings or given in _former(a)]
    yield [a for a in actors if a.named and fold(given) in {fold(n) for n in (a.name, *a.aliases)}]
    yield [a for a in search(actors, given) if a.named]


def _former(actor: SettledActor) -> set[str]:
    """Ids that the actor would have if it led with another of its names."""
    return {actor_id(n, k) for n in actor.aliases for k in (actor.kind, ActorKind.UNKNOWN)}


def _rank(actor: SettledActor, words: str) -> int | None:
    wanted = fold(words)
    if not wanted:
        return None
    names = [fold(n) for n in (actor.name, *actor.aliases)]
    if wanted in names:
        return 0
    parts = set(wanted.split())
    if any(parts <= set(n.split()) for n in names):
        return 1
    if actor.kind is ActorKind.PERSON and actor.named:
        spelled = [_spelled(words, n) for n in (actor.name, *actor.aliases)]
        if any(spelled):
            return min(rank for rank in spelled if rank)
    heard = {sound(w) for w in parts}
    if (
        actor.named
        and max(map(len, heard)) >= HEARD
        and any(heard <= {sound(w) for w in n.split()} for n in names)
    ):
        return 4
    return None


def _spelled(words: str, name: str) -> int | None:
    """2 for another spelling of a person's name, 3 where only the surname agrees with a lone one."""
    one, other = person_name(words), person_name(name)
    if {bones(w) for w in one.words}.isdisjoint(bones(w) for w in other.words):
        return None
    found = set(same_name(one, other))
    if not found - {"one is a junior"} or found & MISFITS:
        return None
    return 2 if one.given and other.given else 3


def _near(actors: Sequence[SettledActor], given: str) -> list[SettledActor]:
    """Actors with a word of the name, or the nearest letters in it."""
    from difflib import get_close_matches

    named = [a for a in actors if a.named]
    by_name: dict[str, SettledActor] = {}
    for actor in reversed(named):  # the most reported of a name is kept
        by_name[fold(actor.name)] = actor
    return [by_name[n] for n in get_close_matches(fold(given), by_name, n=NEAR)]


def _listed(actors: Sequence[SettledActor]) -> str:
    shown = ", ".join(f"{a.name} ({a.id})" for a in actors[:NEAR])
    return f"{shown} and {len(actors) - NEAR} more" if len(actors) > NEAR else shown
