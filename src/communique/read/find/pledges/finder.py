"""Pledges: money, arms, troops and aid that are promised, delivered, called for, suspended or refused.

Every sum of money, count of goods and bare good ("weapons") is followed up the dependency parse to
the first word that promises, carries out, asks for, stops or refuses a transfer. A sum on whose way
stands a price, a budget or a loss is no pledge. Of what the rules leave, a learned decision adds the
words for aid and the verbs of giving that are likely to tell a pledge too.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from functools import cache
from itertools import takewhile

from communique.knowledge import column, mapping, table, values
from communique.model.finding import Evidence, Finding, Pledge, PledgeStatus
from communique.model.reference import ActorKind, ActorRef
from communique.read.analysis.analysis import Analysis, Sentence
from communique.read.find.amounts import Amount, counts, original_sums, single
from communique.read.find.clauses import (
    INSIDE_NP,
    ancestors,
    publisher_state,
)
from communique.read.find.pledges.candidates import Candidate, candidates
from communique.read.find.pledges.decision import chosen, likelihood
from communique.read.find.pledges.features import Around, features
from communique.read.find.pledges.merging import merge, with_receivers
from communique.read.find.pledges.parts import continues, totals_of
from communique.read.find.pledges.revisions import newest, revised
from communique.read.find.pledges.roles import (
    clause_beside,
    givers_of,
    goods_of,
    other_place,
    purpose_of,
    receivers_of,
)
from communique.read.find.pledges.support import Support, support_by_noun, support_by_verb
from communique.read.find.pledges.terms import (
    additional,
    bound_of,
    by_when,
    condition_of,
    passage,
    per_of,
    period_of,
    what,
)
from communique.read.find.pledges.triggers import (
    Trigger,
    excluded,
    moves,
    pledge_nouns,
    pledge_verbs,
    stops,
    trigger_of,
)


@cache
def _without_amount() -> dict[str, str]:
    return {w: r["alone"] for r in table("pledge_goods").rows if r["alone"] for w in values(r["word"])}


def _alone(a: Analysis, i: int) -> bool:
    """True when a good counts without an amount; "systems" only behind a word of arms or aid."""
    if a.dep[i] in INSIDE_NP and a.head[i] > i and a.lower[a.head[i]] in column("pledge_goods", "word"):
        return False  # "air defense battery": the battery counts
    if a.lower[a.head[i]] == "in" and any(a.lower[c] == "of" for c in a.children[i]):
        return False  # "in support of", "in aid of"
    how = _without_amount().get(a.lower[i])
    if how is not None and any(a.dep[c] == "poss" and a.ent[c] == "PERSON" for c in a.children[i]):
        return False  # somebody's arms
    if how == "moved":
        return _brought_in(a, i)
    if how != "modified":
        return how is not None
    kind = mapping("pledge_goods", "word", "class")[a.lower[i]]
    classes = mapping("pledge_modifiers", "word", "classes")
    modifiers = [c for c in a.children[i] if a.dep[c] in INSIDE_NP]
    words = (*modifiers, *(m for c in modifiers for m in a.children[c]))
    return any(kind in values(classes.get(a.lower[c], "")) for c in words)


def _brought_in(a: Analysis, i: int) -> bool:
    """True where goods of daily life are brought into a place: "food … into", "fuel from entering"."""
    s = a.sentence_of(i)
    return any(a.lower[k] == "into" or (a.tag[k][:1] == "V" and moves(a, k)) for k in range(s.first, s.last))


@dataclass(slots=True, kw_only=True)
class _Told:
    """What one sentence has told: the words used up, the triggers of amounts, and the sum it goes on from."""

    used: set[int] = field(default_factory=set)
    triggers: set[int] = field(default_factory=set)
    totals: dict[int, float] = field(default_factory=dict)  # by offset of the part
    whole: Pledge | None = None


class Pledges:
    """Finds pledges."""

    name = "pledges"
    version = "4"
    provides = "pledge"
    requires: tuple[str, ...] = ("time", "actor", "statement")

    def __call__(self, analysis: Analysis, found: dict[str, list[Finding]]) -> Iterator[Finding]:
        """The pledges of one article, one for each thing pledged, with all its passages."""
        ruled = by_rule(analysis, found)
        merged = list(ruled)
        there = list(candidates(analysis, found))
        for pledge in _learned(analysis, ruled, there, found):
            merge(merged, pledge)
        for pledge in with_receivers(merged, (c.receivers for c in there)):
            yield pledge if pledge.receivers else _beside(analysis, pledge, found)


def by_rule(analysis: Analysis, found: dict[str, list[Finding]]) -> list[Pledge]:
    """What the rules find, each pledge once with all its passages."""
    sums = original_sums(analysis.article.text)
    merged: list[Pledge] = []
    whole: Pledge | None = None  # the sum whose parts the next sentence may tell
    for sentence in analysis.readable_sentences():
        if not any(w[0].isalpha() for w in analysis.text[sentence.first : sentence.last]):
            continue  # the number of an item
        pledges = list(_in_sentence(analysis, sentence, sums, found, whole))
        if not any(whole is not None and p.total == whole.amount for p in pledges):
            whole = next((p for p in pledges if p.currency and p.total is None), None)
        for pledge in pledges:
            merge(merged, pledge)
    return merged


def _learned(
    a: Analysis, ruled: list[Pledge], there: list[Candidate], found: dict[str, list[Finding]]
) -> Iterator[Pledge]:
    """The pledges without an amount that a learned decision finds beside those of the rules."""
    around = Around(a, ruled)
    scored = [(c, likelihood(features(a, c, around, found))) for c in there]
    taken = [span for p in ruled for span in p.evidence.spans]
    for c, likely in chosen(scored, taken):
        pledge = _finding(
            a, c.sentence, c.trigger, c.anchor, None, c.goods, list(c.givers), list(c.receivers), None
        )
        yield replace(pledge, evidence=replace(pledge.evidence, score=round(likely, 2)))


def _beside(a: Analysis, pledge: Pledge, found: dict[str, list[Finding]]) -> Pledge:
    """A pledge without a receiver, with the only other place that its sentence names."""
    place = other_place(a, a.words(pledge.evidence.spans[0])[0], pledge.givers, found)
    return pledge if place is None else replace(pledge, receivers=(place,))


def _in_sentence(
    a: Analysis, s: Sentence, sums: list[Amount], found: dict[str, list[Finding]], whole: Pledge | None
) -> Iterator[Pledge]:
    if whole is None and not _may_pledge(a, s):
        return
    start, end = a.start[s.first], a.end[s.last - 1]
    within = [x for x in sums if start <= x.start < end]
    told = _Told(whole=whole, totals=totals_of(a.article.text, within))
    for amount, earlier in newest(a.article.text, start, within):
        words = a.words(a.article.span(amount.start, amount.end))
        for pledge in _pledge(a, s, _top(a, words), amount, found, told):
            yield revised(pledge, earlier)
    if any(t == "CD" for t in a.tag[s.first : s.last]):
        for amount, head in counts(a, s.first, s.last):
            yield from _pledge(a, s, head, amount, found, told)
    for i in range(s.first, s.last):
        if i in told.used or a.tag[i][:2] != "NN" or not _alone(a, i):
            continue
        if told.used.isdisjoint(ancestors(a, i)):
            yield from _pledge(a, s, i, single(a, i), found, told)
    if told.used:
        return  # "$20 million to help Peru" is told
    for i in range(s.first, s.last):
        if (support := _support_at(a, i, found)) is not None:
            yield _supported(a, support)


def _may_pledge(a: Analysis, s: Sentence) -> bool:
    """True for a sentence with a word that can make a pledge; most have none, and nothing more is done."""
    words = _words()
    return any(w in words for w in a.lemma[s.first : s.last])


@cache
def _words() -> frozenset[str]:
    helping = (*column("pledge_helping", "lemma"), *column("pledge_giving", "lemma"))
    return frozenset((*pledge_verbs(), *pledge_nouns(), *helping))


def _support_at(a: Analysis, i: int, found: dict[str, list[Finding]]) -> Support | None:
    if a.tag[i][:1] == "V" and a.lemma[i] in column("pledge_helping", "lemma"):
        return support_by_verb(a, i, found)
    return support_by_noun(a, i, found) if a.tag[i] in ("NN", "NNS") else None


def _supported(a: Analysis, support: Support) -> Pledge:
    return Pledge(
        article=a.article.id,
        evidence=Evidence(
            spans=(support.passage,), cue=(support.cue,),
            finder="pledges", version=Pledges.version,
            score=0.5,
        ),
        givers=support.givers,
        receivers=support.receivers,
        what=support.what,
        status=support.status,
    )  # fmt: skip


def _known(
    a: Analysis, noun: int, trigger: Trigger, givers: list[ActorRef], receivers: list[ActorRef]
) -> bool:
    """True when enough is known of a good without an amount: who gives, or to whom it comes by itself."""
    if trigger.status is PledgeStatus.CALLED_FOR and (givers or a.tag[trigger.word][:1] == "N"):
        return True  # "the urgent need for more aid"
    if moves(a, trigger.transfer) or a.dep[noun] == "nsubjpass":
        return any(r.named for r in receivers)
    return any(g.named for g in givers) or (bool(givers) and any(r.named for r in receivers))


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
    a: Analysis, s: Sentence, at: int, amount: Amount | None, found: dict[str, list[Finding]], told: _Told
) -> Iterator[Pledge]:
    if _names_person(a, at):
        return
    noun = at
    while a.dep[noun] in INSIDE_NP and a.head[noun] != noun and a.tag[a.head[noun]][:1] == "N":
        noun = a.head[noun]
    trigger = trigger_of(a, noun)
    whole = told.whole if amount is not None and amount.currency and continues(a, s, noun) else None
    if whole is not None and (trigger is None or trigger.transfer is not None):
        word = noun if trigger is None else trigger.word
        trigger = Trigger(
            word=word, status=whole.status, transfer=None if trigger is None else trigger.transfer
        )
    if (
        trigger is None
        or (amount is None and trigger.word in told.triggers)
        or excluded(a, at, noun, trigger)
    ):
        return
    goods = goods_of(a, s, noun, trigger)
    givers = givers_of(a, noun, trigger, found)
    receivers = receivers_of(a, s, noun, goods, trigger, givers, found)
    givers = [g for g in givers if g.name not in {r.name for r in receivers}]
    if whole is not None:
        givers, receivers = givers or list(whole.givers), receivers or list(whole.receivers)
    elif not _enough(a, s, noun, amount, goods, trigger, givers, receivers):
        return
    told.used.update(i for i in (at, goods) if i is not None)
    # What is listed beside it, or hangs on the same sum, is part of the same pledge.
    told.used.update(takewhile(lambda i: i not in (trigger.word, trigger.transfer), ancestors(a, noun)))
    if amount is not None:
        told.triggers.add(trigger.word)
    if not givers and trigger.status is not PledgeStatus.CALLED_FOR:
        givers = _publisher(a, receivers)
    total = told.totals.get(amount.start) if amount is not None else None
    if total is None and whole is not None and amount is not None and whole.currency == amount.currency:
        total = whole.amount
    yield _finding(a, s, trigger, noun, amount, goods, givers, receivers, total)


def _publisher(a: Analysis, receivers: list[ActorRef]) -> list[ActorRef]:
    """Who gives what an official text tells without saying who: the state that publishes it."""
    publisher = publisher_state(a)
    return [] if publisher is None or publisher.name in {r.name for r in receivers} else [publisher]


def _enough(
    a: Analysis, s: Sentence, noun: int, amount: Amount | None, goods: int | None, trigger: Trigger,
    givers: list[ActorRef], receivers: list[ActorRef],
) -> bool:  # fmt: skip
    """True when what is told is enough for a pledge."""
    if goods is not None and a.lower[goods] in ("funds", "money") and not receivers and stops(a, trigger):
        return False  # assets that are frozen were nobody's pledge
    if amount is None:
        return _known(a, noun, trigger, givers, receivers)
    return _about_transfer(a, s, goods, trigger, givers, receivers)


def _about_transfer(
    a: Analysis, s: Sentence, goods: int | None, trigger: Trigger, givers: list[ActorRef],
    receivers: list[ActorRef],
) -> bool:  # fmt: skip
    """True when a sum is for goods, under a word for a pledge, or for a state or organisation."""
    if goods is not None or pledge_verbs().get(a.lemma[trigger.word], None) is None:
        return True
    if (
        a.lemma[trigger.word] in ("pledge", "donate", "commit", "contribute")
        or clause_beside(a, trigger.word) is not None
    ):
        return True
    if any(a.lemma[i] in pledge_nouns() and a.tag[i][:1] == "N" for i in range(s.first, s.last)):
        return True
    public = (ActorKind.STATE, ActorKind.GOVERNMENT, ActorKind.ORGANISATION, ActorKind.ARMED_GROUP)
    if trigger.status is PledgeStatus.CALLED_FOR and any(r.kind in public[:2] for r in receivers):
        return True  # "Peru needs $10 million"
    if trigger.word != trigger.transfer and any(g.kind in public[:2] for g in givers):
        return True  # what a state says it will spend is public money
    return trigger.transfer is not None and any(r.kind in public for r in receivers)


def _finding(
    a: Analysis, s: Sentence, trigger: Trigger, noun: int, amount: Amount | None, goods: int | None,
    givers: list[ActorRef], receivers: list[ActorRef], total: float | None,
) -> Pledge:  # fmt: skip
    bare = Pledge(
        article=a.article.id,
        evidence=Evidence(
            spans=(passage(a, s, trigger, noun, goods, amount),),
            cue=(a.span(trigger.word, trigger.word + 1),),
            finder="pledges",
            version=Pledges.version,
            score=_confidence(amount, givers, receivers),
        ),
        givers=tuple(givers),
        receivers=tuple(receivers),
        what=what(a, goods if goods is not None else noun, amount) or purpose_of(a, noun, trigger),
        status=trigger.status,
        by_when=by_when(a, s),
        period=period_of(a, s, trigger),
        condition=condition_of(a, s, trigger),
    )
    if amount is None:
        return bare
    return replace(
        bare,
        amount=amount.value,
        upper=amount.upper,
        currency=amount.currency,
        unit=amount.unit,
        per=per_of(a, amount, noun),
        bound=None if amount.upper is not None else bound_of(a.article.text, amount),
        additional=additional(a.article.text, amount),
        converted=amount.converted,
        converted_currency=amount.converted_currency,
        total=total,
    )


def _confidence(amount: Amount | None, givers: list[ActorRef], receivers: list[ActorRef]) -> float:
    return 0.4 + 0.3 * (amount is not None) + 0.15 * bool(givers) + 0.15 * bool(receivers)
