"""Who gives and who gets: the roles around the trigger of a pledge, and the goods."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from communique.knowledge import column, mapping
from communique.model.finding import Finding, Place, PledgeStatus
from communique.model.reference import ActorKind, ActorRef
from communique.read.analysis.analysis import Analysis, Sentence
from communique.read.find.clauses import (
    actors_of,
    agent_of,
    ancestors,
    publisher_state,
    speaker_at,
    subject_of,
)
from communique.read.find.parties import parties_of
from communique.read.find.pledges.triggers import Trigger, moves, pledge_nouns, pledge_verbs, receives


def goods_of(a: Analysis, s: Sentence, noun: int, trigger: Trigger) -> int | None:
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


def givers_of(a: Analysis, noun: int, trigger: Trigger, found: dict[str, list[Finding]]) -> list[ActorRef]:
    """Who gives: the agent or subject of the transfer, the possessor of the pledge, or who is asked."""
    head = _giver(a, trigger)
    if trigger.status is not PledgeStatus.SUSPENDED and (own := source_of(a, noun, found)):
        return own
    if head is None:
        return []
    publisher = publisher_state(a)
    refs = behind(a, actors_of(a, head, found))
    if not refs and a.lemma[head] in column("pledge_measures", "lemma"):
        return behind(a, giver_of_noun(a, head, found)) or ([publisher] if publisher is not None else [])
    if not refs and a.lower[head] in column("pledge_goods", "word"):
        return behind(a, giver_of_noun(a, head, found))  # "Norway's aid will include …"
    if any(r.kind is ActorKind.DOCUMENT for r in refs) or a.lemma[head] in pledge_nouns():
        return [publisher] if publisher is not None else []  # "today's announcement": its publisher's
    return refs


def source_of(a: Analysis, noun: int, found: dict[str, list[Finding]]) -> list[ActorRef]:
    """Of whom a sum or good is said to come: "up to $5 million from Norway", "aid by the Pact"."""
    beside = [noun + 1] if noun + 1 < len(a) and a.lower[noun + 1] == "from" else []
    for prep in (*a.children[noun], *beside):
        if a.dep[prep] == "prep" and a.lower[prep] in ("from", "by"):
            for head in a.children[prep]:
                refs = behind(a, [r for r in actors_of(a, head, found) if r.named])
                if refs:
                    return refs
    return []


def giver_of_noun(a: Analysis, noun: int, found: dict[str, list[Finding]]) -> list[ActorRef]:
    """Whose a noun of help is: "Norway's aid", "U.S. assistance", "a contribution by the Pact"."""
    for child in a.children[noun]:
        if a.dep[child] in ("poss", "compound", "amod", "nmod") and (refs := actors_of(a, child, found)):
            return refs
    return source_of(a, noun, found)


def behind(a: Analysis, refs: list[ActorRef]) -> list[ActorRef]:
    """The parties that actors act for; an actor who acts for nobody stays, and none comes twice."""
    out: dict[str, ActorRef] = {}
    for ref in refs:
        for found in parties_of(a, ref) or [ref]:
            out.setdefault(found.name, found)
    return list(out.values())


def _giver(a: Analysis, trigger: Trigger) -> int | None:
    verb = trigger.transfer if trigger.transfer is not None else trigger.word
    if receives(a, verb):
        return _prepositional(a, (verb, *a.children[verb]), "from")
    if (acting := _judged(a, verb)) is not None:
        return acting
    if moves(a, verb):
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
    if a.tag[trigger.word][:1] == "N" and trigger.transfer == trigger.word:
        return _whole(a, trigger.word)
    if a.tag[verb][:1] == "N" and not _performs(a, verb):
        return None
    subject = subject_of(a, verb)
    if subject is not None and a.dep[subject] == "nsubjpass":
        return _giver_beside(a, verb)
    return subject


def _judged(a: Analysis, verb: int) -> int | None:
    """Who does what somebody is thanked or blamed for: "thanked Chile for providing tanks"."""
    prep = a.head[verb]
    if a.dep[verb] != "pcomp" or a.lower[prep] != "for":
        return None
    return next((c for c in a.children[a.head[prep]] if a.dep[c] == "dobj" and a.ref(c)), None)


def _prepositional(a: Analysis, heads: tuple[int, ...], *prepositions: str) -> int | None:
    """The first object of one of some prepositions on some words."""
    for i in heads:
        for prep in a.children[i]:
            if a.dep[prep] == "prep" and a.lower[prep] in prepositions:
                return next((c for c in a.children[prep] if a.dep[c] == "pobj"), None)
    return None


def _whole(a: Analysis, noun: int) -> int | None:
    """Who gives what a transfer is part of: "Chile's support for Peru, including the transfer of arms"."""
    for i in ancestors(a, noun):
        if i != noun and a.tag[i][:1] == "V" and a.dep[i] != "prep":
            break
        for child in a.children[i]:
            if a.dep[child] == "poss" and a.ref(child):
                return child
    return _performer(a, noun)


def _performer(a: Analysis, noun: int) -> int | None:
    return subject_of(a, noun) if _performs(a, noun) else None


def _performs(a: Analysis, noun: int) -> bool:
    """True when the verb above a noun of transfer carries it out: "made a delivery", "began shipments"."""
    if a.lemma[noun] in column("pledge_barring", "lemma"):
        return False
    for i in ancestors(a, a.head[noun], 2):
        if a.tag[i][:1] == "V":
            return a.lemma[i] in column("pledge_doing", "lemma") or a.lemma[i] in pledge_verbs()
    return False


def _giver_beside(a: Analysis, verb: int) -> int | None:
    """Of a passive without agent, who gives in the clause before: "Norway pledged … and … was delivered"."""
    before = clause_beside(a, verb)
    subject = None if before is None else subject_of(a, before)
    return None if subject is None or a.dep[subject] == "nsubjpass" else subject


def clause_beside(a: Analysis, verb: int) -> int | None:
    """The verb of a pledge that a clause is coordinated with."""
    before = a.head[verb]
    return before if a.dep[verb] == "conj" and a.lemma[before] in pledge_verbs() else None


def _asked(a: Analysis, trigger: Trigger) -> int | None:
    """Who is asked to give: "called on donors", "a request to Congress", "the EU must provide"."""
    if a.tag[trigger.word][:1] == "N" and (asked := _prepositional(a, (trigger.word,), "to", "on")):
        return asked
    for child in a.children[trigger.word]:
        calls = pledge_nouns().get(a.lemma[child]) is PledgeStatus.CALLED_FOR  # "renewed its appeal"
        if a.dep[child] in ("dobj", "dative") and a.ref(child) and not calls:
            return child
        if a.dep[child] == "prep" and a.lower[child] == "on":
            return next((c for c in a.children[child] if a.dep[c] == "pobj"), None)
    if trigger.transfer is None:
        return None
    own = [c for c in a.children[trigger.transfer] if a.dep[c] == "nsubj"]
    return own[0] if own else None


def receivers_of(
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
                refs = behind(a, actors_of(a, child, found))
                if not all(_receives_nothing(r) for r in refs):
                    return refs
    if trigger.transfer is not None and receives(a, trigger.transfer):
        receiver = subject_of(a, trigger.transfer)
        return [] if receiver is None else behind(a, actors_of(a, receiver, found))
    if (helped := _helped_with(a, noun)) is not None and (refs := receiving(a, helped, given, found)):
        return refs
    withheld = ("from",) if trigger.status is PledgeStatus.SUSPENDED else ()
    arriving = ("in",) if moves(a, trigger.transfer) else ()
    prepositions = ("to", "for", "into", *withheld, *arriving)
    if trigger.transfer is not None and _verb_role(a, trigger.transfer) == "include":
        tops.append(subject_of(a, trigger.transfer) or trigger.transfer)
    for i in range(min(tops), s.last):
        if a.lower[i] in prepositions and a.dep[i] in ("prep", "dative") and a.lower[i - 1] != "according":
            for child in a.children[i]:
                refs = receiving(a, child, given, found) if a.dep[child] == "pobj" else []
                if refs:
                    return refs
    if refs := _to_help(a, range(noun, s.last), given, found):
        return refs
    if refs := _entered(a, range(min(tops), s.last), given, found):
        return refs
    if a.lemma[trigger.word] in column("pledge_asking", "lemma") and a.tag[trigger.word][:1] == "V":
        asker = subject_of(a, trigger.word)
        return behind(a, [r for r in actors_of(a, asker, found) if r.named]) if asker is not None else []
    return _named_after(a, goods if goods is not None else noun, given)


def other_place(
    a: Analysis, word: int, givers: Sequence[ActorRef], found: dict[str, list[Finding]]
) -> ActorRef | None:
    """The one state or place in the sentence of a word that neither gives nor speaks; None for several."""
    s = a.sentence_of(word)
    speaker = speaker_at(a, word, found)
    known = {r.name for r in (*givers, *(behind(a, [speaker]) if speaker is not None else ()))}
    named = {r.name: r for i in range(s.first, s.last) if (r := _place_at(a, i)) is not None}
    left = [r for name, r in named.items() if name not in known]
    return replace(left[0], inferred="no other place is named in the sentence") if len(left) == 1 else None


def _place_at(a: Analysis, i: int) -> ActorRef | None:
    """The state or place that word `i` names."""
    ref = a.ref(i)
    if ref is not None and ref.kind is ActorKind.STATE:
        return ref
    found = a.layers.place_at.get(i)
    return None if found is None else _as_actor(found)


def _as_actor(found: Place) -> ActorRef:
    return ActorRef(name=found.place.name, mention=found.place.span, country=found.place.country)


def _to_help(a: Analysis, words: range, given: set[str], found: dict[str, list[Finding]]) -> list[ActorRef]:
    """Whom a sum is to help: "$12 million to support Peru"."""
    for i in words:
        if a.tag[i] == "VB" and a.lemma[i] in column("pledge_helping", "lemma"):
            for child in a.children[i]:
                refs = receiving(a, child, given, found) if a.dep[child] == "dobj" else []
                if refs:
                    return refs
    return []


def _helped_with(a: Analysis, noun: int) -> int | None:
    """Who is helped with goods: "support Peru with weapons"."""
    prep = a.head[noun]
    if a.dep[noun] != "pobj" or a.lower[prep] != "with" or a.lemma[a.head[prep]] not in column(
        "pledge_helping", "lemma"
    ):  # fmt: skip
        return None
    return next((c for c in a.children[a.head[prep]] if a.dep[c] == "dobj"), None)


def _verb_role(a: Analysis, verb: int) -> str:
    found = pledge_verbs().get(a.lemma[verb])
    return "" if found is None else found.role


def _entered(a: Analysis, words: range, given: set[str], found: dict[str, list[Finding]]) -> list[ActorRef]:
    """Where goods are let in or kept out: "from entering Gaza", "to reach Sudan"."""
    for i in words:
        if a.tag[i][:1] == "V" and moves(a, i):
            for child in a.children[i]:
                refs = receiving(a, child, given, found) if a.dep[child] == "dobj" else []
                if refs:
                    return refs
    return []


def receiving(a: Analysis, head: int, given: set[str], found: dict[str, list[Finding]]) -> list[ActorRef]:
    """Who is named by, or in, the noun phrase with head `head`; `given` are the names of who gives."""
    refs = behind(a, [r for r in actors_of(a, head, found) if r.named])
    if not refs:
        refs = behind(a, [r for r in a.refs(*a.subtree(head)) if r.named])
    if not refs:  # "Peru's hospitals", "Afghan refugees"
        refs = [r for r in actors_of(a, head, found) if r.country is not None]
    if not refs and (place := a.layers.place_at.get(head)) is not None:
        refs = [_as_actor(place)]
    return [r for r in refs if r.name not in given and not _receives_nothing(r)]


def _receives_nothing(ref: ActorRef) -> bool:
    """True for "central bank funds" read as an actor, and for those who only report of it."""
    if ref.kind in (ActorKind.OUTLET, ActorKind.DOCUMENT):
        return True
    last = ref.name.lower().split()[-1]
    return last in column("pledge_goods", "word") or last in column("pledge_modifiers", "word")


def _named_after(a: Analysis, noun: int, given: set[str]) -> list[ActorRef]:
    refs = [a.ref(c) for c in a.children[noun] if a.dep[c] in ("compound", "poss", "amod")]
    named = behind(a, [r for r in refs if r is not None and r.named])
    return [r for r in named if r.name not in given and not _receives_nothing(r)]


LONGEST_PURPOSE = 8  # words


def purpose_of(a: Analysis, noun: int, trigger: Trigger) -> str | None:
    """What a sum is for, where no good is named: "… to the monitoring programme"."""
    tops = [t for t in (noun, trigger.transfer, trigger.word) if t is not None]
    for top in dict.fromkeys(tops):
        for prep in a.children[top]:
            if prep < noun or a.lower[prep] not in ("for", "to", "toward", "towards") or a.dep[prep] not in (
                "prep", "dative",
            ):  # fmt: skip
                continue
            for head in a.children[prep]:
                found = _purpose(a, head) if a.dep[head] in ("pobj", "pcomp") else None
                if found is not None:
                    return found
    return None


def _purpose(a: Analysis, head: int) -> str | None:
    if a.ref(head) is not None or a.tag[head] not in ("NN", "NNS", "VBG") or a.layers.place_at.get(head):
        return None
    low, high = a.subtree(head)
    while low < head and a.tag[low] in ("DT", "PRP$"):
        low += 1
    high = min(high, low + LONGEST_PURPOSE)
    clause = next((i for i in range(head + 1, high) if a.dep[i] in ("mark", "punct", "advcl", "relcl")), high)
    return a.span(low, max(clause, head + 1)).line
