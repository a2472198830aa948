"""Captions: which passages describe a picture, and whether the picture belongs to this story."""

from __future__ import annotations

import re
from collections import Counter
from functools import cache

from communique.knowledge import column, table

# A caption is foreign when it shares less than this part of its content words with the story. Behind
# the end of a story pages set teasers, so that suspicion is higher there. Set by reading 150 captions.
FOREIGN_BELOW_AFTER = 0.34
FOREIGN_BELOW_WITHIN = 0.1
_CONTENT = re.compile(r"[^\W\d_][\w'’\-]{2,}")


def credit_end(line: str) -> bool:
    """True when a line ends in a photo credit, and so is a caption."""
    tail = line[-160:]
    return bool(_tail_credit().search(tail))


def credits(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """The photo credits in brackets that stand in a passage."""
    return [m.span() for m in _bracket_credit().finditer(text, start, end)]


def shared(caption: str, story: Counter[str]) -> float:
    """How much of a caption the story speaks of: 0 (nothing) to 1 (every content word).

    `story` counts the story's content words (see :func:`content`). A word counts once. A name that
    stands almost everywhere in the news says little, so topical (lower-case) words weigh double.
    """
    words = content(caption)
    if not words:
        return 1.0
    total = found = 0.0
    for word, (_, name) in words.items():
        weight = 1.0 if name else 2.0
        total += weight
        if word in story:
            found += weight
    return found / total


def content(text: str) -> dict[str, tuple[int, bool]]:
    """The content words of a passage, stemmed roughly: how often, and whether always capitalised."""
    out: dict[str, tuple[int, bool]] = {}
    for m in _CONTENT.finditer(text):
        word = m.group()
        low = word.lower().removesuffix("’s").removesuffix("'s")
        if low in _empty_words():
            continue
        stem = _stem(low)
        count, name = out.get(stem, (0, True))
        out[stem] = (count + 1, name and word[0].isupper())
    return out


def story_words(text: str) -> Counter[str]:
    """The content words of a story and how often each stands in it."""
    return Counter({w: n for w, (n, _) in content(text).items()})


def _stem(word: str) -> str:
    """The first letters of a long word, so that "negotiate" and "negotiations" meet."""
    return word if len(word) < 6 else word[:6]


@cache
def _empty_words() -> frozenset[str]:
    return column("caption_stop_words", "word")


@cache
def _agencies() -> str:
    names = sorted({row["name"] for row in table("photo_credits").rows}, key=lambda n: (-len(n), n))
    return "|".join(re.escape(n) for n in names)


@cache
def _bracket_credit() -> re.Pattern[str]:
    agencies = _agencies()
    return re.compile(
        r"\((?:(?i:photo|image|picture|credit|photo credit)s?\s*(?:by|:)[^()]{2,100}"
        rf"|[^()]{{0,100}}(?:/|\bvia\s)(?:{agencies})\b[^()]{{0,80}}"
        rf"|(?:{agencies})(?:\sPhoto)?/[^()]{{2,80}}|(?:AP|EPA|AFP)\sPhoto[^()]{{0,60}}|Getty(?:\sImages)?|Handout|File\s[Pp]hoto)\)"
    )


@cache
def _tail_credit() -> re.Pattern[str]:
    agencies = _agencies()
    return re.compile(
        r"(?:\b(?:Photo|Photos|Photograph|Image|Picture)\s?(?:by|courtesy of|credit:|:)\s.{2,110}"
        rf"|(?:^|[\s(.])[A-Z][\w.'’\- ]{{2,40}}/(?:[\w\- ]{{2,30}}/)?(?:{agencies})"
        r"(?:\s?(?:via|/|\|)\s?[\w\- |/]+)?[.)]?"
        rf"|[\[(][^()\[\]]{{0,90}}(?:/|\bvia\s|\bPhoto)\s?(?:{agencies}|[A-Z])[^()\[\]]{{0,80}}[\])]"
        rf"|[\[(](?:{agencies})(?:\sPhoto)?/[^()\[\]]{{2,80}}[\])]"
        r"|©\s?[^.]{2,50})\s*$"
    )
