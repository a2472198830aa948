"""Proposals: plans, drafts, deals and frameworks on the table, by whom, and what became of them.

A noun for a plan or deal is a proposal when it says what it is for ("ceasefire deal"), names its maker
("Trump's plan") or stands under a verb that floats, discusses, accepts, rejects or signs it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from communique.knowledge import column, mapping
from communique.model.finding import Evidence, Finding, Proposal, ProposalStatus
from communique.model.reference import ActorRef
from communique.model.when import When
from communique.read.analysis.analysis import Analysis, Sentence
from communique.read.find.clauses import actors_of, agent_of, subject_of
from communique.read.find.proposal_status import standing

MODIFIERS = ("compound", "amod", "nmod", "nummod")
LONGEST_NAME = 8  # words
STOPS = (",", ";", ":", "(", "“", '"', "—", "–", "which", "that")


class Proposals:
    """Finds proposals."""

    name = "proposals"
    version = "4"
    provides = "proposal"
    requires: tuple[str, ...] = ("time", "actor", "statement")

    def __call__(self, analysis: Analysis, found: dict[str, list[Finding]]) -> Iterator[Finding]:
        """The proposals of one article, one for each thing on the table, with all its passages."""
        strength = mapping("proposal_nouns", "lemma", "strength")
        merged: list[Proposal] = []
        for s in analysis.readable_sentences():
            for i in range(s.first, s.last):
                if analysis.lemma[i] in strength and analysis.tag[i][:2] == "NN":
                    proposal = _proposal(analysis, s, i, strength[analysis.lemma[i]], found)
                    if proposal is not None:
                        _merge(merged, proposal)
        yield from merged


def _proposal(
    a: Analysis, s: Sentence, noun: int, strength: str, found: dict[str, list[Finding]]
) -> Proposal | None:
    if a.dep[noun] == "compound" and a.lemma[a.head[noun]] in column("proposal_nouns", "lemma"):
        return None  # "peace plan proposal": the last noun is the head
    if _part_of_name(a, noun) or (a.dep[noun] == "pobj" and a.lower[noun - 1] == "in"):
        return None  # "North Atlantic Treaty Organization"; "in exchange for"
    if _no_thing(a, noun):
        return None
    modifiers = [c for c in a.children[noun] if c < noun and a.dep[c] in MODIFIERS]
    verb = _verb(a, noun)
    by = [r for r in _makers(a, noun, verb, found) if not _is_itself(a, r, noun)]
    partners = _partners(a, noun, by, found)
    topical = (
        any(a.lower[m] in column("proposal_topics", "word") for m in (*modifiers, *_contents(a, noun)))
        or _purpose(a, noun)
        or bool(partners)
    )
    if not {
        "strong": topical or by or modifiers or verb is not None,
        "weak": topical and (verb is not None or by or modifiers or partners),
        "handled": verb is not None,
    }[strength]:
        return None
    first = min([noun, *modifiers])
    low, high = a.subtree(noun)
    span = a.span(max(min(low, first), s.first), min(high, s.last))
    name = _name(a, first, noun, min(high, s.last))
    telling, status = standing(a, noun, verb)
    cue = () if telling is None else (a.span(telling, telling + 1),)
    return Proposal(
        article=a.article.id,
        evidence=Evidence(
            spans=(span,),
            cue=cue,
            finder="proposals",
            version=Proposals.version,
            score=0.4 + 0.2 * topical + 0.2 * bool(by) + 0.2 * (verb is not None),
        ),
        name=name,
        by=tuple(by),
        with_=tuple(partners),
        date=_date(a, noun, verb),
        status=status,
    )


def _contents(a: Analysis, noun: int) -> list[int]:
    """What it is made of: "a package of sanctions"."""
    of = [c for c in a.children[noun] if a.dep[c] == "prep" and a.lower[c] == "of"]
    return [p for c in of for p in a.children[c] if a.dep[p] == "pobj"]


def _no_thing(a: Analysis, noun: int) -> bool:
    """True for "no plan", "plans to visit", "within the framework of": nothing is on a table."""
    if any(a.dep[c] == "det" and a.lower[c] in ("no", "any") for c in a.children[noun]):
        return True
    intended = a.lower[noun] == "plans" and any(a.dep[c] == "acl" for c in a.children[noun])
    frame = (
        a.lemma[noun] == "framework" and a.dep[noun] == "pobj" and a.lower[a.head[noun]] in ("in", "within")
    )
    return intended or frame


def _is_itself(a: Analysis, ref: ActorRef, noun: int) -> bool:
    """True when the maker found is the proposal, read as an actor."""
    return ref.mention is not None and ref.mention.start <= a.start[noun] < ref.mention.end


def _part_of_name(a: Analysis, noun: int) -> bool:
    """True when an actor's name runs on behind the noun."""
    ref = a.ref(noun)
    return ref is not None and ref.mention is not None and ref.mention.end > a.end[noun]


def _name(a: Analysis, first: int, noun: int, high: int) -> str:
    """The noun with its modifiers; a bare "plan" with what it is for, as far as it is short."""
    while first > 1 and a.text[first - 1] == "-":
        first -= 2  # "two-month ceasefire"
    last = noun
    if first == noun and _purpose(a, noun):
        last = min(high, noun + LONGEST_NAME) - 1
        last = next((i - 1 for i in range(noun + 2, last + 1) if a.text[i] in STOPS), last)
        while last > noun and a.tag[last] in ("IN", "DT", "CC", "TO", "PRP$", "JJ", ","):
            last -= 1
    return a.span(first, last + 1).line


def _purpose(a: Analysis, noun: int) -> bool:
    """True for "a plan to end the war", "a framework for talks"."""
    return any(
        (a.dep[c] in ("acl", "relcl") and a.tag[c] == "VB")
        or (a.dep[c] == "prep" and a.lower[c] in ("for", "on"))
        for c in a.children[noun]
    )


def _verb(a: Analysis, noun: int) -> int | None:
    """The verb that does something to the proposal."""
    verbs = mapping("proposal_verbs", "lemma", "status")
    for c in a.children[noun]:
        if a.dep[c] in ("acl", "relcl") and a.tag[c][:1] == "V" and a.lemma[c] in verbs:
            return c
    above = a.head[noun]
    if a.dep[noun] == "pobj" and a.head[above] != above:
        above = a.head[above]
    return above if above != noun and a.tag[above][:1] == "V" and a.lemma[above] in verbs else None


def _makers(a: Analysis, noun: int, verb: int | None, found: dict[str, list[Finding]]) -> list[ActorRef]:
    """By whom: the possessor, an actor before the noun, "by X", or who floats it."""
    for c in a.children[noun]:
        if a.dep[c] == "poss" or (a.dep[c] in ("compound", "amod") and a.ref(c)):
            return [r for r in actors_of(a, c, found) if r.named]
        if a.dep[c] == "prep" and a.lower[c] in ("by", "from"):
            for p in a.children[c]:
                if a.dep[p] == "pobj":
                    return [r for r in actors_of(a, p, found) if r.named]
    verbs = mapping("proposal_verbs", "lemma", "status")
    if verb is None or verbs[a.lemma[verb]] != ProposalStatus.FLOATED:
        return []
    head = agent_of(a, verb)
    if head is None and a.head[verb] != noun:
        head = subject_of(a, verb)
    if head is None or a.dep[head] == "nsubjpass":
        return []
    return [r for r in actors_of(a, head, found) if r.named]


def _partners(a: Analysis, noun: int, by: list[ActorRef], found: dict[str, list[Finding]]) -> list[ActorRef]:
    names = {b.name for b in by}
    for i in range(noun, a.subtree(noun)[1]):
        if a.lower[i] in ("with", "between") and a.dep[i] == "prep":
            for c in a.children[i]:
                if a.dep[c] == "pobj":
                    return [r for r in actors_of(a, c, found) if r.named and r.name not in names]
    return []


def _date(a: Analysis, noun: int, verb: int | None) -> When | None:
    """The time expression inside the phrase, or right below its verb."""
    low, high = a.subtree(noun)
    for i in range(low, high):
        time = a.layers.time_at.get(i)
        if time is not None and time.type == "DATE" and time.when.first is not None:
            return time.when
    for c in a.children[verb] if verb is not None else ():
        for i in (c, *a.children[c]):
            time = a.layers.time_at.get(i)
            if time is not None and time.type == "DATE" and time.when.first is not None:
                return time.when
    return None


def _merge(merged: list[Proposal], new: Proposal) -> None:
    """Add a proposal, or its passage to the one that it names again."""
    for k, old in enumerate(merged):
        if not _same(old, new):
            continue
        spans = tuple(dict.fromkeys((*old.evidence.spans, *new.evidence.spans)))
        status = _later(old, new)
        merged[k] = replace(
            old,
            evidence=replace(old.evidence, spans=spans),
            by=old.by or new.by,
            with_=old.with_ or new.with_,
            date=old.date or new.date,
            status=status,
        )
        return
    merged.append(new)


def _later(old: Proposal, new: Proposal) -> ProposalStatus:
    """The later mention tells more of what became of it, unless it tells nothing, or how it began."""
    began = new.status is ProposalStatus.FLOATED and old.evidence.cue
    signed = old.status is ProposalStatus.SIGNED and new.status is ProposalStatus.ACCEPTED
    return old.status if began or signed or not new.evidence.cue else new.status


def _same(a: Proposal, b: Proposal) -> bool:
    """The same last word, no contradicting makers, and one name's words among the other's."""
    left, right = a.name.lower().split(), b.name.lower().split()
    if left[-1].rstrip("s") != right[-1].rstrip("s") and left[0].rstrip("s") != right[0].rstrip("s"):
        return False
    if a.by and b.by and not {x.name for x in a.by} & {y.name for y in b.by}:
        return False
    return set(left) <= set(right) or set(right) <= set(left)
