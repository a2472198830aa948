"""An article from its text and whatever is known beside it."""

from __future__ import annotations

import re
from dataclasses import replace

from communique.model.text import Article, Block, BlockKind, Span, article_id
from communique.model.when import When
from communique.read.ingest.blocks import find_blocks
from communique.read.ingest.dateline import Dateline, infer_year, lone_date, parse_date
from communique.read.ingest.decode import one_line


def make_article(
    text: str,
    *,
    id: str | None = None,
    date: str | None = None,
    source: str | None = None,
    title: str | None = None,
    url: str | None = None,
    place: str | None = None,
    location: str | None = None,
    language: str | None = None,
) -> Article:
    """An article with its blocks told apart and its publication day, where that can be known.

    `date` is the publication date from metadata (ISO 8601, RFC 822 or a usual English form); one that
    cannot be read is taken as not given. Without `id` the id is a hash of source and text. Without
    `source` it is what the dateline names in brackets, if anything. `place` is the
    place line that stands over an official report. Id, source, title, url and place are set on one line,
    without control characters.
    """
    id, source, title, url, place = map(one_line, (id, source, title, url, place))
    bare = Article(
        id=id or article_id(source, text),
        text=text,
        source=source,
        title=title,
        url=url,
        place=place or None,
        location=location,
        language=language,
    )
    blocks, dateline = find_blocks(bare, title)
    at = bare.span(*dateline.place) if dateline and dateline.place else None
    published = _metadata(date) or _from_dateline(bare, blocks, dateline) or _from_line(blocks)
    named = source or (_credit(text[dateline.start : dateline.end]) if dateline else None)
    return replace(bare, blocks=blocks, published=published, dateline_place=at, source=named)


def _credit(dateline: str) -> str | None:
    """The agency or outlet that a dateline names in brackets: "OSLO (Fjord Post) —"."""
    found = re.search(r"\(([^()]{2,40})\)", dateline)
    return found[1].strip() if found else None


def _metadata(given: str | None) -> When | None:
    day = parse_date(given) if given else None
    return When.day(day, anchor="metadata") if day else None


def _from_dateline(article: Article, blocks: tuple[Block, ...], line: Dateline | None) -> When | None:
    if line is None or line.month is None or line.day is None or line.date is None:
        return None
    span: Span = article.span(*line.date)
    if line.year is not None:
        day = parse_date(f"{line.year:04d}-{line.month:02d}-{line.day:02d}")
        return When.day(day, span=span, anchor="dateline") if day else None
    body = [b.span.text for b in blocks if b.kind is BlockKind.BODY]
    inferred = infer_year(line.month, line.day, body[0] if body else "", "\n".join(body[1:]))
    if inferred is None:
        return None
    return When.day(inferred.day, span=span, anchor=f"dateline; {inferred.anchor}", inferred=True)


def _from_line(blocks: tuple[Block, ...]) -> When | None:
    for block in blocks[:5]:
        day = lone_date(block.span.text)
        if day is not None:
            return When.day(day, span=block.span, anchor="a date line at the top")
    return None
