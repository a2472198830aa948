"""Blocks: what each stretch of a text is (headline, byline, dateline, body, caption, furniture).

Typography decides, with lists of furniture phrases and photo agencies. In doubt a stretch is body: a
furniture line read costs little, a sentence of the report lost costs a finding.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from communique.model.text import Article, Block, BlockKind
from communique.read.ingest import captions, furniture
from communique.read.ingest.dateline import Dateline, find_dateline, holds_full_date
from communique.read.ingest.segments import paragraphs, sentences

_CAPTION_LONGEST = 700  # characters; a longer paragraph with a credit holds more than its caption
_HEADLINE_LONGEST = 160
_SENTENCE_SHORTEST = 60
_ENDS = re.compile(r"[.!?…:;,][\"”’')\]]*$")
_SPACE = re.compile(r"\s+")


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch and its kind, before it becomes a block."""

    start: int
    end: int
    kind: BlockKind


def find_blocks(article: Article, title: str | None = None) -> tuple[tuple[Block, ...], Dateline | None]:
    """The blocks of an article in text order, and its dateline if it has one."""
    text = article.text
    pieces = [p for r in paragraphs(text) for p in _pieces(text, *r)]
    pieces = _headline(text, pieces, title)
    pieces, dateline = _dateline(text, pieces)
    foreign = _foreign(text, pieces)
    blocks = []
    for index, p in enumerate(pieces):
        reason = foreign.get(index)
        span = article.span(p.start, p.end)
        blocks.append(Block(span=span, kind=p.kind, foreign=reason is not None, reason=reason))
    return tuple(blocks), dateline


def _pieces(text: str, start: int, end: int) -> Iterator[Piece]:
    """One paragraph: a single piece, or several where captions and furniture stand amid the body."""
    words = text[start:end]
    if furniture.is_byline(words):
        yield Piece(start, end, BlockKind.BYLINE)
        return
    if len(words) <= _CAPTION_LONGEST and captions.credit_end(words):
        found = sentences(text, start, end)
        if len(found) <= 4:
            yield Piece(start, end, BlockKind.CAPTION)
            return
    if furniture.is_furniture(words):
        yield Piece(start, end, BlockKind.FURNITURE)
        return
    yield from _fill(text, start, end, sorted(_insertions(text, start, end), key=lambda p: (p.start, p.end)))


def _insertions(text: str, start: int, end: int) -> Iterator[Piece]:
    """Furniture, bylines and captions inside a paragraph that lost its line breaks."""
    body = furniture.leading_furniture(text, start, end)
    if body > start:
        yield Piece(start, body, BlockKind.FURNITURE)
    for s, e in furniture.capital_links(text, body, end):
        if e - s < end - start:
            yield Piece(s, e, BlockKind.FURNITURE)
    for s, e in furniture.inner_bylines(text, body, end):
        yield Piece(s, e, BlockKind.BYLINE)
    marks = captions.credits(text, body, end)
    if not marks and not furniture.holds_furniture(text[body:end]):
        last = sentences(text, max(body, end - 200), end)[-1:]
        found = [r for r in last if r[0] > body]
    else:
        found = sentences(text, body, end)
    yield from _captions(found, marks)
    for s, e in found:
        part = furniture.furniture_part(text, s, e)
        if part:
            yield Piece(*part, BlockKind.FURNITURE)


def _captions(found: list[tuple[int, int]], marks: list[tuple[int, int]]) -> Iterator[Piece]:
    """Each credit with the sentence before it: that sentence is the caption."""
    previous = -1
    for s, e in marks:
        start = max((first for first, _ in found if previous <= first < s), default=s)
        yield Piece(start, e, BlockKind.CAPTION if start < s else BlockKind.FURNITURE)
        previous = e


def _fill(text: str, start: int, end: int, insertions: list[Piece]) -> Iterator[Piece]:
    """The insertions, and body in between; of two that overlap the first stands."""
    at = start
    for piece in insertions:
        if piece.end <= at:
            continue
        s = max(piece.start, at)
        yield from _body(text, at, s)
        yield from _trimmed(text, s, piece.end, piece.kind)
        at = piece.end
    yield from _body(text, at, end)


def _body(text: str, start: int, end: int) -> Iterator[Piece]:
    yield from _trimmed(text, start, end, BlockKind.BODY)


def _trimmed(text: str, start: int, end: int, kind: BlockKind) -> Iterator[Piece]:
    words = text[start:end]
    s = start + len(words) - len(words.lstrip())
    e = end - (len(words) - len(words.rstrip()))
    if s < e:
        yield Piece(s, e, kind)


def _headline(text: str, pieces: list[Piece], title: str | None) -> list[Piece]:
    """The headline: the given title at the top, or a short first line without a full stop."""
    for index, p in enumerate(pieces[:4]):
        if p.kind is not BlockKind.BODY:
            continue
        words = text[p.start : p.end]
        if title and _same(words, title):
            return [*pieces[:index], Piece(p.start, p.end, BlockKind.HEADLINE), *pieces[index + 1 :]]
        if _heads(text, pieces, index):
            return [*pieces[:index], Piece(p.start, p.end, BlockKind.HEADLINE), *pieces[index + 1 :]]
        return pieces
    return pieces


def _heads(text: str, pieces: list[Piece], index: int) -> bool:
    p = pieces[index]
    words = text[p.start : p.end]
    after = [q for q in pieces[index + 1 :] if q.kind is BlockKind.BODY]
    short = len(words) <= _HEADLINE_LONGEST and len(words.split()) >= 3
    if (
        not short
        or not after
        or holds_full_date(words)
        or _ENDS.search(words)
        or find_dateline(text, p.start, p.end)
    ):
        return False
    return bool(_ENDS.search(text[after[0].start : after[0].end])) and words[0] not in "“\"'(-•*"


def _same(words: str, title: str) -> bool:
    return _SPACE.sub(" ", words).strip(" .").lower() == _SPACE.sub(" ", title).strip(" .").lower()


def _dateline(text: str, pieces: list[Piece]) -> tuple[list[Piece], Dateline | None]:
    """Part the dateline from the first paragraph that has one, near the top."""
    tried = 0
    for index, p in enumerate(pieces):
        if p.kind is not BlockKind.BODY:
            continue
        tried += 1
        found = find_dateline(text, p.start, p.end)
        if found:
            parts = [Piece(found.start, found.end, BlockKind.DATELINE)]
            parts.extend(_body(text, found.end, p.end))
            return [*pieces[:index], *parts, *pieces[index + 1 :]], found
        if tried == 4:
            break
    return pieces, None


def _foreign(text: str, pieces: list[Piece]) -> dict[int, str]:
    """Which captions belong to another story, and why."""
    at = [i for i, p in enumerate(pieces) if p.kind is BlockKind.CAPTION]
    body = [i for i, p in enumerate(pieces) if p.kind in (BlockKind.BODY, BlockKind.HEADLINE)]
    if not at or not body:
        return {}
    story = captions.story_words(" ".join(text[pieces[i].start : pieces[i].end] for i in body))
    last = max(
        (i for i in body if pieces[i].end - pieces[i].start >= _SENTENCE_SHORTEST), default=len(pieces)
    )
    out = {}
    for i in at:
        part = captions.shared(text[pieces[i].start : pieces[i].end], story)
        if part < (captions.FOREIGN_BELOW_AFTER if i > last else captions.FOREIGN_BELOW_WITHIN):
            place = "after the end of the story; it" if i > last else "it"
            out[i] = f"{place} shares only {part:.0%} of its content words with the story"
    return out
