"""The words that the finder of actors knows, precomputed once from the reviewed tables."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

from communique.knowledge import table, values
from communique.knowledge.offices import Holding, OfficeBook
from communique.model.reference import ActorKind, MentionForm

PARTICLES = frozenset((
    "al", "el", "bin", "ibn", "bint", "de", "von", "van", "der", "den", "da", "di", "la", "le", "du", "dos",
    "das", "del",
))  # fmt: skip
JOINTS = frozenset(("e", "y"))  # between two surnames, in small letters: "da Costa e Silva"
GENERATIONS = frozenset(("jr", "sr", "ii", "iii", "iv", "v", "vi", "vii", "viii", "xiv", "xvi"))


@dataclass(frozen=True, slots=True)
class Known:
    """A name that is known beforehand: the key of its chain, and what it is."""

    key: str
    kind: ActorKind
    form: MentionForm
    country: str | None
    demonym: bool = False
    capital: bool = False


@dataclass(frozen=True, slots=True)
class Noun:
    """A noun for people or bodies. `role` is the class of an office, "" for other nouns."""

    noun: str
    plural: bool
    kind: ActorKind
    role: str = ""
    gender: str = ""
    resumes: frozenset[str] = frozenset()  # the kinds of actors that the noun alone may take up again
    common: bool = False  # mostly a thing, and no actor


@dataclass(frozen=True, slots=True)
class Lexicon:
    """All tables as dictionaries keyed by what stands in the text."""

    phrases: dict[str, tuple[tuple[tuple[str, ...], Known], ...]]  # by first word, longest first
    nouns: dict[str, Noun]
    honorifics: dict[str, str]  # lower-cased → gender
    given: dict[str, str]  # lower-cased → gender


@cache
def lexicon() -> Lexicon:
    """The lexicon, built at the first call.

    Raises:
        KnowledgeError: when a table is missing or malformed.
    """
    phrases: dict[tuple[str, ...], Known] = {}
    for words, known in (*_outlets(), *_organisations(), *_states()):
        phrases[words] = known
        if len("".join(words)) > 3:
            phrases.setdefault(tuple(w.upper() for w in words), known)
    by_first: dict[str, list[tuple[tuple[str, ...], Known]]] = {}
    for words, known in phrases.items():
        by_first.setdefault(words[0], []).append((words, known))
    return Lexicon(
        phrases={k: tuple(sorted(v, key=lambda p: -len(p[0]))) for k, v in by_first.items()},
        nouns=_nouns(),
        honorifics={r["noun"]: r["gender"] for r in table("offices").rows if r["class"] == "honorific"},
        given={r["name"].lower(): r["gender"] for r in table("given_name_genders").rows},
    )


def split(name: str) -> tuple[str, ...]:
    """The words of a name as the tokenizer splits them; a leading "the" is left out."""
    words = name.replace("-", " - ").replace("'s ", " 's ").replace("/", " / ").split()
    return tuple(words[1:] if words[0].lower() == "the" and len(words) > 1 else words)


def _named(row: dict[str, str], *fields: str) -> Iterable[tuple[str, ...]]:
    return (split(v) for f in fields for v in values(row[f]))


def _outlets() -> Iterable[tuple[tuple[str, ...], Known]]:
    for row in table("outlets").rows:
        known = Known(row["name"], ActorKind.OUTLET, MentionForm.NAME, row["country"] or None)
        yield from ((words, known) for words in _named(row, "name", "aliases"))


def _organisations() -> Iterable[tuple[tuple[str, ...], Known]]:
    for row in table("organisations").rows:
        known = Known(row["name"], ActorKind(row["kind"]), MentionForm.NAME, row["country"] or None)
        yield from ((words, known) for words in _named(row, "name", "aliases"))


def _states() -> Iterable[tuple[tuple[str, ...], Known]]:
    for row in table("states").rows:
        code = row["iso2"]
        own = Known(code, ActorKind.STATE, MentionForm.NAME, code)
        capital = Known(code, ActorKind.STATE, MentionForm.METONYM, code, capital=True)
        demonym = Known(code, ActorKind.STATE, MentionForm.NOMINAL, code, demonym=True)
        for words in _named(row, "metonyms"):
            seat = " ".join(words)
            yield words, Known(seat, ActorKind.GOVERNMENT, MentionForm.METONYM, code)
        # A capital that is spelt like a common word would do more harm than good.
        yield from ((w, capital) for w in _named(row, "capital") if w != ("Male",))
        yield from ((w, demonym) for w in _named(row, "demonyms"))
        yield from ((w, own) for w in _named(row, "name", "aliases"))


@cache
def state_names() -> dict[str, str]:
    """From ISO 3166 alpha-2 code to the state's usual name."""
    return {r["iso2"]: r["name"] for r in table("states").rows}


@dataclass(frozen=True, slots=True)
class Holder:
    """Somebody known to hold an office: the words of the name, the nouns and narrowing words of the title."""

    key: tuple[str, ...]
    noun: str
    narrow: tuple[frozenset[str], ...]  # one for each spelling
    held: Holding


@cache
def holders(book: OfficeBook) -> dict[str, tuple[Holder, ...]]:
    """Who is known to hold an office, by the first letters of the surname and of the first name."""
    found: dict[str, list[Holder]] = {}
    for held in book.all():
        noun, narrow = _title_parts(held.title)
        if noun:
            key = name_key(held.holder)
            holder = Holder(key, noun, tuple(_spellings(narrow)), held)
            for part in sorted({key[0][:3], key[-1][:3]}):
                found.setdefault(part, []).append(holder)
    return {k: tuple(v) for k, v in found.items()}


@cache
def _title_parts(title: str) -> tuple[str, frozenset[str]]:
    """The noun of a title as the tables have it, "" if they do not, and the words that narrow it."""
    nouns = lexicon().nouns
    words = title.lower().split()
    end = next((i for i, w in enumerate(words) if w in ("of", "for")), len(words))
    noun = words[end - 1] if end else ""
    if noun not in nouns:
        noun = noun.partition("-")[0]  # "director-general"
    narrow = frozenset(w for w in words if w != words[end - 1]) - {"of", "for", "the", "chief"}
    return (noun, narrow) if noun in nouns else ("", frozenset())


def _spellings(narrow: frozenset[str]) -> Iterable[frozenset[str]]:
    yield narrow
    for row in table("spelling_variants").rows:
        if row["written"] in narrow:
            yield narrow - {row["written"]} | {row["key"]}
        elif row["key"] in narrow:
            yield narrow - {row["key"]} | {row["written"]}


@cache
def title_modifiers(effect: str) -> frozenset[str]:
    """Words with titles that are "distinct" (another office) or "passing" (the same one)."""
    return frozenset(r["word"] for r in table("title_modifiers").rows if r["effect"] == effect)


@cache
def holder_surnames() -> frozenset[str]:
    """Surnames of known office holders that are no given name or everyday word, in their usual spelling."""
    given = {r["name"] for r in table("given_name_genders").rows}
    surnames = {r["holder"].split()[-1] for r in table("office_holders").rows}
    surnames -= {r["surname"] for r in table("everyday_surnames").rows}
    return frozenset(s for s in surnames if len(s) > 3 and s not in given)


@cache
def plural_demonyms() -> frozenset[str]:
    """Demonyms that are words for people ("Ukrainians", "Poles")."""
    forms = {v for r in table("states").rows for v in values(r["demonyms"])}
    return frozenset(f for f in forms if f.endswith("s") and f[:-1] in forms)


def _nouns() -> dict[str, Noun]:
    nouns: dict[str, Noun] = {}
    for row in table("bodies").rows:
        kind = ActorKind(row["kind"])
        extra = frozenset(values(row["resumes"])), bool(row["common"])
        nouns[row["noun"]] = Noun(row["noun"], False, kind, "", "", *extra)
        if row["plural"]:
            nouns[row["plural"]] = Noun(row["noun"], True, kind, "", "", *extra)
    for row in table("people").rows:
        resumes = frozenset(values(row["resumes"]))
        nouns[row["noun"]] = Noun(row["noun"], False, ActorKind.GROUP, "", "", resumes)
        nouns[row["plural"]] = Noun(row["noun"], True, ActorKind.GROUP, "", "", resumes)
    for row in table("offices").rows:
        if row["class"] == "honorific":
            continue
        nouns[row["noun"]] = Noun(row["noun"], False, ActorKind.PERSON, row["class"], row["gender"])
        if row["plural"]:
            nouns[row["plural"]] = Noun(row["noun"], True, ActorKind.GROUP, row["class"], row["gender"])
    return nouns


def match(lex: Lexicon, text: Sequence[str], i: int, last: int) -> tuple[int, Known] | None:
    """The longest known name that starts at word `i`: how many words, and what it is."""
    for words, known in lex.phrases.get(text[i], ()):
        n = len(words)
        if n == 1 or (i + n <= last and tuple(text[i : i + n]) == words):
            return n, known
    return None


@lru_cache(maxsize=4096)
def name_key(name: str) -> tuple[str, ...]:
    """A personal name as comparable words: no accents, marks, particles, generations ("Jr.") or case."""
    plain = unicodedata.normalize("NFKD", name)
    plain = "".join(c for c in plain if not unicodedata.combining(c)).lower()
    plain = re.sub(r"['’]s$", "", plain)
    plain = re.sub(r"['’ʼ‘`.]", "", plain)
    words = re.findall(r"\w+", plain)
    while len(words) > 1 and words[-1] in GENERATIONS:
        words.pop()
    return tuple(w for w in words if w not in PARTICLES) or tuple(words)


def alike(a: str, b: str) -> bool:
    """True for two spellings of one surname ("zelensky", "zelenskyy"), by edit distance at most 2."""
    if a == b:
        return True
    if a + "s" == b or b + "s" == a:
        return False
    if min(len(a), len(b)) < 6 or a[:3] != b[:3] or abs(len(a) - len(b)) > 2:
        return False
    return _distance(a, b) <= (2 if min(len(a), len(b)) > 6 else 1)


def _distance(a: str, b: str) -> int:
    row = list(range(len(b) + 1))
    for i, x in enumerate(a, start=1):
        previous, row[0] = row[0], i
        for j, y in enumerate(b, start=1):
            previous, row[j] = row[j], min(row[j] + 1, row[j - 1] + 1, previous + (x != y))
    return row[-1]
