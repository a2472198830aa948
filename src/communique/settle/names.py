"""Names as keys for comparison: folded, taken apart, and spelled one way for all transliterations."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import cache
from itertools import filterfalse

from communique.knowledge import column, table, values

SEPARATORS = re.compile(r"[\s\-‐–—.,]+")
MARKS = str.maketrans("", "", "'’‘`ʼ\"“”[]()<>")
LETTERS = str.maketrans({"ł": "l", "đ": "d", "ø": "o", "ß": "ss", "ı": "i", "æ": "ae", "þ": "th"})
SIMILAR = 0.6  # of the letters of two surnames with the same sound key, in order, at least


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonName:
    """A person's name in parts, folded; `given` is empty when only the surname is known."""

    given: tuple[str, ...]
    surname: str

    @property
    def sound(self) -> str:
        """The key under which all spellings of the surname fall together."""
        return sound(self.surname)


@cache
def fold(text: str) -> str:
    """A name in lower case, without accents, apostrophes, doubled spaces; hyphens and stops become spaces."""
    return fold_text(text)


def fold_text(text: str) -> str:
    """The same for a text of any length, which is not kept in memory."""
    plain = unicodedata.normalize("NFKD", text.casefold().translate(MARKS).translate(LETTERS))
    letters = plain if plain.isascii() else "".join(filterfalse(unicodedata.combining, plain))
    words = SEPARATORS.split(letters)
    return " ".join(w for w in words if w)


@cache
def _parts(role: str) -> frozenset[str]:
    return frozenset(
        w for row in table("name_parts").rows if row["role"] == role for w in values(row["words"])
    )


@cache
def _given_forms() -> dict[str, str]:
    return {
        form.lower(): row["name"] for row in table("given_name_forms").rows for form in values(row["forms"])
    }


@cache
def _spellings() -> tuple[tuple[str, str], ...]:
    return tuple((row["written"], row["key"]) for row in table("transliterations").rows)


@cache
def sound(word: str) -> str:
    """A key that is the same for the common romanisations of a name (table transliterations.tsv)."""
    key = word
    for written, sign in _spellings():
        key = key.replace(written, sign)
    return re.sub(r"(.)\1+", r"\1", key)


@cache
def person_name(name: str) -> PersonName:
    """The parts of a person's name: titles, suffixes and particles left out."""
    words = fold(name).split()
    while len(words) > 1 and words[0] in _parts("honorific"):
        words = words[1:]
    while len(words) > 1 and words[-1] in _parts("suffix"):
        words = words[:-1]
    if (
        2 <= len(words) <= 3
        and words[0] in _parts("surname_first")
        and words[-1] not in _parts("surname_first")
    ):
        return PersonName(given=("".join(words[1:]),), surname=words[0])
    kept = [w for w in words if w not in _parts("particle")] or words
    return PersonName(given=tuple(kept[:-1]), surname=kept[-1] if kept else "")


def same_surname(a: PersonName, b: PersonName) -> str | None:
    """The feature "same surname" or "surname spelled otherwise", or None when they differ."""
    if a.surname == b.surname:
        return "same surname"
    if a.sound == b.sound and SequenceMatcher(None, a.surname, b.surname, False).ratio() >= SIMILAR:
        return "surname spelled otherwise"
    return None


def same_given(a: PersonName, b: PersonName) -> str | None:
    """How the given names agree: "same given name", "initial fits", "given names differ".

    None when one lacks it.
    """
    if not a.given or not b.given:
        return None
    one, other = a.given[0], b.given[0]
    if _one_name(one, other) or set(_long(a)) & set(_long(b)):
        return "same given name"
    if len(one) <= 1 or len(other) <= 1:
        return "initial fits" if one[:1] == other[:1] else "given names differ"
    return "given names differ"


def _long(name: PersonName) -> list[str]:
    return [g for g in name.given if len(g) > 2]


def _one_name(one: str, other: str) -> bool:
    if one == other:
        return True
    forms = _given_forms()
    if one in forms and forms[one] == forms.get(other):
        return True
    alike = SequenceMatcher(None, one, other, False).ratio() >= SIMILAR
    return len(one) > 2 and len(other) > 2 and sound(one) == sound(other) and alike


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """A state or organisation from the tables; `country` is ISO 3166 alpha-2, for states."""

    name: str
    country: str | None = None


@cache
def states() -> dict[str, Known]:
    """From every folded name, alias, demonym and metonym of a state to it, and from its capital."""
    found: dict[str, Known] = {}
    for columns in (("name", "aliases"), ("demonyms", "metonyms"), ("capital",)):
        for row in table("states").rows:
            for cell in columns:
                for value in values(row[cell]):
                    found.setdefault(_article_off(value), Known(name=row["name"], country=row["iso2"]))
    return found


@cache
def organisations() -> dict[str, Known]:
    """From every folded name and alias of the tables of organisations and outlets to it.

    A short form of several outlets ("the Times") stands for none of them.
    """
    found: dict[str, Known] = {}
    for row in table("organisations").rows:
        for cell in ("name", "aliases"):
            for value in values(row.get(cell, "")):
                found.setdefault(_article_off(value), Known(name=row["name"]))
    ends = Counter(fold(row["name"]).split()[-1] for row in table("outlets").rows)
    for row in table("outlets").rows:
        for value in (row["name"], *values(row["aliases"])):
            if ends[_article_off(value)] < 2:
                found.setdefault(_article_off(value), Known(name=row["name"]))
    return found


def _article_off(name: str) -> str:
    return fold(name).removeprefix("the ")


@cache
def _of_state() -> dict[str, re.Pattern[str]]:
    """From ISO code to a pattern of the words for a state, with a possessive: to take them out of a name."""
    found: dict[str, re.Pattern[str]] = {}
    for row in table("states").rows:
        cells = (row["name"], *values(row["aliases"]), *values(row["demonyms"]), *values(row["capital"]))
        words = sorted({_article_off(v) for v in cells}, key=len, reverse=True)
        found[row["iso2"]] = re.compile(rf"\b(?:{'|'.join(map(re.escape, words))})s?\b")
    return found


@cache
def body_words(name: str, country: str) -> str:
    """The words that tell a body of a state from its others, sorted.

    "the Russian Defence Ministry" and "Russia's Ministry of Defense" both have "defense ministry".
    """
    text = _of_state()[country].sub(" ", _article_off(name)) if country in _of_state() else _article_off(name)
    for row in table("spelling_variants").rows:
        text = re.sub(rf"\b{row['written']}\b", row["key"], text)
    passing = {r["word"] for r in table("title_modifiers").rows if r["effect"] == "passing"}
    small = {"of", "the", "for", "and", "s"} | (passing - {"former", "then", "outgoing"})
    return " ".join(sorted({w for w in text.split() if w not in small}))


@cache
def by_office(name: str) -> bool:
    """True when a person is named by an office alone: "the Iraqi prime minister"."""
    words = name.split()
    return words[0] in ("the", "The", "a", "an") or words[-1].lower() in column("offices", "noun")


@cache
def of_leader(name: str) -> str | None:
    """One key for "the Hallen administration", "Prime Minister Mira Hallen's administration" and the like."""
    text = re.sub(r"['’]s?\b", "", name)
    found = re.match(r"(?:the )?(administration|government|office) of (.+)", text, re.IGNORECASE)
    body, owner = found.groups() if found else (text.split()[-1], " ".join(text.split()[:-1]))
    words = [w for w in owner.split() if w[:1].isupper()]
    if body.lower() not in ("administration", "government", "office") or not words or state(words[-1]):
        return None
    return f"{body.lower()} of {fold(words[-1])}"


@cache
def state(name: str) -> Known | None:
    """The state that a name, metonym or "<demonym> government" stands for; None when none."""
    key = _article_off(name)
    return states().get(key) or states().get(key.removesuffix(" government"))


def plain(name: str) -> str:
    """A folded name without "the" in front, for comparing organisations, places and groups."""
    return _article_off(name)
