"""One article as finders see it: words, sentences, quotations, and layers of references.

No spaCy object leaves this package, so that another encoder can take its place. Everything is a flat
list indexed by word (token) number, since finders touch every word and attribute access on spaCy
tokens would cost more than the parse itself.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from communique.knowledge.offices import OfficeBook, office_book
from communique.model.finding import Actor, Finding, Place, PlaceUse, Time
from communique.model.reference import ActorRef, Mention
from communique.model.text import Article, Block, BlockKind, Span
from communique.read.analysis.encoder import Vectors, encoder
from communique.read.analysis.quotes import Quotation


@dataclass(frozen=True, slots=True)
class Sentence:
    """Words `first` to `last` (exclusive), and the block they stand in."""

    index: int
    first: int
    last: int
    block: Block


@dataclass(frozen=True, slots=True)
class Entity:
    """A named entity of the language model: words `first` to `last` (exclusive) and OntoNotes label."""

    first: int
    last: int
    label: str


@dataclass(slots=True)
class Layers:
    """The references that the finders of references laid, indexed by word.

    `actor_at[i]` is the chain and the mention that word `i` belongs to; `time_at` and `place_at`
    likewise. Empty until their finder has run.
    """

    times: list[Time] = field(default_factory=list)
    places: list[Place] = field(default_factory=list)
    actors: list[Actor] = field(default_factory=list)
    time_at: dict[int, Time] = field(default_factory=dict)
    place_at: dict[int, Place] = field(default_factory=dict)
    actor_at: dict[int, tuple[Actor, Mention]] = field(default_factory=dict)


@dataclass(slots=True, kw_only=True)
class Analysis:
    """An article and what was read off its words. All lists have one item per word.

    `head[i]` is the word that `i` depends on (itself for a root); `dep` are ClearNLP labels, `tag`
    Penn Treebank tags, `ent` OntoNotes labels ("" outside entities). `start` and `end` are code-point
    offsets into ``article.text``. White space is no word here. `quoted[i]` is the index into
    `quotations` of the one that word `i` stands in, or -1.
    """

    article: Article
    text: list[str]
    lower: list[str]
    lemma: list[str]
    tag: list[str]
    dep: list[str]
    head: list[int]
    ent: list[str]
    start: list[int]
    end: list[int]
    sent: list[int]
    sentences: list[Sentence]
    entities: list[Entity]
    quotations: list[Quotation]
    quoted: list[int]
    offices: OfficeBook = field(default_factory=office_book)  # who is known to hold an office
    layers: Layers = field(default_factory=Layers)
    _children: list[list[int]] | None = None
    _vectors: Vectors | None = None

    def __len__(self) -> int:
        return len(self.text)

    @property
    def children(self) -> list[list[int]]:
        """The dependents of every word, in text order."""
        if self._children is None:
            self._children = [[] for _ in self.text]
            for i, h in enumerate(self.head):
                if h != i:
                    self._children[h].append(i)
        return self._children

    @property
    def vectors(self) -> Vectors:
        """The encoder's vectors (words × size), made in one pass when a finder first asks for them.

        Any finder may put a head of its own on them.
        """
        if self._vectors is None:
            self._vectors = encoder().vectors(self)
        return self._vectors

    def span(self, first: int, last: int) -> Span:
        """The passage of words `first` to `last` (exclusive)."""
        return self.article.span(self.start[first], self.end[last - 1])

    def words(self, span: Span) -> range:
        """The words that lie (at least partly) in a passage."""
        first = bisect_right(self.end, span.start)
        last = first
        while last < len(self.start) and self.start[last] < span.end:
            last += 1
        return range(first, last)

    def subtree(self, i: int) -> tuple[int, int]:
        """First and last (exclusive) word of the subtree of `i`."""
        children, there = self.children, [i]
        for j in there:  # grows while it is read
            there += children[j]
        return min(there), max(there) + 1

    def sentence_of(self, i: int) -> Sentence:
        """The sentence that word `i` stands in."""
        return self.sentences[self.sent[i]]

    def readable_sentences(self) -> Iterable[Sentence]:
        """The sentences that may enter the record: of this story, and no furniture."""
        return (s for s in self.sentences if s.block.readable)

    def in_caption(self, i: int) -> bool:
        """True when word `i` stands in a caption."""
        return self.sentence_of(i).block.kind is BlockKind.CAPTION

    def ref(self, i: int) -> ActorRef | None:
        """The actor that word `i` mentions, as a reference for a role of a finding."""
        hit = self.layers.actor_at.get(i)
        return None if hit is None else actor_ref(*hit)

    def refs(self, first: int, last: int) -> list[ActorRef]:
        """The actors mentioned by words `first` to `last` (exclusive), each mention once, in order."""
        out: list[ActorRef] = []
        seen: set[int] = set()
        for i in range(first, last):
            hit = self.layers.actor_at.get(i)
            if hit is not None and hit[1].span.start not in seen:
                seen.add(hit[1].span.start)
                out.append(actor_ref(*hit))
        return out


def actor_ref(actor: Actor, mention: Mention) -> ActorRef:
    """A chain and one of its mentions as a reference."""
    return ActorRef(
        name=actor.name,
        kind=actor.actor_kind,
        mention=mention.span,
        form=mention.form,
        country=actor.country,
        named=actor.named,
        members=tuple(replace(m, mention=mention.span) for m in actor.members),
    )


def lay(analysis: Analysis, findings: Iterable[Finding]) -> None:
    """Lay the references that a finder found as a layer, indexed by word."""
    layers = analysis.layers
    mentions: list[tuple[int, Actor, Mention]] = []
    for f in findings:
        match f:
            case Time():
                layers.times.append(f)
                if f.when.span:
                    layers.time_at.update(dict.fromkeys(analysis.words(f.when.span), f))
            case Place(use=PlaceUse.LITERAL):  # the others do not say where
                layers.places.append(f)
                if f.place.span:
                    layers.place_at.update(dict.fromkeys(analysis.words(f.place.span), f))
            case Actor():
                layers.actors.append(f)
                mentions.extend((m.span.end - m.span.start, f, m) for m in f.mentions)
            case _:
                pass
    # The longest mention wins a word: "Ukrainian" in "the Ukrainian foreign minister" is the minister's.
    for _, actor, m in sorted(mentions, key=lambda item: item[0]):
        layers.actor_at.update(dict.fromkeys(analysis.words(m.span), (actor, m)))
