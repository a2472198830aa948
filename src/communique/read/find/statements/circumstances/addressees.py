"""To whom something was said."""

from __future__ import annotations

from dataclasses import dataclass

from communique.model.reference import ActorKind, ActorRef, MentionForm
from communique.read.analysis.analysis import Analysis
from communique.read.find.statements.circumstances.tables import Addressing, addressing, honorifics, partners
from communique.read.find.statements.circumstances.telling import Telling

NOUNS = frozenset(("NN", "NNS", "NNP", "NNPS", "PRP"))
THOSE = "those"  # “told those in the east to leave”
NOBODY = frozenset(("it", "itself", "himself", "herself", "themselves"))
ASIDE = frozenset(("after", "before", "following", "since", "until"))
ASKING = frozenset(("ask", "question", "press"))
GREETING = 6  # words before a form of address: “Good afternoon, Mr President.”


@dataclass(frozen=True, slots=True)
class Listener:
    """The head word of an addressee; `stays` is True where it hears the rest of the sentence, too."""

    at: int
    stays: bool


def listener(t: Telling, mains: frozenset[int]) -> Listener | None:
    """Whom the report of the saying names as told, asked, written to or spoken with.

    `mains` are the main words of all cues: each speaks for its own statement.
    """
    a = t.a
    if t.main < 0:
        return None
    cue = dict.fromkeys((t.main, *range(*(t.draft.cue or (0, 0)))))
    for v in cue:
        if (found := _told(a, v)) is not None:
            return found
    others = [_partner(t, i) for i in t.frame if a.tag[i][0] == "N"]
    others += [_asker(a, v) for v in sorted(t.clause - cue.keys())]
    others += [_told(a, v) for v in sorted(t.clause - cue.keys() - mains)]
    return next((found for found in others if found is not None and not _speaks(t, found.at)), None)


def _told(a: Analysis, v: int) -> Listener | None:
    """What the verb at `v` has where its addressee stands."""
    way = addressing().get(a.lemma[v])
    if way is None:
        return None
    passive = _passive_subject(a, v) if way.object else None
    if passive is not None:
        at = passive if _hears(a, passive, way.anyone) else None
    else:
        at = next((p for c in a.children[v] if c > v and (p := _place(a, c, way)) is not None), None)
    return None if at is None else Listener(at, way.audience)


def _passive_subject(a: Analysis, v: int) -> int | None:
    """Who was told: “the envoy was told”; “asked about it, the envoy said …”."""
    own = next((c for c in a.children[v] if a.dep[c] == "nsubjpass"), None)
    if own is None and a.tag[v] == "VBN" and a.dep[v] == "advcl" and a.lemma[v] in ASKING:
        return next((c for c in a.children[a.head[v]] if a.dep[c] == "nsubj"), None)
    return own


def _place(a: Analysis, c: int, way: Addressing) -> int | None:
    """The addressee at the word `c` behind its verb: an object, behind a preposition, or who shall act."""
    if way.object and a.dep[c] in ("dobj", "dative") and _hears(a, c, way.anyone):
        return c
    if way.object and a.dep[c] in ("ccomp", "xcomp"):  # “urged the ministers to sign”
        if not any(a.dep[k] == "aux" and a.lower[k] == "to" for k in a.children[c]):
            return None
        return next((k for k in a.children[c] if a.dep[k] == "nsubj" and _hears(a, k, anyone=True)), None)
    return _behind(a, c, way.anyone) if a.lower[c] in way.prepositions else None


def _partner(t: Telling, i: int) -> Listener | None:
    """Whom an occasion joins: “in a call with the minister”, “in a letter to parliament”."""
    a = t.a
    ways = partners().get(a.lemma[i])
    if not ways or not t.about(i):
        return None
    if a.dep[i] == "pobj" and a.lower[a.head[i]] in ASIDE:
        return None
    for c in a.children[i]:
        if a.lower[c] in ways and (p := _behind(a, c, anyone=True)) is not None:
            return Listener(p, stays=True)
    return None


def _asker(a: Analysis, v: int) -> Listener | None:
    """Who asked: “asked by a reporter, she said …”."""
    if a.lemma[v] not in ASKING or a.tag[v] != "VBN":
        return None
    agents = (_behind(a, c, anyone=True) for c in a.children[v] if a.dep[c] == "agent")
    by = next((p for p in agents if p is not None), None)
    return None if by is None else Listener(by, stays=False)


def _behind(a: Analysis, preposition: int, anyone: bool) -> int | None:
    objects = (p for p in a.children[preposition] if a.dep[p] == "pobj")
    return next((p for p in objects if _hears(a, p, anyone)), None)


def _hears(a: Analysis, i: int, anyone: bool) -> bool:
    found = a.layers.actor_at.get(i)
    if found is not None and found[0].actor_kind is not ActorKind.DOCUMENT:
        return True
    return anyone and (a.tag[i] in NOUNS or a.lower[i] == THOSE) and a.lower[i] not in NOBODY


def _speaks(t: Telling, i: int) -> bool:
    found = t.a.layers.actor_at.get(i)
    return found is not None and found[0].name == t.speaker


def form_of_address(t: Telling) -> ActorRef | None:
    """Whom the first words of a speech address: “Mr President, thank you …”."""
    a, first = t.a, t.draft.first
    if a.quoted[first] < 0 and not t.labelled:
        return None
    for i in range(first, min(first + GREETING, t.draft.last - 1)):
        if i > first and a.text[i - 1][0].isalnum():
            continue
        if a.lower[i] in honorifics() or (a.lower[i] == "your" and a.lower[i + 1] in honorifics()):
            return _addressed(a, i)
    return None


def _addressed(a: Analysis, i: int) -> ActorRef | None:
    last = i + 1
    while last < len(a) and a.text[last][:1].isupper():
        last += 1
    if last == i + 1 or last == len(a) or a.text[last][0].isalnum():
        return None
    span = a.span(i, last)
    return a.ref(last - 1) or ActorRef(
        name=span.line, kind=ActorKind.PERSON, mention=span, form=MentionForm.TITLE
    )
