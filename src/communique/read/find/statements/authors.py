"""Whose voice a text is: whom "I" and "we" stand for, and who wrote the letter that says something."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from communique.knowledge import column
from communique.model.reference import ActorKind, ActorRef
from communique.read.analysis.analysis import Analysis, Sentence, actor_ref
from communique.read.find.actors.headings import author
from communique.read.find.clauses import subject_of
from communique.read.find.statements.lexicon import documents, platform_names, verbs

AUTHOR = "the author of the text"
FIRST_PERSON = frozenset(("i", "we", "my", "our"))
SUBJECTS = frozenset(("nsubj", "nsubjpass"))
INDEFINITE = frozenset(("a", "an", "another"))
DEFINITE = frozenset(("the", "this", "that"))
BODIES = frozenset((ActorKind.GOVERNMENT, ActorKind.ORGANISATION, ActorKind.ARMED_GROUP, ActorKind.STATE))
NEAR = 3  # sentences back to what "the message" is
LABEL_WORDS = 14  # of a transcript's label, with office and state


def first_person(a: Analysis, i: int) -> ActorRef | None:
    """Whom "I", "we", "my" or "our" at word `i` stands for; None where the article does not tell.

    In a quotation it is who is quoted, in a transcript whose turn it is, else whom the text names beside
    the word ("we, the ministers of …"), else the author that the article's title names.
    """
    if a.quoted[i] >= 0:
        found, why = _quoted(a, i), "who is quoted"
    elif (found := _turn(a, i)) is not None:
        why = "whose turn it is"
    else:
        found, why = _introduced(a) or author(a), AUTHOR
    return None if found is None else replace(found, inferred=why)


def _quoted(a: Analysis, i: int) -> ActorRef | None:
    """The subject of a clause outside the quotation of word `i` that the quotation hangs on."""
    quotation = a.quoted[i]
    low, high = i, i + 1
    while low > 0 and a.quoted[low - 1] == quotation:
        low -= 1
    while high < len(a) and a.quoted[high] == quotation:
        high += 1
    for up in (a.head[k] for k in range(low, high) if not low <= a.head[k] < high):
        for c in a.children[up]:
            if a.dep[c] in SUBJECTS and not low <= c < high:
                return a.ref(c)
    return None


def _turn(a: Analysis, i: int) -> ActorRef | None:
    """The speaker of the turn of a transcript that word `i` stands in ("Foreign Minister A. Name: …")."""
    for index in range(a.sent[i], -1, -1):
        colon = _label_end(a, a.sentences[index])
        if colon is not None and colon < i:
            hit = a.ref(a.sentences[index].first)
            if hit is not None and hit.kind is ActorKind.PERSON:
                return hit
    return None


def _label_end(a: Analysis, s: Sentence) -> int | None:
    """The colon behind a label at the start of a paragraph, where there is one."""
    if a.start[s.first] != s.block.span.start:
        return None
    for k in range(s.first, min(s.first + LABEL_WORDS, s.last)):
        if a.text[k] == ":":
            return k
        if a.tag[k][:2] in ("VB", "MD", "PR") or a.text[k] in (".", "“", '"'):
            return None
    return None


def _introduced(a: Analysis) -> ActorRef | None:
    """Who the text says that its "we" is: “we, the ministers of …”."""
    for i in range(len(a) - 2):
        if a.lower[i] in FIRST_PERSON and a.text[i + 1] == "," and a.quoted[i] < 0:
            for c in a.children[i]:
                if a.dep[c] == "appos" and (hit := a.ref(c)) is not None:
                    return hit
    return None


def author_of(a: Analysis, head: int) -> ActorRef | None:
    """The author of the document that the noun at word `head` stands for; None where none is told.

    It is told by the noun phrase ("the ministry's letter", "a report by …"), by what is done with the
    document ("in a statement, X said …", "X issued a statement"), or by the mention that this one resumes.
    """
    if a.lemma[head] not in documents():
        return None
    found = _own(a, head) or _resumed(a, head) or _sent(a, head) or _posted(a, head)
    return None if found is None else replace(found, inferred="the author of the document")


def _own(a: Analysis, head: int) -> ActorRef | None:
    """The author that the words around the document's noun tell."""
    for owner in _owners(a, head):
        own = a.lower[owner] in FIRST_PERSON  # "my message"
        if (hit := first_person(a, owner) if own else _person_or_body(a, owner)) is not None:
            return hit
    return None


def _person_or_body(a: Analysis, i: int) -> ActorRef | None:
    """The actor at word `i`, where the document is one too and has the longer mention."""
    hit = a.ref(i)
    if hit is None or hit.kind is not ActorKind.DOCUMENT:
        return hit
    at = a.start[i]
    inner = [
        (actor, m)
        for actor in a.layers.actors
        if actor.actor_kind is not ActorKind.DOCUMENT
        for m in actor.mentions
        if m.span.start <= at < m.span.end
    ]
    found = min(inner, key=lambda o: o[1].span.end - o[1].span.start, default=None)
    return None if found is None else actor_ref(*found)


def _owners(a: Analysis, head: int) -> Iterator[int]:
    """The words that may name the author of a document, the surest first."""
    for c in a.children[head]:
        if a.dep[c] == "poss":
            yield c
        elif a.lower[c] == "by" or (a.dep[c] == "prep" and a.lower[c] == "from"):
            yield from _objects(a, c)
        elif a.dep[c] == "acl" and a.lemma[c] in _authoring():
            yield from _issuers(a, c)
        elif a.dep[c] == "compound" and (hit := _person_or_body(a, c)) and hit.kind in BODIES:
            yield c
    yield from _doers(a, head)


def _issuers(a: Analysis, verb: int) -> Iterator[int]:
    """Who issued what was "issued by X" or "posted on X's website"."""
    for c in a.children[verb]:
        if a.lower[c] == "by":
            yield from _objects(a, c)
        elif a.lower[c] == "on":
            yield from (k for p in _objects(a, c) for k in a.children[p] if a.dep[k] == "poss")


def _doers(a: Analysis, head: int) -> Iterator[int]:
    """Who says something in a document, or issues it."""
    up = a.head[head]
    if a.dep[head] == "pobj" and a.lower[up] == "in" and a.lemma[a.head[up]] in verbs():
        verb = a.head[up]
    elif a.dep[head] == "dobj" and a.lemma[up] in _authoring():
        verb = up
    else:
        return
    yield from (c for c in a.children[verb] if a.dep[c] == "nsubj")


def _objects(a: Analysis, preposition: int) -> Iterator[int]:
    return (c for c in a.children[preposition] if a.dep[c] == "pobj")


def _authoring() -> frozenset[str]:
    return column("authoring_verbs", "verb")


def _resumed(a: Analysis, head: int) -> ActorRef | None:
    """The author of the last document of this kind before a definite one."""
    if not _definite(a, head):
        return None
    for k in range(a.sentence_of(head).first - 1, -1, -1):
        if a.lemma[k] == a.lemma[head] and a.tag[k][0] == "N":
            found = _own(a, k)
            if found is not None or any(a.lower[c] in INDEFINITE for c in a.children[k]):
                return found
    return None


def _sent(a: Analysis, head: int) -> ActorRef | None:
    """Who sent what a definite message is, where the verb has another noun: "sent greetings to …"."""
    if a.lemma[head] not in column("sent_texts", "resumed") or not _definite(a, head):
        return None
    first = a.sentences[max(0, a.sent[head] - NEAR)].first
    for k in range(a.sentence_of(head).first - 1, first - 1, -1):
        if a.dep[k] == "dobj" and a.lemma[k] in column("sent_texts", "sent") and a.lemma[a.head[k]] == "send":
            return next((hit for i in _doers(a, k) if (hit := _person_or_body(a, i)) is not None), None)
    return None


def _posted(a: Analysis, head: int) -> ActorRef | None:
    """Who wrote or posted on a platform shortly before "the post"."""
    if a.lemma[head] not in column("sent_texts", "posted") or not _definite(a, head):
        return None
    first = a.sentences[max(0, a.sent[head] - 2 * NEAR)].first
    for k in range(a.sentence_of(head).first - 1, first - 1, -1):
        if a.lemma[k] in _authoring() and a.tag[k][0] == "V" and _on_platform(a, k):
            subject = subject_of(a, k)
            return None if subject is None else _person_or_body(a, subject)
    return None


def _on_platform(a: Analysis, verb: int) -> bool:
    """True for a verb with "on" and the name of a platform right behind it or its object."""
    for c in a.children[verb]:
        if a.dep[c] == "prep" and a.lower[c] == "on":
            low, high = c + 1, min(c + 4, len(a))
            return any(a.span(low, k).line.lower() in platform_names() for k in range(low + 1, high))
    return False


def _definite(a: Analysis, head: int) -> bool:
    return any(a.lower[c] in DEFINITE for c in a.children[head])
