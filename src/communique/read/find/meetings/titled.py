"""What a title says of the meeting that the text is about: "Readout of President A's Call with B of C".

Official publishers name the meeting in the title and often only there: the text begins with what was said.
A title is no part of the text. It tells who met and how; that it says so stands in the notes of the
finding, whose evidence are words of the text.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache

from communique.knowledge import column, table, values
from communique.model.finding import Actor, MeetingKind
from communique.model.reference import ActorKind, ActorRef, Standing
from communique.read.analysis.analysis import Analysis
from communique.read.find.clauses import publisher_state
from communique.read.find.meetings.mention import Side
from communique.read.find.meetings.parties import SUFFIXES, demonyms
from communique.read.find.places.gazetteer import lookup

HEADS = ("president", "prime minister")  # who an official publisher means when the title names nobody
SMALLEST = 4.0  # decimal logarithm of the people of a place that a title names without more
LONGEST = 6  # words of the name of an organisation
LITTLE = frozenset(("bin", "al", "el", "de", "da", "e", "van", "der", "von"))
ENDS = frozenset(
    ("on", "to", "in", "at", "before", "after", "following", "during", "regarding", "ahead", "|")
)
BEFORE = frozenset(("on", "following", "after", "to"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Titled:
    """The sides that a title names, what kind of meeting, and where."""

    sides: tuple[Side, ...]
    kind: MeetingKind
    place: str | None = None


def titled(analysis: Analysis) -> Titled | None:
    """The meeting that the title of an official publisher's text names; None where there is none."""
    publisher = publisher_state(analysis)
    if publisher is None or publisher.country is None or not analysis.article.title:
        return None
    words = re.findall(r"[^\s,;:|]+|[,;:|]", re.sub(r"['’]s?(?=\s|$)", " 's", analysis.article.title))
    for k, word in enumerate(words):
        kind = _nouns().get(word.lower())
        if kind is not None and words[k + 1 : k + 2] and words[k + 1].lower() in _nouns():
            continue  # "summit talks"
        if kind is not None and k + 1 < len(words) and words[k + 1].lower() == "with":
            hosts = _actors(analysis, _phrase_before(words[:k])) or _actors(analysis, words[:k])
            phrase = _phrase_after(words[k + 2 :])
            guests = _people(analysis, phrase) or _nameless(phrase)
            sides: tuple[Side, ...] = (hosts or _head(analysis, publisher.country, guests), guests)
        elif kind is not None:
            sides = _together(analysis, words, k) or _of_body(analysis, words, k, publisher.country)
        enough = 1 if kind is MeetingKind.SUMMIT else 2
        if kind is not None and len(sides) >= enough and all(sides):
            return Titled(sides=sides, kind=_exact(kind, words[:k]), place=_place(words[k + 1 :]))
    return None


def _place(words: Sequence[str]) -> str | None:
    """The place in "talks held with B at the Kremlin": behind "in" or "at", where a place has this name."""
    for k, word in enumerate(words[:-1]):
        if word.lower() in ("in", "at"):
            start = k + 1 + (words[k + 1].lower() == "the")
            end = next((n for n in range(start, len(words)) if not words[n][0].isupper()), len(words))
            name = " ".join(words[start:end])
            if any(c.kind == "residence" or c.people >= SMALLEST for c in lookup(name)):
                return name
    return None


@cache
def _nouns() -> dict[str, MeetingKind]:
    """The nouns that name a meeting in a title, in both numbers."""
    rows = [r for r in table("meeting_nouns").rows if r["titles"] == "yes"]
    return {form: MeetingKind(r["kind"]) for r in rows for form in (r["lemma"], r["lemma"] + "s")}


def _exact(kind: MeetingKind, before: Sequence[str]) -> MeetingKind:
    """The kind, with what the words right before the noun tell ("telephone conversation")."""
    known = {r["word"]: r["kind"] for r in table("meeting_kinds").rows}
    told = next((known[w.lower()] for w in before[-2:] if w.lower() in known), None)
    return MeetingKind(told) if kind is MeetingKind.OTHER and told else kind


def _phrase_before(words: Sequence[str]) -> Sequence[str]:
    """Of "Statement by A on B's", the words of B: behind the last preposition that begins a topic."""
    cut = max((k for k, w in enumerate(words) if w.lower() in BEFORE), default=-1)
    return words[cut + 1 :]


def _phrase_after(words: Sequence[str]) -> Sequence[str]:
    """The words up to one that begins what the meeting was about, or where it was."""
    return words[: next((k for k, w in enumerate(words) if w.lower() in ENDS), len(words))]


def _together(analysis: Analysis, words: Sequence[str], noun: int) -> tuple[Side, ...]:
    """Both sides of "meeting between A and B", "A and B before bilateral meeting", "Aian-Bian talks"."""
    after = words[noun + 1 :]
    behind = bool(after) and after[0].lower() in ("between", "of")
    people = _each(analysis, after[1:] if behind else words[:noun])
    if len(people) == 2 and all(a.country is None or a.country != people[0].country for a in people[1:]):
        return tuple((a,) for a in people)
    summit = _nouns()[words[noun].lower()] is MeetingKind.SUMMIT
    listed = _bodies(words if summit else after) if behind or summit else []
    sides = listed if len(listed) > 1 or (summit and listed) else _states(words[:noun])
    return tuple((replace(s, inferred="the title"),) for s in sides)


def _of_body(analysis: Analysis, words: Sequence[str], noun: int, country: str) -> tuple[Side, ...]:
    """Of "A chaired a joint meeting of the Fish Council": A, else the publisher's own, and that body."""
    phrase = _phrase_after(words[noun + 2 :]) if words[noun + 1 : noun + 2] == ["of"] else ()
    name = " ".join(phrase[1:] if phrase and phrase[0] == "the" else phrase)
    hosts = _actors(analysis, words[:noun])
    if not name or (not hosts and noun > 1):
        return ()
    body = ActorRef(name=name, kind=ActorKind.ORGANISATION, inferred="the title")
    return (hosts or _head(analysis, country, ()), (body,))


def _each(analysis: Analysis, words: Sequence[str]) -> Side:
    """The people of "A and B", each by the actors of the text or by its own words."""
    parts: list[list[str]] = [[]]
    for word in words:
        if word.lower() in ("and", ",", *ENDS, *BEFORE, "by", "from"):
            parts.append([])
        else:
            parts[-1].append(word)
    found = {a.name: a for part in parts if _office(part) for a in _people(analysis, part)}
    return tuple(found.values())


def _office(words: Sequence[str]) -> bool:
    """True when a phrase names a person by office, or by two words that are none."""
    known = column("offices", "noun") | column("title_modifiers", "word")
    return any(w.lower() in known for w in words) or sum(w[0].isupper() for w in words[:2]) == 2


def _states(words: Sequence[str]) -> list[ActorRef]:
    """The states of the adjective right before a noun: "following Aian-Bian talks"."""
    parts = [p for w in words[-2:] for p in w.split("-")]
    return [p for part in parts if (p := _polity(part)) is not None]


def _bodies(words: Sequence[str]) -> list[ActorRef]:
    """The organisations, else the states, that words of a title name, the longest names first."""
    spans = sorted(((i, n) for n in range(1, LONGEST + 1) for i in range(len(words) - n + 1)), key=_longest)
    found: dict[str, ActorRef] = {}
    taken: set[int] = set()
    for i, n in spans:
        one = _polity(" ".join(words[i : i + n]))
        if one is not None and not taken & set(range(i, i + n)):
            taken.update(range(i, i + n))
            found[one.name] = one
    bodies = [p for p in found.values() if p.kind is ActorKind.ORGANISATION]
    return bodies or list(found.values())


def _longest(span: tuple[int, int]) -> tuple[int, int]:
    return -span[1], span[0]


def _polity(word: str) -> ActorRef | None:
    """The state or organisation of a part of such an adjective."""
    if word.lower() in demonyms():
        state, iso = demonyms()[word.lower()]
        return ActorRef(name=state, kind=ActorKind.STATE, country=iso)
    name = _organisations().get(word.lower())
    return ActorRef(name=name, kind=ActorKind.ORGANISATION) if name else None


@cache
def _organisations() -> dict[str, str]:
    return {
        alias.lower(): row["name"]
        for row in table("organisations").rows
        for alias in (row["name"], *values(row["aliases"]))
    }


def _people(analysis: Analysis, words: Sequence[str]) -> Side:
    """The people that words of a title name: actors of the text, else by the title's own words."""
    name = written_name(words)
    written = (ActorRef(name=name, kind=ActorKind.PERSON, inferred="the title"),) if name else ()
    return _actors(analysis, words) or written


def _actors(analysis: Analysis, words: Sequence[str]) -> Side:
    """The people of the text whose last names are among words of a title, in their order."""
    place = {k: n for n, w in enumerate(words) for k in (plain(w), *plain(w).split("-"))}
    found: dict[int, tuple[int, Actor]] = {}
    for actor in analysis.layers.actors:
        names = _last_names(actor)
        at = next((place[n] for n in names if n in place), None)
        if at is None:
            continue
        shared = sum(plain(w) in place for w in actor.name.split())
        if at not in found or shared > found[at][0]:
            found[at] = (shared, actor)
    people = {a.name: a for _, (_, a) in sorted(found.items(), key=lambda item: item[0])}
    return tuple(_inferred(a, "the title") for a in people.values())


def _last_names(actor: Actor) -> list[str]:
    """The last word of a person's name, without "Jr."; empty for all but named people."""
    if actor.actor_kind is not ActorKind.PERSON or not actor.named or actor.members:
        return []
    tokens = [plain(w) for w in actor.name.split() if w.lower().strip(",") not in SUFFIXES]
    return tokens[-1:]


def plain(word: str) -> str:
    """A word in small letters without accents and marks at its ends."""
    folded = unicodedata.normalize("NFKD", word.lower())
    return "".join(c for c in folded if not unicodedata.combining(c)).strip(".,:;'’()")


def written_name(words: Sequence[str]) -> str | None:
    """The name in a title's phrase, without offices and states: the longest run of what is left."""
    runs: list[list[str]] = [[]]
    for word in words:
        low = plain(word)
        inside = low in LITTLE and bool(runs[-1])
        if inside or (word[0].isupper() and low not in _no_names()):
            runs[-1].append(word)
        elif runs[-1]:
            runs.append([])
    best = max(runs, key=len)
    return " ".join(best) or None


@cache
def _no_names() -> frozenset[str]:
    """Words of offices and states, which stand beside a name and are no part of it."""
    states = {w for name in demonyms() for w in name.replace("-", " ").split()}
    offices = {r[c] for r in table("offices").rows for c in ("noun", "plural") if r[c]}
    others = column("title_modifiers", "word") | column("government_nouns", "lemma")
    return frozenset(plain(w) for w in states | offices | others) - {""}


def _nameless(words: Sequence[str]) -> Side:
    """The guests of "meeting with foreign business leaders"."""
    last = words[-1].lower() if words else ""
    if not last.endswith("s") or last[:-1] not in column("meeting_parties", "lemma"):
        return ()
    name = " ".join(words)
    return (ActorRef(name=name, kind=ActorKind.GROUP, named=False, inferred="the title"),)


def _head(analysis: Analysis, country: str, guests: Side) -> Side:
    """Whom an official publisher speaks for: the one of its state whom the text calls its head.

    A president goes before a prime minister, who may be the president's guest.
    """
    met = {a.name for a in guests}
    for title in HEADS:
        found = [
            a
            for a in analysis.layers.actors
            if _last_names(a) and " and " not in a.name and a.country == country and a.name not in met
            if any(o.title.lower() == title and o.standing is Standing.CURRENT for o in a.offices)
        ]
        if found:
            best = max(found, key=lambda a: len(a.mentions))
            return (_inferred(best, "whom the publisher speaks for"),)
    return _of_book(analysis, country)


def _of_book(analysis: Analysis, country: str) -> Side:
    """The head of a state or government on the day of the text, where the text itself names none."""
    day = analysis.article.published.first if analysis.article.published else None
    held = [h for title in HEADS for h in (analysis.offices.on(title, country, day) if day else ())]
    if not held:
        return ()
    inferred = f"{held[0].title} on the day of the report"
    return (ActorRef(name=held[0].holder, kind=ActorKind.PERSON, country=country, inferred=inferred),)


def _inferred(actor: Actor, inferred: str) -> ActorRef:
    return ActorRef(name=actor.name, kind=actor.actor_kind, country=actor.country, inferred=inferred)
