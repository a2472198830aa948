"""Passages that may tell a position: sentences of what a party says, verbs with a party as subject."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from communique.knowledge import mapping
from communique.model.finding import Statement
from communique.model.reference import ActorRef
from communique.model.text import Span
from communique.read.analysis.analysis import Analysis, Sentence
from communique.read.find.clauses import SUBJECTS, actors_of, subject_of
from communique.read.find.positions.around import Around, Told

SHORTEST = 2  # words of a verb and what depends on it


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """A passage in one sentence that may tell a position of a party.

    `words` are its words, `spans` the same as passages. Either it is a part of a `statement`, number
    `part` of its `parts` sentences, or it begins with a `verb` that has the `subject`. `shared` is True
    when several parties say or do it; `actor` is who says or does it for the party.
    """

    party: ActorRef
    actor: ActorRef
    shared: bool
    words: Sequence[int]
    spans: tuple[Span, ...]
    statement: Statement | None = None
    part: int = 0
    parts: int = 1
    verb: int = -1
    subject: int = -1

    @property
    def kind(self) -> str:
        """Which of the two it is; each has weights of its own."""
        return "verb" if self.statement is None else "statement"


def candidates(around: Around) -> Iterator[Candidate]:
    """All candidates of an article: those of statements, then those of verbs, each in text order."""
    a = around.analysis
    for told in around.told:
        if told.statement.speaker is not None and told.words and not around.in_condition(told):
            yield from _of_statement(around, told, told.statement.speaker)
    for sentence in a.readable_sentences():
        for i in range(sentence.first, sentence.last):
            if a.tag[i][:1] == "V" and a.quoted[i] < 0:
                yield from _of_verb(around, sentence, i)


def uncovered(
    there: Iterable[Candidate], told: Iterable[tuple[ActorRef, Sequence[Span]]]
) -> Iterator[Candidate]:
    """The candidates whose passages no position of their party has; `told` are parties and passages."""
    taken: dict[str, list[Span]] = {}
    for party, spans in told:
        taken.setdefault(party.name, []).extend(spans)
    for c in there:
        if not any(x.overlaps(y) for x in taken.get(c.party.name, ()) for y in c.spans):
            yield c


def _of_statement(around: Around, told: Told, speaker: ActorRef) -> Iterator[Candidate]:
    a = around.analysis
    parties: dict[str, tuple[ActorRef, ActorRef]] = {}
    for member in around.members(speaker):
        for party in around.parties_or_groups(member):
            parties.setdefault(party.name, (party, member))
    if not parties:
        return
    by: dict[int, list[int]] = {}
    for i in told.words:
        by.setdefault(a.sent[i], []).append(i)
    for part, number in enumerate(sorted(by)):
        spans = tuple(_passages(a, by[number]))
        for party, member in parties.values():
            yield Candidate(
                party=party, actor=member, shared=len(parties) > 1, words=by[number], spans=spans,
                statement=told.statement, part=part, parts=len(by),
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


def _of_verb(around: Around, sentence: Sentence, verb: int) -> Iterator[Candidate]:
    a = around.analysis
    subject = next((c for c in a.children[verb] if a.dep[c] in SUBJECTS[:2]), None)
    if subject is None and (
        a.dep[verb] == "conj" or a.lemma[verb] in mapping("stance_verbs", "lemma", "direction")
    ):
        subject = subject_of(a, verb)
    if subject is None:
        return
    actors = actors_of(a, subject, around.found)
    parties = {p.name: (p, actor) for actor in actors for p in around.parties_or_groups(actor)}
    if not parties or around.conditional(verb):
        return
    last = min(a.subtree(verb)[1], sentence.last)
    if last - verb < SHORTEST:
        return
    for party, actor in parties.values():
        yield Candidate(
            party=party, actor=actor, shared=len(parties) > 1, words=range(verb, last),
            spans=(a.span(verb, last),), verb=verb, subject=subject,
        )  # fmt: skip
