"""Who led a state's delegation: told once, often far from the talks it was at."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from communique.knowledge import table
from communique.model.reference import ActorKind, ActorRef
from communique.read.analysis.analysis import Analysis
from communique.read.find.meetings.clauses import complements, phrase, subject
from communique.read.find.meetings.parties import demonyms, parties


@dataclass(frozen=True, slots=True, kw_only=True)
class Delegation:
    """A state's delegation (ISO code), the person who led it, and the words that say so."""

    country: str
    leader: ActorRef
    words: tuple[int, int]


@cache
def _words(role: str) -> frozenset[str]:
    return frozenset(r["lemma"] for r in table("meeting_delegation").rows if r["role"] == role)


def delegations(analysis: Analysis) -> list[Delegation]:
    """The delegations of which a readable sentence names the leader, in text order."""
    out = []
    for sentence in analysis.readable_sentences():
        for i in range(sentence.first, sentence.last):
            if analysis.lemma[i] in _words("body") and analysis.tag[i] == "NN":
                found = _delegation(analysis, i)
                if found is not None:
                    out.append(found)
    return out


def _delegation(analysis: Analysis, body: int) -> Delegation | None:
    first, _ = phrase(analysis, body)
    country = next(
        (demonyms()[analysis.lower[i]][1] for i in range(first, body) if analysis.lower[i] in demonyms()),
        None,
    )
    leader = _leader(analysis, body) if country else None
    if country is None or leader is None:
        return None
    for ref in parties(analysis, leader)[0]:
        if ref.kind is ActorKind.PERSON and ref.named:
            last = analysis.words(ref.mention).stop if ref.mention else leader + 1
            return Delegation(country=country, leader=ref, words=(min(first, leader), max(body + 1, last)))
    return None


def _leader(analysis: Analysis, body: int) -> int | None:
    """The head word of who leads the delegation: by the verb over it, or by "head of"."""
    up = analysis.head[body]
    if analysis.lemma[up] in _words("verb") and analysis.tag[up][0] == "V":
        if analysis.dep[body] == "nsubjpass":
            return next((h for prep, _, h in complements(analysis, up) if prep == "by"), None)
        return subject(analysis, up) if analysis.dep[body] == "dobj" else None
    over = analysis.head[up]
    if analysis.dep[body] == "pobj" and analysis.lower[up] == "of" and analysis.lemma[over] in _words("noun"):
        return over
    return None
