"""Walks over the dependency parse that several finders share."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from functools import cache

from communique.knowledge import column, mapping
from communique.model.finding import Finding, Statement
from communique.model.reference import ActorKind, ActorRef
from communique.read.analysis.analysis import Analysis

SUBJECTS = ("nsubj", "nsubjpass", "csubj")
# Steps from a noun to the noun phrase it counts or names: "$5 billion worth", "a $20 million package".
INSIDE_NP = ("nummod", "quantmod", "compound", "nmod", "amod", "npadvmod")
FIRST_PERSON = ("i", "we", "us", "our", "my", "me")


def ancestors(a: Analysis, i: int, limit: int = 12) -> Iterator[int]:
    """Word `i` and the words above it, up to the root of its sentence."""
    for _ in range(limit):
        yield i
        if a.head[i] == i:
            return
        i = a.head[i]


def subject_of(a: Analysis, verb: int) -> int | None:
    """The subject of a verb, its own or, for infinitives, participles and conjuncts, a governor's."""
    for i in ancestors(a, verb):
        if a.tag[i][:1] in "VM" or i == verb:
            for child in a.children[i]:
                if a.dep[child] in SUBJECTS:
                    return _antecedent(a, child, i)
            # "donors to contribute": the object of the verb above is who acts.
            if a.dep[i] in ("xcomp", "ccomp") and (acting := _object(a, a.head[i])) is not None:
                return acting
        if a.dep[i] in ("acl", "relcl") and a.tag[i] in ("VBG", "VBN"):
            return a.head[i]
        if a.dep[i] == "acl" and a.tag[i] == "VB":  # "Peru's decision to allow": whose decision it is
            whose = next((c for c in a.children[a.head[i]] if a.dep[c] == "poss"), None)
            if whose is not None:
                return whose
        if a.dep[i] not in (
            "xcomp",
            "conj",
            "advcl",
            "ccomp",
            "pcomp",
            "prep",
            "acl",
            "acomp",
            "aux",
            "dobj",
            "pobj",
        ):
            return None
    return None


def _antecedent(a: Analysis, subject: int, verb: int) -> int:
    """The noun that a relative pronoun stands for; any other subject stands for itself."""
    relative = a.tag[subject] in ("WDT", "WP") and a.dep[verb] in ("relcl", "acl")
    return a.head[verb] if relative else subject


def _object(a: Analysis, verb: int) -> int | None:
    return next(
        (c for c in a.children[verb] if a.dep[c] in ("dobj", "dative") and a.tag[c][:1] in "NP"), None
    )


def agent_of(a: Analysis, verb: int) -> int | None:
    """Who acts in a passive: "was delivered by Norway"."""
    for child in a.children[verb]:
        if a.dep[child] == "agent":
            return next((c for c in a.children[child] if a.dep[c] == "pobj"), None)
    return None


def coordinated(a: Analysis, i: int) -> list[int]:
    """A word and those coordinated or listed with it, in text order."""
    out, todo = [], [i]
    while todo:
        j = todo.pop()
        out.append(j)
        todo.extend(
            c for c in a.children[j] if a.dep[c] == "conj" or (a.dep[c] == "appos" and a.tag[c] == "NNP")
        )
    return sorted(out)


def actors_of(a: Analysis, head: int, found: dict[str, list[Finding]]) -> list[ActorRef]:
    """The actors that a noun phrase with head `head` stands for, each once.

    "I" and "we" are the speaker of the statement they stand in, or else the state that publishes the
    text.
    """
    out: dict[str, ActorRef] = {}
    for i in coordinated(a, head):
        ref = a.ref(i)
        if a.lower[i] in FIRST_PERSON or _ours(a, i):
            ref = _apposed(a, i) or speaker_at(a, i, found) or publisher_state(a)
        for single in ref.each() if ref else ():
            out.setdefault(single.name, single)
    return list(out.values())


def _apposed(a: Analysis, i: int) -> ActorRef | None:
    """Who "we" are where the text says it: "we, the leaders of the Pact"."""
    return next((ref for c in a.children[i] if a.dep[c] == "appos" and (ref := a.ref(c)) is not None), None)


def _ours(a: Analysis, i: int) -> bool:
    """True for "my administration", "our government"."""
    possessed = any(a.dep[c] == "poss" and a.lower[c] in ("my", "our") for c in a.children[i])
    return possessed and a.lemma[i] in column("government_nouns", "lemma")


def speaker_at(a: Analysis, i: int, found: dict[str, list[Finding]]) -> ActorRef | None:
    """The speaker of the innermost statement whose content holds word `i`."""
    best: Statement | None = None
    for s in found.get("statement", ()):
        if isinstance(s, Statement) and any(c.start <= a.start[i] < c.end for c in s.content):
            best = s
    if best is None or best.speaker is None or best.speaker.name.lower() in FIRST_PERSON:
        return None
    return replace(
        best.speaker, mention=a.span(i, i + 1), inferred=f"“{a.text[i]}” in what {best.speaker.name} said"
    )


@cache
def _state_names() -> dict[str, str]:
    return mapping("states", "iso2", "name")


def publisher_state(a: Analysis) -> ActorRef | None:
    """The state that the article's publisher speaks for, if it is an official one."""
    iso = mapping("official_publishers", "name", "iso2").get((a.article.source or "").lower())
    if iso is None:
        return None
    return ActorRef(
        name=_state_names()[iso.lower()],
        kind=ActorKind.STATE,
        country=iso,
        inferred=f"published by {a.article.source}",
    )
