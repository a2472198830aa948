"""Passages that may tell a pledge without an amount: words for goods, aid and help, and verbs of giving."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from communique.knowledge import column
from communique.model.finding import Finding, PledgeStatus
from communique.model.reference import ActorRef
from communique.model.text import Span
from communique.read.analysis.analysis import Analysis, Sentence
from communique.read.find.clauses import INSIDE_NP, actors_of, ancestors, publisher_state, subject_of
from communique.read.find.pledges.roles import behind, giver_of_noun, givers_of, goods_of, receivers_of
from communique.read.find.pledges.terms import passage
from communique.read.find.pledges.triggers import (
    CARRIED_OUT,
    Trigger,
    pledge_nouns,
    pledge_verbs,
    tense_status,
    trigger_of,
    way_up,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """A passage that may tell a pledge: its `anchor` is the word for goods or help, or the verb of giving.

    `ruled` is True when the trigger is one of the tables, and not the next verb above; `own` when the
    givers are those of the trigger, and not the possessor or the subject further up.
    """

    sentence: Sentence
    anchor: int
    goods: int | None
    trigger: Trigger
    ruled: bool
    own: bool
    givers: tuple[ActorRef, ...]
    receivers: tuple[ActorRef, ...]
    span: Span


def candidates(a: Analysis, found: dict[str, list[Finding]]) -> Iterator[Candidate]:
    """All candidates of an article, in text order."""
    for s in a.readable_sentences():
        for i in range(s.first, s.last):
            if _helps(a, i) or _names_help(a, i):
                yield _candidate(a, s, i, found)


def _names_help(a: Analysis, i: int) -> bool:
    """True for the head of a noun phrase that names goods, aid or a pledge."""
    if a.tag[i][:2] != "NN" or (a.dep[i] in INSIDE_NP and a.tag[a.head[i]][:1] == "N"):
        return False
    word, lemma = a.lower[i], a.lemma[i]
    return (
        word in column("pledge_goods", "word")
        or lemma in pledge_nouns()
        or lemma in column("pledge_giving", "lemma")
    )


def _helps(a: Analysis, i: int) -> bool:
    """True for a verb that gives or helps."""
    if a.tag[i][:1] != "V":
        return False
    verb = pledge_verbs().get(a.lemma[i])
    return a.lemma[i] in column("pledge_helping", "lemma") or (verb is not None and verb.role in CARRIED_OUT)


def _candidate(a: Analysis, s: Sentence, i: int, found: dict[str, list[Finding]]) -> Candidate:
    verb = a.tag[i][:1] == "V"
    known = way_up(a, i) if verb else trigger_of(a, i)
    trigger = known or _next_verb(a, i)
    goods = goods_of(a, s, i, trigger)
    own = givers_of(a, i, trigger, found)
    givers = own or behind(a, giver_of_noun(a, i, found)) or _acting(a, i, found)
    if not givers and (publisher := publisher_state(a)) is not None:
        givers = [publisher]
    receivers = receivers_of(a, s, i, goods, trigger, givers, found)
    names = {r.name for r in receivers}
    return Candidate(
        sentence=s,
        anchor=i,
        goods=goods,
        trigger=trigger,
        ruled=known is not None,
        own=bool(own),
        givers=tuple(g for g in givers if g.name not in names),
        receivers=tuple(receivers),
        span=passage(a, s, trigger, i, goods, None),
    )


def _next_verb(a: Analysis, i: int) -> Trigger:
    """The nearest verb above, or the word itself where there is none, with the status of its tense."""
    verb = next((k for k in ancestors(a, i) if a.tag[k][:1] == "V"), i)
    status = PledgeStatus.COMMITTED if a.tag[verb][:1] == "N" else tense_status(a, verb)
    return Trigger(word=verb, status=status, transfer=verb if a.lemma[verb] in pledge_verbs() else None)


def _acting(a: Analysis, i: int, found: dict[str, list[Finding]]) -> list[ActorRef]:
    """The subject of the nearest verb above."""
    verb = next((k for k in ancestors(a, i) if a.tag[k][:1] == "V"), None)
    subject = None if verb is None else subject_of(a, verb)
    return [] if subject is None or subject == i else behind(a, actors_of(a, subject, found))
