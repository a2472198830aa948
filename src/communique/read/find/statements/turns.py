"""Turns: what somebody says under a label in a transcript, an interview or a list of quotations.

A turn is one statement by its speaker, from the label to the next one, over as many paragraphs as it
takes. So are annotated the transcripts and interviews of PolNeAR, with the colon for a cue.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass

from communique.model.finding import Mode
from communique.model.reference import ActorKind
from communique.model.text import Block, BlockKind
from communique.read.analysis.analysis import Analysis
from communique.read.find.statements.block_quotes import block_drafts
from communique.read.find.statements.draft import Draft, Range
from communique.read.find.statements.interviews import interview_drafts
from communique.read.find.statements.labels import Label, find_labels, label_words, personal, shouted
from communique.read.find.statements.quotations import Quotations

LABELLED = 0.9
SIGNED = 0.8
HEADED = 0.7
SIGNATURE_LONGEST = 14  # words
PROSE = 150  # words before the first label that make a transcript an excerpt in a report
FINITE = frozenset(("VBD", "VBZ", "VBP", "MD"))
_STAMP = re.compile(r"\W*\d{1,2}[:.h]\d\d\b")  # the time at the end of a transcript, or at a new entry
_DASHES = frozenset(("—", "–", "-", "--", "―"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Turn:
    """What somebody says under a label: words `first` to `last` (exclusive).

    Words `name` are the label's, without brackets and colon; `source` is their head word. `cue` is the
    colon, or the letter of “Q Why now?”. `unnamed` is True where the label names nobody.
    """

    name: Range
    source: int
    cue: Range
    first: int
    last: int
    unnamed: bool = False
    headline: bool = False


@dataclass(frozen=True, slots=True)
class Turns:
    """All turns of an article, in text order and without overlap."""

    turns: tuple[Turn, ...]

    def at(self, i: int) -> Turn | None:
        """The turn that word `i` stands in: who “I” is there."""
        k = bisect_right(self.turns, i, key=lambda t: t.first) - 1
        return self.turns[k] if k >= 0 and i < self.turns[k].last else None

    def of(self, source: int) -> Turn | None:
        """The turn whose label has word `source` in it."""
        k = bisect_right(self.turns, source, key=lambda t: t.name[0]) - 1
        return self.turns[k] if k >= 0 and source < self.turns[k].name[1] else None


def find_turns(a: Analysis) -> Turns:
    """The turns of an article."""
    labels = find_labels(a)
    ends = [c.start for c in labels[1:]] + [len(a)]
    excerpt = any(c.low > PROSE for c in labels[:1])
    made = (_turn(a, c, end, excerpt) for c, end in zip(labels, ends, strict=False))
    return Turns(tuple(t for t in made if t is not None))


def turn_drafts(a: Analysis, q: Quotations) -> Iterator[Draft]:
    """The statements told by the form of the page alone.

    One for each turn, for each quotation that a name behind a dash signs, for each block quote, and for
    each answer of an interview without labels.
    """
    turns = find_turns(a).turns
    for t in turns:
        yield Draft(
            anchor=t.cue[0], cue=t.cue, content=((t.first, t.last),), source=None if t.unnamed else t.source,
            mode=Mode.SPEECH, score=HEADED if t.headline else LABELLED,
        )  # fmt: skip
    for k in range(len(q.first)):
        yield from _signed(a, q, k)
    yield from block_drafts(a)
    if all(t.headline for t in turns):
        yield from interview_drafts(a)


def _turn(a: Analysis, c: Label, end: int, excerpt: bool) -> Turn | None:
    last = _last(a, c, end, excerpt)
    if last <= c.first:
        return None
    role = label_words().get(a.lower[c.high - 1])
    return Turn(
        name=(c.low, c.high),
        source=_head(a, c),
        cue=(c.sign, c.sign + 1),
        first=c.first,
        last=last,
        unnamed=role in ("asks", "answers"),
        headline=c.headline,
    )


def _head(a: Analysis, c: Label) -> int:
    """The last word of a label that names a person; its last word where none is known.

    A headline may say more about the first one named (“Berg on Kovac: …”).
    """
    named = [i for i in range(c.low, c.high) if _person(a, i)]
    if not named or shouted(a, c):  # capitals: an office and a surname
        return c.high - 1
    if not c.headline:
        return named[-1]
    return next(
        i for i in named if i + 1 not in named or a.layers.actor_at[i][1] != a.layers.actor_at[i + 1][1]
    )


def _person(a: Analysis, i: int) -> bool:
    hit = a.layers.actor_at.get(i)
    return hit is not None and hit[0].actor_kind is ActorKind.PERSON


def _last(a: Analysis, c: Label, end: int, excerpt: bool) -> int:
    """The end of the turn under a label, with the next label at `end`.

    Prose may follow the last turn of all, which ends with the last paragraph that says “I” or “you”; with
    the first that does not where prose went before.
    """
    blocks = a.article.blocks
    at = bisect_right(blocks, a.start[c.sign], key=lambda b: b.span.start) - 1
    last = min(end, a.words(blocks[at].span).stop)
    if c.headline:
        return last
    if (quoted := _quotation(a, c, last)) is not None:
        return quoted
    for block in blocks[at + 1 :]:
        words = a.words(block.span)
        if words.start >= end or _closes(block):
            break
        if block.readable and (end < len(a) or personal(a, c, words.start, words.stop)):
            last = min(end, words.stop)
        elif block.readable and excerpt:
            break
    return last


def _quotation(a: Analysis, c: Label, last: int) -> int | None:
    """The end of the quotation that is all of a turn: “Ida Berg: “We keep our word.””."""
    k = a.quoted[c.first]
    if k < 0 or a.quoted[c.low] >= 0 or personal(a, c, c.first, last):
        return None
    return next((i for i in range(c.first, last) if a.quoted[i] != k), last)


def _closes(block: Block) -> bool:
    """True for a paragraph that ends a turn: stars, the time, “END”, a byline."""
    text = block.span.text
    if block.kind is BlockKind.BYLINE or not any(map(str.isalnum, text)):
        return True
    return bool(_STAMP.match(text)) or label_words().get(text.strip(" .#-").lower()) == "end"


def _signed(a: Analysis, q: Quotations, k: int) -> Iterator[Draft]:
    """“We keep our word.” — Ida Berg, foreign minister."""
    dash = q.last[k]
    if dash == 0 or dash + 1 >= len(a) or a.text[dash] not in _DASHES:
        return
    name = range(dash + 1, a.words(a.sentence_of(dash).block.span).stop)
    if not 0 < len(name) <= SIGNATURE_LONGEST or any(a.tag[i] in FINITE for i in name):
        return
    source = next((i for i in name if _named(a, i) and not (i + 1 in name and _named(a, i + 1))), None)
    if source is not None and not any(a.text[i] == "," for i in range(dash, source)):
        cue = (dash, dash + 1)
        yield Draft(
            anchor=dash, cue=cue, content=q.chain(k), source=source, mode=Mode.SPEECH, score=SIGNED
        )  # fmt: skip


def _named(a: Analysis, i: int) -> bool:
    return _person(a, i) and a.layers.actor_at[i][0].named
