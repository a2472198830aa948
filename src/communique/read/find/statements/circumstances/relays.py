"""Through whom something that was said came to the report."""

from __future__ import annotations

from communique.model.reference import ActorKind
from communique.read.analysis.analysis import Analysis
from communique.read.find.statements.circumstances.addressees import Listener
from communique.read.find.statements.circumstances.tables import (
    closing_verbs,
    listening_media,
    media,
    outlets,
    passing_on,
    pieces,
)
from communique.read.find.statements.circumstances.telling import Telling

WITHIN_NAMES = frozenset(("compound", "nmod", "poss", "conj", "appos"))
QUOTING = frozenset(("cite", "quote"))
INTERVIEW = "interview"
THROUGH = frozenset(("with", "on", "by", "in", "via", "through", "for"))


def relay(t: Telling, told: Listener | None, outer: Telling | None) -> int | None:
    """The head word of who passed it on: an outlet that was told, that asked, that reports, that is cited.

    `told` is the addressee, `outer` how the statement is told inside which this one is reported.
    """
    a = t.a
    if told is not None and _is_listening_medium(a, told.at):
        return told.at
    found = (_through(t, i) for i in t.frame)
    by = next((i for i in found if i is not None), None)
    if by is not None:
        return by
    source = None if outer is None else outer.draft.source
    if source is None or not _is_medium(a, source) or a.tag[t.main] == "VBG":
        return None
    return source


def _through(t: Telling, i: int) -> int | None:
    """Who passed it on, as the word at `i` of the frame tells, or None."""
    a = t.a
    if a.tag[i] == "VBN":
        return _passed_on(a, i)
    if a.tag[i][0] != "N":
        return None
    if a.lemma[i] == INTERVIEW and (by := _interviewer(t, i)) is not None:
        return by
    if not _is_medium(a, i) or _is_source(t, i):
        return None
    return i if (_occasion_of(a, i) and t.about(i)) or _closes(t, i) or _vouches(a, i) else None


def _passed_on(a: Analysis, i: int) -> int | None:
    """“A letter seen by Reuters”, “as cited by the ministry”, “was quoted as saying in the Herald”."""
    if a.lemma[i] not in passing_on():
        return None
    saying = (k for c in a.children[i] if a.lower[c] == "as" for k in a.children[c] if a.tag[k] == "VBG")
    for c in (*a.children[i], *(c for k in saying for c in a.children[k])):
        if a.lower[c] not in ("by", "in", "on"):
            continue
        quoted = a.lower[c] == "by" and a.lemma[i] in QUOTING
        for p in a.children[c]:
            if a.dep[p] == "pobj" and (quoted or _is_medium(a, p)):
                return p
    return None


def _occasion_of(a: Analysis, i: int) -> bool:
    """“In an interview with Sky News”, “in a BBC interview”, “on state television”."""
    while a.dep[i] in WITHIN_NAMES:
        i = a.head[i]
        if a.lemma[i] in pieces() and a.tag[i][0] == "N":
            return True
    return a.dep[i] == "pobj" and a.lower[a.head[i]] in THROUGH


def _closes(t: Telling, i: int) -> bool:
    """“…, Reuters reported”."""
    return t.a.dep[i] == "nsubj" and t.a.lemma[t.a.head[i]] in closing_verbs() and t.a.head[i] != t.main


def _vouches(a: Analysis, i: int) -> bool:
    """“…, according to state media”, “according to a Reuters report”."""
    while a.dep[i] in ("compound", "nmod", "poss"):
        i = a.head[i]
    head = a.head[i]
    return a.dep[i] == "pobj" and a.lower[head] == "to" and head > 0 and a.lower[head - 1] == "according"


def _interviewer(t: Telling, i: int) -> int | None:
    """“In an interview with the magazine”, “in an interview on the channel”; a person is no relay."""
    a = t.a
    if not t.about(i):
        return None
    partners = (p for c in a.children[i] if a.lower[c] in ("with", "on", "to") for p in a.children[c])
    return next((p for p in partners if a.dep[p] == "pobj" and not _is_person(a, p)), None)


def _is_person(a: Analysis, i: int) -> bool:
    found = a.layers.actor_at.get(i)
    kind = None if found is None else found[0].actor_kind
    return kind in (ActorKind.PERSON, ActorKind.GROUP) or i in a.layers.time_at or a.tag[i] == "PRP"


def _is_source(t: Telling, i: int) -> bool:
    source = t.draft.source
    if source is None:
        return False
    low, high = t.a.subtree(source)
    found = t.a.layers.actor_at.get(i)
    return low <= i < high or (found is not None and found[0].name == t.speaker)


def _is_medium(a: Analysis, i: int) -> bool:
    """True for an outlet, or for a noun of one: “state media”, “the news agency”."""
    found = a.layers.actor_at.get(i)
    if (found is not None and found[0].actor_kind is ActorKind.OUTLET) or a.text[i] in outlets():
        return True
    if a.lemma[i] == "agency":
        return i > 0 and a.lower[i - 1] == "news"
    social = i > 0 and a.lower[i - 1] == "social"
    return not social and not media().isdisjoint((a.lemma[i], a.lower[i]))


def _is_listening_medium(a: Analysis, i: int) -> bool:
    """Where it is told something, also “the channel”, and a name that nothing else explains."""
    if _is_medium(a, i) or a.lemma[i] in listening_media():
        return True
    return i not in a.layers.actor_at and a.ent[i] in ("ORG", "WORK_OF_ART") and a.tag[i][:3] == "NNP"
