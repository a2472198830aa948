"""Pledges: money, arms, troops and aid that are promised, delivered, called for, suspended or refused.

Every sum of money, count of goods and bare good ("weapons") is followed up the dependency parse to
the first word that promises, carries out, asks for, stops or refuses a transfer. A sum on whose way
stands a price, a budget or a loss is no pledge.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache
from itertools import takewhile
from typing import Literal

from communique.knowledge import column, mapping, table, values
from communique.model.finding import Evidence, Finding, Pledge, PledgeStatus
from communique.model.reference import ActorKind, ActorRef
from communique.model.text import Span
from communique.model.when import When
from communique.read.analysis.analysis import Analysis, Sentence
from communique.read.find.amounts import Amount, counts, money
from communique.read.find.clauses import (
    INSIDE_NP,
    actors_of,
    agent_of,
    ancestors,
    party,
    publisher_state,
    subject_of,
)

PER = re.compile(
    r"\s*(?:(?:per|a|each|every|for the)\s+(month|year)\b|(monthly|annually|yearly))", re.IGNORECASE
)
# "$50 million more than before" compares two sums; it is none of its own.
COMPARED = re.compile(r"\s+(?:more|less|higher|lower|above|below|short)\s+(?:than|of)?\b", re.IGNORECASE)
PERIODS: dict[str, Literal["month", "year"]] = {
    "month": "month", "monthly": "month", "year": "year", "annually": "year", "yearly": "year",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Verb:
    """A verb of transfer or promise: the status it gives and its role (say, transfer, stop)."""

    status: PledgeStatus
    role: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Trigger:
    """The word that makes it a pledge, its status, and the transfer verb below it, if any."""

    word: int
    status: PledgeStatus
    transfer: int | None = None


@cache
def _verbs() -> dict[str, Verb]:
    return {r["lemma"]: Verb(PledgeStatus(r["status"]), r["role"]) for r in table("pledge_verbs").rows}


@cache
def _nouns() -> dict[str, PledgeStatus | None]:
    rows = table("pledge_nouns").rows
    return {r["lemma"]: PledgeStatus(r["status"]) if r["status"] else None for r in rows}


@cache
def _without_amount() -> dict[str, str]:
    return {w: r["alone"] for r in table("pledge_goods").rows if r["alone"] for w in values(r["word"])}


def _alone(a: Analysis, i: int) -> bool:
    """True when a good counts without an amount; "systems" only behind a word of arms or aid."""
    how = _without_amount().get(a.lower[i])
    if how is not None and any(a.dep[c] == "poss" and a.ent[c] == "PERSON" for c in a.children[i]):
        return False  # somebody's arms
    if how != "modified":
        return how is not None
    words = column("pledge_modifiers", "word")
    return any(a.lower[c] in words for c in a.children[i] if a.dep[c] in INSIDE_NP)


class Pledges:
    """Finds pledges."""

    name = "pledges"
    version = "1"
    provides = "pledge"
    requires: tuple[str, ...] = ("time", "actor", "statement")

    def __call__(self, analysis: Analysis, found: dict[str, list[Finding]]) -> Iterator[Finding]:
        """The pledges of one article, one for each thing pledged, with all its passages."""
        sums = list(money(analysis.article.text))
        merged: list[Pledge] = []
        for sentence in analysis.readable_sentences():
            for pledge in _in_sentence(analysis, sentence, sums, found):
                _merge(merged, pledge)
        yield from merged


def _in_sentence(
    a: Analysis, s: Sentence, sums: list[Amount], found: dict[str, list[Finding]]
) -> Iterator[Pledge]:
    lemmas = a.lemma[s.first : s.last]
    verbs, nouns = _verbs(), _nouns()
    helping = column("pledge_helping", "lemma")
    if not any(w in verbs or w in nouns or w in helping for w in lemmas):
        return
    start, end = a.start[s.first], a.end[s.last - 1]
    used: set[int] = set()
    for amount in sums:
        if start <= amount.start < end and not COMPARED.match(a.article.text, amount.end):
            words = a.words(a.article.span(amount.start, amount.end))
            yield from _pledge(a, s, _top(a, words), amount, found, used)
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
    whose = [helped, *(c for c in a.children[helped] if a.dep[c] == "poss")]
    publisher = publisher_state(a)
    receivers = [party(r, publisher) for i in whose for r in actors_of(a, i, found) if r.kind in public]
    givers = [party(r, publisher) for r in actors_of(a, helper, found) if r.named]
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
        status=_tense(a, verb),
    )  # fmt: skip


def _known(
    a: Analysis, noun: int, trigger: Trigger, givers: list[ActorRef], receivers: list[ActorRef]
) -> bool:
    """True when enough is known of a good without an amount: who gives and who gets, one by name."""
    if _moves(a, trigger.transfer) or a.dep[noun] == "nsubjpass":
        return any(r.named for r in receivers)
    return bool(givers and receivers) and (givers[0].named or receivers[0].named)


def _top(a: Analysis, words: range) -> int:
    """The word of an amount that hangs on the rest of the sentence."""
    return next((i for i in words if a.head[i] not in words or a.head[i] == i), words[0])


def _pledge(
    a: Analysis, s: Sentence, at: int, amount: Amount | None, found: dict[str, list[Finding]], used: set[int]
) -> Iterator[Pledge]:
    noun = at
    while a.dep[noun] in INSIDE_NP and a.head[noun] != noun and a.tag[a.head[noun]][:1] == "N":
        noun = a.head[noun]
    trigger = _trigger(a, noun)
    if trigger is None or _excluded(a, at, noun, trigger):
        return
    goods = _goods(a, s, noun, trigger)
    givers = _givers(a, trigger, found)
    receivers = _receivers(a, s, noun, goods, trigger, givers, found)
    if amount is not None and not _about_transfer(a, s, goods, trigger, receivers):
        return
    if amount is None and not _known(a, noun, trigger, givers, receivers):
        return
    used.update(i for i in (at, goods) if i is not None)
    # What is listed beside it, or hangs on the same sum, is part of the same pledge.
    used.update(i for i in takewhile(lambda i: i not in (trigger.word, trigger.transfer), ancestors(a, noun)))
    if amount is not None:
        used.add(trigger.word)
    yield _finding(a, s, trigger, noun, amount, goods, givers, receivers)


def _trigger(a: Analysis, noun: int) -> Trigger | None:
    """What makes it a pledge: a clause on the noun ("batteries donated by …"), or the way up to the root."""
    return _clause_on(a, noun) or _way_up(a, noun)


def _clause_on(a: Analysis, noun: int) -> Trigger | None:
    """The relative clause or participle that says what was done with the goods."""
    for child in a.children[noun]:
        verb = _verbs().get(a.lemma[child]) if a.dep[child] in ("acl", "relcl") else None
        if verb is None or verb.role == "move" or a.tag[child] in ("VBG", "VB"):
            continue
        status = _tense(a, child) if verb.role == "transfer" else verb.status
        return Trigger(word=child, status=status, transfer=child if verb.role == "transfer" else None)
    return None


def _way_up(a: Analysis, noun: int) -> Trigger | None:
    """The nearest word above that promises, asks for, stops or refuses; else the transfer itself."""
    transfer: int | None = None
    below = noun
    for i in ancestors(a, noun):
        verb, status = _verb_at(a, i), _nouns().get(a.lemma[i]) if a.tag[i][:1] == "N" else None
        if status is PledgeStatus.DELIVERED or (verb is not None and verb.role in ("move", "transfer")):
            # "Aid must enter Gaza": what moves by itself is the subject.
            if verb is not None and verb.role == "move" and a.dep[below] not in ("nsubj", "nsubjpass"):
                return None
            transfer = i if transfer is None else transfer
        elif status is not None:
            return Trigger(word=i, status=status, transfer=transfer)
        elif verb is not None:
            return Trigger(word=i, status=_said(a, i, verb), transfer=transfer)
        elif a.dep[i] == "prep" and a.lower[i] in column("pledge_barriers", "word"):
            return None
        elif a.tag[i][:1] == "V" and transfer is not None and a.dep[i] not in ("aux", "xcomp", "acl"):
            break
        below = i
    return None if transfer is None else Trigger(word=transfer, status=_tense(a, transfer), transfer=transfer)


def _said(a: Analysis, i: int, verb: Verb) -> PledgeStatus:
    """The status that a verb of promise gives, turned by "not" and "must"."""
    if verb.status is PledgeStatus.REFUSED:
        return verb.status
    if _negated(a, i):
        return PledgeStatus.REFUSED
    modals = mapping("pledge_modals", "word", "status")
    asked = any(
        modals.get(a.lower[c]) == PledgeStatus.CALLED_FOR.value for c in a.children[i] if a.dep[c] == "aux"
    )
    return PledgeStatus.CALLED_FOR if asked else verb.status


def _verb_at(a: Analysis, i: int) -> Verb | None:
    """The verb of transfer or promise at word `i`; "committed" counts as one where it is an adjective."""
    if a.tag[i][:1] in "VM":
        return _verbs().get(a.lemma[i])
    return _verbs().get("commit") if a.lower[i] == "committed" else None


def _negated(a: Analysis, verb: int) -> bool:
    return any(a.dep[c] == "neg" for c in a.children[verb])


def _tense(a: Analysis, verb: int) -> PledgeStatus:
    """What the tense of a transfer verb says: delivered, pledged, called for or refused."""
    modals = mapping("pledge_modals", "word", "status")
    if a.tag[verb][:1] == "N":
        return PledgeStatus.DELIVERED
    if _negated(a, verb):
        return PledgeStatus.REFUSED
    for child in a.children[verb]:
        if a.dep[child] in ("aux", "auxpass") and a.lower[child] in modals:
            return PledgeStatus(modals[a.lower[child]])
    above = a.head[verb]
    if a.dep[verb] == "xcomp" and a.lemma[above] in modals:
        return PledgeStatus(modals[a.lemma[above]])
    return PledgeStatus.PLEDGED if a.tag[verb] in ("VB", "VBP", "VBZ") else PledgeStatus.DELIVERED


def _excluded(a: Analysis, at: int, noun: int, trigger: Trigger) -> bool:
    """True when a price, a loss, a budget … stands between the amount and its trigger, or beside it."""
    words = column("pledge_exclusions", "lemma")
    for i in ancestors(a, at):
        if i == trigger.word or i == trigger.transfer:
            break
        if a.lemma[i] in words:
            return True
    return any(a.lemma[c] in words for c in a.children[noun] if a.dep[c] in INSIDE_NP)


def _goods(a: Analysis, s: Sentence, noun: int, trigger: Trigger) -> int | None:
    """The word for what is pledged: the noun itself, else the nearest good in its phrase or clause."""
    goods = mapping("pledge_goods", "word", "class")
    if a.lower[noun] in goods:
        return noun
    low, high = a.subtree(noun)
    inside = [i for i in range(low, high) if a.lower[i] in goods and a.tag[i][:1] == "N"]
    if inside:
        return min(inside, key=lambda i: abs(i - noun))
    top = trigger.transfer if trigger.transfer is not None else trigger.word
    low, high = a.subtree(top)
    near = [
        i for i in range(max(low, s.first), min(high, s.last)) if a.lower[i] in goods and a.tag[i][:1] == "N"
    ]
    return min(near, key=lambda i: abs(i - noun)) if near else None


def _about_transfer(
    a: Analysis, s: Sentence, goods: int | None, trigger: Trigger, receivers: list[ActorRef]
) -> bool:
    """True when a sum is for goods, under a word for a pledge, or for a state or organisation."""
    if goods is not None or _verbs().get(a.lemma[trigger.word], None) is None:
        return True
    if a.lemma[trigger.word] in ("pledge", "donate", "commit"):
        return True
    if any(a.lemma[i] in _nouns() and a.tag[i][:1] == "N" for i in range(s.first, s.last)):
        return True
    public = (ActorKind.STATE, ActorKind.GOVERNMENT, ActorKind.ORGANISATION, ActorKind.ARMED_GROUP)
    return trigger.transfer is not None and any(r.kind in public for r in receivers)


def _givers(a: Analysis, trigger: Trigger, found: dict[str, list[Finding]]) -> list[ActorRef]:
    head = _giver(a, trigger)
    if head is None:
        return []
    publisher = publisher_state(a)
    refs = [party(r, publisher) for r in actors_of(a, head, found)]
    if any(r.kind is ActorKind.DOCUMENT for r in refs) or a.lemma[head] in _nouns():
        return [publisher] if publisher is not None else []  # "today's announcement": its publisher's
    return refs


def _giver(a: Analysis, trigger: Trigger) -> int | None:
    verb = trigger.transfer if trigger.transfer is not None else trigger.word
    if _moves(a, verb):
        return subject_of(a, trigger.word) if trigger.word != verb else None
    if (agent := agent_of(a, verb)) is not None:
        return agent
    if a.tag[trigger.word][:1] == "N":
        for child in a.children[trigger.word]:
            if a.ref(child) and a.dep[child] in ("poss", "compound", "amod"):
                return child
            if a.dep[child] == "poss" and a.tag[child] != "PRP$":
                return child
            if a.dep[child] == "prep" and a.lower[child] == "by":
                return next((c for c in a.children[child] if a.dep[c] == "pobj"), None)
        # "their 2025 commitment": who met it is who made it.
        if any(a.dep[c] == "poss" for c in a.children[trigger.word]):
            return subject_of(a, a.head[trigger.word])
    if trigger.status is PledgeStatus.CALLED_FOR:
        return _asked(a, trigger)
    subject = subject_of(a, verb)
    if subject is not None and a.dep[subject] == "nsubjpass":
        return None
    return subject


def _moves(a: Analysis, word: int | None) -> bool:
    verb = None if word is None else _verbs().get(a.lemma[word])
    return verb is not None and verb.role == "move"


def _asked(a: Analysis, trigger: Trigger) -> int | None:
    """Who is asked to give: "called on donors", "urged Congress to", "the EU must provide"."""
    for child in a.children[trigger.word]:
        if a.dep[child] in ("dobj", "dative") and a.ref(child):
            return child
        if a.dep[child] == "prep" and a.lower[child] == "on":
            return next((c for c in a.children[child] if a.dep[c] == "pobj"), None)
    if trigger.transfer is None:
        return None
    own = [c for c in a.children[trigger.transfer] if a.dep[c] == "nsubj"]
    return own[0] if own else None


def _receivers(
    a: Analysis, s: Sentence, noun: int, goods: int | None, trigger: Trigger, givers: list[ActorRef],
    found: dict[str, list[Finding]],
) -> list[ActorRef]:  # fmt: skip
    """Who gets it: the dative, or what follows "to" or "for"; else whom the goods are named after."""
    given = {g.name for g in givers}
    tops = [t for t in (trigger.transfer, noun, goods, trigger.word) if t is not None]
    for top in dict.fromkeys(tops):
        for child in a.children[top]:
            # "enter Gaza", "provide Ukraine with weapons": the object is who gets it.
            object_gets = top == trigger.transfer and a.ref(child) is not None and child not in (noun, goods)
            got = a.dep[child] == "dative" or (a.dep[child] == "dobj" and object_gets)
            if got and a.tag[child][:1] in "NP":
                return [party(r) for r in actors_of(a, child, found)]
    withheld = ("from",) if trigger.status is PledgeStatus.SUSPENDED else ()
    prepositions = ("to", "for", "into", *withheld)
    for i in range(min(tops), s.last):
        if a.lower[i] in prepositions and a.dep[i] in ("prep", "dative"):
            for child in a.children[i]:
                refs = _receiving(a, child, given, found) if a.dep[child] == "pobj" else []
                if refs:
                    return refs
    if a.lemma[trigger.word] in column("pledge_asking", "lemma") and a.tag[trigger.word][:1] == "V":
        asker = subject_of(a, trigger.word)
        return [party(r) for r in actors_of(a, asker, found) if r.named] if asker is not None else []
    return _named_after(a, goods if goods is not None else noun, given)


def _receiving(a: Analysis, head: int, given: set[str], found: dict[str, list[Finding]]) -> list[ActorRef]:
    refs = [party(r) for r in actors_of(a, head, found) if r.named]
    if not refs:
        refs = [party(r) for r in a.refs(*a.subtree(head)) if r.named]
    if not refs and (place := a.layers.place_at.get(head)) is not None:
        refs = [ActorRef(name=place.place.name, mention=place.place.span, country=place.place.country)]
    return [r for r in refs if r.name not in given]


def _named_after(a: Analysis, noun: int, given: set[str]) -> list[ActorRef]:
    refs = [a.ref(c) for c in a.children[noun] if a.dep[c] in ("compound", "poss", "amod")]
    return [party(r) for r in refs if r is not None and r.named and r.name not in given]


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
        what=_what(a, goods if goods is not None else noun),
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


def _what(a: Analysis, head: int) -> str | None:
    """The good with its modifiers, amounts left out: "U.S.-made weapons"."""
    left = [
        c
        for c in a.children[head]
        if c < head and a.dep[c] in ("compound", "amod", "nmod") and a.tag[c] != "CD"
    ]
    first = min([head, *left])
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
        pledge_noun = a.lemma[a.head[a.head[i]]] in _nouns()
        if before in ("by", "until", "before") or beside or (before == "for" and pledge_noun):
            return time.when
    return None


def _merge(merged: list[Pledge], pledge: Pledge) -> None:
    """Add a pledge, or its passage to the one that is the same thing."""
    for k, other in enumerate(merged):
        if not _same(other, pledge):
            continue
        spans = (*other.evidence.spans, *pledge.evidence.spans)
        merged[k] = replace(
            other,
            evidence=replace(other.evidence, spans=tuple(dict.fromkeys(spans))),
            givers=other.givers or pledge.givers,
            receivers=other.receivers or pledge.receivers,
            by_when=other.by_when or pledge.by_when,
        )
        return
    merged.append(pledge)


def _same(a: Pledge, b: Pledge) -> bool:
    if (a.amount, a.currency, a.unit, a.per) != (b.amount, b.currency, b.unit, b.per):
        return False
    if a.amount is None:
        return (
            a.what == b.what
            and a.status == b.status
            and _meet(a.givers, b.givers)
            and _meet(a.receivers, b.receivers)
        )
    return a.status == b.status or _meet(a.givers, b.givers)


def _meet(a: tuple[ActorRef, ...], b: tuple[ActorRef, ...]) -> bool:
    return not a or not b or bool({x.name for x in a} & {y.name for y in b})
