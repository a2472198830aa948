"""An article, its spans and its blocks: the text that everything else points into."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from enum import StrEnum

from communique.errors import SpanError
from communique.model.when import When


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A passage of an article: code-point offsets, end exclusive, and the words themselves.

    Made only by :meth:`Article.span`, so that ``article.text[start:end] == text`` always holds.
    """

    start: int
    end: int
    text: str = field(compare=False)

    @property
    def line(self) -> str:
        """The words on one line, with single spaces: for names and labels. Evidence keeps `text`."""
        return " ".join(self.text.split())

    def overlaps(self, other: Span) -> bool:
        """True when the two share at least one character."""
        return self.start < other.end and other.start < self.end

    def covers(self, other: Span) -> bool:
        """True when `other` lies wholly inside this span."""
        return self.start <= other.start and other.end <= self.end


class BlockKind(StrEnum):
    """What a stretch of an article is."""

    HEADLINE = "headline"
    BYLINE = "byline"
    DATELINE = "dateline"
    BODY = "body"
    CAPTION = "caption"
    FURNITURE = "furniture"


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """A stretch of text of one kind.

    `foreign` marks a block that belongs to another story (a stray caption, a teaser): nothing in it
    may enter this article's record. `reason` says in a few words why it was judged so.
    """

    span: Span
    kind: BlockKind
    foreign: bool = False
    reason: str | None = None

    @property
    def readable(self) -> bool:
        """True when finders may read it: not furniture or a byline, and of this story."""
        return not self.foreign and self.kind not in (BlockKind.FURNITURE, BlockKind.BYLINE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Article:
    """A news report exactly as it came in, and what is known about it.

    `text` is never rewritten. `location` is where it came from (``file.jsonl:12``), for messages.
    `published` is the publication day (None when neither metadata nor dateline tells). `place` is where
    metadata says that it was made: the place line of an official report.
    """

    id: str
    text: str
    source: str | None = None
    title: str | None = None
    url: str | None = None
    location: str | None = None
    language: str | None = None
    published: When | None = None
    dateline_place: Span | None = None
    blocks: tuple[Block, ...] = ()
    place: str | None = None

    def span(self, start: int, end: int) -> Span:
        """The passage from `start` to `end` (code points, end exclusive).

        Raises:
            SpanError: when the offsets do not lie in the text or enclose nothing.
        """
        if not 0 <= start < end <= len(self.text):
            raise SpanError(self.id, start, end, len(self.text))
        return Span(start, end, self.text[start:end])

    @property
    def text_hash(self) -> str:
        """SHA-256 of the text (UTF-8), hexadecimal."""
        return hashlib.sha256(self.text.encode("utf-8", "surrogatepass")).hexdigest()


def article_id(source: str | None, text: str) -> str:
    """The id of an article whose caller gave none: a hash of its source and text."""
    raw = f"{source or ''}\x00{text}".encode("utf-8", "surrogatepass")
    return "a" + hashlib.sha256(raw).hexdigest()[:15]
