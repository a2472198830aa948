"""Pledges: money, arms, troops and aid that are promised, delivered, called for, suspended or refused.

Every sum of money, count of goods and bare good ("weapons") is followed up the dependency parse to
the first word that promises, carries out, asks for, stops or refuses a transfer. A sum on whose way
stands a price, a budget or a loss is no pledge.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from itertools import takewhile
from typing import Literal

from communique.knowledge import column, table, values
from communique.model.finding import Evidence, Finding, Pledge
from communique.model.reference import ActorKind, ActorRef
from communique.model.text import Span
from communique.model.when import When
from communique.read.analysis.analysis import Analysis, Sentence
from communique.read.find.amounts import Amount, counts, original_sums
from communique.read.find.clauses import (
    INSIDE_NP,
    actors_of,
    agent_of,
    ancestors,
    subject_of,
)
from communique.read.find.pledges.merging import merge
from communique.read.find.pledges.revisions import newest, revised
from communique.read.find.pledges.roles import (
    behind,
    clause_beside,
    givers_of,
    goods_of,
    purpose_of,
    receivers_of,
)
from communique.read.find.pledges.triggers import (
    Trigger,
    excluded,
    moves,
    pledge_nouns,
    pledge_verbs,
    stops,
    tense_status,
    trigger_of,
)

PER = re.compile(
    r"\s*(?:(?:per|a|each|every|for the)\s+(month|year)\b|(monthly|annually|yearly))", re.IGNORECASE
)
PERIODS: dict[str, Literal["month", "year"]] = {
    "month": "month", "monthly": "month", "year": "year", "annually": "year", "yearly": "year",
}  # fmt: skip


@cache
def _without_amount() -> dict[str, str]:
    return {w: r["alone"] for r in table("pledge_goods").rows if r["alone"] for w in values(r["word"])}


def _alone(a: Analysis, i: int) -> bool:
    """True when a good counts without an amount; "systems" only behind a word of arms or aid."""
    how = _without_amount().get(a.lower[i])
    if how is not None and any(a.dep[c] == "poss" and a.ent[c] == "PERSON" for c in a.children[i]):
        return False  # somebody's arms
    if how == "moved":
        return _brought_in(a, i)
    if how != "modified":
        return how is not None
    words = column("pledge_modifiers", "word")
    modifiers = [c for c in a.children[i] if a.dep[c] in INSIDE_NP]
    return any(a.lower[c] in words for c in (*modifiers, *(m for c in modifiers for m in a.children[c])))


def _brought_in(a: Analysis, i: int) -> bool:
    """True where goods of daily life are brought into a place: "food … into", "fuel from entering"."""
    s = a.sentence_of(i)
    return any(a.lower[k] == "into" or (a.tag[k][:1] == "V" and moves(a, k)) for k in range(s.first, s.last))


class Pledges:
    """Finds pledges."""

    name = "pledges"
    version = "2"
    provides = "pledge"
    requires: tuple[str, ...] = ("time", "actor", "statement")

    def __call__(self, analysis: Analysis, found: dict[str, list[Finding]]) -> Iterator[Finding]:
        """The pledges of one article, one for each thing pledged, with all its passages."""
        sums = original_sums(analysis.article.text)
        merged: list[Pledge] = []
        for sentence in analysis.readable_sentences():
            for pledge in _in_sentence(analysis, sentence, sums, found):
                merge(merged, pledge)
        yield from merged


def _in_sentence(
    a: Analysis, s: Sentence, sums: list[Amount], found: dict[str, list[Finding]]
) -> Iterator[Pledge]:
    lemmas = a.lemma[s.first : s.last]
    verbs, nouns = pledge_verbs(), pledge_nouns()
    helping = column("pledge_helping", "lemma")
    if not any(w in verbs or w in nouns or w in helping for w in lemmas):
        return
    start, end = a.start[s.first], a.end[s.last - 1]
    used: set[int] = set()
    within = [x for x in sums if start <= x.start < end]
    for amount, earlier in newest(a.article.text, start, within):
        words = a.words(a.article.span(amount.start, amount.end))
        for pledge in _pledge(a, s, _top(a, words), amount, found, used):
            yield revised(pledge, earlier)
    if any(t == "CD" for t in a.tag[s.first : s.last]):
        for amount, head in counts(a, s.first, s.last):
            yield from _pledge(a, s, head, amount, found, used)
    for i in range(s.first, s.last):
        if i not in used and a.tag[i] in ("NN", "NNS") and _alone(a, i) and not (used & set(ancestors(a, i))):
            yield from _pledge(a, s, i, None, found, used)
        elif a.tag[i][:1] == "V" and a.lemma[i] in column("pledge_helping", "lemma") and i not in used:
            yield from _help(a, i, found)


def _help(a: Analysis, verb: int, found: dict[str, list[Finding]]) -> Iterator[Pledge]:
    """Help without a word for goods: "Norway must arm Sweden", when both are known by name."""
    public = (ActorKind.STATE, ActorKind.GOVERNMENT, ActorKind.ORGANISATION, ActorKind.ARMED_GROUP)
    helped = next((c for c in a.children[verb] if a.dep[c] == "dobj"), None)
    helper = agent_of(a, verb) if agent_of(a, verb) is not None else subject_of(a, verb)
    if helped is None or helper is None or a.dep[helper] == "nsubjpass":
        return
    if any(a.dep[c] in ("xcomp", "ccomp") for c in a.children[verb]) or a.dep[helped] == "nsubj":
        return  # "helped Chile to establish talks" gives no goods
    whose = [helped, *(c for c in a.children[helped] if a.dep[c] == "poss")]
    receivers = behind(a, [r for i in whose for r in actors_of(a, i, found) if r.kind in public])
    givers = [g for g in behind(a, actors_of(a, helper, found)) if g.named and g.kind in public]
    if not givers or not receivers or givers[0].name == receivers[0].name:
        return
    low, high = min(verb, helper), a.subtree(helped)[1]
    yield Pledge(
        article=a.article.id,
        evidence=Evidence(
            spans=(a.span(low, high),), cue=(a.span(verb, verb + 1),),
            finder="pledges", version=Pledges.version,
            score=0.5,
        ),
        givers=tuple(givers),
        receivers=tuple(receivers),
        what=a.lemma[verb],
        status=tense_status(a, verb),
    )  # fmt: skip


def _known(
    a: Analysis, noun: int, trigger: Trigger, givers: list[ActorRef], receivers: list[ActorRef]
) -> bool:
    """True when enough is known of a good without an amount: who gives and who gets, one by name."""
    if moves(a, trigger.transfer) or a.dep[noun] == "nsubjpass":
        return any(r.named for r in receivers)
    return bool(givers and receivers) and (givers[0].named or receivers[0].named)


def _names_person(a: Analysis, at: int) -> bool:
    """True for a good that is part of a title: "aid chief", "arms dealer"."""
    above = a.head[at]
    if a.dep[at] not in ("compound", "amod", "nmod") or above == at:
        return False
    ref = a.ref(above)
    return ref is not None and ref.kind is ActorKind.PERSON


def _top(a: Analysis, words: range) -> int:
    """The word of an amount that hangs on the rest of the sentence."""
    return next((i for i in words if a.head[i] not in words or a.head[i] == i), words[0])


def _pledge(
    a: Analysis, s: Sentence, at: int, amount: Amount | None, found: dict[str, list[Finding]], used: set[int]
) -> Iterator[Pledge]:
    if _names_person(a, at):
        return
    noun = at
    while a.dep[noun] in INSIDE_NP and a.head[noun] != noun and a.tag[a.head[noun]][:1] == "N":
        noun = a.head[noun]
    trigger = trigger_of(a, noun)
    if trigger is None or excluded(a, at, noun, trigger):
        return
    goods = goods_of(a, s, noun, trigger)
    givers = givers_of(a, trigger, found)
    receivers = receivers_of(a, s, noun, goods, trigger, givers, found)
    givers = [g for g in givers if g.name not in {r.name for r in receivers}]
    if amount is not None and not _about_transfer(a, s, goods, trigger, receivers):
        return
    if goods is not None and a.lower[goods] in ("funds", "money") and not receivers and stops(a, trigger):
        return  # assets that are frozen were nobody's pledge
    if amount is None and not _known(a, noun, trigger, givers, receivers):
        return
    used.update(i for i in (at, goods) if i is not None)
    # What is listed beside it, or hangs on the same sum, is part of the same pledge.
    used.update(i for i in takewhile(lambda i: i not in (trigger.word, trigger.transfer), ancestors(a, noun)))
    if amount is not None:
        used.add(trigger.word)
    yield _finding(a, s, trigger, noun, amount, goods, givers, receivers)


def _about_transfer(
    a: Analysis, s: Sentence, goods: int | None, trigger: Trigger, receivers: list[ActorRef]
) -> bool:
    """True when a sum is for goods, under a word for a pledge, or for a state or organisation."""
    if goods is not None or pledge_verbs().get(a.lemma[trigger.word], None) is None:
        return True
    if a.lemma[trigger.word] in ("pledge", "donate", "commit") or clause_beside(a, trigger.word) is not None:
        return True
    if any(a.lemma[i] in pledge_nouns() and a.tag[i][:1] == "N" for i in range(s.first, s.last)):
        return True
    public = (ActorKind.STATE, ActorKind.GOVERNMENT, ActorKind.ORGANISATION, ActorKind.ARMED_GROUP)
    return trigger.transfer is not None and any(r.kind in public for r in receivers)


def _finding(
    a: Analysis, s: Sentence, trigger: Trigger, noun: int, amount: Amount | None, goods: int | None,
    givers: list[ActorRef], receivers: list[ActorRef],
) -> Pledge:  # fmt: skip
    span = _passage(a, s, trigger, noun, goods, amount)
    per = PER.match(a.article.text, amount.end) if amount else None
    return Pledge(
        article=a.article.id,
        evidence=Evidence(
            spans=(span,),
            cue=(a.span(trigger.word, trigger.word + 1),),
            finder="pledges",
            version=Pledges.version,
            score=_confidence(amount, givers, receivers),
        ),
        givers=tuple(givers),
        receivers=tuple(receivers),
        what=_what(a, goods if goods is not None else noun, amount) or purpose_of(a, noun, trigger),
        amount=amount.value if amount else None,
        upper=amount.upper if amount else None,
        currency=amount.currency if amount else None,
        unit=amount.unit if amount else None,
        per=PERIODS[(per[1] or per[2]).lower()] if per else None,
        status=trigger.status,
        by_when=_by_when(a, s, trigger),
    )


def _confidence(amount: Amount | None, givers: list[ActorRef], receivers: list[ActorRef]) -> float:
    return 0.4 + 0.3 * (amount is not None) + 0.15 * bool(givers) + 0.15 * bool(receivers)


def _passage(
    a: Analysis, s: Sentence, trigger: Trigger, noun: int, goods: int | None, amount: Amount | None
) -> Span:
    """From the trigger (or what is pledged, if that comes first) to the end of the phrase."""
    ends = [noun, trigger.word, *([goods] if goods is not None else [])]
    low, high = min(ends), max(a.subtree(noun)[1], *(e + 1 for e in ends))
    low = min(low, a.subtree(noun)[0]) if trigger.word > noun else low
    start, end = a.start[max(low, s.first)], a.end[min(high, s.last) - 1]
    if amount is not None:
        start, end = min(start, amount.start), max(end, amount.end)
    return a.article.span(start, end)


def _what(a: Analysis, head: int, amount: Amount | None) -> str | None:
    """The good with its modifiers, amounts left out: "U.S.-made weapons"; "dollars" are no good."""
    if amount is not None and amount.currency and amount.start <= a.start[head] < amount.end:
        return None
    if a.lower[head] == "worth":  # "$5 million worth of boats"
        of = next((c for c in a.children[head] if a.dep[c] == "prep" and a.lower[c] == "of"), head)
        head = next((c for c in a.children[of] if a.dep[c] == "pobj"), head)
    left = [
        c
        for c in a.children[head]
        if c < head and a.dep[c] in ("compound", "amod", "nmod") and a.tag[c] != "CD"
    ]
    first = min([head, *left])
    while first > 1 and a.text[first - 1] == "-":
        first -= 2  # "three-year package", "air-to-ground missiles"
    while any(a.tag[i] == "CD" or a.ent[i] == "MONEY" or a.lower[i] == "worth" for i in range(first, head)):
        first += 1
    return a.span(first, head + 1).line if a.tag[head][:1] == "N" else None


def _by_when(a: Analysis, s: Sentence, trigger: Trigger) -> When | None:
    """A deadline ("by June") or the period that the pledge is for ("their 2025 commitment")."""
    for i in range(s.first, s.last):
        time = a.layers.time_at.get(i)
        if time is None or time.when.first is None or time.type != "DATE":
            continue
        before = a.lower[i - 1] if i > s.first else ""
        beside = a.head[i] == trigger.word and a.tag[trigger.word][:1] == "N"
        pledge_noun = a.lemma[a.head[a.head[i]]] in pledge_nouns()
        if before in ("by", "until", "before") or beside or (before == "for" and pledge_noun):
            return time.when
    return None
