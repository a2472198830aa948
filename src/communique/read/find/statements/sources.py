"""Who a cue belongs to: the subject of a reporting verb, however the clause is built."""

from __future__ import annotations

from dataclasses import replace

from communique.model.finding import Sourcing
from communique.model.reference import ActorKind, ActorRef, MentionForm
from communique.model.text import Span
from communique.read.analysis.analysis import Analysis
from communique.read.find.statements.authors import AUTHOR, FIRST_PERSON, author_of, first_person
from communique.read.find.statements.draft import Range
from communique.read.find.statements.lexicon import documents

SUBJECTS = frozenset(("nsubj", "nsubjpass", "csubj"))
SHARING = ("conj", "advcl", "xcomp", "pcomp")  # what takes its subject from the verb above
BODIES = frozenset((ActorKind.ORGANISATION, ActorKind.ARMED_GROUP, ActorKind.OUTLET))
RELATIVES = frozenset(("WDT", "WP", "WP$"))
LEFT = frozenset(("det", "compound", "amod", "nmod", "poss", "nummod", "predet", "quantmod", "case", "neg"))
RIGHT = frozenset(("prep", "conj", "cc", "case", "nummod", "pobj"))
NOUNS = frozenset(("NN", "NNS", "NNP", "NNPS", "PRP", "CD", "DT", "WP", "JJ"))


def subject_of(a: Analysis, v: int) -> int | None:
    """The head word of a verb's subject (of a passive, its agent), or None when the clause names none."""
    agent = subject = None
    for c in a.children[v]:
        dep = a.dep[c]
        if dep in SUBJECTS and subject is None:
            subject = c
        elif dep == "agent":
            agent = next((p for p in a.children[c] if a.dep[p] == "pobj"), None)
    if agent is not None:
        return agent
    if subject is None:
        return None
    if a.tag[subject] in RELATIVES:
        return a.head[v] if a.dep[v] == "relcl" else _antecedent(a, subject)
    return subject


def subject_near(a: Analysis, verb: int) -> Range | None:
    """The words of the subject that a verb has, or shares with the verb it hangs on; none of a passive."""
    v = verb
    for _ in range(len(SHARING)):
        if any(a.dep[c] in ("auxpass", "nsubjpass") for c in a.children[v]):
            return None
        own = next((c for c in a.children[v] if a.dep[c] in ("nsubj", "csubj")), None)
        if own is not None:
            return phrase(a, own)
        dep, head = a.dep[v], a.head[v]
        if dep == "acl":
            return phrase(a, head)
        if dep not in SHARING or head == v:
            return None
        v = head
    return None


def _related(a: Analysis, relative: int) -> int:
    """The noun that a relative pronoun stands for, by its clause or by what stands before it."""
    k = relative
    while a.head[k] != k and a.dep[k] != "relcl":
        k = a.head[k]
    return a.head[k] if a.dep[k] == "relcl" else _antecedent(a, relative)


def _antecedent(a: Analysis, relative: int) -> int:
    """The noun right before a relative pronoun whose clause the parser attached elsewhere."""
    k = relative - 1
    while k > 0 and a.text[k] == ",":
        k -= 1
    return k if k >= 0 and a.tag[k][:2] == "NN" and a.sent[k] == a.sent[relative] else relative


def phrase(a: Analysis, head: int) -> Range:
    """The noun phrase around its head: modifiers, complements and coordinates, no clauses."""
    low, high = head, head + 1
    for c in reversed(a.children[head]):
        if c < low and a.dep[c] in LEFT:
            low = min(low, a.subtree(c)[0])
    for c in a.children[head]:
        if c <= head:
            continue
        if a.dep[c] in RIGHT:
            high = max(high, _capped(a, c))
        elif a.dep[c] != "punct":
            break
    return low, high


def _capped(a: Analysis, i: int) -> int:
    """The end of a subtree, up to its first relative clause or other verb."""
    high, todo = i + 1, [i]
    while todo:
        j = todo.pop()
        high = max(high, j + 1)
        todo.extend(
            c
            for c in a.children[j]
            if a.dep[c] not in ("relcl", "acl", "appos", "advcl") and a.dep[c] != "punct"
        )
    return high


def sourcing_of(a: Analysis, head: int | None, ref: ActorRef | None) -> Sourcing:
    """What kind of source it is; the author of a text who speaks in it is heard through a document."""
    if head is None or ref is None:
        return Sourcing.UNNAMED
    if ref.kind is ActorKind.DOCUMENT or a.lemma[head] in documents() or ref.inferred == AUTHOR:
        return Sourcing.DOCUMENT
    return Sourcing.NAMED if ref.named and not _unspecified(ref) else Sourcing.UNNAMED


def _unspecified(ref: ActorRef) -> bool:
    """True for a body that has no name: "aid groups", "a Peruvian research firm"."""
    first = ref.name.split()[0]
    return ref.kind in BODIES and first.islower() and first not in ("the", "its", "their", "his", "her")


def reference(a: Analysis, head: int) -> ActorRef:
    """The actor that a noun phrase stands for; its surface words where no chain covers its head."""
    return _reference(a, head, a.span(*phrase(a, head)), _coordinates(a, head))


def speaker(a: Analysis, head: int) -> ActorRef:
    """The speaker that a source stands for: of a document with a named author, the author."""
    return _speaker(a, head, a.span(*phrase(a, head)), _coordinates(a, head))


def _reference(a: Analysis, head: int, span: Span, heads: list[int]) -> ActorRef:
    if len(heads) == 1:
        return replace(_single(a, head, span), mention=span)
    members = tuple(_single(a, h, a.span(h, h + 1)) for h in heads)
    return ActorRef(
        name=span.line,
        kind=ActorKind.GROUP,
        mention=span,
        form=MentionForm.NOMINAL,
        named=all(m.named for m in members),
        members=members,
    )


def _speaker(a: Analysis, head: int, span: Span, heads: list[int]) -> ActorRef:
    ref = _reference(a, head, span, heads)
    found = first_person(a, head) if a.lower[head] in FIRST_PERSON else author_of(a, head)
    return ref if found is None else replace(found, mention=span, form=ref.form)


def head_of(a: Analysis, low: int, high: int) -> int:
    """The head word of the source in words `low` to `high` (exclusive), as the parse has it.

    A subject that hangs on a word outside comes first, then any noun or pronoun that does, then the noun
    behind a preposition ("by Kovac"), then the first word.
    """
    tops = [i for i in range(low, high) if a.head[i] == i or not low <= a.head[i] < high]
    nouns = [i for i in tops if a.tag[i] in NOUNS]
    for i in nouns:
        if a.dep[i] in SUBJECTS:
            return i
    if nouns:
        return next((i for i in nouns if a.dep[i] not in LEFT), nouns[-1])
    return next((i for i in range(low, high) if a.tag[i] in NOUNS and a.head[i] in tops), low)


def speaker_of_range(a: Analysis, low: int, high: int) -> ActorRef:
    """The speaker that the words `low` to `high` (exclusive) of a source stand for.

    As `speaker`, but the words that stand for the source are known and need not be sought in the parse:
    `mention` is all of them, and what is coordinated with the head outside of them is left out.
    """
    head = head_of(a, low, high)
    return _speaker(a, head, a.span(low, high), [h for h in _coordinates(a, head) if low <= h < high])


def _single(a: Analysis, head: int, span: Span) -> ActorRef:
    found = a.ref(head)
    if found is not None:
        return found
    if a.tag[head] in RELATIVES and (noun := _related(a, head)) != head:
        return _single(a, noun, a.span(*phrase(a, noun)))  # "the woman leading the effort, who said"
    return ActorRef(name=span.line, mention=span, form=_form(a, head), named=a.tag[head] in ("NNP", "NNPS"))


def _coordinates(a: Analysis, head: int) -> list[int]:
    """The heads of coordinated noun phrases: “Britain, France and Canada” has three."""
    heads, i = [head], head
    while True:
        following = next((c for c in a.children[i] if a.dep[c] == "conj" and c > i), None)
        if following is None:
            return heads
        heads.append(following)
        i = following


def _form(a: Analysis, head: int) -> MentionForm:
    if a.tag[head] == "PRP":
        return MentionForm.PRONOUN
    return MentionForm.NAME if a.tag[head] in ("NNP", "NNPS") else MentionForm.NOMINAL
