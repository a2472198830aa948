"""Page furniture and bylines: which words of a text are the page's, not the report's."""

from __future__ import annotations

import re
from functools import cache

from communique.knowledge import column, table

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
_SIGNED = re.compile(r"\d+ min(?:ute)? read|(?:Published|Updated)[ :].{4,60}")
_WITH = re.compile(r"(?:By\s)?[A-Z][\w ]{2,40}\s(?:with|and)\s(.{2,20})")
_NEXT_SENTENCE = re.compile(r"\s+(?:[A-Z]|(?:[A-Z]\.)+)$")  # "… AFTER LATE SESSION U.S." goes on with it
_BEFORE_LINK = re.compile(r"(?:^|[.!?…:)”\"])\s*$")
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
    if prompt := _found(low, _reach("prompt")):
        return start + prompt[0], start + prompt[1]
    found = _found(low, _reach("sentence"))
    if found is None or words[found[0] : found[1]].isupper():
        return (start, end) if low.strip(_PUNCTUATION) in _lines() else None
    notice = _COPYRIGHT.search(words)
    return (start + notice.start() if notice else start, end)


def holds_furniture(text: str) -> bool:
    """True when the text has a furniture phrase anywhere; cheap, to skip what has none."""
    low = text.lower()
    return bool(_found(low, _reach("sentence")) or _found(low, _reach("prompt")))


def leading_furniture(text: str, start: int, end: int) -> int:
    """Where a text goes on behind the furniture words that it begins with."""
    at = start
    while m := _starts().match(text, at, end):
        at = m.end()
    return at


def is_byline(words: str) -> bool:
    """True when a whole line names the writers and nothing else."""
    if len(words) > 160:
        return False
    shared = _WITH.fullmatch(words)  # "Talvik Post with Reuters"
    if shared and shared[1].lower() in column("photo_credits", "name"):
        return True
    return bool(_BYLINE.fullmatch(words) or _SIGNED.fullmatch(words))


def inner_bylines(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """Bylines that stand between sentences of a text that lost its line breaks."""
    return [(m.start(), _with_place(text, m)) for m in _INNER_BYLINE.finditer(text, start, end)]


def _with_place(text: str, byline: re.Match[str]) -> int:
    """The end of a byline; behind "Reporting from", the place goes with it where it is a known one."""
    if byline.group().endswith("from"):
        words = text[byline.end() : byline.end() + 60].split(" ")[1:4]
        for count in range(len(words), 0, -1):
            name = " ".join(words[:count])
            if name.lower() in column("states", "capital") or name.lower() in column("states", "name"):
                return byline.end() + 1 + len(name)
    return byline.end()


def capital_links(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """Links to other stories, set in capitals amid a text that is not; none inside quotation marks."""
    out = []
    for m in _CAPITALS.finditer(text, start, end):
        before = text[max(start, m.start() - 3000) : m.start()]
        quoted = before.count("“") > before.count("”") or before.count('"') % 2 == 1
        words = re.findall(r"[A-Z]{2,}", m.group())
        # A link stands between sentences; capitals within one are emphasis, before a colon a heading.
        between = _BEFORE_LINK.search(text, max(start, m.start() - 5), m.start())
        heading = text[m.end() - 1] == ":" or text[m.end() : m.end() + 1] == ":"
        if between and not quoted and not heading and len(words) >= 4:
            out.append((m.start(), m.start() + len(_NEXT_SENTENCE.sub("", m.group()))))
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


def _found(low: str, phrases: tuple[str, ...]) -> tuple[int, int] | None:
    """Where the first phrase of the list that begins a word stands. Plain search: it outruns a pattern."""
    for phrase in phrases:
        at = low.find(phrase)
        if at >= 0 and not (at and low[at - 1].isalnum()):
            return at, at + len(phrase)
    return None


@cache
def _reach(reach: str) -> tuple[str, ...]:
    return tuple(row["phrase"] for row in table("furniture").rows if row["reach"] == reach)


@cache
def _lines() -> frozenset[str]:
    return frozenset(_reach("line"))


@cache
def _starts() -> re.Pattern[str]:
    words = "|".join(re.escape(p) for p in _reach("start"))
    return re.compile(rf"\s*(?i:{words})\b\s+(?=[A-Z“])")
