"""Sectors of actors: GOV, MIL, LEG, …, the codes of the PLOVER manual (draft 0.8, Actor and Sector Codes).

A sector is derived from what the reports say of an actor: its kind, its name or nouns, the offices of a
person. Persons whose high offices are all past are elites (ELI), as the manual has it. None where nothing
tells.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from functools import cache

from communique.knowledge import table, values
from communique.knowledge.offices import state_code
from communique.model.reference import ActorKind, Office, Standing

WORD = re.compile(r"[^\W_]+(?:[.'’-][^\W_]+)*\.?")
ELITES = "ELI"
HIGH = frozenset(("GOV", "LEG", "JUD", "MIL", "SPY", "COP", "IGO"))


def sector(
    kind: ActorKind, name: str, offices: Iterable[Office] = (), named: bool = True, country: str | None = None
) -> str | None:
    """The sector of an actor, None where nothing tells.

    A person's comes from the offices, those in force first; anybody else's from the name. `country` is the
    ISO 3166 alpha-2 code of an actor without a name: "officials" of a state are its government.
    """
    if kind is ActorKind.DOCUMENT:
        return None
    if kind is ActorKind.PERSON:
        return _of_person(list(offices)) or (None if named else of_title(name, country))
    if kind is ActorKind.GROUP:  # "Orlians" are people, not their state
        return of_title(name, country) or ("CVL" if state_code(name) else of_body(name))
    known = of_body(name) if kind is not ActorKind.UNKNOWN else _bodies().get(_plain(name))
    return known or _rows("kind").get(kind.value)


def _of_person(offices: Sequence[Office]) -> str | None:
    past = [o for o in offices if o.standing is Standing.FORMER]
    for several in ([o for o in offices if o.standing is not Standing.FORMER], past):
        codes = [code for o in several if (code := of_title(o.title, o.of))]
        ranks = [code for o in several if (code := _rows("rank").get(_head(_words(o.title), "rank")))]
        if found := [*codes, *ranks][:1]:
            return ELITES if several is past and found[0] in HIGH else found[0]
    return None


@cache
def of_title(title: str, of: str | None) -> str | None:
    """The sector of an office or of people by their noun: "police chief", "spokesman" of a body."""
    words = [_singular().get(w, w) for w in _words(title)]
    if code := _first(words, "any"):
        return code
    if code := _rows("own").get(_head(words, "own")):
        return code
    state = of is not None and state_code(of) is not None
    if of is not None and not state and (code := of_body(of)):
        return code
    if code := _first(words, "beside"):
        return code
    if code := _rows("of").get(_head(words, "of")):
        return code
    return _rows("head").get(_head(words, "head")) if state else None


@cache
def of_body(name: str) -> str | None:
    """The sector of a state or body by its name, known beforehand or by the words in it."""
    key = _plain(name)
    if (known := _bodies().get(key)) is not None:
        return known
    if state_code(key):
        return "GOV"
    words = " ".join([_singular().get(w, w) for w in _words(name)])
    text = f" {key} {words} "
    for where in ("any", "body"):
        for row_words, code in _rows(where).items():
            if f" {row_words} " in text:
                return code
    return None


def _head(words: Sequence[str], where: str) -> str:
    """The noun that a title is about: the last before "of" or "for" that the table has; "" if none."""
    end = next((i for i, w in enumerate(words) if w in ("of", "for", "from", "in", "at")), len(words))
    known = _rows(where)
    return next((w for w in reversed(words[:end]) if w in known), "")


def _first(words: Sequence[str], where: str) -> str | None:
    text = f" {' '.join(words)} "
    return next((code for found, code in _rows(where).items() if f" {found} " in text), None)


def _words(text: str) -> list[str]:
    return WORD.findall(text.lower().replace("’s ", " ").replace("'s ", " "))


def _plain(name: str) -> str:
    return name.lower().removeprefix("the ").replace("’", "'")


@cache
def _rows(where: str) -> Mapping[str, str]:
    return {r["words"]: r["sector"] for r in table("sectors").rows if r["where"] == where}


@cache
def _singular() -> Mapping[str, str]:
    rows = (r for name in ("bodies", "people", "offices") for r in table(name).rows)
    return {r["plural"]: r["noun"] for r in rows if r["plural"]}


@cache
def _bodies() -> Mapping[str, str]:
    """From every name of a known body, outlet or seat of a state to its sector."""
    found = {_plain(m): "GOV" for r in table("states").rows for m in values(r["metonyms"])}
    for row in table("outlets").rows:
        found |= {_plain(n): "JRN" for n in (row["name"], *values(row["aliases"]))}
    for row in table("organisations").rows:
        if row["sector"]:
            found |= {_plain(n): row["sector"] for n in (row["name"], *values(row["aliases"]))}
    return found
