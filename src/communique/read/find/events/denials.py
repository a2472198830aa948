"""What a denial denies: "denied that she had met the rebels" tells of a meeting that did not take place."""

from __future__ import annotations

from dataclasses import replace

from communique.read.analysis.analysis import Analysis
from communique.read.find.events.heads import Heads, Trigger

DENYING = "deny"
CLAUSES = ("ccomp", "xcomp", "pcomp")
LEAST = 0.03  # of a word in the clause, to trigger what is denied: what is denied is told less plainly


def denied(a: Analysis, known: Heads, trigger: Trigger) -> Trigger | None:
    """The trigger of the act that somebody denies, in the place of the denial; None where no act is denied.

    "Peru denied the request" turns a request down, and stays what it is; a clause behind the verb is an
    account of what has, or has not, happened.
    """
    if trigger.type != "REJECT" or a.lemma[trigger.word] != DENYING:
        return None
    clause = next((c for c in a.children[trigger.word] if a.dep[c] in CLAUSES), None)
    if clause is None:
        return None
    low, high = a.subtree(clause)
    for first, last in ((clause, clause + 1), (low, high)):  # its verb, else what the verb is about
        first, last = max(first, trigger.sentence[0]), min(last, trigger.sentence[1])
        found = known.likeliest(a.vectors[first:last], but="REJECT")
        if found is not None and found[2] >= LEAST:
            return replace(trigger, word=first + found[0], type=found[1], own=found[2])
    return None
