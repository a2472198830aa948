"""Words and verbs that make a stance, shared by the rules and the learned decision."""

from __future__ import annotations

from communique.knowledge import column, mapping
from communique.read.analysis.analysis import Analysis
from communique.read.find.clauses import ancestors


def marks(a: Analysis, i: int) -> bool:
    """True for a word that makes a stance of what is said: obligation, will, refusal, judgement."""
    if a.lower[i] in column("stance_markers", "word"):
        if a.lower[i] not in ("will", "would"):
            return True
        verb = a.head[i]  # "talks will be held on Monday" announces and wants nothing
        place = any(a.lower[c] == "place" for c in a.children[verb])
        held = any(a.dep[c] == "auxpass" for c in a.children[verb]) and a.lemma[verb] == "hold"
        return not (place or held or a.lemma[verb] in column("stance_events", "lemma"))
    if a.lemma[i] not in mapping("stance_verbs", "lemma", "direction") or a.tag[i][:1] != "V":
        return False
    return not any(a.dep[c] == "auxpass" for c in a.children[i])


def asserted(a: Analysis, verb: int) -> bool:
    """True when a verb says what its subject does.

    No bare infinitive ("urged him to accept"), and no condition ("if Peru rejects it").
    """
    if conditional(a, verb):
        return False
    if a.tag[verb] not in ("VB", "VBG"):
        return True
    return any(a.dep[c] in ("aux", "neg") and a.lower[c] != "to" for c in a.children[verb])


def conditional(a: Analysis, verb: int) -> bool:
    """True when the clause of a verb, or of the verbs it is joined to, begins with "if"."""
    links = mapping("status_links", "word", "facet")
    for i in ancestors(a, verb):
        if any(a.dep[c] == "mark" and links.get(a.lower[c]) == "conditional" for c in a.children[i]):
            return True
        if a.dep[i] not in ("conj", "xcomp"):
            return False
    return False
