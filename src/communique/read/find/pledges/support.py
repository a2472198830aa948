"""Help without a sum or goods: "Norway must arm Sweden", "Chile's continued assistance to Peru"."""

from __future__ import annotations

from dataclasses import dataclass

from communique.knowledge import column, mapping
from communique.model.finding import Finding, PledgeStatus
from communique.model.reference import ActorKind, ActorRef
from communique.model.text import Span
from communique.read.analysis.analysis import Analysis
from communique.read.find.clauses import actors_of, agent_of, ancestors, subject_of
from communique.read.find.pledges.roles import behind, giver_of_noun, givers_of, receiving
from communique.read.find.pledges.triggers import Trigger, tense_status, way_up

PUBLIC = (ActorKind.STATE, ActorKind.GOVERNMENT, ActorKind.ORGANISATION, ActorKind.ARMED_GROUP)
REACH = 4  # words up the parse in which a verb may say that help goes on


@dataclass(frozen=True, slots=True, kw_only=True)
class Support:
    """Help that one gives another: who to whom, in which words, and where it stands."""

    givers: tuple[ActorRef, ...]
    receivers: tuple[ActorRef, ...]
    what: str
    status: PledgeStatus
    passage: Span
    cue: Span


def support_by_verb(a: Analysis, verb: int, found: dict[str, list[Finding]]) -> Support | None:
    """Help told by a verb, when both are known by name: "arm Sweden", "will keep supporting Peru's army"."""
    needs = mapping("pledge_helping", "lemma", "needs")[a.lemma[verb]]
    clauses = [c for c in a.children[verb] if a.dep[c] in ("xcomp", "ccomp")]
    if clauses and not needs:
        return None  # "helped Chile to establish talks" gives no goods
    told = ((verb, "dobj"), *((c, "nsubj") for c in clauses))  # "support the army to defend itself"
    helped = next((c for i, dep in told for c in a.children[i] if a.dep[c] == dep), None)
    if helped is None:
        return None
    promise = way_up(a, verb)
    promised = promise is not None and promise.word != verb
    if needs == "promise" and not promised and not _promises(a, verb):
        return None  # "supports Chile" is an opinion
    if promise is None or not promised:
        promise = Trigger(word=verb, status=tense_status(a, verb), transfer=verb)
    givers = _helpers(a, verb, promise if promised else None, found)
    whose = [helped, *(c for c in a.children[helped] if a.dep[c] == "poss")]
    receivers = behind(a, [r for i in whose for r in actors_of(a, i, found) if _public(r)])
    if not receivers and not needs:  # "finance the reconstruction of Gaza"
        of = (c for c in a.children[helped] if a.lower[c] == "of")
        heads = [c for prep in of for c in a.children[prep] if a.dep[c] == "pobj"]
        receivers = [r for h in heads for r in receiving(a, h, {g.name for g in givers}, found)]
    if not givers or not receivers or givers[0].name == receivers[0].name:
        return None
    words = (verb, helped, promise.word)
    return Support(
        givers=tuple(givers),
        receivers=tuple(receivers),
        what=a.lemma[verb],
        status=promise.status,
        passage=a.span(min(words), max(a.subtree(helped)[1], max(words) + 1)),
        cue=a.span(promise.word, promise.word + 1),
    )


def _helpers(
    a: Analysis, verb: int, promise: Trigger | None, found: dict[str, list[Finding]]
) -> list[ActorRef]:
    agent = agent_of(a, verb)
    helper = agent if agent is not None else subject_of(a, verb)
    refs = [] if helper is None or a.dep[helper] == "nsubjpass" else behind(a, actors_of(a, helper, found))
    if not refs and promise is not None:
        refs = givers_of(a, verb, promise, found)
    return [r for r in refs if r.named and r.kind in PUBLIC]


def support_by_noun(a: Analysis, noun: int, found: dict[str, list[Finding]]) -> Support | None:
    """Help told by a noun with who gives and who gets it: "Peru's assistance to Chile"."""
    needs = mapping("pledge_giving", "lemma", "needs").get(a.lemma[noun])
    lasting = any(a.lower[c] in column("pledge_lasting", "word") for c in a.children[noun])
    if needs is None or (needs == "lasting" and not lasting):
        return None
    givers = [g for g in behind(a, giver_of_noun(a, noun, found)) if g.named]
    names = {g.name for g in givers}
    words = range(noun, a.subtree(noun)[1])
    to = [i for i in words if a.dep[i] == "prep" and a.lower[i] in ("to", "for") and a.head[i] < i]
    heads = [c for prep in to for c in a.children[prep] if a.dep[c] == "pobj"]
    each = (receiving(a, h, names, found) for h in heads)
    receivers = next((refs for refs in each if refs), [])
    if not receivers and (thanking := _thanking(a, noun)) is not None:
        receivers = [r for r in behind(a, actors_of(a, thanking, found)) if r.name not in names]
    if not givers or not receivers:
        return None
    low, high = a.subtree(noun)
    return Support(
        givers=tuple(givers),
        receivers=tuple(receivers),
        what=a.span(noun, noun + 1).line,
        status=_standing(a, noun, lasting),
        passage=a.span(low, high),
        cue=a.span(noun, noun + 1),
    )


def _promises(a: Analysis, verb: int) -> bool:
    """True for "will support", "would continue to support"."""
    modals = mapping("pledge_modals", "word", "status")
    above = a.head[verb] if a.dep[verb] == "xcomp" else verb
    auxiliaries = [c for i in (verb, above) for c in a.children[i] if a.dep[c] == "aux"]
    return any(modals.get(a.lower[c]) == PledgeStatus.PLEDGED.value for c in auxiliaries)


def _thanking(a: Analysis, noun: int) -> int | None:
    """Who thanks for help, and so has got it."""
    for i in ancestors(a, noun, REACH):
        if a.tag[i][:1] == "V":
            return subject_of(a, i) if a.lemma[i] == "thank" else None
    return None


def _standing(a: Analysis, noun: int, lasting: bool) -> PledgeStatus:
    """Committed where the help goes on or is affirmed, else delivered."""
    affirmed = any(a.lemma[i] in column("pledge_affirming", "lemma") for i in ancestors(a, noun, REACH))
    return PledgeStatus.COMMITTED if lasting or affirmed else PledgeStatus.DELIVERED


def _public(ref: ActorRef) -> bool:
    """True for states and bodies, and for a people or army of a known state."""
    return ref.kind in PUBLIC or (ref.kind is ActorKind.GROUP and ref.country is not None)
