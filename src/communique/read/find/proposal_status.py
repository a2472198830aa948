"""What became of a proposal, from the words around one mention of it.

The verb that does something to it speaks first, as far as it is told as done: who "could sign" a deal
talks of one. Then come nouns for such deeds ("the signing of"), and words that take it for agreed
("under the accord", "withdrew from the deal", "the 2015 treaty").
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from communique.knowledge import column, mapping, table
from communique.model.finding import EventStatus, ProposalStatus
from communique.read.analysis.analysis import Analysis
from communique.read.find.event_status import event_status

SETTLED = (ProposalStatus.ACCEPTED, ProposalStatus.SIGNED)
DONE = (EventStatus.HAPPENED, EventStatus.ONGOING)
COUNTING = ("number", "series", "set", "couple", "range", "package")  # "signed a number of agreements"


def standing(a: Analysis, noun: int, verb: int | None) -> tuple[int | None, ProposalStatus]:
    """The word that tells where the proposal with head `noun` stands (None where none does), and where.

    `verb` is the verb that does something to it, if there is one.
    """
    deed = _counted(a, noun) if verb is None else verb
    if deed is not None:
        return deed, _as_told(a, deed, mapping("proposal_verbs", "lemma", "status")[a.lemma[deed]])
    above = _above(a, noun)
    acts = mapping("proposal_acts", "lemma", "status")
    if above is not None and a.tag[above][:1] == "N" and a.lemma[above] in acts:
        return above, _as_told(a, above, acts[a.lemma[above]])
    if (word := next(_in_force(a, noun), None)) is not None:
        signed = a.lemma[noun] in column("proposal_signed", "lemma")
        return word, ProposalStatus.SIGNED if signed else ProposalStatus.ACCEPTED
    if above is not None and a.lemma[above] == "call" and a.lower[a.head[noun]] == "for":
        return above, ProposalStatus.FLOATED
    return None, ProposalStatus.UNDER_DISCUSSION


def _counted(a: Analysis, noun: int) -> int | None:
    """The verb over a word that counts: "signed a number of agreements"."""
    above = _above(a, noun)
    if above is None or a.lemma[above] not in COUNTING or a.dep[above] not in ("dobj", "nsubjpass"):
        return None
    verb = a.head[above]
    return verb if a.lemma[verb] in mapping("proposal_verbs", "lemma", "status") else None


def _as_told(a: Analysis, deed: int, named: str) -> ProposalStatus:
    """The status that a deed gives, if it is done; who has not accepted has rejected."""
    status = ProposalStatus(named)
    if status not in SETTLED or (a.dep[deed] == "acl" and a.tag[deed] == "VBN"):  # "the deal reached"
        return status
    told = event_status(a, deed)
    if told in DONE:
        return status
    joint = mapping("proposal_verbs", "lemma", "joint").get(a.lemma[deed])  # not reached is not rejected
    return (
        ProposalStatus.REJECTED
        if told is EventStatus.DENIED and not joint
        else ProposalStatus.UNDER_DISCUSSION
    )


def _above(a: Analysis, noun: int) -> int | None:
    """The word above a noun, over the preposition between them."""
    above = a.head[noun]
    if a.dep[noun] != "pobj":
        return above if above != noun else None
    return a.head[above] if a.head[above] != above else None


def _in_force(a: Analysis, noun: int) -> Iterator[int]:
    """The words that take the proposal for agreed."""
    if _is_to_come(a, noun):
        return
    before, above = a.head[noun], _above(a, noun)
    if a.dep[noun] == "pobj" and a.lower[before] in _taking("preposition") and _is_done(a, above):
        yield before
    if above is not None:
        role = "subject" if a.dep[noun] == "nsubj" else "object"
        if a.tag[above][:1] == "V" and a.lemma[above] in _taking(role) and event_status(a, above) in DONE:
            yield above
        if a.tag[above][:1] == "N" and a.lower[before] == "of" and a.lemma[above] in _taking("noun"):
            yield above
    yield from (c for c in a.children[noun] if c < noun and c in a.layers.time_at and a.ent[c] == "DATE")


@cache
def _taking(role: str) -> frozenset[str]:
    return frozenset(r["word"] for r in table("proposal_force").rows if r["as"] == role)


def _is_to_come(a: Analysis, noun: int) -> bool:
    """True for "a possible deal", "a deal that would …"."""
    return any(
        (a.dep[c] == "amod" and a.lower[c] in column("proposal_open", "word"))
        or (a.dep[c] == "relcl" and _modal(a, c))
        for c in a.children[noun]
    )


def _is_done(a: Analysis, above: int | None) -> bool:
    """False for "would sell it under the deal", where there is none yet."""
    return above is None or a.tag[above][:1] != "V" or event_status(a, above) in DONE


def _modal(a: Analysis, verb: int) -> bool:
    return any(a.tag[c] == "MD" for c in a.children[verb])
