"""Names as keys for comparison: folded, taken apart, and spelled one way for all transliterations."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import cache
from itertools import filterfalse, pairwise

from communique.knowledge import column, table, values

SEPARATORS = re.compile(r"[\s\-‐–—.,]+")
MARKS = str.maketrans("", "", "'’‘`ʼ\"“”[]()<>")
VOWELS = re.compile(r"[aeiouy]")
SERVANT = re.compile(r"abd[aeou]u?l(?=..)")
GIVEN_DIFFER = "given names differ"
MIDDLES = "middle names differ"
SIMILAR = 0.6  # of the letters of two surnames with the same sound key, in order, at least


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonName:
    """A person's name in parts, folded; `given` is empty when only the surname is known.

    `whole` are all words of it, particles too. `fathers` are those of `given` that stand after
    bin or ben. `custom` is "arabic" or "korean" where
    spellings are compared after the habits of that language, else empty.
    """

    given: tuple[str, ...]
    surname: str
    whole: tuple[str, ...]
    fathers: tuple[str, ...] = ()
    junior: bool = False
    custom: str = ""

    @property
    def words(self) -> tuple[str, ...]:
        """All parts, the surname last."""
        return (*self.given, self.surname)


@cache
def fold(text: str) -> str:
    """A name in lower case, without accents, apostrophes, doubled spaces; hyphens and stops become spaces.

    Cyrillic and Greek letters become Latin ones.
    """
    return fold_text(text)


def fold_text(text: str) -> str:
    """The same for a text of any length, which is not kept in memory."""
    plain = text.casefold().translate(MARKS)
    if not plain.isascii():
        plain = "".join(filterfalse(unicodedata.combining, unicodedata.normalize("NFKD", plain)))
        plain = plain.translate(_letters())
    words = SEPARATORS.split(plain)
    return " ".join(w for w in words if w)


@cache
def _letters() -> dict[int, str]:
    return {ord(r["written"]): r["key"] for r in table("transliterations").rows if r["for"] == "letter"}


@cache
def _parts(role: str) -> frozenset[str]:
    return frozenset(
        w for row in table("name_parts").rows if row["role"] == role for w in values(row["words"])
    )


@cache
def _given_forms() -> dict[str, frozenset[str]]:
    """From each folded form of a given name to the names that it may be a form of."""
    found: dict[str, set[str]] = {}
    for row in table("given_name_forms").rows:
        for form in values(row["forms"]):
            found.setdefault(fold(form), set()).add(row["name"])
    return {form: frozenset(names) for form, names in found.items()}


@cache
def given_names() -> frozenset[str]:
    """Every word known as a given name."""
    return frozenset(_given_forms()) | {fold(r["name"]) for r in table("given_name_genders").rows}


@cache
def _arabic_names() -> frozenset[str]:
    rows = (r for r in table("given_name_forms").rows if r["origin"] == "arabic")
    return frozenset(fold(form) for r in rows for form in values(r["forms"]))


# --- spellings ---------------------------------------------------------------------------------


@cache
def _spellings(custom: str) -> tuple[tuple[re.Pattern[str], str], ...]:
    rows = (r for r in table("transliterations").rows if r["for"] == custom)
    return tuple((re.compile(r["written"]), r["key"]) for r in rows)


@cache
def sound(word: str, custom: str = "") -> str:
    """A key that is the same for the common romanisations of a name (table transliterations.tsv).

    In a name of Arabic or Persian the vowels do not count, for they are written as each language hears
    them: Gaddafi, Qadhafi.
    """
    key = word
    for customs in ("korean", "") if custom == "korean" else ("",):
        for written, sign in _spellings(customs):
            key = written.sub(sign, key)
    if custom == "arabic":
        key = VOWELS.sub("", key) or key
    return re.sub(r"(.)\1+", r"\1", key)


@cache
def bones(word: str) -> str:
    """The consonants of a name's sound: the same for whatever :func:`same_surname` may find alike."""
    return sound(word, "arabic")


@cache
def alike(one: str, other: str, custom: str = "") -> bool:
    """True for two spellings of one word; two known given names are two, however alike (Hassan, Hussein)."""
    if one == other:
        return True
    forms = _given_forms()
    if one in forms and other in forms:
        return bool(forms[one] & forms[other])
    if sound(one, custom) != sound(other, custom):
        return False
    return custom == "korean" or SequenceMatcher(None, one, other, False).ratio() >= SIMILAR


# --- the parts of a name -----------------------------------------------------------------------


@cache
def person_name(name: str) -> PersonName:
    """The parts of a person's name: titles, suffixes and particles left out."""
    words = _one_servant(fold(name).split())
    while len(words) > 1 and words[0] in _parts("honorific"):
        words = words[1:]
    junior = False
    while len(words) > 1 and words[-1] in _parts("suffix") | _parts("junior") | _parts("numeral"):
        junior |= words[-1] in _parts("junior")
        words = words[:-1]
    if len(words) == 1 and fold(name).split()[-1] in _parts("numeral"):
        words = [words[0] + fold(name).split()[-1]]  # Leo XIV is no other Leo
    if asian := _family_first(words):
        return asian
    kept = [w for w in words if w not in _parts("particle")] or words[-1:]
    arabic = bool(_parts("arabic") & set(words) or (kept and kept[0] in _arabic_names()))
    fathers = tuple(w for b, w in pairwise(words) if b in _parts("patronymic"))
    return PersonName(
        given=_initials_apart(kept[:-1]),
        surname=kept[-1] if kept else "",
        whole=tuple(words),
        fathers=fathers,
        junior=junior,
        custom="arabic" if arabic else "",
    )


def _one_servant(words: list[str]) -> list[str]:
    """Abdel Fattah, Abd al-Fattah and Abdelfattah as one word in one spelling."""
    found: list[str] = []
    rest = iter(words)
    for word in rest:
        if word in _parts("servant"):
            follower = next(rest, "")
            if follower in _parts("arabic"):
                follower = next(rest, "")
            word = f"abdul{follower}" if follower else word
        elif len(word) > 5:
            word = SERVANT.sub("abdul", word)
        found.append(word)
    return found


def _family_first(words: list[str]) -> PersonName | None:
    """The name when it has a family name that stands first by custom, wherever it stands here."""
    several = len(words) == 3
    families = _parts("surname_first") | (_parts("surname_first_of_three") if several else frozenset())
    if not 2 <= len(words) <= 3 or not {words[0], words[-1]} & families:
        return None
    first = words[0] in families
    if first and words[-1] in families and not several:
        return None  # each may be either
    surname, given = (words[0], words[1:]) if first else (words[-1], words[:-1])
    if not first and (not several or set(given) & given_names() or min(map(len, given)) < 2):
        return None  # "Mary Anne Lee"
    custom = "korean" if several and surname in _parts("korean") else ""
    return PersonName(given=("".join(given),), surname=surname, whole=tuple(words), custom=custom)


def _initials_apart(given: list[str]) -> tuple[str, ...]:
    """JD as J. D."""
    if given and len(given[0]) == 2 and not VOWELS.search(given[0]):
        return (*given[0], *given[1:])
    return tuple(given)


# --- comparing ---------------------------------------------------------------------------------


def same_name(a: PersonName, b: PersonName) -> list[str]:
    """How two names agree and differ, as features of the table of persons."""
    custom = a.custom if a.custom == b.custom else a.custom or b.custom
    surname = same_surname(a, b, custom)
    given = same_given(a, b, custom)
    if surname and given != GIVEN_DIFFER:
        found = [surname, given, _middles(a, b, custom) if given else None]
    elif not (a.given and b.given):
        lone, whole = (b.surname, a.given) if a.given else (a.surname, b.given)
        called = lone in whole[:1] or (lone in whole and lone not in given_names())
        found = ["a further name alone" if called else None]
    elif surname is None and _other_order(a, b):
        found = ["names in the other order"]
    elif len(a.whole) == len(b.whole) == 2:  # most of all pairs: nothing else can be found
        found = [surname, given if surname else None]
    elif _cut_otherwise(a, b):
        found = ["cut into words otherwise"]
    elif further := _further(a, b, custom):
        found = [further, given, "one has a further name"]
    else:
        found = [surname, given if surname else None]
    if a.junior != b.junior and given:
        found.append("one is a junior")
    return [f for f in found if f]


def same_surname(a: PersonName, b: PersonName, custom: str = "") -> str | None:
    """The feature "same surname" or "surname spelled otherwise", or None when they differ."""
    if a.surname == b.surname:
        return "same surname"
    pairs = ((a.surname, b.surname), (_bare(a.surname), b.surname), (a.surname, _bare(b.surname)))
    return "surname spelled otherwise" if any(alike(x, y, custom) for x, y in pairs) else None


def same_given(a: PersonName, b: PersonName, custom: str = "") -> str | None:
    """How the given names agree: "same given name", "initial fits", "given names differ".

    None when one lacks it.
    """
    if not a.given or not b.given:
        return None
    one, other = a.given[0], b.given[0]
    if _one_name(one, other, custom) or _called_by(a, b) or _called_by(b, a):
        return "same given name"
    if min(len(one), len(other)) == 1 and one[0] == other[0]:
        return "initial fits"
    return GIVEN_DIFFER


def _called_by(a: PersonName, b: PersonName) -> bool:
    """True when the first is called by a later one of the second's given names (Tayyip Erdogan)."""
    own = [g for g in b.given[1:] if g not in b.fathers]
    return len(a.given[0]) > 2 and a.given[0] in own and set(a.given) <= set(own)


def _one_name(one: str, other: str, custom: str = "") -> bool:
    if min(len(one), len(other)) < 3:
        return one == other
    return alike(one, other, custom if custom == "korean" else "")


def _middles(a: PersonName, b: PersonName, custom: str) -> str | None:
    """The feature "middle names differ" when both have some and those cannot be the same."""
    one, other = a.given[1:], b.given[1:]
    if not one or not other or _called_by(a, b) or _called_by(b, a):
        return None

    def fits(x: str, y: str) -> bool:
        return x[0] == y[0] if min(len(x), len(y)) == 1 else _one_name(x, y) or alike(x, y, custom)

    short, long = sorted((one, other), key=len)
    left_out = all(len(x) > 1 and any(fits(x, y) for y in long) for x in short)
    return None if fits(one[0], other[0]) or left_out else MIDDLES


def _other_order(a: PersonName, b: PersonName) -> bool:
    """Family name first in the one, last in the other; not where both words are given names."""
    if len(a.given) > 1 or len(b.given) > 1 or {a.given[0], a.surname} <= given_names():
        return False
    return alike(a.given[0], b.surname) and alike(a.surname, b.given[0])


def _cut_otherwise(a: PersonName, b: PersonName) -> bool:
    """Amir-Abdollahian, Amirabdollahian: the same letters, but other words."""
    ways = ((a.whole, b.whole), (a.words, b.words))
    return any(len(x) != len(y) and alike("".join(x), "".join(y)) for x, y in ways)


def _further(a: PersonName, b: PersonName, custom: str) -> str | None:
    """The longer name has the whole shorter one and names behind it: Nicolás Maduro (Moros)."""
    short, long = sorted((a, b), key=lambda n: len(n.words))
    if not 2 <= len(short.words) < len(long.words) or short.junior:
        return None
    behind = long.given[1:]
    if short.surname in behind and _one_name(short.given[0], long.given[0]):
        return "same surname"
    fits = any(alike(short.surname, w, custom) for w in behind) and _one_name(short.given[0], long.given[0])
    return "surname spelled otherwise" if fits else None


def _bare(word: str) -> str:
    """A surname without an article written in one with it: Elsisi."""
    return word[2:] if len(word) > 5 and word[:2] in ("al", "el") else word


def sounds(name: PersonName) -> frozenset[str]:
    """The keys under which two spellings of a person's whole name meet: each word but the first, and all."""
    later = [w for w in name.given[1:] if len(w) > 2]
    keys = {bones(w) for w in (*later, name.surname, _bare(name.surname))}
    if name.given:
        keys |= {"~" + "".join(sorted("".join(map(bones, w)))) for w in (name.words, name.whole)}
    return frozenset(keys)


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """A state or organisation from the tables; `country` (ISO 3166 alpha-2) is a state's or government's."""

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
                country = row["country"] if row["kind"] == "government" else None
                found.setdefault(_article_off(value), Known(name=row["name"], country=country))
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
def body_words(name: str, country: str | None) -> str:
    """The words that tell a body from others (those of its state, if it has one), sorted.

    "the Russian Defence Ministry" and "Russia's Ministry of Defense" both have "defense ministry".
    """
    text = _article_off(name)
    if country in _of_state():
        text = " ".join(_of_state()[country].sub(" ", text).split())
    text = _variants("all").get(text, text)
    for written, key in _variants("").items() if " " in text else ():  # Labour and Labor are two parties
        text = re.sub(rf"\b{written}\b", key, text)
    passing = {r["word"] for r in table("title_modifiers").rows if r["effect"] == "passing"}
    small = {"of", "the", "for", "and", "s"} | (passing - {"former", "then", "outgoing"})
    return " ".join(sorted({w for w in text.split() if w not in small})) or text


@cache
def _variants(where: str) -> dict[str, str]:
    return {r["written"]: r["key"] for r in table("spelling_variants").rows if r["where"] == where}


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


@cache
def bare(name: str) -> str:
    """A plain name without what only says of what sort it is: "afp news agency", "Vessin Ltd"."""
    ending = next((e for e in _variants("end") if name.endswith(f" {e}")), "")
    return name.removesuffix(f" {ending}")


def plain(name: str) -> str:
    """A folded name without "the" in front, for comparing organisations, places and groups."""
    return _article_off(name)
