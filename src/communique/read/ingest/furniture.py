"""Page furniture and bylines: which words of a text are the page's, not the report's."""

from __future__ import annotations

import re
from functools import cache

from communique.knowledge import table

_LETTERS = re.compile(r"[^\W\d_]{2}")
_COPYRIGHT = re.compile(r"©|Copyright(?=\s(?:©|\(c\)|\d{4}|THE\b))|\(c\)\s?\d{4}")
_PUNCTUATION = " .:;,|•·–—-!>»›"
# Links to other stories are set in capitals on many pages; five words are more than any acronym.
_CAPITALS = re.compile(
    r"(?<![\w“\"])(?:[A-Z0-9][A-Z0-9'’\-.,:/&$%‘]*|'[A-Z]+'?|‘[A-Z]+’?)"
    r"(?:\s+[‘'A-Z0-9$&][A-Z0-9'’\-.,:/&$%]*){4,}[?!]?(?![\w”\"])"
)
_NAME = (
    r"[A-Z][\w.'’\-]*[a-z.](?:\s[A-Z]\.)?(?:\s(?:de|van|von|al|el|bin)\s?)?"
    r"\s?[A-Z][\w'’\-]+(?:\s[A-Z][\w'’\-]+)?"
)
_BYLINE = re.compile(
    rf"By\s{_NAME}(?:(?:,\s|\sand\s|,\sand\s){_NAME})*"
    r"(?:[,|–—-]?\s*(?:Reporting from\s.{2,60}|[^.!?]{0,60}))?"
)
_SIGNED = re.compile(
    r"(?:By\s)?[A-Z][\w ]{2,40}\swith\s[A-Z]{2,}|\d+ min(?:ute)? read|Published .{4,60}|Updated .{4,60}"
)
_TWO_WORDS = r"[A-Z][\w'’\-]+(?:\s[A-Z]\.)?\s[A-Z][\w'’\-]+"
_INNER_BYLINE = re.compile(
    rf"(?:(?<=[.!?”\"] )|^)By\s{_TWO_WORDS}(?:\sand\s{_TWO_WORDS})?(?:\sReporting from)?(?=\s[A-Z“])"
)


def is_furniture(words: str) -> bool:
    """True when a whole line belongs to the page: a known label, or one that it begins with."""
    low = words.lower()
    bare = low.strip(_PUNCTUATION)
    if not bare or bare in _lines() or not _LETTERS.search(words):
        return True
    return len(low) <= 160 and any(_begins(bare, phrase) for phrase in _lines())


def furniture_part(text: str, start: int, end: int) -> tuple[int, int] | None:
    """The part of a sentence that belongs to the page, or None.

    Mostly the whole sentence. A copyright notice takes what follows it, and a prompt whose wording is
    fixed only its own words, since pages glue both to the report.
    """
    words = text[start:end]
    low = words.lower()
    if len(low) != len(words):  # a letter whose small form is longer: offsets would not hold
        return None
    if prompt := _prompts().search(low):
        return start + prompt.start(), start + prompt.end()
    m = _phrases().search(low)
    if m is None or words[m.start() : m.end()].isupper():
        return (start, end) if low.strip(_PUNCTUATION) in _lines() else None
    notice = _COPYRIGHT.search(words)
    return (start + notice.start() if notice else start, end)


def holds_furniture(text: str) -> bool:
    """True when the text has a furniture phrase anywhere; cheap, to skip what has none."""
    low = text.lower()
    return bool(_phrases().search(low) or _prompts().search(low))


def leading_furniture(text: str, start: int, end: int) -> int:
    """Where a text goes on behind the furniture words that it begins with."""
    at = start
    while m := _starts().match(text, at, end):
        at = m.end()
    return at


def is_byline(words: str) -> bool:
    """True when a whole line names the writers and nothing else."""
    return len(words) <= 160 and bool(_BYLINE.fullmatch(words) or _SIGNED.fullmatch(words))


def inner_bylines(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """Bylines that stand between sentences of a text that lost its line breaks."""
    return [m.span() for m in _INNER_BYLINE.finditer(text, start, end)]


def capital_links(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """Links to other stories, set in capitals amid a text that is not; none inside quotation marks."""
    out = []
    for m in _CAPITALS.finditer(text, start, end):
        before = text[max(start, m.start() - 3000) : m.start()]
        quoted = before.count("“") > before.count("”") or before.count('"') % 2 == 1
        words = re.findall(r"[A-Z]{2,}", m.group())
        if not quoted and len(words) >= 4:
            out.append(m.span())
    return out


def _begins(bare: str, phrase: str) -> bool:
    if not bare.startswith(phrase):
        return False
    rest = bare[len(phrase) :]
    if rest and rest[0].isalnum() and phrase[-1].isalnum():
        return False
    return (
        " " in phrase or phrase[-1] == ":" or not rest.strip()[:1].isalpha() or phrase in {"copyright", "©"}
    )


def _reach(reach: str) -> list[str]:
    return [row["phrase"] for row in table("furniture").rows if row["reach"] == reach]


@cache
def _phrases() -> re.Pattern[str]:
    return re.compile("|".join(rf"(?<!\w){re.escape(p)}" for p in _reach("sentence")))


@cache
def _prompts() -> re.Pattern[str]:
    return re.compile("|".join(re.escape(p) for p in _reach("prompt")))


@cache
def _lines() -> frozenset[str]:
    return frozenset(_reach("line"))


@cache
def _starts() -> re.Pattern[str]:
    words = "|".join(re.escape(p) for p in _reach("start"))
    return re.compile(rf"\s*(?i:{words})\b\s+(?=[A-Z“])")
