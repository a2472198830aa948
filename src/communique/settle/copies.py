"""Copies of one wire story: found by MinHash over word shingles, checked exactly, counted as one source.

Candidates come from MinHash LSH (Broder, 1997; datasketch); each candidate pair is then checked on its
full sets of shingles. Containment finds an outlet that prints most of a wire story under an opening of
its own, where the Jaccard index of the two texts would be low.
"""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from functools import cache
from zlib import crc32

import numpy as np

from communique.knowledge import table, values
from communique.model.entry import CopyGroup
from communique.model.text import Article
from communique.settle.names import fold_text

WORD = re.compile(r"\w+")
SHINGLE = 5  # words; shorter ones are shared by chance, longer ones break at every edit
PERMUTATIONS = 64
BANDS = (32, 2)  # bands and rows: a pair with a Jaccard index of 0.25 is a candidate at 87 %
JACCARD = 0.5
CONTAINMENT = 0.6
SHARED = 40  # shingles that a contained text must share at least: a common quotation is shorter
OFTEN = 3  # articles of one outlet that share what must be furniture
LEFT = 0.2  # of a story, at least
OPENING = 400  # characters in which a dateline or byline credits an agency

Shingles = frozenset[int]


def copies(articles: Iterable[Article]) -> tuple[CopyGroup, ...]:
    """Groups of two or more articles that print one story, by the id of the original.

    The original is the agency's own article where it is there, else the earliest published.
    """
    known = sorted(articles, key=lambda a: a.id)
    texts = _without_furniture(known, {a.id: shingles(readable(a)) for a in known})
    similar = _pairs(texts)
    groups = _components(similar)
    by_id = {a.id: a for a in known}
    found = [_group([by_id[i] for i in ids], similar) for ids in groups]
    return tuple(sorted(found, key=lambda g: g.original))


def readable(article: Article) -> str:
    """The words of the story itself; the whole text when no blocks are told apart."""
    blocks = [b.span.text for b in article.blocks if b.readable]
    return "\n".join(blocks) if blocks else article.text


def shingles(text: str) -> Shingles:
    """Hashes of all runs of five words, case, punctuation and accents left out."""
    words = [w.encode("utf-8", "surrogatepass") for w in WORD.findall(fold_text(text))]
    runs = range(max(1, len(words) - SHINGLE + 1))
    return frozenset([crc32(b" ".join(words[i : i + SHINGLE])) for i in runs])


def _without_furniture(articles: Sequence[Article], texts: Mapping[str, Shingles]) -> dict[str, Shingles]:
    """Leave out what an outlet prints under many of its stories, such as an appeal to subscribe.

    A story of which hardly anything would be left is one that the outlet itself printed often.
    """
    counts: dict[str, Counter[int]] = {}
    for a in articles:
        if a.source:
            counts.setdefault(a.source, Counter()).update(texts[a.id])
    found = {}
    for a in articles:
        text = texts[a.id]
        own = frozenset(s for s in text if counts[a.source][s] < OFTEN) if a.source else text
        found[a.id] = own if len(own) >= LEFT * len(text) else text
    return found


def similarity(a: Shingles, b: Shingles) -> float:
    """How much of one text the other prints, 0 to 1: 0 when they are no copies."""
    shared = len(a & b)
    smaller = min(len(a), len(b))
    if not smaller:
        return 0.0
    jaccard, contained = shared / (len(a) + len(b) - shared), shared / smaller
    if jaccard >= JACCARD or (contained >= CONTAINMENT and shared >= SHARED):
        return contained
    return 0.0


def _pairs(texts: Mapping[str, Shingles]) -> dict[tuple[str, str], float]:
    if len(texts) < 2:
        return {}
    # Imported late: datasketch brings scipy with it, which takes longer than reading one article.
    from datasketch import MinHash, MinHashLSH

    index = MinHashLSH(params=BANDS, num_perm=PERMUTATIONS)
    found: dict[tuple[str, str], float] = {}
    for id, text in texts.items():
        sketch = MinHash(num_perm=PERMUTATIONS, hashfunc=_itself)
        sketch.update_batch(np.fromiter(sorted(text), dtype=np.uint64, count=len(text)))
        for other in sorted(index.query(sketch)):
            value = similarity(text, texts[other])
            if value:
                found[other, id] = value
        index.insert(id, sketch)
    return found


def _itself(value: int) -> int:
    return value


def _components(pairs: Mapping[tuple[str, str], float]) -> list[list[str]]:
    """Groups by average similarity, best pairs first: a round-up does not join the stories it holds."""
    group: dict[str, list[str]] = {}
    for a, b in sorted(pairs, key=lambda p: (-pairs[p], p)):
        one, other = group.setdefault(a, [a]), group.setdefault(b, [b])
        if one is other:
            continue
        known = sum(1 for x in one for y in other if (min(x, y), max(x, y)) in pairs)
        if 2 * known >= len(one) * len(other):
            one += other
            for member in other:
                group[member] = one
    unique = {tuple(sorted(g)) for g in group.values() if len(g) > 1}
    return [list(g) for g in sorted(unique)]


def _group(articles: Sequence[Article], similar: Mapping[tuple[str, str], float]) -> CopyGroup:
    ordered = sorted(articles, key=lambda a: (published(a) or date.max, a.id))
    credits = [c for c in (credit(a) for a in ordered) if c]
    agency = max(dict.fromkeys(credits), key=credits.count) if credits else None
    own = [a for a in ordered if agency and outlet_agency(a) == agency]
    original = (own or ordered)[0].id
    ids = tuple(sorted(a.id for a in articles))
    inside = [v for (a, b), v in sorted(similar.items()) if a in ids and b in ids]
    name = hashlib.sha256("\x1f".join(("copies", *ids)).encode("utf-8", "surrogatepass")).hexdigest()[:16]
    return CopyGroup(
        id=name,
        original=original,
        articles=ids,
        similarity=round(sum(inside) / len(inside), 3),
        credit=agency,
    )


def published(article: Article) -> date | None:
    """The first day on which the article can have been published."""
    return article.published.first if article.published else None


@cache
def _credits() -> tuple[tuple[re.Pattern[str], str], ...]:
    found = []
    for row in table("agencies").rows:
        marks = "|".join(re.escape(v) for v in sorted(values(row["credits"]), key=lambda v: (-len(v), v)))
        # "(AP)", "Reuters -", "/TASS/." after a place, or "By the Associated Press"
        before = rf"\((?:{marks})\)|/(?:{marks})/|\b(?:{marks})\s+[-–—]\s"
        line = rf"(?:^|\n)\s*(?:By\s+)?(?:{marks})\s*(?:\n|$)"
        pattern = f"{before}|{line}"
        found.append((re.compile(pattern), row["name"]))
    return tuple(found)


def credit(article: Article) -> str | None:
    """The agency that the article's outlet is, or that its opening credits; None when there is none."""
    own = outlet_agency(article)
    if own:
        return own
    opening = article.text[:OPENING]
    hits = [(m.start(), name) for pattern, name in _credits() if (m := pattern.search(opening))]
    return min(hits)[1] if hits else None


@cache
def _agencies() -> dict[str, str]:
    return {v.lower(): r["name"] for r in table("agencies").rows for v in (r["name"], *values(r["credits"]))}


def outlet_agency(article: Article) -> str | None:
    """The agency whose own article this is, by its source or address."""
    known = _agencies().get((article.source or "").lower())
    if known or not article.url:
        return known
    host = re.sub(r"^\w+://(?:www\.)?|/.*$", "", article.url.lower())
    for row in table("agencies").rows:
        if any(host == h or host.endswith("." + h) for h in values(row["hosts"])):
            return row["name"]
    return None
