"""What makes a pledge: the word that promises, carries out, asks for, stops or refuses a transfer."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from communique.knowledge import column, mapping, table
from communique.model.finding import PledgeStatus
from communique.read.analysis.analysis import Analysis
from communique.read.find.clauses import INSIDE_NP, agent_of, ancestors, subject_of


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


PLEDGED = PledgeStatus.PLEDGED
CARRIED_OUT = ("transfer", "receive")  # roles of verbs whose tense decides between delivered and pledged


@cache
def pledge_verbs() -> dict[str, Verb]:
    """The verbs of pledges by lemma."""
    return {r["lemma"]: Verb(PledgeStatus(r["status"]), r["role"]) for r in table("pledge_verbs").rows}


@cache
def pledge_nouns() -> dict[str, PledgeStatus | None]:
    """The nouns that stand for a pledge, by lemma, and the status they give, if any."""
    rows = table("pledge_nouns").rows
    return {r["lemma"]: PledgeStatus(r["status"]) if r["status"] else None for r in rows}


def trigger_of(a: Analysis, noun: int) -> Trigger | None:
    """What makes it a pledge: a clause on the noun ("batteries donated by …"), else the way up.

    Of "told the ministry to release all funds approved for Peru" the way up names who gives.
    """
    if (moving := _moving(a, noun)) is not None:
        finite = a.head[moving] if a.dep[moving] == "xcomp" else moving  # "began to flow"
        return Trigger(word=moving, status=tense_status(a, finite), transfer=moving)
    clause = _clause_on(a, noun)
    if clause is None:
        return way_up(a, noun)
    above = None if _says_who(a, clause.word) else way_up(a, noun)
    return clause if above is None else above


def _says_who(a: Analysis, verb: int) -> bool:
    """True for "the sum that Norway announced", "arms sent by Norway"; not for "sent by the end of May"."""
    agent = agent_of(a, verb)
    acting = [c for c in a.children[verb] if a.dep[c] == "nsubj"]
    return bool(acting) or (agent is not None and a.ref(agent) is not None)


def _clause_on(a: Analysis, noun: int) -> Trigger | None:
    """The relative clause or participle that says what was done with the goods."""
    for child in (c for i in _named_by(a, noun) for c in a.children[i]):
        verb = pledge_verbs().get(a.lemma[child]) if a.dep[child] in ("acl", "relcl") else None
        if verb is None or verb.role == "move" or a.tag[child] in ("VBG", "VB"):
            continue
        if verb.status in (PledgeStatus.CALLED_FOR, PledgeStatus.REFUSED):
            continue  # "give Peru the arms it needs", "looting, which it denies"
        status = tense_status(a, child) if verb.role in CARRIED_OUT else verb.status
        return Trigger(word=child, status=status, transfer=child if verb.role in CARRIED_OUT else None)
    return None


def _moving(a: Analysis, noun: int) -> int | None:
    """The verb of motion of goods that begin to move: "aid began to flow", "trucks that keep coming"."""
    verbs = [a.head[noun]] if a.dep[noun] == "nsubj" else []
    verbs += [c for c in a.children[noun] if a.dep[c] == "relcl"]
    for verb in verbs:
        for i in (verb, *(c for c in a.children[verb] if a.dep[c] == "xcomp")):
            if (i != verb or a.dep[verb] == "relcl") and moves(a, i):
                return i
    return None


def _named_by(a: Analysis, noun: int) -> list[int]:
    """A sum and the goods that it is a sum of: "$5 million in aid", "4 million doses of vaccine"."""
    of = [c for c in a.children[noun] if a.dep[c] == "prep" and a.lower[c] in ("in", "of")]
    return [noun, *(c for prep in of for c in a.children[prep] if a.dep[c] == "pobj")]


def way_up(a: Analysis, noun: int) -> Trigger | None:
    """The nearest word above that promises, asks for, stops or refuses; else the transfer itself."""
    transfer: int | None = None
    below = noun
    for i in ancestors(a, noun):
        if transfer is not None and below != i and _own_clause(a, below):
            break
        if a.dep[i] == "agent":
            return None  # "cut off by troops": the troops do it
        if a.tag[i][:1] == "N" and a.lemma[i] in column("pledge_barring", "lemma"):
            return _barred(a, i)
        if a.lower[i] == "on" and a.lemma[a.head[i]] in column("pledge_barring", "lemma"):
            continue
        verb, status = _verb_at(a, i), pledge_nouns().get(a.lemma[i]) if a.tag[i][:1] == "N" else None
        if status is PledgeStatus.DELIVERED or (verb and verb.role in ("move", *CARRIED_OUT)):
            # "Aid must enter Gaza": what moves by itself is the subject.
            if verb is not None and verb.role == "move" and a.dep[below] not in ("nsubj", "nsubjpass"):
                return None
            transfer = i if transfer is None else transfer
        elif verb is not None and verb.role == "include":
            if _includes(a, i, below):
                return Trigger(word=i, status=PLEDGED, transfer=i)
        elif status is not None:
            return Trigger(word=i, status=status, transfer=transfer)
        elif verb is not None and not (verb.role == "raise" and not _raises_pledge(a, i)):
            if verb.status is PledgeStatus.COMMITTED and (asking := _asking(a, i)) is not None:
                return Trigger(word=asking, status=PledgeStatus.CALLED_FOR, transfer=i)
            status = PledgeStatus.SUSPENDED if _none_of(a, noun) else _said(a, i, verb)
            return Trigger(word=i, status=status, transfer=transfer)
        elif a.dep[i] == "prep" and a.lower[i] in column("pledge_barriers", "word"):
            if transfer is None or a.lower[i] in ("against", "without"):
                return None
            break
        elif a.tag[i][:1] == "V" and transfer is not None and a.dep[i] not in ("aux", "xcomp", "acl"):
            break
        elif a.tag[i][:1] == "V" and transfer is None and a.lemma[i] not in column("pledge_light", "lemma"):
            return None  # "vowed to build tanks", "accused of stealing aid"
        below = i
    return (
        None
        if transfer is None
        else Trigger(word=transfer, status=tense_status(a, transfer), transfer=transfer)
    )


def _includes(a: Analysis, verb: int, below: int) -> bool:
    """True for what a package or programme includes: "Norway's package will include tanks"."""
    subject = subject_of(a, verb)
    if subject is None or a.dep[below] not in ("dobj", "attr", "conj"):
        return False
    whole = a.lemma[subject] in column("pledge_measures", "lemma") or a.lemma[subject] in pledge_nouns()
    return whole or a.lower[subject] in column("pledge_goods", "word")


def _barred(a: Analysis, noun: int) -> Trigger | None:
    """A blockade or restriction: goods are held back, or called for where somebody is to lift it."""
    for i in ancestors(a, a.head[noun], 4):
        if a.lemma[i] in column("pledge_lifting", "lemma") and a.tag[i][:1] == "V":
            asking = _asking(a, i)
            if asking is None and not _conditional(a, i):
                return None
            word = i if asking is None else asking
            return Trigger(word=word, status=PledgeStatus.CALLED_FOR, transfer=i)
        if a.tag[i][:1] == "V":
            break
    return Trigger(word=noun, status=PledgeStatus.SUSPENDED)


def _conditional(a: Analysis, verb: int) -> bool:
    """True for "must lift", "if Chile does not lift"."""
    modals = mapping("pledge_modals", "word", "status")
    first = a.head[verb] if a.dep[verb] == "conj" else verb  # "if Chile does not stop and lift …"
    for c in (c for i in dict.fromkeys((verb, first)) for c in a.children[i]):
        if a.dep[c] == "aux" and modals.get(a.lower[c]) == PledgeStatus.CALLED_FOR.value:
            return True
        if a.dep[c] == "mark" and a.lower[c] in ("if", "unless", "until"):
            return True
    return False


def _asking(a: Analysis, verb: int) -> int | None:
    """The verb that asks for what an infinitive says: "called on Chile to allow …"."""
    if a.tag[verb] not in ("VB", "VBP"):
        return None
    if any(a.dep[c] == "aux" and a.lower[c] != "to" for c in a.children[verb]):
        return None
    if any(a.dep[c] == "nsubj" for c in a.children[verb]):  # "demanded that Chile allow …"
        above = pledge_verbs().get(a.lemma[a.head[verb]]) if a.dep[verb] == "ccomp" else None
        asks = above is not None and above.status is PledgeStatus.CALLED_FOR
        return a.head[verb] if asks else None
    for i in ancestors(a, a.head[verb], 4):
        found = pledge_verbs().get(a.lemma[i]) if a.tag[i][:1] == "V" else None
        if found is not None and found.status is PledgeStatus.CALLED_FOR:
            return i
        if _calls(a, i):
            return i  # "an appeal to allow"
        if a.tag[i][:1] == "V" and any(_calls(a, c) for c in a.children[i] if a.dep[c] == "dobj"):
            return i  # "renewed his appeal to allow"
        if a.tag[i] not in ("VB", "VBG", "VBN") and a.tag[i][:1] == "V":
            return None
    return None


def _calls(a: Analysis, word: int) -> bool:
    """True for a noun that calls for something: "appeal", "need"."""
    return a.tag[word][:1] == "N" and pledge_nouns().get(a.lemma[word]) is PledgeStatus.CALLED_FOR


def _none_of(a: Analysis, noun: int) -> bool:
    """True for "no aid"."""
    return any(a.lower[c] == "no" and a.dep[c] == "det" for c in a.children[noun])


def _own_clause(a: Analysis, verb: int) -> bool:
    """True for a conjunct with a subject of its own, or of a verb that moves no goods.

    "… and the first part has been delivered"; "froze assets and sent weapons".
    """
    if a.dep[verb] != "conj" or a.tag[verb][:1] != "V":
        return False
    if any(a.dep[c] in ("nsubj", "nsubjpass") for c in a.children[verb]):
        return True
    above = pledge_verbs().get(a.lemma[a.head[verb]])
    return above is not None and above.role == "stop"


def _said(a: Analysis, i: int, verb: Verb) -> PledgeStatus:
    """The status that a verb of promise gives, turned by "not" and "must"."""
    if verb.status is PledgeStatus.REFUSED:
        return verb.status
    if verb.role == "raise" and (raised := _raises_pledge(a, i)) is not None and raised is not PLEDGED:
        return raised
    if _negated(a, i):
        return PledgeStatus.REFUSED
    modals = mapping("pledge_modals", "word", "status")
    first = a.head[i] if a.dep[i] == "conj" and a.tag[i] == "VB" else i  # "must stop and allow"
    told = {modals.get(a.lower[c]) for k in (i, first) for c in a.children[k] if a.dep[c] == "aux"}
    if PledgeStatus.CALLED_FOR.value in told:
        return PledgeStatus.CALLED_FOR
    # "will allow", "would approve": the step itself is still to come.
    coming = PledgeStatus.PLEDGED.value in told and verb.status is PledgeStatus.COMMITTED
    return PledgeStatus.PLEDGED if coming else verb.status


def _verb_at(a: Analysis, i: int) -> Verb | None:
    """The verb of transfer or promise at word `i`; "committed" counts as one where it is an adjective."""
    if a.tag[i][:1] in "VM":
        return pledge_verbs().get(a.lemma[i])
    return pledge_verbs().get("commit") if a.lower[i] == "committed" else None


def _raises_pledge(a: Analysis, verb: int) -> PledgeStatus | None:
    """The status of the offer or aid that is raised, by the object or passive subject of the verb."""
    goods = mapping("pledge_goods", "word", "class")
    for c in a.children[verb]:
        if a.dep[c] in ("dobj", "nsubjpass") and (a.lemma[c] in pledge_nouns() or a.lower[c] in goods):
            return pledge_nouns().get(a.lemma[c]) or PLEDGED
    return None


def _negated(a: Analysis, verb: int) -> bool:
    return any(a.dep[c] == "neg" for c in a.children[verb])


def tense_status(a: Analysis, verb: int) -> PledgeStatus:
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
    if a.dep[verb] == "xcomp" and a.tag[above] == "VB":  # "would begin delivering"
        for child in a.children[above]:
            if a.dep[child] == "aux" and a.lower[child] in modals:
                return PledgeStatus(modals[a.lower[child]])
    return PledgeStatus.PLEDGED if a.tag[verb] in ("VB", "VBP", "VBZ") else PledgeStatus.DELIVERED


def excluded(a: Analysis, at: int, noun: int, trigger: Trigger) -> bool:
    """True when a price, a loss, a budget … stands between the amount and its trigger, or beside it."""
    words = column("pledge_exclusions", "lemma")
    arms = mapping("pledge_goods", "word", "class").get(a.lower[noun]) == "arms"
    sold = any(i is not None and a.lemma[i] in ("sell", "sale") for i in (trigger.word, trigger.transfer))
    if sold and not arms:
        return True  # sales are trade but for those of arms
    for i in ancestors(a, at):
        if i == trigger.word or i == trigger.transfer:
            break
        if a.lemma[i] in words:
            return True
    return any(a.lemma[c] in words for c in a.children[noun] if a.dep[c] in INSIDE_NP)


def moves(a: Analysis, word: int | None) -> bool:
    """True for a verb whose subject is the goods: "aid enters"."""
    verb = None if word is None else pledge_verbs().get(a.lemma[word])
    return verb is not None and verb.role == "move"


def receives(a: Analysis, word: int | None) -> bool:
    """True for a verb whose subject gets the goods: "Peru received aid"."""
    verb = None if word is None else pledge_verbs().get(a.lemma[word])
    return verb is not None and verb.role == "receive"


def stops(a: Analysis, trigger: Trigger) -> bool:
    """True when the trigger suspends or refuses something."""
    verb = pledge_verbs().get(a.lemma[trigger.word])
    return verb is not None and verb.role == "stop"
