"""Passages that may tell a position: sentences of what a party says, verbs with a party as subject."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from communique.knowledge import mapping
from communique.model.finding import Finding, Statement
from communique.model.reference import ActorKind, ActorRef
from communique.model.text import Span
from communique.read.analysis.analysis import Analysis, Sentence
from communique.read.find.clauses import SUBJECTS, actors_of, subject_of
from communique.read.find.parties import is_onlooker, members_of, parties_of
from communique.read.find.positions.verbs import conditional

Known = dict[tuple[str, ActorKind, str], list[ActorRef]]

SHORTEST = 2  # words of a verb and what depends on it


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """A passage in one sentence that may tell a position of a party.

    `words` are its words, `spans` the same as passages. Either it is a part of a `statement`, number
    `part` of its `parts` sentences, or it begins with a `verb` that has the `subject`. `shared` is True
    when several parties say or do it.
    """

    party: ActorRef
    speaker: ActorRef | None
    shared: bool
    words: Sequence[int]
    spans: tuple[Span, ...]
    statement: Statement | None = None
    part: int = 0
    parts: int = 1
    verb: int = -1
    subject: int = -1


def candidates(a: Analysis, found: dict[str, list[Finding]]) -> Iterator[Candidate]:
    """All candidates of an article: those of statements, then those of verbs, each in text order."""
    known: Known = {}
    for s in found.get("statement", ()):
        if isinstance(s, Statement) and s.speaker is not None and not _conditional(a, s):
            yield from _of_statement(a, s, s.speaker, known)
    for sentence in a.readable_sentences():
        for i in range(sentence.first, sentence.last):
            if a.tag[i][:1] == "V" and a.quoted[i] < 0:
                yield from _of_verb(a, sentence, i, found, known)


def _conditional(a: Analysis, s: Statement) -> bool:
    """True for "if Peru rejects it", which nobody has said."""
    return any(a.tag[i][:1] == "V" and conditional(a, i) for span in s.cue for i in a.words(span))


def _of_statement(a: Analysis, s: Statement, speaker: ActorRef, known: Known) -> Iterator[Candidate]:
    parties: dict[str, tuple[ActorRef, ActorRef]] = {}
    for member in members_of(a, speaker):
        for party in _parties(a, member, known):
            parties.setdefault(party.name, (party, member))
    by: dict[int, list[int]] = {}
    for i in (i for c in s.content for i in a.words(c)):
        by.setdefault(a.sent[i], []).append(i)
    for part, number in enumerate(sorted(by)):
        spans = tuple(_passages(a, by[number]))
        for party, member in parties.values():
            yield Candidate(
                party=party, speaker=member, shared=len(parties) > 1, words=by[number], spans=spans,
                statement=s, part=part, parts=len(by),
            )  # fmt: skip


def _passages(a: Analysis, words: Sequence[int]) -> Iterator[Span]:
    """Words as passages without gaps."""
    first = last = words[0]
    for i in words[1:]:
        if i != last + 1:
            yield a.span(first, last + 1)
            first = i
        last = i
    yield a.span(first, last + 1)


def _of_verb(
    a: Analysis, sentence: Sentence, verb: int, found: dict[str, list[Finding]], known: Known
) -> Iterator[Candidate]:
    subject = next((c for c in a.children[verb] if a.dep[c] in SUBJECTS[:2]), None)
    if subject is None and (
        a.dep[verb] == "conj" or a.lemma[verb] in mapping("stance_verbs", "lemma", "direction")
    ):
        subject = subject_of(a, verb)
    if subject is None:
        return
    parties = {p.name: p for actor in actors_of(a, subject, found) for p in _parties(a, actor, known)}
    if not parties or conditional(a, verb):
        return
    last = min(a.subtree(verb)[1], sentence.last)
    if last - verb < SHORTEST:
        return
    for party in parties.values():
        yield Candidate(
            party=party, speaker=None, shared=len(parties) > 1, words=range(verb, last),
            spans=(a.span(verb, last),), verb=verb, subject=subject,
        )  # fmt: skip


def _parties(a: Analysis, actor: ActorRef, known: Known) -> list[ActorRef]:
    """Whom an actor acts for, or the group of people that nobody sent; `known` keeps what was looked up."""
    key = (actor.name, actor.kind, actor.mention.text if actor.mention else "")
    if key not in known:
        acts_for = parties_of(a, actor)
        group = not acts_for and actor.kind is ActorKind.GROUP
        known[key] = [actor] if group else [p for p in acts_for if not is_onlooker(a, p)]
    return [replace(p, mention=actor.mention, form=actor.form) for p in known[key]]
